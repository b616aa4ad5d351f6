"""What the search in the page needs: names, and the tables by which Python folds and keys them."""

from __future__ import annotations

import json
from typing import Any, Final

from fitnacorpus import languages
from fitnacorpus.arabic_script import in_block
from fitnacorpus.orthography import fold_key, name_key
from fitnacorpus.orthography.rules import rules_for
from fitnacorpus.reader.view import View
from fitnacorpus.reader.wording import LANGUAGES, Wording

_BLOCKS: Final = (
    (0x00, 0x36F),  # Latin, its additions, modifier letters, marks
    (0x600, 0x6FF),  # Arabic
    (0x750, 0x77F),
    (0x8A0, 0x8FF),
    (0x1D2C, 0x1DBF),  # raised letters, used for ʿayn
    (0x1E00, 0x1EFF),  # Latin with dots and lines below
    (0x2000, 0x206F),  # punctuation
    (0xA720, 0xA727),  # Egyptological signs, used for ʿayn
    (0xFB00, 0xFB06),  # ligatures
    (0xFB50, 0xFDFF),  # presentation forms
    (0xFE70, 0xFEFF),
    (0xFF01, 0xFF5E),  # full-width forms
)
"""Code points that a name may be typed in."""
_ARTICLES: Final = ("al", "el", "ul", "il")
_ARABIC_PARTICLES: Final = ("بن", "ابن", "بنت", "أبو", "أبي", "أبا", "بنو", "بني", "ال")
_SONS: Final = ("ibn", "bin", "ben", "b", "bn", "bint", "bt", "abu", "abi", "aba", "banu", "bani")


def fold_table() -> dict[str, str]:
    """Every character of `_BLOCKS` that the search fold changes, with what becomes of it.

    A sign that may be an English possessive becomes an apostrophe, which the script judges.
    """
    rules = rules_for("search", "")
    out: dict[str, str] = {}
    for low, high in _BLOCKS:
        for code in range(low, high + 1):
            c = chr(code)
            first = rules.first[c]
            folded = rules.final[c] if first is None else first
            if folded != c:
                out[c] = folded
    return out


def keys(forms: list[str]) -> dict[str, str]:
    """For each word of the folded forms, and each particle, its part in a structural key."""
    words = {word for form in forms for word in fold_key(form).split()}
    out: dict[str, str] = {}
    for word in sorted(words | set(_SONS) | set(_ARTICLES)):
        follower = "زز" if name_key("زز") and in_block(word[0]) else "qq"
        parts = name_key(f"{word} {follower}").split()
        key = " ".join(parts[:-1])
        if key != word:
            out[word] = key
    return out


def data(view: View) -> dict[str, Any]:
    """Names and tables, ready to be written as JSON."""
    spoken = [Wording(lang) for lang in LANGUAGES]
    entries: list[dict[str, Any]] = [
        {
            "id": e.id,
            "kind": e.kind,
            languages.EN: e.name(languages.EN),
            languages.AR: e.name(languages.AR),
            "note": [e.notes.get(languages.EN, ""), e.notes.get(languages.AR, "")],
            "count": (n := len(view.places.get(e.id, ())) + len(view.told.get(e.id, ()))),
            "words": [w.count("episode" if e.kind == "event" else "mention", n) for w in spoken],
            "texts": sorted(
                {p.text for p in view.places.get(e.id, ())}
                | {p.text for p in view.told.get(e.id, ())}
            ),
            "differ": int(e.id in view.differing),
            "forms": [[f.text, int(f.type == "slip")] for f in e.forms],
        }
        for e in view.authority.entries
    ]
    forms = [form[0] for e in entries for form in e["forms"]]
    particles = sorted({*_SONS, *_ARTICLES, "the", *map(fold_key, _ARABIC_PARTICLES)})
    return {
        "version": 2, "fold": fold_table(), "keys": keys(forms), "names": entries,
        "particles": particles,
    }  # fmt: skip


def script(view: View) -> bytes:
    """The data as a classic script, which works from a folder too."""
    return as_script("fitnaNames", data(view))


def as_script(name: str, value: Any) -> bytes:
    """A value as a classic script that sets a global, safe wherever a script may stand."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # Line and paragraph separators, and what could end a script element, are written as escapes.
    for c in "<\u2028\u2029":
        text = text.replace(c, f"\\u{ord(c):04x}")
    return f"window.{name}={text};\n".encode()
