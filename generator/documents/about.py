"""What every document of an edition says about itself."""

from __future__ import annotations

from generator.documents.blocks import Block, Document
from generator.model.honours import Paper
from generator.model.portal import Edition


def about(  # noqa: PLR0913 - what documents differ in
    edition: Edition,
    name: str,
    title: str,
    blocks: tuple[Block, ...],
    *,
    page: str,
    official: bool = False,
    footer: str = "",
    paper: Paper | None = None,
) -> Document:
    """A document of an edition: what it says of itself is that of ``paper`` or, where there is none, of the notice."""
    issued = paper or edition.campaign.document
    return Document(
        name=name,
        title=title,
        author=issued.issuer,
        blocks=blocks,
        page=page,
        official=official,
        footer=footer,
        subject=edition.campaign.title,
        keywords=(edition.series.title,),
        published=(issued.published or "")[:10],
        mark="　".join(edition.marks(paper)),
    )


def attachment(edition: Edition, name: str) -> int | None:
    """The number under which the notice attaches the rubric or the form with this id."""
    for number, one in enumerate(edition.campaign.attachments, start=1):
        if name in {one.rubric, one.form}:
            return number
    return None
