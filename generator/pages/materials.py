"""What a unit does and hands in, and the files that it keeps, as lists to tick and to print."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from generator.documents.checklist import GROUPS, form_names, own_archive, source
from generator.documents.folders import Folder, index
from generator.model import addresses
from generator.model.campaign import Archive, Material
from generator.model.portal import Edition
from generator.pages.context import Context
from generator.pages.offers import offers
from generator.render.links import relative
from generator.render.output import NavItem, Page

_STYLES = ("materials.css",)
_SCRIPT = "../../assets/portal/ticks.js"  # assets stand at the root of the site


class Line(Struct, frozen=True):
    """A line to tick: its place in the browser's store, the material, and the forms to fill in."""

    key: str
    material: Material
    forms: tuple[tuple[str, str], ...]


def pages(context: Context) -> list[Page]:
    """The checklist, and the index of files where this edition's notice prints one."""
    found = [_materials(context)] if context.edition.campaign.materials else []
    archive = own_archive(context.edition)
    return [*found, _archive(context, archive)] if archive else found


def nav(edition: Edition) -> tuple[NavItem, ...]:
    """The entries of these pages."""
    items = (NavItem("材料清单", addresses.MATERIALS),) if edition.campaign.materials else ()
    return (*items, NavItem("建档目录", addresses.ARCHIVE)) if own_archive(edition) else items


def archive_link(context: Context) -> str:
    """Where the index of files stands, relative to the edition; empty where there is none."""
    archive = context.edition.campaign.archive
    if archive is None:
        return ""
    return f"../{archive.edition}/{addresses.ARCHIVE}" if archive.edition else addresses.ARCHIVE


def _materials(context: Context) -> Page:
    title = context.edition.campaign.title
    lines = [(material.kind, _line(context, material)) for material in context.edition.campaign.materials]
    groups = [(name, [line for kind, line in lines if kind == wanted]) for wanted, name in GROUPS]
    return context.page(
        addresses.MATERIALS,
        "材料清单",
        f"{title}要做的、要交的材料，逐条列出依据，可以打印和勾选。",
        "materials.html",
        values={
            "groups": [(name, inside) for name, inside in groups if inside],
            "archive_link": archive_link(context),
            "source_line": source(context.portal, context.edition),
            "offers": offers(context, addresses.MATERIALS, "materials", f"{title}材料清单"),
        },
        styles=_STYLES,
        scripts=(relative(addresses.MATERIALS, _SCRIPT),),
        wide=True,
    )


def _archive(context: Context, archive: Archive) -> Page:
    listed = index(context.edition.notice, archive.clause)
    return context.page(
        addresses.ARCHIVE,
        "建档目录",
        f"{listed.title}，按卷逐项核对，可以打印和勾选。",
        "archive.html",
        values={
            "listed": listed,
            "folders": [(folder, _keyed(folder)) for folder in listed.folders],
            "archive": archive,
            "source_line": source(context.portal, context.edition),
            "offers": offers(context, addresses.ARCHIVE, "archive", listed.title),
        },
        styles=_STYLES,
        scripts=(relative(addresses.ARCHIVE, _SCRIPT),),
        wide=True,
    )


def _line(context: Context, material: Material) -> Line:
    edition = context.edition
    names = form_names(edition)
    return Line(_key(material.text), material, tuple((names[name], addresses.form(name)) for name in material.forms))


def _keyed(folder: Folder) -> list[tuple[str, str]]:
    return [(_key(item), item) for item in folder.items]


def _key(text: str) -> str:
    """A tick belongs to these words: to others it does not stick."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
