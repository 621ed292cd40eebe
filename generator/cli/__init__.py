"""The command ``portal``. Messages are Chinese, for the people who write content and host the site."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Any

import click

from generator import __version__
from generator.cli import helping, refusals

click.Context.formatter_class = helping.Formatter  # of every command, whichever module it stands in

# Each in its module, which is read when the command is run: all of them together take longer than most commands do.
_COMMANDS = {
    "build": "building:build",
    "check": "checking:check",
    "copy": "copying:copy_edition",
    "correct": "releasing:correct_released",
    "draft": "draft:draft",
    "fonts": "starting:fonts",
    "form": "scoring:fill_form",
    "import": "importing:group",
    "init": "starting:init",
    "publish": "publishing:publish_site",
    "reference": "referring:write_reference",
    "release": "releasing:release_edition",
    "rollback": "publishing:rollback_site",
    "score": "scoring:score",
    "serve": "serving:serve",
    "stage": "staging:stage_edition",
    "tally": "scoring:tally_sheets",
    "verify": "publishing:verify_site",
}


class _Commands(helping.Group):
    """The commands by their names."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click has it
    ) -> click.Context:
        """Read the options before the command."""
        with refusals.told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Read the rest, and run the command."""
        with refusals.told():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All of them, as help lists them."""
        del ctx
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(f"generator.cli.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - a test runs each
        return command


@click.group(cls=_Commands, help="把 content/ 和 rubrics/ 里的创建活动生成为静态网站。")
@click.version_option(__version__, "--version", help="显示版本。", message="portal %(version)s")
def main() -> None:
    """Entry point of the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese is no reason to stop
