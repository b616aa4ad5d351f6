"""No module but those of `languages` names a language."""

from __future__ import annotations

import ast
from pathlib import Path

import fitnacorpus
from fitnacorpus import languages

SOURCE = Path(fitnacorpus.__file__).parent
CODES = frozenset({*languages.HOMES, "ota", "ur"})


def codes_in(path: Path) -> list[tuple[str, int, str]]:
    tree = ast.parse(path.read_text("utf-8"))
    return [
        (str(path.relative_to(SOURCE)), node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CODES
    ]


def test_no_string_is_the_code_of_a_language_outside_its_home() -> None:
    paths = [p for p in sorted(SOURCE.rglob("*.py")) if p.parent.parent.name != "languages"]
    outside = [p for p in paths if p.parent.name != "languages"]
    assert len(outside) > 100
    assert [code for path in outside for code in codes_in(path)] == []


def test_the_walk_finds_what_it_looks_for() -> None:
    assert {code for _, _, code in codes_in(SOURCE / "languages" / "fa" / "__init__.py")} >= {"fa"}
