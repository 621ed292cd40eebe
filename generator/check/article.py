"""Markdown that people write, to a sanitised Article whose clauses can be cited."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import nh3

from generator.model.base import SLUG
from generator.model.portal import Article, Heading, Quotation
from generator.problems import Problem

# Everything else a Markdown file could make is taken out.
_ALLOWED = {
    "a": {"href"},
    "blockquote": set(),
    "br": set(),
    "code": set(),
    "em": set(),
    "h2": set(),
    "h3": set(),
    "h4": set(),
    "hr": set(),
    "li": set(),
    "ol": {"start"},
    "p": set(),
    "strong": set(),
    "table": set(),
    "tbody": set(),
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "thead": set(),
    "tr": set(),
    "ul": set(),
}
_SCHEMES = {"https", "mailto", "tel"}
_HTML = re.compile(r"<[A-Za-z/!?]")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$")
_HEADING_ID = re.compile(r"\{\s*:?\s*#([^\s}]+)\s*\}$")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


def article(path: str, text: str) -> tuple[Article, list[Problem]]:
    """The article of a Markdown file, and every problem of its text."""
    problems = list(_lint(path, text))
    converter = markdown.Markdown(extensions=["tables", "attr_list", "sane_lists"], output_format="html")
    html = nh3.clean(
        converter.convert(text),
        tags=set(_ALLOWED),
        attributes={tag: {*names, "id"} for tag, names in _ALLOWED.items()},
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for anchor in sorted({a for a in reader.anchors if reader.anchors.count(a) > 1}):
        line, column = _place(text, f"#{anchor}")
        problems.append(Problem(path, line, column, "REF003", f"条款标识“{anchor}”写了不止一次。"))
    made = Article(path, html, tuple(reader.headings), reader.clauses(), tuple(reader.links), tuple(reader.quotations))
    return made, problems


def _lint(path: str, text: str) -> list[Problem]:
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if tag := _HTML.search(line):
            problems.append(Problem(path, number, tag.start() + 1, "TXT001", "正文里不能写 HTML 标签。"))
        if mobile := _MOBILE.search(line):
            shown = f"{mobile[1]}****{mobile[2]}"
            problems.append(Problem(path, number, mobile.start() + 1, "PRI001", f"疑似手机号码 {shown}。"))
        heading = _HEADING.match(line)
        if heading:
            problems += _lint_heading(path, number, heading[1], heading[2])
        for link in re.finditer(r"\]\(\s*([^)\s]*)", line):
            if (scheme := re.match(r"([^/?#.]*):", link[1])) and scheme[1].lower() not in _SCHEMES:
                problems.append(Problem(path, number, link.start(1) + 1, "TXT002", f"不允许“{scheme[1]}:”开头的链接。"))
    return problems


def _lint_heading(path: str, number: int, marks: str, rest: str) -> list[Problem]:
    if len(marks) not in {2, 3, 4}:
        return [Problem(path, number, 1, "TXT003", "标题只用 ##、### 和 ####；网页标题来自 campaign.yml。")]
    anchor = _HEADING_ID.search(rest)
    if not anchor or not re.match(SLUG, anchor[1]):
        return [Problem(path, number, 1, "TXT003", "标题末尾缺少标识，例如 {#objects}。")]
    return []


def _place(text: str, needle: str) -> tuple[int, int]:
    at = max(text.rfind(needle), 0)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class _Reader(HTMLParser):
    """Reads anchors, headings, links and the text below each anchor out of clean HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[Heading] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self._texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []  # headings whose sections the text belongs to: tag, anchor
        self._block: list[tuple[str, str]] = []  # elements with an id that are open now: tag, anchor
        self._heading: list[str] | None = None
        self.quotations: list[Quotation] = []
        self._quote: list[tuple[str, str]] | None = None  # paragraphs of a quotation: text, link

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        anchor = given.get("id")
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
            if self._quote:
                self._quote[-1] = (self._quote[-1][0], str(given["href"]))
        if tag == "blockquote":
            self._quote = []
        if self._quote is not None and tag == "p":
            self._quote.append(("", ""))
        if anchor:
            self.anchors.append(anchor)
            self._texts.setdefault(anchor, [])
        if tag in {"h2", "h3", "h4"}:
            self._open = [(level, name) for level, name in self._open if level < tag]
            self._heading = []
            if anchor:
                self._open.append((tag, anchor))
        elif anchor:
            self._block.append((tag, anchor))

    def handle_endtag(self, tag: str) -> None:
        if self._heading is not None and tag in {"h2", "h3", "h4"}:
            anchor = self._open[-1][1] if self._open and self._open[-1][0] == tag else ""
            self.headings.append(Heading(int(tag[1]), anchor, "".join(self._heading).strip()))
            self._heading = None
        if self._block and self._block[-1][0] == tag:
            self._block.pop()
        if tag == "blockquote" and self._quote is not None:
            self._end_quotation(self._quote)
            self._quote = None

    def _end_quotation(self, paragraphs: list[tuple[str, str]]) -> None:
        """One quotation for each paragraph with a link: the words before it, cited by it."""
        section, words = (self._open[-1][1] if self._open else ""), ""
        for text, link in paragraphs:
            if link:
                self.quotations.append(Quotation(words, link, section))
                words = ""
            else:
                words += text

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            self._heading.append(data)
        if self._quote:
            self._quote[-1] = (self._quote[-1][0] + data, self._quote[-1][1])
        for _, anchor in (*self._open, *self._block):
            self._texts[anchor].append(data)

    def clauses(self) -> dict[str, str]:
        """The text below each anchor."""
        return {anchor: "".join(parts).strip() for anchor, parts in self._texts.items()}
