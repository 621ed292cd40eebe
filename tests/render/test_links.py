from __future__ import annotations

import pytest

from generator.model.base import period
from generator.model.portal import Article
from generator.render.environment import lines
from generator.render.links import article_html, relative


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "notice/", "notice/"),
        ("", "", "./"),
        ("faq/", "notice/#tiers", "../notice/#tiers"),
        ("faq/", "", "../"),
        ("score/enterprise/", "forms/enterprise/", "../../forms/enterprise/"),
        ("score/enterprise/", "../../", "../../../../"),
    ],
)
def test_relative(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("notice/#tiers", "../notice/#tiers"),
        ("#here", "#here"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_of_an_article(href: str, link: str) -> None:
    article = Article("faq.md", f'<p><a href="{href}">x</a></p>', (), {}, (), ())
    assert article_html(article, "faq/") == f'<p><a href="{link}">x</a></p>'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>（电话0631-6663572）。</p>", '<p>（电话<span class="p-nowrap">0631-6663572</span>）。</p>'),
        ('<p title="010-87654321">x</p>', '<p title="010-87654321">x</p>'),
        ("2020-1234567、0631-6663572-1、A0631-6663572", "2020-1234567、0631-6663572-1、A0631-6663572"),
    ],
)
def test_telephone_numbers_of_an_article_are_not_broken(html: str, shown: str) -> None:
    assert article_html(Article("faq.md", html, (), {}, (), ()), "faq/") == shown


def test_words_that_look_like_a_link_stay_words() -> None:
    html = '<p>见 href="notice/" <a id="x" href="notice/">y</a></p>'
    article = Article("faq.md", html, (), {}, (), ())
    assert article_html(article, "faq/") == '<p>见 href="notice/" <a id="x" href="../notice/">y</a></p>'


@pytest.mark.parametrize(
    ("when", "shown"), [("2020", "2020年"), ("2020-08", "2020年8月"), ("2020-08-05", "2020年8月5日")]
)
def test_period(when: str, shown: str) -> None:
    assert period(when) == shown


def test_period_takes_nothing_else() -> None:
    with pytest.raises(ValueError, match="soon"):
        period("soon")


def test_lines_are_kept_and_escaped() -> None:
    assert lines("a<b\nc") == "a&lt;b<br>c"
