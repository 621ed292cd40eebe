"""A page for each federation that runs a campaign, and for each above one."""

from __future__ import annotations

from generator.model import addresses
from generator.model.campaign import Contact, Federation
from generator.model.portal import lineage, publishing
from generator.pages.context import Root
from generator.pages.runs import Run, series_of
from generator.render.output import Crumb, Page


def pages(root: Root, runs: list[Run]) -> list[Page]:
    """The pages of all federations."""
    portal = root.portal
    names = publishing(portal.federations, portal.series)
    return [_page(root, portal.federations[name], names, runs) for name in names]


def _page(root: Root, federation: Federation, names: tuple[str, ...], runs: list[Run]) -> Page:
    """Its campaigns with all their editions, those of federations below it, and whom to ask."""
    portal = root.portal
    above = [portal.federations[name] for name in reversed(lineage(portal.federations, federation.id)[1:])]
    own = [run for run in runs if run.federation.id == federation.id]
    below = [run for run in runs if federation.id in run.lineage[1:]]
    titles = "、".join(dict.fromkeys(run.edition.series.title for run in own or below))
    return root.page(
        addresses.federation(federation.id),
        federation.name,
        f"{federation.name}{'' if own else '下级工会'}的创建活动：{titles}。",
        "federation.html",
        values={
            "above": above[-1:],
            "children": [
                portal.federations[name] for name in names if portal.federations[name].parent == federation.id
            ],
            "series": series_of(own),
            "below": series_of(below),
            "contacts": _contacts(own),
        },
        above=tuple(Crumb(one.name, addresses.federation(one.id)) for one in above),
        styles=("home.css",),
        wide=True,
        alone=True,
        demo=all(run.edition.series.demo for run in own + below),
    )


def _contacts(own: list[Run]) -> list[tuple[Contact, list[Run]]]:
    """Whom the notices of the current editions name, each once, with the editions that do."""
    found: dict[str, tuple[Contact, list[Run]]] = {}
    for run in own:
        contact = run.edition.campaign.contact
        if contact and run.is_current:
            found.setdefault(contact.model_dump_json(), (contact, []))[1].append(run)
    return list(found.values())
