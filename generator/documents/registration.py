"""A registration form as a document: its grid of labels, blanks and opinion boxes."""

from __future__ import annotations

from typing import Literal

from generator.documents import blocks
from generator.documents.about import about, attachment
from generator.documents.blocks import (
    Align,
    AnnexLabel,
    Document,
    Field,
    Group,
    Line,
    Place,
    Row,
    Run,
    Seal,
    Table,
    Title,
    printed,
)
from generator.model import addresses
from generator.model.form import Cell, Form
from generator.model.portal import Edition

Shape = Literal["pairs", "heads", "blanks"]
"""Labels, each before its own blank; printed words alone, which stand over the next row; or what stands below heads."""


def registration(edition: Edition, form: Form) -> Document:
    """The form as it is printed, to be filled in; the kind of a row is its shape."""
    number = attachment(edition, form.id)
    annex = form.annex or (f"附件{number}" if number else "")
    rows = tuple(Row(tuple(map(_cell, cells)), _shape(cells)) for cells in form.rows)
    return about(
        edition,
        form.id,
        form.title,
        (
            *((AnnexLabel(annex),) if annex else ()),
            Title((form.title,)),
            Table(form.title, (1,) * form.columns, (Group(rows),), style="register"),
        ),
        page=addresses.form(form.id),
        footer=f"{form.short} {edition.address}{form.id}",
    )


def _cell(cell: Cell) -> blocks.Cell:
    if cell.kind == "label":
        return blocks.Cell(printed(cell.text), cell.columns, head="row", align="center")
    if cell.kind == "blank":
        place = Place("blank", cell.id, cell.name, cell.length, cell.lines)
        if not (cell.above or cell.after):
            return blocks.Cell(columns=cell.columns, style="blank", align="center", place=place)
        line: Line = (Field(place), *((Run(cell.after),) if cell.after else ()))
        align: Align = "left" if cell.above else "center"
        return blocks.Cell((*printed(cell.above or ""), line), cell.columns, style="blank", align=align)
    place = Place("opinion", cell.id, cell.name, lines=cell.lines)
    seal = Seal(cell.seal or "", cell.date or "")
    return blocks.Cell(columns=cell.columns, style="opinion", place=place, seal=seal)


def _shape(cells: tuple[Cell, ...]) -> Shape:
    if len(cells) % 2 == 0 and all(map(_names, cells[::2], cells[1::2])):
        return "pairs"
    return "heads" if all(cell.kind == "label" for cell in cells) else "blanks"


def _names(first: Cell, second: Cell) -> bool:
    """Whether the first cell is the label of the second, which may be printed words too: 年 月 日."""
    if first.kind != "label":
        return False
    return second.kind != "label" or first.columns < second.columns
