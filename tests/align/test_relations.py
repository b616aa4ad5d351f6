"""What a link says, and on what two passages differ."""

import pytest

from fitnacorpus.align.relations import Side, differences, out_of_order, relation

TOLD = "Kinana fought on foot. He killed many. He was killed by the gate. The rest gave way."


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Kinana was killed in the battle.", "He died fighting at the gate.", "sameEvent"),
        ("One of his arms had been cut off at Siffin.", "Ammar fell at Siffin.", "mention"),
        ("After the death of Kinana they fled.", "Kinana fell.", "mention"),
        ("وكان قد قُتل قبل ذلك بعام.", "Ammar fell at Siffin.", "mention"),
        ("وَقَدْ كانَ قُتل.", "Ammar fell at Siffin.", "mention"),
        ("He spared no murderers of Kinana.", "They mourned the death of Kinana.", "mention"),
        ("Kinana fell.", TOLD, "summary"),
        (TOLD, TOLD, "sameEvent"),
        ("", "", "sameEvent"),
    ],
)
def test_relation(a, b, expected):
    assert relation(a, b) == relation(b, a) == expected


def test_a_passage_that_looks_back_where_both_meet_is_a_mention():
    whole = "He took the city. He cried for vengeance for Kinana."
    assert relation(TOLD, whole) == "sameEvent"
    assert relation(TOLD, whole, about=(TOLD, "He cried for vengeance for Kinana.")) == "mention"


@pytest.mark.parametrize(
    "before", ["ثم قام فقال أيها الناس ", "فكتب إليه أما بعد ", "‘It was I,’ he said. "]
)
def test_what_a_speech_tells_out_of_its_time_is_recalled_there(before):
    there = before + TOLD
    assert relation(TOLD, TOLD) == relation(there, TOLD) == "sameEvent", "two speeches in order"
    assert relation(TOLD, TOLD, astray=(there, TOLD)) == "mention"
    assert relation(TOLD, TOLD, astray=(TOLD, there)) == "mention"
    assert relation(TOLD, TOLD, astray=(TOLD, TOLD)) == "sameEvent", "nobody speaks"


def test_what_each_side_states_once_is_compared():
    facets, words = differences(
        Side("", frozenset({"nisibis"}), frozenset({4000, 2}), frozenset({657})),
        Side("", frozenset({"mosul"}), frozenset({2500}), frozenset({657, 658})),
    )
    assert facets == ("number", "place")
    assert words[0] == "number: 4000 in the first, 2500 in the second"
    assert "nisibis in the first, mosul in the second" in words[1]


def test_several_numbers_are_not_set_against_one():
    assert differences(
        Side("", numbers=frozenset({400, 500})), Side("", numbers=frozenset({6000}))
    ) == ((), ())


def test_a_link_against_the_order_of_most_others():
    assert out_of_order([(0, 0), (10, 10), (20, 20), (30, 5)]) == [False, False, False, True]
    assert out_of_order([(0, 10), (10, 0)]) == [False, False]


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ({10}, {12}, ("number",)),  # ten people are counted
        ({9}, {12}, ()),  # nine of them are not set against a number
        ({9, 12}, {9, 15}, ("number",)),  # and stand in nobody's way
        ({12}, {12}, ()),
    ],
)
def test_numbers_from_ten_on_are_counts(here, there, expected):
    sides = [Side("", numbers=frozenset(numbers)) for numbers in (here, there)]
    assert differences(*sides)[0] == expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("x" * 20, "y" * 26 + ". " + "y" * 26 + ". " + "y" * 24 + ".", "summary"),  # 4 times 20
        ("x" * 20, "y" * 26 + ". " + "y" * 26 + ". " + "y" * 20 + ".", "sameEvent"),
        ("x" * 20, "y" * 40 + ". " + "y" * 40 + ".", "sameEvent"),  # two sentences are no telling
    ],
)
def test_a_summary_is_four_times_shorter_than_three_sentences(short, long, expected):
    assert relation(short, long) == relation(long, short) == expected


def test_one_phrase_in_a_long_stretch_without_a_full_stop_does_not_make_a_mention():
    told = "ثم سار القوم حتى نزلوا الموضع وأقاموا به أياما " * 7
    assert relation("وقد كان قتل قبل ذلك", "Ammar fell at Siffin.") == "mention"
    assert relation(told + "وقد كان قتل قبل ذلك", "Ammar fell at Siffin.") == "sameEvent"


def test_who_had_children_or_fourteen_males_is_not_looked_back_upon():
    assert relation("وله من الولد أربعة عشر ذكرا", "He had children.") == "sameEvent"
    assert relation("وله من الولد أربعة عشر ذكرا", "He had fourteen sons.") == "sameEvent"
