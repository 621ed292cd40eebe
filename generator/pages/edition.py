"""The pages of one edition. One function a page; texts are in the templates, facts in the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from generator.changes import carrying
from generator.documents import registration, rubric_form, words
from generator.documents.notice import parts
from generator.model import addresses, released
from generator.model.form import Form
from generator.model.portal import Heading
from generator.model.rubric import Rubric
from generator.pages import (
    calculator,
    changes,
    compare,
    corrections,
    filling,
    honorees,
    materials,
    meta,
    offers,
    overview,
)
from generator.pages.context import Context
from generator.render.links import article_html
from generator.render.output import NavItem, OutputFile, Page, Site
from generator.score import scheme


def site(context: Context) -> Site:
    """Every page of the edition, its navigation, and what each calculator scores by."""
    portal, edition = context.portal, context.edition
    scores = words.scores(edition.rubrics)
    calculators = [(rubric, scheme.scheme(edition, rubric)) for rubric in edition.rubrics]
    changed = changes.found(context)
    carried = carrying.tables(changed) if changed else {}
    pairs = compare.comparisons(edition)
    comparing = compare.way(pairs)
    pages = [
        overview.page(context),
        _notice(context),
        *_index(context, addresses.STANDARDS, "创建标准", "逐项看要求和口径", addresses.standard, comparing=comparing),
        *(_standard(context, rubric, comparing) for rubric in edition.rubrics),
        *compare.pages(context, pairs),
        *_followed(context),
        *_index(context, addresses.SCORES, scores, "逐题作答，随时看到结果", addresses.calculator),
        *(calculator.page(context, rubric, scored, carried.get(rubric.id)) for rubric, scored in calculators),
        *_forms(context),
        *(_rubric_form(context, rubric, scored) for rubric, scored in calculators),
        *(_registration(context, form) for form in edition.forms),
        *materials.pages(context),
        _faq(context),
        *changes.pages(context, changed),
        *honorees.pages(context),
        *corrections.pages(context),
        *_earlier(context),
    ]
    scripts = [
        OutputFile(
            f"{edition.address}{addresses.calculator(rubric.id)}{calculator.SCHEME}",
            calculator.scheme_script(scored).encode(),
        )
        for rubric, scored in calculators
    ]
    scripts += [
        OutputFile(
            f"{edition.address}{addresses.calculator(name)}{calculator.CARRY}", calculator.carry_script(table).encode()
        )
        for name, table in carried.items()
    ]
    return Site(
        edition.address,
        portal.settings.name,
        tuple(pages),
        _nav(context, pairs),
        tuple(scripts),
        url=f"{portal.settings.address}{edition.address}" if portal.settings.address else "",
        maintainer=portal.settings.maintainer or "",
        demo=edition.series.demo,
        draft=edition.is_draft,
    )


def _nav(context: Context, pairs: tuple[compare.Comparison, ...]) -> tuple[NavItem, ...]:
    edition = context.edition
    rubrics = edition.rubrics
    standards = tuple(NavItem(rubric.short, addresses.standard(rubric.id)) for rubric in rubrics)
    scores = tuple(NavItem(rubric.short, addresses.calculator(rubric.id)) for rubric in rubrics)
    printed = (
        *(NavItem(f"{rubric.short}{words.form_name(rubric)}", addresses.form(rubric.id)) for rubric in rubrics),
        *(NavItem(form.short, addresses.form(form.id)) for form in edition.forms),
    )
    forms = (NavItem("全部表格", addresses.FORMS), *printed) if printed else ()
    followed = (NavItem("创建标准", addresses.STANDARDS),) if edition.campaign.follows else ()
    groups = (
        ("创建标准", (*standards, *compare.nav(pairs))),
        (words.scores(edition.rubrics), scores),
        ("表格打印", forms),
    )
    return (
        NavItem("概览", addresses.OVERVIEW),
        NavItem("通知", addresses.NOTICE),
        *followed,
        *(NavItem(title, children=children) for title, children in groups if children),
        *materials.nav(edition),
        NavItem("常见问题", addresses.FAQ),
        *changes.nav(context),
        honorees.nav(edition),
        *corrections.nav(edition),
    )


def _earlier(context: Context) -> Iterator[Page]:
    """The notice and the standards as they were before each correction."""
    for one in corrections.of_kind(context, released.NOTICE):
        yield _notice(corrections.before(context, one), corrections.earlier(context, one))
    for one in corrections.of_kind(context, released.RUBRIC):
        then = corrections.before(context, one)
        rubric = next(found for found in then.edition.rubrics if found.id == one.correction.name)
        data = offers.kept(context, corrections.address(one.correction), one.correction)
        yield _standard(then, rubric, "", corrections.earlier(context, one, data))


def _dated(title: str, earlier: corrections.Earlier | None) -> str:
    """A title; that of an earlier text says so."""
    return earlier.titled(title) if earlier else title


def _notice(context: Context, earlier: corrections.Earlier | None = None) -> Page:
    """The notice as an official document (layout of GB/T 9704 as far as a screen allows)."""
    document = context.edition.campaign.document
    here = corrections.address(earlier.note.correction) if earlier else addresses.NOTICE
    title = "".join(document.title)
    html = article_html(context.edition.notice, here)
    issued = f"{document.issuer}{document.number or ''}"
    told = title if title.startswith(issued) else f"{issued}：{title}"
    description = _dated(f"{told}全文", earlier) + "。"
    return context.page(
        here,
        _dated("通知", earlier),
        description,
        "notice.html",
        values={
            "parts": [Markup(part) for part in parts(html, context.edition.campaign)],  # noqa: S704 - sanitised
            "offers": None if earlier else offers.offers(context, here, "notice", title),
            "sealed": () if earlier else offers.sealed(context, here),
            "corrected": corrections.notes(context, here, released.NOTICE),
            "earlier": earlier,
        },
        headings=context.edition.notice.headings,
        metas=meta.article(context.portal.settings, context.edition, description, here),
        styles=("document.css", *corrections.STYLES),
    )


def _index(  # noqa: PLR0913 - what the two indexes differ in
    context: Context, address: str, title: str, description: str, target: Callable[[str], str], *, comparing: str = ""
) -> list[Page]:
    """Which of the rubrics is for whom, and the way to each; nothing where there is no rubric."""
    if not context.edition.rubrics:
        return []
    page = context.page(
        address,
        title,
        f"{context.edition.campaign.title}：{description}。",
        "index.html",
        values={"lead": description, "target": target, "comparing": comparing},
        styles=("choose.css",),
    )
    return [page]


def _followed(context: Context) -> list[Page]:
    """The way to the standards, calculators and forms of the edition that this one follows; nothing copied."""
    if not context.edition.campaign.follows:
        return []
    rules = context.rules
    description = f"沿用{rules.edition.campaign.label}标准：创建标准、自评和表格。"
    values: dict[str, object] = {"rules": rules}
    styles = ("overview.css", "choose.css")
    return [context.page(addresses.STANDARDS, "创建标准", description, "follows.html", values=values, styles=styles)]


def _standard(context: Context, rubric: Rubric, comparing: str, earlier: corrections.Earlier | None = None) -> Page:
    """What is required of one class of union, item by item, with the readings."""
    headings = [Heading(2, addresses.section_anchor(section.id), section.title) for section in rubric.sections]
    if rubric.bonus:
        headings.append(Heading(2, "bonus", "加分"))
    here = corrections.address(earlier.note.correction) if earlier else addresses.standard(rubric.id)
    return context.page(
        here,
        _dated(f"{rubric.short}创建标准", earlier),
        f"{context.edition.campaign.title}{rubric.short}创建标准，{words.extent(rubric)}，照录原文，逐项列出口径。",
        "standard.html",
        values={
            "rubric": rubric,
            "facts": {fact.id: fact.ask for fact in rubric.facts},
            "comparing": comparing,
            "corrected": corrections.notes(context, here, f"{released.RUBRIC} {rubric.id}"),
            "earlier": earlier,
        },
        headings=tuple(headings),
        styles=("standard.css", *corrections.STYLES),
    )


def _forms(context: Context) -> list[Page]:
    """Every form of the edition; nothing where there is none."""
    if not (context.edition.rubrics or context.edition.forms):
        return []
    description = f"{context.edition.campaign.title}的表格，可直接打印。"
    values: dict[str, object] = {"bundle": offers.bundle(context, addresses.FORMS)}
    return [context.page(addresses.FORMS, "表格打印", description, "forms.html", values=values, styles=("choose.css",))]


def _rubric_form(context: Context, rubric: Rubric, scored: scheme.Scheme) -> Page:
    """A scoring form as it is printed, to be filled in by hand."""
    name = words.form_name(rubric)
    return context.page(
        addresses.form(rubric.id),
        f"{rubric.short}{name}",
        f"{rubric.title}{rubric.subtitle or ''}，可打印的空白{name}。",
        "form.html",
        values={
            "rubric": rubric,
            "document": rubric_form(context.edition, rubric, scored),
            "offers": offers.offers(context, addresses.form(rubric.id), rubric.id, _file_name(rubric), data=rubric.id),
        },
        styles=("form.css",),
        wide=True,
    )


def _file_name(rubric: Rubric) -> str:
    """What a form is called where it is saved."""
    return f"{rubric.title}{rubric.subtitle or ''}"


def _registration(context: Context, form: Form) -> Page:
    """A registration form as it is printed, to be filled in by hand or on the page."""
    return context.page(
        addresses.form(form.id),
        form.short,
        f"{form.title}，可打印的空白表，也可在线填写后打印。",
        "registration.html",
        values={
            "document": registration(context.edition, form),
            "offers": offers.offers(context, addresses.form(form.id), form.id, form.title),
            "form_id": f"{context.edition.address}{form.id}",
            "limits": filling.limits(context.edition, form),
            "restored": form.restored,
        },
        styles=filling.STYLES,
        scripts=filling.scripts(form),
        wide=True,
    )


def _faq(context: Context) -> Page:
    """Questions of grassroots unions, each with the clause that answers it."""
    return context.page(
        addresses.FAQ,
        "常见问题",
        f"{context.edition.campaign.title}常见问题，每个回答都引用通知或标准原文。",
        "faq.html",
        values={"faq": article_html(context.edition.faq, addresses.FAQ)},
        headings=context.edition.faq.headings,
        styles=("faq.css",),
    )
