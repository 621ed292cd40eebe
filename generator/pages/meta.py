"""Meta tags that public institutions' sites carry (政府网站发展指引): facts only, none invented."""

from __future__ import annotations

from generator.model.campaign import Document
from generator.model.honours import Decision, Paper
from generator.model.portal import Edition, Settings

Metas = tuple[tuple[str, str], ...]


def site(settings: Settings) -> Metas:
    """Tags of every page; the domain and the identification code only where there are any."""
    tags = [("SiteName", settings.name)]
    if settings.address:
        tags.append(("SiteDomain", settings.address.split("/")[2]))
    if settings.site_id_code:
        tags.append(("SiteIDCode", settings.site_id_code))
    return tuple(tags)


def column(settings: Settings, name: str, description: str, keywords: tuple[str, ...]) -> Metas:
    """Tags of a page that lists or explains."""
    return (
        *site(settings),
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", ",".join(keywords)),
        ("ColumnType", "工作动态"),
    )


def for_robots(metas: Metas, *, hidden: bool) -> Metas:
    """These tags, and one by which search engines leave out what is not to be taken for valid: a draft, an old text."""
    return (*metas, ("robots", "noindex")) if hidden else metas


def article(settings: Settings, edition: Edition, description: str, address: str, paper: Paper | None = None) -> Metas:
    """Tags of an official document: of ``paper``, or of the notice."""
    document = paper or edition.campaign.document
    number = document.number if isinstance(document, Document | Decision) else None
    tags = [
        *site(settings),
        ("ArticleTitle", "".join(document.title)),
        ("ContentSource", document.issuer),
        ("Author", document.issuer),
        ("Keywords", ",".join(filter(None, (edition.series.title, number)))),
        ("Description", description),
    ]
    if document.published:
        tags.append(("PubDate", document.published))
    if settings.address:
        tags.append(("Url", f"{settings.address}{edition.address}{address}"))
    return tuple(tags)
