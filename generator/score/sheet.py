"""Answer sheets: one unit's answers as a JSON file, read with suspicion."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.model.rubric import Deduct, Rule, Zero
from generator.problems import Problem, ProblemsFoundError
from generator.score.effects import Effect
from generator.score.engine import Answers, Result
from generator.score.scheme import ENGINE, Scheme, digest

MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Sheet:
    """The answers of a file, and the rubric and digest that it says it answers."""

    path: str
    answers: Answers
    rubric: str | None
    digest: str | None


def read(path: Path) -> Sheet:
    """The sheet in a JSON file: ``{"rubric", "digest", "answers": {…}}``; a total in it is never believed.

    Raises:
        ProblemsFoundError: when the file is no answer sheet.

    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _problem(path, "ANS001", "答卷超过 1 MiB。")
        document = json.loads(path.read_text("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ProblemsFoundError([Problem(str(path), error.lineno, error.colno, "ANS001", "不是 JSON。")]) from error
    except UnicodeDecodeError as error:
        raise _problem(path, "ANS001", "不是 UTF-8 编码的 JSON。") from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of thousands of digits
        raise _problem(path, "ANS001", "JSON 嵌套过深，或数字过长。") from error
    except OSError as error:
        raise _problem(path, "ANS001", f"读不出来（{error.strerror}）。") from error
    answers = document.get("answers") if isinstance(document, dict) else None
    if not isinstance(answers, dict):
        raise _problem(path, "ANS001", "缺少 answers，应为“题目: 答案”的形式。")
    named = {key: document.get(key) for key in ("rubric", "digest")}
    if any(value is not None and not isinstance(value, str) for value in named.values()):
        raise _problem(path, "ANS001", "rubric 和 digest 应为文字。")
    return Sheet(str(path), answers, named["rubric"], named["digest"])


def _problem(path: Path, code: str, message: str) -> ProblemsFoundError:
    return ProblemsFoundError([Problem(str(path), 1, 1, code, message)])


def check(scheme: Scheme, sheet: Sheet, result: Result) -> None:
    """Refuse a sheet of another rubric, unknown questions and answers that make no sense.

    Raises:
        ProblemsFoundError: with every such problem.

    """
    problems = []
    if sheet.rubric is not None and sheet.rubric != scheme.id:
        problems.append(Problem(sheet.path, 1, 1, "ANS003", f"答卷属于 {sheet.rubric}，不是 {scheme.id}。"))
    known = {f"fact.{fact.id}" for fact in scheme.rubric.facts} | {f"veto.{veto.id}" for veto in scheme.vetoes}
    known |= {f"{item.id}.{rule.id}" for item in scheme.rubric.items for rule in item.rules}
    messages = [f"打分表里没有题目“{ref}”。" for ref in sheet.answers if ref not in known]
    messages += [f"“{ref}”{reason}。" for ref, reason in result.invalid.items()]
    messages += [f"“{yes}”答“是”，“{no}”就不能答“否”。" for yes, no in result.conflicts]
    problems += [Problem(sheet.path, 1, 1, "ANS002", message) for message in messages]
    if problems:
        raise ProblemsFoundError(problems)


def report(scheme: Scheme, sheet: Sheet, result: Result) -> dict[str, object]:
    """The result as people and programs read it: points as numbers, every item with its reasons."""
    rules = {(item.id, rule.id): rule for item in scheme.rubric.items for rule in item.rules}
    found = digest(scheme)
    return {
        "rubric": scheme.id,
        "digest": found,
        "same_digest": sheet.digest is None or sheet.digest == found,
        "engine": ENGINE,
        "total": _points(result.total.worst, result.total.best, result.total.points),
        "tier": {**asdict(result.tier), "short": None if result.tier.short is None else result.tier.short / 100},
        "barred": list(result.barred),
        "sections": [{"id": s.id, **_points(s.worst, s.best, s.points)} for s in result.sections],
        "items": [
            {
                "id": item.id,
                **_points(item.worst, item.best, item.points),
                "why": [
                    why for name, done in item.effects.items() if (why := _why(rules[item.id, name], done)) is not None
                ],
            }
            for item in result.items
        ],
        "unanswered": list(result.unanswered),
        "judged": list(result.judged),
        "inferred": result.inferred,
    }


def _points(worst: int, best: int, most: int) -> dict[str, float]:
    return {"min": worst / 100, "max": best / 100, "of": most / 100}


def _why(rule: Rule, done: Effect) -> dict[str, object] | None:
    """The rule that took or gave points, with its printed words."""
    loses_all = isinstance(rule, Zero) and done.zero != "no"
    if done.worst == done.best == 0 and not loses_all:
        return None
    said = {"rule": rule.id, "kind": rule.kind, "says": "；".join(rule.says)}
    state = "judged" if done.judged else "answered" if done.answered else "unanswered"
    if loses_all:
        return {**said, "zero": done.zero, "state": state}
    each = {"each": len(rule.each)} if isinstance(rule, Deduct) and rule.each else {}
    return {**said, **each, "min": done.worst / 100, "max": done.best / 100, "state": state}
