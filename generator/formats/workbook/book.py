"""A workbook from its plans: sheets, checks of what is typed, protection, print set-up."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from generator.documents.blocks import Document
from generator.formats.workbook import answers, calculation, printed, styles
from generator.formats.workbook.answers import Answers
from generator.formats.workbook.calculation import calculation as calculated
from generator.formats.workbook.counting import Counting, counting
from generator.formats.workbook.expressions import Value, Values, render
from generator.formats.workbook.inputs import Input, accepts, entered, inputs, labels
from generator.formats.workbook.plan import Writer
from generator.formats.workbook.printed import Printed
from generator.model.base import shown
from generator.score.answers import MOST
from generator.score.scheme import ENGINE, Scheme, digest
from generator.score.sheet import Sheet

KEY = "portal"
_A4 = 9
_EVERYWHERE = "A1:XFD1048576"
_ALLOWED = {"format_columns": True, "format_rows": True, "objects": True}
_UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a file is not dated by the day it is written


def write(
    scheme: Scheme, document: Document, filled: Sheet | None = None, cells: Mapping[str, Value] | None = None
) -> bytes:
    """The workbook of a rubric, blank or filled in; ``document`` is its form as ``rubric_form`` makes it.

    ``cells`` are what stands in inputs by key, instead of a sheet: what people paste is not always an answer.
    """
    made = counting(scheme)
    typed = dict(cells) if cells is not None else entered(scheme, filled) if filled else {}
    return _Book(scheme, document, made, typed).write()


class _Book:
    def __init__(self, scheme: Scheme, document: Document, made: Counting, typed: dict[str, Value]) -> None:
        self.scheme, self.document, self.made, self.typed = scheme, document, made, typed
        self.labels = labels(scheme)
        self.answers = Answers(scheme, made)
        self.form = Printed(scheme, made, document)
        self.calculation, self.where = calculated(scheme, made)
        self.inputs = {one.key: one for one in inputs(scheme)}
        self.values = Values(made.grid.formulas, {**self.labels, **typed})
        for plan in (self.answers.plan, self.form.plan, self.calculation):
            plan.settle(self.values)
        self.boxes = self.answers.plan.inputs()
        self.key = _key_rows(scheme, self.inputs, {name: self._cell(name) for name in self.boxes}, self.labels)
        self.key += [("anchor", text, self.answers.plan.cell(row, column)) for text, row, column in self._anchors()]
        self.label_rows = {row[0]: at for at, row in enumerate(self.key, start=2) if row[0] in self.labels}

    def _cell(self, key: str) -> str:
        box = self.boxes[key]
        return self.answers.plan.cell(box.row, box.column)

    def _anchors(self) -> list[tuple[str, int, int]]:
        """The lowest and the rightmost fixed text: where they stand elsewhere, rows or columns were moved."""
        boxes = self.answers.plan.boxes
        fixed = [one for one in boxes if isinstance(one.content, str) and one.content and not one.hint]
        lowest = max(fixed, key=lambda one: (one.row, one.column))
        rightmost = max(fixed, key=lambda one: (one.column, -one.row))
        return [(str(one.content), one.row, one.column) for one in (lowest, rightmost)]

    def address(self, name: str) -> str:
        """Where a cell stands, for any sheet."""
        if name in self.label_rows:
            return f"'{KEY}'!$B${self.label_rows[name]}"
        if name in self.boxes:
            box = self.boxes[name]
            return self.answers.plan.at(box.row, box.column)
        return self.calculation.at(*self.where[name])

    def here(self, name: str) -> str:
        """The same for a check on the sheet 作答 itself: old versions let none look at another sheet."""
        return self.address(name).partition("!")[2]

    def write(self) -> bytes:
        """The bytes of the file."""
        target = io.BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        writer = Writer(book, self.address, self.values, self.typed)
        book.set_properties(
            {
                "title": self.document.title,
                "subject": self.document.subject,
                "author": self.document.author,
                "keywords": "、".join(self.document.keywords),
                "created": datetime.fromisoformat(self.document.published) if self.document.published else _UNDATED,
            }
        )
        sheets = {name: book.add_worksheet(name) for name in (answers.NAME, printed.NAME, calculation.NAME, KEY)}
        self._answers(book, writer, sheets[answers.NAME])
        self._form(writer, sheets[printed.NAME])
        self._calculation(writer, sheets[calculation.NAME])
        self._key(writer, sheets[KEY])
        for sheet in sheets.values():
            sheet.protect("", _ALLOWED)
            # Printed numbers are texts, and neighbours need not be computed alike: nothing to warn of.
            sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE, "formula_differs": _EVERYWHERE})
        sheets[answers.NAME].activate()
        book.close()
        return target.getvalue()

    def _page(self, sheet: Worksheet, *, landscape: bool) -> None:
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.75)
        sheet.fit_to_pages(1, 0)
        footer = (self.document.footer or self.scheme.id).replace("&", "&&")
        sheet.set_footer(f'&L&"{styles.PRINT}"&9{footer}&R&"{styles.PRINT}"&9第 &P 页　共 &N 页')
        if self.document.mark:
            sheet.set_header(f'&C&"{styles.PRINT}"&10{self.document.mark}')
        sheet.hide_gridlines(2)

    def _answers(self, book: xlsxwriter.Workbook, writer: Writer, sheet: Worksheet) -> None:
        plan = self.answers.plan
        writer.write(plan, sheet)
        frozen = plan.first(answers.HEAD_ROWS)
        sheet.freeze_panes(frozen, 0)
        self._page(sheet, landscape=True)
        sheet.repeat_rows(frozen - 1, frozen - 1)
        sheet.print_area(0, 0, plan.first(plan.next) - 1, len(plan.widths) - 1)
        sheet.set_zoom(100)
        if self.boxes:
            sheet.set_selection(self._cell("unit"))
        says = self.answers.at["says"]
        first, last = plan.first(answers.HEAD_ROWS), plan.first(plan.next) - 1
        tones = (
            ("填写有误", styles.AMISS),
            ("矛盾", styles.AMISS),
            ("未填", styles.WAITING),
            ("不扣分", styles.DONE),
            ("否决", styles.COSTS),
            ("没有", styles.COSTS),
            ("不得分", styles.COSTS),
            ("扣", styles.COSTS),
        )
        for text, style in tones:
            rule = {
                "type": "text",
                "criteria": "containing",
                "value": text,
                "format": writer.style(style),
                "stop_if_true": True,
            }
            sheet.conditional_format(first, says, last, says, rule)
        wholes = {f"{one.key.removesuffix('.part')}.whole" for one in self.inputs.values() if one.key.endswith(".part")}
        for one in self.inputs.values():
            self._check(book, sheet, one, wholes)

    def _check(self, book: xlsxwriter.Workbook, sheet: Worksheet, one: Input, wholes: set[str]) -> None:
        """What may be typed into an input."""
        box = self.boxes[one.key]
        at = (self.answers.plan.first(box.row), box.column)
        if one.kind == "yesno":
            rule: dict[str, object] = {"validate": "list", "source": ["是", "否"], "error_message": "请选“是”或“否”。"}
        elif one.kind == "option":
            first, last = self.label_rows[one.options[0]], self.label_rows[one.options[-1]]
            name = f"选项{first}"
            book.define_name(name, f"='{KEY}'!$B${first}:$B${last}")
            rule = {"validate": "list", "source": f"={name}", "error_message": "请从列出的情形中选一种。"}
        elif one.kind == "words":
            rule = {
                "validate": "length",
                "criteria": "<=",
                "value": one.length,
                "error_message": f"最多{one.length}字。",
            }
        elif one.kind == "points":
            step = f"，以{shown(one.step)}分为一档" if one.step else "，最多两位小数"
            rule = {"validate": "custom", "value": f"={render(accepts(one), self.here)}"}
            rule["error_message"] = f"请填0至{shown(one.most)}的分数{step}。"
        elif one.key in wholes:
            part = f"{one.key.removesuffix('.whole')}.part"
            rule = {
                "validate": "integer",
                "criteria": "between",
                "minimum": f"=MAX(1,{self.here(part)})",
                "maximum": MOST,
            }
            rule["error_message"] = "请填总数：整数，不能是0，不能少于上面一格。"
        elif one.key.endswith(".part"):
            whole = self.here(f"{one.key.removesuffix('.part')}.whole")
            limit = f"=IF(ISBLANK({whole}),{MOST},{whole})"
            rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": limit}
            rule["error_message"] = "请填整数，不能多于下面一格的总数。"
        else:
            rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MOST}
            rule["error_message"] = f"请填0至{MOST}的整数。"
        sheet.data_validation(*at, *at, {"error_title": "填写有误", **rule})

    def _form(self, writer: Writer, sheet: Worksheet) -> None:
        plan = self.form.plan
        writer.write(plan, sheet)
        self._page(sheet, landscape=False)
        if self.form.heads is not None:
            sheet.repeat_rows(plan.first(self.form.heads), plan.first(self.form.heads + 1) - 1)
        sheet.print_area(0, 0, plan.first(plan.next) - 1, len(plan.widths) - 1)

    def _calculation(self, writer: Writer, sheet: Worksheet) -> None:
        writer.write(self.calculation, sheet)
        sheet.freeze_panes(2, 2)
        self._page(sheet, landscape=True)
        sheet.hide()

    def _key(self, writer: Writer, sheet: Worksheet) -> None:
        plain = writer.style({})
        for column, name in enumerate(("key", "type", "cell")):
            sheet.write_string(0, column, name, plain)
        for row, parts in enumerate(self.key, start=1):
            for column, text in enumerate(parts):
                sheet.write_string(row, column, text, plain)
        sheet.set_column(0, 0, 40)
        sheet.hide()


def _key_rows(
    scheme: Scheme, asked: Mapping[str, Input], cells: Mapping[str, str], named: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """The rows of the sheet ``portal``: key, type, and the cell on 作答 or nothing."""
    rows = [("rubric", scheme.id, ""), ("digest", digest(scheme), ""), ("engine", str(ENGINE), "")]
    rows += [(key, one.kind, cells[key]) for key, one in asked.items()]
    return rows + [(key, label, "") for key, label in named.items()]
