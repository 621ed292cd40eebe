"""The command ``portal``, also as ``python -m generator``."""

from __future__ import annotations

import sys

try:
    from generator.cli import main
except KeyboardInterrupt:  # once it is read, the command line hears it itself
    sys.exit("\n已中止。")

if __name__ == "__main__":
    main()
