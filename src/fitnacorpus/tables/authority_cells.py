"""The cells of the table of the authority: what a row says, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Form, NamePart
from fitnacorpus.names.authority import in_wrong_script
from fitnacorpus.tables.table import Row
from fitnacorpus.tei.authority import FORM_TYPES, UNASSIGNED

NOTHING: Final = "-"
"""In the column `source`: stands in no text.  An empty cell leaves what is there."""
_PARTS: Final = ("ism", "kunya", "nasab", "laqab", "nisba")
_TEXT_ID: Final = re.compile(r"[a-z][a-z0-9-]*")
_LANG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_YES: Final = ("yes", "y", "x", "1", "true", "ja", "oui", "نعم")
_NO: Final = ("no", "n", "0", "false", "?", "", "لا")
NOTES: Final = {"note_en": languages.EN, "note_ar": languages.AR}
NCNAME: Final = re.compile(r"[A-Za-z_][\w.-]*")


def accepted(row: Row) -> bool:
    """Whether an editor takes a row of a draft; a table that asks nobody is taken whole."""
    if "accept" not in row.columns:
        return True
    answer = row.get("accept").lower()
    if answer not in (*_YES, *_NO):
        raise row.bad("accept", f"'{answer}' is neither yes nor no", "Write yes or no")
    return answer in _YES


def ident_of(row: Row) -> str:
    """The id of the entry that a row speaks of."""
    ident = row.get("id")
    if not NCNAME.fullmatch(ident) or ident == UNASSIGNED:
        raise row.bad(
            "id",
            f"'{ident}' is no id" if ident else "the id is missing",
            "Write letters, digits and hyphens, a letter first",
        )
    return ident


def forms_of(
    rows: Sequence[Row], *, merged: bool = False
) -> dict[tuple[str, str], tuple[Row, Form]]:
    """The forms that rows hold, by text and language.

    Args:
        rows: The rows of one entry.
        merged: Whether rows may be those of several drafts that were given one id: a form may stand
            twice, and of two preferred names in a language the first stays the preferred one.
    """
    preferred: set[str] = set()
    out: dict[tuple[str, str], tuple[Row, Form]] = {}
    for row in rows:
        if not row.get("form"):
            if not any(row.get(name) for name in (*NOTES, "parent", "becomes")):
                raise row.bad("form", "the form is missing", "Write the form, or delete the row")
            continue
        form = _form(row)
        if merged and key(form) in out:
            continue
        if merged and form.type == "preferred" and form.lang in preferred:
            form = replace(form, type="attested" if form.source else "variant")
        preferred |= {form.lang} if form.type == "preferred" else set()
        if key(form) in out:
            raise row.bad(
                "form",
                f"“{form.text}” ({form.lang}) stands in row {out[key(form)][0].number} already",
                "Keep one of the two rows",
            )
        out[key(form)] = (row, form)
    return out


def key(form: Form) -> tuple[str, str]:
    """What makes two rows speak of one form: programs save tables in either normal form."""
    return unicodedata.normalize("NFC", form.text), form.lang


def _form(row: Row) -> Form:
    words, lang = row.get("form"), row.get("lang")
    if not _LANG.fullmatch(lang):
        raise row.bad(
            "lang",
            f"'{lang}' is no language tag" if lang else "the language is missing",
            "Write ar, en, ar-Latn-x-ijmes or ar-Latn-alalc97",
        )
    kind = row.get("type") or "variant"
    if kind not in FORM_TYPES:
        raise row.bad("type", f"'{kind}' is no type", f"Write one of {', '.join(FORM_TYPES)}")
    sources = () if row.get("source") == NOTHING else tuple(row.get("source").split())
    for source in sources:
        if not _TEXT_ID.fullmatch(source):
            raise row.bad("source", f"'{source}' is no text id", "Write text ids, with spaces")
    form = Form(words, lang, kind, sources, _parts(row, words))
    if in_wrong_script(form):
        raise row.bad("form", f"“{words}” is not in the script of '{lang}'", "Correct form or lang")
    return form


def _parts(row: Row, words: str) -> tuple[NamePart, ...]:
    out: list[NamePart] = []
    at = 0
    for piece in filter(None, (p.strip() for p in row.get("parts").split("|"))):
        kind, _, name = (x.strip() for x in piece.partition(":"))
        if kind not in _PARTS:
            raise row.bad("parts", f"'{kind}' is no part", f"Write one of {', '.join(_PARTS)}")
        start = words.find(name, at) if name else -1
        if start < 0:
            raise row.bad(
                "parts", f"“{name}” does not stand in the form there", "Copy it from the form"
            )
        out.append(NamePart(kind, name))
        at = start + len(name)
    return tuple(out)


def entry_cells(rows: Sequence[Row], columns: Mapping[str, str]) -> dict[str, str]:
    """What the rows of one entry say of it as a whole; they must not contradict one another."""
    out: dict[str, str] = {}
    for row in rows:
        for name, key in columns.items():
            words = row.get(name)
            if words and out.setdefault(key, words) != words:
                raise row.bad(name, "another row of the entry says otherwise", "Keep one")
    return out
