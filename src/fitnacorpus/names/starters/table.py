"""Reading a starter: four tables, one row an entry, and what its notes say in Arabic."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Final

from fitnacorpus import languages
from fitnacorpus.arabic_script import BLOCK

FULL: Final = "full"
USUAL: Final = "usual"
SHORT: Final = "short"
TITLE: Final = "title"
_USES: Final = {"*": USUAL, "~": SHORT, "#": TITLE}
_ABOUT: Final = "~"
_KINDS: Final = {"persons": "person", "places": "place", "groups": "group", "events": "event"}
_ARABIC_NOTES: Final = "notes-ar"
"""The table with the Arabic words of each note, which many entries may share."""
_ARABIC: Final = re.compile(f"[{BLOCK}]")
_SON_AR: Final = re.compile(" (?=بن |بنت )")
_SON_EN: Final = re.compile(" (?=ibn |bint )")


@dataclass(frozen=True, slots=True)
class StarterForm:
    """A form of an entry, and what it tells by itself.

    Attributes:
        text: The spelling.
        lang: "ar" or "en".
        use: "full": it names this bearer and no other; "usual": in the field it means this bearer
            where nothing else is said; "short": several bear it, and it counts only beside a full
            form; "title": a title or byname.
    """

    text: str
    lang: str
    use: str


@dataclass(frozen=True, slots=True)
class StarterEntry:
    """An entry of a starter.

    Attributes:
        id: Its id.
        kind: "person", "place", "group" or "event".
        ar: Preferred name in Arabic.
        en: Preferred name in English.
        forms: What it is found by; the preferred names are among them only where they name it.
        notes: Who or what it is, by language.
        year: Hijri year of death, or of the event, negative before the Hijra; 0 where it is not
            told.
        about: Whether the year is known to within ten years only.
        where: Id of the place of an event, or "".
        geo: Latitude and longitude of a place in degrees, where they are known.
        near: Whether they are those of a point in or about a place that has none of its own.
    """

    id: str
    kind: str
    ar: str
    en: str
    forms: tuple[StarterForm, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    year: int = 0
    about: bool = False
    where: str = ""
    geo: tuple[float, float] | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class Starter:
    """A starter authority: its entries, and the text of its licence."""

    name: str
    entries: tuple[StarterEntry, ...]
    licence: str


def early_islam() -> Starter:
    """Persons, places, groups and events of early Islamic history."""
    return read("early-islam")


@cache
def read(name: str) -> Starter:
    """A starter that the package brings, from its tables.

    Args:
        name: Name of its folder.
    """
    folder = resources.files(__package__).joinpath("data", name)

    def rows(file: str) -> Iterator[dict[str, str]]:
        content = folder.joinpath(f"{file}.tsv").read_text("utf-8")
        yield from csv.DictReader(io.StringIO(content), delimiter="\t", quoting=csv.QUOTE_NONE)

    arabic = {row["note"]: row[languages.AR] for row in rows(_ARABIC_NOTES)}
    entries: list[StarterEntry] = []
    for file, kind in _KINDS.items():
        entries += (_entry(row, kind, arabic) for row in rows(file))
    licence = folder.joinpath("LICENCE").read_text("utf-8")
    return Starter(name, tuple(_told_apart(entries)), licence)


def _entry(row: dict[str, str], kind: str, arabic: Mapping[str, str]) -> StarterEntry:
    listed = [_form(piece) for piece in filter(None, row["forms"].split("|"))]
    own = []
    if kind in ("person", "event"):
        own = [
            _preferred(row[languages.AR], languages.AR, kind),
            _preferred(row[languages.EN], languages.EN, kind),
        ]
    forms: dict[tuple[str, str], StarterForm] = {}
    # What a table says of a form counts before what is made of the preferred names.
    for form in (*listed, *own, *(s for f in (*own, *listed) for s in _shorter(f))):
        forms.setdefault((form.text, form.lang), form)
    year = row.get("died") or row.get("year") or "0"
    point = row.get("geo") or ""
    degrees = [float(part) for part in point.lstrip(_ABOUT).split()]
    return StarterEntry(
        row["id"],
        kind,
        row[languages.AR],
        row[languages.EN],
        tuple(forms.values()),
        {languages.EN: row["note"], languages.AR: arabic[row["note"]]} if row["note"] else {},
        int(year.lstrip(_ABOUT)),
        year.startswith(_ABOUT),
        row.get("where") or "",
        (degrees[0], degrees[1]) if degrees else None,
        point.startswith(_ABOUT),
    )


def _form(piece: str) -> StarterForm:
    text = piece.lstrip("".join(_USES))
    lang = languages.AR if _ARABIC.search(text) else languages.EN
    return StarterForm(text, lang, _USES.get(piece[0], FULL))


def _preferred(text: str, lang: str, kind: str) -> StarterForm:
    full = kind == "event" or " " in text
    return StarterForm(text, lang, FULL if full else USUAL)


def _shorter(form: StarterForm) -> list[StarterForm]:
    """A name with two fathers or more, with fewer of them: X b. Y of X b. Y b. Z."""
    if form.use != FULL:
        return []
    pattern, glue = (_SON_AR, " ") if form.lang == languages.AR else (_SON_EN, " ")
    pieces = pattern.split(form.text)
    return [
        StarterForm(glue.join(pieces[:size]), form.lang, FULL) for size in range(2, len(pieces))
    ]


def _told_apart(entries: list[StarterEntry]) -> list[StarterEntry]:
    """The entries, with a form that several have as their full name counted as a short one."""
    owners: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        for form in entry.forms:
            if form.use == FULL:
                owners.setdefault((form.text, form.lang), set()).add(entry.id)
    out = []
    for entry in entries:
        forms = tuple(
            StarterForm(f.text, f.lang, SHORT)
            if f.use == FULL and len(owners[f.text, f.lang]) > 1
            else f
            for f in entry.forms
        )
        out.append(replace(entry, forms=forms))
    return out
