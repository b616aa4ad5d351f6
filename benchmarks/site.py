"""What the reader costs: CPU time to make all pages, for this corpus and for synthetic ones.

One of these has many episodes, the other eight accounts of every event.  Prints one row a corpus:
texts, episodes, links, files and megabytes made, CPU seconds to look the corpus up and to render
and write everything, the ratio to writing the same bytes to the same number of files (the peer:
what the disk alone asks), and the aim.  Run from the repository:

    .venv/bin/python benchmarks/site.py [EPISODES]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import fitnacorpus as fc
from fitnacorpus.config import Settings
from fitnacorpus.model import (
    Alignment,
    Authority,
    Candidate,
    Document,
    Entry,
    Episode,
    Form,
    Mention,
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
from fitnacorpus.reader import site
from fitnacorpus.reader.pages import Pages
from fitnacorpus.reader.view import View

REPOSITORY = Path(__file__).resolve().parent.parent
AIM = 5.0
TEXTS = 5
MANY_TEXTS, MANY_EPISODES = 8, 400
"""A corpus of eight accounts, each of fifty episodes."""
SENTENCES = 6
WORDS = 15


def synthetic(episodes: int, texts: int = TEXTS, *, by_all: bool = False, seed: int = 1) -> View:
    """A corpus in which some of the texts tell each event, or all; a name every eighth word."""
    chance = random.Random(seed)
    people = [
        Entry(
            f"p{n}",
            "person",
            (Form(f"سالم بن حمزة {n}", "ar", "preferred"), Form(f"Salim {n}", "en", "preferred")),
        )
        for n in range(episodes // 5)
    ]
    events = [
        Entry(f"v{n}", "event", (Form(f"Event {n}", "en", "preferred"),))
        for n in range(episodes * 2 // 5)
    ]
    each = episodes // texts
    documents = [_document(n, each, people, events, chance, texts, by_all) for n in range(texts)]
    links: list[PassageLink] = []
    for event in events:
        told = [
            Passage(d.text.info.id, e.id, e.start, e.end)
            for d in documents
            for e in d.episodes
            if e.event == event.id
        ]
        links += [
            PassageLink(a, b, 0.8, event=event.id, evidence=("both: Salim",))
            for i, a in enumerate(told)
            for b in told[i + 1 : i + 3]
            if a.text != b.text
        ]
    alignments = tuple(Alignment(e.id, tuple(x for x in links if x.event == e.id)) for e in events)
    authority = Authority((*people, *events))
    return View(Settings(), tuple(documents), authority, alignments, {})


def _document(
    number: int,
    episodes: int,
    people: list[Entry],
    events: list[Entry],
    chance: random.Random,
    texts: int,
    by_all: bool,
) -> Document:
    lang = "ar" if number % 2 else "en"
    arabic = ["ثم", "سار", "الناس", "إلى", "المدينة", "ليلاً"]
    words = arabic if lang == "ar" else ["and", "they", "went", "by"]
    pieces: list[str] = []
    mentions: list[Mention] = []
    made: list[Episode] = []
    regions: list[Region] = []
    at = 0
    for n in range(episodes):
        start, sentences = at, []
        for _ in range(SENTENCES):
            first = at
            for k in range(WORDS):
                word = chance.choice(words)
                if k % 8 == 0:
                    word = "سالم" if lang == "ar" else "Salim"
                    who = (Candidate(chance.choice(people).id, 1.0),)
                    mentions.append(Mention(at, at + len(word), "person", "name", who))
                pieces.append(word + (". " if k == WORDS - 1 else " "))
                at += len(pieces[-1])
            sentences.append(Span(first, at - 1))
        paragraph = Paragraph(start, at - 1, tuple(sentences))
        told = n if by_all else n * texts // 2 + number
        event = events[told % len(events)].id
        made.append(Episode(f"e{n + 1}", (paragraph,), {"en": f"Episode {n + 1}"}, event))
        regions.append(Region(RegionKind.PARAGRAPH, Span(start, at - 1), at))
    info = TextInfo(f"t{number}", lang, "x.txt", "", "utf-8", {"en": f"Text {number}"})
    text = Text(info, Transcript("".join(pieces), tuple(regions)))
    return Document(text, tuple(made), tuple(mentions))


def measure(name: str, view: View) -> str:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        before = time.process_time()
        pages = Pages(view)
        site.write(pages, Path(folder) / "site")
        seconds = time.process_time() - before
        files = [p for p in (Path(folder) / "site").rglob("*") if p.is_file()]
        contents = [p.read_bytes() for p in files]
        before = time.process_time()
        for number, content in enumerate(contents):
            (Path(folder) / str(number)).write_bytes(content)
        bare = time.process_time() - before
    episodes = sum(len(d.episodes) for d in view.texts)
    size = sum(map(len, contents)) / 1e6
    return (
        f"{name:<10} {len(view.texts):>5} {episodes:>8,} {len(view.links):>7,} {len(files):>7,} "
        f"{size:>7.1f} {seconds:>8.2f} {seconds / max(bare, 1e-3):>6.1f} {AIM:>5.1f}"
    )


def main() -> None:
    """Print the table."""
    episodes = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    corpus = fc.open(REPOSITORY)
    own = View(corpus.settings, corpus.texts, corpus.authority, corpus.alignments, corpus.reviewers)
    print(
        f"{'corpus':<10} {'texts':>5} {'episodes':>8} {'links':>7} {'files':>7} {'MB':>7} "
        f"{'CPU s':>8} {'ratio':>6} {'aim':>5}"
    )
    print(measure("this", own))
    print(measure("synthetic", synthetic(episodes)))
    print(measure("eight", synthetic(MANY_EPISODES, MANY_TEXTS, by_all=True)))


if __name__ == "__main__":
    main()
