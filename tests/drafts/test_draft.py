"""``portal draft``: what it refuses, what it leaves alone, and that no name can break a text or a YAML file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import small_portals
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator import pipeline
from generator.check.article import article
from generator.drafts import block, facts, writing
from generator.load import nodes
from generator.problems import ProblemsFoundError

ADDRESS = "shili-xingji/2024"
LIST = """编号,等次,单位名称,所属,类别,名次,未命名原因
0001,五星级,示例市甲公司,云杉区,企业,1,
0002,五星级,示例市乙公司,白桦区,企业,2,
0003,三星级,示例市丙医院,云杉区,机关,1,审核时发现材料不实
"""
Portal = Callable[..., Result]


@pytest.fixture
def listed(folder: Path) -> Path:
    """The edition with a list of three."""
    (folder / "honorees.csv").write_text(LIST, "utf-8")
    return folder


def said(folder: Path, key: str, block: str) -> None:
    with (folder / "honours.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{key}: {block}\n")


NOTICE = """
  issuer: 示例市总工会
  title: [关于名单的公示]
  date: 2024-11-04
  first: 2024-11-04
  contact: { department: 基层工作部, phone: 0000-1234567, address: 示例市示范路1号 }
"""


def test_without_honours_there_is_no_draft(portal: Portal, folder: Path) -> None:
    (folder / "honours.yml").unlink()
    told = portal("draft", "announcement", ADDRESS)
    assert told.exit_code == 1
    assert "honours.yml:1:1: DRF003 没有 honours.yml" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["announcement", "shili-xingji/2030"], "REF001 没有“shili-xingji/2030”这一届。现有：shili-xingji/2021、"),
        (["announcement", ADDRESS, "--first", "2035-03-01"], "content/holidays.yml:1:1: HON011 没有 2035 年的放假安排"),
        (["decision", ADDRESS], "honours.yml:1:1: DRF003 还没有公示。"),
    ],
)
def test_what_is_refused(portal: Portal, listed: Path, arguments: list[str], problem: str) -> None:
    told = portal("draft", *arguments)
    assert told.exit_code == 1
    assert problem in told.stderr
    assert not (listed / "announcement.md").exists()
    assert not (listed / "decision.md").exists()


def test_an_empty_list_is_refused(portal: Portal, folder: Path) -> None:
    (folder / "honorees.csv").write_text(LIST.partition("\n")[0], "utf-8")
    assert "DRF003 名单 honorees.csv 还没有单位" in portal("draft", "announcement", ADDRESS).stderr


def test_nothing_is_overwritten_unasked(portal: Portal, listed: Path) -> None:
    (listed / "announcement.md").write_text("写了一半【此处填写：其余】", "utf-8")
    before = (listed / "honours.yml").read_bytes()
    told = portal("draft", "announcement", ADDRESS, "--add")
    assert "announcement.md:1:1: DRF004 已经有正文。" in told.stderr
    assert (listed / "announcement.md").read_text("utf-8") == "写了一半【此处填写：其余】"
    assert (listed / "honours.yml").read_bytes() == before
    assert portal("draft", "announcement", ADDRESS, "--replace").exit_code == 0
    assert (listed / "announcement.md").read_text("utf-8").startswith("根据《")
    assert (listed / "honours.yml").read_bytes() == before


def test_a_text_that_nothing_names_is_kept_by_whoever_does_as_told(
    portal: Portal, listed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """HON003: the text aside, the lines added to ``honours.yml``, the text back in its place."""
    text = listed / "announcement.md"
    text.write_text("自己写的正文", "utf-8")
    told = portal("check").stderr
    assert "HON003 有正文，honours.yml 里没有写 announcement。" in told
    (command,) = re.findall(f"portal (draft announcement {ADDRESS} --add --replace)", told)
    aside = shutil.copyfile(text, tmp_path_factory.mktemp("aside") / text.name)
    done = portal(*command.split())
    assert done.exit_code == 0, done.stderr
    shutil.copyfile(aside, text)
    assert text.read_text("utf-8") == "自己写的正文"
    assert "HON003" not in portal("check").stderr


def test_a_decision_waits_for_the_end_of_the_public_notice(portal: Portal, listed: Path) -> None:
    said(listed, "announcement", NOTICE)
    assert portal("draft", "announcement", ADDRESS).exit_code == 0
    text = (listed / "announcement.md").read_text("utf-8")
    (listed / "announcement.md").write_text(text.replace("【此处填写：", "").replace("】", ""), "utf-8")
    told = portal("draft", "decision", ADDRESS, "--date", "2024-11-08")
    assert "DRF003 公示到 2024-11-08 为止，成文日期 2024-11-08 应在它以后。" in told.stderr
    told = portal("draft", "decision", ADDRESS, "--date", "2024-11-11")
    assert told.exit_code == 0
    assert "  date: 2024-11-11\n" in told.stdout
    assert "    - 关于命名2024年示例市星级职工之家的通报\n" in told.stdout


def test_districts_are_counted_where_the_list_is_grouped_so(portal: Portal, listed: Path) -> None:
    honours = (listed / "honours.yml").read_text("utf-8")
    grouped = honours.replace("groups: [award, tier]", "districts: [云杉区, 白桦区]\ngroups: [district, tier]")
    (listed / "honours.yml").write_text(grouped.replace("order: rank", "order: listed"), "utf-8")
    first, second, third = LIST.splitlines()[1:]
    (listed / "honorees.csv").write_text("\n".join([LIST.partition("\n")[0], first, third, second]), "utf-8")
    assert portal("draft", "announcement", ADDRESS).exit_code == 0
    text = (listed / "announcement.md").read_text("utf-8")
    assert "拟授予示例市甲公司等3个单位“示例市星级职工之家”称号，其中五星级2个、三星级1个。" in text
    assert "按所属分，云杉区2个、白桦区1个。" in text
    assert "公示时间为【此处填写：公示的第一天】至【" in text


def test_a_public_notice_grants_none_of_several_titles_yet(portal: Portal, listed: Path) -> None:
    honours = (listed / "honours.yml").read_text("utf-8")
    more = "groups: [award, tier]"
    free = "  - id: free\n    name: 示例市标兵单位\n"
    (listed / "honours.yml").write_text(honours.replace(more, free + more), "utf-8")
    heading, first, second, third = LIST.splitlines()
    rows = [f"{heading},称号", *(f"{row},示例市星级职工之家" for row in (first, second))]
    (listed / "honorees.csv").write_text("\n".join([*rows, f"{third.replace('三星级', '')},示例市标兵单位"]), "utf-8")
    assert portal("draft", "announcement", ADDRESS).exit_code == 0
    text = (listed / "announcement.md").read_text("utf-8")
    assert "拟授予示例市甲公司等2个单位“示例市星级职工之家”称号，其中五星级2个；拟授予示例市丙医院“示例市标兵" in text
    assert "“示例市标兵单位”称号。" in text
    assert text.count("授予") == text.count("拟授予")


def test_a_decision_without_public_notice_says_nothing_of_one(portal: Portal, listed: Path) -> None:
    said(listed, "unannounced", "早年的决定，公示没有留存")
    assert portal("draft", "decision", ADDRESS).exit_code == 0
    text = (listed / "decision.md").read_text("utf-8")
    assert "公示" not in text
    assert "，经研究，授予示例市甲公司等2个单位“示例市星级职工之家”称号，其中五星级2个，现予以通报。" in text


@pytest.mark.parametrize(
    ("file", "text", "where"),
    [
        ("notice.md", "\n【此处填写：经过】\n", "9999:1 DRF001"),
        ("honours.yml", "participants: 【此处填写：参评单位数】\n", "12:15 DRF001"),
        ("honorees.csv", "编号,单位名称,说明\n0001,【此处填写：单位名称】,\n", "2:2 DRF001"),
        ("honorees.csv", "编号,单位名称,说明\n0001,甲,【待定：同分】\n", "2:3 DRF002"),
    ],
)
def test_no_mark_is_published(root: Path, folder: Path, file: str, text: str, where: str) -> None:
    path = folder / file
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(before + text, "utf-8")
    with pytest.raises(ProblemsFoundError) as caught:
        pipeline.read(root)
    marks = [f"{one.line}:{one.column} {one.code}" for one in caught.value.problems if one.code.startswith("DRF")]
    assert marks == [where.replace("9999", str(len(before.splitlines()) + 2))]


def test_no_award_is_broken_in_a_title() -> None:
    awards = ("示例市模范职工之家、", "示例市模范职工小家")
    assert facts.titled("关于2024年", *awards, "拟命名单位的公示") == (
        "关于2024年示例市模范职工之家、",
        "示例市模范职工小家拟命名单位的公示",
    )


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"a: 1", b"a: 1\n\nb: 2\n"),
        (b"a: 1\r\n# x\r\n", b"a: 1\r\n# x\r\n\r\nb: 2\r\n"),
        (b"\xef\xbb\xbfa: 1\n", b"\xef\xbb\xbfa: 1\n\nb: 2\n"),
        (b"{a: 1}\n", None),
        (b"a: |\n  x\n", b"a: |\n  x\n\nb: 2\n"),
        (b"b: 1\n", None),
        (b"a: 1\n...\n", None),
        (b"a: [\n", None),
    ],
)
def test_keys_are_added_only_where_they_stand_by_themselves(data: bytes, wanted: bytes | None) -> None:
    assert block.added(data, "b: 2\n") == wanted


FACTS = facts.Facts("", (), "", "", "", "", facts.Units((), (), 0), None, None)


# A brace and a colon are a mark that does nothing, which the check tells.
NAMES = small_portals.TITLES.filter(lambda name: not re.search("[{｛]", name))


@settings(max_examples=60, deadline=None)
@given(name=NAMES | st.sampled_from(["null", "true", "2024-11-04", "a: b", "- a", "#1", "1. 甲"]))
def test_a_name_stays_as_it_is(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    templates = tmp_path_factory.getbasetemp()
    (templates / "drafts").mkdir(exist_ok=True)
    (templates / "drafts/x.md.jinja").write_text("授予{{ facts.issuer }}等。\n", "utf-8")
    (templates / "drafts/x.yml.jinja").write_text("issuer: {{ facts.issuer }}\n", "utf-8")
    said = replace(FACTS, issuer=name)
    made, problems = article("x.md", writing.written(templates, "x.md.jinja", said) + "{: #x }\n")
    assert made
    assert not problems
    assert "".join(made.clauses["x"].split()) == "".join(f"授予{name}等。".split())
    node, problems = nodes.parse("x.yml", writing.written(templates, "x.yml.jinja", said))
    assert node
    assert not problems
    assert nodes.value(node) == {"issuer": name}
