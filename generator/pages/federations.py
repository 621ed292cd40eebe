"""A page for each federation that runs a campaign, and for each above one."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import addresses
from generator.model.campaign import Contact, Federation
from generator.model.portal import lineage, publishing
from generator.pages.context import Root
from generator.pages.runs import MANY, Run, series_of
from generator.render.output import Crumb, Page

_NAMED = 10
"""So many campaigns are named where a page is described in a line."""


def pages(root: Root, runs: list[Run], ready: Mapping[str, Page]) -> list[Page]:
    """The pages of all federations; those that are ``ready``, by their addresses, are not made again."""
    portal = root.portal
    names = publishing(portal.federations, portal.series)
    found: dict[str, list[Run]] = {name: [] for name in names}
    for run in runs:
        for name in run.lineage:
            found[name].append(run)
    return [
        ready.get(addresses.federation(name)) or _page(root, portal.federations[name], names, found[name])
        for name in names
    ]


def _page(root: Root, federation: Federation, names: tuple[str, ...], runs: list[Run]) -> Page:
    """Its campaigns with all their editions, those of federations below it, and whom to ask.

    What very many federations below it run stands on their pages alone.
    """
    portal = root.portal
    above = [portal.federations[name] for name in reversed(lineage(portal.federations, federation.id)[1:])]
    own = [run for run in runs if run.federation.id == federation.id]
    below = [run for run in runs if run.federation.id != federation.id]
    return root.page(
        addresses.federation(federation.id),
        federation.name,
        f"{federation.name}{'' if own else '下级工会'}的创建活动：{_titles(own or below)}。",
        "federation.html",
        values={
            "above": above[-1:],
            "children": [
                portal.federations[name] for name in names if portal.federations[name].parent == federation.id
            ],
            "series": series_of(own),
            "below": series_of(below) if len(below) <= MANY else [],
            "elsewhere": len(below) > MANY,
            "contacts": _contacts(own),
        },
        above=tuple(Crumb(one.name, addresses.federation(one.id)) for one in above),
        styles=("home.css",),
        wide=True,
        alone=True,
        demo=all(run.edition.series.demo for run in runs),
    )


def _titles(runs: list[Run]) -> str:
    titles = list(dict.fromkeys(run.edition.series.title for run in runs))
    return "、".join(titles[:_NAMED]) + (f"等{len(titles)}项" if len(titles) > _NAMED else "")


def _contacts(own: list[Run]) -> list[tuple[Contact, list[Run]]]:
    """Whom the notices of the current editions name, each once, with the editions that do."""
    found: dict[str, tuple[Contact, list[Run]]] = {}
    for run in own:
        contact = run.edition.campaign.contact
        if contact and run.is_current:
            found.setdefault(contact.model_dump_json(), (contact, []))[1].append(run)
    return list(found.values())
