"""Draws rubrics and sheets without end and holds both engines and the oracle against each other.

``python tests/fuzz.py`` runs until it is stopped, or for FUZZ_SECONDS; FUZZ_SEED draws again what failed.
It prints a seed for each batch, and exits 1 with the fewest answers that show a difference.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random, SystemRandom

import random_answers
import random_rubrics
import twins
from conftest import CHROMIUM_ARGS
from ensure_browser import MISSING, find
from oracle import interpreter
from playwright.sync_api import Page, sync_playwright
from twins import Json, Sheet, as_json, in_browser

from generator.score import assess, engine
from generator.score.scheme import Scheme, canonical

RUBRICS, SHEETS = 50, 20  # of a batch


@dataclass(frozen=True)
class Function:
    """What three engines count alike, and how sheets for it are drawn."""

    name: str
    draw: Callable[[Random, Json], Sheet]
    python: Callable[..., object]
    oracle: Callable[..., Json]


def _score(rng: Random, document: Json) -> Sheet:
    return random_answers.answers(rng, document), random_rubrics.readings(rng, document)


def _assess(rng: Random, document: Json) -> Sheet:
    return (
        random_answers.answers(rng, document),
        random_answers.column(rng, document),
        random_rubrics.readings(rng, document),
    )


FUNCTIONS = (
    Function("score", _score, engine.score, interpreter.score),
    Function("assessed", _assess, assess.assessed, interpreter.assessed),
)


def differing(function: Function, of: Scheme, javascript: Json, answers: Json, *beside: object) -> Json:
    """What Python and the oracle say otherwise than the browser, by the name of who says it."""
    python = as_json(function.python(of, answers, *beside))
    oracle = as_json(function.oracle(json.loads(canonical(of)), answers, *beside))
    # The oracle words its reasons freely, and an assessor's rows have no effects.
    oracle["invalid"] = {ref: javascript["invalid"].get(ref) for ref in oracle["invalid"]}
    python = {key: twins.named(python[key], javascript[key]) for key in python}
    found = {"Python": twins.differences(python, javascript), "oracle": twins.differences(oracle, javascript)}
    return {name: paths for name, paths in found.items() if paths}


def batch(page: Page, seed: int) -> str | None:
    """A report of the first difference in the batch of a seed; ``None`` where there is none."""
    rng = Random(seed)
    schemes = [random_rubrics.scheme(rng) for _ in range(RUBRICS)]
    documents = [json.loads(canonical(of)) for of in schemes]
    for function in FUNCTIONS:
        pairs = list(zip(schemes, documents, strict=True))
        jobs = [(of, [function.draw(rng, document) for _ in range(SHEETS)]) for of, document in pairs]
        results = in_browser(page, function.name, jobs)
        for (of, sheets), found in zip(jobs, results, strict=True):
            for (answers, *beside), result in zip(sheets, found, strict=True):
                assert isinstance(answers, dict)
                if differing(function, of, result, answers, *beside):
                    return report(page, function, of, answers, *beside)
    return None


def report(page: Page, function: Function, of: Scheme, answers: Json, *beside: object) -> str:
    """The rubric, the fewest answers that show the difference, and the difference."""

    def differ(given: Json) -> Json:
        result = in_browser(page, function.name, [(of, [(given, *beside)])])[0][0]
        return differing(function, of, result, given, *beside)

    fewest = twins.fewest(differ, answers)
    lines = {
        "rubric": json.loads(canonical(of)),
        "answers": fewest,
        "beside": beside,
        "they, not JavaScript": differ(fewest),
    }
    return "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items())


def seeds() -> Iterator[int]:
    """The seed that is asked for, or new ones until the time is over."""
    if asked := os.environ.get("FUZZ_SEED"):
        yield int(asked)
        return
    end = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "inf"))
    while time.monotonic() < end:
        yield SystemRandom().randrange(10**9)


def main() -> int:
    chromium = find()
    if chromium is None:
        sys.exit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        page = twins.load(browser.new_page())
        for seed in seeds():
            sys.stdout.write(f"FUZZ_SEED={seed}\n")
            sys.stdout.flush()
            if found := batch(page, seed):
                sys.stdout.write(f"{found}\n")
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
