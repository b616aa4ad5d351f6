"""How fast TEI is written, read and checked, beside bare lxml, and how much memory that takes.

    python benchmarks/tei.py [--mb 10 30 100]

The text is made up from a fixed seed: sentences with two names each, an ambiguous name and a number
now and then, in paragraphs and episodes; and an alignment links every fourth episode to the next.
Sizes are megabytes (10^6 bytes) of the TEI written.  Every row is a process of its own, on one
core; speeds are by processor time.  `memory` is the peak of the process, `of which before` what it
held before the work began (for writing, the document).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from fitnacorpus.checks import integrity
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import LANGUAGES
from fitnacorpus.model import (
    Alignment,
    Candidate,
    Document,
    Episode,
    Mention,
    Number,
    Paragraph,
    Passage,
    PassageLink,
    Region,
    RegionKind,
    Span,
    Text,
    TextInfo,
    Transcript,
)
from fitnacorpus.tei import NAMESPACE, digest, standoff
from fitnacorpus.tei import read as tei_read
from fitnacorpus.tei import write as tei_write
from fitnacorpus.tei.header import Edition

SEED = 37
EDITION = Edition("A publisher", "the editors", "https://example.org/", "1.0", LANGUAGES)
PEOPLE = 500
SENTENCES, PARAGRAPHS = 4, 12
"""Sentences in a paragraph, paragraphs in an episode."""
PER_SENTENCE = 360
"""Bytes of TEI that a sentence comes to, about."""
WORDS = (
    "the army", "went down", "to the river", "with men", "and horse", "they crossed", "at night",
    "before dawn", "when they", "had heard", "that the governor", "sent his brother", "against him",
    "from the city", "but nobody", "came back", "and then", "his sons", "in the morning", "asked",
)  # fmt: skip


class Maker:
    """Makes a document of about a size, sentence by sentence."""

    def __init__(self, megabytes: float) -> None:
        self.random = random.Random(SEED)
        self.wanted = int(megabytes * 1e6 / PER_SENTENCE)
        self.pieces: list[str] = []
        self.at = 0
        self.mentions: list[Mention] = []
        self.numbers: list[Number] = []

    def put(self, words: str) -> Span:
        """Add words; where they stand."""
        self.pieces.append(words)
        self.at += len(words)
        return Span(self.at - len(words), self.at)

    def sentence(self) -> Span:
        """Add a sentence with two names and, now and then, a number."""
        start = self.at
        self.put(" ".join(self.random.choices(WORDS, k=3)) + " ")
        for _ in range(2):
            number = self.random.randrange(PEOPLE)
            span = self.put(f"Person of Number {number}")
            doubtful = self.random.random() < 0.05
            others = (Candidate(f"p{(number + 1) % PEOPLE}", 0.3),) if doubtful else ()
            bearers = (Candidate(f"p{number}", 0.7 if doubtful else 1.0), *others)
            self.mentions.append(Mention(*span, "person", "name", bearers))
            self.put(" " + " ".join(self.random.choices(WORDS, k=2)) + " ")
        if self.random.random() < 0.3:
            value = self.random.randrange(100, 9000)
            self.numbers.append(Number(*self.put(str(value)), value))
            self.put(" ")
        self.put(self.random.choice(WORDS) + ".")
        return Span(start, self.at)

    def document(self) -> Document:
        """All of it."""
        episodes: list[Episode] = []
        regions: list[Region] = []
        made = 0
        while made < self.wanted:
            paragraphs = []
            for _ in range(PARAGRAPHS):
                sentences = []
                start = self.at
                for index in range(SENTENCES):
                    if index:
                        self.put(" ")
                    sentences.append(self.sentence())
                    made += 1
                paragraphs.append(Paragraph(start, self.at, tuple(sentences)))
                end = self.at
                self.put("\n")
                regions.append(Region(RegionKind.PARAGRAPH, Span(start, end), self.at))
            ident = f"e{len(episodes) + 1}"
            event = f"v{len(episodes) // 4}"
            episodes.append(Episode(ident, tuple(paragraphs), {"en": "A happening"}, event))
        info = TextInfo("long-en", "en", "long-en.txt", "0" * 64, "utf-8", rights="none")
        text = Text(info, Transcript("".join(self.pieces), tuple(regions)))
        return Document(text, tuple(episodes), tuple(self.mentions), (), tuple(self.numbers))


def authority(episodes: int) -> str:
    """An authority with everybody and everything that the text names."""
    people = "".join(
        f'<person xml:id="p{n}"><persName xml:lang="en">Person of Number {n}</persName></person>\n'
        for n in range(PEOPLE)
    )
    events = "".join(
        f'<event xml:id="v{n}"><label xml:lang="en">Happening {n}</label></event>\n'
        for n in range(episodes // 4 + 1)
    )
    return (
        f'<TEI xmlns="{NAMESPACE}" xml:id="authority" xml:lang="en"><teiHeader><fileDesc>'
        "<titleStmt><title>Everybody</title></titleStmt><publicationStmt><p>No.</p>"
        "</publicationStmt><sourceDesc><p>Made up.</p></sourceDesc></fileDesc></teiHeader>"
        f"<standOff><listPerson>{people}</listPerson><listEvent>{events}</listEvent></standOff>"
        "</TEI>\n"
    )


def alignment(episodes: int) -> str:
    """An alignment that joins every fourth episode to the next."""
    links = tuple(
        PassageLink(
            Passage("long-en", f"e{n}", n, n + 1),
            Passage("long-en", f"e{n + 1}", n + 1, n + 2),
            0.5,
        )
        for n in range(1, episodes, 4)
    )
    return standoff.write(
        Alignment("", links),
        title="Links",
        pointer=lambda p: (f"../tei/texts/{p.text}.xml#{p.text}.{p.episode}",) * 2,
        clause=lambda p: standoff.Clause(p.text),
        edition=EDITION,
        reviewers={},
    )


# --- What is measured ----------------------------------------------------------------------------


def peak() -> float:
    """Largest memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def write_ours(root: Path, megabytes: float) -> Callable[[], None]:
    document = Maker(megabytes).document()

    def work() -> None:
        content = digest.seal(tei_write.write(document, EDITION, {}))
        path = root / "tei/texts/long-en.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        (root / "tei/authority.xml").write_text(authority(len(document.episodes)), "utf-8")
        (root / "alignments").mkdir(exist_ok=True)
        content = digest.seal(alignment(len(document.episodes)))
        (root / "alignments/unassigned.xml").write_bytes(content)

    return work


def write_lxml(root: Path, megabytes: float) -> Callable[[], None]:
    """The same elements by `lxml.etree.xmlfile`, which is told of each when it is due."""
    document = Maker(megabytes).document()
    source = document.text.source

    def work() -> None:
        names = iter([*document.mentions, Mention(len(source), len(source), "", "", ())])
        name = next(names)
        with etree.xmlfile(str(root / "lxml.xml"), encoding="utf-8") as out:  # noqa: SIM117
            with out.element("TEI", nsmap={None: NAMESPACE}), out.element("text"):
                for episode in document.episodes:
                    with out.element("div", {"type": "episode", "n": episode.id}):
                        for number, paragraph in enumerate(episode.paragraphs, 1):
                            where = f"long-en.{episode.id}.p{number}"
                            with out.element("p", {"id": where, "n": str(number)}):
                                for index, span in enumerate(paragraph.sentences, 1):
                                    ident = {"id": f"{where}.s{index}", "n": str(index)}
                                    with out.element("s", ident):
                                        at = span.start
                                        while name.start < span.end:
                                            out.write(source[at : name.start])
                                            ref = f"../authority.xml#{name.ref}"
                                            values = {"ref": ref, "resp": "#program"}
                                            with out.element("persName", values):
                                                out.write(source[name.start : name.end])
                                            at, name = name.end, next(names)
                                        out.write(source[at : span.end])
                                    out.write("\n")

    return work


def read_ours(root: Path, _: float) -> Callable[[], None]:
    def work() -> None:
        path = root / "tei/texts/long-en.xml"
        tei_read.read(path.read_bytes(), where=str(path))

    return work


def check_ours(root: Path, _: float) -> Callable[[], None]:
    """Form, ids, pointers, links, languages, dates and names of all files."""

    def work() -> None:
        found = list(integrity.problems(CorpusFolder(root), [], {}))
        assert not found, found[:3]

    return work


def parse_lxml(root: Path, _: float) -> Callable[[], None]:
    def work() -> None:
        for _, element in etree.iterparse(str(root / "tei/texts/long-en.xml")):
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]

    return work


STAGES: dict[str, Callable[[Path, float], Callable[[], None]]] = {
    "write: fitnacorpus": write_ours,
    "write: lxml.etree.xmlfile": write_lxml,
    "read: fitnacorpus, a Document": read_ours,
    "check: fitnacorpus, everything": check_ours,
    "read: lxml.etree.iterparse": parse_lxml,
}
PEERS = {"write": "write: lxml.etree.xmlfile", "read": "read: lxml.etree.iterparse",
         "check": "read: lxml.etree.iterparse"}  # fmt: skip


def one(stage: str, root: Path, megabytes: float) -> None:
    work = STAGES[stage](root, megabytes)
    before = peak()
    began = time.process_time()
    work()
    print(json.dumps({"seconds": time.process_time() - began, "before": before, "peak": peak()}))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--mb", type=float, nargs="+", default=[10, 30, 100])
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.one[0], Path(given.one[1]), float(given.one[2]))
        return
    for megabytes in given.mb:
        with tempfile.TemporaryDirectory() as folder:
            rows = {}
            for stage in STAGES:
                command = [sys.executable, __file__, "--one", stage, folder, str(megabytes)]
                done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
                rows[stage] = json.loads(done.stdout)
            size = (Path(folder) / "tei/texts/long-en.xml").stat().st_size / 1e6
            print(f"\n{size:.0f} MB of TEI")
            print(f"{'':34}{'MB/s':>8}{'ratio':>8}{'memory':>10}{'of which before':>18}")
            for stage, row in rows.items():
                ratio = rows[PEERS[stage.split(":")[0]]]["seconds"] / row["seconds"]
                print(
                    f"{stage:34}{size / row['seconds']:8.1f}{ratio:8.2f}"
                    f"{row['peak']:7.0f} MB{row['before']:15.0f} MB"
                )


if __name__ == "__main__":
    main()
