"""What the files of a portal say about each other, and that no spoilt file ever ends in a traceback."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import portal_copy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check.markdown_lint import MAX_PROBLEMS
from generator.problems import CODES, Problem

WRITTEN = {name: (portal_copy.ROOT / path).read_text("utf-8") for name, path in portal_copy.PATHS.items()}


@portal_copy.parametrized("edition", "together")
def test_case(case: portal_copy.Case, tmp_path: Path) -> None:
    portal_copy.run(case, tmp_path)


def test_the_portal_is_whole(tmp_path: Path) -> None:
    portal = portal_copy.read(portal_copy.copy(tmp_path))
    (edition,) = portal.editions
    assert edition.address == "rushan-huoli-xingji/2020/"
    assert [rubric.id for rubric in edition.rubrics] == ["enterprise", "regional"]  # as attached
    assert [form.id for form in edition.forms] == ["registration"]
    assert set(portal.federations) == {"rushan", "weihai"}


@pytest.mark.parametrize("answer", ["甲。", "> 没有这句话的引文。\n\n[通知](notice/#tiers)"])
def test_of_many_questions_no_more_are_told_than_can_be_searched_for(tmp_path: Path, answer: str) -> None:
    path = portal_copy.copy(tmp_path) / portal_copy.PATHS["faq"]
    more = "".join(f"\n\n## 问{at} {{#q{at}}}\n\n{answer}" for at in range(2 * MAX_PROBLEMS))
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    found = [one for one in portal_copy.problems(tmp_path) if one.path == portal_copy.PATHS["faq"]]
    assert len(found) == MAX_PROBLEMS


def test_two_editions(tmp_path: Path) -> None:
    """What is wrong in one edition is told for that one alone."""
    portal_copy.copy(tmp_path)
    for name in ("campaign", "notice", "faq", "form", "enterprise", "regional"):
        path = portal_copy.PATHS[name]
        text = portal_copy.numbered(WRITTEN[name], "2021").replace("checked_by: weihai", "checked_by: nobody")
        portal_copy.spoil(tmp_path, [{"write": {"path": path.replace("/2020/", "/2021/"), "text": text}}])
    (problem,) = portal_copy.problems(tmp_path)
    assert problem.path == "content/campaigns/rushan-huoli-xingji/2021/campaign.yml"
    assert problem.code == "REF001"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("follows:\n  edition: '2020'\n", "“2020”这一届没有打分表"),
        ("archive:\n  edition: '2020'\n", "“2020”这一届的通知里没有建档目录"),
    ],
)
def test_an_edition_leads_to_what_another_one_has(tmp_path: Path, said: str, message: str) -> None:
    """An edition without standards cannot be followed, and one without an index of files has none to show."""
    later = f"{portal_copy.EDITION}/campaign.yml".replace("2020", "2021")
    bare = WRITTEN["campaign"].split("\nvetoes:")[0].split("\ntiers:")[0] + "\n"
    quoted = "  text: 甲\n  quote: 以企业、区域、行业工会为主\n  clause: objects-units\n"
    portal_copy.copy(tmp_path)
    for name in ("enterprise", "regional", "form"):
        (tmp_path / portal_copy.PATHS[name]).unlink()
    faq = "## 问 {#a}\n\n> 以企业、区域、行业工会为主\n>\n> [通知](notice/#objects-units)\n"
    (tmp_path / portal_copy.PATHS["campaign"]).write_text(bare, "utf-8")
    (tmp_path / portal_copy.PATHS["faq"]).write_text(faq, "utf-8")
    written = {
        later: f"{portal_copy.numbered(bare, '2021')}{said}{quoted}",
        later.replace("campaign.yml", "faq.md"): faq,
    }
    written[later.replace("campaign.yml", "notice.md")] = WRITTEN["notice"]
    for path, text in written.items():
        portal_copy.spoil(tmp_path, [{"write": {"path": path, "text": text}}])
    (problem,) = portal_copy.problems(tmp_path)
    assert (problem.path, problem.code) == (later, "REF001")
    assert message in problem.message


@pytest.mark.parametrize(("followed", "codes"), [("2020", []), ("2021", ["REF007"])])
def test_the_edition_that_is_followed_is_the_one_that_is_named(tmp_path: Path, followed: str, codes: list[str]) -> None:
    """Its words stand in the notice, which is bound when it is released; the id beside them is not."""
    portal_copy.copy(tmp_path)
    portal_copy.again(tmp_path, portal_copy.SERIES, "2020", "2021")
    last = f"{portal_copy.EDITION}/campaign.yml".replace("2020", "2022")
    bare = WRITTEN["campaign"].split("\nvetoes:")[0].split("\ntiers:")[0] + "\n"
    said = "照《通知》（乳会发〔2020〕6号）的标准"
    follows = f"follows:\n  edition: '{followed}'\n  text: 沿用\n  quote: {said}\n  clause: standards\n"
    faq = "## 问 {#a}\n\n> 以企业、区域、行业工会为主\n>\n> [通知](notice/#objects-units)\n"
    written = {
        last: portal_copy.numbered(bare, "2022") + follows,
        last.replace("campaign.yml", "notice.md"): f"{WRITTEN['notice']}\n{said}。\n{{: #standards }}\n",
        last.replace("campaign.yml", "faq.md"): faq,
    }
    for path, text in written.items():
        portal_copy.spoil(tmp_path, [{"write": {"path": path, "text": text}}])
    assert [(one.path, one.code) for one in portal_copy.problems(tmp_path)] == [(last, code) for code in codes]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("", ""), "文号“乳会发〔2020〕6号”与“2020”这一届的一样。"),
        (("  number: 乳会发〔2020〕6号\n", "  date: 2020-04-01\n"), "通知的标题、日期与“2020”这一届的一样。"),
        (("  number: 乳会发〔2020〕6号\n", ""), "通知没有文号、日期，全文与“2020”这一届的一样。"),
        (
            ("number: 乳会发〔2020〕6号\n", "number: 第6号\n  date: 2020-04-01\n"),
            "通知的文号、标题、日期与“2020”这一届的一样。",
        ),
        (("乳会发〔2020〕6号", "乳会发〔2020〕　号"), "通知没有日期，文号、全文与“2020”这一届的一样。"),
        (("乳会发〔2020〕6号", "乳会发〔二〇二〇〕六号"), "文号“乳会发〔二〇二〇〕六号”与“2020”这一届的一样。"),
    ],
)
def test_no_two_editions_have_one_notice(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    """A new edition begins as a copy, and is one until its number, its day or, without those, its text is another."""
    portal_copy.copy(tmp_path)
    campaign = WRITTEN["campaign"].replace(*change)
    (tmp_path / portal_copy.PATHS["campaign"]).write_text(campaign, "utf-8")
    for below in (portal_copy.EDITION, portal_copy.RUBRICS):
        shutil.copytree(tmp_path / below, tmp_path / below.replace("2020", "2021"))
    (problem,) = portal_copy.problems(tmp_path)
    assert (problem.code, problem.message) == ("CAM008", said)
    assert problem.path == f"{portal_copy.EDITION}/campaign.yml".replace("2020", "2021")
    later, notice = tmp_path / problem.path, (tmp_path / problem.path).with_name("notice.md")
    renewed = portal_copy.numbered(campaign, "2021").replace("date: 2020", "date: 2021", 1).replace("二〇〕", "二一〕")
    renewed = renewed.replace("start: 2020-0", "start: 2021-0") if "date: 2021" in renewed else renewed
    later.write_text(renewed, "utf-8")
    if renewed == campaign:
        notice.write_text(WRITTEN["notice"].replace("\n\n", "\n\n\n", 1), "utf-8")
        assert portal_copy.problems(tmp_path) == (problem,)  # layout is no wording
        notice.write_text(f"{WRITTEN['notice']}\n联系人见附件。\n", "utf-8")
    assert portal_copy.problems(tmp_path) == ()


def test_editions_without_number_and_day_may_share_their_title(tmp_path: Path) -> None:
    portal_copy.copy(tmp_path)
    campaign = WRITTEN["campaign"].replace("  number: 乳会发〔2020〕6号\n", "")
    (tmp_path / portal_copy.PATHS["campaign"]).write_text(campaign, "utf-8")
    for below in (portal_copy.EDITION, portal_copy.RUBRICS):
        shutil.copytree(tmp_path / below, tmp_path / below.replace("2020", "2021"))
    notice = tmp_path / portal_copy.PATHS["notice"].replace("2020", "2021")
    notice.write_text(WRITTEN["notice"].replace("积极开展工会工作", "深入开展工会工作", 1), "utf-8")
    assert portal_copy.problems(tmp_path) == ()


CHANGES = ("delete a line", "double a line", "swap two lines", "swap two characters", "insert", "cut")
INSERTED = st.one_of(
    st.characters(categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Nd"]),
    st.sampled_from(
        ["[", "](", "<", "<script>", "#", "## ", "> ", "- ", "{: #a }", "&#106;", "|", "**", "\n\n", "：", "\r"]
    ),
)


def spoilt(text: str, data: st.DataObject) -> str:
    """The text with one change of the kind that hands and programs make."""
    change = data.draw(st.sampled_from(CHANGES))
    lines = text.split("\n")
    at, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    if change == "delete a line":
        del lines[at]
    elif change == "double a line":
        lines.insert(at, lines[at])
    elif change == "swap two lines":
        lines[at], lines[other] = lines[other], lines[at]
    if "line" in change:
        return "\n".join(lines)
    place = data.draw(st.integers(0, max(0, len(text) - 2)))
    if change == "insert":
        return text[:place] + data.draw(INSERTED) + text[place:]
    if change == "cut":
        return text[:place]
    return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_spoilt_portal_raises_anything_else(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = portal_copy.copy(Path(folder))
        texts = dict(WRITTEN)
        for _ in range(data.draw(st.integers(1, 3))):
            name = data.draw(st.sampled_from(sorted(texts)))
            texts[name] = spoilt(texts[name], data)
            (root / portal_copy.PATHS[name]).write_bytes(texts[name].encode())
        for problem in portal_copy.problems(root):  # any other exception fails the test
            located(problem, texts)


def located(problem: Problem, texts: dict[str, str]) -> None:
    """The problem stands in its file and can be printed on two lines."""
    names = {path: name for name, path in portal_copy.PATHS.items()}
    assert problem.path in names
    lines = re.split(r"\r\n|\r|\n", texts[names[problem.path]])
    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    assert problem.code in CODES
    assert re.search("[\u4e00-\u9fff]", problem.message)
    assert str(problem).count("\n") == 1
    assert str(problem).replace("\n", "").isprintable()


@pytest.mark.parametrize("name", [name for name in portal_copy.PATHS if name not in {"notice", "faq"}])
def test_any_line_can_go(name: str, tmp_path: Path) -> None:
    """Take every twentieth line of a file away in turn: problems or none, but never anything else."""
    portal_copy.copy(tmp_path)
    lines = WRITTEN[name].split("\n")
    for gone in range(0, len(lines), 20):
        rest = "\n".join(lines[:gone] + lines[gone + 1 :])
        (tmp_path / portal_copy.PATHS[name]).write_text(rest, "utf-8")
        for problem in portal_copy.problems(tmp_path):
            located(problem, {**WRITTEN, name: rest})
