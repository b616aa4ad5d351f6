import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies as make
from conftest import examples
from fitnacorpus import anchors, judgements
from fitnacorpus.anchors import Anchor
from fitnacorpus.errors import JudgementError
from fitnacorpus.judgements import Judgements, Target, Verdict
from fitnacorpus.model import Span

# --- Lines ---------------------------------------------------------------------------------------


@given(make.verdicts())
def test_a_line_reads_back_as_it_was_written(verdict):
    line = judgements.dump(verdict)
    assert "\n" not in line
    (found,) = judgements.parse_lines(line + "\n", path="anna.jsonl")
    assert replace(found, where="") == verdict
    assert found.where == "anna.jsonl:1"
    assert found.id == verdict.id


@given(st.lists(make.verdicts(), max_size=5), st.sampled_from(["\n", "\r\n", "\n\n", "\n  \n"]))
@settings(max_examples=examples(100))
def test_a_file_reads_back_with_the_line_of_each(verdicts, line_break):
    content = line_break.join(judgements.dump(v) for v in verdicts)
    found = judgements.parse_lines(content, path="x/anna.jsonl")
    assert [replace(v, where="") for v in found] == verdicts
    for verdict in found:
        number = int(verdict.where.rpartition(":")[2])
        assert judgements.dump(verdict) == content.split("\n")[number - 1].strip()


@given(make.verdicts())
@settings(max_examples=examples(100))
def test_where_a_line_stands_is_no_part_of_what_it_says(verdict):
    assert replace(verdict, where="anna.jsonl:7").id == verdict.id


GOOD = {
    "version": 1,
    "kind": "link",
    "verdict": "accept",
    "a": {"text": "egypt-en", "quote": "they were cut to pieces"},
    "b": {"text": "invasions-en", "quote": "swiftly overwhelmed"},
    "relation": "sameEvent",
    "differs": ["number"],
    "event": "battle",
    "note": "4,000 or 2,500",
    "by": "Anna",
    "on": "2026-01-31",
    "supersedes": ["0123456789abcdef"],
}
MENTION = {
    "version": 1,
    "kind": "mention",
    "verdict": "accept",
    "a": {"text": "egypt-en", "quote": "Muawiyah"},
    "ref": "muawiya-b-hudayj",
    "by": "Anna",
    "on": "2026-01-31",
}
ABSENCE = {
    "version": 1,
    "kind": "absence",
    "verdict": "accept",
    "a": {"text": "ashtar-ar", "quote": "كان أحد السفهاء يأكل تمراً"},
    "texts": ["ashtar-en"],
    "by": "Anna",
    "on": "2026-01-31",
}


def without(line, *keys):
    return {key: value for key, value in line.items() if key not in keys}


@pytest.mark.parametrize(
    "line",
    [
        GOOD,
        MENTION,
        ABSENCE,
        {**MENTION, "type": "name"},
        {**MENTION, "type": "title"},
        {**without(GOOD, "relation"), "verdict": "reject"},
        {**without(MENTION, "ref"), "verdict": "reject"},
    ],
)
def test_good_lines(line):
    assert judgements.parse_lines(json.dumps(line), path="a")[0].kind == line["kind"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "breaks off"),
        ("nonsense", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('{"version": 1} {"version": 1}', "no JSON"),
        ('{"version": ' + "9" * 5000 + "}", "no JSON"),
        ("[]", "a JSON object"),
        ("null", "a JSON object"),
        ("5", "a JSON object"),
        ({}, "format version None is not 1"),
        ({**GOOD, "version": 2}, "format version 2 is not 1"),
        ({**GOOD, "version": "1"}, "format version '1' is not 1"),
        ({**GOOD, "version": True}, "format version True is not 1"),
        ({**GOOD, "verdit": "accept"}, "unknown key 'verdit'"),
        (without(GOOD, "kind"), "'kind' must be one of link, mention, absence"),
        ({**GOOD, "kind": "dispute"}, "'kind' must be one of link, mention, absence"),
        ({**GOOD, "kind": ["link"]}, "'kind' must be a string"),
        (without(GOOD, "verdict"), "'verdict' must be one of accept, reject"),
        ({**GOOD, "verdict": "maybe"}, "'verdict' must be one of accept, reject"),
        (without(GOOD, "a"), "'a' must be an object"),
        ({**GOOD, "a": "words"}, "'a' must be an object"),
        ({**GOOD, "a": {"quote": "words"}}, "'a' must be an object"),
        ({**GOOD, "a": {"text": 5, "quote": "words"}}, "'a' must be an object"),
        ({**GOOD, "a": {"text": "x"}}, "needs a quotation"),
        ({**GOOD, "a": {"text": "x", "quote": ""}}, "needs a quotation"),
        ({**GOOD, "a": {"text": "x", "quote": 5}}, "'quote'"),
        ({**GOOD, "a": {"text": "x", "quote": "w", "at": "5"}}, "'at'"),
        ({**GOOD, "a": {"text": "x", "quote": "w", "at": -1}}, "'at' is negative"),
        ({**GOOD, "a": {"text": "x", "quote": "w", "on": 1}}, "'on'"),
        (without(GOOD, "b"), "a link needs 'b'"),
        ({**GOOD, "b": None}, "'b' must be an object"),
        (without(GOOD, "relation"), "'relation' must be one of sameEvent, summary"),
        ({**GOOD, "relation": "same"}, "'relation' must be one of sameEvent, summary"),
        ({**GOOD, "relation": "same", "verdict": "reject"}, "'relation' must be one of"),
        ({**GOOD, "differs": "number"}, "'differs' must be a list of strings"),
        ({**GOOD, "differs": [1]}, "'differs' must be a list of strings"),
        ({**GOOD, "differs": ["size"]}, "'differs' must be one of number, order"),
        ({**GOOD, "event": 5}, "'event' must be a string"),
        ({**GOOD, "note": ["x"]}, "'note' must be a string"),
        ({**GOOD, "note": "\x01"}, "U+0001"),
        ({**GOOD, "note": "\ud800"}, "U+D800"),
        ({**GOOD, "a": {"text": "x", "quote": "\udfff"}}, "U+DFFF"),
        (without(GOOD, "by"), "'by' is missing"),
        ({**GOOD, "by": ""}, "'by' is missing"),
        ({**GOOD, "by": "  "}, "'by' is missing"),
        ({**GOOD, "by": 5}, "'by' must be a string"),
        (without(GOOD, "on"), "'on' must be a day like 2026-01-31"),
        ({**GOOD, "on": "31.1.2026"}, "'on' must be a day"),
        ({**GOOD, "on": "2026-02-30"}, "'on' must be a day"),
        ({**GOOD, "on": "٢٠٢٦-٠١-٣١"}, "'on' must be a day"),
        ({**GOOD, "on": "2026-01-31\n"}, "'on' must be a day"),
        ({**GOOD, "on": 20260131}, "'on' must be a string"),
        ({**GOOD, "supersedes": "0123456789abcdef"}, "'supersedes' must be a list of strings"),
        ({**MENTION, "type": "reference"}, "'type' must be one of name, title"),
        ({**MENTION, "type": 1}, "'type' must be a string"),
        ({**GOOD, "type": "name"}, "'type' belongs to an accepted mention"),
        ({**MENTION, "verdict": "reject", "type": "name"}, "'type' belongs to"),
        ({**MENTION, "b": GOOD["b"]}, "'b' has no place in a verdict of kind 'mention'"),
        (without(MENTION, "ref"), "an accepted mention needs 'ref'"),
        ({**ABSENCE, "b": GOOD["b"]}, "'b' has no place in a verdict of kind 'absence'"),
        (without(ABSENCE, "texts"), "an absence needs 'texts'"),
        ({**ABSENCE, "texts": []}, "an absence needs 'texts'"),
        ({**ABSENCE, "texts": {"a": 1}}, "'texts' must be a list of strings"),
    ],
)
def test_a_line_that_is_no_verdict_is_refused_with_file_and_line(line, says):
    written = line if isinstance(line, str) else json.dumps(line)
    content = f"{json.dumps(MENTION)}\n\n{written}\n{json.dumps(MENTION)}\n"
    with pytest.raises(JudgementError) as caught:
        judgements.parse_lines(content, path="alignments/reviewed/anna.jsonl")
    error = caught.value
    assert error.code == "bad-verdict"
    assert error.where == "alignments/reviewed/anna.jsonl:3"
    assert says in error.what
    assert error.hint
    assert "\n" not in str(error)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda some: (
            st.lists(some, max_size=3)
            | st.dictionaries(st.sampled_from(sorted(GOOD)) | st.text(), some)
        ),
    )
)
def test_no_json_gives_a_traceback(value):  # fmt: skip
    mixed = {**GOOD, **value} if isinstance(value, dict) else value
    for line in (value, mixed):
        try:
            judgements.parse_lines(json.dumps(line), path="a")
        except JudgementError as error:
            assert error.where == "a:1"


# --- Merging: the law ----------------------------------------------------------------------------

WORDS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot"]
SOURCES = {
    text: " ".join(f"The {word} of {text} stood at gate {n}." for n, word in enumerate(WORDS))
    for text in ("one", "two")
}
GONE = "Nothing like this was ever written in either of the two"


def target(text, word):
    if word == "gone":
        return Target(text, Anchor(GONE, "and ", " again", 3))
    start = SOURCES[text].index(word)
    return Target(text, anchors.make(SOURCES[text], Span(start, start + len(word))))


@st.composite
def decisions(draw, by):
    """A verdict of one person on one of a few subjects that do not overlap."""
    kind = draw(st.sampled_from(["link", "mention", "absence"]))
    word = st.sampled_from([*WORDS[:2], "gone"])
    accepted = draw(st.booleans())
    sides = [target("one", draw(word)), target("two", draw(word))]
    if kind == "link" and draw(st.booleans()):
        sides.reverse()
    return Verdict(
        kind,
        "accept" if accepted else "reject",
        sides[0],
        by,
        draw(st.sampled_from(["2026-01-01", "2026-01-02"])),
        b=sides[1] if kind == "link" else None,
        relation=draw(st.sampled_from(["sameEvent", "summary"])) if accepted else "",
        ref=draw(st.sampled_from(["x", "y"])) if kind == "mention" and accepted else "",
        texts=("two",) if kind == "absence" else (),
        note=draw(st.sampled_from(["", "sure"])),
    )


@st.composite
def files(draw):
    """One list of verdicts a person; later ones may replace any that stand before."""
    out = []
    for by in ("Anna", "Bilal", "Chen"):
        mine = []
        for _ in range(draw(st.integers(0, 4))):
            verdict = draw(decisions(by))
            earlier = [v.id for v in itertools.chain(mine, *out)]
            if earlier and draw(st.integers(0, 3)) == 0:
                verdict = replace(verdict, supersedes=(draw(st.sampled_from(earlier)),))
            mine.append(verdict)
        out.append(mine)
    return out


def merged(some_files):
    return judgements.merge(itertools.chain(*some_files), SOURCES)


def subject(verdict):
    sides = {(verdict.a.text, verdict.a.anchor.quote)}
    if verdict.b:
        sides.add((verdict.b.text, verdict.b.anchor.quote))
    return verdict.kind, frozenset(sides)


def expected(some_files):
    """The rules of the docstring, subject by subject, on verdicts whose subjects are disjoint."""
    lines = list(itertools.chain(*some_files))
    replaced = {old for verdict in lines for old in verdict.supersedes}
    orphans, standing = set(), {}
    for verdict in lines:
        if verdict.id in replaced:
            continue
        if any(quote == GONE for _, quote in subject(verdict)[1]):
            orphans.add(verdict.id)
            continue
        people = standing.setdefault(subject(verdict), {})
        kept = people.get(verdict.by)
        if kept is None or verdict.on >= kept.on:
            people[verdict.by] = verdict
    placed, disputed = set(), set()
    for people in standing.values():
        claims = {(v.verdict, v.relation, v.ref) for v in people.values()}
        ids = frozenset(v.id for v in people.values())
        (placed if len(claims) == 1 else disputed).add(ids)
    return placed, orphans, disputed


laws = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=examples(150))


@pytest.mark.parametrize("sayer", ["Anna", "Bilal"])
def test_who_agrees_on_the_bearer_takes_back_nothing_said_of_the_words(sayer):
    said = [
        Verdict(
            "mention", "accept", target("one", WORDS[0]), by, "2026-01-01", ref="x",
            type="name" if by == sayer else "",
        )
        for by in ("Anna", "Bilal")
    ]  # fmt: skip
    (held,) = judgements.merge(said, SOURCES).placed
    assert held.verdict.type == "name"


@given(files())
@laws
def test_merging_follows_the_rules(some_files):
    placed, orphans, disputed = expected(some_files)
    found = merged(some_files)
    assert {v.id for v in found.orphans} == orphans
    assert {frozenset(p.verdict.id for p in group) for group in found.disputed} == disputed
    assert len(found.placed) == len(placed)
    for item in found.placed:
        assert any(item.verdict.id in group for group in placed)


@given(files())
@laws
def test_no_verdict_disappears(some_files):
    found = merged(some_files)
    lines = list(itertools.chain(*some_files))
    replaced = {old for verdict in lines for old in verdict.supersedes}
    heard = {v.id for v in found.orphans}
    heard |= {p.verdict.id for group in found.disputed for p in group}
    settled = {subject(p.verdict) for p in found.placed}
    settled |= {subject(p.verdict) for group in found.disputed for p in group}
    for verdict in lines:
        assert verdict.id in heard | replaced or subject(verdict) in settled


@given(files(), st.randoms(use_true_random=False))
@laws
def test_the_order_of_people_does_not_matter(some_files, random):
    found = merged(some_files)
    shuffled = list(some_files)
    random.shuffle(shuffled)
    assert merged(shuffled) == found


@given(files())
@laws
def test_a_file_that_stands_twice_counts_once(some_files):
    assert merged([mine + mine for mine in some_files]) == merged(some_files)
    assert merged(some_files + some_files) == merged(some_files)


@given(files(), st.lists(st.integers(0, 4), min_size=3, max_size=3))
@laws
def test_two_branches_that_append_merge_to_the_same_outcome(some_files, cuts):
    """Each person's file grows on one branch only: a union of the branches is the whole."""
    before = [mine[:cut] for mine, cut in zip(some_files, cuts, strict=True)]
    first = [some_files[0], before[1], before[2]]
    second = [before[0], some_files[1], some_files[2]]
    union = [max(pair, key=len) for pair in zip(first, second, strict=True)]
    assert merged(union) == merged(some_files)


@given(files())
@laws
def test_merging_what_was_written_and_read_is_the_same(some_files):
    again = [
        judgements.parse_lines("\n".join(judgements.dump(v) for v in mine), path=f"{n}.jsonl")
        for n, mine in enumerate(some_files)
    ]
    stripped = [[replace(v, where="") for v in mine] for mine in again]
    assert merged(stripped) == merged(some_files)


# --- Merging: labelled cases ---------------------------------------------------------------------


def mention(word, ref, by="Anna", on="2026-01-01", **values):
    verdict = "accept" if ref else "reject"
    return Verdict("mention", verdict, target("one", word), by, on, ref=ref, **values)


def link(a, b, by="Anna", on="2026-01-01", relation="sameEvent", **values):
    return Verdict("link", "accept", a, by, on, b=b, relation=relation, **values)


def merge(*verdicts, sources=SOURCES):
    return judgements.merge(verdicts, sources)


def refs(found):
    return [p.verdict.ref for p in found.placed]


def test_nothing_from_nothing():
    assert merge() == Judgements()


def test_the_later_day_wins_whatever_the_order_of_lines():
    old, new = mention("alpha", "x", on="2026-01-01"), mention("alpha", "y", on="2026-01-02")
    assert refs(merge(old, new)) == refs(merge(new, old)) == ["y"]


def test_on_one_day_the_later_line_wins():
    first, second = mention("alpha", "x"), mention("alpha", "y")
    assert refs(merge(first, second)) == ["y"]
    assert refs(merge(second, first)) == ["x"]


def test_a_person_who_returns_to_the_first_opinion_is_heard():
    first, second = mention("alpha", "x"), mention("alpha", "y")
    assert refs(merge(first, second, first)) == ["x"]


def test_people_who_disagree_make_a_dispute_and_neither_holds():
    found = merge(mention("alpha", "x"), mention("alpha", "y", by="Bilal"))
    assert found.placed == ()
    assert [{p.verdict.by for p in group} for group in found.disputed] == [{"Anna", "Bilal"}]


def test_people_who_agree_make_no_dispute_even_if_their_words_differ():
    found = merge(
        mention("alpha", "x", note="sure"), mention("alpha", "x", by="Bilal", on="2026-03-01")
    )
    assert (len(found.placed), found.disputed) == (1, ())


def test_a_dispute_ends_when_one_supersedes_the_other():
    mine, theirs = mention("alpha", "x"), mention("alpha", "y", by="Bilal")
    found = merge(mine, theirs, mention("alpha", "y", on="2026-01-05", supersedes=(mine.id,)))
    assert refs(found) == ["y"]
    assert found.disputed == ()


def test_what_was_superseded_does_not_come_back():
    first = mention("alpha", "x")
    second = mention("alpha", "y", supersedes=(first.id,))
    third = mention("bravo", "z", supersedes=(second.id,))
    found = merge(first, second, third)
    assert refs(found) == ["z"]


def test_superseding_a_line_that_is_not_there_does_no_harm():
    assert refs(merge(mention("alpha", "x", supersedes=("0" * 16,)))) == ["x"]


def test_a_superseded_verdict_is_no_orphan():
    lost = mention("gone", "x")
    assert merge(lost).orphans == (lost,)
    assert merge(lost, mention("alpha", "x", supersedes=(lost.id,))).orphans == ()


def test_a_verdict_on_a_text_that_is_not_there_is_an_orphan():
    verdict = mention("alpha", "x")
    assert merge(verdict, sources={"two": SOURCES["two"]}).orphans == (verdict,)


def test_a_link_that_lost_one_side_is_an_orphan():
    verdict = link(target("one", "alpha"), target("two", "gone"))
    assert merge(verdict).orphans == (verdict,)


def test_a_verdict_survives_an_inserted_paragraph_and_says_where_it_stands():
    inserted = "Before all this came a long introduction.\n\n"
    changed = {**SOURCES, "one": inserted + SOURCES["one"]}
    (found,) = merge(mention("bravo", "x"), sources=changed).placed
    assert changed["one"][found.a.start : found.a.end] == "bravo"
    assert found.how == "exact"


def test_a_verdict_on_misspelt_words_is_found_by_resemblance():
    source = SOURCES["one"]
    sentence = Span(source.index("The bravo"), source.index("The charlie") - 1)
    verdict = Verdict("mention", "accept", Target("one", anchors.make(source, sentence)), "A",
                      "2026-01-01", ref="x")  # fmt: skip
    changed = {"one": source.replace("bravo of one", "brave of one")}
    (found,) = merge(verdict, sources=changed).placed
    assert changed["one"][found.a.start : found.a.end] == "The brave of one stood at gate 1."
    assert found.how == "similar"


def test_the_sides_of_a_link_may_come_in_either_order():
    a, b = target("one", "alpha"), target("two", "bravo")
    found = merge(link(a, b), link(b, a, by="Bilal", relation="summary"))
    assert len(found.disputed) == 1


def test_links_of_one_passage_to_two_others_are_two_subjects():
    a = target("one", "alpha")
    found = merge(link(a, target("two", "bravo")), link(a, target("two", "charlie"), by="Bilal"))
    assert (len(found.placed), found.disputed) == (2, ())


def test_a_link_within_one_text_may_come_in_either_order():
    a, b = target("one", "alpha"), target("one", "echo")
    found = merge(link(a, b), link(b, a, by="Bilal", relation="summary"))
    assert len(found.disputed) == 1


def test_kinds_do_not_meet():
    a = target("one", "alpha")
    absence = Verdict("absence", "accept", a, "Bilal", "2026-01-01", texts=("two",))
    assert len(merge(mention("alpha", "x"), absence).placed) == 2


def test_order_of_facets_is_no_disagreement():
    a, b = target("one", "alpha"), target("two", "bravo")
    found = merge(
        link(a, b, differs=("number", "order")),
        link(a, b, by="Bilal", differs=("order", "number")),
    )
    assert (len(found.placed), found.disputed) == (1, ())


@pytest.mark.parametrize("turn", list(itertools.permutations(range(4))))
def test_overlapping_subjects_group_alike_in_any_order(turn):
    source = SOURCES["one"]

    def on(start, end, by, ref):
        place = anchors.make(source, Span(start, end))
        return Verdict("mention", "accept", Target("one", place), by, "2026-01-01", ref=ref)

    some = [on(0, 9, "A", "x"), on(4, 20, "B", "y"), on(15, 30, "C", "x"), on(25, 40, "D", "z")]
    assert merge(*(some[i] for i in turn)) == merge(*some)


# --- What a maintainer sees ----------------------------------------------------------------------


def seen(*verdicts, texts=("one", "two")):
    return judgements.problems(merge(*verdicts), texts=texts)


def test_verdicts_that_hold_are_no_problem():
    assert seen(mention("alpha", "x"), link(target("one", "alpha"), target("two", "bravo"))) == []


def test_an_orphan_is_an_error_at_its_line():
    verdict = mention("gone", "x", where="tei/mentions/anna.jsonl:12")
    (problem,) = seen(verdict)
    assert (problem.code, problem.severity) == ("verdict-orphaned", "error")
    assert (problem.file, problem.line) == ("tei/mentions/anna.jsonl", 12)
    assert GONE[:30] in problem.message
    assert verdict.id in problem.hint


def test_an_orphaned_link_shows_the_side_that_is_lost():
    verdict = link(target("one", "alpha"), target("two", "gone"), where="anna.jsonl:3")
    (problem,) = seen(verdict)
    assert GONE[:30] in problem.message


def test_a_dispute_is_an_error_that_names_the_people():
    mine = mention("alpha", "x", where="anna.jsonl:1")
    theirs = mention("alpha", "y", by="Bilal", where="bilal.jsonl:4")
    (problem,) = seen(mine, theirs)
    assert (problem.code, problem.severity) == ("verdict-disputed", "error")
    assert "Anna" in problem.message
    assert "Bilal" in problem.message
    assert "alpha" in problem.message
    assert mine.id in problem.hint
    assert theirs.id in problem.hint
    assert (problem.file, problem.line) in [("anna.jsonl", 1), ("bilal.jsonl", 4)]


def test_an_absence_is_stale_when_a_text_joins():
    verdict = Verdict(
        "absence", "accept", target("one", "alpha"), "A", "2026-01-01", texts=("two",),
        where="a.jsonl:2",
    )  # fmt: skip
    assert seen(verdict) == []
    (problem,) = seen(verdict, texts=("one", "two", "three", "four"))
    assert (problem.code, problem.severity, problem.line) == ("absence-stale", "note", 2)
    assert "four, three" in problem.message


@pytest.mark.parametrize(
    ("relation", "stale"), [("sameEvent", False), ("mention", False), ("related", True)]
)
def test_a_text_with_a_counterpart_was_searched(relation, stale):
    absence = Verdict("absence", "accept", target("one", "alpha"), "A", "2026-01-01", texts=("x",))
    link = Verdict(
        "link", "accept", target("one", "alpha"), "A", "2026-01-01", target("two", "delta"),
        relation,
    )  # fmt: skip
    found = seen(absence, link, texts=("one", "two", "x"))
    assert [p.code for p in found] == (["absence-stale"] if stale else [])


def quoting(text, first, last):
    """A target that runs from one word to another."""
    start, end = SOURCES[text].index(first), SOURCES[text].index(last) + len(last)
    return Target(text, anchors.make(SOURCES[text], Span(start, end)))


@pytest.mark.parametrize(("event", "held"), [("flood", 2), ("fire", 1)])
def test_a_part_judged_for_another_event_displaces_nothing(event, held):
    whole = Verdict(
        "link", "accept", quoting("one", "alpha", "delta"), "A", "2026-01-01",
        quoting("two", "alpha", "delta"), "sameEvent", event="fire",
    )  # fmt: skip
    part = Verdict(
        "link", "accept", quoting("one", "alpha", "alpha"), "A", "2026-01-02",
        quoting("two", "alpha", "alpha"), "mention", event=event, where="a.jsonl:2",
    )  # fmt: skip
    assert len(merge(whole, part).placed) == held
    replaced = [p.code for p in seen(whole, part)]
    assert replaced == ([] if held == 2 else ["verdict-replaced"])


def test_a_verdict_that_supersedes_another_is_reported_by_nobody():
    old = link(target("one", "alpha"), target("two", "bravo"))
    new = replace(
        link(quoting("one", "alpha", "bravo"), target("two", "bravo")),
        relation="mention", supersedes=(old.id,),
    )  # fmt: skip
    assert seen(old, new) == []


def test_absences_of_two_events_on_one_passage_both_hold():
    absence = Verdict("absence", "accept", target("one", "alpha"), "A", "2026-01-01", event="fire")
    other = replace(absence, event="flood", texts=("two",))
    assert len(merge(absence, other).placed) == 2


def test_a_rejected_absence_is_never_stale():
    verdict = Verdict(
        "absence", "reject", target("one", "alpha"), "A", "2026-01-01", texts=("two",)
    )
    assert seen(verdict, texts=("one", "two", "three")) == []


def test_a_conflict_that_git_left_is_named_as_one():
    with pytest.raises(JudgementError) as caught:
        judgements.parse_lines("<<<<<<< HEAD", path="a")
    assert caught.value.code == "conflict-marker" and caught.value.where == "a:1"
