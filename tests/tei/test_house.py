"""`tei/header.xml`: what people say of the edition reaches every header, and faults are refused."""

import json
import zipfile

import pytest
from lxml import etree

from conftest import TINY, copy_corpus, generated, run
from fitnacorpus.errors import ConfigError
from fitnacorpus.tei import house, read, schema
from tei.test_schema import SCHEMA, faults  # noqa: F401

T = {"t": "http://www.tei-c.org/ns/1.0"}
HEADER = """<teiHeader xmlns="http://www.tei-c.org/ns/1.0">
 <fileDesc>
  <titleStmt>
   <funder xml:lang="en">A Fund &amp; Sons</funder>
   <funder xml:lang="ar">صندوق البحث</funder>
   <principal><persName xml:lang="ar" ref="https://orcid.org/0000-0002-1825-0097">آنا</persName>
    <persName xml:lang="en">Anna
     Smith</persName></principal>
   <respStmt><resp xml:lang="en">names</resp><persName>Omar</persName></respStmt>
   <!-- nobody else -->
  </titleStmt>
  <editionStmt><edition n="1.2">Second, revised.
   <foreign xml:lang="ar">الثانية</foreign></edition></editionStmt>
  <publicationStmt>
   <date when="2026-02-03">February 2026</date>
   <idno type="DOI">10.5281/zenodo.123</idno>
   <idno type="URN">urn:nbn:de:1</idno>
   <availability><licence target="https://example.org/by">Take it.</licence></availability>
  </publicationStmt>
 </fileDesc>
 <encodingDesc>
  <projectDesc><p xml:lang="en">Why.</p><p xml:lang="ar">لماذا</p></projectDesc>
 </encodingDesc>
</teiHeader>
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    root = copy_corpus(TINY, tmp_path_factory.mktemp("plain") / "tiny")
    assert run("-C", root, "build").returncode == 0
    return root


@pytest.fixture(scope="module")
def headed(tmp_path_factory):
    """The same corpus, built, then given a header and built again."""
    root = copy_corpus(TINY, tmp_path_factory.mktemp("headed") / "tiny")
    assert run("-C", root, "build").returncode == 0
    (root / "tei" / "header.xml").write_text(HEADER, encoding="utf-8")
    done = run("-C", root, "build")
    assert done.returncode == 0, done.stderr
    return root


def test_every_header_says_it_once_a_change_makes_files_stale_and_check_is_quiet(plain, headed):
    before, after = generated(plain), generated(headed)
    assert before.keys() == after.keys()
    for name, data in after.items():
        root = etree.fromstring(data)
        kind = "alignment" if name.startswith("alignments") else "text"
        assert schema.validator(kind).validate(root), schema.validator(kind).error_log
        for path, wanted in (
            ("t:titleStmt/t:funder", ["A Fund & Sons", "صندوق البحث"]),
            ("t:principal/t:persName", ["آنا", "Anna Smith"]),
            ("t:respStmt/t:persName", ["Omar"]),
            ("t:editionStmt/t:edition", ["Second, revised. "]),
            ("t:editionStmt/t:edition/t:foreign", ["الثانية"]),
            ("t:publicationStmt/t:date", ["February 2026"]),
            ("t:publicationStmt/t:idno", ["10.5281/zenodo.123", "urn:nbn:de:1"]),
            ("t:licence", ["Take it."]),
            ("t:projectDesc/t:p", ["Why.", "لماذا"]),
        ):
            assert [e.text for e in root.findall(f"t:teiHeader//{path}", T)] == wanted, name
        spoken = {e.get("ident") for e in root.iterfind(".//t:language", T)}
        assert {"ar", "en"} <= spoken
    done = run("-C", headed, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert generated(headed) == after
    assert run("-C", headed, "build").returncode == 0
    assert generated(headed) == after


def test_the_text_is_read_as_without_it(plain, headed):
    for path in sorted((plain / "tei" / "texts").glob("*.xml")):
        other = headed / "tei" / "texts" / path.name
        one, two = (read.read(p.read_bytes(), where=str(p)) for p in (path, other))
        assert one == two


def test_everything_is_valid_tei(headed, faults, tmp_path):  # noqa: F811
    if not SCHEMA.is_file():
        pytest.skip("the schema of TEI is not on this machine")
    one = tmp_path / "one.xml"
    assert run("-C", headed, "export", "tei", "-o", one).returncode == 0
    assert etree.parse(one).findtext("t:teiHeader//t:principal/t:persName", namespaces=T) == "آنا"
    assert faults([one, *(headed / name for name in generated(headed))]) == []


def test_citation_and_archive(plain, headed, tmp_path):
    def cited(root):
        lines = run("-C", root, "export", "citation").stdout.splitlines()
        return [line.strip().removeprefix("- ").partition(": ")[::2] for line in lines]

    told = cited(headed)
    assert told[0] == ("cff-version", "1.2.0")
    values = [(key, json.loads(value)) for key, value in told[2:] if value]
    for pair in (
        ("name", "Anna Smith"), ("alias", "آنا"), ("name", "Omar"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097"), ("doi", "10.5281/zenodo.123"),
        ("license-url", "https://example.org/by"), ("date-released", "2026-02-03"),
        ("version", "1.2"),
    ):  # fmt: skip
        assert pair in values
    bare = [key for key, _ in cited(plain)]
    assert bare.count("name") == 1
    assert not {"doi", "orcid", "date-released"} & {*bare}
    made = tmp_path / "a.zip"
    done = run("-C", headed, "export", "archive", "--date", "2026-02-03", "-o", made)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(made) as archive:
        assert archive.read("tei/header.xml").decode() == HEADER
        assert "https://example.org/by" in archive.read("RIGHTS.md").decode()


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("<resp xml", "<role xml", "broken-xml", 9),
        ("Take it.", "<b>Take</b> it.", "schema-element", 18),
        ("<!-- nobody else -->", "<sponsor>X</sponsor>", "schema-element", 10),
        ("<respStmt>", '<respStmt xml:id="editor">', "schema-attribute", 9),
        ('when="2026-02-03"', 'when="2026-02-30"', "schema-value", 15),
        ("10.5281/zenodo.123", "doi:zenodo", "bad-header", 16),
        ("0097", "0098", "bad-header", 6),
        (">Omar<", "> <", "bad-header", 9),
        ("<teiHeader", "<!DOCTYPE x [<!ENTITY a 'b'>]>\n<teiHeader", "unsafe-xml", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_to_do(old, new, code, line):
    assert HEADER.count(old) >= 1
    with pytest.raises(ConfigError) as caught:
        house.read(HEADER.replace(old, new, 1).encode(), where="tei/header.xml")
    assert caught.value.code == code
    assert caught.value.where.split(":")[1] == str(line)
    assert caught.value.hint


def test_check_tells_a_fault_of_the_header(tiny):
    (tiny / "tei" / "header.xml").write_text(HEADER.replace("funder", "sponsor"), encoding="utf-8")
    done = run("-C", tiny, "check")
    assert done.returncode == 1
    assert "tei/header.xml:4" in done.stdout and "<sponsor>" in done.stdout
    assert run("-C", tiny, "build").returncode != 0


def test_a_licence_that_nobody_chose_is_said_to_be_none_in_everything_that_leaves_the_corpus(
    plain, headed, tmp_path
):
    """And the licence of `tei/header.xml` stands where there is one."""
    said = []
    for root in (plain, headed):
        packed = tmp_path / f"{root.parent.name}.zip"
        out = [
            run("-C", root, "export", "citation").stdout,
            run("-C", root, "export", "tei").stdout,
        ]
        run("-C", root, "export", "archive", "--date", "2026-01-01", "-o", packed)
        run("-C", root, "site", tmp_path / root.parent.name)
        with zipfile.ZipFile(packed) as archive:
            names = [n for n in archive.namelist() if n.endswith(("RIGHTS.md", "metadata.json"))]
            assert len(names) == 2
            out += [archive.read(name).decode() for name in names]
        out.append((tmp_path / root.parent.name / "index.html").read_text("utf-8"))
        said.append(out)
    without, chosen = said
    for words in without:
        assert "creativecommons" not in words and "example.org/by" not in words
    assert sum("None has been chosen" in words for words in without) == 2
    assert "none has been chosen" in without[-1]
    assert all("example.org/by" in words for words in chosen)
    texts = sorted((plain / "tei" / "texts").glob("*.xml"))
    for path in texts:
        (licence,) = etree.parse(path).findall(".//t:availability/t:licence", T)
        assert "target" not in licence.attrib and licence.text.startswith("None has been chosen")
    assert len(texts) > 1 and run("-C", plain, "check").returncode == 0
