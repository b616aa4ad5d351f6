"""No module but those of `languages` names a language, and one alone the code points of Arabic."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import fitnacorpus
from conftest import syntax
from fitnacorpus import languages

SOURCE = Path(fitnacorpus.__file__).parent
ESCAPED = re.compile(r"\\u0(?:6[2-9a-f]|7[0-9a-f])[0-9a-f]", re.IGNORECASE)
CODES = frozenset({*languages.HOMES, "ota", "ur"})


def codes_in(path: Path) -> list[tuple[str, int, str]]:
    return [
        (str(path.relative_to(SOURCE)), node.lineno, node.value)
        for node in syntax(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CODES
    ]


def test_no_string_is_the_code_of_a_language_outside_its_home() -> None:
    paths = [p for p in sorted(SOURCE.rglob("*.py")) if p.parent.parent.name != "languages"]
    outside = [p for p in paths if p.parent.name != "languages"]
    assert len(outside) > 100
    assert [code for path in outside for code in codes_in(path)] == []


def test_the_walk_finds_what_it_looks_for() -> None:
    assert {code for _, _, code in codes_in(SOURCE / "languages" / "fa" / "__init__.py")} >= {"fa"}


def test_letters_of_arabic_are_named_or_written_and_never_escaped_but_in_the_module_of_the_script():
    holding = [
        str(path.relative_to(SOURCE))
        for path in sorted(SOURCE.rglob("*.py"))
        if ESCAPED.search(path.read_text("utf-8"))
    ]
    assert holding == ["arabic_script.py"]
