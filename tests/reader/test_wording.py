"""Both languages say the same, and count as their grammars ask."""

import re

import pytest

from fitnacorpus.reader import wording
from fitnacorpus.reader.wording import Wording


def test_every_phrase_stands_in_both_languages_with_the_same_places_to_fill():
    for key, (english, arabic) in wording._PHRASES.items():
        assert english and arabic, key
        places = re.compile(r"\{\w+\}")
        assert sorted(places.findall(english)) == sorted(places.findall(arabic)), key
        if key not in ("other language", "ar-Latn-x-ijmes", "ar-Latn-alalc97"):
            assert not re.search("[\u0620-\u064a]", english.replace("معاوية", "")), key


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (0, "لا مقابل", "0 parallels"),
        (1, "مقابل واحد", "1 parallel"),
        (2, "مقابلان", "2 parallels"),
        (3, "3 مقابلات", "3 parallels"),
        (10, "10 مقابلات", "10 parallels"),
        (11, "11 مقابلاً", "11 parallels"),
        (99, "99 مقابلاً", "99 parallels"),
        (100, "100 مقابل", "100 parallels"),
        (103, "103 مقابلات", "103 parallels"),
        (111, "111 مقابلاً", "111 parallels"),
    ],
)
def test_plurals(n, arabic, english):
    assert Wording("ar").count("parallel", n) == arabic
    assert Wording("en").count("parallel", n) == english
