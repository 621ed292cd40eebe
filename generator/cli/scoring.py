"""``portal score``, ``portal form`` and ``portal tally``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator import fill, pipeline, tally
from generator.cli.console import ROOT, counted, reported, say, write
from generator.model.portal import Edition
from generator.problems import Problem, ProblemsFoundError
from generator.score import report, scheme, sheet
from generator.score.result import Result


@click.command(
    help="按打分表（例如 rushan-huoli-xingji/2020/enterprise）"
    "计算答卷（.json，或填好的 .xlsx 工作簿）的得分，输出 JSON：每一项的得分和理由。"
)
@click.argument("rubric", metavar="打分表")
@click.argument("answers", metavar="答卷", type=click.Path(path_type=Path))
@ROOT
@reported
def score(rubric: str, answers: Path, root: Path) -> None:
    """Score one answer sheet; a total in the sheet is never believed."""
    _, wanted = _scheme(root, rubric)
    given, result = _sheet(wanted, answers)
    click.echo(json.dumps(report.report(wanted, given, result), ensure_ascii=False, indent=2))


@click.command(
    name="form",
    help="把答卷（.json 或 .xlsx）填进打分表（例如 rushan-huoli-xingji/2020/enterprise），"
    "写成文件：扩展名为 .pdf、.docx（Word）或 .xlsx（Excel）。",
)
@click.argument("rubric", metavar="打分表")
@click.argument("answers", metavar="答卷", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="写到哪个文件。")
@ROOT
@reported
def fill_form(rubric: str, answers: Path, out: Path, root: Path) -> None:
    """Write the form with what a sheet says, counted anew."""
    if out.resolve() == answers.resolve():
        raise ProblemsFoundError([Problem(str(out), 1, 1, "DOC004", "输出文件就是答卷。")])
    edition, wanted = _scheme(root, rubric)
    given, _ = _sheet(wanted, answers)
    data = fill.form(root, edition, wanted, given, out)
    write(out, data)
    say(f"已写出：{out}")


def _sheet(wanted: scheme.Scheme, answers: Path) -> tuple[sheet.Sheet, Result]:
    """A sheet in which nothing is wrong, and its result."""
    given = sheet.read(answers)
    result, column = report.scored(wanted, given)
    if problems := sheet.problems(answers, wanted, given, result, column):
        raise ProblemsFoundError(problems)
    return given, result


def _scheme(root: Path, rubric: str) -> tuple[Edition, scheme.Scheme]:
    """The edition and the scheme of ``<series>/<edition>/<rubric>``, or of the path of its file."""
    path, folder = Path(rubric).resolve(), (root / "rubrics").resolve()
    inside = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else rubric.replace("\\", "/")
    name = inside.removeprefix("rubrics/").removesuffix(".yml")
    schemes = [
        (edition, scheme.scheme(edition, one)) for edition in pipeline.read(root).editions for one in edition.rubrics
    ]
    found = next((one for one in schemes if one[1].id == name), None)
    if found is None:
        known = "、".join(one.id for _, one in schemes)
        raise ProblemsFoundError([Problem(rubric, 1, 1, "REF001", f"没有打分表“{name}”。现有：{known}。")])
    return found


@click.command(
    name="tally",
    help="汇总一个文件夹里的全部答卷（.json 和 .xlsx）：重新计算，列出问题，写出名次、各项得分率和候选名单草稿。",
)
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("tally"), help="输出文件夹，默认是 tally。")
@ROOT
@reported
def tally_sheets(folder: Path, out: Path, root: Path) -> None:
    """Tally a folder of answer sheets; 1 where anything was found wrong, though all is written."""
    portal = pipeline.read(root)
    with counted("汇总答卷") as told:
        done = tally.tally(portal, folder, out, told)
    say("\n".join(done.lines()))
    say(f"结果在 {out}：{'、'.join(done.files)}")
    if done.findings:
        raise SystemExit(1)
