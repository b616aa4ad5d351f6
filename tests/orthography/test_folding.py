"""The laws of folding, on arbitrary Unicode."""

from __future__ import annotations

import sys
import unicodedata

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import examples
from fitnacorpus.errors import ConfigError
from fitnacorpus.model import Span
from fitnacorpus.orthography import (
    PROFILES,
    STEP_NAMES,
    Profile,
    fold,
    fold_key,
    fold_text,
    profile_from_steps,
)
from fitnacorpus.orthography.folding import SHORT, fold_plain
from fitnacorpus.orthography.kernel import CHUNK, fold_table
from fitnacorpus.orthography.rules import rules_for
from fitnacorpus.orthography.steps import _MAYBE, belongs_to_letter

# Where the rules meet: marks that compose, signs that go, characters that become several.
MEETING = (
    "abszSgGḫšṯḏḳéẹÅßﬁ' ’‘`ʿʾ\u0301\u0323\u030c\u0327\u0331\u0345\u0344 -–،.\n\t\u00a0\u2028"
    "اأإآٱبوؤيئىةهءکیےۓہۂۀەۃـ\u064b\u064e\u0651\u0652\u0653\u0654\u0655\u0670\u0610\u06d6\u06dd"
    "ﻻﻷﷲﷺﷻﱠﹰﹼﳲ٣۳\u200c\u200d\u200f\ufeff\u034f\u1100\u1161\u11a8가각\u0958\u0915\u093c"
    "\ufb1e\ufb2a\ufacf\U0001d7ce\U000e0041\U0001f600\U00010400\ud800\udc00\0\x01\uffff"
)
some_text = st.text(st.sampled_from(MEETING), max_size=24)
any_text = st.one_of(st.text(max_size=40), st.text(st.characters(), max_size=40), some_text)
profiles = st.one_of(
    st.sampled_from(sorted(PROFILES)),
    st.sets(st.sampled_from(STEP_NAMES)).map(
        lambda s: profile_from_steps("mine", s | {"ayn"} if "possessive" in s else s)
    ),
)
langs = st.sampled_from(["ar", "en", "en-GB", "ar-Latn-x-ijmes", "fa", "", "??"])


@given(any_text, langs, profiles)
@settings(max_examples=examples(600))
def test_folding_twice_changes_nothing(text: str, lang: str, profile: str | Profile) -> None:
    once = fold_text(text, lang, profile)
    assert fold_text(once, lang, profile) == once


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_every_code_point_folds_the_same_twice_and_in_either_form(profile: str) -> None:
    final = rules_for(profile, "ar").final
    for code in [
        *range(0x3000),
        *range(0xA000, 0xAC00),
        *range(0xD7A0, 0x11000),
        *range(0x1D000, 0x1F000),
    ]:
        c = chr(code)
        once = final[c]
        assert "".join(map(final.__getitem__, once)) == once, hex(code)
        assert fold_text(unicodedata.normalize("NFD", c), "ar", profile) == once, hex(code)


@given(any_text, langs, profiles)
@settings(max_examples=examples(400))
def test_offsets_never_fall_and_stay_in_range(text: str, lang: str, profile: str | Profile) -> None:
    folded = fold(text, lang, profile)
    offsets = folded.offsets
    assert offsets.dtype == np.int32
    assert len(offsets) == len(folded.text)
    assert (np.diff(offsets) >= 0).all()
    assert not len(offsets) or (offsets[0] >= 0 and offsets[-1] < len(text))


@given(any_text, any_text, st.sampled_from(" \n\t\u00a0\u2003"), langs, profiles)
@settings(max_examples=examples(600))
def test_parts_cut_at_white_space_fold_to_the_parts_of_the_fold(
    a: str, b: str, space: str, lang: str, profile: str | Profile
) -> None:
    left, middle, right = (fold(t, lang, profile) for t in (a, space, b))
    whole = fold(a + space + b, lang, profile)
    assert whole.text == left.text + middle.text + right.text
    shifted = [*left.offsets, *(middle.offsets + len(a)), *(right.offsets + len(a) + 1)]
    assert whole.offsets.tolist() == shifted


@given(any_text, langs, profiles)
@settings(max_examples=examples(600))
@example("Amr's's'b ''s a''s x'ś", "en", "tag")
def test_both_kernels_agree(text: str, lang: str, profile: str | Profile) -> None:
    rules = rules_for(profile, lang)
    plain, offsets = fold_plain(text, rules)
    table, places = fold_table(text, rules)
    assert table == plain
    assert places.tolist() == list(offsets)
    assert fold_text(text, lang, profile) == plain


def test_kernels_agree_on_more_than_one_chunk() -> None:
    words = ["Muʿāwiya's", "مصرّاً", "علی،", "ﷺ", "s\u030c\u0323x", "\U0001f600", "\ud800", "x" * 999]
    text = " ".join(words * (CHUNK // 400))
    assert len(text) > 2 * CHUNK
    for profile in PROFILES:
        rules = rules_for(profile, "en")
        plain, offsets = fold_plain(text, rules)
        table, places = fold_table(text, rules)
        assert table == plain
        assert places.tolist() == list(offsets)


def test_a_text_without_spaces_longer_than_a_chunk_folds_whole() -> None:
    text = "مُ" * CHUNK
    assert fold(text, "ar").text == "م" * CHUNK


@given(any_text, langs, profiles)
@settings(max_examples=examples(600))
def test_nfc_and_nfd_fold_to_the_same(text: str, lang: str, profile: str | Profile) -> None:
    forms = {fold_text(unicodedata.normalize(form, text), lang, profile) for form in ("NFC", "NFD")}
    assert forms == {fold_text(text, lang, profile)}


def test_the_list_of_composing_characters_is_that_of_unicode() -> None:
    second = set()
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            c = chr(int(parts[1], 16))
            pair = chr(int(parts[0], 16)) + c
            if not unicodedata.combining(c) and len(unicodedata.normalize("NFC", pair)) == 1:
                second.add(c)
    hangul = set(map(chr, [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]))
    assert second | hangul <= _MAYBE


def test_a_million_marks_fold_in_a_moment() -> None:
    marks = "a" + "\u0301\u0323" * 100_000
    assert fold_text(marks, "en", "display").startswith("ạ")
    assert fold_text(marks, "en", "search") == "a"


@given(any_text, st.data())
def test_a_source_span_never_cuts_a_letter_from_its_marks(text: str, data: st.DataObject) -> None:
    folded = fold(text, "ar", data.draw(profiles))
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.source_span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    if start == end:
        assert span.start == span.end
        return
    assert span.end == len(text) or not belongs_to_letter(text[span.end])
    assert span.start == 0 or not belongs_to_letter(text[span.start])
    back = folded.folded_span(*span)
    assert back.start <= start
    assert back.end >= end


def test_spans_map_both_ways() -> None:
    text = "قال عَلِيٌّ، ثم"
    folded = fold(text, "ar", "search")
    at = folded.text.index("علي")
    span = folded.source_span(at, at + 3)
    assert text[span.start : span.end] == "عَلِيٌّ"
    assert folded.folded_span(*span) == Span(at, at + 3)


def test_all_of_a_ligature_points_at_the_ligature() -> None:
    folded = fold("قال ﷺ", "ar", "search")
    assert folded.text == "قال  صلي الله عليه وسلم "
    assert set(folded.offsets[4:].tolist()) == {4}
    at = folded.text.index("الله")
    assert folded.source_span(at, at + 4) == Span(4, 5)


@pytest.mark.parametrize(
    ("text", "name", "source", "whole"),
    [
        ("and ʿAmr said", "Amr", "ʿAmr", "ʿAmr"),
        ("in Rabīʿ.", "Rabi", "Rabīʿ", "Rabīʿ"),
        ("al-Ju‘fi", "Jufi", "Ju‘fi", "Ju‘fi"),
        ("When 'Amr departed", "Amr", "Amr", "'Amr"),
        ("‘Ali’ he said", "Ali", "Ali", "Ali"),
        ("said 'Basr'", "Basr", "Basr", "Basr"),
        ("Ali’s rule", "Ali", "Ali", "Ali"),
    ],
)
def test_the_edges_of_a_name(text: str, name: str, source: str, whole: str) -> None:
    folded = fold(text, "en", "tag")
    at = folded.text.index(name)
    span = folded.source_span(at, at + len(name))
    assert text[span.start : span.end] == source
    span = folded.name_span(at, at + len(name))
    assert text[span.start : span.end] == whole


def test_span_outside_the_text_is_refused() -> None:
    with pytest.raises(IndexError, match="0:9"):
        fold("علي", "ar").source_span(0, 9)


@pytest.mark.parametrize(
    ("text", "search", "tag"),
    [
        ("Ali's rule", "ali rule", "Ali's rule"),
        ("Ali’s rule", "ali rule", "Ali's rule"),
        ("Sa'd's men", "sad men", "Sad's men"),
        ("'Amr b. al-ʿĀṣ", "amr b  al as", "Amr b. al-As"),
        ("Qais b Sa'ad", "qais b saad", "Qais b Saad"),
        ("‘Ali’", "ali", "Ali"),
        ("the Jews' men", "the jews men", "the Jews men"),
    ],
)
def test_apostrophes_in_english(text: str, search: str, tag: str) -> None:
    assert fold_text(text, "en", "search") == search
    assert fold_text(text, "en", "tag") == tag


def test_a_transliteration_has_no_possessive() -> None:
    assert fold_text("al-Mala's", "ar-Latn-x-ijmes", "search") == "al malas"


def test_fold_key_joins_and_trims_white_space() -> None:
    assert fold_key(" علي ،  معاوية.", "ar") == "علي معاويه"


def test_long_and_short_texts_have_offsets_of_one_type() -> None:
    for text in ("علي", "علي " * SHORT):
        assert fold(text, "ar").offsets.dtype == np.int32


def test_folded_values_compare() -> None:
    assert fold("علي", "ar") == fold("علي", "ar")
    assert fold("علي", "ar") != fold("عَلي", "ar")
    assert len({fold("علي", "ar"), fold("علي", "ar")}) == 1


@pytest.mark.parametrize(
    ("name", "steps", "code"),
    [
        ("mine", ["case", "hamzah"], "profile-unknown-step"),
        ("mine", ["case", "case"], "profile-repeated-step"),
        ("mine", ["possessive"], "profile-needs-step"),
        ("search", ["case"], "profile-taken"),
    ],
)
def test_a_wrong_profile_is_refused(name: str, steps: list[str], code: str) -> None:
    with pytest.raises(ConfigError) as caught:
        profile_from_steps(name, steps)
    assert caught.value.code == code
    if code == "profile-unknown-step":
        assert "'hamzah'" in str(caught.value)
        assert "ta-marbuta" in str(caught.value)


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="search, tag, embed, display"):
        fold("x", "en", "serach")


def test_a_profile_of_the_users_own_does_what_its_steps_say() -> None:
    mine = profile_from_steps("mine", ["ya", "tashkil"])
    assert mine.steps == ("tashkil", "ya")
    assert fold_text("عَلى أحمد", "ar", mine) == "علي أحمد"
