"""A lexicon of translation: stems, renderings, learning, and names heard across scripts."""

import io

import numpy as np
import pytest

from fitnacorpus.align import lexicon, sound
from fitnacorpus.align.lexicon import Stems


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والكتاب", "كتاب"),
        ("كتابهم", "كتاب"),
        ("وكتاب", "كتاب"),
        ("وجد", "وجد"),
        ("مدينه", "مدين"),
        ("مدينته", "مدين"),
    ],
)
def test_stems(word, stem):
    assert Stems({"كتاب": 20, "وجد": 9, "مدينه": 8, "كتابهم": 2}).of(word) == stem


@pytest.mark.parametrize(
    ("arabic", "english"), [("بايع", "pledged"), ("فقتلوه", "killed"), ("المدينة", "city")]
)
def test_words_that_render_one_another(arabic, english):
    known = lexicon.shipped()
    rows = np.array(known.numbers(arabic, "ar"))
    columns = np.array(known.numbers(english, "en"))
    assert known.table("ar", rows, columns).dense().max() > 0.1
    assert known.table("en", columns, rows).dense().max() > 0.02
    other = np.array(known.numbers("camel", "en"))
    assert known.table("ar", rows, other).dense().max() == 0


def test_every_shipped_table_fits_its_words():
    known = lexicon.shipped()
    assert known.sizes["ar"] == len(known.counts["ar"])
    best = known.best("en", np.arange(known.sizes["en"]))
    assert max(p for _, p in best) <= 1
    assert all(-1 <= k < known.sizes["ar"] for k, _ in best)


def test_learning_finds_what_answers_what():
    pytest.importorskip("snowballstemmer")
    from fitnacorpus.align import lexicon_training as training

    nouns = [("ملك", "king"), ("مدينة", "city"), ("جيش", "army"), ("نهر", "river")]
    verbs = [("رأى", "saw"), ("ترك", "left"), ("طلب", "sought")]
    pairs = [
        (f"{v} {a} {b}", f"{a_en} {v_en} {b_en}")
        for v, v_en in verbs
        for a, a_en in nouns
        for b, b_en in nouns
    ]
    file = io.BytesIO()
    training.write(file, training.train(pairs * 3))
    file.seek(0)
    learnt = lexicon.read(file)
    for arabic, english in nouns:
        ((best, chance),) = learnt.best("ar", np.array(learnt.numbers(arabic, "ar")))
        assert [best] == learnt.numbers(english, "en")
        assert chance > 0.5
    with pytest.raises(ValueError, match="no pair"):
        training.train([])


ARABIC = [
    ["فكتب", "معاوية", "بن", "أبي", "سفيان", "إلى", "الأشتر"],
    ["وكان", "علي", "يوم", "الجمل"],
]


@pytest.mark.parametrize(
    ("name", "word"), [("Muâvia", "معاوية"), ("Ashtar", "الأشتر"), ("Sofiân", "سفيان")]
)
def test_names_are_heard_across_scripts(name, word):
    english = [["Then", name, "wrote", "and", "he", "wrote"]]
    heard = sound.heard(ARABIC, english, lexicon.shipped())
    assert [n for n, _ in heard.get(word, ())] == [name.lower().replace("â", "a")]
    assert "وكان" not in heard


@pytest.mark.parametrize("word", ["The", "But", "March", "XIV", "January"])
def test_capitals_alone_make_no_name(word):
    assert sound.english_names([[word, "went", "home"]]) == frozenset()


def test_a_word_that_is_mostly_small_is_no_name():
    assert sound.english_names([["Water", "water", "flowed"], ["Kufa", "fell"]]) == {"kufa"}
