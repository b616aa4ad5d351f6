"""Passage refs: citable addresses such as ``egypt-en:e3.p2.s1``.

A ref names a text, a division of it, and optionally a paragraph and a sentence in the division.
A division is an episode, or one of the reserved names in `RESERVED`, whose paragraphs are the
headings, the infobox lines or the notes of the text, counted from 1.  Paragraph and sentence
numbers are positional; text and episode ids are permanent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitnacorpus.errors import FitnaError

RESERVED = ("head", "infobox", "note", "boilerplate")
"""Divisions that are not episodes; no episode may carry one of these ids."""

ID_PATTERN = r"[a-z][a-z0-9-]*"
_ID = re.compile(ID_PATTERN)
_RECORD_ID = re.compile(r"[^\W\d][\w.-]*(?<!\.)")
_LONGEST = 200
"""Bytes of an id: with an ending it names a file, for which most systems have 255."""
_REF = re.compile(
    rf"(?P<text>{ID_PATTERN})(?::(?P<division>{ID_PATTERN})"
    r"(?:\.p(?P<paragraph>[1-9][0-9]*)(?:\.s(?P<sentence>[1-9][0-9]*))?)?)?"
)


RESERVED_TEXTS = frozenset(
    {
        "authority",
        "basmala",
        "editor",
        "gregorian",
        "hijri",
        "honorific",
        "karama",
        "program",
        "reason",
        "taala",
        "tajil",
        "taqdis",
        "tarahhum",
        "tardiya",
        "taslim",
        "tasliya",
        "tasliya-family",
    }
)
"""Ids that stand in the headers of texts; so do those that begin with ``r-`` and ``by-``."""


def is_text_id(value: str) -> bool:
    """Whether `value` may be the id of a text: an id that no header of a TEI file needs."""
    return is_id(value) and value not in RESERVED_TEXTS and not value.startswith(("r-", "by-"))


def how_to_id(value: str) -> str:
    """What to do about an id of a text that may not be: how ids are made, or that it is taken."""
    if is_id(value):
        return "Headers of TEI files need that word: choose another, or put something before it"
    return "Use small letters, digits and hyphens, a letter first, such as egypt-en"


def is_id(value: str) -> bool:
    """Whether `value` may be the id of a text or an episode: ``[a-z][a-z0-9-]*``, not too long."""
    return _ID.fullmatch(value) is not None and len(value) <= _LONGEST


def is_record_id(value: str) -> bool:
    """Whether `value` may be the id of an entry of the authority.

    An NCName of letters, digits, ``_``, ``-`` and ``.``, not ending in a dot: the id of an event
    is also the name of its file, and no file system takes a final dot for what it is.
    """
    return _RECORD_ID.fullmatch(value) is not None and len(value.encode()) <= _LONGEST


@dataclass(frozen=True, slots=True)
class Ref:
    """An address in the corpus; 0 or "" for the parts that it leaves open."""

    text: str
    division: str = ""
    paragraph: int = 0
    sentence: int = 0

    def __str__(self) -> str:
        out = self.text
        if self.division:
            out += f":{self.division}"
        if self.paragraph:
            out += f".p{self.paragraph}"
        if self.sentence:
            out += f".s{self.sentence}"
        return out

    @property
    def xml_id(self) -> str:
        """The same address as an NCName: the colon becomes a full stop."""
        return str(self).replace(":", ".")

    def contains(self, other: Ref) -> bool:
        """Whether `other` is this address or lies inside it."""
        return all(
            mine == theirs or not mine
            for mine, theirs in zip(_parts(self), _parts(other), strict=True)
        )


def _parts(ref: Ref) -> tuple[str, str, int, int]:
    return (ref.text, ref.division, ref.paragraph, ref.sentence)


def parse(value: str) -> Ref:
    """Read a ref as printed by ``str(ref)``.

    Raises:
        FitnaError: `value` is no ref (code ``bad-ref``).
    """
    match = _REF.fullmatch(value)
    if match is None:
        raise FitnaError(
            "bad-ref", f"'{value}' is no passage ref", hint="Write it like egypt-en:e3.p2"
        )
    return Ref(
        match["text"],
        match["division"] or "",
        int(match["paragraph"] or 0),
        int(match["sentence"] or 0),
    )


def parse_xml_id(value: str) -> Ref:
    """Read a ref from an xml:id as written by `Ref.xml_id`.

    Raises:
        FitnaError: `value` is no such id (code ``bad-ref``).
    """
    return parse(value.replace(".", ":", 1))


def sort_key(ref: Ref) -> tuple[str, tuple[str, int, str], int, int]:
    """Order refs by text, then naturally by division (e2 before e10), paragraph and sentence."""
    match = re.fullmatch(r"(.*?)([0-9]*)", ref.division)
    assert match is not None
    natural = (match[1], int(match[2] or 0), ref.division)
    return (ref.text, natural, ref.paragraph, ref.sentence)
