"""``portal publish``, ``portal rollback`` and ``portal verify``: a finished site, and where it is served."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from generator import lazily
from generator.build import record, swap
from generator.cli.console import ROOT, counted, drafts, reported, say
from generator.finished import OUT
from generator.problems import Problem, ProblemsFoundError
from generator.publish import archive, branch, early, folder, rollback, served, site, verify

corrections: Any = lazily.module("generator.check.corrections")
outdated: Any = lazily.module("generator.outdated")  # all that a build needs: only publishing asks for it
_NAMED = 5  # documents whose day has not come
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/.*)?")  # portal.example.org, of which people leave out https://
_WEB = re.compile(r"https?://", re.IGNORECASE)


@click.command(
    name="publish",
    help=(
        "发布生成好的网站（本命令不生成）。去处是网站服务器上的文件夹，本机的或挂载的都可以，网页服务器指向它里面的 "
        "current；或是一个 .zip 文件，可放进 U 盘。写了 --branch 的，去处是 git 仓库，默认是当前文件夹。"
    ),
)
@click.argument("target", metavar="[去处]", required=False)
@click.option("--site", "built", type=click.Path(path_type=Path), help="生成好的网站，默认是门户里的 public。")
@click.option(
    "--keep",
    type=click.IntRange(folder.LEAST),
    default=folder.KEEP,
    show_default=True,
    help="文件夹里保留几个版本，可以退回。",
)
@click.option("--branch", "on_branch", metavar="分支", help="发布到 git 的这个分支，例如 gh-pages。")
@click.option("--remote", default="", help="写了 --branch 的：推送到仓库的这个远程，例如 origin。")
@click.option(
    "--without-released",
    is_flag=True,
    help="确实要撤下封存过的一届时才写：不核对正在公开的封存记录，只说撤下了什么。",
)
@click.option("--as-built", is_flag=True, help="网站比现在的内容旧也照原样发布；不写的，先要 portal build。")
@ROOT
@reported
def publish_site(  # noqa: PLR0913, PLR0917 - as many as there are options
    target: str | None,
    built: Path | None,
    keep: int,
    on_branch: str | None,
    remote: str,
    root: Path,
    *,
    without_released: bool,
    as_built: bool,
) -> None:
    """Publish to a folder, a ZIP or a branch."""
    finished = built or root / OUT
    if on_branch is not None:
        _ready(finished, root, as_built=as_built)
        sent = branch.publish(finished, on_branch, target or ".", remote, without_released=without_released)
        say("\n".join(sent.lines()))
    elif remote:
        raise click.UsageError("--remote 要和 --branch 一起写。")
    elif not target:
        raise click.UsageError("写明发布到哪里：一个文件夹、一个 .zip 文件，或 --branch 分支。")
    elif target.lower().endswith(".zip"):
        _ready(finished, root, Path(target), as_built=as_built)
        say("\n".join(archive.write(finished, Path(target)).lines()))
    elif branch.DISTANT.match(target) or target.endswith(".git"):
        said = "发布到 git 仓库要写 --branch；发布到网站服务器要写文件夹，不是网址："
        raise click.UsageError(f"{said}在服务器上运行，或先把它的文件夹挂载到本机。")
    else:
        _ready(finished, root, Path(target), as_built=as_built)
        now = datetime.now(UTC)
        done = folder.publish(finished, Path(target), now=now, keep=keep, without_released=without_released)
        say("\n".join(done.lines()))


def _ready(finished: Path, root: Path, target: Path | None = None, *, as_built: bool) -> None:
    """See that a site is fit to be published, and say what one should know of it before.

    Raises:
        ProblemsFoundError: there is none that is finished (PUB001); its ``target`` stands among what it is made from
            (PUB003); it is older than the content (PUB012), unless it is to be published ``as_built``.

    """
    site.check(finished)
    portal = outdated.portal_of(finished, root)
    if target and swap.is_source(target, portal):
        said = "这里放着门户的内容，不能作发布目标：检查时会把发布的文件当成内容。"
        raise ProblemsFoundError([Problem(str(target), 1, 1, "PUB003", said)])
    old = outdated.problems(portal, finished)
    if old and not as_built:
        raise ProblemsFoundError(old)
    for one in old:
        say(f"注意：{one.path}：{one.message}")
    made = record.read(finished)
    if made and (named := drafts([address for entry in made.series.values() for address in entry.drafts])):
        say(f"{named}。发布以后，草稿也谁都看得到。")
    now = corrections.today()
    for title, day in early.documents(finished, now)[:_NAMED]:
        said = "现在发布就早了：写错了的改 published，重新生成、发布；没有写错的，到那天再发布"
        say(f"注意：《{title}》写的上网时间是{day}，今天是{now}，{said}。")
    if made and made.series and not any(entry.documents for entry in made.series.values()):
        say("注意：网站里没有 PDF、Word、Excel 文件，是用 --pages-only 生成的；要有，先不带这个选项运行 portal build。")


@click.command(name="rollback", help="让发布到的文件夹重新公开上一个版本，先核对它的每个文件。")
@click.argument("target", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("--to", default="", metavar="版本", help="退回哪个版本：版本号，或它开头的几位。")
@reported
def rollback_site(target: Path, to: str) -> None:
    """Serve an earlier release again."""
    say("\n".join(rollback.rollback(target, to, now=datetime.now(UTC)).lines()))


@click.command(
    name="verify",
    help="核对公开的每一个文件，列出与发布时不同的、缺少的、多出的。写发布到的文件夹，或网站的地址（https://…）。",
)
@click.argument("target", metavar="文件夹或网址")
@reported
def verify_site(target: str) -> None:
    """Read again what is served."""
    if not _WEB.match(target):
        if _HOST.fullmatch(target) and not Path(target).exists():
            whole = target if "/" in target else f"{target}/"
            raise click.UsageError(f"没有“{target}”这个文件夹；核对网址请写 https://{whole}。")
        say("\n".join(verify.folder(Path(target)).lines()))
        return
    with counted("核对") as told:
        done = served.site(target, progress=told)
    say("\n".join(done.lines()))
