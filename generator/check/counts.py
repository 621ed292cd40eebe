"""How many units a document says there are, against the list: “授予A等N个单位“…”称号”.

Only what is certain is held against the list: a number right after 等 where A follows a word that grants, the
numbers of tiers after it (其中五星级11个), those of districts as the draft says them. Any other phrase is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.check.concluded import EVENTS, Concluded
from generator.check.numerals import YEAR, value
from generator.check.plain import Plain, squash
from generator.model.honours import OTHER, DocumentRef, Honoree, Kind, Later
from generator.problems import Problem

_NUMBER = r"(?:[0-9]{1,6}|[〇零一二两三四五六七八九十百千]{1,9})"
_COUNTED = r"(?:个|家)(?!工作日|自然日|月|方面|环节|问题|部分|类别|百分点|[0-9])"
_MAIN = re.compile(rf"等(?P<number>{_NUMBER}){_COUNTED}")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_CLAUSE = "，：,;"
_GRANTING = re.compile("授予|命名|认定|确定|评定|表彰")
_PLAINLY = {"授予", "命名", "表彰"}
_NOT_NOW = re.compile("曾|已经?(?:被)?(?:授予|命名)|上一?届|上次|以来|累计")
_REFUSED = re.compile("不予|撤销|取消|不再")
_YEAR = re.compile(rf"(?<![〔《（(])({YEAR})年(?![^《]*》)")
_SCOPE_ENDS = re.compile("称号|其中|[，：（(]")
_QUOTED = re.compile("“([^”]*)”?")
# 等20个单位、30个班组“…”称号: only together they are what the list has.
_MORE = re.compile(rf"[^，“”（《]{{0,12}}?(?:、|和|及)[^，“”（《]{{0,4}}?{_NUMBER}(?:个|家|名)")
# As the draft says it of the whole list: 按所属分，甲区4个、乙县3个。
_BY_DISTRICT = re.compile("按所属分[，：,:]([^。；！？\n]+)")
_SHARE = re.compile(rf"([^、，]+?)({_NUMBER}){_COUNTED}")
_WITHHELD = re.compile("不予(?:命名|授予|认定|表彰)|暂缓命名|取消(?:其)?(?:拟?命名|评选|参评|申报)资格")
# What stands between a unit and 不予命名 where that is said of others, or of whoever (凡弄虚作假的).
_OF_OTHERS = re.compile(
    f"予以|撤销|不属实|不存在|不成立|依据|另|其他|其余|有关|等|凡|今后|以后|如|若|一经|一律|发现|{_NUMBER}(?:个|家)|授予|名单|规定|办法"
    "|下属|所属|分会|分院|分公司|申报的"
)
_NO_SUBJECT = re.compile(
    "(?:故|因此|现|应)?(?:经[^，]{0,12}|[^，]{0,16}决定)?(?:对其)?$"
)  # of the last clause before it
_TAKING = re.compile("(?:撤销|取消|收回|摘除|终止).*(?:称号|荣誉|命名|牌匾)")
_UNION = re.compile("(?:基层)?工会(?:委员会)?$")
_LATER = {
    Kind.KEPT: re.compile("保留"),
    Kind.RAISED: re.compile("升星|升为"),
    Kind.LOWERED: re.compile("降星|降为"),
    Kind.WARNED: re.compile("限期整改"),
    Kind.REMOVED: re.compile("摘牌"),
    Kind.REVOKED: re.compile("撤销"),
}


class Told(Struct, frozen=True):
    """What a phrase says: so many of the awards and tiers that it names (all, where it names none).

    ``units`` are those it names before 等, ``at`` is where the number stands.
    """

    number: int
    at: int
    awards: frozenset[str]
    tiers: frozenset[str]
    units: tuple[str, ...] = ()

    def covers(self, one: Honoree) -> bool:
        """Whether a row of the list is one of those that the phrase speaks of."""
        return (not self.awards or one.award in self.awards) and (not self.tiers or one.tier in self.tiers)


def lint(one: Concluded, series: Sequence[Concluded]) -> Iterator[Problem]:
    """The numbers in the public notice and the decision are those of the list, and the units named are in it.

    The public notice speaks of every row, the decision of those that are granted; a later document of the events that
    rest on it.
    """
    for name, listed in (("announcement", one.listed), ("decision", one.kept)):
        paper, text = getattr(one.outcome, name), one.text(name)
        if paper and text:
            for told in granted(text, one, int(paper.date[:4])):
                yield from _held(one, name, text, told, listed)
            yield from _districts(one, name, text, listed)
    if (text := one.text("decision")) and one.outcome.decision:
        yield from _not_granted(one, text)
    if not (one.beside(EVENTS, series) and all(other.recorded for other in series)):
        return
    for later in one.outcome.documents:
        name = f"documents/{later.id}"
        yield from _unrecorded(one, later, series)
        if text := one.text(name):
            yield from _later(one, name, text, later, series)


def _held(one: Concluded, name: str, text: Plain, told: Told, listed: Sequence[Honoree]) -> Iterator[Problem]:
    covered = [row.unit for row in listed if told.covers(row)]
    what = "、".join(_names(one, told)) or "全部称号"
    if told.number != len(covered):
        said = f"正文写的是{told.number}个，名单里（{what}）有{len(covered)}个。"
        yield one.said("HON017", name, text.place(told.at), said)
    for unit in told.units:
        # Whatever goes before a name (在活动中表现突出的…) is no part of it.
        bare = _UNION.sub("", unit)
        if not any(bare.endswith((_UNION.sub("", other), squash(_UNION.sub("", other)))) for other in covered):
            yield one.said("HON018", name, text.place(told.at), f"正文点名的“{unit}”不在名单里（{what}）。")


def _districts(one: Concluded, name: str, text: Plain, listed: Sequence[Honoree]) -> Iterator[Problem]:
    """Each district has as many as the one sentence about them says, and none is left out."""
    there = Counter(row.district or OTHER for row in listed)
    known = {squash(district): district for district in (*one.outcome.districts, *there)}
    sentences = list(_BY_DISTRICT.finditer(text.text))
    shares = list(_SHARE.finditer(sentences[0][1])) if len(sentences) == 1 else []
    if not shares or not {share[1] for share in shares} <= known.keys():
        return
    start = sentences[0].start(1)
    for share in shares:
        district, told = known[share[1]], value(share[2])
        if told != there[district]:
            said = f"正文写的是{told}个，名单里（{district}）有{there[district]}个。"
            yield one.said("HON017", name, text.place(start + share.start(2)), said)
    for district in there.keys() - {known[share[1]] for share in shares}:
        said = f"正文没有写“{district}”，名单里有{there[district]}个。"
        yield one.said("HON017", name, text.place(start), said)


def _not_granted(one: Concluded, text: Plain) -> Iterator[Problem]:
    """Whom the decision names as one that is not granted a title is refused in the list."""
    rows = {squash(row.unit): row for row in one.listed}
    refused = {row.unit for row in one.listed if row.refused}
    for found in _WITHHELD.finditer(text.text):
        start = max(text.text.rfind(sign, 0, found.start()) for sign in "。；\n") + 1
        said = text.text[start : found.start()]
        names = list(re.finditer("|".join(map(re.escape, sorted(rows, key=len, reverse=True))), said))
        if names and not _OF_OTHERS.search(said, names[-1].end()):
            row, last = rows[names[-1][0]], said.rfind("，") + 1
            own = last <= names[-1].start() or _NO_SUBJECT.match(said, last)
            if own and row.unit not in refused:
                told = f"决定说“{row.unit}”{found[0]}，名单里没有写它的“未命名原因”（编号{row.number}）。"
                yield one.said("HON028", "decision", text.place(start + names[-1].start()), told)


def _later(one: Concluded, name: str, text: Plain, later: Later, series: Sequence[Concluded]) -> Iterator[Problem]:
    """Of a sentence that has one number, says one thing of the units, and tells of no other year."""
    rests_on = Counter(
        event.kind
        for other in series
        for event in other.honours.events
        if event.document == DocumentRef(one.edition.id, later.id)
    )
    for sentence in _SENTENCE.finditer(text.text):
        numbers = list(_MAIN.finditer(sentence[0]))
        kinds = {kind for kind, word in _LATER.items() if word.search(sentence[0])}
        years = {value(found[1]) for found in _YEAR.finditer(sentence[0])}
        if len(numbers) != 1 or len(kinds) != 1 or not years <= {int(later.date[:4])}:
            continue
        (kind,), told = kinds, value(numbers[0]["number"])
        if told != rests_on[kind]:
            said = f"正文写的是{told}个，events.csv 里以本文件为依据的“{kind}”有{rests_on[kind]}个。"
            yield one.said("HON017", name, text.place(sentence.start() + numbers[0].start("number")), said)


def _unrecorded(one: Concluded, later: Later, series: Sequence[Concluded]) -> Iterator[Problem]:
    """A document by whose title a unit loses its title has its row: without it the register calls that title valid."""
    title = squash("".join(later.title))
    if not _TAKING.search(title):
        return
    reference = DocumentRef(one.edition.id, later.id)
    resting = {
        (other.edition.id, event.number)
        for other in series
        for event in other.honours.events
        if event.document == reference
    }
    rows = [(other.edition.id, row) for other in series for row in other.kept]
    named = {squash(row.unit): row.unit for _, row in rows}
    for unit in dict.fromkeys(_found(named, title)):
        if not any(
            (edition, number) in resting for edition, row in rows for number in ("", row.number) if row.unit == unit
        ):
            where = ("documents", one.outcome.documents.index(later), "title")
            said = f"标题说撤销“{unit}”的称号，events.csv 里没有以“{later.id}”为依据的这个单位的登记事项。"
            yield one.problem("REG012", where, said)


def granted(text: Plain, one: Concluded, year: int) -> Iterator[Told]:
    """Each number of units that a document of a year says are granted titles."""
    awards = {squash(award.name): award.id for award in one.outcome.awards}
    tiers = {squash(tier.title): tier.id for tier in one.edition.campaign.tiers}
    for sentence in _SENTENCE.finditer(text.text):
        words, start = sentence[0], sentence.start()
        found = list(_MAIN.finditer(words))
        for n, main in enumerate(found):
            begins = max(words.rfind(char, 0, main.start()) for char in _CLAUSE) + 1
            before = list(_GRANTING.finditer(words, begins, main.start()))
            if not before or _not_now(words[: main.start()], year):
                continue
            end = found[n + 1].start() if n + 1 < len(found) else len(words)
            after = words[main.end() : end]
            scope = after[: ends.start()] if (ends := _SCOPE_ENDS.search(after)) else after
            told_tiers = _beside(after[len(scope) :], tiers) or _outside(tiers, awards, scope)
            if told_tiers is None or _MORE.match(after):
                continue
            named = Told(
                value(main["number"]),
                start + main.start("number"),
                frozenset(_found(awards, scope)),
                told_tiers,
                tuple(filter(None, words[before[-1].end() : main.start()].split("、"))),
            )
            if not (named.awards or named.tiers):
                # “…” that is none of the titles, or a word that does not say what is granted.
                quoted = _QUOTED.findall(scope)
                ours = len(awards) == 1 and all(name in award for name in quoted for award in awards)
                if before[-1][0] not in _PLAINLY or (quoted and not ours):
                    continue
            yield named
            yield from _tiers(named, after, start + main.end(), tiers)


def _tiers(main: Told, after: str, at: int, tiers: dict[str, str]) -> Iterator[Told]:
    """其中五星级11个、四星级18个: of the award that was just spoken of."""
    begins = after.find("其中")
    if begins < 0 or not tiers:
        return
    names = "|".join(map(re.escape, sorted(tiers, key=len, reverse=True)))
    for found in re.finditer(rf"({names})(?:单位)?({_NUMBER}){_COUNTED}", after[begins:]):
        place = at + begins + found.start(2)
        yield Told(value(found[2]), place, main.awards, frozenset({tiers[found[1]]}))


def _not_now(before: str, year: int) -> bool:
    """Whether a phrase tells of other times, 曾, or a year that is neither the document's nor the one before.

    What is refused (不予, 撤销) in a part of the sentence before is that of others: 1个单位不予命名，授予甲等10个单位.
    """
    years = {value(found[1]) for found in _YEAR.finditer(before)}
    refused = _REFUSED.search(before, before.rfind("，") + 1)
    return bool(refused or _NOT_NOW.search(before)) or not years <= {year, year - 1}


def _found(names: dict[str, str], text: str) -> Iterator[str]:
    """The ids of the names in a text, the longest name where one is part of another."""
    if names:
        pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        yield from (names[found[0]] for found in re.finditer(pattern, text))


def _beside(after: str, tiers: dict[str, str]) -> frozenset[str]:
    """The ids of the tiers in the brackets that a text begins with, if they hold nothing else: （五星级、四星级）."""
    brackets = re.match("[（(]([^（）()]*)[）)]", after)
    parts = [part.removesuffix("称号") for part in re.split("[、和及]", brackets[1])] if brackets else []
    return frozenset(tiers[part] for part in parts) if tiers.keys() >= set(parts) else frozenset()


def _outside(tiers: dict[str, str], awards: dict[str, str], scope: str) -> frozenset[str] | None:
    """The ids of the tiers that a text names beside the awards; None where that may be part of an award's name.

    With an award 示例市模范职工之家 and a tier 模范, “模范职工之家” names no tier for certain.
    """
    rest = re.sub("|".join(map(re.escape, sorted(awards, key=len, reverse=True))), "", scope)
    told = frozenset(_found(tiers, rest))
    vague = {id_ for title, id_ in tiers.items() if f"不{title}" in rest or any(title in award for award in awards)}
    return None if told & vague else told


def _names(one: Concluded, told: Told) -> Iterator[str]:
    yield from (award.name for award in one.outcome.awards if award.id in told.awards)
    yield from (tier.title for tier in one.edition.campaign.tiers if tier.id in told.tiers)
