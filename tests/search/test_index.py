"""What is searched: the visible text of pages, where its parts are reached, and one file for each edition."""

from __future__ import annotations

import json

import pytest
import searched
import whole
from msgspec.structs import replace

from generator.model.addresses import is_earlier
from generator.model.portal import Portal
from generator.render.output import NavItem, Page, Site
from generator.search.records import records

TEXTS = {
    "inline elements do not part a text": ("<p>满意<strong>率</strong>达<a href='#'>90%</a></p>", ["满意率达90%"]),
    "blocks do": ("<tr><td>满意率</td><td>90%</td></tr>", ["满意率", "90%"]),
    "so does a line's end": ("<p>一<br>二</p>", ["一", "二"]),
    "white space is one space": ("<p> 一\n\t 二\u3000三 </p>", ["一 二 三"]),
    "entities are characters": ("<p>&lt;一&gt;&amp;&nbsp;二</p>", ["<一>& 二"]),
    "what is hidden is not seen": ("<div hidden><p>一</p><br>二</div><p>三</p>", ["三"]),
    "nor are scripts and templates": ("<script>1</script><noscript>2</noscript><template>3</template>四", ["四"]),
    "nor is the title of a picture": ("<svg><title>一</title><path/><text>二</text></svg>", ["二"]),
    "composed": ("<p>e\u0301</p>", ["\u00e9"]),
}
MARKS = {
    "from an anchor on": ("<p id='a'>一</p><p>二</p><p id='b'>三</p>", [(0, "a", 0), (2, "b", 0)]),
    "a heading is one": ("<h2 id='a'>一</h2><p>二</p>", [(0, "a", 1), (1, "a", 0)]),
    "each heading": ("<h2>一</h2><h3>二</h3>", [(0, "", 1), (1, "", 1)]),
    "an item's own anchor": ("<article id='item-1'><h3 id='title-1'>一</h3></article>", [(0, "item-1", 1)]),
    "no field and no button": ("<p id='a'>一<button id='b'>二</button><input id='c'>三</p>", [(0, "a", 0)]),
    "asides of any kind": (
        "<p id='a'>一<a class='p-source'>原文</a>，二</p><nav><h2>三</h2></nav>",
        [(0, "a", 0), (1, "a", 2), (2, "a", 0), (3, "a", 2)],
    ),
    "a term is one": ("<dl><div id='a'><dt data-term>一</dt><dd>二</dd></div></dl>", [(0, "a", 3), (1, "a", 0)]),
    "nothing hidden": ("<p hidden id='a'>一</p><p>二</p><p id='b'>三</p>", [(1, "b", 0)]),
}


def site(body: str, address: str = "notice/") -> Site:
    nav = (NavItem("通知", "notice/"), NavItem("表格打印", children=(NavItem("登记表", "forms/one/"),)))
    return Site("one/2020/", "门户", (Page(address, "标题", "", body),), nav)


@pytest.mark.parametrize(("body", "texts"), TEXTS.values(), ids=TEXTS)
def test_text(body: str, texts: list[str]) -> None:
    assert list(records(site(body), "")[0].texts) == texts


@pytest.mark.parametrize(("body", "marks"), MARKS.values(), ids=MARKS)
def test_marks(body: str, marks: list[tuple[int, str, int]]) -> None:
    assert list(records(site(body), "")[0].marks) == marks


@pytest.mark.parametrize(
    ("address", "kind", "echo"),
    [("notice/", "通知", 0), ("forms/one/", "表格打印", 1), ("x/", "", 0), ("standards/compare/a--b/", "", 2)],
)
def test_a_page_is_of_the_kind_that_the_navigation_calls_it(address: str, kind: str, echo: int) -> None:
    assert records(site("一", address), "某届")[0].head == (f"one/2020/{address}", "标题", kind, echo)


def handed(data: bytes) -> tuple[str, object]:
    """The function that a script calls, and the value that it hands over."""
    function, _, text = data.decode().partition("(")
    return function, json.loads(text.removesuffix(");\n"))


def test_an_edition_keeps_its_file_whatever_becomes_of_others(portal: Portal) -> None:
    sites = whole.sites(portal)
    before = {file.path: file.data for file in searched.files(portal, sites)}
    changed = replace(sites[1], pages=(*sites[1].pages, Page("new/", "新页", "", "<p>新的内容</p>")))
    after = {file.path: file.data for file in searched.files(portal, [sites[0], changed, *sites[2:]])}
    own = f"search/{changed.address.rstrip('/').replace('/', '.')}.js"
    assert [path for path, data in after.items() if before.get(path) != data] == [own]


def test_files_hold_every_page_once_and_the_list_names_them(portal: Portal) -> None:
    sites = whole.sites(portal)
    manifest, *files = searched.files(portal, sites)
    function, listed = handed(manifest.data)
    assert (manifest.path, function) == ("search/sites.js", "portalSearch.manifest")
    assert isinstance(listed, dict)
    assert sorted(one["file"] for one in listed["sites"]) == sorted(file.path for file in files)
    addresses = []
    for file in files:
        function, data = handed(file.data)
        assert function == "portalSearch.add"
        assert isinstance(data, dict)
        assert len(data["texts"]) == len(set(data["texts"]))
        addresses += [page[0] for page in data["pages"]]
    assert sorted(addresses) == sorted(_searched(sites))


def test_line_separators_end_no_script(portal: Portal) -> None:
    sites = [site("<p>一\u2028\u2029</p>")]
    sites[0] = replace(sites[0], address=portal.editions[0].address, pages=(Page("", "标\u2028题", "", "一"),))
    text = "".join(file.data.decode() for file in searched.files(portal, sites))
    assert "标\\u2028题" in text
    assert "\u2028" not in text


def test_over_its_limit_a_portal_leaves_it_to_pagefind(portal: Portal) -> None:
    sites = whole.sites(portal)
    small = replace(portal, settings=portal.settings.model_copy(update={"search_limit": 1}))
    (listed,) = searched.files(small, sites)
    assert listed.path == "search/sites.js"
    assert b'"pagefind":true' in listed.data
    assert b'"pagefind":false' in searched.files(portal, sites)[0].data


def _searched(sites: list[Site]) -> list[str]:
    """The addresses of all pages but the search itself and what was said before a correction."""
    every = [(one, page.address) for one in sites for page in one.pages]
    return [
        f"{one.address}{address}"
        for one, address in every
        if not (is_earlier(address) if one.address else address == "search/")
    ]
