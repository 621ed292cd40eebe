"""The register of honours: the page that looks titles up, and a plain table of each edition's titles."""

from __future__ import annotations

from generator.pages.context import Root
from generator.pages.honours.ledger import ledgers
from generator.pages.honours.lookup import TITLE, lookup
from generator.pages.honours.roll import roll
from generator.pages.honours.script import script
from generator.render.output import OutputFile, Page

__all__ = ["TITLE", "render"]


def render(root: Root) -> tuple[list[Page], list[OutputFile]]:
    """The pages of the register, and what their scripts read.

    The first page is there even where no title was granted yet: it says what will be there, at the address for good.
    """
    found = ledgers(root.portal)
    return [lookup(root, found), *(roll(root, one) for one in found)], [script(one) for one in found]
