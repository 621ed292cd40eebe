"""Corrections: what a page says of its own, the earlier texts at their own addresses, and all of them on one page."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.changes.wording import Piece, difference
from generator.documents import corrected
from generator.model import addresses, released
from generator.model.base import period
from generator.model.corrections import Correction
from generator.model.honours import Paper
from generator.model.portal import Corrected, Edition
from generator.pages.context import Context
from generator.pages.offers import Offer, sealed
from generator.register import clauses
from generator.render.links import relative
from generator.render.output import NavItem, Page

TITLE = "更正"
STYLES = ("corrections.css",)
_OTHERWISE = ("改的是写法或所指，见封存记录。", "改的是计分的规则、所问的话或所在的部分，见数据。")
"""What differs in a text, and in a form, where no printed word does."""


class Place(Struct, frozen=True):
    """A clause, and the way to it; no way where it stands on no page."""

    title: str
    link: str


class Wording(Struct, frozen=True):
    """A clause before and after, in pieces."""

    title: str
    link: str
    pieces: tuple[Piece, ...]
    otherwise: str
    """What differs where no word does; empty where words do."""


class Note(Struct, frozen=True):
    """A correction as a page tells it."""

    correction: Correction
    what: str
    why: str
    places: tuple[Place, ...]
    present: str
    earlier: str
    listed: str


class Earlier(Struct, frozen=True):
    """That a page shows what was before a correction: how long it was so, and where the present text is.

    ``which`` tells a correction from others of the same day; it is 0 where there are none.
    """

    note: Note
    data: tuple[Offer, ...] = ()
    which: int = 0

    def titled(self, title: str) -> str:
        """A title that says so."""
        which = f"第{self.which}次" if self.which else ""
        return f"{title}（{period(self.note.correction.date)}{which}更正以前）"


class Entry(Struct, frozen=True):
    """A correction in the list of all, with what it changed."""

    note: Note
    wordings: tuple[Wording, ...]


def page_of(of: str) -> str:
    """The page of what a correction is of."""
    kind, name = released.named(of)
    match kind:
        case released.NOTICE:
            return addresses.NOTICE
        case released.RUBRIC:
            return addresses.standard(name)
        case released.HONOREE:
            return f"{addresses.HONOREES}#{addresses.title_anchor(name)}"
        case _:
            return addresses.paper(name or kind)


def notes(context: Context, here: str, *of: str, listed: Paper | None = None) -> tuple[Note, ...]:
    """What the page at ``here`` says of corrections of these items, the newest first: see ``corrected.told``."""
    return tuple(_note(context, here, one) for one in corrected.told(context.edition, *of, listed=listed))


def of_list(context: Context, here: str) -> tuple[Note, ...]:
    """What the list says of corrections of its rows."""
    rows = {one.correction.of for one in context.edition.corrections if one.correction.kind == released.HONOREE}
    return notes(context, here, *sorted(rows))


def before(context: Context, one: Corrected) -> Context:
    """The edition as it was before a correction."""
    return replace(context, edition=corrected.before(context.edition, one))


def of_kind(context: Context, kind: str) -> Iterator[Corrected]:
    """The corrections of one kind of thing, of each that has an earlier text as a page."""
    return (one for one in context.edition.corrections if one.correction.kind == kind)


def address(one: Correction) -> str:
    """Where the earlier text stands."""
    return addresses.earlier(page_of(one.of), one.id)


def earlier(context: Context, one: Corrected, data: tuple[Offer, ...] = ()) -> Earlier:
    """What the page of an earlier text says of itself."""
    then = one.correction
    that_day = [
        other.correction.id
        for other in context.edition.corrections
        if (other.correction.of, other.correction.date) == (then.of, then.date)
    ]
    which = that_day.index(then.id) + 1 if len(that_day) > 1 else 0
    return Earlier(_note(context, address(then), one), data, which)


def nav(edition: Edition) -> tuple[NavItem, ...]:
    """The page of all corrections, where there is one."""
    return (NavItem(TITLE, addresses.CORRECTIONS),) if edition.corrections else ()


def pages(context: Context) -> list[Page]:
    """Every correction of the edition, with the words that it changed; nothing where there is none."""
    edition, here = context.edition, addresses.CORRECTIONS
    if not edition.corrections:
        return []
    newest = corrected.newest(edition.corrections)
    entries = [Entry(_note(context, here, one), tuple(_wordings(context, here, one))) for one in newest]
    return [
        context.page(
            here,
            TITLE,
            f"{edition.campaign.title}公布以后的更正，逐条列出改动的文字。",
            "corrections.html",
            values={"entries": entries, "sealed": sealed(context, here)},
            styles=("changes.css", *STYLES),
        )
    ]


def _note(context: Context, here: str, one: Corrected) -> Note:
    correction = one.correction
    page = page_of(correction.of)
    places = tuple(
        Place(clause.title, _way(here, page, clause)) for clause in corrected.named(context.edition, one).values()
    )
    kept = correction.kind != released.HONOREE
    return Note(
        correction,
        corrected.what(context.edition, correction.of),
        corrected.why(correction),
        places,
        relative(here, page),
        relative(here, address(correction)) if kept else "",
        relative(here, f"{addresses.CORRECTIONS}#{correction.id}"),
    )


def _way(here: str, page: str, clause: clauses.Clause) -> str:
    if not clause.anchor:
        return ""
    return f"#{clause.anchor}" if here == page else f"{relative(here, page)}#{clause.anchor}"


def _wordings(context: Context, here: str, one: Corrected) -> Iterator[Wording]:
    of = one.correction.of
    was = {clause.name: clause for clause in clauses.clauses(one.before, of) or ()}
    now = {clause.name: clause for clause in clauses.clauses(corrected.after(context.edition, one), of) or ()}
    for name, clause in corrected.named(context.edition, one).items():
        said, says = (there[name].words if name in there else "" for there in (was, now))
        way = _way(here, page_of(of), clause) if name in now else ""
        otherwise = ""
        if said == says:
            moved = name in was and name in now and was[name].data == now[name].data
            otherwise = "换了位置。" if moved else _OTHERWISE[one.correction.kind == released.RUBRIC]
        yield Wording(clause.title, way, difference(said, says).pieces, otherwise)
