"""What can be downloaded from a page: each file with its format, its size and the day it is of."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.model import addresses
from generator.model.corrections import Correction
from generator.model.honours import Paper
from generator.pages.context import Context
from generator.render.links import relative

# What there can be of a document, in the order in which people ask for it.
_FORMATS = (
    ("pdf", "PDF", "打印用"),
    ("docx", "Word", "可编辑"),
    ("xlsx", "Excel", "填写后自动算分"),
)
_DATA = (("json", "JSON"), ("csv", "CSV"), ("xlsx", "XLSX"))
_KB, _MB = 1000, 1000 * 1000


class Offer(Struct, frozen=True):
    """A file: how it is called, what it is for, where it is, how large, and the name to save it by."""

    name: str
    use: str
    link: str
    size: str
    save_as: str


class Offers(Struct, frozen=True):
    """The files of one document, the open data behind it, and everything of the edition in one."""

    files: tuple[Offer, ...]
    data: tuple[Offer, ...]
    bundle: Offer | None
    published: str

    def __bool__(self) -> bool:
        """Whether there is anything to download."""
        return bool(self.files or self.data or self.bundle)


def offers(  # noqa: PLR0913 - what the pages differ in
    context: Context, page: str, name: str, title: str, *, data: str = "", paper: Paper | None = None
) -> Offers:
    """What the page at ``page`` offers of the document ``name``, and the open data called ``data``.

    It went online with ``paper`` or, where there is none, with the notice.
    """
    edition = context.edition
    title = edition.marked(title)
    return Offers(
        tuple(_files(context, page, name, title)),
        tuple(_data(context, page, data, title)) if data else (),
        bundle(context, page),
        ((paper or edition.campaign.document).published or "").partition(" ")[0],
    )


def bundle(context: Context, page: str) -> Offer | None:
    """Everything of the edition in one file, as the page at ``page`` offers it."""
    edition = context.edition
    path = addresses.bundle(edition.series.id, edition.id)
    found = context.files.get(f"{edition.address}{path}")
    if found is None:
        return None
    return Offer("全部文件", "ZIP", relative(page, path), size(found), f"{edition.marked(edition.campaign.title)}.zip")


def _files(context: Context, page: str, name: str, title: str) -> Iterator[Offer]:
    for suffix, format_, use in _FORMATS:
        path = addresses.document(page, name, suffix)
        if found := context.files.get(f"{context.edition.address}{path}"):
            yield Offer(format_, use, relative(page, path), size(found), f"{title}.{suffix}")


def table(context: Context, page: str, name: str, title: str) -> tuple[Offer, ...]:
    """A table of the open data as the page at ``page`` offers it, in the formats that there are."""
    return tuple(_tables(context, page, name, context.edition.marked(title)))


def sealed(context: Context, page: str) -> tuple[Offer, ...]:
    """The ledger of the edition as the page at ``page`` offers it, and what each of its lines binds."""
    edition, found = context.edition, []
    for suffix, format_, use in (("csv", "CSV", "封存记录"), ("json", "JSON", "每一条封存的原文")):
        path = addresses.data(edition.series.id, edition.id, addresses.LEDGER, suffix)
        if there := context.files.get(path):
            title = edition.marked(f"{edition.campaign.title}{use}.{suffix}")
            found.append(Offer(format_, use, relative(page, f"../../{path}"), size(there), title))
    return tuple(found)


def kept(context: Context, page: str, correction: Correction) -> tuple[Offer, ...]:
    """The data of a rubric as it was before a correction."""
    edition = context.edition
    path = addresses.earlier_data(edition.series.id, edition.id, correction.id, correction.name)
    found = context.files.get(path)
    name = edition.marked(f"{correction.name}（{correction.date}更正以前）.json")
    return (Offer("JSON", "", relative(page, f"../../{path}"), size(found), name),) if found else ()


def _data(context: Context, page: str, name: str, title: str) -> Iterator[Offer]:
    yield from _tables(context, page, name, title)
    path = addresses.data(context.edition.series.id, context.edition.id, addresses.PACKAGE)
    if found := context.files.get(path):
        yield Offer("字段说明", "", relative(page, f"../../{path}"), size(found), f"{title}（字段说明）.json")


def _tables(context: Context, page: str, name: str, title: str) -> Iterator[Offer]:
    for suffix, format_ in _DATA:
        path = addresses.data(context.edition.series.id, context.edition.id, name, suffix)
        if found := context.files.get(path):
            yield Offer(format_, "", relative(page, f"../../{path}"), size(found), f"{title}（{format_}）.{suffix}")


def size(count: int) -> str:
    """Bytes as people compare them: 38 KB, 1.2 MB."""
    return f"{count / _MB:.1f}\u00a0MB" if count >= _MB else f"{max(1, round(count / _KB))}\u00a0KB"
