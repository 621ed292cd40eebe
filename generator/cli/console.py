"""What every command shares: how it prints, how problems reach people, how a file is written."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator import lazily
from generator.problems import Problem, ProblemsFoundError, reason

progress: Any = lazily.module("rich.progress")  # commands that run elsewhere than on a terminal show none

_NUMBER = re.compile(r"\[Errno (\d+)\] ")

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    help="门户所在的文件夹，默认是当前文件夹。",
)


_NAMED = 5
"""So many drafts are named."""


def reported(command: Callable[..., None]) -> Callable[..., None]:
    """Print problems as people read them and leave with 1; nobody sees a traceback for a mistake.

    What the system refuses where no step expects it, in paths from the command line above all, is a problem too.
    """

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through to the command
        try:
            command(*args, **kwargs)
        except ProblemsFoundError as error:
            print_problems(error.problems, "没有改动已经生成的网站。" if command.__name__ == "build" else "")
            raise SystemExit(1) from None
        except (OSError, RuntimeError) as error:
            refused = error if isinstance(error, OSError) else error.__context__  # links in a circle (before 3.13)
            if not isinstance(refused, OSError) or isinstance(refused, BrokenPipeError):
                raise
            path = os.fsdecode(refused.filename or ".")
            print_problems((Problem(path, 1, 1, "FIL006", f"用不了（{reason(refused)}）。"),))
            raise SystemExit(1) from None

    return run


def print_problems(problems: tuple[Problem, ...], outcome: str = "") -> None:
    """Every problem as people read it, how many there are, and what came of it."""
    for problem in problems:
        click.echo(str(problem), err=True)
    warn(f"\n发现 {len(problems)} 处问题。{outcome}")


def warn(text: str) -> None:
    """Print a line that nobody should overlook."""
    click.secho(text, err=True, bold=True, fg="red")


def on_terminal() -> bool:
    """Whether somebody looks on."""
    return sys.stdout.isatty()


def say(text: str) -> None:
    """Print a line; whoever closed the pipe does not want it, and the work goes on."""
    with suppress(BrokenPipeError):
        click.echo(text)


def drafts(addresses: Sequence[str]) -> str:
    """How many drafts there are among editions, and the first of them; nothing where there are none."""
    named = "、".join(address.rstrip("/") for address in addresses[:_NAMED])
    more = "等" if len(addresses) > _NAMED else ""
    return f"草稿 {len(addresses)} 届：{named}{more}" if addresses else ""


@contextmanager
def counted(title: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on a terminal, and who is to be told how many are done, and of how many."""
    columns = (
        progress.TextColumn(title),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, transient=True, disable=not on_terminal()) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, its folders too.

    Raises:
        ProblemsFoundError: when it cannot be written.

    """
    half = path.with_name(f".{path.name}.half")  # renamed when it is whole: a full disk leaves no half file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> ProblemsFoundError:
    """What keeps a file from being written; ``shutil.Error`` has no reason of its own but a list of them."""
    several = [str(one[-1]) for one in error.args[0]] if isinstance(error, shutil.Error) else []
    known = [OSError(int(match[1]), said) if (match := _NUMBER.match(said)) else OSError(said) for said in several]
    why = "；".join(list(dict.fromkeys(map(reason, known)))[:3]) or reason(error)
    return ProblemsFoundError([Problem(str(path), 1, 1, "BLD002", f"写不了（{why}）。")])
