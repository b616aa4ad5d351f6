"""OpenITI mARkdown: characters stay in place, notation is told apart, tags are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import REPOSITORY
from fitnacorpus.ingest import openiti
from fitnacorpus.ingest.regions import Declined
from fitnacorpus.model import RegionKind

FOREIGN = REPOSITORY / "tests" / "corpora" / "foreign"
HEADER = "######OpenITI#\n#META#Header#End#\n"


def readable(found, region):
    """The words of a region without its notation."""
    out, at = [], region.body.start
    for mark in region.markup:
        out.append(found.source[at : mark.start])
        at = mark.end
    out.append(found.source[at : region.body.end])
    return " ".join("".join(out).split())


def transcript(body):
    return openiti.read(HEADER + body)


def blocks(found, *, header=False):
    out = [(str(r.kind), readable(found, r)) for r in found.regions]
    return out if header else out[1:]


def stretches(found):
    return [(s.kind, found.source[s.start : s.end]) for s in found.span_annotations]


def names(found):
    return [(n.kind, found.source[n.start : n.end]) for n in found.names]


def milestones(found):
    return [(m.unit, m.n, found.source[m.at : m.at + 4].strip()) for m in found.milestones]


def leftovers(found):
    return {x.what: x.times for x in found.unmodelled}


@pytest.fixture(scope="module")
def hisar():
    return openiti.read((FOREIGN / "hisar.mARkdown").read_text("utf-8"))


def test_a_whole_text_becomes_blocks_of_their_kinds(hisar):
    assert hisar.source == (FOREIGN / "hisar.mARkdown").read_text("utf-8")
    assert blocks(hisar) == [
        ("boilerplate", "### |EDITOR|"),
        ("boilerplate", "# هذه مقدمة المحقق."),
        ("heading", "ذكر خروج الأسطول"),
        (
            "paragraph",
            "في سنة 602 خرج أسطول يوسف الحميري من بتونس في أربعين سفينة، وكانت الريح ضدهم فوصلوا "
            "في اليوم الثالث.",
        ),
        ("paragraph", "قال شاعرهم:"),
        ("verse", "البحر باب والريح مفتاحه في يد القدر"),
        ("verse", "والسور نام عليه حراسه حتى السحر"),
        ("paragraph", "حدثنا فلان عن فلان أن الباب فتح ليلا وهو صحيح."),
        ("boilerplate", "PageV01P031"),
        ("heading", "ليلة الهجوم"),
        (
            "paragraph",
            "قرأ الإمام كم من فئة قليلة غلبت فئة كثيرة ثم أرسل يوسف مئتي رجل.",
        ),
        ("paragraph", "وقال فيه يا ليل طبرقة متى الغد ثم سكت."),
        ("paragraph", "12 - يوسف بن أحمد الحميري مات سنة وكان أميرا."),
        ("boilerplate", "#~:section:"),
        ("heading", "خاتمة"),
        ("paragraph", "تم الكتاب بعون الله."),
        ("boilerplate", "PageV02P001"),
    ]
    assert [r.level for r in hisar.regions if r.kind is RegionKind.HEADING] == [1, 2, 1]
    assert [r.level for r in hisar.regions if r.kind is RegionKind.VERSE] == [1, 0]


def test_a_whole_text_keeps_what_it_marks(hisar):
    assert stretches(hisar) == [
        ("isnad", "حدثنا فلان عن فلان"),
        ("quran", "كم من فئة قليلة غلبت فئة كثيرة"),
        ("verse", "يا ليل طبرقة %~% متى الغد"),
    ]
    assert names(hisar) == [("person", "يوسف الحميري"), ("place", "تونس")]
    assert milestones(hisar) == [
        ("volume", "1", "###"),
        ("page", "30", "###"),
        ("ms", "001", "وكان"),
        ("page", "31", "~~فو"),
        ("caesura", "", "مفتا"),
        ("caesura", "", "حراس"),
        ("volume", "2", "###"),
        ("page", "1", "###"),
        ("caesura", "", "متى"),
    ]
    assert {x.what: x.line for x in hisar.unmodelled} == {
        "@MATN@": 19,
        "@HUKM@": 19,
        "### $": 26,
        "@YD": 27,
        "@SOC": 27,
        "#~:…:": 28,
        "@AB@X_Y@": 30,
    }
    assert hisar.about == {"author": "يحيى البوني", "title": "حصار طبرقة"}


@pytest.mark.parametrize("source", ["", "# words", "words\n######OpenITI#\n"])
def test_other_texts_are_declined(source):
    assert isinstance(openiti.read(source), Declined)


@pytest.mark.parametrize("start", ["######OpenITI#", "\n######OpenITI# \r\n#META# 1.X :: y"])
def test_a_header_may_lack_its_end(start):
    found = openiti.read(f"{start}\r\n# words\r\n")
    assert [str(r.kind) for r in found.regions if r.body.start < r.body.end] == [
        "boilerplate",
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# a\n~~b\n~~ c", [("paragraph", "a b c")]),
        ("# a\n# b", [("paragraph", "a"), ("paragraph", "b")]),
        ("#\n~~a", [("paragraph", "a")]),
        ("a\nb\n\nc", [("paragraph", "a b"), ("paragraph", "c")]),
        ("# a\n(b) :\n# c", [("paragraph", "a"), ("paragraph", "(b) :"), ("paragraph", "c")]),
        ("~~a", [("paragraph", "a")]),
        ("# a\nPageV01P001\n~~b", [("paragraph", "a b")]),
        ("# a\nPageV01P001\n# b", [("paragraph", "a"), ("boilerplate", "PageV01P001"),
                                   ("paragraph", "b")]),
        ("### | a\n~~b\n# c", [("heading", "a b"), ("paragraph", "c")]),
        ("# | ذكر أهل المدينة ومن سكنها\n~~وما والاها PageV01P002\n# c", [
            ("heading", "ذكر أهل المدينة ومن سكنها وما والاها"), ("boilerplate", "PageV01P002"),
            ("paragraph", "c")]),
        ("# | قال المصنف : لا يصح\n~~في هذا شيء\n# c", [
            ("paragraph", "قال المصنف : لا يصح في هذا شيء"), ("paragraph", "c")]),
        ("# | فصل ويجب أن يلاحظ\n~~العواقب", [("paragraph", "فصل ويجب أن يلاحظ العواقب")]),
        ("# | باب\n~~ما جاء\n~~في هذا", [("paragraph", "باب ما جاء في هذا")]),
        ("### $BIO_MAN$ a\n~~b", [("paragraph", "a b")]),
        ("### $$ a\n# b", [("heading", "a"), ("paragraph", "b")]),
        ("### $BIO_MAN$\n# b", [("boilerplate", "### $BIO_MAN$"), ("paragraph", "b")]),
        ("### @ RAW a\n~~b", [("paragraph", "a b")]),
        ("### |EDITOR|\n# a\n### || b\n# c\n### | d\n# e", [
            ("boilerplate", "### |EDITOR|"), ("boilerplate", "# a"), ("boilerplate", "### || b"),
            ("boilerplate", "# c"), ("heading", "d"), ("paragraph", "e")]),
        ("# a %~% b\n# c %~% d", [("verse", "a b"), ("verse", "c d")]),
        ("# a %~% b\n~~c %~% d", [("verse", "a b"), ("verse", "c d")]),
        ("# %~% a\n", [("verse", "a")]),
        ("#$#FROM a #$#TOWA b #$#DIST c", [("paragraph", "a b c")]),
    ],
)  # fmt: skip
def test_lines_make_blocks(body, expected):
    assert blocks(transcript(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# @PER02 علي بن أحمد", [("person", "علي بن")]),
        ("# @P11 وعلي قال", [("person", "علي")]),
        ("# @TOP12 بمدينة السلام، قال", [("place", "مدينة السلام")]),
        ("# @T01\n~~دمشق", [("place", "دمشق")]),
        ("# @PER02 علي PageV01P001\n~~أحمد", [("person", "علي PageV01P001\n~~أحمد")]),
        ("# @SRC01 الطبري", [("", "الطبري")]),
        ("# @PER01 علي @PER01 أحمد", [("person", "علي"), ("person", "أحمد")]),
    ],
)
def test_tags_of_names_count_letters_and_words(body, expected):
    assert names(transcript(body)) == expected


@pytest.mark.parametrize(
    "body", ["# a @PER00 b", "# a @PER01", "# @PER03 a @PER01 b c", "# @SOC01 a"]
)
def test_tags_that_name_nothing_are_left(body):
    found = transcript(body)
    assert sum(leftovers(found).values()) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# a PageV01P001 b PageV01P002", [("volume", "1", "# a"), ("page", "1", "# a"),
                                           ("page", "2", "b Pa")]),
        ("# a PageV00P007\n# b", [("page", "7", "# a")]),
        ("# a PageV01P000 b PageV01P012A", [("volume", "1", "# a"), ("page", "12A", "b Pa")]),
        ("# PageBegV02P003 a PageEndV02P003 b", [("volume", "2", "a Pa"), ("page", "3", "a Pa")]),
        ("# a msA012 b Milestone300 c", [("ms", "A012", "b Mi")]),
    ],
)  # fmt: skip
def test_pages_begin_where_the_page_before_ended(body, expected):
    assert milestones(transcript(body)) == expected


def test_pages_without_a_number_are_left():
    assert leftovers(transcript("# PageV00P000\n# a PageV00P000")) == {
        "page of unknown number (P000)": 2
    }


@pytest.mark.parametrize(
    ("body", "kept", "left"),
    [
        ("# @QB@ a @QE@ b @QB@ c@QE@", [("quran", "a"), ("quran", "c")], {}),
        ("# a @QB@ b", [], {"@QB@ without @QE@": 1}),
        ("# a @QE@ b", [], {"@QE@": 1}),
        ("# $RWY$ a", [], {"chain without @MATN@": 1}),
        ("# a @ISNAD@ b @MATN@ c", [("isnad", "b")], {"@MATN@": 1}),
        ("# a @YB100 b @NEW@ c", [], {"@YB": 1, "@NEW@": 1}),
    ],
)
def test_brackets_need_both_sides(body, kept, left):
    found = transcript(body)
    assert stretches(found) == kept
    assert leftovers(found) == left


parts = st.sampled_from(
    ["# ", "~~", "### | ", "### |EDITOR|", "### $ ", "\n", "\r\n", " ", "علي ", "a", "%~%", "@QB@",
     " @QE@ ", "@PER02 ", "@T11", "PageV01P001", " PageV02P002 ", "ms01 ", "$RWY$ ", "@MATN@",
     "#$#FROM ", "@YD10", "PageBegV1P3", "#", "@A@B_C@"]
)  # fmt: skip


@given(st.lists(parts, max_size=30).map("".join))
def test_characters_stay_and_every_mark_has_its_place(body):
    found = transcript(body)
    assert found.source == HEADER + body
    at = 0
    for region in found.regions:
        assert region.start == at
        assert region.body.end <= region.end
        for mark in region.markup:
            assert region.body.contains(mark) and mark.start < mark.end
        assert region.kind is RegionKind.BOILERPLATE or readable(found, region)
        at = region.end
    assert at == len(found.source)
    for item in (*found.span_annotations, *found.names):
        (holder,) = [r for r in found.regions if r.start <= item.start < r.end]
        assert item.start < item.end <= holder.body.end
        for mark in holder.markup:
            assert not mark.start < item.start < mark.end
            assert not mark.start < item.end < mark.end
    assert all(0 <= m.at <= len(found.source) for m in found.milestones)


def test_a_page_that_ends_inside_a_word_begins_another_there():
    inside = transcript("# خرج القوم إلى مصـPageV01P004ر ثم رجعوا.\n")
    assert milestones(inside)[-1] == ("page", "", "ر ثم")
    between = transcript("# خرج القوم إلى مصر. PageV01P004\n")
    assert [n for unit, n, _ in milestones(between) if unit == "page"] == ["4"]


# --- Verse, notes and remains, as makers write them ----------------------------------------------


def kinds(body):
    return [kind for kind, _ in blocks(transcript(body))]


@pytest.mark.parametrize(
    ("body", "expected", "levels"),
    [
        # Rafed: only the first line of a poem bears a sign, a page may begin a line.
        (
            "# قال :\n# أ %~% ب\nج %~% د (1)\nPageV01P002 ه %~% و\n# ز",
            ["paragraph", "verse", "verse", "verse", "paragraph"],
            [1, 0, 0],
        ),
        ("# أ %~% ب\nج %~% د\n# ه %~% و", ["verse"] * 3, [1, 0, 1]),
        # al-Shamila: every line bears one.
        ("# أ %~% ب\n# ج ms01 %~% د", ["verse"] * 2, [1, 0]),
        # al-Jami al-Kabir.
        ("# ( أ % ب ) PageV01P001\n# ( ج % د )", ["verse", "boilerplate", "verse"], [1, 0]),
        ("# % أ % ب % 3", ["verse"], [1]),
        ("# أ %~% ب\n~~ثم قال", ["paragraph"], []),
        # al-Shamila: dots between the hemistichs, where verse is expected.
        ("# قال :\n# قفا نبك ... بسقط اللوى\n# ثم سكت", ["paragraph", "verse", "paragraph"], [1]),
        ("# قفا نبك ... بسقط اللوى\n# فتوضح فالمقراة ... لم يعف", ["verse"] * 2, [1, 0]),
        ("# قال\n# قفا نبك ... بسقط اللوى\n# ثم", ["paragraph"] * 3, []),
        ("# قال :\n# قفا نبك ... بسقط اللوى.", ["paragraph"] * 2, []),
        ("# قال :\n# قفا ... بسقط اللوى", ["paragraph"] * 2, []),
    ],
)
def test_verse_in_all_its_shapes(body, expected, levels):
    assert kinds(body) == expected
    found = transcript(body)
    assert [r.level for r in found.regions if r.kind is RegionKind.VERSE] == levels


def test_each_line_of_verse_has_its_caesura():
    found = transcript("# أول %~% ثان\nثالث %~% رابع")
    starts = [found.source[m.at : m.at + 4] for m in found.milestones if m.unit == "caesura"]
    assert starts == ["ثان\n", "رابع"]


def marks(found):
    return [
        (found.source[s.start : s.end], s.source)
        for s in found.span_annotations
        if s.kind == "mark"
    ]


def notes(found):
    return [
        (found.source[slice(*r.label)] if r.label else "", readable(found, r), r.place)
        for r in found.regions
        if r.kind is RegionKind.NOTE
    ]


def test_notes_at_the_foot_of_a_page_end_with_it():
    found = transcript(
        "# خرج القوم (1) ليلا\n# __________\n# (1) أي ساروا\n"
        "~~كلهم PageV01P001 ثم رجعوا (1) نهارا\n"
        "# __________\n# (1) عادوا PageV01P002\n# وسكتوا"
    )
    assert notes(found) == [("(1)", "(1) أي ساروا كلهم", "foot"), ("(1)", "(1) عادوا", "foot")]
    assert marks(found) == [("(1)", "1"), ("(1)", "2")]
    assert [words for kind, words in blocks(found) if kind == "paragraph"] == [
        "خرج القوم ليلا", "ثم رجعوا نهارا", "وسكتوا",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["#####ENDNOTES#", "### |EDITOR|\nENDNOTES:", "# ENDNOTES"])
def test_notes_at_the_end_of_a_book_follow_their_marks_in_order(title):
    found = transcript(
        "# أ (1) ب (2) ج PageV01P001\n# د (1) ه PageV01P002\n"
        f"{title}\n(1) الأول\nطويل\n(2) الثاني\n(1) الثالث\n"
    )
    assert [words for _, words, _ in notes(found)] == ["(1) الأول طويل", "(2) الثاني", "(1) الثالث"]
    assert marks(found) == [("(1)", "1"), ("(2)", "2"), ("(1)", "3")]
    assert not found.unmodelled


def test_notes_under_the_name_of_a_page_belong_to_that_page():
    found = transcript(
        "# أ (1) ب PageV01P001\n# د (1) ه PageV01P002\n### |EDITOR|\nENDNOTES:\nPageV01P002:\n"
        "____________\n(1) الثاني\n"
    )
    assert marks(found) == [("(1)", ""), ("(1)", "1")]
    assert [(m.unit, m.n) for m in found.milestones] == [
        ("volume", "1"),
        ("page", "1"),
        ("page", "2"),
    ]


def test_several_notes_of_one_line_are_several():
    found = transcript("# أ (1) ب (2) ج\n#####ENDNOTES#\n(1) زاد كذا (2) في الأصل (9) كذا\n")
    assert [words for _, words, _ in notes(found)] == ["(1) زاد كذا", "(2) في الأصل (9) كذا"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# قال (¬1) ثم (^2) ثم [3].", ["(¬1)", "(^2)", "[3]"]),
        ("# قال (1) ثم (2) ثم (3).", ["(1)", "(2)", "(3)"]),
        ("# قال (7) ثم (2) ثم (5).", []),
        ("# (12) حدثنا فلان\n# (13) حدثنا فلان\n# (14) حدثنا", []),
        ("# { آية } [2] ثم { آية } [7] ثم { آية } [9]", []),
    ],
)
def test_only_numbers_that_count_as_marks_do_are_marks(body, expected):
    assert [words for words, _ in marks(transcript(body))] == expected


def test_a_paragraph_that_a_page_cuts_in_two_is_one():
    body = "# سنة ثمان\nPageV01P001\n# وثلاثين كان ذلك.\n# ثم سكت.\nPageV01P002\n# وقال.\n# نعم."
    assert [words for kind, words in blocks(transcript(body)) if kind == "paragraph"] == [
        "سنة ثمان وثلاثين كان ذلك.", "ثم سكت.", "وقال.", "نعم.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "left", "words"),
    [
        (
            '# قال <a\n~~href="/x/1">مالك</a> ثم </span> سكت',
            {"<a>": 2, "<span>": 1},
            "قال مالك ثم سكت",
        ),
        ("# قال NoteV00P059N03 ثم", {"NoteV…": 1}, "قال ثم"),
        ("![](https://x.org/a.gif)\n# قال", {"![]()": 1}, "قال"),
        ("### | AUTO باب\n# قال", {"### | AUTO": 1}, "قال"),
    ],
)
def test_remains_are_told_and_are_no_words(body, left, words):
    found = transcript(body)
    assert leftovers(found) == left
    assert blocks(found)[-1] == ("paragraph", words)


def test_a_tag_of_a_quotation_counts_its_words():
    found = transcript("# قال @QUR@13 وكم من\n~~فئة ) ثم @HAD02 إنما الأعمال بالنيات")
    assert stretches(found) == [("quran", "كم من\n~~فئة"), ("hadith", "إنما الأعمال")]
    assert "0" not in blocks(found)[-1][1]


def test_a_page_mark_at_the_end_leaves_no_sentence():
    found = transcript("# قال ذلك. PageV01P001\n# ثم سكت. ms02 PageV01P002")
    paragraphs = [r for r in found.regions if r.kind is RegionKind.PARAGRAPH]
    assert [found.source[r.body.start : r.body.end] for r in paragraphs] == [
        "# قال ذلك.", "# ثم سكت.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("#META# 020.BookTITLE\t:: كتاب\n#META# 010.AuthorNAME :: فلان\n"
         "#META# 040.EdEDITOR :: محقق\n",
         {"title": "كتاب", "author": "فلان", "editor": "محقق"}),
        ("#META# المؤلف: فلان\n#META# المحقق: محقق\n#META# الطبعة: ٠\n"
         "#META# تاريخ النشر : ٠ هـ.ق\n",
         {"author": "فلان", "editor": "محقق"}),
        ("#META# Title: كتاب\n#META# Author: فلان\n#META# Editor: None\n",
         {"title": "كتاب", "author": "فلان"}),
        ("#META# bk: مختصر\n#META# الكتاب: كتاب \N{PILCROW SIGN} المؤلف: غيره\n#META# auth: فلان\n",
         {"title": "كتاب", "author": "فلان"}),
    ],
)  # fmt: skip
def test_headers_of_every_make_are_read(lines, expected):
    found = openiti.read(f"######OpenITI#\n{lines}#META#Header#End#\n# قال\n")
    assert dict(found.about) == expected


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("# a PageV01P002 b", ["PageV01P002 "]),  # one space is left to read
        ("# aPageV01P002 b", ["PageV01P002"]),
        ("# a @PER02 b c", ["@PER02 "]),
    ],
)
def test_a_tag_takes_the_space_that_sets_it_off(body, marks):
    found = transcript(body)
    region = next(r for r in found.regions if r.kind is not RegionKind.BOILERPLATE)
    inside = [found.source[m.start : m.end] for m in region.markup]
    assert [m for m in inside if not m.startswith("#")] == marks
