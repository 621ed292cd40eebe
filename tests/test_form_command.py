"""``portal form``: an answer sheet on its form, in the format that the file is named for."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from click.testing import CliRunner, Result

from generator import cli, pipeline
from generator.formats import fonts

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "site_templates" / "starter"
RUBRIC = "demo/2026/union"
UNIT = "喆堃玥珺瑢有限责任公司工会委员会"


def form(answers: Path, out: Path, root: Path = STARTER) -> Result:
    return CliRunner().invoke(
        cli.main, ["form", RUBRIC, str(answers), "-o", str(out), "--root", str(root)], catch_exceptions=False
    )


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "答卷.json"
    document = {"rubric": RUBRIC, "unit": UNIT, "answers": {"veto.accident": False}}
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def pdf(data: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def word(data: bytes) -> str:
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return "".join(one.text or "" for one in docx.Document(io.BytesIO(data)).element.body.iter(tag))


def workbook(data: bytes) -> str:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["打分表"]
    return "".join(str(cell.value or "") for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(("suffix", "read"), [(".pdf", pdf), (".docx", word), (".xlsx", workbook), (".PDF", pdf)])
def test_the_form_says_what_the_sheet_says(tmp_path: Path, answers: Path, suffix: str, read: object) -> None:
    out = tmp_path / "新文件夹" / f"结果{suffix}"
    result = form(answers, out)
    assert (result.exit_code, result.stdout) == (0, f"已写出：{out}\n")
    said = "".join(read(out.read_bytes()).split())  # type: ignore[operator]
    assert UNIT in said
    assert "演示数据" in said or suffix != ".pdf"
    assert "未填" in said


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("结果.txt", '{"answers": {}}', "DOC003"),
        ("结果", '{"answers": {}}', "DOC003"),
        ("结果.pdf", '{"answers": {"nothing.at-all": true}}', "ANS002"),
        ("结果.pdf", "[", "ANS001"),
        ("结果.pdf", json.dumps({"unit": "\U000e0fff工会", "answers": {}}), "DOC001"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(tmp_path: Path, name: str, text: str, code: str) -> None:
    (tmp_path / "a.json").write_text(text, "utf-8")
    result = form(tmp_path / "a.json", tmp_path / name)
    assert result.exit_code == 1
    assert code in result.stderr
    assert not (tmp_path / name).exists()


def test_a_sheet_is_never_overwritten_by_its_form(tmp_path: Path, answers: Path) -> None:
    form(answers, tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()
    result = form(tmp_path / "a.xlsx", tmp_path / "x" / ".." / "a.xlsx")
    assert result.exit_code == 1
    assert "DOC004" in result.stderr
    assert (tmp_path / "a.xlsx").read_bytes() == before


def test_a_folder_is_no_file(tmp_path: Path, answers: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    result = form(answers, tmp_path / "a.docx")
    assert result.exit_code == 1
    assert "BLD002" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "答卷.json"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, answers: Path) -> None:
    (tmp_path / "a").write_text("a file", "utf-8")
    result = form(answers, tmp_path / "a" / "b.docx")
    assert result.exit_code == 1
    assert "BLD002" in result.stderr


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find", lambda _root: None)


@pytest.mark.usefixtures("no_fonts")
def test_without_fonts_there_is_no_pdf_and_it_is_said(tmp_path: Path, answers: Path) -> None:
    result = form(answers, tmp_path / "a.pdf")
    assert result.exit_code == 1
    assert "DOC002" in result.stderr
    assert "portal fonts" in result.stderr
    assert form(answers, tmp_path / "a.docx").exit_code == 0


@pytest.mark.usefixtures("no_fonts")
def test_without_fonts_a_site_is_built_without_pdfs_and_it_is_said(tmp_path: Path) -> None:
    out = tmp_path / "public"
    report = pipeline.build(STARTER, out, tmp_path / "work")
    assert "没有生成 PDF" in report.without_pdf
    assert list(out.rglob("*.pdf")) == []
    assert list(out.rglob("*.docx")) != []
    page = (out / "demo/2026/notice/index.html").read_text("utf-8")
    assert "notice.docx" in page
    assert "notice.pdf" not in page
