"""Parsing XML from strangers: no document type, no inclusion, nothing fetched, bounded depth.

The document type is looked for before the parser sees the file, because libxml2 expands entities in
attributes and reads the whole internal subset even where it is told to resolve nothing.
"""

from __future__ import annotations

import codecs
import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lxml import etree

from fitnacorpus.errors import FitnaError

DEEPEST: Final = 200
"""Deepest nesting of elements that is read; libxml2 itself stops at 256."""

_XINCLUDE: Final = "{http://www.w3.org/2001/XInclude}*"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION: Final = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._\-]+)[\"']")
# What may stand before the root element: white space, comments, processing instructions.
_PROLOG: Final = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*+", re.S)
_LIMITS: Final = re.compile(r"(?i)resource limit|too (?:big|long)|excessive depth")
_EXTERNAL: Final = re.compile(r"(?i)entit")


def declared_encoding(data: bytes) -> str:
    """The encoding that the XML declaration of a file names, as it stands there, or ""."""
    match = _DECLARATION.match(data.removeprefix(codecs.BOM_UTF8)[:400])
    return match[1].decode("ascii") if match else ""


def parse(data: bytes, *, where: str, hint: str = "Mend the file") -> etree._Element:
    """Parse the bytes of an XML document and return its root.

    Raises:
        FitnaError: it is not well formed or not in the encoding it names (``broken-xml``); it
            declares a document type or entities, includes another file, nests too deeply, or has
            a run of text over ten million characters (``unsafe-xml``); with file and line.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    if not encoding and data[:2] in (b"<\0", b"\0<"):
        encoding = "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    encoding = encoding or declared_encoding(data) or "utf-8"
    try:
        content = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} is not {encoding}"
        raise FitnaError("broken-xml", message, where=f"{where}:{line}", hint=hint) from None
    except LookupError:
        message = f"'{encoding}' is no encoding this program knows"
        raise FitnaError("broken-xml", message, where=f"{where}:1", hint=hint) from None
    return parse_text(content, where=where, hint=hint)


def parse_text(
    content: str,
    *,
    where: str,
    hint: str = "Mend the file",
    unique_ids: bool = True,
    passed: str | None = None,
) -> etree._Element:
    """Parse a decoded XML document, whatever encoding it declares; raises as `parse` does.

    Args:
        content: The document.
        where: Path of the file, for messages.
        hint: What the user can do about a fault.
        unique_ids: Whether an xml:id that stands twice is a fault (``broken-xml``).
        passed: Name of an element in which another file may be included; it is not fetched.
    """
    content = content.removeprefix("\ufeff")
    prolog = _PROLOG.match(content)
    start = prolog.end() if prolog else 0
    if content[start : start + 9].upper() == "<!DOCTYPE":
        raise FitnaError(
            "unsafe-xml",
            "the file declares a document type",
            where=_at(where, content.count("\n", 0, start) + 1),
            hint="Remove the DOCTYPE and write characters instead of entities",
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=False,
        collect_ids=unique_ids,
    )
    try:
        root = etree.fromstring(content.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, where, hint) from None
    except ValueError as error:
        raise FitnaError("broken-xml", str(error), where=_at(where, 1), hint=hint) from None
    # A path of steps is walked in C, and ends where the tree ends.
    for element in root.getroottree().xpath("/*" * (DEEPEST + 1))[:1]:
        raise FitnaError(
            "unsafe-xml",
            f"elements nest more than {DEEPEST} deep",
            where=_at(where, element.sourceline),
            hint="Flatten the file",
        )
    for element in root.iter(_XINCLUDE):
        if passed is not None and next(element.iterancestors(passed), None) is not None:
            continue
        raise FitnaError(
            "unsafe-xml",
            f"the file includes another one: {str(element.get('href', ''))[:80]}",
            where=_at(where, element.sourceline),
            hint="Resolve it first: xmllint --xinclude FILE > NEW.xml, then add NEW.xml",
        )
    return root


def _refusal(error: etree.XMLSyntaxError, where: str, hint: str) -> FitnaError:
    line, column = error.position
    message = re.sub(r",?\s*line \d+, column \d+.*", "", error.msg or "not well formed")
    place = _at(where, max(line, 1), column)
    if _LIMITS.search(message):
        what = "elements nest too deeply" if "epth" in message else "a run of text is too long"
        return FitnaError(
            "unsafe-xml",
            f"{what} for a file from elsewhere",
            where=place,
            hint="Divide it into paragraphs: nesting may be 200 deep, a run of text, a comment or "
            "an attribute have ten million characters",
        )
    code = "unsafe-xml" if _EXTERNAL.search(message) else "broken-xml"
    return FitnaError(code, message, where=place, hint=hint)


def _at(where: str, line: int, column: int = 0) -> str:
    return f"{where}:{line}:{column}" if column else f"{where}:{line}"


@contextmanager
def no_collection() -> Iterator[None]:
    """No search for cycles while small values are made that are in none: a fifth of the time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
