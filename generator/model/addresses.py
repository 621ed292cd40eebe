"""Where things stand on the site. Addresses are permanent: change none that was published.

All are folders relative to the edition (``/<series>/<edition>/``) unless said otherwise.
"""

from __future__ import annotations

OVERVIEW = ""
NOTICE = "notice/"
STANDARDS = "standards/"
SCORES = "score/"
FORMS = "forms/"
FAQ = "faq/"
HONOREES = "honorees/"

# Folders at the root of the site that are no series.
TAKEN = frozenset({"assets", "data", "honours"})


def standard(rubric: str) -> str:
    """The standards of one class of union, in words."""
    return f"{STANDARDS}{rubric}/"


def form(name: str) -> str:
    """A printable form: of a rubric or a registration form."""
    return f"{FORMS}{name}/"


def calculator(rubric: str) -> str:
    """The score calculator of a rubric."""
    return f"{SCORES}{rubric}/"


def section_anchor(section: str) -> str:
    """The anchor of a section on the page of its standard."""
    return f"section-{section}"


def item_anchor(item: str) -> str:
    """The anchor of an item on the page of its standard."""
    return f"item-{item}"


def question_anchor(ref: str) -> str:
    """The anchor of a question on a calculator; no id holds a ``_``, so no two questions share one."""
    return "q-" + ref.replace(".", "_")


def data(series: str, edition: str, rubric: str) -> str:
    """A rubric as JSON, relative to the site's root."""
    return f"data/{series}/{edition}/{rubric}.json"
