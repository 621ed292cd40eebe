"""What belongs to no series: the portal's settings, federations, its own pages, terms, the calendar of days off."""

from __future__ import annotations

from msgspec import Struct

from generator.check import period, privacy, unfinished
from generator.check.portal_lint import GLOSSARY
from generator.check.reading import Reading, Texts
from generator.load import Sources, nodes
from generator.model import addresses
from generator.model.campaign import Federation
from generator.model.glossary import Glossary, Term
from generator.model.holidays import Holidays
from generator.model.portal import Article, Settings
from generator.problems import Problem

SETTINGS = "content/portal.yml"
FEDERATIONS = "content/federations"


class Shared(Struct, frozen=True):
    """All of it that could be read.

    ``written`` are the ids of federations that have a file, whatever is in it; ``glossary`` is the glossary's file
    where any term of it could be read.
    """

    settings: Settings | None
    federations: dict[str, Federation]
    written: frozenset[str]
    texts: dict[str, Article]
    terms: tuple[Term, ...]
    holidays: Holidays | None
    has_holidays: bool
    there: tuple[str, ...]
    """The addresses of its texts and its glossary that have a file."""
    glossary: nodes.Mapping | None
    written_texts: dict[str, str]
    """Its texts as they are written, by their paths."""
    refused: frozenset[str]
    """Files and folders that could not be read: what is in such a folder, nobody knows."""
    problems: tuple[Problem, ...]
    starter: tuple[Problem, ...]
    """Words of the starter portal that it still has: problems where no series is a demonstration."""

    @property
    def cited(self) -> frozenset[str]:
        """The addresses that its terms and texts speak of, without their anchors."""
        said = [
            *(term.source or "" for term in self.terms),
            *(link for one in self.texts.values() for link in one.links),
        ]
        return frozenset(address.partition("#")[0] for address in said)


def read(sources: Sources, converted: Texts | None = None) -> Shared:
    """What the files that belong to no series hold."""
    reading = _Shared(sources, converted)
    reading.problems += [*privacy.files(sources), *unfinished.files(sources)]
    settings = reading.settings()
    federations = reading.federations()
    holidays = reading.record(Holidays, period.HOLIDAYS) if sources.has(period.HOLIDAYS) else None
    if holidays:
        reading.problems += period.calendar(sources.yaml[period.HOLIDAYS], holidays)
    texts = reading.texts()
    written = frozenset(name.removesuffix(".yml") for name in sources.below(FEDERATIONS))
    terms = reading.terms()
    there = [address for address in addresses.TEXTS if sources.has(file(address))]
    there += [addresses.GLOSSARY] if sources.has(GLOSSARY) else []
    return Shared(
        settings=settings,
        federations=federations,
        written=written,
        texts=texts,
        terms=terms,
        holidays=holidays,
        has_holidays=sources.has(period.HOLIDAYS),
        there=tuple(there),
        glossary=sources.yaml[GLOSSARY] if terms else None,
        written_texts={one.path: sources.markdown[one.path] for one in texts.values()},
        refused=frozenset(sources.refused),
        problems=tuple(reading.problems),
        starter=tuple(unfinished.starter(sources)),
    )


class _Shared(Reading):
    def settings(self) -> Settings | None:
        """The portal's settings; of a folder without anything that belongs to a portal that it is none."""
        there = (self.sources.yaml, self.sources.markdown, self.sources.tables, self.sources.refused, self.problems)
        if not any(there):
            remedy = "先用 cd 进入门户文件夹，或用 --root 指明；还没有门户的，用 portal init 建立。"
            self.add(SETTINGS, "FIL001", f"这里不是门户文件夹：没有文件“{SETTINGS}”。", remedy=remedy)
            return None
        return self.record(Settings, SETTINGS)

    def texts(self) -> dict[str, Article]:
        """Pages about the portal itself, by address; those that are written."""
        made = {}
        for address in addresses.TEXTS:
            text = self.article(file(address)) if self.sources.has(file(address)) else None
            if text is not None:
                made[address] = text
        return made

    def terms(self) -> tuple[Term, ...]:
        made = self.record(Glossary, GLOSSARY) if self.sources.has(GLOSSARY) else None
        return made.terms if made else ()

    def federations(self) -> dict[str, Federation]:
        federations = self.folder(Federation, FEDERATIONS)
        for name, federation in federations.items():
            path, above = f"{FEDERATIONS}/{name}.yml", federation.parent
            if above and not self.sources.has(f"{FEDERATIONS}/{above}.yml"):
                self.add(path, "REF001", f"没有标识为“{above}”的工会。", ("parent",))
            seen = {name}
            while above in federations and above not in seen:
                seen.add(above)
                above = federations[above].parent
            if above in seen:
                self.add(path, "REF006", f"“{federation.name}”的上级关系成环。", ("parent",))
        return federations


def file(address: str) -> str:
    """The file of a page about the portal itself."""
    return f"content/pages/{address.rstrip('/')}.md"
