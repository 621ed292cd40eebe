"""The story: files to a checked model, the model to documents and pages, all of it to a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

from generator import check, load, looks, resources
from generator.assembly import Assembly, Options, Progress, Report
from generator.build import swap
from generator.build.workspace import workspace
from generator.check.shared import SETTINGS
from generator.load import listing
from generator.model import addresses
from generator.model.portal import Edition, Portal
from generator.problems import Problem, ProblemsFoundError
from generator.render import template_errors

WORK = ".build"
"""Where finished files, and what is known of series, are kept between builds, below the portal's root."""
_NAMED = 5  # files in a message
_TRIES = 10  # to find a moment in which nobody writes


def read(root: Path) -> Portal:
    """The checked model of the portal at ``root``.

    Raises:
        ProblemsFoundError: with every problem of the content.

    """
    return check.portal(load.tree(root))


def before(root: Path, address: str, paper: str) -> tuple[Portal, Edition]:
    """The portal as if the text of a ``paper`` of one edition were still to be written, and that edition.

    Raises:
        ProblemsFoundError: with every problem of the content but those of that text, or when there is no such edition.

    """
    sources = load.tree(root)
    wanted = addresses.named(address)
    folder = f"{looks.CAMPAIGNS}/{wanted}"
    sources.markdown.pop(f"{folder}/{paper}.md", None)
    said = sources.yaml.get(f"{folder}/honours.yml")
    if said and paper in said.items:
        sources.refused.add(f"{folder}/{paper}.md")  # named and not read: nobody asks for it, nobody checks it
    portal = check.portal(sources, releasing=True)  # what is not written yet cannot be in a ledger
    return portal, check.named(portal, address)


def build(  # noqa: PLR0913 - what is written where, how, and who is told of it
    root: Path,
    out: Path,
    work: Path | None = None,
    progress: Progress = lambda _address, _built: None,
    making: Callable[[str], None] = lambda _path: None,
    *,
    options: Options = Options(),  # noqa: B008 - frozen
    executor: Executor | None = None,
    looked: looks.Looked | None = None,
) -> Report:
    """Build the portal at ``root`` into ``out``; on any problem ``out`` stays as it is.

    ``work`` keeps what is made on the way and what need not be made again; by default ``.build/``. ``progress`` is
    told of each site, ``making`` of each document that has to be made in this process. The series are made by
    ``executor`` where there is one, on machines that see the same folders; else by processes of this machine. How the
    files look is ``looked`` up, where somebody has begun to already.

    Raises:
        ProblemsFoundError: with every problem of the content, or what keeps the site from being written.

    """
    root, out = root.resolve(), out.resolve()  # where a link leads is replaced, not the link
    work = (work or root / WORK).resolve()
    swap.check(out, root, work)
    if not (root / SETTINGS).is_file():
        read(root)  # tells that this is no portal, where nothing is to be left behind

    def now(_meanwhile: Iterator[object]) -> looks.Looks:
        return looks.looks(str(root))

    found = templates(root)
    with workspace(work) as waited, template_errors.told(found.templates):
        # Files may have been saved while another build was waited for.
        look = looked if looked and not waited else now
        for _ in range(_TRIES):
            try:
                return Assembly(root, out, work, found, options, looked=look).build(progress, making, executor)
            except listing.ChangedError:  # a site is of one moment
                found, look = templates(root), now
    said = f"连续 {_TRIES} 次，都是还没有生成完就又有改动。"
    raise ProblemsFoundError([Problem(str(root), 1, 1, "BLD004", said)])


def templates(root: Path) -> resources.Resources:
    """What a build needs besides content.

    Raises:
        ProblemsFoundError: when it is not all there, or leads elsewhere.

    """
    found = resources.find(root)
    if missing := found.missing:
        more = f"等 {len(missing)} 个文件" if len(missing) > _NAMED else ""
        message = f"模板缺少 {'、'.join(missing[:_NAMED])}{more}。"
        raise ProblemsFoundError([Problem(str(found.templates), 1, 1, "TPL002", message)])
    if links := found.leading_out:
        raise ProblemsFoundError(
            Problem(str(found.templates / link), 1, 1, "FIL003", "模板里的链接指向模板文件夹以外。") for link in links
        )
    return found
