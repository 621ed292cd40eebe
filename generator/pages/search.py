"""The search page: a box, and room for what the visitor's browser finds."""

from __future__ import annotations

from generator.model import addresses
from generator.pages.context import Root
from generator.render.output import Page

TITLE = "站内搜索"

_SCRIPTS = ("fold", "match", "near", "excerpt", "typing", "pagefind", "source")
"""Parts of the search before the list of sites, which tells it what there is."""


def page(root: Root) -> Page:
    """The one page that searches; the boxes of all others lead here."""
    parts = [f"assets/portal/search/{name}.js" for name in _SCRIPTS]
    return root.page(
        addresses.SEARCH,
        TITLE,
        f"在{root.portal.settings.name}的通知、标准、表格和问答里搜索。",
        "search.html",
        values={"register": root.portal.has_titles},
        styles=("search.css",),
        scripts=(*parts, addresses.SEARCH_MANIFEST, "assets/portal/search/view.js"),
        alone=True,
    )
