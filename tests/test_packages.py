"""The face of every package: prose that says what it holds, and the names that others use."""

import ast
import importlib
from pathlib import Path

import pytest

import fitnacorpus

ROOT = Path(fitnacorpus.__file__).parent
LONGEST = 400
"""Lines of a module; one with more has two subjects."""
FACES = sorted(ROOT.rglob("__init__.py"))


@pytest.mark.parametrize("face", FACES, ids=lambda p: p.parent.relative_to(ROOT).as_posix())
def test_a_face_is_prose_and_a_list_of_names(face):
    tree = ast.parse(face.read_text())
    prose = ast.get_docstring(tree) or ""
    assert len(prose.split()) >= 8, "say what the package holds"
    listed = [
        n.value for n in tree.body
        if isinstance(n, ast.Assign) and [t.id for t in n.targets] == ["__all__"]
    ]  # fmt: skip
    assert len(listed) == 1, "__all__ is missing"
    names = ast.literal_eval(listed[0])
    package = importlib.import_module(
        ".".join(("fitnacorpus", *face.parent.relative_to(ROOT).parts))
    )
    modules = {p.stem if p.suffix else p.name for p in face.parent.iterdir()}
    assert names and [n for n in names if n not in modules and not hasattr(package, n)] == []
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "module", sorted(ROOT.rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_a_module_is_no_longer_than_one_can_keep_in_mind(module):
    assert len(module.read_text("utf-8").splitlines()) <= LONGEST
