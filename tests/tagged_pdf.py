"""What a tagged PDF says in the order in which it is read aloud, by its structure tree; and where words stand.

Reads what Typst writes: fonts with two-byte codes, text moved by ``cm`` and ``Tm``, spacing in ``TJ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

_MM = 25.4 / 72
_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Run:
    """Words set in one go. Millimetres from the left and the upper edge of the page; ``y`` is the baseline."""

    text: str
    x: float
    right: float
    y: float
    size: float
    font: str
    mark: int | None


def at(node: Any, *keys: str | int) -> Any:  # noqa: ANN401 - objects of pypdf
    """What stands in a PDF below these keys, references followed."""
    for key in keys:
        node = node[key].get_object()
    return node


class Tagged:
    """A PDF with its structure tree."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(BytesIO(data))
        self.pages = [list(_runs(page)) for page in self.reader.pages]
        self._marked: dict[tuple[int, int], str] = {}
        for page, runs in zip(self.reader.pages, self.pages, strict=True):
            for run in runs:
                if run.mark is not None:
                    key = (_number(page.indirect_reference), run.mark)
                    self._marked[key] = self._marked.get(key, "") + run.text

    @property
    def text(self) -> str:
        """Every word in reading order, without white space; what is an artifact (page numbers) is not read."""
        return re.sub(r"\s", "", "".join(self._read(at(self.reader.root_object, "/StructTreeRoot"), 0)))

    @property
    def tags(self) -> list[str]:
        """The kind of each element, in reading order."""
        return list(_kinds(at(self.reader.root_object, "/StructTreeRoot")))

    def lines(self, page: int) -> dict[float, str]:
        """The lines of a page from top to bottom, by baseline in tenths of a millimetre."""
        found: dict[float, list[Run]] = {}
        for run in self.pages[page]:
            found.setdefault(round(run.y, 1), []).append(run)
        return {
            y: "".join(run.text for run in sorted(runs, key=lambda run: run.x)) for y, runs in sorted(found.items())
        }

    def _read(self, node: Any, page: int) -> Iterator[str]:  # noqa: ANN401 - an object of pypdf or a number
        if isinstance(node, int):
            yield self._marked.get((page, node), "")
            return
        page = _number(node.raw_get("/Pg")) if "/Pg" in node else page
        if "/MCID" in node:
            yield self._marked.get((page, node["/MCID"]), "")
            return
        for kid in _kids(node):
            yield from self._read(kid, page)


def _number(reference: Any) -> int:  # noqa: ANN401 - an indirect object of pypdf
    return int(reference.idnum)


def _kids(node: DictionaryObject) -> list[Any]:
    kids = node.get("/K", ArrayObject())
    return [kid.get_object() for kid in (kids if isinstance(kids, ArrayObject) else [kids])]


def _kinds(node: Any) -> Iterator[str]:  # noqa: ANN401 - an object of pypdf or a number
    if isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        for kid in _kids(node):
            yield from _kinds(kid)


class _Font:
    def __init__(self, font: DictionaryObject) -> None:
        self.name = str(font["/BaseFont"]).partition("+")[2]
        self.text = _unicode(font)
        self.widths = _widths(font)

    def codes(self, data: bytes) -> list[int]:
        return [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]


def _runs(page: PageObject) -> Iterator[Run]:  # noqa: C901 - one way for each operator
    resources = at(page, "/Resources")
    fonts = {name: _Font(at(resources, "/Font", name)) for name in (resources.get("/Font") or {})}
    high = float(page.mediabox.height)
    matrix: _Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[_Matrix] = []
    marks: list[int | None] = []
    text: _Matrix = matrix
    font, size = None, 0.0
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in {b"BDC", b"BMC"}:
            given = operands[1] if len(operands) > 1 else None
            inside = marks[-1] if marks else None
            marks.append(given.get("/MCID", inside) if isinstance(given, DictionaryObject) else inside)
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"q":
            kept.append(matrix)
        elif operator == b"Q":
            matrix = kept.pop()
        elif operator == b"cm":
            matrix = _times(_matrix(operands), matrix)
        elif operator == b"Tf":
            font, size = fonts[operands[0]], float(operands[1])
        elif operator == b"Tm":
            text = _matrix(operands)
        elif operator in {b"Tj", b"TJ"} and font:
            said, wide = "", 0.0
            for piece in operands[0] if operator == b"TJ" else operands:
                if isinstance(piece, int | float):
                    wide -= float(piece) / 1000 * size
                else:
                    codes = font.codes(piece.original_bytes)
                    said += "".join(font.text.get(code, "\ufffd") for code in codes)
                    wide += sum(font.widths.get(code, 0) for code in codes) / 1000 * size
            a, _, c, d, e, f = _times(text, matrix)
            mark = marks[-1] if marks else None
            yield Run(said, e * _MM, (e + a * wide) * _MM, (high - f) * _MM, abs(d - c) * size, font.name, mark)


def _matrix(operands: Any) -> _Matrix:  # noqa: ANN401 - six numbers of pypdf
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(left: _Matrix, right: _Matrix) -> _Matrix:
    a, b, c, d, e, f = left
    g, h, i, j, k, m = right
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _widths(font: DictionaryObject) -> dict[int, float]:
    """The width of each code in thousandths of the size; what is listed twice over is a range."""
    found: dict[int, float] = {}
    rest = list(at(font, "/DescendantFonts", 0, "/W"))
    while rest:
        first, second = int(rest.pop(0)), rest.pop(0)
        if isinstance(second, ArrayObject):
            found |= {first + at: float(width) for at, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(rest.pop(0)))
    return found


def _unicode(font: DictionaryObject) -> dict[int, str]:
    """The characters of a font's codes, from its ToUnicode map."""
    table = at(font, "/ToUnicode").get_data().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            found |= {
                code: chr(int(text, 16) + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)
            }
    return found
