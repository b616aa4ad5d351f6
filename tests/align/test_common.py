"""What is found in both of two texts, and how surely."""

import numpy as np
import pytest

from fitnacorpus.align import common, lexicon
from fitnacorpus.align.units import Units
from fitnacorpus.model import Span


def text(lang, words, named=(), count=10):
    """Units of the same words, of which the first have a name that is resolved."""
    return Units(
        lang,
        tuple(Span(10 * k, 10 * k + 9) for k in range(count)),
        (0,) * count,
        (tuple(words),) * count,
        tuple(tuple(named[k : k + 1]) for k in range(count)),
        (frozenset[str](),) * count,
        np.random.default_rng(0).normal(size=(count, 8)).astype(np.float32),
    )


def test_only_what_stands_in_both_is_shared():
    found = common.shared([(0, "a", 1.0), (1, "b", 1.0)], [(2, "b", 0.5), (0, "c", 1.0)], (2, 3))
    assert found.things == ("b",)
    assert found.a.tolist() == [[0], [1]]
    assert found.b.tolist() == [[0], [0], [0.5]]


@pytest.mark.parametrize("weights", [(1.0, 0.5), (0.5, 1.0)])
def test_what_stands_twice_in_a_unit_counts_as_its_surer_place_does(weights):
    found = common.shared([(0, "a", w) for w in weights], [(0, "a", 1.0)], (1, 1))
    assert found.a.tolist() == [[1.0]]


@pytest.mark.parametrize(
    ("resolved", "also_heard"),
    [(10, False), (7, False), (5, True), (0, True)],
)
def test_a_name_is_heard_besides_where_its_bearer_mostly_does_not_stand(resolved, also_heard):
    named = [("muawiya", 1.0)] * resolved
    a = text("ar", ["قال", "معاوية"], named)
    b = text("en", ["said", "Muawiya"], named)
    found = common.evidence(a, b, lexicon.shipped())
    assert found.names.resolved == bool(resolved)
    assert (len(found.names.things) > found.names.resolved) is also_heard
    assert len(found.heard.things) == 1
