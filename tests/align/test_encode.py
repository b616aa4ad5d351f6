"""Encoders: plugins, and models in a folder."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from fitnacorpus.align.encode import encode, named
from fitnacorpus.errors import ConfigError


class Model:
    def __init__(self, path, *, local_files_only):
        assert local_files_only
        self.path = path

    def encode(self, passages, *, show_progress_bar):
        return [[len(p), 3.0] for p in passages]


def test_a_model_in_a_folder(tmp_path, monkeypatch):
    (tmp_path / "models" / "mini").mkdir(parents=True)
    stand_in = SimpleNamespace(SentenceTransformer=Model)
    monkeypatch.setitem(sys.modules, "sentence_transformers", stand_in)
    rows = named("models/mini", tmp_path)(["abcd"])
    assert np.allclose(rows, [[0.8, 0.6]])


def test_without_the_package_the_error_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "models").mkdir()
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ConfigError, match="cannot be loaded") as error:
        named("./models", tmp_path)
    assert "pip install sentence-transformers" in error.value.hint


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match="no encoder in the folder"):
        named("models/none", tmp_path)


def test_long_passages_are_cut_and_blank_ones_are_zero():
    seen = []

    def encoder(passages):
        seen.extend(passages)
        return np.ones((len(passages), 4), dtype=np.float32) / 2

    rows = encode(["word " * 2000, " ", "\ud800"], "en", encoder)
    assert max(map(len, seen)) <= 400
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 0, 1])
