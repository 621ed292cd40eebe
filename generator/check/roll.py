"""The list of honorees: each unit once, in the order that is declared. Each check's docstring is its rule.

A row with 说明 was looked at by a person: what it speaks of is not said of it again. Of two rows that are alike one
must speak of the other, by its 编号 or its name; that of a row out of order must speak of the order, or of how its name
is read. A text about something else says nothing of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from generator.check.concluded import Concluded
from generator.check.identifiers import again
from generator.model.base import closed
from generator.model.campaign import Federation
from generator.model.honours import Honoree
from generator.problems import Problem
from generator.register import names, sorting

_REMARK = re.compile("[（(【]?(?:备注|待定|待核|联系人).*|[*＊※]+$")  # behind the name of a unit
_ORDERS = {"strokes": "笔画", "pinyin": "拼音", "rank": "名次"}
# What tells why a row stands where it does: 按原文件顺序, 牵头单位列首位, 照印发件, “重”念chóng.
_PLACED = re.compile(
    r"[排序音读念笔顺]|画数|名次|位置|最[前后]|[前后]面|末尾|首位|列第|[并前后]列|级别|区划"
    r"|[按照依以与]原[文件表样]|原[文件]件?如此|[按照依](?:文件|印发|得票|得分|总分|成立|系统|集团|旧名)|先后|优先|居首"
    r"|在[前后]|跟在|列后|牵头|归[口并]|同分|增补|追加|补充推荐|异体|繁体|生僻|字库|[（(][a-z]+[)）]|[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]"
)


def lint(one: Concluded, federations: Mapping[str, Federation]) -> Iterator[Problem]:
    """Every problem of the list by itself."""
    yield from _declared(one)
    yield from _named(one)
    yield from _twice(one)
    yield from _nearly(one, federations)
    yield from _order(one)


def _declared(one: Concluded) -> Iterator[Problem]:
    """Awards are declared once, of a level that the campaign has, in tiers where it has tiers; groups once."""
    outcome, campaign = one.outcome, one.edition.campaign
    for i in again([award.id for award in outcome.awards]):
        yield one.problem("REF003", ("awards", i, "id"), f"标识“{outcome.awards[i].id}”用了不止一次。")
    for i in again([award.name for award in outcome.awards]):
        yield one.problem("REF003", ("awards", i, "name"), f"称号“{outcome.awards[i].name}”写了不止一次。")
    levels = {level.title for level in campaign.levels}
    for i, award in enumerate(outcome.awards):
        if award.level and award.level not in levels:
            said = f"campaign.yml 的 levels 里没有“{award.level}”。"
            yield one.problem("REF001", ("awards", i, "level"), said)
        if award.tiered and not campaign.tiers:
            said = f"“{award.name}”分等次，campaign.yml 里没有 tiers。"
            yield one.problem("REF001", ("awards", i, "tiered"), said)
    for key, listed in (("districts", outcome.districts), ("groups", outcome.groups)):
        for i in again(list(listed)):
            yield one.problem("REF003", (key, i), f"“{listed[i]}”写了不止一次。")
    if "district" in outcome.groups and not outcome.districts:
        yield one.problem("HON023", ("groups",), "按 district 分组，要在 districts 里写明区县或行业的先后。")


def _named(one: Concluded) -> Iterator[Problem]:
    """A unit's name is a name: without spaces between Chinese characters, and no remark behind it."""
    for row in one.listed:
        if row.unit != (name := closed(row.unit)):
            yield one.cell("HON001", row, "unit", f"“单位名称”里有多余的空格，应写成“{name}”。")
        elif remark := _REMARK.search(row.unit):
            yield one.cell("HON001", row, "unit", f"“单位名称”里像是有备注“{remark[0]}”，只写名称。")


def _twice(one: Concluded) -> Iterator[Problem]:
    """A unit has an award once."""
    seen: dict[tuple[str, str], list[Honoree]] = {}
    for row in one.listed:
        same = seen.setdefault((row.award, row.unit), [])
        before = next((other for other in same if not _told_apart(row, other)), None)
        if before:
            said = f"“{row.unit}”与第{before.line}行重复（编号{before.number}）{_unsaid(row, before)}。"
            yield one.cell("HON019", row, "unit", said)
        same.append(row)


def _nearly(one: Concluded, federations: Mapping[str, Federation]) -> Iterator[Problem]:
    """Names that may mean one unit are looked at: 有限公司 and 有限责任公司, brackets, a character more or less."""
    listed, places = one.listed, names.places(federations[one.edition.series.federation].name)
    named = [names.keys(row.unit, row.district, places) for row in listed]
    told = set()
    for pair in names.alike(named, named):
        first, second = (listed[i] for i in sorted(pair))
        if first.unit != second.unit and not _told_apart(first, second) and second.number not in told:
            told.add(second.number)
            said = f"“{second.unit}”与第{first.line}行“{first.unit}”名称相近，可能是同一单位{_unsaid(first, second)}。"
            yield one.cell("HON020", second, "unit", said)


def _told_apart(one: Honoree, other: Honoree) -> bool:
    """Whether a person looked at both rows: the 说明 of one of them speaks of the other."""
    return one.speaks_of(other.unit, other.number) or other.speaks_of(one.unit, one.number)


def _unsaid(one: Honoree, other: Honoree) -> str:
    """Why a 说明 that is there is not enough."""
    return f"；“说明”里没有写另一行的编号（{one.number}或{other.number}）" if one.note or other.note else ""


def _order(one: Concluded) -> Iterator[Problem]:
    """Groups stand as ``honours.yml`` has them, and units in each of them by what it says."""
    outcome, listed = one.outcome, one.listed
    if "district" in outcome.groups and not outcome.districts:
        return  # told of already
    places = sorting.groups(outcome, one.edition.campaign, listed)
    late = [at for at in range(1, len(listed)) if places[at] < places[at - 1]]
    if late:
        row, many = listed[late[0]], f"（这样的地方共{len(late)}处）" if len(late) > 1 else ""
        part = _differing(one, row, listed[late[0] - 1])
        said = f"“{row.unit}”没有和同组的排在一起，或这一组没有按次序排{many}。"
        yield one.cell("HON021", row, part, said)
        return
    by = _ORDERS.get(outcome.order)
    if by is None:
        return
    unranked = [row for row in listed if row.rank is None]
    if outcome.order == "rank" and unranked:
        many = f"（共{len(unranked)}行）" if len(unranked) > 1 else ""
        yield one.cell("HON021", unranked[0], "rank", f"按名次排列，这一行没有名次{many}。")
        return
    for _, group in groupby(zip(places, listed, strict=True), key=lambda pair: pair[0]):
        rows = [row for _, row in group]
        # What a person placed stays there, wherever that is.
        keyed = [(sorting.within(outcome, row), row) for row in rows if not _PLACED.search(row.note)]
        late = [at for at in range(1, len(keyed)) if sorting.behind(outcome.order, keyed[at][0], keyed[at - 1][0])]
        if late:
            place, row = keyed[late[0]]
            before = next(other for key, other in keyed if sorting.behind(outcome.order, place, key))
            many = f"（这一组共有{len(late)}处）" if len(late) > 1 else ""
            unsaid = "；“说明”里没有说到排序或读音" if row.note else ""
            said = f"按{by}排列，“{row.unit}”应在“{before.unit}”之前{many}{unsaid}。"
            yield one.cell("HON021", row, "unit", said)


def _differing(one: Concluded, row: Honoree, before: Honoree) -> str:
    """The column that puts a row into another group than the one before it."""
    return next((part for part in one.outcome.groups if getattr(row, part) != getattr(before, part)), "unit")
