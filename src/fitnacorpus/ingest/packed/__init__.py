"""Documents that are packed files: DOCX, ODT and EPUB, as pages of HTML.

The bytes stay as they came; what a packed file says is a page of HTML made from them, always the
same one, and that is read as any page is.  So "docx", "odt" and "epub" stand where other sources
have the name of an encoding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fitnacorpus.errors import FitnaError, SourceError
from fitnacorpus.ingest.packed import docx, epub, odt
from fitnacorpus.ingest.packed.archive import Archive

__all__ = ["KINDS", "kind", "unpack"]

_KINDS: Final[Mapping[str, Callable[[Archive], str]]] = {
    "docx": docx.page,
    "odt": odt.page,
    "epub": epub.page,
}
KINDS: Final = tuple(_KINDS)
"""Kinds of packed documents; each is the ending of their files too."""
_TYPES: Final = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/epub+zip": "epub",
}
"""What the member `mimetype` says (OpenDocument 1.3, part 2; EPUB 3.3, OCF)."""


def kind(data: bytes) -> str:
    """The kind of a packed document, or "" for what is none that is read."""
    if not data.startswith(b"PK\x03\x04"):
        return ""
    try:
        archive = Archive(data, "")
        if "word/document.xml" in archive:
            return "docx"
        said = archive.read("mimetype").strip() if "mimetype" in archive else b""
    except SourceError:
        return ""
    return _TYPES.get(said, "")


def unpack(data: bytes, name: str, *, where: str = "") -> str:
    """The page of HTML that a packed document says.

    Args:
        data: The document.
        name: One of `KINDS`.
        where: Path of the file, for messages.

    Raises:
        SourceError: it is no such document (``broken-document``), is locked, or is larger than any
            book (``too-large``).
    """
    try:
        return _KINDS[name](Archive(data, where))
    except SourceError:
        raise
    except FitnaError as error:
        raise SourceError(error.code, error.what, where=error.where, hint=error.hint) from None
