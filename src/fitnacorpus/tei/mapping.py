"""Which element says what: the one table that writing, reading, checking and adopting share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fitnacorpus.vocabulary import EntryKind

ELEMENTS: Final[Mapping[str, str]] = {
    EntryKind.PERSON: "persName",
    EntryKind.PLACE: "placeName",
    EntryKind.GROUP: "orgName",
    EntryKind.EVENT: "rs",
    "": "name",
}
"""Kind of a mention to the element of its name; titles and events are `rs`."""

REASONS: Final[Mapping[str, str]] = {
    "form": "Only one entry of the authority has this form.",
    "context": "Several entries have this form; the surroundings point to this one.",
    "verdict": "A reviewer decided.",
    "none": "No entry of the authority bears this name.",
    "source": "The source marks the name; @ref is whom it means, where the authority knows.",
}
"""Why a mention has its bearer: category of the header's taxonomy to its meaning."""

STRETCHES: Final[Mapping[str, tuple[str, str]]] = {
    "note": ("note", "source"),
    "mark": ("ref", "note"),
    "quran": ("quote", "quran"),
    "hadith": ("quote", "hadith"),
    "poem": ("quote", "poem"),
    "letter": ("quote", "letter"),
    "quotation": ("quote", ""),
    "speech": ("said", ""),
    "isnad": ("seg", "isnad"),
    "verse": ("seg", "verse"),
    "hemistich": ("seg", "hemistich"),
    "work": ("title", ""),
    "foreign": ("foreign", ""),
    "emphasis": ("hi", ""),
}
"""Kind of a stretch to its element and `@type`; on the same characters the earlier is outside."""

PARTS: Final[Mapping[str, str]] = {
    "ism": "forename",
    "role": "roleName",
    "surname": "surname",
    "link": "nameLink",
    "generation": "genName",
}
"""Part of a name to its element; the others are `addName` with their kind as `@type`."""

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "gap": ("gap", "reason"),
    "unclear": ("unclear", "reason"),
    "supplied": ("supplied", "reason"),
    "added": ("add", "place"),
    "deleted": ("del", "rend"),
    "damage": ("damage", "agent"),
    "surplus": ("surplus", "reason"),
    "sic": ("sic", ""),
    "orig": ("orig", ""),
    "abbr": ("abbr", ""),
}
"""State of words to its element and the attribute of its reason; "" where it has no reason."""

OTHERS: Final[Mapping[str, str]] = {"sic": "corr", "orig": "reg", "abbr": "expan"}
"""What a source has, where its editor gives another reading beside it, to the element of that."""

NAMES: Final = frozenset({*ELEMENTS.values(), "rs"})
"""Elements of mentions."""

ADDED: Final = frozenset({*OTHERS.values(), "rdg", "del"})
"""Elements whose words are no part of the text, whoever gives them."""

EDITORIAL: Final = frozenset({"head", "note"})
"""Elements whose words are no part of the text where their `@type` is `editorial`."""

BEGINNING: Final = frozenset({"div", "lg", *ADDED, *EDITORIAL})
"""Elements that say something where they begin, or may hold words that are no part of the text."""


def is_outside(name: str, kind: str) -> bool:
    """Whether an element, by its name and `@type`, holds words that are no part of the text."""
    return name in ADDED or (name in EDITORIAL and kind == "editorial")
