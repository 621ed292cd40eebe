"""The demonstration campaign before its list was there, and the command on it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli

ROOT = Path(__file__).resolve().parents[2]
SERIES = "shili-xingji"
HONOURS = """\
# 本届的称号
awards:
  - id: star-home
    name: 示例市星级职工之家
    tiered: true
groups: [award, tier]
order: rank
quotas:
  - tier: five
    most: 4
    source: 五星级不超过4个
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal of that campaign alone; of its outcome there is nothing but awards and quotas."""
    (tmp_path / "content/federations").mkdir(parents=True)
    for name in ("content/portal.yml", "content/holidays.yml", "content/federations/shili.yml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    for edition in ("2021", "2024"):
        source, made = (base / f"content/campaigns/{SERIES}/{edition}" for base in (ROOT, tmp_path))
        shutil.copytree(source / "forms", made / "forms")
        for name in ("campaign.yml", "notice.md", "faq.md"):
            shutil.copyfile(source / name, made / name)
        campaign = made / "campaign.yml"  # its notice is not online: nothing of it has to be released
        campaign.write_text(re.sub(r"^  published: .*\n", "", campaign.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    series = f"content/campaigns/{SERIES}/series.yml"
    shutil.copyfile(ROOT / series, tmp_path / series)
    shutil.copytree(ROOT / f"rubrics/{SERIES}", tmp_path / f"rubrics/{SERIES}")
    (tmp_path / f"content/campaigns/{SERIES}/2024/honours.yml").write_text(HONOURS, "utf-8")
    return tmp_path


@pytest.fixture
def folder(root: Path) -> Path:
    """The folder of the edition that a test is about."""
    return root / f"content/campaigns/{SERIES}/2024"


@pytest.fixture
def portal(root: Path) -> Callable[..., Result]:
    """Runs ``portal`` on it."""

    def run(*given: object) -> Result:
        arguments = [*map(str, given), "--root", str(root)]
        return CliRunner().invoke(cli.main, arguments, catch_exceptions=False)

    return run
