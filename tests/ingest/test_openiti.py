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
        ("volume", "2", "###"),
        ("page", "1", "###"),
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
