"""What translations teach beside the lexicon of the package."""

from random import Random

import numpy as np
import pytest

from fitnacorpus.align import lexicon, lexicon_learning
from fitnacorpus.align.lexicon import HELD, Taught
from fitnacorpus.align.lexicon_learning import LEAST, learn, taught, tried

LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمن"
LATIN = "bcdfghjklmnpqrstvwxz"


def invented(count):
    """Words that no lexicon knows, and their invented translations."""
    chance = Random(7)
    arabic, english = (
        ["".join(chance.choices(letters, k=6)) for _ in range(count)]
        for letters in (LETTERS, LATIN)
    )
    return list(zip(arabic, english, strict=True))


def sentences(count, shuffled=False):
    chance, words = Random(8), invented(40)
    drawn = [[chance.choice(words) for _ in range(5)] for _ in range(count)]
    other = drawn[1:] + drawn[:1] if shuffled else drawn
    return [
        (" ".join(a for a, _ in here), " ".join(e for _, e in reversed(there)))
        for here, there in zip(drawn, other, strict=True)
    ]


def test_translations_of_unknown_words_make_them_known():
    lesson = learn(sentences(200), lexicon.shipped())
    assert lesson.helps
    assert lesson.before.share < 0.2 < 0.9 < lesson.after.share
    assert lesson.after.known > 0.9 > 0.2 > lesson.before.known
    words = {(a, e) for a, e in invented(40)}
    best = {}
    for arabic, english, count, _ in lesson.taught.renders:
        if count > best.get(arabic, ("", 0.0))[1]:
            best[arabic] = english, count
    assert sum((a, e) in words for a, (e, _) in best.items()) >= 38


def test_what_is_no_translation_does_not_help():
    assert not learn(sentences(200, shuffled=True), lexicon.shipped()).helps


def test_few_pairs_are_refused():
    with pytest.raises(ValueError, match=str(LEAST - 1)):
        learn(sentences(LEAST - 1), lexicon.shipped())


def test_a_pair_that_stands_often_counts_once():
    pairs = sentences(LEAST - 1)
    with pytest.raises(ValueError, match=str(LEAST - 1)):
        learn(pairs + pairs, lexicon.shipped())


def test_no_pair_is_tried_by_what_was_learnt_from_it(monkeypatch):
    pairs, used = sentences(LEAST), []
    real = lexicon_learning.taught
    monkeypatch.setattr(
        lexicon_learning, "taught", lambda some, known: used.append(list(some)) or real(some, known)
    )
    tried_on = []
    monkeypatch.setattr(
        lexicon_learning,
        "tried",
        lambda some, known: tried_on.append(list(some)) or tried(some, known),
    )
    learn(pairs, lexicon.shipped())
    assert {*tried_on[0]} == {*tried_on[1]}
    assert any(not {*tried_on[0]} & {*some} for some in used)


def chance(known, lang, word, other, other_lang):
    rows, columns = known.numbers(word, lang), known.numbers(other, other_lang)
    return float(known.table(lang, np.array(rows), np.array(columns)).dense()[0, 0])


def test_a_known_word_keeps_its_renderings_with_their_weight():
    known = lexicon.shipped()
    before = chance(known, "ar", "مدينة", "city", "en")
    assert before > 0.1
    stem, new = known.stemmed("مدينة", "ar")[0], "zzqx"
    counts = Taught(1, {"ar": {stem: 5}, "en": {new: 5}}, ((stem, new, HELD, HELD),))
    after = known.taught(counts)
    assert chance(after, "ar", "مدينة", "city", "en") == pytest.approx(before / 2, abs=1e-3)
    assert chance(after, "ar", "مدينة", new, "en") == pytest.approx(0.5, abs=0.01)
    assert chance(after, "en", new, "مدينة", "ar") == pytest.approx(1)
    assert not known.numbers(new, "en")


def test_counts_are_of_sentences_and_hold_no_words_seen_once():
    found = taught([("كلمه واحده", "one word"), *sentences(50)], lexicon.shipped())
    assert found.pairs == 50
    assert "word" not in found.seen["en"]
