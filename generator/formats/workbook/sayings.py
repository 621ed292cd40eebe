"""What the sheets say of a result, as formulas: points and intervals, what a question costs, where the unit stands."""

from __future__ import annotations

from collections.abc import Iterable

from generator.formats.workbook.asking import ITEMS, Question
from generator.formats.workbook.counting import Counting
from generator.formats.workbook.expressions import (
    NO,
    NONE,
    OPEN,
    YES,
    Cell,
    Const,
    Expr,
    any_of,
    both,
    call,
    either,
    flag,
    join,
    negated,
    total,
)
from generator.formats.workbook.sums import BonusScore, ItemScore, Span, Sums
from generator.model.base import shown
from generator.model.campaign import Tier
from generator.model.rubric import Counted, Item
from generator.model.rules import Check, Note, elements, most_gain
from generator.score.scheme import Scheme

BETWEEN = "～"
_MANY = 25
UNANSWERED, WRONG, IDLE = "未填", "填写有误，请重填", "不适用"
YES_SAID, NO_SAID = "是", "否"


def points(hundredths: Expr) -> Expr:
    """Hundredths as people write them."""
    return hundredths / 100


def interval(worst: Expr, best: Expr, upwards: Expr = NONE, to: str = BETWEEN) -> Expr:
    """A number once it is certain, its two ends in one text before, or what is certain of one that has no end."""
    if worst == best and upwards == Const(0):
        return points(worst)
    closed = either(worst.equals(best), points(best), join(points(worst), to, points(best)))
    return either(upwards.equals(1), join("至少", points(worst)), closed)


def of_span(span: Span | BonusScore | ItemScore, to: str = BETWEEN) -> Expr:
    """The interval of a section, of the total, of an item."""
    upwards = Const(0) if isinstance(span, ItemScore) else span.upwards
    return interval(span.worst, span.best, upwards, to)


def touched(made: Counting, row: Counted) -> Expr:
    """1 where anything was filled in for a row, or follows for it from what was."""
    questions = [made.questions[f"{row.id}.{rule.id}"] for rule in row.rules]
    typed = [negated(call("ISBLANK", Cell(one.key))) for question in questions for one in question.inputs]
    follows = [
        made.links.inferred[question.ref].equals(1) for question in questions if question.ref in made.links.inferred
    ]
    found = typed + follows
    groups = [any_of(*found[at : at + _MANY]) for at in range(0, len(found), _MANY)]
    return made.grid.add(ITEMS, row.id, "已填", flag(any_of(*groups)))


def started(made: Counting, rows: Iterable[Counted]) -> Expr:
    """How many rows were filled in: a form of which none was is printed blank."""
    return made.grid.add("填写情况", "已填", "个数", total([touched(made, row) for row in rows]))


def own_score(made: Counting, row: Counted) -> Expr:
    """The self score of a row: points, 未填, 是 or 否, its words, or 不适用 where it is out."""
    if not isinstance(row, Item):
        bonus = made.own.bonus[row.id]
        return _unless_untouched(made, row, bonus.worst, bonus.best, bonus.upwards)
    found = made.own.items[row.id]
    if ticked(row):
        said: Expr = state(found.check or Const(OPEN), "")
    elif row.rules and all(isinstance(rule, Note) for rule in row.rules):
        said = join(*(Cell(one.key) for rule in row.rules for one in made.questions[f"{row.id}.{rule.id}"].inputs))
    else:
        said = _unless_untouched(made, row, found.worst, found.best)
    return either(found.fact.equals(NO), IDLE, said) if row.absent == "out" else said


def _unless_untouched(made: Counting, row: Counted, worst: Expr, best: Expr, upwards: Expr = NONE) -> Expr:
    undecided = any_of(worst.differs(best), upwards.equals(1)) if worst != best else Const(value=False)
    return either(both(undecided, touched(made, row).equals(0)), UNANSWERED, interval(worst, best, upwards))


def ticked(row: Counted) -> bool:
    """Whether a row is answered with 是 or 否 and has no points."""
    return isinstance(row, Item) and row.checked and not row.points


def state(of: Expr, unknown: str = UNANSWERED) -> Expr:
    """是, 否, or what is said while it is open."""
    return either(of.equals(YES), YES_SAID, either(of.equals(NO), NO_SAID, unknown))


def boxes(of: Expr) -> Expr:
    """Both answers with the one ticked that holds."""
    yes, no = (either(of.equals(which), "☑", "□") for which in (YES, NO))
    return join("是\u00a0", yes, "　否\u00a0", no)


def given_score(made: Counting, row: Counted) -> Expr:
    """What an assessor gave for a row; nothing where it is not assessed."""
    if not isinstance(row, Item):
        number = made.given[f"assessed:{row.id}.points"]
        return either(number.equals(OPEN), "", points(number))
    found = made.assessed.items[row.id]
    # An item that does not apply is not missing; it is then said only beside what others were given.
    unknown = any_of(made.missing[row.id].equals(1), assessing(made).equals(0))
    return either(unknown, "", interval(found.worst, found.best))


def assessing(made: Counting) -> Expr:
    """How many rows an assessor gave something for."""
    return made.assessing


def question_says(made: Counting, row: Counted, question: Question) -> Expr:
    """What a question costs or gives now, or what is amiss with its answer."""
    done, ref = question.done, question.ref
    said = _effect(question, row)
    if ref in made.links.inferred:
        said = either(made.links.inferred[ref].equals(1), join("由他题推定，", said), said)
        conflict = made.links.conflicts.get(ref, Const(0))
        said = either(conflict.equals(1), join(said, "，与他题矛盾"), said)
    waiting = "还有未填" if elements(question.rule) or len(question.inputs) > 1 else UNANSWERED
    said = either(done.answered.equals(0), either(question.asked.equals(1), waiting, ""), said)
    said = either(question.wrong.equals(1), WRONG, said)
    return either(_applies(made, row, question).equals(NO), IDLE, said)


def _applies(made: Counting, row: Counted, question: Question) -> Expr:
    names = [row.applies_when if isinstance(row, Item) else None, question.rule.applies_when]
    hung = [made.facts[name] for name in names if name]
    return either(any_of(*(fact.equals(NO) for fact in hung)), NO, YES)


def _effect(question: Question, row: Counted) -> Expr:
    done, rule = question.done, question.rule
    if isinstance(rule, Note):
        return Const("")
    if isinstance(rule, Check):
        met = done.check or Const(OPEN)
        return either(met.equals(YES), "做到", either(met.equals(NO), "没有做到", "要看单位情况"))
    gains = most_gain(rule, (row.points or 0) if isinstance(row, Item) else 1) > 0
    if gains:
        said = _between("计", "不计分", done.worst, done.best)
    else:
        said = _between("扣", "不扣分", Const(0) - done.best, Const(0) - done.worst)
    said = either(done.judged.equals(1), "由考核人员裁定", said)
    return either(done.zero.equals(YES), "此项不得分", either(done.zero.equals(OPEN), "可能不得分", said))


def _between(verb: str, none: str, least: Expr, most: Expr) -> Expr:
    if least == most:
        exact: Expr = join(verb, points(most), "分")
    else:
        exact = either(
            least.equals(most),
            join(verb, points(most), "分"),
            join(verb, points(least), "至", points(most), "分"),
        )
    return either(most.equals(0), none, exact)


def element_says(made: Counting, question: Question, at: int) -> Expr:
    """What is amiss with one of several answers."""
    element = elements(question.rule)[at] if elements(question.rule) else None
    key, told = question.inputs[at], question.told[at]
    applies = made.facts[element.applies_when] if element and element.applies_when else Const(YES)
    blank = either(both(question.asked.equals(1), told.equals(OPEN), applies.differs(NO)), UNANSWERED, "")
    said = either(made.wrong[key.key].equals(1), WRONG, blank)
    return either(applies.equals(NO), IDLE, said)


def yes_no_says(made: Counting, ref: str, wanted: Expr) -> Expr:
    """What is amiss with a yes or no beside the items, and whether it is a veto that bars."""
    wrong = made.wrong[f"answer:{ref}"].equals(1)
    bars = made.beside.get(f"barred.{ref.removeprefix('veto.')}", Const(0)).equals(1)
    said = either(wrong, WRONG, either(wanted.equals(1), UNANSWERED, either(bars, "否决", "")))
    if ref in made.links.inferred:
        inferred = join("由他题推定：", state(made.links.states[ref]), either(bars, "，否决", ""))
        said = either(made.links.inferred[ref].equals(1), inferred, said)
        said = either(made.links.conflicts.get(ref, Const(0)).equals(1), "与他题矛盾", said)
    return said


# The whole.


def title_of(tiers: tuple[Tier, ...], which: Expr) -> Expr:
    """The title of the tier that is counted from 1."""
    said: Expr = Const("")
    for at, tier in reversed(list(enumerate(tiers, start=1))):
        said = either(which.equals(at), f"“{tier.title}”", said)
    return said


def standing(scheme: Scheme, sums: Sums) -> Expr:
    """Where the unit stands among the tiers; nothing where there are none."""
    barred = "有否决情形，无论得分多少都不能评上"
    tiers = scheme.tiers
    if not tiers:
        return either(sums.barred.equals(1), barred, "")
    reached, possible = title_of(tiers, sums.reached), title_of(tiers, sums.possible)
    lacking: Expr = Const(f"达不到“{tiers[0].title}”")
    if sums.required:
        missing = any_of(*(one.equals(NO) for one in sums.required.values()))
        lacking = either(missing, "必备项没有做到，不能评定等次", lacking)
    said = either(
        sums.possible.equals(0),
        lacking,
        either(
            sums.reached.equals(sums.possible),
            join("达到", reached),
            either(
                sums.reached > 0, join("已达到", reached, "，最好的结果是", possible), join("最好的结果是", possible)
            ),
        ),
    )
    return either(sums.barred.equals(1), barred, said)


def way(scheme: Scheme, sums: Sums) -> Expr:
    """How far the next tier is; nothing where that cannot be said."""
    said = join("距", title_of(scheme.tiers, sums.next), "还差", points(sums.short), "分")
    return either(both(sums.next > 0, sums.short > 0), said, "") if scheme.tiers else Const("")


def checked(sums: Sums) -> Expr:
    """How many items with checks stand where."""
    found = sums.checks
    rest = either(found["no"] > 0, join("，没有做到", found["no"], "项"), "")
    open_ = either(found["open"] > 0, join("，未定", found["open"], "项"), "")
    return join("共", found["of"], "项，已做到", found["yes"], "项", rest, open_)


def progress(made: Counting) -> Expr:
    """How much is filled in, and what is amiss."""
    left = made.unanswered
    asked = Const(len(made.asked))
    said: Expr = join("已答", asked - left, "/", asked, "题")
    said = either(left.equals(0), "已全部答完", join(said, "，还需作答", left, "题"))
    wrong = made.wrong_sum
    odd = made.conflict_sum
    said = join(said, either(wrong > 0, join("；填写有误", wrong, "处"), ""))
    return join(said, either(odd > 0, "；有互相矛盾的答案", ""))


def summary(scheme: Scheme, made: Counting) -> Expr:
    """The result in one line, for the top of the sheet."""
    sums = made.own
    parts: list[Expr] = []
    if scheme.full:
        parts.append(join("总分", of_span(sums.total, "至"), f"分（满分{shown(scheme.full)}分）"))
        if sums.with_bonus:
            raised = sums.with_bonus
            unknown = both(raised.upwards.equals(1), negated(raised.worst > 0))  # at least nothing, and no end
            parts.append(either(unknown, "加分后未定", join("加分后", of_span(raised, "至"), "分")))
    else:
        parts.append(checked(sums))
    if scheme.tiers or scheme.vetoes:
        parts.append(standing(scheme, sums))
    said = parts[0]
    for part in parts[1:]:
        said = join(said, either(part.equals(""), "", join("　│　", part)))
    return join(said, "　│　", progress(made))
