"""Books in HTML: blocks, notes with their marks, pages, poems, and what is none of the text."""

from fitnacorpus import ingest
from fitnacorpus.ingest import html
from fitnacorpus.ingest.regions import Declined
from fitnacorpus.model import RegionKind, TextInfo

BOOK = """<!DOCTYPE html>
<html lang="en"><head><title>Annals of the Town | Project Gutenberg</title>
<meta name="dc.creator" content="A. Writer"><style>p { color: red }</style></head><body>
<section class="pg-boilerplate pgheader" id="pg-header"><p>For the use of anyone.</p>
<p><strong>Editor</strong>: B. Reader</p>
<p>Original publication: London: Smith &amp; Co, 1883</p>
<pre>*** START OF THE PROJECT GUTENBERG EBOOK ANNALS OF THE TOWN ***</pre></section>
<p class="center">BY<br>A. WRITER</p>
<ul><li><a href="#ch1">The siege</a> <a href="#Page_1">1</a></li></ul>
<table><tr><td>Sound</td><td>Letter</td></tr></table>
<h2 id="ch1">CHAPTER I.<br><span class="sub">THE SIEGE.</span></h2>
<div class="sidenote">Year of the siege.</div>
<p>The army <i>slept</i><a id="FNanchor_1" href="#Footnote_1" class="fnanchor">[1]</a> before the
gate.<span class="pagenum" id="Page_2">[2]</span> A chief
sang:</p>
<div class="poetry"><div class="stanza"><div>Wait but a moment,</div>
<div class="i1">And a legion shall appear.</div></div></div>
<p>They woke.<a href="#Footnote_2">[2]</a><img src="x.png" alt=""> See <a href="#Page_2">2</a>.</p>
<div class="footnote"><p><a id="Footnote_1" href="#FNanchor_1" class="label">[1]</a> So says
one.</p><p>Another denies it.</p></div>
<div class="footnote"><p><a id="Footnote_2" href="#FNanchor_2">[2]</a> At dawn.</p></div>
<h2>INDEX.</h2>
<ul><li>Army, <a href="#Page_1">1</a></li><li>Chief, <a href="#Page_2">2</a></li>
<li>Gate, <a href="#Page_2">2</a></li><li>Song, <a href="#Page_2">2</a></li><li>Dawn</li></ul>
<p>*** END OF THE PROJECT GUTENBERG EBOOK ANNALS OF THE TOWN ***</p><p>Licence.</p>
</body></html>
"""


def of_kind(found, kind):
    return [found.source[r.body.start : r.body.end] for r in found.regions if r.kind is kind]


def test_a_book_becomes_blocks_of_their_kinds():
    found = html.read(BOOK)
    assert of_kind(found, RegionKind.PARAGRAPH) == [
        "The army slept[1] before the gate. A chief sang:",
        "They woke.[2] See 2.",
    ]
    assert of_kind(found, RegionKind.HEADING) == ["CHAPTER I. THE SIEGE."]
    assert of_kind(found, RegionKind.VERSE) == ["Wait but a moment,", "And a legion shall appear."]
    assert of_kind(found, RegionKind.NOTE) == [
        "Year of the siege.",
        "[1] So says one.",
        "Another denies it.",
        "[2] At dawn.",
    ]
    outside = of_kind(found, RegionKind.BOILERPLATE)
    for words in ("For the use of anyone.", "BY A. WRITER", "Sound Letter", "Army, 1", "Licence."):
        assert words in outside
    assert found.about == {
        "title": "Annals of the Town", "author": "A. Writer", "editor": "B. Reader", "lang": "en",
        "place": "London", "publisher": "Smith & Co", "year": "1883",
    }  # fmt: skip
    told = {x.what: x.line for x in found.unmodelled}
    assert told == {"<table>": 10, "<img>": 18, "list or index: no narrative": 0}


def test_marks_lead_to_their_notes_and_pages_to_no_note():
    found = html.read(BOOK)
    marks = [s for s in found.span_annotations if s.kind == "mark"]
    assert [(found.source[s.start : s.end], s.source) for s in marks] == [
        ("[1]", "2"),
        ("[2]", "4"),
    ]
    for mark in marks:
        assert any((m.start, m.end) == mark[:2] for r in found.regions for m in r.markup)
    assert [(m.unit, m.n, found.source[m.at :][:8]) for m in found.milestones] == [
        ("page", "2", "A chief ")
    ]
    labels = [found.source[r.label.start : r.label.end] for r in found.regions if r.label]
    assert labels == ["[1]", "[2]"]


def test_only_pages_of_html_are_read_as_such():
    assert isinstance(html.read("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>"), Declined)
    assert isinstance(html.read("He said: <html> is a word."), Declined)
    assert html.is_html("<?xml version='1.0'?>\n<!-- made by hand -->\n<html><body/></html>")
    assert not ingest.is_xml("<?xml version='1.0'?>\n<!DOCTYPE html>\n<html><body/></html>")


def test_loose_words_lines_by_br_and_a_deep_page_are_kept():
    page = "<html><body>Loose words <div class='poem'>One line,<br>and another.</div> and more"
    found = html.read(page + "<div>" * 200 + "deep" + "</div>" * 200 + "</body></html>")
    assert of_kind(found, RegionKind.VERSE) == ["One line,", "and another."]
    assert of_kind(found, RegionKind.PARAGRAPH) == ["Loose words", "and more", "deep"]
    text = ingest.read(page, TextInfo("x", "en", "x.html", "", "utf-8"))
    assert " ".join(text.source.split()) == "Loose words One line, and another. and more"


def test_space_that_does_not_break_is_no_block_of_its_own():
    body = "<p>&nbsp;&nbsp;</p><p>&nbsp; <i>Salim</i>&nbsp;came.</p><p>&nbsp;<br></p>"
    found = html.read(f"<html><body>{body}</body></html>")
    assert [found.source[slice(*r.body)] for r in found.regions] == ["Salim\u00a0came."]


def written_by(head, front):
    """The author of a book with this head and title page."""
    page = f"""<!DOCTYPE html>
<html><head><title>Annals of the Town | Project Gutenberg</title>{head}</head><body>
{front}<p class="center">LONDON: PRINTED BY SOMEBODY, 1883</p>
<h2>CHAPTER I.</h2>
<p>The caravan of the merchants went down from the hills by the old road that the herdsmen use, and
when it was come to the ford the guides were afraid of the water.</p></body></html>"""
    return html.read(page).about.get("author", "")


def test_the_author_is_whom_head_or_title_page_name():
    title = '<p class="center">ANNALS OF</p><p class="center">THE TOWN</p>'
    by = '<p class="center">By Sir A. WRITER, K.C.S.I., LL.D.</p>'
    assert written_by("", title + by) == "Sir A. WRITER"
    assert written_by("", title + '<p class="center">BY</p><p class="center">A. WRITER</p>') == (
        "A. Writer"
    )
    assert written_by('<meta name="author" content="B. Reader">', title + by) == "B. Reader"
    assert written_by("", by) == ""
    translated = '<p class="center">TRANSLATED</p>'
    assert written_by("", title + translated + by) == ""
    assert written_by("", title + '<p class="center">Edited by B. Reader</p>') == ""
