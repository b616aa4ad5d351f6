"""OpenITI texts as their makers leave them: notes at the foot of pages, folios, verse, tables."""

import pytest

from fitnacorpus.ingest import openiti
from fitnacorpus.ingest.openiti_header import about
from fitnacorpus.model import RegionKind

HEADER = "######OpenITI#\n#META#Header#End#\n"


def read(body):
    return openiti.read(HEADER + body)


def words(found, kind):
    """The words of the regions of a kind, without notation."""
    out = []
    for region in found.regions:
        if region.kind is not kind:
            continue
        shown, at = [], region.body.start
        for mark in region.markup:
            shown.append(found.source[at : mark.start])
            at = max(at, mark.end)
        out.append(" ".join("".join([*shown, found.source[at : region.body.end]]).split()))
    return out


def marks(found):
    spans = [s for s in found.span_annotations if s.kind == "mark"]
    return [(" ".join(found.source[s.start : s.end].split()), s.source) for s in spans]


MASAHA = """# خرج علي من المدينة[ (1) ]فنزل الربذة[
~~(2) ]ومعه الناس، وسار حتى نزل [ (1) ]كان خروجه في سنة ست وثلاثين.

# [ (2) ]الربذة: قرية قرب المدينة.

PageV01P007

# ذا قار، وأقام بها أياما.
"""


def test_numbers_that_count_anew_on_a_page_are_its_notes():
    found = read(MASAHA)
    assert words(found, RegionKind.PARAGRAPH) == [
        "خرج علي من المدينةفنزل الربذة ومعه الناس، وسار حتى نزل".replace("الربذة ", "الربذة"),
        "ذا قار، وأقام بها أياما.",
    ]
    assert words(found, RegionKind.NOTE) == [
        "[ (1) ]كان خروجه في سنة ست وثلاثين.",
        "[ (2) ]الربذة: قرية قرب المدينة.",
    ]
    assert [source for _, source in marks(found)] == ["1", "2"]


@pytest.mark.parametrize(
    "page",
    [
        # The numbers of a list do not stand in the text before it.
        "# قال لهم ثلاثا:\n# (1) لا تخرجوا.\n# (2) لا تقاتلوا.\nPageV01P002\n",
        # A number said again does not open a line.
        "# نزل الربذة (1) ثم سار (2) ثم رجع (1) إلى المدينة (2) فأقام.\nPageV01P002\n",
        # Notes lie on a page; without its end there is none.
        "# نزل الربذة (1) وأقام.\n# (1) قرية قرب المدينة.\n",
    ],
)
def test_numbers_of_a_list_are_no_notes(page):
    assert not words(read(page), RegionKind.NOTE)


@pytest.mark.parametrize(
    "name", ["* (هامش (*", "* (هامش) *", "* (هامش)", "* (هامش * ", "* الهامش *", "*\n~~(هامش) *"]
)
def test_notes_that_are_named_end_with_their_page(name):
    found = read(f"# قال (1) عمرو بن\n~~{name} (1) هو ابن العاص. (*) PageV00P034\n# معاوية: نعم.\n")
    assert words(found, RegionKind.PARAGRAPH) == ["قال عمرو بن", "معاوية: نعم."]
    (note,) = words(found, RegionKind.NOTE)
    assert note.startswith("(1) هو ابن العاص.")
    assert marks(found) == [("(1)", "1")]


def test_pages_printed_in_the_text_and_folios_are_not_read():
    found = read("# فعمر منصورا § PageV01P180 <181> ويفزعون [113 و] فيما [114\n~~ظ] بين ذلك.\n")
    assert words(found, RegionKind.PARAGRAPH) == ["فعمر منصورا ويفزعون فيما بين ذلك."]
    assert [(m.unit, m.n) for m in found.milestones if m.unit == "folio"] == [
        ("folio", "113 و"),
        ("folio", "114 ظ"),
    ]
    bare = read("# <3> قال <4> نعم")
    assert [(m.n, bare.source[m.at :][:3]) for m in bare.milestones] == [
        ("3", "قال"),
        ("4", "نعم"),
    ]


@pytest.mark.parametrize(
    ("line", "halves"),
    [
        ("وأنت أمرت بقتل الإمام # وقلت لنا إنه قد فجر", 2),
        ("وأنت أمرت بقتل الإمام * * وقلت لنا إنه قد فجر", 2),
        ("وأنت أمرت بقتل الإمام* وقلت لنا إنه قد فجر", 2),
        ("قال # وقلت لنا إنه قد فجر ثم سار الناس إلى الكوفة", 0),
        ("نزل القوم المدينة # ثم ساروا # إلى الكوفة", 0),
    ],
)
def test_a_lone_sign_parts_a_line_of_verse(line, halves):
    found = read(f"# قالوا له:\n# {line}\n")
    assert sum(m.unit == "caesura" for m in found.milestones) == max(0, halves - 1)
    assert len(words(found, RegionKind.VERSE)) == bool(halves)


def test_a_poem_whose_lines_run_together_is_verse_to_the_end_of_its_last_half():
    line = "لعمري لقد أبقت وقيعة راهط * *\n~~لمروان صدعا بيننا متنابيا وأقام الحج عثمان"
    found = read(f"# {line}\n")
    (verse,) = [s for s in found.span_annotations if s.kind == "verse"]
    assert " ".join(found.source[verse.start : verse.end].split()).endswith("متنابيا")
    assert found.milestones[0].unit == "caesura"
    assert found.source[found.milestones[0].at :].startswith("لمروان")
    three = read("# رضيت بذلك وهو الرأي * * * قال فافترقا على ذلك وأقبل ابن عباس إلى علي\n")
    assert not [s for s in three.span_annotations if s.kind == "verse"]
    assert words(three, RegionKind.PARAGRAPH) == [
        "رضيت بذلك وهو الرأي قال فافترقا على ذلك وأقبل ابن عباس إلى علي"
    ]


def test_tables_stars_of_headings_and_empty_links_are_told_and_not_read():
    found = read(
        "### ||| ** * المؤلف\n# قال نعم [](http://a.b/c) .\n|فتح طنجة|228|مقتل يزدجرد|307|\n"
    )
    assert words(found, RegionKind.HEADING) == ["المؤلف"]
    assert words(found, RegionKind.PARAGRAPH) == ["قال نعم ."]
    assert {x.what for x in found.unmodelled} == {"| … |", "![]()"}


def test_fields_that_became_one_line_are_told_apart():
    header = "#META# الكتاب: الفتوح ¶ تصحيح: فلان ¶ دار النشر: ليدن ¶ سنة الطبع:1888 م\n"
    header += "#META# المحقق: علان\n"
    found = openiti.read("######OpenITI#\n" + header + "#META#Header#End#\n# قال\n").about
    assert found == {"title": "الفتوح", "editor": "علان", "publisher": "ليدن", "year": "1888 م"}


def test_a_quotation_that_counts_the_mark_of_a_note_leaves_it_out():
    page = "# @HAD06 قال هذان سيدا كهول أهل [ (1) ].\n\n# [ (1) ]حاشية.\n\nPageV01P007\n"
    (hadith,) = [s for s in read(page).span_annotations if s.kind == "hadith"]
    (mark,) = [s for s in read(page).span_annotations if s.kind == "mark"]
    assert hadith.end <= mark.start


@pytest.mark.parametrize(
    ("end", "whole"),
    [("إلى PageV00P034", True), ("إليه. PageV00P034", False), ("إلى", False)],
)
def test_a_paragraph_that_goes_on_behind_the_tag_of_a_page_is_one(end, whole):
    found = read(f"# قال نعم.\n# وقال لا.\n# ثم سار {end}\n# المدينة فأقام بها.\n# ثم مات.\n")
    assert len(words(found, RegionKind.PARAGRAPH)) == (4 if whole else 5)


def test_a_number_on_a_line_of_its_own_is_the_mark_of_a_note_and_parts_nothing():
    turns = "".join(f"# وكتب إلى فلان\n\n# {n}\n\n# بما رآه من أمره.\n\n" for n in range(3, 7))
    found = read(f"{turns}# ثم رجع إلى داره.\n\n# 7\n\n# وكان ذلك ليلا.\n")
    assert words(found, RegionKind.PARAGRAPH) == [
        *["وكتب إلى فلان بما رآه من أمره."] * 4,
        "ثم رجع إلى داره.",
        "وكان ذلك ليلا.",
    ]
    assert [(left.what, left.times) for left in found.unmodelled] == [
        ("mark of a note on a line of its own", 5)
    ]


def test_a_few_numbers_on_lines_of_their_own_stay():
    found = read("# كتب إلى فلان\n\n# 3\n\n# بما رآه.\n")
    assert words(found, RegionKind.PARAGRAPH) == ["كتب إلى فلان", "3", "بما رآه."]


DIWAN = """# البحر : بسيط تام
# 1 يا دار بين النخل والطلح
# 2 وقفت فيها بعد ما درست %~% أسائل الأطلال عن أهلها
PageV01P001
# 3 فما أجابت غير ريح الصبا
# البحر : طويل
# 1 خليلي عوجا ساعة بعد ما %~% مضى الليل إلا أنجما تتغور
# وقال يصف النخل في سنة القحط
"""


def test_a_poem_of_a_diwan_begins_with_its_metre():
    found = read(DIWAN)
    assert words(found, RegionKind.HEADING) == ["البحر : بسيط تام", "البحر : طويل"]
    assert words(found, RegionKind.VERSE) == [
        "1 يا دار بين النخل والطلح",
        "2 وقفت فيها بعد ما درست أسائل الأطلال عن أهلها",
        "3 فما أجابت غير ريح الصبا",
        "1 خليلي عوجا ساعة بعد ما مضى الليل إلا أنجما تتغور",
    ]
    assert words(found, RegionKind.PARAGRAPH) == ["وقال يصف النخل في سنة القحط"]


def test_a_metre_after_a_page_begins_a_poem_although_its_line_goes_on():
    found = read(
        "# البحر : طويل 1\n# % خليلي عوجا ساعة % مضى الليل % PageV01P001\n~~البحر : وافر 1\n"
        "# % سلام الله يا مطر % عليها %\n~~PageV01P002 البحر : رمل 1\n# % طال ليلي % وبكى %\n"
    )
    metres = ["البحر : طويل 1", "البحر : وافر 1", "البحر : رمل 1"]
    assert words(found, RegionKind.HEADING) == metres
    assert [m.n for m in found.milestones if m.unit == "page"] == ["1", "2"]
    assert len(words(found, RegionKind.VERSE)) == 3


@pytest.mark.parametrize(
    "line",
    [
        "# البحر : وهو الذي ركبه القوم في تلك السنة مع أهلهم وأولادهم",
        "# 7 وفي تلك السنة نزل المطر",
    ],
)
def test_what_only_looks_like_a_metre_or_a_line_of_a_poem_is_prose(line):
    found = read(f"# 1 عوجا ساعة %~% مضى الليل\n{line}\n")
    assert words(found, RegionKind.PARAGRAPH) == [line.removeprefix("# ")]


def test_the_number_of_a_page_is_no_heading():
    found = read("### | باب الصلاة\n# حدثنا سفيان.\n### | ص: 155\n# قال: نعم.\n### | ص: باب\n")
    assert words(found, RegionKind.HEADING) == ["باب الصلاة", "ص: باب"]
    assert [x.what for x in found.unmodelled] == ["number of a page as a heading"]


def test_controls_of_direction_are_no_part_of_a_title():
    header = ["#META# 020.BookTITLE :: \u200fفضائل الشام\u200f", "#META# 010.AuthorNAME :: \u200f"]
    assert about(header) == {"title": "فضائل الشام"}
