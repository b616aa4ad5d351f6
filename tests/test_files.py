"""Files of people keep their rights and links, and what is no file of the corpus is left alone."""

import os
import stat

import pytest

from conftest import run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.files import UNFINISHED, visible, write_whole


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_that_is_rewritten_keeps_its_rights(tmp_path, mode):
    path = tmp_path / "authority.xml"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)


def test_a_new_file_has_the_rights_that_the_user_gives_new_files(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    write_whole(tmp_path / "made", b"x")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "made")}
    assert len(modes) == 1


def test_a_symbolic_link_stays_one_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "authority.xml"
    target.write_bytes(b"old")
    link = tmp_path / "authority.xml"
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert sorted(p.name for p in tmp_path.rglob("*")) == [
        "authority.xml", "authority.xml", "elsewhere",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["x" * 300, "ع" * 200, "folder", "loop"])
def test_a_name_that_cannot_be_is_an_error_with_its_place(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(CorpusError) as told:
        write_whole(tmp_path / name, b"x")
    assert told.value.code == "disk" and told.value.hint
    assert not [p for p in tmp_path.rglob("*") if p.name.endswith(UNFINISHED)]


def test_a_name_as_long_as_a_disk_allows_is_written(tmp_path):
    path = tmp_path / ("x" * 250)
    write_whole(path, b"x")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_hidden_files_are_no_files_of_the_corpus(tmp_path):
    for name in ("b.toml", "a.toml", "._a.toml", ".#b.toml"):
        (tmp_path / name).write_bytes(b"")
    assert [p.name for p in visible(tmp_path, "*.toml")] == ["a.toml", "b.toml"]


def test_what_editors_and_systems_leave_behind_disturbs_nothing(tiny):
    left = [
        tiny / "seeds" / "._port-en.toml",
        tiny / "seeds" / ".#port-en.txt",
        tiny / "tei" / "mentions" / "._anna.jsonl",
        tiny / "alignments" / "reviewed" / ".#anna.jsonl",
        tiny / "tei" / "texts" / "._port-en.xml",
        tiny / "alignments" / ".#arrival.xml",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x00\x05\x16\x07 no file of the corpus")
    assert run("-C", tiny, "build").returncode == 0
    checked = run("-C", tiny, "check")
    assert checked.returncode == 0, checked.stdout
    assert all(path.exists() for path in left)


def test_the_file_of_a_stranger_is_not_deleted(tiny):
    path = tiny / "tei" / "texts" / "notes-of-mine.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"<TEI/>")
    assert run("-C", tiny, "build").returncode == 0
    assert run("-C", tiny, "build", "--overwrite").returncode == 0
    assert path.read_bytes() == b"<TEI/>"
    said = run("-C", tiny, "check").stdout
    assert "none removes it: move it to another folder [stray-file]" in said


def test_what_a_killed_command_left_is_swept_wherever_it_lies(tiny):
    left = [
        tiny / folder / f".x.123{UNFINISHED}"
        for folder in (".", "seeds", "tei", "tei/mentions", "alignments/reviewed")
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    with CorpusFolder(tiny).locked():
        assert not [path for path in left if path.exists()]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_one_line(tiny):
    tiny.chmod(0o500)
    try:
        done = run("-C", tiny, "build")
    finally:
        tiny.chmod(0o700)
    assert done.returncode == 2 and done.stderr.count("\n") == 1
