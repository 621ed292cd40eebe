"""Rows of a document's tables as HTML: pages hold hundreds of cells, which a template would write ten times as slowly.

Places carry what scripts look for: ``data-score-of="<item>"``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from generator.documents.blocks import Box, Field, Gap, Line, Place, Row, Run

_SCOPES = {"column": "col", "row": "row", "group": "rowgroup"}


def rows(given: Iterable[Row], prefix: str = "p-form__", *, room: bool = False) -> Markup:
    """Rows of a table; with ``room``, places have as many lines to write on as they say."""
    made: list[str] = []
    reach = 0  # how many more rows a cell above reaches into
    for row in given:
        made += _row(row, f" {prefix}beside" if reach else "", prefix, room=room)
        reach = max(reach, *(cell.rows for cell in row.cells), 1) - 1
    return Markup("".join(made))  # noqa: S704 - escaped below


def inline(line: Line) -> Markup:
    """What stands on one line."""
    return Markup("".join(map(_inline, line)))  # noqa: S704 - escaped below


def place(of: Place) -> Markup:
    """The attributes of what is filled in."""
    said = f' data-{of.kind}-of="{escape(of.of)}"' if of.of else f" data-{of.kind}"
    if of.kind in {"blank", "opinion"}:
        length = f' data-length="{of.length}"' if of.length else ""
        said += f' data-name="{escape(of.name)}" data-lines="{of.lines}"{length}'
    return Markup(said)  # noqa: S704 - escaped above


def _row(row: Row, more: str, prefix: str, *, room: bool) -> Iterator[str]:
    if row.kind.startswith("section"):
        yield f'      <tr class="p-form__section p-form__{row.kind.replace("-", "--")}">\n'
    else:
        yield f'      <tr class="{prefix}{row.kind}{more}">\n' if row.kind else "      <tr>\n"
    for cell in row.cells:
        yield f"        {_opening(cell.head, cell.style, cell.align, cell.columns, cell.rows, cell.label)}"
        yield f"{place(cell.place)}>" if cell.place else ">"
        yield from _inside(cell.lines)
        if room and cell.place:
            yield "<br>" * cell.place.lines
        if cell.seal:
            yield from (f"<p>{escape(text)}</p>" for text in (cell.seal.seal, cell.seal.date) if text)
        yield "</th>\n" if cell.head else "</td>\n"
    yield "      </tr>\n"


@lru_cache(maxsize=1 << 12)
def _opening(head: str, style: str, align: str, columns: int, reach: int, label: str) -> str:  # noqa: PLR0913, PLR0917
    """The tag of a cell, but for its end: a form has a dozen kinds of cells."""
    said = f'<th scope="{_SCOPES[head]}"' if head else "<td"
    if style in {"blank", "opinion"}:
        said += f' class="p-{style}{" p-blank--left" if style == "blank" and align == "left" else ""}"'
    elif style:
        said += f' class="p-form__{style}{" p-form__points" if style == "sum" and align == "center" else ""}"'
    said += f' colspan="{columns}"' if columns > 1 else ""
    said += f' rowspan="{reach}"' if reach > 1 else ""
    return f'{said} data-label="{escape(label)}"' if label else said


def _inside(lines: tuple[Line, ...]) -> Iterator[str]:
    """A line that is a field alone has a block of its own, in which what is written may break."""
    for at, line in enumerate(lines):
        match line:
            case (Field(of, text),) if of.kind == "evidence":
                yield f'<div class="p-form__evidence"{place(of)} hidden>{escape(text)}</div>'
            case (Field(of, text),) if of.kind == "score":
                yield f'<div class="p-form__lines"{place(of)}>{escape(text)}</div>'
            case _:
                if at:
                    yield "<br>"
                yield from map(_inline, line)


def _inline(part: Run | Gap | Box | Field) -> str:
    match part:
        case Run(text, strong):
            return f"<strong>{escape(text)}</strong>" if strong else escape(text)
        case Gap():
            return '<span class="p-form__gap"></span>'
        case Box(ticked):
            return "☑" if ticked else "□"
        case Field(of, text):
            unit = ' class="p-form__unit"' if of.kind == "unit-name" else ""
            more = "<br>" * of.lines if of.kind == "blank" and of.lines > 1 else ""
            return f"<span{unit}{place(of)}>{escape(text)}{more}</span>"
