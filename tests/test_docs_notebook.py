"""The page about notebooks is run as it stands, and prints what it says."""

import ast
import re
from contextlib import chdir

import pytest

from conftest import REPOSITORY, run

PAGE = (REPOSITORY / "docs/notebook.md").read_text("utf-8")
CELLS = re.findall(r"^```python\n(.*?)```\n\n?(?:```text\n(.*?)```)?", PAGE, re.M | re.S)


def last_value(code, names):
    """Runs a cell as a notebook does: its last line, an expression, is its value."""
    *before, last = ast.parse(code).body
    exec(compile(ast.Module(before, []), "notebook.md", "exec"), names)
    return eval(compile(ast.Expression(last.value), "notebook.md", "eval"), names)


def test_every_cell_prints_what_the_page_shows(tmp_path):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    assert run("init", tmp_path / "granada", "--with-ci").returncode == 0
    assert len(CELLS) >= 8
    names = {}
    with chdir(tmp_path), pandas.option_context("display.width", 120):
        for code, shown in CELLS:
            assert repr(last_value(code, names)) == shown.removesuffix("\n"), code
