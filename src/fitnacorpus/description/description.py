"""What people write about a text: what it is, where its episodes begin, what it quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from fitnacorpus.anchors import Anchor
from fitnacorpus.model import TextInfo

TEXT_KEYS: Final = {
    "work": str,
    "author": str,
    "author_died": str,
    "tradition": str,
    "translation_of": str,
    "derived_from": str,
    "extent": str,
    "editor": str,
    "publisher": str,
    "place": str,
    "year": str,
    "rights": str,
    "public": bool,
}
SAID_KEYS: Final = ("work", "author", "tradition", "extent", "rights")
"""Keys of what may be said in several languages: a string, or a table by language."""
UNSAID: Final = (
    "author_died", "translation_of", "derived_from", "editor", "publisher", "place", "year"
)  # fmt: skip
"""Keys that a draft leaves out where there is nothing to say."""
QUOTATIONS: Final = ("quran", "hadith", "poem", "letter", "speech", "quotation")
"""Kinds of quotations."""
SOURCE_KEYS: Final = ("file", "sha256", "encoding", "original", "reader")


@dataclass(frozen=True, slots=True)
class Cut:
    """The beginning of an episode.

    Attributes:
        id: Permanent episode id.
        anchor: First words of the episode.
        title: Editorial titles by language.
        event: Authority id of the event told, or "".
    """

    id: str
    anchor: Anchor
    title: Mapping[str, str] = field(default_factory=dict)
    event: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """An editor's remark on a reading.

    With `corr` it is a correction, with `reg` the regular spelling of what is no mistake, with
    neither a note on a slip.
    """

    anchor: Anchor
    corr: str = ""
    note: str = ""
    reg: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage that an editor knows to be quoted.

    Attributes:
        anchor: Its words.
        kind: One of `QUOTATIONS`.
        source: Where it comes from (``Q 7:89``, a book and a page), or who speaks, or "".
        note: The editor's words on it.
    """

    anchor: Anchor
    kind: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parallel:
    """What an editor says of two texts: these episodes tell the same as those.

    Attributes:
        here: Ids of the first and the last episode of this text.
        text: Id of the other text.
        there: Ids of its first and its last episode.
    """

    here: tuple[str, str]
    text: str
    there: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Description:
    """Everything a person has written about one text.

    Attributes:
        info: What the text is.
        path: The file this was read from.
        cuts: Where episodes begin, in the order written.
        remarks: Remarks on readings.
        retired: Episode ids that are no more, each with the id that took its place.
        quotations: Passages that an editor knows to be quoted.
        reader: Name of the reader to use, or "" to let the readers decide.
        parallels: Where alone links to other texts are sought, for texts that are named there.
        formerly: Ids that the text had before; their addresses lead to it.
    """

    info: TextInfo
    path: str
    cuts: tuple[Cut, ...] = ()
    remarks: tuple[Remark, ...] = ()
    retired: Mapping[str, str] = field(default_factory=dict)
    reader: str = ""
    quotations: tuple[Quotation, ...] = ()
    parallels: tuple[Parallel, ...] = ()
    formerly: tuple[str, ...] = ()


def with_source(description: Description, *, sha256: str, encoding: str) -> Description:
    """The description of the same text after its source changed."""
    return replace(description, info=replace(description.info, sha256=sha256, encoding=encoding))
