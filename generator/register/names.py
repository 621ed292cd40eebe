"""Names of units that may mean the same one: what offices write in different ways, and slips of a single character.

Nobody is told that two names are one unit: they are shown to a person who looks. So a name is folded to what tells
units apart, and a name that is like another in all but one character is found without comparing each with each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_FORM = re.compile(
    "集团股份有限公司|集团有限责任公司|集团有限公司|股份有限公司|有限责任公司|有限公司|集团公司|公司|集团"
)
_BODY = re.compile("(?:工会)?委员会$|工会$")
_FEDERATION = re.compile("(?:总工会|产业工会|工会联合会|工会)$")
_LEAST = 4
"""Characters of a folded name: shorter names that differ in one are as a rule two units (一中, 中医院)."""

_TELLING = frozenset(
    "0123456789〇零一二三四五六七八九十百千两廿卅甲乙丙丁戊己庚辛壬癸"  # numerals
    "东西南北中上下前后左右内外"  # directions
    "总分支子新老大小"  # of which level, age and size: 公安局 and 公安分局 are two units
    "abcdefghijklmnopqrstuvwxyz"
)
"""Characters that tell units apart: a name that has one more of these is another unit's."""


def fold(name: str, places: Iterable[str] = ()) -> str:
    """What of a name tells units apart: its letters and digits without forms of companies and of trade unions.

    One of ``places``, the longest that fits, is left out where the name begins with it, as is what is no letter:
    brackets, spaces, dots. A name that would have nothing left keeps what it has.

    >>> fold("示例市机械（集团）有限责任公司工会委员会", ["示例市"])
    '机械'
    """
    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))
    begins = max((place for place in places if place and plain.startswith(place)), key=len, default="")
    whole = plain.removeprefix(begins)
    bare = _FORM.sub("", _BODY.sub("", whole))
    return bare or whole or plain or name


def places(federation: str) -> tuple[str, ...]:
    """The place that a federation is of, as names of units begin with it.

    >>> places("示例市总工会")
    ('示例市', '示例')
    """
    whole = _FEDERATION.sub("", federation)
    short = re.sub("(?<=..)[省市县区]$", "", whole)
    return tuple(dict.fromkeys(name for name in (whole, short) if name))


def keys(name: str, district: str, places: Iterable[str]) -> tuple[str, ...]:
    """The folded names of a unit of a district: without the federation's place, and without the district's name.

    云杉区实验小学 and 白桦区实验小学 are two units; in 云杉区, 实验小学 is the first of them. So the name without its
    district has that added as a mark, after a slash, which no folded name has.
    """
    whole = fold(name, places)
    return (whole, f"{whole.removeprefix(district) or whole}/{district}") if district else (whole,)


def alike(asked: Sequence[tuple[str, ...]], known: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs of an asked and a known name, by their indexes, where a key of both is the same or nearly so.

    Nearly: one has a character more that does not tell units apart, or two such changed places. Of several that are
    alike, the first is enough. A name costs as many steps as it has characters, however many are known.
    """
    here, there = _first(asked), _first(known)
    same = asked is known
    for i, mine in enumerate(asked):
        for key in mine:
            for other in (key, *_shortened(key), *_swapped(key)):
                found = there.get(other)
                if found is not None and not (same and found == i):
                    yield i, found
    if not same:
        for j, theirs in enumerate(known):
            for key in theirs:
                for other in _shortened(key):
                    if other in here:
                        yield here[other], j


def _first(named: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """For each key, which of the names has it first."""
    found: dict[str, int] = {}
    for i, some in enumerate(named):
        for key in some:
            found.setdefault(key, i)
    return found


def _shortened(key: str) -> Iterator[str]:
    """The key without each of its characters that does not tell units apart."""
    end = _end(key)
    if end > _LEAST:
        for at in range(end):
            if key[at] not in _TELLING:
                yield key[:at] + key[at + 1 :]


def _swapped(key: str) -> Iterator[str]:
    """The key with two neighbours in each other's place."""
    end = _end(key)
    if end >= _LEAST:
        for at in range(1, end):
            one, other = key[at - 1], key[at]
            if one != other and one not in _TELLING and other not in _TELLING:
                yield key[: at - 1] + other + one + key[at + 1 :]


def _end(key: str) -> int:
    """Where the name ends in a key."""
    slash = key.find("/")
    return len(key) if slash < 0 else slash
