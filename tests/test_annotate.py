"""What the source marks, what is recognised beside it, and what gives way."""

from dataclasses import replace

import pytest

import strategies as make
from fitnacorpus.anchors import Anchor
from fitnacorpus.annotate import annotate
from fitnacorpus.description import Description, Remark
from fitnacorpus.ingest.plain import read as read_plain
from fitnacorpus.model import (
    Authority,
    DateExpression,
    Entry,
    Form,
    Milestone,
    Reading,
    RegionKind,
    SourceName,
    Span,
    SpanAnnotation,
    Text,
    TextualState,
    Unmodelled,
)
from fitnacorpus.names.tag import Tagger
from fitnacorpus.tei import layers

AUTHORITY = Authority(
    (
        Entry("ali", "person", (Form("Ali", "en"), Form("Ali b. Abi Talib", "en"))),
        Entry("abu-bakr", "person", (Form("Abu Bakr", "en"),)),
        Entry("kufa", "place", (Form("Kufa", "en"), Form("الكوفة", "ar"))),
    )
)


def document_of(source, *, lang="en", verse=(), remarks=(), **transcript):
    made = replace(read_plain(source), **transcript)
    regions = [
        replace(r, kind=RegionKind.VERSE) if source[r.start : r.body.end] in verse else r
        for r in made.regions
    ]
    info = make.info(source, lang=lang)
    text = Text(info, replace(made, regions=tuple(regions)))
    return annotate(text, Description(info, "", remarks=remarks), AUTHORITY, Tagger(AUTHORITY))


def at(source, words):
    start = source.index(words)
    return start, start + len(words)


def words_of(document, items):
    return [document.text.source[item.start : item.end] for item in items]


# --- What the source marks -----------------------------------------------------------------------


def test_everything_that_a_reader_delivers_reaches_the_document():
    source = "He came to Kufa. He left it.\n"
    given = {
        "span_annotations": (SpanAnnotation(*at(source, "came"), "emphasis", resp="source"),),
        "milestones": (Milestone(3, "page", "12"), Milestone(3, "volume", "1")),
        "readings": (Reading(*at(source, "left"), "took", "A"),),
        "unmodelled": (Unmodelled("<gap>", 3, 2),),
    }
    document = document_of(source, **given)
    for layer, items in given.items():
        assert getattr(document, layer) == items
    assert document.text.transcript.span_annotations == ()


def test_a_stretch_begins_and_ends_in_a_line():
    source = "He came.  He left.\n\nHe died.\n"
    start, end = source.index("  He left"), len(source)
    document = document_of(
        source, span_annotations=(SpanAnnotation(start, end, "speech", resp="source"),)
    )
    (speech,) = document.span_annotations
    assert source[speech.start : speech.end] == "He left.\n\nHe died."


def test_what_the_source_calls_speech_is_not_recognised_again():
    source = "He said, “I shall go to Kufa.” He left.\n"
    own = SpanAnnotation(*at(source, "“I shall go to Kufa.”"), "speech", resp="source")
    assert document_of(source, span_annotations=(own,)).span_annotations == (own,)
    (found,) = document_of(source).span_annotations
    assert (found.resp, found.kind) == ("program", "speech")
    assert source[found.start : found.end] == "I shall go to Kufa."


def test_a_name_gives_way_where_it_would_cross_what_the_source_marks():
    source = "He saw Ali b. Abi Talib there.\n"
    crossing = SpanAnnotation(
        source.index("saw"), source.index(" b. Abi"), "quotation", resp="source"
    )
    document = document_of(source, span_annotations=(crossing,))
    assert document.span_annotations == (crossing,)
    assert "Ali b. Abi Talib" not in words_of(document, document.mentions)


CROSSED = "He saw the son of Ali b. Abi Talib there.\n"
PIECES = ["son of ", "Ali"]


def crossing(**more):
    """A document in which something holds the end of one phrase and the beginning of a name."""
    return document_of(CROSSED, **more)


def pieces_of(document, tag):
    found = [e for e in layers.elements(document) if e.opening.startswith(f"<{tag} ")]
    assert [("next=" in e.opening, "prev=" in e.opening) for e in found] == [
        (True, False),
        (False, True),
    ]
    return words_of(document, (e.span for e in found))


def test_emphasis_is_cut_where_a_name_crosses_it():
    emphasis = SpanAnnotation(*at(CROSSED, "son of Ali"), "emphasis", resp="source")
    document = crossing(span_annotations=(emphasis,))
    assert words_of(document, document.mentions) == ["Ali b. Abi Talib"]
    assert document.span_annotations == (emphasis,)
    assert pieces_of(document, "hi") == PIECES


@pytest.mark.parametrize("kind", ["supplied", "unclear", "damage"])
def test_a_state_of_words_is_cut_where_a_name_crosses_it(kind):
    state = TextualState(*at(CROSSED, "son of Ali"), kind)
    document = crossing(states=(state,))
    assert words_of(document, document.mentions) == ["Ali b. Abi Talib"]
    assert document.states == (state,)
    assert pieces_of(document, kind) == PIECES


@pytest.mark.parametrize(
    "state",
    [
        TextualState(*at(CROSSED, "son of Ali"), "gap"),
        TextualState(*at(CROSSED, "son of Ali"), "added", "the heir of Ali"),
    ],
)
def test_what_stands_for_other_words_is_not_cut(state):
    document = crossing(states=(state,))
    assert document.states == (state,)
    assert "Ali b. Abi Talib" not in words_of(document, document.mentions)


def test_emphasis_is_cut_where_a_correction_crosses_it():
    emphasis = SpanAnnotation(*at(CROSSED, "the son"), "emphasis", resp="source")
    remark = Remark(Anchor("son of"), "", "The grandson.")
    document = crossing(span_annotations=(emphasis,), remarks=(remark,))
    assert pieces_of(document, "hi") == ["the ", "son"]


# --- Names that the source marks -----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["person", ""])
def test_a_marked_name_that_the_authority_knows_is_resolved_and_keeps_its_key(kind):
    source = "He saw Ali there.\n"
    run = SourceName(*at(source, "Ali"), kind, "#p17")
    (mention,) = document_of(source, names=(run,)).mentions
    assert (mention.ref, mention.key, mention.kind, mention.why) == (
        "ali",
        "#p17",
        "person",
        "form",
    )


@pytest.mark.parametrize(("words", "kind"), [("Zayd", "person"), ("Ali", "place"), ("Zayd", "")])
def test_a_marked_name_that_the_authority_does_not_know_stays_unresolved(words, kind):
    source = "He saw Zayd and Ali there.\n"
    run = SourceName(*at(source, words), kind, "#p17")
    found = [m for m in document_of(source, names=(run,)).mentions if m.key]
    (mention,) = found
    assert (mention.status, mention.why, mention.kind) == ("unresolved", "source", kind)
    assert (mention.resp, mention.key) == ("source", "#p17")


@pytest.mark.parametrize("words", ["Zayd", "Ali"])
def test_whom_the_source_identifies_is_the_bearer_whatever_the_form_says(words):
    source = "He saw Zayd and Ali there.\n"
    run = SourceName(*at(source, words), "person", "#abu-bakr")
    (mention,) = [m for m in document_of(source, names=(run,)).mentions if m.key]
    assert (mention.ref, mention.kind, mention.resp, mention.why) == (
        "abu-bakr", "person", "source", "source",
    )  # fmt: skip


def test_a_name_with_references_to_two_records_is_neither_s_alone():
    source = "He saw the two Imams there.\n"
    run = SourceName(*at(source, "the two Imams"), "person", "#abu-bakr #ali")
    (mention,) = [m for m in document_of(source, names=(run,)).mentions if m.key]
    assert (mention.status, mention.why, mention.resp) == ("ambiguous", "source", "source")
    assert mention.candidates == (("abu-bakr", 0.5), ("ali", 0.5))


def test_whom_a_pronoun_means_is_not_who_every_name_after_it_means():
    source = "He came to Kufa with Zayd. Then Ali left Kufa.\n"
    runs = (SourceName(*at(source, "He"), "person", "#ali", type="title"),
            *(SourceName(*at(source, name), kind) for name, kind in
              (("Kufa", "place"), ("Zayd", "person"), ("Ali", "person"))),
            SourceName(source.rindex("Kufa"), source.rindex("Kufa") + 4, "place"))  # fmt: skip
    found = [(source[m.start : m.end], m.ref) for m in document_of(source, names=runs).mentions]
    assert found == [
        ("He", "ali"),
        ("Kufa", "kufa"),
        ("Zayd", ""),
        ("Ali", "ali"),
        ("Kufa", "kufa"),
    ]


@pytest.mark.parametrize("name", ["'Ali", "\u2018Ali", "\u02bfAli"])
def test_a_marked_name_is_looked_up_with_the_sign_of_its_ayn(name):
    source = f"There came {name} there.\n"
    (mention,) = document_of(source, names=(SourceName(*at(source, name), "person"),)).mentions
    assert (source[mention.start : mention.end], mention.ref) == (name, "ali")


@pytest.mark.parametrize(
    ("who", "speaker"), [("#ali", "ali"), ("#ali #abu-bakr", "#ali #abu-bakr"), ("#x", "#x")]
)
def test_a_speech_of_two_is_not_the_first_one_s(who, speaker):
    source = "Both said: Go home.\n"
    spoken = SpanAnnotation(*at(source, "Go home."), "speech", "", who, "source")
    (found,) = [s for s in document_of(source, span_annotations=(spoken,)).span_annotations
                if s.kind == "speech"]  # fmt: skip
    assert found.source == speaker


def test_a_reference_that_nobody_knows_is_not_the_man_whom_another_reference_means():
    source = "He saw Ali and Ali there.\n"
    first, second = (source.index("Ali"), source.rindex("Ali"))
    runs = (SourceName(first, first + 3, "person", "#ali"),
            SourceName(second, second + 3, "person", "#p18"))  # fmt: skip
    found = document_of(source, names=runs).mentions
    assert [(m.ref, m.key) for m in found] == [("ali", "#ali"), ("", "#p18")]


def test_dates_of_the_source_stand_and_the_program_finds_no_others_there():
    source = "He came in the year 37 and left in 38 AH.\n"
    start, end = at(source, "37")
    day = DateExpression(start, end, "gregorian", "0657-07-26", "0657-07-26", "0657-07-26")
    found = document_of(source, dates=(day,)).dates
    assert found[0] == day
    assert [source[d.start : d.end] for d in found] == ["37", "38 AH"]


def test_states_are_cut_to_lines_and_other_readings_over_lines_are_attached_by_their_ends():
    source = "He came. He left.\n"
    long = at(source, "came. He left")
    states = (
        TextualState(*long, "sic", "went. He left"),
        TextualState(*long, "added", "stayed", "margin"),
        TextualState(0, 2, "unclear"),
        TextualState(3, 3, "deleted", "not"),
    )
    document = document_of(source, states=states)
    assert document.states == (
        TextualState(0, 2, "unclear"),
        TextualState(*long, "added", "", "margin"),
        TextualState(3, 3, "deleted", "stayed"),
        TextualState(3, 3, "deleted", "not"),
    )
    assert [(r.text, r.start, r.end) for r in document.readings] == [("went. He left", *long)]


def test_words_in_the_language_of_the_text_are_not_foreign_to_it():
    source = "He came to Kufa.\n"
    own = SpanAnnotation(0, 15, "foreign", "en", resp="source")
    other = SpanAnnotation(3, 7, "foreign", "fr", resp="source")
    inside = SpanAnnotation(3, 5, "foreign", "en", resp="source")
    found = document_of(source, span_annotations=(own, other, inside)).span_annotations
    assert found == (other, inside)


def test_the_border_of_a_name_is_where_the_source_draws_it():
    source = "He saw the noble Ali b. Abi Talib there.\n"
    run = SourceName(*at(source, "noble Ali b. Abi Talib"), "person")
    outer = SourceName(*at(source, "the noble Ali b. Abi Talib"), "")
    document = document_of(source, names=(run,))
    assert words_of(document, document.mentions) == ["noble Ali b. Abi Talib"]
    document = document_of(source, names=(outer, run))
    assert words_of(document, document.mentions) == [
        "the noble Ali b. Abi Talib",
        "noble Ali b. Abi Talib",
    ]


def test_the_father_in_a_nasab_is_a_part_and_no_mention():
    source = "He saw Muhammad b. Abu Bakr there.\n"
    run = SourceName(*at(source, "Muhammad b. Abu Bakr"), "person")
    (mention,) = document_of(source, names=(run,)).mentions
    assert [(p.kind, source[p.start : p.end]) for p in mention.parts] == [
        ("ism", "Muhammad"),
        ("nasab", "b. Abu Bakr"),
    ]


# --- What is recognised --------------------------------------------------------------------------


def test_arabic_in_english_is_foreign_and_its_names_are_names():
    document = document_of("He went to Kufa (الكوفة) and stayed.\n")
    assert words_of(document, document.mentions) == ["Kufa", "الكوفة"]
    assert [(s.kind, s.lang) for s in document.span_annotations] == [("foreign", "ar")]
    assert words_of(document, document.span_annotations) == ["الكوفة"]


def test_latin_in_arabic_is_foreign_and_of_no_stated_language():
    document = document_of("ذهب إلى Madrid ثم عاد.\n", lang="ar")
    assert [s.lang for s in document.span_annotations] == ["und-Latn"]


def test_letters_of_notation_are_in_no_language():
    source = "خرج @PER02 يوسف من London ثم عاد.\n"
    made = read_plain(source)
    regions = tuple(replace(r, markup=(Span(*at(source, "@PER02 ")),)) for r in made.regions)
    info = make.info(source, lang="ar")
    text = Text(info, replace(made, regions=regions))
    document = annotate(text, Description(info, ""), AUTHORITY, Tagger(AUTHORITY))
    assert words_of(document, document.span_annotations) == ["London"]


def test_a_speech_may_run_over_sentences():
    document = document_of("He said, “I came. I saw Kufa. I left.” Then he went.\n")
    assert words_of(document, document.span_annotations) == ["I came. I saw Kufa. I left."]
    assert len(document.episodes[0].sentences) == 4


def test_a_number_and_what_it_counts_make_a_measure():
    document = document_of("He sent 4,000 men to Kufa in 657.\n")
    assert words_of(document, document.measures) == ["4,000 men"]
    assert words_of(document, document.numbers) == ["4,000"]
    assert words_of(document, document.dates) == ["657"]


def test_verse_is_told_in_lines_and_names_in_it_are_found():
    source = "He said this.\n\nKufa is far from here\n\nand Ali is near\n\nThen he went.\n"
    document = document_of(source, verse=("Kufa is far from here", "and Ali is near"))
    paragraphs = [p for e in document.episodes for p in e.paragraphs]
    assert [p.verse for p in paragraphs] == [False, True, True, False]
    assert words_of(document, document.mentions) == ["Kufa", "Ali"]
