"""What differs in one thing of two editions: its figures, its words, its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.changes.pairing import LEAST, Clause, by_key, pair
from generator.changes.wording import Piece, difference
from generator.model.base import compact

Kind = Literal["same", "changed", "moved", "added", "dropped"]


class Value(Struct, frozen=True):
    """A figure, a date or another short fact of both editions; empty where one has it not."""

    label: str
    before: str
    after: str


class Wording(Struct, frozen=True):
    """A text of both editions in pieces; of two that differ by more than ``stops`` (punctuation), words are marked."""

    label: str
    pieces: tuple[Piece, ...]
    stops: bool = False

    @property
    def before(self) -> str:
        """The earlier text."""
        return "".join(piece.before for piece in self.pieces)

    @property
    def after(self) -> str:
        """The later text."""
        return "".join(piece.after for piece in self.pieces)


class Side(Struct, frozen=True):
    """A thing in one edition: its id, what it is called there, and its address relative to that edition.

    Items have no name of their own: pages name them as they name all items.
    """

    id: str
    name: str = ""
    way: str = ""


class Point(Struct, frozen=True):
    """One thing of two editions.

    ``moved`` says whereto, in words, whatever the kind: what moved and changed is ``changed``. ``values`` are the
    figures that differ, ``texts`` the words that do; of what is added or dropped, all of them. ``counts`` are the
    rules of an item that count in another way, whether or not the printed words say so.
    """

    kind: Kind
    before: Side | None
    after: Side | None
    values: tuple[Value, ...] = ()
    texts: tuple[Wording, ...] = ()
    counts: tuple[Value, ...] = ()
    moved: str = ""

    @property
    def side(self) -> Side:
        """As it is now, or was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one side is there
        return found

    @property
    def stops(self) -> bool:
        """Whether nothing but punctuation differs."""
        more = self.values or self.counts or self.moved
        return self.kind == "changed" and not more and all(text.stops for text in self.texts)

    @property
    def reworded(self) -> bool:
        """Whether words differ of a thing that is in both editions."""
        return self.kind == "changed" and not all(text.stops for text in self.texts)


Facts = Mapping[str, str]
"""Short facts of a thing by their labels; an empty one says nothing."""
Said = tuple[tuple[str, str], ...]
"""Texts of a thing with their labels."""


def values(before: Facts, after: Facts) -> tuple[Value, ...]:
    """The facts that differ, in the order of the later ones."""
    if before == after:
        return ()
    labels = dict.fromkeys((*after, *before))
    both = (Value(label, before.get(label, ""), after.get(label, "")) for label in labels)
    return tuple(value for value in both if value.before != value.after)


def wordings(before: Said, after: Said) -> tuple[Wording, ...]:
    """The texts that differ by more than spaces and the width of characters."""
    if before == after:
        return ()
    olds, news = dict(before), dict(after)
    found = []
    for label in dict.fromkeys((*news, *olds)):
        old, new = olds.get(label, ""), news.get(label, "")
        if old == new or compact(old) == compact(new):
            continue
        if old and new:
            differs = difference(old, new)
            found.append(Wording(label, differs.pieces, stops=differs.alike))
        else:
            found.append(Wording(label, (Piece(old, new, same=False),)))
    return tuple(found)


def point(  # noqa: PLR0913 - a thing has figures, words and a place, twice
    before: Side | None,
    after: Side | None,
    facts: tuple[Facts, Facts],
    said: tuple[Said, Said],
    *,
    counts: tuple[Value, ...] = (),
    moved: str = "",
) -> Point:
    """What became of a thing; one side is there in any case."""
    figures, texts = values(*facts), wordings(*said)
    kind: Kind = "changed" if figures or texts or counts else "moved" if moved else "same"
    if before is None:
        kind = "added"
    elif after is None:
        kind = "dropped"
    return Point(kind, before, after, figures, texts, counts, moved)


class Thing(Struct, frozen=True):
    """One thing of an edition as it is compared; ``key`` says which it is, else its words do."""

    key: str
    side: Side
    facts: Facts = field(default_factory=dict)
    said: Said = ()
    quote: str = ""
    """The words of the notice that it rests on: told where they differ and nothing else does."""

    @property
    def words(self) -> str:
        """What it is known by where its key is another."""
        return "\n".join((self.side.name, *(text for _, text in self.said)))


def points(before: Sequence[Thing], after: Sequence[Thing], least: float = LEAST) -> tuple[Point, ...]:
    """Each thing of two lists once: those of the new list in its order, what was dropped after what it followed."""
    found = by_key([one.key for one in before], [one.key for one in after])
    taken = set(found.values())
    left = [i for i in range(len(before)) if i not in found]
    right = [j for j in range(len(after)) if j not in taken]
    more = pair([_clause(before[i]) for i in left], [_clause(after[j]) for j in right], least)
    found |= {left[i]: right[j] for i, j in more.items()}
    return tuple(
        _point(None if i is None else before[i], None if j is None else after[j])
        for i, j in rows(range(len(before)), range(len(after)), found)
    )


def rows(
    before: Sequence[int], after: Sequence[int], found: Mapping[int, int]
) -> Iterator[tuple[int | None, int | None]]:
    """Places of a new list with those of their counterparts, and after what they followed those that have none.

    What has its counterpart outside ``after`` is there, not here.
    """
    olds, here = {j: i for i, j in found.items()}, set(after)
    follow: dict[int | None, list[int]] = {}
    last: int | None = None
    for i in before:
        if i not in found:
            follow.setdefault(last, []).append(i)
        elif found[i] in here:
            last = found[i]
    for at in (None, *after):
        if at is not None:
            yield olds.get(at), at
        for i in follow.get(at, ()):
            yield i, None


def _clause(thing: Thing) -> Clause:
    return Clause(thing.key, "", thing.words)


def _point(before: Thing | None, after: Thing | None) -> Point:
    nothing = Thing("", Side(""))
    old, new = before or nothing, after or nothing
    found = point(
        before.side if before else None, after.side if after else None, (old.facts, new.facts), (old.said, new.said)
    )
    if before is None or after is None:
        return found
    if old.side.name != new.side.name:
        named = Value("名称", old.side.name, new.side.name)
        return replace(found, kind="changed", values=(named, *found.values))
    quoted = tuple(text for text in wordings((("原文", old.quote),), (("原文", new.quote),)) if not text.stops)
    return replace(found, kind="changed", texts=quoted) if found.kind == "same" and quoted else found
