"""The command ``portal``. Messages are Chinese, for the people who write content and host the site."""

from __future__ import annotations

import io
import json
import shutil
import sys
import threading
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from generator import __version__, fetch_fonts, pipeline, preview, reference, resources, tally
from generator.cli import importing
from generator.cli.console import ERR, OUT, ROOT, print_problems, reported, say, unwritable, write
from generator.cli.draft import draft
from generator.cli.releasing import release_edition
from generator.model.portal import Edition
from generator.problems import Problem, ProblemsFoundError
from generator.register import history
from generator.score import report, scheme, sheet
from generator.score.result import Result


@click.group(help="把 content/ 和 rubrics/ 里的创建活动生成为静态网站。")
@click.version_option(__version__, "--version", help="显示版本。", message="portal %(version)s")
@click.help_option("--help", help="显示帮助。")
def main() -> None:
    """Entry point of the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese is no reason to stop


@main.command(help="检查全部内容，列出所有问题，不生成网站。")
@ROOT
@reported
def check(root: Path) -> None:
    """Check the content only."""
    portal = pipeline.read(root)
    rubrics = sum(len(edition.rubrics) for edition in portal.editions)
    titles = len(history.titles(portal.editions))
    register = f"，荣誉名录 {titles} 个称号" if titles else ""
    say(f"检查通过：{len(portal.series)} 项创建活动，{len(portal.editions)} 届，{rubrics} 张打分表{register}。")


@main.command(help="生成网站。有问题时列出全部问题，原有网站不变。")
@ROOT
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="输出文件夹，默认是 public。")
@click.option("--without-demo", is_flag=True, help="不含演示活动（series.yml 写着 demo: true 的）。")
@reported
def build(root: Path, out: Path | None, *, without_demo: bool) -> None:
    """Build the site."""
    _build(root, out or root / "public", demo=not without_demo)


def _build(root: Path, out: Path, *, demo: bool = True) -> None:
    """Build with a spinner on a terminal, with one quiet line a site elsewhere."""
    if OUT.is_terminal:
        with Progress(
            SpinnerColumn(), TextColumn("{task.description}", markup=False), console=OUT, transient=True
        ) as bar:
            task = bar.add_task("检查内容……")
            report = pipeline.build(
                root,
                out,
                progress=lambda address, _built: bar.update(task, description=f"生成 {address or '首页'}"),
                making=lambda path: bar.update(task, description=f"写文件 {path}"),
                demo=demo,
            )
    else:
        report = pipeline.build(
            root,
            out,
            progress=lambda address, built: say(f"{'生成' if built else '未变'} {address or '首页'}"),
            demo=demo,
        )
    built = report.site
    say(
        f"网站已生成：{out}（{built.files} 个文件，{len(built.sites)} 个站点，重新生成 {len(built.built)} 个；"
        f"文档 {report.documents} 份，重新生成 {report.made} 份）。"
    )
    if report.without_pdf:
        ERR.print(f"注意：{report.without_pdf}", style="bold red")


@main.command(help="在本机预览网站；改动内容后自动重新生成并刷新页面。")
@ROOT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口，0 为任选。")
@reported
def serve(root: Path, port: int) -> None:
    """Preview the site and rebuild on every change."""
    out = root / pipeline.WORK / "preview"

    def rebuild() -> list[Problem]:
        try:
            _build(root, out)
        except ProblemsFoundError as error:
            print_problems(error.problems)
            return list(error.problems)
        return []

    found = resources.find(root)
    watched = [path for path in (root / "content", root / "rubrics", found.templates, found.mkdocs) if path.exists()]
    with preview.Server(out, port=port, live=True) as server:
        try:
            say(f"预览地址：{server.url}/（按 Ctrl+C 结束）")
            preview.watch(watched, rebuild, server, threading.Event())
        except KeyboardInterrupt:
            say("预览已结束。")


@main.command(
    help="按打分表 RUBRIC 计算答卷 ANSWERS（.json，或填好的 .xlsx 工作簿）的得分，输出 JSON：每一项的得分和理由。"
)
@click.argument("rubric")
@click.argument("answers", type=click.Path(path_type=Path))
@ROOT
@reported
def score(rubric: str, answers: Path, root: Path) -> None:
    """Score one answer sheet; a total in the sheet is never believed."""
    _, wanted = _scheme(root, rubric)
    given, result = _sheet(wanted, answers)
    click.echo(json.dumps(report.report(wanted, given, result), ensure_ascii=False, indent=2))


@main.command(
    name="form",
    help="把答卷 ANSWERS（.json 或 .xlsx）填进打分表 RUBRIC，写成文件：扩展名为 .pdf、.docx（Word）或 .xlsx（Excel）。",
)
@click.argument("rubric")
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="写到哪个文件。")
@ROOT
@reported
def fill_form(rubric: str, answers: Path, out: Path, root: Path) -> None:
    """Write the form with what a sheet says, counted anew."""
    if out.resolve() == answers.resolve():
        raise ProblemsFoundError([Problem(str(out), 1, 1, "DOC004", "输出文件就是答卷。")])
    edition, wanted = _scheme(root, rubric)
    given, _ = _sheet(wanted, answers)
    data = pipeline.form(root, edition, wanted, given, out)
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


@main.command(
    name="tally",
    help="汇总文件夹 FOLDER 里的全部答卷（.json 和 .xlsx）：重新计算，列出问题，写出名次、各项得分率和候选名单草稿。",
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("tally"), help="输出文件夹，默认是 tally。")
@ROOT
@reported
def tally_sheets(folder: Path, out: Path, root: Path) -> None:
    """Tally a folder of answer sheets; 1 where anything was found wrong, though all is written."""
    portal = pipeline.read(root)
    columns = (TextColumn("汇总答卷"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=OUT, transient=True, disable=not OUT.is_terminal) as bar:
        task = bar.add_task("", total=None)
        done = tally.tally(portal, folder, out, lambda done, of: bar.update(task, completed=done, total=of))
    say("\n".join(done.lines()))
    say(f"结果在 {out}：{'、'.join(done.files)}")
    if done.findings:
        raise SystemExit(1)


@main.command(help="在新文件夹 FOLDER 里建立一个可以直接生成的门户。")
@click.argument("folder", type=click.Path(path_type=Path))
@reported
def init(folder: Path) -> None:
    """Copy the starter portal into a new folder."""
    found = resources.find(folder)
    try:
        if folder.exists() and (not folder.is_dir() or any(one.name != ".git" for one in folder.iterdir())):
            raise ProblemsFoundError([Problem(str(folder), 1, 1, "INI001", "目标文件夹已经有内容。")])
        shutil.copytree(found.starter, folder, dirs_exist_ok=True)
        shutil.copytree(found.schemas, folder / "schemas")
    except (OSError, shutil.Error) as error:
        raise unwritable(folder, error) from error
    say(f"门户已建立：{folder}\n下一步：cd {folder}，然后 portal serve")


@main.command(help="查找公文字体；缺少的，在 Debian、Ubuntu 上下载免费字体，放进门户的 .fonts/ 文件夹。")
@ROOT
@reported
def fonts(root: Path) -> None:
    """Fetch fonts for the PDFs; without them everything else is built all the same. 1 where some are missing still."""
    try:
        say(fetch_fonts.fetch(root))
    except fetch_fonts.FontsMissingError as error:
        ERR.print(str(error), style="bold red")
        raise SystemExit(1) from None


@main.command(name="reference", help="重新写出 schemas/ 和 docs/ 里由代码生成的参考页。")
@ROOT
@reported
def write_reference(root: Path) -> None:
    """Write the JSON Schemas and the pages of keys and problem codes."""
    for path, text in reference.files().items():
        try:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise unwritable(root / path, error) from error
        say(f"已写出 {path}")


main.add_command(draft)
main.add_command(release_edition)


main.add_command(importing.group)
