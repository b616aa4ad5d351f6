"""Links between two texts: the lowest probability that is given, and what is shown as heard."""

import numpy as np
import pytest

from fitnacorpus.align import linking
from fitnacorpus.align.units import Units
from fitnacorpus.model import Span


def text(lang, rows, words):
    return Units(
        lang,
        tuple(Span(100 * k, 100 * k + 90) for k in range(len(rows))),
        (0,) * len(rows),
        tuple(words),
        ((),) * len(rows),
        (frozenset[str](),) * len(rows),
        (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32),
    )


@pytest.fixture(scope="module")
def told_twice():
    """Units 20 to 139 of the first are units 30 to 149 of the second; few of them say a name."""
    chance = np.random.default_rng(0)
    a, b = chance.normal(size=(160, 64)), chance.normal(size=(170, 64))
    b[30:150] = a[20:140] + 0.7 * chance.normal(size=(120, 64))
    here, there = [["قال"] * 9] * 160, [["said"] * 9] * 170
    for k in range(20, 140, 12):
        here[k], there[k + 10] = ["قال", "معاوية"], ["said", "Muawiya"]
    return text("ar", a, here), text("en", b, there)


def test_what_is_below_the_floor_is_not_given_and_what_stands_on_it_is(told_twice):
    everything = linking.link(*told_twice)
    levels = sorted({x.probability for x in everything})
    assert len(levels) > 2
    for floor in (levels[len(levels) // 2], levels[-1]):
        assert linking.link(*told_twice, floor=floor) == [
            x for x in everything if x.probability >= floor
        ]


def test_a_name_is_shown_as_heard_where_both_runs_say_it(told_twice):
    a, b = told_twice
    found = linking.link(a, b)
    assert {x.heard for x in found} == {(), ("Muawiya",)}
    for link in found:
        here = any("معاوية" in a.words[k] for k in link.a)
        there = any("Muawiya" in b.words[k] for k in link.b)
        assert bool(link.heard) is (here and there)


def test_a_text_without_units_has_no_links(told_twice):
    a, b = told_twice
    empty = linking.part(b, range(0))
    assert linking.link(a, empty) == linking.link(empty, b) == []


def test_a_part_of_a_text_is_those_units(told_twice):
    a, _ = told_twice
    some = linking.part(a, range(20, 50))
    assert (some.spans, some.words) == (a.spans[20:50], a.words[20:50])
    assert np.array_equal(some.vectors, a.vectors[20:50])
    assert linking.part(a, range(len(a))) is a
