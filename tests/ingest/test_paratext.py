"""What stands around the text of a printed book: set aside where it is known, and told."""

import pytest

from fitnacorpus.ingest import plain
from fitnacorpus.ingest.paratext import is_listing
from fitnacorpus.model import RegionKind

PROSE = """\
The caravan of the merchants went down from the hills by the old road
that the herdsmen use, and when it was come to the ford the guides were
afraid of the water and would go no further until the morning came.
"""
START = "*** START OF THE PROJECT GUTENBERG EBOOK 1 ***\n\n"
FRONT = """\
COPYRIGHT, 1890

BY A. PRINTER

Press of
A. Printer and Sons

BY THE SAME AUTHOR

THE STORY OF THE WELL.
THE STORY OF THE WALL, BEING THE SECOND
OF THE STORIES OF A COUNTRY WITHOUT A NAME,
AND THE LAST THAT I SHALL EVER WRITE ABOUT IT.

CONTENTS

CHAPTER I.

THE FORD                                                         3

The guides are afraid--They wait for the morning--The
    river rises in the night                                     4

CHAPTER II.

THE HILLS                                                       15

INDEX                                                           30

LIST OF PLATES

The ford by night                                               12

"""
BODY = f"""\
CHAPTER I.

THE FORD

{PROSE}

CHAPTER II.

The Hills and the Herdsmen

{PROSE}
{PROSE}
"""
BACK = f"""\
INDEX

Caravans, 3, 15
Fords, 4, 12-14

BY THE SAME AUTHOR

{PROSE}
Transcriber's Note

{PROSE}
"""


def read(source):
    found = plain.read(START + source)
    kept = [
        (str(r.kind), " ".join(found.source[r.body.start : r.body.end].split())[:24])
        for r in found.regions
        if r.kind not in (RegionKind.BLANK, RegionKind.BOILERPLATE)
    ]
    return kept, {item.what.partition(":")[0] for item in found.unmodelled}


CHAPTERS = [
    ("heading", "CHAPTER I. THE FORD"), ("paragraph", "The caravan of the merch"),
    ("heading", "CHAPTER II. The Hills an"), ("paragraph", "The caravan of the merch"),
    ("paragraph", "The caravan of the merch"),
]  # fmt: skip


def test_only_the_book_itself_is_text():
    kept, told = read(FRONT + BODY + BACK)
    assert kept == CHAPTERS
    assert told == {"title page", "list or index"}


def test_a_book_without_them_loses_nothing():
    assert read(BODY) == (CHAPTERS, set())
    bare = f"A STORY\n\nSo be it.\n\n{PROSE}\n{PROSE}"
    assert read(bare)[0][:2] == [("heading", "A STORY"), ("paragraph", "So be it.")]


def test_an_appendix_after_an_index_is_text():
    kept, _ = read(f"{BODY}{PROSE * 3}\nINDEX\n\nFords, 4, 12\n\nAPPENDIX\n\n{PROSE}")
    assert kept[-2:] == [("heading", "APPENDIX"), ("paragraph", "The caravan of the merch")]


def test_a_note_of_the_transcriber_ends_with_the_next_heading():
    kept, _ = read(f"Transcriber's Note:\n\n{PROSE}\n{BODY}")
    assert kept == CHAPTERS


def test_adverts_behind_the_last_words_are_none_of_them():
    kept, told = read(f"{BODY}\nNEW BOOKS\n\nThe Well. By A. Writer.\n\nLONDON: A. PRINTER\n")
    assert (kept, told) == (CHAPTERS, {"adverts"})


def test_a_signature_is_no_heading():
    kept, _ = read(f"PREFACE\n\n{PROSE}\n{' ' * 40}A. WRITER.\n\nAmul, May 1890.\n\n{BODY}")
    assert ("paragraph", "A. WRITER.") in kept


def test_the_line_under_a_motto_is_no_heading():
    kept, _ = read(f"CHAPTER I.\n\n{' ' * 30}--A. WRITER.\n\n{PROSE}")
    assert [words for kind, words in kept if kind == "heading"] == ["CHAPTER I."]


@pytest.mark.parametrize(
    ("page", "about"),
    [
        ("THE STORY OF THE FORD\n\nBY\n\nA. WRITER\n\n",
         {"title": "The Story of the Ford", "author": "A. Writer"}),
        ("The Ford\n\nby Anna Writer.\n\n", {"title": "The Ford", "author": "Anna Writer"}),
        ("THE FORD\n\nEDITED BY A. WRITER\n\n", {}),
    ],
)  # fmt: skip
def test_the_title_page_says_what_a_header_leaves_out(page, about):
    centred = "".join(f"{' ' * 20}{line}\n" if line else "\n" for line in page.split("\n"))
    assert dict(plain.read(f"{START}{centred}{BODY}").about) == about


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Fords, 4, 12-14", True),
        ("The ford          3", True),
        ("The guides are afraid, 3--They wait, 4--The river rises, 5", True),
        ("In 1490 the men of the ford, some 40 or 50 of them, went down to the river.", False),
        ("They were four thousand in the year 37, and nobody counted them again that year,", False),
    ],
)
def test_lists_have_numbers_of_pages_at_their_ends(words, expected):
    assert is_listing(words) is expected


def levels(source):
    text = plain.read(source)
    found = [r for r in text.regions if r.kind is RegionKind.HEADING]
    return [(source[r.body.start : r.body.end], r.level) for r in found]


def test_the_title_over_the_notes_of_a_chapter_holds_no_chapter():
    chapters = "".join(
        f"{number}\n\n{PROSE}\nFOOTNOTES:\n\n[{n}] So says the herdsman.\n\n\n"
        for n, number in enumerate(("I.", "II.", "III."), start=1)
    )
    found = levels(f"{START}PART I.\n\n{PROSE}\n\n{chapters}")
    assert found == [
        ("PART I.", 1),
        *(p for n in ("I.", "II.", "III.") for p in ((n, 2), ("FOOTNOTES:", 3))),
    ]


ENTRIES = """\
Herder, A.: _A Journey to the Ford._ 2 vols. 1812.

Miller, B.: _The History of the Hills and of the Herdsmen, from the
  earliest times to the death of the last of the guides, with a map._
  3 vols. 1822.
  "      : _The Ford._ 1823.
  "      : _The River, its waters, and what is known of them._ 1824.
"""


@pytest.mark.parametrize("before", ["", "CONTENTS\n\nThe ford        3\n\nThe hills       9\n\n\n"])
def test_a_list_of_authorities_is_no_text(before):
    source = f"{START}{before}LIST OF AUTHORITIES.\n\n{ENTRIES}\n\nTHE FORD.\n\n{PROSE}"
    text = plain.read(source)
    kept = [
        source[r.body.start : r.body.end].strip()
        for r in text.regions
        if r.kind in (RegionKind.PARAGRAPH, RegionKind.HEADING)
    ]
    assert kept == ["THE FORD.", PROSE.strip()]
    assert any("list or index" in item.what for item in text.unmodelled)


def test_prose_under_the_name_of_a_list_of_authorities_stays():
    long = " ".join(PROSE.split()) + "\n" + PROSE * 2
    source = f"{START}AUTHORITIES CONSULTED.\n\n{long}\n\nTHE FORD.\n\n{PROSE}"
    kinds = [r.kind for r in plain.read(source).regions]
    assert kinds.count(RegionKind.PARAGRAPH) == 2
