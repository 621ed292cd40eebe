"""The command line as people use it: exit codes, messages, and what stays untouched."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import filelock
import portal_copy
import pytest
from command import run
from msgspec.structs import replace

from generator.build import record, swap, workspace
from generator.problems import ProblemsFoundError
from generator.publish.site import paths

ROOT = Path(__file__).resolve().parent.parent
EDITION = "content/campaigns/rushan-huoli-xingji/2020"
RUBRIC = "rubrics/rushan-huoli-xingji/2020/enterprise.yml"


Change = Callable[[Path], None]


@pytest.fixture
def portal_folder(tmp_path: Path, site: Path) -> Path:
    """A copy of one campaign of the repository with a site that was built before, and the documents made for it."""
    portal_copy.copy(tmp_path, ledger=True)
    shutil.copytree(site.parent / "work" / "files", tmp_path / ".build" / "files", copy_function=os.link)
    if (ROOT / ".fonts").is_dir():
        (tmp_path / ".fonts").symlink_to(ROOT / ".fonts")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / ".portal-site").touch()
    (tmp_path / "public" / "index.html").write_text("the site that stands", "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def one_campaign(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The root of a portal that is soon read."""
    root = tmp_path_factory.mktemp("one-campaign")
    portal_copy.copy(root, ledger=True)
    return str(root)


def edit(path: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), "utf-8")

    return change


def put(path: str, data: bytes) -> Change:
    def change(root: Path) -> None:
        (root / path).write_bytes(data)

    return change


def delete(path: str) -> Change:
    def change(root: Path) -> None:
        (root / path).unlink()

    return change


def link_out(root: Path) -> None:
    (root / EDITION / "faq.md").unlink()
    (root / EDITION / "faq.md").symlink_to("/etc/hostname")


BOMB = b"a: &a [x]\n" + b"".join(b"b%d: [*a, *a, *a, *a]\n" % n for n in range(50))
BROKEN: dict[str, tuple[Change, str]] = {
    "a missing file": (delete(f"{EDITION}/notice.md"), f"{EDITION}/notice.md:1:1: FIL001"),
    "a wrong key": (edit(RUBRIC, "short: 企业工会", "shrot: 企业工会"), f"{RUBRIC}:5:1: SCH002"),
    "a duplicate key": (edit(RUBRIC, "total: 100", "total: 100\ntotal: 100"), f"{RUBRIC}:31:1: YAM003"),
    "a point sum that is off": (edit(RUBRIC, "points: 20", "points: 21"), f"{RUBRIC}:51:13: RUB001"),
    "an unknown rule kind": (edit(RUBRIC, "kind: zero", "kind: formula"), f"{RUBRIC}:82:19: SCH004"),
    "an alias bomb": (put(f"{EDITION}/campaign.yml", BOMB), f"{EDITION}/campaign.yml:1:4: YAM002"),
    "100 KB of nesting": (
        put(f"{EDITION}/campaign.yml", b"a: " + b"[" * 100_000),
        f"{EDITION}/campaign.yml:1:53: YAM004",
    ),
    "a rubric that is not there": (
        delete("rubrics/rushan-huoli-xingji/2020/regional.yml"),
        f"{EDITION}/campaign.yml:168:13: REF001",
    ),
    "HTML in a title": (
        edit(f"{EDITION}/campaign.yml", "label: 2020年", "label: <script>alert(1)</script>"),
        f"{EDITION}/campaign.yml:3:8: SCH003",
    ),
    "HTML in Markdown": (
        edit(f"{EDITION}/notice.md", "以企业、区域", "<img src=x onerror=alert(1)>以企业、区域"),
        f"{EDITION}/notice.md:6:1: TXT001",
    ),
    "a symlink out of content/": (link_out, f"{EDITION}/faq.md:1:1: FIL003"),
    "not UTF-8": (
        put(f"{EDITION}/faq.md", "常见问题".encode("gbk")),
        f"{EDITION}/faq.md:1:1: FIL005",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_input_is_located_and_nothing_is_touched(portal_folder: Path, name: str) -> None:
    break_it, wanted = BROKEN[name]
    break_it(portal_folder)
    result = run("build", "--root", str(portal_folder))
    assert result.exit_code == 1
    assert wanted in result.stderr
    assert "→" in result.stderr
    assert "没有改动已经生成的网站" in result.stderr
    assert (portal_folder / "public/index.html").read_text("utf-8") == "the site that stands"
    assert {path.name for path in portal_folder.iterdir()} - {".build", ".fonts"} == {"content", "public", "rubrics"}


def test_where_there_is_no_portal_nothing_is_left_behind(tmp_path: Path) -> None:
    result = run("build", "--root", str(tmp_path))
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "FIL001 这里不是门户文件夹" in result.stderr


@pytest.mark.parametrize("out", [".", "..", "content", "content/campaigns/new", "rubrics", "mine", "mine/file.txt"])
def test_building_replaces_nothing_but_a_site(portal_folder: Path, out: str) -> None:
    (portal_folder / "mine").mkdir()
    (portal_folder / "mine/file.txt").write_text("mine", "utf-8")
    before = sorted(path.relative_to(portal_folder) for path in portal_folder.rglob("*"))
    result = run("build", "--root", str(portal_folder), "-o", str(portal_folder / out))
    assert result.exit_code != 0
    assert "BLD003" in result.stderr or "应是文件夹" in result.stderr
    assert sorted(path.relative_to(portal_folder) for path in portal_folder.rglob("*")) == before


def test_a_linked_output_folder_stays_a_link(portal_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    shutil.rmtree(portal_folder / "public")
    (portal_folder / "public").symlink_to(tmp_path / "www")
    assert run("build", "--root", str(portal_folder)).exit_code == 0
    assert (portal_folder / "public").is_symlink()
    assert (tmp_path / "www/index.html").is_file()


@pytest.mark.parametrize(
    ("template", "old", "new"),
    [
        ("pages/unlisted.html", "{{ title }}", "{{ title"),
        ("pages/unlisted.html", "{{ title }}", "{{ no_such_value }}"),
        ("pages/unlisted.html", "{{ title }}", "{{ 1 // 0 }}"),
        ("theme/main.html", "{{ super() }}", "{{ no_such_function() }}"),
        ("theme/partials/nav.html", "{{ config.site_name | e }}", "{{ no_such_function() }}"),
    ],
)
def test_a_broken_template_is_located(portal_folder: Path, template: str, old: str, new: str) -> None:
    shutil.copytree(ROOT / "site_templates", portal_folder / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", portal_folder)
    edit(f"site_templates/{template}", old, new)(portal_folder)
    text = (portal_folder / "site_templates" / template).read_text("utf-8")
    line = text[: text.index(new)].count("\n") + 1
    result = run("build", "--root", str(portal_folder))
    assert result.exit_code == 1
    assert f"site_templates/{template}:{line}:1: TPL001" in result.stderr
    assert (portal_folder / "public/index.html").read_text("utf-8") == "the site that stands"


def test_all_problems_come_at_once(portal_folder: Path) -> None:
    for name in ("a wrong key", "HTML in a title", "HTML in Markdown"):
        BROKEN[name][0](portal_folder)
    result = run("check", "--root", str(portal_folder))
    assert result.exit_code == 1
    assert all(BROKEN[name][1] in result.stderr for name in ("a wrong key", "HTML in a title", "HTML in Markdown"))


def test_an_interrupted_swap_is_put_right(portal_folder: Path) -> None:
    """Stopped between the two renames: the old site stands under another name, and is not lost."""
    (portal_folder / "public").rename(portal_folder / ".public.old")
    BROKEN["a wrong key"][0](portal_folder)
    assert run("build", "--root", str(portal_folder)).exit_code == 1
    edit(RUBRIC, "shrot: 企业工会", "short: 企业工会")(portal_folder)
    assert run("build", "--root", str(portal_folder)).exit_code == 0
    assert not (portal_folder / ".public.old").exists()
    assert (portal_folder / "public/index.html").is_file()


def test_an_interrupted_build_does_not_vouch_for_half_a_site(portal_folder: Path) -> None:
    assert run("build", "--root", str(portal_folder)).exit_code == 0
    whole = sorted(path.name for path in (portal_folder / "public").rglob("*"))
    made = record.read(portal_folder / "public")
    assert made
    # What is written before a series is put in its place: it is not known any more.
    record.write(portal_folder / "public", replace(made, series={}), finished=False)
    shutil.rmtree(portal_folder / "public/rushan-huoli-xingji/2020/notice")
    assert run("build", "--root", str(portal_folder)).exit_code == 0
    assert sorted(path.name for path in (portal_folder / "public").rglob("*")) == whole


def test_what_is_put_together_is_no_finished_site(tmp_path: Path) -> None:
    """What is left of a build that was stopped before its last rename is never published."""
    fresh = swap.beside(tmp_path / "public")
    (fresh / "index.html").touch()
    with pytest.raises(ProblemsFoundError) as refused:
        paths(fresh)
    assert [problem.code for problem in refused.value.problems] == ["PUB001"]


def test_a_broken_mkdocs_yml_is_a_problem(portal_folder: Path) -> None:
    shutil.copytree(ROOT / "site_templates", portal_folder / "site_templates")
    (portal_folder / "mkdocs.yml").write_text("site_name: x\ntheme:\n  name: no-such-theme\n", "utf-8")
    result = run("build", "--root", str(portal_folder))
    assert result.exit_code == 1
    assert "mkdocs.yml:1:1: CFG001" in result.stderr


def test_templates_of_an_older_version_are_a_problem(portal_folder: Path) -> None:
    """A portal's own templates stay what they were when the program goes on."""
    shutil.copytree(ROOT / "site_templates", portal_folder / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", portal_folder)
    shutil.rmtree(portal_folder / "site_templates/documents")
    (portal_folder / "site_templates/calculator/rules.js").unlink()
    result = run("build", "--root", str(portal_folder))
    assert result.exit_code == 1
    assert "site_templates:1:1: TPL002 模板缺少 calculator/rules.js、documents/" in result.stderr
    assert "等 7 个文件" in result.stderr
    assert (portal_folder / "public/index.html").read_text("utf-8") == "the site that stands"


def test_a_name_with_brackets_is_printed_as_it_is(portal_folder: Path) -> None:
    result = run("build", "--root", str(portal_folder), "-o", str(portal_folder / "[bold]site[/x]"))
    assert result.exit_code == 0
    assert "[bold]site[/x]" in result.stdout


def test_a_public_address_makes_absolute_what_must_be(portal_folder: Path) -> None:
    edit("content/portal.yml", "name: ", "address: https://www.example.org.cn/gonghui/\nname: ")(portal_folder)
    assert run("build", "--root", str(portal_folder)).exit_code == 0
    lost = (portal_folder / "public/404.html").read_text("utf-8")
    assert 'href="/gonghui/assets/portal/base.css"' in lost
    notice = (portal_folder / "public/rushan-huoli-xingji/2020/notice/index.html").read_text("utf-8")
    where = "https://www.example.org.cn/gonghui/rushan-huoli-xingji/2020/notice/"
    assert f'<link rel="canonical" href="{where}">' in notice
    assert f'<meta name="Url" content="{where}">' in notice
    assert '<meta name="SiteDomain" content="www.example.org.cn">' in notice


def test_check_says_what_it_checked() -> None:
    result = run("check", "--root", str(ROOT))
    said = "检查通过：6 项创建活动，8 届，17 张打分表，荣誉名录 129 个称号。\n"
    assert (result.exit_code, result.stdout) == (0, said)


def test_build_in_a_pipe_prints_quiet_lines(portal_folder: Path) -> None:
    first = run("build", "--root", str(portal_folder))
    again = run("build", "--root", str(portal_folder))
    assert first.stdout.splitlines()[:2] == ["生成 rushan-huoli-xingji/2020/", "生成 首页"]
    assert "重新生成 0 个" in again.stdout
    assert len(again.stdout.splitlines()) == 1
    assert "the site that stands" not in (portal_folder / "public/index.html").read_text("utf-8")


def test_a_second_build_at_the_same_time_is_told(portal_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "WAIT", 0.1)
    (portal_folder / ".build").mkdir(exist_ok=True)
    with filelock.FileLock(portal_folder / ".build/lock"):
        result = run("build", "--root", str(portal_folder))
    assert result.exit_code == 1
    assert "BLD001" in result.stderr


def test_a_second_build_waits_for_the_first_and_sees_what_was_saved_meanwhile(portal_folder: Path) -> None:
    for path in (portal_folder / "content").rglob("*"):
        os.utime(path, (0, 0))  # what was changed just now is read by every build
    assert run("build", "--root", str(portal_folder), "--pages-only").exit_code == 0
    lock = filelock.FileLock(portal_folder / ".build/lock", thread_local=False)
    lock.acquire()
    settings = portal_folder / "content/portal.yml"

    def saved() -> None:
        settings.write_text(settings.read_text("utf-8").replace("name: ", "name: 改名的"), "utf-8")
        lock.release()

    timer = Timer(1.0, saved)
    timer.start()
    assert run("build", "--root", str(portal_folder), "--pages-only").exit_code == 0
    timer.join()
    assert "改名的" in (portal_folder / "public/index.html").read_text("utf-8")


def sheet(path: Path, document: object) -> str:
    path.write_text(json.dumps(document), "utf-8")
    return str(path)


ANSWERS = {"1.committees": True, "1.qualifications": False, "1.term": False, "5.membership": {"part": 87, "whole": 100}}


def test_score_prints_points_and_reasons(tmp_path: Path) -> None:
    seen = {"total": {"min": 100, "max": 100}}
    answers = sheet(tmp_path / "a.json", {"rubric": "rushan-huoli-xingji/2020/enterprise", "answers": ANSWERS, **seen})
    result = run("score", "rushan-huoli-xingji/2020/enterprise", answers, "--root", str(ROOT))
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    first, fifth = report["items"][0], report["items"][4]
    assert (first["min"], first["max"], first["of"]) == (4, 4, 5)
    assert first["why"] == [
        {
            "rule": "committees",
            "kind": "deduct",
            "says": "①工会三委会以换届档案和上级批复为准，不齐全扣1分",
            "min": -1,
            "max": -1,
            "state": "answered",
        }
    ]
    assert (fifth["min"], fifth["max"]) == (0, 1)
    assert report["total"]["of"] == 100
    assert report["tier"]["possible"] == "five"


def test_score_takes_the_path_of_a_rubric_too(tmp_path: Path) -> None:
    answers = sheet(tmp_path / "a.json", {"answers": {}})
    assert run("score", f"./{RUBRIC}", answers, "--root", str(ROOT)).exit_code == 0


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"answers": {"1.nothing": True}}, "ANS002"),
        ({"answers": {"1.committees": "yes"}}, "ANS002"),
        ({"answers": {"5.membership": {"part": 5, "whole": 0}}}, "ANS002"),
        ({"answers": {"7.studio": True, "8.no-studio": False}}, "ANS002"),
        ({"rubric": "rushan-huoli-xingji/2020/regional", "answers": {}}, "ANS003"),
        ({"rubric": 5, "answers": {}}, "ANS001"),
        ({"answers": []}, "ANS001"),
        ([], "ANS001"),
    ],
)
def test_score_refuses_a_sheet_that_makes_no_sense(
    tmp_path: Path, one_campaign: str, document: object, code: str
) -> None:
    answers = sheet(tmp_path / "a.json", document)
    result = run("score", "rushan-huoli-xingji/2020/enterprise", answers, "--root", one_campaign)
    assert result.exit_code == 1
    assert code in result.stderr


def test_of_a_sheet_of_nonsense_not_every_line_is_told(tmp_path: Path, one_campaign: str) -> None:
    answers = sheet(tmp_path / "a.json", {"answers": {f"no.question-{at}": True for at in range(2000)}})
    result = run("score", "rushan-huoli-xingji/2020/enterprise", answers, "--root", one_campaign)
    lines = [line for line in result.stderr.splitlines() if "ANS002" in line]
    assert len(lines) == 501
    assert "还有 1500 处，改好以上各处再看。" in lines[-1]


@pytest.mark.parametrize(
    "text",
    [b"{", b"\xff\xfe", b"[" * 100_000, b'{"answers": {"6.contests": ' + b"9" * 5000 + b"}}", b" " * (1024 * 1024 + 1)],
)
def test_score_refuses_what_is_no_sheet(tmp_path: Path, one_campaign: str, text: bytes) -> None:
    (tmp_path / "a.json").write_bytes(text)
    result = run("score", "rushan-huoli-xingji/2020/enterprise", str(tmp_path / "a.json"), "--root", one_campaign)
    assert result.exit_code == 1
    assert "ANS001" in result.stderr


def test_score_names_the_rubrics_that_there_are(tmp_path: Path) -> None:
    result = run("score", "nothing", sheet(tmp_path / "a.json", {"answers": {}}), "--root", str(ROOT))
    assert result.exit_code == 1
    assert "rushan-huoli-xingji/2020/enterprise" in result.stderr


def test_init_gives_a_portal_that_builds(tmp_path: Path) -> None:
    folder = tmp_path / "my-portal"
    assert run("init", str(folder)).exit_code == 0
    assert run("build", "--root", str(folder)).exit_code == 0
    pages = list((folder / "public/demo").rglob("index.html"))
    assert len(pages) > 5
    for page in (folder / "public/demo/2026").rglob("*.html"):
        assert "演示数据" in page.read_text("utf-8"), page


def test_init_leaves_a_folder_with_content_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    result = run("init", str(tmp_path))
    assert result.exit_code == 1
    assert "INI001" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
