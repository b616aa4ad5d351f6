"""Words of a source as HTML: nothing lost, nothing executed, nothing crossing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from fitnacorpus.model import (
    Candidate,
    Correction,
    Document,
    Mention,
    Milestone,
    Region,
    RegionKind,
    Span,
    SpanAnnotation,
    Text,
    TextInfo,
    Transcript,
)
from fitnacorpus.reader.prose import Prose, way


def document(source, lang="en", **layers):
    info = TextInfo("t", lang, "t.txt", "", "utf-8")
    region = Region(RegionKind.PARAGRAPH, Span(0, len(source)), len(source))
    return replace(Document(Text(info, Transcript(source, (region,)))), **layers)


def name(start, end, ref="x", kind="person"):
    return Mention(start, end, kind, "name", (Candidate(ref, 1.0),))


def shown(made, start=0, end=None):
    prose = Prose(made, lambda m: "")
    return str(prose.run(start, len(made.text.source) if end is None else end))


def test_a_page_without_a_number_is_not_shown():
    made = document("one two", milestones=(Milestone(0, "page-ed", ""), Milestone(4, "page", "7")))
    assert shown(made) == 'one <span class="page" data-unit="page">7</span>two'


def test_markup_in_a_source_is_text():
    assert shown(document("<b>&\"'")) == "&lt;b&gt;&amp;&quot;&#x27;"


def test_a_particle_stays_before_its_name():
    made = document("بمالك", "ar", mentions=(name(1, 5),))
    assert shown(made).startswith('ب<a class="nm person"')


def test_the_other_script_is_isolated_and_no_word_is_torn():
    assert '<bdi lang="ar" dir="rtl">معاوية بن حديج</bdi>' in shown(
        document("so معاوية بن حديج, he")
    )
    assert '<bdi lang="en" dir="ltr">Dar Fur</bdi>' in shown(document("في Dar Fur هنا", "ar"))


def test_of_links_in_one_another_the_outer_one_stays():
    made = document(
        "Muhammad b Abu Bakr", mentions=(name(0, 19, "m"), name(11, 19, "a")),
        corrections=(Correction(9, 10, "b."),),
    )  # fmt: skip
    tree = lxml_html.fromstring(f"<p>{shown(made)}</p>")
    assert [a.get("data-n") for a in tree.xpath("//a")] == ["m"]
    assert tree.text_content() == "Muhammad b Abu Bakr"


def test_a_name_that_emphasis_crosses_stays_a_link():
    made = document(
        "so Malik al-Ashtar", mentions=(name(3, 18),),
        span_annotations=(SpanAnnotation(0, 8, "emphasis"),),
    )  # fmt: skip
    tree = lxml_html.fromstring(f"<p>{shown(made)}</p>")
    assert [a.text_content() for a in tree.xpath("//a")] == ["Malik al-Ashtar"]
    assert [e.text_content() for e in tree.xpath("//em")] == ["so ", "Malik"]


def test_a_stretch_over_several_sentences_is_opened_in_each():
    made = document("He said: go. Stay. So.", span_annotations=(SpanAnnotation(9, 18, "speech"),))
    assert shown(made, 0, 12) == 'He said: <span class="speech">go.</span>'
    assert shown(made, 13, 18) == '<span class="speech">Stay.</span>'


@given(
    st.text("ab <&\"'عم\n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_no_character_is_lost_whatever_crosses(source, spans, start, end):
    n = len(source)
    low, high = sorted((min(start, n), min(end, n)))
    inside = sorted({(min(a, b), max(a, b)) for a, b in spans if a != b and max(a, b) <= n})
    layers = {
        "mentions": tuple(name(a, b) for a, b in inside[::2]),
        "span_annotations": tuple(SpanAnnotation(a, b, "speech") for a, b in inside[1::2]),
    }
    made = shown(document(source, **layers), low, high)
    tree = lxml_html.fromstring(f"<div>{made}</div>")
    assert tree.text_content() == source[low:high]
    assert not tree.xpath("//a//a")


def test_direction_follows_most_letters():
    assert way("مالك الأشتر (Malik al-Ashtar), a life for general readers") == "ltr"
    assert way("ثبت الأشخاص TEI") == "rtl"
