"""Relative links: the site works below any address, and from a folder on disk."""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.model.portal import Article

# Only inside a tag: the words of a notice may look like an attribute.
_HREF = re.compile(r'(<a\s(?:[^>"]|"[^"]*")*?)href="([^"]*)"')

_PHONE = re.compile(r"(?<![0-9A-Za-z-])0\d{2,3}-\d{7,8}(?![0-9A-Za-z-])(?=[^<>]*(?:<|$))")  # outside of tags


def relative(here: str, there: str) -> str:
    """From the page at ``here`` to ``there``; both are folders relative to the same root.

    >>> relative("faq/", "notice/#tiers")
    '../notice/#tiers'
    >>> relative("notice/", "")
    '../'
    """
    up = "../" * here.count("/")
    return f"{up}{there}" or "./"


def article_html(article: Article, here: str) -> Markup:
    """An article's HTML with the links to pages of the edition made relative to ``here``.

    No line ends inside a telephone number. The HTML was sanitised when the article was made.
    """

    def rewrite(match: re.Match[str]) -> str:
        tag, target = match.groups()
        outside = re.match(r"[a-z][a-z0-9+.-]*:|#", target)
        return match[0] if outside else f'{tag}href="{relative(here, target)}"'

    html = _PHONE.sub(r'<span class="p-nowrap">\g<0></span>', article.html)
    return Markup(_HREF.sub(rewrite, html))  # noqa: S704 - sanitised by nh3
