"""Filling in a registration form on its page: the scripts that do it, and the limits that are printed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.model import addresses
from generator.model.form import Form, limit_source
from generator.model.portal import Edition
from generator.render.links import relative

STYLES = ("form.css", "register.css")

_SCRIPTS = ("../../assets/portal/keeping.js", "../../assets/portal/register.js")  # assets stand at the site's root


class Limit(Struct, frozen=True):
    """How many characters a blank may hold, and the clause of the notice that says so where the form does not."""

    name: str
    length: int
    clause: str


def scripts(form: Form) -> tuple[str, ...]:
    """The scripts of a form's page, from its address."""
    return tuple(relative(addresses.form(form.id), script) for script in _SCRIPTS)


def limits(edition: Edition, form: Form) -> tuple[Limit, ...]:
    """Every limit of a form, from top to bottom."""
    return tuple(_limits(edition, form))


def _limits(edition: Edition, form: Form) -> Iterator[Limit]:
    for cell in (cell for row in form.rows for cell in row):
        if cell.kind == "blank" and cell.length:
            clause = limit_source(cell.length, form, edition.notice.clauses)
            yield Limit(cell.name, cell.length, f"{addresses.NOTICE}#{clause}" if clause else "")
