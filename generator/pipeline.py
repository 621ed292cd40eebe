"""The story: files to a checked model, the model to pages, pages to a site."""

from __future__ import annotations

import traceback
from pathlib import Path

import jinja2

from generator import check, downloads, load, pages, resources
from generator.build import site, stage
from generator.model.portal import Portal
from generator.problems import Problem, ProblemsFoundError

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
    portal = read(root)
    found = resources.find(root)
    work = work or root / WORK
    try:
        sites = pages.render(portal, found.templates)
        files = downloads.render(portal)
        with stage.workspace(work):
            return site.build(stage.write(sites, files, work / "stage"), out, work, found, progress)
    except jinja2.TemplateError as error:
        raise ProblemsFoundError([_template_problem(error, found.templates)]) from error


def _template_problem(error: jinja2.TemplateError, templates: Path) -> Problem:
    """Where a template is wrong: the last line of a template that the error passed through."""
    path, line = str(templates), 1
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith(".html"):
            path, line = frame.filename, frame.lineno or 1
    if isinstance(error, jinja2.TemplateSyntaxError):
        path, line = error.filename or path, error.lineno
    return Problem(path, line, 1, "TPL001", f"模板有误：{error.message}")
