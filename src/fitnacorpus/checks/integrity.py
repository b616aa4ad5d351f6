"""Every XML file of a corpus: its form, and whether what it says holds together.

Each file is gone through once, while the listeners of the other modules gather what they look for;
what concerns several files is settled at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from fitnacorpus.checks import dates, languages, links, names, passages, pointers, reading
from fitnacorpus.checks.problem_places import Gatherer, Place, as_problem, error
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Description
from fitnacorpus.errors import FitnaError
from fitnacorpus.files import visible
from fitnacorpus.model import Problem
from fitnacorpus.tei import safe, schema
from fitnacorpus.tei.scan import scan
from fitnacorpus.tei.schema.explain import Explainer

WHOLE: Final = 1 << 22
"""Size in bytes up to which a file is validated as a tree by lxml.  A larger one is judged by the
explainer alone, which needs no tree; the tests hold the two to the same verdicts."""


def problems(
    folder: CorpusFolder, descriptions: Sequence[Description], sources: Mapping[str, str]
) -> Iterator[Problem]:
    """What is wrong with the authority, the texts and the alignments as they stand on the disk.

    Args:
        folder: The corpus.
        descriptions: The descriptions that can be read.
        sources: Source of each text by id, as far as known.
    """
    register = pointers.Register()
    retired = {
        f"{item.info.id}.{old}": folder.relative(item.path)
        for item in descriptions
        for old in item.retired
    }
    register.retire(retired)
    # A file of an earlier version is written anew; what grammars ask today is not held against it.
    earlier = frozenset(folder.in_earlier_format()).__contains__
    # The authority and the alignments come first, so that of a text only what they name is kept.
    if folder.authority_path.is_file():
        yield from _file(folder, folder.authority_path, "authority", register)
    for path in visible(folder.alignments, "*.xml"):
        yield from _file(folder, path, "alignment", register, formed=not earlier(path))
    for path in visible(folder.texts, "*.xml"):
        source = sources.get(path.stem)
        yield from _file(folder, path, "text", register, source, formed=not earlier(path))
    yield from register.problems()


def _file(
    folder: CorpusFolder,
    path: Path,
    kind: str,
    register: pointers.Register,
    source: str | None = None,
    *,
    formed: bool = True,
) -> Iterator[Problem]:
    file = folder.relative(path)
    gatherers: list[Gatherer | Explainer] = [
        pointers.Pointers(register, file),
        languages.Languages(file),
        names.Empty(file),
        dates.Dates(file, tolerant=kind == "authority"),
    ]
    if kind == "text":
        gatherers += [names.Certainty(file), names.Parts(file), passages.Passages(file)]
        if source is not None:
            gatherers.append(reading.Reading(source, file))
    if kind == "alignment":
        gatherers.append(links.Links(register, file))
    try:
        large = path.stat().st_size > WHOLE
        if large and formed:
            gatherers.append(Explainer(schema.grammar(kind), file))
        with path.open("rb") as stream:
            scan(stream, gatherers, where=file)
    except FitnaError as fault:
        register.broken(file)
        yield as_problem(fault, folder)
    except OSError as fault:
        register.broken(file)
        yield error("unreadable", Place(file), str(fault.strerror), "Check that it may be read")
    else:
        if formed and not large:
            yield from _form(folder, path, kind)
    for gatherer in gatherers:
        yield from gatherer.found


def _form(folder: CorpusFolder, path: Path, kind: str) -> Iterator[Problem]:
    """What the schema says of a well-formed file of a kind, and what a tree of lxml refuses."""
    file = folder.relative(path)
    try:
        if schema.validator(kind).validate(safe.parse(path.read_bytes(), where=file)):
            return
    except FitnaError as fault:
        yield as_problem(fault, folder)
    explainer = Explainer(schema.grammar(kind), file)
    with path.open("rb") as stream:
        scan(stream, [explainer], where=file)
    yield from explainer.found
