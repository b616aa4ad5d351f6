"""What was made is remembered at once, and a file that changed is seen whatever its time says."""

import os
import time

import pytest

from fitnacorpus.stages.state import Made, State


@pytest.fixture
def root(tmp_path):
    (tmp_path / "a.xml").write_bytes(b"one")
    return tmp_path


def opened(root):
    return State(root / "private" / "state.sqlite", root)


def age(path, seconds=10):
    """Let a file be older than the tick in which it might change again unseen."""
    when = time.time() - seconds
    os.utime(path, (when, when))


def test_an_artefact_is_fresh_from_the_same_key_while_its_file_stands(root):
    state = opened(root)
    assert state.fresh("document:a", "k") is None
    digest = state.digest(root / "a.xml")
    state.put("document:a", Made("k", {"a.xml": digest}, "kept"))
    for again in (state, opened(root)):
        assert again.content(again.fresh("document:a", "k")) == "kept"
        assert again.fresh("document:a", "other") is None
        assert again.names("document") == ["document:a"] and again.names("doc") == []
    (root / "a.xml").write_bytes(b"two")
    assert opened(root).fresh("document:a", "k") is None
    (root / "a.xml").unlink()
    assert opened(root).fresh("document:a", "k") is None
    state.forget(["document:a", "document:b"])
    assert opened(root).get("document:a") is None


def test_a_file_of_the_same_size_changed_at_once_is_seen(root):
    path = root / "a.xml"
    state = opened(root)
    before = state.digest(path)
    path.write_bytes(b"two")
    assert state.digest(path) != before


def test_a_file_is_not_read_again_while_its_size_and_time_stand(root, monkeypatch):
    path = root / "a.xml"
    age(path)
    state = opened(root)
    before = state.digest(path)
    state.put("document:a", Made("k"))
    again = opened(root)
    monkeypatch.setattr(type(path), "read_bytes", lambda self: pytest.fail("read again"))
    assert again.digest(path) == before
    monkeypatch.undo()
    path.write_bytes(b"three")
    age(path)
    assert again.digest(path) != before


def test_derived_digests_hold_for_their_basis(root):
    state = opened(root)
    state.derive("names a", "basis", "value")
    assert state.derived("names a", "basis") == "value"
    assert state.derived("names a", "other") is None and state.derived("names b", "basis") is None
    assert opened(root).derived("names a", "basis") is None
    state.keep()
    assert opened(root).derived("names a", "basis") == "value"


def test_another_format_counts_as_nothing(root, monkeypatch):
    state = opened(root)
    state.put("document:a", Made("k"))
    monkeypatch.setattr("fitnacorpus.stages.state.FORMAT", "next")
    later = opened(root)
    assert later.get("document:a") is None
    later.put("document:b", Made("k"))
    assert opened(root).get("document:a") is None and opened(root).get("document:b") is not None
