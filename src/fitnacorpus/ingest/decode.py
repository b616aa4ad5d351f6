"""Bytes to characters: which encoding a source has, and which characters cannot be kept."""

from __future__ import annotations

import codecs
import re
from typing import Final

from pyarabic import araby_const as araby

from fitnacorpus.arabic_script import LETTERS, MARKED, MARKS
from fitnacorpus.errors import SourceError
from fitnacorpus.ingest import packed
from fitnacorpus.position import LINE_BREAK, position
from fitnacorpus.tei import safe
from fitnacorpus.toml_files import NOT_XML

ENCODINGS: Final = (
    "utf-8",
    "utf-8-sig",
    "utf-16-le",
    "utf-16-be",
    "cp1256",
    "cp1252",
    "iso8859-1",
    "iso8859-6",
    "mac_arabic",
    *packed.KINDS,
)
"""Names a description may give; the byte order mark of the UTF-16 forms is not part of the text.
A packed document has its kind in place of an encoding."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = {
    "ascii": "utf-8",
    "iso-8859-1": "iso8859-1",
    "iso-8859-6": "iso8859-6",
    "latin1": "iso8859-1",
    "us-ascii": "utf-8",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1252": "cp1252",
    "windows-1256": "cp1256",
}
"""Encodings as an XML declaration names them, in small letters."""

_ARABIC_LETTERS: Final = re.compile(f"[{LETTERS}]")
_ARABIC_MARKS: Final = re.compile(f"[{araby.TATWEEL}{MARKS}]")
_CODE_PAGES: Final = ("cp1256", "iso8859-6", "mac_arabic")
"""Eight-bit encodings of Arabic; of two that read a file alike the earlier."""
_COMMON: Final = re.compile(
    f"(?<![{MARKED}])(?:من|في|على|إلى|الى|أن|ان|عن|قال|بن|ثم|ما|لا|هذا|ذلك|كان|الله|فقال)"
    f"(?![{MARKED}])"
)
"""The commonest words of Arabic, which no other code page makes of the same bytes."""
_ODD: Final = re.compile("[a-z](?:[‚ƒ„ˆ‰Š‹Œ]|Õ(?=[a-z]))|(?<= )[ÐÑ](?= )")
"""Signs that follow no small letter, but stand where the code pages of DOS have é, è and others;
letters where MacRoman has an apostrophe and dashes."""
_TOO_ODD: Final = 2
_STRAY: Final = 25
"""Characters to one zero byte, from which on a text has a stray one and is no binary file."""
_ENOUGH: Final = 120
"""Letters in words, some twenty-five words, from which on one of the commonest is among them."""
_ARABIC_WORDS: Final = re.compile(f"(?<![A-Za-z])[{LETTERS}]{{2,}}+(?![A-Za-z])")


def detect_encoding(data: bytes, *, where: str = "") -> str:
    """Find the encoding of a source, as one of `ENCODINGS`.

    A byte order mark decides; then UTF-16 is known by its zero bytes, then an XML declaration says
    it; UTF-8 is known by being well formed.
    What is left is an eight-bit code page: Windows-1256 if that makes Arabic words of it,
    Windows-1252 if that makes Latin words of it.

    Raises:
        SourceError: the bytes are no text (``binary``), the UTF-8 is broken (``broken-encoding``),
            or nothing fits (``unknown-encoding``).
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise SourceError(
            "unknown-encoding",
            "the file is in UTF-32, which this program does not read",
            where=where,
            hint="Convert it: iconv -f utf-32 -t utf-8 FILE > FIXED, then add FIXED",
        )
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if known_kind := packed.kind(data):
        return known_kind
    if 0 in data:
        zeros = data[:4096].count(0)
        even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
        # At the least the spaces of a text have a zero byte, on one side; few other characters do.
        enough = zeros * 25 >= min(len(data), 4096)
        if enough and len(data) % 2 == 0 and min(even, odd) * 4 <= max(even, odd):
            return "utf-16-le" if odd > even else "utf-16-be"
        if zeros * _STRAY > len(data[:4096]) or not _is_utf_8(data):
            raise _binary(where)
        raise _stray_zero(data, where)
    if named := safe.declared_encoding(data):
        known = named.lower() if named.lower() in ENCODINGS else _DECLARED.get(named.lower())
        if known is None:
            raise SourceError(
                "unknown-encoding",
                f"the file says it is in '{named}', which this program does not read",
                where=f"{where}:1",
                hint="Convert it to UTF-8 and say so in its first line",
            )
        return known
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _eight_bit(data, error, where)
    return "utf-8"


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _eight_bit(data: bytes, error: UnicodeDecodeError, where: str) -> str:
    """The code page of bytes that are no UTF-8, unless they are UTF-8 with a fault."""
    high = sum(byte >= 0x80 for byte in data)
    # In damaged UTF-8 nearly every byte still belongs to a well-formed sequence.
    kept = data.decode("utf-8", "ignore")
    whole = sum(len(c.encode()) for c in kept if c >= "\x80")
    if whole * 2 > high:
        raise _broken("utf-8", data, error, where)
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\x0c" for byte in data)
    if controls * 200 > len(data):
        raise _binary(where)
    if named := _arabic_code_page(data):
        return named
    arabic = data.decode("cp1256", "replace")
    marks = len(_ARABIC_MARKS.findall(arabic))
    arabic = _ARABIC_MARKS.sub("", arabic)
    letters = len(_ARABIC_LETTERS.findall(arabic))
    in_words = sum(len(word) for word in _ARABIC_WORDS.findall(arabic))
    # Cyrillic and Greek look like Arabic letters here, and never like its commonest words.
    told = len(_COMMON.findall(arabic)) > 0 or in_words < _ENOUGH
    if told and letters * 2 > high - marks and in_words * 10 > letters * 9:
        return "cp1256"
    latin = data.decode("cp1252", "replace")
    ascii_letters = sum(c.isascii() and c.isalpha() for c in latin)
    odd = len(_ODD.findall(latin))
    if "\ufffd" not in latin and odd < _TOO_ODD and ascii_letters * 2 > len(latin):
        return "cp1252"
    raise SourceError(
        "unknown-encoding",
        f"neither UTF-8, UTF-16 nor Windows-1256 (byte {error.start} is 0x{data[error.start]:02x})",
        where=where,
        hint="Convert the file to UTF-8, or name its encoding with --encoding",
    )


def _arabic_code_page(data: bytes) -> str:
    """The Arabic code page that makes common words of a file, or "" where none does clearly."""
    hits = []
    for name in _CODE_PAGES:
        words = data.decode(name, "replace")
        lost = words.count("\ufffd")
        hits.append((len(_COMMON.findall(words)) - lost, name))
    best, name = max(hits, key=lambda pair: pair[0])
    # MacArabic has the letters of ISO 8859-6: which of the two it is, only other signs tell.
    alike = () if name == "cp1256" else ("iso8859-6", "mac_arabic")
    others = [n for n, other in hits if other not in (name, *alike)]
    clear = best > 0 and all(best >= 2 * n for n in others if n > 0)
    letters = _ARABIC_LETTERS.findall(data.decode(name, "replace"))
    return name if clear and len(letters) * 4 > len(data) else ""


def decode(data: bytes, encoding: str, *, where: str = "") -> str:
    """Decode a source; newlines stay as they are, a byte order mark goes.

    A packed document becomes the page of HTML that it says.

    Raises:
        SourceError: unknown encoding (``unknown-encoding``), or bytes that do not belong to it
            (``broken-encoding``), with line and column.
    """
    if encoding not in ENCODINGS:
        raise SourceError(
            "unknown-encoding",
            f"'{encoding}' is no encoding this program reads",
            where=where,
            hint=f"Use one of {', '.join(ENCODINGS)}",
        )
    if encoding in packed.KINDS:
        return packed.unpack(data, encoding, where=where)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _broken(encoding, data, error, where) from None


def check_characters(source: str, *, longest_line: int, where: str = "") -> None:
    """Refuse what could not be kept or handled.

    Raises:
        SourceError: nothing in it (``empty``), a character that XML forbids (``not-xml``) or a line
            over the limit (``long-line``), with line and column.
    """
    if not source.strip():
        raise SourceError("empty", "the file is empty", where=where, hint="Give a file with text")
    if bad := NOT_XML.search(source):
        line, column = position(source, bad.start())
        page = bad[0] == "\f"
        raise SourceError(
            "not-xml",
            f"character U+{ord(bad[0]):04X} may not stand in XML"
            + " (a page break, as in the text of a PDF)" * page,
            where=f"{where}:{line}:{column}",
            hint="Take out running heads, page numbers and page breaks, and join divided words"
            if page
            else "Remove it from the file, then add the file again",
        )
    if len(source) <= longest_line:
        return
    for number, words in enumerate(LINE_BREAK.split(source), start=1):
        if len(words) > longest_line:
            raise SourceError(
                "long-line",
                f"the line has {len(words):,} characters, over the limit of {longest_line:,}",
                where=f"{where}:{number}",
                hint="Break the line, or raise limits.line in the settings",
            )


def _binary(where: str) -> SourceError:
    return SourceError(
        "binary", "this is no text file", where=where, hint="Give a plain text file in UTF-8"
    )


def _stray_zero(data: bytes, where: str) -> SourceError:
    before = data[: data.index(0)].decode("utf-8")
    line, column = position(before, len(before))
    return SourceError(
        "binary",
        "a byte that is zero (U+0000) may not stand in a text",
        where=f"{where}:{line}:{column}",
        hint="Remove it from the file: tr -d '\\000' < FILE > FIXED, then add FIXED",
    )


def _broken(encoding: str, data: bytes, error: UnicodeDecodeError, where: str) -> SourceError:
    line = data.count(b"\n", 0, error.start) + 1
    return SourceError(
        "broken-encoding",
        f"byte {error.start} is not {encoding} ({error.reason})",
        where=f"{where}:{line}",
        hint="The file may be cut off: get it anew, or convert it to UTF-8",
    )
