"""Which links a reader sees at once, and which are folded away."""

import pytest

from fitnacorpus.model import Passage, PassageLink
from fitnacorpus.reader.view import View


@pytest.mark.parametrize(
    ("score", "status", "weak"),
    [
        (0.2, "proposed", True),
        (0.59, "proposed", True),  # little more than an even chance
        (0.6, "proposed", False),
        (0.9, "proposed", False),
        (0.2, "accepted", False),  # what a person says is not weighed
    ],
)
def test_a_proposal_that_little_speaks_for_is_folded_away(score, status, weak):
    link = PassageLink(Passage("a", "e1", 0, 9), Passage("b", "e1", 0, 9), score, status=status)
    assert View.is_weak(link) is weak
