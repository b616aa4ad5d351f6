"""From bytes to texts: decoding, and readers that say what each stretch of a source is.

A reader takes the decoded source and returns a `Transcript`, or a `Declined` with the reason.
Readers are plugins; without a reader named in the description they are asked in order.
"""

from __future__ import annotations

from dataclasses import replace

from fitnacorpus import plugins
from fitnacorpus.errors import FitnaError, SourceError
from fitnacorpus.ingest import packed
from fitnacorpus.ingest.decode import check_characters, decode, detect_encoding
from fitnacorpus.ingest.html import is_html
from fitnacorpus.ingest.language import guess
from fitnacorpus.ingest.recognise import refuse_bytes, refuse_format
from fitnacorpus.ingest.regions import Declined
from fitnacorpus.ingest.tei import is_xml, split
from fitnacorpus.ingest.unmodelled import Found, changes_sense, describe
from fitnacorpus.model import RegionKind, Text, TextInfo, Transcript

__all__ = [
    "Declined",
    "changes_sense",
    "check_characters",
    "decode",
    "describe",
    "detect_encoding",
    "guess",
    "is_html",
    "is_xml",
    "packed",
    "read",
    "refuse_bytes",
    "refuse_format",
    "split",
]


def read(source: str, info: TextInfo, *, reader: str = "", where: str = "") -> Text:
    """Turn a decoded source into a text.

    Args:
        source: The decoded source.
        info: What the text is.
        reader: Name of the reader, or "" for the first that does not decline.
        where: Path of the source, for messages.

    Raises:
        SourceError: every reader declines (``unreadable-format``), or nothing in the source is
            running text (``no-text``), or a reader knows the format and cannot read the file.
        ConfigError: no such reader (``unknown-plugin``).
    """
    reasons: list[str] = []
    for name in [reader] if reader else list(plugins.names("reader")):
        load = plugins.load("reader", name)
        try:
            transcript = load(source)
        except FitnaError as error:
            # A reader sees characters only: it tells line and column, and here is the file.
            raise SourceError(
                error.code, error.what, where=where + error.where, hint=error.hint
            ) from None
        if isinstance(transcript, Declined):
            reasons.append(f"{name} says: {transcript.reason}")
            continue
        running = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.VERSE)
        if not any(region.kind in running for region in transcript.regions):
            raise SourceError(
                "no-text",
                "there is no paragraph of running text in it",
                where=where,
                hint="Check that the file is the text you mean",
            )
        return Text(info, _placed(_with_lost(transcript), info))
    raise SourceError(
        "unreadable-format",
        "; ".join(reasons),
        where=where,
        hint="Name another reader in [source], or convert the file",
    )


def _placed(transcript: Transcript, info: TextInfo) -> Transcript:
    """A transcript whose leftovers have no line where the source is a packed document."""
    if info.encoding not in packed.KINDS:
        return transcript
    return replace(transcript, unmodelled=tuple(x._replace(line=0) for x in transcript.unmodelled))


def _with_lost(transcript: Transcript) -> Transcript:
    """A transcript that tells the characters which were lost before."""
    at = transcript.source.find("\ufffd")
    if at < 0:
        return transcript
    found = Found(transcript.source)
    while at >= 0:
        found.add("U+FFFD, a character lost before", at)
        at = transcript.source.find("\ufffd", at + 1)
    return replace(transcript, unmodelled=(*transcript.unmodelled, *found.all()))
