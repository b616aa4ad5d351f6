"""Several files that change together: all or none, whatever interrupts."""

import errno
import json
from contextlib import suppress

import pytest

from fitnacorpus import files, journal
from fitnacorpus.errors import CorpusError
from fitnacorpus.journal import Changes


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "corpus"
    root.mkdir()
    (root / "a").write_text("old a")
    (root / "b.jsonl").write_text("one\n")
    (root / "c").write_text("old c")
    return root


def changes(root):
    return Changes(
        {root / "a": b"new a", root / "d" / "e": b"e"}, {root / "b.jsonl": b"two\n"}, [root / "c"]
    )


def state(root):
    return {p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*") if p.is_file()}


AFTER = {"a": "new a", "b.jsonl": "one\ntwo\n", "d/e": "e"}


def test_all_is_done(root):
    journal.commit(root, changes(root))
    assert state(root) == AFTER


class Kill(BaseException):
    pass


STEPS = ["put", "append", "take_place", "delete", "write_whole"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("at", [1, 2])
def test_what_a_kill_left_is_finished_once(root, monkeypatch, step, done, at):
    before, calls = state(root), []
    real = getattr(journal, step)

    def die(*arguments, **options):
        calls.append(arguments)
        if done:
            real(*arguments, **options)
        if len(calls) == at:
            raise Kill
        if not done:
            real(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(journal, step, die)
        with suppress(Kill):
            journal.commit(root, changes(root))
    journal.finish(root)
    journal.finish(root)
    assert state(root) in (before, AFTER)


def test_half_a_line_is_made_whole(root, monkeypatch):
    def half(path, data):
        with path.open("ab") as file:
            file.write(data[:2])
        raise Kill

    with monkeypatch.context() as patch:
        patch.setattr(journal, "append", half)
        with pytest.raises(Kill):
            journal.commit(root, changes(root))
    assert state(root)["b.jsonl"] == "one\ntw"
    journal.finish(root)
    assert state(root) == AFTER


def die():
    raise Kill


def test_lines_that_another_added_meanwhile_stay(root, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(journal, "append", lambda path, data: die())
        with pytest.raises(Kill):
            journal.commit(root, changes(root))
    files.append(root / "b.jsonl", b"theirs\n")
    journal.finish(root)
    assert state(root)["b.jsonl"] == "one\ntheirs\ntwo\n"


def left(root, monkeypatch):
    """A corpus whose command was killed before any file took its place."""
    with monkeypatch.context() as patch:
        patch.setattr(journal, "take_place", lambda unfinished, place: die())
        with pytest.raises(Kill):
            journal.commit(root, changes(root))


def test_a_file_that_somebody_changed_after_the_kill_is_not_replaced(root, monkeypatch):
    left(root, monkeypatch)
    (root / "a").write_text("mine")
    with pytest.raises(CorpusError, match="Move it away") as caught:
        journal.finish(root)
    assert caught.value.code == "interrupted" and caught.value.where == str(root / "a")
    (root / "a").rename(root / "mine")
    journal.finish(root)
    assert state(root) == {**AFTER, "mine": "mine"}


def test_a_file_that_took_the_place_of_a_deleted_one_stays(root, monkeypatch):
    left(root, monkeypatch)
    (root / "c").write_text("mine")
    journal.finish(root)
    assert state(root) == {**AFTER, "c": "mine"}


def test_where_the_disk_is_full_nothing_has_changed(root, monkeypatch):
    before = state(root)
    real = files._pour
    for at in range(4):
        calls = []

        def full(file, data, at=at, calls=calls):
            calls.append(data)
            if len(calls) > at:
                raise OSError(errno.ENOSPC, "full")
            real(file, data)

        with monkeypatch.context() as patch:
            patch.setattr(files, "_pour", full)
            with pytest.raises(CorpusError, match="full"):
                journal.commit(root, changes(root))
        assert state(root) == before, at


@pytest.mark.parametrize(
    "change",
    [
        {"gone": {"../outside": ""}},
        {"gone": {"/outside": ""}},
        {"files": {"way/outside": {"staged": 0, "before": ""}}},
        {"lines": {"link.jsonl": {"at": 0, "add": "x\n"}}},
        {"lines": {"a": {"at": 0, "add": 1}}},
        {"files": {"a": {"staged": "/../x", "before": ""}}},
        {"version": 2},
    ],
)
def test_a_journal_of_a_stranger_reaches_no_file_outside(root, change):
    outside = root.parent / "outside"
    outside.write_text("mine")
    (root / "way").symlink_to(root.parent)
    (root / "link.jsonl").symlink_to(outside)
    plan = {"version": 1, "files": {}, "lines": {}, "gone": {}, **change}
    (root / journal.NAME).write_text(json.dumps(plan))
    with pytest.raises(CorpusError, match="Delete this file"):
        journal.finish(root)
    assert outside.read_text() == "mine"


def test_what_is_no_journal_says_so(root):
    (root / journal.NAME).write_text("{")
    with pytest.raises(CorpusError, match="interrupted"):
        journal.finish(root)
