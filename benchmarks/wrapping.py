"""Whether the same is said of a book however its lines are set.

    .venv/bin/python benchmarks/wrapping.py [--data DIR] [--widths 20,30,…] [FILE …]

Takes the paragraphs of the texts of this repository, and of two Arabic chronicles and two English
histories (``--data``, default ../shared/data/chronicles), and reads them twice: one line a
paragraph, and wrapped to each width, in plain text for English and in OpenITI mARkdown for Arabic.
Episodes are drafted by the program each time.  Prints how many names, dates, numbers, measures,
formulae and sentences there are, and every one that is said of one setting alone.
"""

from __future__ import annotations

import argparse
import textwrap
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

import chronicles

from fitnacorpus import anchors, ingest, reading, segment
from fitnacorpus.annotate import annotate
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Cut, Description
from fitnacorpus.model import Authority, RegionKind, Span, Text, TextInfo
from fitnacorpus.names.tag import Tagger

WIDTHS: Final = (20, 30, 40, 50, 60, 72, 80, 90)
SHOWN: Final = 8
"""Differences that are printed of one setting."""
HEADER: Final = "######OpenITI#\n#META#Header#End#\n\n"
_SIGNS: Final = "|#*>-"
Said = Counter[tuple[str, ...]]


def paragraphs(text: Text) -> list[str]:
    """The words of the paragraphs of a text, without its headings, verse and notes.

    A paragraph that begins with a sign of a block (a line of a table) is no law's business.
    """
    view = reading.of_text(text)
    return [
        view.text[block.start : block.end]
        for block in view.blocks
        if block.kind is RegionKind.PARAGRAPH and view.text[block.start] not in _SIGNS
    ]


def source(words: list[str], lang: str, width: int = 0) -> str:
    """Paragraphs as a source, wrapped to a width; 0 is one line a paragraph."""
    lines = [textwrap.wrap(p, width, break_long_words=False) if width else [p] for p in words]
    if lang == "ar":
        return HEADER + "".join("# " + "\n~~ ".join(wrapped) + "\n" for wrapped in lines)
    return "\n\n".join("\n".join(wrapped) for wrapped in lines) + "\n"


def said(written: str, lang: str, authority: Authority, tagger: Tagger) -> Said:
    """All that is said of a source, each with the words it is said of, as they are read."""
    text = ingest.read(written, TextInfo("book", lang, "Book", "", "utf-8"))
    cuts = tuple(
        Cut(s.id, anchors.make(written, Span(s.offset, s.offset + anchors.EDGE)), s.title, s.event)
        for s in segment.draft(text)
    )
    document = annotate(text, Description(text.info, "", cuts=cuts), authority, tagger)
    view = reading.of_document(document)
    out: Said = Counter()
    for mention in document.mentions:
        certs = " ".join(f"{c.ref} {c.cert:.2f}" for c in mention.candidates)
        out["name", view.read(Span(mention.start, mention.end)), mention.ref, certs] += 1
    for kind in ("dates", "numbers", "measures", "honorifics"):
        for item in getattr(document, kind):
            value = repr(replace(item, start=0, end=0))
            out[kind, view.read(Span(item.start, item.end)), value] += 1
    for episode in document.episodes:
        out["episode", view.read(Span(episode.start, episode.end))[:60]] += 1
        for sentence in episode.sentences:
            out["sentence", view.read(sentence)] += 1
    return out


def compare(name: str, text: Text, authority: Authority, widths: tuple[int, ...]) -> None:
    """Print one line a width, and what differs."""
    tagger = Tagger(authority)
    words, lang = paragraphs(text), text.info.lang
    right = said(source(words, lang), lang, authority, tagger)
    kinds = Counter(key[0] for key in right.elements())
    print(f"{name}: " + ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())), flush=True)
    for width in widths:
        found = said(source(words, lang, width), lang, authority, tagger)
        lost, new = right - found, found - right
        print(f"  {width:>3} columns: {lost.total()} lost, {new.total()} new", flush=True)
        for sign, items in (("-", lost), ("+", new)):
            for item in sorted(items)[:SHOWN]:
                print(f"      {sign} {' | '.join(item)[:150]}")


def main() -> None:
    """Print the comparison of every text."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=chronicles.HERE.parent / "shared/data")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    widths = tuple(map(int, options.widths.split(",")))
    folder = CorpusFolder(chronicles.HERE)
    authority = folder.authority()
    for item in folder.descriptions():
        if not options.files or item.info.id in options.files:
            text = folder.text(item, folder.settings())
            compare(item.info.id, text, authority, widths)
    data = options.data / "chronicles"
    if not data.exists():
        # Not a failure: `make bench` also runs where the data are not.
        print(f"wrapping: {data} is missing; see the head of this program")
        return
    table = chronicles.authority(data)
    for name, lang in chronicles.TEXTS.items():
        if not options.files or name in options.files:
            written = (data / name).read_bytes().decode()
            info = TextInfo(name.partition(".")[0], lang, name, "", "utf-8")
            compare(name, ingest.read(written, info), table, widths)


if __name__ == "__main__":
    main()
