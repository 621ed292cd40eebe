"""Workbooks as a test reads and spoils them: without the library that writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def workbook(path: Path | BinaryIO) -> dict[str, list[list[str]]]:
    """The sheets of a workbook by name, cells as text; a formula or a link anywhere fails."""
    with zipfile.ZipFile(path) as file:
        names = [each.get("name", "") for each in _tree(file.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        trees = [_tree(file.read(f"xl/worksheets/sheet{at}.xml")) for at in range(1, len(names) + 1)]
    for tree in trees:
        assert not list(tree.iter(f"{MAIN}f"))
        assert not list(tree.iter(f"{MAIN}hyperlink"))
    return {
        name: [[_text(cell) for cell in row] for row in tree.iter(f"{MAIN}row")]
        for name, tree in zip(names, trees, strict=True)
    }


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A file of these parts."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return memory.getvalue()


def rewrite(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Put something else in the place of each part, by its name and what it was."""
    with zipfile.ZipFile(path) as file:
        parts = {name: change(name, file.read(name)) for name in file.namelist()}
    path.write_bytes(zipped(parts))


def _tree(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - written by the test itself


def _text(cell: ET.Element) -> str:
    return "".join(part.text or "" for part in cell.iter() if part.tag in {f"{MAIN}t", f"{MAIN}v"})
