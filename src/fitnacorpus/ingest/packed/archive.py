"""A packed file, read within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from lxml import etree

from fitnacorpus.errors import SourceError
from fitnacorpus.tei import safe

_MEMBERS: Final = 20_000
"""Members of the largest books are some thousands: chapters and pictures."""
_UNPACKED: Final = 300_000_000
"""Bytes of all that is read of one file; the longest chronicles have some 30 million."""
_HINT: Final = "Save the document anew with the program that made it, or as HTML"

_WAYS: Final = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
"""Ways of packing that these documents know (ECMA-376 part 2, annex B; OpenDocument 1.3, part 2;
EPUB 3.3, OCF)."""
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError, NotImplementedError,
)  # fmt: skip
"""What `zipfile` raises where bytes are wrong: for a wrong place of a member ValueError, or
OverflowError where it is beyond any file."""


class Archive:
    """The members of a packed file.

    Args:
        data: The file.
        where: Its path, for messages.

    Raises:
        SourceError: it is no packed file (``broken-document``) or too large (``too-large``).
    """

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise self.broken(f"this is no whole document ({error})") from None
        self._members = {item.filename: item for item in self._zip.infolist()}
        if len(self._zip.infolist()) > _MEMBERS:
            raise self._too_large()
        self._left = _UNPACKED

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises:
            SourceError: it is not there, broken or locked (``broken-document``), or what was read
                of the file is too much (``too-large``).
        """
        item = self._members.get(name)
        if item is None:
            raise self.broken(f"the document lacks its part {name}")
        if item.flag_bits & 1:
            raise self.broken("the document is locked with a password")
        if item.compress_type not in _WAYS:
            raise self.broken(f"its part {name} is packed in a way that no such document is")
        try:
            with self._zip.open(item) as member:
                content = member.read(self._left + 1)
        except _DAMAGED as error:
            raise self.broken(f"its part {name} is broken ({error})") from None
        self._left -= len(content)
        if self._left < 0:
            raise self._too_large()
        return content

    def xml(self, name: str) -> etree._Element:
        """A member as XML.

        Raises:
            FitnaError: it is no XML, or one that is refused (`safe.parse`).
        """
        return safe.parse(self.read(name), where=f"{self.where}:{name}", hint=_HINT)

    def optional(self, name: str) -> etree._Element | None:
        """A member as XML, or None where there is none."""
        return self.xml(name) if name in self else None

    def broken(self, what: str) -> SourceError:
        """The error of a document that cannot be read."""
        return SourceError("broken-document", what, where=self.where, hint=_HINT)

    def _too_large(self) -> SourceError:
        return SourceError(
            "too-large", "what is packed in the file is larger than any book", where=self.where,
            hint="Take the text out of it into a file of its own",
        )  # fmt: skip
