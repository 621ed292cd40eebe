"""Headings between the units (一、五星级（10个）) and names of sheets: which fact of the units they state."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from generator.check import numerals
from generator.importing.cleaning import clean
from generator.importing.terms import Terms

_DIGIT = "一二三四五六七八九十"
_MARKS = (
    re.compile(rf"第[{_DIGIT}]+(?:部分|章|节|类|批)[、.:\s]*"),
    re.compile(rf"[{_DIGIT}]{{1,3}}[、.]\s*"),
    re.compile(rf"\([{_DIGIT}]{{1,3}}\)[、.]?\s*"),
)
ITEM = len(_MARKS) + 1
"""The level of ``1.``, by which units are numbered more often than headings."""
_ITEM = re.compile(r"[0-9]{1,2}[、.]\s*(?=[^0-9])")
_COUNT = re.compile(
    r"(?:[(\[:]?\s*(?:共计|合计|共|计)?\s*(?P<digits>[0-9]{1,5})"
    rf"|[(\[:]\s*(?:共计|合计|共|计)?\s*(?P<numeral>[{_DIGIT}两百零〇]{{1,5}}))"  # 老百家 is a name
    r"\s*[个家名]\s*(?:单位|工会)?\s*[)\]]?$"
)
_STARS = re.compile(r"([一二三四五六七]星级)")
_TIERS = re.compile(r"(?:[特一二三四]等|[一二三]级|[A-Z]{1,5}级|优秀|良好|合格|达标)(?:奖|次|等次)?")
_DISTRICT = re.compile(r".{1,18}(?:区|县|市|旗|州|盟|镇|乡|街道|系统|行业|产业|总工会|局|集团|直属)")
_KIND = re.compile(r".{0,12}(?:企业|事业单位|社会组织|学校|高校|医院|小微|民营|国有|非公)")
_AWARD = re.compile(r".{2,40}(?:称号|之家|小家|之星|单位|集体|标兵|先锋|基层工会|示范点|示范岗)")
_KINDS = {"tier": _TIERS, "district": _DISTRICT, "kind": _KIND, "award": _AWARD}
_LONGEST = 60


class Title(Struct, frozen=True):
    """A heading without its number and its count: ``level`` by how it is numbered, 0 where it is not."""

    words: str
    level: int
    count: int | None

    @property
    def is_marked(self) -> bool:
        """Whether nothing but a heading is written so."""
        return bool(self.level) or self.count is not None


def title(said: str) -> Title:
    """What a line says as a heading."""
    plain = clean(said)[0].replace("（", "(").replace("）", ")").replace("：", ":").replace("．", ".")
    level = 0
    for at, mark in enumerate(_MARKS, 1):
        if found := mark.match(plain):
            level, plain = at, plain[found.end() :]
            break
    else:
        if found := _ITEM.match(plain):
            level, plain = ITEM, plain[found.end() :]
    counted = _COUNT.search(plain)
    if counted and counted.start():
        plain = plain[: counted.start()]
    else:
        counted = None
    number = numerals.value(counted["digits"] or counted["numeral"]) if counted else None
    words = plain.strip(" :、,，")
    if words and words in said:
        return Title(words, level, number)
    return Title(words.replace("(", "（").replace(")", "）"), level, number)


def meaning(words: str, terms: Terms) -> tuple[str, str] | None:
    """Which part of a unit's row a heading states and as what; nothing where it may be several, or none."""
    if not words or len(words) > _LONGEST:
        return None
    for part in ("tier", "award", "district"):
        if (known := terms.exactly(part, words)) is not None:
            return part, known
    if known := terms.tier_within(words):
        return "tier", known
    if terms.tiers:
        parts = {part for part in ("district", "kind") if _KINDS[part].fullmatch(words)} - terms.closed
    elif stars := _STARS.match(words):
        return "tier", stars[1]
    else:
        parts = {part for part, pattern in _KINDS.items() if pattern.fullmatch(words)}
    return (parts.pop(), words) if len(parts) == 1 else None


def all_alike(names: Iterable[str], terms: Terms) -> dict[str, tuple[str, str]]:
    """What the names of sheets state, where all of them state the same part; else nothing."""
    found = {name: meaning(title(unicodedata.normalize("NFKC", name)).words, terms) for name in names}
    known = {name: one for name, one in found.items() if one}
    return known if len(known) == len(found) and len({one[0] for one in known.values()}) == 1 else {}
