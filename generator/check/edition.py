"""What an edition's files say about each other. Each check's docstring is its rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from generator.check import figures, framed, linked
from generator.check.identifiers import again
from generator.check.linked import nearest
from generator.check.located import CAMPAIGN, Located, Where
from generator.check.quotes import misquoted, stands_in
from generator.load import nodes
from generator.model.base import SLUG, period, shown
from generator.model.campaign import Tier, Veto, applies_to
from generator.model.form import limit_source
from generator.problems import Problem

_QUOTES = {"quote": "clause", "check_quote": "check_clause"}
"""The keys of words of the notice, and of where they stand."""

_TELEPHONE = re.compile("[0-9](?:[ —–－-]?[0-9]){4,}")
_BETWEEN_DIGITS = re.compile("(?<=[0-9])[ ()*—–－-]+(?=[0-9])")
_AREA = re.compile("^0[0-9]{2,3}(?=[0-9]{7,8}$)")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_AS_PRINTED = "照通知原文改。"
_MARKS = "核对标识。标题的标识在行末，写作 {#send}；段落的标识在段落下一行，写作 {: #send-award }。"


def lint(located: Located, is_federation: Callable[[str], bool]) -> list[Problem]:
    """Every problem between the files of one edition, so far as they could be read."""
    facts = () if CAMPAIGN in located.failed else _facts(located, is_federation)
    return [*facts, *_citations(located), *_forms(located), *linked.lint(located)]


def _facts(located: Located, is_federation: Callable[[str], bool]) -> Iterator[Problem]:
    """What ``campaign.yml`` says."""
    yield from _tiers(located, is_federation)
    yield from _conditions(located)
    yield from _named_rubrics(located)
    yield from _online(located)
    yield from _periods(located)
    yield from _contact(located)
    yield from _framed(located)
    yield from _attachments(located)
    yield from _materials(located)
    yield from _vetoes(located)


def _tiers(located: Located, is_federation: Callable[[str], bool]) -> Iterator[Problem]:
    """Tiers rise, none is above a rubric's points, and a known federation checks each."""
    tiers = located.edition.campaign.tiers
    yield from _repeated(located, "tiers", [tier.id for tier in tiers])
    for i, tier in enumerate(tiers):
        checked = (tier.checked_by, tier.check_quote, tier.check_clause)
        if any(checked) and not all(checked):
            said = f"“{tier.title}”由谁考核验收没有写全：checked_by、check_quote、check_clause 要一起写。"
            yield located.problem("CAM011", ("tiers", i), said)
        if tier.checked_by and not is_federation(tier.checked_by):
            yield located.problem("REF001", ("tiers", i, "checked_by"), f"没有标识为“{tier.checked_by}”的工会。")
        if tier.quota and (tier.quota.share is None) == (tier.quota.number is None):
            yield located.problem("CAM005", ("tiers", i, "quota"), f"“{tier.title}”的名额写法有误。")
    highest: dict[str, int] = {}
    for rubric in located.edition.rubrics:
        for i, tier in enumerate(tiers):
            if tier.minimum is None or not applies_to(tier, rubric.id):
                continue
            at = ("tiers", i, "minimum")
            if tier.minimum <= highest.get(rubric.id, -1):
                yield located.problem("CAM001", at, f"“{tier.title}”不高于前一个等次。")
            if tier.minimum > rubric.summed:
                message = f"“{tier.title}”要{shown(tier.minimum)}分，{rubric.short}满分只有{shown(rubric.summed)}分。"
                yield located.problem("CAM002", at, message)
            highest[rubric.id] = tier.minimum


def _conditions(located: Located) -> Iterator[Problem]:
    """A condition asks the unit, or names a section or an item of each rubric that its tier is for."""
    tiers = located.edition.campaign.tiers
    named = [
        (("tiers", i, "conditions", c), tier, condition)
        for i, tier in enumerate(tiers)
        for c, condition in enumerate(tier.conditions)
    ]
    for i in again([condition.id for _, _, condition in named]):
        where, _, condition = named[i]
        yield located.problem("REF003", (*where, "id"), f"标识“{condition.id}”用了不止一次。")
    for where, tier, condition in named:
        places = [condition.section, condition.item]
        written = [condition.ask, *places]
        if written.count(None) != len(written) - 1 or (condition.ask is None) != (condition.minimum is not None):
            yield located.problem("CAM005", where, f"“{tier.title}”的条件“{condition.id}”写法有误。")
        for rubric in located.edition.rubrics:
            known = {section.id for section in rubric.all_sections} | {None}
            items = {item.id for item in rubric.items} | {None}
            if applies_to(tier, rubric.id) and not (condition.section in known and condition.item in items):
                message = f"{rubric.short}打分表里没有条件“{condition.id}”所指的部分或考核内容。"
                yield located.problem("REF001", where, message)


def _named_rubrics(located: Located) -> Iterator[Problem]:
    """The rubrics that a tier or a veto is for are there."""
    campaign, known = located.edition.campaign, {rubric.id for rubric in located.edition.rubrics} | located.failed
    limited: list[tuple[str, tuple[Tier | Veto, ...]]] = [("tiers", campaign.tiers), ("vetoes", campaign.vetoes)]
    for key, things in limited:
        for i, thing in enumerate(things):
            for r, name in enumerate(thing.rubrics):
                if name not in known:
                    message = f"没有打分表 rubrics/{located.edition.address}{name}.yml。"
                    yield located.problem("REF001", (key, i, "rubrics", r), message)


def _online(located: Located) -> Iterator[Problem]:
    """A notice goes online on its date or later."""
    document = located.edition.campaign.document
    if document.published and document.date and document.published[: len(document.date)] < document.date:
        said = f"上网的日子早于成文日期{period(document.date)}。"
        yield located.problem("CAM010", ("document", "published"), said)


def _periods(located: Located) -> Iterator[Problem]:
    """A phase does not end before it starts, and figures are those of the quotations: see ``figures``."""
    phases = located.edition.campaign.phases
    for i, phase in enumerate(phases):
        if phase.start and phase.end and phase.end < phase.start[: len(phase.end)]:
            yield located.problem("CAM003", ("phases", i, "end"), f"“{phase.title}”的结束早于开始。")
    yield from _repeated(located, "phases", [phase.id for phase in phases])
    for where, said in figures.lint(located.edition.campaign):
        yield located.problem("CAM009", where, said)


def _framed(located: Located) -> Iterator[Problem]:
    """The text of the notice begins below its addressees and ends above its annexes: see ``framed``."""
    campaign, notice = located.edition.campaign, located.edition.notice
    annexes = tuple(one.title for one in campaign.attachments)
    yield from framed.lint(notice.path, notice.source, campaign.document, annexes, CAMPAIGN)


def _attachments(located: Located) -> Iterator[Problem]:
    """Each attachment leads to one rubric or one form that is there."""
    rubrics = {rubric.id for rubric in located.edition.rubrics} | located.failed
    forms = {form.id for form in located.edition.forms} | located.failed
    for i, attachment in enumerate(located.edition.campaign.attachments):
        at = ("attachments", i)
        targets = [attachment.rubric, attachment.form, attachment.clause]
        if targets.count(None) != len(targets) - 1:
            yield located.problem("CAM004", at, f"附件“{attachment.title}”应写 rubric、form、clause 其中之一。")
        if attachment.clause and attachment.clause not in located.edition.notice.clauses:
            message = _no_clause(attachment.clause, located.edition.notice.clauses)
            yield located.problem("REF005", (*at, "clause"), message, _MARKS)
        if attachment.rubric and attachment.rubric not in rubrics:
            message = f"没有打分表 rubrics/{located.edition.address}{attachment.rubric}.yml。"
            yield located.problem("REF001", (*at, "rubric"), message)
        if attachment.form and attachment.form not in forms:
            message = f"没有登记表 {located.folder}/forms/{attachment.form}.yml。"
            yield located.problem("REF001", (*at, "form"), message)


def _materials(located: Located) -> Iterator[Problem]:
    """The forms that a material names are there."""
    edition = located.edition
    known = {rubric.id for rubric in edition.rubrics} | {form.id for form in edition.forms} | located.failed
    for i, material in enumerate(edition.campaign.materials):
        for f, name in enumerate(material.forms):
            if name not in known:
                message = f"本届没有打分表或登记表“{name}”。"
                yield located.problem("REF001", ("materials", i, "forms", f), message)


def _vetoes(located: Located) -> Iterator[Problem]:
    """A rubric ties in every veto of the edition that is for it, and no other."""
    vetoes = located.edition.campaign.vetoes
    yield from _repeated(located, "vetoes", [veto.id for veto in vetoes])
    for rubric in located.edition.rubrics:
        known = [veto.id for veto in vetoes if applies_to(veto, rubric.id)]
        path, node = f"rubrics/{located.edition.address}{rubric.id}.yml", located.rubrics[rubric.id]
        tied = [link.id for link in rubric.vetoes]
        for v, name in enumerate(tied):
            if name not in known:
                place = nodes.locate(node, ("vetoes", v, "id"))
                yield Problem(path, *place, "REF001", f"campaign.yml 里没有否决条件“{name}”。")
        for name in known:
            if name not in tied:
                place = nodes.locate(node, ("vetoes",))
                yield Problem(path, *place, "REF001", f"缺少本届的否决条件“{name}”。", "在 vetoes 里写上这个 id。")


def _repeated(located: Located, key: str, ids: list[str]) -> Iterator[Problem]:
    for i in again(ids):
        yield located.problem("REF003", (key, i, "id"), f"标识“{ids[i]}”用了不止一次。")


def _contact(located: Located) -> Iterator[Problem]:
    """Whom to ask has its source: the notice names the telephones, with or without area codes, and the address.

    A mobile phone that it does not name is none to publish: see ``privacy``.
    """
    contact = located.edition.campaign.contact
    if (contact is None) != (located.edition.campaign.contact_cited is None):
        yield located.problem("CAM006", ("contact",), "联系方式与出处要一起写。")
    if contact is None:
        return
    notice = unicodedata.normalize("NFKC", located.edition.notice.source.replace("\\", "")).lower()
    digits = _BETWEEN_DIGITS.sub("", notice)
    for written in _TELEPHONE.findall(contact.phone or ""):
        number, *parts = (_BETWEEN_DIGITS.sub("", one) for one in (written, *written.split(" ")))
        # With a space between them they may be two.
        two = all(_TELEPHONE.fullmatch(one) and _AREA.sub("", one) in digits for one in parts)
        if _AREA.sub("", number) not in digits and not two and not _MOBILE.fullmatch(number):
            yield located.problem("CAM009", ("contact", "phone"), f"通知里没有电话“{written}”。", _AS_PRINTED)
    if contact.email and contact.email.lower() not in notice:
        yield located.problem("CAM009", ("contact", "email"), f"通知里没有邮箱“{contact.email}”。", _AS_PRINTED)


def _quoted(node: nodes.Node, where: Where = ()) -> Iterator[tuple[Where, str, str, str]]:
    """Every quotation below a node: where it is written, its key, its words and the clause that it names.

    What is no identifier names no clause: that is told as such.
    """
    if isinstance(node, nodes.Sequence):
        for at, one in enumerate(node.items):
            yield from _quoted(one, (*where, at))
    if isinstance(node, nodes.Mapping):
        for key, other in _QUOTES.items():
            quote, clause = node.items.get(key), node.items.get(other)
            if isinstance(quote, nodes.Scalar) and isinstance(clause, nodes.Scalar) and quote.value.strip():
                name = clause.value.strip()
                yield from [(where, key, quote.value, name)] if re.fullmatch(SLUG, name) else []
        for key, below in node.items.items():
            yield from _quoted(below, (*where, key))


def _citations(located: Located) -> Iterator[Problem]:
    """Every fact of ``campaign.yml`` quotes words that stand in the clause it names; so does who uses a rubric.

    They are read as they are written, whatever else is wrong with the file.
    """
    edition, clauses = located.edition, located.edition.notice.clauses
    for where, key, quote, clause in _quoted(located.campaign):
        code, said, remedy, at = _misquoted(quote, clause, clauses, key)
        if code:
            yield located.problem(code, (*where, at), said, remedy)
    for rubric in edition.rubrics:
        path, node = f"rubrics/{edition.address}{rubric.id}.yml", located.rubrics[rubric.id]
        for k, kind in enumerate(rubric.kinds):
            if kind.quote and kind.clause:
                code, said, remedy, key = _misquoted(kind.quote, kind.clause, clauses, "quote")
                if code:
                    yield Problem(path, *nodes.locate(node, ("kinds", k, key)), code, said, remedy)


def _misquoted(quote: str, clause: str, clauses: dict[str, str], key: str) -> tuple[str, str, str, str]:
    """The code, message, remedy and key of what is wrong with a quotation; an empty code where nothing is."""
    if clause not in clauses:
        return "REF005", _no_clause(clause, clauses), _MARKS, _QUOTES[key]
    if not stands_in(quote, clauses[clause]):
        return "REF004", misquoted(quote, clauses[clause], f"通知的条款“{clause}”"), "", key
    return "", "", "", key


def _no_clause(name: str, clauses: Iterable[str]) -> str:
    return f"notice.md 里没有条款“{name}”{nearest(name, clauses)}。"


def _forms(located: Located) -> Iterator[Problem]:
    """Every row of a form fills its columns, no two places to fill in share an id, and each limit is a printed one."""
    notice = located.edition.notice.clauses
    for form in located.edition.forms:
        path, node = f"{located.folder}/forms/{form.id}.yml", located.forms[form.id]
        for r, row in enumerate(form.rows):
            found = sum(cell.columns for cell in row)
            if found != form.columns:
                place = nodes.locate(node, ("rows", r))
                yield Problem(path, *place, "FRM001", f"第{r + 1}行占{found}列，表格有{form.columns}列。")
        cells = [
            (("rows", r, c, "id"), cell.id)
            for r, row in enumerate(form.rows)
            for c, cell in enumerate(row)
            if cell.kind != "label"
        ]
        for i in again([name for _, name in cells]):
            yield Problem(path, *nodes.locate(node, cells[i][0]), "REF003", f"标识“{cells[i][1]}”用了不止一次。")
        for r, row in enumerate(form.rows):
            for c, cell in enumerate(row):
                if cell.kind == "blank" and cell.length and limit_source(cell.length, form, notice) is None:
                    place = nodes.locate(node, ("rows", r, c, "length"))
                    yield Problem(path, *place, "FRM002", f"“{cell.name}”的上限{cell.length}字没有出处。")
        if form.id in located.rubrics:
            message = f"打分表也叫“{form.id}”，两张表的网址会相同。"
            yield Problem(path, *nodes.locate(node, ("id",)), "REF003", message)
