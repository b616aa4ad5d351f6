"""What every verb knows, and the options that several verbs share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from fitnacorpus.corpus import CorpusFolder

if TYPE_CHECKING:
    from fitnacorpus.pipeline import Pipeline

_F = TypeVar("_F", bound=Callable[..., Any])
_THREADS: Final = (
    "MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"
)  # fmt: skip
"""What the libraries under numpy read when they are loaded."""


@dataclass(frozen=True)
class Context:
    """What every verb knows.

    Attributes:
        folder: The corpus named with -C.
        quiet: Whether to keep progress and notes off the terminal.
    """

    folder: CorpusFolder
    quiet: bool

    def progress(self, stage: str, item: str) -> None:
        """Tell a person at a terminal what is being worked on."""
        if not self.quiet and sys.stderr.isatty():
            click.echo(f"{click.style(stage, dim=True)} {item}".rstrip(), err=True)

    def pipeline(self) -> Pipeline:
        """The corpus as it stands, with a note where that is not what was built.

        Raises:
            FitnaError: settings or descriptions cannot be used.
        """
        from fitnacorpus.pipeline import Pipeline

        found = Pipeline(self.folder, self.progress)
        if not self.quiet:
            if not found.built:
                click.echo("note: not built yet; run 'fitnacorpus build'", err=True)
            elif stale := found.stale():
                what = f"{', '.join(stale[:3])}{' and others' if len(stale) > 3 else ''}"
                click.echo(
                    f"note: changed since the last build: {what}; run 'fitnacorpus build'", err=True
                )
        return found


def json_option(function: _F) -> _F:
    """The option ``--json``: the same result for programs, with a format version."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def one_thread() -> None:
    """Let numpy use one thread a process, unless the environment says otherwise.

    Two that share a busy machine wait for one another: encoding falls to a tenth.  Work is divided
    among processes instead.  It has no effect once numpy is loaded.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")
