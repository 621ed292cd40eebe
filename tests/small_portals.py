"""Small portals made from the demonstration portal, for tests that change one thing in it."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from msgspec.structs import replace

from generator import pipeline
from generator.model.base import hidden
from generator.model.campaign import Phase
from generator.model.portal import Edition, Portal

STARTER = Path(__file__).resolve().parent.parent / "site_templates" / "starter"
SERIES = ("first", "second", "third", "fourth")
ADDRESS = "https://portal.example/gonghui/"
PUBLISHED = "2026-07-01 09:00"

# Unassigned code points are legal: the characters of a newer Unicode are among them.
_CHARS = st.characters(codec="utf-8").filter(lambda char: hidden(char) is None)
TEXTS = st.text(_CHARS | st.sampled_from("\t\n,;:\\\"'　，；：、【】“”𠮷"), min_size=1).map(str.strip).filter(bool)
LINES = TEXTS.map(lambda text: " ".join(text.split("\n"))).map(str.strip).filter(bool)
TITLES = LINES.map(lambda line: line.translate(dict.fromkeys(map(ord, '<>&"')))).map(str.strip).filter(bool)


@cache
def starter() -> Portal:
    """The portal that ``portal init`` writes: one series of demonstration data, one edition."""
    return pipeline.read(STARTER)


def phase(**values: str) -> Phase:
    """A phase with the values that a test is about."""
    usual = {"id": "step", "title": "申报", "who": "基层工会", "text": "提出申报", "quote": "申报", "clause": "purpose"}
    return Phase.model_validate(usual | values)


def edition(*phases: Phase, name: str = "2026", demo: bool = False, **document: object) -> Edition:
    """An edition with these phases, that is published, and with what else is said of its document."""
    (one,) = starter().editions
    campaign = one.campaign
    said = campaign.document.model_copy(update={"published": PUBLISHED} | document)
    changed = campaign.model_copy(update={"phases": phases, "document": said})
    series = one.series.model_copy(update={"demo": demo, "current": name})
    return replace(one, id=name, series=series, campaign=changed)


def portal(*editions: Edition, **settings: object) -> Portal:
    """A portal of these editions, and with what is set for it."""
    changed = starter().settings.model_copy(update=settings)
    return replace(starter(), editions=editions, settings=changed)


def portal_of_several(root: Path) -> Path:
    """The starter with its series under several ids, and nothing of the portal's own that names it."""
    shutil.copytree(STARTER, root)
    shutil.rmtree(root / "content/pages")
    (root / "content/glossary.yml").unlink()
    for name in SERIES:
        for folder in ("content/campaigns", "rubrics"):
            shutil.copytree(root / folder / "demo", root / folder / name)
        said = root / "content/campaigns" / name / "series.yml"
        said.write_text(said.read_text("utf-8").replace("id: demo", f"id: {name}"), "utf-8")
    for folder in ("content/campaigns", "rubrics"):
        shutil.rmtree(root / folder / "demo")
    return root
