"""Verdicts survive what happens to texts: none is lost, none moves to the wrong place."""

import random
import re
import shutil
import subprocess
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY, examples, run
from fitnacorpus import judgements
from fitnacorpus.build import build
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.judgements import Verdict
from fitnacorpus.model import Span
from fitnacorpus.pipeline import Pipeline

WORD = re.compile(r"\w+")
LETTERS = {True: "abcdefghijklmnopqrstuvwxyz", False: "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"}


@cache
def everything_judged():
    """For each text of the edition: its source, and verdicts on names, sentences and episodes.

    Those that people gave are among them; the others are anchored as `review` anchors its own.
    """
    pipeline = Pipeline(CorpusFolder(REPOSITORY))
    out = {}
    for document in pipeline.documents():
        text, source = document.text.info.id, document.text.source
        spans = [Span(m.start, m.end) for m in document.mentions]
        spans += [s for e in document.episodes for s in (*e.sentences, Span(e.start, e.end))]
        verdicts = [
            Verdict("mention", "reject", judgements.target(text, source, span), "x", "2026-01-01")
            for span in spans
        ]
        given_by_people = [v for v in pipeline.verdicts if v.kind == "mention" and v.a.text == text]
        out[text] = (source, [*verdicts, *given_by_people])
    return out


def misspelt(word, chance):
    """A word with one letter changed, left out, put in or doubled."""
    at = chance.randrange(len(word))
    letter = chance.choice(LETTERS[word.isascii()])
    return chance.choice(
        [
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 :] or letter,
            word[:at] + letter + word[at:],
            word[: at + 1] + word[at:],
        ]
    )


def edited(source, changes):
    """A source with stretches replaced, and the function from an old span to the new one."""
    pieces, at = [], 0
    for start, end, new in changes:
        pieces += [source[at:start], new]
        at = end

    def place(offset, *, at_end):
        moved = offset
        for start, end, new in changes:
            inserted = start == end == offset and at_end
            if end <= offset and not inserted:
                moved += len(new) - (end - start)
            elif start < offset:  # inside a stretch that was replaced
                moved += (end - offset) + len(new) - (end - start) if at_end else start - offset
        return moved

    def moved(span):
        return Span(place(span.start, at_end=False), place(span.end, at_end=True))

    return "".join([*pieces, source[at:]]), moved


def shares_most(a, b):
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared > min(a.end - a.start, b.end - b.start)


def placed(verdict, source):
    found = judgements.place(verdict, {verdict.a.text: source})
    return found.a if found else None


TEXTS = st.sampled_from(["ashtar-ar", "ashtar-en", "egypt-en", "hijaz-en", "invasions-en"])
CHANCES = st.integers(0, 10**6).map(random.Random)


@settings(max_examples=examples(20))
@example("ashtar-ar", random.Random(5))  # into the last words of a long passage
@example("hijaz-en", random.Random(48))  # the words around a name stand in the new one as well
@given(TEXTS, CHANCES)
def test_a_paragraph_is_inserted(text, chance):
    """Of words of the same text, so that names stand in it that others were judged by."""
    source, verdicts = everything_judged()[text]
    words = source.split()
    chance.shuffle(words)
    breaks = [m.end() for m in re.finditer(r"\n+", source)]
    at = chance.choice(breaks)
    new, moved = edited(source, [(at, at, " ".join(words[:80]) + ".\n\n")])
    lost = 0
    for verdict in verdicts:
        was, now = placed(verdict, source), placed(verdict, new)
        lost += now is None
        assert now is None or now == moved(was), verdict
    # A paragraph that repeats the words around a name may leave it without a place, and it is said.
    assert lost <= 1


@settings(max_examples=examples(20))
@example("hijaz-en", random.Random(5032))  # a misspelt name beside its namesake
@example("ashtar-en", random.Random(5003))
@example("hijaz-en", random.Random(11728))  # two of 115 lose their places
@given(TEXTS, CHANCES)
def test_one_word_in_a_hundred_is_corrected(text, chance):
    source, verdicts = everything_judged()[text]
    words = list(WORD.finditer(source))
    chosen = sorted(chance.sample(range(len(words)), len(words) // 100))
    changes = [(*words[i].span(), misspelt(words[i][0], chance)) for i in chosen]
    new, moved = edited(source, changes)
    lost = 0
    for verdict in verdicts:
        was, now = placed(verdict, source), placed(verdict, new)
        lost += now is None
        assert now is None or shares_most(now, moved(was)), (verdict, new[now.start : now.end])
    # A name that is misspelt, and its namesakes too, may have no place; it is said, and of 100 it
    # befalls three at most.
    assert lost <= max(1, 3 * len(verdicts) // 100)


@settings(max_examples=examples(10))
@given(CHANCES)
def test_a_sixth_text_joins_that_repeats_the_others(chance):
    judged = everything_judged()
    sources = {text: source for text, (source, _) in judged.items()}
    sentences = [s for source in sources.values() for s in re.split(r"(?<=[.؟])\s", source)]
    sixth = " ".join(chance.sample(sentences, 100))
    everything = {**sources, "sixth": sixth}
    verdicts = [v for _, some in judged.values() for v in chance.sample(some, 10)]
    before, after = (judgements.merge(verdicts, s) for s in (sources, everything))
    assert before == after and after.orphans == ()


# --- A whole corpus -------------------------------------------------------------------------------


def links(root):
    """The judged links of a built corpus, by the first words of their sides."""
    pipeline = Pipeline(CorpusFolder(root))
    sources = {d.text.info.id: d.text.source for d in pipeline.documents()}
    return {
        (
            link.status,
            link.relation,
            link.note,
            *((p.text, sources[p.text][p.start : p.start + 12]) for p in (link.a, link.b)),
        )
        for alignment in pipeline.alignments
        for link in alignment.links
        if link.resp.startswith("r-")
    }


def test_a_corpus_grows_and_is_mended(built_copy):
    before = links(built_copy)
    assert len(before) == 3
    source = built_copy / "seeds/port-en.txt"
    words = source.read_text("utf-8")
    assert "an archer of Tamim" in words
    words = words.replace("an archer of Tamim", "a bowman of Tamim")
    words = words.replace("== Death", "Salim asked for water. There was none.\n\n== Death")
    source.write_text(words, "utf-8")
    assert run("-C", built_copy, "update", "port-en").returncode == 0
    again = built_copy.parent / "again.txt"
    again.write_text(
        "In 651 Salim ibn Hamza came to Marsa with 2,500 men. All told again.\n", "utf-8"
    )
    assert run("-C", built_copy, "add", again).returncode == 0
    build(CorpusFolder(built_copy))
    assert links(built_copy) == before
    found = Pipeline(CorpusFolder(built_copy)).judgements
    assert found.orphans == () and found.disputed == ()
    done = run("-C", built_copy, "check")
    assert "0 errors" in done.stdout and "absence-stale" in done.stdout


# --- Git ------------------------------------------------------------------------------------------


def git(root, *arguments):
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", "-C", root, *identity, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_branches_of_reviewers_merge_without_conflicts(tmp_path):
    """Two people judge on two branches, one of them on both; nothing conflicts, nothing is lost."""
    root = tmp_path / "corpus"
    assert run("init", root).returncode == 0
    tiny = REPOSITORY / "tests/corpora/tiny"
    for name in ("seeds", "tei", "alignments"):
        skip = shutil.ignore_patterns("texts", "unassigned.xml", "arrival.xml", "death*.xml")
        shutil.copytree(tiny / name, root / name, dirs_exist_ok=True, ignore=skip)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "base")
    git(root, "branch", "left")
    for branch, sittings in {
        "left": [("carla", ["a", "1", "a"]), ("dora", ["a", "r"])],
        "main": [("carla", ["r"]), ("erik", ["a", "s"])],
    }.items():
        git(root, "checkout", "-q", branch)
        for by, keys in sittings:
            options = ["--status", "all", "--kind", "links" if branch == "left" else "mentions"]
            keys = "\n".join([*keys, "q"]) + "\n"
            assert run("-C", root, "review", "--by", by, *options, stdin=keys).returncode == 0
        for by in ("carla",):
            options = ["--status", "all", "--kind", "links", "--text", "letter-en"]
            assert (
                run("-C", root, "review", "--by", by, *options, stdin="n x\na\nq\n").returncode == 0
            )
        git(root, "add", "-A")
        git(root, "commit", "-qm", branch)
    lines = set(git(root, "grep", "-h", "verdict", "main", "left", "--", "*.jsonl").splitlines())
    git(root, "merge", "-q", "--no-edit", "left")
    assert git(root, "status", "--porcelain") == ""
    merged = git(root, "grep", "-h", "verdict", "--", "*.jsonl").splitlines()
    assert set(merged) == lines and len(merged) == len(lines)
    assert "<<<<" not in "".join(merged)
    judged = Pipeline(CorpusFolder(root)).judgements
    assert judged.orphans == ()
    assert {"carla", "dora", "erik"} <= {v.by for v in Pipeline(CorpusFolder(root)).verdicts}
