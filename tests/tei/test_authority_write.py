"""Changes to an authority touch their own bytes and nothing else."""

import pytest

from conftest import REPOSITORY, TINY
from fitnacorpus.errors import AuthorityError
from fitnacorpus.model import Entry, Form, NamePart
from fitnacorpus.tei import authority
from fitnacorpus.tei.authority_changes import ChangedForm, NewEntry, NewForm, Note, RemovedForm
from fitnacorpus.tei.authority_write import EMPTY, apply

SMALL = """<?xml version='1.0' encoding='UTF-8'?>
<!-- kept -->
<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>
  <listPerson>
    <!-- before <person> -->
    <person
        xml:id='b'  n="7">
      <persName type='attested' xml:lang="en"
         source="texts/t.xml">Busr</persName>
      <persName xml:lang="ar">بُسر</persName><!-- why -->
      <death when-custom="0070"/>
    </person>
  </listPerson>
  <listEvent><event xml:id="e"><label xml:lang="en">War</label></event></listEvent>
</standOff></TEI>
""".encode()


def changed(*changes, data=SMALL):
    return apply(data, changes, where="a.xml").decode()


def entry(data, ident):
    return authority.read(data.encode(), where="a.xml").by_id[ident]


@pytest.mark.parametrize("path", [REPOSITORY, TINY])
def test_no_change_changes_nothing(path):
    data = (path / "tei/authority.xml").read_bytes()
    assert apply(data, [], where="a.xml") == data


def test_a_new_form_stands_on_a_line_of_its_own():
    new = changed(NewForm("b", Form("Bu<sr", "en", "variant", ("t", "u"))))
    line = (
        '\n      <persName xml:lang="en" type="variant" source="texts/t.xml texts/u.xml">'
        "Bu&lt;sr</persName>"
    )
    assert line in new and new.replace(line, "") == SMALL.decode()


def test_a_changed_form_keeps_what_is_not_changed():
    new = changed(ChangedForm("b", Form("Busr", "en", "slip", ())))
    assert '<persName type="slip" xml:lang="en">Busr</persName>' in new
    new = changed(ChangedForm("b", Form("بُسر", "ar", "title", ("u",))))
    assert '<persName xml:lang="ar" type="title" source="texts/u.xml">بُسر</persName>' in new
    parts = (NamePart("ism", "بُسر"),)
    new = changed(ChangedForm("b", Form("بُسر", "ar", "variant", (), parts)))
    assert '<persName xml:lang="ar"><forename>بُسر</forename></persName><!-- why -->' in new
    assert new.replace("<forename>", "").replace("</forename>", "") == SMALL.decode()


def test_a_removed_form_leaves_no_gap():
    new = changed(RemovedForm("b", Form("بُسر", "ar")))
    assert 'texts/t.xml">Busr</persName><!-- why -->\n      <death' in new


def test_a_note_is_set_or_added_in_its_place():
    new = changed(Note("b", "en", "A & B"))
    assert '<death when-custom="0070"/>\n      <note xml:lang="en">A &amp; B</note>\n' in new
    again = changed(Note("b", "en", "C"), data=new.encode())
    assert again == new.replace("A &amp; B", "C")
    empty = new.replace('<note xml:lang="en">A &amp; B</note>', '<note xml:lang="en"/>')
    assert entry(changed(Note("b", "en", "D"), data=empty.encode()), "b").notes == {"en": "D"}


def test_new_entries_stand_by_id_and_events_in_order():
    made = [
        NewEntry(Entry(i, "person", (Form(i, "en"),), notes={"en": f"note {i}"}))
        for i in ("c", "a")
    ]
    nested = NewEntry(Entry("e2", "event", (Form("Battle", "en"),), parent="e"))
    deeper = NewEntry(Entry("e3", "event", (Form("Duel", "en"),), parent="e2"))
    place = NewEntry(Entry("p", "place", (Form("Place", "en"),)))
    new = changed(*made, deeper, nested, place)
    read = authority.read(new.encode(), where="a.xml")
    assert [e.id for e in read.entries] == ["a", "b", "c", "e", "e2", "e3", "p"]
    assert (read.by_id["e2"].parent, read.by_id["e3"].parent) == ("e", "e2")
    assert read.by_id["c"].notes == {"en": "note c"}
    assert "<!-- before <person> -->" in new and "<!-- kept -->" in new


def test_into_an_empty_authority():
    made = [
        NewEntry(Entry("a", kind, (Form("Alif", "en", "preferred"),)))
        for kind in ("person", "place", "group", "event")
    ]
    for change in made:
        new = apply(EMPTY, [change], where="a.xml")
        assert authority.read(new, where="a.xml").entries[0].kind == change.entry.kind
    short = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff/></TEI>'
    assert entry(changed(made[0], data=short), "a").forms == made[0].entry.forms


def test_line_ends_of_the_file_are_kept():
    data = SMALL.replace(b"\n", b"\r\n")
    new = apply(data, [NewForm("b", Form("Basr", "en"))], where="a.xml")
    assert b"\n" not in new.replace(b"\r\n", b"")


def test_many_changes_at_once():
    made = [NewEntry(Entry(f"n{i:04}", "person", (Form(f"N{i}", "en"),))) for i in range(500)]
    read = authority.read(changed(*reversed(made)).encode(), where="a.xml")
    assert len(read.entries) == 502


def test_a_file_that_cannot_be_read():
    with pytest.raises(AuthorityError):
        apply(b"<TEI", [], where="a.xml")
    with pytest.raises(AuthorityError) as error:
        apply(SMALL.decode().replace("UTF-8", "UTF-16").encode("utf-16"), [], where="a.xml")
    assert error.value.code == "broken-encoding"


def test_the_death_of_a_person_is_read():
    assert dict(entry(SMALL.decode(), "b").when) == {"when-custom": "0070"}
