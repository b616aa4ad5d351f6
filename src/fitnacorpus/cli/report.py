"""Problems as people and programs read them."""

from __future__ import annotations

import hashlib
import json as encoder
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

import click

import fitnacorpus
from fitnacorpus.cli.show import as_json, plural
from fitnacorpus.errors import FitnaError
from fitnacorpus.model import Problem
from fitnacorpus.toml_files import NOT_XML

if TYPE_CHECKING:
    from fitnacorpus.corpus import CorpusFolder
    from fitnacorpus.pipeline import Progress

_COLOURS: Final = {"error": "red", "warning": "yellow", "note": "cyan"}
_COMMANDS: Final = {"error": "error", "warning": "warning", "note": "notice"}
_GRADES: Final = {"error": "major", "warning": "minor", "note": "info"}
"""Severities of GitLab's Code Quality report."""
_SHOWN: Final = 200
"""Rows of a summary: a page of Markdown that GitHub shows holds a megabyte."""


@dataclass(frozen=True)
class Report:
    """The outcome of a check.

    Attributes:
        problems: The problems, in order.
        files: All files that were checked, relative to the corpus.
        root: The corpus folder, as seen from where the command runs.
        strict: Whether warnings count as failures.
    """

    problems: Sequence[Problem]
    files: Sequence[str]
    root: PurePosixPath
    strict: bool = False

    def fails(self, problem: Problem) -> bool:
        """Whether a problem makes the check fail."""
        return problem.severity == "error" or (self.strict and problem.severity == "warning")

    def path(self, file: str) -> str:
        """A file as seen from where the command runs; "" for none."""
        return (self.root / file).as_posix() if file else ""


def of(folder: CorpusFolder, *, strict: bool = False, progress: Progress | None = None) -> Report:
    """Check a corpus.

    Args:
        folder: The corpus; what of it cannot be read is a problem too.
        strict: Whether warnings count as failures.
        progress: Told what is being worked on.

    Raises:
        ConfigError: there is no corpus.
    """
    from fitnacorpus import checks

    try:
        problems = checks.check(folder, progress=progress)
    except FitnaError as error:
        if error.code == "no-corpus":
            raise
        problems = [checks.as_problem(error, folder)]
    root = PurePosixPath(folder.root.as_posix())
    return Report(problems, checks.files(folder), root, strict)


def text(report: Report) -> str:
    """One line a problem, and the count."""
    lines = []
    for p in report.problems:
        place = ":".join(str(part) for part in (p.file, p.line, p.column) if part)
        severity = click.style(p.severity, fg=_COLOURS[p.severity])
        lines.append(f"{place + ': ' if place else ''}{severity}: {_words(p)} [{p.code}]")
    counts = [plural(sum(p.severity == s for p in report.problems), s) for s in _COLOURS]
    return "\n".join([*lines, ", ".join(counts)])


def _words(problem: Problem) -> str:
    return problem.message + (f". {problem.hint}" if problem.hint else "")


def json(report: Report) -> str:
    """The same as JSON."""
    return as_json({"problems": [asdict(p) for p in report.problems]})


# --- JUnit ---------------------------------------------------------------------------------------


def junit(report: Report) -> str:
    """The same as JUnit XML: a test case for each problem, and one for each file without any.

    What does not make the check fail is a skipped test, which readers show and do not count as
    failed.
    """
    troubled = {p.file for p in report.problems}
    cases = [_case(report, p) for p in report.problems]
    cases += [
        f'  <testcase classname={_attribute(file)} name="no problems" '
        f'file={_attribute(report.path(file))} time="0"/>'
        for file in report.files
        if file not in troubled
    ]
    failures = sum(map(report.fails, report.problems))
    counts = (
        f'tests="{len(cases)}" failures="{failures}" errors="0" '
        f'skipped="{len(report.problems) - failures}" time="0"'
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="fitnacorpus check" {counts}>',
            f' <testsuite name="fitnacorpus check" {counts}>',
            *cases,
            " </testsuite>",
            "</testsuites>",
        ]
    )


def _case(report: Report, p: Problem) -> str:
    place = ":".join(str(part) for part in (p.line, p.column) if part)
    name = f"{p.code} at {place}" if place else p.code
    values = {
        "classname": p.file or "corpus",
        "name": name,
        "file": report.path(p.file),
        "line": str(p.line or ""),
        "time": "0",
    }
    message = f"message={_attribute(p.message)}"
    if report.fails(p):
        where = ":".join(part for part in (report.path(p.file), place) if part)
        body = escape(_clean(f"{where}: {p.severity}: {_words(p)}"))
        inside = f"<failure {message} type={_attribute(p.code)}>{body}</failure>"
    else:
        inside = f"<skipped {message}/>"
    return f"  <testcase {_attributes(values)}>{inside}</testcase>"


def _attributes(values: Mapping[str, str]) -> str:
    return " ".join(f"{name}={_attribute(value)}" for name, value in values.items() if value)


def _attribute(value: str) -> str:
    return quoteattr(_clean(value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _clean(value: str) -> str:
    return NOT_XML.sub("\ufffd", value)


# --- GitHub --------------------------------------------------------------------------------------


def github(report: Report) -> str:
    """The same as workflow commands, which GitHub shows beside the lines of a change.

    The signs escaped are those of GitHub's own toolkit (``actions/toolkit``, ``command.ts``).
    """
    return "\n".join(_command(report, p) for p in report.problems)


def _command(report: Report, p: Problem) -> str:
    values = {
        "file": report.path(p.file),
        "line": str(p.line or ""),
        "col": str(p.column or ""),
        "title": p.code,
    }
    given = ",".join(f"{key}={_escaped(v, '%,:')}" for key, v in values.items() if v)
    return f"::{_COMMANDS[p.severity]} {given}::{_escaped(_words(p), '%')}"


def _escaped(value: str, signs: str) -> str:
    return re.sub(f"[\r\n{signs}]", lambda match: f"%{ord(match[0]):02X}", value)


# --- Other forges --------------------------------------------------------------------------------


def sarif(report: Report) -> str:
    """The same as SARIF 2.1.0 (OASIS), which code scanning and editors read."""
    codes = sorted({p.code for p in report.problems})
    tool = {
        "name": "fitnacorpus",
        "version": fitnacorpus.__version__,
        "rules": [{"id": code} for code in codes],
    }
    results = [
        {
            "ruleId": p.code,
            "ruleIndex": codes.index(p.code),
            "level": p.severity,
            "message": {"text": _words(p)},
            **({"locations": [_location(report, p)]} if p.file else {}),
        }
        for p in report.problems
    ]
    run = {"tool": {"driver": tool}, "columnKind": "unicodeCodePoints", "results": results}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return encoder.dumps(log, ensure_ascii=False, indent=1)


def _location(report: Report, p: Problem) -> dict[str, Any]:
    region = {"startLine": p.line, "startColumn": p.column}
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(report.path(p.file))}}
    if p.line:
        place["region"] = {name: number for name, number in region.items() if number}
    return {"physicalLocation": place}


def gitlab(report: Report) -> str:
    """The same as a Code Quality report of GitLab, which it shows beside a merge request.

    Two problems of one code in one file are told apart by their words, not by their lines, so that
    one that merely moved is not taken for a new one.
    """
    rows = []
    for p in report.problems:
        path = report.path(p.file) or report.root.as_posix()
        known = hashlib.sha256("\n".join((p.code, path, p.message)).encode()).hexdigest()
        rows.append(
            {
                "description": _words(p),
                "check_name": p.code,
                "fingerprint": known,
                "severity": _GRADES[p.severity],
                "location": {"path": path, "lines": {"begin": p.line or 1}},
            }
        )
    return encoder.dumps(rows, ensure_ascii=False, indent=1)


def markdown(report: Report) -> str:
    """The same as a table of Markdown, for the summary of a run."""
    counts = ", ".join(plural(sum(p.severity == s for p in report.problems), s) for s in _COLOURS)
    if not report.problems:
        return f"**Check:** {counts}"
    lines = [f"**Check:** {counts}", "", "| | where | what | code |", "| --- | --- | --- | --- |"]
    for p in report.problems[:_SHOWN]:
        place = ":".join(str(part) for part in (report.path(p.file), p.line, p.column) if part)
        lines.append(f"| {p.severity} | {in_cell(place)} | {in_cell(_words(p))} | {p.code} |")
    if len(report.problems) > _SHOWN:
        lines += ["", f"{len(report.problems) - _SHOWN:,} more are in the log."]
    return "\n".join(lines)


def in_cell(words: str) -> str:
    """Words as a cell of a Markdown table shows them, whatever signs are in them."""
    return " ".join(re.sub(r"[\\`*_\[\]<>&|#~@]", lambda m: f"&#{ord(m[0])};", words).split())


FORMATS: Final[Mapping[str, Callable[[Report], str]]] = {
    "text": text,
    "json": json,
    "junit": junit,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "markdown": markdown,
}
"""Name of a format to what makes it."""
