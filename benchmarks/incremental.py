"""What one change costs in a corpus of generated accounts: which artefacts are made, and how long.

    .venv/bin/python benchmarks/incremental.py [--texts 200]

Each row is one change and the build after it, beside the build of everything in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from fitnacorpus import intake
from fitnacorpus.build import Build, build
from fitnacorpus.corpus import CorpusFolder

SEED = 12
PEOPLE = ("Hamza ibn Umar", "Salim ibn Zayd", "Bakr ibn Harith", "Zayd ibn Thabit")
PLACES = ("Wasit", "Rayy", "Amid", "Hims", "Tustar", "Nahrawan")
DEEDS = ("marched to", "was killed at", "governed", "besieged", "left", "wrote from")
THINGS = (
    "with four thousand men",
    "in the year 651",
    "by night",
    "after the rain",
    "without a word",
)
AUTHORITY = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    "<standOff><listPerson>{}</listPerson></standOff></TEI>"
)


def person(number: int, name: str, forms: str = "") -> str:
    """A person who is also called by the first name, as others are."""
    first = name.split()[0]
    return (
        f'<person xml:id="p{number}"><persName xml:lang="en" type="preferred">{name}</persName>'
        f'<persName xml:lang="en" type="attested">{first}</persName>{forms}</person>'
    )


def account(chance: random.Random) -> str:
    """Six paragraphs of four sentences."""
    return "\n\n".join(
        " ".join(
            f"{chance.choice((*PEOPLE, 'Zayd'))} {chance.choice(DEEDS)} {chance.choice(PLACES)} "
            f"{chance.choice(THINGS)}."
            for _ in range(4)
        )
        for _ in range(6)
    )


def write_authority(folder: CorpusFolder, forms: str = "") -> None:
    """Two persons called Zayd, and others."""
    entries = [person(k, name) for k, name in enumerate(PEOPLE)]
    entries.append(person(9, "Zayd ibn Musa", forms))
    folder.authority_path.write_text(AUTHORITY.format("".join(entries)), "utf-8")


def add(folder: CorpusFolder, number: int, chance: random.Random) -> None:
    """A generated account more."""
    path = folder.root / f"t{number}.txt"
    path.write_text(account(chance) + "\n", "utf-8")
    intake.add(folder, path, text_id=f"t{number}", lang="en", title="", encoding="", reader="")


def main() -> None:
    """Print a row for each change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--texts", type=int, default=200)
    count = parser.parse_args().texts
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        folder = CorpusFolder(Path(name) / "corpus")
        intake.init(folder.root)
        write_authority(folder)
        for number in range(count):
            add(folder, number, chance)
        print(f"{'change':<26}{'CPU s':>8}  made")

        def row(change: str) -> Build:
            began = time.process_time()
            done = build(folder)
            taken = time.process_time() - began
            made = Counter(artefact.partition(":")[0] for artefact in done.ran)
            told = ", ".join(f"{n} {stage}" for stage, n in made.items()) or "nothing"
            print(f"{change:<26}{taken:>8.1f}  {told}", flush=True)
            return done

        row(f"{count} texts")
        row("nothing")
        text, source = _ambiguous(folder)
        at = source.index("Zayd ")
        verdict = {
            "version": 1, "kind": "mention", "verdict": "accept", "ref": "p9", "by": "anna",
            "a": {"text": text, "quote": "Zayd", "prefix": source[max(0, at - 24) : at],
                  "suffix": source[at + 4 : at + 28], "at": at}, "on": "2026-01-02",
        }  # fmt: skip
        path = folder.root / "tei/mentions/anna.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(verdict) + "\n", "utf-8")
        done = row("one verdict on a name")
        pairs = [x.split(":")[1:] for x in done.ran if x.startswith("links:")]
        held = sum(text in pair for pair in pairs)
        print(f"{'':<26}{'':>8}  of {len(pairs)} pairs made anew {held} hold {text}")
        seed = folder.seeds / "t7.txt"
        seed.write_text(seed.read_text("utf-8").replace("e", "a", 1), "utf-8")
        intake.update(folder, "t7")
        row("one letter")
        write_authority(folder, '<persName xml:lang="en">the man of Hims</persName>')
        row("one form of the authority")
        add(folder, count, chance)
        row("one text added")


def _ambiguous(folder: CorpusFolder) -> tuple[str, str]:
    """A text that calls somebody by the shared name alone before it gives the name in full."""
    for path in sorted(folder.seeds.glob("*.txt")):
        source = path.read_text("utf-8")
        _, found, after = source.partition("Zayd ")
        if found and not after.startswith("ibn"):
            return path.stem, source
    raise SystemExit("no text has an ambiguous name: choose another seed")


if __name__ == "__main__":
    main()
