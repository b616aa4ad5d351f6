"""The transliteration model: what it prefers, and what its parameters must be."""

import numpy as np
import pytest

from fitnacorpus.names import matching, sounds
from fitnacorpus.names import transducer as tr
from fitnacorpus.names.tokens import DAUGHTER, FATHER, ISM, SON, SON_OF_FATHER, parse


def likelihood(latin, arabic):
    return float(tr.likelihood(*tr.encode_latin([latin]), *tr.encode_arabic([arabic]))[0])


@pytest.mark.parametrize(
    ("latin", "right", "wrong"),
    [
        ("ashtar", "اشتر", "اشعري"),
        ("busr", "بسر", "بصره"),
        ("basra", "بصره", "بشر"),
        ("bishr", "بشر", "بسر"),
        ("hudayj", "حديج", "حذيفه"),
        ("muawiya", "معاويه", "معاذ"),
        ("uthman", "عثمان", "عفان"),
        ("amr", "عمرو", "عمار"),
    ],
)
def test_the_right_word_is_likelier(latin, right, wrong):
    assert likelihood(latin, right) > likelihood(latin, wrong) + 1


def test_a_word_of_any_length_is_read():
    long_latin, long_arabic = "nebuchadnezzarzadeghan", "فسيستخلفونكموهاوغيرهم"
    assert likelihood(long_latin, "نبوخذنصر") == likelihood(long_latin[:16], "نبوخذنصر")
    assert likelihood("busr", long_arabic) == likelihood("busr", long_arabic[:16])
    shape = matching.encode([matching.sounds_latin(long_latin)]).shape
    assert shape == (1, 16)


def test_a_batch_gives_what_single_pairs_give():
    latin, arabic = ["busr", "muawiya", "a"], ["بسر", "معاويه", "عبدالرحمن"]
    together = tr.likelihood(*tr.encode_latin(latin), *tr.encode_arabic(arabic))
    alone = [likelihood(a, b) for a, b in zip(latin, arabic, strict=True)]
    assert together.tolist() == pytest.approx(alone)


def test_likelihood_is_the_best_division_into_pieces():
    """Against a plain recursion over the same parameters."""
    m = tr.model()
    letters, _ = tr.encode_latin(["bishr"])
    columns, states = m.columns(letters)[0], tr.states("بشر")

    def best(i, j):
        if i == 0:
            return 0.0 if j == 0 else -np.inf
        return max(
            best(i - 1, j - k) + float(m.emit[states[i - 1], columns[k, j] if k else tr.UNKNOWN])
            for k in range(min(j, tr.PIECE) + 1)
        )

    assert likelihood("bishr", "بشر") == pytest.approx(best(3, 5))


def test_the_parameters_are_log_probabilities():
    m = tr.model()
    known = np.exp(m.emit[:, tr.UNKNOWN :]).sum(axis=1)
    # Pieces that no state gives often are left out, and values are stored in steps.
    assert known.max() < 1.05
    assert known[tr.states("بنتمرسلكد")].min() > 0.8
    assert np.exp(m.background).sum(axis=1) == pytest.approx(1, abs=0.05)
    assert (m.gap <= 0).all()
    assert (m.alike == m.alike.T).all()
    assert (np.diag(m.alike)[1:] > 0).all()


def test_pieces_are_the_letters_before_a_place():
    codes = tr.pieces(np.array([[*tr.codes("abc"), 0]], dtype=np.int16))[0]
    assert codes[0].tolist() == [0] * 5
    assert codes[1, 1:4].tolist() == [1, 2, 3]
    assert codes[2, 3] == 2 * tr.BASE + 3
    assert codes[3, 3] == (1 * tr.BASE + 2) * tr.BASE + 3
    assert codes[2, 1] == -1


def test_the_model_is_small():
    assert tr._PATH.stat().st_size < 2_000_000


@pytest.mark.parametrize(
    ("a", "near", "far"),
    [
        ("muhamad", "muhamid", "mahmud"),
        ("kufa", "qufa", "misr"),
        ("بشر", "بسر", "بقر"),
        ("صالح", "سالح", "فالح"),
    ],
)
def test_words_of_one_script(a, near, far):
    arabic = "\u0600" < a[0] < "\u06ff"
    cut = matching.letters_arabic if arabic else matching.sounds_latin
    m = tr.model()
    odds = matching.arabic_odds() if arabic else (m.alike, m.gap)
    left, right = matching.encode([cut(a)] * 3), matching.encode([cut(w) for w in (a, near, far)])
    itself, first, second = matching.aligned(left, right, *odds).tolist()
    assert itself > first > second
    assert matching.aligned(right, left, *odds).tolist() == pytest.approx([itself, first, second])


def test_both_scripts_share_features():
    for latin, arabic in (("shurahbil", "شرحبيل"), ("qulzum", "قلزم"), ("uthman", "عثمان")):
        shared = set(sounds.features(latin)) & set(sounds.features(arabic))
        assert len(shared) > 2 * len(set(sounds.features(latin)) & set(sounds.features("كوفه")))
    assert sounds.bones("uthman") and sounds.bones("قلزم") == sounds.bones("qulzum")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ali ibn Abi Talib", [("ali", ISM), ("talib", SON_OF_FATHER)]),
        ("علي بن أبي طالب", [("علي", ISM), ("طالب", SON_OF_FATHER)]),
        ("Aisha bint Talha", [("aysha", ISM), ("talha", DAUGHTER)]),
        ("Abu Musa", [("musa", FATHER)]),
        ("Ibn Sina", [("sina", SON)]),
        ("Nuruddin", [("nur", ISM), ("din", ISM)]),
        ("نورالدين", [("نور", ISM), ("دين", ISM)]),
        ("Ubaydullah", [("ubayd", ISM), ("alah", ISM)]),
        ("Zayn al-Abidin", [("zayn", ISM), ("abidin", ISM)]),
        ("ibn", []),
    ],
)
def test_words_and_roles(name, words):
    assert [(t.text, t.role) for t in parse(name).tokens] == words


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Muʿāwiya II", 2),
        ("Muawiya the Second", 2),
        ("معاوية الثاني", 2),
        ("Yazid III", 3),
        ("I", 0),
        ("Muawiya", 0),
    ],
)
def test_regnal_numbers(name, number):
    assert parse(name).number == number
