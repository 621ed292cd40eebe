"""What is written is what is printed, on the page and on paper: of a text that passes no visible character is lost."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.check.article import article
from generator.documents import prose
from generator.documents.blocks import Block, Heading, Items, Paragraph, Table, words

# Of these each is a mark somewhere; all else of a text is visible. Those that are marks nowhere are counted too.
MARKS = re.compile(r"[\s*\\#>|\[\](){}:.-]")
NO_MARKS = "_+~`=!^$%@"


class Browser(HTMLParser):
    """What a page shows: its words, and the numbers of its lists."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = ""
        self.strong = 0
        self._lists: list[int | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ol", "ul"}:
            self._lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and (number := self._lists[-1]) is not None:
            self.shown += f"{number}. "
            self._lists[-1] = number + 1
        self.strong += tag == "strong"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ol", "ul"}:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        self.shown += data


def printed(blocks: tuple[Block, ...]) -> str:
    """What PDF and DOCX show: both are made of these."""
    return "".join(map(_printed, blocks))


def _printed(block: Block) -> str:
    match block:
        case Paragraph(line):
            return words(line)
        case Heading(_, text):
            return text
        case Items(items):
            return "".join(map(words, items))
        case Table():
            rows = [*block.head, *(row for group in block.groups for row in group.rows)]
            return "".join(words(line) for row in rows for one in row.cells for line in one.lines)
    raise AssertionError(block)


def visible(text: str) -> str:
    return MARKS.sub("", text)


LINES = ["甲", "（一）乙。", "丙；", "60*40*2", "____年__月", "138****0000、139****0000", "**丁**", "[附注]: 戊 己"]
LINES += ["[^1]: 庚", "见[辛](notice/)", "[壬][1]", "2**3**4", "*癸*", "~~子~~", "`丑`", "C:\\寅", "ABC def", "1.5 米"]
LINES += [
    "***",
    "* * *",
    "___",
    "***卯***",
    "3\\. 辰",
    "\\*巳",
    "!午",
    "^未$%",
    "～申",
    "=酉=",
    "戌@亥",
    "{甲}乙",
    "丙}",
]
ROWS = ["| 甲 | 乙 |", "|---|---|", "| 丙 | 丁 | 戊 |", "| 1 |", "| a\\|b | `c|d` |", "己 | 庚", "|", "---"]
ENDS = ["{: #a }", "  ", "\\", "\u3000"]
BEGINS = [
    "",
    "    ",
    "  ",
    "        ",
    "\u3000\u3000",
    "> ",
    ">",
    ">> ",
    "- ",
    "    - ",
    "* ",
    "+ ",
    "0. ",
    "1. ",
    "2. ",
    "3. ",
]
BEGINS += ["1. 1. ", "01. ", "1) ", "３. ", "    1. ", "    5. ", "- 1. ", "1. - ", "2020. ", "1234567890. ", "## "]
LINE = st.builds(
    "{}{}{}".format, st.sampled_from(BEGINS), st.sampled_from([*LINES, *ROWS]), st.sampled_from(["", *ENDS])
)
TEXT = st.lists(st.tuples(LINE, st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=8)


@settings(max_examples=400)
@example([("甲", "\n\n"), ("    二、乙", "\n\n")])
@given(TEXT)
def test_no_visible_character_is_lost(lines: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in lines)
    made, problems = article("x.md", text)
    if made is None or problems:
        return
    browser = Browser(made.html)
    written = re.sub(r"\{: #a \}|(?<=\])\(notice/\)", "", text)
    assert visible(browser.shown) == visible(written)
    assert visible(printed(prose.read(made.html))) == visible(written)
    for mark in NO_MARKS:
        assert browser.shown.count(mark) == written.count(mark)
    escaped = len(re.findall(r"\\\*", written))
    assert browser.shown.count("*") == written.count("*") - 4 * browser.strong, escaped


BROKEN = {
    "between two that are CJK": ("甲\n乙", "甲乙"),
    "with blanks around it": ("甲 \n  乙", "甲乙"),
    "at a stop": ("甲，\n“乙”\n（丙）……\n——丁", "甲，“乙”（丙）……——丁"),
    "in English": ("two\nwords", "two\nwords"),
    "beside English": ("见\nWord\n文件", "见\nWord\n文件"),
    "beside a number": ("共\n12\n名", "共\n12\n名"),
    "at words that are strong": ("甲\n**乙**\n丙", "甲<strong>乙</strong>丙"),
    "in words that are strong": ("**甲\n乙**", "<strong>甲乙</strong>"),
    "at a link": ("甲\n[乙](notice/)\n丙", '甲<a href="notice/">乙</a>丙'),
    "that is meant": ("甲  \n乙", "甲<br>\n乙"),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize(("before", "after"), [("{}", "<p>{}</p>"), ("> {}", "<blockquote>\n<p>{}</p>\n</blockquote>")])
def test_the_end_of_a_line(name: str, before: str, after: str) -> None:
    text, html = BROKEN[name]
    made, problems = article("x.md", before.format(text))
    assert made is not None
    assert (made.html, problems) == (after.format(html), [])
    spoken = re.sub("<br>\n|\n", lambda found: " " if found[0] == "\n" else "", re.sub(r"</?(?!br)[^>]*>", "", html))
    assert printed(prose.read(made.html)) == spoken


NUMBERED = {
    "from nought": ("0. 甲\n1. 乙", ["0. 甲", "1. 乙"]),
    "with a number left out": ("1. 甲\n3. 乙\n4. 丙", ["1. 甲", "3. 乙", "4. 丙"]),
    "all the same": ("1. 甲\n1. 乙", ["1. 甲", "1. 乙"]),
    "backwards": ("3. 甲\n2. 乙\n1. 丙", ["3. 甲", "2. 乙", "1. 丙"]),
    "apart": ("1. 甲\n\n2. 乙\n\n4. 丙", ["1. 甲", "2. 乙", "4. 丙"]),
    "one in the other": ("1. 1. 甲\n    3. 乙\n2. 丙", ["1. 1. 甲", "3. 乙", "2. 丙"]),
    "without words": ("1. \n2. 甲", ["1.", "2. 甲"]),
    "around points": ("1. - 甲\n2. 乙", ["1.", "甲", "2. 乙"]),
    "around paragraphs": ("1. 甲\n\n    乙\n\n2. 丙", ["1. 甲", "乙", "2. 丙"]),
}


@pytest.mark.parametrize("name", NUMBERED)
def test_numbers_are_those_that_are_written(name: str) -> None:
    text, paragraphs = NUMBERED[name]
    made, problems = article("x.md", text)
    assert made is not None
    assert problems == []
    assert list(map(_printed, prose.read(made.html))) == paragraphs
    assert visible(Browser(made.html).shown) == visible("".join(paragraphs))
