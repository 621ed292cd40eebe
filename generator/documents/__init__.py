"""Documents as blocks, made once from the model: what stands on paper, in order, whatever it is written as."""

from __future__ import annotations

from generator.documents.blocks import Document
from generator.documents.checklist import archive, checklist
from generator.documents.filling import Filled
from generator.documents.forms import rubric_form
from generator.documents.notice import notice
from generator.documents.outcome import papers
from generator.documents.registration import registration
from generator.model.portal import Edition, Portal
from generator.score.scheme import scheme

__all__ = ["Filled", "archive", "checklist", "edition", "notice", "papers", "registration", "rubric_form"]


def edition(portal: Portal, of: Edition) -> tuple[Document, ...]:
    """Every document of an edition, blank: the notice, its forms, what to hand in and what to keep, what it came to."""
    found = (
        notice(of),
        *(rubric_form(of, rubric, scheme(of, rubric)) for rubric in of.rubrics),
        *(registration(of, form) for form in of.forms),
        checklist(portal, of),
        archive(portal, of),
        *papers(portal, of),
    )
    return tuple(document for document in found if document)
