"""A row of the comparison as it stands on a page."""

import pytest
from markupsafe import Markup

from fitnacorpus.reader.contrast import Line


@pytest.mark.parametrize(
    ("status", "tone"),
    [
        ("differs", "differs"), ("open", "differs"), ("agree", "accepted"), ("shared", ""),
        ("single", ""), ("alone", ""),
    ],
)  # fmt: skip
def test_an_open_difference_looks_like_one(status, tone):
    shown = Line("2,500 & more", None, (Markup("a"), Markup("b")), status, "words").__html__()
    assert f'<td class="state {tone}">words</td>' in shown
    assert "<td>a</td><td>b</td>" in shown
    assert "<bdi>2,500 &amp; more</bdi>" in shown
