"""One tally in a process of its own, whose time and memory can be taken: ``python -m bench.once IN OUT JOBS``."""

from __future__ import annotations

import sys
from pathlib import Path

from generator import pipeline, tally

if __name__ == "__main__":
    folder, out, jobs = sys.argv[1:]
    tally.tally(pipeline.read(Path()), Path(folder), Path(out), jobs=int(jobs))
