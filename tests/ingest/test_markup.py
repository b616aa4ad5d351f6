import pytest

import strategies as make
from fitnacorpus.ingest import markup
from fitnacorpus.ingest.regions import Declined
from fitnacorpus.model import RegionKind

BODY = "He came to Kufa in the year 36 and stayed there.\n"


def regions(source, kind):
    return [r for r in make.text_of(source, reader="markup").regions if r.kind is kind]


def without_notation(source, region):
    """The words of a region as they are read."""
    return "".join(
        c for at, c in enumerate(source[: region.body.end])
        if at >= region.start and not any(s.start <= at < s.end for s in region.markup)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("# Title", "Title"),
        ("###   Title", "Title"),
        ("## Title ##", "Title"),
        ("## C#", "C#"),
        ("## **Bold title**", "Bold title"),
        ("### ***Very bold***", "Very bold"),
        ("## A *word* in it", "A word in it"),
        ("## A [link](#there) in it", "A link in it"),
        ("= Title =", "Title"),
        ("==Title==", "Title"),
        ("=== 1 + 1 = 2 ===", "1 + 1 = 2"),
        ("== ''Title'' ==", "Title"),
        ("== [[Siffin|Battle of Siffin]] ==", "Battle of Siffin"),
        ("**Title**", "Title"),
        ("***Title***", "Title"),
        ("__Title__", "Title"),
        ("## معركة صفين", "معركة صفين"),
        ("== التحكيم ==", "التحكيم"),
    ],
)
def test_headings(line, title):
    source = f"{BODY}\n{line}\n{BODY}"
    (heading,) = regions(source, RegionKind.HEADING)
    assert source[heading.body.start : heading.body.end] == line
    assert without_notation(source, heading) == title


@pytest.mark.parametrize(
    "line",
    [
        "#hashtag is no heading of ours.",
        "####### Seven are too many.",
        "= is a sign.",
        "** **",
        "**Bold** begins this sentence.",
        "He said **no** to it.",
        "== ",
        "a == b ==",
    ],
)
def test_no_headings(line):
    source = f"# Title\n{BODY}{line}\n{BODY}"
    assert [source[slice(*r.body)] for r in regions(source, RegionKind.HEADING)] == ["# Title"]


def test_depths_of_mixed_notation():
    source = f"= A =\n{BODY}== B ==\n{BODY}=== C ===\n{BODY}**D**\n{BODY}== E ==\n{BODY}"
    assert [r.level for r in regions(source, RegionKind.HEADING)] == [1, 2, 3, 4, 2]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("He *came* to **Kufa** in ***haste***.", "He came to Kufa in haste."),
        ("He ''came'' to '''Kufa''' in '''''haste'''''.", "He came to Kufa in haste."),
        ("See [the map](https://example.org/a_(b)).", None),
        ("See [the map](map.html) of it.", "See the map of it."),
        ("The [[Siffin|battle]] of [[Kufa]].", "The battle of Kufa."),
        ("'Amr b. al-'As and Mu'awiya's men", "'Amr b. al-'As and Mu'awiya's men"),
        ("Sa''d stood ''there''.", None),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
        ("a*b*c", "a*b*c"),
        ("* a point", "a point"),
        ("He said: **“نعم”**", "He said: “نعم”"),
        ("قال *علي* ذلك.", "قال علي ذلك."),
    ],
)
def test_emphasis_and_links(words, read):
    source = f"# Title\n\n{words}\n"
    (paragraph,) = regions(source, RegionKind.PARAGRAPH)
    if read is not None:
        assert without_notation(source, paragraph) == read


@pytest.mark.parametrize(
    "line", ["[View Page](#)", "![a map](map.png)", "[A](#) | [B](#)", "[Next](#) · [Top](#)"]
)
def test_lines_of_links_are_navigation(line):
    source = f"# Title\n{BODY}{line}\n"
    (found,) = regions(source, RegionKind.BOILERPLATE)
    assert source[slice(*found.body)] == line


def test_a_link_with_words_beside_it_is_text():
    source = f"# Title\n{BODY}[Ali](#) wept.\n"
    assert regions(source, RegionKind.BOILERPLATE) == []


def test_a_table_of_facts_in_a_list():
    source = f"Infobox\n- Place: Egypt\n- Date: 657–658\n- Note\n\n- Not: a fact\n{BODY}"
    facts = regions(source, RegionKind.INFOBOX)
    assert [source[slice(*r.label)] for r in facts if r.label] == ["Place", "Date"]


def test_a_wiki_infobox():
    source = f"{{{{Infobox military conflict\n| place = Egypt\n| date = 657\n}}}}\n{BODY}"
    facts = regions(source, RegionKind.INFOBOX)
    assert [source[slice(*r.body)] for r in facts] == [
        "{{Infobox military conflict",
        "| place = Egypt",
        "| date = 657",
        "}}",
    ]
    assert [without_notation(source, r) for r in facts if r.label] == ["placeEgypt", "date657"]


def test_a_wiki_table_is_rows_of_cells_and_never_prose_or_verse():
    table = (
        '{| class="wikitable"\n|+ The levies\n|-\n! Town !! Men\n|-\n| style="x" | Rayy || 40\n'
        "|-\n| Amul\n| 50\n|}\n"
    )
    source = f"== Title ==\n{BODY}{table}They went home.\n"
    rows = regions(source, RegionKind.INFOBOX)
    cells = [without_notation(source, r).split() for r in rows]
    assert cells == [["The", "levies"], ["Town", "Men"], ["Rayy", "40"], ["Amul"], ["50"]]
    assert regions(source, RegionKind.VERSE) == []
    assert [x.what for x in markup.read(source).unmodelled] == ["table"]


def test_a_wiki_table_that_nothing_closes_is_none():
    source = f"== Title ==\n{BODY}{{| class=x\nThey went home.\n"
    assert regions(source, RegionKind.INFOBOX) == []


def test_pictures_and_categories_of_a_wiki_are_told_and_are_no_words():
    source = f"== Title ==\n{BODY}They went.[[File:a.png|thumb|Map of [[Rayy]] in 1187]] Home.\n"
    source += "\n[[Category:Journeys]]\n[[تصنيف:رحلات]]\n"
    (last,) = regions(source, RegionKind.PARAGRAPH)[-1:]
    assert without_notation(source, last).endswith("They went. Home.")
    assert [x.what for x in markup.read(source).unmodelled] == ["[[File:]] and its words"]
    assert len(regions(source, RegionKind.BOILERPLATE)) == 1


def test_an_entity_is_told():
    found = markup.read(f"== Title ==\n{BODY}They&nbsp;went &amp; came.\n").unmodelled
    assert sorted(x.what for x in found) == ["&amp;", "&nbsp;"]


def test_a_list_after_ordinary_words_is_no_table_of_facts():
    source = f"# Title\n{BODY}- Place: Egypt\n"
    assert regions(source, RegionKind.INFOBOX) == []


@pytest.mark.parametrize(
    "title",
    ["See also", "REFERENCES", "External links", "Further reading", "مراجع", "انظر أيضا",
     "وصلات خارجية", "Notes and references"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["== {} ==", "## {}", "## **{}**", "**{}**"])
def test_closing_sections_are_no_text(title, form):
    closing = f"{form.format(title)}\n- One\n\nTwo is a sentence.\n"
    source = f"= Title =\n{BODY}{closing}"
    found = regions(source, RegionKind.BOILERPLATE)
    assert [source[slice(*r.body)] for r in found] == [
        form.format(title),
        "- One",
        "Two is a sentence.",
    ]


def test_a_closing_section_ends_at_a_heading_of_its_level():
    source = (
        f"= T =\n{BODY}== Notes ==\n{BODY}== See also ==\nA\n=== Books ===\nB\n== End ==\n{BODY}"
    )
    assert [source[slice(*r.body)] for r in regions(source, RegionKind.BOILERPLATE)] == [
        "== See also ==",
        "A",
        "=== Books ===",
        "B",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "",
        BODY,
        "He came.\n\nHe went.",
        "- قال: نعم",
        "2 * 3 = 6",
        "He _came_ home.",
        "# A\n[Sidenote: B.] C came home.",
    ],
)
def test_a_source_without_notation_is_declined(source):
    assert isinstance(markup.read(source), Declined)


@pytest.mark.parametrize(
    "source", ["# T\nx.", "He *came*.", "**T**\nx.", "See [this](#) here.", "Infobox\n- a: b\nx."]
)
def test_a_source_with_notation_is_not_declined(source):
    assert not isinstance(markup.read(source), Declined)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("It has fallen <by half>, and nobody buys.", "It has fallen <by half>, and nobody buys."),
        ("He <the king> came to <Kufa>.", "He <the king> came to <Kufa>."),
        ("It has <b>fallen</b> by <SPAN class='x'>half</SPAN>.", "It has fallen by half."),
        ("One line<br/>and another.", "One lineand another."),
    ],
)
def test_only_elements_of_html_and_wikis_are_notation(words, read):
    source = f"# A title\n\n{words}\n"
    (region,) = regions(source, RegionKind.PARAGRAPH)
    assert without_notation(source, region) == read


def test_a_numbered_footnote_is_attached_to_its_mark():
    source = f"# Title\n\n{BODY}He left.[^7] They wept.[^x]\n\n[^7]: Or fled.\n\n[^x]: Or sang.\n"
    transcript = markup.read(source)
    marks = [(source[a.start : a.end], a.source) for a in transcript.span_annotations]
    assert marks == [("[^7]", "1"), ("[^x]", "2")]
    assert not transcript.unmodelled


def test_lines_between_fences_are_no_text_and_are_told():
    source = (
        f"{BODY}\n```\nAli = Basra\n```\n\n::: {{.verse}}\nHe sang.\n:::\n\n~~~\nIt has no end.\n"
    )
    kept = [source[slice(*r.body)] for r in regions(source, RegionKind.PARAGRAPH)]
    assert kept == [BODY.strip(), "He sang.", "It has no end."]
    told = {left.what for left in markup.read(source).unmodelled}
    assert "fence and its words" in told


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("to ~~Basra~~ Kufa", "to  Kufa"),
        ("about ~ 300 ~ men", "about ~ 300 ~ men"),
        ("**Ma**lik came", "Malik came"),
        ("Mali**kites** came", "Malikites came"),
        ("2**3**4", "2**3**4"),
    ],
)
def test_what_is_struck_out_is_not_read_and_emphasis_may_stand_in_a_word(words, read):
    source = f"# Title\n\n{words}\n"
    (region,) = regions(source, RegionKind.PARAGRAPH)
    assert without_notation(source, region) == read


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("The []{#spot}gate [held]{.smallcaps} fast.", "The gate held fast."),
        ("the 7^th^ century, CO~2~ and so", "the 7th century, CO2 and so"),
        ("They left.^12^ Nobody stayed.", "They left. Nobody stayed."),
        ("Abu\\ Bakr came.", "Abu Bakr came."),
        ("Read [one](http://a.org) or [http://b.org the other].", "Read one or the other."),
        ("He said {{lang|ar|نعم}} to {{nowrap|Ibn Abbas}} then.", "He said نعم to Ibn Abbas then."),
        ("Some ~50 or ~60 men, x^2 at most.", "Some ~50 or ~60 men, x^2 at most."),
    ],
)  # fmt: skip
def test_signs_of_pandoc_and_wikis_are_not_read(words, read):
    source = f"# Title\n\n{words}\n"
    (paragraph,) = regions(source, RegionKind.PARAGRAPH)
    assert without_notation(source, paragraph).strip() == read


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("The gate fell [@smith04, pp. 3-5; see @doe].", "@smith04, pp. 3-5; see @doe"),
        ("The gate fell [see also @doe].", "see also @doe"),
        ("Write to [somebody@place.org] at once.", None),
        ("As @doe99 says, [the gate] fell.", None),
    ],
)
def test_a_citation_of_pandoc_is_a_note(words, note):
    source = f"# Title\n\n{words}\n"
    found = make.text_of(source, reader="markup").transcript.span_annotations
    notes = [source[s.start : s.end] for s in found if s.kind == "note"]
    assert notes == ([note] if note else [])


def test_a_table_in_columns_is_rows_and_no_number_runs_over_two_of_them():
    source = (
        "# Title\n\nThey came.\n\n  Men     Ships\n-----     -----\n   12        12\n"
        "  123       123\n\nThey went -- so it is said -- home.\n"
    )
    rows = regions(source, RegionKind.INFOBOX)
    words = [" ".join(source[r.body.start : r.body.end].split()) for r in rows]
    assert words == ["Men Ships", "12 12", "123 123"]
    told = make.text_of(source, reader="markup").transcript.unmodelled
    assert any(item.what == "table" for item in told)


def test_signs_of_wiki_lists_are_notation_and_no_headings():
    source = "== Title ==\nThey met.\n# the first\n# the second\n: set in\n; term\n"
    (heading,) = regions(source, RegionKind.HEADING)
    assert source[heading.body.start : heading.body.end] == "== Title =="
    read = [without_notation(source, p).strip() for p in regions(source, RegionKind.PARAGRAPH)]
    assert read == ["They met.", "the first", "the second", "set in", "term"]
    # In Markdown a sharp is a heading.
    assert len(regions("# One\n\nWords.\n\n## Two\n\nMore.\n", RegionKind.HEADING)) == 2
