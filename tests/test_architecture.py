"""The structure that docs/architecture.md promises, read from the code itself."""

from __future__ import annotations

import ast
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"

# A module may import from its own stage and from those before it. Stages on one line are siblings
# and never import each other.
STAGES: list[set[str]] = [
    {"problems", "resources", "spreadsheet", "lazily", "looks", "markup", "finished", "widths"},
    {"model", "processes"},
    {"register"},
    {"load"},
    {"check"},
    {"score", "tables"},
    {"changes"},
    {"documents", "roll"},
    {"render"},
    {"pages", "downloads", "tally", "formats", "importing", "drafts"},
    {"search"},
    {"build"},
    {"publish", "series"},
    {"own"},
    {"assembly"},
    {"pipeline", "preview", "reference", "fetch_fonts", "release", "outdated"},
    {"correct", "copying", "stage", "fill"},
    {"cli"},
    {"__main__"},
]
ORDER = {name: number for number, names in enumerate(STAGES) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = [*MODULES, *sorted((ROOT / "site_templates").rglob("*.js"))]


def stage(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> set[str]:
    """Stages that a module imports from, as ``generator.<stage>``."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "generator":
                found |= {alias.name for alias in node.names}
            elif node.module.startswith("generator."):
                found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("generator.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", [m for m in MODULES if m != PACKAGE / "__init__.py"], ids=str)
def test_imports_run_one_way(path: Path) -> None:
    own = stage(path)
    for other in imported(ast.parse(path.read_text("utf-8"))):
        assert other == own or ORDER[other] < ORDER[own], f"{path.name} ({own}) imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_import_hides_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    hidden = [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert hidden == []


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_no_module_is_over_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_no_test_is_passed_by(pytestconfig: pytest.Config) -> None:
    """Pytest goes into no folder that is called so, unless it is named."""
    passed_by = pytestconfig.getini("norecursedirs")
    folders = {path.relative_to(ROOT / "tests").parent for path in (ROOT / "tests").rglob("test_*.py")}
    names = {name for folder in folders for name in folder.parts}
    assert [name for name in sorted(names) if any(fnmatch(name, one) for one in passed_by)] == []


def test_modules_are_named_for_what_they_do() -> None:
    assert {"utils", "helpers", "common"}.isdisjoint(path.stem for path in SOURCES)


def test_only_one_module_knows_the_theme() -> None:
    """MkDocs itself is not run: its theme is rendered (ADR 0016)."""
    assert not [path for path in MODULES if imported_packages(path) & {"mkdocs", "material"}]
    naming = {str(path.relative_to(PACKAGE)) for path in MODULES if 'find_spec("material")' in path.read_text("utf-8")}
    assert naming == {"build/shell.py"}


def test_what_writes() -> None:
    """As CONTRIBUTING.md lists it: all else gives values to those that do."""
    writing = {"write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rename", "rmtree", "copyfile", "copytree"}
    found = {
        stage(path)
        for path in MODULES
        if {n.attr for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Attribute)} & writing
    }
    assert found == {"build", "publish", "tally", "series", "processes", "assembly", "fetch_fonts", "cli"}


def imported_packages(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return {name.split(".")[0] for name in names}
