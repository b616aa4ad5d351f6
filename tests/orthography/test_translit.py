"""Transliteration both ways, and what a query may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitnacorpus.orthography import fold_key, name_key, translit

NAMES = (
    "مَالِك الأَشْتَر",
    "مُعَاوِيَة بن أبي سفيان",
    "بُسْر بن أبي أرطاة",
    "عَائِشَة",
    "مُصْطَفَى",
    "لُؤَيّ",
    "ٱلحسن",
    "قرآن",
)


@pytest.mark.parametrize("scheme", ["buckwalter", "hsb"])
@pytest.mark.parametrize("name", NAMES)
def test_letters_come_back_from_a_scheme(name: str, scheme: str) -> None:
    assert translit.to_arabic(translit.from_arabic(name, scheme), scheme) == name


@pytest.mark.parametrize("name", NAMES)
def test_safe_buckwalter_comes_back(name: str) -> None:
    assert (
        translit.to_arabic(translit.from_arabic(name, "safe-buckwalter"), "safe-buckwalter") == name
    )


def test_buckwalter_is_buckwalters() -> None:
    assert translit.from_arabic("مَالِك الأَشْتَر") == "maAlik Al>a$otar"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("mAlk Al>$tr", "مالك الأشتر"),
        ("mEAwyp bn >by sfyAn", "معاوية بن أبي سفيان"),
        ("Ely", "علي"),
        ("Emrw bn AlEAS", "عمرو بن العاص"),
        ("Muʿāwiya b. Ḥudayj", "معاوية بن حديج"),
        ("ʿAlī b. Abī Ṭālib", "علي بن أبي طالب"),
        ("ʿAmr b. al-ʿĀṣ", "عمرو بن العاص"),
        ("ʿĀʾisha", "عائشة"),
        ("Abū Mūsā al-Ashʿarī", "أبو موسى الأشعري"),
        ("ʿUmar b. al-Khaṭṭāb", "عمر بن الخطاب"),
        ("Ḫālid b. al-Walīd", "خالد بن الوليد"),
        ("ʻUthmān ibn ʻAffān", "عثمان بن عفان"),
        ("Muṣṭafá", "مصطفى"),
        ("ʿAbd al-Raḥmān b. Muljam", "عبد الرحمن بن ملجم"),
        ("Ṣiffīn", "صفين"),
        ("al-Kūfa", "الكوفة"),
    ],
)
def test_a_query_in_letters_of_a_scheme_finds_its_name(query: str, name: str) -> None:
    assert name_key(name) in [name_key(r.text) for r in translit.query_readings(query)]


@pytest.mark.parametrize(
    "query", ["Ali", "Malik al-Ashtar", "ALI", "Amr ibn al-As", "علي", "Basra", ""]
)
def test_an_ordinary_query_has_one_reading(query: str) -> None:
    assert translit.query_readings(query) == [translit.Reading(query, "as-is")]


def test_buckwalter_does_not_mix_up_amr_and_umar() -> None:
    readings = [fold_key(r.text, "ar") for r in translit.query_readings("Emr")]
    assert fold_key("عمر", "ar") in readings
    assert fold_key("عمرو", "ar") not in readings


def test_unknown_schemes_are_refused() -> None:
    with pytest.raises(ValueError, match="buckwalter, safe-buckwalter, hsb"):
        translit.from_arabic("علي", "iso")


@given(st.one_of(st.text(max_size=20), st.text(st.sampled_from("عَلِيّاُوىةآلٱـ \ufefb"), max_size=12)))
def test_any_text_can_be_read(text: str) -> None:
    assert translit.query_readings(text)[0].text == text
