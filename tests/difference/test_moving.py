"""Where words stand after an edit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import examples
from fitnacorpus.difference.moving import Moving
from fitnacorpus.model import Span

LINES = st.lists(st.sampled_from(["a b c\n", "d e\n", "\n", "بئر ماء\n", "f  g h"]), max_size=8)


def test_words_after_an_edit_stand_further_on_and_those_edited_nowhere():
    old, new = "one two three\nfour five\n", "one twenty three\nnew line\nfour five\n"
    moving = Moving(old, new)
    five = old.index("five")
    here = moving.span(Span(five, five + 4))
    assert new[here.start : here.end] == "five"
    two = old.index("two")
    assert moving.span(Span(two, two + 3)) is None
    three = old.index("three")
    assert moving.span(Span(three, three + 5)) == Span(new.index("three"), new.index("three") + 5)


def test_a_passage_with_an_edit_inside_keeps_its_edges():
    old, new = "one two three\n", "one twenty three\n"
    assert Moving(old, new).around(Span(0, 13)) == Span(0, 16)
    assert Moving(old, "nothing else\n").around(Span(0, 13)) == Span(0, 0)


@settings(max_examples=examples(200))
@given(LINES, LINES, st.data())
def test_what_is_found_is_what_stood_there(old_lines, new_lines, data):
    old, new = "".join(old_lines), "".join(new_lines)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    here = Moving(old, new).span(Span(start, end))
    if here is not None:
        assert new[here.start : here.end] == old[start:end]
    assert Moving(old, old).span(Span(start, end)) == Span(start, end)
