"""The score calculator: a page that reads without scripts, and one classic script with its data inline."""

from __future__ import annotations

from pathlib import Path

from generator.model import addresses
from generator.model.campaign import Veto
from generator.model.rubric import Rubric
from generator.pages.context import Context
from generator.render.links import relative
from generator.render.output import Page
from generator.score import scheme

SCRIPT = "calculator.js"

PARTS = (
    "engine.js",
    "storage.js",
    "sheet.js",
    "words.js",
    "controls.js",
    "questions.js",
    "summary.js",
    "printout.js",
    "view.js",
)
"""The parts of a calculator's script, in the order in which they are put together."""


def page(context: Context, rubric: Rubric, scored: scheme.Scheme) -> Page:
    """The calculator of one rubric."""
    address = addresses.calculator(rubric.id)

    def veto_clause(veto: Veto) -> str:
        return relative(address, f"{addresses.NOTICE}#{veto.clause}")

    return context.page(
        address,
        f"{rubric.short}自评计分",
        f"{context.edition.campaign.title}{rubric.short}自评计分：逐项作答，随时看到得分和星级，答案不离开浏览器。",
        "calculator.html",
        values={
            "rubric": rubric,
            "scheme_id": scored.id,
            "digest": scheme.digest(scored),
            "veto_clause": veto_clause,
            "demo": context.edition.series.demo,
        },
        styles=("form.css", "calculator.css"),
        scripts=(SCRIPT,),
        wide=True,
    )


def script(templates: Path, scored: scheme.Scheme) -> str:
    """Engine, storage, view and the data as one classic script: works from a folder on disk too."""
    parts = [(templates / "calculator" / name).read_text("utf-8") for name in PARTS]
    # "<" cannot end a script element here (the file is external), but costs nothing to keep out.
    data = scheme.canonical(scored).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return "(function () {\n'use strict';\n" + "\n".join(parts) + f"\nstart({data});\n}})();\n"
