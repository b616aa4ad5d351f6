import random
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import strategies as make
from conftest import examples
from fitnacorpus import anchors, judgements, segment
from fitnacorpus.anchors import Anchor
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Span

quick = settings(suppress_health_check=list(HealthCheck), deadline=None)


def found(source, anchor):
    """The words an anchor is found at, or None."""
    place = anchors.find(source, anchor)
    return place and source[place.span.start : place.span.end]


def anchored(source, words, nth=1):
    start = -1
    for _ in range(nth):
        start = source.index(words, start + 1)
    return anchors.make(source, Span(start, start + len(words)))


# --- Laws ----------------------------------------------------------------------------------------


@st.composite
def passages(draw, characters=make.XML_CHARACTERS):
    source = draw(st.text(characters, min_size=1, max_size=400))
    start = draw(st.integers(0, len(source) - 1))
    return source, Span(start, draw(st.integers(start + 1, len(source))))


@given(
    passages() | passages(st.sampled_from("ab \n")) | passages(st.sampled_from("a")), st.booleans()
)
@settings(quick, max_examples=examples(300))
def test_a_passage_is_found_where_it_was_anchored(passage, near):
    source, span = passage
    place = anchors.find(source, anchors.make(source, span, near=near))
    assert (place.span, place.how, place.similarity) == (span, "exact", 1.0)


@given(make.sources(), st.data())
@settings(quick, max_examples=examples(100))
def test_a_passage_of_a_text_is_found_where_it_was_anchored(source, data):
    start = data.draw(st.integers(0, len(source) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(source))))
    assert anchors.find(source, anchors.make(source, span)).span == span


@given(passages(), st.booleans())
@settings(quick)
def test_an_anchor_reads_back_as_it_was_written(passage, near):
    anchor = anchors.make(*passage, near=near)
    assert anchors.from_dict(anchor.as_dict()) == anchor


@given(
    st.text(max_size=60),
    st.text(min_size=1, max_size=20),
    st.text(max_size=5),
    st.text(max_size=5),
    st.text(max_size=10),
    st.integers(0, 100),
)
@settings(quick, max_examples=examples(200))
def test_any_anchor_in_any_source_has_a_place_in_it_or_none(
    source, quote, prefix, suffix, until, at
):  # fmt: skip
    place = anchors.find(source, Anchor(quote, prefix, suffix, at, until))
    if place is not None:
        assert 0 <= place.span.start < place.span.end <= len(source)
        assert 0 <= place.similarity <= 1


STORY = (
    "When news of Egypt reached Ali, he summoned Malik to Kufa.\n\n"
    "He was poisoned at Qalzaum with a cup of honey. Muawiyah was overjoyed at this.\n\n"
    "علي أرسل مالكاً إلى مصر. 𐎀𐎁 The news 😀 reached Damascus, and the people heard of it.\n"
)


@given(st.text(make.XML_CHARACTERS, max_size=80), st.sampled_from([0, 60, len(STORY)]), st.data())
@settings(quick, max_examples=examples(150))
def test_a_passage_survives_a_paragraph_inserted_before_or_after_it(words, at, data):
    """Whatever is inserted, the same words are found; not among what was inserted."""
    assume(not any(word in words for word in STORY.split()))
    start = data.draw(st.integers(0, len(STORY) - 2))
    end = data.draw(st.integers(start + 1, min(len(STORY), start + 200)))
    assume(end <= at or start >= at)
    quote = STORY[start:end]
    assume(STORY.count(quote) == 1 and len(quote) > 3)
    inserted = f"{words}\n\n"
    changed = STORY[:at] + inserted + STORY[at:]
    assume(changed.count(quote) == 1)
    place = anchors.find(changed, anchors.make(STORY, Span(start, end)))
    shift = len(inserted) if start >= at else 0
    assert place is not None
    assert place.span == Span(start + shift, end + shift)


# --- Synthetic edits of the five sources ---------------------------------------------------------


def miscorrected(source, rng, share):
    """Edits of words: a letter changed, dropped or added, or another word in place of it."""
    out = []
    for match in re.finditer(r"\w{2,}", source):
        if rng.random() >= share:
            continue
        word = match[0]
        letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي" if word[0] > "\u0600" else "abcdefghiklmnoprstuvwy"
        place, letter = rng.randrange(len(word)), rng.choice(letters)
        new = rng.choice(
            [
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                "".join(rng.choices(letters, k=rng.randint(2, 9))),
            ]
        )
        out.append((match.start(), match.end(), new))
    return out


def inserted(source, rng):
    place = rng.choice([0, *(match.end() for match in re.finditer("\n", source))])
    return [(place, place, "Here stands a paragraph of another hand. " * 5 + "\n")]


def edited(source, edits):
    out, at = [], 0
    for start, end, new in edits:
        out += [source[at:start], new]
        at = end
    return "".join(out) + source[at:]


def carried(span, edits):
    """Where a span lies after edits; an edited word at its edge stays in it."""
    start, end = span
    for edit_start, edit_end, new in edits:
        change = len(new) - (edit_end - edit_start)
        if edit_end <= span.start:
            start, end = start + change, end + change
        elif edit_start < span.end:
            end += change
    return Span(start, end)


def sampled(source, rng):
    """Sentences, paragraphs, and phrases of one to three words that no other place has."""
    text = make.text_of(source)
    parts = segment.paragraphs(text)
    phrases = [Span(*m.span()) for m in re.finditer(r"\b\w+(?: \w+){0,2}\b", source)]
    unique = [s for s in phrases if source.count(source[s.start : s.end]) == 1]
    return (
        [sentence for _, sentences in parts for sentence in sentences]
        + [region.body for region, _ in parts]
        + rng.sample(unique, min(len(unique), 120))
    )


def share(a, b):
    """Common characters of two spans as a part of all their characters."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))


EDITS = {
    "words": lambda source, rng: miscorrected(source, rng, 0.01),
    "paragraph": inserted,
    "both": lambda source, rng: sorted(inserted(source, rng) + miscorrected(source, rng, 0.01)),
    "many words": lambda source, rng: miscorrected(source, rng, 0.05),
}
FLOORS = {"words": 0.99, "paragraph": 1.0, "both": 0.99, "many words": 0.95}


@pytest.mark.parametrize("kind", EDITS)
def test_anchors_in_the_sources_survive_edits(kind):
    outcome = Counter()
    for path in sorted(make.SEEDS.glob("*.txt")):
        source = path.read_bytes().decode()
        for seed in range(2):
            rng = random.Random(f"{path.stem} {kind} {seed}")
            edits = EDITS[kind](source, rng)
            changed = edited(source, edits)
            for span in sampled(source, rng):
                place = anchors.find(changed, anchors.make(source, span))
                wanted = carried(span, edits)
                if place is None:
                    outcome["not found"] += 1
                elif share(place.span, wanted) >= 0.8:
                    outcome["right"] += 1
                elif share(place.span, wanted) >= 0.5:  # the place is right, its edge is not
                    outcome["cut short"] += 1
                else:
                    outcome["wrong"] += 1
    total = sum(outcome.values())
    print(f"{kind}: {outcome['right'] / total:.2%} of {total:,} anchors right, {dict(outcome)}")
    assert outcome["wrong"] == 0
    assert outcome["right"] >= FLOORS[kind] * total


def test_a_passage_that_was_deleted_is_not_found_elsewhere():
    outcome = Counter()
    for path in sorted(make.SEEDS.glob("*.txt")):
        source = path.read_bytes().decode()
        rng = random.Random(path.stem)
        for span in rng.sample(sampled(source, rng), 60):
            anchor = anchors.make(source, span)
            gone = source[: span.start] + source[span.end :]
            outcome[anchors.find(gone, anchor) is None] += 1
    print(f"deleted: {outcome[True] / outcome.total():.2%} of {outcome.total()} not found")
    assert outcome[False] == 0


@pytest.mark.parametrize("path", sorted(make.SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_anchors_survive_other_line_breaks(path):
    source = path.read_bytes().decode()
    other = source.replace("\n", "\r\n")
    for span in sampled(source, random.Random(1)):
        place = anchors.find(other, anchors.make(source, span))
        assert place is not None
        words = other[place.span.start : place.span.end].replace("\r\n", "\n")
        assert words == source[span.start : span.end]


# --- Repeated quotations -------------------------------------------------------------------------

REPEATED = (
    "In Kufa the people wept for Malik when they heard it. "
    "In Basra nobody wept for Malik although they knew him. "
    "At last the governor wept for Malik in his palace."
)


@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("before", ["", "Nobody knows who wrote this introduction of ours. " * 3])
def test_the_context_chooses_between_equal_words(nth, before):
    anchor = anchored(REPEATED, "wept for Malik", nth)
    place = anchors.find(before + REPEATED, anchor)
    wanted = [m.start() for m in re.finditer("wept for Malik", REPEATED)][nth - 1] + len(before)
    assert place.span.start == wanted
    assert place.how == "exact"


def test_both_sides_count_where_one_side_is_the_same():
    source = "They took the oath to Muawiyah. He slept. They took the oath to Muawiyah. He left."
    anchor = anchored(source, "Muawiyah", 1)
    moved = "A new beginning of fifty characters, more or less. " + source
    assert anchors.find(moved, anchor).span.start == moved.index("Muawiyah")


def test_nothing_is_guessed_between_places_with_the_same_context():
    sentence = "The people of Medina gave their oath to Muawiyah and wept for Uthman. "
    source = sentence * 4
    anchor = anchored(source, "Muawiyah", 2)
    assert anchors.find(source, anchor).span.start == anchor.at
    assert anchors.find(source + sentence, anchor) is None
    assert anchors.find(sentence + source, anchor) is None


@pytest.mark.parametrize("at", [0, 7])
def test_a_hand_written_anchor_without_context_needs_a_unique_quotation(at):
    assert found("He came. Ali left. He stayed.", Anchor("Ali left", at=at)) == "Ali left"
    assert found("Ali left. Ali left again.", Anchor("Ali left", at=at)) == (
        "Ali left" if at == 0 else None
    )


def test_another_place_with_the_same_short_words_is_not_taken():
    source = "The governor of Egypt was Qays. Then came the day on which Ali wrote to him."
    anchor = anchored(source, "Qays")
    assert found("Much later, long after the war, somebody met Qays in a garden.", anchor) is None


def test_a_formula_is_not_found_at_the_same_formula_elsewhere():
    source = "قال النبي (صلى الله عليه وآله) لهم كلاماً. ثم ذكر محمداً (صلى الله عليه وآله) وسكت."
    anchor = anchored(source, "وآله", 2)
    changed = source.replace("وآله) وسكت", "وأله) وسكت")
    place = anchors.find(changed, anchor)
    assert place is None or changed[place.span.start : place.span.end] == "وأله"


# --- Similar words -------------------------------------------------------------------------------


def test_a_misspelt_word_is_found_by_resemblance():
    anchor = anchored(STORY, "Qalzaum")
    changed = STORY.replace("Qalzaum", "Qulzum")
    place = anchors.find(changed, anchor)
    assert changed[place.span.start : place.span.end] == "Qulzum"
    assert place.how == "similar"
    assert place.similarity < 1


def test_words_that_are_too_different_are_not_found():
    anchor = anchored(STORY, "He was poisoned at Qalzaum with a cup of honey.")
    changed = STORY.replace("He was poisoned at Qalzaum with a cup of honey.", "He lived.")
    assert anchors.find(changed, anchor) is None


@pytest.mark.parametrize("source", ["", "x", "\n\n", "علي"])
def test_a_source_that_is_all_but_empty_holds_nothing(source):
    assert anchors.find(source, anchored(STORY, "Muawiyah was overjoyed")) is None


# --- Long passages -------------------------------------------------------------------------------

LONG = " ".join(f"Sentence {n} tells of the {n}th day." for n in range(30))


def test_a_long_passage_is_held_by_its_ends():
    words = LONG[200:700]
    anchor = anchored(LONG, words)
    assert anchor.quote == words[: anchors.EDGE]
    assert anchor.until == words[-anchors.EDGE :]
    assert found("Before. " + LONG, anchor) == words


def test_a_long_passage_may_change_in_its_middle():
    words = LONG[200:700]
    changed = LONG.replace("Sentence 12", "A much longer sentence with the number 12")
    middle = words.replace("Sentence 12", "A much longer sentence with the number 12")
    assert middle != words
    assert found(changed, anchored(LONG, words)) == middle


def test_a_long_passage_that_lost_its_end_has_no_place():
    words = LONG[200:700]
    end = LONG.index(words[-anchors.EDGE :])
    assert anchors.find(LONG[: end - 30], anchored(LONG, words)) is None


def test_a_passage_that_repeats_its_last_words_keeps_its_length():
    source = "Then they all went home. " * 12 + "The end of it."
    span = Span(0, 12 * 25 - 1)
    assert anchors.find(source, anchors.make(source, span)).span == span


def test_of_several_ends_the_nearest_is_meant():
    source = "He set out. He came to Kufa. They spoke. He came to Kufa."
    assert found(source, Anchor("He set out", until="to Kufa.")) == "He set out. He came to Kufa."


def test_an_end_before_its_beginning_is_no_passage():
    assert anchors.find("The end. The start.", Anchor("The start", until="The end")) is None


# --- Astral characters and line breaks -----------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["𐎀𐎁", "😀", "علي أرسل", "😀 reached", "\n\nعلي", "honey. Muawiyah"]
)
def test_offsets_count_code_points(words):
    anchor = anchored(STORY, words)
    assert anchor.at == STORY.index(words)
    assert found("👩‍👩‍👧 𐎀 \n" + STORY, anchor) == words


def test_an_anchor_over_line_breaks():
    source = STORY.replace("\n", "\r\n")
    words = "to Kufa.\r\n\r\nHe was poisoned"
    assert found(source, anchored(source, words)) == words


# --- Values --------------------------------------------------------------------------------------


def test_an_empty_span_cannot_be_anchored():
    for span in (Span(3, 3), Span(4, 3)):
        with pytest.raises(ValueError, match="empty"):
            anchors.make(STORY, span)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "words",
        [],
        {},
        {"quote": ""},
        {"quote": 5},
        {"quote": None},
        {"quote": "w", "at": "0"},
        {"quote": "w", "at": 1.0},
        {"quote": "w", "at": True},
        {"quote": "w", "at": -1},
        {"quote": "w", "prefix": None},
        {"quote": "w", "until": 5},
        {"quote": "w", "exact": "w"},
        {"quote": "w", "near": "ab"},
        {"quote": "w", "near": "a b.c"},
    ],
)
def test_what_is_no_anchor_is_refused(value):
    with pytest.raises(FitnaError) as caught:
        anchors.from_dict(value, where="x.toml:5")
    assert caught.value.code == "bad-anchor"
    assert caught.value.where == "x.toml:5"
    assert caught.value.hint


# --- Twins ---------------------------------------------------------------------------------------

YEARS = {
    year: f"In the year {year} the people of {town} gave their oath, and the governor was deposed. "
    f"{who} led the pilgrimage in that year. God took to Himself whom He took.\n\n"
    for year, town, who in (
        (36, "Kufa", "Salim"), (37, "Basra", "Harith"), (38, "Egypt", "Zayd"), (39, "Fars", "Malik")
    )
}  # fmt: skip
ANNALS = "".join(YEARS.values())
FORMULA = "the governor was deposed"


def in_year(source, year, words=FORMULA):
    start = source.index(words, source.index(f"year {year}"))
    return Span(start, start + len(words))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("order", [(36, 37, 38, 39), (37, 36, 38, 39), (39, 38, 37, 36)])
def test_a_formula_of_annals_stays_in_its_year_wherever_that_goes(year, order):
    anchor = anchors.make(ANNALS, in_year(ANNALS, year))
    changed = "".join(YEARS[y] for y in order)
    place = anchors.find(changed, anchor)
    assert place is None or place.span == in_year(changed, year) or place.how == "moved"
    if order == (36, 37, 38, 39):
        assert (place.span, place.how) == (in_year(ANNALS, year), "exact")


def test_the_context_grows_until_a_formula_stands_alone():
    alone = anchors.make(ANNALS, in_year(ANNALS, 37, "Harith led"))
    twin = anchors.make(ANNALS, in_year(ANNALS, 37, "God took to Himself"))
    assert len(alone.prefix) == anchors.CONTEXT < len(twin.prefix) <= anchors.LONGEST_CONTEXT
    assert not (alone.of or twin.of)


def test_what_no_context_tells_apart_is_counted_and_found_while_the_count_holds():
    source = "He wept and was silent. " * 40
    start = [m.start() for m in re.finditer("wept", source)][19]
    anchor = anchors.make(source, Span(start, start + 4))
    assert 1 < anchor.nth < anchor.of
    assert anchors.from_dict(anchor.as_dict()) == anchor
    assert anchors.find(source, anchor).span.start == start
    assert anchors.find(source.replace("silent", "gloomy", 1), anchor).span.start == start
    assert anchors.find("He wept and was silent. " + source, anchor) is None


def test_a_twin_that_came_later_is_reported():
    source = (
        "Then they took the oath to Muawiyah. He slept a whole night. At dawn he rode to Egypt."
    )
    anchor = anchored(source, "Muawiyah")
    changed = source + " Then they took the oath to Muawiyah. Everybody left for Basra at once."
    place = anchors.find(changed, anchor)
    assert (place.span.start, place.how) == (source.index("Muawiyah"), "moved")


def test_two_places_that_share_a_side_each_are_not_chosen_between():
    source = "Those who took the oath of allegiance to Muawiyah. Like the other people they did."
    anchor = anchored(source, "Muawiyah")
    changed = (
        "Those who took the oath of allegiance to Muawiyah, whom all of Syria followed in that. "
        "Nobody in Egypt obeyed the other one, Muawiyah. Like the other people they did."
    )
    assert anchors.find(changed, anchor) is None


@pytest.mark.parametrize("beside", ["before", "after"])
def test_a_long_passage_is_not_taken_for_its_near_copy(beside):
    words = LONG[200:700]
    copy = words.replace("tells of the 12th", "speaks of the 21st")
    assert copy != words
    first, second = (copy, words) if beside == "before" else (words, copy)
    changed = f"{LONG[:200]}{first}\n{second}{LONG[700:]}"
    place = anchors.find(changed, anchors.make(LONG, Span(200, 700)))
    assert changed[place.span.start : place.span.end] == words


def test_a_passage_never_runs_on_to_the_closing_words_of_another():
    source = YEARS[36] + YEARS[37]
    anchor = anchors.make(source, Span(0, len(YEARS[36].rstrip())))
    assert anchor.until
    changed = source.replace("whom He took", "whom he tok", 1)
    place = anchors.find(changed, anchor)
    assert place is None or place.span.end <= len(YEARS[36])


@pytest.mark.parametrize("count", [{"nth": 0, "of": 2}, {"nth": 3, "of": 2}, {"nth": 1}])
def test_a_count_of_twins_that_cannot_be_is_refused(count):
    with pytest.raises(FitnaError, match="nth"):
        anchors.from_dict({"quote": "x", **count})


# --- The words around ----------------------------------------------------------------------------

PARAGRAPH = (
    "In that summer the governor sent his cousin to the island with ninety ships, and the people "
    "of the harbour gave him water. He asked them for bread and they had none, for the harvest had "
    "failed in every village of the coast. So he sailed on to the north before the wind turned, "
    "and nobody saw those ships again until the winter was over and the snow had gone.\n\n"
)
OTHERS = (
    "Of the war in the south there are several accounts, none of which is by a witness. "
    "Each of them counts the dead in another way and gives the day by another reckoning.\n\n"
)


def near(source, words):
    start = source.index(words)
    return anchors.make(source, Span(start, start + len(words)), near=True)


def test_the_words_around_are_recorded_a_sign_each_with_the_ends_of_the_text():
    source = "One two three. " + "x" * 300 + " four five."
    anchor = near(source, "three")
    before, after = anchor.near.split(".")
    assert (before[0], len(before), after) == ("*", 3, "")  # half a word of the far end is none
    last = near(source, "four")
    assert last.near.endswith("*") and len(last.near) == len(".5*")
    assert near(source, "two").near[1] == before[1] != before[2]


def test_the_word_in_which_the_reach_ends_is_recorded_whole():
    """What two places differ by in their 200 characters differs in what is recorded of them."""
    source = "abcde " * 60 + "middle" + " abcde" * 60
    before, after = near(source, "middle").near.split(".")
    assert len(before) == len(after) == 34  # 33 words and spaces are 198 code points
    last = source.index("middle") + len("middle") + 199
    changed = f"{source[:last]}x{source[last + 1 :]}"
    assert near(changed, "middle").near.split(".")[1] != after


@pytest.mark.parametrize("words", ["bread", "had failed in every village", PARAGRAPH[40:300]])
@pytest.mark.parametrize("first", [True, False])
def test_a_near_copy_with_the_very_words_is_not_taken_for_a_paragraph_that_was_misspelt(
    words, first
):
    """The passage is found, or reported; without the words around, the copy was it, silently."""
    source = OTHERS + PARAGRAPH + OTHERS[::-1]
    copy = PARAGRAPH.replace("cousin", "nephew").replace("snow", "ice")
    misspelt = PARAGRAPH.replace(words, words.replace("a", "", 1))
    assert misspelt != PARAGRAPH
    parts = (copy, misspelt) if first else (misspelt, copy)
    changed = OTHERS + parts[0] + "Here stands something else.\n\n" + parts[1] + OTHERS[::-1]
    place = anchors.find(changed, near(source, words))
    begin = changed.index(misspelt)
    inside = begin <= place.span.start and place.span.end <= begin + len(misspelt)
    assert inside or place.how != "exact"


def test_words_that_a_copy_repeats_are_found_by_the_words_farther_off():
    source = OTHERS + PARAGRAPH
    copy = PARAGRAPH.replace("ninety ships", "ten boats").replace("the wind turned", "night fell")
    anchor = near(source, "they had none")
    for changed in (copy + OTHERS + PARAGRAPH, OTHERS + PARAGRAPH + OTHERS + copy):
        assert anchors.find(changed, replace(anchor, near="")) is None
        place = anchors.find(changed, anchor)
        assert place.span.start == changed.index(PARAGRAPH) + PARAGRAPH.index("they had none")


@pytest.mark.parametrize("year", YEARS)
def test_a_formula_whose_year_is_gone_is_not_silently_that_of_another(year):
    anchor = anchors.make(ANNALS, in_year(ANNALS, year), near=True)
    place = anchors.find("".join(text for y, text in YEARS.items() if y != year), anchor)
    assert place is None or place.how != "exact"


def test_a_verdict_records_the_words_around_and_a_cut_does_not():
    source = OTHERS + PARAGRAPH
    assert judgements.target("t", source, Span(5, 20)).anchor.near
    assert not anchors.make(source, Span(5, 20)).near
