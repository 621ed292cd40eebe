"""Open data: every rubric as JSON, CSV and XLSX, with a description of every field.

The JSON is the canonical one that the calculators score by; CSV and XLSX hold the same table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from generator.downloads import data_package, data_table
from generator.downloads.data_package import TERMS
from generator.model import addresses
from generator.model.portal import Edition, Portal
from generator.model.rubric import Rubric
from generator.render.output import OutputFile, Planned
from generator.score import scheme
from generator.score.scheme import Scheme


def files(portal: Portal, edition: Edition) -> list[OutputFile]:
    """JSON and CSV of every rubric of an edition, and what describes them."""
    found, csvs = [], []
    for rubric in edition.rubrics:
        of = scheme.scheme(edition, rubric)
        csvs.append((rubric, OutputFile(_path(edition, rubric, "csv"), data_table.as_csv(of))))
        found.append(OutputFile(_path(edition, rubric, "json"), f"{scheme.canonical(of)}\n".encode()))
    described = data_package.package(portal, edition, csvs) if csvs else []
    return [*found, *(csv for _, csv in csvs), *described]


def workbooks(portal: Portal, edition: Edition) -> list[Planned]:
    """The workbook of every rubric of an edition: it takes longest, so it is made only where it has changed."""
    return [_workbook(portal, edition, rubric) for rubric in edition.rubrics]


def _path(edition: Edition, rubric: Rubric, suffix: str) -> str:
    return addresses.data(edition.series.id, edition.id, rubric.id, suffix)


def _workbook(portal: Portal, edition: Edition, rubric: Rubric) -> Planned:
    of = scheme.scheme(edition, rubric)
    about = tuple(_about(portal, edition, of))
    digest = hashlib.sha256(repr((of, about)).encode()).hexdigest()
    return Planned(_path(edition, rubric, "xlsx"), digest, lambda: data_table.as_workbook(of, about))


def _about(portal: Portal, edition: Edition, of: Scheme) -> Iterator[tuple[str, str]]:
    document = edition.campaign.document
    yield "数据集", f"{of.rubric.title}（{of.id}）"
    yield "创建活动", f"{edition.series.title} {edition.campaign.label}"
    yield "提供单位", document.issuer
    yield "文件", "".join(document.title)
    if document.number:
        yield "发文字号", document.number
    if document.published:
        yield "上网时间", document.published
    if portal.settings.address:
        yield "网址", f"{portal.settings.address}{edition.address}"
    yield "文本来源", document.source
    yield "使用条件", TERMS
    yield "校验码", scheme.digest(of)
