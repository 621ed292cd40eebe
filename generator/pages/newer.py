"""Old editions say that they are, on every page, and lead to the same page of the current one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from generator.model.portal import Edition, Portal
from generator.pages.runs import order
from generator.render.links import relative
from generator.render.output import Newer, Page, Site
from generator.render.sitemap import pages_of


def told(portal: Portal, sites: list[Site]) -> list[Site]:
    """The sites of all editions, in their order; those that are older than the current one of their series say so.

    Where a series has several, each has a list of its pages too: Material's version selector stays on a page
    that the other edition has.
    """
    by_address = {site.address: site for site in sites}
    runs = Counter(edition.series.id for edition in portal.editions)
    currents = {one.series.id: one for one in portal.editions if one.id == one.series.current}
    made = []
    for edition, site in zip(portal.editions, sites, strict=True):
        current = currents[edition.series.id]
        if runs[edition.series.id] > 1:
            site = replace(site, files=(*site.files, pages_of(site)))  # noqa: PLW2901 - the same site and more
        if order(edition) < order(current):
            there = {page.address for page in by_address[current.address].pages}
            newer = tuple(_page(page, edition, current, there) for page in site.pages)
            site = replace(site, pages=newer)  # noqa: PLW2901 - the same site, and it says so
        made.append(site)
    return made


def _page(page: Page, edition: Edition, current: Edition, there: set[str]) -> Page:
    """A page of an old edition; where the current one has the same page, that is where one goes on."""
    label, newest, follows = edition.campaign.label, current.campaign.label, current.campaign.follows
    link = relative(page.address, f"../{current.id}/{page.address if page.address in there else ''}")
    more = f"{newest}沿用{label}的创建标准。" if follows and follows.edition == edition.id else ""
    return replace(page, newer=Newer(label, newest, link, more))
