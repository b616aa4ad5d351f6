"""Numbers and years that can be compared across languages."""

import pytest

from fitnacorpus.align import figures


@pytest.mark.parametrize(
    ("passage", "lang", "expected"),
    [
        ("سنة 37 هـ", "ar", {"year 657", "year 658"}),  # a Hijri year touches two
        ("سار في أربعة آلاف رجل", "ar", {"4000"}),
        ("He came with 2,500 men in 657.", "en", {"2500", "year 657"}),
        ("from 650 to 660", "en", set()),  # too long to be a year to compare
        ("one man and two men", "en", {"2"}),
    ],
)
def test_keys(passage, lang, expected):
    assert figures.find(passage, lang) == expected
