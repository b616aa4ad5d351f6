"""The verdicts of a corpus: one file a person and a folder, to which lines are added."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from fitnacorpus import judgements
from fitnacorpus.corpus.writing import Writable
from fitnacorpus.errors import (
    JudgementError,
)
from fitnacorpus.files import (
    disk,
)
from fitnacorpus.journal import Changes
from fitnacorpus.judgements import Verdict
from fitnacorpus.judgements import files as verdict_files
from fitnacorpus.vocabulary import VerdictKind


class VerdictFiles(Writable):
    """The files of verdicts of a corpus folder."""

    def verdicts(self) -> list[Verdict]:
        """All lines of all files of verdicts.

        Raises:
            JudgementError: a line is no verdict, with file and line.
        """
        return [*self.mention_verdicts(), *self.link_verdicts()]

    def mention_verdicts(self) -> list[Verdict]:
        """All lines of the files of verdicts on names; those on links need not be sound.

        Raises:
            JudgementError: a line is no verdict, with file and line.
        """
        return verdict_files.sound(self._of_kind(VerdictKind.MENTION))

    def link_verdicts(self) -> list[Verdict]:
        """All lines of the files of verdicts on links and absences.

        Raises:
            JudgementError: a line is no verdict, with file and line.
        """
        return verdict_files.sound(self._of_kind(VerdictKind.LINK))

    def sound_verdicts(self) -> list[Verdict]:
        """The verdicts, without lines that are none."""
        return [found for found in self._verdicts() if isinstance(found, Verdict)]

    def verdict_faults(self) -> list[JudgementError]:
        """Every line of the files of verdicts that is no verdict."""
        return [found for found in self._verdicts() if isinstance(found, JudgementError)]

    def _verdicts(self) -> Iterator[Verdict | JudgementError]:
        yield from self._of_kind(VerdictKind.MENTION)
        yield from self._of_kind(VerdictKind.LINK)

    def _of_kind(self, kind: VerdictKind) -> Iterator[Verdict | JudgementError]:
        names = kind is VerdictKind.MENTION
        for path in self.mention_verdict_paths() if names else self.link_verdict_paths():
            yield from verdict_files.read(path, kind)

    def verdict_path(self, by: str, kind: str) -> Path:
        """The file to which the verdicts of a person go: his own, one for each folder.

        A file that holds his verdicts and nobody else's is gone on with, whatever its name.

        Raises:
            JudgementError: a file of verdicts cannot be read.
        """
        mention = kind == VerdictKind.MENTION
        folder = self.root / "tei" / "mentions" if mention else self.alignments / "reviewed"
        paths = self.mention_verdict_paths() if mention else self.link_verdict_paths()
        writers = {
            p: {
                v.by
                for v in verdict_files.sound(
                    verdict_files.read(p, VerdictKind.MENTION if mention else VerdictKind.LINK)
                )
            }
            for p in paths
        }
        mine = [path for path, people in writers.items() if people == {by}]
        if mine:
            return mine[0]
        name = "-".join(re.findall("[a-z0-9]+", by.lower()))
        path = folder / f"{name}.jsonl"
        if not name or not by.isascii() or writers.get(path):
            name = f"{name}-{hashlib.sha256(by.encode()).hexdigest()[:8]}".lstrip("-")
        return folder / f"{name}.jsonl"

    def append_verdicts(self, verdicts: Sequence[Verdict]) -> list[Path]:
        """Add verdicts to the files of those who gave them, and flush them to the disk.

        Returns:
            The files, each once.

        Raises:
            CorpusError: the disk is full or refuses (``disk``).
            JudgementError: a file of verdicts cannot be read.
        """
        lines = self.verdict_lines(verdicts)
        self.commit(Changes(lines=lines))
        return list(lines)

    def verdict_lines(self, verdicts: Sequence[Verdict]) -> dict[Path, bytes]:
        """The lines that verdicts are, by the file of the one who gave them.

        Raises:
            JudgementError: a file of verdicts cannot be read.
        """
        own = {(v.by, v.kind == VerdictKind.MENTION): v for v in verdicts}
        files = {key: self.verdict_path(v.by, v.kind) for key, v in own.items()}
        lines: dict[Path, bytes] = {}
        for v in verdicts:
            path = files[v.by, v.kind == VerdictKind.MENTION]
            lines[path] = lines.get(path, b"") + f"{judgements.dump(v)}\n".encode()
        return lines

    def take_back(self, path: Path, verdict: Verdict) -> bool:
        """Remove the last line of a file of verdicts, if it is still the one that was added."""
        line = (judgements.dump(verdict) + "\n").encode()
        try:
            with path.open("rb+") as file:
                size = file.seek(0, os.SEEK_END)
                if size < len(line):
                    return False
                file.seek(size - len(line))
                if file.read() != line:
                    return False
                file.truncate(size - len(line))
                os.fsync(file.fileno())
            if size == len(line):
                path.unlink()
        except OSError as error:
            raise disk(path, error) from None
        return True

    def skipped_path(self, by: str) -> Path:
        """What a reviewer has put off."""
        return self.private / f"skipped-{hashlib.sha256(by.encode()).hexdigest()[:8]}.json"
