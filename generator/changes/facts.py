"""What differs between the facts of two editions' campaigns and their registration forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.changes.pairing import LEAST
from generator.changes.point import Facts, Point, Said, Side, Thing, points
from generator.model import addresses
from generator.model.base import between, period, shown
from generator.model.campaign import Campaign, Cited, Phase, Tier, Veto
from generator.model.form import Form, Label
from generator.model.portal import Edition

# Titles of attachments are made of the same few words: more of them have to be the same.
_TITLES = 0.6


class Topic(Struct, frozen=True):
    """Facts of one kind: everything of both editions once."""

    id: str
    title: str
    points: tuple[Point, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return all(point.kind == "same" for point in self.points)


Sides = tuple[Edition, Edition]


def topics(own: Sides, ruled: Sides) -> tuple[Topic, ...]:
    """Every kind of fact; ``ruled`` are the editions whose standards apply, where those are others."""
    before, after = (edition.campaign for edition in own)
    rules = (ruled[0].campaign, ruled[1].campaign)
    names = tuple(edition.rubric_names for edition in ruled)
    both = (before, after)
    found = (
        ("phases", "时间安排", [_phases(one.phases) for one in both]),
        ("objects", "谁可以参加", [_cited(one.objects) for one in both]),
        ("tiers", "等次和分数线", [_tiers(one, name) for one, name in zip(rules, names, strict=True)]),
        ("vetoes", "不能评上、不得申报的情形", [_vetoes(one, name) for one, name in zip(rules, names, strict=True)]),
        ("levels", "创建层级", [_levels(one) for one in rules]),
        ("requirements", "创建要求", [_cited(one.requirements) for one in both]),
        ("materials", "要做和要交的", [_cited((*one.materials, *_archive(one))) for one in both]),
        ("attachments", "附件", [_attachments(one) for one in both]),
        ("awards", "命名与激励", [_cited(one.awards) for one in both]),
        ("upkeep", "命名之后", [_cited(one.upkeep or rule.upkeep) for one, rule in zip(both, rules, strict=True)]),
        ("contact", "联系方式", [_contact(one) for one in both]),
        ("document", "通知", [_document(one) for one in both]),
        ("basis", "开展依据", [_cited(one.basis) for one in both]),
    )
    return tuple(
        Topic(name, title, points(olds, news, _TITLES if name == "attachments" else LEAST))
        for name, title, (olds, news) in found
    )


def forms(own: Sides, ruled: Sides) -> tuple[Topic, ...]:
    """The fields of each registration form that both editions have, and forms that only one has."""
    olds, news = (
        edition.forms or (rules.forms if edition.campaign.follows else ())
        for edition, rules in zip(own, ruled, strict=True)
    )
    shared = [(old, new) for new in news for old in olds if old.id == new.id]
    lists = Topic("forms", "登记表的种类", points([_form(one) for one in olds], [_form(one) for one in news]))
    return (
        lists,
        *(
            Topic(f"form-{new.id}", f"{new.short}的栏目", points(list(_fields(old)), list(_fields(new))))
            for old, new in shared
        ),
    )


def _at(fact: Cited) -> str:
    return f"{addresses.NOTICE}#{fact.clause}"


def _words(fact: Cited) -> Said:
    return (("", fact.text),)


def _cited(facts: Iterable[Cited]) -> list[Thing]:
    return [Thing("", Side("", way=_at(fact)), said=_words(fact), quote=fact.quote) for fact in facts]


def _archive(campaign: Campaign) -> tuple[Cited, ...]:
    return (campaign.archive,) if campaign.archive and not campaign.archive.edition else ()


def _phases(phases: Iterable[Phase]) -> list[Thing]:
    return [
        Thing(
            one.id,
            Side(one.id, one.title, _at(one)),
            {"时间": _when(one), "由谁": one.who},
            _words(one),
        )
        for one in phases
    ]


def _when(phase: Phase) -> str:
    return between(phase.start, phase.end) if phase.start or phase.end else ""


def _tiers(campaign: Campaign, names: Mapping[str, str]) -> list[Thing]:
    return [Thing(one.id, Side(one.id, one.title, _at(one)), _tier(one, names), _needs(one)) for one in campaign.tiers]


def _tier(tier: Tier, names: Mapping[str, str]) -> Facts:
    quota = tier.quota
    return {
        "最低分数": f"{shown(tier.minimum)}分" if tier.minimum is not None else "",
        "名额": (
            f"{shown(quota.share)}%" if quota.share is not None else f"{quota.number}个" if quota.number else quota.text
        )
        if quota
        else "",
        "须具备前一等次的全部条件": "是" if tier.cumulative else "",
        "适用": "、".join(names.get(name, name) for name in tier.rubrics),
    }


def _needs(tier: Tier) -> Said:
    return (
        *_words(tier),
        ("条件", "；".join(condition.text for condition in tier.conditions)),
        ("名额的说法", tier.quota.text if tier.quota else ""),
        ("考核验收", tier.check_quote or ""),
    )


def _vetoes(campaign: Campaign, names: Mapping[str, str]) -> list[Thing]:
    return [
        Thing(
            one.id,
            Side(one.id, way=_at(one)),
            _veto(one, names),
            (*_words(one), ("口径", one.reading or "")),
            one.quote,
        )
        for one in campaign.vetoes
    ]


def _veto(veto: Veto, names: Mapping[str, str]) -> Facts:
    return {"适用": "、".join(names.get(name, name) for name in veto.rubrics), "例外": veto.exception or ""}


def _levels(campaign: Campaign) -> list[Thing]:
    return [
        Thing(
            one.title,
            Side("", one.title, _at(one)),
            {},
            (*_words(one), ("不得申报", "；".join(bar.text for bar in one.bars))),
        )
        for one in campaign.levels
    ]


def _attachments(campaign: Campaign) -> list[Thing]:
    return [
        Thing(one.rubric or one.form or "", Side("", way=addresses.NOTICE), said=(("", one.title),))
        for one in campaign.attachments
    ]


def _contact(campaign: Campaign) -> list[Thing]:
    contact, cited = campaign.contact, campaign.contact_cited
    if contact is None:
        return []
    facts = {"部门": contact.department, "电话": contact.phone or "", "邮箱": contact.email or ""}
    return [Thing("contact", Side("contact", "", _at(cited) if cited else ""), facts)]


def _document(campaign: Campaign) -> list[Thing]:
    document = campaign.document
    facts = {
        "发文机关": document.issuer,
        "发文字号": document.number or "",
        "成文日期": period(document.date) if document.date else "",
        "主送机关": document.addressees,
    }
    return [Thing("document", Side("document", "通知", addresses.NOTICE), facts, (("标题", "".join(document.title)),))]


def _form(form: Form) -> Thing:
    return Thing(form.id, Side(form.id, form.short, addresses.form(form.id)), said=(("", form.title),))


def _fields(form: Form) -> Iterator[Thing]:
    way = addresses.form(form.id)
    for cell in (cell for row in form.rows for cell in row):
        if isinstance(cell, Label):
            continue
        facts: Facts
        if cell.kind == "blank":
            facts = {
                "字数上限": f"{cell.length}字" if cell.length else "",
                "格子里印的": f"{cell.above or ''}{cell.after or ''}",
            }
        else:
            facts = {"盖章处": cell.seal or "", "日期处": cell.date or ""}
        yield Thing(cell.id, Side(cell.id, cell.name, way), facts)
