"""The register of honours: the page that looks titles up, and a plain table of each edition's titles."""

from __future__ import annotations

from generator.pages.context import Root
from generator.pages.honours.lookup import TITLE, lookup
from generator.pages.honours.roster import rosters
from generator.pages.honours.script import script
from generator.pages.honours.titles import titles
from generator.render.output import OutputFile, Page

__all__ = ["TITLE", "render"]


def render(root: Root) -> tuple[list[Page], list[OutputFile]]:
    """The pages of the register, and what their scripts read.

    The first page is there even where no title was granted yet: it says what will be there, at the address for good.
    """
    found = rosters(root.portal)
    return [lookup(root, found), *(titles(root, one) for one in found)], [script(one) for one in found]
