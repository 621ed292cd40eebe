"""The site map: every page of every site, made from the sites themselves; of very many editions every campaign."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.model import addresses
from generator.pages.context import Root
from generator.pages.runs import MANY, Run, series_of
from generator.render.output import NavItem, Outline, Page

TITLE = "网站地图"


class Branch(Struct, frozen=True):
    """A page, or a group of pages; addresses are relative to the portal's root, empty for a mere group."""

    title: str
    address: str | None
    children: tuple[Branch, ...] = ()


def page(root: Root, own: Outline, runs: list[Run]) -> Page:
    """Every page: the portal's own, then each federation's campaigns with the current edition first.

    Of very many editions only the campaigns: each leads to its current edition, whose navigation has its pages.
    """
    portal, whole = root.portal, len(runs) <= MANY
    by: dict[str, list[Run]] = {name: [] for name in portal.federations}
    for run in runs:
        by[run.federation.id].append(run)
    campaigns = [
        (portal.federations[name], _campaigns(run_by) if whole else _currents(run_by))
        for name, run_by in by.items()
        if run_by
    ]
    counted = {series.federation for series in portal.counted}
    listed = "全部网页，按工会和活动列出" if whole else "网页和全部活动，按工会列出"
    return root.page(
        addresses.SITEMAP,
        TITLE,
        f"{portal.settings.name}的{listed}。",
        "sitemap.html",
        values={
            "own": _own(own),
            "campaigns": sorted(campaigns, key=lambda one: one[0].id not in counted),
            "whole": whole,
        },
        styles=("home.css",),
        wide=True,
    )


def _own(site: Outline) -> tuple[Branch, ...]:
    """The portal's own pages, with those of the register and of federations as groups."""
    found = _branches(site)
    federations = tuple(one for one in found if (one.address or "").startswith(addresses.FEDERATIONS))
    register = tuple(one for one in found if (one.address or "").startswith(addresses.HONOURS))
    rest = tuple(one for one in found if one not in federations + register)
    # The first page of the register is the way to the others.
    lookup = next(one for one in register if one.address == addresses.HONOURS)
    titles = replace(lookup, children=tuple(one for one in register if one != lookup))
    groups = (Branch("工会", None, federations),) if federations else ()
    return (*rest, Branch(TITLE, addresses.SITEMAP), titles, *groups)


def _campaigns(runs: list[Run]) -> tuple[Branch, ...]:
    found = []
    for current, newest in series_of(runs):
        editions = sorted(newest, key=lambda run: not run.is_current)
        children = tuple(Branch(run.edition.label, None, _branches(run.site)) for run in editions)
        found.append(Branch(_marked(current), None, children))
    return tuple(found)


def _currents(runs: list[Run]) -> tuple[Branch, ...]:
    return tuple(Branch(_marked(run), run.edition.address) for run, _ in series_of(runs))


def _marked(run: Run) -> str:
    return run.edition.marked(run.edition.series.title)


def _branches(site: Outline) -> tuple[Branch, ...]:
    """The pages of a site as its navigation has them; what is not in it stands at the end."""
    listed = {child.address for item in site.nav for child in item.children or (item,)}

    def branch(item: NavItem) -> Branch:
        if not item.children:
            return Branch(item.title, site.address + item.address)
        # The page that a group's pages stand below is the group's own, unless it is one of them.
        folder = item.children[0].address.partition("/")[0] + "/"
        leads = folder in site.titles and folder not in listed
        listed.update([folder] if leads else [])
        return Branch(item.title, site.address + folder if leads else None, tuple(map(branch, item.children)))

    found = [branch(item) for item in site.nav]
    rest = [Branch(title, site.address + address) for address, title in site.titles.items() if address not in listed]
    return (*found, *rest)
