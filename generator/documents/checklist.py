"""The checklist of an edition and its index of files, to print and to tick."""

from __future__ import annotations

from generator.documents import words
from generator.documents.about import about
from generator.documents.blocks import (
    Block,
    Document,
    Field,
    Fields,
    Heading,
    Items,
    Line,
    Paragraph,
    Place,
    Run,
    Ticks,
    Title,
)
from generator.documents.folders import index
from generator.model import addresses
from generator.model.base import between
from generator.model.campaign import Archive, Campaign, Material
from generator.model.portal import Edition, Portal

GROUPS = (("do", "报送以前要做的"), ("paper", "要交的材料"), ("send", "份数、时限和报到哪里"))


def checklist(portal: Portal, edition: Edition) -> Document | None:
    """What to do and to hand in, line by line; ``None`` where the notice says nothing of it."""
    campaign = edition.campaign
    if not campaign.materials:
        return None
    blocks: list[Block] = [Title(("材料清单",), campaign.title), _head()]
    for kind, name in GROUPS:
        if inside := [material for material in campaign.materials if material.kind == kind]:
            blocks += [Heading(1, name), Ticks(tuple(_line(edition, material) for material in inside))]
    if campaign.archive:
        blocks += [Heading(1, "建档目录"), Paragraph((Run(campaign.archive.text),))]
    blocks += [Heading(1, "时间和咨询"), Items(tuple(_facts(campaign)))]
    blocks.append(Paragraph((Run(source(portal, edition)),), "note"))
    footer = f"材料清单 {edition.address}materials"
    title = f"{campaign.title}材料清单"  # every edition has one: a window that shows it says whose it is
    return about(edition, "materials", title, tuple(blocks), page=addresses.MATERIALS, footer=footer)


def archive(portal: Portal, edition: Edition) -> Document | None:
    """The index of files that the notice prints; ``None`` where it prints none."""
    archive = own_archive(edition)
    if archive is None:
        return None
    listed = index(edition.notice, archive.clause)
    blocks: list[Block] = [Title((listed.title,), edition.campaign.title), _head()]
    for folder in listed.folders:
        blocks += [Heading(1, folder.title), Ticks(tuple((Run(item),) for item in folder.items))]
    blocks += [Paragraph((Run(note),), "plain") for _, note in listed.notes]
    blocks.append(Paragraph((Run(source(portal, edition)),), "note"))
    footer = f"建档目录 {edition.address}archive"
    return about(edition, "archive", listed.title, tuple(blocks), page=addresses.ARCHIVE, footer=footer)


def own_archive(edition: Edition) -> Archive | None:
    """The index of files that stands in this edition's own notice."""
    archive = edition.campaign.archive
    return archive if archive and not archive.edition else None


def form_names(edition: Edition) -> dict[str, str]:
    """What the forms of an edition are called, by their ids."""
    names = {rubric.id: f"{rubric.short}{words.form_name(rubric)}" for rubric in edition.rubrics}
    return names | {form.id: form.short for form in edition.forms}


def source(portal: Portal, edition: Edition) -> str:
    """The line at the foot of what is printed."""
    document, settings = edition.campaign.document, portal.settings
    number = f"（{document.number}）" if document.number else ""
    at = f" {settings.address}{edition.address}" if settings.address else ""
    return f"依据：{'、'.join(document.issuers)}《{''.join(document.title)}》{number}。{settings.name}{at}"


def _head() -> Fields:
    unit, day = Place("unit-name", name="单位名称"), Place("date", name="填写日期")
    return Fields(((Run("单位名称："), Field(unit, width=16)), (Run("填写日期："), Field(day, width=8))))


def _line(edition: Edition, material: Material) -> Line:
    names = form_names(edition)
    forms = "、".join(names[name] for name in material.forms)
    return (Run(f"{material.text}（表：{forms}）" if forms else material.text),)


def _facts(campaign: Campaign) -> list[Line]:
    dated = [phase for phase in campaign.phases if phase.start or phase.end]
    found: list[Line] = [
        (Run(phase.title, strong=True), Run(f"：{between(phase.start, phase.end)}")) for phase in dated
    ]
    contact = campaign.contact
    if contact:
        asked = " ".join(text for text in (contact.department, contact.phone, contact.email) if text)
    else:
        asked = f"本站没有收录，请看通知原文，或请问主办的{'、'.join(campaign.document.issuers)}"
    return [*found, (Run("咨询", strong=True), Run(f"：{asked}"))]
