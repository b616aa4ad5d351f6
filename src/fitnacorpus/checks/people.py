"""What people write: whether every file of it can be read, and names what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fitnacorpus import description, judgements, reading
from fitnacorpus.checks.problem_places import Place, as_problem, error
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Description
from fitnacorpus.description.heirs import end_of
from fitnacorpus.errors import FitnaError, did_you_mean
from fitnacorpus.model import Authority, Document, Problem, Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.position import position
from fitnacorpus.toml_files import key_line

_NAMED: Final = 5
"""Names that a note on many of them lists, the most frequent ones."""


@dataclass(frozen=True)
class Written:
    """What people wrote, as far as it can be read.

    Attributes:
        descriptions: The descriptions that can be read.
        problems: One for every description, authority, header and verdict that cannot.
    """

    descriptions: list[Description] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(folder: CorpusFolder) -> Written:
    """Read everything that people write, each file by itself, so that no fault hides another."""
    out = Written()
    for path in folder.description_paths():
        try:
            out.descriptions.append(description.load(path))
        except FitnaError as fault:
            out.problems.append(as_problem(fault, folder))
    out.problems.extend(as_problem(fault, folder) for fault in folder.verdict_faults())
    if not out.problems:
        # Each can be read by itself: now that two have one id.
        _try(folder.descriptions, out, folder)
    _try(folder.authority, out, folder)
    _try(folder.house, out, folder)
    return out


def _try(reading: Callable[[], object], out: Written, folder: CorpusFolder) -> None:
    try:
        reading()
    except FitnaError as fault:
        out.problems.append(as_problem(fault, folder))


def relations(descriptions: Sequence[Description], folder: CorpusFolder) -> Iterator[Problem]:
    """Texts and retired ids that descriptions name and that are not there."""
    known = {item.info.id for item in descriptions}
    leading: dict[str, str] = {}
    for item in descriptions:
        file = folder.relative(item.path)
        for old in item.formerly:
            taken = old if old in known else leading.setdefault(old, item.info.id)
            if taken != item.info.id:
                yield error(
                    "duplicate-id",
                    Place(file, key_line(Path(item.path), "formerly")),
                    f"the former id '{old}' is that of the text '{taken}' too",
                    "Let one of the two have it: an address leads to one text",
                )
        for key in ("translation_of", "derived_from"):
            other = getattr(item.info, key)
            if other and (other not in known or other == item.info.id):
                yield error(
                    "unknown-text",
                    Place(file, key_line(Path(item.path), key)),
                    f"{key} names '{other}', which is no other text of the corpus",
                    f"Use one of {', '.join(sorted(known - {item.info.id}))}",
                )
        episodes = {cut.id for cut in item.cuts}
        for old in item.retired:
            if (new := end_of(item.retired, old)) not in episodes:
                yield error(
                    "dangling-ref",
                    Place(file, key_line(Path(item.path), old, table="retired")),
                    f"the retired id '{old}' leads to '{new}', which is no episode of the text",
                    "Name the episode that took its place",
                )


def doubts(document: Document) -> Iterator[Problem]:
    """Mentions whose bearer is in doubt; names that only the source knows, all in one note."""
    source, view = document.text.source, reading.of_document(document)
    file = f"seeds/{document.text.info.file}"
    unknown: Counter[str] = Counter()
    for mention in document.mentions:
        words = view.read(Span(mention.start, mention.end))
        if mention.status == "resolved":
            continue
        if mention.why == "source" and not mention.candidates:
            unknown[words] += 1
            continue
        line, column = position(source, mention.start)
        if document.text.info.file.endswith(".xml"):
            line = column = 0  # lines of the text in it, not of the file
        choices = ", ".join(f"{c.ref} ({c.cert:.2f})" for c in mention.candidates)
        yield Problem(
            f"mention-{mention.status}",
            # A name that a source marks is no fault of the edition if nobody looked it up.
            "note" if mention.why == "source" else "warning",
            f"“{words}” may be {choices}" if choices else f"“{words}” is no entry's name",
            "Say who it is by a verdict in tei/mentions/",
            file,
            line,
            column,
        )
    if unknown:
        first = ", ".join(f"“{words}”" for words, _ in unknown.most_common(_NAMED))
        more = ", …" if len(unknown) > _NAMED else ""
        yield Problem(
            "mention-unresolved",
            "note",
            f"{unknown.total()} names that the source marks are no entry's: {first}{more}",
            "Add those that matter to tei/authority.xml, or leave them",
            file,
        )


def verdicts(pipeline: Pipeline) -> Iterator[Problem]:
    """Verdicts without a place, that contradict one another, or that a new text has outdated."""
    folder = pipeline.folder
    texts = [item.info.id for item in pipeline.descriptions]
    former = description.heirs(pipeline.descriptions).texts
    for problem in judgements.problems(pipeline.judgements, texts=texts, former=former):
        yield Problem(
            problem.code,
            problem.severity,
            problem.message,
            problem.hint,
            folder.relative(problem.file),
            problem.line,
        )


def named(pipeline: Pipeline) -> Iterator[Problem]:
    """Ids named by people that the authority does not have."""
    folder, known = pipeline.folder, pipeline.authority
    for item in pipeline.descriptions:
        for number, cut in enumerate(item.cuts, start=1):
            if cut.event and not _is_event(known, cut.event):
                yield error(
                    "unknown-event",
                    Place(
                        folder.relative(item.path),
                        key_line(Path(item.path), "event", table="episode", number=number),
                    ),
                    f"episode {cut.id} tells '{cut.event}', which is no event of the authority",
                    f"{did_you_mean(cut.event, known.by_id)} Add the event to tei/authority.xml, "
                    "or correct the id".lstrip(),
                )
    for placed in pipeline.judgements.placed:
        verdict = placed.verdict
        file, _, line = verdict.where.rpartition(":")
        missing = verdict.ref and verdict.ref not in known.by_id
        if missing or (verdict.event and not _is_event(known, verdict.event)):
            yield error(
                "dangling-ref",
                Place(folder.relative(file), int(line)),
                f"the verdict names '{verdict.ref or verdict.event}', "
                "which the authority does not have",
                "Add the entry to tei/authority.xml, or supersede the verdict",
            )


def _is_event(authority: Authority, ident: str) -> bool:
    entry = authority.by_id.get(ident)
    return entry is not None and entry.kind == "event"
