"""Open data: every rubric as JSON, CSV and XLSX, with a description of every field.

The JSON is the canonical one that the calculators score by; CSV and XLSX hold the same table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from generator.downloads import data_package, data_table, honorees, ledger
from generator.model import addresses, released
from generator.model.portal import Edition, Portal
from generator.model.rubric import Rubric
from generator.render.output import OutputFile, Planned
from generator.score import scheme
from generator.score.scheme import Scheme


def files(portal: Portal, edition: Edition) -> list[OutputFile]:
    """JSON and CSV of every rubric of an edition and of its list of honorees, and what describes them."""
    found: list[OutputFile] = []
    resources = []
    for rubric in edition.rubrics:
        of = scheme.scheme(edition, rubric)
        csv = OutputFile(_path(edition, rubric, "csv"), data_table.as_csv(of, edition.marked))
        found += [OutputFile(_path(edition, rubric, "json"), f"{scheme.canonical(of)}\n".encode()), csv]
        resources += data_package.of_rubric(rubric, csv)
    found += [data_package.rubric_schema(edition)] if edition.rubrics else []
    listed, described = honorees.files(portal, edition)
    bound, sealed = ledger.files(edition)
    named = [("考核标准", edition.rubrics), ("获评名单", listed), ("封存记录", bound)]
    what = "、".join(name for name, there in named if there)
    resources += [*described, *sealed]
    package = [data_package.package(portal, edition, what, resources)] if what else []
    return [*found, *_earlier(edition), *listed, *bound, *package]


def _earlier(edition: Edition) -> Iterator[OutputFile]:
    """The canonical JSON of every rubric as it was before a correction."""
    for one in edition.corrections:
        for rubric in one.before.rubrics:
            if one.correction.of == f"{released.RUBRIC} {rubric.id}":
                path = addresses.earlier_data(edition.series.id, edition.id, one.correction.id, rubric.id)
                yield OutputFile(path, f"{scheme.canonical(scheme.scheme(one.before, rubric))}\n".encode())


def workbooks(portal: Portal, edition: Edition) -> list[Planned]:
    """The workbooks of an edition's rubrics and of its list: they take longest, so one is made where it changed."""
    return [
        *(_workbook(portal, edition, rubric) for rubric in edition.rubrics),
        *honorees.workbooks(portal, edition),
    ]


def _path(edition: Edition, rubric: Rubric, suffix: str) -> str:
    return addresses.data(edition.series.id, edition.id, rubric.id, suffix)


def _workbook(portal: Portal, edition: Edition, rubric: Rubric) -> Planned:
    of = scheme.scheme(edition, rubric)
    about = tuple(_about(portal, edition, of))
    digest = hashlib.sha256(repr((of, about)).encode()).hexdigest()
    return Planned(_path(edition, rubric, "xlsx"), digest, lambda: data_table.as_workbook(of, about, edition.marked))


def _about(portal: Portal, edition: Edition, of: Scheme) -> Iterator[tuple[str, str]]:
    dataset = edition.marked(f"{of.rubric.title}（{of.id}）")
    yield from data_package.provenance(portal, edition, dataset, edition.campaign.document)
    yield "文本来源", edition.campaign.document.source
    yield "使用条件", data_package.TERMS
    yield "校验码", scheme.digest(of)
