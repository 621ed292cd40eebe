"""What the drafts say, as prepared values: templates hold words and no logic of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from generator.check import numbers, numerals
from generator.documents import roll
from generator.model.base import period
from generator.model.campaign import Contact, joint
from generator.model.honours import BLANK, OTHER, Honoree, Objections
from generator.model.portal import Edition, Honours
from generator.widths import ems

_TITLE = 20  # characters of a line of the title


class Days(Struct, frozen=True):
    """The days of a public notice, ``""`` where not known yet, and how many working days there are."""

    first: str = ""
    last: str = ""
    count: int = 0

    @property
    def words(self) -> tuple[str, str, str]:
        """First and last day as documents write them, and the number of days in Chinese."""
        first = period(self.first) if self.first else blank("公示的第一天")
        last = period(self.last) if self.last else blank("公示的最后一天，满五个工作日")
        return first, last, numerals.chinese(self.count)


class Share(Struct, frozen=True):
    """How many of the units are of a tier or a district."""

    name: str
    count: int


class Grant(Struct, frozen=True):
    """An award, how many units get it, which of them is named first, and how many there are of each tier."""

    award: str
    count: int
    first: str
    tiers: tuple[Share, ...]


class Units(Struct, frozen=True):
    """The units of a list: by award, by district where the list is grouped so, and in all."""

    grants: tuple[Grant, ...]
    districts: tuple[Share, ...]
    total: int


class Facts(Struct, frozen=True):
    """Everything that a template can say; a mark stands for what only a person knows."""

    issuer: str
    title: tuple[str, ...]
    annex: str
    date: str
    basis: str
    addressees: str
    units: Units
    days: Days | None
    contact: Contact | None
    kind: str = ""
    refused: tuple[Honoree, ...] = ()
    incentives: tuple[str, ...] = ()

    @property
    def issuers(self) -> str:
        """Who issues it, as running text names several."""
        return "、".join(joint(self.issuer))

    @property
    def address(self) -> str:
        """Where objections are sent; empty where it is not known."""
        return self.contact.address if isinstance(self.contact, Objections) else ""

    @property
    def objections(self) -> str:
        """What to write of the objections, and which units of the public notice are not granted the title."""
        named = "、".join(f"{one.unit}（{one.refused}）" for one in self.refused)
        left = f"；公示过、没有命名的{len(self.refused)}个：{named}" if self.refused else ""
        return f"有没有收到异议，怎样核实处理，例如：未收到异议{left}"

    @property
    def incentive(self) -> str:
        """What the notice says of money and other incentives, to write about or not."""
        return f"激励措施，以句号结束，不写的删去这一段。通知原文：{'；'.join(self.incentives)}"


def blank(what: str) -> str:
    """A mark where a person must write."""
    return f"{BLANK}：{what}】"


def announced(edition: Edition, honours: Honours, days: Days) -> Facts:
    """What the public notice says: of every unit in the list."""
    said, label = honours.outcome.announcement, edition.campaign.label
    awards = _awards(honours, honours.honorees)
    return Facts(
        issuer=said.issuer if said else edition.campaign.document.issuer,
        title=said.title if said else titled(f"关于{label}", *awards, "拟命名单位的公示"),
        annex=(said.annex or "") if said else f"{label}{''.join(awards)}拟命名单位名单",
        date=said.date if said else days.first,
        basis=_basis(edition),
        addressees="",
        units=units(edition, honours, honours.honorees),
        days=days,
        contact=said.contact if said else _contact(edition),
    )


def decided(edition: Edition, honours: Honours, days: Days | None, kind: str, day: str | None) -> Facts:
    """What the decision says: of the units that are granted a title."""
    said = honours.outcome.decision
    granted = honours.kept
    awards, label = _awards(honours, granted), edition.campaign.label
    last = f"{awards[-1]}的{'决定' if kind == 'decision' else '通报'}"
    return Facts(
        issuer=said.issuer if said else edition.campaign.document.issuer,
        title=said.title if said else titled(f"关于命名{label}", *awards[:-1], last),
        annex=(said.annex or "") if said else f"{label}{''.join(awards)}名单",
        date=day or "",
        basis=_basis(edition),
        addressees=said.addressees if said else edition.campaign.document.addressees,
        units=units(edition, honours, granted),
        days=days,
        contact=None,
        kind=kind,
        refused=tuple(one for one in honours.honorees if one.refused),
        incentives=tuple(f"“{' '.join(one.quote.split())}”（{one.clause}）" for one in edition.campaign.awards),
    )


def units(edition: Edition, honours: Honours, listed: Iterable[Honoree]) -> Units:
    """The units in the order in which the list is printed, counted."""
    outcome = honours.outcome
    found = [one for part in roll.parts(outcome, edition.campaign, listed) for one in part.honorees]
    tiers = {tier.id: tier.title for tier in reversed(edition.campaign.tiers)}
    grants = []
    for award in outcome.awards:
        of_it = [one for one in found if one.award == award.id]
        counts = Counter(one.tier for one in of_it)
        shares = tuple(Share(title, counts[tier]) for tier, title in tiers.items() if counts[tier])
        grants += [Grant(quoted(award.name), len(of_it), of_it[0].unit, shares)] if of_it else []
    named = "district" in outcome.groups
    districts = Counter(one.district or OTHER for one in found) if named else Counter[str]()
    return Units(tuple(grants), tuple(Share(*one) for one in districts.items()), len(found))


def quoted(name: str) -> str:
    """An award in quotation marks, unless its own name has some."""
    return name if "“" in name else f"“{name}”"


def titled(*parts: str) -> tuple[str, ...]:
    """A title on as few lines as it needs, broken only between its parts: no award's name is broken."""
    lines = [parts[0]]
    for part in parts[1:]:
        if ems(lines[-1] + part) <= _TITLE:
            lines[-1] += part
        else:
            lines.append(part)
    return tuple(lines)


def _awards(honours: Honours, listed: Iterable[Honoree]) -> tuple[str, ...]:
    """The awards of a list as they stand in a title, all but the last with 、 after it."""
    there = {one.award for one in listed}
    *others, last = [award.name for award in honours.outcome.awards if award.id in there] or [""]
    return (*(f"{name}、" for name in others), last)


def _basis(edition: Edition) -> str:
    """The notice that opened the edition, as documents cite it."""
    document = edition.campaign.document
    number = f"（{document.number}）" if document.number else ""
    return f"《{''.join(document.title)}》{number}"


def _contact(edition: Edition) -> Contact:
    """Where objections go: as the notice's own contact, less a mobile phone, with marks for what it does not say."""
    said = edition.campaign.contact
    phone = said.phone if said and said.phone and not list(numbers.find(said.phone)) else None
    return Contact.model_construct(  # a mark is no number
        department=said.department if said else blank("受理异议的部门"),
        phone=phone or blank("受理异议的办公电话"),
        email=(said.email if said else None) or blank("电子邮箱，没有的删去这一行"),
    )
