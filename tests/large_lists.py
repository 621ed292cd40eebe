"""Editions with thousands of honorees and what became of them, made without chance: the same on every run.

For what must not be slow: the register, and the page of a list (``bench/honours.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import searched
import small_portals
import whole
from msgspec.structs import replace

from generator import downloads, resources
from generator.build.shell import Shell
from generator.build.write import write
from generator.model.campaign import Tier, Upkeep
from generator.model.honours import Award, Decision, DocumentRef, Event, Honoree, Kind, Later, Outcome
from generator.model.portal import Edition, Honours, Portal
from generator.render.output import Kept

UNITS = 5_000
DISTRICTS = tuple(
    f"{name}区" for name in ("云杉", "白桦", "银杏", "水杉", "红松", "香樟", "雪松", "梧桐", "海棠", "丁香")
)
_PLACES = "东西南北中上下前后左右内外新旧高长大远平安"
_TRADES = ("机械", "纺织", "化工", "建材", "物流", "食品", "电子", "印刷", "船舶", "矿业", "园林", "医药", "仪表")
_KINDS = ("有限公司", "有限责任公司", "集团公司", "中心小学", "人民医院")
AWARD = Award(id="star", name="示例市星级职工之家", tiered=True)


def unit(at: int) -> str:
    """The name of a unit; no two are alike."""
    place = _PLACES[at % len(_PLACES)] + _PLACES[at // len(_PLACES) % len(_PLACES)]
    return f"示例市{place}{_TRADES[at % len(_TRADES)]}{at:04}{_KINDS[at % len(_KINDS)]}"


def tiers() -> tuple[Tier, ...]:
    """Three tiers, the lowest first."""
    usual = small_portals.starter().editions[0].campaign.tiers[0]
    names = {"three": "三星级", "four": "四星级", "five": "五星级"}
    return tuple(usual.model_copy(update={"id": name, "title": title}) for name, title in names.items())


def edition(  # noqa: PLR0913 - one call site shape for every edition
    honorees: Sequence[Honoree],
    events: Sequence[Event],
    *,
    name: str = "2021",
    granted: str = "2021-10-11",
    years: int | None = 2,
    demo: bool = False,
    **outcome: object,
) -> Edition:
    """An edition of the starter's series that granted titles on a day; its later document is ``review``."""
    paper = {"issuer": "示例市总工会", "kind": "decision", "addressees": "各工会："}
    decision = Decision(
        title=("关于命名示例市星级职工之家的决定",),
        date=granted,
        published=f"{granted} 09:00",
        number=f"示工发〔{name}〕1号",
        **paper,
    )
    later = Later(id="review", title=("关于复查结果的通报",), date="2023-09-20", **paper)
    given = {"awards": (AWARD,), "decision": decision, "documents": (later,), "groups": ("tier", "district")} | outcome
    one = small_portals.edition(name=name, demo=demo)
    upkeep = (Upkeep(text="每两年复查一次", quote="复查", clause="purpose", years=years),)
    campaign = one.campaign.model_copy(update={"tiers": tiers(), "upkeep": upkeep, "label": f"{name}年"})
    agreed, text = Outcome.model_validate(given), one.notice
    return replace(
        one,
        campaign=campaign,
        honours=Honours(agreed, None, text, {"review": text}, tuple(honorees), tuple(events)),
    )


def honorees(count: int) -> list[Honoree]:
    """A list in the order of tiers and districts."""
    per = -(-count // (3 * len(DISTRICTS)))
    names = ("five", "four", "three")
    return [
        Honoree(
            f"{at + 1:04}", "star", names[at // per // len(DISTRICTS)], unit(at), DISTRICTS[at // per % len(DISTRICTS)]
        )
        for at in range(count)
    ]


def events(count: int, document: DocumentRef) -> list[Event]:
    """Every title was reviewed; some were lowered, renamed, merged or revoked."""

    def event(at: int, line: int) -> Event:
        number, day = f"{at + 1:04}", "2023-09-20"
        if at % 97 == 0:
            return Event(number, day, Kind.REVOKED, document, "申报材料弄虚作假", line=line)
        if at % 89 == 0:
            return Event(number, day, Kind.RENAMED, document, "企业更名", name=f"更名后的{unit(at)}", line=line)
        if at % 83 == 0:
            return Event(number, day, Kind.LOWERED, document, "复查达不到所授星级标准", "three", line=line)
        if at % 79 == 0:
            return Event(number, day, Kind.WARNED, document, "两项制度没有建立", until="2023-12-31", line=line)
        if at % 73 == 0:
            return Event(number, day, Kind.MERGED, document, "并入其他单位", name=unit(at + 1), line=line)
        return Event(number, day, Kind.KEPT, document, "复查达到所授星级标准", line=line)

    return [event(at, at + 2) for at in range(count)]


def portal(count: int = UNITS, **settings: object) -> Portal:
    """One edition of so many titles, reviewed once."""
    one = edition(honorees(count), events(count, DocumentRef("2021", "review")), districts=DISTRICTS)
    return of(one, **settings)


def build(out: Path, _work: Path | None = None) -> None:
    """Build that portal: its pages and what they read, no documents."""
    made = portal()
    found = resources.find(Path(__file__).resolve().parent.parent)
    files = downloads.register.files(made)
    sites = whole.sites(made, {file.path: len(file.data) for file in files})
    files += searched.files(made, sites[1:])  # not those of the register: nobody looks there for a unit
    shell = Shell(found)
    for site in sites:
        files += [*site.files, *shell.pages(site)]
    assets = [Kept(name, path, path.stat().st_size, "") for name, path in shell.assets()]
    write(out, files, assets)


def of(*editions: Edition, **settings: object) -> Portal:
    """A portal of these editions and their series."""
    series = {one.series.id: one.series for one in editions}
    return replace(small_portals.portal(*editions, **settings), series=tuple(series.values()))
