"""What every page of an edition is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import jinja2
from msgspec import Struct

from generator.model import addresses
from generator.model.campaign import Attachment
from generator.model.portal import Edition, Heading, Portal
from generator.pages import meta
from generator.render.links import relative
from generator.render.output import Crumb, Page


class Root(Struct, frozen=True):
    """The portal's own pages, at the root of its site."""

    portal: Portal
    env: jinja2.Environment
    files: Mapping[str, int]
    """Sizes in bytes of the site's files by their paths."""

    def page(  # noqa: PLR0913 - one call site shape for every page
        self,
        address: str,
        title: str,
        description: str,
        template: str,
        *,
        values: dict[str, object] | None = None,
        headings: tuple[Heading, ...] = (),
        above: tuple[Crumb, ...] = (),
        keywords: tuple[str, ...] = (),
        styles: tuple[str, ...] = (),
        scripts: tuple[str, ...] = (),
        wide: bool = False,
        alone: bool = False,
        demo: bool = False,
        draft: bool = False,
    ) -> Page:
        """Render a template into a page of the portal; ``above`` is what stands between it and the home page."""

        def link(there: str) -> str:
            return relative(address, there)

        metas = meta.column(self.portal.settings, title if address else "首页", description, keywords or (title,))
        body = self.env.get_template(template).render(portal=self.portal, title=title, link=link, **(values or {}))
        crumbs = (
            Crumb("首页", link("")),
            *(Crumb(one.title, link(one.link)) for one in above),
            Crumb(title, ""),
        )
        return Page(
            address=address,
            title=title,
            description=description,
            body=body,
            headings=headings,
            crumbs=crumbs if address else (),
            metas=meta.for_robots(metas, hidden=draft),
            styles=styles,
            # Scripts of the portal's own pages are assets: they stand at the root.
            scripts=tuple(link(script) for script in scripts),
            wide=wide,
            alone=alone,
            demo=demo,
            draft=draft,
        )


class Rules(Struct, frozen=True):
    """The edition whose standards, points and vetoes apply, and the way there: empty where it is this one."""

    edition: Edition
    way: str


class Context(Struct, frozen=True, dict=True):
    """A portal, one of its editions, the templates, and the sizes in bytes of the site's files by their paths."""

    portal: Portal
    edition: Edition
    env: jinja2.Environment
    files: Mapping[str, int]

    def page(  # noqa: PLR0913 - one call site shape for every page
        self,
        address: str,
        title: str,
        description: str,
        template: str,
        *,
        values: dict[str, object] | None = None,
        headings: tuple[Heading, ...] = (),
        metas: meta.Metas | None = None,
        styles: tuple[str, ...] = (),
        scripts: tuple[str, ...] = (),
        wide: bool = False,
    ) -> Page:
        """Render a template of ``site_templates/pages`` into a page of this edition."""
        body = self.env.get_template(template).render(
            edition=self.edition,
            campaign=self.edition.campaign,
            federation=self.portal.federations[self.edition.series.federation],
            federation_names=self._federations,
            title=title,
            link=self.linker(address),
            attached=lambda attachment: relative(address, _place(attachment)),
            **(values or {}),
        )
        usual = meta.column(self.portal.settings, title, description, (self.edition.series.title, title))
        hidden = self.edition.is_draft or addresses.is_earlier(address)
        return Page(
            address=address,
            title=title,
            description=description,
            body=body,
            headings=headings,
            crumbs=self.crumbs(address),
            metas=meta.for_robots(metas or usual, hidden=hidden),
            styles=styles,
            scripts=scripts,
            wide=wide,
        )

    @cached_property
    def _federations(self) -> dict[str, str]:
        return {name: federation.name for name, federation in self.portal.federations.items()}

    @cached_property
    def rules(self) -> Rules:
        """By whose standards this edition is run: its own, or those of the edition that it follows."""
        follows = self.edition.campaign.follows
        for other in self.portal.editions:
            if follows and other.series == self.edition.series and other.id == follows.edition:
                return Rules(other, f"../{other.id}/")
        return Rules(self.edition, "")

    def linker(self, here: str) -> Callable[[str], str]:
        """A function from edition-relative addresses to links of the page at ``here``."""
        return lambda there: relative(here, there)

    def crumbs(self, here: str) -> tuple[Crumb, ...]:
        """The way from the home page down to the edition."""
        home = relative(here, "../../")
        issuer = self.portal.federations[self.edition.series.federation]
        edition = relative(here, "") if here else ""
        return (
            Crumb("首页", home),
            Crumb(issuer.name, f"{home}{addresses.federation(issuer.id)}"),
            Crumb(self.edition.campaign.title, edition),
        )


def _place(attachment: Attachment) -> str:
    """Where an attachment stands: a page of its own, or a clause of the notice."""
    page = attachment.rubric or attachment.form
    return addresses.form(page) if page else f"{addresses.NOTICE}#{attachment.clause}"
