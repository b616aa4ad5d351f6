"""What two passages share: the rare says more, and what only one side holds says less."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.align.shared import apart, counted, share, telling

NONE = frozenset()


def of(a, b, *, frequency=None, total=40):
    return share(a, b, frequency or counted(a, b), total, known=1.0)


def test_the_rarer_name_says_more():
    seen = Counter(ali=30, qulzum=2)
    rare = of([{"qulzum"}], [{"qulzum"}], frequency=seen)[0, 0]
    assert rare > of([{"ali"}], [{"ali"}], frequency=seen)[0, 0] == 0


def test_what_one_side_holds_alone_counts_against_the_pair():
    seen = Counter(dict.fromkeys("abcdef", 2))
    alone = of([{"a"}], [{"a"}], frequency=seen)[0, 0]
    among_others = of([{"a"}], [{"a", "b", "c", "d"}], frequency=seen)[0, 0]
    assert 0 < among_others < alone


def test_one_thing_alone_is_not_everything():
    seen = Counter(dict.fromkeys("abcdef", 2))
    one, three = of([{"a"}], [{"a"}], frequency=seen), of([{*"abc"}], [{*"abc"}], frequency=seen)
    assert one[0, 0] < three[0, 0] < 1


things = st.lists(st.frozensets(st.sampled_from("abcdef")), min_size=1, max_size=5)


@given(things, things)
def test_the_share_is_symmetric_and_lies_between_0_and_1(a, b):
    found = of(a, b)
    assert np.allclose(found, of(b, a).T)
    assert (found >= 0).all()
    assert (found < 1).all()


def test_a_name_that_everybody_holds_brings_nobody_together():
    a, b = [{"ali", "talha"}], [{"ali", "kinana"}]
    assert not apart(a, b)[0, 0]
    seen = Counter(ali=30, talha=1, kinana=1)
    assert apart(*(telling(x, seen, 40, known=1.0) for x in (a, b)))[0, 0]
    assert not apart(*(telling(x, seen, 40, known=1.0) for x in (a, [{"ali"}, NONE]))).any()
