"""An editor's word that some words of a passage stand for an entry of the authority.

What nobody would find by a form of the name (an office, a kinship, a pronoun) becomes a mention by
such a verdict, and counts like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitnacorpus.errors import ConfigError
from fitnacorpus.judgements.verdict import Verdict, target
from fitnacorpus.model import Document, Span
from fitnacorpus.refs import Ref
from fitnacorpus.vocabulary import Decision, VerdictKind


@dataclass(frozen=True, slots=True)
class Tagged:
    """What an editor says.

    Attributes:
        passage: An episode, a paragraph or a sentence.
        words: The words, as they stand there; any white space between them counts alike.
        bearer: Authority id of whom they mean.
        which: Which of several such places in the passage, from 1; 0 demands that there is one.
        type: "name" where they are a name, in a spelling that the authority does not have; else "".
        cert: How sure the editor is, above 0 and up to 1.
    """

    passage: Ref
    words: str
    bearer: str
    which: int = 0
    type: str = ""
    cert: float = 1.0


def verdict(tagged: Tagged, document: Document, *, by: str, on: str, note: str = "") -> Verdict:
    """The verdict that an editor's word makes.

    Args:
        tagged: What the editor says.
        document: The text.
        by: Who says so.
        on: The day, ISO 8601.
        note: Why.

    Raises:
        ConfigError: there is no such passage (``unknown-passage``), or the words stand there not at
            all, or more than once and nobody says which (``unknown-words``).
    """
    span = _place(tagged, document)
    found = target(document.text.info.id, document.text.source, span)
    return Verdict(
        VerdictKind.MENTION,
        Decision.ACCEPT,
        found,
        by,
        on,
        ref=tagged.bearer,
        type=tagged.type,
        note=note,
        cert=tagged.cert,
    )


def _place(tagged: Tagged, document: Document) -> Span:
    frame = _frame(tagged.passage, document)
    words = r"\s+".join(re.escape(word) for word in tagged.words.split())
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    matches = pattern.finditer(document.text.source, *frame) if words else ()
    found = [Span(*match.span()) for match in matches]
    shown = str(tagged.passage)
    if not found:
        raise ConfigError(
            "unknown-words",
            f"the words “{tagged.words}” do not stand in {shown}",
            hint="Give whole words as the source has them, without particles joined to them",
        )
    if tagged.which > len(found) or (not tagged.which and len(found) > 1):
        raise ConfigError(
            "unknown-words",
            f"the words “{tagged.words}” stand {len(found)} times in {shown}",
            hint=f"Say which with --which 1 … {len(found)}, or name the sentence ({shown}.s1)",
        )
    return found[max(tagged.which, 1) - 1]


def _frame(ref: Ref, document: Document) -> Span:
    for episode in document.episodes:
        if episode.id != ref.division:
            continue
        if not ref.paragraph:
            return Span(episode.start, episode.end)
        if ref.paragraph <= len(episode.paragraphs):
            paragraph = episode.paragraphs[ref.paragraph - 1]
            if not ref.sentence:
                return Span(paragraph.start, paragraph.end)
            if ref.sentence <= len(paragraph.sentences):
                return paragraph.sentences[ref.sentence - 1]
    raise ConfigError(
        "unknown-passage",
        f"there is no passage {ref}",
        hint="Name an episode, a paragraph or a sentence: a-text:e1.p2.s3",
    )
