"""The public interface: names and meanings that other programs call."""

import subprocess
import sys

import pytest

import fitnacorpus as fc


def test_the_names_are_there():
    for name in fc.__all__:
        assert getattr(fc, name) is not None
    with pytest.raises(AttributeError):
        fc.nothing  # noqa: B018


def test_open(built_tiny):
    corpus = fc.open(built_tiny)
    assert [d.text.info.id for d in corpus.texts] == ["letter-en", "port-ar", "port-en"]
    assert corpus.authority.by_id["marsa"].name("ar") == "المرسى"
    assert [a.event for a in corpus.alignments] == ["arrival", "death-of-the-governor", ""]
    assert corpus.search("Marsa")[0].authority == "marsa"
    assert [p.severity for p in corpus.problems()] == ["warning"]


def test_open_nothing(tmp_path):
    with pytest.raises(fc.FitnaError, match="no-corpus"):
        fc.open(tmp_path)


def test_fold_offsets_lead_back():
    folded = fc.fold("قال عَلِيٌّ", "ar")
    at = folded.text.index("علي")
    assert folded.source[slice(*folded.source_span(at, at + 3))] == "عَلِيٌّ"


def test_to_name_the_package_imports_nothing_else():
    """Until `__main__` catches it an interruption prints what Python prints of it."""
    seen = "import sys; old = {*sys.modules}; import fitnacorpus; print(*{*sys.modules} - old)"
    said = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert {*said.stdout.split()} <= {"fitnacorpus", "__future__"}
