"""The story: files to a checked model, the model to pages, pages to a site."""

from __future__ import annotations

from pathlib import Path

from generator import check, downloads, load, pages, resources, search
from generator.build import pagefind, site, stage, swap
from generator.model.portal import Portal
from generator.render import sitemap, template_errors

WORK = ".build"
"""Where staged and finished sites are kept between builds, below the portal's root."""


def read(root: Path) -> Portal:
    """The checked model of the portal at ``root``.

    Raises:
        ProblemsFoundError: with every problem of the content.

    """
    return check.portal(load.tree(root))


def build(
    root: Path, out: Path, work: Path | None = None, progress: site.Progress = lambda _address, _built: None
) -> site.Report:
    """Build the portal at ``root`` into ``out``; on any problem ``out`` stays as it is.

    ``work`` keeps what is made on the way and what need not be made again; by default ``.build/``.

    Raises:
        ProblemsFoundError: with every problem of the content, or what keeps the site from being written.

    """
    out = out.resolve()  # where a link leads is replaced, not the link
    work = work or root / WORK
    swap.check(out, root, work)
    portal = read(root)
    found = resources.find(root)
    with template_errors.told(found.templates):
        sites = pages.render(portal, found.templates)
        index = search.index(portal, sites)
        files = [*downloads.render(portal), *sitemap.render(sites), *index.files]
        with stage.workspace(work):
            files += pagefind.files(index.records, work)
            return site.build(stage.write(sites, files, work / "stage"), out, work, found, progress)
