"""Where templates, schemas and mkdocs.yml are: in the portal's own folder, else in the package."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_LIBRARIES = ("jinja2", "lxml", "markdown", "mkdocs-material", "nh3", "python-docx", "typst", "XlsxWriter")
# In a checkout the resources stand beside the package, in a wheel inside it.
_HOMES = (_PACKAGE, _PACKAGE.parent)
_USED = ("pages", "documents", "drafts", "theme", "calculator")


@cache
def made_by() -> str:
    """SHA-256 over the package's code and the libraries that write files: what every output depends on."""
    digest = hashlib.sha256("\0".join([platform.python_version(), *map(version, _LIBRARIES)]).encode())
    for path in sorted([*_PACKAGE.rglob("*.py"), *(_PACKAGE / "downloads").glob("*.json")]):
        digest.update(f"{path.relative_to(_PACKAGE)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


@dataclass(frozen=True)
class Resources:
    """What a build needs besides content. The three always come from the same place."""

    templates: Path
    schemas: Path
    mkdocs: Path

    @property
    def missing(self) -> tuple[str, ...]:
        """Template files that this version has and a portal's own, older copy has not; relative to the templates."""
        own = next(home / "site_templates" for home in _HOMES if (home / "site_templates").is_dir())
        files = (path.relative_to(own) for part in _USED for path in (own / part).rglob("*") if path.is_file())
        return tuple(sorted(path.as_posix() for path in files if not (self.templates / path).is_file()))

    @property
    def leading_out(self) -> tuple[str, ...]:
        """Links among the templates to what is outside of them: of it a site must hold nothing."""
        home, parts = self.templates.resolve(), [self.templates / part for part in _USED]
        links = (path for part in parts for path in (part, *part.rglob("*")) if path.is_symlink())
        out = (path for path in links if not path.resolve().is_relative_to(home))
        return tuple(sorted(path.relative_to(self.templates).as_posix() for path in out))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the templates and mkdocs.yml, but for what a site takes as it is: the assets of the theme."""
        assets = self.templates / "theme" / "assets"
        found = (path for part in _USED for path in (self.templates / part).rglob("*"))
        digest = hashlib.sha256(self.mkdocs.read_bytes())
        for path in sorted(path for path in found if path.is_file() and assets not in path.parents):
            digest.update(f"{path.relative_to(self.templates).as_posix()}\0".encode() + path.read_bytes() + b"\0")
        return digest.hexdigest()

    @property
    def starter(self) -> Path:
        """The portal that ``portal init`` copies."""
        return self.templates / "starter"


def find(root: Path) -> Resources:
    """The resources for a portal: its own where it has both mkdocs.yml and site_templates/."""
    homes = (root, *_HOMES)
    home = next((h for h in homes if (h / "mkdocs.yml").is_file() and (h / "site_templates").is_dir()), _PACKAGE)
    return Resources(home / "site_templates", home / "schemas", home / "mkdocs.yml")
