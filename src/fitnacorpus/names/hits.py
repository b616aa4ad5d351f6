"""What the tagger hands on: places where a form of the authority stands, read in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from fitnacorpus.model import Span
from fitnacorpus.names.evidence import Cues

_NO_CUES: Final = Cues()


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entry that a found string may name, by one of its forms.

    Attributes:
        ref: Authority id.
        kind: Kind of the entry.
        type: Type of the form ("title" makes the mention a title).
        sources: Texts in which the editor found this form used for this entry; empty = anywhere.
    """

    ref: str
    kind: str
    type: str
    sources: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A name found in a text.

    Attributes:
        span: The whole name, attached particles left out.
        bearers: Entries that it may name; none where its parts are those of no entry.
        form: The part of it that is a form of the authority; the same as `span` where nothing more
            of the name stands around it.
        kind: Kind of what is named, where there are no bearers.
        head: The name before the first *ibn*, as a key: what homonyms have in common.
        full: Whether more stands here than the name that homonyms share, and it agrees.
        doubt: Probability that is left to the bearers together by what the name itself tells.
        listed: Whether a form of the authority stands here, and not only the own name of somebody
            whom no form calls by it alone: he must have been named in full just before.
        cues: What stands beside it.
        goes_on: Whether it has parts, beyond those that agree, of which the record knows nothing.
        share: What share of all men bears a name in full; 0 where it was not reckoned.
    """

    span: Span
    bearers: tuple[Bearer, ...]
    form: Span
    kind: str = ""
    head: str = ""
    full: bool = False
    doubt: float = 1.0
    listed: bool = True
    cues: Cues = _NO_CUES
    share: float = 0.0
    goes_on: bool = False

    @property
    def stranger(self) -> bool:
        """Whether it names a person who is nobody of the authority."""
        return self.kind == "person" and not self.bearers
