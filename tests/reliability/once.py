"""One publish or rollback in a process of its own, to be killed: ``once.py publish SITE TARGET`` and options."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from generator.problems import ProblemsFoundError
from generator.publish import folder, rollback


def main() -> int:
    """0: done; 1: a problem was told."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["publish", "rollback"])
    parser.add_argument("site", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=int, default=2)
    parser.add_argument("--wait", type=float, default=20)
    asked = parser.parse_args()
    now = datetime(2026, 11, 22, tzinfo=UTC)
    try:
        if asked.what == "publish":
            published = folder.publish(
                asked.site, asked.target, now=now, keep=asked.keep, wait=asked.wait, workers=asked.workers
            )
            lines = published.lines()
        else:
            lines = rollback.rollback(asked.target, now=now, wait=asked.wait, workers=asked.workers).lines()
    except ProblemsFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
