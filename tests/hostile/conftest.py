"""The site with injections, for every test here."""

from __future__ import annotations

from functools import partial

import built_once
import hostile_site
import pytest


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> hostile_site.Built:
    return hostile_site.Built(built_once.site(tmp_path_factory, "hostile", partial(hostile_site.build, 0)))
