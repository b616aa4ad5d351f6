from importlib import metadata

import pytest

from fitnacorpus import plugins
from fitnacorpus.errors import ConfigError


def entry_points(monkeypatch, *points):
    found = [metadata.EntryPoint(name, path, group) for group, name, path in points]

    def fake(*, group):
        return metadata.EntryPoints([p for p in found if p.group == group])

    monkeypatch.setattr(plugins.metadata, "entry_points", fake)


def refused(call, *arguments):
    with pytest.raises(ConfigError) as caught:
        call(*arguments)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, known in plugins.BUILT_IN.items() for name in known]
)
def test_every_built_in_plugin_loads(kind, name):
    assert callable(plugins.load(kind, name))


def test_the_readers_are_tried_in_this_order_and_the_last_takes_anything():
    assert list(plugins.names("reader")) == ["openiti", "html", "tei", "markup", "plain"]


def test_a_stranger_comes_through_the_same_door(monkeypatch):
    entry_points(monkeypatch, ("fitnacorpus.reader", "capital", "string:capwords"))
    assert plugins.load("reader", "capital")("a b") == "A B"
    assert list(plugins.names("reader"))[-1] == "capital"
    assert "capital" not in plugins.names("encoder")


def test_a_stranger_may_not_take_a_name_that_is_taken(monkeypatch):
    entry_points(monkeypatch, ("fitnacorpus.reader", "plain", "string:capwords"))
    error = refused(plugins.names, "reader")
    assert error.code == "plugin-clash"
    assert "string:capwords" in error.what
    assert "fitnacorpus.ingest.plain:read" in error.what


def test_two_strangers_of_one_name_clash(monkeypatch):
    entry_points(
        monkeypatch,
        ("fitnacorpus.reader", "mine", "string:capwords"),
        ("fitnacorpus.reader", "mine", "string:Formatter"),
    )
    assert refused(plugins.names, "reader").code == "plugin-clash"


def test_the_same_claim_twice_is_no_clash(monkeypatch):
    entry_points(
        monkeypatch,
        ("fitnacorpus.reader", "mine", "string:capwords"),
        ("fitnacorpus.reader", "mine", "string:capwords"),
    )
    assert plugins.names("reader")["mine"] == "string:capwords"


def test_an_unknown_name_lists_the_known_ones():
    error = refused(plugins.load, "reader", "pdf")
    assert error.code == "unknown-plugin"
    assert "openiti, plain" in error.hint


@pytest.mark.parametrize(
    "path", ["no_such_module:read", "string:no_such_function", "string:digits", "string"]
)
def test_a_plugin_that_cannot_be_used_says_so(monkeypatch, path):
    entry_points(monkeypatch, ("fitnacorpus.reader", "odd", path))
    error = refused(plugins.load, "reader", "odd")
    assert error.code == "broken-plugin"
    assert "odd" in error.what


@pytest.mark.parametrize("fault", ["def read(:", "raise RuntimeError('no licence')"])
def test_a_plugin_that_fails_while_it_is_imported_is_named(monkeypatch, tmp_path, fault):
    (tmp_path / "faulty_reader.py").write_text(fault)
    monkeypatch.syspath_prepend(tmp_path)
    entry_points(monkeypatch, ("fitnacorpus.reader", "odd", "faulty_reader:read"))
    error = refused(plugins.load, "reader", "odd")
    assert error.code == "broken-plugin"
    assert "odd" in error.what
