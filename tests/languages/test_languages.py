"""What is asked of a language, and what one that nobody has described still does."""

from __future__ import annotations

import pytest

from fitnacorpus import fold, languages


@pytest.mark.parametrize(
    ("tag", "code", "script", "rtl"),
    [
        ("ar", "ar", "Arab", True),
        ("ar-Latn-x-ijmes", "ar", "Latn", False),
        ("ara", "ar", "Arab", True),
        ("en", "en", "Latn", False),
        ("EN-GB", "en", "Latn", False),
        ("fa", "fa", "Arab", True),
        ("fas-Latn", "fa", "Latn", False),
        ("ota", "ota", "Arab", True),
        ("tr-Arab", "tr", "Arab", True),
        ("ru", "ru", "Cyrl", False),
        ("he", "he", "Hebr", True),
        ("", "und", "Latn", False),
        ("und-Arab", "und", "Arab", True),
        ("sv", "sv", "Latn", False),
        ("xal-Cyrl", "xal", "Cyrl", False),
    ],
)
def test_a_tag_tells_language_script_and_direction(
    tag: str, code: str, script: str, rtl: bool
) -> None:
    assert (languages.get(tag).code, languages.script_of(tag), languages.is_rtl(tag)) == (
        code,
        script,
        rtl,
    )


def test_only_english_and_undetermined_texts_know_the_possessive() -> None:
    for tag, folded in (("en", "ali"), ("", "ali"), ("fr", "alis"), ("sv", "alis"), ("fa", "alis")):
        assert fold("Ali's", tag).text == folded


def test_a_language_that_nobody_described_says_what_it_lacks() -> None:
    assert languages.get("sv").names == {}
    assert "dates" in languages.get("sv").lacks()


def test_tags_are_shortened_as_bcp_47_asks() -> None:
    assert [languages.shortest(t) for t in ("ara", "eng-Latn", "ar", "fro")] == [
        "ar",
        "en",  # nobody writes English in another script
        "ar",
        "fro",
    ]


@pytest.mark.parametrize(
    ("words", "tag", "chosen"),
    [
        ({"en": "The well", "ar": "البئر"}, "ar", ("ar", "البئر")),
        ({"en": "The well", "ar": "البئر"}, "ar-EG", ("ar", "البئر")),
        ({"ar-Latn": "al-bi'r", "ar": "البئر"}, "ar", ("ar", "البئر")),
        ({"en": "The well", "ar": ""}, "ar", ("en", "The well")),
        ({"en": "The well"}, "fa", ("en", "The well")),
        ({}, "ar", ("", "")),
    ],
)
def test_words_of_several_languages_are_given_in_one(
    words: dict[str, str], tag: str, chosen: tuple[str, str]
) -> None:
    assert languages.chosen(words, tag) == chosen
