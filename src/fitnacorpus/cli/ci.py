"""The verb `ci`: what a robot asks of a corpus at every change."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import click

from fitnacorpus.cli.context import Context
from fitnacorpus.errors import FitnaError

REPORTS: Final = {
    "junit": "junit.xml",
    "sarif": "check.sarif",
    "gitlab": "gitlab.json",
    "markdown": "summary.md",
}
"""Formats that are written with --reports, and their files."""
_BEFORE: Final = "HEAD^"
"""The commit before this one: what a robot compares with that names no branch."""


@click.command("ci")
@click.option(
    "--base", metavar="REV", default="",
    help="Compare with where this work left REV (default: the target of the merge, else the "
    "commit before).",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--scores", is_flag=True, help="Compare how well the program's own links agree too.")
@click.option(
    "--reports", metavar="DIR", default="", help="Write JUnit, SARIF and others into DIR."
)
@click.pass_obj
def ci(context: Context, base: str, strict: bool, scores: bool, reports: str) -> None:
    """Check the corpus and tell what a change changed, in the words of the robot that runs it.

    At GitHub faults are shown beside their lines, and the summary of the run tells the rest;
    elsewhere both are printed. Exit as 'check'.
    """
    from fitnacorpus.cli import report
    from fitnacorpus.files import make_folder, write_whole

    found = report.of(context.folder, strict=strict, progress=context.progress)
    at_github = os.environ.get("GITHUB_ACTIONS") == "true"
    if printed := (report.github if at_github else report.text)(found):
        click.echo(printed)
    told, page = _change(context, base, scores)
    click.echo(told)
    summary = f"### fitnacorpus\n\n{report.markdown(found)}\n\n{page}\n"
    if reports:
        make_folder(Path(reports))
        for form, name in REPORTS.items():
            content = summary if form == "markdown" else report.FORMATS[form](found) + "\n"
            write_whole(Path(reports) / name, content.encode())
    if place := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(summary)
    if any(map(found.fails, found.problems)):
        sys.exit(1)


def _change(context: Context, base: str, scores: bool) -> tuple[str, str]:
    """The change as text and as Markdown.

    What cannot be compared because the corpus is broken, or because nothing came before, does not
    hide what the check found.
    """
    from fitnacorpus import difference
    from fitnacorpus.cli import differing
    from fitnacorpus.cli.report import in_cell

    root, named = context.folder.root, base or _target()
    try:
        revision = difference.fork(root, named) if named else _BEFORE
        found = differing.between(context, revision, scores=scores)
    except FitnaError as error:
        if base and error.code == "no-revision":
            raise
        first = not named and error.code == "no-revision"
        why = "no earlier commit is here" if first else str(error)
        return f"compared with nothing: {why}", f"Compared with nothing: {in_cell(why)}"
    return differing.text(found), differing.markdown(found, named or "the commit before")


def _target() -> str:
    """The branch that a robot says the work is to be merged into, as git knows it; "" without one.

    GITHUB_BASE_REF is set for pull requests (GitHub, "Default environment variables"),
    CI_MERGE_REQUEST_DIFF_BASE_SHA for merge requests (GitLab, "Predefined CI/CD variables").
    """
    branch = os.environ.get("GITHUB_BASE_REF", "")
    return f"origin/{branch}" if branch else os.environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
