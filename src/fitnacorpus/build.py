"""Building: which stages are stale, and writing their files so that nothing is lost.

A stage runs when the digest of its inputs, of the settings it reads, or of its own version differs
from the last run, or when an output is missing or changed.  A generated file that somebody edited
by hand is never overwritten silently.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import fitnacorpus
from fitnacorpus.config import key_line
from fitnacorpus.corpus import CorpusFolder, digest, file_digest, replacing, stray, write_whole
from fitnacorpus.errors import CorpusError
from fitnacorpus.index import build as index_build
from fitnacorpus.model import Alignment, Document, Passage, PassageLink
from fitnacorpus.pipeline import Pipeline, Progress
from fitnacorpus.tei import digest as tei_digest

STAGE_VERSIONS: Final = {"document": 3, "links": 3, "alignments": 4, "index": 3}
"""Raised when a stage comes to give other results from the same inputs."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what a corpus holds after a build."""

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


@dataclass(frozen=True, slots=True)
class Build:
    """What a build did.

    Attributes:
        ran: The stages that ran, as "stage" or "stage:text"; empty when all was up to date.
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
    folder: CorpusFolder, *, overwrite: bool = False, progress: Progress | None = None
) -> tuple[Build, Pipeline]:
    """As `build`, and give the pipeline too: what stands built is not made again by asking it.

    Args:
        folder: The corpus.
        overwrite: Whether to replace generated files that were edited by hand.
        progress: Told what is being worked on.

    Raises:
        FitnaError: as `build`.
    """
    folder.settings()
    with folder.locked():
        builder = _Builder(Pipeline(folder, progress), overwrite)
        done = builder.run()
        builder.take_over_links()
        return done, builder.pipeline


@dataclass
class _State:
    """What the last build did: stage to digest of inputs, and to digests of outputs."""

    stages: dict[str, dict[str, Any]] = field(default_factory=dict)
    summary: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> _State:
        try:
            raw = json.loads(path.read_bytes())
            if raw["version"] == fitnacorpus.__version__:
                return cls(raw["stages"], raw["summary"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return cls()

    def save(self, path: Path) -> None:
        content = {
            "version": fitnacorpus.__version__,
            "stages": self.stages,
            "summary": self.summary,
        }
        write_whole(path, json.dumps(content, indent=1, sort_keys=True).encode())


class _Builder:
    """One build: compares digests, writes what is stale, remembers what it did."""

    def __init__(self, pipeline: Pipeline, overwrite: bool) -> None:
        self.pipeline = pipeline
        self.folder = pipeline.folder
        self.overwrite = overwrite
        self.state = _State.load(self.folder.state_path)
        self.ran: list[str] = []
        self.written: list[str] = []
        self.removed: list[str] = []

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
        common = self._common()
        text_keys: dict[str, str] = {}
        for item in p.descriptions:
            key = digest(
                common,
                file_digest(Path(item.path)),
                file_digest(self.folder.source_path(item)),
            )
            text_keys[item.info.id] = key
            path = self.folder.text_path(item.info.id)
            self._stage(f"document:{item.info.id}", key, path, partial(p.document_file, item))
        texts = digest(*(f"{k}={v}" for k, v in sorted(text_keys.items())))
        self._remove(self.folder.texts, [self.folder.text_path(i.info.id) for i in p.descriptions])
        align = asdict(p.settings.align)
        links_key = digest("links", str(STAGE_VERSIONS["links"]), texts, json.dumps(align))
        self._links(links_key)
        self._alignments(
            digest(
                "alignments",
                str(STAGE_VERSIONS["alignments"]),
                links_key,
                *(file_digest(path) for path in self.folder.link_verdict_paths()),
            )
        )
        self._index(digest("index", str(STAGE_VERSIONS["index"]), texts))
        known = {f"document:{i.info.id}" for i in p.descriptions}
        for name in [n for n in self.state.stages if ":" in n and n not in known]:
            del self.state.stages[name]
        if self.ran or self.removed:
            self.state.save(self.folder.state_path)
        return Build(
            tuple(self.ran),
            tuple(self.written),
            tuple(self.removed),
            Summary(**self.state.summary),
        )

    def _refuse_unknown_events(self) -> None:
        """Refuse an event without a record before anything is written: it would name a file."""
        p = self.pipeline
        named = []
        for item in p.descriptions:
            for number, cut in enumerate(item.cuts, start=1):
                line = key_line(Path(item.path), "event", table="episode", number=number)
                named.append((cut.event, f"{item.path}:{line}"))
        named += [(x.verdict.event, x.verdict.where) for x in p.judgements.placed]
        for event, where in named:
            entry = p.authority.by_id.get(event)
            if event and (entry is None or entry.kind != "event"):
                raise CorpusError(
                    "unknown-event",
                    f"'{event}' is no event of the authority",
                    where=where,
                    hint="Add the event to tei/authority.xml, or correct the id",
                )

    def _common(self) -> str:
        """Digest of what every document depends on."""
        s = self.pipeline.settings
        return digest(
            "document",
            str(STAGE_VERSIONS["document"]),
            fitnacorpus.__version__,
            file_digest(self.folder.authority_path),
            *(file_digest(path) for path in self.folder.mention_verdict_paths()),
            json.dumps([s.publisher, s.editors, s.licence, sorted(s.profiles.items())]),
        )

    def _is_fresh(self, name: str, key: str) -> bool:
        known = self.state.stages.get(name)
        if known is None or known.get("key") != key:
            return False
        outputs: Mapping[str, str] = known.get("outputs", {})
        return all(file_digest(self.folder.root / p) == d for p, d in outputs.items())

    def _stage(
        self,
        name: str,
        key: str,
        path: Path,
        run: Callable[[], bytes],
    ) -> None:
        """Run a stage of one file, unless it is fresh."""
        if not self._is_fresh(name, key):
            self._refuse_hand_edit(path)
            self._write(name, key, {path: run()})

    def _write(self, name: str, key: str, files: Mapping[Path, bytes]) -> None:
        for path, data in files.items():
            self._refuse_hand_edit(path)
            if not path.is_file() or path.read_bytes() != data:
                write_whole(path, data)
                self.written.append(self.folder.relative(path))
        self._done(name, key, list(files))

    def _done(self, name: str, key: str, outputs: Sequence[Path]) -> None:
        """Remember that a stage ran; saved at once, so that an interrupted build goes on."""
        digests = {self.folder.relative(path): file_digest(path) for path in outputs}
        self.state.stages[name] = {"key": key, "outputs": digests}
        self.state.save(self.folder.state_path)
        self.ran.append(name)

    def _refuse_hand_edit(self, path: Path) -> None:
        if self.overwrite or not path.exists():
            return
        if not tei_digest.intact(path.read_bytes()):
            raise CorpusError(
                "hand-edit",
                "this generated file was changed by hand",
                where=str(path),
                hint=f"Take it over with 'fitnacorpus adopt {path}'; to lose it, run "
                "'fitnacorpus build --overwrite'",
            )

    def _remove(self, folder: Path, known: Sequence[Path]) -> None:
        """Remove generated files whose text or event is no more."""
        for path in stray(folder, known):
            self._refuse_hand_edit(path)
            path.unlink()
            self.removed.append(self.folder.relative(path))

    def _links(self, key: str) -> None:
        path = self.folder.links_path
        if self._is_fresh("links", key):
            return
        write_whole(path, dump_links(self.pipeline.links))
        self._done("links", key, [path])

    def _alignments(self, key: str) -> None:
        if self._is_fresh("alignments", key):
            return
        self.take_over_links()
        alignments = self.pipeline.alignments
        files = {
            self.folder.alignment_path(a.event): self.pipeline.alignment_file(a) for a in alignments
        }
        self._remove(self.folder.alignments, list(files))
        self.state.summary = asdict(summarise(self.pipeline.documents(), alignments))
        self._write("alignments", key, files)

    def take_over_links(self) -> None:
        """Let the pipeline have the links that stand built, unless it has just made them."""
        if "links" not in self.ran:
            self.pipeline.links = load_links(self.folder.links_path)

    def _index(self, key: str) -> None:
        if self._is_fresh("index", key):
            return
        documents = self.pipeline.documents()
        self.pipeline.progress("index", "")
        with replacing(self.folder.index_path) as path:
            index_build.build(path, documents, self.pipeline.authority)
        self._done("index", key, [self.folder.index_path])


def summarise(documents: Sequence[Document], alignments: Sequence[Alignment]) -> Summary:
    """Count what a corpus holds."""
    mentions = Counter(m.status for d in documents for m in d.mentions)
    links = Counter(link.status for a in alignments for link in a.links)
    return Summary(
        texts=len(documents),
        episodes=sum(len(d.episodes) for d in documents),
        mentions=mentions.total(),
        resolved=mentions["resolved"],
        ambiguous=mentions["ambiguous"],
        unresolved=mentions["unresolved"],
        events=sum(bool(a.event) for a in alignments),
        links=links.total(),
        proposed=links["proposed"],
        accepted=links["accepted"],
        rejected=links["rejected"],
    )


def dump_links(links: Sequence[PassageLink]) -> bytes:
    """Links as JSON, for the next build."""
    rows = [asdict(link) for link in links]
    return json.dumps({"version": 1, "links": rows}, ensure_ascii=False, indent=1).encode()


def load_links(path: Path) -> list[PassageLink]:
    """Links as `dump_links` wrote them."""
    out = []
    for row in json.loads(path.read_bytes())["links"]:
        row["a"], row["b"] = Passage(**row["a"]), Passage(**row["b"])
        row["differs"], row["evidence"] = tuple(row["differs"]), tuple(row["evidence"])
        out.append(PassageLink(**row))
    return out
