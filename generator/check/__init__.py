"""Located sources to one frozen, resolved portal, or every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.check import holders, in_series, linked, portal_lint, privacy, shared, unfinished
from generator.check.in_series import Checked
from generator.check.shared import Shared
from generator.load import Sources
from generator.model import addresses
from generator.model.portal import Edition, Portal, publishing
from generator.problems import Problem, ProblemsFoundError


def portal(sources: Sources, *, releasing: bool = False) -> Portal:
    """The portal that the sources describe; ``releasing`` one whose ledgers may lack what is published.

    Raises:
        ProblemsFoundError: with every problem of every file, when there is any.

    """
    own = shared.read(sources.shared())
    parts = [in_series.check(name, part, own, releasing=releasing) for name, part in sources.series().items()]
    cited = {page: said for part in parts for page, said in clauses(part, own).items()}
    return whole(own, parts, cited)


def clauses(part: Checked, own: Shared) -> dict[str, dict[str, str]]:
    """What stands at the anchors of those pages of a series that the portal's own pages speak of, by their address."""
    found: dict[str, dict[str, str]] = {}
    for edition in part.editions:
        if any(address.startswith(edition.address) for address in own.cited):
            for page, said in linked.targets(edition).items():
                address = edition.address + page.removeprefix("./")
                found |= {address: said} if address in own.cited else {}
    return found


def whole(own: Shared, parts: Iterable[Checked], cited: Mapping[str, Mapping[str, str]]) -> Portal:
    """The portal of all series, each of which was checked by itself, with what they say of each other.

    Of the texts of editions only what is ``cited`` is asked for: see ``clauses``.

    Raises:
        ProblemsFoundError: with every problem of every part, when there is any.

    """
    parts = list(parts)
    problems = [*own.problems, *(one for part in parts for one in part.problems)]
    editions = [edition for part in parts for edition in part.editions]
    series = [part.series for part in parts if part.series]
    ended = [one for part in parts for one in part.ended]
    problems += holders.lint(ended, editions, own.federations, whole=all(part.whole for part in parts))
    problems += _about(own, parts, cited)
    if all(part.series and not part.series.demo for part in parts):
        problems += own.starter
    if problems or own.settings is None:
        raise ProblemsFoundError(privacy.told(unfinished.told(problems)))
    return Portal(own.settings, own.federations, tuple(series), tuple(editions), own.texts, own.terms, own.holidays)


def named(portal: Portal, name: str) -> Edition:
    """The edition of that name, or of the path of its folder.

    Raises:
        ProblemsFoundError: when there is none.

    """
    wanted = addresses.named(name)
    found = {one.address.rstrip("/"): one for one in portal.editions}
    if wanted not in found:
        said = f"没有“{wanted}”这一届。现有：{'、'.join(found) or '（没有）'}。"
        raise ProblemsFoundError([Problem(name, 1, 1, "REF001", said)])
    return found[wanted]


def _about(own: Shared, parts: Sequence[Checked], cited: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """What the portal's own pages say of the rest."""
    read = {*own.texts, *([addresses.GLOSSARY] if own.terms else [])}
    series = [part.series for part in parts if part.series]
    around = portal_lint.Surroundings(
        cited=cited,
        failed=(
            *(address for part in parts for address in part.failed),
            *(one for one in own.there if one not in read),
        ),
        pages=(addresses.SEARCH, addresses.SITEMAP, *map(addresses.federation, publishing(own.federations, series))),
        texts=own.texts,
        terms=own.terms,
    )
    if own.glossary:
        yield from portal_lint.glossary(own.glossary, around)
    for text in own.texts.values():
        yield from portal_lint.links(text, own.written_texts[text.path], around)
