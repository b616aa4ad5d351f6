"""Lines of verse in the shapes that Arabic editions write."""

from itertools import pairwise

import pytest

from fitnacorpus.ingest.verse import bayt
from fitnacorpus.model import Span


def hemistichs(words):
    """The hemistichs of a line, or None where it is no verse."""
    found = bayt(words, Span(0, len(words)))
    if found is None:
        return None
    shown = list(words)
    for sign in found.notation:
        shown[sign.start : sign.end] = "·" * (sign.end - sign.start)
    edges = [0, *found.caesuras, len(words)]
    return ["".join(shown[a:b]).strip(" ·") for a, b in pairwise(edges)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("قفا نبك من ذكرى %~% بسقط اللوى", ["قفا نبك من ذكرى", "بسقط اللوى"]),
        ("% قفا نبك %~% بسقط اللوى %", ["قفا نبك", "بسقط اللوى"]),
        ("% قفا نبك %~% بسقط اللوى %~% ", ["قفا نبك", "بسقط اللوى"]),
        ("( قفا نبك % بسقط اللوى )", ["قفا نبك", "بسقط اللوى"]),
        ("% قفا نبك % بسقط اللوى %", ["قفا نبك", "بسقط اللوى"]),
        ("% قفا نبك % % بسقط اللوى % %", ["قفا نبك", "بسقط اللوى"]),
        ("% قفا نبك % بسقط اللوى % 7", ["قفا نبك", "بسقط اللوى"]),
        ("قفا نبك *** بسقط اللوى", ["قفا نبك", "بسقط اللوى"]),
        ("قفا %~% نبك %~% هنا", ["قفا", "نبك", "هنا"]),
        ("قفا نبك %~%", ["قفا نبك"]),
        ("%~% بسقط اللوى", ["بسقط اللوى"]),
    ],
)
def test_every_shape_has_its_hemistichs(words, expected):
    assert hemistichs(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "( قال ذلك )",
        "بلغت 5 % من ذلك و 7 % من هذا",
        "%~%",
        "12 %~% 13",
        "*** قفا نبك",
        "(قفا) نبك % بسقط",
        "كلمة " * 15 + "%~% قصيرة",
    ],
)
def test_what_is_no_verse(words):
    assert hemistichs(words) is None


def test_a_sign_leaves_the_space_before_it():
    words = "قفا %~% نبك"
    (sign,) = bayt(words, Span(0, len(words))).notation
    assert words[: sign.start].endswith(" ")
    assert words[sign.end :] == "نبك"
