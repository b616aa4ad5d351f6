"""Of what time a place tells, and whether a name of many is that of the known bearer there."""

import pytest

from fitnacorpus import ingest, segment
from fitnacorpus.model import Authority, Entry, Form, Span, TextInfo
from fitnacorpus.names.commonness import common, often, share
from fitnacorpus.names.grammar import WholeName
from fitnacorpus.names.period import year_of
from fitnacorpus.names.resolve import Scene, resolve
from fitnacorpus.names.tag import Tagger


def person(ident, died, *forms):
    return Entry(ident, "person", tuple(Form(f, "ar") for f in forms),
                 when={"notAfter": f"{died:04}-01-01"})  # fmt: skip


AUTHORITY = Authority(
    (
        person("jafar", 765, "جعفر بن محمد بن علي", "جعفر بن محمد", "جعفر"),
        person("amr", 664, "عمرو بن العاص", "ابن العاص"),
        person("poet", 640, "أبو ذؤيب الهذلي", "الهذلي"),
        person("father", 680, "عقيل بن زياد", "أبو صالح"),
    )
)
TAGGER = Tagger(AUTHORITY)


def last(source, year=0, written=0):
    """The last mention of a text, all dates of which fall into one year, if there are any."""
    text = ingest.read(source, TextInfo("t", "ar", "t.txt", "", "utf-8"))
    hits = TAGGER.hits(text, [s for _, parts in segment.paragraphs(text) for s in parts])
    found = resolve(
        hits, AUTHORITY, "t", context=TAGGER.context, bearings=TAGGER.bearings,
        scenes=[Scene(Span(0, len(source)))], years=[(at, year) for at in range(5)] if year else [],
        written=written,
    )  # fmt: skip
    return (found[-1].status, found[-1].ref) if found else ("", "")


@pytest.mark.parametrize(
    ("source", "year", "status"),
    [
        ("قدم جعفر بن محمد إلى المدينة.", 760, "resolved"),
        ("قدم جعفر بن محمد إلى المدينة.", 960, "ambiguous"),
        ("قدم جعفر بن محمد بن علي إلى المدينة.", 960, "resolved"),
        ("قدم عمرو بن العاص إلى المدينة.", 960, "resolved"),
        # Told apart just before, he is meant by the name of many too.
        ("ذكروا جعفر بن محمد بن علي. ثم قدم جعفر بن محمد.", 800, "resolved"),
        ("قدم ابن العاص إلى المدينة.", 1100, "ambiguous"),
    ],
)
def test_a_name_of_many_means_the_known_bearer_in_his_time(source, year, status):
    assert last(source, year)[0] == status


def test_a_name_that_goes_on_is_not_the_one_of_the_record():
    assert last("قدم جعفر بن محمد الصيرفي.", 760)[0] == "ambiguous"
    assert last("قدم جعفر بن محمد بن علي بن سهل.", 760)[0] == "resolved"
    assert last("قدم جعفر بن محمد بن سهل.", 760)[0] == "unresolved"


def test_what_follows_a_doubtful_name_is_as_doubtful():
    assert last("قدم جعفر بن محمد إلى المدينة فقام جعفر.", 960)[0] == "ambiguous"
    assert last("قدم جعفر بن محمد إلى المدينة فقام جعفر.", 760)[0] == "resolved"


def test_a_book_of_strangers_is_no_place_for_the_known():
    known = "قدم عمرو بن العاص. "
    strange = "قدم عمرو بن سهل. قدم جعفر بن سعد. "
    told = "قدم جعفر بن محمد."
    assert last(known * 12 + told)[0] == "resolved"
    assert last(strange * 8 + told)[0] == "ambiguous"


def test_a_nisba_and_a_kunya_belong_to_the_name_before():
    assert last("قال سويد بن عمير الهذلي قولا.", 640) == ("", "")
    assert last("قال أبو بدر الهذلي قولا.", 640) == ("", "")
    assert last("قال الهذلي قولا.", 640) == ("resolved", "poet")
    assert last("حدثنا سويد بن عمير أبو صالح.", 680) == ("", "")


def test_a_second_kunya_wants_its_bearer_near():
    assert last("قال أبو صالح قولا.", 680)[0] == "ambiguous"
    assert last("قدم عقيل بن زياد فقام أبو صالح.", 680) == ("resolved", "father")


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("رجل من قومه يقال له عمرو بن العاص.", "ambiguous"),
        ("وكان المعروف بالهذلي هناك.", "ambiguous"),
        ("لقي عمر وبن العاص هناك.", "resolved"),
    ],
)
def test_who_is_introduced_and_whose_letter_is_parted(source, status):
    assert last(source, 660)[0] == status


def test_the_share_of_men_who_bear_a_name():
    def bearing(head, *fathers):
        return share(WholeName(Span(0, 1), head, fathers))

    assert common(bearing("محمد", "عبد الله")) and common(bearing("Husayn", "Ali"))
    assert not common(bearing("عمرو", "العاص")) and not common(bearing("حسين", "علي", "زياد"))
    assert bearing("الحسين", "علي") == pytest.approx(0.011 * 0.031)
    assert often("Muhammad") and often("الحسن") and not often("طلحة")


def test_the_year_of_an_author_tells_the_time_of_an_undated_book():
    told = "قدم عمرو بن سهل. " * 6 + "ثم ذكروا جعفر. "
    assert last(told[-60:], written=780) == ("resolved", "jafar")
    assert last(told[-60:], written=1300)[0] == "ambiguous"
    # Of whom the book itself is, it speaks by his own name for ever.
    full = "قدم جعفر بن محمد بن علي. " * 3
    assert last(full + told, written=1300) == ("resolved", "jafar")


def test_a_date_far_away_tells_nothing():
    known = "قدم عمرو بن العاص. " * 6
    assert last(f"{known}{'ثم سار القوم. ' * 1000}ذكروا جعفر.", 1300)[0] == "resolved"


def test_the_year_of_a_death_is_said_in_either_calendar():
    assert [year_of("456 AH"), year_of("1063"), year_of(""), year_of("c. 400")] == [
        1064,
        1063,
        0,
        0,
    ]


def test_a_kunya_that_the_bearer_has_not_makes_another_man():
    assert last("ثم أبو القاسم جعفر وأبو حفص يحيى.", 760)[0] == "ambiguous"
    assert last("ثم قام جعفر وأبو حفص يحيى.", 760)[0] == "resolved"


def test_a_poet_means_the_men_of_his_own_day():
    verse = "# وما جعفر %~% بمنسي لدي أبدا"
    header = "######OpenITI#\n#META#Header#End#\n"
    assert last(f"{header}{verse}\n", 760)[0] == "ambiguous"
    assert last(f"{header}# وما جعفر بمنسي لدي أبدا\n", 760)[0] == "resolved"


def test_a_link_of_a_chain_is_no_famous_namesake():
    assert last("حدثنا سويد عن جعفر عن أبيه.", 760)[0] == "ambiguous"
    assert last("سأل القوم عن جعفر فأخبروه.", 760)[0] == "resolved"


def english(ident, died, *forms):
    return Entry(ident, "person", tuple(Form(f, "en") for f in forms),
                 when={"notAfter": f"{died:04}-01-01"})  # fmt: skip


CONTEMPORARIES = [
    "Qays ibn Sad", "Hujr ibn Adi", "Adi ibn Hatim", "Sasaa ibn Suhan", "Jarir ibn Malik",
    "Busr ibn Artah", "Habib ibn Maslama", "Sahl ibn Hunayf", "Kumayl ibn Nahik", "Hani ibn Urwa",
]  # fmt: skip


def of_the_book(source, year):
    """The mentions of Husayn in a modern book, at places whose dates fall into one year."""
    known = [english(f"c{i}", 670 + i, name) for i, name in enumerate(CONTEMPORARIES)]
    authority = Authority((english("husayn", 680, "Husayn ibn Ali", "Husayn"), *known))
    tagger = Tagger(authority)
    text = ingest.read(source, TextInfo("t", "en", "t.txt", "", "utf-8"))
    hits = tagger.hits(text, [s for _, parts in segment.paragraphs(text) for s in parts])
    found = resolve(
        hits, authority, "t", context=tagger.context, bearings=tagger.bearings, arabic=False,
        scenes=[Scene(Span(0, len(source)))], years=[(at, year) for at in range(5)],
    )  # fmt: skip
    return [m.status for m in found if source[m.start : m.end] == "Husayn"]


def test_a_modern_book_about_a_time_means_its_people_by_bare_names():
    bare = "So they spoke of Husayn again, and nobody knew why. " * 12
    peopled = " ".join(f"There came {name}." for name in CONTEMPORARIES) + " " + "word " * 60 + bare
    assert set(of_the_book(peopled, 1935)) == {"resolved"}
    # Of another time, or in a book that names nobody of his, another is meant.
    assert "ambiguous" in of_the_book(peopled, 900)
    assert "ambiguous" in of_the_book(bare, 1935)
