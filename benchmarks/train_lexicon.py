"""Learns the translation lexicon of the package from verses and narrations.

    .venv/bin/python benchmarks/train_lexicon.py HADITH.git    writes align/data/lexicon.npz

Verses: ``bitext-bible.tsv.xz`` of the development data, in which no book stands that anything is
measured on.  Narrations: a git directory of the public repository AhmedBaset/hadith-json (files
``db/by_chapter``); of an Arabic narration only the end is taken, as long as the translation, since
the chain of transmitters is not translated.  ``align/data/lexicon.md`` says what came of it.
"""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import development as dev

from fitnacorpus.align import lexicon_training as training

DATA = Path(training.__file__).parent / "data" / "lexicon.npz"
_LONGER = 1.3
_MORE = 6
"""Arabic words kept of a narration for each English one, and besides."""


def verses() -> Iterator[training.Pair]:
    with lzma.open(dev.folder() / "bitext-bible.tsv.xz", "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            *_, arabic, english = line.rstrip("\n").split("\t")
            yield arabic, english


def narrations(git: str) -> Iterator[training.Pair]:
    def run(*arguments: str) -> bytes:
        return subprocess.run(
            ["git", "--git-dir", git, *arguments], capture_output=True, check=False
        ).stdout

    for name in run("ls-tree", "-r", "HEAD", "--name-only", "db/by_chapter").decode().split():
        if name.endswith("all.json"):
            continue
        try:
            content = json.loads(run("show", f"HEAD:{name}"))
        except ValueError:
            continue
        for one in content.get("hadiths", []):
            told = one.get("english") or {}
            english = f"{told.get('narrator') or ''} {told.get('text') or ''}".strip()
            arabic = (one.get("arabic") or "").split()
            kept = int(_LONGER * len(english.split())) + _MORE
            if arabic and english:
                yield " ".join(arabic[-kept:]), english


def main() -> None:
    """Learn, and write."""
    git = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else ""
    dev.arguments(__doc__ or "")
    pairs = list(verses())
    print(f"{len(pairs)} verses", flush=True)
    if git:
        pairs += list(narrations(git))
    print(f"{len(pairs)} pairs of passages", flush=True)
    content = training.train(pairs, lambda what: print(what, flush=True))
    with DATA.open("wb") as file:
        training.write(file, content)
    print(f"{DATA.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
