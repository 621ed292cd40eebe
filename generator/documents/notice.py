"""A notice as an official document, with its annexes: what the notice's page shows as its text."""

from __future__ import annotations

import re

from generator.documents import corrected
from generator.documents.about import about
from generator.documents.blocks import (
    Addressees,
    Annexes,
    Block,
    DocNumber,
    Document,
    PageBreak,
    RedHead,
    RedRule,
    Signature,
    Title,
)
from generator.documents.imprint import imprint
from generator.documents.prose import read
from generator.model import addresses, released
from generator.model.base import period
from generator.model.campaign import Campaign
from generator.model.portal import Edition


def notice(edition: Edition) -> Document:
    """The notice and what it attaches in its own text; forms are documents of their own."""
    campaign, document = edition.campaign, edition.campaign.document
    body, *annexes = parts(edition.notice.html, campaign)
    blocks: list[Block] = [*corrected.note(edition, released.NOTICE), RedHead(document.issuers)]
    blocks += [DocNumber(document.number)] if document.number else []
    blocks += [RedRule(), Title(document.title), Addressees(document.addressees), *read(body)]
    if campaign.attachments:
        blocks.append(Annexes(document.annexes, tuple(one.title for one in campaign.attachments)))
    if document.date:
        blocks.append(Signature(document.issuers, period(document.date)))
    for annex in annexes:
        blocks += [PageBreak(), *read(annex, annex=True)]
    blocks += [imprint(document.imprint)] if document.imprint else []
    return about(edition, "notice", "".join(document.title), tuple(blocks), page=addresses.NOTICE, official=True)


def parts(html: str, campaign: Campaign) -> list[str]:
    """The notice up to its first annex, then each annex: what is signed stands before what is attached."""
    anchors = "|".join(one.clause for one in campaign.attachments if one.clause)
    return re.split(rf'(?=<h2 id="(?:{anchors})">)', html) if anchors else [html]
