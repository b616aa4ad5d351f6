"""The reader's script, put together from its parts into one file."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

_EARLY: Final = ("state",)
"""What sets the page up before it is painted."""
_PARTS: Final = (
    "page",
    "display",
    "panel",
    "lit",
    "beside",
    "names",
    "find",
    "marks",
    "quote",
    "lead",
    "map",
    "keys",
)
"""What runs when the page is there, in this order: a part uses the functions of those before it,
and of those after it only in answer to an event."""


_TOKEN: Final = re.compile(
    r"(?P<comment>/\*.*?\*/|(?m:^\s*//[^\n]*\n))"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<pattern>(?:(?<=[(,=:\[!&|?{};])[ ]?|(?<=return ))"
    r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"
    r"|(?P<space>[ \t]+)|(?P<line>\n\s*)|(?P<word>[\w$]+)|(?P<sign>.)",
    re.DOTALL,
)
"""The parts hold no template literals and no comment behind code."""


@cache
def script() -> bytes:
    """One classic script, which runs from a folder too, where browsers refuse modules.

    Comments and indentation stay behind: they are for whoever reads the parts.
    """
    early, parts = (_read(names) for names in (_EARLY, _PARTS))
    return (
        f'(function () {{\n"use strict";\n{early}\n'
        f'document.addEventListener("DOMContentLoaded", function () {{\n{parts}\n'
        "show(); arrive(); stay();\n});\n}());\n"
    ).encode()


def _read(names: tuple[str, ...]) -> str:
    folder = resources.files("fitnacorpus.reader") / "static" / "script"
    return "\n".join(_lean((folder / f"{name}.js").read_text("utf-8")) for name in names)


def _lean(source: str) -> str:
    """A part without comments, indentation and the spaces that separate nothing."""
    out = ["\n"]
    gap = ""
    for token in _TOKEN.finditer(source):
        kind, text = token.lastgroup, token[0]
        if kind == "comment":
            continue
        if kind in ("space", "line"):
            gap = "\n" if kind == "line" or gap == "\n" else " "
            continue
        text = text.strip()
        before = out[-1][-1]
        words = _in_word(before) and _in_word(text[0])
        if (gap == "\n" and before != "\n") or (gap and (words or before == text[0] in "+-")):
            out.append(gap)
        out.append(text)
        gap = ""
    return "".join(out).strip() + "\n"


def _in_word(c: str) -> bool:
    return c.isalnum() or c in "_$\"'"
