"""A stream folds as the whole does, wherever it is cut."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.orthography import fold, fold_text, stream

WORDS = [
    "علي",
    "عَلى",
    "Ali's",
    "s\u030c",
    "ﷺ",
    "\n",
    " ",
    "\u0301",
    "\u00a0",
    "\ud800",
    "\U0001f600",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join), st.integers(1, 7))
def test_pieces_make_up_the_fold_of_the_whole(text: str, size: int) -> None:
    source, out = StringIO(text, newline=""), StringIO(newline="")
    count = stream.fold_stream(lambda _: source.read(size), out.write, "en", "search")
    assert count == len(text)
    assert out.getvalue() == fold_text(text, "en", "search")


@given(st.lists(st.sampled_from(WORDS), max_size=20).map("".join), st.integers(1, 7))
def test_offsets_count_through_the_whole_stream(text: str, size: int) -> None:
    source, out = StringIO(text, newline=""), StringIO(newline="")
    stream.fold_stream(lambda _: source.read(size), out.write, "en", "search", offsets=True)
    lines = out.getvalue().split("\n")[:-1]
    folded = fold(text, "en", "search")
    assert [int(line.split("\t")[0]) for line in lines] == folded.offsets.tolist()
    assert "".join(line.split("\t")[1] for line in lines) == folded.text.replace("\n", "\\n")


def test_a_run_without_spaces_is_cut_between_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LIMIT", 10)
    text = "مُ" * 100
    source, out = StringIO(text), StringIO()
    pieces: list[int] = []
    stream.fold_stream(
        lambda _: source.read(3), lambda s: (pieces.append(len(s)), out.write(s)), "ar"
    )
    assert out.getvalue() == "م" * 100
    assert max(pieces) <= 10
