"""The lists of words of a language are written as they are compared."""

from __future__ import annotations

from types import ModuleType

import pytest

from fitnacorpus.languages.ar import name_cues as ar_cues
from fitnacorpus.languages.ar import names as ar_names
from fitnacorpus.languages.en import name_cues as en_cues
from fitnacorpus.languages.en import names as en_names
from fitnacorpus.orthography import fold_key


def lists(module: ModuleType) -> dict[str, frozenset[str]]:
    return {name: value for name, value in vars(module).items() if isinstance(value, frozenset)}


@pytest.mark.parametrize("module", [ar_names, ar_cues])
def test_arabic_words_stand_in_the_tag_fold(module: ModuleType) -> None:
    assert len(lists(module)) > 20
    for name, words in lists(module).items():
        assert {fold_key(word, "ar", "tag") for word in words} == words, name


@pytest.mark.parametrize("module", [en_names, en_cues])
def test_english_words_stand_in_lower_case(module: ModuleType) -> None:
    assert len(lists(module)) > 10
    for name, words in lists(module).items():
        assert {word.lower() for word in words} == words, name
