"""A document that is cited by title and number has both: 《关于……的通知》（示工发〔2024〕6号）.

Only what is certain is told: the title is that of a document of the series, word for word, and the number begins like
its number, so that it is of the same issuer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.check import numerals, plain
from generator.model.campaign import Document
from generator.model.honours import Decision
from generator.model.portal import Article, Edition
from generator.problems import Problem

# The signs around the year are of all sorts; of square ones, which are marks of Markdown too, nothing is left.
_NUMBER = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{1,20})[^\w，。；、《》“”]?(?P<year>[12][0-9]{3})年?[^\w，。；、《》“”]?第?"
    r"(?P<serial>[0-9]{1,4})号"
)
_CITED = re.compile(rf"《(?P<title>(?:[^《》\n]|《[^《》\n]*》){{4,200}})》[（(]?(?P<number>{_NUMBER.pattern})")
_DATED = re.compile(f"{numerals.YEAR}年|第[0-9〇零一二三四五六七八九十]+[届批期次]")
_ISSUER = re.compile("[^工]*工|..")  # 示工 of 示工发, 示工通, 示工办发; 示县工 of 示县工发, not of 示县人社发


class Numbered(Struct, frozen=True):
    """A document of the series: its title and its number as they are compared, and as they are printed."""

    title: str
    issuer: str
    number: tuple[str, str, str]
    shown: str
    printed: str

    def is_called(self, title: str) -> bool:
        """Whether a title is its own, also behind its issuer (示例市总工会关于……), who may be shortened (市总工会)."""
        before = title.removesuffix(self.title)
        return title.endswith(self.title) and self.issuer.endswith(before)

    def is_dated_otherwise(self, title: str) -> bool:
        """Whether a title is its own but for the year or the edition: 关于开展2024年度…… for 关于开展2025年度……."""
        dated = _DATED.search(title) and _DATED.search(self.title) and not self.is_called(title)
        return bool(dated) and replace(self, title=_DATED.sub("", self.title)).is_called(_DATED.sub("", title))

    def is_like(self, number: tuple[str, str, str]) -> bool:
        """Whether a number may be one of the same issuer."""
        issuer = _ISSUER.match(self.number[0])
        return issuer is not None and number[0].startswith(issuer[0])


def lint(editions: Sequence[Edition]) -> Iterator[Problem]:
    """Every title of the series that is cited with another number than its document has, or of another year than that.

    A title can come again year after year: then a number of another year may be that of an edition which is not here.
    """
    there = [one for edition in editions for one in _numbered(edition)]
    for edition in editions:
        for article, concluding in _texts(edition):
            text = plain.read(article.source)
            found = [(one, _parts(one)) for one in _CITED.finditer(text.text)]
            numbers = {number for _, number in found}
            own = known(edition.campaign.document) if concluding else None
            for one, number in found:
                written = text.written[text.at[one.start("number")] : text.at[one.end("number") - 1] + 1]
                said = _said(_folded(one["title"]), number, there, None if own and own.number in numbers else own)
                if said:
                    said = f"引用的是《{one['title']}》（{written}），{said}。"
                    yield Problem(article.path, *text.place(one.start()), "REF007", said)


def _said(title: str, number: tuple[str, str, str], there: Sequence[Numbered], own: Numbered | None) -> str:
    """What is wrong with a title and a number; empty where nothing certainly is.

    ``own`` is the notice of the edition, which its public notice or decision does not cite: then what is cited of
    another year, called like it or by the same name, was left in when last year's text was copied.
    """
    if own and own.is_like(number) and (own.is_called(title) or own.is_dated_otherwise(title)):
        return f"本届的通知是《{own.printed}》（{own.shown}）"
    if other := next((one for one in there if one.number == number and one.is_dated_otherwise(title)), None):
        return f"“{other.shown}”的标题是《{other.printed}》"
    called = [one for one in there if one.is_called(title) and one.is_like(number)]
    meant = [one.shown for one in called if one.number[1] == number[1] or _DATED.search(title)]
    if meant and all(one.number != number for one in called):
        return f"那份文件的文号是“{'、'.join(dict.fromkeys(meant))}”"
    return ""


def _texts(edition: Edition) -> Iterator[tuple[Article, bool]]:
    """The texts of an edition, and whether each of them concludes what its notice began."""
    yield edition.notice, False
    yield edition.faq, False
    if honours := edition.honours:
        yield from ((one, True) for one in (honours.announcement, honours.decision) if one)
        yield from ((one, False) for one in honours.documents.values())


def _numbered(edition: Edition) -> Iterator[Numbered]:
    papers = edition.honours.outcome.papers.values() if edition.honours else ()
    for paper in (edition.campaign.document, *papers):
        if isinstance(paper, Document | Decision) and (one := known(paper)):
            yield one


def known(paper: Document | Decision) -> Numbered | None:
    """A document that has a number with a year in it."""
    found = _NUMBER.fullmatch(plain.squash(paper.number or ""))
    if found is None:
        return None
    issuer, title = _folded(paper.issuer), "".join(paper.title)
    return Numbered(_folded(title).removeprefix(issuer), issuer, _parts(found), paper.number or "", title)


def _parts(found: re.Match[str]) -> tuple[str, str, str]:
    return found["organ"], found["year"], str(int(found["serial"]))


def _folded(title: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title)))
