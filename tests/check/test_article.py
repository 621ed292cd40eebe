"""Markdown to articles: nothing that a browser would run survives, and what is refused is told where it stands."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import portal_copy
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.check.article import article
from generator.check.markdown_lint import ALLOWED, MAX_BLOCK, MAX_PROBLEMS, SCHEMES
from generator.problems import Problem

NOTICE = (portal_copy.ROOT / portal_copy.PATHS["notice"]).read_text("utf-8")
FAQ = (portal_copy.ROOT / portal_copy.PATHS["faq"]).read_text("utf-8")


@portal_copy.parametrized("article")
def test_case(case: portal_copy.Case, tmp_path: Path) -> None:
    portal_copy.run(case, tmp_path)


class Browser(HTMLParser):
    """Reads HTML as a browser does, and fails at whatever it could run or fetch."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, said in attrs:
            assert name in ALLOWED[tag]
            if name == "href":
                address = re.sub(r"[\t\r\n]|^[\x00-\x20]+", "", said or "").lower()
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", address)  # as the URL standard has it
                assert scheme is None or scheme[1] in SCHEMES

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def browse(html: str) -> None:
    browser = Browser()
    browser.feed(html)
    browser.close()


def problems_of(text: str) -> list[Problem]:
    """What is said of a text, once its page was proved harmless and the places to stand in it."""
    made, problems = article("x.md", text)
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert re.search("[\u4e00-\u9fff]", problem.message)
    assert (made is None) == any(problem.code in {"TXT006", "TXT007", "TXT008"} for problem in problems)
    if made is not None:
        browse(made.html)
    return problems


SCRIPT = "alert(1)"
ATTACKS = {
    "script": f"<script>{SCRIPT}</script>",
    "script in capitals": f"<SCRIPT>{SCRIPT}</SCRIPT>",
    "script in script": f"<scr<script>ipt>{SCRIPT}</script>",
    "script over lines": f"<script\n>{SCRIPT}</script\n>",
    "script with a slash": f"<script/x>{SCRIPT}</script>",
    "image": f"<img src=x onerror={SCRIPT}>",
    "image without an end": f"<img src=x onerror={SCRIPT}//",
    "svg": f"<svg onload={SCRIPT}>",
    "svg with a script in a style": f"<svg><style><img src=x onerror={SCRIPT}></style></svg>",
    "math with a style": f"<math><mtext><table><mglyph><style><img src=x onerror={SCRIPT}></style></table></math>",
    "noscript": f'<noscript><p title="</noscript><img src=x onerror={SCRIPT}>"></noscript>',
    "template": f"<template><script>{SCRIPT}</script></template>",
    "comment that ends early": f"<!--><img src=x onerror={SCRIPT}>-->",
    "section of XML": f"<![CDATA[<img src=x onerror={SCRIPT}>]]>",
    "section of Word": "<![if !supportLists]>甲<![endif]>",
    "section that never ends": "<![foo[",
    "instruction": "<?xml-stylesheet href='javascript:x'?>",
    "document type": "<!DOCTYPE html [<!ENTITY x 'y'>]>",
    "frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "base": "<base href=//e.example/>",
    "refresh": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "form": "<form action=javascript:alert(1)><button>甲</button></form>",
    "sheet of styles": "<style>@import '//e.example/x.css';</style>",
    "link": "<link rel=stylesheet href=//e.example/x.css>",
    "object": "<object data=javascript:alert(1)></object>",
    "autofocus": f"<input autofocus onfocus={SCRIPT}>",
    "details": f"<details open ontoggle={SCRIPT}>",
    "Markdown in a block": "<div markdown=1>\n\n[甲](javascript:alert(1))\n\n</div>",
    "tag in code": "```\n<script>alert(1)</script>\n```",
    "tag in indented code": "    <script>alert(1)</script>",
    "tag in a link": "[<img src=x onerror=alert(1)>](notice/)",
    "tag in an address": '[甲](notice/"><script>alert(1)</script>)',
    "tag in a title": '[甲](notice/ "\\"><script>alert(1)</script>")',
    "tag in an id": '甲\n{: #a"><script>alert(1)</script> }',
    "placeholder of the converter": "\x02wzxhzdk:0\x03<b>",
    "placeholder of the inline converter": "\x02klzzwxh:0\x03<b>",
    "entity for a tag and a tag": "&lt;script&gt;<b>",
    "javascript": "[甲](javascript:alert(1))",
    "javascript with entities": "[甲](&#106;&#97;vascript:alert(1))",
    "javascript with hexadecimal entities": "[甲](&#x6a;avascript:alert(1))",
    "javascript with long entities": "[甲](&#0000000000000106;avascript:alert(1))",
    "javascript with the entity of a tab": "[甲](java&Tab;script:alert(1))",
    "javascript with the entity of a line": "[甲](java&NewLine;script:alert(1))",
    "javascript with the entity of a colon": "[甲](javascript&colon;alert(1))",
    "javascript with a tab": "[甲](java\tscript:alert(1))",
    "javascript with a line break": "[甲](java\nscript:alert(1))",
    "javascript with a space": "[甲]( javascript:alert(1))",
    "javascript with a NUL": "[甲](java\0script:alert(1))",
    "javascript with a control": "[甲](\x1fjavascript:alert(1))",
    "javascript in brackets": "[甲](<javascript:alert(1)>)",
    "javascript by reference": "[甲][1]\n\n[1]: javascript:alert(1)",
    "javascript by reference on a line below": "[甲][1]\n\n[1]:\n    javascript:alert(1)",
    "javascript by its own name": "[甲]\n\n[甲]: javascript:alert(1)",
    "javascript by reference with entities": "[甲][1]\n\n[1]: &#106;avascript:alert(1)",
    "javascript as an address": "<javascript:alert(1)>",
    "javascript as the address of a picture": "![甲](javascript:alert(1))",
    "javascript around a picture": "[![甲](a.png)](javascript:alert(1))",
    "javascript as an attribute": "[甲](notice/){: href=javascript:alert(1) }",
    "javascript as an attribute in quotes": "[甲](notice/){: href='&#106;avascript:alert(1)' }",
    "javascript in a view of the source": "[甲](view-source:javascript:alert(1))",
    "javascript in a table": "| [甲](javascript:alert(1)) |\n|---|\n| 乙 |\n",
    "javascript in a heading": "## [甲](javascript:alert(1)) {#a}",
    "javascript in a quotation": "> [甲](javascript:alert(1))",
    "vbscript": "[甲](vbscript:x)",
    "data": "[甲](data:text/html,<script>alert(1)</script>)",
    "file": "[甲](file:///etc/passwd)",
    "blob": "[甲](blob:https://e.example/1)",
    "plain http": "[甲](http://e.example/)",
    "a word before a colon": "[甲](附件:一)",
    "another host": "[甲](//e.example/)",
    "another host with backslashes": "[甲](\\\\\\\\e.example)",
    "another host with a tab": "[甲](/\t/e.example)",
    "onclick": "甲\n{: onclick=alert(1) }",
    "onclick on a heading": "## 甲 {#a onclick=alert(1)}",
    "onclick on a link": "[甲](notice/){: onclick='alert(1)' }",
    "onclick on a word": "*甲*{: onclick=alert(1) }",
    "onclick on a cell": "| 甲 |\n|---|\n| 乙 {: onclick=alert(1) } |\n",
    "onclick on an item": "- 甲\n    {: onclick=alert(1) }\n",
    "style": "甲\n{: style='background:url(//e.example)' }",
    "class": "甲\n{: .md-banner }",
    "name": "甲\n{: name=body }",
    "id of the theme": "甲\n{: #__search }",
    "id in Chinese": "甲\n{: #甲 }",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_harmless_and_told(name: str) -> None:
    text = f"前言。\n{{: #before }}\n\n{ATTACKS[name]}\n"
    problems = problems_of(text)
    assert problems
    assert {problem.line for problem in problems} & set(range(4, 4 + ATTACKS[name].count("\n") + 1))


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_amid_a_real_text(name: str) -> None:
    assert problems_of(NOTICE + "\n" + ATTACKS[name] + "\n")
    assert problems_of(FAQ.replace("\n\n", f"\n\n{ATTACKS[name]}\n\n", 5))


HARMLESS = {
    # No browser reads a scheme in these two; that there is no such page is found with the edition.
    "javascript with entities without semicolons": "[甲](&#106&#97vascript:alert(1))",
    "javascript with a backslash": "[甲](javascript\\:alert(1))",
    "entities of a tag": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "numbers of a tag": "&#60;script&#62;alert(1)&#60;/script&#62;",
    "escaped brackets": "\\<不是标签>",
    "script without brackets": "javascript:alert(1)",
    "a template of Jinja": "{{ config.items() }} {% include 'x' %}",
    "a template of JavaScript": "${alert(1)} `${x}`",
    "a snippet": '--8<-- "/etc/passwd"',
    "a title": '[甲](notice/ "题")',
    "an aligned table": "| 甲 | 乙 |\n|:-:|--:|\n| 丙 | 丁 |\n",
    "code": "`x`\n\n    y\n",
    "a rule": "---",
    "emphasis": "**甲** *乙* ***丙***",
    "brackets of official texts": "总工发〔2023〕1号、「甲」『乙』【丙】｛丁｝{戊}（#1楼、1＃楼）",
    "a brace and a colon apart": "{甲}：乙｛丙：丁｝",
    "marks of a paragraph, an item, a cell, a link, on the line below": (
        "甲。\n{: #a }\n\n- 乙\n  {: #b }\n\n| 丙 |\n|---|\n| 丁 {: #c } |\n\n[戊](notice/){: #d }。\n{#e}"
    ),
    "full-width spaces before a paragraph": "\u3000\u3000甲。\n{: #a }",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_is_not_refused(name: str) -> None:
    assert problems_of(f"前言。\n\n{HARMLESS[name]}\n") == []


LEFT = {
    "a mark at the end of its paragraph": ("请各单位高度重视。▸{#attention}", "“{#attention}”不起作用"),
    "a mark of a paragraph at its end": ("甲。▸{: #a }", "“{: #a }”不起作用"),
    "a mark below a blank line": ("甲。\n\n▸{: #a }", "“{: #a }”不起作用"),
    "a mark amid a paragraph": ("甲。\n▸{: #a }\n乙。", "“{: #a }”不起作用"),
    "a mark with a space behind it that is full-width": ("甲。\n▸{: #a }\u3000", "“{: #a }”不起作用"),
    "a mark that never closes": ("甲。\n▸{: #a", "“{: #a”不起作用"),
    "the second of two marks that are the same": ("## 甲 {#a}\n\n乙。▸{#a}", "“{#a}”不起作用"),
    "full-width brackets": ("甲。\n▸｛: #a ｝", "“｛: #a ｝”有全角符号"),
    "one full-width bracket": ("甲。\n▸{: #a ｝", "“{: #a ｝”有全角符号"),
    "a full-width colon": ("甲。\n▸{：#a }", "“{：#a }”有全角符号"),
    "a full-width number sign": ("甲。\n▸{: ＃a }", "“{: ＃a }”有全角符号"),
    "a full-width heading": ("▸＃＃ 三、材料报送 {#send}", "“＃＃”有全角符号"),
    "a full-width heading in a quotation": ("> ▸＃ 甲", "“＃”有全角符号"),
    "a heading with full-width brackets": ("## 甲 ▸｛#a｝", "“｛#a｝”有全角符号"),
    "a heading below a full-width space": ("\u3000▸## 甲 {#a}", "“##”不起作用"),
    "a heading below a space, without a mark": ("乙。\n\n ▸## 甲", "“##”不起作用"),
    "a comment of a template": ("甲 ▸{# x #}", "“{# x #}”不起作用"),
}


@pytest.mark.parametrize("name", LEFT)
def test_a_mark_that_would_be_printed_is_told_once_where_it_stands(name: str) -> None:
    before, _, after = LEFT[name][0].partition("▸")
    (problem,) = problems_of(f"前言。\n{{: #before }}\n\n{before}{after}\n\n尾。\n{{: #after }}\n")
    lines = before.split("\n")
    assert (problem.code, problem.line, problem.column) == ("TXT007", len(lines) + 3, len(lines[-1]) + 1)
    assert LEFT[name][1] in problem.message
    assert "{: #english-id }" in problem.remedy


def test_of_very_many_marks_the_first_are_told() -> None:
    assert len(problems_of("甲。{#a}\n\n" * 3_000)) == MAX_PROBLEMS


@pytest.mark.parametrize("text", ["", " \n\u3000\n"])
def test_an_empty_text_is_told(text: str) -> None:
    (problem,) = problems_of(text)
    assert (problem.line, problem.column, problem.code) == (1, 1, "TXT008")
    assert "暂无常见问题" in problem.remedy


def test_templates_are_left_as_they_are_written() -> None:
    made, _ = article("x.md", "{{ x }}{% y %}")
    assert made is not None
    assert made.html == "<p>{{ x }}{% y %}</p>"


def test_what_looks_like_a_tag_stays_words() -> None:
    made, _ = article("x.md", "甲<b>乙</b>\n{: #a }\n\n<div>丙</div>\n{: #b }\n")
    assert made is not None
    assert made.clauses == {"a": "甲<b>乙</b>", "b": "<div>丙</div>"}
    assert "<b>" not in made.html


def test_clauses() -> None:
    blocks = ["## 一 {#one}", "甲。\n{: #first }", "### 二 {#two}", "- 乙\n    - 丙\n- 丁"]
    blocks += ["## 三 {#three}", "戊。", "---", "己。"]
    made, problems = article("x.md", "\n\n".join(blocks))
    assert made is not None
    assert problems == []
    assert {anchor: re.sub(r"\s", "", text) for anchor, text in made.clauses.items()} == {
        "one": "一甲。二乙丙丁",
        "first": "甲。",
        "two": "二乙丙丁",
        "three": "三戊。己。",
    }
    assert [(heading.level, heading.anchor, heading.text) for heading in made.headings] == [
        (2, "one", "一"),
        (3, "two", "二"),
        (2, "three", "三"),
    ]


def test_a_clause_of_nested_elements_is_whole() -> None:
    made, _ = article("x.md", "- 甲\n{: #a }\n    - 乙\n    - 丙\n- 戊\n")
    assert made is not None
    assert made.clauses == {"a": "甲\n乙\n丙"}


def test_quotations() -> None:
    quotations = ["> 甲\n>\n> 乙\n>\n> —— [出处](notice/#a)\n>\n> 丙\n>\n> —— [出处](notice/#b)", "> - 丁\n> - 戊"]
    text = "\n\n".join(["## 问 {#q}", quotations[0], "答。", quotations[1]])
    made, _ = article("x.md", text)
    assert made is not None
    found = [(re.sub(r"\s", "", q.text), q.link, q.section) for q in made.quotations]
    assert found == [("甲乙", "notice/#a", "q"), ("丙", "notice/#b", "q"), ("丁戊", "", "q")]


# Each was measured: none takes two seconds, most take milliseconds.
TOKENS = [
    "[",
    "![",
    "[a](",
    "[a]",
    "[a][b]",
    "[a](b)",
    "(",
    ")",
    "]",
    "*",
    "**a ",
    "_a",
    "`",
    "``a`",
    "<",
    "<![",
    "<!--",
]
TOKENS += [
    "&",
    "&#",
    "#",
    "##a {",
    "> ",
    ">",
    "- ",
    "1. ",
    "    - ",
    "\n",
    "\n\n",
    "a\n\n",
    "|",
    "|a|\n",
    "\\",
    "{: #a }",
]
TOKENS += ["{", "\t", " ", "\0", "\x02", "a  \n", "===\n", "http://", "[a]: b\n", "：", "13800000000"]


@pytest.mark.parametrize("token", TOKENS)
def test_one_thing_over_and_over(token: str) -> None:
    problems_of(token * (MAX_BLOCK // len(token)))
    problems_of(f"x{token * (MAX_BLOCK * 2 // len(token))}x")


def test_a_block_is_limited_to_the_character() -> None:
    assert problems_of(f"甲\n\n{'字' * MAX_BLOCK}\n\n乙") == []
    (problem,) = problems_of(f"甲\n\n{'字' * (MAX_BLOCK + 1)}\n\n乙")
    assert (problem.code, problem.line, problem.column) == ("TXT006", 3, 1)


def test_deep_lists_by_indentation() -> None:
    text = "\n".join("    " * depth + "- 甲" for depth in range(60))
    assert [(p.code, p.line) for p in problems_of(text)] == [("TXT006", 21)]


PIECES = st.sampled_from(
    [*TOKENS, *ATTACKS.values(), "](", "javascript:", "onclick=x", "{: ", " }", "&#106;", "[1]: ", "\n> ", "\r", "甲"]
)


@settings(max_examples=300)
@example("[甲](https://[")
@example("<![foo[")
@example("[a]: <")
@example("{: #a #b }")
@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join))
def test_no_text_raises_or_harms(text: str) -> None:
    problems_of(text)
