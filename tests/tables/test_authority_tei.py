"""Records of other people's lists become entries of the authority."""

import pytest

from conftest import run
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Authority
from fitnacorpus.tables import authority_tei
from fitnacorpus.tei import authority, authority_write, schema

NS = "http://www.tei-c.org/ns/1.0"
LISTS = f"""<TEI xmlns="{NS}" xml:lang="en"><teiHeader><profileDesc><particDesc><listPerson>
<person xml:id="ali"><persName type="main">Ali ibn Abi Talib<note>so all</note></persName>
 <persName xml:lang="ara">علي بن أبي طالب</persName><persName>عليّ</persName>
 <death when="0661-01-28"/><idno type="VIAF">12345</idno><note>The fourth caliph.</note></person>
<person xml:id="john"><persName><forename>John</forename><surname>Doe</surname></persName>
 <persName type="reg">John Doe, Esq.</persName></person>
<person><persName>Nobody</persName></person>
<person xml:id="mute"><note>no name</note></person>
<person xml:id="hijri"><persName>Hijri</persName></person>
</listPerson></particDesc></profileDesc></teiHeader>
<text><body><listPlace><place xml:id="kufa"><placeName>Kufa</placeName><location>
 <geo>32.03, 44.4</geo></location><idno type="Pleiades id">912910</idno></place></listPlace>
<listOrg><org xml:id="tamim"><orgName xml:lang="en-x-own">Tamim</orgName></org></listOrg>
<listEvent><event xml:id="siffin" notBefore="0657-05-01" notAfter="0657-07-31"><head>Siffin</head>
 <desc>A battle.</desc></event></listEvent>
<p><persName><person xml:id="x"/></persName></p></body></text></TEI>"""


def planned(known=None, content=LISTS, taken=("hijri",)):
    known = known or Authority()
    return authority_tei.plan(content.encode(), known, where="l.xml", taken=taken)


@pytest.fixture(scope="module")
def written():
    return authority_write.apply(authority_write.EMPTY, planned().changes, where="a.xml")


@pytest.fixture(scope="module")
def read(written):
    return authority.read(written, where="a.xml").by_id


def forms(entry):
    return [(f.text, f.lang, f.type) for f in entry.forms]


def test_records_of_every_kind_come_in_with_all_that_identifies_them(read):
    assert [(e.id, e.kind) for e in read.values()] == [
        ("ali", "person"), ("john", "person"), ("kufa", "place"), ("tamim", "group"),
        ("siffin", "event"),
    ]  # fmt: skip
    assert read["ali"].idnos == (("VIAF", "12345"),)
    assert read["ali"].notes == {"en": "The fourth caliph."}
    assert read["kufa"].geo == (32.03, 44.4)
    assert read["kufa"].idnos == (("URI", "912910"),)
    assert dict(read["siffin"].when) == {"notBefore": "0657-05-01", "notAfter": "0657-07-31"}


def test_names_have_the_language_of_their_script_and_one_main_form_each(read):
    assert forms(read["ali"]) == [
        ("Ali ibn Abi Talib", "en", "preferred"),
        ("علي بن أبي طالب", "ar", "preferred"),
        ("عليّ", "ar", "variant"),
    ]
    assert forms(read["tamim"]) == [("Tamim", "en", "preferred")]
    assert forms(read["john"]) == [
        ("John Doe", "en", "variant"), ("John Doe, Esq.", "en", "preferred")
    ]  # fmt: skip


def test_what_is_written_keeps_the_grammar(written):
    from lxml import etree

    assert schema.validator("authority").validate(etree.fromstring(written))


def test_what_cannot_be_used_is_told_with_its_line():
    told = {fault.what: fault.where for fault in planned().faults}
    assert told == {
        "a person has no xml:id": "l.xml:7",
        "'mute' has no name": "l.xml:8",
        "'hijri' is an id of the authority file itself": "l.xml:9",
    }


def test_a_record_that_is_known_gets_the_forms_it_lacks(read):
    known = Authority(tuple(read.values()))
    assert planned(known).changes == ()
    more = LISTS.replace('xml:id="ali"', 'xml:id="a17"').replace("عليّ", "Aly")
    (change,) = planned(known, more).changes
    assert (change.ident, change.form.text, change.form.type) == ("ali", "Aly", "variant")


def test_a_record_of_another_kind_is_left_out():
    other = LISTS.replace("listOrg", "listPlace").replace("org>", "place>")
    other = other.replace("orgName", "placeName").replace("<org ", "<place ")
    made = authority_write.apply(authority_write.EMPTY, planned(content=other).changes, where="")
    known = authority.read(made, where="")
    assert "'tamim' is a place in the authority, here a group" in {
        fault.what for fault in planned(known).faults
    }


def test_a_file_without_lists_is_refused():
    with pytest.raises(FitnaError, match="no person, place, org or event"):
        planned(content=f'<TEI xmlns="{NS}"><text/></TEI>')


def test_the_texts_beside_the_list_find_its_records(tmp_path):
    root, file = tmp_path / "c", tmp_path / "people.xml"
    file.write_text(LISTS, "utf-8")
    text = tmp_path / "t.xml"
    text.write_text(
        f'<TEI xmlns="{NS}" xml:lang="en"><teiHeader/><text><body><p>Then '
        '<persName ref="people.xml#ali">he of the camp</persName> came.</p></body></text></TEI>',
        "utf-8",
    )
    assert run("init", root).returncode == 0
    done = run("-C", root, "import", "authority", file)
    assert "5 changes; 3 left out, see above" in done.stdout
    assert run("-C", root, "add", text).returncode == 0
    assert run("-C", root, "build").returncode == 0
    made = (root / "tei/texts/t.xml").read_text("utf-8")
    assert 'ref="../authority.xml#ali" key="people.xml#ali" ana="#by-source"' in made
    assert run("-C", root, "check").returncode == 0
