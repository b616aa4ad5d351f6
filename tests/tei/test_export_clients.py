"""Programs of other people, run on `export tei`: the edition as one file."""

import re
import sys
import warnings
from pathlib import Path

import pytest
from lxml import etree

import ceteicean
from conftest import REPOSITORY, run

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NS = {"t": TEI[1:-1]}
NAMED = ".//t:text//*[self::t:persName or self::t:placeName or self::t:orgName or self::t:rs]/@ref"
STYLESHEETS = (
    Path("/usr/share/xml/tei/stylesheet/html/html.xsl"),
    Path(sys.prefix) / "share/tei-stylesheets/html/html.xsl",
)
"""Where the TEI Stylesheets are looked for: where Debian has them, or beside the environment."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The edition of the repository as one file."""
    path = tmp_path_factory.mktemp("edition") / "all.xml"
    base = ("--base", "https://example.org/fitna")
    assert run("-C", REPOSITORY, "export", "tei", "-o", path, *base).returncode == 0
    return path


def words(element):
    return " ".join("".join(element.itertext()).split())


# --- acdh-tei-pyutils ----------------------------------------------------------------------------


@pytest.fixture
def acdh():
    pytest.importorskip("acdh_tei_pyutils", reason="acdh-tei-pyutils is not installed")
    from acdh_tei_pyutils import cli, tei

    return cli, tei


def test_acdh_finds_the_names_in_the_words_of_each_paragraph(acdh, edition):
    reader = acdh[1].TeiReader(str(edition))
    listed = reader.get_text_nes_list(".//tei:body//tei:p", ".//tei:persName")
    paragraphs = etree.parse(edition).xpath("//t:body//t:p", namespaces=NS)
    assert [row["text"] for row in listed] == [words(p) for p in paragraphs]
    for row, p in zip(listed, paragraphs, strict=True):
        names = [words(e) for e in p.iter(TEI + "persName")]
        assert [(found["text"], found["ne_type"]) for found in row["ner_dicts"]] == [
            (name, "PER") for name in names
        ]
        assert all(name in row["text"] for name in names)


def test_acdh_copies_the_entries_that_are_mentioned_into_each_text(acdh, edition, tmp_path):
    root = etree.parse(edition).getroot()
    # It looks for the entries in the body of files of their own.
    index = etree.Element(TEI + "TEI", nsmap={None: TEI[1:-1]})
    body = etree.SubElement(etree.SubElement(index, TEI + "text"), TEI + "body")
    for name in ("listPerson", "listPlace", "listOrg", "listEvent"):
        body.extend(root.findall(f"{TEI}standOff/{TEI}{name}"))
    listing, folder = tmp_path / "indices.xml", tmp_path / "editions"
    listing.write_bytes(etree.tostring(index))
    folder.mkdir()
    mentioned = {}
    for text in root.findall(TEI + "TEI"):
        text.set(XML + "base", root.get(XML + "base"))
        path = folder / f"{text.get(XML + 'id')}.xml"
        path.write_bytes(etree.tostring(text, with_tail=False))
        mentioned[path] = {ref.removeprefix("#") for ref in text.xpath(NAMED, namespaces=NS)}
    options = ("-f", folder / "*.xml", "-i", listing, "-m", NAMED.replace("t:", "tei:"))
    acdh[0].denormalize_indices.main([str(o) for o in options], standalone_mode=False)
    assert len(mentioned) == 5
    for path, wanted in mentioned.items():
        copied = {entry.get(XML + "id"): entry for entry in etree.parse(path).xpath(
            "//t:back/*/*", namespaces=NS)}  # fmt: skip
        assert copied.keys() == wanted
        for ident, entry in copied.items():
            told = {note.get("target") for note in entry.iterfind(f"{TEI}noteGrp/{TEI}note")}
            assert told == {p.stem for p, refs in mentioned.items() if ident in refs}


# --- CETEIcean -----------------------------------------------------------------------------------


def test_ceteicean_shows_the_edition_and_turns_each_language_by_itself(edition, chromium, tmp_path):
    if not ceteicean.SCRIPT.exists():
        pytest.skip("CETEIcean is not here; run: python tests/ceteicean.py")
    (tmp_path / "cetei.js").write_bytes(ceteicean.SCRIPT.read_bytes())
    (tmp_path / "index.html").write_text(
        '<!DOCTYPE html><meta charset="utf-8"><div id="here"></div>'
        '<script src="cetei.js"></script>',
        "utf-8",
    )
    page = chromium.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.evaluate(
        "content => new CETEI().makeHTML5(content, shown =>"
        " document.getElementById('here').appendChild(shown))",
        edition.read_text("utf-8"),
    )
    found = page.evaluate(
        """() => [...document.querySelectorAll('tei-body tei-p, tei-body tei-head')].map(e =>
            [e.closest('[lang]').lang, getComputedStyle(e).direction])"""
    )
    lost = page.evaluate(
        """() => [...document.querySelectorAll('tei-text [ref]')].map(e => e.getAttribute('ref'))
            .filter(ref => !document.getElementById(ref.slice(1)))"""
    )
    page.close()
    assert {tuple(f) for f in found} == {("ar", "rtl"), ("en", "ltr")}
    assert lost == []


# --- dapytains -----------------------------------------------------------------------------------


def test_dapytains_cites_the_episodes_of_each_text_of_the_edition(edition, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document = pytest.importorskip("dapytains.tei.document", reason="dapytains is missing")
    for text in etree.parse(edition).getroot().findall(TEI + "TEI"):
        path = tmp_path / f"{text.get(XML + 'id')}.xml"
        path.write_bytes(etree.tostring(text, with_tail=False))
        episodes = text.xpath(".//t:div[@type='episode']", namespaces=NS)
        served = document.Document(str(path))
        assert [unit.ref for unit in served.get_reffs()] == [e.get("n") for e in episodes]
        got = etree.fromstring(etree.tostring(served.get_passage(episodes[-1].get("n"))))
        assert words(got.find(f".//{TEI}body")) == words(episodes[-1])


# --- The TEI Stylesheets -------------------------------------------------------------------------


def test_the_tei_stylesheets_make_a_page_of_the_edition(edition):
    saxon = pytest.importorskip("saxonche", reason="saxonche is not installed")
    style = next((path for path in STYLESHEETS if path.exists()), None)
    if style is None:
        pytest.skip(f"the TEI Stylesheets are at none of {', '.join(map(str, STYLESHEETS))}")
    with saxon.PySaxonProcessor(license=False) as processor:
        rules = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(style))
        page = rules.transform_to_string(xdm_node=processor.parse_xml(xml_file_name=str(edition)))
    shown = " ".join(re.sub("<[^>]+>", "", page).split())
    heads = etree.parse(edition).xpath("//t:body//t:head[@type='editorial']", namespaces=NS)
    assert len(heads) > 100
    for head in heads:
        # No heading is glued to the words after it.
        assert re.search(rf"{re.escape(words(head))}(?!\w)", shown), words(head)


# --- standoffconverter ---------------------------------------------------------------------------


def test_standoffconverter_takes_the_words_out_and_puts_them_back(edition):
    converter = pytest.importorskip(
        "standoffconverter", reason="standoffconverter is not installed (it needs pandas)"
    )
    for text in etree.parse(edition).getroot().findall(TEI + "TEI"):
        copy = etree.fromstring(etree.tostring(text, with_tail=False))
        held = converter.Standoff(copy, namespaces={"tei": TEI[1:-1]})
        told = "".join(words for words in held.table.df.text if isinstance(words, str))
        assert told == "".join(text.find(TEI + "text").itertext())
        kept = (tree.find(TEI + "text") for tree in (held.tree, text))
        assert len({etree.tostring(element, with_tail=False) for element in kept}) == 1
