"""The site as a ZIP: what is in it, that every link of every page finds its file, and that it works in a browser."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from handmade_site import site_of
from pages_of_site import Page, Site
from playwright.sync_api import Browser, expect
from visitor import answer

from generator.problems import ProblemsFoundError
from generator.publish import archive, manifest, offline

OUTSIDE = {"mailto", "tel", "http", "https"}


@pytest.fixture(scope="module")
def packed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> archive.Archived:
    """The repository's own site as a ZIP."""
    return archive.write(site, tmp_path_factory.mktemp("packed") / "门户.zip")


@pytest.fixture(scope="module")
def stick(packed: archive.Archived, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that one gets by unpacking it, its name Chinese and with a space as on a clerk's stick."""
    folder = tmp_path_factory.mktemp("U 盘") / "工会 资料"
    with zipfile.ZipFile(packed.out) as file:
        file.extractall(folder)
    (only,) = folder.iterdir()
    return only


def refused(site: Path, out: Path) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFoundError) as caught:
        archive.write(site, out)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_what_stands_in_the_zip(packed: archive.Archived, site: Path) -> None:
    with zipfile.ZipFile(packed.out) as file:
        infos = file.infolist()
        assert file.testzip() is None
        for info in infos:
            path = info.filename.removeprefix(f"{packed.folder}/")
            if not path.endswith((".html", archive.GUIDE)):
                assert file.read(info) == (site / path).read_bytes(), path
    names = [info.filename.removeprefix(f"{packed.folder}/") for info in infos]
    listed = set(manifest.of(site).files)
    assert listed - set(names) <= {"404.html", "sitemap.xml"}
    assert set(names) - listed == {archive.GUIDE}
    assert [name for name in names if not name.isascii()] == [archive.GUIDE]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {stat.S_IMODE(info.external_attr >> 16) for info in infos} == {0o644}
    assert [info.flag_bits & 0x800 for info in infos if not info.filename.isascii()] == [0x800]
    # Desktop of a user of eight letters, inside the folder that the Explorer makes by the name of the ZIP.
    assert max(len(rf"C:\Users\zhangsan\Desktop\{packed.out.stem}\{info.filename}") for info in infos) < 260


def test_the_guide_reads_in_notepad(packed: archive.Archived, stick: Path) -> None:
    data = (stick / archive.GUIDE).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    text = data.decode("utf-8-sig")
    assert text.startswith("基层工会创建活动门户\r\n")
    for words in ("全部解压缩", packed.folder, "index.html", "演示数据", packed.digest, "站内搜索，"):
        assert words in text
    assert stick.name == packed.folder == f"portal-{packed.digest[:8]}"


def test_every_link_of_every_page_finds_its_file(stick: Path) -> None:
    """Even with scripts off: a folder is not enough, there must be a file at that very address."""
    unpacked = Site(stick)
    ids = {f"{page.path}": page.ids for page in unpacked.pages.values()}
    walked, dead = 0, []
    for page in unpacked.pages.values():
        for link in references(page):
            parts = urlsplit(urljoin(page.path.as_uri(), link))
            if parts.scheme in OUTSIDE:
                continue
            walked += 1
            file, anchor = unquote(parts.path), unquote(parts.fragment)
            if not Path(file).is_file() or (anchor and anchor not in ids.get(file, {})):
                dead.append((str(page.path.relative_to(stick)), link))
    assert dead == []
    assert walked > 5000


def references(page: Page) -> list[str]:
    refreshed = [node.attributes["content"] or "" for node in page.tree.css('meta[http-equiv="refresh"]')]
    found = [link for link in page.references() if not link.startswith("https://site.invalid/")]
    return found + [one.partition("url=")[2] for one in refreshed]


def test_pages_differ_from_the_served_ones_by_links_only(stick: Path, site: Path) -> None:
    for path in sorted(stick.rglob("*.html")):
        served = (site / path.relative_to(stick)).read_text("utf-8")
        here = re.sub(r'<p class="p-packed">[^<]*</p>', "", path.read_text("utf-8"))
        served, here = (re.sub(r'((?:href|action|content)=")[^"]*"', r"\1", text) for text in (served, here))
        assert here == served, path


@pytest.mark.parametrize(
    ("tag", "there"),
    [
        ('<a href="notice/#x">', '<a href="notice/index.html#x">'),
        ("<a class='a' href='../'>", "<a class='a' href=\"../index.html\">"),
        ("<A HREF=..>", '<A HREF="../index.html">'),
        ('<a href="./?q=1&amp;b=&quot;2">', '<a href="./index.html?q=1&amp;b=&quot;2">'),
        ('<form\n action="notice">', '<form\n action="notice/index.html">'),
        (
            '<meta http-equiv="refresh" content="0; url=notice/">',
            '<meta http-equiv="refresh" content="0; url=notice/index.html">',
        ),
        ('<a href="%6Eotice/">', '<a href="%6Eotice/index.html">'),
        ('<a title=\' href="notice/" \' href="a.pdf">', None),
        ('<meta name="description" content="notice/">', None),
        ('<!-- <a href="notice/"> --><script>"<a href=\\"notice/\\">"</script><textarea><a href="b"></textarea>', None),
        ('<a href="#x"><a href=""><a href="none/"><a href="https://a.cn/notice/"><a href="//notice/"><a href>', None),
        ('<a href="javascript:notice/"><a href="notice/index.html"><a href="//["><div data-root="../">', None),
    ],
)
def test_what_leads_to_a_folder_leads_to_its_page(tag: str, there: str | None) -> None:
    files = {"index.html", "2026/index.html", "2026/notice/index.html"}
    text = f"<title>甲&amp;乙</title>丙\r\n<p>{tag}<b>"
    made = offline.page(text.encode(), "2026/index.html", files)
    assert made.data.decode() == f"<title>甲&amp;乙</title>丙\r\n<p>{there or tag}<b>"
    assert (made.title, made.told) == ("甲&乙", frozenset())


@pytest.mark.parametrize(
    ("said", "words"),
    [('class="p-demo"', "里面有演示数据"), ("class='x p-draft'", "里面有草稿"), ('id="p-draft"', None)],
)
def test_the_guide_says_what_the_pages_say_of_themselves(tmp_path: Path, said: str, words: str | None) -> None:
    site = site_of(tmp_path / "site", {"index.html": f"<aside {said}>".encode()})
    done = archive.write(site, tmp_path / "site.zip")
    with zipfile.ZipFile(done.out) as file:
        guide = file.read(f"{done.folder}/{archive.GUIDE}").decode("utf-8-sig")
    assert re.findall("注意：(里面有[^。]*)", guide) == [words] * bool(words)


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    files = {
        "b/index.html": b"<a href='../'>b</a>",
        "a.css": b"a{}",
        "sitemap.xml": b"x",
        "404.html": b"x",
        "CNAME": b"x",
    }
    first = archive.write(site_of(tmp_path / "first", files), tmp_path / "first.zip")
    archive.write(site_of(tmp_path / "second", {"what.was": b"there"}), tmp_path / "second.zip")
    second = archive.write(site_of(tmp_path / "second", dict(reversed(files.items()))), tmp_path / "second.zip")
    assert first.out.read_bytes() == second.out.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "first.zip", "second", "second.zip"]
    with zipfile.ZipFile(first.out) as file:
        names = [name.partition("/")[2] for name in file.namelist()]
        assert names == ["a.css", "b/index.html", "index.html", archive.GUIDE]
        assert "演示数据" not in file.read(f"{first.folder}/{archive.GUIDE}").decode()
    assert first.lines()[0].startswith(f"已写成 {tmp_path / 'first.zip'}：4 个文件，0.0 MB")


def test_a_site_searched_with_pagefind_says_what_does_not_work(tmp_path: Path) -> None:
    made = archive.write(site_of(tmp_path / "site", {"search/pagefind/wasm.x.pagefind": b"x"}), tmp_path / "a.zip")
    with zipfile.ZipFile(made.out) as file:
        assert [name for name in file.namelist() if "pagefind" in name] == []
        assert "请用“网站地图”查找" in file.read(f"{made.folder}/{archive.GUIDE}").decode()
    assert "离线时不能搜索" in made.lines()[2]


def test_what_windows_cannot_unpack(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", {})
    for path in (
        "a/aux/index.html",
        "NUL.txt",
        "com1.x/a",
        "x/a?b",
        "x/dot./a",
        f"{'d' * 120}/{'e' * 120}",
        "Case",
        "case",
    ):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(b"x")
    said = refused(site, tmp_path / "a.zip")
    assert {code for code, _ in said} == {"PUB031"}
    assert len(said) == 7
    assert sum("Windows 不能用" in words for _, words in said) == 5
    assert not (tmp_path / "a.zip").exists()


def test_long_names_are_told(tmp_path: Path) -> None:
    made = archive.write(site_of(tmp_path / "site", {f"{'d' * 70}/{'e' * 70}": b""}), tmp_path / "a.zip")
    assert made.deep
    assert "根目录" in made.lines()[-1]


def test_places_that_no_zip_can_be_written_to(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", {})
    (tmp_path / "folder.zip").mkdir()
    for out in (tmp_path / "a.rar", tmp_path / "folder.zip", site / "a.zip"):
        assert [code for code, _ in refused(site, out)] == ["PUB030"]
    assert [code for code, _ in refused(site, tmp_path / "none" / "a.zip")] == ["PUB005"]
    shutil.rmtree(site)
    assert [code for code, _ in refused(site, tmp_path / "a.zip")] == ["PUB001"]


def _zip(out: Path, *names: str) -> None:
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "mine")


OTHERS: dict[str, Callable[[Path], object]] = {
    "no ZIP": lambda out: out.write_bytes(b"mine"),
    "empty": lambda out: out.touch(),
    "a ZIP with nothing in it": _zip,
    "papers": lambda out: _zip(out, "名册.xlsx", "照片/1.jpg"),
    "a folder called alike": lambda out: _zip(out, "portal-2026/index.html", "portal-2026/名册.xlsx"),
    "more than the site": lambda out: _zip(out, "照片/1.jpg", f"portal-12345678/{archive.GUIDE}"),
}


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "名册.zip")
    said = "已经有这个文件，它不是 portal publish 写的压缩包，没有覆盖。"
    assert refused(site_of(tmp_path / "site", {}), tmp_path / "名册.zip") == [("PUB032", said)]


@pytest.mark.parametrize("what", OTHERS)
def test_a_file_of_somebody_else_is_not_replaced(tmp_path: Path, what: str) -> None:
    site, out = site_of(tmp_path / "site", {}), tmp_path / "名册.zip"
    OTHERS[what](out)
    before = out.read_bytes()
    assert refused(site, out) == [("PUB032", "已经有这个文件，它不是 portal publish 写的压缩包，没有覆盖。")]
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "名册.zip"]


def test_a_site_that_changes_meanwhile_leaves_the_zip_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, out = site_of(tmp_path / "site", {"a.css": b"a"}), tmp_path / "a.zip"
    archive.write(site, out)
    before = hashlib.sha256(out.read_bytes()).digest()
    listed = manifest.of(site)
    (site / "a.css").write_bytes(b"b")
    monkeypatch.setattr(manifest, "of", lambda _: listed)
    assert [code for code, _ in refused(site, out)] == ["PUB027"]
    assert hashlib.sha256(out.read_bytes()).digest() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "site"]


def test_it_all_works_from_the_stick(stick: Path, browser: Browser) -> None:
    """Search, a calculator, the register, a list, other years: as a clerk clicks, who has no server."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else complaints.append(r.url))
    page.goto((stick / "index.html").as_uri())
    expect(page.locator(".p-packed")).to_be_hidden()

    box = page.locator("[data-search-input]")
    box.fill("满意率90%")
    box.press("Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("找到")
    hit = page.locator(".p-hit__title").first
    with context.expect_page() as other:
        hit.click(button="middle")  # a tab of its own, in which Chromium 150 crashes under remote control
    other.value.close()
    tab = context.new_page()
    tab.goto(hit.evaluate("hit => hit.href"))
    assert urlsplit(tab.url).path.endswith("/index.html")
    tab.close()
    page.locator(".p-hit__place").first.click()
    expect(page.locator("h1").first).to_be_visible()
    assert urlsplit(page.url).path.endswith("/index.html")

    page.goto((stick / "rushan-huoli-xingji/index.html").as_uri())  # the current year, by itself
    page.wait_for_url(re.compile("rushan-huoli-xingji/2020/index.html$"))
    page.get_by_role("link", name="企业工会自评计分").click()
    answer(page, "1.committees", value=True)
    expect(page.locator("[data-total]")).to_have_text("0 至 99")

    page.get_by_role("link", name="荣誉名录", exact=True).first.click()
    page.locator("[data-honours-words]").fill("桃源旅游")
    expect(page.locator(".p-unit h2").first).to_contain_text("示例市桃源旅游开发有限公司")
    page.locator(".p-unit details > summary").first.click()
    page.get_by_role("link", name="这个称号的固定网址").first.click()
    page.wait_for_url(re.compile(r"honours/shili-xingji/20\d\d/index\.html#no-"))

    page.goto((stick / "shili-xingji/2024/honorees/index.html").as_uri())
    page.get_by_label("单位名称", exact=True).fill("桃源旅游")
    expect(page.locator(".p-filter [role=status]")).to_contain_text("1")

    # The selector of years needs a server: it is not there, and plain links are.
    page.goto((stick / "shili-xingji/2021/index.html").as_uri())
    expect(page.locator(".md-version")).to_have_count(0)
    page.locator(".p-crumbs a").first.click()
    page.locator('a[href$="shili-xingji/2024/index.html"]').first.click()
    expect(page.locator("h1")).to_contain_text("2024年")
    context.close()
    assert complaints == []
