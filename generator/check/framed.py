"""What is printed around the text of a document stands in its record, and not in the text as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.numerals import DAY, MONTH, YEAR, value
from generator.check.plain import BREAK, read, squash
from generator.model.base import period
from generator.model.campaign import Document
from generator.model.honours import Decision, Paper
from generator.problems import Problem

_BRACKETS = re.compile(r"[〔〕［］\[\]（）()]")
_DATE = re.compile(rf"({YEAR})年({MONTH})月({DAY})日$")
_ANNEXES = re.compile(r"附件?[0-9]*[：:](?:[0-9]+[.．、])?")
_NEXT = re.compile(r"[0-9]+[.．、]")  # below 附件：1.
_WITHIN = re.compile(r"[-*+] |[|>]")  # an item of a list, a row of a table, a quotation: what stands there is another's
_SHOWN = 20  # characters of a line


def lint(path: str, text: str, paper: Document | Paper, annexes: tuple[str, ...], record: str) -> Iterator[Problem]:
    """No line is the title, the number, the addressees, the signature, the list of annexes or the imprint.

    ``record`` is the file that says them.
    """
    known = dict(_parts(paper))
    titles, listing = {_folded(title) for title in annexes}, False
    for number, line in enumerate(text.split("\n"), 1):
        written = line.strip()
        if not written or _WITHIN.match(written):
            continue
        plain = read(written).text.strip(BREAK)
        listing = _begins(_NEXT if listing else _ANNEXES, plain, titles)
        if said := "附件说明" if listing else known.get(_folded(_dated(plain))):
            shown = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}……"
            remedy = f"删去这一行：标题、文号、主送、落款、附件说明和版记写在 {record} 里，由程序登出来。"
            column = len(line) - len(line.lstrip()) + 1
            yield Problem(path, number, column, "TXT011", f"正文里又写了{said}“{shown}”，会登出两处。", remedy)


def _parts(paper: Document | Paper) -> Iterator[tuple[str, str]]:
    """What is printed around a text, as it is compared, and what it is."""
    title = "".join(paper.title)
    for one in (title, *paper.title, f"{paper.issuer}{title}"):
        yield _folded(one), "标题"
    if isinstance(paper, Document | Decision):
        yield _folded(paper.addressees), "主送"
        if paper.number:
            yield _folded(paper.number), "文号"
    for one in paper.imprint:
        yield _folded(one), "版记"
    for one in {paper.issuer, *paper.issuers}:
        yield _folded(one), "发文机关"
    if paper.date:
        yield period(paper.date), "成文日期"
        for one in {paper.issuer, *paper.issuers}:
            yield f"{_folded(one)}{period(paper.date)}", "落款"


def _folded(text: str) -> str:
    return _BRACKETS.sub("", squash(text)).strip("：:。")


def _dated(line: str) -> str:
    """A line that ends in a date, which is in Arabic numerals then."""
    found = _DATE.search(line)
    if found is None:
        return line
    year, month, day = (value(one) for one in found.groups())
    return f"{line[: found.start()]}{year}年{month}月{day}日"


def _begins(mark: re.Pattern[str], line: str, titles: set[str]) -> bool:
    """Whether a line begins with a mark and one of the titles."""
    found = mark.match(line)
    return found is not None and any(_folded(line[found.end() :]).startswith(one) for one in titles)
