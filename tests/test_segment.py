from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies as make
from conftest import examples
from fitnacorpus import segment
from fitnacorpus.errors import ConfigError
from fitnacorpus.model import RegionKind, Span
from fitnacorpus.segment import Start

laws = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=examples(60))


def split(words):
    """The sentences of a paragraph, as words."""
    return [words[s.start : s.end] for s in segment.sentences(words, Span(0, len(words)))]


def test_no_sentence_ends_in_what_the_source_marks_as_one():
    words = "He met J. H . Roe there. He left."
    name = Span(7, 17)
    found = segment.sentences(words, Span(0, len(words)), (), [name, Span(14, 17)])
    assert [words[s.start : s.end] for s in found] == ["He met J. H . Roe there.", "He left."]
    assert len(segment.sentences(words, Span(0, len(words)))) == 3


# --- Sentences: the law --------------------------------------------------------------------------


def assert_sentences(source, span, found):
    """In order, not blank, without white space at their ends, and only white space between."""
    assert found[0].start == span.start
    assert source[found[-1].end : span.end].strip() == ""
    for sentence in found:
        words = source[sentence.start : sentence.end]
        assert words == words.strip() != ""
    for before, after in pairwise(found):
        assert before.end <= after.start
        assert source[before.end : after.start].strip() == ""


PUNCTUATION = st.lists(
    st.sampled_from(
        [*"abA .!?؟…۔\"'”)]*\n\r\u2028\u00a0ابت", "b. ", "C. E. ", "... ", "A.", "ق. "]
    ),
    min_size=1,
    max_size=40,
).map("".join)


@given(PUNCTUATION | st.text(make.XML_CHARACTERS, min_size=1, max_size=60) | make.sources())
@laws
def test_sentences_partition_a_paragraph_up_to_white_space(words):
    if words.strip():
        lead = len(words) - len(words.lstrip())
        span = Span(lead, len(words.rstrip()))
        assert_sentences(words, span, segment.sentences(words, span))


@given(make.texts())
@laws
def test_sentences_partition_the_running_text(text):
    for region, found in segment.paragraphs(text):
        assert_sentences(text.source, region.body, found)


@given(PUNCTUATION, PUNCTUATION)
@laws
def test_what_stands_after_a_paragraph_does_not_change_it(words, others):
    if words.strip():
        span = Span(len(words) - len(words.lstrip()), len(words.rstrip()))
        alone = segment.sentences(words, span)
        assert segment.sentences(words + "\n" + others, span) == alone


# --- Sentences: labelled -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentences",
    [
        # English
        ["He came.", "He saw!", "Did he win?", "Nobody knows."],
        ["'Amar b Yasir fell.", "Ali b. Abi Talib wept for Malik b. al-Harith."],
        ["In the beginning of 660 C. E. near the time of the pilgrimage he came."],
        ["That was in 660 C. E.", "Muawiyah then sent an army."],
        ["He died in 40 A.H. and was buried at Kufa."],
        ["He died in 40 A. H.", "His son ruled after him."],
        ["This is told by al-Tabari (d. 310) and others, e.g. al-Baladhuri."],
        ["See vol. 3, pp. 5-7 of it.", "Then read on."],
        ["St. Peter met Dr. Smith ca. 1900."],
        ["He said: \"Go!\"", "They went."],
        ["He said, “Amr, go and reconquer Egypt.”", "So he went."],
        ["(He left.)", "[She stayed.]", "*They wept.*"],
        ["He asked, \"Why?\" and left.", "Nobody answered."],
        ["He waited... and waited… until night.", "Then he slept..."],
        ["He waited...", "Then he slept…", "At last he woke."],
        ["He had 2,500 men and 4.5 pounds.", "Version 1.2 was lost."],
        ["What?!", "No!!!", "Yes."],
        ["A line without an end\nthat goes on here."],
        ["The sum was 12.", "13 men died."],
        ["He met J. R. R. Tolkien there."],
        ["He died in 41 B.C.E. or later.", "Others say 40 C.E.", "Nobody knows."],
        # Arabic
        ["قال مالك ذلك.", "ثم خرج من المدينة!", "هل رجع؟", "لا أدري…"],
        ["أتريدون أن أزيدكم؟", "كان الناس غير راضين."],
        ["ماذا تفعل؟!", "هل تعرف مَن هذا الرجل؟"],
        ["يا عثمان إن المسلمين يشتكون من الظلم.", "ولست أدلّك على أمر لا تعرفه، وإني سمعت."],
        ["قال: \"يؤتى يوم القيامة بالإمام الجائر.\"", "وانّي أُحذّرك الله."],
        ["قال: «نعم.»", "ثم سكت."],
        ["سنة 37 هـ في صفين، وقال؛ ثم سكت."],
        ["(عليه السلام) قال ذلك.", "ثم خرج."],
        ["كتب علي: أقبلوا۔", "فأقبلوا."],
        # Both
        ["He said «نعم.»", "ثم خرج.", "Then he left."],
    ],
)  # fmt: skip
def test_sentences(sentences):
    for separator in (" ", "\n", "\r\n", "  \u00a0", "\n\n"):
        assert split(separator.join(sentences)) == sentences


# --- Episodes: the law ---------------------------------------------------------------------------


def all_sentences(text):
    return [s for _, parts in segment.paragraphs(text) for s in parts]


def assert_episodes(text, found):
    """Every sentence stands in one episode, in order; parts of a paragraph belong together."""
    assert [s for episode in found for s in episode.sentences] == all_sentences(text)
    assert len({episode.id for episode in found}) == len(found)
    parts = {}
    for episode in found:
        for paragraph in episode.paragraphs:
            assert paragraph.start == paragraph.sentences[0].start
            assert paragraph.end == paragraph.sentences[-1].end
            (region,) = [
                r
                for r in text.regions
                if r.start <= paragraph.start and paragraph.end <= r.body.end
            ]
            assert paragraph.speech is (region.kind is RegionKind.DIALOGUE)
            parts.setdefault(region.body, []).append(paragraph.part)
    for shape in parts.values():
        assert shape in ([""], ["I", *["M"] * (len(shape) - 2), "F"])


def assert_no_heading_inside(text, found):
    for episode in found:
        inside = [r.kind for r in text.regions if episode.start < r.start < episode.end]
        assert RegionKind.HEADING not in inside
        assert RegionKind.INFOBOX not in inside


@given(st.data())
@laws
def test_episodes_hold_every_sentence_once_for_any_starts(data):
    text = data.draw(make.texts())
    starts = data.draw(make.starts(text))
    found = segment.episodes(text, starts)
    assert_episodes(text, found)
    assert_no_heading_inside(text, found)
    assert [e.id for e in found] == [s.id for s in starts]
    assert [e.start for e in found] == [s.offset for s in starts]
    assert [dict(e.title) for e in found] == [dict(s.title) for s in starts]
    assert [e.event for e in found] == [s.event for s in starts]


@given(st.data())
@laws
def test_the_order_of_starts_does_not_matter(data):
    text = data.draw(make.texts())
    starts = data.draw(make.starts(text))
    shuffled = data.draw(st.permutations(starts))
    assert segment.episodes(text, shuffled) == segment.episodes(text, starts)


@given(make.texts(), st.lists(st.integers(-5, 300), min_size=1, max_size=4))
@laws
def test_offsets_anywhere_give_episodes_or_a_clear_refusal(text, offsets):
    starts = [Start(f"e{number}", offset) for number, offset in enumerate(offsets, start=1)]
    try:
        found = segment.episodes(text, starts, where="seeds/x.toml")
    except ConfigError as error:
        assert error.code == "bad-cut"
        assert error.where == "seeds/x.toml"
        assert error.hint
    else:
        assert_episodes(text, found)
        assert_no_heading_inside(text, found)


@given(make.texts())
@laws
def test_a_draft_numbers_its_episodes_and_never_crosses_a_heading(text):
    starts = segment.draft(text)
    assert [s.id for s in starts] == [f"e{n}" for n in range(1, len(starts) + 1)]
    assert [s.offset for s in starts] == sorted({s.offset for s in starts})
    assert set(make.openings(text)) <= {s.offset for s in starts}
    found = segment.episodes(text, starts)
    assert_episodes(text, found)
    assert_no_heading_inside(text, found)
    assert segment.episodes(text, ()) == found


@given(st.data())
@laws
def test_a_draft_keeps_the_starts_that_hold_and_adds_what_is_missing(data):
    text = data.draw(make.texts())
    starts = data.draw(make.starts(text))
    kept = data.draw(st.lists(st.sampled_from(starts), unique_by=lambda s: s.id, min_size=1))
    again = segment.draft(text, kept=kept)
    assert {s.id: s for s in kept}.items() <= {s.id: s for s in again}.items()
    assert len({s.id for s in again}) == len(again)
    assert set(make.openings(text)) <= {s.offset for s in again}
    assert_episodes(text, segment.episodes(text, again))


# --- Episodes: labelled --------------------------------------------------------------------------

STORY = """\
= The Fitna =

One came. Two came. Three came.
Four came.

== Siffin ==
Five came. Six came.
"""


def at(words):
    return STORY.index(words)


def cut(*starts):
    text = make.text_of(STORY)
    found = segment.episodes(text, [Start(f"e{n}", o) for n, o in enumerate(starts, 1)], where="f")
    return [
        [(p.part, " ".join(STORY[slice(*s)] for s in p.sentences)) for p in e.paragraphs]
        for e in found
    ]


def test_whole_sections():
    assert cut(at("One"), at("Five")) == [
        [("", "One came. Two came. Three came."), ("", "Four came.")],
        [("", "Five came. Six came.")],
    ]


def test_a_paragraph_in_three_parts():
    assert cut(at("One"), at("Two"), at("Three"), at("Five")) == [
        [("I", "One came.")],
        [("M", "Two came.")],
        [("F", "Three came."), ("", "Four came.")],
        [("", "Five came. Six came.")],
    ]


def test_a_start_inside_a_sentence_moves_to_its_beginning():
    assert cut(at("One"), at("wo came"), at("Five")) == cut(at("One"), at("Two"), at("Five"))


def test_the_first_episode_begins_with_the_first_sentence():
    assert cut(at("Two"), at("Five")) == cut(at("One"), at("Five"))


def test_a_start_on_a_heading_means_the_sentence_after_it():
    assert cut(at("= The"), at("== Siffin")) == cut(at("One"), at("Five"))


def test_a_start_after_everything_means_the_last_sentence():
    assert cut(at("One"), at("Five"), len(STORY) + 9) == cut(at("One"), at("Five"), at("Six"))


def refused(*starts):
    with pytest.raises(ConfigError) as caught:
        cut(*starts)
    assert caught.value.code == "bad-cut"
    return caught.value


def test_an_episode_may_not_run_across_a_heading():
    error = refused(at("One"))
    assert "episode e1 runs across a heading above line 7" in error.what
    assert "fitnacorpus update" in error.hint


def test_an_episode_may_not_run_across_a_heading_from_the_middle():
    assert "episode e2" in refused(at("One"), at("Four"), at("Six")).what


def test_two_episodes_may_not_begin_with_one_sentence():
    error = refused(at("One"), at("Five"), at("ive"))
    assert "e2 and e3 begin with the same sentence" in error.what


def test_a_text_of_one_sentence():
    text = make.text_of("He came.")
    (episode,) = segment.episodes(text, ())
    assert (episode.id, episode.sentences) == ("e1", (Span(0, 8),))


def test_a_change_of_subject_begins_an_episode():
    camel = "The camel of Aisha stood at Basra. " * 6
    river = "Water from the Euphrates was refused to thirsty soldiers. " * 6
    text = make.text_of(camel + river)
    assert [s.offset for s in segment.draft(text)] == [0, len(camel)]


def test_ids_of_new_episodes_go_on_after_those_that_hold():
    text = make.text_of(STORY)
    again = segment.draft(text, kept=[Start("e1", at("One")), Start("e7", at("Two"))])
    assert [(s.id, s.offset) for s in again] == [
        ("e1", at("One")),
        ("e7", at("Two")),
        ("e8", at("Five")),
    ]


def test_ids_that_were_retired_are_not_given_again():
    text = make.text_of(STORY)
    again = segment.draft(text, kept=[Start("e1", at("One"))], retired=("e2", "e12", "prologue"))
    assert [s.id for s in again] == ["e1", "e13"]
    assert [s.id for s in segment.draft(text, retired=("e1",))] == ["e2", "e3"]


@pytest.mark.parametrize("path", sorted(make.SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_sources_can_be_drafted(path):
    source = path.read_bytes().decode()
    lang = "ar" if path.stem.endswith("-ar") else "en"
    text = make.text_of(source, lang=lang)
    found = segment.episodes(text, segment.draft(text))
    assert_episodes(text, found)
    assert_no_heading_inside(text, found)


@pytest.mark.parametrize(("sign", "number"), [("* * *", 2), ("---", 2), (":::", 1), ("```", 1)])
def test_an_ornament_begins_an_episode_and_the_end_of_a_fenced_part_does_not(sign, number):
    part = "On the second day they marched out of the town in the morning with all their men, and "
    part += "reached the river before noon."
    text = make.text_of(f"# Title\n\n{part}\n\n{sign}\n\n{part}\n", reader="markup")
    assert len(segment.draft(text)) == number
