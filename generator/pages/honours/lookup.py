"""``/honours/``: a box that looks titles up, and what there is without a script: lists of editions, and figures."""

from __future__ import annotations

from msgspec import Struct

from generator.model import addresses
from generator.pages.context import Root
from generator.pages.honours.chart import charts
from generator.pages.honours.roster import Roster
from generator.pages.offers import Offer, size
from generator.render.links import relative
from generator.render.output import Page

TITLE = "荣誉名录"

_BEFORE = ("search/fold", "search/excerpt", "search/typing", "honours/engine", "honours/data")
_AFTER = ("honours/find", "honours/words", "honours/register")
_FILES = (
    ("titles", "csv", "称号（CSV）"),
    ("events", "csv", "登记事项（CSV）"),
    ("honours", "xlsx", "全部（XLSX）"),
    ("honours", "json", "全部（JSON）"),
    ("datapackage", "json", "字段说明"),
)


class Choices(Struct, frozen=True):
    """What can be chosen of the titles there are: values as they stand in the address, and what they are called."""

    series: tuple[tuple[str, str], ...]
    awards: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    districts: tuple[str, ...]
    years: tuple[str, ...]
    due: bool
    both: bool
    """Whether there are real titles and invented ones."""


def lookup(root: Root, rosters: list[Roster]) -> Page:
    """The page that looks titles up among all editions'. Those of drafts are found and not counted, like invented ones.

    Where there are no others they are counted, and the page says what they are.
    """
    real = [one for one in rosters if not one.demo]
    counted = [one for one in real or rosters if not one.draft] or real or rosters
    entries = sum(len(one.entries) for one in counted)
    description = (
        f"{entries}个称号命名以来的复查、更名、摘牌和撤销，可以按单位和日期查找。"
        if rosters
        else "获评单位的称号，以及命名以后的复查、更名、摘牌和撤销。"
    )
    return root.page(
        addresses.HONOURS,
        TITLE,
        description,
        "honours.html",
        values={
            "rosters": rosters,
            "choices": _choices(rosters, both=len(real) not in {0, len(rosters)}),
            "entries": entries,
            "held": sum(one.held for one in counted),
            "charts": charts(counted),
            "invented": not real,
            "files": _offers(root, demo=not real),
            "years": tuple(dict.fromkeys(one.years for one in rosters)),
        },
        styles=("honours.css",),
        scripts=_scripts(rosters) if rosters else (),
        wide=True,
        alone=True,
        demo=bool(rosters) and not real,
        draft=bool(counted) and all(one.draft for one in counted),
    )


def _scripts(rosters: list[Roster]) -> tuple[str, ...]:
    def asset(name: str) -> str:
        return f"assets/portal/{name}.js"

    data = (addresses.register_data(one.edition.series.id, one.edition.id) for one in rosters)
    return (*map(asset, _BEFORE), *data, *map(asset, _AFTER))


def _choices(rosters: list[Roster], *, both: bool) -> Choices:
    awards: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
    for roster in rosters:
        for entry in roster.entries:
            award = entry.title.award
            _, tiers = awards.setdefault((roster.edition.series.id, award.id), (award.name, {}))
            if award.tiered:
                tiers.update(roster.edition.campaign.tier_titles)
    return Choices(
        tuple(dict.fromkeys((one.edition.series.id, one.edition.series.title) for one in rosters)),
        tuple(
            (
                name,
                (
                    (f"{series}/{award}", "全部等次" if tiers else name),
                    *((f"{series}/{award}:{tier}", title) for tier, title in reversed(tiers.items())),
                ),
            )
            for (series, award), (name, tiers) in awards.items()
        ),
        tuple(dict.fromkeys(name for one in rosters for name in one.districts)),
        tuple(sorted({one.decision.date[:4] for one in rosters}, reverse=True)),
        any(one.years for one in rosters),
        both,
    )


def _offers(root: Root, *, demo: bool) -> tuple[Offer, ...]:
    """The register as open data; that of invented titles where there are no others."""
    found = []
    for name, suffix, called in _FILES:
        path = addresses.register_file(name, suffix, demo=demo)
        if (count := root.files.get(path)) is not None:
            save_as = f"{'【演示数据】' if demo else ''}荣誉名录-{called}.{suffix}"
            found.append(Offer(called, "", relative(addresses.HONOURS, path), size(count), save_as))
    return tuple(found)
