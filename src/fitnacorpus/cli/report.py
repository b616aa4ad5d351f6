"""Problems as people and programs read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import click

from fitnacorpus.cli.show import as_json, plural
from fitnacorpus.model import Problem
from fitnacorpus.toml_files import NOT_XML

_COLOURS: Final = {"error": "red", "warning": "yellow", "note": "cyan"}
_COMMANDS: Final = {"error": "error", "warning": "warning", "note": "notice"}


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


FORMATS: Final[Mapping[str, Callable[[Report], str]]] = {
    "text": text,
    "json": json,
    "junit": junit,
    "github": github,
}
"""Name of a format to what makes it."""
