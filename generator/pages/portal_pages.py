"""The site at the root of the portal: its own pages, and the way into each series."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import jinja2
from msgspec.structs import replace

from generator.model import addresses
from generator.model.glossary import Term
from generator.model.portal import Portal
from generator.model.sequence import order
from generator.pages import calculator, federations, home, honours, search, sitemap
from generator.pages.context import Root
from generator.pages.runs import runs as all_runs
from generator.render.links import article_html
from generator.render.output import NavItem, Outline, OutputFile, Page, Site

# Pages that people write, with their titles on the page and in the footer.
_TEXTS = {
    addresses.ABOUT: ("关于本站", "关于", "本站是什么、收录什么、以谁的文件为准，怎样反映错漏。"),
    addresses.PRIVACY: ("隐私说明", "隐私", "本站不收集个人信息；自评答案保存在哪里，怎样删除。"),
    addresses.ACCESSIBILITY: ("无障碍声明", "无障碍", "本站支持哪些无障碍使用方式，已知的不足，怎样反映。"),
}


def site(root: Root, editions: Sequence[Outline], ready: Mapping[str, Page]) -> Site:
    """Every page of the portal itself; ``editions`` are its editions, in their order.

    Of federations some pages may be ``ready``, by their addresses.
    """
    portal, settings = root.portal, root.portal.settings
    runs = all_runs(portal, editions)
    register, data = honours.render(root)
    pages = [
        home.page(root, runs),
        *register,
        *federations.pages(root, runs, ready),
        *_glossary(root),
        *(_text(root, address) for address in portal.texts),
        search.page(root),
    ]
    nav = [NavItem("首页", ""), *(NavItem(page.title, page.address) for page in pages if _in_nav(portal, page))]
    own = Site(
        "",
        settings.name,
        tuple(pages),
        tuple(nav),
        (calculator.engine(root.env), *data),
        url=settings.address or "",
        maintainer=settings.maintainer or "",
        demo=portal.is_demo,
    )
    listing = sitemap.page(root, own.outline, runs)
    return replace(own, pages=(*own.pages, listing), nav=(*own.nav, NavItem(listing.title, listing.address)))


def _in_nav(portal: Portal, page: Page) -> bool:
    if page.address == addresses.HONOURS:
        return portal.has_titles
    return bool(page.address) and not page.address.startswith((addresses.FEDERATIONS, addresses.HONOURS))


def footer(portal: Portal) -> tuple[NavItem, ...]:
    """What every page of every site leads to; only what is there."""
    return (
        NavItem("首页", ""),
        *([NavItem(honours.TITLE, addresses.HONOURS)] if portal.has_titles else []),
        *([NavItem("术语", addresses.GLOSSARY)] if portal.terms else []),
        *(NavItem(_TEXTS[address][1], address) for address in portal.texts),
        NavItem(sitemap.TITLE, addresses.SITEMAP),
    )


def _text(root: Root, address: str) -> Page:
    """A text about the portal itself, and whom to tell of mistakes."""
    text = root.portal.texts[address]
    title, _, description = _TEXTS[address]
    return root.page(
        address,
        title,
        description,
        "text.html",
        values={"text": article_html(text, address)},
        headings=text.headings,
        styles=("home.css",),
    )


def _glossary(root: Root) -> list[Page]:
    """Every term; nothing where there is no glossary."""
    terms = root.portal.terms
    if not terms:
        return []
    page = root.page(
        addresses.GLOSSARY,
        "术语",
        f"创建活动常用的{len(terms)}个词的通俗解释，引文注明出处。",
        "glossary.html",
        values={
            "terms": terms,
            "names": {term.id: term.term for term in terms},
            "sources": {term.id: _source(root, term) for term in terms},
        },
        styles=("home.css",),
        wide=True,
    )
    return [page]


def _source(root: Root, term: Term) -> str:
    """The document that a term quotes, as one names it; empty where it quotes none."""
    for edition in root.portal.editions:
        if (term.source or "").startswith(edition.address):
            document = edition.campaign.document
            return document.number or f"{document.issuer}{edition.campaign.label}通知"
    return ""


def series_files(portal: Portal, env: jinja2.Environment, series: str) -> list[OutputFile]:
    """``versions.json`` as Material's version selector reads it, and the way to the current edition."""
    own = [edition for edition in portal.editions if edition.series.id == series]
    editions = sorted(own, key=order, reverse=True)
    versions = [
        {
            "version": edition.id,
            "title": edition.label,
            "aliases": ["current"] if edition.id == edition.series.current else [],
        }
        for edition in editions
    ]
    current = next(edition for edition in editions if edition.id == edition.series.current)
    title = current.marked(current.series.title)
    redirect = env.get_template("redirect.html").render(title=title, target=f"{current.id}/")
    return [
        OutputFile(f"{series}/versions.json", json.dumps(versions, ensure_ascii=False, indent=1).encode()),
        OutputFile(f"{series}/index.html", redirect.encode()),
    ]
