import pytest

import strategies as make
from fitnacorpus.errors import AuthorityError
from fitnacorpus.model import Form, NamePart
from fitnacorpus.tei import authority

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><standOff>\n'
FOOT = "\n</standOff></TEI>"


def read(entries):
    return authority.read((HEAD + entries + FOOT).encode(), where="tei/authority.xml")


MALIK = """<listPerson>
<person xml:id="malik">
 <persName type="preferred">Malik al-Ashtar</persName>
 <persName xml:lang="ar" type="preferred"><forename>مالك</forename>
   <addName type="laqab">الأشتر</addName></persName>
 <persName type="slip" source="texts/ashtar-en.xml texts/egypt-en.xml">Malik  Ashtur</persName>
 <persName xml:lang="ar-Latn-x-ijmes">Mālik</persName>
 <note>A   commander
  of ʿAlī.</note><note xml:lang="ar">قائد</note>
</person>
</listPerson>"""


def test_a_person():
    (entry,) = read(MALIK).entries
    assert (entry.id, entry.kind, entry.line) == ("malik", "person", 3)
    assert entry.forms == (
        Form("Malik al-Ashtar", "en", "preferred"),
        Form(
            "مالك الأشتر",
            "ar",
            "preferred",
            parts=(NamePart("ism", "مالك"), NamePart("laqab", "الأشتر")),
        ),
        Form("Malik Ashtur", "en", "slip", ("ashtar-en", "egypt-en")),
        Form("Mālik", "ar-Latn-x-ijmes"),
    )
    assert entry.notes == {"en": "A commander of ʿAlī.", "ar": "قائد"}
    assert entry.name("ar") == "مالك الأشتر"
    assert entry.name("fr") == ""


def test_a_place_a_group_and_nested_events():
    found = read(
        """<listPlace><place xml:id="kufa"><placeName>Kufa</placeName>
        <location cert="high"><geo>32.03 44.40</geo></location></place></listPlace>
        <listOrg><org xml:id="uthmaniyya"><orgName>Uthmaniyya</orgName></org></listOrg>
        <listEvent><event xml:id="fitna" notBefore="0656-06-17" notAfter="0661-01-28">
          <label>First Fitna</label>
          <listEvent><event xml:id="siffin" where="#kufa #raqqa"><label>Siffin</label></event>
          </listEvent></event></listEvent>"""
    )
    by_id = found.by_id
    assert {entry.id: entry.kind for entry in found.entries} == {
        "kufa": "place",
        "uthmaniyya": "group",
        "fitna": "event",
        "siffin": "event",
    }
    assert (by_id["kufa"].geo, by_id["kufa"].geo_cert) == ((32.03, 44.40), "high")
    assert by_id["fitna"].when == {"notBefore": "0656-06-17", "notAfter": "0661-01-28"}
    assert (by_id["fitna"].parent, by_id["siffin"].parent) == ("", "fitna")
    assert by_id["siffin"].where == ("kufa", "raqqa")


def test_comments_between_and_inside_names_are_no_part_of_them():
    (entry,) = read(
        "<!-- <person/> --><person xml:id='a'><persName>Ma<!-- sic -->lik</persName></person>"
    ).entries
    assert [form.text for form in entry.forms] == ["Malik"]


PLACE = "<place xml:id='a'><placeName>A</placeName>\n<location><geo>{}</geo></location></place>"


@pytest.mark.parametrize(
    ("entries", "line", "words"),
    [
        ("<person><persName>A</persName></person>", 2, "no xml:id"),
        ("\n<person xml:id='a'/>", 3, "no persName"),
        ("<place xml:id='a'><persName>A</persName></place>", 2, "no placeName"),
        ("<event xml:id='a'>\n<label> </label></event>", 3, "empty"),
        ("<person xml:id='a'>\n\n<persName type='nick'>A</persName></person>", 4, "nick"),
        (
            "<person xml:id='a'><persName>A</persName></person>\n"
            "<place xml:id='b'><placeName>A</placeName></place>\n"
            "<person xml:id='c'><persName/></person>",
            4,
            "empty",
        ),
        (PLACE.format("north"), 3, "latitude"),
        (PLACE.format("1 2 3"), 3, "latitude"),
        (PLACE.format("95 2"), 3, "out of range"),
        (PLACE.format("nan 2"), 3, "out of range"),
        (
            "<listEvent>\n<event xml:id='unassigned'><label>A</label></event></listEvent>",
            3,
            "unassigned",
        ),
    ],
)
def test_a_wrong_entry_is_refused_at_its_line(entries, line, words):
    with pytest.raises(AuthorityError) as caught:
        read(entries)
    error = caught.value
    assert error.code == "bad-entry"
    assert error.where == f"tei/authority.xml:{line}"
    assert words in error.what
    assert error.hint
    assert "\n" not in str(error)


def test_two_entries_with_one_id_are_refused_at_the_second():
    with pytest.raises(AuthorityError) as caught:
        read(
            "<person xml:id='a'><persName>A</persName></person>\n"
            "<person xml:id='a'><persName>B</persName></person>"
        )
    assert caught.value.where.startswith("tei/authority.xml:3")


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"<TEI>\n<b>", "broken-xml", 2),
        (b"", "broken-xml", 1),
        (b"<TEI/>", "bad-entry", 1),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "bad-entry", 1),
        (b"<!DOCTYPE TEI><TEI/>", "unsafe-xml", 1),
        (b"<a>" * 10_000, "unsafe-xml", 1),
    ],
)
def test_a_file_that_is_no_authority_is_refused(data, code, line):
    with pytest.raises(AuthorityError) as caught:
        authority.read(data, where="a.xml")
    assert caught.value.code == code
    assert caught.value.where.split(":")[1] == str(line)
    assert caught.value.hint


def test_the_authority_of_the_corpus_reads():
    path = make.REPOSITORY / "tei" / "authority.xml"
    found = authority.read(path.read_bytes(), where="tei/authority.xml")
    content = path.read_text().split("\n")
    for entry in found.entries:
        assert f'"{entry.id}"' in content[entry.line - 1]
        assert entry.name("en")
        assert entry.name("ar")
        assert not entry.parent or entry.parent in found.by_id
        assert set(entry.where) <= set(found.by_id)


def test_a_corpus_may_still_have_nobody_in_it():
    assert read("<listPerson/>").entries == ()


def test_a_work_of_the_bibliography_is_no_text_that_has_the_form():
    """Forms are narrowed to the texts that have them, not to what an editor read elsewhere."""
    assert authority.texts_of("texts/a.xml #tabari texts/b-en.xml") == ["a", "b-en"]
    assert authority.texts_of("#tabari") == []
