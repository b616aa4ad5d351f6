"""An id that names a file comes through one door: no data leads out of a folder."""

import json

import pytest

from conftest import run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError

HOSTILE = (
    "../tei/authority", "../../outside", "/tmp/outside", "texts/port-ar", "reviewed/anna",
    "a\\b", "..", ".hidden", "", " ", "a/../b", "nul\x00", "trailing.", "a\nb", "-x", "1x",
)  # fmt: skip
SOUND = ("arrival", "Siffin_657", "Shura.of.Umar", "معركة-صفين", "_x")


@pytest.mark.parametrize("ident", HOSTILE)
def test_no_id_leads_out_of_its_folder(tmp_path, ident):
    folder = CorpusFolder(tmp_path)
    with pytest.raises(CorpusError) as told:
        folder.text_path(ident)
    assert told.value.code == "unsafe-id"
    if ident:  # "" is the file of links without an event
        with pytest.raises(CorpusError):
            folder.alignment_path(ident)


@pytest.mark.parametrize("ident", SOUND)
def test_an_id_of_the_grammar_names_a_file_in_its_folder(tmp_path, ident):
    folder = CorpusFolder(tmp_path)
    assert folder.alignment_path(ident) == tmp_path / "alignments" / f"{ident}.xml"
    assert folder.text_path(ident) == tmp_path / "tei" / "texts" / f"{ident}.xml"


def test_the_file_of_links_without_an_event_is_no_event_s(tmp_path):
    folder = CorpusFolder(tmp_path)
    assert folder.alignment_path("").name == "unassigned.xml"
    with pytest.raises(CorpusError):
        folder.alignment_path("unassigned")


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    folder = CorpusFolder(tmp_path)
    folder.alignments.mkdir()
    (folder.alignments / "arrival.xml").symlink_to(tmp_path / "authority.xml")
    with pytest.raises(CorpusError) as told:
        folder.alignment_path("arrival")
    assert told.value.code == "unsafe-id"


def everything(root):
    """Every file below a folder with its bytes, but for the lock of a build."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def _with_event(root, event):
    """Let a verdict of the tiny corpus name an event."""
    (path,) = (p for p in (root / "alignments/reviewed").glob("anna*.jsonl"))
    lines = path.read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[0]) | {"event": event}
    lines[0] = json.dumps(row, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("event", ["../tei/authority", "../tei/texts/port-ar", "../../outside"])
@pytest.mark.parametrize("options", [[], ["--overwrite"]])
def test_a_verdict_s_event_is_no_path(tiny, event, options):
    path = _with_event(tiny, event)
    before = everything(tiny.parent)
    done = run("-C", tiny, "build", *options)
    assert done.returncode == 2
    assert f"{path}:1" in done.stderr and "[bad-verdict]" in done.stderr
    assert everything(tiny.parent) == before


@pytest.mark.parametrize("event", ["../authority", "no-such-event"])
def test_a_description_s_event_is_one_of_the_authority(tiny, event):
    path = tiny / "seeds/port-en.toml"
    text = path.read_text(encoding="utf-8")
    assert 'event = "arrival"' in text
    path.write_text(text.replace('event = "arrival"', f'event = "{event}"'), encoding="utf-8")
    before = everything(tiny.parent)
    done = run("-C", tiny, "build", "--overwrite")
    assert done.returncode == 2 and f"{path}:" in done.stderr
    assert everything(tiny.parent) == before


def test_an_event_without_a_record_is_refused_before_anything_is_written(tiny):
    path = _with_event(tiny, "no-such-event")
    before = everything(tiny.parent)
    done = run("-C", tiny, "build")
    assert done.returncode == 2
    assert f"{path}:1" in done.stderr and "[unknown-event]" in done.stderr
    assert everything(tiny.parent) == before


def test_ids_that_differ_in_case_alone_are_an_error(tiny):
    path = tiny / "tei/authority.xml"
    text = path.read_text(encoding="utf-8")
    twin = '<event xml:id="Arrival"><label xml:lang="en">Another arrival</label></event>'
    path.write_text(text.replace("<listEvent>", f"<listEvent>{twin}", 1), encoding="utf-8")
    found = json.loads(run("-C", tiny, "check", "--format", "json").stdout)["problems"]
    alike = [p for p in found if p["code"] == "alike-ids"]
    assert [(p["severity"], p["file"]) for p in alike] == [("error", "tei/authority.xml")]
