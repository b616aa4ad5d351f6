"""One build: makes what is stale, writes it, remembers what it did."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Final

from fitnacorpus import jobs, judgements, runner
from fitnacorpus.build.episode_ids import built, changed_ids
from fitnacorpus.build.results import Build, Failure, Summary, summarise
from fitnacorpus.corpus import stray
from fitnacorpus.errors import CorpusError, FitnaError, did_you_mean
from fitnacorpus.files import digest, disk, write_whole
from fitnacorpus.index import build as index_build
from fitnacorpus.jobs import Done, Job
from fitnacorpus.pipeline import SETTLED, Pipeline
from fitnacorpus.runner import Failed
from fitnacorpus.stages.program import code
from fitnacorpus.stages.state import Made
from fitnacorpus.stages.store import PRIVATE, Artefact
from fitnacorpus.tei import digest as tei_digest
from fitnacorpus.toml_files import key_line

_WRITTEN: Final = "alignments written"
"""Under this the state remembers of which links all files were written."""


def fill(
    index: index_build.Index, p: Pipeline, made: Sequence[str], ids: Sequence[str]
) -> Iterator[str]:
    """Bring the rows of some texts up to date, and remove those of texts that are no more.

    Yields:
        What was made anew.
    """
    known = index.keys()
    if known.get("") != (key := p.entries_key()):
        p.progress("index", "")
        index.set_entries(p.authority, key)
        yield "entries"
    for text in made:
        if known.get(text) != (key := p.index_key(text)):
            p.progress("index", text)
            index.set_text(p.document(text), key)
            yield f"index:{text}"
    for text in sorted(known.keys() - {"", *ids}):
        index.remove(text)


class Builder:
    """One build: makes what is stale, writes it, remembers what it did."""

    def __init__(
        self,
        pipeline: Pipeline,
        overwrite: bool,
        name: str = "serial",
        keep_going: bool = False,
    ) -> None:
        self.pipeline = pipeline
        self.runner, self.keep_going = name, keep_going
        self.workers = runner.workers(name) if name else None
        self.failed: dict[tuple[str, ...], str] = {}
        self.folder, self.state = pipeline.folder, pipeline.state
        self.overwrite = overwrite
        self.ran: list[str] = []
        self.written: list[str] = []
        self.removed: list[str] = []
        pipeline.store.keep = self._keep

    def run(self) -> Build:
        """Bring everything up to date; raises what `build` raises."""
        p = self.pipeline
        if not p.descriptions:
            raise CorpusError(
                "no-texts",
                "the corpus has no texts",
                where=str(self.folder.seeds),
                hint="Run 'fitnacorpus add FILE'",
            )
        ids = [item.info.id for item in p.descriptions]
        stale = [text for text in ids if not p.document_is_fresh(text)]
        if self.keep_going:
            self._read_judged(stale)
        self._refuse_unknown_events()
        stale = [text for text in stale if (text,) not in self.failed]
        for text in () if p.machine_only else stale:
            self._refuse_hand_edit(self.folder.text_path(text))
        if not self.runner and len(stale) > runner.FEW:
            self.workers = runner.workers("processes")
        before = {} if p.machine_only else {t: built(p, p.by_id[t]) for t in stale}
        self._each(jobs.TEXT, [(text,) for text in stale])
        if not p.machine_only:
            self._remove(self.folder.texts, [self.folder.text_path(text) for text in ids])
        made = [text for text in ids if (text,) not in self.failed]
        p.leave_out({text for text in ids if (text,) in self.failed})
        changed = [
            x for t, then in before.items() if t in made for x in changed_ids(p, p.by_id[t], then)
        ]
        for text in made:
            p.linking.bring(text)
        self._links()
        self._alignments()
        if not p.machine_only:
            self._index(made, ids)
            self._forget(ids)
        counts = self._summary()  # what it reckons is remembered by the state, so before that
        self.state.keep()
        return Build(
            tuple(self.ran),
            tuple(self.written),
            tuple(self.removed),
            Summary(**json.loads(counts)),
            tuple(Failure(":".join(of), reason) for of, reason in self.failed.items()),
            tuple(changed),
        )

    def _links(self) -> None:
        """The links of stale pairs, and first the vectors of their texts."""
        p = self.pipeline
        stale = [x for x in p.linking.linked if p.store.fresh(p.linking.links_artefact(x)) is None]
        if self.workers is not None:
            for step, texts in p.linking.encoded(stale).items():
                self._each(step, [(text,) for text in texts])
            stale = [pair for pair in stale if not self.failed.keys() & {(t,) for t in pair}]
            p.linking.keep_means(stale)
        self._each(jobs.LINKS, stale)
        p.linking.skipped.update((of[0], of[1]) for of in self.failed if len(of) > 1)

    def _each(self, step: str, every: Sequence[tuple[str, ...]]) -> None:
        """Do a step for every text or pair, and keep what comes of it."""
        p = self.pipeline
        if not every:
            return
        self.state.keep()  # workers read it
        without = tuple(of[0] for of in self.failed if len(of) == 1)
        given = str(self.folder.root.resolve()), p.machine_only, step
        moment = f"{time.time_ns()}"
        every_job = [Job(*given, of, without, moment) for of in every]
        pace = runner.Pace(len(every_job))
        stage = jobs.work if self.workers else partial(jobs.make, p)
        done: Done | Failed[Job] | None
        for job, done in zip(every_job, runner.map(stage, every_job, self.workers), strict=True):
            if isinstance(done, Failed):
                self._fail(job.of, done.error)
            elif done is not None:
                for name, (basis, value) in done.derived.items():
                    self.state.derive(name, basis, value)
                for artefact, data in done.artefacts:
                    self._keep(artefact, data)
            told = f"{' '.join(job.of)}   {pace.step()}"
            if self.workers is not None or len(every_job) > runner.FEW:
                p.progress(step, told)

    def _fail(self, of: tuple[str, ...], error: Exception) -> None:
        # A full disk or an edited file stops a build whatever it works on.
        if not self.keep_going or isinstance(error, CorpusError):
            raise error
        self.failed[of] = str(error) if isinstance(error, FitnaError) else repr(error)

    def _read_judged(self, stale: Sequence[str]) -> None:
        """Leave out texts that cannot be read before verdicts are placed in them."""
        p = self.pipeline
        judged = frozenset[str]().union(*(verdict.speaks_of for verdict in p.verdicts))
        for text in sorted(judged.intersection(stale)):
            try:
                p.text(p.by_id[text])
            except FitnaError as error:
                self._fail((text,), error)
        p.leave_out({of[0] for of in self.failed})

    def _refuse_unknown_events(self) -> None:
        """Refuse an event without a record before anything is written: it would name a file."""
        p = self.pipeline
        basis = digest(
            self.state.digest(self.folder.authority_path),
            *sorted(p.left_out),
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

    def _index(self, made: Sequence[str], ids: Sequence[str]) -> None:
        p = self.pipeline
        try:
            with index_build.Index(self.folder.index_path, code("index")) as index:
                self.ran += fill(index, p, made, ids)
        except OSError as error:
            raise disk(self.folder.index_path, error) from None

    def _forget(self, ids: Sequence[str]) -> None:
        """Forget the artefacts of texts and pairs that are no more, and remove their files."""
        known = {*ids}
        for stage in ("document", "features", "profile", "vectors", "passages", "links"):
            for name in self.state.names(stage):
                made = self.state.get(name)
                if made is None or known.issuperset(name.split(":")[1:]):
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
