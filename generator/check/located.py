"""An edition with the files that it came from, so that a problem has its place."""

from __future__ import annotations

from msgspec import Struct

from generator.load import nodes
from generator.model import addresses
from generator.model.portal import Edition
from generator.problems import Problem

Where = tuple[str | int, ...]

CAMPAIGN, FAQ = "campaign.yml", "faq.md"


class Located(Struct, frozen=True):
    """An edition with the nodes and texts that its parts came from.

    ``failed`` are those parts that are there and could not be read: rubrics and forms by their ids, ``campaign.yml``
    and ``faq.md`` by their names. The edition is then made without them, to be checked in all else.
    """

    edition: Edition
    folder: str
    campaign: nodes.Mapping
    rubrics: dict[str, nodes.Mapping]
    forms: dict[str, nodes.Mapping]
    texts: dict[str, str]
    failed: frozenset[str] = frozenset()

    def problem(self, code: str, where: Where, message: str, remedy: str = "") -> Problem:
        """A problem in ``campaign.yml``."""
        return Problem(f"{self.folder}/{CAMPAIGN}", *nodes.locate(self.campaign, where), code, message, remedy)

    def unknown(self, link: str) -> bool:
        """Whether a link leads to a page of which nothing is known, because what it is made of could not be read."""
        page = link.partition("#")[0]
        made = {CAMPAIGN: (addresses.MATERIALS, addresses.ARCHIVE, addresses.STANDARDS), FAQ: (addresses.FAQ,)}
        return any(page in made.get(name, _pages(name)) for name in self.failed)


def _pages(name: str) -> tuple[str, ...]:
    """The pages that there are of a rubric or a form."""
    own = (addresses.standard(name), addresses.form(name), addresses.calculator(name))
    return (*own, addresses.STANDARDS, addresses.SCORES)
