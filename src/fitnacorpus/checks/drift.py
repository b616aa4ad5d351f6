"""Drift: generated files against what a build would write, character by character.

So a changed letter is named by file, line and column, whatever it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fitnacorpus.checks.problem_places import Place, error
from fitnacorpus.checks.sources import departure
from fitnacorpus.corpus import CorpusFolder, stray
from fitnacorpus.model import Problem
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tei import digest as tei_digest

_LINK_CERT: Final = re.compile(rb' cert="([01]\.[0-9]{2})"')
TOLERANCE: Final = 0.01
"""Scores may differ by this much between processors; larger differences are drift."""


def problems(pipeline: Pipeline) -> Iterator[Problem]:
    """Generated files that are missing, too many, or not what a build would write.

    Raises:
        FitnaError: the files cannot be made, because an input contradicts another.
    """
    folder = pipeline.folder
    older = folder.in_earlier_format()
    if older:
        more = f", and {len(older) - 1:,} more" if len(older) > 1 else ""
        yield error(
            "earlier-format",
            Place(folder.relative(older[0])),
            f"this generated file is written in an earlier format{more}",
            "Run 'fitnacorpus migrate' and commit the result",
        )
    texts = [folder.text_path(item.info.id) for item in pipeline.descriptions]
    for item, path in zip(pipeline.descriptions, texts, strict=True):
        yield from _file(folder, path, pipeline.document_file(item), tolerant=False)
    alignments = []
    for alignment in pipeline.alignments:
        alignments.append(folder.alignment_path(alignment.event))
        expected = pipeline.alignment_file(alignment)
        yield from _file(folder, alignments[-1], expected, tolerant=True)
    for path in (*stray(folder.texts, texts), *stray(folder.alignments, alignments)):
        yield error(
            "stray-file",
            Place(folder.relative(path)),
            "no text or event of the corpus belongs to this file",
            "Run 'fitnacorpus build' to remove it"
            if tei_digest.recorded(path.read_bytes())
            else "No build wrote it, and none removes it: move it to another folder",
        )


def _file(
    folder: CorpusFolder, path: Path, expected: bytes, *, tolerant: bool
) -> Iterator[Problem]:
    name = folder.relative(path)
    if not path.is_file():
        message = "this generated file is missing"
        yield error("missing-output", Place(name), message, "Run 'fitnacorpus build'")
        return
    data = path.read_bytes()
    if data == expected or (tolerant and _alike(data, expected)):
        return
    if tei_digest.intact(data) and tei_digest.format_of(path) < tei_digest.FORMAT:
        return  # said once, of all such files
    here, there = _without_digest(data), _without_digest(expected)
    # With nothing but the digest changed, that is the place.
    line, column = departure(here, there) if here != there else (2, 1)
    if tei_digest.intact(data):
        yield error(
            "stale-output",
            Place(name, line, column),
            "this generated file is not what its inputs give now",
            "Run 'fitnacorpus build' and commit the result",
        )
    else:
        yield error(
            "hand-edit",
            Place(name, line, column),
            "this generated file was changed by hand",
            f"Take it over with 'fitnacorpus adopt {name}'; to lose it, run "
            "'fitnacorpus build --overwrite'",
        )


def _without_digest(data: bytes) -> str:
    """The content with the digest line blanked, so that line numbers stay true."""
    text = data.decode("utf-8", "replace")
    return re.sub(r'(?:format="[0-9]+" )?digest="[0-9a-f]{64}"', "", text, count=1)


def _alike(data: bytes, expected: bytes) -> bool:
    """Whether two intact alignments differ by no more than the tolerance in their scores."""
    if not tei_digest.intact(data):
        return False
    here, there = (_LINK_CERT.findall(x) for x in (data, expected))
    if len(here) != len(there):
        return False
    plain = [_LINK_CERT.sub(b"", x).split(b"?>\n", 2)[-1] for x in (data, expected)]
    close = all(
        abs(float(a) - float(b)) < TOLERANCE * 1.5 for a, b in zip(here, there, strict=True)
    )
    return plain[0] == plain[1] and close
