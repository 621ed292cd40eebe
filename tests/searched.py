"""All files that are searched, as a build writes them site by site, and what the search page finds in them."""

from __future__ import annotations

from playwright.sync_api import Page

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


_ASK = """async ([queries, of]) => {
    const found = [];
    for (const query of queries) {
        const { hits } = await portalSearch.ask('../', query, of);
        found.push(hits.map(hit => [hit.page.address, hit.exact]));
    }
    return found;
}"""


def ask(page: Page, queries: list[str], of: str = "") -> list[dict[str, bool]]:
    """The pages that hold each query, best first, and whether in one piece."""
    return [dict(hits) for hits in page.evaluate(_ASK, [queries, of])]
