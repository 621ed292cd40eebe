"""The sheet 计算: every formula of the result with its heading, for whoever wants to check it."""

from __future__ import annotations

from generator.documents.places import place
from generator.formats.workbook import styles
from generator.formats.workbook.counting import Counting
from generator.formats.workbook.grid import Grid
from generator.formats.workbook.plan import Plan
from generator.model.rubric import Rubric
from generator.score.scheme import Scheme

NAME = "计算"
_GUIDE = (
    "每一行是一道题、一项或一个部分。分数以百分之一分为单位，450就是4.5分，扣分为负；1是“是”，0是“否”，-1是没有填或未定。"
    "“最低”是已经确定的，“最高”是还可能得到的。"
)
_WIDTHS = [34.0, 46.0, *[10.0] * 14]


def calculation(scheme: Scheme, made: Counting) -> tuple[Plan, dict[str, tuple[int, int]]]:
    """The plan of the sheet, and in which row and column each named formula stands."""
    plan = Plan(NAME, _WIDTHS)
    where: dict[str, tuple[int, int]] = {}
    grid = made.grid
    plan.put(plan.row(18), 0, "计算过程", style=styles.CAPTION)
    plan.put(plan.row(18), 0, _GUIDE, style=styles.LABEL, columns=12)
    for table in grid.tables.values():
        plan.row(8)
        plan.put(plan.row(18), 0, table.title, style=styles.CAPTION)
        head = plan.row(16)
        for at, name in enumerate(("编号", "所指", *table.columns)):
            plan.put(head, at, name, style=styles.LABEL_HEAD)
        for line in table.lines.values():
            row = plan.row(16)
            plan.put(row, 0, line.name, style=styles.LABEL)
            plan.put(row, 1, line.words or _words(scheme, line.name), style=styles.LABEL)
            for at, column in enumerate(table.columns, start=2):
                if column in line.cells:
                    name = Grid.name(table.title, line.name, column)
                    plan.put(row, at, line.cells[column], style=styles.NUMBER)
                    if name in grid.formulas:
                        where[name] = (row, at)
    return plan, where


def _words(scheme: Scheme, name: str) -> str:
    """What a line is of, as far as the form names it."""
    rubric: Rubric = scheme.rubric
    key = name.partition(":")[2] or name
    key = key.partition("/")[0]
    titles = {section.id: section.title for section in rubric.all_sections}
    titles |= {tier.id: tier.title for tier in scheme.tiers}
    titles |= {"total": "合计", "bonus": "加分合计", "with_bonus": "含加分"}
    for row in rubric.rows:
        for rule in row.rules:
            if key == f"{row.id}.{rule.id}" or key.startswith(f"{row.id}.{rule.id}."):
                return f"{place(rubric, row.id)}：{rule.ask}"
        if key == row.id or key.startswith(f"{row.id}."):
            return place(rubric, row.id)
    return titles.get(key, "")
