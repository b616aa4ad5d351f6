"""Builds: what reruns, what is safe, and that bytes do not depend on circumstances."""

import random
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from conftest import THOROUGH, copy_corpus, generated, run_process
from fitnacorpus.build import build
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.stages.links import Linking


def rebuild(root):
    return build(CorpusFolder(root))


def replace_in(path, old, new):
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")


def test_a_second_build_does_nothing(tiny):
    first = rebuild(tiny)
    before = {p: p.stat().st_mtime_ns for p in tiny.rglob("*") if p.is_file()}
    second = rebuild(tiny)
    assert second.ran == () and second.written == ()
    assert second.summary == first.summary
    lock = tiny / ".fitnacorpus" / "lock"
    assert {p: t for p, t in before.items() if p != lock} == {
        p: p.stat().st_mtime_ns for p in before if p != lock
    }


def test_the_summary_counts_what_the_files_hold(tiny):
    summary = rebuild(tiny).summary
    files = generated(tiny)
    texts = {k: v for k, v in files.items() if k.startswith("tei/")}
    assert summary.texts == len(texts) == 3
    assert summary.episodes == sum(v.count(b'type="episode"') for v in texts.values()) == 7
    links = b"".join(v for k, v in files.items() if k.startswith("alignments/"))
    statuses = Counter(re.findall(rb'<link\s[^>]*type="([a-z]+)"', links))
    assert summary.accepted == statuses[b"accepted"] == 2
    assert summary.rejected == statuses[b"rejected"] == 1
    assert summary.proposed == statuses[b"proposed"]
    assert summary.ambiguous == sum(v.count(b"<certainty") for v in texts.values()) == 1


TEXTS = ("letter-en", "port-ar", "port-en")
ALIGNMENTS = (
    "alignments:arrival", "alignments:death-of-the-governor", "alignments:unassigned"
)  # fmt: skip
PAIRS = ("links:letter-en:port-ar", "links:letter-en:port-en", "links:port-ar:port-en")


@pytest.mark.parametrize(
    ("path", "old", "new", "ran"),
    [
        # A verdict on a link touches the alignment of its event and nothing else.
        ("alignments/reviewed/bilal.jsonl", "sameEvent", "summary",
         {"alignments:death-of-the-governor"}),
        # A verdict on a name: its text and its rows, its pairs, and as this corpus is small, pairs
        # that hold the name, which has become rarer.
        ("tei/mentions/anna.jsonl", "salim-b-hamza", "salim-the-merchant",
         {"document:port-en", "features:port-en", "statistics", *PAIRS, *ALIGNMENTS,
          "index:port-en"}),
        # A title of a text stands in its TEI; it is no word that anything is compared by.
        ("seeds/letter-en.toml", "The price of oil", "Oil",
         {"document:letter-en", "features:letter-en", "index:letter-en"}),
        # An event of an episode, which no proposal looks at.
        ("seeds/port-en.toml", 'event = "arrival"', 'event = ""',
         {"document:port-en", "features:port-en", "alignments:arrival", "index:port-en"}),
        # What an editor notes for himself is no part of a description.
        ("seeds/letter-en.toml", "version = 1", "version = 1  # mine", set()),
        # A note of the authority that names nobody tells nothing of anybody's company.
        ("tei/authority.xml", "his name is not told", "nameless", set()),
        # A form that no text holds, of a group that two of them name: written as they were.
        ("tei/authority.xml", ">Tamim<", '>Tamim</orgName><orgName xml:lang="en">Zzz<',
         {"entries", "document:port-ar", "document:port-en"}),
        # The floor of proposals touches no text.
        ("corpus.toml", "floor = 0.3", "floor = 0.9", {*PAIRS, "alignments:unassigned"}),
    ],
)  # fmt: skip
def test_a_stage_reruns_only_when_its_inputs_changed(built_copy, path, old, new, ran):
    replace_in(built_copy / path, old, new)
    assert set(rebuild(built_copy).ran) == ran
    assert rebuild(built_copy).ran == ()


def test_a_missing_output_comes_back_with_the_same_bytes(built_copy):
    before = generated(built_copy)
    (built_copy / "tei/texts/port-ar.xml").unlink()
    (built_copy / "alignments/arrival.xml").unlink()
    (built_copy / ".fitnacorpus/index.sqlite").unlink()
    assert set(rebuild(built_copy).ran) == {
        "document:port-ar", "alignments:arrival", "entries", *(f"index:{t}" for t in TEXTS)
    }  # fmt: skip
    assert generated(built_copy) == before


def test_machine_files_may_be_deleted_at_any_time(built_copy):
    before = generated(built_copy)
    for path in sorted((built_copy / ".fitnacorpus").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    rebuild(built_copy)
    assert generated(built_copy) == before


def test_a_removed_text_takes_its_files_with_it(built_copy):
    (built_copy / "seeds/letter-en.toml").unlink()
    (built_copy / "seeds/letter-en.txt").unlink()
    done = rebuild(built_copy)
    assert "tei/texts/letter-en.xml" in done.removed
    assert not (built_copy / "tei/texts/letter-en.xml").exists()


@pytest.mark.parametrize(
    ("path", "word"), [("tei/texts/port-en.xml", b"Salim"), ("alignments/arrival.xml", b"thousand")]
)
def test_a_hand_edit_is_not_overwritten(built_copy, path, word):
    whole = (built_copy / path).read_bytes()
    edited = whole.replace(word, word.upper(), 1)
    assert edited != whole
    (built_copy / path).write_bytes(edited)
    with pytest.raises(CorpusError) as caught:
        rebuild(built_copy)
    assert caught.value.code == "hand-edit" and path in caught.value.where
    assert (built_copy / path).read_bytes() == edited
    build(CorpusFolder(built_copy), overwrite=True)
    assert (built_copy / path).read_bytes() == whole


def test_a_hand_edit_is_noticed_on_a_fresh_clone(built_copy, tmp_path):
    path = built_copy / "tei/texts/port-en.xml"
    path.write_bytes(path.read_bytes().replace(b"Salim", b"Selim", 1))
    for made in (built_copy / ".fitnacorpus").rglob("*"):
        if made.is_file():
            made.unlink()
    with pytest.raises(CorpusError, match="hand-edit"):
        rebuild(built_copy)


def test_a_build_writes_no_file_of_people(tiny):
    def people():
        return {
            p: (p.read_bytes(), p.stat().st_mtime_ns)
            for pattern in (
                "seeds/*",
                "tei/authority.xml",
                "tei/mentions/*",
                "alignments/reviewed/*",
            )
            for p in tiny.glob(pattern)
        }

    before = people()
    assert len(before) == 10
    rebuild(tiny)
    assert people() == before


def test_noise_in_the_seventh_digit_of_vectors_changes_no_file(built_copy, tmp_path, monkeypatch):
    exact = generated(built_copy)
    encode = Linking.encode
    chance = np.random.default_rng(0)

    def noisy(self, passages, lang):
        rows = encode(self, passages, lang)
        return (rows + chance.uniform(-1e-6, 1e-6, rows.shape)).astype(np.float32)

    monkeypatch.setattr(Linking, "encode", noisy)
    other = copy_corpus(built_copy, tmp_path / "noisy")
    rebuild(other)
    assert generated(other) == exact


def test_two_builds_at_once(tiny, built_tiny):
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: run_process("-C", tiny, "build"), range(3)))
    assert [d.returncode for d in done] == [0, 0, 0], [d.stderr for d in done]
    assert generated(tiny) == generated(built_tiny)


MORTAL = """
import os, signal, sys, time
from pathlib import Path
from fitnacorpus.build import build
from fitnacorpus.cli.context import one_thread
from fitnacorpus.corpus import CorpusFolder

one_thread()
root = Path(sys.argv[1])
build(CorpusFolder(root))  # what is imported late is imported now
for path in (root / ".fitnacorpus").glob("*.*"):
    path.unlink()
began = time.monotonic()
build(CorpusFolder(root))
print(time.monotonic() - began, flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        build(CorpusFolder(root))
        os._exit(0)
    time.sleep(float(line))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("killed", flush=True)
"""
"""Builds a corpus in processes of its own, and kills each after the time that a line tells."""


def test_a_build_killed_at_any_moment_is_made_good_by_the_next(tiny, built_tiny):
    expected = generated(built_tiny)
    mortal = subprocess.Popen(
        [sys.executable, "-c", MORTAL, str(tiny)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    with mortal:
        whole = float(mortal.stdout.readline())
        chance = random.Random(0)
        for _ in range(20 if THOROUGH else 5):
            for path in [*tiny.glob("tei/texts/*"), *tiny.glob("alignments/*.xml")]:
                path.unlink()
            for path in (tiny / ".fitnacorpus").glob("*.*"):
                path.unlink()
            print(chance.uniform(0, 1) * whole, file=mortal.stdin, flush=True)
            assert mortal.stdout.readline() == "killed\n"
            for name, data in generated(tiny).items():
                assert data == expected[name], f"{name} is half written"
        mortal.stdin.close()
    assert mortal.returncode == 0
    rebuild(tiny)
    assert generated(tiny) == expected
    assert not list(tiny.rglob("*.part"))


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_a_broken_state_is_no_obstacle(built_copy, content):
    before = generated(built_copy)
    (built_copy / ".fitnacorpus/state.sqlite").write_bytes(content)
    assert "document:port-en" in rebuild(built_copy).ran
    assert generated(built_copy) == before
    assert rebuild(built_copy).ran == ()


def test_what_earlier_programs_kept_is_cleared_away(tiny):
    old = [tiny / ".fitnacorpus" / name for name in ("state.json", "links.json", "vectors/0.npy")]
    for path in old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"[]")
    rebuild(tiny)
    assert not any(path.exists() for path in old)
