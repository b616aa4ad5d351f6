"""Cohen's kappa, by hand and by law."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus import judgements
from fitnacorpus.judgements import Verdict
from fitnacorpus.model import Span
from fitnacorpus.review.agreement import Kappa, agreement, kappa


def test_the_textbook_case():
    """Fifty grants, two readers: 20 both yes, 15 both no, 5 and 10 apart; kappa is .4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == Kappa(50, 35, 0.4)


def test_what_chance_explains_has_no_kappa():
    assert kappa([]).kappa is None
    assert kappa([("y", "y")] * 3) == Kappa(3, 3, None)


PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


@given(PAIRS)
def test_laws(pairs):
    found = kappa(pairs)
    assert kappa([(b, a) for a, b in pairs]) == found
    assert kappa(pairs * 3).kappa == found.kappa
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) == (found.same == found.items)


SOURCE = "Zayd came. Amina went. Umar stayed. Hind slept. Bakr sang. Layla wrote."
WORDS = SOURCE.split()[::2]


def verdict(by, word, ref, on="2026-01-01", supersedes=()):
    start = SOURCE.index(word)
    target = judgements.target("t", SOURCE, Span(start, start + len(word)))
    kind = "accept" if ref else "reject"
    return Verdict("mention", kind, target, by, on, ref=ref, supersedes=supersedes)


def test_first_thoughts_count_not_what_was_agreed_on_later():
    a = [verdict("a", word, "x") for word in WORDS[:3]]
    b = [verdict("b", word, ref) for word, ref in zip(WORDS[:3], ["x", "y", "x"], strict=True)]
    settled = replace(verdict("b", WORDS[1], "x", "2026-01-02"), supersedes=(b[1].id, a[1].id))
    (found,) = agreement([*a, *b, settled], {"t": SOURCE})
    assert (found.a, found.b) == ("a", "b")
    assert (found.mentions.items, found.mentions.same) == (3, 2)


def test_relations_are_compared_where_both_accept():
    def link(by, word, kind, relation=""):
        a = verdict(by, word, "x").a
        return Verdict("link", kind, a, by, "2026-01-01", a, relation=relation)

    said = [
        ("accept", "sameEvent", "accept", "mention"),
        ("accept", "summary", "accept", "summary"),
        ("reject", "", "accept", "mention"),
        ("reject", "", "reject", ""),
    ]
    verdicts = []
    for word, (ka, ra, kb, rb) in zip(WORDS, said, strict=False):
        verdicts += [link("a", word, ka, ra), link("b", word, kb, rb)]
    (found,) = agreement(verdicts, {"t": SOURCE})
    assert (found.links.items, found.links.same, found.links.kappa) == (4, 3, 0.5)
    assert (found.relations.items, found.relations.same) == (2, 1)


def test_strangers_have_no_agreement():
    assert (
        agreement([verdict("a", WORDS[0], "x"), verdict("b", WORDS[1], "x")], {"t": SOURCE}) == []
    )


@pytest.mark.parametrize("people", [("a",), ("a", "b", "c")])
def test_every_pair_is_compared(people):
    verdicts = [verdict(by, WORDS[0], "x") for by in people]
    number = len(people) * (len(people) - 1) // 2
    assert len(agreement(verdicts, {"t": SOURCE})) == number
