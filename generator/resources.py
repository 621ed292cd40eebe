"""Where templates, schemas and mkdocs.yml are: in the portal's own folder, else in the package."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable
from functools import cache, cached_property
from importlib.metadata import distribution
from pathlib import Path

from msgspec import Struct

_PACKAGE = Path(__file__).resolve().parent
_LIBRARIES = (
    *("icalendar", "jinja2", "markdown", "mkdocs-material", "msgspec", "nh3", "pydantic", "python-docx", "typst"),
    "XlsxWriter",
)
# In a checkout the resources stand beside the package, in a wheel inside it.
_HOMES = (_PACKAGE, _PACKAGE.parent)
_USED = ("pages", "documents", "drafts", "theme", "calculator")


@cache
def made_by() -> str:
    """SHA-256 over the package's code and the libraries that write files: what every output depends on."""
    # What a library says of itself as it stands there: to understand it takes longer than to read all of our code.
    libraries = [str(distribution(name).read_text("METADATA")) for name in _LIBRARIES]
    digest = hashlib.sha256("\0".join([platform.python_version(), *libraries]).encode())
    data = {f"downloads/{path.name}" for path in (_PACKAGE / "downloads").glob("*.json")}
    code = (path for path in _listed(_PACKAGE).files if path.endswith(".py") or path in data)
    _add(digest, _PACKAGE, code)
    return digest.hexdigest()


class _Listed(Struct, frozen=True):
    """Files and folders by their paths from the one that they were looked for in, sorted; links are not followed."""

    files: list[str]
    folders: list[str]


def _listed(home: Path, *parts: str) -> _Listed:
    """What is below a folder, or below these parts of it, which are listed themselves."""
    files, folders = [], [*parts]
    for top in parts or ("",):
        for at, inside, names in os.walk(home / top):
            before = f"{at[len(str(home)) + 1 :].replace(os.sep, '/')}/".removeprefix("/")
            folders += [before + name for name in inside]
            files += [before + name for name in names]
    return _Listed(sorted(files), sorted(folders))


def _add(digest: hashlib._Hash, home: Path, paths: Iterable[str]) -> None:
    for path in paths:
        place = f"{home}/{path}"  # hundreds, in each build: a ``Path`` of each takes longer than to read it
        if os.path.isfile(place):  # noqa: PTH113 - a link may lead nowhere
            with open(place, "rb") as file:  # noqa: PTH123
                digest.update(f"{path}\0".encode(errors="surrogateescape") + file.read() + b"\0")


class Resources(Struct, frozen=True, dict=True):
    """What a build needs besides content. The three always come from the same place."""

    templates: Path
    schemas: Path
    mkdocs: Path

    @cached_property
    def _used(self) -> _Listed:
        return _listed(self.templates, *_USED)

    @property
    def missing(self) -> tuple[str, ...]:
        """Template files that this version has and a portal's own, older copy has not; relative to the templates."""
        own = next(home / "site_templates" for home in _HOMES if (home / "site_templates").is_dir())
        there = {path for path in self._used.files if (self.templates / path).is_file()}
        return tuple(path for path in _listed(own, *_USED).files if path not in there) if own != self.templates else ()

    @property
    def leading_out(self) -> tuple[str, ...]:
        """Links among the templates to what is outside of them: of it a site must hold nothing."""
        home = self.templates.resolve()
        links = (path for path in (*self._used.files, *self._used.folders) if (self.templates / path).is_symlink())
        return tuple(sorted(path for path in links if not (self.templates / path).resolve().is_relative_to(home)))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the templates and mkdocs.yml, but for what is in no page: the theme's assets, the ``engine``."""
        digest = hashlib.sha256(self.mkdocs.read_bytes())
        beside = ("theme/assets/", "calculator/")
        _add(digest, self.templates, (path for path in self._used.files if not path.startswith(beside)))
        return digest.hexdigest()

    @cached_property
    def engine(self) -> str:
        """SHA-256 over the parts of the script that all calculators have."""
        digest = hashlib.sha256()
        _add(digest, self.templates, (path for path in self._used.files if path.startswith("calculator/")))
        return digest.hexdigest()

    def looks(self) -> list[object]:
        """How all of it looks now: whoever writes one of the files changes that."""
        paths = _listed(self.templates, *_USED).files
        return [_look(str(place)) for place in (self.mkdocs, *(f"{self.templates}/{path}" for path in paths))]

    @property
    def starter(self) -> Path:
        """The portal that ``portal init`` copies."""
        return self.templates / "starter"


def _look(place: str) -> object:
    try:
        found = os.lstat(place)
    except OSError:  # it has just gone
        return place
    return place, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def find(root: Path) -> Resources:
    """The resources for a portal: its own where it has both mkdocs.yml and site_templates/."""
    homes = (root, *_HOMES)
    home = next((h for h in homes if (h / "mkdocs.yml").is_file() and (h / "site_templates").is_dir()), _PACKAGE)
    return Resources(home / "site_templates", home / "schemas", home / "mkdocs.yml")
