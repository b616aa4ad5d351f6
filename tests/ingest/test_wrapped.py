"""Books typed off a print: chapter lines, side notes, footnotes, verse, the frame of a licence."""

import pytest

from fitnacorpus.ingest import gutenberg, markup, plain, titles
from fitnacorpus.model import RegionKind

PROSE = """\
The caravan of the merchants went down from the hills by the old road
that the herdsmen use, and when it was come to the ford the guides were
afraid of the water and would go no further until the morning came.
So they sat down among the bales and waited, and in the middle of that
night the river rose without a sound and took away the half of them.
"""


def blocks(source):
    found = plain.read(source)
    return [
        (str(r.kind), " ".join(source[r.body.start : r.body.end].split())[:40])
        for r in found.regions
        if r.kind is not RegionKind.BLANK
    ]


def stretches(source):
    found = plain.read(source)
    return [(s.kind, source[s.start : s.end], s.source) for s in found.span_annotations]


def test_a_chapter_its_title_and_its_date_are_one_heading():
    source = f"{' ' * 20}CHAPTER II.\n\n{' ' * 16}THE FORD.\n\n{' ' * 18}A.H. 12.\n\n\n{PROSE}"
    assert blocks(source) == [
        ("heading", "CHAPTER II. THE FORD. A.H. 12."),
        ("paragraph", "The caravan of the merchants went down f"),
    ]


def test_a_title_page_is_no_chapter():
    chapter = f"CHAPTER I.\n\nTHE FORD.\n\n{PROSE}\n"
    for page in ("THE ROAD\n\nBY\n\nA. WRITER\n\n", "THE ROAD\n\nBY A. WRITER\n\nOF AMUL\n\n"):
        found = blocks(page + chapter)
        assert {kind for kind, _ in found[:-2]} == {"boilerplate"} and len(found) == 5
        assert found[-2] == ("heading", "CHAPTER I. THE FORD.")
    alone = blocks(f"THE ROAD\n\nBY\n\nA. WRITER\n\n{PROSE}\n")
    assert [kind for kind, _ in alone] == ["boilerplate"] * 3 + ["paragraph"]
    later = blocks(f"{chapter}\nTHE ROAD\n\nBY NIGHT\n\n{PROSE}\n")
    assert ("heading", "BY NIGHT") in later


def test_a_side_note_is_a_note_in_the_margin_and_no_prose():
    source = f"[Sidenote: The ford;\nA.H. 12.]\n\n{PROSE}\n{PROSE[:-1]} [Sidenote: Fear.]It came.\n"
    assert blocks(source)[0] == ("note", "[Sidenote: The ford; A.H. 12.]")
    assert plain.read(source).regions[0].place == "margin"
    assert stretches(source) == [("note", "Fear.", "margin")]
    after = plain.read(source).regions[-1]
    assert [source[m.start : m.end] for m in after.markup] == ["[Sidenote: ", "]"]


def test_footnotes_are_attached_to_their_marks():
    listed = "FOOTNOTES:\n\n[1] _Annals_, p. 4.\n\n[2] So\nothers.\n"
    source = f"{PROSE[:-1]}[1] It rose.[2]\n\n{PROSE}\n{listed}"
    assert blocks(source)[-3:] == [
        ("heading", "FOOTNOTES:"), ("note", "[1] _Annals_, p. 4."), ("note", "[2] So others."),
    ]  # fmt: skip
    marks = [s for s in stretches(source) if s[0] == "mark"]
    assert marks == [("mark", "[1]", "1"), ("mark", "[2]", "2")]
    assert ("emphasis", "Annals", "") in stretches(source)


def test_marks_and_notes_that_lack_each_other_are_told():
    source = f"{PROSE[:-1]}[1] Gone.[3]\n\n{PROSE}\n[Footnote 1: Here.]\n\n[Footnote 2: Nowhere.]\n"
    left = {x.what: x.times for x in plain.read(source).unmodelled}
    assert left == {
        "mark of a note that is not in the file": 1,
        "note whose mark is not found": 1,
    }


def test_indented_lines_with_capitals_are_verse_and_indented_prose_is_not():
    poem = "    The water rose about the ford,\n      And none would go;\n    The guide sat down.\n"
    letter = "\n".join("  " + line for line in PROSE.splitlines())
    source = f"{PROSE}\n{poem}\n{letter}\n\n{PROSE}"
    assert [kind for kind, _ in blocks(source)] == ["paragraph", *["verse"] * 3, *["paragraph"] * 2]
    assert [r.level for r in plain.read(source).regions if r.kind is RegionKind.VERSE] == [1, 0, 0]


def test_a_list_of_chapters_makes_no_sections():
    listed = "\n\n".join(f"CHAPTER {n}." for n in ("I", "II", "III", "IV", "V"))
    source = f"CONTENTS\n\n{listed}\n\nCHAPTER I.\n\n{PROSE}"
    kinds = [kind for kind, _ in blocks(source)]
    assert kinds == ["boilerplate"] * 6 + ["heading", "paragraph"]


FRAME = """\
The Project Gutenberg eBook of The Ford

Title: The Ford
        A Tale
Author: Anna Writer
Language: English

*** START OF THE PROJECT GUTENBERG EBOOK THE FORD ***

Produced by Somebody

"""
END = "\n*** END OF THE PROJECT GUTENBERG EBOOK THE FORD ***\n\nSection 1. Terms of use\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_licence_is_boilerplate_and_the_header_speaks_of_the_book(newline):
    source = (FRAME + PROSE + "\n" + PROSE + END).replace("\n", newline)
    assert [kind for kind, _ in blocks(source)] == [
        "boilerplate", "boilerplate", "paragraph", "paragraph", "boilerplate",
    ]  # fmt: skip
    about = dict(plain.read(source).about)
    assert about == {"title": "The Ford A Tale", "author": "Anna Writer", "lang": "en"}


def test_an_old_licence_that_has_only_its_end():
    frame = gutenberg.frame("Words.\nEnd of Project Gutenberg's The Ford, by A. Writer\nLicence\n")
    assert (frame.start, frame.end) == (0, 7)
    assert frame.about == {"title": "The Ford", "author": "A. Writer"}
    assert gutenberg.frame("Words about Project Gutenberg.\n") is None


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("CHAPTER XII.", 2), ("Chapter 4: The Ford", 2), ("BOOK THE FIRST", 1), ("Part Two", 1),
        ("PREFACE.", 2), ("THE FORD.", 4), ("الباب الأول في المياه", 2), ("الفصل 3", 2),
        ("الجزء الثاني", 1), ("Chapter two of his life was over", 0), ("He came.", 0), ("I.", 0),
        ("الباب مغلق", 0), ("42", 0), ("Section 3. Of fords", 3),
    ],
)  # fmt: skip
def test_headings_by_their_words(words, level):
    assert titles.level(words) == level


def test_a_heading_of_markdown_in_a_book_typed_off_is_one():
    source = f"## The Ford\n\n{PROSE}\n[Footnote 1: Or the river.]\n\n## The Hills\n\n{PROSE}"
    found = plain.read(source)
    heads = [r for r in found.regions if r.kind is RegionKind.HEADING]
    assert [source[slice(*r.body)] for r in heads] == ["## The Ford", "## The Hills"]
    assert [[source[slice(*m)] for m in r.markup] for r in heads] == [["## "], ["## "]]
    assert markup.read(source).__class__.__name__ == "Declined"


def test_a_book_typed_off_has_its_signs_where_lines_are_not_broken_as_well():
    line = "He came to the ford and stayed there."
    source = f"# The Ford\n\n[Sidenote: He stays.]\n\n{line}\n\n# The Hills\n\n{line}\n"
    found = plain.read(source).regions
    assert [r.kind for r in found if r.kind is RegionKind.HEADING] == [RegionKind.HEADING] * 2
    assert [source[slice(*r.body)] for r in found if r.kind is RegionKind.NOTE] == [
        "[Sidenote: He stays.]"
    ]
