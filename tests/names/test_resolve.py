"""Ranking homonyms, on examples labelled by eye; and nothing is ever guessed silently."""

import pytest

from fitnacorpus import ingest, segment
from fitnacorpus.model import Authority, Entry, Form, Span, TextInfo
from fitnacorpus.names.resolve import Ruling, Scene, reasons, resolve
from fitnacorpus.names.tag import Tagger


def form(text, *sources):
    lang = "ar" if any("\u0600" <= c <= "\u06ff" for c in text) else "en"
    return Form(text, lang, "attested" if sources else "variant", sources)


AUTHORITY = Authority(
    (
        Entry(
            "caliph",
            "person",
            (
                form("Harith", "a", "b", "c"),
                form("Harith the Caliph"),
                form("حارث"),
                form("الخليفة"),
            ),
            notes={"en": "Ruled from Damascus with his brother Zayd. Not Harith of Mosul."},
        ),
        Entry(
            "of-mosul",
            "person",
            (form("Harith", "d"), form("Harith of Mosul"), form("حارث")),
            notes={"en": "Rebel of Mosul, with Nadir."},
        ),
        Entry("zayd", "person", (form("Zayd"),)),
        Entry("nadir", "person", (form("Nadir"), form("نادر"))),
        Entry("damascus", "place", (form("Damascus"), form("دمشق"))),
        Entry("mosul", "place", (form("Mosul"), form("الموصل"))),
        Entry("rising", "event", (form("Rising of Harith of Mosul"),), where=("mosul",)),
    )
)
TAGGER = Tagger(AUTHORITY)


def setting(source, lang="en"):
    text = ingest.read(source, TextInfo("t", lang, "t.txt", "", "utf-8"))
    return TAGGER.hits(text, [s for _, parts in segment.paragraphs(text) for s in parts])


def ranked(source, lang="en", **options):
    """Bearers of the first name in doubt, best first."""
    found = reasons(setting(source, lang), AUTHORITY, "t", context=TAGGER.context, **options)
    return found[min(found)]


@pytest.mark.parametrize(
    ("source", "lang", "best"),
    [
        # The man of whom most texts speak bears the bare name.
        ("Harith came.", "en", "caliph"),
        # Companions of the record stand near.
        ("Harith came to Mosul with Nadir.", "en", "of-mosul"),
        ("Harith came to Damascus with Zayd.", "en", "caliph"),
        ("جاء حارث إلى الموصل ومعه نادر.", "ar", "of-mosul"),
        # The last one named in full.
        ("Harith of Mosul rose. Harith won.", "en", "of-mosul"),
        ("Harith of Mosul rose. Harith the Caliph sent men. Harith won.", "en", "caliph"),
    ],
)
def test_who_comes_first(source, lang, best):
    first, *others = ranked(source, lang)
    assert first.bearer.ref == best and others
    assert sum(r.share for r in (first, *others)) == pytest.approx(1, abs=0.02)


def test_the_event_told_speaks_for_those_who_have_a_part_in_it():
    source = "Harith came at night."
    told = Scene(Span(0, len(source)), "rising")
    before = {r.bearer.ref: r.share for r in ranked(source)}
    after = {r.bearer.ref: r.share for r in ranked(source, scenes=[told])}
    assert after["of-mosul"] > before["of-mosul"]
    (reason,) = [r.reasons for r in ranked(source, scenes=[told]) if r.bearer.ref == "of-mosul"]
    assert any("rising" in words for words in reason)


def test_neighbours_in_another_scene_tell_nothing():
    source = "Nadir was of Mosul. Harith came."
    scenes = [Scene(Span(0, 19)), Scene(Span(20, 32))]
    near, far = ranked(source), ranked(source, scenes=scenes)
    assert any("nadir" in words for r in near for words in r.reasons)
    assert not any("nadir" in words for r in far for words in r.reasons)


def test_a_name_that_stands_everywhere_tells_less():
    source = "Nadir. Nadir. Nadir. Harith met Nadir."
    everywhere = [Scene(Span(0, 6)), Scene(Span(7, 13)), Scene(Span(14, 20)), Scene(Span(21, 38))]
    here = {r.bearer.ref: r.share for r in ranked(source, scenes=everywhere)}
    rare = {r.bearer.ref: r.share for r in ranked(" " * 21 + source[21:], scenes=everywhere)}
    assert here["of-mosul"] < rare["of-mosul"]


def test_what_is_ranked_stays_in_doubt():
    hits = setting("Harith came to Mosul with Nadir, Nadir, Nadir. Harith of Mosul won.")
    doubtful = resolve(hits, AUTHORITY, "t", context=TAGGER.context)[0]
    assert (doubtful.status, doubtful.why) == ("ambiguous", "context")
    ruling = Ruling(Span(doubtful.start, doubtful.end), "caliph", "r-anna")
    ruled = resolve(hits, AUTHORITY, "t", context=TAGGER.context, rulings=[ruling])[0]
    assert (ruled.status, ruled.ref, ruled.why) == ("resolved", "caliph", "verdict")


@pytest.mark.parametrize(
    ("words", "said", "type"),
    [
        ("the king", "", "title"), ("the king", "name", "name"),
        ("Harith", "", "name"), ("Harith", "title", "title"),
    ],
)  # fmt: skip
def test_a_reviewer_may_say_whether_words_are_a_name(words, said, type):
    source = "Harith met the king."
    span = Span(source.index(words), source.index(words) + len(words))
    ruling = Ruling(span, "caliph", "r-anna", said)
    found = resolve(setting(source), AUTHORITY, "t", context=TAGGER.context, rulings=[ruling])
    assert {Span(m.start, m.end): m.type for m in found}[span] == type


def test_a_note_that_tells_two_namesakes_apart_makes_them_no_companions():
    companions = TAGGER.context.companions
    assert "of-mosul" not in companions["caliph"] and "caliph" not in companions["of-mosul"]
    assert companions["caliph"]["zayd"] == 1 and companions["mosul"]["of-mosul"] == 2
    assert TAGGER.context.texts == {"caliph": 3, "of-mosul": 1} | dict.fromkeys(
        ("zayd", "nadir", "damascus", "mosul", "rising"), 0
    )


def test_without_context_equal_candidates_stand_by_id():
    found = reasons(setting("Harith came."), AUTHORITY, "t")
    assert [r.bearer.ref for r in found[Span(0, 6)]] == ["caliph", "of-mosul"]
    assert [r.share for r in found[Span(0, 6)]] == [0.5, 0.5]


# --- Names in full -------------------------------------------------------------------------------

MEN = Authority(
    (
        Entry("ruler", "person", (form("يزيد بن حاتم"), form("يزيد"), form("Yazid b. Hatim"))),
        Entry("judge", "person", (form("عمرو بن زيد القاضي"), form("عمرو"))),
        Entry("poet", "person", (form("عمر بن زيد الشاعر"), form("عمر"))),
        Entry("carrier", "person", (form("سالم بن زيد"), form("سالم"), form("Salim the narrator"))),
        Entry("warrior", "person", (form("سالم بن نوفل"), form("سالم"))),
        Entry("uncle", "person", (form("عبد الله بن حاتم"),)),
        Entry("tribe", "group", (form("ربيعة"),)),
    )
)
MEN_TAGGER = Tagger(MEN)


def mentions(source, lang="ar"):
    text = ingest.read(source, TextInfo("t", lang, "t.txt", "", "utf-8"))
    hits = MEN_TAGGER.hits(text, [s for _, parts in segment.paragraphs(text) for s in parts])
    found = resolve(
        hits, MEN, "t", context=MEN_TAGGER.context, bearings=MEN_TAGGER.bearings,
        arabic=lang == "ar",
    )  # fmt: skip
    return [(source[m.start : m.end], m.status, m.ref) for m in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # Agreement, contradiction, a father who is no mention, a family, a group's name on a man.
        ("جاء يزيد بن حاتم إلينا.", [("يزيد بن حاتم", "resolved", "ruler")]),
        ("جاء يزيد بن راشد إلينا.", [("يزيد بن راشد", "unresolved", "")]),
        ("جاء راشد بن يزيد إلينا.", [("راشد بن يزيد", "unresolved", "")]),
        ("نزل عند بني يزيد.", [("بني يزيد", "unresolved", "")]),
        ("لقي ربيعة بن راشد أخاه.", [("ربيعة بن راشد", "unresolved", "")]),
        ("رحلت ربيعة ليلا.", [("ربيعة", "resolved", "tribe")]),
        # The alif of the accusative is ʿAmr's alone.
        ("فأصاب عمرا سهم.", [("عمرا", "resolved", "judge")]),
        # A name of his own that no form lists means him who was just named in full, or nobody.
        ("جاء عبد الله غدوة.", []),
        (
            "جاء عبد الله بن حاتم غدوة. ثم رجع عبد الله.",
            [("عبد الله بن حاتم", "resolved", "uncle"), ("عبد الله", "resolved", "uncle")],
        ),
        # In a chain of transmission stands the one who hands reports down.
        ("عن سالم عن أبيه.", [("سالم", "resolved", "carrier")]),
        ("ثنا سالم نا راشد.", [("سالم", "resolved", "carrier")]),
        # Whom a source heard is one of many, but for him who was just named in full.
        ("حدثنا يزيد قال كنا هناك.", [("يزيد", "ambiguous", "ruler")]),
        ("حدث عن يزيد أنه رجع.", [("يزيد", "resolved", "ruler")]),
        (
            "حدثنا يزيد بن حاتم بهذا. ثم قال حدثني يزيد عن أبيه.",
            [("يزيد بن حاتم", "resolved", "ruler"), ("يزيد", "resolved", "ruler")],
        ),
    ],
)
def test_the_whole_name_decides(source, expected):
    assert mentions(source) == expected


def test_a_stranger_just_named_makes_the_short_form_doubtful():
    source = "جاء يزيد بن راشد إلينا. ثم رجع يزيد."
    assert [(status, ref) for _, status, ref in mentions(source)] == [
        ("unresolved", ""),
        ("ambiguous", "ruler"),
    ]


def test_outside_a_chain_two_of_one_name_stay_in_doubt():
    ((_, status, ref),) = mentions("خرج سالم إلى القلعة.")
    assert (status, ref) == ("ambiguous", "warrior")


def test_a_kunya_alone_may_be_a_strangers():
    both = Authority((Entry("one", "person", (form("أبو خالد"), form("زيد بن نوفل"))),))
    tagger = Tagger(both)

    def certs(source):
        text = ingest.read(source, TextInfo("t", "ar", "t.txt", "", "utf-8"))
        hits = tagger.hits(text, [s for _, parts in segment.paragraphs(text) for s in parts])
        return [m.status for m in resolve(hits, both, "t", bearings=tagger.bearings)]

    assert certs("رجع أبو خالد.") == ["ambiguous"]
    assert certs("جاء زيد بن نوفل. رجع أبو خالد.") == ["resolved", "resolved"]


# --- An own name beside a kunya or a byname ------------------------------------------------------

COURT = Authority(
    (
        Entry("vizier", "person", (form("أبو نصر"), form("سابور بن أردشير"), form("سابور"))),
        Entry("scribe", "person", (form("هلال بن بدر"), form("أبو علي"))),
        Entry("sultan", "person", (form("شمس الدين"), form("يوسف بن نجم"), form("يوسف"))),
        Entry("chief", "person", (form("ثابت بن سنان"), form("ثابت"))),
    )
)
COURT_TAGGER = Tagger(COURT)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("وصل أبو نصر سابور بن أردشير ليلا.", [("أبو نصر سابور بن أردشير", "vizier")]),
        ("وصل أبو نصر بختيار بن مروان ليلا.", [("أبو نصر بختيار بن مروان", "")]),
        ("وصل أبو علي ثابت بن قرة ليلا.", [("أبو علي ثابت بن قرة", "")]),
        # The first is called by his kunya and the second is known: two men.
        ("سأل أبو نصر ثابت بن سنان عنه.", [("أبو نصر", "vizier"), ("ثابت بن سنان", "chief")]),
        ("وركب شمس الدين يوسف غدوة.", [("شمس الدين يوسف", "sultan")]),
        ("وركب فخر الدين يوسف غدوة.", [("فخر الدين يوسف", "")]),
    ],
)
def test_an_own_name_beside_a_kunya_or_a_byname_decides(source, expected):
    text = ingest.read(source, TextInfo("t", "ar", "t.txt", "", "utf-8"))
    hits = COURT_TAGGER.hits(text, [s for _, parts in segment.paragraphs(text) for s in parts])
    found = resolve(hits, COURT, "t", bearings=COURT_TAGGER.bearings)
    assert [(source[m.start : m.end], m.ref) for m in found] == expected


# --- The time that is told -----------------------------------------------------------------------

ELDERS = Authority(
    (
        Entry(
            "elder", "person", (form("بدر بن ليث"), form("بدر")), when={"notAfter": "0700-01-01"}
        ),
        Entry("friend", "person", (form("ليث بن بدر"),), when={"notAfter": "0705-01-01"}),
        Entry("author", "person", (form("السدوسي"),), when={"notAfter": "0700-01-01"}),
    )
)
ELDERS_TAGGER = Tagger(ELDERS)


def certainty(source, year):
    """How sure the last name of a text is that tells of a year."""
    text = ingest.read(source, TextInfo("t", "ar", "t.txt", "", "utf-8"))
    hits = ELDERS_TAGGER.hits(text, [s for _, parts in segment.paragraphs(text) for s in parts])
    found = resolve(
        hits, ELDERS, "t", context=ELDERS_TAGGER.context, bearings=ELDERS_TAGGER.bearings,
        scenes=[Scene(Span(0, len(source)))], years=[(at, year) for at in range(5)],
    )  # fmt: skip
    return found[-1].status


@pytest.mark.parametrize(
    ("source", "year", "status"),
    [
        ("ثم سار بدر إلى الحصن.", 690, "resolved"),
        ("ثم سار بدر إلى الحصن.", 759, "resolved"),
        ("ثم سار بدر إلى الحصن.", 761, "ambiguous"),
        ("ثم سار بدر بن ليث إلى الحصن.", 1230, "resolved"),
        ("ذكروا بدر بن ليث. ثم سار بدر إلى الحصن.", 1230, "resolved"),
        ("كان ليث بن بدر وصاحبه بدر في الحصن.", 1230, "resolved"),
        ("هذا قول السدوسي فيه.", 1230, "resolved"),
    ],
)
def test_a_short_form_means_nobody_long_dead(source, year, status):
    assert certainty(source, year) == status
