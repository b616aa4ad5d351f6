"""A chapter or some episodes of a text, as a reviewer names them: what one sitting is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from fitnacorpus.errors import CorpusError, did_you_mean
from fitnacorpus.model import Document, Region, RegionKind, Span
from fitnacorpus.orthography import fold_key


class Stretch(NamedTuple):
    """A stretch of a text, and its episodes."""

    text: str
    span: Span
    episodes: tuple[str, ...]


def find(words: str, documents: Mapping[str, Document]) -> Stretch:
    """The stretch that somebody names.

    Args:
        words: ``TEXT:e3``, ``TEXT:e3-e9`` (two dots part ids with hyphens), or ``TEXT:`` and the
            first words of a heading, for what stands under it.
        documents: Documents by text id.

    Raises:
        CorpusError: there is no such text (``unknown-text``), episode or heading
            (``unknown-episode``).
    """
    text, _, where = words.partition(":")
    if text not in documents:
        hint = did_you_mean(text, documents) or f"There are: {', '.join(documents)}"
        raise CorpusError("unknown-text", f"there is no text '{text}'", hint=hint)
    document = documents[text]
    ids = [episode.id for episode in document.episodes]
    first, last = _ends(where.strip(), ids)
    if first in ids and last in ids and ids.index(first) <= ids.index(last):
        chosen = document.episodes[ids.index(first) : ids.index(last) + 1]
        span = Span(chosen[0].start, chosen[-1].end)
    else:
        span = _chapter(where, document)
        chosen = tuple(e for e in document.episodes if span.start <= e.start < span.end)
    return Stretch(text, span, tuple(episode.id for episode in chosen))


def holds(stretches: Sequence[Stretch], text: str, span: Span) -> bool:
    """Whether a passage lies in one of some stretches, or reaches into it."""
    return any(s.text == text and s.span.overlaps(span) for s in stretches)


def _ends(where: str, ids: Collection[str]) -> tuple[str, str]:
    """The first and last episode of ``e3``, ``e3-e9`` or ``e3..e9``."""
    if where in ids:
        return where, where
    first, sign, last = where.partition("..") if ".." in where else where.partition("-")
    return (first.strip(), last.strip()) if sign else ("", "")


def _chapter(where: str, document: Document) -> Span:
    """What stands under the heading that begins with some words."""
    source, lang = document.text.source, document.text.info.lang
    headings = [r for r in document.text.regions if r.kind is RegionKind.HEADING]
    asked = _folded(where, lang)
    found = [r for r in headings if asked and _folded(_words(source, r), lang).startswith(asked)]
    if not found:
        raise CorpusError(
            "unknown-episode",
            f"'{document.text.info.id}' has neither episodes nor a heading '{where}'",
            hint="Write TEXT:e3-e9, or TEXT: and the first words of a heading",
        )
    if len(found) > 1 and not any(_folded(_words(source, r), lang) == asked for r in found):
        raise CorpusError(
            "unknown-episode",
            f"{len(found)} headings of '{document.text.info.id}' begin with '{where}'",
            hint="Write more of it: " + "; ".join(_words(source, r) for r in found[:3]),
        )
    own = next((r for r in found if _folded(_words(source, r), lang) == asked), found[0])
    after = (r.start for r in headings if r.start > own.start and r.level <= own.level)
    return Span(own.start, next(after, len(source)))


def _words(source: str, region: Region) -> str:
    return " ".join(source[region.body.start : region.body.end].split()).strip("#*_|= ")


def _folded(words: str, lang: str) -> str:
    return fold_key(" ".join(words.split()), lang, "search").strip(" .:")
