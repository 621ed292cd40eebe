"""What the notice and the FAQ of an edition lead to and quote. Each check's docstring is its rule."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from generator.check import markdown_lint
from generator.check.located import FAQ, Located
from generator.check.quotes import misquoted, stands_in, unspaced
from generator.model import addresses
from generator.model.portal import Article, Edition, Quotation
from generator.problems import Problem


def lint(located: Located) -> Iterator[Problem]:
    """Every problem of the links and quotations."""
    yield from _links(located)
    if FAQ not in located.failed:
        yield from _questions(located)


def sources(edition: Edition) -> dict[str, dict[str, str]]:
    """Every page of an edition that can be quoted: its anchors and the text below each."""
    found = {addresses.NOTICE: edition.notice.clauses}
    for rubric in edition.rubrics:
        texts = {addresses.item_anchor(item.id): item.standard + (item.text or "") for item in rubric.items}
        for item in rubric.bonus.items if rubric.bonus else ():
            texts[addresses.item_anchor(item.id)] = item.title + item.text
        for section in rubric.all_sections:
            inside = [texts[addresses.item_anchor(item.id)] for item in section.all_items]
            texts[addresses.section_anchor(section.id)] = section.title + "".join(inside)
        found[addresses.standard(rubric.id)] = texts
    return {**found, **{addresses.form(form.id): {"": form.words} for form in edition.forms}}


def targets(edition: Edition) -> dict[str, dict[str, str]]:
    """Every page of an edition that Markdown may link to: its anchors and the text below each."""
    found: dict[str, dict[str, str]] = {
        "./": {},
        addresses.OVERVIEW: {},
        addresses.FAQ: edition.faq.clauses,
        addresses.FORMS: {},
        addresses.HONOREES: {},
    }
    if edition.campaign.materials:
        found[addresses.MATERIALS] = {}
    if edition.campaign.archive and not edition.campaign.archive.edition:
        found[addresses.ARCHIVE] = {}
    if edition.campaign.follows:
        found[addresses.STANDARDS] = {}
    for rubric in edition.rubrics:
        calculators_and_forms = (addresses.form(rubric.id), addresses.calculator(rubric.id))
        found |= {page: {} for page in (addresses.STANDARDS, addresses.SCORES, *calculators_and_forms)}
    return {**found, **sources(edition)}


def _is_outside(link: str) -> bool:
    """Whether a link leads out of the edition: it has a scheme or names a host."""
    return re.match(r"[^/\\?#]*:|[/\\]{2}", link) is not None


def _links(located: Located) -> Iterator[Problem]:
    """A link without a scheme leads to a page of the edition and an anchor on it."""
    known = targets(located.edition)
    for article in (located.edition.notice, *(() if FAQ in located.failed else (located.edition.faq,))):
        dead = dead_links(article, located.texts[article.path], known, "本届", located.unknown)
        yield from islice(dead, markdown_lint.MAX_PROBLEMS)


def dead_links(
    article: Article,
    text: str,
    known: Mapping[str, Mapping[str, str]],
    site: str,
    excused: Callable[[str], bool],
) -> Iterator[Problem]:
    """Links of an article that lead to none of the known pages and anchors, but for those that are excused."""
    seen = Counter[str]()
    for link in article.links:
        page, _, anchor = link.partition("#")
        own = not page and anchor in article.clauses
        if not (own or _is_outside(link) or excused(link) or (page in known and (not anchor or anchor in known[page]))):
            near = nearest(anchor, known.get(page, article.clauses))
            said = f"页面“{page}”上没有“{anchor}”{near}。" if page in known else f"{site}没有页面“{page}”。"
            yield Problem(article.path, *markdown_lint.find_link(text, link, seen[link]), "REF005", said)
        seen[link] += 1


def _questions(located: Located) -> Iterator[Problem]:
    """Each question of the FAQ quotes the notice, a standard or a form, and the words stand there."""
    faq = located.edition.faq
    text, known = located.texts[faq.path], sources(located.edition)
    quoted = {quotation.section for quotation in faq.quotations if quotation.text.strip()}
    for heading in islice((one for one in faq.headings if one.anchor not in quoted), markdown_lint.MAX_PROBLEMS):
        place = markdown_lint.find_anchor(text, heading.anchor)
        yield Problem(faq.path, place[0], 1, "TXT004", f"问题“{heading.text}”没有引用原文。")
    told = ((one, *_misquoted(one, known)) for one in faq.quotations if not located.unknown(one.link))
    for quotation, code, said in islice((one for one in told if one[1]), markdown_lint.MAX_PROBLEMS):
        yield Problem(faq.path, *_quoted_at(text, quotation), code, said)


def _misquoted(quotation: Quotation, known: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """The code and message of what is wrong with a quotation; an empty code where nothing is, or its link is dead."""
    page, _, anchor = quotation.link.partition("#")
    source = known.get(page, {}).get(anchor)
    start = unspaced(quotation.text)[:8]
    if not start:
        return "TXT004", "引文要单独成段，出处的链接写在它下面一段。"
    if not quotation.link:
        return "TXT004", f"引文“{start}…”没有写出处。"
    if page not in known:
        return "TXT004", f"引文“{start}…”的出处应是本届的通知、标准或表格，例如 notice/#tiers。"
    if not anchor and source is None:
        return "TXT004", f"引文“{start}…”要链接到条款，例如 notice/#tiers。"
    if source is not None and not stands_in(quotation.text, source):
        return "REF004", misquoted(quotation.text, source, f" {quotation.link} ")
    return "", ""


def _quoted_at(text: str, quotation: Quotation) -> tuple[int, int]:
    """Where a quotation of the FAQ begins, or else where its link or its question stands."""
    words = quotation.text.strip().split("\n")[0]
    question = markdown_lint.find_anchor(text, quotation.section)[0] if quotation.section else 1
    below = "\n".join(text.split("\n")[question - 1 :])
    needles = (words, words[:20], words[:8], quotation.link)
    line, column = markdown_lint.find(below, [re.escape(said) for said in needles if said], 0)
    return question + line - 1, column


def nearest(name: str, known: Iterable[str]) -> str:
    """The name that may have been meant, for the end of a sentence."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"，有“{near[0]}”" if near else ""
