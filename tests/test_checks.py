"""Checks: a changed letter is named by file, line and column; what people wrote hangs together."""

import io

import pytest

import strategies as make
from conftest import run
from fitnacorpus import checks
from fitnacorpus.build import build
from fitnacorpus.checks import dates, integrity, names, passages, pointers, reading
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.tei import write
from fitnacorpus.tei.scan import Tag, scan
from tei.test_schema import EDITION, generated


def problems(root):
    return checks.check(CorpusFolder(root))


def errors(root):
    return [p for p in problems(root) if p.severity == "error"]


def change(path, old, new):
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def line_of(path, words):
    return path.read_bytes().split(words)[0].count(b"\n") + 1


@pytest.fixture
def built(built_copy):
    return built_copy


def test_the_tiny_corpus_has_one_known_doubt(built):
    found = problems(built)
    assert [(p.code, p.severity, p.file, p.line) for p in found] == [
        ("mention-ambiguous", "warning", "seeds/port-en.txt", 9)
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("tei/texts/port-en.xml", b"treasury", b"treasurz"),
        ("tei/texts/port-ar.xml", "الخزانة".encode(), "الخزانه".encode()),
        ("alignments/arrival.xml", b"Three thousand", b"Two thousand"),
        ("alignments/unassigned.xml", b'type="rejected"', b'type="accepted"'),
    ],
)
def test_one_changed_letter_in_a_generated_file(built, file, old, new):
    line = line_of(built / file, old)
    change(built / file, old, new)
    (found,) = [p for p in errors(built) if p.code == "hand-edit"]
    assert (found.file, found.line) == (file, line)
    assert found.column > 0 and "build --overwrite" in found.hint
    done = run("-C", built, "check")
    assert done.returncode == 1
    assert f"{file}:{line}:" in done.stdout


def test_one_changed_letter_in_a_source(built):
    change(built / "seeds/port-en.txt", b"archer", b"arcker")
    (found,) = errors(built)
    assert (found.code, found.file, found.line) == ("source-changed", "seeds/port-en.txt", 12)
    source = (built / "seeds/port-en.txt").read_text("utf-8").split("\n")
    assert source[found.line - 1][found.column - 1] == "k"
    assert "fitnacorpus update port-en" in found.hint


def test_inputs_that_moved_on_make_outputs_stale(built):
    change(built / "seeds/port-en.toml", b"The shroud", b"The winding sheet")
    (found,) = errors(built)
    assert (found.code, found.file) == ("stale-output", "tei/texts/port-en.xml")


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place"),
    [
        ("seeds/port-en.toml", b'event = "arrival"', b'event = "arrivals"', "unknown-event",
         "seeds/port-en.toml"),
        ("tei/mentions/anna.jsonl", b'"ref": "salim-b-hamza"', b'"ref": "salim-b-hamzah"',
         "dangling-ref", "tei/mentions/anna.jsonl"),
        ("tei/authority.xml", b'where="#marsa"', b'where="#mars"', "dangling-ref",
         "tei/authority.xml"),
        ("tei/authority.xml", b"</standOff>", b'<listRelation><relation name="agent" '
         b'active="#nobody" passive="#arrival"/></listRelation></standOff>', "dangling-ref",
         "tei/authority.xml"),
        ("tei/authority.xml", b'xml:lang="en" type="preferred">Tamim',
         b'xml:lang="ar" type="preferred">Tamim', "wrong-script", "tei/authority.xml"),
        ("alignments/reviewed/anna.jsonl", b'"The governor was killed at the old well; an archer',
         b'"A quite different sentence about birds and their nests; an archer', "verdict-orphaned",
         "alignments/reviewed/anna.jsonl"),
    ],
)  # fmt: skip
def test_what_people_wrote_must_hang_together(built, file, old, new, code, place):
    change(built / file, old, new)
    if code not in ("wrong-script", "unknown-event"):  # the latter no build writes anything for
        build(CorpusFolder(built), overwrite=True)
    found = [p for p in errors(built) if p.code == code]
    assert found and found[0].file == place
    assert code == "unknown-event" or found[0].line > 0


def test_two_reviewers_who_disagree(built):
    mine = (built / "alignments/reviewed/bilal.jsonl").read_text("utf-8")
    other = mine.replace('"verdict": "accept"', '"verdict": "reject"').replace("bilal", "dana")
    other = other.replace('"relation": "sameEvent", ', "")
    (built / "alignments/reviewed/dana.jsonl").write_text(other, "utf-8")
    build(CorpusFolder(built))
    found = [p for p in errors(built) if p.code == "verdict-disputed"]
    assert found and "bilal and dana" in found[0].message


def test_a_new_text_makes_absences_stale(built):
    (built / "seeds/new.txt").write_text("Another account of other things. It ends.", "utf-8")
    assert run("-C", built, "add", built / "seeds/new.txt").returncode == 0
    build(CorpusFolder(built))
    assert "absence-stale" in [p.code for p in problems(built)]


def test_missing_stray_and_undescribed_files(built):
    (built / "tei/texts/port-en.xml").unlink()
    (built / "seeds/more.txt").write_text("A source without a description.", "utf-8")
    (built / "tei/texts/old.xml").write_text("<TEI/>", "utf-8")
    codes = {p.code: p.file for p in problems(built)}
    assert codes["missing-output"] == "tei/texts/port-en.xml"
    assert codes["undescribed-source"] == "seeds/more.txt"
    assert codes["stray-file"] == "tei/texts/old.xml"


@pytest.mark.parametrize("ending", ["txt", "xml", "html"])
def test_a_source_of_every_ending_is_looked_at(built, ending):
    (built / f"seeds/more.{ending}").write_text("<p>More.</p>", "utf-8")
    folder = CorpusFolder(built)
    assert f"seeds/more.{ending}" in checks.files(folder)
    assert f"seeds/more.{ending}" in {
        p.file for p in checks.check(folder) if p.code == "undescribed-source"
    }


def test_strict_fails_on_warnings(built):
    assert run("-C", built, "check").returncode == 0
    assert run("-C", built, "check", "--strict").returncode == 1


def test_a_score_within_the_tolerance_is_no_drift(built):
    from fitnacorpus.tei import digest

    path = built / "alignments/unassigned.xml"
    body = path.read_bytes().split(b"?>\n", 2)[2].decode()
    near, far = (
        body.replace('cert="0.00"', 'cert="0.01"'),
        body.replace('cert="0.00"', 'cert="0.02"'),
    )
    path.write_bytes(digest.seal(near))
    assert not errors(built)
    path.write_bytes(digest.seal(far))
    assert [p.code for p in errors(built)] == ["stale-output"]


def test_what_people_wrote_is_read_to_the_end(built):
    change(built / "seeds/port-en.toml", b'lang = "en"', b'lang = "xx"')
    change(built / "seeds/port-ar.toml", b"[source]", b"[sauce]")
    change(built / "alignments/reviewed/bilal.jsonl", b'"version": 1', b'"version": 2')
    change(built / "tei/mentions/anna.jsonl", b"{", b"[")
    change(built / "tei/authority.xml", b'where="#marsa"', b'where="#mars"')
    assert [(p.code, p.file) for p in errors(built)] == [
        ("bad-verdict", "alignments/reviewed/bilal.jsonl"),
        ("bad-setting", "seeds/port-ar.toml"),
        ("unknown-language", "seeds/port-en.toml"),
        ("dangling-ref", "tei/authority.xml"),
        ("bad-verdict", "tei/mentions/anna.jsonl"),
    ]


def test_a_pointer_that_dangles_often_is_told_once_with_what_was_meant(built):
    change(built / "tei/authority.xml", b'<place xml:id="marsa">', b'<place xml:id="marsah">')
    (found,) = [p for p in errors(built) if p.code == "dangling-ref" and "port-en" in p.file]
    assert "more times" in found.message and found.hint == "Is 'marsah' meant?"
    assert b"authority.xml#marsa" in (built / found.file).read_bytes().split(b"\n")[found.line - 1]


def test_pointers_to_a_broken_file_are_not_judged(built):
    change(built / "tei/texts/port-ar.xml", b"</TEI>", b"")
    assert {p.code for p in errors(built)} == {"broken-xml", "hand-edit"}


def test_a_file_too_large_for_a_tree_is_judged_all_the_same(built, monkeypatch):
    monkeypatch.setattr(integrity, "WHOLE", 0)
    assert not errors(built)
    change(built / "tei/texts/port-ar.xml", b'type="event"', b'type="happening"')
    assert {p.code for p in errors(built)} == {"hand-edit", "schema-value"}


@pytest.mark.parametrize(
    ("written", "narrowed", "codes"),
    [
        ("0037", ("0657-06-22", "0657-12-31"), []),
        ("0037", ("0658-01-01", "0658-06-08"), ["wrong-conversion"]),
    ],
)
def test_hijri_bounds_may_be_narrowed_by_a_gregorian_year_and_by_nothing_else(
    written, narrowed, codes
):
    gatherer = dates.Dates("x.xml", tolerant=False)
    low, high = narrowed
    values = {"type": "year", "when-custom": written, "notBefore": low, "notAfter": high,
              "calendar": "#hijri"}  # fmt: skip
    gatherer.start(Tag("date", values, 1, 1, None, "en", 0))
    assert [p.code for p in gatherer.found] == codes


def test_whatever_document_is_written_holds_together():
    for document in generated(make.documents(), 25):
        file = f"tei/texts/{document.text.info.id}.xml"
        data = write.write(document, EDITION, {"r-anna": "Anna"}).encode()
        gatherers = [
            names.Certainty(file),
            passages.Passages(file),
            pointers.Pointers(pointers.Register(), file),
            reading.Reading(document.text.source, file),
        ]
        scan(io.BytesIO(data), gatherers, where=file)
        assert [p for gatherer in gatherers for p in gatherer.found] == []
