"""Reference made from the code, so that it cannot part from it: schemas, keys, problem codes."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from generator.downloads import rubric_schema
from generator.model.base import Record
from generator.model.campaign import Campaign, Federation, Series
from generator.model.corrections import Corrections
from generator.model.form import Form
from generator.model.glossary import Glossary
from generator.model.holidays import Holidays
from generator.model.honours import Outcome
from generator.model.portal import Settings
from generator.model.rubric import Rubric
from generator.problems import CODES
from generator.score.sheet import Sheet

# The kinds of YAML file: name of the schema, model, where such files stand.
KINDS: dict[str, tuple[type[Record], str]] = {
    "portal": (Settings, "content/portal.yml"),
    "federation": (Federation, "content/federations/<工会>.yml"),
    "series": (Series, "content/campaigns/<活动>/series.yml"),
    "campaign": (Campaign, "content/campaigns/<活动>/<年度>/campaign.yml"),
    "honours": (Outcome, "content/campaigns/<活动>/<年度>/honours.yml"),
    "corrections": (Corrections, "content/campaigns/<活动>/<年度>/corrections.yml"),
    "form": (Form, "content/campaigns/<活动>/<年度>/forms/<登记表>.yml"),
    "glossary": (Glossary, "content/glossary.yml"),
    "holidays": (Holidays, "content/holidays.yml"),
    "rubric": (Rubric, "rubrics/<活动>/<年度>/<打分表>.yml"),
}

_MARKDOWN = """## 正文里的条款标识

`clause` 一类的键，写的是正文（`notice.md`）里的标识。标题的标识写在行末，段落的标识写在紧接着的下一行，再下一行空着；
都用半角符号，同一份文件里不重复：

```markdown
## 三、材料报送 {#send}

请于8月31日前报送。
{: #send-when }
```
"""


def files() -> dict[str, str]:
    """Every generated reference file: path from the repository's root, and its text."""
    schemas = {f"schemas/{name}.json": _schema(kind) for name, (kind, _) in KINDS.items()}
    schemas["schemas/sheet.json"] = _schema(Sheet)
    schemas["generator/downloads/rubric.schema.json"] = _json(rubric_schema.schema())
    return {**schemas, "docs/keys.md": _keys(), "docs/problems.md": _problems()}


def _schema(kind: type[BaseModel]) -> str:
    schema = kind.model_json_schema(mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return _json(schema)


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _keys() -> str:
    parts = [f"# 内容文件的键\n\n由代码生成（`portal reference`），请勿手改。带 * 的键必填。\n\n{_MARKDOWN}"]
    for name, (kind, place) in KINDS.items():
        schema = kind.model_json_schema(mode="validation")
        parts.append(f"\n## {place}\n\n编辑器补全用的 Schema：`schemas/{name}.json`\n\n{_table(schema)}")
        for definition, inner in schema.get("$defs", {}).items():
            parts.append(f"\n### {definition}\n\n{_table(inner)}")
    return "".join(parts)


def _table(schema: dict[str, Any]) -> str:
    required = schema.get("required", [])
    rows = [
        f"| `{key}`{' *' if key in required else ''} | {detail.get('description', '')} |"
        for key, detail in schema["properties"].items()
    ]
    return "| 键 | 说明 |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def _problems() -> str:
    rows = [f"| {code} | {title} | {remedy} |" for code, (title, remedy) in sorted(CODES.items())]
    head = "# 问题代码\n\n由代码生成（`portal reference`），请勿手改。每条问题都给出“文件:行:列”。\n\n"
    return head + "| 代码 | 问题 | 怎么改 |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"
