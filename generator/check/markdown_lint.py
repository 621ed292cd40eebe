"""The Markdown that people write, held against what a notice or an FAQ may contain."""

from __future__ import annotations

import html as entities
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, count, islice

from generator import markup
from generator.model.base import CONFLICT, SLUG, hidden, named
from generator.problems import Problem

# The elements and attributes that a page may show; whatever else Markdown could make is taken out.
ALLOWED: dict[str, set[str]] = {
    "a": {"href", "id"},
    "blockquote": {"id"},
    "br": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "hr": {"id"},
    "li": {"id"},
    "ol": {"start", "id"},
    "p": {"id"},
    "strong": {"id"},
    "table": {"id"},
    "tbody": {"id"},
    "td": {"id"},
    "th": {"id"},
    "thead": {"id"},
    "tr": {"id"},
    "ul": {"id"},
}
SCHEMES = {"https", "mailto", "tel"}
# What Markdown itself adds and the page does without: alignment, titles of links.
_OWN = {"a": {"title"}, "img": {"alt", "src", "title"}, "td": {"style"}, "th": {"style"}}

_NO_SPANS = "正文的表格不能合并单元格：每格都写上文字，或者改写成段落、列表。"

# Brackets that nest or never close cost Python-Markdown the square of a block's length, and
# quotations and lists that nest a level of the stack each. No official text comes near these.
MAX_DEPTH = 20
MAX_BLOCK = 20_000
MAX_PROBLEMS = 100  # of what the HTML shows; each is searched for in the text

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TAG = re.compile(r"<[A-Za-z/!?]")
_MARKER = re.compile(r"[ \t]*(?:>|(?:[-*+]|[0-9]+\.)(?=[ \t]))")
_INDENTED = re.compile(rf"^(?:[^\S\n]|[>*+.0-9-]){{{MAX_DEPTH}}}", re.MULTILINE)  # what nests so deeply begins so
_CLOSES = {"]": "[", ")": "("}
_BLANK = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"(#{1,6})(.*)")
_HEADING_ID = re.compile(r"\s\{:?\s*#([^\s}]+)\s*\}$")
_CLOSE_ID = re.compile(r"(?<=\S)\{#[a-z0-9-]+\}$")
_ENTITY = re.compile("&#?[A-Za-z0-9]+;?")
_UNDERLINE = re.compile(r"^(=+|-+)[ \t]*$")
# Marks typed with an input method for Chinese, which no official text has: they do nothing, or something else.
_FULL_WIDTH = re.compile(
    r"^[ \t\u3000>]*＃+|(?:｛[ \u3000]*[:：#＃]|\{[ :]*[：＃])[^{}｛｝\n]*[}｝]?|\{[ :]*#[^{}｛｝\n]*｝",
    re.MULTILINE,
)
_FULL_SIGNS = ("＃", "｛", "｝", "{：", "{ ：", "{:：")  # one of which each of them has, and hardly any text
# Marks that Markdown may take or leave, and what shows in HTML that it left one.
_MARK = re.compile(r"\{ *[:#]|^[ \t\u3000]+#{2,6}(?=\s)", re.MULTILINE)
_LEFT = re.compile(r"\{ *[:#]|(?:^|>)[ \t\u3000]*#{2,6}\s", re.MULTILINE)
_NUMBERED = re.compile(r"[:#]@([0-9]+)@")
_WRITTEN = re.compile(r"\{[^{}\n]*\}?|#+")  # a mark as it is shown to people
_UNDERLINED = "删去下面一行，标题写作 ## 标题 {#english-id}；是分隔线的，上面空一行。"
_AS_SLUG = "改成英文或拼音，例如 {}；引用它的地方一起改。"
_SHOWN = 30  # characters of one at most; a longer one is no mark but text


def lint(path: str, text: str) -> list[Problem]:
    """Every problem that the lines of the text show."""
    lines = text.split("\n")
    problems = [Problem(path, *place, "TXT006", said) for place, said in _too_deep(text)]
    plain = not _TAG.search(text) and text.replace("\n", "").isprintable()
    full_width = any(sign in text for sign in _FULL_SIGNS)
    torn = "<<<<<<<" in text or ">>>>>>>" in text
    for number, line in enumerate(lines, start=1):
        if not plain and (tag := _TAG.search(line)):
            problems.append(Problem(path, number, tag.start() + 1, "TXT001", "正文里不能写 HTML 标签。"))
        if not plain and (at := hidden(line)) is not None:
            said = f"含有{named(line[at])}。"
            problems.append(Problem(path, number, at + 1, "TXT005", said))
        if torn and CONFLICT.match(line):
            problems.append(Problem(path, number, 1, "TXT010", f"“{line[:7]}”是合并留下的冲突记号。"))
        if full_width and (found := _FULL_WIDTH.search(line)):
            mark = found[0].lstrip(" \t\u3000>")
            problems.append(_no_mark(path, (number, found.end() - len(mark) + 1), mark, "有全角符号，"))
        elif "#" in line and (told := _heading(line)):
            problems.append(Problem(path, number, 1, "TXT003", *told))
        elif _UNDERLINE.match(line) and number > 1 and lines[number - 2].strip() and not torn:
            told = ("标题请用 ## 写，不用下划线；分隔线上方要空一行。", _UNDERLINED)
            problems.append(Problem(path, number - 1, 1, "TXT003", *told))
    return problems


def _no_mark(path: str, place: tuple[int, int], mark: str, why: str = "") -> Problem:
    said = mark.strip() if len(mark) <= _SHOWN else f"{mark[:2]}…"
    return Problem(path, *place, "TXT007", f"“{said}”{why}不起作用，会原样登出来。")


def numbered(text: str, html: str) -> str:
    """The text with a number in each of its marks, or nothing where the HTML that was made of it shows none of them."""
    if not ("{" in html or "##" in html) or not _LEFT.search(html):  # most texts have neither, which is known at once
        return ""
    numbers = count()
    return _MARK.sub(lambda mark: f"{mark[0]}@{next(numbers)}@", text)


def left(path: str, text: str, html: str, told: Iterable[int]) -> Iterator[Problem]:
    """The first mark of each line that stands in ``html``, made of the numbered text, but for lines that are told."""
    marks, lines = list(_MARK.finditer(text)), set(told)
    for at in sorted({int(found[1]) for found in _NUMBERED.finditer(html)}):
        start = marks[at].end() - len(marks[at][0].lstrip())
        place = locate(text, start)
        written = _WRITTEN.match(text, start)
        if place[0] not in lines and written:
            lines.add(place[0])
            yield _no_mark(path, place, written[0])


def _heading(line: str) -> tuple[str, str] | None:
    """What is wrong with the heading on this line, if it is one, and the remedy: empty where it is that of the code."""
    markers, inside = _markers(line)
    heading = _HEADING.match(line[inside:].lstrip() if markers else line)
    if heading is None:
        return None
    if markers:
        return (
            "标题要单独成行，不能放在引用或列表里。",
            "删去行首的 > 和列表记号，上下各空一行；不是标题的，删去 # 号。",
        )
    if len(heading[1]) not in {2, 3, 4}:
        return "标题只用 ##、### 和 ####；网页标题来自 campaign.yml。", "第一级标题写 ##，第二级 ###，第三级 ####。"
    if not heading[2][:1].isspace():
        return "# 号和标题之间要空一格。", f"写成“{heading[1]} {shortened(heading[2].strip())}”。"
    return _marked(heading[1], heading[2].rstrip())


def _marked(signs: str, words: str) -> tuple[str, str] | None:
    """What is wrong with the identifier at the end of a heading."""
    anchor = _HEADING_ID.search(words)
    if anchor and re.fullmatch(SLUG, anchor[1]):
        return None
    if anchor:
        return _no_slug(anchor[1]), _AS_SLUG.format(f"{{#{as_slug(anchor[1]) or 'objects'}}}")
    if close := _CLOSE_ID.search(words):
        said = f"写成“{signs} {shortened(words[: close.start()].strip())} {close[0]}”。"
        return "标题和末尾的标识之间要空一格。", said
    return "标题末尾缺少标识，例如 {#objects}。", ""


def _no_slug(anchor: str) -> str:
    return f"标识“{anchor}”只能用小写字母、数字和连字符。"


def as_slug(name: str) -> str:
    """An identifier that may have been meant; empty where the name has characters that none can have."""
    slug = re.sub("[ _.-]+", "-", unicodedata.normalize("NFKC", name).strip()).strip("-").lower()
    return slug if re.fullmatch(SLUG, slug) else ""


def shortened(text: str) -> str:
    """The beginning of a text, to be known by."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _markers(line: str) -> tuple[int, int]:
    """How many marks of quotations and lists a line begins with, and where the last of them ends."""
    markers, end = 0, 0
    while marker := _MARKER.match(line, end):
        markers, end = markers + 1, marker.end()
    return markers, end


def _too_deep(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Where brackets, quotations or lists nest too deeply, or a block is too long."""
    at = 0
    for block in _BLANK.split(text):
        start = text.index(block, at)
        at = start + len(block)
        if len(block) > MAX_BLOCK:
            yield locate(text, start), f"一段超过 {MAX_BLOCK} 字。"
        if block.count("[") <= MAX_DEPTH and block.count("(") <= MAX_DEPTH:
            continue
        depth = Counter[str]()
        for bracket in re.finditer(r"[\[\]()]", block):
            opened = _CLOSES.get(bracket[0])
            if opened:
                depth[opened] = max(0, depth[opened] - 1)
                continue
            depth[bracket[0]] += 1
            if depth[bracket[0]] > MAX_DEPTH:
                where = locate(text, start + bracket.start())
                yield where, f"括号“{bracket[0]}”没有成对，或嵌套超过 {MAX_DEPTH} 层。"
                break
    for number, line in enumerate(text.split("\n") if _INDENTED.search(text) else (), start=1):
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if line.strip() and _markers(line)[0] + indent // 4 > MAX_DEPTH:
            yield (number, 1), f"引用或列表嵌套超过 {MAX_DEPTH} 层。"
            break


def lint_html(path: str, text: str, html: str, *, headings_told: bool) -> list[Problem]:
    """Every problem that shows only in the HTML that Markdown made, before it is sanitised.

    Headings without an id are told here when no line told them: Markdown finds some that the lines hide.
    """
    made = _Made(html)
    markup.read(html, made)
    found = [_made_problems(path, text, made), *([] if headings_told else [_bare_headings(path, text, made)])]
    return list(islice(chain(*found), MAX_PROBLEMS))


def _made_problems(path: str, text: str, made: _Made) -> Iterator[Problem]:
    seen = Counter[str]()
    for written in made.tags:
        tag, attributes = written.name, written.attributes
        if tag == "img":
            where = find(text, [re.escape(f"]({attributes.get('src', '')}"), r"!\["], seen["img"])
            seen["img"] += 1
            yield Problem(path, *where, "TXT002", "正文里不能放图片。")
        elif (link := attributes.get("href", "")) and (said := _bad_link(link)):
            as_written = _link_as_written(written)
            where = find_link(text, as_written, seen[as_written])
            seen[as_written] += 1
            yield Problem(path, *(where if where != (1, 1) else find_link(text, link)), "TXT002", said)
        for name in _foreign(tag, attributes):
            where = find(text, [rf"\{{[^{{}}\n]*(?<![\w-]){re.escape(name)}(?![\w-])", r"\{[^{}\n]*\."], seen[name])
            seen[name] += 1
            remedy = _NO_SPANS if name in {"colspan", "rowspan"} else ""
            yield Problem(path, *where, "TXT001", f"正文里不能写 HTML 属性“{name}”。", remedy)
        anchor = attributes.get("id", "")
        if anchor and tag not in _HEADINGS and not re.fullmatch(SLUG, anchor):
            remedy = _AS_SLUG.format(f"{{: #{as_slug(anchor) or 'objects'} }}")
            yield Problem(path, *find_anchor(text, anchor), "TXT003", _no_slug(anchor), remedy)
    for entity in _ENTITY.finditer(text):
        char = entities.unescape(entity[0])
        if len(char) == 1 and hidden(char) is not None and char in entities.unescape(made.html):
            said = f"“{entity[0]}”是{named(char)}。"
            yield Problem(path, *locate(text, entity.start()), "TXT005", said)
    for _, anchor, words in made.headings:
        if re.search("[<>&]", words):
            yield Problem(path, *find_anchor(text, anchor), "TXT001", f"标题“{words}”里不能有 < > & 符号。")


def _foreign(tag: str, attributes: Iterable[str]) -> list[str]:
    """The attributes that a tag may not have, but for those made of a mark with a full-width sign: its line is told."""
    found = set(attributes) - ALLOWED.get(tag, {"id"}) - _OWN.get(tag, set())
    return sorted(name for name in found if not name.startswith(("：", "＃")))


def _bare_headings(path: str, text: str, made: _Made) -> Iterator[Problem]:
    for tag, anchor, words in made.headings:
        if tag not in ALLOWED or not anchor:
            yield Problem(path, *find(text, [re.escape(words.strip()[:8])], 0), "TXT003", f"标题“{words}”没有标识。")


class _Made:
    """What Markdown made of a text: its tags that say more than their names, its headings with their words."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.tags: list[markup.Tag] = []
        self.headings: list[tuple[str, str, str]] = []
        self._open = False

    def start(self, tag: markup.Tag) -> None:
        """Note it."""
        if tag.attributes:
            self.tags.append(tag)
        if tag.name in _HEADINGS:
            self.headings.append((tag.name, tag.attributes.get("id", ""), ""))
            self._open = True

    def end(self, tag: str) -> None:
        """A heading ends."""
        if tag in _HEADINGS:
            self._open = False

    def text(self, data: str) -> None:
        """Words, which may be those of a heading."""
        if self._open:
            tag, anchor, words = self.headings[-1]
            self.headings[-1] = (tag, anchor, words + data)


def _link_as_written(tag: markup.Tag) -> str:
    """The link of the tag as the text has it: entities that people wrote kept, those of Markdown undone."""
    link = re.search(r'\shref="([^"]*)"', tag.written)
    written = link[1] if link else ""
    for entity, char in (("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&#10;", "\n"), ("&amp;", "&")):
        written = written.replace(entity, char)
    return written


def _bad_link(link: str) -> str:
    """What is wrong with where a link leads, as a browser would read it: white space and controls left out."""
    read = re.sub(r"[\x00-\x20]", "", link)
    if re.match(r"[/\\]{2}", read):
        return "链接要写全，以 https:// 开头，不能以 // 开头。"
    scheme = re.match(r"([^/\\?#:]*):", read)
    if scheme and scheme[1] not in SCHEMES:
        return f"不允许“{scheme[1]}:”开头的链接。"
    return ""


def find(text: str, patterns: Iterable[str], nth: int) -> tuple[int, int]:
    """Line and column of a pattern's n-th match (from 0), or of its last; of the first pattern that matches."""
    for pattern in patterns:
        found = list(re.finditer(pattern, text))
        if found:
            return locate(text, found[min(nth, len(found) - 1)].start())
    return 1, 1


def find_anchor(text: str, anchor: str, nth: int = 0) -> tuple[int, int]:
    """Where an anchor is written: ``{#anchor}`` or ``{: #anchor }``."""
    name = re.escape(anchor)
    return find(text, [rf"#{name}(?=[ \t}}])", rf"id=[\"']?{name}"], nth)


def find_link(text: str, link: str, nth: int = 0) -> tuple[int, int]:
    """Where a link is written: as it is, or else with backslashes and white space that Markdown takes out."""
    plain = rf"(?<=[(<\s]){re.escape(link)}(?=[)>\s]|$)"
    loose = r"\s+".join("".join(rf"\\?{re.escape(char)}" for char in part) for part in link.split())
    return find(text, [plain, loose or r"\]\("], nth)


def locate(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
