"""What the pages about the portal itself and its glossary say of each other and of the editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from msgspec import Struct

from generator.check import linked, markdown_lint
from generator.check.identifiers import again
from generator.check.quotes import misquoted, stands_in
from generator.load import nodes
from generator.model import addresses
from generator.model.glossary import Term
from generator.model.portal import Article
from generator.problems import Problem

GLOSSARY = "content/glossary.yml"


class Surroundings(Struct, frozen=True):
    """What the pages of the portal may speak of; nothing is known of what ``failed`` its own checks.

    ``cited`` are the pages of editions that they speak of: the text below each anchor, by the pages' addresses.
    """

    cited: Mapping[str, Mapping[str, str]]
    failed: tuple[str, ...]
    pages: tuple[str, ...]
    texts: dict[str, Article]
    terms: tuple[Term, ...]

    def unknown(self, link: str) -> bool:
        """Whether a link leads to what could not be read."""
        return link.startswith(self.failed)


def glossary(node: nodes.Mapping, around: Surroundings) -> Iterator[Problem]:
    """Each term once, related terms are there, and what is quoted stands where the term says."""
    ids = [term.id for term in around.terms]

    def problem(code: str, where: tuple[str | int, ...], message: str) -> Problem:
        return Problem(GLOSSARY, *nodes.locate(node, ("terms", *where)), code, message)

    for i in again(ids):
        yield problem("REF003", (i, "id"), f"标识“{ids[i]}”用了不止一次。")
    for i, term in enumerate(around.terms):
        for s, other in enumerate(term.see):
            if other not in ids or other == term.id:
                yield problem("REF001", (i, "see", s), f"没有另一个标识为“{other}”的术语。")
        if (term.quote is None) != (term.source is None):
            yield problem("GLO001", (i,), f"“{term.term}”的引文与出处要一起写。")
        if not (term.quote and term.source) or around.unknown(term.source):
            continue
        page, _, anchor = term.source.partition("#")
        if anchor not in around.cited.get(page, {}):
            yield problem("REF005", (i, "source"), f"没有“{term.source}”这一处原文。")
        elif not stands_in(term.quote, around.cited[page][anchor]):
            yield problem("REF004", (i, "quote"), misquoted(term.quote, around.cited[page][anchor], f" {term.source} "))


def links(article: Article, text: str, around: Surroundings) -> Iterator[Problem]:
    """A link without a scheme leads to a page of the portal or of an edition, and an anchor on it."""
    known: dict[str, Mapping[str, str]] = {"./": {}, **{page: {} for page in around.pages}, **around.cited}
    known |= {page: one.clauses for page, one in around.texts.items()}
    if around.terms:
        known[addresses.GLOSSARY] = {addresses.term_anchor(term.id): term.text for term in around.terms}
    dead = linked.dead_links(article, text, known, "本站", around.unknown)
    yield from islice(dead, markdown_lint.MAX_PROBLEMS)
