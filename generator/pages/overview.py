"""The overview of an edition: seven questions answered at the top, everything else below."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.model import addresses
from generator.model.campaign import Cited, Veto
from generator.model.form import Form
from generator.model.portal import Edition
from generator.model.sequence import before
from generator.pages import honorees, timeline
from generator.pages.context import Context
from generator.render.output import Page


class Short(Struct, frozen=True):
    """What stands at the top: the facts with a short wording, or all where none has one."""

    facts: tuple[Cited, ...]
    whole: bool

    @classmethod
    def of(cls, facts: Sequence[Cited]) -> Short:
        """The short answer that these facts give."""
        brief = tuple(fact for fact in facts if fact.brief)
        return cls(brief or tuple(facts), not brief)


class Bars(Struct, frozen=True):
    """Vetoes of the same forms, named where they are not for all."""

    names: str
    vetoes: tuple[Veto, ...]
    short: Short


def page(context: Context) -> Page:
    """Who may apply, by when, how many points, what bars, what to hand in, what one gets, whom to ask."""
    edition, campaign, rules = context.edition, context.edition.campaign, context.rules
    bars, hand_in = _bars(rules.edition), Short.of(campaign.materials)
    ruled = rules.edition.campaign
    readings = list(dict.fromkeys(veto.reading for veto in ruled.vetoes if veto.reading))
    return context.page(
        addresses.OVERVIEW,
        campaign.title,
        edition.series.summary,
        "overview.html",
        values={
            "rules": rules,
            "earlier": before(context.portal, edition),
            "ruled": ruled,
            "checked": any(tier.checked_by for tier in ruled.tiers),
            "who": Short.of(campaign.objects),
            "when_due": Short.of(campaign.phases),
            "unscored": bool(edition.rubrics) and not any(rubric.summed for rubric in edition.rubrics),
            "bars": bars,
            "bars_few": sum(len(one.short.facts) for one in bars) <= len(hand_in.facts),
            # Several vetoes may rest on one reading: it is said once.
            "veto_readings": readings,
            "unbarred": _unbarred(rules.edition),
            "bars_below": _needs_more(bars, readings) or any(level.bars for level in ruled.levels),
            "hand_in": hand_in,
            "get": Short.of(campaign.awards),
            "upkeep": _upkeep(context),
            "unlisted": _unlisted(edition),
            "spans": {phase.id: timeline.span(campaign.document, phase) for phase in campaign.phases},
            "chart": timeline.chart(campaign.document, campaign.phases),
            "result": honorees.result(edition),
            "ended": honorees.ended(edition),
        },
        styles=("overview.css",),
        wide=True,
    )


class Upkeep(Struct, frozen=True):
    """What follows the naming, and the way to the edition that says so."""

    facts: tuple[Cited, ...]
    way: str


def _upkeep(context: Context) -> Upkeep:
    own = context.edition.campaign.upkeep
    return Upkeep(own, "") if own else Upkeep(context.rules.edition.campaign.upkeep, context.rules.way)


def _bars(edition: Edition) -> list[Bars]:
    groups: dict[tuple[str, ...], list[Veto]] = {}
    for veto in edition.campaign.vetoes:
        groups.setdefault(veto.rubrics, []).append(veto)
    names = edition.rubric_names
    return [
        Bars("、".join(names[name] for name in rubrics), tuple(vetoes), Short.of(vetoes))
        for rubrics, vetoes in groups.items()
    ]


def _unbarred(edition: Edition) -> str:
    """The forms of which no veto speaks, where the document has vetoes for the others."""
    limited = {name for veto in edition.campaign.vetoes for name in veto.rubrics}
    if not limited or any(not veto.rubrics for veto in edition.campaign.vetoes):
        return ""
    return "、".join(rubric.short for rubric in edition.rubrics if rubric.id not in limited)


def _unlisted(edition: Edition) -> list[Form]:
    """The registration forms that no line of the 附件说明 names."""
    named = {attachment.form for attachment in edition.campaign.attachments}
    return [form for form in edition.forms if form.id not in named]


def _needs_more(bars: list[Bars], readings: list[str]) -> bool:
    """Whether the top leaves anything of the vetoes unsaid."""
    return bool(readings) or any(not one.short.whole for one in bars)
