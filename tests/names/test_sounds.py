"""Classes of sounds in both scripts."""

import pytest

from fitnacorpus.names.sounds import classes


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ث", ["ts"]), ("th", ["ts"]), ("ت", ["t"]), ("س", ["s"]), ("ش", ["c"]), ("sh", ["c"]),
        ("ذ", ["dz"]), ("dh", ["dz"]), ("د", ["d"]), ("ق", ["kg"]), ("خ", ["xk"]), ("kh", ["xk"]),
        ("غ", ["g"]), ("gh", ["g"]), ("گ", ["gj"]), ("ج", ["j"]), ("ح", ["h"]), ("ه", ["h"]),
    ],
)  # fmt: skip
def test_each_letter_has_the_classes_of_its_sounds(word, expected):
    assert classes(word) == expected
