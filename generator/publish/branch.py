"""A finished site as a commit on a git branch, from which Pages hosting serves it.

Only git's plumbing is used: neither the index nor the work tree of the repository is read or written, and what the
branch was is compared in the same step that moves it. Who comes second starts again from what the first one left.
"""

from __future__ import annotations

import os
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.problems import Problem, ProblemsFoundError
from generator.publish import ledgers, manifest
from generator.publish.git import Git, GitError, without_secrets
from generator.publish.manifest import Manifest
from generator.publish.site import MANIFEST

PAUSES = (0.3, 0.8, 2.0, 4.0, 8.0)  # seconds before another try, when someone else published meanwhile
_ANSWERS = 60.0  # seconds in which a remote has to say what it holds
_PAGES = ".nojekyll"  # without it the Pages hosting of GitHub leaves out what begins with _
_DOMAIN = "CNAME"  # the domain of Pages hosting, which its settings write to the branch
_SITE = {_PAGES, MANIFEST, "index.html"}  # by which a branch is known to hold nothing but sites
# What a branch may hold to which no site was published yet: what hosts put there when it is made.
_HARMLESS = {_PAGES, _DOMAIN, "README.md", "LICENSE", ".gitignore"}
DISTANT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[^/\\:]{2,}:")
"""How what is on another machine begins: ``https://…``, ``git@host:path``; ``C:\\`` is a folder."""
_HELD = re.compile("cannot lock ref|failed to update ref")  # what a remote says while someone else is at it
_TRAILER = "Portal-Manifest: sha256:"
"""What the message of each commit says that publishing made, and of none that was made by hand."""
_BACK = 20  # commits of a distant branch that are asked for to find the last one of those
# Of a commit where neither the caller nor the configuration says whose it is.
_NOBODY = {"user.name": "portal", "user.email": "portal@localhost"}


class Published(Struct, frozen=True):
    """What the branch is now. ``fresh`` is false where it held the very same files already."""

    where: str
    branch: str
    commit: str
    digest: str
    fresh: bool
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """What it did, for people."""
        if not self.fresh:
            return [f"{self.where} 的分支 {self.branch} 已经是这个版本（{self.digest[:12]}），没有改动。"]
        said = f"已发布到 {self.where} 的分支 {self.branch}：提交 {self.commit[:12]}，版本 {self.digest[:12]}。"
        return [said, *(f"注意：{note}" for note in self.notes)]


def publish(  # noqa: PLR0913 - what may be said about it
    site: Path,
    branch: str,
    repository: str = ".",
    remote: str = "",
    pause: Callable[[float], None] = time.sleep,
    *,
    without_released: bool = False,
) -> Published:
    """Put the finished site in the folder ``site`` on a branch.

    ``repository`` is a folder in a repository, bare or not, or the address of a distant one (``https://…``,
    ``git@host:path``). With ``remote`` (``origin``) the branch of that remote is moved, and the local one, which may
    be behind it, is left alone. A CNAME that the branch has is kept where the site has none. Only
    ``without_released`` takes away what was released.

    Raises:
        ProblemsFoundError: when there is no finished site, no git, no repository; when the branch is checked out or
            holds something else; when the site lacks what was released and is published there (PUB011); when the
            remote cannot be reached or refuses, or others kept publishing.

    """
    try:
        with _opened(repository, remote) as (git, distant):
            _check_name(git, branch)
            local = not distant
            place = _Local(git, branch) if local else _Remote(git, branch, distant, scratch=distant == repository)
            return _published(place, site, pause, without_released=without_released)
    except GitError as error:
        shown = without_secrets(repository)
        raise ProblemsFoundError([Problem(shown, 1, 1, error.code, str(error))]) from error


def _check_name(git: Git, branch: str) -> None:
    named = git.run("check-ref-format", "--branch", branch)  # as git branch does: neither HEAD nor what begins with -
    if named.failed or named.text.rstrip("\n") != branch:
        raise GitError("PUB022", f"“{branch}”不能作分支的名称。")


@contextmanager
def _opened(repository: str, remote: str) -> Iterator[tuple[Git, str]]:
    """The repository in which objects are written, and the remote to push to; of a distant one a scratch copy."""
    if not DISTANT.match(repository):
        git = Git(repository)
        git.check()
        yield git, remote
        return
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        git = Git(folder)
        git.need("init", "--quiet", "--bare")
        yield git, repository


class _Local:
    """A branch of the repository itself."""

    def __init__(self, git: Git, branch: str) -> None:
        self.git, self.branch, self.ref = git, branch, f"refs/heads/{branch}"
        self.name = git.folder

    def tip(self) -> str:
        """The commit of the branch; empty where there is no such branch.

        Raises:
            GitError: when the branch is checked out, where files would no longer be those of the commit.

        """
        if f"branch {self.ref}" in self.git.need("worktree", "list", "--porcelain").splitlines():
            said = f"分支 {self.branch} 正在工作区里打开，换了它，工作区里的文件就不对了；请先切换到别的分支。"
            raise GitError("PUB022", said)
        return self.git.run("rev-parse", "--verify", "--quiet", f"{self.ref}^{{commit}}").text

    def published(self, tip: str) -> str:
        """The last commit up to ``tip`` that publishing made; empty where there is none."""
        return _published_last(self.git, tip)

    def move(self, old: str, new: str) -> str:
        """Move the branch if it is still at ``old``; why not, if someone else moved it.

        Raises:
            GitError: when nobody else moved it, and it cannot be moved all the same.

        """
        done = self.git.run("update-ref", "-m", "portal publish", self.ref, new, old)
        if done.failed and self.tip() == old and "File exists" not in done.why:
            raise GitError("PUB026", f"分支 {self.branch} 改不了：{done.why}")
        return done.why if done.failed else ""


class _Remote:
    """A branch of another repository, moved by pushing to it."""

    def __init__(self, git: Git, branch: str, remote: str, *, scratch: bool) -> None:
        self.git, self.branch, self.ref, self.remote = git, branch, f"refs/heads/{branch}", remote
        self.name = without_secrets(remote)
        # History is of no use here, but a repository that has it must not become a shallow one.
        shallow = scratch or git.need("rev-parse", "--is-shallow-repository") == "true"
        self.depth = ("--depth=1",) if shallow else ()

    def tip(self) -> str:
        """The commit of the branch, which is then here too; empty where there is no such branch.

        Raises:
            GitError: when the remote cannot be reached.

        """
        while True:
            found = self.git.run("ls-remote", "--", self.remote, self.ref, seconds=_ANSWERS)
            if found.failed:
                raise GitError("PUB023", f"连不上 {self.name}：{found.why}")
            tip = found.text.partition("\t")[0]
            if not tip or not self.git.run("cat-file", "-e", f"{tip}^{{tree}}").failed:
                return tip
            self._fetch(*self.depth)

    def _fetch(self, *depth: str) -> None:
        fetched = self.git.run("fetch", "--quiet", "--no-tags", *depth, "--", self.remote, self.ref)
        if fetched.failed:
            raise GitError("PUB023", f"从 {self.name} 取不到分支 {self.branch}：{fetched.why}")

    def published(self, tip: str) -> str:
        """The last commit up to ``tip`` that publishing made; empty where none is known.

        Raises:
            GitError: when the remote cannot be reached.

        """
        found = _published_last(self.git, tip)
        if found or not self.depth:
            return found
        self._fetch(f"--depth={_BACK}")
        return _published_last(self.git, tip)

    def move(self, old: str, new: str) -> str:
        """Move the branch if it is still at ``old``; why not, if someone else moved it.

        Raises:
            GitError: when nobody else moved it: the remote refuses, or is out of reach.

        """
        lease = f"--force-with-lease={self.ref}:{old}"
        options = ("--porcelain", "--no-verify", "--recurse-submodules=no", lease)
        done = self.git.run("push", *options, "--", self.remote, f"{new}:{self.ref}")
        if not done.failed:
            return ""
        refused = [line.split("\t")[-1] for line in done.text.splitlines() if line.startswith("!")]
        why = "；".join([*refused, done.why])
        if self.tip() == old and not _HELD.search(why):
            raise GitError("PUB025", f"{self.name} 拒绝了推送：{why}")
        return why


def _published(
    place: _Local | _Remote, site: Path, pause: Callable[[float], None], *, without_released: bool
) -> Published:
    """One commit on top of whatever the branch is by then."""
    git, listed = place.git, manifest.of(site)
    entries = _entries(git, site, listed)
    if manifest.of(site) != listed:
        raise GitError("PUB027", f"“{site}”在发布的时候改动了，没有发布。")
    why = ""
    for wait in (0.0, *PAUSES):
        if wait:
            pause(wait * random.uniform(0.5, 1))  # noqa: S311 - so that two do not keep step
        tip = place.tip()
        held = _held(git, tip, place.branch)
        whole = {name: entry for name, entry in held.items() if name == _DOMAIN} | entries
        tree = _tree(git, whole)
        if tip and git.need("rev-parse", f"{tip}^{{tree}}") == tree:
            return Published(place.name, place.branch, tip, listed.digest, fresh=False)
        lost = _lost(place, tip, tree, site)
        if lost and not without_released:
            raise ProblemsFoundError(lost)
        commit = _commit(git, tree, tip, listed.digest)
        why = place.move(tip, commit)
        if not why:
            notes = tuple(one.message for one in lost)
            return Published(place.name, place.branch, commit, listed.digest, fresh=True, notes=notes)
    said = f"试了 {len(PAUSES) + 1} 次，分支 {place.branch} 每次都被别人抢先改动或锁住：{why}"
    raise GitError("PUB024", said)


def _published_last(git: Git, tip: str) -> str:
    return git.need("rev-list", "--max-count=1", "--fixed-strings", f"--grep={_TRAILER}", tip)


def _lost(place: _Local | _Remote, tip: str, tree: str, site: Path) -> list[Problem]:
    """What was released and the site lacks: at the top of the branch, and in what was last published to it.

    They differ where somebody went back by hand, with ``git revert`` for example: going back is for a while, and a
    ledger must not be written anew meanwhile. What was taken out of the history nobody knows of (ADR 0019).
    """
    if not tip:
        return []
    last = place.published(tip)
    found: dict[str, Problem] = {}
    for commit, where in ((tip, ledgers.SERVED), *([(last, ledgers.WITHDRAWN)] if last not in {"", tip} else [])):
        for one in ledgers.lost(_ledgers(place.git, commit, tree), site, where):
            found.setdefault(one.path, one)
    return list(found.values())


def _held(git: Git, tip: str, branch: str) -> dict[str, str]:
    """What stands at the top of the branch: ``mode kind id`` by name.

    Raises:
        GitError: when that is no site: a branch of sources would lose all that it holds.

    """
    if not tip:
        return {}
    lines = [line.partition("\t") for line in git.need("ls-tree", "-z", "--full-tree", tip).split("\0") if line]
    held = {name: entry for entry, _, name in lines}
    if not held.keys() >= _SITE and not held.keys() <= _HARMLESS:
        raise GitError("PUB022", f"分支 {branch} 里有不是本软件发布的内容，发布会把它们全部换掉，所以没有发布。")
    return held


def _ledgers(git: Git, commit: str, tree: str) -> dict[str, bytes]:
    """The ledgers of a commit that are not in the new tree as they are, by their addresses."""
    changed = git.need("diff-tree", "-r", "-z", "--no-renames", "--diff-filter=DMT", commit, tree).split("\0")
    of = {path: entry.split()[2] for entry, path in zip(changed[::2], changed[1::2], strict=False)}
    return {path: git.need("cat-file", "blob", of[path]).encode() for path in of if ledgers.ADDRESS.fullmatch(path)}


def _entries(git: Git, site: Path, listed: Manifest) -> dict[str, str]:
    """What stands at the top of the site, as objects that are in the repository now: ``mode kind id`` by name."""
    folder, files = site.resolve(), sorted(listed.files)
    named = b"".join(os.fsencode(folder / name) + b"\n" for name in files)
    ids = git.need("hash-object", "-w", "--no-filters", "--stdin-paths", given=named).split()
    folders: dict[PurePosixPath, dict[str, str]] = defaultdict(dict)
    for name, one in zip(files, ids, strict=True):
        path = PurePosixPath(name)
        folders[path.parent][path.name] = f"100644 blob {one}"
        for above in path.parents:
            folders[above]  # also those that hold only folders
    top = PurePosixPath()
    for deep in range(max(len(path.parts) for path in folders), 0, -1):
        level = [path for path in folders if len(path.parts) == deep]
        given = b"\0".join(_lines(folders[path]) for path in level)
        for path, one in zip(level, git.need("mktree", "-z", "--batch", given=given).split(), strict=True):
            folders[path.parent][path.name] = f"040000 tree {one}"
    for name, content in ((_PAGES, b""), (MANIFEST, listed.text)):
        one = git.need("hash-object", "-w", "--no-filters", "--stdin", given=content)
        folders[top].setdefault(name, f"100644 blob {one}")
    return folders[top]


def _tree(git: Git, entries: dict[str, str]) -> str:
    return git.need("mktree", "-z", given=_lines(entries))


def _lines(entries: dict[str, str]) -> bytes:
    return "".join(f"{entry}\t{name}\0" for name, entry in entries.items()).encode()


def _commit(git: Git, tree: str, tip: str, digest: str) -> str:
    message = f"发布网站 {digest[:12]}\n\n{_TRAILER}{digest}\n".encode()
    command = ("commit-tree", tree, *(("-p", tip) if tip else ()))
    done = git.run(*command, given=message)
    return git.need(*command, given=message, config=_NOBODY) if done.failed else done.text
