"""What of an edition is released: the items that its ledger holds, and that corrections are of.

An item is named by its kind and, where there are several, by its name: ``notice``, ``rubric union``, ``honoree 0012``.
``register/chain.py`` says what each holds.
"""

from __future__ import annotations

NOTICE, RUBRIC = "notice", "rubric"

ANNOUNCEMENT, DECISION, DOCUMENT = "announcement", "decision", "document"
"""The documents about honours; the first two are what their files and pages are called, too."""

HONOREE, EVENT = "honoree", "event"
CORRECTION = "correction"


def named(item: str) -> tuple[str, str]:
    """The kind of an item, and what it is called among its kind: empty where there is only one.

    >>> named("rubric union"), named("notice")
    (('rubric', 'union'), ('notice', ''))
    """
    kind, _, name = item.partition(" ")
    return kind, name


def kind_of(item: str) -> str:
    """What kind of item it is."""
    return named(item)[0]


def name_of(item: str) -> str:
    """What an item is called among its kind; empty where there is only one."""
    return named(item)[1]
