"""Git's plumbing, run so that nothing around it has a say: no hook, no question, no variable of another repository."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from msgspec import Struct

from generator.problems import reason

# What callers may set: who commits, how a remote is reached. Above all not where a repository, its index or its
# objects are, which git tells its own hooks in this way.
_KEPT = re.compile(
    r"(?!GIT_)|GIT_(?:(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL)|SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_\w+|PROXY_\w+|HTTP_\w+"
    r"|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+))$"
)
_SAFE = {
    "core.hooksPath": os.devnull,
    "core.autocrlf": "false",
    "core.fsync": "committed",  # what a branch points at is on the disk before it does
    "i18n.commitEncoding": "utf-8",
    "user.useConfigOnly": "true",  # no name made up from that of the machine
    "gc.auto": "0",
    "maintenance.auto": "false",
    "push.followTags": "false",
    "push.gpgSign": "false",
    "safe.bareRepository": "all",  # such a one is named by whoever publishes, or was made for it
    "http.lowSpeedLimit": "100",  # bytes a second, for so many seconds: nobody answers any more
    "http.lowSpeedTime": "60",
}
_SECRET = re.compile(r"(?<=://)[^/\s]+@")
_TELLING = re.compile(r"(?:fatal|error|ssh|remote): |Permission denied")
_ANOTHERS = ("dubious ownership", "unsafe repository")


class GitError(Exception):
    """Git cannot do it; ``code`` is the problem's, the text is for people."""

    def __init__(self, code: str, said: str) -> None:
        """Keep the code and what is to be said."""
        self.code = code
        super().__init__(without_secrets(said))


class Done(Struct, frozen=True):
    """What a command of git left: whether it failed, what it printed, and why it failed in a line or two."""

    failed: bool
    text: str
    why: str


class Git:
    """Commands in the repository that a folder is in."""

    def __init__(self, folder: str | Path) -> None:
        """Nothing is run yet."""
        self.folder = str(folder)

    def check(self) -> None:
        """See that there is a repository.

        Raises:
            GitError: when there is no git, no repository, or git refuses to work in it.

        """
        if not Path(self.folder).is_dir():
            raise GitError("PUB021", f"没有“{self.folder}”这个文件夹。")
        found = self.run("rev-parse", "--git-dir")
        if any(words in found.why for words in _ANOTHERS):
            said = "这个仓库属于另一个用户，git 不肯使用；请由仓库的主人来运行，或把它登记为 safe.directory。"
            raise GitError("PUB021", said)
        if found.failed:
            raise GitError("PUB021", f"“{self.folder}”不在 git 仓库里。")

    def run(
        self, *command: str, given: bytes = b"", seconds: float | None = None, config: dict[str, str] | None = None
    ) -> Done:
        """A command, with what it is given on its input, to its end."""
        options = [part for key, value in (_SAFE | (config or {})).items() for part in ("-c", f"{key}={value}")]
        try:
            # In a session of its own, where ssh finds no terminal to ask at.
            done = subprocess.run(  # noqa: S603 - no shell; what people give stands behind -- or in the name of a ref
                ["git", "-C", self.folder, *options, *command],  # noqa: S607 - from the PATH, like everyone's git
                input=given,
                capture_output=True,
                check=False,
                env=_environment(),
                timeout=seconds,
                start_new_session=True,
            )
        except FileNotFoundError as error:
            raise GitError("PUB020", "这台电脑上没有 git。") from error
        except OSError as error:
            raise GitError("PUB020", f"git 运行不了（{reason(error)}）。") from error
        except subprocess.TimeoutExpired:
            return Done(failed=True, text="", why=f"{seconds:.0f} 秒没有回答")
        printed = done.stdout.decode("utf-8", "replace").strip()
        return Done(done.returncode != 0, printed, _reason(done.stderr.decode("utf-8", "replace")))

    def need(self, *command: str, given: bytes = b"", config: dict[str, str] | None = None) -> str:
        """What a command prints that has no reason to fail.

        Raises:
            GitError: when it fails all the same: a full disk, a broken repository.

        """
        done = self.run(*command, given=given, config=config)
        if done.failed:
            raise GitError("PUB026", f"git {command[0]} 没有成功：{done.why}")
        return done.text


def without_secrets(said: str) -> str:
    """The text, addresses in it without names and passwords.

    >>> without_secrets("https://x:secret@host/a.git")
    'https://host/a.git'
    >>> without_secrets("https://x:s@cret@host/a.git")
    'https://host/a.git'
    """
    return _SECRET.sub("", said)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if _KEPT.match(name)}
    # What git says is compared with: it speaks English here, whatever the language of the machine.
    return kept | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "LANGUAGE": ""}


def _reason(said: str) -> str:
    """The first lines that say what is wrong."""
    lines = [line.strip() for line in without_secrets(said).splitlines() if line.strip()]
    return "；".join(([line for line in lines if _TELLING.match(line)] or lines)[:2])
