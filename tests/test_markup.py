"""What Python-Markdown, nh3 and the templates write is read as the standard library's parser reads it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
import whole
from hypothesis import given
from hypothesis import strategies as st

from generator import markup
from generator.check.article import article
from generator.model.portal import Portal


class Parsed(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[tuple[object, ...]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append((tag, {name: said or "" for name, said in attrs}, self.get_starttag_text()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.told.append(("/", tag))

    def handle_data(self, data: str) -> None:
        self.told.append((data,))


class Read:
    def __init__(self, html: str) -> None:
        self.told: list[tuple[object, ...]] = []
        markup.read(html, self)

    def start(self, tag: markup.Tag) -> None:
        self.told.append((tag.name, tag.attributes, tag.written))

    def end(self, name: str) -> None:
        self.told.append(("/", name))

    def text(self, said: str) -> None:
        self.told.append((said,))


HTML = {
    "an attribute of its own": "<p hidden>一</p>",
    "quotes of either kind": """<p title='"' lang="'">一</p>""",
    "a bracket in quotes": '<a href="?a>b">一</a>',
    "a slash at the end": '<svg><path d="M0 0"/></svg>',
    "space and lines": '<p\n class="a"  id="b" >一</p >',
    "capitals": "<P ID='A'>一</P>",
    "entities": '<p title="&lt;&#34;&amp;amp;">&lt;b&gt; &amp;lt; &nbsp;</p>',
    "no tag": "一 > 二 &amp; 三",
    "nothing": "",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_html(html: str) -> None:
    assert Read(html).told == Parsed(html).told


def test_tags_in_a_row_are_one_piece() -> None:
    html = '一<p>\n<a title=">">二</a> <b>三</b></p>\n'
    rows = [("", "一"), ('<p>\n<a title=">">', "二"), ("</a> <b>", "三"), ("</b></p>\n", "")]
    assert list(markup.rows(html)) == rows


@given(
    st.text("甲 \n*_[]()!&#;\\|-{}:.=1~`<>\"'\x00\x02\x03")
    | st.lists(
        st.sampled_from(["甲", "\n\n", "**", "[甲](b", ")", "{: #a }", "{: x='a\"b>' }", "- ", "&lt;", "&quot;", "## "])
    ).map("".join)
)
def test_whatever_is_written_in_markdown(text: str) -> None:
    made, problems = article("x.md", text)
    assert made or {problem.code for problem in problems} & {"TXT007", "TXT008"}  # marks that do nothing, or nothing
    assert made is None or Read(made.html).told == Parsed(made.html).told


def test_every_page(portal: Portal) -> None:
    for site in whole.sites(portal):
        for page in site.pages:
            assert Read(page.body).told == Parsed(page.body).told


def test_every_element_of_a_page_ends(portal: Portal) -> None:
    """What is searched is read by the ends of elements."""
    for site in whole.sites(portal):
        for page in site.pages:
            inside: list[str] = []
            for written in filter(None, (written for written, _ in markup.pieces(page.body))):
                if written.startswith("</"):
                    assert written == f"</{inside.pop()}>", page.address
                elif not (tag := markup.tag(written)).void:
                    inside.append(tag.name)
            assert inside == [], page.address
