"""The editorial verbs: tables, drafts, doubts, words."""

import json
import re

import pytest

from conftest import REPOSITORY, copy_corpus, generated, run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.names.starters.table import early_islam


def output(*arguments):
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def one_line_error(done, *parts):
    assert done.returncode == 2 and not done.stdout, (done.stdout, done.stderr)
    *stale, line = done.stderr.strip().split("\n")  # that nothing is built yet is told first
    assert all(told.startswith("note: not built yet") for told in stale), done.stderr
    for part in parts:
        assert str(part) in line, line


# --- Tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["t.tsv", "t.csv"])
def test_an_editor_works_in_a_spreadsheet(tiny, tmp_path, name):
    path, authority = tmp_path / name, tiny / "tei/authority.xml"
    before = authority.read_bytes()
    output("-C", tiny, "export", "authority", "-o", path)
    assert "0 changes" in output("-C", tiny, "import", "authority", path)
    assert authority.read_bytes() == before
    content = path.read_bytes().decode("utf-8-sig")
    separator = "\t" if name.endswith("tsv") else ","
    rows = content + separator.join(["marsa", "place", "Mersa", "en", *[""] * 7]) + "\n"
    path.write_text(rows, "utf-8")
    dry = output("-C", tiny, "import", "authority", path, "--dry-run")
    assert "'marsa': new form Mersa (en, variant)" in dry and "none made" in dry
    assert authority.read_bytes() == before
    assert "1 change\n" in output("-C", tiny, "import", "authority", path)
    new = '\n        <placeName xml:lang="en" type="variant">Mersa</placeName>'
    assert authority.read_text("utf-8").replace(new, "") == before.decode()
    assert "0 changes" in output("-C", tiny, "import", "authority", path)


def test_the_table_is_printed_when_no_file_is_named(tiny):
    rows = output("-C", tiny, "export", "authority").split("\n")
    assert rows[0].startswith("id\tkind\tform\tlang\t") and rows[1].startswith("governor\tperson\t")
    assert output("-C", tiny, "export", "authority", "--format", "csv").startswith("id,kind,form,")


def test_a_bad_table_changes_nothing(tiny, tmp_path):
    before = (tiny / "tei/authority.xml").read_bytes()
    path = tmp_path / "t.tsv"
    path.write_text("id\tform\tlang\nmarsa\tMersa\ten\nmarsa\tMersa\tar\n", "utf-8")
    one_line_error(
        run("-C", tiny, "import", "authority", path), f"{path}:3:2:", "script", "[bad-table]"
    )
    one_line_error(run("-C", tiny, "import", "authority", tmp_path / "no.tsv"), "no such file")
    one_line_error(run("-C", tiny, "import", "authority", tmp_path), "folder")
    one_line_error(run("-C", tmp_path, "export", "authority"), "no corpus")
    assert (tiny / "tei/authority.xml").read_bytes() == before
    assert not list(tiny.rglob("*.part"))


# --- Drafts --------------------------------------------------------------------------------------


def test_a_corpus_without_authority_gets_one(tmp_path):
    root = tmp_path / "corpus"
    copy_corpus(REPOSITORY / "seeds", root / "seeds")
    (root / "pyproject.toml").write_bytes((REPOSITORY / "pyproject.toml").read_bytes())
    for path in (root / "seeds").glob("*.toml"):
        lines = path.read_text("utf-8").split("\n")
        path.write_text("\n".join(x for x in lines if not x.startswith("event =")), "utf-8")
    table = tmp_path / "drafts.tsv"
    assert "drafts" in output("-C", root, "names", "suggest", "-o", table)
    rows = [line.split("\t") for line in table.read_text("utf-8").split("\n")]
    assert rows[0][:7] == ["accept", "id", "kind", "form", "lang", "type", "source"]
    assert ["yes", "malik-al-ashtar", "person", "Malik al-Ashtar", "en", "preferred"] in [
        r[:6] for r in rows
    ]
    assert "next: fitnacorpus" in output("-C", root, "import", "authority", table)
    built = json.loads(output("-C", root, "build", "--json"))["summary"]
    assert built["mentions"] > 400
    # Names that go on with a father whom no draft knows stay unresolved, and are few.
    assert built["unresolved"] < 0.02 * built["mentions"]
    hit = json.loads(output("-C", root, "search", "Kufa", "--json"))["hits"][0]
    assert {m["lang"] for m in hit["mentions"]} == {"ar", "en"}
    assert "0 errors" in output("-C", root, "check")
    # What has been accepted is not drafted again.
    again = output("-C", root, "names", "suggest")
    assert "malik-al-ashtar\t" not in again


def test_drafts_as_json(tiny):
    drafts = json.loads(output("-C", tiny, "names", "suggest", "--all", "--json"))["drafts"]
    marsa = next(d for d in drafts if d["id"] == "marsa")
    assert set(marsa) == {"id", "kind", "weight", "because", "forms"}
    example = marsa["forms"][0]["examples"][0]
    source = (tiny / f"seeds/{example['text']}.txt").read_bytes().decode()
    assert source[example["start"] : example["end"]] == "Marsa"
    assert example["ref"].startswith(example["text"] + ":") and "Marsa" in example["quote"]


def test_what_the_authority_knows_is_not_drafted(tiny):
    drafts = json.loads(output("-C", tiny, "names", "suggest", "--json"))["drafts"]
    assert not any(f["form"] == "Marsa" for d in drafts for f in d["forms"])


def test_a_tagger_that_is_not_there(tiny):
    one_line_error(run("-C", tiny, "names", "suggest", "--tagger", "nobody"), "nobody", "camel")
    done = run("-C", tiny, "names", "suggest", "--tagger", "spacy")
    if done.returncode:
        one_line_error(done, "spacy", "Run 'python -m", "[no-model]")


# --- Doubts --------------------------------------------------------------------------------------


def test_doubts_are_listed_with_reasons(built_tiny):
    before = generated(built_tiny)
    found = json.loads(output("-C", built_tiny, "names", "doubts", "--json"))["mentions"]
    everything = json.loads(output("-C", built_tiny, "names", "doubts", "--proposals", "--json"))
    assert 0 < len(found) <= len(everything["mentions"])
    for mention in found:
        source = (built_tiny / f"seeds/{mention['text']}.txt").read_bytes().decode()
        assert source[mention["start"] : mention["end"]] == mention["form"] == "Salim"
        refs = [c["ref"] for c in mention["candidates"]]
        assert set(refs) == {"salim-b-hamza", "salim-the-merchant"}
    listed = output("-C", built_tiny, "names", "doubts", "--proposals", "--places")
    assert "named in 2 texts" in listed
    assert generated(built_tiny) == before


# --- Words ---------------------------------------------------------------------------------------


def test_words_as_json(built_tiny):
    found = json.loads(output("-C", built_tiny, "search", "--words", "the governor", "--json"))
    assert (found["version"], found["query"], found["folded"]) == (
        1,
        "the governor",
        "the governor",
    )
    assert len(found["hits"]) >= 2
    for hit in found["hits"]:
        assert set(hit) == {
            "text", "ref", "lang", "start", "end", "form", "left", "right", "corr"
        }  # fmt: skip
        source = (built_tiny / f"seeds/{hit['text']}.txt").read_bytes().decode()
        assert source[hit["start"] : hit["end"]] == hit["form"]
        assert source[: hit["start"]].endswith(hit["left"])
        assert source[hit["end"] :].startswith(hit["right"])


def test_the_misprint_of_the_tiny_corpus_is_found_in_both_readings(built_tiny):
    for query, corr in (("tresury", ""), ("treasury", "treasury")):
        (hit,) = json.loads(output("-C", built_tiny, "search", "--words", query, "--json"))["hits"]
        assert (hit["form"], hit["corr"]) == ("tresury", corr)


def test_words_for_people(built_tiny):
    lines = output("-C", built_tiny, "search", "--words", "governor", "--lang", "en").split("\n")
    assert lines[-2].endswith("texts") or lines[-2].endswith("text")
    starts = {line.lower().index("governor") for line in lines[:-2]}
    assert len(starts) == 1
    assert "no words like" in output("-C", built_tiny, "search", "--words", "Zzyzx")
    assert "no words like" in output("-C", built_tiny, "search", "--words", "")


def test_words_have_no_kind(built_tiny):
    done = run("-C", built_tiny, "search", "--words", "x", "--kind", "person")
    assert done.returncode == 2 and "--kind" in done.stderr


# --- A starter authority -------------------------------------------------------------------------


def test_a_corpus_starts_with_what_is_known(tmp_path):
    root = tmp_path / "c"
    output("init", root, "--with", "early-islam")
    assert 'starters = ["early-islam"]' in (root / "corpus.toml").read_text("utf-8")
    account = tmp_path / "first.txt"
    account.write_text("Then Moawiyah met Ibn Muljam at Cufa. They fled to Bussorah.\n", "utf-8")
    assert "early-islam: 4 entries copied" in output("-C", root, "add", account)
    authority = (root / "tei/authority.xml").read_text("utf-8")
    assert '<death when-custom="0060" notBefore="0679-10-16"' in authority
    attested = '<persName xml:lang="en" type="attested" source="texts/first.xml">Moawiyah<'
    assert attested in authority
    assert "0 entries copied, 0 forms added" in output("-C", root, "names", "copy", "early-islam")
    assert (root / "tei/authority.xml").read_text("utf-8") == authority
    output("-C", root, "build")
    assert "0 errors" in output("-C", root, "check")
    # Another text adds its spellings, and nothing else.
    other = tmp_path / "second.txt"
    other.write_text("Muâvia went to Kufa.\n", "utf-8")
    assert "0 entries copied, 2 forms added" in output("-C", root, "add", other)


def test_all_that_a_starter_brings_is_a_valid_authority(tmp_path):
    entries = early_islam().entries
    root, account = tmp_path / "corpus", tmp_path / "everybody.txt"
    account.write_text("".join(f"وجاء ذكر {e.ar} هناك.\n\n" for e in entries), "utf-8")
    output("init", root, "--with", "early-islam")
    output("-C", root, "add", account, "--lang", "ar")
    authority = (root / "tei/authority.xml").read_text("utf-8")
    dated = re.findall('<death [^>]*notBefore="([0-9]{4})', authority)
    assert len(dated) > 250 and min(dated) < "0560" and max(dated) > "0820"
    problems = json.loads(run("-C", root, "check", "--json").stdout)["problems"]
    # Nothing is built: what its sources point to is missing, and that is all.
    own = {p["code"] for p in problems if p["file"] == "tei/authority.xml"}
    assert own <= {"dangling-ref"}


def test_an_entry_of_the_editors_is_left_alone(tmp_path):
    root, account = tmp_path / "c", tmp_path / "first.txt"
    output("init", root)
    account.write_text("Then Ibn Muljam came to Kufa.\n", "utf-8")
    output("-C", root, "add", account)
    table = tmp_path / "t.csv"
    table.write_text("id,kind,form,lang,type\nthe-murderer,person,Ibn Muljam,en,preferred\n")
    output("-C", root, "import", "authority", table)
    told = output("-C", root, "names", "copy", "early-islam", "--dry-run")
    assert (
        "new place 'kufa'" in told
        and "none made" in told
        and "under another id: ibn-muljam" in told
    )
    one_line_error(run("-C", root, "names", "copy", "nobody"), "nobody", "early-islam")


# --- Drafts and entries in the hands of an editor ------------------------------------------------


def test_one_bad_row_leaves_the_others(tiny, tmp_path):
    path = tmp_path / "d.csv"
    path.write_text(
        "accept,id,kind,form,lang,type\n"
        "yes,hijri,place,Hijri,en,preferred\n"
        "yes,zafar,person,Zafar,en,preferred\n"
        "yes,qus,town,Qus,en,preferred\n"
        "maybe,isna,place,Isna,en,preferred\n",
        "utf-8",
    )
    done = run("-C", tiny, "import", "authority", path)
    assert done.returncode == 0
    assert "new person 'zafar'" in done.stdout and "1 change; 3 left out" in done.stdout
    for place, part in ((":2:", "'hijri' is an id of the"), (":4:", "kind"), (":5:", "maybe")):
        assert any(place in x and part in x for x in done.stderr.split("\n")), done.stderr
    assert 'xml:id="zafar"' in (tiny / "tei/authority.xml").read_text("utf-8")


def test_drafts_given_one_id_are_one_entry(tiny, tmp_path):
    path = tmp_path / "d.csv"
    path.write_text(
        "accept,id,kind,form,lang,type,source\n"
        "yes,harun,person,Harun,en,preferred,port-en\n"
        "yes,harun,place,Aaron,en,preferred,port-en\n"
        "yes,harun,person,Harun,en,attested,port-en\n",
        "utf-8",
    )
    output("-C", tiny, "import", "authority", path)
    written = (tiny / "tei/authority.xml").read_text("utf-8")
    entry = written.split('<person xml:id="harun">')[1].split("</person>")[0]
    assert entry.count("<persName") == 2
    assert '<persName xml:lang="en" type="attested" source="texts/port-en.xml">Aaron<' in entry


@pytest.mark.parametrize(
    ("row", "told", "there", "gone"),
    [
        ("old-well,,,,-", "'old-well' is removed", "", 'xml:id="old-well"'),
        ("marsa,,,,port", "'marsa' becomes 'port'", 'where="#port"', '"marsa"'),
        ("old-well,,,,marsa", "'old-well' is removed", ">the old well<", 'xml:id="old-well"'),
        ("old-well,group,,,", "becomes a group", '<org xml:id="old-well">', '<place xml:id="old-'),
    ],
)
def test_entries_are_removed_renamed_merged_and_given_another_kind(
    tiny, tmp_path, row, told, there, gone
):
    path = tmp_path / "t.csv"
    if row.startswith("old-well,group"):
        forms = ("the old well,en", "The old well,en", "البئر القديمة,ar")
        row = "\n".join(f"old-well,group,{form}," for form in forms)
    path.write_text(f"id,kind,form,lang,becomes\n{row}\n", "utf-8")
    assert told in output("-C", tiny, "import", "authority", path)
    written = (tiny / "tei/authority.xml").read_text("utf-8")
    assert there in written and gone not in written


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("marsa,,,,1", "no id"),
        ("nobody,,,,-", "no entry 'nobody'"),
        ("marsa,,,,tamim", "is a group"),
        ("arrival,,,,-", "events stand in"),
    ],
)
def test_what_an_entry_cannot_become(tiny, tmp_path, row, part):
    path = tmp_path / "t.csv"
    path.write_text(f"id,kind,form,lang,becomes\n{row}\n", "utf-8")
    before = (tiny / "tei/authority.xml").read_bytes()
    one_line_error(run("-C", tiny, "import", "authority", path), part, "[bad-table]")
    assert (tiny / "tei/authority.xml").read_bytes() == before


def test_a_dry_run_does_not_wait_for_a_build(tiny, tmp_path):
    path = tmp_path / "authority.csv"
    output("-C", tiny, "export", "authority", "--format", "csv", "-o", path)
    with CorpusFolder(tiny).locked():
        assert "none made" in output("-C", tiny, "import", "authority", path, "--dry-run")
