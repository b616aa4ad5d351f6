"""What stands around a book of Project Gutenberg: licence, and what the header says of the book."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fitnacorpus import languages

_START: Final = re.compile(
    r"^[ \t]*\*{3}[ \t]*START OF TH(?:E|IS) PROJECT GUTENBERG[^\r\n]*\*{3}[ \t]*(?=\r?$)"
    r"|^\*END[* ]THE SMALL PRINT[^\r\n]*",
    re.M | re.I,
)
_END: Final = re.compile(
    r"^[ \t]*\*{3}[ \t]*END OF TH(?:E|IS) PROJECT GUTENBERG[^\r\n]*"
    r"|^End of (?:the |this )?Project Gutenberg[^\r\n]*",
    re.M | re.I,
)
_FIELD: Final = re.compile(
    r"^(?P<key>Title|Author|Editor|Translator|Language|Original publication):[ \t]*"
    r"(?P<value>\S[^\r\n]*"
    r"(?:\r?\n[ \t]+\S[^\r\n]*)*)",
    re.M,
)
_PRINT: Final = re.compile(
    r"(?:(?P<place>[^:;]{1,60}):\s*)?(?P<publisher>[^:]{1,80}?)(?:,\s*(?:c\.?\s*)?(?P<year>1[0-9]{3}|20[0-9]{2}))?\.?"
)
"""What the header says of the print: "London: Smith, Elder & Co, 1883"."""
_LANGUAGES: Final = {
    "english": languages.EN, "arabic": languages.AR, "french": "fr", "german": "de",
    "italian": "it",
    "spanish": "es", "latin": "la", "dutch": "nl", "portuguese": "pt", "turkish": "tr",
}  # fmt: skip
PRODUCED: Final = re.compile(
    r"(?:Produced|E-?text prepared|Transcribed|Digitized|Scanned|Proofread) by\b"
    r"|This e-?(?:book|text) was (?:produced|prepared|transcribed)\b",
    re.I,
)
"""How the credits of a book's makers begin."""


_ASIDES: Final = re.compile(r"\[(?:Sidenote|Illustration|Footnote [0-9]+)(?::|\])")


_ENDED: Final = re.compile(
    r"End of (?:the |this )?Project Gutenberg(?:[’']s)?(?: e-?(?:book|text) of)?\s+"
    r"(?P<title>\S.*?),\s+"
    r"by\s+(?P<author>[^\r\n]+)",
    re.I | re.S,
)
"""The last line of the older books: what the book is, and whose."""


class Frame(NamedTuple):
    """Where the book begins and ends, and what the header says (see `Transcript.about`)."""

    start: int
    end: int
    about: dict[str, str]


def is_transcribed(source: str) -> bool:
    """Whether a source is a book of Project Gutenberg, or typed off in its manner."""
    return frame(source) is not None or _ASIDES.search(source) is not None


def frame(source: str) -> Frame | None:
    """The frame of a book of Project Gutenberg, or None where a source is none."""
    starts = list(_START.finditer(source))
    ending = _END.search(source, starts[-1].end() if starts else 0)
    if not starts and ending is None:
        return None
    start = starts[-1].end() if starts else 0
    about: dict[str, str] = {}
    for match in _FIELD.finditer(source, 0, start):
        about.setdefault(match["key"].lower(), " ".join(match["value"].split()))
    closing = _ENDED.match(source, ending.start(), ending.start() + 400) if ending else None
    for key, value in closing.groupdict().items() if closing else ():
        about.setdefault(key, " ".join(value.split()))
    printed = _PRINT.fullmatch(about.pop("original publication", ""))
    if printed:
        about |= {key: value for key, value in printed.groupdict().items() if value}
    spoken = about.pop("language", "").lower()
    if spoken in _LANGUAGES:
        about["lang"] = _LANGUAGES[spoken]
    return Frame(start, ending.start() if ending else len(source), about)
