"""``sitemap.xml``: every page of the built site, in as many files as are needed; no address where there is nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import honoured
from lxml import etree
from small_portals import ADDRESS, STARTER

from generator import pipeline
from generator.render import sitemap
from generator.render.output import Page, Site

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_page_has_its_public_address(tmp_path: Path) -> None:
    shutil.copytree(STARTER, tmp_path / "portal")
    settings = tmp_path / "portal/content/portal.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\naddress: {ADDRESS}\n", "utf-8")
    honoured.put_online(tmp_path / "portal")
    site = tmp_path / "public"
    pipeline.build(tmp_path / "portal", site, tmp_path / "work")

    root = etree.parse(site / sitemap.PATH).getroot()
    assert root.tag == f"{NAMESPACE}urlset"
    assert {child.tag for child in root} == {f"{NAMESPACE}url"}
    listed = [url.findtext(f"{NAMESPACE}loc", "") for url in root]

    # The way into a series leads on at once, so it is no page.
    built = [path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")]
    pages = [f"{ADDRESS}{folder}/".replace("/./", "/") for folder in built if folder != "demo"]
    assert sorted(listed) == sorted(pages)
    assert f"{ADDRESS}demo/2026/notice/" in listed
    canonical = f'<link rel="canonical" href="{ADDRESS}demo/2026/notice/">'
    assert canonical in (site / "demo/2026/notice/index.html").read_text("utf-8")


def test_without_an_address_there_is_no_sitemap(site: Path) -> None:
    assert not (site / sitemap.PATH).exists()


def test_more_addresses_than_a_file_may_hold_are_several_files_and_an_index() -> None:
    pages = tuple(Page(f"{at}/", "", "", "") for at in range(50_000))
    sites = [Site("", "", pages[:1], (), url=ADDRESS), Site("a/", "", pages, (), url=f"{ADDRESS}a/")]
    index, *parts = sitemap.render(sites[0].outline, [sites[1].outline])
    assert (index.path, [one.path for one in parts]) == (sitemap.PATH, ["sitemap-1.xml", "sitemap-2.xml"])
    root = etree.fromstring(index.data)
    assert root.tag == f"{NAMESPACE}sitemapindex"
    assert [one.findtext(f"{NAMESPACE}loc") for one in root] == [f"{ADDRESS}{one.path}" for one in parts]
    listed = [[one.findtext(f"{NAMESPACE}loc") for one in etree.fromstring(part.data)] for part in parts]
    assert [len(one) for one in listed] == [50_000, 1]
    assert [*listed[0], *listed[1]] == [f"{site.url}{page.address}" for site in sites for page in site.pages]
