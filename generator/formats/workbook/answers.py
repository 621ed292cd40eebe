"""The sheet 作答: what is asked, in the order of the form, with what the answers come to beside it."""

from __future__ import annotations

from typing import Any

from generator.documents.questions import Question as Asked
from generator.documents.questions import Said, questions
from generator.formats.workbook import sayings, styles
from generator.formats.workbook.asking import Question
from generator.formats.workbook.counting import Counting
from generator.formats.workbook.expressions import NO, Const, Expr, any_of, either, join
from generator.formats.workbook.inputs import UNIT
from generator.formats.workbook.plan import Plan, Style
from generator.formats.workbook.sums import Sums
from generator.model.base import shown
from generator.model.rubric import BonusItem, Counted, Item, Reading, Section
from generator.model.rules import Check, Judge, Note, elements, is_yes_no
from generator.score.scheme import Scheme

NAME = "作答"
HEAD_ROWS = 3
"""Title, the result in a line, and the headings of the columns: they stay where they are."""
_WIDTHS = {
    "number": 9.5,
    "words": 57.0,
    "points": 7.5,
    "input": 13.0,
    "says": 20.0,
    "score": 12.0,
    "assessed": 12.0,
    "reason": 18.0,
    "evidence": 18.0,
}
_GUIDE = (
    "只填黄色的格子，其余由公式计算，不用改。是非题点格子右边的箭头选“是”或“否”，数字填整数；没有填的先不算数，得分写成"
    "“最低～最高”。正式表格在“打分表”页，得分自动填好，可以直接打印；计算过程在隐藏的“计算”页，右键点工作表名称可以取消隐藏。"
)


class Answers:
    """The plan of the sheet; formulas of sentences that are said twice go into the calculation."""

    def __init__(self, scheme: Scheme, made: Counting) -> None:
        """Lays the sheet out."""
        self.scheme, self.made = scheme, made
        self.scored = scheme.full > 0
        left_out = set() if self.scored else {"points", "score"}
        self.columns = [name for name in _WIDTHS if name not in left_out]
        self.at = {name: number for number, name in enumerate(self.columns)}
        self.plan = Plan(NAME, [_WIDTHS[name] for name in self.columns])
        self.choices: dict[str, str] = {}
        self._head()
        self._results()
        self._beside()
        self._sections(scheme.rubric.sections, 1)
        if scheme.rubric.bonus:
            self._bonus()

    def put(
        self,
        row: int,
        column: str,
        content: str | Expr | None,
        style: Style,
        to: str = "",
        **keys: Any,  # noqa: ANN401 - of Box
    ) -> None:
        """Places something in a column, or from there to the column ``to``."""
        first = self.at.get(column)
        if first is None:
            return
        reach = (self.at[to] - first + 1) if to else 1
        self.plan.put(row, first, content, style=style, columns=reach, **keys)

    def fill(self, row: int, style: Style, *columns: str) -> None:
        """Empty cells that only carry the lines of the table."""
        for column in columns:
            self.put(row, column, None, style)

    # The top.

    def _head(self) -> None:
        rubric, last = self.scheme.rubric, self.columns[-1]
        title = f"{rubric.title}{rubric.subtitle or ''}"
        self.put(self.plan.row(36), "number", title, styles.TITLE, last)
        line = self.made.grid.add("结论", "summary", "说法", sayings.summary(self.scheme, self.made))
        self.put(self.plan.row(40), "number", line, styles.SUMMARY, last)
        row = self.plan.row(26)
        score = rubric.columns.score
        names = {
            "number": rubric.columns.number or "序号",
            "words": f"{rubric.columns.standard}和问题",
            "points": rubric.columns.points or "分值",
            "input": "填写",
            "says": "扣分、计分" if self.scored else "情况",
            "score": score,
            "assessed": rubric.columns.assessed or "考核评定",
            "reason": "评定理由",
            "evidence": "佐证材料",
        }
        for column in self.columns:
            self.put(row, column, names[column], styles.HEAD)
        self.put(self.plan.row(), "number", _GUIDE, styles.NOTE, last)
        row = self.plan.row(26)
        self.put(row, "number", "单位名称", styles.HEAD, "number")
        self.put(row, "words", None, {**styles.INPUT, "align": "left", "indent": 1}, last, key=UNIT)

    def _results(self) -> None:
        made, scheme = self.made, self.scheme
        self._bar("结果")
        if self.scored:
            self._result(
                _total_name(scheme), sayings.of_span(made.own.total), self._given(sayings.of_span(made.assessed.total))
            )
            if made.own.with_bonus and made.assessed.with_bonus and made.own.bonus_sum and made.assessed.bonus_sum:
                self._result(
                    "加分合计",
                    sayings.of_span(made.own.bonus_sum),
                    self._given(sayings.of_span(made.assessed.bonus_sum)),
                )
                self._result(
                    "合计（含加分）",
                    sayings.of_span(made.own.with_bonus),
                    self._given(sayings.of_span(made.assessed.with_bonus)),
                )
        if made.own.checks["of"] != Const(0):
            self._sentence("逐项核对", sayings.checked(made.own), self._given(sayings.checked(made.assessed)))
        if scheme.tiers:
            self._sentence("等次", self._standing(made.own, "自评"), self._given(self._standing(made.assessed, "考核")))
        if scheme.vetoes:
            open_ = [made.beside[f"open.{veto.id}"].equals(1) for veto in scheme.vetoes]
            unknown = either(any_of(*open_), "还没有答完", "没有否决情形")
            self._sentence("否决条件", either(made.own.barred.equals(1), "有否决情形", unknown), None)
        for section in scheme.rubric.all_sections:
            if section.badge:
                known = either(made.own.badges[section.id].equals(NO), "没有达到", "未定")
                said = either(made.own.badges[section.id].equals(1), "达到", known)
                self._sentence(
                    section.badge.title, join(said, f"（{section.title}{shown(section.badge.minimum)}分以上）"), None
                )
        for item in scheme.rubric.items:
            if item.required:
                required = made.own.required[item.id]
                said = either(required.equals(1), "做到", either(required.equals(NO), "没有做到，不能评定等次", "未定"))
                self._sentence(f"必备项：{item.number or ''}", said, None)
        self._sentence("填写情况", sayings.progress(made), None)

    def _standing(self, sums: Sums, name: str) -> Expr:
        said = self.made.grid.add("结论", name, "等次", sayings.standing(self.scheme, sums))
        way = self.made.grid.add("结论", name, "差距", sayings.way(self.scheme, sums))
        return join(said, either(way.equals(""), "", join("，", way))) if way != Const("") else said

    def _given(self, said: Expr) -> Expr:
        return either(self.made.assessing.equals(0), "", said)

    def _result(self, name: str, own: Expr, given: Expr) -> None:
        row = self.plan.row(24)
        self.put(row, "number", name, styles.TEXT, "says")
        self.put(row, "score", own, styles.RESULT, sample="100～100")
        self.put(row, "assessed", given, styles.RESULT, sample="100～100")
        self.fill(row, styles.TEXT, "reason", "evidence")

    def _sentence(self, name: str, own: Expr, given: Expr | None) -> None:
        row = self.plan.row(24)
        self.put(row, "number", name, styles.MIDDLE)
        if given is None:
            self.put(row, "words", own, styles.SENTENCE, self.columns[-1])
            return
        self.put(row, "words", own, styles.SENTENCE, "score" if self.scored else "says")
        self.put(
            row,
            "assessed",
            given,
            styles.SENTENCE,
            self.columns[-1],
            sample="最好的结果是“某某某某某某”，距“某某某某”还差100分",
        )

    def _bar(self, name: str) -> None:
        self.put(self.plan.row(24), "number", name, styles.BAR, self.columns[-1])

    # Beside the items.

    def _beside(self) -> None:
        rubric, made = self.scheme.rubric, self.made
        if rubric.facts:
            self._bar("单位情况（决定有些题是否适用）")
            for fact in rubric.facts:
                self._yes_no(f"fact.{fact.id}", fact.ask, "")
        if self.scheme.vetoes:
            self._bar("否决条件（有其中一种情形，无论得分多少都不能评上）")
            for number, veto in enumerate(self.scheme.vetoes, start=1):
                self._yes_no(f"veto.{veto.id}", veto.text, f"口径：{veto.reading}" if veto.reading else "", str(number))
                if veto.exception:
                    self._yes_no(f"except.{veto.id}", f"例外：{veto.exception}", "只在上面一条答“是”时填写")
        asked = [(tier, one) for tier in self.scheme.tiers for one in tier.conditions]
        if asked:
            self._bar("等次条件")
            seen: set[str] = set()
            for tier, one in asked:
                if one.ask and one.id not in seen:
                    seen.add(one.id)
                    self._yes_no(f"condition.{one.id}", one.ask, f"“{tier.title}”的条件")
                elif not one.ask:
                    at = self.scheme.tiers.index(tier)
                    test = (tier.minimum is not None) + tier.conditions.index(one)
                    row = self.plan.row()
                    self.fill(row, styles.MIDDLE, "number", "points", "input", "score")
                    self.put(row, "words", one.text, styles.ASK, hint=f"“{tier.title}”的条件，由得分算出")
                    said = made.own.tiers[at].tests[test]
                    self.put(
                        row,
                        "says",
                        either(said.equals(1), "具备", either(said.equals(NO), "不具备", "未定")),
                        styles.SAYS,
                    )
                    self.fill(row, styles.TEXT, "assessed", "reason", "evidence")

    def _yes_no(self, ref: str, ask: str, hint: str, number: str = "") -> None:
        row = self.plan.row(24)
        self.put(row, "number", number or None, styles.MIDDLE)
        self.put(row, "words", ask, styles.ASK, "points" if self.scored else "", hint=hint)
        self.put(row, "input", None, styles.INPUT, key=f"answer:{ref}")
        wanted = self.made.asked.get(ref, Const(0))
        self.put(row, "says", sayings.yes_no_says(self.made, ref, wanted), styles.SAYS, sample="由他题推定：是")
        self.fill(row, styles.TEXT, "score", "assessed", "reason", "evidence")

    # The items.

    def _sections(self, sections: tuple[Section, ...], level: int) -> None:
        bar, sums = (styles.BAR, styles.BAR_SUM) if level == 1 else (styles.INNER_BAR, styles.INNER_BAR_SUM)
        for section in sections:
            row = self.plan.row(26 if level == 1 else 24)
            if self.scored:
                self.put(row, "number", section.title, bar, "words")
                self.put(row, "points", shown(section.points or section.summed), sums)
                self.fill(row, bar, "input", "says", "reason", "evidence")
                self.put(row, "score", sayings.of_span(self.made.own.sections[section.id]), sums, sample="10～100")
                given = self._given(sayings.of_span(self.made.assessed.sections[section.id]))
                self.put(row, "assessed", given, sums, sample="10～100")
            else:
                self.put(row, "number", section.title, bar, self.columns[-1])
            for item in section.items:
                self._item(item)
            self._sections(section.sections, level + 1)

    def _bonus(self) -> None:
        self._bar("加分项（不在总分以内）")
        for item in self.scheme.bonus:
            self._item(item)
        if "bonus" in self.scheme.readings and self.scheme.rubric.bonus and self.scheme.rubric.bonus.reading:
            self._reading("bonus", self.scheme.rubric.bonus.reading)

    def _item(self, item: Counted) -> None:
        made = self.made
        row = self.plan.row(26)
        self.put(row, "number", item.number, styles.ITEM_MIDDLE)
        self.put(row, "words", "\n".join(text for text in _printed(item) if text), styles.ITEM)
        points = item.limit if isinstance(item, BonusItem) else item.points if isinstance(item, Item) else None
        self.put(row, "points", shown(points) if points else None, styles.ITEM_MIDDLE)
        alone = _alone(item)
        asked = questions(item, self.scheme.rubric.columns.score)
        if alone:
            question = made.questions[f"{item.id}.{item.rules[0].id}"]
            style = styles.WORDS if isinstance(item.rules[0], Note) else styles.INPUT
            self.put(row, "input", None, style, key=question.inputs[0].key)
            self.put(row, "says", sayings.question_says(made, item, question), styles.SAYS, sample="由考核人员裁定")
        else:
            self.fill(row, styles.ITEM, "input", "says")
        self.put(row, "score", sayings.own_score(made, item), styles.SCORE, sample="10～100")
        self._given_cells(row, item)
        if isinstance(item, Item) and item.applies_when:
            fact = next(one.ask for one in self.scheme.rubric.facts if one.id == item.applies_when)
            without = "不计入总分" if item.absent == "out" else "得满分" if item.points else "按做到计"
            self._note(f"“{fact}”答“否”的，本项不适用，{without}。")
        for reading in item.readings:
            if not reading.otherwise:
                self._note(f"口径：{reading.text}（{reading.authority}）")
        for hint in item.hints:
            self._note(f"提示：{hint}")
        if item.evidence:
            self._note(f"佐证材料：{'；'.join(item.evidence)}")
        if not alone:
            for one in asked:
                self._question(item, one, made.questions[one.ref])
        for reading in item.choices:
            self._reading(f"{item.id}.{reading.id}", reading)

    def _given_cells(self, row: int, item: Counted) -> None:
        points, met = f"assessed:{item.id}.points", f"assessed:{item.id}.met"
        if points in self.made.given:
            self.put(row, "assessed", None, styles.INPUT, key=points)
        elif met in self.made.given:
            self.put(row, "assessed", None, styles.INPUT, key=met)
        else:
            self.fill(row, styles.ITEM, "assessed")
        self.put(row, "reason", None, styles.WORDS, key=f"assessed:{item.id}.reason")
        self.put(row, "evidence", None, styles.WORDS, key=f"evidence:{item.id}")
        if points in self.made.given and met in self.made.given:
            row = self.plan.row()
            self.fill(row, styles.TEXT, "number", "points", "input", "says", "score", "reason", "evidence")
            self.put(row, "words", "考核人员认定是否做到", styles.SMALL)
            self.put(row, "assessed", None, styles.INPUT, key=met)

    def _note(self, text: str) -> None:
        row = self.plan.row()
        self.fill(row, styles.TEXT, "number", "reason", "evidence", "assessed", "score")
        self.put(row, "words", text, styles.SMALL, "says")

    def _reading(self, ref: str, reading: Reading) -> None:
        row = self.plan.row()
        self.fill(row, styles.TEXT, "number", "points", "score", "assessed", "reason", "evidence")
        other = reading.otherwise.text if reading.otherwise else ""
        said = f"口径：{reading.text}（{reading.authority}）\n另一种理解：{other}\n按另一种理解计分，请选“是”："
        self.put(row, "words", said, styles.SMALL)
        self.put(row, "input", None, styles.INPUT, key=f"reading:{ref}")
        taken = either(self.made.taken[ref].equals(1), "按另一种理解计分", "按本站口径计分")
        self.put(row, "says", taken, styles.SAYS)

    def _question(self, item: Counted, asked: Asked, question: Question) -> None:
        row = self.plan.row(24)
        single = len(question.inputs) == 1 and not elements(question.rule)
        self.fill(row, styles.TEXT, "number", "points", "score", "assessed", "reason", "evidence")
        unit = f"（{asked.numbers[0].unit}）" if single and asked.numbers else ""
        self.put(row, "words", f"{asked.ask}{unit}", styles.ASK, hint=_hint(asked, question))
        said = sayings.question_says(self.made, item, question)
        self.put(row, "says", said, styles.SAYS, sample="由他题推定，扣10分")
        if single:
            style = styles.WORDS if isinstance(question.rule, Note) else styles.INPUT
            self.put(row, "input", None, style, key=question.inputs[0].key)
            return
        self.fill(row, styles.TEXT, "input")
        named = [f"{one.label}{_worth(one.worth)}" for one in asked.rows]
        named += [f"{one.label}（{one.unit}）" for one in asked.numbers]
        for at, (name, one) in enumerate(zip(named, question.inputs, strict=True)):
            row = self.plan.row()
            self.fill(row, styles.TEXT, "number", "points", "score", "assessed", "reason", "evidence")
            self.put(row, "words", name, styles.ELEMENT)
            self.put(row, "input", None, styles.INPUT, key=one.key)
            self.put(row, "says", sayings.element_says(self.made, question, at), styles.SAYS, sample="填写有误，请重填")


def _printed(item: Counted) -> tuple[str | None, ...]:
    if isinstance(item, Item):
        return item.standard, item.text
    return (item.title, item.text) if isinstance(item, BonusItem) else ()


def _alone(item: Counted) -> bool:
    """Whether an item asks for nothing but its own score, verdict or words: its row is then its question."""
    if len(item.rules) != 1 or item.choices:
        return False
    rule = item.rules[0]
    return isinstance(rule, Judge | Note) or (isinstance(rule, Check) and rule.threshold is None)


def _hint(asked: Asked, question: Question) -> str:
    """What the rule counts, and what a yes costs."""
    said = _told(asked.hint)
    if is_yes_no(question.rule) and len(asked.choices) > 1:
        said = f"有此情形答“是”，{_told(asked.choices[1].cost)}；没有答“否”"
    elif asked.control == "elements":
        said = f"{said}{'；' if said else ''}逐项填写，有的选“是”，没有的选“否”"
    elif asked.choices and any(choice.cost for choice in asked.choices):
        costs = [f"{choice.label}：{_told(choice.cost)}" for choice in asked.choices if choice.cost]
        said = "；".join([*([said] if said else []), *costs])
    return said


def _told(saids: tuple[Said, ...]) -> str:
    """The words of the form, and those of another reading where they differ."""
    own, *others = saids or (Said(""),)
    return own.text + "".join(f"（按另一种理解：{other.text}）" for other in others)


def _worth(saids: tuple[Said, ...]) -> str:
    told = _told(saids)
    return f"（{told}）" if told else ""


def _total_name(scheme: Scheme) -> str:
    printed, most = scheme.rubric.total, scheme.full
    beside = "" if printed in {None, most} else f"；原表印满分{shown(printed or 0)}分，各项相加为{shown(most)}分"
    return f"合计（{'不含加分，' if scheme.rubric.bonus else ''}满分{shown(most)}分{beside}）"
