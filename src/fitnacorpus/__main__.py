"""``python -m fitnacorpus`` and the command ``fitnacorpus``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; what it is made of is imported where an interruption is caught too."""
    try:
        from fitnacorpus.cli import main as run

        run()
    except KeyboardInterrupt:
        print("fitnacorpus: interrupted; every file is whole", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
