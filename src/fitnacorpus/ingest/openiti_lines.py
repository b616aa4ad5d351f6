"""What lines of OpenITI texts look like: headings, poems, tables, sections of editors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fitnacorpus.arabic_script import DIGITS
from fitnacorpus.ingest.regions import LONGEST_TITLE

_PAGE: Final = r"Page(?:Beg|End)?V(?P<volume>[^P\s]+)P(?P<page>\d+[A-Za-z]?)"
PAGE_TAG: Final = re.compile(_PAGE)
PAGE_LINE: Final = re.compile(r"(?:#\s*)?(?:Page(?:Beg|End)?V[^P\s]+P\d+[A-Za-z]?\s*)+")
PAGE_END: Final = re.compile(r"(?<![ \t])[ \t]++(?:PageV[^P\s]++P\d++[A-Za-z]?\s*+){1,8}$")
PAGE_HEAD: Final = re.compile(rf"(?:#\s*)?{_PAGE}\s*:?")
ENDNOTES: Final = re.compile(r"#*\s*ENDNOTES\s*[#:]*")
RULE: Final = re.compile(r"(?:#\s*)?_{4,}")
EDITORS: Final = re.compile(r"(?:#\s*)?###\s*\|[A-Z]+\\?\|")
HEADING: Final = re.compile(
    r"###\s*(?P<bars>\|+)\s*(?P<flag>(?:AUTO|CHECK|RAW)\b\s*)?(?:(?:\*+|\|+)\s*(?=[\s\[]))*\s*"
)
UNIT: Final = re.compile(
    r"(?:###\s*(?P<tag>\$[A-Z]{3}_[A-Z]{3}\$|\$+|@(?:\s*RAW\b)?)?|#\s*(?P<bare>\$+)(?=\s))\s*"
)
BAR: Final = re.compile(r"#\s*\|+\s*(?=\S)")
ROW: Final = re.compile(r"\|[^|]*(?:\|[^|]*){2,}\|?")
OTHER: Final = re.compile(r"#~:[^:\n]*:\s*")
REPORT: Final = re.compile(r"#\s*\$RWY\$\s*")
PAGE_LABEL: Final = re.compile(rf"\s*+\[?\s*(?:ص|صفحة)\s*+[:.]?\s*[0-9{DIGITS}]{{1,4}}\s*+\]?\s*")
"""The number of a page where a heading has its words: a running title of a web page."""
_METRE: Final = re.compile(rf"(?:#|~~)\s*+(?:{_PAGE}\s++)?(?P<words>البحر\s*:\s*\S.*)")
_METRE_WORDS: Final = 6
"""Words that the name of a metre has at most."""
_NUMBERED: Final = re.compile(rf"#\s+(?P<number>[0-9{DIGITS}]{{1,4}})(?:\s*+[-–.])?\s+(?=\S)")
_TITLE_LINES: Final = 2
_PROSE: Final = re.compile(r"[%:'؟?.]|\bفصل\s+[وف]")
"""What two lines have that are verse, speech or prose and no title."""
_LINE_WORDS: Final = 28
"""Words of two of the longest hemistichs."""


def metre(words: str) -> int:
    """Where the name of a metre begins in a line that has nothing else; 0 for any other line.

    A poem of a diwan begins with it (``البحر : بسيط تام``), also where a page of the poem before it
    ends and the line goes on for the machine (``~~PageV01P004 البحر : طويل``).
    """
    match = _METRE.fullmatch(words)
    short = match is not None and len(match["words"].split()) <= _METRE_WORDS
    return match.start("words") if match and short else 0


def follows(words: str, before: str) -> bool:
    """Whether a line is the next of a poem by its number, and no longer than a line of verse.

    Some lines of the collections of poems have no sign between their hemistichs, or only one.

    Args:
        words: The line.
        before: The line of verse before it, or the metre, after which a poem is counted from 1.
    """
    here, there = _NUMBERED.match(words), _NUMBERED.match(before)
    if here is None or len(words.split()) > _LINE_WORDS:
        return False
    if there is None:
        return metre(before) > 0 and int(here["number"]) == 1
    return int(here["number"]) == int(there["number"]) + 1


def titled(lines: Sequence[str]) -> bool:
    """Whether the line of a bar (``# | …``) is a title.

    Args:
        lines: The line and those that go on with it; a maker breaks a long title in two at the
            width of the file.
    """
    if len(lines) > _TITLE_LINES or any(len(line) > LONGEST_TITLE for line in lines):
        return False
    whole = PAGE_END.sub("", " ".join(lines))
    return not lines[-1].endswith(".") and (len(lines) == 1 or _PROSE.search(whole) is None)


def page_of(match: re.Match[str]) -> tuple[str, str]:
    """The volume and the page that a tag names."""
    return match["volume"].lstrip("0"), match["page"].lstrip("0")
