"""What people wrote of a corpus, read when it is first asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import fitnacorpus
from fitnacorpus import judgements
from fitnacorpus.config import Settings
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import LANGUAGES, Description
from fitnacorpus.documents import Held
from fitnacorpus.judgements import Judgements, Verdict, orphans
from fitnacorpus.model import Authority, Text
from fitnacorpus.stages.state import State
from fitnacorpus.tei.header import Edition, respondent
from fitnacorpus.toml_files import load_toml


class Inputs:
    """Settings, descriptions, sources, authority and verdicts of a corpus.

    Args:
        folder: The corpus.
        machine_only: Whether to leave every verdict and every event tied to an episode out.

    Raises:
        FitnaError: settings, a description or a file of verdicts cannot be used.
    """

    def __init__(self, folder: CorpusFolder, *, machine_only: bool = False) -> None:
        self.folder = folder
        self.machine_only = machine_only
        self.settings: Settings = folder.settings()
        self.state = State(folder.state_path, folder.root)
        self.descriptions: list[Description] = folder.descriptions(self._table)
        if machine_only:
            self.descriptions = [
                replace(item, cuts=tuple(replace(cut, event="") for cut in item.cuts))
                for item in self.descriptions
            ]
        self._texts = Held[Text](lambda text: len(text.source))
        self.left_out: frozenset[str] = frozenset()
        """Texts that count as not there, as long as they cannot be made."""

    def _table(self, path: Path) -> dict[str, Any]:
        """A file of TOML as parsed, which in a large corpus takes longer than a build of one text.

        A date or a time is kept as no table of ours has it, and parsed again.
        """
        basis = self.state.digest(path)
        name = f"toml {self.folder.relative(path)}"
        if (kept := self.state.derived(name, basis)) is not None:
            table: dict[str, Any] = json.loads(kept)
            return table
        table = load_toml(path)
        with suppress(TypeError):
            self.state.derive(name, basis, json.dumps(table))
        return table

    @cached_property
    def by_id(self) -> dict[str, Description]:
        """The descriptions by text id."""
        return {item.info.id: item for item in self.descriptions}

    @cached_property
    def authority(self) -> Authority:
        """The authority of the corpus."""
        return self.folder.authority()

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """All verdicts as written."""
        return [*self.name_verdicts, *self.link_verdicts]

    @cached_property
    def name_verdicts(self) -> list[Verdict]:
        """The verdicts on names: the only ones that documents hang on."""
        return [] if self.machine_only else self.folder.mention_verdicts()

    @cached_property
    def link_verdicts(self) -> list[Verdict]:
        """The verdicts on links and absences."""
        return [] if self.machine_only else self.folder.link_verdicts()

    def leave_out(self, texts: Collection[str]) -> None:
        """Go on as if some texts were not there."""
        self.descriptions = [item for item in self.descriptions if item.info.id not in texts]
        self.left_out |= {*texts}
        for name in ("by_id", "judgements"):
            self.__dict__.pop(name, None)

    def text(self, item: Description) -> Text:
        """A text, read from its source."""
        return self._texts.get(item.info.id, lambda: self.folder.text(item, self.settings))

    @cached_property
    def judgements(self) -> Judgements:
        """The verdicts in force, placed in the present sources.

        One that speaks of a text that is left out has not lost its place: it waits for the text.
        """
        found = judgements.merge(self.verdicts, self.sources)
        orphans = tuple(v for v in found.orphans if v.speaks_of.isdisjoint(self.left_out))
        return replace(found, orphans=orphans)

    @property
    def sources(self) -> Mapping[str, str]:
        """The sources of the texts by id, each read when it is asked for."""
        return _Sources(self)

    def with_orphans(self, verdict: Verdict) -> Verdict:
        """A new verdict that supersedes what its reviewer said of it before it lost its place."""
        sources = self.sources
        older = orphans.made_up_for(verdict, self.judgements.orphans, sources)
        return replace(verdict, supersedes=tuple(sorted({*verdict.supersedes, *older})))

    def mention_judgements(self, text_id: str) -> Judgements:
        """The verdicts in force on the names of one text; no other source is looked at."""
        own = [v for v in self._mention_verdicts.get(text_id, ()) if v.id not in self._superseded]
        if not own:
            return Judgements()
        return judgements.merge(own, {text_id: self.text(self.by_id[text_id]).source})

    @cached_property
    def _mention_verdicts(self) -> dict[str, list[Verdict]]:
        found: dict[str, list[Verdict]] = {}
        for verdict in self.name_verdicts:
            found.setdefault(verdict.a.text, []).append(verdict)
        return found

    @cached_property
    def _superseded(self) -> frozenset[str]:
        return frozenset(old for verdict in self.name_verdicts for old in verdict.supersedes)

    @cached_property
    def reviewers(self) -> dict[str, str]:
        """xml:id to name of everybody who gave a verdict."""
        return people_of(self.verdicts)

    @cached_property
    def edition(self) -> Edition:
        """What holds for all headers."""
        s, house = self.settings, self.folder.house()
        licence = house.licence or s.licence
        version = fitnacorpus.__version__
        return Edition(s.publisher, s.editors, licence, version, LANGUAGES, house=house)

    @property
    def _edition_of_links(self) -> Edition:
        """What holds for the headers of alignments, which no text hangs on."""
        return replace(self.edition, encoder=self.settings.align.encoder)


def people_of(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """xml:id to name of those who gave some verdicts."""
    return {respondent(name): name for name in sorted({v.by for v in verdicts})}


class _Sources(Mapping[str, str]):
    """The sources of the texts, each read when it is asked for."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    def __getitem__(self, text_id: str) -> str:
        return self._inputs.text(self._inputs.by_id[text_id]).source

    def __contains__(self, text_id: object) -> bool:
        return text_id in self._inputs.by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self._inputs.by_id)

    def __len__(self) -> int:
        return len(self._inputs.by_id)
