"""``portal draft``: the public notice and the decision, written as far as the data goes."""

from __future__ import annotations

from pathlib import Path

import click

from generator import drafts, pipeline, resources
from generator.cli.console import ROOT, reported, say, write
from generator.cli.helping import Group
from generator.drafts import block
from generator.model import released
from generator.model.honours import BLANK
from generator.model.portal import Edition
from generator.problems import Problem, ProblemsFoundError

_DAY = click.DateTime(["%Y-%m-%d", "%Y/%m/%d"])
_REPLACE = click.option("--replace", is_flag=True, help="已有正文的，重新起草，原来的不留。")
_ADD = click.option("--add", is_flag=True, help="把要写的几行加到 honours.yml 末尾；不写只显示出来。")


@click.group(
    cls=Group,
    name="draft",
    help="起草公示和决定（通报）：数字、日期、名称都由数据填好，要人写的地方留【此处填写：……】。",
)
def draft() -> None:
    """The group of commands."""


@draft.command(
    name=released.ANNOUNCEMENT,
    help="""起草一届（例如 shili-xingji/2024）的公示。

    先要有：honours.yml 里的称号，和核定的名单 honorees.csv。

    写出公示正文 announcement.md；honours.yml 里还没有 announcement 的，给出要写的几行（--add 替您加在末尾）。
    填好其中的【此处填写：……】，再用 portal check 检查。先填 honours.yml，再加 --replace 运行一次，
    正文里的日期和联系方式也就填好了。
    """,
)
@click.argument("edition", metavar="活动/年度")
@click.option("--first", type=_DAY, metavar="日期", help="公示的第一天，例如 2024-11-04；最后一天由程序推算。")
@_ADD
@_REPLACE
@ROOT
@reported
def draft_announcement(edition: str, first: object, root: Path, *, add: bool, replace: bool) -> None:
    """Draft the public notice."""
    portal, found = pipeline.before(root, edition, released.ANNOUNCEMENT)
    templates = resources.find(root).templates
    _write(root, found, drafts.announcement(portal, found, templates, _day(first)), add=add, replace=replace)


@draft.command(
    name=released.DECISION,
    help="""起草一届（例如 shili-xingji/2024）的命名通报或决定。

    先要有：公示。公示后不命名的，在 honorees.csv 的“未命名原因”里写明，就不算在命名的单位里。

    写出正文 decision.md；honours.yml 里还没有 decision 的，给出要写的几行（--add 替您加在末尾）。
    填好其中的【此处填写：……】，再用 portal check 检查。
    """,
)
@click.argument("edition", metavar="活动/年度")
@click.option("--date", "day", type=_DAY, metavar="日期", help="成文日期，例如 2024-11-18；在公示结束以后。")
@click.option("--kind", type=click.Choice(["通报", "决定"]), default="通报", show_default=True, help="用哪一种文。")
@_ADD
@_REPLACE
@ROOT
@reported
def draft_decision(  # noqa: PLR0913 - each is an option of the command
    edition: str, day: object, kind: str, root: Path, *, add: bool, replace: bool
) -> None:
    """Draft the decision."""
    _, found = pipeline.before(root, edition, released.DECISION)
    templates = resources.find(root).templates
    made = drafts.decision(found, templates, "decision" if kind == "决定" else "circular", _day(day))
    _write(root, found, made, add=add, replace=replace)


def _day(given: object) -> str | None:
    return str(given)[:10] if given else None


def _released(ledger: Path, item: str) -> bool:
    return ledger.exists() and f",{item}," in ledger.read_text("utf-8-sig")


def _write(root: Path, edition: Edition, made: drafts.Draft, *, add: bool, replace: bool) -> None:
    """Write the text, then add or show what ``honours.yml`` lacks; nothing is overwritten unasked."""
    folder = root / edition.folder
    text, honours = folder / f"{made.name}.md", folder / "honours.yml"
    if _released(folder / "ledger.csv", made.name):
        remedy = "写错了的，用 portal correct 更正。"
        raise drafts.refused(edition, "这一届已经封存（ledger.csv），不能重新起草。", remedy)
    if text.exists() and not replace:
        raise ProblemsFoundError([Problem(str(text), 1, 1, "DRF004", "已经有正文。")])
    longer = block.added(honours.read_bytes(), made.block) if add and made.block else None
    if add and made.block and longer is None:
        remedy = "不加 --add 运行，把显示出来的几行写进这个文件。"
        raise ProblemsFoundError([Problem(str(honours), 1, 1, "DRF003", "末尾不能自动加上内容。", remedy)])
    write(text, made.text.encode())
    if longer is not None:
        write(honours, longer)
    _tell(text, honours, made, added=longer is not None)


def _tell(text: Path, honours: Path, made: drafts.Draft, *, added: bool) -> None:
    units = made.facts.units
    counts = "、".join(f"{tier.name}{tier.count}个" for one in units.grants for tier in one.tiers)
    say(f"已写出：{text}（{units.total} 个单位{f'，{counts}' if counts else ''}）")
    if made.block and added:
        say(f"已在末尾加上 {made.name}：{honours}")
    elif made.block:
        say(f"把下面几行写进 {honours}（或用 --add 运行，替您加在末尾）：\n\n{made.block}")
    if left := made.text.count(BLANK) + (made.block.count(BLANK)):
        say(f"要填写的有 {left} 处，都写作{BLANK}：……】；填好以后运行 portal check。")
