"""The file: its parts, what it says about itself, and the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package

from generator.documents.blocks import Document
from generator.formats.word import lists, page, styles
from generator.formats.word.body import Body
from generator.formats.word.elements import Element, root, w

_LONGEST = 255  # characters that Word takes for a property
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same document gives the same bytes


def write(document: Document) -> bytes:
    """The document for Word, WPS and LibreOffice."""
    package = Package()
    body = Body(document)
    content = list(body.elements())
    main = _part(package, "document", CONTENT_TYPE.WML_DOCUMENT_MAIN, root("document"))
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for name, kind, relation, element in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles.styles(official=document.official)),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, page.settings(document)),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, styles.fonts()),
        (
            "numbering",
            CONTENT_TYPE.WML_NUMBERING,
            RELATIONSHIP_TYPE.NUMBERING,
            lists.numbering(page.page_of(document), body.lists, official=document.official),
        ),
    ):
        main.relate_to(_part(package, name, kind, element), relation)
    main.element.append(w("body", *content, page.section(document, _margins(package, main, document))))
    package.relate_to(_about(package, document), RELATIONSHIP_TYPE.CORE_PROPERTIES)
    return _packed(package)


def _part(package: Package, name: str, kind: str, element: Element) -> XmlPart:
    return XmlPart(PackURI(f"/word/{name}.xml"), kind, element, package)


def _margins(package: Package, main: XmlPart, document: Document) -> dict[str, tuple[tuple[str, str], ...]]:
    """Relate head and foot of the pages: by the name of their reference, kind of page and relation."""
    found = {}
    for name, kind, relation, parts in (
        ("header", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, page.headers(document)),
        ("footer", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, page.footers(document)),
    ):
        found[f"{name}Reference"] = tuple(
            (pages, main.relate_to(_part(package, f"{name}{number}", kind, element), relation))
            for number, (pages, element) in enumerate(parts.items(), start=1)
        )
    return found


def _about(package: Package, document: Document) -> CorePropertiesPart:
    part = CorePropertiesPart(
        PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, CT_CoreProperties.new(), package
    )
    said = part.core_properties
    said.title = document.title[:_LONGEST]
    said.author = said.last_modified_by = document.author[:_LONGEST]
    said.subject = document.subject[:_LONGEST]
    said.keywords = "，".join(document.keywords)[:_LONGEST]
    said.language = "zh-CN"
    said.revision = 1
    if document.published:
        said.created = said.modified = dt.datetime.fromisoformat(document.published)
    return part


def _packed(package: Package) -> bytes:
    """The package as the library writes it, less the time of writing."""
    written, packed = io.BytesIO(), io.BytesIO()
    package.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            file.writestr(info, source.read(name))
    return packed.getvalue()
