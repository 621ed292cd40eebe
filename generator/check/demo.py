"""Which sources are of demonstrations alone, for a portal that is to be built without them."""

from __future__ import annotations

from generator.looks import CAMPAIGNS
from generator.model.portal import Portal, lineage, publishing


def sources(portal: Portal) -> frozenset[str]:
    """The folders of demonstrations, and the files of federations that have to do with nothing else."""
    demo = [one for one in portal.series if one.demo]
    real = [one for one in portal.series if not one.demo]
    tiers = [tier for edition in portal.editions if not edition.series.demo for tier in edition.campaign.tiers]
    checking = {tier.checked_by for tier in tiers if tier.checked_by}
    needed = {*publishing(portal.federations, real)}
    needed |= {above for name in checking for above in lineage(portal.federations, name)}
    alone = set(publishing(portal.federations, demo)) - needed
    return frozenset(
        [
            *(f"{CAMPAIGNS}/{one.id}" for one in demo),
            *(f"rubrics/{one.id}" for one in demo),
            *(f"content/federations/{name}.yml" for name in alone),
        ]
    )
