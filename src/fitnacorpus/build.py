"""Building: makes the artefacts that are stale, and writes them so that nothing is lost.

An artefact is stale when the digest of its inputs, of the settings that it rests on, or of the
program's own code differs from that of the last run, or when an output is missing or changed.  A
generated file that somebody edited by hand is never overwritten silently.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from fitnacorpus import judgements, runner
from fitnacorpus.corpus import UNWRITABLE, CorpusFolder, stray
from fitnacorpus.errors import CorpusError, did_you_mean
from fitnacorpus.files import digest, disk, write_whole
from fitnacorpus.index import build as index_build
from fitnacorpus.pipeline import SETTLED, Pipeline, Progress
from fitnacorpus.stages.program import code
from fitnacorpus.stages.state import Made
from fitnacorpus.stages.store import PRIVATE, Artefact
from fitnacorpus.tei import digest as tei_digest
from fitnacorpus.toml_files import key_line
from fitnacorpus.vocabulary import Status

_WRITTEN: Final = "alignments written"
"""Under this the state remembers of which links all files were written."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what a corpus holds after a build.

    Of verdicts, `orphans` have no place in the texts any more, and `moved` stand among other words
    than they did.
    """

    texts: int
    episodes: int
    mentions: int
    resolved: int
    ambiguous: int
    unresolved: int
    events: int
    links: int
    proposed: int
    accepted: int
    rejected: int
    orphans: int
    moved: int


@dataclass(frozen=True, slots=True)
class Build:
    """What a build did.

    Attributes:
        ran: Every artefact that was made, its stage first ("document:port-ar",
            "links:port-ar:port-en"); empty when all was up to date.
        written: Files that were written, from the corpus folder.
        removed: Generated files that are no longer needed and were removed.
        summary: What the corpus holds now.
    """

    ran: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    summary: Summary


def build(
    folder: CorpusFolder, *, overwrite: bool = False, progress: Progress | None = None
) -> Build:
    """Bring all generated files of a corpus up to date.

    Args:
        folder: The corpus.
        overwrite: Whether to replace generated files that were edited by hand.
        progress: Told what is being worked on.

    Raises:
        FitnaError: an input cannot be used; what was built so far stands, and each file is whole.
        CorpusError: a generated file was edited by hand (``hand-edit``), or cannot be written.
    """
    return bring(folder, overwrite=overwrite, progress=progress)[0]


def bring(
    folder: CorpusFolder,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    machine_only: bool = False,
) -> tuple[Build, Pipeline]:
    """As `build`, and give the pipeline too: what stands built is not made again by asking it.

    Args:
        folder: The corpus.
        overwrite: Whether to replace generated files that were edited by hand.
        progress: Told what is being worked on.
        machine_only: Whether to make what `Pipeline` means by it: that stands apart, and no file of
            the edition is touched.

    Raises:
        FitnaError: as `build`.
    """
    folder.settings()
    with folder.locked():
        builder = _Builder(Pipeline(folder, progress, machine_only=machine_only), overwrite)
        return builder.run(), builder.pipeline


def bring_or_read(
    folder: CorpusFolder, *, progress: Progress | None = None, machine_only: bool = False
) -> Pipeline:
    """The corpus up to date: built where it can be written to, else made in memory.

    Args:
        folder: The corpus.
        progress: Told what is being worked on.
        machine_only: As `bring`.

    Raises:
        FitnaError: as `build`, but for rights, locks and full disks.
    """
    try:
        return bring(folder, progress=progress, machine_only=machine_only)[1]
    except CorpusError as error:
        if error.code not in UNWRITABLE:
            raise
        return Pipeline(folder, progress, machine_only=machine_only)


@contextmanager
def searchable(folder: CorpusFolder, *, progress: Progress | None = None) -> Iterator[Path]:
    """The search index: that of the last build, or one for the moment where nobody may build.

    Args:
        folder: The corpus.
        progress: Told what is being worked on.

    Raises:
        FitnaError: an input cannot be used.
    """
    folder.settings()
    path = folder.index_path
    with TemporaryDirectory() as place:
        if not index_build.Index(path, code("index")).keys() and not folder.is_writable():
            path = Path(place) / path.name
            pipeline = Pipeline(folder, progress)
            with index_build.Index(path, code("index")) as index:
                ids = [item.info.id for item in pipeline.descriptions]
                list(_fill(index, pipeline, ids))
        yield path


def _fill(index: index_build.Index, p: Pipeline, ids: Sequence[str]) -> Iterator[str]:
    """Bring an index up to date; gives what was made anew."""
    known = index.keys()
    if known.get("") != (key := p.entries_key()):
        p.progress("index", "")
        index.set_entries(p.authority, key)
        yield "entries"
    for text in ids:
        if known.get(text) != (key := p.index_key(text)):
            p.progress("index", text)
            index.set_text(p.document(text), key)
            yield f"index:{text}"
    for text in sorted(known.keys() - {"", *ids}):
        index.remove(text)


class _Builder:
    """One build: makes what is stale, writes it, remembers what it did."""

    def __init__(self, pipeline: Pipeline, overwrite: bool) -> None:
        self.pipeline = pipeline
        self.folder, self.state = pipeline.folder, pipeline.state
        self.overwrite = overwrite
        self.ran: list[str] = []
        self.written: list[str] = []
        self.removed: list[str] = []
        pipeline.store.keep = self._keep

    def run(self) -> Build:
        p = self.pipeline
        if not p.descriptions:
            raise CorpusError(
                "no-texts",
                "the corpus has no texts",
                where=str(self.folder.seeds),
                hint="Run 'fitnacorpus add FILE'",
            )
        self._refuse_unknown_events()
        ids = [item.info.id for item in p.descriptions]
        stale = [text for text in ids if p.store.fresh(p.document_artefact(text)) is None]
        for text in () if p.machine_only else stale:
            self._refuse_hand_edit(self.folder.text_path(text))
        for _ in runner.map(p.document_file, stale):
            pass
        if not p.machine_only:
            self._remove(self.folder.texts, [self.folder.text_path(text) for text in ids])
        for text in ids:
            p.linking.bring(text)
        self._alignments()
        if not p.machine_only:
            self._index(ids)
            self._forget(ids)
        self.state.keep()
        summary = Summary(**json.loads(self._summary()))
        return Build(tuple(self.ran), tuple(self.written), tuple(self.removed), summary)

    def _refuse_unknown_events(self) -> None:
        """Refuse an event without a record before anything is written: it would name a file."""
        p = self.pipeline
        basis = digest(
            self.state.digest(self.folder.authority_path),
            *(cut.event for item in p.descriptions for cut in item.cuts),
            *(judgements.dump(verdict) for verdict in p.verdicts),
        )
        p.derived("events known", basis, self._know_events)

    def _know_events(self) -> str:
        p = self.pipeline
        known = {entry.id for entry in p.authority.entries if entry.kind == "event"} | {""}
        for item in p.descriptions:
            for number, cut in enumerate(item.cuts, start=1):
                if cut.event not in known:
                    line = key_line(Path(item.path), "event", table="episode", number=number)
                    raise _unknown_event(cut.event, known, f"{item.path}:{line}")
        for placed in p.judgements.placed:
            if placed.verdict.event not in known:
                raise _unknown_event(placed.verdict.event, known, placed.verdict.where)
        return "yes"

    def _keep(self, artefact: Artefact, data: bytes) -> None:
        """Write an artefact and remember it, at once, so that an interrupted build goes on."""
        outputs, content = {}, ""
        if artefact.path:
            path = self.folder.root / artefact.path
            self._refuse_hand_edit(path)
            if not path.is_file() or path.read_bytes() != data:
                write_whole(path, data)
                if not artefact.path.startswith(PRIVATE):
                    self.written.append(artefact.path)
            outputs[artefact.path] = hashlib.sha256(data).hexdigest()
        else:
            content = data.decode()
        self.state.put(artefact.name, Made(artefact.key, outputs, content))
        if artefact.name != SETTLED:
            self.ran.append(artefact.name)

    def _refuse_hand_edit(self, path: Path) -> None:
        if path.suffix != ".xml" or not path.exists():
            return
        if (written := tei_digest.format_of(path)) > tei_digest.FORMAT:
            raise CorpusError(
                "newer-format",
                f"this generated file has format {written}, and this program writes "
                f"{tei_digest.FORMAT}",
                where=str(path),
                hint="Build with the newer fitnacorpus that wrote it, or delete the file",
            )
        if not self.overwrite and not tei_digest.intact(path.read_bytes()):
            raise CorpusError(
                "hand-edit",
                "this generated file was changed by hand",
                where=str(path),
                hint=f"Take it over with 'fitnacorpus adopt {path}'; to lose it, run "
                "'fitnacorpus build --overwrite'",
            )

    def _remove(self, folder: Path, known: Sequence[Path]) -> None:
        """Remove generated files whose text or event is no more; what others put there stays."""
        for path in stray(folder, known):
            if not tei_digest.recorded(path.read_bytes()):
                continue
            self._refuse_hand_edit(path)
            path.unlink()
            self.removed.append(self.folder.relative(path))

    def _alignments(self) -> None:
        p = self.pipeline
        files = [self.state.get(name) for name in self.state.names("alignments")]
        # The links may be settled and a kill have come before all files of them were written.
        whole = p.machine_only or self.state.derived(_WRITTEN, p.alignments_key) is not None
        if whole and p.alignments_are_fresh() and all(m and self._stands(m) for m in files):
            return
        known = [p.alignment_artefact(a) for a in p.alignments]
        if p.machine_only:
            return
        for alignment in p.alignments:
            p.alignment_file(alignment)
        self._remove(self.folder.alignments, [self.folder.root / a.path for a in known])
        names = {artefact.name for artefact in known}
        self.state.forget(n for n in self.state.names("alignments") if n not in names)
        self.state.derive(_WRITTEN, p.alignments_key, "yes")

    def _stands(self, made: Made) -> bool:
        return all(self.state.digest(self.folder.root / p) == d for p, d in made.outputs.items())

    def _index(self, ids: Sequence[str]) -> None:
        p = self.pipeline
        try:
            with index_build.Index(self.folder.index_path, code("index")) as index:
                self.ran += _fill(index, p, ids)
        except OSError as error:
            raise disk(self.folder.index_path, error) from None

    def _forget(self, ids: Sequence[str]) -> None:
        """Forget the artefacts of texts and pairs that are no more, and remove their files."""
        for stage in ("document", "features", "profile", "vectors", "links"):
            for name in self.state.names(stage):
                made = self.state.get(name)
                if made is None or not {*name.split(":")[1:]} - {*ids}:
                    continue
                for path in made.outputs if stage != "document" else ():
                    (self.folder.root / path).unlink(missing_ok=True)
                self.state.forget([name])

    def _summary(self) -> str:
        """Counts of what the corpus holds, as JSON."""
        p = self.pipeline
        return p.derived("counts", p.alignments_key, lambda: json.dumps(asdict(summarise(p))))


def _unknown_event(event: str, known: Iterable[str], where: str) -> CorpusError:
    meant = did_you_mean(event, known)
    return CorpusError(
        "unknown-event",
        f"'{event}' is no event of the authority",
        where=where,
        hint=f"{meant} Add the event to tei/authority.xml, or correct the id".lstrip(),
    )


def summarise(pipeline: Pipeline) -> Summary:
    """Count what a corpus holds."""
    counts: Counter[str] = Counter()
    for item in pipeline.descriptions:
        counts.update(pipeline.linking.outline(item.info.id).counts)
    alignments = pipeline.alignments
    links = Counter(link.status for a in alignments for link in a.links)
    return Summary(
        texts=len(pipeline.descriptions),
        episodes=counts["episodes"],
        mentions=counts["resolved"] + counts["ambiguous"] + counts["unresolved"],
        resolved=counts["resolved"],
        ambiguous=counts["ambiguous"],
        unresolved=counts["unresolved"],
        events=sum(bool(a.event) for a in alignments),
        links=links.total(),
        proposed=links[Status.PROPOSED],
        accepted=links[Status.ACCEPTED],
        rejected=links[Status.REJECTED],
        orphans=len(pipeline.judgements.orphans),
        moved=sum(placed.how == "moved" for placed in pipeline.judgements.placed),
    )
