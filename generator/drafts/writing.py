"""Templates to the text of a draft: what comes from the data cannot be taken for markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jinja2

from generator.drafts.facts import Facts, blank
from generator.render import template_errors

_MARKUP = re.compile(r"[\\`*_\[\]{}]")
_PLAIN = re.compile(r"[^\W_][\w（）〔〕《》“”、：—.@-]*|[《“【][\w（）〔〕《》“”、，：—】]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def written(templates: Path, name: str, facts: Facts) -> str:
    """The text that the template of this name makes of the facts: Markdown, or YAML.

    Raises:
        ProblemsFoundError: when the template is wrong.

    """
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates / "drafts"),
        autoescape=False,
        undefined=jinja2.StrictUndefined,
        finalize=_yaml if name.endswith(".yml.jinja") else _markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    with template_errors.told(templates):
        return env.get_template(name).render(facts=facts, blank=blank)


def _markdown(value: object) -> str:
    """Words as Markdown shows them: no character of theirs is markup."""
    return _MARKUP.sub(r"\\\g<0>", str(value)).replace("<", "＜")


def _yaml(value: object) -> str:
    """A value as a YAML scalar, in quotation marks where it needs them."""
    text = str(value)
    return text if _PLAIN.fullmatch(text) and text.lower() != "null" else json.dumps(text, ensure_ascii=False)
