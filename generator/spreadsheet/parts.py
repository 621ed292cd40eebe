"""The parts of a workbook as streams: nothing is kept but what is asked for, and a document type is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sized
from functools import lru_cache
from typing import TypeVar
from xml.parsers import expat

MOST = 300_000
"""Strings, cells or styles, and no more."""
TRUE = {"1", "true"}

_ESCAPED = re.compile(r"_x(000[0-9A-Fa-f]|001[0-9A-Fa-f]|005[Ff])_")
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that every program has
_LITERAL = re.compile(r'"[^"]*"|\[[^\[\]]*\]|\\.|General', re.IGNORECASE)
_DEEPEST = 100  # elements in one another: each that is open takes memory


def parse(
    data: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], said: Callable[[str], None]
) -> None:
    """Read a part: tell of each element that begins, by its name without its namespace, of each that ends, of text.

    A document type is refused: entities are declared there.
    """
    depth = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError("too deep")
        start(local(name), attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(local(name))

    def refuse(*_: object) -> None:
        raise ValueError("document type")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = started, ended, said
    parser.Parse(data, True)  # noqa: FBT003 - all there is


@lru_cache(256)
def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def elements(data: bytes, names: Collection[str]) -> list[tuple[str, dict[str, str], str]]:
    """Every element with one of these names: its attributes, and the text up to its end."""
    found: list[tuple[str, dict[str, str], str]] = []
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in names:
            text.clear()
            told = {local(key): value for key, value in attributes.items()}
            found.append(checked(found, (name, told, "")))

    def end(name: str) -> None:
        if name in names:
            found[-1] = (*found[-1][:2], "".join(text))

    parse(data, start, end, text.append)
    return found


def strings(data: bytes) -> list[str]:
    """The texts that cells share; readings of characters (``rPh``) are no part of them."""
    found: list[str] = []
    text: list[str] = []
    open_ = {"t": 0, "rPh": 0}

    def start(of: str, _: dict[str, str]) -> None:
        if of in open_:
            open_[of] += 1

    def end(of: str) -> None:
        if of in open_:
            open_[of] -= 1
        elif of == "si":
            found.append(checked(found, unescaped("".join(text))))
            text.clear()

    def said(part: str) -> None:
        if open_["t"] and not open_["rPh"]:
            text.append(part)

    parse(data, start, end, said)
    return found


def date_styles(data: bytes) -> list[bool]:
    """For each style of cells whether its numbers are days."""
    formats = {}
    styles = []
    inside = False
    for name, one, _ in elements(data, {"numFmt", "cellStyleXfs", "cellXfs", "xf"}):
        if name == "numFmt":
            formats[one["numFmtId"]] = one["formatCode"]
        elif name == "xf":
            code = one.get("numFmtId", "0")
            by_code = re.search("[ymdhs年月日]", _LITERAL.sub("", formats.get(code, "")), re.IGNORECASE)
            styles += [int(code) in _DATES or by_code is not None] if inside else []
        else:
            inside = name == "cellXfs"
    return styles


def struck_styles(data: bytes) -> list[bool]:
    """For each style of cells whether what is written in it is struck out.

    Some programs write styles without any font: a list is read all the same.
    """
    fonts, struck = 0, set[int]()
    styles = []
    inside = ""
    for name, one, _ in elements(data, {"fonts", "font", "strike", "cellStyleXfs", "cellXfs", "xf", "dxfs"}):
        if name == "font" and inside == "fonts":
            fonts += 1
        elif name == "strike" and inside == "fonts":
            struck |= {fonts - 1} if one.get("val", "1") in TRUE else set()
        elif name == "xf" and inside == "cellXfs":
            styles.append(int(one.get("fontId", 0)) in struck)
        elif name not in {"font", "strike", "xf"}:
            inside = name
    return styles


T = TypeVar("T")


def checked(found: Sized, one: T) -> T:
    """What is added to a list or a table, unless that has grown beyond reason."""
    if len(found) > MOST:
        raise ValueError("too many")
    return one


def unescaped(text: str) -> str:
    """Text with the controls that a workbook can only hold as escapes (``_x000D_``)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
