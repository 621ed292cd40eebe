"""Recalculated by LibreOffice, the formulas of a workbook equal the Python engine: every number, sheet by sheet.

Opening thousands of workbooks is too slow. The formulas of one rubric fill a line of a table here, with what is
filled in before them, and each line is another sheet of answers. Every cached value is wrong on purpose: a reader
that does not compute fails. That the same formulas stand in the workbooks themselves is another test.
"""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import office
import random_rubrics
import stress_rubric
from workbook_cells import Cells, drawn, expected, outcome, said
from xlsxwriter.utility import xl_col_to_name

from generator.formats.workbook.counting import counting
from generator.formats.workbook.expressions import Cell, Const, Expr, Value, render
from generator.formats.workbook.inputs import inputs, labels
from generator.score.scheme import Scheme, canonical

SHEETS = 300
RANDOM_RUBRICS = 30
RANDOM_SHEETS = 12
WRONG = -777
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false"
"""Commas, quotes, UTF-8, from the first line; cells as they are held and not as they are shown."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/{SHEET}" ContentType="{TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="sheet" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


class Batch:
    """The formulas of a rubric in the columns of a table, and a line for each sheet of answers."""

    def __init__(self, of: Scheme) -> None:
        self.of = of
        self.made = counting(of)
        self.cells: list[Cells] = []
        self.inputs = [one.key for one in inputs(of)]
        self.labels = labels(of)
        names = [*self.inputs, *self.labels, *self.made.grid.formulas]
        self.columns = {name: at for at, name in enumerate(names)}
        self.letters = {name: xl_col_to_name(at) for name, at in self.columns.items()}

    def draw(self, rng: Random, sheets: int) -> Batch:
        document = json.loads(canonical(self.of))
        self.cells = [drawn(rng, self.of, document) for _ in range(sheets)]
        return self

    def address(self, name: str) -> str:
        return f"{self.letters[name]}{'$1' if name in self.labels else '§'}"

    def write(self, path: Path) -> None:
        """A file of the fewest parts: written by hand, because a line is the one before with another number."""
        labels = "".join(put(f"{self.letters[name]}1", label) for name, label in self.labels.items())
        formulas = "".join(
            f'<c r="{self.letters[name]}§"><f>{escape(render(part, self.address))}</f><v>{WRONG}</v></c>'
            for name, part in self.made.grid.formulas.items()
        )
        rows = [f'<row r="1">{labels}</row>']
        for line, cells in enumerate(self.cells, start=2):
            typed = "".join(put(f"{self.letters[name]}{line}", cells.get(name)) for name in self.inputs)
            rows.append(f'<row r="{line}">{typed}{formulas.replace("§", str(line))}</row>')
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            for name, text in PARTS.items():
                file.writestr(name, HEAD + text)
            file.writestr(SHEET, f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>')

    def wrong(self, path: Path) -> list[tuple[Cells, str, tuple[object, object]]]:
        """What LibreOffice makes of the lines and the engine does not, with the cells."""
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))[1:]
        assert len(lines) == len(self.cells)
        named = outcome(self.made)
        found: list[tuple[Cells, str, tuple[object, object]]] = []
        for line, cells in zip(lines, self.cells, strict=True):
            wanted = expected(self.of, said(self.of, cells), self.made)
            pairs = {name: (self.value(named[name], line), value) for name, value in wanted.items() if name in named}
            found += [(cells, name, pair) for name, pair in pairs.items() if pair[0] != pair[1]]
        return found

    def value(self, part: Expr, line: list[str]) -> float | str:
        """What a line holds for a part that is a cell of its own or a constant, as all that come out are."""
        if isinstance(part, Const):
            return float(part.value)
        assert isinstance(part, Cell), part
        text = line[self.columns[part.name]]
        return float(text) if text.lstrip("-").replace(".", "", 1).isdigit() else text


def put(address: str, value: Value) -> str:
    if isinstance(value, bool):
        return f'<c r="{address}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return "" if value is None else f'<c r="{address}"><v>{value!r}</v></c>'


def prove(batches: list[Batch], folder: Path) -> None:
    paths = [folder / f"{at}.xlsx" for at in range(len(batches))]
    for batch, path in zip(batches, paths, strict=True):
        batch.write(path)
    made = office.convert(paths, CSV, folder / "made", recalculate=True)
    for batch, path in zip(batches, made, strict=True):
        assert batch.wrong(path) == [], batch.of.id


def test_published_rubrics(schemes: dict[str, Scheme], tmp_path: Path) -> None:
    rng = Random(7)
    prove([Batch(of).draw(rng, SHEETS) for of in schemes.values()], tmp_path)


def test_rubrics_that_hold_what_no_published_one_has(tmp_path: Path) -> None:
    rng = Random(8)
    batches = [Batch(stress_rubric.scheme()).draw(rng, SHEETS)]
    batches += [Batch(random_rubrics.scheme(Random(seed))).draw(rng, RANDOM_SHEETS) for seed in range(RANDOM_RUBRICS)]
    prove(batches, tmp_path)
