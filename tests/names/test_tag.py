"""Tagging and resolution, on sentences read by eye."""

import pytest

from fitnacorpus import ingest, segment
from fitnacorpus.model import Authority, Entry, Form, Span, TextInfo
from fitnacorpus.names.resolve import Ruling, resolve
from fitnacorpus.names.tag import Tagger


def entry(ident, *forms, kind="person"):
    made = []
    for form in forms:
        text, *rest = form if isinstance(form, tuple) else (form,)
        lang = "ar" if any("\u0600" <= c <= "\u06ff" for c in text) else "en"
        made.append(Form(text, lang, *rest))
    return Entry(ident, kind, tuple(made))


AUTHORITY = Authority(
    (
        entry("ali", "علي", "الإمام علي", ("الإمام", "title"), "Ali", "ʿAlī"),
        entry("malik", "مالك", "مالك الأشتر", "الأشتر", "Malik Ashtar", "Al-Ashtar"),
        entry("abu-musa", "أبو موسى الأشعري", "أبو موسى", "Abu Musa"),
        entry("abu-bakr", "Abu Bakr", "أبو بكر"),
        entry("muhammad-b-abi-bakr", "Muhammad b Abu Bakr", "محمد بن أبي بكر"),
        entry("ammar", "عمّار", "عمار بن ياسر"),
        entry("amr", "عمرو بن العاص", "عمرو", "Amr"),
        entry("kufa", "الكوفة", "Kufa", kind="place"),
        entry("egypt", "مصر", "Egypt", kind="place"),
        entry("basra", "البصرة", "Basra", kind="place"),
        entry("busr", "Basr", "Busr"),
        entry("one", "Muawiyah", ("Muawiyah I", "preferred")),
        entry("two", "Muawiyah", "Muawiyah b Hudaij"),
        entry("tujibi", "Kinana ibn Bishr al-Tujibi"),
    )
)
TAGGER = Tagger(AUTHORITY)


def tagged(source, lang="ar"):
    text = ingest.read(source, TextInfo("t", lang, "t.txt", "", "utf-8"))
    spans = [s for _, parts in segment.paragraphs(text) for s in parts]
    return text, TAGGER.hits(text, spans)


def names(source, lang="ar"):
    text, hits = tagged(source, lang)
    return [(text.source[h.span.start : h.span.end], h.bearers[0].ref) for h in hits]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("جاء مالك الأشتر إلى الكوفة.", [("مالك الأشتر", "malik"), ("الكوفة", "kufa")]),
        # Attached particles stand outside the name.
        ("فأمر بمالك ولعليّ.", [("مالك", "malik"), ("عليّ", "ali")]),
        ("وبالكوفة وكالبصرة.", [("الكوفة", "kufa"), ("البصرة", "basra")]),
        # li- swallows the alif of the article.
        ("قل للأشتر ينسحب.", [("لأشتر", "malik")]),
        ("وللإمام رأي.", [("لإمام", "ali")]),
        # The preposition is no name.
        ("دخل على عثمان وعلى الناس.", []),
        # Cases of the kunya, the accusative of a triptote.
        ("نختار أبا موسى الأشعري.", [("أبا موسى الأشعري", "abu-musa")]),
        ("إلى أبي موسى", [("أبي موسى", "abu-musa")]),
        ("رأى مالكاً وعليّاً.", [("مالكاً", "malik"), ("عليّاً", "ali")]),
        ("بعث مالكاً الأشتر.", [("مالكاً الأشتر", "malik")]),
        # Longer words that begin or end like a name.
        ("العمّارة والمالكية ومصرّاً وعليها.", []),
        ("كان مصرّاًًًًً على سياسته.", []),
        ("عمارة المسجد.", []),
        # Marks and tatweel inside a name.
        ("قُتل عَمَّار، رحم الله عمّـاراً.", [("عَمَّار", "ammar"), ("عمّـاراً", "ammar")]),
        # A shorter name inside a longer one is no mention of its own.
        ("عمرو بن العاص", [("عمرو بن العاص", "amr")]),
        ("محمد بن أبي بكر", [("محمد بن أبي بكر", "muhammad-b-abi-bakr")]),
        ("ترك العراق.", []),
    ],
)
def test_arabic(source, expected):
    assert names(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Muhammad b Abu Bakr met Abu Bakr.",
         [("Muhammad b Abu Bakr", "muhammad-b-abi-bakr"), ("Abu Bakr", "abu-bakr")]),
        ("Basra is a place, Basr a man.", [("Basra", "basra"), ("Basr", "busr")]),
        ("ʿAli and 'Ali and Ali’s men", [("ʿAli", "ali"), ("'Ali", "ali"), ("Ali", "ali")]),
        # The same sign is a quotation mark where one closes it, and before a name without ʿayn.
        ("‘Ali and `Amr came.", [("‘Ali", "ali"), ("`Amr", "amr")]),
        ("'Ali came,' they said. 'Ali came' too.", [("Ali", "ali"), ("Ali", "ali")]),
        ("He said: 'Malik Ashtar of Egypt", [("Malik Ashtar", "malik"), ("Egypt", "egypt")]),
        ("and 'Abu Musa", [("Abu Musa", "abu-musa")]),
        ("the Egyptians' 'Ali", [("'Ali", "ali")]),
        ("an alibi, Alid, Alim.org, loyal", []),
        ("However, al-Ashtar and Al-Ashtar", [("Al-Ashtar", "malik")]),
        ("(Ali) “Ali” Ali-led", [("Ali", "ali"), ("Ali", "ali"), ("Ali", "ali")]),
        ("said Kinana ibn Bishr al-TujibiKIA and", [("Kinana ibn Bishr al-Tujibi", "tujibi")]),
        ("Egyptians of Egypt", [("Egypt", "egypt")]),
    ],
)  # fmt: skip
def test_english(source, expected):
    assert names(source, "en") == expected


def test_a_name_does_not_run_over_a_sentence_or_a_line():
    assert names("There was Malik. Ashtar came.\nThen Abu\nMusa.", "en") == []


def test_headings_and_tables_are_tagged_but_not_their_labels():
    source = "## **Ali in Kufa**\n\nInfobox\n- Basra: Egypt\n\nA sentence here about it.\n"
    assert [ref for _, ref in names(source, "en")] == ["ali", "kufa", "egypt"]


def test_resolution_is_silent_about_nothing():
    source = "Muawiyah b Hudaij spoke. Muawiyah left. Ali stayed."
    text, hits = tagged(source, "en")
    first, second, third = resolve(hits, AUTHORITY, text.info.id)
    assert (first.ref, first.status, first.why) == ("two", "resolved", "form")
    # The man named in full just before; the program says that it concludes so.
    assert (second.status, second.ref, second.why) == ("resolved", "two", "context")
    assert second.candidates[0].cert < 1
    assert (third.ref, third.status) == ("ali", "resolved")


def test_a_form_that_the_editor_found_here_for_one_man_only():
    both = Authority(
        (entry("one", ("Muawiyah", "attested", ("t",))),
         entry("two", ("Muawiyah", "attested", ("other",))))
    )  # fmt: skip
    text = ingest.read("Muawiyah left.", TextInfo("t", "en", "t.txt", "", "utf-8"))
    hits = Tagger(both).hits(text, [Span(0, 14)])
    (here,) = resolve(hits, both, "t")
    assert (here.ref, here.status) == ("one", "resolved")
    (elsewhere,) = resolve(hits, both, "third")
    assert elsewhere.status == "ambiguous"


def test_verdicts_win():
    source = "Muawiyah left. Ali stayed. The youth came."
    _, hits = tagged(source, "en")
    rulings = [
        Ruling(Span(0, 8), "one", "r-anna"),
        Ruling(Span(15, 18), "", "r-anna"),
        Ruling(Span(31, 36), "amr", "r-anna"),
    ]
    first, last = resolve(hits, AUTHORITY, "t", rulings=rulings)
    assert (first.ref, first.resp, first.why, first.status) == (
        "one",
        "r-anna",
        "verdict",
        "resolved",
    )
    assert source[last.start : last.end] == "youth" and last.ref == "amr"


def test_titles():
    _, hits = tagged("قال الإمام ثم خرج الإمام علي.")
    kinds = [(m.type, m.ref) for m in resolve(hits, AUTHORITY, "t")]
    assert kinds == [("title", "ali"), ("name", "ali")]


SPELLED = Tagger(
    Authority(
        (
            entry("ibrahim", "إبراهيم"),
            entry("musa", "موسى"),
            entry("abdallah", "عبد الله"),
            entry("rahman", "عبدالرحمن"),
            entry("abu-bakr", "أبو بكر"),
            entry("tabari", "الطبري"),
            entry("hamd", "حمد"),
            entry("afdal", "al-Afdal"),
            entry("guy", "King Guy", ("the king", "title")),
            entry("egypt", "مصر", "الكوفة", kind="place"),
        )
    )
)


@pytest.mark.parametrize(
    ("source", "lang", "expected"),
    [
        # The small alef is a letter or none.
        ("جاء إِبْرَٰهِيمُ إلينا", "ar", ["إِبْرَٰهِيمُ"]),
        ("جاء موسىٰ إلينا", "ar", ["موسىٰ"]),
        # Written as one word, or as two.
        ("جاء عبدالله وعبد الرحمن", "ar", ["عبدالله", "عبد الرحمن"]),
        ("بايعوا ابوبكر", "ar", ["ابوبكر"]),
        # A stretched particle, the question, the vocative, the number of a note.
        ("بـالكوفة", "ar", ["الكوفة"]),
        ("أبمصر هو؟", "ar", ["مصر"]),
        ("ياعبدالله", "ar", ["عبدالله"]),
        ("ذكره الطبري1 والطبري٢، والطبري³", "ar", ["الطبري"] * 3),
        # A letter of the name is no question.
        ("جاء أحمد", "ar", []),
        ("في سنة الطبري12345", "ar", []),
        # Capitals are added and never taken away.
        ("Al-Afdal came. AL-AFDAL", "en", ["Al-Afdal", "AL-AFDAL"]),
        ("The king agreed. The King, the King, THE KING", "en",
         ["The king", "The King", "the King", "THE KING"]),
        ("king guy met a guy", "en", []),
    ],
)  # fmt: skip
def test_spellings_that_a_text_brings(source, lang, expected):
    text = ingest.read(source, TextInfo("t", lang, "t.txt", "", "utf-8"))
    spans = [s for _, parts in segment.paragraphs(text) for s in parts]
    found = SPELLED.hits(text, spans)
    assert [source[h.span.start : h.span.end] for h in found] == expected


def test_comma_in_brackets_is_no_end_of_a_form():
    table = Authority((entry("jumay", "ابن جميع", "Ibn Jumay (physician, Cairo)"),))
    text = ingest.read("جاء ابن جميع.", TextInfo("t", "ar", "t.txt", "", "utf-8"))
    (hit,) = Tagger(table).hits(text, [Span(0, len(text.source))])
    assert [b.ref for b in hit.bearers] == ["jumay"]


@pytest.mark.parametrize(
    ("source", "lang", "expected"),
    [
        # Of what the automaton finds only whole words are names, whatever stands beside them.
        ("مالكون ومالك، «مالك» مـالك.", "ar", ["مالك", "مالك", "مـالك"]),
        ("فمالك أفمالك تمالك مالك١", "ar", ["مالك", "مالك", "مالك"]),
        ("an Alison, then Ali, (Ali), Ali2, ʿAlī.", "en", ["Ali", "Ali", "Ali", "ʿAlī"]),
        ("the Khali, Ali_, Ali's", "en", ["Ali"]),
    ],
)
def test_only_whole_words_are_names(source, lang, expected):
    assert [name for name, _ in names(source, lang)] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # One word between words that are part of no name, and between such as are.
        ("قال مالك لهم", ["مالك"]),
        ("قال مالك الكوفي لهم", ["مالك الكوفي"]),
        ("قال مالك العطار لهم", ["مالك العطار"]),
        ("قال مالك بن زيد لهم", ["مالك بن زيد"]),
        ("قال أبو مالك لهم", ["أبو مالك"]),
        ("قال وأبو مالك لهم", ["أبو مالك"]),
        ("قال بنو مالك لهم", ["بنو مالك"]),
        ("قال عبد مالك لهم", ["عبد مالك"]),
        ("قال زيد بن مالك لهم", ["زيد بن مالك"]),
    ],
)
def test_a_word_is_a_whole_name_only_between_other_words(source, expected):
    assert [name for name, _ in located(source)] == expected


def located(source):
    text, hits = tagged(source)
    return [(text.source[h.span.start : h.span.end], h.bearers) for h in hits]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [("من بعدي رجل", []), ("سار بعدي بن حاتم", ["adi"]), ("مر بعدي وعدي", ["adi"])],
)
def test_after_me_is_not_with_adi(sentence, found):
    tagger = Tagger(Authority((entry("adi", "عدي", "عدي بن حاتم"),)))
    text = ingest.read(sentence, TextInfo("t", "ar", "t.txt", "", "utf-8"))
    hits = tagger.hits(text, [Span(0, len(sentence))])
    assert [hit.bearers[0].ref for hit in hits if hit.bearers] == found


def test_names_in_a_text_without_dots_on_its_final_ya():
    tagger = Tagger(Authority((entry("ali", "علي بن أبي صالح"), entry("musa", "أبو موسى"))))
    sentence = "نزل فى دار على بن أبى صالح، وكتب إلى أبى موسى"
    text = ingest.read(sentence, TextInfo("t", "ar", "t.txt", "", "utf-8"))
    hits = tagger.hits(text, [Span(0, len(sentence))])
    assert [(sentence[slice(*h.span)], h.bearers[0].ref) for h in hits if h.bearers] == [
        ("على بن أبى صالح", "ali"),
        ("أبى موسى", "musa"),
    ]
