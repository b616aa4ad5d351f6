"""Texts and episodes get other ids, and texts leave, by commands alone."""

import errno
import json

import pytest

from conftest import TINY, copy_corpus, generated, run
from fitnacorpus import carrying, description, files
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError
from fitnacorpus.interchange.dts import Service
from fitnacorpus.interchange.dts.service import Templates
from fitnacorpus.pipeline import Pipeline


def people(root):
    """Bytes of every file that people wrote."""
    folders = ("seeds", "tei/mentions", "alignments/reviewed", "removed")
    paths = [p for f in folders for p in (root / f).rglob("*") if p.is_file()]
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in paths} | {
        "authority": (root / "tei/authority.xml").read_bytes()
    }


def lines(root):
    paths = [*root.glob("alignments/reviewed/*.jsonl"), *root.glob("tei/mentions/*.jsonl")]
    return [json.loads(line) for p in sorted(paths) for line in p.read_text("utf-8").splitlines()]


def done(*arguments):
    made = run(*arguments)
    assert made.returncode == 0, made.stderr
    return made.stdout


def problems(root):
    return json.loads(done("-C", root, "check", "--json"))["problems"]


def test_a_text_is_renamed_with_all_that_names_it_and_builds_the_same_edition(tiny):
    (tiny / "seeds/port-ar.toml").write_text(
        (tiny / "seeds/port-ar.toml")
        .read_text("utf-8")
        .replace("public = true\n", 'public = true\ntranslation_of = "port-en"\n'),
        "utf-8",
    )
    done("-C", tiny, "build")
    summary = json.loads(done("-C", tiny, "build", "--json"))["summary"]
    source = (tiny / "seeds/port-en.txt").read_bytes()
    before = lines(tiny)

    said = done("-C", tiny, "rename", "port-en", "harbour")

    assert "5 verdicts carried along" in said
    assert (tiny / "seeds/harbour.txt").read_bytes() == source
    left = b"".join([name.encode() + data for name, data in people(tiny).items()])
    # What the file was received as stays a fact.
    left = left.replace(b'original = "port-en.txt"', b"").replace(b'formerly = ["port-en"]', b"")
    assert left.count(b"port-en") == 0
    assert 'translation_of = "harbour"' in (tiny / "seeds/port-ar.toml").read_text("utf-8")
    assert lines(tiny) == json.loads(json.dumps(before).replace('"port-en"', '"harbour"'))
    assert json.loads(done("-C", tiny, "build", "--json"))["summary"] == summary
    assert not (tiny / "tei/texts/port-en.xml").exists()
    assert {p["code"] for p in problems(tiny)} == {"mention-ambiguous"}


def test_there_and_back_leaves_every_byte_as_it_was_but_for_what_leads_on(tiny):
    before = people(tiny)
    done("-C", tiny, "rename", "port-en", "harbour")
    done("-C", tiny, "rename", "harbour", "port-en")
    now = people(tiny)
    description = now["seeds/port-en.toml"]
    now["seeds/port-en.toml"] = description.replace(b'formerly = ["harbour"]\n', b"")
    assert description != now["seeds/port-en.toml"]
    assert now == before


# --- What leads on from an old id ----------------------------------------------------------------


def test_an_old_id_is_told_with_the_new_one(tiny):
    done("-C", tiny, "rename", "port-en", "harbour")
    done("-C", tiny, "rename", "harbour", "marsa-en")
    for verb in (("update", "port-en"), ("remove", "harbour"), ("rename", "port-en", "x")):
        failed = run("-C", tiny, *verb)
        assert failed.returncode == 2
        assert "was renamed 'marsa-en'" in failed.stderr and "Name it 'marsa-en'" in failed.stderr


def test_verdicts_that_came_later_on_the_old_id_are_carried_by_the_same_command(tiny):
    path = tiny / "alignments/reviewed/bilal.jsonl"
    later = path.read_text("utf-8")
    done("-C", tiny, "rename", "port-en", "harbour")
    now = path.read_text("utf-8")
    path.write_text(later, "utf-8")  # what a colleague did before, merged after
    found = json.loads(run("-C", tiny, "check", "--json").stdout)["problems"]
    (lost,) = [p for p in found if p["code"] == "verdict-orphaned"]
    assert "names 'port-en', which is 'harbour' now" in lost["message"]
    assert "fitnacorpus rename port-en harbour" in lost["hint"]
    assert "1 verdict carried along" in done("-C", tiny, "rename", "port-en", "harbour")
    assert path.read_text("utf-8") == now


def test_an_id_that_leads_to_a_text_is_not_given_to_another(tiny):
    done("-C", tiny, "rename", "port-en", "harbour")
    new = tiny.parent / "new.txt"
    new.write_text("The ships of the merchant came in with glass and oil on that day.\n", "utf-8")
    for verb in (
        ("add", new, "--id", "port-en", "--lang", "en"),
        ("rename", "letter-en", "port-en"),
    ):
        failed = run("-C", tiny, *verb)
        assert failed.returncode == 2
        assert "[duplicate-id]" in failed.stderr
    path = tiny / "seeds/letter-en.toml"
    path.write_text(
        path.read_text("utf-8").replace("\nlang", '\nformerly = ["port-en"]\nlang', 1), "utf-8"
    )
    found = json.loads(run("-C", tiny, "check", "--json").stdout)["problems"]
    assert "duplicate-id" in {p["code"] for p in found}


@pytest.mark.parametrize("value", ['"port"', "[1]", '["Port"]', '["port-en"]'])
def test_former_ids_that_cannot_be_are_refused(tiny, value):
    path = tiny / "seeds/port-en.toml"
    path.write_text(
        path.read_text("utf-8").replace("\nlang", f"\nformerly = {value}\nlang", 1), "utf-8"
    )
    failed = run("-C", tiny, "build")
    assert failed.returncode == 2
    assert "port-en.toml:3" in failed.stderr and "formerly" in failed.stderr


def test_old_addresses_lead_to_the_present_pages(tiny):
    done("-C", tiny, "rename", "port-en", "harbour")
    done("-C", tiny, "rename", "harbour:e2", "e7")
    done("-C", tiny, "build")
    site = tiny.parent / "site"
    done("-C", tiny, "site", site)
    for folder, up in (("texts/port-en", "../../"), ("ar/texts/port-en", "../../")):
        page = (site / folder / "index.html").read_text("utf-8")
        assert f'data-there="{up}texts/harbour/index.html"' in page
        assert f'content="0; url={up}texts/harbour/index.html"' in page
        there = site / folder / up / "texts/harbour/index.html"
        assert '<span id="e2"></span>' in there.read_text("utf-8")
    texts = site / "data/tei/texts"
    assert (texts / "port-en.xml").read_bytes() == (texts / "harbour.xml").read_bytes()


def test_old_ids_are_answered_by_text_services(tiny):
    done("-C", tiny, "rename", "port-en", "harbour")
    done("-C", tiny, "rename", "harbour:e2", "e7")
    pipeline = Pipeline(CorpusFolder(tiny))
    templates = Templates("/", "/c{?id}", "/n{?resource}", "/d{?resource}")
    led = description.heirs(pipeline.descriptions)
    service = Service("T", pipeline.documents(), pipeline.document_file, templates, led)
    present = service.document("harbour", ref="e7.p1")
    assert service.document("port-en", ref="e2.p1") == present
    assert service.navigation("port-en", ref="e2")["ref"]["identifier"] == "e7"
    assert service.collection("port-en")["@id"] == "harbour"


def test_a_verdict_that_supersedes_a_carried_one_still_does(tiny):
    path = tiny / "alignments/reviewed/anna.jsonl"
    old = next(v for v in CorpusFolder(tiny).verdicts() if v.verdict == "reject")
    line = json.loads(path.read_text("utf-8").splitlines()[1])
    later = line | {"on": "2026-02-01", "note": "Still so.", "supersedes": [old.id]}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(later, ensure_ascii=False) + "\n")
    done("-C", tiny, "rename", "letter-en", "letter")
    verdicts = CorpusFolder(tiny).verdicts()
    (now,) = [v for v in verdicts if v.supersedes]
    (first,) = [v for v in verdicts if v.verdict == "reject" and not v.supersedes]
    assert now.supersedes == (first.id,) != (old.id,)


def test_an_episode_is_renamed_and_its_old_id_leads_to_it(tiny):
    authority = tiny / "tei/authority.xml"
    authority.write_text(
        authority.read_text("utf-8").replace(
            "</standOff>", "<!-- texts/port-en.xml#port-en.e3.p1 texts/port-en.xml#port-en.e33 -->"
            "</standOff>"),
        "utf-8",
    )  # fmt: skip
    done("-C", tiny, "build")
    done("-C", tiny, "rename", "port-en:e3", "shroud")
    item = {d.info.id: d for d in CorpusFolder(tiny).descriptions()}["port-en"]
    assert [cut.id for cut in item.cuts] == ["e1", "e2", "shroud"]
    assert item.retired == {"e3": "shroud"}
    pointers = authority.read_text("utf-8")
    assert "#port-en.shroud.p1" in pointers
    assert "#port-en.e33" in pointers
    done("-C", tiny, "build")
    assert b'"port-en.shroud"' in (tiny / "tei/texts/port-en.xml").read_bytes()
    assert {p["code"] for p in problems(tiny)} == {"mention-ambiguous"}
    again = run("-C", tiny, "rename", "port-en:shroud", "e3")
    assert again.returncode == 2
    assert "'e3' was in use once" in again.stderr


def test_a_text_is_removed_with_its_verdicts_and_nothing_is_lost(tiny):
    done("-C", tiny, "build")
    before = people(tiny)
    said = done("-C", tiny, "remove", "port-en")
    after = people(tiny)
    assert "5 verdicts removed, kept in removed/port-en" in said
    assert after["removed/port-en/port-en.txt"] == before["seeds/port-en.txt"]
    assert after["removed/port-en/port-en.toml"] == before["seeds/port-en.toml"]
    assert after["removed/port-en/authority.xml"] == before["authority"]
    everything = b"".join(v for k, v in before.items() if k.endswith(".jsonl")).splitlines()
    now = b"".join(v for k, v in after.items() if k.endswith(".jsonl")).splitlines()
    kept_whole = [line for line in everything if b'"absence"' not in line]
    assert set(kept_whole) <= set(now)
    # What was searched besides is still searched.
    (absence,) = lines(tiny)
    assert absence["texts"] == ["port-ar"]
    done("-C", tiny, "build")
    assert not [name for name in generated(tiny) if "port-en" in name]
    assert not [name for name, data in generated(tiny).items() if b"port-en" in data]
    assert not [p for p in problems(tiny) if p["severity"] == "error"]


def test_what_a_removed_verdict_had_replaced_does_not_come_back(tiny):
    path = tiny / "alignments/reviewed/anna.jsonl"
    absence = json.loads(path.read_text("utf-8").splitlines()[2])
    old = next(v for v in CorpusFolder(tiny).verdicts() if v.kind == "absence")
    narrow = absence | {"texts": ["port-en"], "on": "2026-02-01", "supersedes": [old.id]}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(narrow, ensure_ascii=False) + "\n")
    done("-C", tiny, "remove", "port-en")
    assert lines(tiny) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("rename", "nobody", "x"), "unknown-text"),
        (("rename", "port-en", "port-ar"), "duplicate-id"),
        (("rename", "port-en", "port-en"), "duplicate-id"),
        (("rename", "port-en", "../x"), "bad-id"),
        (("rename", "port-en", "authority"), "bad-id"),
        (("rename", "port-en:e9", "x"), "unknown-episode"),
        (("rename", "port-en:e1", "e2"), "duplicate-id"),
        (("rename", "port-en:e1", "head"), "bad-id"),
        (("rename", "port-en:e1", "port-ar:x"), "bad-id"),
        (("remove", "nobody"), "unknown-text"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(tiny, arguments, code):
    before = people(tiny)
    made = run("-C", tiny, *arguments)
    assert made.returncode == 2
    assert made.stderr.count("\n") == 1
    assert f"[{code}]" in made.stderr
    assert people(tiny) == before


def test_a_file_in_the_way_is_not_written_over(tiny):
    (tiny / "seeds/harbour.txt").write_text("Somebody's notes.\n")
    before = people(tiny)
    made = run("-C", tiny, "rename", "port-en", "harbour")
    assert (made.returncode, "[duplicate-id]" in made.stderr) == (2, True)
    assert people(tiny) == before


@pytest.mark.parametrize("arguments", [("rename", "port-en", "x"), ("remove", "port-en")])
def test_a_generated_file_with_hand_edits_is_not_lost(tiny, arguments):
    done("-C", tiny, "build")
    path = tiny / "tei/texts/port-en.xml"
    path.write_text(path.read_text("utf-8").replace("Salim", "Selim"), "utf-8")
    before = people(tiny)
    made = run("-C", tiny, *arguments)
    assert (made.returncode, "[hand-edit]" in made.stderr) == (2, True)
    assert people(tiny) == before


@pytest.mark.parametrize("arguments", [("rename", "port-en", "x"), ("remove", "port-en")])
def test_a_dry_run_tells_and_changes_nothing(tiny, arguments):
    before = people(tiny)
    told = json.loads(done("-C", tiny, *arguments, "--dry-run", "--json"))
    assert people(tiny) == before
    really = json.loads(done("-C", tiny, *arguments, "--json"))
    assert told == really
    assert told["version"] == 1
    assert {"seeds/port-en.toml", "seeds/port-en.txt"} <= set(told["deleted"])


ACTIONS = [
    lambda folder: carrying.rename(folder, "port-en", "harbour"),
    lambda folder: carrying.rename(folder, "port-en:e3", "shroud"),
    lambda folder: carrying.remove(folder, "port-en"),
]


@pytest.mark.parametrize("action", ACTIONS)
def test_where_the_disk_refuses_nothing_has_changed(tmp_path, monkeypatch, action):
    calls = []
    real = files._pour

    def refuse(file, data):
        calls.append(data)
        if len(calls) == at + 1:
            raise OSError(errno.ENOSPC, "full")
        real(file, data)

    monkeypatch.setattr(files, "_pour", refuse)
    for at in range(20):
        calls.clear()
        root = copy_corpus(TINY, tmp_path / f"at{at}")
        before = people(root)
        try:
            action(CorpusFolder(root))
        except FitnaError as error:
            assert error.code == "disk" and error.what.endswith("full")
            assert people(root) == before and not list(root.rglob(".*.part"))
        else:
            break
    assert 0 < at < 19
