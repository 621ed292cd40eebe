"""What the items of an edition say, clause by clause: what a ledger binds, and what a correction can name.

A clause of a text is what stands at an anchor of it up to the next one; of a rubric an item (``item-<id>``), a
section (``section-<id>``), a tier, a veto. What has no anchor is named in Chinese, which no anchor can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from msgspec import Struct

from generator import markup
from generator.model import addresses, released
from generator.model.base import period, shown
from generator.model.campaign import Campaign, Condition, Document, Tier, Veto, applies_to
from generator.model.honours import HONOREES, Announcement, Decision, Honoree, Paper
from generator.model.portal import Article, Edition
from generator.model.rubric import BonusItem, Counted, Item, Rubric, Section

_TEXT = "正文"
_ANCHOR = re.compile(r"\{:?\s*#([a-z0-9-]+)[^}]*\}\s*$")
_HEADING = re.compile(r"#{1,6}\s+")
_MARKUP = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|>-])|(?<![\\*])\*\*(?!\*)|(?<!\\)\[(?=[^\[\]]*\]\()|\]\([^)]*\)")
_START = 12  # characters of a paragraph by which people know it

# Of a rubric, what is not printed and counts nothing: what the site says beside it can be put better.
_BESIDE = frozenset({"short", "kinds"})
_HINTS = "hints"
_TIER = frozenset({"id", "title", "minimum", "cumulative"})
_CONDITION = frozenset({"id", "text", "ask", "section", "item", "minimum"})
_VETO = frozenset({"id", "text", "exception", "fixable"})

Parts = dict[str, Any]


class Clause(Struct, frozen=True):
    """A clause by its name: ``data`` is all that it says, ``words`` what of it people read.

    ``title`` is what people call it, ``anchor`` where it stands on its page, empty where it has no place of its own.
    """

    name: str
    title: str
    data: object
    words: str
    anchor: str = ""


def changed(before: Sequence[Clause], now: Sequence[Clause]) -> tuple[str, ...]:
    """The names of the clauses that differ: put otherwise, added, moved; then of those that are gone."""
    said, says = {one.name: one.data for one in before}, {one.name: one.data for one in now}
    stay = [name for name in said if name in says]
    order = [name for name in says if name in said]
    still = {
        name
        for at, _, length in SequenceMatcher(None, stay, order, autojunk=False).get_matching_blocks()
        for name in stay[at : at + length]
    }
    there = [name for name in says if name not in still or says[name] != said[name]]
    return (*there, *(name for name in said if name not in says))


def clauses(edition: Edition, of: str) -> tuple[Clause, ...] | None:
    """Every clause of an item, in order; nothing where the edition has no such item."""
    kind, name = released.named(of)
    if kind == released.NOTICE:
        return (*_document(edition.campaign), *_text(edition.notice))
    if kind == released.RUBRIC:
        found = next((one for one in edition.rubrics if one.id == name), None)
        return tuple(_rubric(edition.campaign, found)) if found else None
    if kind == released.HONOREE:
        row = next((one for one in edition.honours.honorees if one.number == name), None) if edition.honours else None
        return tuple(_row(edition, row)) if row else None
    paper, text = paper_of(edition, of)
    names = _named_by(edition) if kind == released.DECISION else ()
    return (*_paper(paper), *names, *_text(text)) if paper and text else None


def parts(edition: Edition, of: str) -> Parts | None:
    """What a ledger binds of a notice, a rubric or a paper: nothing where there is no such item, or no text of it."""
    kind, name = released.named(of)
    if kind == released.NOTICE:
        return {**_metadata(edition.campaign.document), **_attached(edition.campaign), "text": _plain(edition.notice)}
    if kind == released.RUBRIC:
        found = next((one for one in edition.rubrics if one.id == name), None)
        return _data(edition.campaign, found) if found else None
    paper, text = paper_of(edition, of)
    names = {one.title: one.data for one in _named_by(edition)} if kind == released.DECISION else {}
    return {**_metadata(paper), **names, "text": _plain(text)} if paper and text else None


def paper_of(edition: Edition, of: str) -> tuple[Paper | None, Article | None]:
    """The document about honours that an item is, and its text."""
    kind, name = released.named(of)
    if edition.honours is None:
        return None, None
    honours, outcome = edition.honours, edition.honours.outcome
    if kind == released.ANNOUNCEMENT:
        return outcome.announcement, honours.announcement
    if kind == released.DECISION:
        return outcome.decision, honours.decision
    return next((one for one in outcome.documents if one.id == name), None), honours.documents.get(name)


def _plain(text: Article) -> str:
    """A text as Markdown, whatever blanks it is written with."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.source.split("\n"))).strip()


def _metadata(document: Document | Paper) -> Parts:
    """What a document says beside its text."""
    left_out = {"id", "published", "source"}
    return dict(document.model_dump(mode="json", exclude=left_out, exclude_defaults=True))


def _attached(campaign: Campaign) -> Parts:
    attached = [one.model_dump(mode="json", exclude_defaults=True) for one in campaign.attachments]
    return {"attachments": attached} if attached else {}


def _document(campaign: Campaign) -> Iterator[Clause]:
    document = campaign.document
    yield _named("发文机关", document.issuer)
    yield _named("发文字号", document.number)
    yield _named("标题", "".join(document.title), document.title)
    yield _named("主送机关", document.addressees)
    yield _named("成文日期", period(document.date) if document.date else "")
    titles = "；".join(one.title for one in campaign.attachments)
    yield _named("附件说明", titles, (document.annexes, _attached(campaign)))
    yield _named("版记", "\n".join(document.imprint))


def _paper(paper: Paper) -> Iterator[Clause]:
    yield _named("发文机关", paper.issuer)
    if isinstance(paper, Decision):
        yield _named("文种", paper.word)
        yield _named("发文字号", paper.number)
        yield _named("主送机关", paper.addressees)
    yield _named("标题", "".join(paper.title), paper.title)
    yield _named("成文日期", period(paper.date))
    if isinstance(paper, Announcement):
        until = f"，至{period(paper.last)}" if paper.last else ""
        words = f"{period(paper.first)}起{paper.days}个工作日{until}"
        yield _named("公示时间", words, (paper.first, paper.days, paper.last))
        contact = paper.contact
        said = "，".join(filter(None, (contact.department, contact.phone, contact.email, contact.address)))
        yield _named("受理异议", said, contact.model_dump(mode="json"))
    yield _named("附件说明", paper.annex)
    yield _named("版记", "\n".join(paper.imprint))


def _named_by(edition: Edition) -> Iterator[Clause]:
    """What the awards and the tiers are called that a decision grants: the list names them by their ids."""
    awards = edition.honours.outcome.awards if edition.honours else ()
    yield _named("称号", "、".join(one.name for one in awards), {one.id: one.name for one in awards})
    tiers = edition.campaign.tiers if any(one.tiered for one in awards) else ()
    yield _named("等次", "、".join(one.title for one in tiers), {one.id: one.title for one in tiers})


def _named(name: str, words: str | None, data: object = None) -> Clause:
    return Clause(name, name, words if data is None else data, words or "")


def _text(text: Article) -> Iterator[Clause]:
    """A text from anchor to anchor."""
    found: dict[str, list[str]] = {}
    at, block = "", list[str]()

    def close(anchor: str) -> None:
        found.setdefault(anchor, []).extend(["\n".join(block)] if block else [])
        block.clear()

    for line in [*_plain(text).split("\n"), ""]:
        match = _ANCHOR.search(line)
        said = line[: match.start()].rstrip() if match else line
        if match is None and said:
            block.append(said)
            continue
        if match and said:  # a heading or the like, which has its anchor on its own line
            close(at)
            block.append(said)
        at = match[1] if match else at
        close(at)
    below = ""
    for anchor, blocks in found.items():
        if not (blocks or anchor):
            continue
        whole = "\n\n".join(blocks)
        words = markup.joined(_MARKUP.sub("", _HEADING.sub("", whole)).strip())
        heads = _HEADING.match(whole) is not None
        below = words.partition("\n")[0] if heads else below
        title = below if heads else f"{below}“{_start(words)}”"
        yield Clause(anchor or _TEXT, title if anchor else _TEXT, whole, words, anchor)


def _start(words: str) -> str:
    first = words.partition("\n")[0]
    return first if len(first) <= _START else f"{first[:_START]}……"


def _data(campaign: Campaign, rubric: Rubric) -> Parts:
    """A rubric as data, with the tiers and vetoes that it is counted by; sections of another rubric by reference."""
    return {
        "rubric": _told(_own(rubric).model_dump(mode="json", exclude=set(_BESIDE), exclude_defaults=True)),
        "tiers": [_tier(one) for one in campaign.tiers if applies_to(one, rubric.id)],
        "vetoes": [_veto(one) for one in campaign.vetoes if applies_to(one, rubric.id)],
    }


def _own(rubric: Rubric) -> Rubric:
    sections = tuple(one.model_copy(update={"items": ()}) if one.refers else one for one in rubric.sections)
    return rubric.model_copy(update={"sections": sections})


def _told(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    if isinstance(value, Mapping):
        return {key: _told(one) for key, one in value.items() if key != _HINTS}
    return [_told(one) for one in value] if isinstance(value, list) else value


def _tier(tier: Tier) -> Parts:
    told = tier.model_dump(mode="json", include=set(_TIER), exclude_defaults=True)
    conditions = [_condition(one) for one in tier.conditions]
    return {**told, "conditions": conditions} if conditions else told


def _condition(condition: Condition) -> Parts:
    return dict(condition.model_dump(mode="json", include=set(_CONDITION), exclude_defaults=True))


def _veto(veto: Veto) -> Parts:
    return dict(veto.model_dump(mode="json", include=set(_VETO), exclude_defaults=True))


def _rubric(campaign: Campaign, rubric: Rubric) -> Iterator[Clause]:
    own = _own(rubric)
    left_out = {*_BESIDE, "sections", "bonus", "facts", "opinions", "remark", "vetoes"}
    head = own.model_dump(mode="json", exclude=left_out, exclude_defaults=True)
    words = [f"{rubric.title}{rubric.subtitle or ''}", rubric.units, _points("满分", rubric.total), rubric.as_printed]
    yield _named("表头", _lines(words), head)
    foot = own.model_dump(mode="json", include={"opinions", "remark"}, exclude_defaults=True)
    yield _named("表尾", _lines([*(one.title for one in rubric.opinions), rubric.remark]), foot)
    facts = [one.model_dump(mode="json") for one in rubric.facts]
    yield _named("单位情况", _lines(one.ask for one in rubric.facts), facts)
    yield from _sections(own.sections)
    if rubric.bonus:
        data = rubric.bonus.model_dump(mode="json", exclude={"items"}, exclude_defaults=True)
        reading = rubric.bonus.reading.text if rubric.bonus.reading else ""
        yield Clause("bonus", "加分", data, _lines(["加分", _points("合计最多", rubric.bonus.limit), reading]), "bonus")
        yield from (_item(item, "bonus") for item in rubric.bonus.items)
    for tier in campaign.tiers:
        if applies_to(tier, rubric.id):
            said = _lines([tier.title, _points("最低", tier.minimum), *(one.text for one in tier.conditions)])
            yield Clause(f"tier-{tier.id}", f"等次“{tier.title}”", _tier(tier), said)
    implied = {one.id: one.implies for one in rubric.vetoes}
    for veto in campaign.vetoes:
        if applies_to(veto, rubric.id):
            counted = (_veto(veto), implied.get(veto.id))
            said = _lines([veto.text, veto.exception])
            yield Clause(f"veto-{veto.id}", f"否决条件“{_start(veto.text)}”", counted, said)


def _sections(sections: Iterable[Section], above: str = "") -> Iterator[Clause]:
    for section in sections:
        anchor = addresses.section_anchor(section.id)
        data = section.model_dump(mode="json", exclude={"items", "sections"}, exclude_defaults=True)
        refers = section.refers.text if section.refers else ""
        words = _lines([section.title, _points("", section.points), refers, section.as_printed])
        yield Clause(anchor, f"“{section.title}”部分", (above, data), words, anchor)
        yield from (_item(item, section.id) for item in section.items)
        yield from _sections(section.sections, section.id)


def _item(item: Item | BonusItem, section: str) -> Clause:
    """A row of a form; in which section it stands is part of what it is."""
    anchor = addresses.item_anchor(item.id)
    data = _told(item.model_dump(mode="json", exclude_defaults=True))
    number = f"第{item.number}项" if item.number and item.number.isdecimal() else item.number
    return Clause(anchor, number or _start(_standard(item)), (section, data), _lines(_item_words(item)), anchor)


def _standard(item: Item | BonusItem) -> str:
    return item.standard if isinstance(item, Item) else item.title


def _item_words(item: Item | BonusItem) -> Iterator[str | None]:
    yield _standard(item)
    yield _points("最多", item.limit) if isinstance(item, BonusItem) else _points("", item.points)
    yield item.text
    yield from _beside(item)


def _beside(item: Counted) -> Iterator[str]:
    for reading in item.readings:
        yield f"口径：{reading.text}"
    if item.evidence:
        yield f"佐证：{'；'.join(item.evidence)}"


def _points(before: str, points: int | None) -> str:
    return f"{before}{shown(points)}分" if points is not None else ""


def _lines(said: Iterable[str | None]) -> str:
    return "\n".join(filter(None, said))


def _row(edition: Edition, row: Honoree) -> Iterator[Clause]:
    """A row of a list, column by column, as it is published."""
    outcome = edition.honours.outcome if edition.honours else None
    names = {one.id: one.name for one in outcome.awards} if outcome else {}
    tiers = edition.campaign.tier_titles
    said: dict[str, object] = {
        "award": names.get(row.award, row.award),
        "tier": tiers.get(row.tier or "", row.tier or ""),
        "rank": row.rank or "",
    }
    for part, heading in HONOREES.items():
        if part not in {"number", "held", "note"}:
            value = said.get(part, getattr(row, part))
            yield Clause(heading, heading, value, str(value))
