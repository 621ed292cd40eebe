"""A mistake in a template, told as a Problem at its line: whoever changes the look of a portal makes some."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2

from generator.problems import Problem, ProblemsFoundError, reason


@contextmanager
def told(templates: Path) -> Iterator[None]:
    """Turn what goes wrong in a template below ``templates`` into a Problem; let everything else pass.

    Raises:
        ProblemsFoundError: with the one mistake at which rendering stopped.

    """
    try:
        yield
    except Exception as error:
        problem = _problem(error, templates)
        if problem is None:
            raise
        raise ProblemsFoundError([problem]) from error


def _problem(error: Exception, templates: Path) -> Problem | None:
    said = f"模板有误：{error}"
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem(error.filename or str(templates), error.lineno, 1, "TPL001", f"模板有误：{error.message}")
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith((".html", ".jinja"))]
    if inside:
        return Problem(inside[-1].filename, inside[-1].lineno or 1, 1, "TPL001", said)
    if isinstance(error, (jinja2.TemplateError, UnicodeDecodeError)):
        return Problem(str(templates), 1, 1, "TPL001", said)
    if isinstance(error, OSError) and Path(str(error.filename)).is_relative_to(templates):
        return Problem(str(error.filename), 1, 1, "TPL001", f"模板读不出来：{reason(error)}")
    return None
