"""All files that are searched, as a build writes them site by site."""

from __future__ import annotations

from generator import search
from generator.model.portal import Portal
from generator.render.output import OutputFile, Site


def files(portal: Portal, sites: list[Site]) -> list[OutputFile]:
    """The list of the sites first, then a file for each, where Pagefind is not to search them."""
    titles = {edition.address: edition.marked(edition.campaign.title) for edition in portal.editions}
    titles[""] = portal.settings.name
    made = {
        one.address: search.file(one.address, search.records(one, titles[one.address]))
        for one in sorted(sites, key=lambda one: not one.address)
    }
    manifest = search.manifest(portal, {address: len(one.data) for address, one in made.items()})
    return [manifest.file, *([] if manifest.pagefind else made.values())]
