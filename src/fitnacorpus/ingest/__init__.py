"""From bytes to texts: decoding, and readers that say what each stretch of a source is.

A reader takes the decoded source and returns a `Transcript`, or a `Declined` with the reason.
Readers are plugins; without a reader named in the description they are asked in order.
"""

from __future__ import annotations

from fitnacorpus import plugins
from fitnacorpus.errors import FitnaError, SourceError
from fitnacorpus.ingest.decode import check_characters, decode, detect_encoding
from fitnacorpus.ingest.regions import Declined
from fitnacorpus.ingest.tei import is_xml
from fitnacorpus.ingest.unmodelled import describe
from fitnacorpus.model import RegionKind, Text, TextInfo

__all__ = [
    "Declined",
    "check_characters",
    "decode",
    "describe",
    "detect_encoding",
    "is_xml",
    "read",
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
        return Text(info, transcript)
    raise SourceError(
        "unreadable-format",
        "; ".join(reasons),
        where=where,
        hint="Name another reader in [source], or convert the file",
    )
