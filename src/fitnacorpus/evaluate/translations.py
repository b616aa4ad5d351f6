"""Sentences and their translations, from a corpus and from tables, to learn renderings from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fitnacorpus import arabic_script
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.evaluate import gold
from fitnacorpus.languages import AR, EN
from fitnacorpus.pipeline import Pipeline, Progress

if TYPE_CHECKING:
    from fitnacorpus.align.lexicon_learning import Lesson
    from fitnacorpus.align.lexicon_training import Pair

_ARABIC: Final = re.compile(f"[{arabic_script.LETTERS}]")
_ENGLISH: Final = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Source:
    """Where pairs of sentences come from.

    Attributes:
        name: The two texts, or the file.
        pairs: Arabic sentences and their English translations.
    """

    name: str
    pairs: tuple[Pair, ...]

    def __str__(self) -> str:
        """The source and how much it holds."""
        return f"{self.name}: {len(self.pairs)} pairs of sentences"


def of_corpus(pipeline: Pipeline) -> list[Source]:
    """The Arabic and English texts of a corpus of which one renders the other, bead by bead."""
    from fitnacorpus.align import propose, translation

    linking, out = pipeline.linking, []
    for a, b in linking.linked:
        if not propose.translates(a, b, linking.one_text):
            continue
        outlines = sorted((linking.outline(a), linking.outline(b)), key=lambda x: x.lang)
        if [x.lang for x in outlines] != [AR, EN]:
            continue
        arabic, english = (
            [x.document.text.source[s.start : s.end] for s in x.spans] for x in outlines
        )
        beads = translation.align(
            arabic, english, lambda p: linking.encode(p, AR), lambda p: linking.encode(p, EN)
        )
        pairs = [
            (" ".join(arabic[i] for i in bead.a), " ".join(english[j] for j in bead.b))
            for bead in beads
            if bead.a and bead.b
        ]
        out.append(Source(f"{outlines[0].text} and {outlines[1].text}", tuple(pairs)))
    return out


def read_table(path: Path) -> Source:
    """Pairs from a table, UTF-8, tabs between its cells.

    The Arabic sentence of a row is its longest cell in Arabic letters, the English one its longest
    cell in Latin letters; rows without both (headings, gaps) are passed over.

    Raises:
        CorpusError: the file cannot be read (``unreadable``), or no row holds both (``bad-table``).
    """
    pairs = []
    for line in gold.content(path).splitlines():
        cells = sorted(line.split("\t"), key=len, reverse=True)
        arabic = next((c for c in cells if _ARABIC.search(c)), "")
        english = next((c for c in cells if _ENGLISH.search(c)), "")
        if arabic and english and arabic is not english:
            pairs.append((arabic.strip(), english.strip()))
    if not pairs:
        raise CorpusError(
            "bad-table",
            "no row holds an Arabic and an English sentence",
            where=str(path),
            hint="Write the sentence and its translation into two cells, with a tab between them",
        )
    return Source(path.name, tuple(pairs))


def lexicon_lesson(
    folder: CorpusFolder, tables: Sequence[Path] = (), *, progress: Progress | None = None
) -> tuple[Lesson, list[Source]]:
    """What the translations of a corpus, and those in tables, teach of how words are rendered.

    Raises:
        FitnaError: the corpus or a table cannot be used, or there are too few pairs of sentences
            to learn from (``too-few-translations``).
    """
    from fitnacorpus.align import lexicon, lexicon_learning

    sources = [*of_corpus(Pipeline(folder, progress)), *map(read_table, tables)]
    pairs = [pair for source in sources for pair in source.pairs]
    try:
        return lexicon_learning.learn(pairs, lexicon.shipped()), sources
    except ValueError as error:
        raise CorpusError(
            "too-few-translations",
            str(error),
            where=str(folder.root),
            hint="Say of a text that it renders another (translation_of), or give a table of"
            " sentences with --bitext",
        ) from None


def use_lexicon(folder: CorpusFolder, lesson: Lesson, sources: Sequence[Source]) -> None:
    """Write down what was learnt, so that every build uses it."""
    from fitnacorpus.files import write_whole
    from fitnacorpus.stages import taught

    with folder.locked():
        write_whole(folder.lexicon_path, taught.render(lesson.taught, [str(x) for x in sources]))
