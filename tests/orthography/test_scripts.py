from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.orthography import scripts


@pytest.mark.parametrize(
    ("lang", "script"),
    [("ar", "Arab"), ("ar-Latn", "Latn"), ("ar-Latn-x-ijmes", "Latn"), ("en", "Latn"),
     ("fa", "Arab"), ("tr-Arab", "Arab"), ("ru", ""), ("ru-Latn", "Latn")],
)  # fmt: skip
def test_a_tag_implies_a_script(lang: str, script: str) -> None:
    assert scripts.of_language(lang) == script


@pytest.mark.parametrize(
    ("text", "lang", "runs"),
    [
        ("the fort (الحصن) of Hit", "en", ["الحصن"]),
        ("he said السلام عليكم to him", "en", ["السلام عليكم"]),
        ("the Prophet ﷺ came", "en", ["ﷺ"]),
        ("“قال نعم”. ثم", "en", ["قال نعم", "ثم"]),
        ("Muʿāwiya b. Abī Sufyān", "en", []),
        ("ولد في Madrid عام", "ar", ["Madrid"]),
        ("كتاب The Succession to Muḥammad (1997)", "ar", ["The Succession to Muḥammad"]),
        ("سنة ٣٧ و 657", "ar", []),
        ("Москва и الكوفة", "ru", []),
        ("الكوفة\nالبصرة", "en", ["الكوفة", "البصرة"]),
    ],
)
def test_runs_of_the_other_script(text: str, lang: str, runs: list[str]) -> None:
    assert [text[s.start : s.end] for s in scripts.foreign(text, lang)] == runs


@given(st.text(st.sampled_from("aé bالكا، .\n(ﷺ1٣-"), max_size=30), st.sampled_from(["ar", "en"]))
def test_outside_the_runs_nothing_is_foreign(text: str, lang: str) -> None:
    rest = list(text)
    for run in scripts.foreign(text, lang):
        assert scripts.tag_for(scripts.of_text(text[run.start : run.end]), lang)
        rest[run.start : run.end] = " " * (run.end - run.start)
    assert scripts.foreign("".join(rest), lang) == []
