"""Bare first names that several men bear; the men are invented."""

import pytest

from fitnacorpus.model import Span
from fitnacorpus.names.suggest.candidates import TextView
from fitnacorpus.names.suggest.drafting import SURE, suggest


def draft_of(form, source, lang):
    spans, at = [], 0
    for line in source.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    drafts = suggest([TextView("t", lang, source, tuple(spans))])
    return next(d for d in drafts if any(f.text == form for f in d.forms))


MEN = {
    "ar": "ثم جاء {0} بن {1} ليلا\nوخرج {0} بن {1} هناك",
    "en": "Then {0} b. {1} fled.\nThey feared {0} b. {1} there.",
}
BARE = {
    "ar": "\nفقال {0} له\nثم أقبل {0} إليهم\nوسمع {0} ذلك",
    "en": "\nThey saw {0} there.\nThen came {0} again.\nBut {0} said no.",
}


def told(name, fathers, lang):
    return "\n".join(MEN[lang].format(name, f) for f in fathers) + BARE[lang].format(name)


@pytest.mark.parametrize(
    ("lang", "name", "fathers", "bearers"),
    [
        ("ar", "زهير", ["وهب", "ظافر", "مهران"], 3),
        ("ar", "يزيد", ["أبي ظافر", "عبد الله", "عبد الملك", "مهران", "جابر"], 5),
        ("en", "Zuhayr", ["Wahb", "Zafir", "Mihran"], 3),
        ("en", "Yazid", ["Abi Zafir", "Wahb", "Mihran"], 3),
    ],
)
def test_a_first_name_of_several_men_is_no_ones(lang, name, fathers, bearers):
    draft = draft_of(name, told(name, fathers, lang), lang)
    assert draft.weight < SURE
    assert f"borne by {bearers} here" in draft.because
    assert fathers[0] in draft.because


@pytest.mark.parametrize(
    ("lang", "name", "fathers"),
    [
        ("ar", "زهير", ["وهب"]),
        ("ar", "زهير", ["وهب", "ظافر"]),
        # One father in two spellings, and with his own father: one man.
        ("ar", "زهير", ["أبي ظافر", "ابى ظافر", "أبي ظافر بن مهران"]),
        ("en", "Zuhayr", ["Wahb", "Mihran"]),
    ],
)
def test_a_first_name_of_one_man_or_two_may_be_ticked(lang, name, fathers):
    draft = draft_of(name, told(name, fathers, lang), lang)
    assert draft.weight >= SURE
    assert "borne by" not in draft.because


def test_a_man_of_every_page_is_not_his_rare_namesakes():
    source = told("زهير", ["وهب", "ظافر", "مهران"], "ar")
    assert draft_of("زهير", source + 45 * "\nثم أقبل زهير إليهم", "ar").weight >= SURE
    assert draft_of("زهير", source + 15 * "\nثم أقبل زهير إليهم", "ar").weight < SURE


def test_who_is_named_with_his_father_is_one_man():
    source = told("زهير", ["وهب", "ظافر", "مهران"], "ar")
    draft = draft_of("زهير بن ظافر", source, "ar")
    assert draft.weight >= SURE and [f.text for f in draft.forms] == ["زهير بن ظافر"]
