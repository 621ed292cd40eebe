"""Where results go: all or nothing, and never over anything but an earlier tally."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import tally
from generator.model.portal import Portal
from generator.problems import ProblemsFoundError
from generator.tally import write

Prepare = Callable[[Portal, Path], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place with a folder of one answer sheet."""
    (tmp_path / "in/sub").mkdir(parents=True)
    document = {"rubric": "demo/2026/list", "unit": "甲", "answers": {"1.is": True, "2.is": True}}
    (tmp_path / "in/a.json").write_text(json.dumps(document), "utf-8")
    return tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    """Every file with its content, every other thing with nothing."""
    found = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in found}


def nothing(_demo: Portal, _folder: Path) -> None:
    pass


def own_file(_demo: Portal, folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out/备注.docx").write_text("mine", "utf-8")


def file_beside(demo: Portal, folder: Path) -> None:
    tally.tally(demo, folder / "in", folder / "out")
    (folder / "out/备注.docx").write_text("mine", "utf-8")


def folder_beside(demo: Portal, folder: Path) -> None:
    tally.tally(demo, folder / "in", folder / "out")
    (folder / "out/sub").mkdir()


def changed_file(demo: Portal, folder: Path) -> None:
    tally.tally(demo, folder / "in", folder / "out")
    path = folder / "out/排名_验收单.csv"
    path.write_text(path.read_text("utf-8") + "批注", "utf-8")


def plain_file(_demo: Portal, folder: Path) -> None:
    (folder / "out").write_text("mine", "utf-8")


@pytest.mark.parametrize(
    ("out", "prepare", "said"),
    [
        ("in", nothing, "不能写在答卷文件夹里"),
        ("in/sub/new", nothing, "不能写在答卷文件夹里"),
        (".", nothing, "不能写在答卷文件夹里，也不能把它包在里面"),
        ("out", own_file, "“备注.docx”不是汇总生成的"),
        ("out", file_beside, "“备注.docx”不是汇总生成的"),
        ("out", folder_beside, "“sub”不是汇总生成的"),
        ("out", changed_file, "“排名_验收单.csv”不是汇总生成的，或者生成以后改过"),
        ("out", plain_file, "这是一个文件"),
    ],
)
def test_what_is_not_a_tally_is_never_replaced(
    demo: Portal, folder: Path, out: str, prepare: Prepare, said: str
) -> None:
    prepare(demo, folder)
    there = everything(folder)
    with pytest.raises(ProblemsFoundError, match="BLD003") as caught:
        tally.tally(demo, folder / "in", folder / out)
    assert said in str(caught.value)
    assert everything(folder) == there


def test_an_earlier_tally_is_replaced(demo: Portal, folder: Path) -> None:
    tally.tally(demo, folder / "in", folder / "new/out")
    first = everything(folder)
    (folder / "in/b.json").write_text("{", "utf-8")
    tally.tally(demo, folder / "in", folder / "new/out")
    second = everything(folder)
    assert first.keys() | {"in/b.json"} == second.keys()
    assert first["new/out/汇总.xlsx"] != second["new/out/汇总.xlsx"]


def test_a_linked_folder_stays_a_link(demo: Portal, folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "out").symlink_to(folder / "real")
    tally.tally(demo, folder / "in", folder / "out")
    assert (folder / "out").is_symlink()
    assert (folder / "real/汇总.xlsx").is_file()


def test_a_disk_that_is_full_leaves_the_earlier_tally(
    demo: Portal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tally.tally(demo, folder / "in", folder / "out")
    there = everything(folder)

    def full(path: Path, _tables: object) -> None:
        path.write_text("half", "utf-8")
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(write, "to_workbook", full)
    with pytest.raises(ProblemsFoundError, match="BLD002") as caught:
        tally.tally(demo, folder / "in", folder / "out")
    assert "写不了（磁盘满了）。" in str(caught.value)
    assert everything(folder) == there


def test_a_workbook_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write.to_workbook(tmp_path / "missing/汇总.xlsx", [])


def test_a_folder_that_cannot_be_moved_stays(demo: Portal, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where Excel holds a file open."""
    tally.tally(demo, folder / "in", folder / "out")
    there = everything(folder)
    rename = Path.rename

    def held(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise PermissionError(13, "Permission denied", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(ProblemsFoundError, match="关闭已经打开的结果文件"):
        tally.tally(demo, folder / "in", folder / "out")
    assert everything(folder) == there
