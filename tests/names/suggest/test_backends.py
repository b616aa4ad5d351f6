"""Recognisers of others: what is missing is said, what they say is taken as sightings."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from fitnacorpus.errors import ConfigError
from fitnacorpus.model import Span
from fitnacorpus.names.suggest import backends
from fitnacorpus.names.suggest.candidates import TextView


@pytest.mark.parametrize(
    ("load", "command"), [(backends.spacy, "install spacy"), (backends.camel, "torch")]
)
def test_what_is_missing_is_said(monkeypatch, load, command):
    monkeypatch.setattr(backends, "find_spec", lambda name: None)
    with pytest.raises(ConfigError) as error:
        load()
    assert error.value.code == "no-model" and command in error.value.hint


def test_a_missing_model_of_camel_is_said_before_camel_is_imported(monkeypatch, tmp_path):
    monkeypatch.setattr(backends, "find_spec", lambda name: object())
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    monkeypatch.setitem(sys.modules, "camel_tools.ner", None)
    with pytest.raises(ConfigError) as error:
        backends.camel()
    assert "camel_data -i ner-arabert" in error.value.hint


def module(monkeypatch, name, **content):
    made = ModuleType(name)
    vars(made).update(content)
    monkeypatch.setitem(sys.modules, name, made)
    monkeypatch.setattr(backends, "find_spec", lambda name: object())


def test_spacy(monkeypatch):
    def model(words):
        at = words.index("Qus")
        return SimpleNamespace(
            ents=[
                SimpleNamespace(start_char=at, end_char=at + 3, label_="GPE"),
                SimpleNamespace(start_char=0, end_char=4, label_="DATE"),
            ]
        )

    module(monkeypatch, "spacy", load=lambda name: model)
    source = "One. Then to Qus."
    text = TextView("t", "en", source, (Span(5, 17),))
    (found,) = backends.spacy()([text, TextView("u", "ar", source, (Span(0, 4),))])
    assert source[slice(*found.span)] == "Qus" and (found.kind, found.lang) == ("place", "en")

    def missing(name):
        raise OSError(name)

    module(monkeypatch, "spacy", load=missing)
    with pytest.raises(ConfigError, match="spacy download"):
        backends.spacy()


def test_camel(monkeypatch, tmp_path):
    (tmp_path / "data" / "ner" / "arabert").mkdir(parents=True)
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    labels = ["O", "B-PERS", "I-PERS", "B-LOC", "I-PERS"]
    recogniser = SimpleNamespace(predict_sentence=lambda words: labels)
    module(
        monkeypatch,
        "camel_tools.ner",
        NERecognizer=SimpleNamespace(pretrained=lambda: recogniser),
    )
    module(monkeypatch, "camel_tools.tokenizers.word", simple_word_tokenize=str.split)
    source = "جاء هارون الرشيد قوص موسى"
    found = list(backends.camel()([TextView("t", "ar", source, (Span(0, len(source)),))]))
    assert [(source[slice(*s.span)], s.kind) for s in found] == [
        ("هارون الرشيد", "person"),
        ("قوص", "place"),
        ("موسى", "person"),
    ]
