"""Where things stand on the site. Addresses are permanent: change none that was published.

All are folders relative to the edition (``/<series>/<edition>/``) unless said otherwise.
"""

from __future__ import annotations

OVERVIEW = ""
NOTICE = "notice/"
FORMS = "forms/"
FAQ = "faq/"
HONOREES = "honorees/"


def standard(rubric: str) -> str:
    """The standards of one class of union, in words."""
    return f"standards/{rubric}/"


def form(name: str) -> str:
    """A printable form: of a rubric or a registration form."""
    return f"forms/{name}/"


def calculator(rubric: str) -> str:
    """The score calculator of a rubric."""
    return f"score/{rubric}/"


def item_anchor(item: str) -> str:
    """The anchor of an item on the page of its standard."""
    return f"item-{item}"


def question_anchor(ref: str) -> str:
    """The anchor of a question on a calculator."""
    return "q-" + ref.replace(".", "-")


def data(series: str, edition: str, rubric: str) -> str:
    """A rubric as JSON, relative to the site's root."""
    return f"data/{series}/{edition}/{rubric}.json"
