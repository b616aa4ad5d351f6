"""Groups: which event a link belongs to."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import examples
from fitnacorpus.align.events import originals, with_events
from fitnacorpus.model import Passage, PassageLink


def passage(name, start=0, end=10):
    """``a1`` is episode e1 of text a."""
    return Passage(name[0], f"e{name[1:]}", 100 * int(name[1:]) + start, 100 * int(name[1:]) + end)


def link(a, b, score=0.9, status="proposed", relation="sameEvent", event=""):
    first, second = sorted((passage(a), passage(b)), key=lambda p: (p.text, p.start))
    if status != "proposed":
        score = float(status == "accepted")
    return PassageLink(first, second, score, relation, event=event, status=status)


def told(**events):
    return {(name[0], f"e{name[1:]}"): event for name, event in events.items()}


def events(links, **tied):
    """The event of each link, in the order given."""
    return [x.event for x in with_events(links, told(**tied))]


def test_links_carry_an_event_on_from_text_to_text():
    assert events([link("a1", "b1"), link("b1", "c1")], a1="siffin") == ["siffin", "siffin"]


def test_links_without_event_stay_without():
    assert events([link("a1", "b1"), link("c1", "d1")], a1="siffin") == ["siffin", ""]


def test_a_mention_takes_the_event_but_does_not_carry_it_on():
    links = [link("a1", "b1", relation="mention"), link("b1", "c1")]
    assert events(links, a1="siffin") == ["siffin", ""]


def test_a_mention_or_summary_between_two_events_belongs_to_neither():
    for relation in ("mention", "summary"):
        links = [link("a1", "b1", 1.0, relation=relation), link("b1", "c1"), link("a1", "d1")]
        assert events(links, a1="siffin", b1="arbitration") == ["", "arbitration", "siffin"]


def test_a_chain_does_not_glue_two_events():
    links = [link("a1", "b1", 0.9), link("b1", "c1", 0.8), link("c1", "d1", 0.7)]
    assert events(links, a1="siffin", d1="arbitration") == ["siffin", "siffin", ""]


def test_a_rejected_pair_does_not_come_together_through_a_third_text():
    links = [
        link("a1", "b1", 0.9),
        link("b1", "c1", 0.8),
        link("a1", "c1", status="rejected"),
    ]
    assert events(links, a1="siffin") == ["siffin", "", ""]


def test_what_people_accepted_holds_all_the_same():
    links = [
        link("a1", "b1", status="accepted"),
        link("b1", "c1", status="accepted"),
        link("a1", "c1", status="rejected"),
    ]
    assert events(links, a1="siffin")[:2] == ["siffin", "siffin"]


def test_an_accepted_link_goes_before_a_better_proposal():
    links = [link("a1", "b1", 0.99), link("b1", "c1", status="accepted")]
    assert events(links, a1="siffin", c1="arbitration") == ["", "arbitration"]


def test_passages_that_a_reader_would_take_for_one_are_one():
    wide = replace(link("a1", "b1"), b=passage("b1", 0, 60))
    assert events([wide, link("b1", "c1")], a1="siffin") == ["siffin", "siffin"]
    aside = replace(link("b1", "c1"), a=passage("b1", 70, 90))
    assert events([wide, aside], a1="siffin") == ["siffin", ""]


def test_a_proposal_more_likely_wrong_than_right_carries_no_event():
    assert events([link("a1", "b1", 0.3)], a1="siffin") == [""]
    assert events([link("a1", "b1", 0.3, relation="mention")], a1="siffin") == [""]
    assert events([link("a1", "b1", 0.3)], a1="siffin", b1="siffin") == ["siffin"]


def test_a_translation_carries_it_whatever_its_score():
    links = [link("a1", "b1", 0.3)]
    assert with_events(links, told(a1="siffin"), {"b": "a"})[0].event == "siffin"


def test_related_events_stay_two():
    assert events([link("a1", "b1", relation="related")], a1="siffin") == [""]


NAMES = [f"{text}{episode}" for text in "abc" for episode in (1, 2)]


@st.composite
def cases(draw):
    pairs = [(a, b) for a in NAMES for b in NAMES if a[0] < b[0]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=10))
    links = [
        link(
            a,
            b,
            draw(st.sampled_from([0.3, 0.5, 0.7, 0.9])),
            draw(st.sampled_from(["proposed", "proposed", "accepted", "rejected"])),
            draw(st.sampled_from(["sameEvent", "sameEvent", "mention", "summary", "related"])),
        )
        for a, b in chosen
    ]
    tied = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["x", "y"]), max_size=3))
    return links, tied


@settings(max_examples=examples(150), deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_links_does_not_matter(case, chance):
    links, tied = case
    shuffled = list(links)
    chance.shuffle(shuffled)
    by_sides = {(x.a, x.b): x for x in with_events(shuffled, told(**tied))}
    assert [by_sides[x.a, x.b] for x in links] == with_events(links, told(**tied))


@settings(max_examples=examples(150), deadline=None)
@given(cases())
def test_nothing_changes_but_the_event(case):
    links, tied = case
    for before, after in zip(links, with_events(links, told(**tied)), strict=True):
        assert replace(after, event="") == before


@settings(max_examples=examples(300), deadline=None)
@given(cases())
def test_proposals_never_bring_a_rejected_pair_into_one_event(case):
    links, tied = case
    links = [replace(x, relation="sameEvent") for x in links]
    links = [x for x in links if x.status != "accepted"]
    settled = with_events(links, told(**tied))
    members = {}
    for x in settled:
        if x.status == "proposed" and x.event:
            members.setdefault(x.event, set()).update({x.a, x.b})
    by_editors = {(text, episode) for (text, episode), event in told(**tied).items() if event}
    for x in settled:
        if x.status == "rejected":
            for held in members.values():
                both = {x.a, x.b} <= held
                assert not both or {(p.text, p.episode) for p in (x.a, x.b)} & by_editors


@settings(max_examples=examples(150), deadline=None)
@given(cases())
def test_no_proposal_takes_an_event_from_a_passage(case):
    links, tied = case
    for x in with_events(links, told(**tied)):
        ends = {told(**tied).get((p.text, p.episode), "") for p in (x.a, x.b)} - {""}
        if x.event and x.relation == "sameEvent":
            assert ends <= {x.event}


def test_translations_lead_back_to_one_original():
    pairs = [("fr", "en"), ("en", "ar"), ("ar", ""), ("x", "y"), ("y", "x"), ("z", "z")]
    assert originals(pairs) == {"fr": "ar", "en": "ar", "x": "x", "y": "x"}
