"""What whole books cost from `add` to `check`, and how they are drafted in episodes.

Books are what you have: OpenITI, Gutenberg, Markdown, TEI, at least two.  Prints CPU seconds (user
and system) and peak memory of each command as a fresh process, with the ratio to the peer, which is
a bare interpreter that splits the same files into words and counts them; then of each book its
episodes, how many have over 600 words or under 20 (a poem or a speech may be longer, what stands
under a heading shorter), and how many begin after a colon.

    .venv/bin/python benchmarks/books.py FILE FILE ...
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.segment.drafting import LONGEST, SHORTEST

AIMS = {"build, first time": 60.0, "build, one word changed": 5.0, "check": 10.0}
"""CPU seconds for books of 120,000 words together, with the default encoder."""
COUNT = (
    "import sys,collections;"
    "[collections.Counter(open(p,encoding='utf-8').read().split()) for p in sys.argv[1:]]"
)
FEWEST = 5
"""Words that the line has at least whose third word is doubled."""
PROGRAM = (sys.executable, "-m", "fitnacorpus", "-q")


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """CPU seconds and peak megabytes of a fresh process."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        sys.exit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def change(path: Path) -> None:
    """Double a word in the middle of a source, between two others of its line."""
    source = path.read_text("utf-8")
    lines = source.splitlines(keepends=True)
    words = [line.split(" ") for line in lines]
    middle = next(k for k in range(len(words) // 2, len(words)) if len(words[k]) > FEWEST)
    words[middle].insert(3, words[middle][2])
    lines[middle] = " ".join(words[middle])
    path.write_text("".join(lines), "utf-8")


def episodes(root: Path) -> None:
    """Print how the books are cut."""
    print("\nbook          words  episodes  over  under  after a colon")
    for text in Pipeline(CorpusFolder(root)).documents():
        sizes, colons = [], 0
        source = text.text.source
        for episode in text.episodes:
            spans = [span for p in episode.paragraphs for span in p.sentences]
            sizes.append(sum(len(source[s.start : s.end].split()) for s in spans))
            colons += source[: episode.start].rstrip("\n\r\t #~\"'«“").endswith(":")
        over, under = sum(s > LONGEST for s in sizes), sum(s < SHORTEST for s in sizes)
        print(
            f"{text.text.info.id:<12}{sum(sizes):>8}{len(sizes):>9}{over:>7}{under:>7}{colons:>8}"
        )


def main(files: list[str]) -> None:
    """Take the books in, build, change one word, check."""
    books = [Path(name).resolve() for name in files]
    if len(books) < 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "corpus"
        peer, _ = measured([sys.executable, "-c", COUNT, *map(str, books)], Path(folder))
        print("command                      CPU s   MB   x peer    aim")

        def row(title: str, *words: str) -> None:
            cpu, size = measured([*PROGRAM, *words], root if root.exists() else Path(folder))
            aim = f"{AIMS[title]:7.0f}" if title in AIMS else ""
            print(f"{title:<26}{cpu:8.1f}{size:6.0f}{cpu / peer:8.0f}{aim}", flush=True)

        row("init", "init", str(root))
        for number, book in enumerate(books):
            row(f"add {book.name[:20]}", "add", str(book), "--id", f"book{number}")
        row("build, first time", "build")
        row("build, nothing changed", "build")
        plain = next((p for p in sorted((root / "seeds").glob("*.txt"))), None)
        if plain is not None:
            change(plain)
            row("update", "update", plain.stem)
            row("build, one word changed", "build")
        row("check", "check")
        episodes(root)


if __name__ == "__main__":
    main(sys.argv[1:])
