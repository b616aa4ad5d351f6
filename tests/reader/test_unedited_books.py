"""Two books as somebody adds them: pages, headings and proposals say no more than there is."""

import re
import textwrap
from dataclasses import replace

import pytest
from markupsafe import Markup

import fitnacorpus as fc
from conftest import run
from fitnacorpus.config import Settings
from fitnacorpus.model import Authority, Entry, Form
from fitnacorpus.reader import site
from fitnacorpus.reader.contents import plain, same
from fitnacorpus.reader.drawings import places_map
from fitnacorpus.reader.pages import Pages
from fitnacorpus.reader.view import View
from fitnacorpus.reader.wording import Wording

ARABIC = """######OpenITI#

#META# 010.AuthorNAME :: الدينوري
#META# 020.BookTITLE :: الأخبار الطوال
#META#Header#End#

### | PageV00P194 (وثيقة التحكيم)
# قالوا: فاجتمع أهل العراق وأهل الشام عند علي بن أبي طالب، وأتوا بكاتب، وكتبوا بينهم كتابا.
# شهد على ما في هذا الكتاب الحسن والحسين ابنا علي بن أبي طالب ومعاوية بن أبي سفيان.
### | (مداولة الحكمين)
# قالوا: ثم إن عمرو بن العاص جعل يظهر تبجيل أبي موسى وتقديمه في الكلام وتوقيره.
"""
REST = "The days went by and nothing of weight was done by either side in them. " * 30
ENGLISH = "\n\n".join(
    textwrap.fill(paragraph, 72)
    for paragraph in (
        "The Project Gutenberg eBook of Annals of the Caliphate",
        "*** START OF THE PROJECT GUTENBERG EBOOK ANNALS OF THE CALIPHATE ***",
        "CHAPTER XXXVIII.",
        "The army of Aisha was beaten at Basra, and Ali returned to Kufa with all his men.",
        "CHAPTER XXXIX.",
        "[Sidenote: The envoy returns.]",
        f"After Ali had established himself at Kufa, there followed a short interval. {REST}",
        f"But after a time Ali and Muawiya met in the plain of Siffin for battle. {REST}",
        "*** END OF THE PROJECT GUTENBERG EBOOK ANNALS OF THE CALIPHATE ***",
    )
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    root = tmp_path_factory.mktemp("unedited") / "books"
    (root.parent / "dinawari.mARkdown").write_text(ARABIC)
    (root.parent / "muir.txt").write_text(ENGLISH)
    assert run("init", root, "--with", "early-islam").returncode == 0
    for name in ("dinawari.mARkdown", "muir.txt"):
        added = run("-C", root, "add", root.parent / name)
        assert added.returncode == 0, added.stderr
    built = run("-C", root, "build")
    assert built.returncode == 0, built.stderr
    pages = site.open_pages(fc.open(root))
    return {p: pages.file(p).decode() for p in pages.paths() if p.endswith(".html")}


def test_the_page_number_of_a_heading_is_no_part_of_its_words(shown):
    contents = shown["texts/dinawari/index.html"].partition('class="contents"')[2]
    contents = contents.partition("</details>")[0]
    assert "(وثيقة التحكيم)" in contents and "194" not in contents
    assert plain(Markup('<span class="page" data-unit="page">194</span>(x) <b>y</b>')) == "(x) y"
    assert plain(Markup('<span class="note">By <b>hand</b>.</span> Fire &amp; air')) == "Fire & air"
    assert plain(Markup('rest.<sup class="mark"><a href="#n1">[1]</a></sup>')) == "rest."


def test_a_title_that_repeats_its_heading_stands_once_whatever_stands_between(shown):
    """A page number before the heading, or a note in the margin after it."""
    for path in ("texts/dinawari/index.html", "texts/muir/index.html"):
        first = re.search('<h2 id="e1-t"[^>]*>(.*?)</h2>', shown[path])[1]
        assert first.startswith('<span class="unseen">'), path


@pytest.mark.parametrize(
    ("title", "heading", "one"),
    [
        ("BATTLE OF SIFFIN", "BATTLE OF SIFFIN.", True),
        ("REBEL AGAINST ALY. A.H. …", "REBEL AGAINST ALY. A.H. XXXVII.", True),
        ("REBEL AGAINST ALY. A.D. …", "REBEL AGAINST ALY. A.H. XXXVII.", False),
        ("Siffin", "Battle of Siffin", False),
        ("صفين", '<b>صفين</b> \u202c\u200e<span class="note">ABGcR.</span>', True),
        ("", ".", False),
    ],
)
def test_when_a_title_is_that_of_a_heading(title, heading, one):
    assert same(title, Markup(heading)) is one


def test_episodes_under_one_heading_are_listed_by_their_first_words(shown):
    contents = shown["texts/muir/index.html"].partition('class="contents"')[2]
    lines = re.findall(
        r'#e\d" lang="en" dir="ltr">([^<]*)</a>', contents.partition("</details>")[0]
    )
    assert lines == [
        "After Ali had established himself at Kufa, there followed …",
        "But after a time Ali and Muawiya met in …",
    ]


def test_the_first_page_claims_nothing_of_how_texts_depend_on_one_another(shown):
    lead = re.search('<p class="lead">(.*?)</p>', shown["index.html"], re.S)[1]
    assert lead.startswith("2 texts: Arabic, English.")


def test_nor_does_it_where_links_were_judged(doubtful):
    made, _ = doubtful
    assert {made.view.language(t) for t in made.view.by_id} == {"ar", "en"}
    assert any(x.status == "accepted" for x in made.view.links)
    lead = re.search('<p class="lead">(.*?)</p>', made.file("index.html").decode(), re.S)[1]
    assert "ndependent" not in lead and "translation" not in lead


def test_a_name_in_the_other_script_needs_no_remark(shown):
    assert "Arabic only" not in shown["index.html"]
    assert "Author: <bdi>الدينوري</bdi>" in shown["index.html"]


# --- Weak proposals ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def doubtful(tiny_pages):
    """The tiny corpus where every link but one of each episode is a weak proposal."""
    view, kept = tiny_pages.view, set()

    def weaken(link):
        ends = {(p.text, p.episode) for p in (link.a, link.b)}
        if ends & kept or "port-ar" not in {t for t, _ in ends}:
            return replace(link, status="proposed", score=0.3)
        kept.update(ends)
        return replace(link, status="accepted")

    weakened = [replace(a, links=tuple(map(weaken, a.links))) for a in view.alignments]
    made = Pages(View(view.settings, view.texts, view.authority, tuple(weakened), view.reviewers))
    return made, kept


def test_weak_proposals_are_counted_apart(doubtful):
    made, _ = doubtful
    seen = set()
    for text, document in made.view.by_id.items():
        for lang, word in (("", "weak proposal"), ("ar/", "اقتراح")):
            page = made.file(f"{lang}texts/{text}/index.html").decode()
            for e in document.episodes:
                all_of, strong = made.view.parallels(text, e.id), made.view.strong(text, e.id)
                pill = re.search(f'id="{e.id}-c"[^>]*><span class="all">([^<]*)<', page)[1]
                assert (word in pill) == (len(all_of) > len(strong)), (text, e.id, pill)
                assert ("parallel" in pill or "مقابل" in pill) == bool(strong or not all_of)
                seen.add((bool(strong), len(all_of) > len(strong)))
    assert {(True, True), (False, True)} & seen and any(strong for strong, _ in seen)


def test_what_shares_only_weak_proposals_is_said_to_share_nothing(doubtful):
    made, kept = doubtful
    home = made.file("index.html").decode()
    for text in made.view.by_id:
        number = len({e for t, e in kept if t == text})
        entry = home.partition(f'texts/{text}/index.html"')[2].partition("</li>")[0]
        said = re.search(r"(\d+) with parallels", entry)
        assert int(said[1] if said else 0) == number, text


# --- The map -------------------------------------------------------------------------------------


def test_no_name_on_the_map_is_written_over_a_circle():
    """The neighbours stand where a name would be written first, to the right and to the left."""
    places = [
        Entry(i, "place", (Form(i, "en", "preferred"),), geo=geo)
        for i, geo in {
            "Alpha": (30, 30), "Bravo": (30, 30.4), "Charlie": (30, 29.6), "Delta": (20, 45),
        }.items()
    ]  # fmt: skip
    drawn = places_map(View(Settings(), (), Authority(tuple(places)), (), {}), Wording("en"))
    for spot in drawn.spots:
        assert not spot.crowded
        long = 7.5 * len(spot.title)
        left = {"start": 0, "middle": long / 2, "end": long}[spot.anchor]
        left = spot.label_x - left
        for other in drawn.spots:
            over = left < other.x < left + long and abs(other.y - spot.label_y + 5) < 8
            assert other is spot or not over, (spot.title, other.title)
