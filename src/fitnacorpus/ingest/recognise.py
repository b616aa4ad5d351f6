"""What a file is before it is read as a text: a format that is none, or characters gone wrong.

A faulty file is refused with what it is and what to do, because its words would look like prose.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from fitnacorpus.arabic_script import LETTERS
from fitnacorpus.errors import SourceError
from fitnacorpus.ingest import line_shapes, packed

_BINARY: Final = (
    (b"%PDF-", "a PDF", "Copy its text into a UTF-8 file, or run: pdftotext -enc UTF-8 FILE"),
    (b"PK\x03\x04", "a packed file, and no DOCX, ODT or EPUB", "Unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Word document", "Save it as DOCX, then: pandoc FILE -o FILE.md"),
    (b"{\\rtf", "an RTF document", "Convert it: pandoc FILE -o FILE.md"),
    (b"\x1f\x8b", "a compressed file", "Unpack it first"),
)
_TAG: Final = re.compile(
    r"</?(?:p|div|span|br|a|h[1-6]|table|t[dr]|body|[uo]l|li|font)\b[^<>]*>", re.I
)
_MARKED: Final = (
    (
        re.compile(r"^\s*\\(?:documentclass|begin\{document\})", re.M),
        "LaTeX, not a text",
        "Convert it: pandoc -f latex -t markdown FILE -o FILE.md",
    ),
    (
        re.compile(r"^\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:\d\d:\d\d", re.M),
        "a file of subtitles, not a text",
        "Take the text out of it into a file of its own",
    ),
    (
        re.compile(r"^@\w+\{[^,\s{}]+,[ \t]*$", re.M),
        "a bibliography (BibTeX), not a text",
        "Give the text itself",
    ),
    (
        re.compile(
            r"^#\+(?:title|author|date|language|options|startup|filetags|begin_\w+):?(?=\s)"
            r"|^[ \t]*:PROPERTIES:[ \t]*$",
            re.M | re.I,
        ),
        "Org, whose signs are not read",
        "Convert it: pandoc -f org -t markdown FILE -o FILE.md",
    ),
    (
        re.compile(r"^\.\. (?:[\w-]+::(?=\s)|_[^:\n]{1,80}:(?=\s)|\[[#*\w]{1,20}\] )", re.M),
        "reStructuredText, whose signs are not read",
        "Convert it: pandoc -f rst -t markdown FILE -o FILE.md",
    ),
    (
        re.compile(r"\A\s*<[A-Za-z][\w:.-]*\s[^<>]*\bxmlns\b"),
        "XML that is no TEI",
        "Convert it to TEI P5, or take the words out of the XML and add them as a text file",
    ),
    (
        re.compile(r"(?:&#x?[0-9A-Fa-f]{2,6};\s?){8}"),
        "text with characters written as numbers (&#1575;), as in a web page",
        "Write them out: python3 -c 'import html,sys; print(html.unescape(sys.stdin.read()))'",
    ),
)
"""Formats that a pattern knows, with what they are and what to do."""
_KEY: Final = re.compile(r'"[^"\n]*"\s*:')
_OPENING: Final = re.compile(r'\s*(?:\[\s*)?\{\s*"')
_QUOTED_VALUE: Final = re.compile(r'(?:^|,)"[^"]*"(?:,|$)')
_SCRIPT_OF_PDF: Final = ("نم", "يف", "ىلع", "ىلإ", "نأ", "نع", "لاق")
_WORDS: Final = ("من", "في", "على", "إلى", "أن", "عن", "قال")
"""The commonest words of Arabic; above as they look when letters run from left to right."""
_ROW: Final = 2
"""Separators that a line of a table has at least."""
_LINES: Final = 5
"""Lines, fewer than which do not show a table."""
_SAMPLE: Final = 20_000
"""Characters that are looked at; what is wrong with a file shows in its first pages."""
_LOST: Final = 0.01
"""Share of characters lost before (U+FFFD), from which on a text cannot be read."""


def refuse_bytes(data: bytes, *, where: str = "") -> None:
    """Refuse a file that its first bytes show to be no text.

    Raises:
        SourceError: it is a document of another kind (``not-text``).
    """
    for start, what, hint in _BINARY:
        if data.startswith(start) and not packed.kind(data):
            raise SourceError("not-text", f"this is {what}, not a text", where=where, hint=hint)


def refuse_format(source: str, *, where: str = "") -> None:
    """Refuse what is a text file and no account.

    Raises:
        SourceError: it is a web page, data or a table (``not-text``), or its characters were read
            in a wrong encoding before (``double-encoded``), lost (``lost-characters``) or put in
            visual order (``visual-order``).
    """
    sample = source[:_SAMPLE]
    tags = len(_TAG.findall(sample))
    if sample.lstrip()[:1] == "<" and tags * 200 > len(sample):
        _refuse(
            "a piece of a web page (HTML)",
            "Convert it: pandoc -f html -t markdown FILE -o FILE.md",
            where,
        )
    if sample.lstrip()[:1] in ("{", "[") and _is_json(source):
        _refuse(
            "JSON, data and not a text", "Take the text out of it into a file of its own", where
        )
    for pattern, what, hint in _MARKED:
        if pattern.search(sample):
            _refuse(what, hint, where)
    if shown := line_shapes.recognise(sample):
        _refuse(*shown, where)
    if _is_table(sample) or _is_quoted_table(sample):
        hint = "A table of names goes in with: fitnacorpus import authority FILE"
        _refuse("a table, not a text", hint, where)
    if wrong := twice_encoded(sample):
        raise SourceError(
            "double-encoded",
            f"the text is UTF-8 that was read as {wrong} once before",
            where=where,
            hint=f"Undo it: iconv -f utf-8 -t {wrong} FILE > FIXED, then add FIXED",
        )
    if source.count("\ufffd") > _LOST * len(source):
        raise SourceError(
            "lost-characters",
            f"{source.count(chr(0xFFFD)):,} characters were lost before (U+FFFD)",
            where=where,
            hint="Get the file anew, or convert it again from its source",
        )
    if _is_visual(sample):
        raise SourceError(
            "visual-order",
            "the Arabic letters stand in visual order, last letter first, as some PDFs give them",
            where=where,
            hint="Take the text out of the PDF with another program",
        )


def _refuse(what: str, hint: str, where: str) -> None:
    raise SourceError("not-text", f"this is {what}", where=where, hint=hint)


def _is_json(source: str) -> bool:
    """Whether a file is JSON, JSON lines, or the beginning of one of them."""
    if len(_KEY.findall(source[:_SAMPLE])) >= _ROW and _OPENING.match(source):
        return True
    try:
        return isinstance(json.loads(source), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_table(sample: str) -> bool:
    """Whether nearly all lines have the same separators, with short values between."""
    lines = [line for line in sample.splitlines() if line.strip()][:-1]
    if len(lines) < _LINES:
        return False
    for sign in "\t;,|":
        if sign == "," and 2 * sample.count(", ") > sample.count(","):
            continue
        counts = Counter(line.count(sign) for line in lines)
        number, times = counts.most_common(1)[0]
        values = [value for line in lines for value in line.split(sign)]
        short = sorted(len(value.split()) for value in values)[len(values) * 3 // 4] <= 6
        # Nobody writes prose with tabs or bars; of commas and semicolons it is full.
        if number >= _ROW and times * 10 >= len(lines) * 9 and (short or sign in "\t|"):
            return True
    return _has_keys(lines)


def _has_keys(lines: Sequence[str]) -> bool:
    """Whether each line is a key, a bar and a value; a hemistich before a bar has more words."""
    keys = [line.partition("|")[0].strip() for line in lines if line.count("|") == 1]
    short = all(key and len(key.split()) == 1 for key in keys)
    return len(keys) == len(lines) == len(set(keys)) and short


def _is_quoted_table(sample: str) -> bool:
    """Whether lines have values in quotation marks as a table has them: as many in each line."""
    lines = [line for line in sample.splitlines() if line.strip()][:-1]
    try:
        rows = [len(row) for row in csv.reader(lines)]
    except csv.Error:
        return False
    number, times = Counter(rows).most_common(1)[0] if rows else (0, 0)
    quoted = sum(_QUOTED_VALUE.search(line) is not None for line in lines)
    return number > _ROW and times == len(rows) > _ROW and quoted * 2 >= len(lines)


def twice_encoded(sample: str) -> str:
    """The encoding in which UTF-8 was read before it was written as UTF-8 again, or ""."""
    for encoding in ("cp1256", "cp1252", "iso8859-1"):
        mended = whole = 0
        for line in sample.split("\n"):
            if line.isascii():
                continue
            whole += 1
            try:
                undone = line.encode(encoding).decode("utf-8")
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
            mended += len(undone) < len(line)
        if whole and mended * 10 >= whole * 8:
            return encoding
    return ""


def _is_visual(sample: str) -> bool:
    words = Counter(re.findall(f"[{LETTERS}]+", unicodedata.normalize("NFKC", sample)))
    turned = sum(words[word] for word in _SCRIPT_OF_PDF)
    return turned >= _LINES and turned > 3 * sum(words[word] for word in _WORDS)
