"""The story: files to a checked model, the model to documents and pages, all of it to a site."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

from generator import check, downloads, load, pages, resources
from generator.assembly import Assembly, Options, Progress, Report
from generator.build import staging, swap
from generator.build.keep import Store
from generator.build.shell import Shell
from generator.build.workspace import workspace
from generator.check import demo as check_demo
from generator.formats import fonts, plan
from generator.model import addresses
from generator.model.portal import Edition, Portal
from generator.problems import Problem, ProblemsFoundError
from generator.render import template_errors
from generator.score.scheme import Scheme
from generator.score.sheet import Sheet

WORK = ".build"
"""Where finished files and sites are kept between builds, below the portal's root."""
_NAMED = 5  # files in a message


def read(root: Path, *, demo: bool = True) -> Portal:
    """The checked model of the portal at ``root``; without ``demo`` as if no demonstration had been written.

    Raises:
        ProblemsFoundError: with every problem of the content.

    """
    sources = load.tree(root)
    portal = check.portal(sources)
    # Checked anew: what still leads to a demonstration is a problem with a place.
    return portal if demo else check.portal(sources.without(check_demo.sources(portal)))


def before(root: Path, address: str, paper: str) -> tuple[Portal, Edition]:
    """The portal as if the text of a ``paper`` of one edition were still to be written, and that edition.

    Raises:
        ProblemsFoundError: with every problem of the content but those of that text, or when there is no such edition.

    """
    sources = load.tree(root)
    wanted = addresses.named(address)
    folder = f"content/campaigns/{wanted}"
    sources.markdown.pop(f"{folder}/{paper}.md", None)
    said = sources.yaml.get(f"{folder}/honours.yml")
    if said and paper in said.items:
        sources.refused.add(f"{folder}/{paper}.md")  # named and not read: nobody asks for it, nobody checks it
    portal = check.portal(sources, releasing=True)  # what is not written yet cannot be in a ledger
    return portal, _edition(portal, address)


def _edition(portal: Portal, address: str) -> Edition:
    wanted = addresses.named(address)
    for edition in portal.editions:
        if edition.address.strip("/") == wanted:
            return edition
    known = "、".join(edition.address.strip("/") for edition in portal.editions)
    raise ProblemsFoundError([Problem(address, 1, 1, "REF001", f"没有“{address}”这一届。现有：{known}。")])


def build(  # noqa: PLR0913 - what is written where, how, and who is told of it
    root: Path,
    out: Path,
    work: Path | None = None,
    progress: Progress = lambda _address, _built: None,
    making: Callable[[str], None] = lambda _path: None,
    *,
    options: Options = Options(),  # noqa: B008 - frozen
    executor: Executor | None = None,
) -> Report:
    """Build the portal at ``root`` into ``out``; on any problem ``out`` stays as it is.

    ``work`` keeps what is made on the way and what need not be made again; by default ``.build/``. ``progress`` is
    told of each site, ``making`` of each document that has to be made in this process. The series are made by
    ``executor`` where there is one, on machines that see the same folders; else by processes of this machine.

    Raises:
        ProblemsFoundError: with every problem of the content, or what keeps the site from being written.

    """
    out = out.resolve()  # where a link leads is replaced, not the link
    work = (work or root / WORK).resolve()
    swap.check(out, root, work)
    found = _templates(root)
    with workspace(work), template_errors.told(found.templates):
        return Assembly(root.resolve(), out, work, found, options).build(progress, making, executor)


def stage_edition(
    root: Path,
    address: str,
    folder: Path,
    work: Path | None = None,
    making: Callable[[str], None] = lambda _path: None,
) -> str:
    """Write one edition into a new ``folder`` as an ordinary MkDocs project; says what keeps its PDFs from being there.

    ``work`` and ``making`` are as for ``build``, with which it shares finished documents.

    Raises:
        ProblemsFoundError: with every problem of the content, or what keeps the folder from being written.

    """
    work = work or root / WORK
    staging.check(folder)
    portal = read(root)
    edition = _edition(portal, address)
    found = _templates(root)
    writers = plan.Writers(found.templates, fonts.find(root))
    with workspace(work), template_errors.told(found.templates):
        store = Store(work / "files" / edition.series.id / edition.id, resources.made_by(), making)
        printed = writers.printed(portal, edition)
        planned = [file for one in printed for file in one.files]
        kept = store.files([*planned, *downloads.workbooks(portal, edition)])
        files = downloads.render(portal)
        kept += store.files(plan.bundles(printed, [*kept, *files]))
        sizes = {one.path: one.size for one in kept} | {one.path: len(one.data) for one in files}
        sites = {one.address: one for one in pages.render(portal, found.templates, sizes)}
        staging.write(folder, sites[edition.address], [*files, *kept, *sites[""].files], Shell(found))
    return writers.without_pdf


def _templates(root: Path) -> resources.Resources:
    found = resources.find(root)
    if missing := found.missing:
        more = f"等 {len(missing)} 个文件" if len(missing) > _NAMED else ""
        message = f"模板缺少 {'、'.join(missing[:_NAMED])}{more}。"
        raise ProblemsFoundError([Problem(str(found.templates), 1, 1, "TPL002", message)])
    if links := found.leading_out:
        raise ProblemsFoundError(
            Problem(str(found.templates / link), 1, 1, "FIL003", "模板里的链接指向模板文件夹以外。") for link in links
        )
    return found


def form(root: Path, edition: Edition, scored: Scheme, sheet: Sheet, path: Path) -> bytes:
    """The form of ``scored`` with what a sheet says, in the format that ``path`` is named for.

    Raises:
        ProblemsFoundError: when there is no such format, or no fonts for it, or a character without a glyph.

    """
    found = _templates(root)
    with template_errors.told(found.templates):
        return plan.Writers(found.templates, fonts.find(root)).filled(edition, scored, sheet, path)
