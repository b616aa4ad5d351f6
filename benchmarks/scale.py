"""What a build and a search cost at size, each beside a bare loop over the same bytes.

    benchmarks/scale.py stages [--mb 4]         rates of the stages, cost against size
    benchmarks/scale.py build FOLDER [--texts]  a corpus whole: memory, no-op, a letter
    benchmarks/scale.py search FOLDER           latency, alone and during an update
    benchmarks/scale.py candidates [--texts]    real accounts among generated ones

Times are seconds of the processor, unless they are said to be of the wall; a crowded machine makes
these longer.  Accounts are generated (`generated.py`), Arabic and English in turns.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import generated

from fitnacorpus import intake
from fitnacorpus.align import profile, propose
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.index import build as index_build
from fitnacorpus.index.lines import rows
from fitnacorpus.orthography import fold_text
from fitnacorpus.pipeline import Pipeline

SEED: Final = 7
SHARED: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Where real accounts lie, beside the repository."""


class Clock:
    """Seconds of the processor by what they were spent on."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def run(self, name: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """Do some work, and add its time to that of its name."""
        began = time.process_time()
        found = work(*arguments)
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - began
        return found


def stages(megabytes: float) -> None:
    """Rates of the stages of one process, over a quarter, half and all of the bytes."""
    _stages(0.06)  # what a process reads once: patterns of dates, the words of the Quran
    print(f"{'MB':>6} {'texts':>6}" + "".join(f"{name:>12}" for name in _STAGES) + "   s a MB")
    for share in (0.25, 0.5, 1.0):
        size, count, spent = _stages(megabytes * share)
        told = "".join(f"{spent[name] / size:>12.2f}" for name in _STAGES)
        print(f"{size:>6.2f} {count:>6}{told}", flush=True)
    bare = size / (spent["fold"] + spent["tag"])
    made = size / (spent["annotate"] + spent["TEI"])
    print(
        f"annotate + TEI {made:.2f} MB/s, fold and tagging alone {bare:.2f} MB/s: {made / bare:.2f}"
    )
    ratio = spent["bare FTS5"] / spent["index"]
    print(f"index {size / spent['index']:.2f} MB/s, of bare FTS5 inserts: {ratio:.2f}")


_STAGES: Final = ("read", "fold", "tag", "annotate", "TEI", "index", "bare FTS5")


def _stages(megabytes: float) -> tuple[float, int, dict[str, float]]:
    library, clock, size, count = generated.Library(words=3_000), Clock(), 0.0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = generated.write(Path(name) / "corpus", library, 0)
        while size < megabytes:
            account = library.account(count)
            generated.put(folder, account)
            size, count = size + len(account.text.encode()) / 1e6, count + 1
        p = Pipeline(folder)
        tagger = p._tagger
        bare = sqlite3.connect(Path(name) / "bare.sqlite")
        bare.execute("PRAGMA synchronous = OFF")
        bare.execute(
            "CREATE VIRTUAL TABLE words USING fts5(folded, content = '', detail = none,"
            ' tokenize = "unicode61 remove_diacritics 0")'
        )
        with index_build.Index(Path(name) / "index.sqlite", "x") as index:
            for item in p.descriptions:
                text = clock.run("read", p.text, item)
                clock.run("fold", fold_text, text.source, text.info.lang)
                clock.run("tag", tagger.entries, text)
                document = clock.run("annotate", p.document, item)
                clock.run("TEI", p._render, item.info.id)
                clock.run("index", index.set_text, document, "k")
                folded = [words for _, words in rows(document)]
                clock.run("bare FTS5", _insert, bare, folded)
    return size, count, clock.spent


def _insert(database: sqlite3.Connection, folded: Sequence[str]) -> None:
    with database:
        database.executemany("INSERT INTO words (folded) VALUES (?)", ((w,) for w in folded))


def command(*arguments: str) -> tuple[float, float, int]:
    """Run the program: seconds of the processor, of the wall, and the peak of memory in MB."""
    began = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-m", "fitnacorpus", *arguments], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"fitnacorpus {' '.join(arguments)} ended with {status}")
    return used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss // 1024


def build(root: Path, texts: int) -> None:
    """Build a corpus (made, if it is not there), then do nothing, then change a letter."""
    if not root.exists():
        generated.write(root, generated.Library(), texts)
    folder = CorpusFolder(root)
    print(f"{'':<24}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}")

    def row(what: str) -> None:
        cpu, wall, peak = command("-C", str(root), "build", "--runner", "serial")
        print(f"{what:<24}{cpu:>8.1f}{wall:>8.1f}{peak:>9}", flush=True)

    row(f"{len(folder.description_paths()):,} texts")
    row("nothing")
    row("nothing again")
    seed = folder.seeds / "t7.txt"
    seed.write_text(seed.read_text("utf-8").replace("e", "a", 1).replace("ر", "ز", 1), "utf-8")
    intake.update(folder, "t7")
    row("one letter")


def search(root: Path, count: int) -> None:
    """Latency of searches by name and by words, alone, and while rows are written."""
    from fitnacorpus import api
    from fitnacorpus.index import words

    folder = CorpusFolder(root)
    corpus = api.open(root)
    chance = random.Random(SEED)
    people = [generated.person(n)[chance.randrange(2)] for n in range(count)]
    told = [" ".join(_words(chance)) for _ in range(count)]

    def names(query: str) -> object:
        return corpus.search(query)

    def found(query: str) -> object:
        return words.search(folder.index_path, query)

    def measure(what: str) -> None:
        for kind, ask, queries in (("name", names, people), ("words", found, told)):
            ask(queries[0])
            clocks: dict[str, Callable[[], float]] = {
                "wall": time.perf_counter, "CPU": time.thread_time
            }  # fmt: skip
            taken: dict[str, list[float]] = {name: [] for name in clocks}
            for query in queries:
                began = {name: clock() for name, clock in clocks.items()}
                ask(query)
                for name, clock in clocks.items():
                    taken[name].append(1000 * (clock() - began[name]))
            for name, spent in taken.items():
                spent.sort()
                p99 = spent[int(0.99 * (len(spent) - 1))]
                p50 = statistics.median(spent)
                print(
                    f"{kind:<7}{what:<16}{name:<6}p50 {p50:>8.1f} ms   p99 {p99:>8.1f} ms",
                    flush=True,
                )

    measure("alone")
    ended = threading.Event()
    writer = threading.Thread(target=_updating, args=(folder, ended))
    writer.start()
    try:
        measure("during updates")
    finally:
        ended.set()
        writer.join()


def _words(chance: random.Random) -> list[str]:
    """Two words that follow one another where an account tells an event."""
    account = generated.Library().account(chance.randrange(1_000))
    telling = chance.choice(account.tellings)
    words = account.text[telling.start : telling.end].strip(".").split()
    at = chance.randrange(len(words) - 1)
    return words[at : at + 2]


def _updating(folder: CorpusFolder, ended: threading.Event) -> None:
    """Replace rows of texts by themselves, again and again."""
    pipeline = Pipeline(folder)
    from fitnacorpus.stages.program import code

    documents = [pipeline.document(item) for item in pipeline.descriptions[:20]]
    with index_build.Index(folder.index_path, code("index")) as index:
        while not ended.is_set():
            for document in documents:
                index.set_text(document, pipeline.index_key(document.text.info.id))


def real() -> Iterator[tuple[str, str, str]]:
    """Real accounts: id, the events that they tell, and their words."""
    for name in ("mark", "luke", "john"):
        for lang in ("ar", "en"):
            path = SHARED / "accounts" / f"{name}.{lang}.tsv"
            lines = path.read_text("utf-8").splitlines()
            yield f"{name}-{lang}", "gospel", "\n".join(x.split("\t")[-1] for x in lines)
    for name in ("yaqubi.mARkdown", "waqcat-siffin.mARkdown", "muir.txt", "gibbon.txt"):
        yield name, "fitna", (SHARED / "chronicles" / name).read_text("utf-8")


def candidates(texts: int) -> None:
    """How many true pairs of real accounts are kept among generated ones, and of how many."""
    library, clock = generated.Library(), Clock()
    shown: dict[str, Any] = {}
    size = 0
    stories: dict[str, list[str]] = {}
    for number in range(texts):
        account = library.account(number)
        stories.setdefault(f"story {account.story}", []).append(account.id)
        size += len(account.text.encode())
        shown[account.id] = clock.run("profiles", profile.profile, account.text)
    hidden: dict[str, list[str]] = {}
    for name, event, source in real():
        hidden.setdefault(event, []).append(name)
        size += len(source.encode())
        shown[name] = clock.run("profiles", profile.profile, source)
    kept = {frozenset(x) for x in clock.run("pairs", propose.worth_comparing, shown, {})}
    every = len(shown) * (len(shown) - 1) // 2
    print(f"{len(shown):,} texts, {size / 1e6:.1f} MB: {len(kept):,} of {every:,} pairs, "
          f"{100 * len(kept) / every:.2f} %")  # fmt: skip
    for what, groups in (("real", hidden), ("generated", stories)):
        true = [frozenset(p) for group in groups.values() for p in combinations(group, 2)]
        found = sum(pair in kept for pair in true)
        print(f"{what:<10} {found:,} of {len(true):,} true pairs kept, {found / len(true):.3f}")
    for what, spent in clock.spent.items():
        print(f"{what:<10} {spent:.2f} s")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=("stages", "build", "search", "candidates"))
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--mb", type=float, default=4)
    parser.add_argument("--texts", type=int, default=1_000)
    parser.add_argument("--queries", type=int, default=200)
    given = parser.parse_args()
    if given.what in ("build", "search") and given.folder is None:
        parser.error("name a FOLDER")
    if given.what == "stages":
        stages(given.mb)
    elif given.what == "build":
        build(given.folder, given.texts)
    elif given.what == "search":
        search(given.folder, given.queries)
    else:
        candidates(given.texts)


if __name__ == "__main__":
    main()
