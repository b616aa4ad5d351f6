"""Sources of texts: from the bytes of a file to a text."""

from __future__ import annotations

from pathlib import Path

from fitnacorpus import ingest
from fitnacorpus.config import Settings
from fitnacorpus.description import Description
from fitnacorpus.errors import SourceError
from fitnacorpus.model import Text


def read_source(path: Path, settings: Settings) -> bytes:
    """The bytes of a source file.

    Raises:
        SourceError: it is missing, a folder, unreadable, empty or over the limit.
    """
    hint = "Give the path of a text file"
    if path.is_dir():
        raise SourceError("folder", "this is a folder, not a file", where=str(path), hint=hint)
    try:
        size = path.stat().st_size
        if size > settings.limits.file:
            raise SourceError(
                "too-large",
                f"the file has {size:,} bytes, over the limit of {settings.limits.file:,}",
                where=str(path),
                hint="Split it, or raise limits.file in the settings",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(
            "missing-file", "there is no such file", where=str(path), hint=hint
        ) from None
    except OSError as error:
        raise SourceError(
            "unreadable", error.strerror or "cannot be read", where=str(path), hint=hint
        ) from None
    if not data:
        raise SourceError(
            "empty", "the file is empty", where=str(path), hint="Give a file with text"
        )
    return data


def read_text(data: bytes, item: Description, settings: Settings, *, where: str) -> Text:
    """Decode, check and analyse the bytes of a source.

    Raises:
        SourceError: they are no text that can be kept.
    """
    source = ingest.decode(data, item.info.encoding, where=where)
    limit = settings.limits.line
    # A file of XML or HTML may be one line; what counts is the text in it.
    tagged = ingest.is_xml(source) or ingest.is_html(source)
    longest = max(limit, len(source)) if tagged else limit
    ingest.check_characters(source, longest_line=longest, where=where)
    text = ingest.read(source, item.info, reader=item.reader, where=where)
    if text.source is not source:
        ingest.check_characters(text.source, longest_line=limit, where=f"{where} (its text)")
    return text
