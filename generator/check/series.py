"""What an edition says of other editions of its series. Each check's docstring is its rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from generator.check import numerals, plain
from generator.check.located import Located
from generator.model.portal import Edition
from generator.problems import Problem

_OF_A_YEAR = re.compile(f"{numerals.YEAR}年?第?[0-9〇零一二三四五六七八九十百]+号")
"""The year and the number of 示工发〔2024〕12号, without its brackets."""


def lint(editions: Sequence[Located], ids: Collection[str]) -> Iterator[Problem]:
    """Every problem between the editions of one series.

    ``ids`` names all of them; one that is not among ``editions`` has problems of its own, which are told already.
    """
    whole = {located.edition.id: located for located in editions}
    for located in editions:
        yield from _follows(located, whole, ids)
        yield from _archive(located, whole, ids)
    yield from _alike(editions)


def _alike(editions: Sequence[Located]) -> Iterator[Problem]:
    """No two editions have one notice: one number; without it one title and day; without those one text, word for word.

    A new edition begins as a copy: published as it is, it would be sealed with last year's text for good. It is told of
    the copy: what is sealed, or published, was there before. One that follows another may rest on the same notice. A
    title alone proves nothing: it comes again year after year.
    """
    first: dict[tuple[str, object], Located] = {}
    for located in sorted(editions, key=lambda one: (not one.edition.ledger, one.edition.is_draft)):
        key, known, said = _known_by(located.edition)
        other = first.setdefault((key, known), located)
        if other is not located and not located.edition.campaign.follows:
            yield located.problem("CAM008", ("document", key), f"{said}与“{other.edition.id}”这一届的一样。")


def _known_by(edition: Edition) -> tuple[str, object, str]:
    """The key of a notice where a problem is told, what no two notices share, and how a message calls that.

    A number without a year (第1号), or that is not filled in (〔2024〕　号), comes again like a title.
    """
    document = edition.campaign.document
    number = _number(document.number or "")
    if _OF_A_YEAR.search(number):
        return "number", number, f"文号“{document.number}”"
    named, said = (number, document.title), "文号、标题" if number else "标题"
    if document.date:
        return "title", (*named, document.date), f"通知的{said}、日期"
    text = plain.squash(plain.read(edition.notice.source).text)
    return "title", (number, text), "通知没有日期，文号、全文" if number else "通知没有文号、日期，全文"


def _follows(located: Located, whole: dict[str, Located], ids: Collection[str]) -> Iterator[Problem]:
    """The edition whose standards are followed is another one that has standards; beside them none are written here.

    Where the words that it rests on name an edition by the number of its notice, it is that one.
    """
    follows = located.edition.campaign.follows
    if follows is None:
        return
    if located.edition.rubrics:
        yield located.problem("CAM007", ("follows",), f"本届沿用“{follows.edition}”的标准，又有自己的打分表。")
    for key in ("tiers", "vetoes", "levels"):
        if getattr(located.edition.campaign, key):
            yield located.problem("CAM007", (key,), f"本届沿用“{follows.edition}”的标准，这里的 {key} 不会显示。")
    where, name = ("follows", "edition"), follows.edition
    if name not in ids:
        yield located.problem("REF001", where, f"本活动没有“{name}”这一届。")
    elif name == located.edition.id:
        yield located.problem("REF001", where, f"“{name}”就是本届，没有可以沿用的。")
    elif name in whole and not whole[name].edition.rubrics:
        yield located.problem("REF001", where, f"“{name}”这一届没有打分表，没有可以沿用的。")
    elif (named := _named(follows.quote, whole)) and name not in named:
        said = f"引文里的文号是“{'、'.join(named)}”这一届的，不是“{name}”的。"
        yield located.problem("REF007", where, said, "照引文改 edition；封存过的，从版本管理或备份里恢复。")


def _named(quote: str, whole: dict[str, Located]) -> list[str]:
    """The editions of which a quotation has the number of their notice."""
    said = _number(quote)
    numbers = {id_: _number(one.edition.campaign.document.number or "") for id_, one in whole.items()}
    return [id_ for id_, number in numbers.items() if _OF_A_YEAR.search(number) and number in said]


def _number(text: str) -> str:
    """A number of a document, or a text with some, without the signs in it."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _archive(located: Located, whole: dict[str, Located], ids: Collection[str]) -> Iterator[Problem]:
    """The index of files is a heading of the notice with headings below it, or stands in another edition's."""
    archive = located.edition.campaign.archive
    if archive is None:
        return
    if archive.edition is None:
        headings = located.edition.notice.headings
        below = any(
            one.anchor == archive.clause and following.level > one.level for one, following in pairwise(headings)
        )
        if not below:
            message = f"“{archive.clause}”不是有下级标题的标题，不能作建档目录。"
            yield located.problem("REF005", ("archive", "clause"), message)
        return
    where, name = ("archive", "edition"), archive.edition
    if name not in ids:
        yield located.problem("REF001", where, f"本活动没有“{name}”这一届。")
    elif name in whole:
        there = whole[name].edition.campaign.archive
        if there is None or there.edition:
            yield located.problem("REF001", where, f"“{name}”这一届的通知里没有建档目录。")
