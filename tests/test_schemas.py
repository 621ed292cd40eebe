"""The written schemas accept the content as an editor reads it, and refuse what the models refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "site_templates" / "starter"
FILES = [path for root in (ROOT, STARTER) for kind in ("content", "rubrics") for path in (root / kind).rglob("*.yml")]


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: ``2020-08-01`` and ``yes`` are strings."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] not in {"timestamp", "bool"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def read(path: Path) -> tuple[Any, dict[str, Any]]:
    text = path.read_text("utf-8")
    match = re.match(r"# yaml-language-server: \$schema=\S*/([a-z]+\.json)\n", text)
    assert match, path
    return yaml.load(text, EditorLoader), json.loads((ROOT / "schemas" / match[1]).read_text("utf-8"))  # noqa: S506


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_content_fits_its_schema(path: Path) -> None:
    document, schema = read(path)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_unknown_key_does_not_fit(path: Path) -> None:
    document, schema = read(path)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**document, "no-such-key": "x"})
