"""Markdown that people write, to a sanitised Article whose clauses can be cited."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import nh3

from generator import markup
from generator.check import converter, faithful, markdown_lint
from generator.model.portal import Article, Heading, Quotation
from generator.problems import Problem


def article(path: str, text: str) -> tuple[Article | None, list[Problem]]:
    """The article of a Markdown file, and every problem of its text.

    There is none of an empty file, nor of a text that nests too deeply: Markdown is not asked to read it. Nor is there
    one of a text with marks that do nothing: all that cites them would be told too.
    """
    if not text.strip():
        return None, [Problem(path, 1, 1, "TXT008", "文件是空的。")]
    problems = markdown_lint.lint(path, text)
    if any(problem.code == "TXT006" for problem in problems):
        return None, problems
    made, surplus = converter.converted(text)
    headings_told = any(problem.code in {"TXT003", "TXT007"} for problem in problems)
    told = [problem.line for problem in problems]
    problems += markdown_lint.lint_html(path, text, made, headings_told=headings_told)
    if marked := markdown_lint.numbered(text, made):
        left, _ = converter.converted(marked)
        problems += islice(markdown_lint.left(path, text, left, told), markdown_lint.MAX_PROBLEMS)
    problems += islice(faithful.lint(path, text, made, surplus), markdown_lint.MAX_PROBLEMS)
    if any(problem.code == "TXT007" for problem in problems):
        return None, problems
    html = markup.joined(_CLEANER.clean(made))
    reader = _Reader()
    markup.read(html, reader)
    for anchor, times in Counter(reader.anchors).items():
        if times > 1:
            place = markdown_lint.find_anchor(text, anchor, nth=1)
            problems.append(Problem(path, *place, "REF003", f"条款标识“{anchor}”写了不止一次。"))
    return (
        Article(
            path,
            html,
            tuple(reader.headings),
            reader.clauses(),
            tuple(reader.links),
            tuple(reader.quotations),
            text,
        ),
        problems,
    )


_CLEANER = nh3.Cleaner(
    tags=set(markdown_lint.ALLOWED),
    attributes={**markdown_lint.ALLOWED, "*": set()},
    url_schemes=markdown_lint.SCHEMES,
    link_rel=None,
)


class _Reader:
    """Reads anchors, headings, links and the text below each anchor out of clean HTML."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self._texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []  # headings whose sections the text belongs to: tag, anchor
        self._inside: list[str] = []  # the anchors of the elements that are open now, "" where there is none
        self._heading: list[str] | None = None
        self.quotations: list[Quotation] = []
        self._quote: list[tuple[str, str]] = []  # paragraphs of a quotation: text, link
        self._quotes = 0  # quotations that are open, one in the other

    def start(self, begun: markup.Tag) -> None:
        """Note where it stands, and where it leads."""
        tag, given = begun.name, begun.attributes
        anchor = given.get("id", "")
        if anchor:
            self.anchors.append(anchor)
            self._texts.setdefault(anchor, [])
        if tag == "blockquote":
            self._quotes += 1
        if self._quotes and tag in {"blockquote", "p", "li", "td", "th"}:
            self._quote.append(("", ""))
        if given.get("href"):
            self.links.append(given["href"])
            if self._quotes:
                self._quote[-1] = (self._quote[-1][0], given["href"])
        is_heading = tag in {"h2", "h3", "h4"}
        if is_heading:
            self._open = [(level, name) for level, name in self._open if level < tag]
            self._open += [(tag, anchor)] if anchor else []
            self._heading = []
        if not begun.void:
            self._inside.append("" if is_heading else anchor)

    def end(self, tag: str) -> None:
        """A heading ends, or a quotation."""
        self._inside.pop()
        if self._heading is not None and tag in {"h2", "h3", "h4"}:
            anchor = self._open[-1][1] if self._open and self._open[-1][0] == tag else ""
            self.headings.append(Heading(int(tag[1]), anchor, "".join(self._heading).strip()))
            self._heading = None
        if tag == "blockquote":
            self._quotes -= 1
            if not self._quotes:
                self._end_quotation()

    def _end_quotation(self) -> None:
        """One quotation for each paragraph with a link: the words before it, cited by it."""
        section, words = (self._open[-1][1] if self._open else ""), ""
        for text, link in self._quote:
            if link:
                self.quotations.append(Quotation(words, link, section))
                words = ""
            else:
                words += text
        if words.strip():
            self.quotations.append(Quotation(words, "", section))
        self._quote = []

    def text(self, data: str) -> None:
        """Words of all that is open."""
        if self._heading is not None:
            self._heading.append(data)
        if self._quotes:
            self._quote[-1] = (self._quote[-1][0] + data, self._quote[-1][1])
        for _, anchor in self._open:
            self._texts[anchor].append(data)
        for anchor in self._inside:
            if anchor:
                self._texts[anchor].append(data)

    def clauses(self) -> dict[str, str]:
        """The text below each anchor."""
        return {anchor: "".join(parts).strip() for anchor, parts in self._texts.items()}
