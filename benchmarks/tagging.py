"""How fast names are tagged, beside bare Aho and Corasick over the same fold.

    .venv/bin/python benchmarks/tagging.py [--data DIR] [--forms N]

Tags the two Arabic chronicles and the two English histories (``--data``, default ../shared/data)
with their own table of 171 entries, and again with a table that is filled up to ``--forms`` forms
(default 10,000) by names of physicians, single words and names joined of two with *ibn* (seed 0).

Two things are timed.  ``forms`` is the finding of forms: the fold of the words as they are read,
the automaton, other spellings, edges of words, sentences, the longest of what overlaps.  ``whole``
is tagging as a build does it: around each form the whole name is read (fathers, bynames, kunyas,
particles), held against the records, and given its cues; it costs by the name, of which the
chronicles have one in ninety bytes.  What the peers do is less than the first: bare `pyahocorasick`
(``bare``) and, where it is installed, `ahocorasick_rs` (``rs``) run with the same patterns over
the folded text, the fold not counted, and what they find is neither at the edges of words nor a
whole name; `flashtext`, where it is installed, stops at the edges of words.  Sizes are megabytes
(10^6 bytes) of the UTF-8 source, speeds those of the best of five runs, in seconds of one core; the
first run, which has seen no word before, stands apart.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import ahocorasick
from chronicles import TEXTS, authority

from fitnacorpus import ingest, reading, segment
from fitnacorpus.model import Authority, Entry, Form, Span, TextInfo
from fitnacorpus.names.patterns import patterns
from fitnacorpus.names.tag import Tagger
from fitnacorpus.orthography import fold
from fitnacorpus.reading import ReadingView

HERE: Final = Path(__file__).resolve().parent.parent
SEED: Final = 0


def filled(data: Path, table: Authority, forms: int) -> Authority:
    """A table with entries of one form in each script added, until it has so many forms."""
    pairs: dict[tuple[str, str], None] = {}
    for line in (data / "names/usaybia-dev.tsv").read_text("utf-8").splitlines():
        _, arabic, latin = line.split("\t")
        pairs[arabic.split("|")[0], latin.split("|")[0]] = None
    for line in (data / "names/google-words-dev.tsv").read_text("utf-8").splitlines():
        arabic, latin = line.split("\t")
        pairs[arabic, latin.capitalize()] = None
    single, dice = list(pairs), random.Random(SEED)
    held = sum(len(entry.forms) for entry in table.entries)
    while held + 2 * len(pairs) < forms:
        (a, b), (c, d) = dice.sample(single, 2)
        pairs[f"{a} بن {c}", f"{b} b. {d}"] = None
    more = [
        Entry(f"more-{i}", "person", (Form(arabic, "ar", "preferred"), Form(latin, "en")))
        for i, (arabic, latin) in enumerate(pairs)
    ]
    return Authority((*table.entries, *more))


def bare(table: Authority) -> ahocorasick.Automaton:
    """The automaton of all patterns, and nothing else."""
    automaton = ahocorasick.Automaton()
    for entry in table.entries:
        for form in entry.forms:
            for pattern in patterns(form, entry.kind):
                automaton.add_word(pattern.text, pattern.text)
    automaton.make_automaton()
    return automaton


def matches(automaton: ahocorasick.Automaton, folded: list[str]) -> int:
    """How often a pattern ends in the texts."""
    return sum(len(list(automaton.iter(text))) for text in folded)


def rust(table: Authority) -> Callable[[list[str]], int] | None:
    """How often a pattern ends in the texts by `ahocorasick_rs`; None where it is missing."""
    try:
        from ahocorasick_rs import AhoCorasick  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    texts = {p.text for e in table.entries for f in e.forms for p in patterns(f, e.kind)}
    automaton = AhoCorasick(sorted(texts))
    return lambda folded: sum(
        len(automaton.find_matches_as_indexes(text, overlapping=True)) for text in folded
    )


def flash(table: Authority) -> Callable[[list[str]], int] | None:
    """How many names flashtext finds in texts, by the same patterns; None where it is missing."""
    try:
        from flashtext import KeywordProcessor  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        return None
    processor = KeywordProcessor(case_sensitive=True)
    for entry in table.entries:
        for form in entry.forms:
            for pattern in patterns(form, entry.kind):
                processor.add_keyword(pattern.text)
    return lambda folded: sum(len(processor.extract_keywords(text)) for text in folded)


def formed(tagger: Tagger, sentences: list[Span], view: ReadingView, lang: str) -> int:
    """How many forms stand in a text."""
    return sum(len(tagger.forms(sentences, words, lang)) for words in view.views)


def best(work: Callable[[], object], times: int = 5) -> float:
    """Seconds of the fastest run."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared/data")
    parser.add_argument("--forms", type=int, default=10_000)
    options = parser.parse_args()
    if not options.data.exists():
        # Not a failure: `make bench` also runs where the data are not.
        print(f"tagging: {options.data} is missing; see the head of this program")
        return
    own = authority(options.data / "chronicles")
    heads = "".join(f"{head:>9}" for head in ("whole", "first", "forms", "bare", "rs", "flash"))
    print(
        f"{'table':>14}  {'text':<24}{'MB':>6}{'names':>8}{heads}  MB/s{'forms of bare, of rs':>22}"
    )
    for table in (own, filled(options.data, own, options.forms)):
        start = time.process_time()
        tagger = Tagger(table)
        built = time.process_time() - start
        automaton = bare(table)
        other, rs = flash(table), rust(table)
        count = sum(len(entry.forms) for entry in table.entries)
        for name, lang in TEXTS.items():
            source = (options.data / "chronicles" / name).read_text("utf-8")
            text = ingest.read(source, TextInfo(name.partition(".")[0], lang, name, "", "utf-8"))
            sentences = [s for _, parts in segment.paragraphs(text) for s in parts]
            view = reading.of_text(text)
            folded = [fold(words.text, lang, "tag").text for words in view.views]
            first = time.process_time()
            found = tagger.hits(text, sentences, view)
            first = time.process_time() - first
            whole = best(partial(tagger.hits, text, sentences, view))
            forms = best(partial(formed, tagger, sentences, view, lang))
            peer = best(partial(matches, automaton, folded))
            peers = [best(partial(run, folded)) if run else None for run in (rs, other)]
            size = len(source.encode()) / 1e6
            speeds = [size / t if t else None for t in (whole, first, forms, peer, *peers)]
            shares = [t / forms if t else None for t in (peer, peers[0])]
            print(
                f"{count:>8} forms  {name:<24}{size:>6.2f}{len(found):>8}"
                + "".join(f"{speed:>9.2f}" if speed else f"{'-':>9}" for speed in speeds)
                + "      "
                + "".join(f"{share:>11.2f}" if share else f"{'-':>11}" for share in shares),
                flush=True,
            )
        print(f"{'':>16}the tagger was built in {built:.2f} s")


if __name__ == "__main__":
    main()
