"""The ZIP of an edition: names that people know, the same bytes twice, nothing outside its folder."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.formats.bundle import Entry, bundle
from generator.render.output import Kept, OutputFile


def kept(folder: Path, name: str, data: bytes = b"data") -> Kept:
    path = folder / name
    path.write_bytes(data)
    return Kept(f"demo/2026/{name}", path, len(data), f"digest of {name}")


def test_documents_stand_in_order_under_their_titles(tmp_path: Path) -> None:
    entries = [
        Entry("关于创建的通知", (kept(tmp_path, "notice.pdf", b"one"), kept(tmp_path, "notice.docx", b"two"))),
        Entry("打分表", (kept(tmp_path, "union.xlsx", b"three"),)),
    ]
    planned = bundle("demo/2026/demo-2026.zip", entries)
    with zipfile.ZipFile(io.BytesIO(planned.make())) as file:
        found = {info.filename: file.read(info) for info in file.infolist()}
    assert found == {
        "01 关于创建的通知.pdf": b"one",
        "01 关于创建的通知.docx": b"two",
        "02 打分表.xlsx": b"three",
    }
    assert planned.make() == planned.make()


def test_open_data_stands_in_a_folder_of_its_own_and_all_has_the_day_it_went_online(tmp_path: Path) -> None:
    data: list[Kept | OutputFile] = [
        OutputFile("data/demo/2026/union.csv", b"four"),
        kept(tmp_path, "union.xlsx", b"five"),
    ]
    planned = bundle("x.zip", [Entry("打分表", (kept(tmp_path, "a.pdf"),))], data, "2026-11-21")
    with zipfile.ZipFile(io.BytesIO(planned.make())) as file:
        assert file.namelist() == ["01 打分表.pdf", "开放数据/union.csv", "开放数据/union.xlsx"]
        assert file.read("开放数据/union.csv") == b"four"
        assert {info.date_time[:3] for info in file.infolist()} == {(2026, 11, 21)}


def test_its_digest_is_over_names_and_files(tmp_path: Path) -> None:
    one, other = kept(tmp_path, "a.pdf"), kept(tmp_path, "b.pdf")
    entries = [[Entry("甲", (one,))], [Entry("乙", (one,))], [Entry("甲", (other,))]]
    assert len({bundle("x.zip", entry).digest for entry in entries}) == 3


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../逃出", "01 .._.._逃出.pdf"),
        ('甲:乙*"丙"?', "01 甲_乙__丙__.pdf"),
        ("长" * 300, f"01 {'长' * 80}.pdf"),
        ("职工之家（小家）", "01 职工之家（小家）.pdf"),
    ],
)
def test_a_title_makes_a_name_that_every_system_takes(tmp_path: Path, title: str, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle("x.zip", [Entry(title, (kept(tmp_path, "a.pdf"),))]).make())) as file:
        assert file.namelist() == [name]
