"""``portal stage``: one edition as an ordinary MkDocs project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator import check, downloads, pages, pipeline, resources
from generator.build import staging
from generator.build.keep import Store
from generator.build.shell import Shell
from generator.build.workspace import workspace
from generator.formats import fonts, plan
from generator.render import template_errors


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
    work = work or root / pipeline.WORK
    staging.check(folder)
    portal = pipeline.read(root)
    edition = check.named(portal, address)
    found = pipeline.templates(root)
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
