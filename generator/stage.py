"""``portal stage``: one edition as an ordinary MkDocs project."""

from __future__ import annotations

from pathlib import Path

from generator import check, downloads, pages, pipeline, resources
from generator.build import staging
from generator.build.keep import Store
from generator.build.shell import Shell
from generator.build.workspace import workspace
from generator.formats import fonts, plan
from generator.pages import calculator
from generator.render import template_errors
from generator.render.environment import environment


def stage_edition(root: Path, address: str, folder: Path, work: Path | None = None) -> str:
    """Write one edition into a new ``folder`` as an ordinary MkDocs project; says what keeps its PDFs from being there.

    ``work`` is as for ``build``, with which it shares finished documents.

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
        store = Store(work / "files" / edition.series.id / edition.id, resources.made_by())
        printed = writers.printed(portal, edition)
        planned = [file for one in printed for file in one.files]
        kept = store.files([*planned, *downloads.workbooks(portal, edition)])
        files = downloads.of_edition(portal, edition)
        kept += store.files([*downloads.calendars(portal, edition), plan.whole(edition, printed, [*kept, *files])])
        sizes = {one.path: one.size for one in kept} | {one.path: len(one.data) for one in files}
        env = environment(found.templates)
        site = pages.of_edition(portal, edition, env, sizes)
        current = next(one for one in portal.editions if one.series.id == edition.series.id and one.is_current)
        newest = site if edition.is_current else pages.of_edition(portal, current, env, sizes)
        site = pages.told(portal, edition, site, newest.outline)
        staging.write(folder, site, [*files, *kept, calculator.engine(env)], Shell(found))
    return writers.without_pdf
