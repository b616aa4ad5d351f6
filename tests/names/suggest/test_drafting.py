"""Drafts from texts that nobody has tagged; the texts are invented, the patterns are not."""

import pytest

from fitnacorpus.model import Span
from fitnacorpus.names.suggest import spot_arabic, spot_english
from fitnacorpus.names.suggest.candidates import CandidateName, TextView
from fitnacorpus.names.suggest.drafting import suggest


def reading(source, lang, text="t", labels=()):
    spans, at = [], 0
    for sentence in source.split("\n"):
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return TextView(text, lang, source, tuple(spans), tuple(labels))


def english(source):
    return {(s.form, s.kind) for s in spot_english.spot([reading(source, "en")])}


def arabic(source):
    return {(s.form, s.kind) for s in spot_arabic.spot([reading(source, "ar")], {})}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Then Harun b. Musa al-Kufi fled.", ("Harun b. Musa al-Kufi", "person")),
        ("They met Abu'l-Fath there.", ("Abu'l-Fath", "")),
        ("They met Ibn Zafar there.", ("Ibn Zafar", "person")),
        ("The governor of Qus rose.", ("Qus", "place")),
        ("They lived in Raqqa then.", ("Raqqa", "place")),
        ("He served Caliph Radi well.", ("Radi", "person")),
        ("It was Zafar's own horse.", ("Zafar", "person")),
        ("He joined the Banu Tamim there.", ("Banu Tamim", "group")),
        ("All feared ʿUmar al-Nuʿman then.", ("ʿUmar al-Nuʿman", "")),
        ("It fell to Sulayman II in the end.", ("Sulayman II", "")),
        ("He wrote to Sultan Amir ibn Zafar then.", ("Amir ibn Zafar", "person")),
        ("They feared Duarte de Meneses then.", ("Duarte de Meneses", "")),
    ],
)
def test_english(source, expected):
    assert expected in english(source)


def test_a_capital_at_the_beginning_tells_nothing_by_itself():
    assert english("Thunder rolled over the hills.") == set()
    assert english("However, nothing came of it. Recognising this, he left.") == set()
    twice = english("Zafar rose early.\nThen came Zafar again.")
    assert {form for form, _ in twice} == {"Zafar"}
    assert english("Raids went on.\nThe raids hurt.\nMany Raids hurt.") == set()


def test_a_missing_full_stop_parts_two_names_known_alone():
    found = english("They left Qus in haste.\nThey feared Zafar then.\nHe left Qus Zafar was ill.")
    assert {form for form, _ in found} == {"Qus", "Zafar"}


def test_months_quotations_and_possessives_are_no_part_of_names():
    assert english("It was in March that he left.") == set()
    assert english("It was on Good Friday that he left.") == set()
    assert english("He said, ‘Arise and go.’") == set()
    assert ("Tulun", "person") in english("It was Tulun’s own.")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ثم هرب هارون بن موسى الكوفي ليلا", ("هارون بن موسى الكوفي", "person")),
        ("قابل ابن ظافر هناك", ("ابن ظافر", "person")),
        ("رأى أبا الفتح البستي هناك", ("أبا الفتح البستي", "person")),
        ("جاء عبد الرحمن بن عوف", ("عبد الرحمن بن عوف", "person")),
        ("دخلت فاطمة بنت أسد", ("فاطمة بنت أسد", "person")),
        ("قال: يا ظافر تعال\nجاء ظافر", ("ظافر", "person")),
        ("خرج من مدينة قوص\nعاد إلى قوص", ("قوص", "place")),
        ("كانت معركة النيل شديدة", ("معركة النيل", "event")),
        ("عينه حاكما على قوص", ("قوص", "place")),
        ("ذهب هارون (رضي الله عنه)\nقال هارون", ("هارون", "person")),
    ],
)
def test_arabic(source, expected):
    assert expected in arabic(source)


def test_arabic_words_that_only_look_like_names():
    assert arabic("جاء ابن عمه وابن أخيه إلى السوق") == set()
    assert arabic("قال له يا رسول الله ويا قوم") == set()
    # What stands with and without the article is a common noun.
    assert arabic("دخل مدينة كبيرة\nخرج من المدينة الكبيرة\nرأى كبيرة") == set()


def test_a_year_before_a_formula_of_blessing_is_no_man():
    source = (
        "توفي سنة عشرين وثمانمئة رحمه الله\nومات سنة تسعين وثمانمئة رحمه الله\n"
        "من أهل المئة التاسعة رحمه الله\nوكان في المئة التاسعة رحمه الله\n"
        "وكتب لأخيه زريق رحمه الله\nفقرأ زريق رحمه الله"
    )
    assert {form for form, kind in arabic(source) if kind == "person"} == {"زريق"}


def test_a_list_of_places_is_walked_along():
    found = arabic("عينه حاكما على قوص وأسوان وإسنا وقنا")
    assert {form for form, kind in found if kind == "place"} >= {"قوص", "أسوان", "إسنا", "قنا"}


def test_particles_stand_outside():
    (source, place) = "خرج من مدينة قوص\nأقام بقوص\nهو والي قوص", "قوص"
    spans = {s.span for s in spot_arabic.spot([reading(source, "ar")], {}) if s.form == place}
    assert {source[a:b] for a, b in spans} == {place} and len(spans) == 3


TEXTS = (
    reading("Harun ibn Musa left Qus.\nThen Harun died in Qus.\nThey wept for Harun.", "en", "en"),
    reading("خرج هارون بن موسى من مدينة قوص\nومات هارون في قوص", "ar", "ar"),
)


@pytest.mark.parametrize(
    ("name", "in_arabic"),
    [("Zuhayr ibn Wahb", "زهير بن وهب"), ("Hisham ibn Mahdi", "هشام بن مهدي")],
)
def test_a_name_with_a_ha_is_heard_in_both_languages(name, in_arabic):
    both = [
        reading(f"Then {name} fled.\nThey feared {name} there.", "en", "one"),
        reading(f"ثم هرب {in_arabic} ليلا.\nوخافوا من {in_arabic} هناك.", "ar", "two"),
    ]
    drafts = [{form.text for form in draft.forms} for draft in suggest(both)]
    assert any({name, in_arabic} <= forms for forms in drafts)


def joined(one, other, english, arabic):
    both = [reading(english, "en", "one"), reading(arabic, "ar", "two")]
    drafts = [{form.text for form in draft.forms} for draft in suggest(both)]
    return any({one, other} <= forms for forms in drafts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ras Zafir", "رأس ظافر"),
        ("battle of Ras Zafir", "وقعة رأس ظافر"),
        ("Fall of Qus", "سقوط قوص"),
        ("Batir", "بطر"),
    ],
)
def test_what_stands_in_a_chronicle_of_each_language_is_one(one, other):
    english = (
        "They met at Ras Zafir in spring.\nThe battle of Ras Zafir was lost.\n"
        "Then they saw the Fall of Qus.\nThe city of Qus burnt.\n"
        "Then Sultan Batir fled.\nThey feared Sultan Batir."
    )
    arabic = (
        "التقوا على رأس ظافر ليلا\nثم كانت وقعة رأس ظافر شديدة\n"
        "خرجوا من مدينة قوص\nوبعد سقوط قوص رجعوا إلى مدينة قوص\n"
        "ثم هرب السلطان المؤيد بطر\nوخافوا من السلطان المؤيد بطر"
    )
    assert joined(one, other, english, arabic)


def test_a_short_word_without_a_title_is_not_a_name_by_its_sound():
    english = "Then Sultan Batir fled.\nThey feared Sultan Batir."
    assert not joined("Batir", "بطر", english, "ثم هرب من بطر ليلا\nوخافوا بطر الناس")
    assert arabic("رأوا سقوط المطر\nوخافوا سقوط البرد") == set()


def test_spellings_and_scripts_are_brought_together():
    drafts = suggest(TEXTS)
    forms = {d.kind: [(f.text, f.lang) for f in d.forms] for d in drafts}
    assert forms["person"] == [
        ("Harun ibn Musa", "en"),
        ("Harun", "en"),
        ("هارون بن موسى", "ar"),
        ("هارون", "ar"),
    ]
    assert {text for text, _ in forms["place"]} >= {"Qus"}
    assert drafts[0].id == "harun-b-musa" and drafts[0].weight > 0.9


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Qais", "Qays", True),
        ("Othman", "Uthman", True),
        ("Makka", "Makkah", True),
        ("Qulzum", "Qalzaum", True),
        ("Hasan", "Husayn", False),
        ("Basr", "Bishr", False),
        ("Amr", "Umar", False),
        ("Harun ibn Musa", "Harun b Musa", True),
        ("Harun ibn Musa", "Harun ibn Isa", False),
    ],
)
def test_spellings_of_one_name_and_two_names(one, other, same):
    source = f"They met {one} there.\nThey met {other} there."
    assert len(suggest([reading(source, "en")])) == (1 if same else 2)


def test_brothers_are_not_made_one():
    source = "جاء الحسن بن ظافر والحسين بن ظافر\nقال الحسن للحسين\nقال الحسين للحسن"
    for draft in suggest([reading(source, "ar")]):
        words = {f.text.split()[0] for f in draft.forms}
        assert not {"الحسن", "الحسين"} <= words


def test_the_part_of_two_names_is_put_to_neither():
    source = "Then Harun ibn Musa met Harun ibn Zafar.\nThen Harun died."
    sizes = sorted(len(d.forms) for d in suggest([reading(source, "en")]))
    assert sizes == [1, 1, 1]


def test_a_father_is_not_his_son():
    source = "Then came Harun ibn Musa.\nThey wept for Musa there."
    drafts = suggest([reading(source, "en")])
    assert sorted([f.text for f in d.forms] for d in drafts) == [["Harun ibn Musa"], ["Musa"]]


def test_what_is_known_is_left_out_and_ids_are_not_given_twice():
    source = "They left Qus and Raqqa.\nThey lived in Qus and in Raqqa."
    text = reading(source, "en")
    known = {"t": [Span(m, m + 3) for m in (10, 39)]}
    assert [source[a:b] for a, b in known["t"]] == ["Qus", "Qus"]
    (draft,) = suggest([text], known=known, taken=["raqqa"])
    assert draft.id == "raqqa-2" and [f.text for f in draft.forms] == ["Raqqa"]


def test_a_backend_adds_what_the_patterns_have_not_found():
    def backend(readings):
        yield CandidateName("t", "en", Span(0, 5), "Thing", "person", "told", 0.5)
        yield CandidateName("t", "en", Span(15, 18), "Qus", "person", "told", 0.5)

    found = suggest(
        [reading("Thing goes to Qus here.\nThey live in Qus.", "en")], backends=[backend]
    )
    assert {f.text for d in found for f in d.forms} == {"Thing", "Qus"}
    assert {d.kind for d in found if d.forms[0].text == "Qus"} == {"place"}


@pytest.mark.parametrize(
    "source", ["", "\n\n", "؟!", "a", "I", "b. b. b.", "بن", "ابن", "أبو", "و"]
)
def test_little_gives_nothing(source):
    assert suggest([reading(source, "ar"), reading(source, "en", "u")]) == []
    assert suggest([]) == []


def test_the_same_texts_give_the_same_drafts():
    assert suggest(TEXTS) == suggest(TEXTS)
