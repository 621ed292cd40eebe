"""Old editions say that they are, on every page, and lead to the same page of the current one."""

from __future__ import annotations

from msgspec.structs import replace

from generator.model.portal import Edition, Portal
from generator.model.sequence import order
from generator.render.links import relative
from generator.render.output import Newer, Outline, Page, Site
from generator.render.sitemap import pages_of


def told(portal: Portal, edition: Edition, site: Site, newest: Outline) -> Site:
    """The site of an edition; where it is older than the current one, whose site is ``newest``, it says so.

    Where its series has several editions, it has a list of its pages too: Material's version selector stays on a page
    that the other edition has. A draft makes no edition an old one.
    """
    own = [one for one in portal.editions if one.series.id == edition.series.id]
    current = next(one for one in own if one.is_current)
    if len(own) > 1:
        site = replace(site, files=(*site.files, pages_of(site)))
    if order(edition) < order(current) and not current.is_draft:
        site = replace(site, pages=tuple(_page(page, edition, current, newest) for page in site.pages))
    return site


def _page(page: Page, edition: Edition, current: Edition, there: Outline) -> Page:
    """A page of an old edition; where the current one has the same page, that is where one goes on."""
    label, newest, follows = edition.campaign.label, current.campaign.label, current.campaign.follows
    link = relative(page.address, f"../{current.id}/{page.address if page.address in there.titles else ''}")
    more = f"{newest}沿用{label}的创建标准。" if follows and follows.edition == edition.id else ""
    return replace(page, newer=Newer(label, newest, link, more))
