"""How fast `fold` is, beside other normalisers, and how much memory a stream takes.

    python benchmarks/fold.py [--data DIR] [--mb 50] [--stream-gb 1]

Texts are made of the words of the accounts under ``DIR/accounts`` (``*.ar.tsv``, ``*.en.tsv``) in
random order; without them of random letters, and the table says so.  Sizes are megabytes (10^6
bytes) of UTF-8, speeds the best of three runs in one process and on one core.  Ratios hold better
than speeds, because machines differ.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fitnacorpus.orthography import fold, fold_text
from fitnacorpus.orthography.folding import fold_plain
from fitnacorpus.orthography.kernel import fold_table
from fitnacorpus.orthography.rules import rules_for
from fitnacorpus.orthography.stream import fold_stream

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"

MARKS = re.compile("[\u064b-\u0652\u0670]")
SEED = 37


def words_of(data: Path, lang: str) -> list[str]:
    """The words of the accounts in a language; random ones when there are no accounts."""
    words: list[str] = []
    for file in sorted((data / "accounts").glob(f"*.{lang}.tsv")):
        for line in file.read_text("utf-8").splitlines()[1:]:
            words += line.split("\t")[-1].split()
    if words:
        return words
    print(f"No accounts under {data / 'accounts'}: {lang} text is made of random letters.")
    rng = random.Random(SEED)
    letters = "abcdefghijklmnoprstuvwyz'ʿā" if lang == "en" else "ابتثجحدرسصعفقكلمنهويأإةىئ"
    marks = "" if lang == "en" else "\u064e\u064f\u0650\u0651\u0652"
    return [
        "".join(
            rng.choice(letters) + (rng.choice(marks) if marks else "")
            for _ in range(rng.randint(2, 9))
        )
        for _ in range(20_000)
    ]


def text_of(words: list[str], megabytes: float) -> str:
    """Words in random order, with a line break after every dozen, of at least that size."""
    rng = random.Random(SEED)
    per_word = sum(len(w.encode()) + 1 for w in words) / len(words)
    chosen = rng.choices(words, k=int(megabytes * 1e6 / per_word * 1.02))
    lines = (" ".join(chosen[i : i + 12]) for i in range(0, len(chosen), 12))
    return "\n".join(lines)


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest run."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def pyarabic_chain(text: str) -> str:
    from pyarabic import araby

    text = araby.strip_tatweel(araby.strip_tashkeel(text))
    text = araby.normalize_ligature(text)
    text = araby.normalize_hamza(text, method="tasheel")
    return str(araby.normalize_teh(araby.normalize_alef(text)))


def camel_chain(text: str) -> str:
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import (
        normalize_alef_ar,
        normalize_alef_maksura_ar,
        normalize_teh_marbuta_ar,
    )

    text = normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(text)))
    return str(normalize_teh_marbuta_ar(text))


REGEX = re.compile("[\u064b-\u0652\u0670ـ]|[أإآٱ]|ى|ة|[ؤئ]")
REGEX_VALUES = dict(zip("أإآٱىةؤئ", "ااااي" + "هوي", strict=True))


def one_regex(text: str) -> str:
    return REGEX.sub(lambda m: REGEX_VALUES.get(m[0], ""), text)


ENGLISH_REGEX = re.compile("['’‘`ʿʾ]|[A-Z]|[.,;:!?\"“”()-]")


def one_english_regex(text: str) -> str:
    return ENGLISH_REGEX.sub(
        lambda m: m[0].lower() if m[0].isalpha() and m[0] not in "ʿʾ" else "", text
    )


def compare(data: Path, megabytes: float) -> None:
    """The table of speeds."""
    arabic = words_of(data, "ar")
    bare = [MARKS.sub("", w) for w in arabic]
    texts = {
        "Arabic unvocalised": ("ar", text_of([w for w in bare if w], megabytes)),
        "Arabic vocalised": ("ar", text_of(arabic, megabytes)),
        "English": ("en", text_of(words_of(data, "en"), megabytes)),
    }
    print(f"{'text':<20}{'MB':>6}{'marks':>7}  {'normaliser':<26}{'MB/s':>7}{'fold is':>12}")
    for name, (lang, text) in texts.items():
        size = len(text.encode()) / 1e6
        dense = f"{100 * len(MARKS.findall(text)) / len(text):.0f} %"

        def run_fold(text: str = text, lang: str = lang) -> object:
            return fold(text, lang, "search")

        contenders: list[tuple[str, Callable[[str], object]]] = (
            [
                ("pyarabic, chain", pyarabic_chain),
                ("camel_tools, 4 functions", camel_chain),
                ("one compiled re", one_regex),
            ]
            if lang == "ar"
            else [("one compiled re", one_english_regex)]
        )
        ours = best(run_fold, 5)
        print(f"{name:<20}{size:>6.0f}{dense:>7}  {'fold, with offsets':<26}{size / ours:>7.0f}")
        for label, function in contenders:
            seconds = best(lambda f=function, t=text: f(t), 2)  # type: ignore[misc]
            print(f"{'':<33}  {label:<26}{size / seconds:>7.0f}{seconds / ours:>9.1f} x")


def short_strings(data: Path) -> None:
    """Microseconds for one short string, by either kernel and by what `fold` chooses."""
    rules = rules_for("search", "ar")
    words = [w for w in words_of(data, "ar") if w]
    print(
        f"\n{'characters':>10}{'plain µs':>10}{'table µs':>10}{'fold µs':>10}{'text only µs':>14}"
    )
    for length in (5, 20, 50, 70, 100, 200, 400):
        samples = [" ".join(words[i * 99 : i * 99 + 99])[:length] for i in range(100)]
        functions: list[Callable[[str], object]] = [
            lambda s: fold_plain(s, rules),
            lambda s: fold_table(s, rules),
            lambda s: fold(s, "ar", "search"),
            lambda s: fold_text(s, "ar", "search"),
        ]
        times = [
            best(lambda f=f, samples=samples: [f(s) for s in samples], 20) * 1e4  # type: ignore[misc]
            for f in functions
        ]
        print(f"{length:>10}{times[0]:>10.1f}{times[1]:>10.1f}{times[2]:>10.1f}{times[3]:>14.1f}")


def peak_rss() -> float:
    """Peak resident memory of this process, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Unlike ru_maxrss this does not count what the parent held when it forked.
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def stream(gigabytes: float, data: Path, spaces: bool) -> None:
    """Folds a stream in this process and prints its size, its speed and the peak memory."""
    text = text_of(words_of(data, "ar"), 5)
    text = text if spaces else re.sub(r"\s", "", text)
    size = len(text.encode())
    rounds = int(gigabytes * 1e9 / size) + 1
    place, left, written = 0, rounds, 0

    def read(n: int) -> str:
        nonlocal place, left
        if place >= len(text):
            place, left = 0, left - 1
        if left <= 0:
            return ""
        place += n
        return text[place - n : place]

    def write(piece: str) -> None:
        nonlocal written
        written += len(piece)

    start = time.perf_counter()
    read_characters = fold_stream(read, write, "ar", "search")
    seconds = time.perf_counter() - start
    peak = peak_rss()
    kind = "stream" if spaces else "stream without white space"
    print(
        f"{kind}: {rounds * size / 1e9:.2f} GB, {read_characters / 1e6:.0f} M characters in, "
        f"{written / 1e6:.0f} M out, {rounds * size / 1e6 / seconds:.0f} MB/s, "
        f"peak RSS {peak:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--mb", type=float, default=52.0, help="size of each text")
    parser.add_argument(
        "--stream-gb", type=float, default=1.0, help="size of the stream, 0 for none"
    )
    parser.add_argument("--stream-only", choices=["spaces", "none"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.stream_only:
        stream(arguments.stream_gb, arguments.data, arguments.stream_only == "spaces")
        return
    compare(arguments.data, arguments.mb)
    short_strings(arguments.data)
    if arguments.stream_gb:
        print()
        for kind in ("spaces", "none"):
            # A process of its own, so that the peak is that of the stream alone.
            options = ["--stream-only", kind, "--stream-gb", str(arguments.stream_gb)]
            subprocess.run(
                [sys.executable, __file__, *options, "--data", str(arguments.data)], check=True
            )


if __name__ == "__main__":
    main()
