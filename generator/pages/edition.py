"""The pages of one edition. One function a page; texts are in the templates, facts in the model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2

from generator.model import addresses
from generator.model.form import Form
from generator.model.portal import Edition, Heading, Portal
from generator.model.rubric import Rubric
from generator.pages import calculator, meta
from generator.pages.context import Context
from generator.render.links import article_html
from generator.render.output import NavItem, OutputFile, Page, Site
from generator.score import scheme


def site(portal: Portal, edition: Edition, env: jinja2.Environment, templates: Path) -> Site:
    """Every page of the edition, its navigation, and the script of each calculator."""
    context = Context(portal, edition, env)
    calculators = [(rubric, scheme.scheme(edition, rubric)) for rubric in edition.rubrics]
    pages = [
        _overview(context),
        _notice(context),
        *_index(context, addresses.STANDARDS, "创建标准", "逐项看要求和扣分办法", addresses.standard),
        *(_standard(context, rubric) for rubric in edition.rubrics),
        *_index(context, addresses.SCORES, "自评计分", "在线打分，随时看到得分和星级", addresses.calculator),
        *(calculator.page(context, rubric, scored) for rubric, scored in calculators),
        _forms(context),
        *(_rubric_form(context, rubric, scored) for rubric, scored in calculators),
        *(_registration(context, form) for form in edition.forms),
        _faq(context),
        _honorees(context),
    ]
    scripts = [
        OutputFile(
            f"{edition.address}{addresses.calculator(rubric.id)}{calculator.SCRIPT}",
            calculator.script(templates, scored).encode(),
        )
        for rubric, scored in calculators
    ]
    return Site(
        edition.address,
        portal.settings.name,
        tuple(pages),
        _nav(edition),
        tuple(scripts),
        url=f"{portal.settings.address}{edition.address}" if portal.settings.address else "",
        maintainer=portal.settings.maintainer or "",
        demo=edition.series.demo,
    )


def _nav(edition: Edition) -> tuple[NavItem, ...]:
    rubrics = edition.rubrics
    standards = tuple(NavItem(rubric.short, addresses.standard(rubric.id)) for rubric in rubrics)
    scores = tuple(NavItem(rubric.short, addresses.calculator(rubric.id)) for rubric in rubrics)
    forms = (
        NavItem("全部表格", addresses.FORMS),
        *(NavItem(f"{rubric.short}打分表", addresses.form(rubric.id)) for rubric in rubrics),
        *(NavItem(form.short, addresses.form(form.id)) for form in edition.forms),
    )
    groups = (("创建标准", standards), ("自评计分", scores), ("表格打印", forms))
    return (
        NavItem("概览", addresses.OVERVIEW),
        NavItem("通知", addresses.NOTICE),
        *(NavItem(title, children=children) for title, children in groups if children),
        NavItem("常见问题", addresses.FAQ),
        NavItem("获评名单", addresses.HONOREES),
    )


def _overview(context: Context) -> Page:
    """Who may apply, what bars, how many points, what to do by when, what one gets, whom to ask."""
    edition = context.edition
    return context.page(
        addresses.OVERVIEW,
        edition.campaign.title,
        edition.series.summary,
        "overview.html",
        # Several vetoes may rest on one reading: it is said once.
        values={"veto_readings": list(dict.fromkeys(veto.reading for veto in edition.campaign.vetoes if veto.reading))},
        styles=("overview.css",),
        wide=True,
    )


def _notice(context: Context) -> Page:
    """The notice as an official document (layout of GB/T 9704 as far as a screen allows)."""
    document = context.edition.campaign.document
    description = f"{document.issuer}{document.number}：{''.join(document.title)}全文。"
    return context.page(
        addresses.NOTICE,
        "通知",
        description,
        "notice.html",
        values={"notice": article_html(context.edition.notice, addresses.NOTICE)},
        headings=context.edition.notice.headings,
        metas=meta.article(context.portal.settings, context.edition, description, addresses.NOTICE),
        styles=("document.css",),
    )


def _index(context: Context, address: str, title: str, description: str, target: Callable[[str], str]) -> list[Page]:
    """Which of the rubrics is for whom, and the way to each; nothing where there is no rubric."""
    if not context.edition.rubrics:
        return []
    page = context.page(
        address,
        title,
        f"{context.edition.campaign.title}：{description}。",
        "index.html",
        values={"lead": description, "target": target},
        styles=("overview.css",),
    )
    return [page]


def _standard(context: Context, rubric: Rubric) -> Page:
    """What is required of one class of union, item by item, with the readings."""
    address = addresses.standard(rubric.id)
    headings = tuple(Heading(2, addresses.section_anchor(section.id), section.title) for section in rubric.sections)
    return context.page(
        address,
        f"{rubric.short}创建标准",
        f"{context.edition.campaign.title}{rubric.short}创建标准，共{len(rubric.items)}项，逐项列出要求、分值和扣分办法。",
        "standard.html",
        values={"rubric": rubric},
        headings=headings,
        styles=("standard.css",),
    )


def _forms(context: Context) -> Page:
    """Every form of the edition."""
    description = f"{context.edition.campaign.title}的打分表和登记表，可直接打印。"
    return context.page(addresses.FORMS, "表格打印", description, "forms.html", styles=("overview.css",))


def _rubric_form(context: Context, rubric: Rubric, scored: scheme.Scheme) -> Page:
    """A scoring form as it is printed, to be filled in by hand."""
    return context.page(
        addresses.form(rubric.id),
        f"{rubric.short}打分表",
        f"{rubric.title}{rubric.subtitle}，可打印的空白打分表。",
        "form.html",
        values={
            "rubric": rubric,
            "number": _attachment(context.edition, rubric=rubric.id),
            "scheme_id": scored.id,
            "digest": scheme.digest(scored),
        },
        styles=("form.css",),
        wide=True,
    )


def _registration(context: Context, form: Form) -> Page:
    """A registration form as it is printed."""
    return context.page(
        addresses.form(form.id),
        form.short,
        f"{form.title}，可打印的空白表。",
        "registration.html",
        values={"form": form, "number": _attachment(context.edition, form=form.id)},
        styles=("form.css",),
        wide=True,
    )


def _attachment(edition: Edition, *, rubric: str | None = None, form: str | None = None) -> int | None:
    """The number under which the notice attaches a rubric or a form."""
    for number, attachment in enumerate(edition.campaign.attachments, start=1):
        if (rubric and attachment.rubric == rubric) or (form and attachment.form == form):
            return number
    return None


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


def _honorees(context: Context) -> Page:
    """The honorees; none are published here yet, and the page says so."""
    description = f"{context.edition.campaign.title}获评单位名单。"
    return context.page(addresses.HONOREES, "获评名单", description, "honorees.html")
