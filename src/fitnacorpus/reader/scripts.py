"""The reader's script, put together from its parts into one file."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

_EARLY: Final = ("state",)
"""What sets the page up before it is painted."""
_PARTS: Final = ("page", "display", "panel", "lit", "beside", "names", "find", "marks", "keys")
"""What runs when the page is there, in this order: a part uses the functions of those before it,
and of those after it only in answer to an event."""


_COMMENT: Final = re.compile(r"/\*.*?\*/\s*|//[^\n]*\n", re.DOTALL)
"""A comment at the beginning of a line."""


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
    lines = (line.strip() for line in source.split("\n"))
    text, out, at = "\n".join(line for line in lines if line) + "\n", [], 0
    while at < len(text):
        if comment := _COMMENT.match(text, at):
            at = comment.end()
            continue
        end = text.index("\n", at) + 1
        out.append(text[at:end])
        at = end
    return "".join(out)
