"""The awards, tiers and districts of an edition, which a list is measured by; the rest of it may be unfinished."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from generator.check import schema, unfinished
from generator.importing import terms
from generator.importing.terms import Terms
from generator.load import nodes
from generator.looks import CAMPAIGNS
from generator.model import addresses
from generator.model.base import SLUG
from generator.model.campaign import Campaign
from generator.model.honours import Outcome
from generator.problems import Problem, ProblemsFoundError, reason


class Target(Struct, frozen=True):
    """An edition's folder and its names."""

    folder: Path
    terms: Terms


def target(root: Path, name: str) -> Target:
    """The edition ``<series>/<edition>`` of the portal at ``root``.

    Raises:
        ProblemsFoundError: when there is none, or one of its two files cannot be used.

    """
    name = addresses.named(name)
    parts = name.split("/")
    folder = root / CAMPAIGNS / "/".join(parts)
    if len(parts) != len(("series", "edition")) or not all(re.fullmatch(SLUG, part) for part in parts):
        raise ProblemsFoundError([_missing(name, "应写成 活动/年度，例如 shili-xingji/2024。")])
    if not folder.is_dir():
        raise ProblemsFoundError([_missing(name, f"没有文件夹 {CAMPAIGNS}/{name}/。")])
    outcome, campaign = _node(root, folder / "honours.yml"), _node(root, folder / "campaign.yml")
    problems = []
    made, found = schema.record(Outcome, *outcome)
    problems += found
    of, found = schema.record(Campaign, *campaign)
    problems += found
    if made is None or of is None:
        marks = [mark for path, node in (outcome, campaign) for mark in unfinished.values(path, node)]
        raise ProblemsFoundError(unfinished.told([*marks, *problems]))
    return Target(folder, terms.of(made, of))


def _missing(name: str, said: str) -> Problem:
    return Problem(name, 1, 1, "REF001", f"没有“{name}”这一届：{said}")


def _node(root: Path, path: Path) -> tuple[str, nodes.Mapping]:
    """A YAML file as located nodes."""
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        said = "缺少这个文件：名单要按它核对称号和等次。"
        raise ProblemsFoundError([Problem(name, 1, 1, "FIL001", said)]) from error
    except OSError as error:
        raise ProblemsFoundError([Problem(name, 1, 1, "FIL006", f"读不出来（{reason(error)}）。")]) from error
    except UnicodeDecodeError as error:
        raise ProblemsFoundError([Problem(name, 1, 1, "FIL005", "文件不是 UTF-8 编码。")]) from error
    node, problems = nodes.parse(name, text)
    if node is None:
        raise ProblemsFoundError(problems)
    return name, node
