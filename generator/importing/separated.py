"""Text files of lists: in whichever encoding and with whichever separator office programs wrote them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from generator.importing import headings
from generator.importing.sheets import Book, UnreadableError, plain
from generator.problems import Problem
from generator.spreadsheet import MAX_CELLS

_SEPARATORS = {",": "逗号", "\t": "制表符", ";": "分号", "，": "全角逗号", "|": "竖线"}
_CHINESE = re.compile("[\u4e00-\u9fff]")
_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml|table|meta)", re.IGNORECASE)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8（有 BOM）"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_TOP = 60  # rows from which the separator is found out


def read(path: str, data: bytes) -> tuple[Book, list[Problem]]:
    """The list in a text file.

    Raises:
        UnreadableError: when it is none.

    """
    said, encoding = _decoded(data)
    if _PAGE.match(said):
        raise UnreadableError("文件里是网页，不是表格。", "用 Excel 或 WPS 打开，另存为 .xlsx。")
    if "\0" in said:
        raise UnreadableError("不是文本文件，也不是 .xlsx 工作簿。", "用 Excel 或 WPS 打开，另存为 .xlsx。")
    best, found, fault = -1, None, ""
    for separator, name in _SEPARATORS.items():
        if separator not in said and separator != ",":
            continue
        try:
            lines = list(_lines(said, separator))
        except csv.Error as error:
            fault = fault or str(error)
            continue
        top, _ = plain(path, lines[:_TOP], "")
        score = max((headings.score(sheet) for sheet in top.sheets), default=0)
        if score > best:
            best, found = score, (lines, f"{encoding}，以{name}分列")
    if found is None:
        raise UnreadableError(f"分不出各列：引号可能没有成对（{fault}）。", "用 Excel 或 WPS 打开，另存为 .xlsx。")
    return plain(path, *found)


def _lines(said: str, separator: str) -> Iterator[list[str]]:
    """The cells of each line, as long as there are no more than any list has."""
    cells = 0
    for line in csv.reader(io.StringIO(said, newline=""), delimiter=separator, strict=True):
        cells += 1 + sum(map(bool, line))
        if cells > MAX_CELLS:
            raise UnreadableError("内容过多。", "只留名单，或分成几个文件。")
        yield line


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding."""
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data, codec, name), name
    if b"\0" in data:
        little = data[1::2].count(0) >= data[::2].count(0)
        return _strictly(data, "utf-16-le" if little else "utf-16-be", "UTF-16"), "UTF-16"
    try:
        said = data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "gb18030", "GBK"), "GBK（GB18030）"
    if not data.isascii() and not _CHINESE.search(said):
        # A few Chinese characters in GBK happen to be UTF-8 of something else: 联通 is the known case.
        try:
            other = data.decode("gb18030")
        except UnicodeDecodeError:
            return said, "UTF-8"
        if _CHINESE.search(other):
            return other, "GBK（GB18030）"
    return said, "UTF-8"


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = "用 Excel 或 WPS 打开，确认没有乱码，另存为 .xlsx。"
        raise UnreadableError(f"编码认不出来：按 {name} 读，第{line}行附近不通。", remedy) from error
