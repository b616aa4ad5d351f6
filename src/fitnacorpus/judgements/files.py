"""Files of verdicts: JSON lines, one folder for names and one for all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fitnacorpus.errors import JudgementError
from fitnacorpus.judgements.verdict import Verdict, parse_lines
from fitnacorpus.vocabulary import VerdictKind


def sound(found: Iterable[Verdict | JudgementError]) -> list[Verdict]:
    """The verdicts of a file, all of which must be sound.

    Raises:
        JudgementError: the first line that is no verdict.
    """
    out: list[Verdict] = []
    for item in found:
        if isinstance(item, JudgementError):
            raise item
        out.append(item)
    return out


def read(path: Path, kind: str) -> Iterator[Verdict | JudgementError]:
    """Read a file line by line.

    Args:
        path: The file.
        kind: "mention" for a file in the folder of verdicts on names, else "link".

    Yields:
        Each verdict, or what is wrong with its line.
    """
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        yield JudgementError(
            "unreadable", str(error), where=str(path), hint="Save the file as UTF-8"
        )
        return
    for number, line in enumerate(content.split("\n"), start=1):
        yield from _line(line, path, number, kind)


def _line(line: str, path: Path, number: int, kind: str) -> list[Verdict | JudgementError]:
    """A line of a file in the folder of verdicts on mentions, or of those on everything else."""
    try:
        found = parse_lines(line, path=str(path), first=number)
    except JudgementError as error:
        return [error]
    for verdict in found:
        if (verdict.kind == VerdictKind.MENTION) != (kind == VerdictKind.MENTION):
            return [
                JudgementError(
                    "bad-verdict",
                    f"a verdict on a {verdict.kind} does not belong in this folder",
                    where=verdict.where,
                    hint="Mentions go to tei/mentions/, links and absences to alignments/reviewed/",
                )
            ]
    return [*found]
