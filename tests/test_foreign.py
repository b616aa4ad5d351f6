"""Other people's files from `add` to a green check, with everything they mark."""

import json
import tomllib

import pytest
from lxml import etree

from conftest import FOREIGN, REPOSITORY, copy_corpus, run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import ConfigError, SourceError
from fitnacorpus.index import search
from fitnacorpus.ingest import openiti, tei
from fitnacorpus.intake import add, init
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tei import read

NS = {"t": "http://www.tei-c.org/ns/1.0"}
BARE = '<TEI xmlns="http://www.tei-c.org/ns/1.0"{0}><teiHeader/><text><body>{1}</body></text></TEI>'


def made(root, name):
    return etree.parse(root / f"tei/texts/{name}.xml").getroot()


def found(element, path):
    return element.xpath(path, namespaces=NS)


@pytest.fixture
def folder(tmp_path):
    init(tmp_path / "corpus")
    return CorpusFolder(tmp_path / "corpus")


def added(folder, name, data, **options):
    path = folder.root.parent / name
    path.write_bytes(data)
    return add(folder, path, **options)


# --- The whole way -------------------------------------------------------------------------------


def test_the_check_of_a_foreign_corpus_is_green_and_tells_the_leftovers(built_foreign):
    done = run("-C", built_foreign, "check", "--json")
    assert done.returncode == 0
    problems = json.loads(done.stdout)["problems"]
    told = {p["file"]: p for p in problems if p["code"] == "leftover"}
    assert {p["severity"] for p in told.values()} == {"note"}
    assert {file: p["line"] for file, p in told.items()} == {
        "seeds/debate.xml": 5,
        "seeds/hisar.txt": 19,
        "seeds/siege.xml": 20,
    }
    assert "<table> (line 53)" in told["seeds/siege.xml"]["message"]
    assert "left out: " in told["seeds/siege.xml"]["message"]
    assert {p["code"] for p in problems} <= {"leftover", "mention-unresolved", "textual-state"}


def test_names_that_only_the_source_knows_are_told_in_one_note_a_text(folder):
    people = " ".join(f"<persName>Man {n}</persName>," for n in "ABCDEFG")
    body = f"<p>Came {people} and <persName>Man G</persName>.</p>"
    added(folder, "many.xml", BARE.format(" xml:lang='en'", body).encode())
    assert run("-C", folder.root, "build").returncode == 0
    done = run("-C", folder.root, "check", "--json")
    problems = json.loads(done.stdout)["problems"]
    (told,) = [p for p in problems if p["code"] == "mention-unresolved"]
    assert told["severity"] == "note" and told["file"] == "seeds/many.xml"
    assert told["message"].startswith("8 names that the source marks are no entry's: “Man G”, “Man")
    assert told["message"].endswith(", …")


@pytest.mark.parametrize("name", ["siege", "debate", "hisar"])
def test_the_source_reading_of_the_tei_is_the_transcript(built_foreign, name):
    reader, suffix = (openiti, "txt") if name == "hisar" else (tei, "xml")
    source = (built_foreign / f"seeds/{name}.{suffix}").read_text("utf-8")
    assert read.source_reading(made(built_foreign, name)) == reader.read(source).source


def test_what_a_plain_tei_file_marks_stands_in_ours(built_foreign):
    root = made(built_foreign, "siege")
    assert found(root, "//t:pb/@n") == ["30", "31", "1"]
    assert found(root, "//t:milestone[@unit='volume']/@n") == ["1", "2"]
    assert found(root, "//t:s/t:note[@place='foot']/t:hi/text()") == ["Annals"]
    assert found(root, "//t:note[@place='end']/text()") == ["The third day was a Friday."]
    assert len(found(root, "//t:lg/t:l")) == 5
    assert found(root, "//t:said/text()") == ["“Bear\neast!”"]
    assert found(root, "//t:quote[@type='quran']/@source") == ["#Q2.249"]
    assert found(root, "//t:foreign[@xml:lang='ar']/text()")[0] == "الله أكبر"
    assert found(root, "//t:seg[@type='isnad']/text()") == ["حدثنا فلان عن فلان"]
    assert found(root, "//t:rdg/text()") == ["three", ", barefoot"]
    assert found(root, "//t:persName/@key") == ["#yusuf"]
    assert found(root, "//t:placeName/@key") == ["tunis"]
    assert len(found(root, "//t:orgName")) == 1
    assert found(root, "//t:div[@type='section']/t:head/text()") == [
        "The fleet",
        "The night attack",
    ]


def test_what_an_openiti_text_marks_stands_in_ours(built_foreign):
    root = made(built_foreign, "hisar")
    assert found(root, "//t:pb/@n") == ["30", "31", "1"]
    assert found(root, "//t:milestone[@unit='volume']/@n") == ["1", "2"]
    assert len(found(root, "//t:lg/t:l")) == 2
    assert len(found(root, "//t:quote[@type='quran']")) == 1
    assert found(root, "//t:seg[@type='isnad']/text()") == ["حدثنا فلان عن فلان"]
    assert found(root, "string(//t:persName)") == "يوسف الحميري"
    assert found(root, "string(//t:placeName)") == "تونس"


def test_the_description_offers_what_the_header_says(built_foreign):
    siege = tomllib.loads((built_foreign / "seeds/siege.toml").read_text("utf-8"))
    hisar = tomllib.loads((built_foreign / "seeds/hisar.toml").read_text("utf-8"))
    assert siege["title"] == {"en": "The Siege of Tabarka"}
    assert siege["author"] == "Yahya of Bona; a continuator"
    assert siege["rights"] == "Free to copy. https://example.org/by"
    assert siege["source"]["file"] == "siege.xml"
    assert (hisar["lang"], hisar["title"]) == ("ar", {"ar": "حصار طبرقة"})
    assert (hisar["author"], hisar["rights"]) == ("يحيى البوني", "not established")
    assert hisar["source"]["file"] == "hisar.txt"


def test_the_untouched_file_stays(built_foreign):
    for name, kept in (("siege.xml", "siege.xml"), ("hisar.mARkdown", "hisar.txt")):
        assert (built_foreign / "seeds" / kept).read_bytes() == (FOREIGN / name).read_bytes()


def test_adding_tells_what_is_left_over(tmp_path):
    root = tmp_path / "corpus"
    assert run("init", root).returncode == 0
    done = run("-C", root, "add", FOREIGN / "siege.xml")
    assert done.stderr.startswith("note: words kept, but not what marks them: ")
    assert "@type (4 times, first on line 25)" in done.stderr
    assert "left out: <standOff> and what is in it (line 62)" in done.stderr
    assert "siege.toml" in done.stdout


@pytest.mark.parametrize("name", ["ashtar-ar", "invasions-en"])
def test_our_own_edition_can_be_added_elsewhere(folder, name):
    own = REPOSITORY / f"tei/texts/{name}.xml"
    item = add(folder, own)
    with (REPOSITORY / f"seeds/{name}.toml").open("rb") as file:
        was = tomllib.load(file)
    assert item.info.title[item.info.lang] == was["title"][was["lang"]]
    assert (item.info.lang, item.info.author, item.info.rights) == (
        was["lang"],
        "\n".join(was["author"].values()),
        "\n".join(was["rights"].values()),
    )
    pipeline = Pipeline(folder)
    document = pipeline.document(pipeline.descriptions[0])
    before = etree.parse(own).getroot()
    assert len([s for e in document.episodes for s in e.sentences]) == len(found(before, "//t:s"))


# --- Encodings, languages, names -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "encoding", "kept"),
    [
        ("windows-1256", "cp1256", "cp1256"),
        ("ISO-8859-6", "iso8859-6", "iso8859-6"),
        ("UTF-16", "utf-16-le", "utf-16-le"),
        ("utf-8", "utf-8", "utf-8"),
        ("us-ascii", "ascii", "utf-8"),
    ],
)
def test_the_declaration_says_the_encoding(folder, declared, encoding, kept):
    words = "The fleet left." if encoding == "ascii" else "خرج الأسطول."
    content = f'<?xml version="1.0" encoding="{declared}"?>' + BARE.format("", f"<p>{words}</p>")
    item = added(folder, "x.xml", content.encode(encoding))
    assert item.info.encoding == kept
    pipeline = Pipeline(folder)
    assert pipeline.text(pipeline.descriptions[0]).source == words


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b'<?xml version="1.0" encoding="EBCDIC-CP-US"?><TEI/>', "unknown-encoding", 1),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<TEI>\xe9</TEI>', "broken-encoding", 2),
    ],
)
def test_a_declaration_that_cannot_be_followed(folder, data, code, line):
    with pytest.raises(SourceError) as caught:
        added(folder, "x.xml", data)
    assert caught.value.code == code
    assert caught.value.where.endswith(f"x.xml:{line}")
    assert list(folder.seeds.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "words", "lang"),
    [
        ("en", "خرج الأسطول", "ar"),
        ("fa", "خرج الأسطول", "fa"),
        ("ara", "خرج الأسطول", "ar"),
        ("ar-Latn", "kharaja l-usṭūl", "ar-Latn"),
        ("ar", "The fleet left", "en"),
        ("de", "Die Flotte verließ", "de"),
        ("", "The fleet left", "en"),
        ("zz", "The fleet left", "en"),
        ("ar", "الأسطول fleet", "ar"),
        ("syr", "ܬܘܒ ܡܟܬܒܢܘܬ ܕܣܘܩܪܛܝܣ س", "syr"),
    ],
)
def test_the_language_is_what_the_file_says_if_the_script_agrees(folder, said, words, lang):
    attribute = f' xml:lang="{said}"' if said else ""
    item = added(folder, "x.xml", BARE.format(attribute, f"<p>{words}</p>").encode())
    assert item.info.lang == lang


def test_the_note_of_a_heading_is_no_part_of_a_title(folder):
    body = "<div><head>The camel<note>So one copy: the horse</note></head><p>He came.</p></div>"
    added(folder, "camel.xml", BARE.format("", body).encode(), lang="en")
    (item,) = folder.descriptions()
    assert [dict(cut.title) for cut in item.cuts] == [{"en": "The camel"}]


@pytest.mark.parametrize(
    ("title", "words", "lang"),
    [
        ("", "خرج الأسطول", "en"),
        ("حصار", "خرج الأسطول", "ar"),
        ("حصار", "The fleet left", "ar"),
        ("A siege", "The fleet left", "en"),
        ("1205", "خرج الأسطول", "ar"),
    ],
)
def test_a_title_is_in_the_language_of_its_script(folder, title, words, lang):
    item = added(folder, "siege.txt", words.encode(), title=title)
    assert item.info.title == {lang: title or "siege"}


def test_options_stand_above_the_header(folder):
    item = add(folder, FOREIGN / "siege.xml", title="A siege", lang="de", text_id="s")
    assert (item.info.title, item.info.lang, item.path.name) == ({"de": "A siege"}, "de", "s.toml")


# --- Limits and faults ---------------------------------------------------------------------------


def test_a_file_may_be_one_line_but_a_paragraph_has_a_limit(folder):
    # Words of their own in each: an anchor among a thousand twins takes its time.
    words = [
        "".join(f"the king came to city{number}x{k} " for k in range(190)) for number in range(50)
    ]
    added(folder, "one.xml", BARE.format("", "".join(f"<p>{w}</p>" for w in words)).encode())
    with pytest.raises(SourceError) as caught:
        added(folder, "two.xml", BARE.format("", f"<p>{''.join(words)}</p>").encode())
    assert caught.value.code == "long-line"
    assert "its text" in caught.value.where


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<?xml version="1.0"?><book><p>a</p></book>', "not-tei"),
        (BARE.format("", "<p/>"), "no-text"),
        (BARE.format("", "<p>a"), "broken-xml"),
    ],
)
def test_faults_name_file_and_next_step(folder, content, code):
    with pytest.raises(SourceError) as caught:
        added(folder, "x.xml", content.encode())
    assert caught.value.code == code
    assert "x.xml" in caught.value.where
    assert caught.value.hint
    assert list(folder.seeds.iterdir()) == []


def test_an_id_is_taken_whatever_the_format(folder):
    add(folder, FOREIGN / "siege.xml")
    with pytest.raises(ConfigError) as caught:
        added(folder, "siege.txt", b"The fleet left Tunis.")
    assert caught.value.code == "duplicate-id"


def test_a_changed_file_is_noticed_and_taken_over(built_foreign, tmp_path):
    root = copy_corpus(built_foreign, tmp_path / "corpus")
    path = root / "seeds/siege.xml"
    path.write_text(path.read_text("utf-8").replace("slept", "were asleep"), "utf-8")
    (root / "seeds/other.xml").write_text("<TEI/>", "utf-8")
    done = run("-C", root, "check")
    assert done.returncode == 1
    assert "seeds/siege.xml: error" in done.stdout
    assert "[source-changed]" in done.stdout
    assert "seeds/other.xml: warning" in done.stdout
    (root / "seeds/other.xml").unlink()
    done = run("-C", root, "update", "siege")
    assert done.returncode == 0, done.stderr
    assert "<table> (line 53)" in done.stderr
    assert run("-C", root, "build").returncode == 0
    assert "The watchmen were asleep." in found(made(root, "siege"), "//t:s/text()")


# --- Books of other makes ------------------------------------------------------------------------

POEM = """\
######OpenITI#
#META# المؤلف: فلان
#META#Header#End#
### | خبر القوم
# خرج القوم (1) من المدينة ليلا فلما أصبحوا قال شاعرهم (2) :
# البحر باب %~% والريح مفتاحه (3)
والسور نام %~% عليه حراسه
# __________
# (1) أي ساروا.
# (2) هو يوسف.
# (3) في الأصل : بابه. PageV01P001
# ثم رجعوا.
"""


def test_notes_and_verse_go_into_tei_and_come_back(folder):
    added(folder, "poem.mARkdown", POEM.encode())
    pipeline = Pipeline(folder)
    (item,) = folder.descriptions()
    data = pipeline.document_file(item)
    document = pipeline.document(item)
    root = etree.fromstring(data)
    assert [r.text for r in found(root, "//t:text//t:ref")] == ["(1)", "(2)", "(3)"]
    for ref in found(root, "//t:text//t:ref"):
        (note,) = found(root, f"//t:note[@xml:id = '{ref.get('target')[1:]}']")
        assert found(note, "t:label")[0].text == ref.text
    assert len(found(root, "//t:l")) == 2
    assert len(found(root, "//t:l//t:milestone[@unit = 'caesura']")) == 2
    again = read.read(data, where="x.xml")
    assert again.span_annotations == document.span_annotations
    assert again.milestones == document.milestones
    assert again.text.regions == document.text.regions
    assert again.text.source == POEM
    assert run("-C", folder.root, "build").returncode == 0
    done = run("-C", folder.root, "check")
    assert done.returncode == 0, done.stdout


def test_names_that_begin_at_one_place_are_all_indexed(folder):
    inner = (
        "<persName ref='#r'><forename>Richard J. H .</forename> <surname>Roe</surname></persName>"
    )
    body = f"<p>He met <persName>{inner} of Acre</persName> there. He left.</p>"
    added(folder, "n.xml", BARE.format(" xml:lang='en'", body).encode())
    assert run("-C", folder.root, "build").returncode == 0
    root = made(folder.root, "n")
    assert ["".join(s.itertext()) for s in found(root, "//t:s")][1:] == ["He left."]
    assert found(root, "string(//t:forename)") == "Richard J. H ."
    assert found(root, "string(//t:surname)") == "Roe"
    listed = search.strangers(folder.index_path, lambda name, lang: True)
    assert {s.form for s in listed} == {"Richard J. H . Roe", "Richard J. H . Roe of Acre"}


def test_the_mark_of_a_gap_holds_no_numbers_names_or_other_words(folder):
    gap = "<gap extent='1 line'><desc>3 lines of Arabic قال</desc></gap>"
    added(folder, "g.xml", BARE.format(" xml:lang='en'", f"<p>With {gap} 40 men.</p>").encode())
    assert run("-C", folder.root, "build").returncode == 0
    root = made(folder.root, "g")
    assert found(root, "count(//t:body//t:gap/t:desc/*)") == 0
    assert found(root, "string(//t:body//t:gap)") == "[3 lines of Arabic قال]"
    assert found(root, "string(//t:body//t:num)") == "40"
    assert run("-C", folder.root, "check").returncode == 0
