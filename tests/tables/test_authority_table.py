"""The authority as a table, there and back; errors name row and column."""

import csv
import io

import pytest

from conftest import REPOSITORY, TINY
from fitnacorpus.errors import SourceError
from fitnacorpus.tables import authority as table
from fitnacorpus.tei import authority, authority_write
from fitnacorpus.tei.authority_changes import ChangedForm, NewEntry, NewForm, Note, RemovedForm

DATA = (TINY / "tei/authority.xml").read_bytes()
KNOWN = authority.read(DATA, where="a.xml")
HEAD = "id\tkind\tform\tlang\ttype\tsource\tparts\tnote_en\tnote_ar\tparent\n"


def plan(content, **options):
    data = content if isinstance(content, bytes) else content.encode()
    return table.plan(data, KNOWN, where="t.tsv", **options)


def kinds(content, **options):
    return [type(change) for change in plan(content, **options).changes]


@pytest.mark.parametrize("fmt", ["tsv", "csv"])
@pytest.mark.parametrize("root", [TINY, REPOSITORY])
def test_what_is_exported_changes_nothing_when_it_comes_back(root, fmt):
    data = (root / "tei/authority.xml").read_bytes()
    known = authority.read(data, where="a.xml")
    content = table.write(known, fmt)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        back = table.plan(content.encode(encoding), known, where="t", remove=True)
        assert back.changes == ()


def test_a_whole_authority_can_be_made_of_a_table():
    content = table.write(KNOWN).encode()
    empty = authority.read(authority_write.EMPTY, where="a.xml")
    made = authority_write.apply(
        authority_write.EMPTY, table.plan(content, empty, where="t").changes, where="a.xml"
    )
    again = authority.read(made, where="a.xml")
    assert table.write(again).splitlines()[0] == HEAD.strip() + "\tbecomes"
    assert sorted(table.write(again).splitlines()) == sorted(table.write(KNOWN).splitlines())


def test_columns_may_stand_in_any_order_and_be_left_out():
    assert kinds("lang\tid\tform\nen\tmarsa\tMersa\n") == [NewForm]
    assert kinds("lang;id;form\nen;marsa;Mersa\n") == [NewForm]
    assert kinds('lang,id,form\nen,marsa,"Mersa, the port"\n') == [NewForm]
    # Columns that are missing change nothing.
    assert kinds("lang\tid\tform\nen\tmarsa\tMarsa\n") == []


def test_empty_cells_change_nothing_and_a_hyphen_empties_the_sources():
    row = "salim-b-hamza\t\tSalim\ten\t{}\t{}\t\t\t\t\n"
    assert kinds(HEAD + row.format("", "")) == []
    (change,) = plan(HEAD + row.format("", "-")).changes
    assert isinstance(change, ChangedForm)
    assert (change.form.type, change.form.source) == ("attested", ())
    (change,) = plan(HEAD + row.format("slip", "")).changes
    assert (change.form.type, change.form.source) == ("slip", ("port-en",))


def test_notes_parts_and_new_entries():
    rows = (
        "new\tevent\tStorm\ten\tpreferred\tport-en\t\tA storm.\tعاصفة\tarrival\n"
        "new\t\tعاصفة\tar\t\t\t\t\t\t\n"
        "marsa\t\t\t\t\t\t\tA port.\t\t\n"
        "salim-b-hamza\t\tSalim ibn Hamza\ten\t\t\tism: Salim | nasab: ibn Hamza\t\t\t\n"
    )
    new, note, parts = plan(HEAD + rows).changes
    assert isinstance(new, NewEntry) and new.entry.parent == "arrival"
    assert [f.type for f in new.entry.forms] == ["preferred", "variant"]
    assert new.entry.notes == {"en": "A storm.", "ar": "عاصفة"}
    assert note == Note("marsa", "en", "A port.")
    assert isinstance(parts, ChangedForm) and len(parts.form.parts) == 2
    made = authority_write.apply(DATA, [new, note, parts], where="a.xml")
    again = authority.read(made, where="a.xml")
    assert again.by_id["new"].parent == "arrival"
    assert again.by_id["salim-b-hamza"].forms[1].parts == parts.form.parts


def test_forms_are_removed_only_when_asked_for():
    content = HEAD + "tamim\t\tTamim\ten\t\t\t\t\t\t\n"
    assert kinds(content) == []
    assert kinds(content, remove=True) == [RemovedForm, RemovedForm]
    renamed = HEAD + "tamim\t\tTameem\ten\t\t\t\t\t\t\n"
    with pytest.raises(SourceError, match="no form of 'tamim' would stay"):
        plan(renamed, remove=True)


def test_drafts_are_taken_only_where_they_are_accepted():
    head = "accept\tid\tkind\tform\tlang\tcount\n"
    rows = "yes\tq\tplace\tQus\ten\t3\n\tr\tplace\tRaqqa\ten\t2\nno\ts\tplace\tSur\ten\t1\n"
    found = plan(head + rows)
    assert [c.entry.id for c in found.changes] == ["q"] and found.left_out == 2


def row(**cells):
    columns = HEAD.strip().split("\t")
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerow([cells.get(c, "") for c in columns])
    return HEAD + out.getvalue()


GOOD = {"id": "new", "kind": "place", "form": "Qus", "lang": "en"}


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        (b"", "t.tsv:", "empty"),
        (b"\xff\xfe\x00", "t.tsv:1:", "UTF-16"),
        ("id\tform\tlang\nb\xe9\tx\ten\n".encode("latin-1"), "t.tsv:2:", "UTF-8"),
        ("id\tform\n", "t.tsv:1:", "'lang' is missing"),
        ("id\tform\tlang\ttpye\n", "t.tsv:1:4:", "'tpye'"),
        ("id\tform\tlang\tlang\n", "t.tsv:1:4:", "stands twice"),
        ("id\tform\tlang\nb\tx\ten\tmore\n", "t.tsv:2:4:", "4 cells"),
        ('id,form,lang\nb,"x,en\n', "t.tsv:2:", "no table"),
        (row(**GOOD | {"id": ""}), "t.tsv:2:1:", "id is missing"),
        (row(**GOOD | {"id": "7 seas"}), "t.tsv:2:1:", "no id"),
        (row(**GOOD | {"id": "unassigned"}), "t.tsv:2:1:", "no id"),
        (row(**GOOD | {"kind": ""}), "t.tsv:2:2:", "kind of the new entry"),
        (row(**GOOD | {"kind": "town"}), "t.tsv:2:2:", "'town'"),
        (row(**GOOD | {"form": ""}), "t.tsv:2:3:", "form is missing"),
        (row(**GOOD | {"form": "", "note_en": "x"}), "t.tsv:2:3:", "has no form"),
        (row(**GOOD | {"lang": ""}), "t.tsv:2:4:", "language is missing"),
        (row(**GOOD | {"lang": "Arabic!"}), "t.tsv:2:4:", "no language tag"),
        (row(**GOOD | {"lang": "ar"}), "t.tsv:2:3:", "script"),
        (row(**GOOD | {"form": "قوص"}), "t.tsv:2:3:", "script"),
        (row(**GOOD | {"type": "nickname"}), "t.tsv:2:5:", "'nickname'"),
        (row(**GOOD | {"source": "Port.xml"}), "t.tsv:2:6:", "no text id"),
        (row(**GOOD | {"parts": "ism: Qis"}), "t.tsv:2:7:", "does not stand"),
        (row(**GOOD | {"parts": "first: Qus"}), "t.tsv:2:7:", "'first'"),
        (row(**GOOD | {"parent": "arrival"}), "t.tsv:2:10:", "'arrival'"),
        (row(**GOOD | {"kind": "event", "parent": "nowhere"}), "t.tsv:2:10:", "'nowhere'"),
        (row(**GOOD | {"kind": "event", "parent": "new"}), "t.tsv:2:10:", "'new'"),
        (row(**GOOD | {"form": "Q\x01us"}), "t.tsv:2:3:", "U+0001"),
        (row(**GOOD | {"id": "marsa", "kind": "person"}), "t.tsv:2:2:", "is a place"),
        (row(**GOOD | {"id": "marsa", "parent": "arrival"}), "t.tsv:2:10:", "no other event"),
        (row(**GOOD) + row(**GOOD).split("\n", 1)[1], "t.tsv:3:3:", "row 2 already"),
    ],
)
def test_an_error_names_row_and_column(content, place, what):
    with pytest.raises(SourceError) as error:
        plan(content)
    assert str(error.value).startswith(place) and what in str(error.value), str(error.value)
    assert error.value.hint


def test_contradictory_notes():
    rows = "marsa\t\tMarsa\ten\t\t\t\tOne.\t\t\nmarsa\t\tالمرسى\tar\t\t\t\tTwo.\t\t\n"
    with pytest.raises(SourceError, match="otherwise"):
        plan(HEAD + rows)


def test_every_change_is_described():
    content = HEAD + (
        "new\tplace\tQus\ten\t\t\t\t\t\t\n"
        "marsa\t\tMersa\ten\t\t\t\tA port.\t\t\n"
        "marsa\t\tMarsa\ten\t\t\t\t\t\t\n"
        "tamim\t\tTamim\ten\tslip\t\t\t\t\t\n"
    )
    lines = [table.describe(change) for change in plan(content, remove=True).changes]
    for part in ("new place 'new'", "new form Mersa", "“A port.”", "becomes slip", "is removed"):
        assert any(part in line for line in lines), (part, lines)
