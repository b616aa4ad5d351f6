"""How well names are found across scripts, and how fast, beside what people use instead.

    .venv/bin/python benchmarks/names.py [--wheel FILE] [--data DIR] [--peers DIR] [--large]

Reads the development names (``--data``, default ../shared/data/names) and the wheel of
arabic-name-romanizer 0.2.0 (``--wheel``, see `train_names.py`), whose 20,000 names that were drawn
with seed 0 and left out of training are the distractors.  The peers anyascii and unidecode are
taken from the environment or from ``--peers`` (``pip install --target DIR anyascii unidecode``);
what is missing is said.  ``--large`` adds a million names to the table of latencies.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from rapidfuzz import fuzz, process
from train_names import names as wikidata_names

from fitnacorpus import NameIndex
from fitnacorpus.evaluate import evaluate_cases
from fitnacorpus.names.sounds import bones
from fitnacorpus.names.tokens import parse

HERE = Path(__file__).resolve().parent.parent
Question = tuple[str, frozenset[int]]
Finder = Callable[[str], Sequence[int]]


def clean(headword: str) -> str:
    """A headword of the catalogue without dates, references, glosses and readings."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", headword)
    text = re.split(r"[,;‘\d`/ＡⅠⅡ]|\bphysician\b|\bknown as\b", text)[0]
    return " ".join(text.split()).strip(" .=(")


def people(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Arabic and Latin spellings of each person."""
    for line in path.read_text(encoding="utf-8").splitlines():
        _, arabic, latin = line.split("\t")
        yield (
            [name.split("/")[0].strip() for name in arabic.split("|")],
            list(dict.fromkeys(filter(None, map(clean, latin.split("|"))))),
        )


def ours(names: list[str]) -> Finder:
    """This project."""
    index = NameIndex(names)
    return lambda query: [hit.position for hit in index.search(query, 10)]


def by_ratio(names: list[str], spelt: Callable[[str], str]) -> Finder:
    """A peer: everything in Latin letters, then the ratio of strings."""
    keys = [spelt(name).lower() for name in names]

    def find(query: str) -> list[int]:
        found = process.extract(spelt(query).lower(), keys, scorer=fuzz.ratio, limit=10)
        return [position for _, _, position in found]

    return find


def skeleton(name: str) -> str:
    """The consonants of a name, word by word."""
    return " ".join(bones(token.text) for token in parse(name).tokens)


def systems(peers: str) -> dict[str, Callable[[list[str]], Finder]]:
    """What is compared; a peer that is not installed is named and left out."""
    if peers:
        sys.path.append(peers)
    found: dict[str, Callable[[list[str]], Finder]] = {"fitnacorpus": ours}
    for package in ("anyascii", "unidecode"):
        try:
            spelt = getattr(importlib.import_module(package), package)
        except ImportError:
            print(f"{package} is not installed: pip install --target DIR {package}, --peers DIR")
        else:
            found[f"{package}+ratio"] = lambda names, spelt=spelt: by_ratio(names, spelt)  # type: ignore[misc]
    found["skeleton+ratio"] = lambda names: by_ratio(names, skeleton)
    return found


def score(find: Finder, questions: Sequence[Question]) -> tuple[float, float, float]:
    """R@1, R@10 and MRR."""
    ranks = []
    for query, right in questions:
        found = find(query)
        ranks.append(next((n for n, p in enumerate(found, 1) if p in right), 0))
    count = len(ranks)
    return (
        sum(r == 1 for r in ranks) / count,
        sum(r > 0 for r in ranks) / count,
        sum(1 / r for r in ranks if r) / count,
    )


def tasks(data: Path, wheel: Path) -> Iterator[tuple[str, list[str], list[Question]]]:
    """Name, index and questions of each comparison."""
    rows, held = wikidata_names(wheel)
    left_out = set(held)
    spellings: dict[str, list[str]] = {}
    for arabic, latin, _ in rows:
        if arabic in left_out:
            spellings.setdefault(arabic, []).append(latin)
    persons = list(people(data / "usaybia-dev.tsv"))
    sides = (
        ("Latin to Arabic", 0, 1, held),
        ("Arabic to Latin", 1, 0, [spellings[name][0] for name in held]),
    )
    for title, indexed, asked, distractors in sides:
        names = [name for person in persons for name in person[indexed]]
        owners = [k for k, person in enumerate(persons) for _ in person[indexed]]
        right = [
            frozenset(p for p, owner in enumerate(owners) if owner == k)
            for k in range(len(persons))
        ]
        index = [*names, *distractors]
        full = [(person[asked][-1], right[k]) for k, person in enumerate(persons)]
        every = [(name, right[k]) for k, person in enumerate(persons) for name in person[asked]]
        yield f"usaybia {title}, last spelling", index, full
        yield f"usaybia {title}, every spelling", index, every
    words = [
        line.split("\t")
        for line in (data / "google-words-dev.tsv").read_text(encoding="utf-8").splitlines()
    ]
    seen = {
        (a.text, b.text)
        for arabic, latin, _ in rows
        if arabic not in left_out
        for a, b in zip(parse(arabic).tokens, parse(latin).tokens, strict=False)
    }
    for title, indexed, asked in (("Latin to Arabic", 0, 1), ("Arabic to Latin", 1, 0)):
        index = sorted({pair[indexed] for pair in words})
        place = {word: i for i, word in enumerate(index)}
        answers: dict[str, set[int]] = {}
        for pair in words:
            answers.setdefault(pair[asked], set()).add(place[pair[indexed]])
        new = {pair[asked] for pair in words if not _seen(pair, seen)}
        questions = [(w, frozenset(found)) for w, found in sorted(answers.items()) if w in new]
        yield f"google words {title}, unseen in training", index, questions
    index = [spellings[name][0] for name in held]
    questions = []
    for name in held:
        same = frozenset(p for p, other in enumerate(index) if other == spellings[name][0])
        questions += [(s, same) for s in spellings[name][1:] if s not in spellings[name][:1]]
    yield "other spellings Latin to Latin, left out", index, questions[:1000]


def _seen(pair: Sequence[str], seen: set[tuple[str, str]]) -> bool:
    arabic, latin = parse(pair[0]).tokens, parse(pair[1]).tokens
    return any((a.text, b.text) in seen for a, b in zip(arabic, latin, strict=False))


def quality(data: Path, wheel: Path, peers: str) -> None:
    """Print what is found."""
    compared = systems(peers)
    for title, index, questions in tasks(data, wheel):
        print(f"\n{title}: {len(questions)} queries, {len(index)} names")
        print(f"{'':18}{'R@1':>8}{'R@10':>8}{'MRR':>8}")
        for name, make in compared.items():
            one, ten, mean = score(make(index), questions)
            print(f"{name:18}{one:8.3f}{ten:8.3f}{mean:8.3f}", flush=True)
    with (HERE / "tests/cases/names.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    cases = evaluate_cases((row["a"], row["b"], row["verdict"] == "same") for row in rows)
    print(f"\nlabelled pairs: {cases.same} same, {cases.different} different")
    print(f"precision {cases.precision:.3f}, recall {cases.recall:.3f}")
    print(f"precision of exact and variant alone {cases.strict_precision:.3f}")
    for a, b, same, tier, value in cases.wrong:
        print(f"  {'same' if same else 'different'}: {a} | {b}: {tier} {value:.2f}")


def many(rows: list[tuple[str, str, str]], count: int) -> list[str]:
    """Names in both scripts, made longer and more numerous by joining two with *ibn*."""
    real = [name for arabic, latin, _ in rows for name in (arabic, latin)]
    dice = random.Random(1)
    dice.shuffle(real)
    while len(real) < count:
        a, b, _ = dice.choice(rows)
        c, d, _ = dice.choice(rows)
        real += [f"{a.split()[0]} بن {c}", f"{b.split()[0]} ibn {d}"]
    return real[:count]


def measured(data: Path, wheel: Path, count: int) -> tuple[float, ...]:
    """Seconds to build, MB for it, MB of the file, ms to open, p50 and p95 in ms, p95 unprepared.

    The last is with nothing remembered of the words of earlier queries.
    """
    rows, _ = wikidata_names(wheel)
    persons = list(people(data / "usaybia-dev.tsv"))
    queries = [name for person in persons for side in person for name in side]
    queries += [name + "i" for name in many(rows, 1000)]
    random.Random(2).shuffle(queries)
    names = many(rows, count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    index = NameIndex(names)
    built = time.perf_counter() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.npz"
        index.save(path)
        size = path.stat().st_size / 1e6
        opening = []
        for _ in range(5):
            start = time.perf_counter()
            index = NameIndex.open(path)
            opening.append(time.perf_counter() - start)
        warm, cold = (
            timed(lambda: index, queries),
            timed(lambda: NameIndex.open(path), queries[:300]),
        )
    middle, late = percentile(warm, 0.5), percentile(warm, 0.95)
    return built, memory, size, percentile(opening, 0.5), middle, late, percentile(cold, 0.95)


def timed(make: Callable[[], NameIndex], queries: list[str]) -> list[float]:
    """Seconds of each query; the index of each has been used before."""
    times = []
    for query in queries:
        index = make()
        index.search("warm")
        start = time.perf_counter()
        index.search(query)
        times.append(time.perf_counter() - start)
    return times


def percentile(seconds: list[float], share: float) -> float:
    """A percentile of times, in milliseconds."""
    return sorted(seconds)[int(len(seconds) * share)] * 1e3


def latency(data: Path, wheel: Path, large: bool) -> None:
    """Print what it costs, each size in a process of its own."""
    heads = ("build s", "MB", "file MB", "open ms", "p50 ms", "p95 ms", "p95 cold")
    print(f"\n{'names':>9}" + "".join(f"{head:>10}" for head in heads))
    for count in (600, 20_000, 100_000, *((1_000_000,) if large else ())):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            values = pool.submit(measured, data, wheel, count).result()
        print(f"{count:9}" + "".join(f"{value:10.2f}" for value in values), flush=True)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--wheel", type=Path, default=Path("arabic_name_romanizer-0.2.0-py3-none-any.whl")
    )
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared/data/names")
    parser.add_argument("--peers", default="")
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    for needed in (options.wheel, options.data):
        if not needed.exists():
            # Not a failure: `make bench` also runs where the data are not.
            print(f"names: {needed} is missing; see the head of this program")
            return
    quality(options.data, options.wheel, options.peers)
    latency(options.data, options.wheel, options.large)


if __name__ == "__main__":
    main()
