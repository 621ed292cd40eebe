"""What is wrong with a command line, in Chinese: click says it in English, and not what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from generator import lazily
from generator.cli import helping

difflib: Any = lazily.module("difflib")  # few mistype a command

_VALUE = re.compile(r"(?:\w+ )?(['\"])(.*?)\1 ")  # as click begins a message about a value
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


class RefusedError(click.UsageError):
    """A command line that is not understood: what is wrong with it, and what to do."""

    def __init__(self, said: str, remedy: str, context: click.Context | None) -> None:
        """Keep both."""
        super().__init__(said, context)
        self.remedy = remedy

    def show(self, file: IO[Any] | None = None) -> None:
        """Print how the command is written, what is wrong, and what to do."""
        if self.ctx:
            pieces = [helping.USAGE.get(one, one) for one in self.ctx.command.collect_usage_pieces(self.ctx)]
            click.echo(f"用法：{' '.join([self.ctx.command_path, *pieces])}", file, err=True)
        click.echo(f"{self.message}\n    → {self.remedy}", file, err=True)


@contextmanager
def told() -> Iterator[None]:
    """Say in Chinese what click finds wrong within, and that somebody broke it off."""
    try:
        yield
    except (RefusedError, click.exceptions.NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        said, remedy = _said(error)
        path = error.ctx.command_path if error.ctx else "portal"
        raise RefusedError(said, remedy or f"用 {path} --help 查看写法。", error.ctx) from error
    except (KeyboardInterrupt, click.Abort) as error:
        click.echo("\n已中止。", err=True)
        raise click.exceptions.Exit(1) from error


def _said(error: click.UsageError) -> tuple[str, str]:
    """What is wrong, and the remedy where it is another than to read the help; the commands' own messages stay."""
    match error:
        case click.NoSuchOption():
            return f"没有选项“{error.option_name}”。", _perhaps(error.possibilities or ())
        case click.NoSuchCommand(ctx=click.Context(command=click.Group() as group) as context):
            names = difflib.get_close_matches(error.command_name, group.list_commands(context))
            return f"没有命令“{error.command_name}”。", _perhaps(names)
        case click.MissingParameter(param=click.Parameter() as param):
            return f"缺少{_name(param)}。", ""
        case click.BadParameter(param=click.Parameter() as param):
            return _bad(error, param)
        case click.BadOptionUsage(option_name=name):
            if "does not take a value" in error.message:
                remedy = f"去掉 = 和后面的，只写 {name}。"
            else:
                remedy = f"{name} 后面要写内容，中间空一格。"
            return f"选项“{name}”写得不对。", remedy
        case _:
            extra = _EXTRA.fullmatch(error.message)
            return (f"多写了“{extra[1]}”。", _apart(error.ctx)) if extra else (error.message, "")


def _perhaps(names: Iterable[str]) -> str:
    said = "、".join(f"“{name}”" for name in names)
    return f"是不是{said}？" if said else ""


def _bad(error: click.BadParameter, param: click.Parameter) -> tuple[str, str]:
    """A value that is not of its type; what a command itself found wrong with it is said in its own words."""
    wanted, remedy = _wanted(param.type)
    name = _name(param)
    if not wanted:
        return f"{name}写得不对：{error.message}", ""
    value = _VALUE.match(error.message)
    return f"{name}{f'是“{value[2]}”，' if value else ''}应是{wanted}。", remedy


def _wanted(kind: click.ParamType[Any]) -> tuple[str, str]:
    """What a value of a type is, and how to write it."""
    match kind:
        case click.DateTime():
            return "日期", "写成年-月-日，例如 2024-11-04；要是历法里有的一天。"
        case click.Choice():
            return "、".join(f"“{one}”" for one in kind.choices) + "之一", "照写其中一个。"
        case click.IntRange():
            said = f"不小于 {kind.min}" if kind.max is None else f"{kind.min} 至 {kind.max}"
            return f"整数（{said}）", "改成这样的数字。"
        case click.Path():
            there = "已有的" if kind.exists else ""
            what = "文件夹" if not kind.file_okay else "文件" if not kind.dir_okay else "文件或文件夹"
            return f"{there}{what}", "核对路径：名称有没有写错，从当前的文件夹找不找得到。"
    return "", ""


def _name(param: click.Parameter) -> str:
    """A parameter as people write it."""
    if isinstance(param, click.Option):
        return f"选项“{max(param.opts, key=len)}”"
    return f"“{param.human_readable_name}”"


def _apart(context: click.Context | None) -> str:
    """Why there may be a word too many."""
    if context and any(one.name == "edition" and isinstance(one, click.Argument) for one in context.command.params):
        return "活动和年度之间不空格，用 / 连着写，例如 shili-xingji/2024。"
    return "名称里有空格的，用引号括起来。"
