"""A build after a change leaves what a build from nothing leaves, and makes no more than it has to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import portal_copy
import pytest

from generator import load, looks, pipeline, series
from generator.assembly import Options, Report
from generator.build import record
from generator.pages.context import Root
from generator.problems import ProblemsFoundError
from generator.render.output import Page

STARTER = Path(__file__).resolve().parents[2] / "site_templates/starter"
PAGES = Options(documents=False)
EDITION = "content/campaigns/{}/2026"


@dataclass
class Portal:
    """A portal of two series, of a federation and of one below it, and the folder that its site is built into."""

    root: Path

    @property
    def out(self) -> Path:
        return self.root / "public"

    def build(self, options: Options = PAGES) -> Report:
        return pipeline.build(self.root, self.out, options=options, looked=self.looked)

    def looked(self, meanwhile: Iterator[object]) -> looks.Looks:
        """As in a large portal, where one note is read while the files are looked at, and others are not."""
        next(meanwhile, None)
        return looks.looks(str(self.root))

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def settle(self) -> None:
        """Let the files be old: what was changed just now is read again at the next build."""
        for path in self.root.rglob("*"):
            if ".build" not in path.parts and "public" not in path.parts:
                os.utime(path, (1_700_000_000, 1_700_000_000))


def campaign(root: Path, name: str, federation: str = "demo") -> None:
    """Another series like the starter's."""
    for folder in ("content/campaigns", "rubrics"):
        shutil.copytree(STARTER / folder / "demo", root / folder / name)
    said = root / "content/campaigns" / name / "series.yml"
    text = said.read_text("utf-8").replace("id: demo", f"id: {name}")
    said.write_text(text.replace("federation: demo", f"federation: {federation}"), "utf-8")


def earlier(root: Path, name: str, *editions: str) -> None:
    """Earlier editions of a series of one, with the same texts."""
    for id_ in editions:
        portal_copy.again(root, name, "2026", id_)
        said = root / "content/campaigns" / name / id_ / "campaign.yml"
        said.write_text(said.read_text("utf-8").replace("label: 2026年", f"label: {id_}年"), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built") / "portal"
    shutil.copytree(STARTER, root)
    (root / "content/federations/branch.yml").write_text("id: branch\nname: 示例分会\nparent: demo\n", "utf-8")
    campaign(root, "other", "branch")
    made = Portal(root)
    made.settle()
    made.build()
    return root


@pytest.fixture
def portal(built: Path, tmp_path: Path) -> Portal:
    shutil.copytree(built, tmp_path / "portal")
    return Portal(tmp_path / "portal")


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def anew(portal: Portal, tmp_path: Path) -> dict[str, bytes]:
    out, kept = tmp_path / "anew" / "public", tmp_path / "anew" / "kept"
    shutil.rmtree(tmp_path / "anew", ignore_errors=True)
    shutil.copytree(portal.root / ".build" / "compiled", kept / "compiled")  # compiling templates takes longest
    pipeline.build(portal.root, out, kept, options=PAGES)
    return files(out)


def reworded(portal: Portal) -> None:
    portal.edit(f"{EDITION.format('demo')}/faq.md", "算，含本数。", "算，含本数在内。")


def retitled(portal: Portal) -> None:
    portal.edit(f"{EDITION.format('demo')}/campaign.yml", "label: 2026年", "label: 二〇二六年")


def renamed(portal: Portal) -> None:
    portal.edit("content/portal.yml", "name: ", "name: 新的")


def added(portal: Portal) -> None:
    campaign(portal.root, "third")


def retitled_below(portal: Portal) -> None:
    portal.edit(f"{EDITION.format('other')}/campaign.yml", "label: 2026年", "label: 二〇二六年")


def joined(portal: Portal) -> None:
    """A federation more has a page, which that above it leads to."""
    (portal.root / "content/federations/third.yml").write_text("id: third\nname: 第三分会\nparent: demo\n", "utf-8")
    campaign(portal.root, "third", "third")


def removed(portal: Portal) -> None:
    for folder in ("content/campaigns", "rubrics"):
        shutil.rmtree(portal.root / folder / "other")


def unlinked(portal: Portal) -> None:
    shutil.rmtree(portal.root / EDITION.format("other") / "forms")
    portal.edit(f"{EDITION.format('other')}/campaign.yml", "  - title: 示例申报表\n    form: registration\n", "")


ALL = {"", "demo/2026/", "other/2026/"}
CHANGES: dict[str, tuple[Callable[[Portal], None], set[str]]] = {
    "nothing": (lambda _portal: None, set()),
    "a word of a text": (reworded, {"demo/2026/"}),
    "a title": (retitled, {"", "demo/2026/"}),
    "a title of a federation below": (retitled_below, {"", "other/2026/"}),
    "the name of the portal": (renamed, ALL),
    "a federation more": (joined, ALL | {"third/2026/"}),
    "a series more": (added, {"", "third/2026/"}),
    "a series less": (removed, {""}),
    "a form less": (unlinked, {"", "other/2026/"}),
}


@pytest.fixture(scope="module")
def repeated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of one series of four editions."""
    root = tmp_path_factory.mktemp("repeated") / "portal"
    shutil.copytree(STARTER, root)
    earlier(root, "demo", "2023", "2024", "2025")
    made = Portal(root)
    made.settle()
    made.build()
    return root


def dropped(portal: Portal) -> None:
    for folder in ("content/campaigns", "rubrics"):
        shutil.rmtree(portal.root / folder / "demo/2024")


def rescored(portal: Portal) -> None:
    portal.edit("rubrics/demo/2023/union.yml", "title: ", "title: 旧")


def reworded_in(edition: str) -> Callable[[Portal], None]:
    faq = f"content/campaigns/demo/{edition}/faq.md"
    return lambda portal: portal.edit(faq, "算，含本数。", "算，含本数在内。")


def renewed(portal: Portal) -> None:
    portal_copy.again(portal.root, "demo", "2026", "2027")
    portal.edit("content/campaigns/demo/2027/campaign.yml", "label: 2026年", "label: 2027年")
    portal.edit("content/campaigns/demo/series.yml", 'current: "2026"', 'current: "2027"')


EVERY = {"", "demo/2023/", "demo/2024/", "demo/2025/", "demo/2026/"}
REPEATED: dict[str, tuple[Callable[[Portal], None], set[str]]] = {
    "a word of the newest": (reworded_in("2026"), {"demo/2026/"}),
    "a word of an old one, which the one after it speaks of": (reworded_in("2024"), {"demo/2024/", "demo/2025/"}),
    "a form of the oldest": (rescored, {"demo/2023/", "demo/2024/"}),
    "one less": (dropped, EVERY - {"demo/2024/"}),
    "one more, which is the current one": (renewed, EVERY | {"demo/2027/"}),
}


@pytest.mark.parametrize("name", REPEATED)
def test_what_comes_of_a_change_in_one_of_several_editions(repeated: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(repeated, tmp_path / "portal")
    portal = Portal(tmp_path / "portal")
    change, made = REPEATED[name]
    change(portal)
    assert set(portal.build().built) == made
    assert files(portal.out) == anew(portal, tmp_path)
    assert portal.build().built == ()


@pytest.mark.parametrize("name", CHANGES)
def test_what_comes_of_a_change(portal: Portal, tmp_path: Path, name: str) -> None:
    change, made = CHANGES[name]
    change(portal)
    report = portal.build()
    assert set(report.built) == made
    assert report.files == len(files(portal.out)) - 1  # what it knows the folder by is not published
    assert files(portal.out) == anew(portal, tmp_path)


def test_pages_of_federations_stay_whose_campaigns_do(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are not made again, and not written either."""
    joined(portal)
    portal.build()
    pages = {name: portal.out / f"federations/{name}/index.html" for name in ("demo", "branch", "third")}
    before = {name: path.stat().st_ino for name, path in pages.items()}
    retitled_below(portal)
    made: list[str] = []
    page = Root.page

    def told(self: Root, address: str, *args: Any, **values: Any) -> Page:  # noqa: ANN401 - handed on as they come
        made.append(address)
        return page(self, address, *args, **values)

    with monkeypatch.context() as patch:
        patch.setattr(Root, "page", told)
        portal.build()
    assert {one for one in made if "federations/" in one} == {"federations/branch/", "federations/demo/"}
    assert {name for name, path in pages.items() if path.stat().st_ino == before[name]} == {"third"}
    assert files(portal.out) == anew(portal, tmp_path)


def test_only_what_looks_different_is_read(portal: Portal) -> None:
    """A file that only has another time is read, and nothing more comes of it."""
    (portal.root / "content/portal.yml").touch()
    assert portal.build().built == ()
    portal.edit(f"{EDITION.format('demo')}/faq.md", "算，含本数。", "算：含本数。")  # as long, and within the same tick
    assert portal.build().built == ("demo/2026/",)


def test_what_was_taken_away_is_made_again(portal: Portal, tmp_path: Path) -> None:
    shutil.rmtree(portal.out / "demo")
    assert portal.build().built == ("demo/2026/",)
    assert files(portal.out) == anew(portal, tmp_path)


def test_a_page_of_a_federation_that_was_taken_away_is_made_again(portal: Portal, tmp_path: Path) -> None:
    retitled(portal)
    (portal.out / "federations/branch/index.html").unlink()
    portal.build()
    assert files(portal.out) == anew(portal, tmp_path)


def test_anew_makes_everything(portal: Portal) -> None:
    (portal.out / "demo/2026/index.html").write_text("edited by hand", "utf-8")
    assert portal.build().built == ()
    assert set(portal.build(Options(documents=False, anew=True)).built) == ALL
    assert "edited by hand" not in (portal.out / "demo/2026/index.html").read_text("utf-8")


def test_anew_makes_documents_too(portal: Portal, tmp_path: Path) -> None:
    """What is kept may have been spoilt by the disk, and so may have been what was made from it."""
    kept = [path for path in (portal.root / ".build/files").rglob("*") if path.is_file()]
    expected = anew(portal, tmp_path)
    for path in kept:
        path.write_bytes(b"")
    portal.build(Options(documents=False, anew=True))
    assert kept
    assert files(portal.out) == expected


def test_a_problem_in_one_series_leaves_all_as_it_was(portal: Portal, tmp_path: Path) -> None:
    before = files(portal.out)
    reworded(portal)
    portal.edit(f"{EDITION.format('other')}/campaign.yml", "minimum: 90", "minimum: 190")
    with pytest.raises(ProblemsFoundError):
        portal.build()
    assert files(portal.out) == before
    portal.edit(f"{EDITION.format('other')}/campaign.yml", "minimum: 190", "minimum: 90")
    portal.build()
    assert files(portal.out) == anew(portal, tmp_path)


@pytest.fixture
def written_while(portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Write a file just before a function is called the first time in a build, and take that back after the build."""

    def check(path: str, text: str, module: ModuleType, name: str) -> None:
        file, called, left = portal.root / path, getattr(module, name), [text]
        before = file.read_text("utf-8")

        def written(*args: object) -> object:
            if left:
                file.write_text(left.pop(), "utf-8")
            return called(*args)

        with monkeypatch.context() as patch:
            patch.setattr(module, name, written)
            portal.build()
        assert files(portal.out) == anew(portal, tmp_path)
        file.write_text(before, "utf-8")
        portal.build()
        assert files(portal.out) == anew(portal, tmp_path)

    return check


@pytest.mark.parametrize("of", ["content/campaigns/demo/2026/faq.md", "content/portal.yml"])
def test_what_is_written_while_it_is_read_and_then_taken_back(
    portal: Portal, written_while: Callable[..., None], of: str
) -> None:
    """A site is of one moment: here that between the listing and the reading."""
    retitled(portal)
    text = (portal.root / of).read_text("utf-8")
    written_while(of, text.replace("示例", "范例").replace("算，", "算："), load, "_read")


def test_what_is_written_without_end_is_told(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    before, read = files(portal.out), load._read  # noqa: SLF001 - as above

    def written(*args: Any) -> load.Sources:  # noqa: ANN401 - handed on as they come
        with (portal.root / "content/portal.yml").open("a", encoding="utf-8") as file:
            file.write("\n")
        return read(*args)

    retitled(portal)
    monkeypatch.setattr(load, "_read", written)
    with pytest.raises(ProblemsFoundError) as raised:
        portal.build()
    assert [(one.path, one.code) for one in raised.value.problems] == [(str(portal.root), "BLD004")]
    assert files(portal.out) == before


@pytest.mark.parametrize(
    "of", ["mkdocs.yml", *(f"site_templates/{name}.html" for name in ("pages/faq", "theme/partials/toc"))]
)
def test_a_template_that_is_written_while_pages_are_made_and_then_taken_back(
    portal: Portal, written_while: Callable[..., None], of: str
) -> None:
    shutil.copytree(STARTER.parent, portal.root / "site_templates")
    shutil.copyfile(STARTER.parents[1] / "mkdocs.yml", portal.root / "mkdocs.yml")
    renamed(portal)
    text = (portal.root / of).read_text("utf-8")
    written_while(of, text.replace("primary: custom", "primary: red") + "\n", series, "make")


def test_with_and_without_a_demonstration_by_turns(portal: Portal) -> None:
    shutil.rmtree(portal.root / "content/pages")
    (portal.root / "content/glossary.yml").unlink()  # they speak of it
    portal.build()
    whole = files(portal.out)
    without = portal.build(Options(documents=False, demo=False))
    assert without.sites == ("",)
    assert not (portal.out / "demo").exists()
    assert not (portal.out / "data").exists()
    portal.build()
    assert files(portal.out) == whole


def test_two_folders_by_turns(portal: Portal, tmp_path: Path) -> None:
    """They share a workspace; what is noted for one is not taken for what is noted for the other."""
    without = Options(documents=False, demo=False)
    shutil.rmtree(portal.root / "content/pages")
    (portal.root / "content/glossary.yml").unlink()
    portal.build()
    pipeline.build(portal.root, portal.root / "real", options=without)
    retitled(portal)
    portal.build()
    assert files(portal.out) == anew(portal, tmp_path)


@pytest.mark.parametrize("spoilt", [b"", b"no pickle", None])
def test_a_lost_note_is_written_again(portal: Portal, tmp_path: Path, spoilt: bytes | None) -> None:
    (note,) = (portal.root / ".build/series/other").iterdir()
    if spoilt is None:
        note.unlink()
    else:
        note.write_bytes(spoilt)
    retitled(portal)
    assert set(portal.build().built) == ALL
    assert files(portal.out) == anew(portal, tmp_path)


@pytest.mark.parametrize("left", [0, 12, 40])
def test_templates_whose_compiled_form_is_half_there_are_compiled_again(
    portal: Portal, tmp_path: Path, left: int
) -> None:
    expected = anew(portal, tmp_path)
    for path in (portal.root / ".build/compiled").rglob("*.cache"):
        path.write_bytes(path.read_bytes()[:left])
    portal.build(Options(documents=False, anew=True))
    assert files(portal.out) == expected


def test_what_a_file_manager_leaves_behind_changes_nothing(portal: Portal) -> None:
    for folder in ("content/campaigns", "content/campaigns/demo", "rubrics"):
        (portal.root / folder / ".DS_Store").write_bytes(b"litter")
    assert portal.build().built == ()


def test_nothing_is_kept_of_a_series_that_is_gone(portal: Portal) -> None:
    removed(portal)
    portal.build()
    assert not list((portal.root / ".build").glob("*/other"))


def stopped(portal: Portal, monkeypatch: pytest.MonkeyPatch, calls: int) -> None:
    """A build that is interrupted after so many of the steps that put things in their place."""
    left = iter(range(calls))
    rename = Path.replace

    def stop(self: Path, target: Path) -> Path:
        if portal.out in Path(target).parents and next(left, None) is None:
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            portal.build()


@pytest.mark.parametrize("calls", [0, 1, 3])
def test_an_interrupted_build_is_made_whole_by_the_next(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    """Stopped before any of the steps that put things in their place."""
    retitled(portal)
    stopped(portal, monkeypatch, calls)
    portal.build()
    assert files(portal.out) == anew(portal, tmp_path)
    assert record.read(portal.out)


@pytest.mark.parametrize("calls", [1, 2, 4, 12, 40])
def test_what_an_interrupted_build_added_goes_when_it_is_taken_back(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    """A series that was put in its place already, and a page of the portal's own."""
    before = files(portal.out)
    joined(portal)
    stopped(portal, monkeypatch, calls)
    for folder in ("content/campaigns", "rubrics"):
        shutil.rmtree(portal.root / folder / "third")
    (portal.root / "content/federations/third.yml").unlink()
    portal.build()
    assert files(portal.out) == before
