"""Completion of verbs, options and ids by the shell."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
from click.shell_completion import get_completion_class

from fitnacorpus.cli.context import corpus_above
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError

SHELLS: Final = ("bash", "zsh", "fish")
VARIABLE: Final = "_FITNACORPUS_COMPLETE"
"""What click looks at to be asked for completions (click, Shell Completion)."""

Completer = Callable[[click.Context, click.Parameter, str], list[str]]


@click.command()
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@click.pass_context
def completion(context: click.Context, shell: str | None) -> None:
    """Print what makes a shell complete verbs, options and ids (default: for the shell in use)."""
    named = shell or Path(os.environ.get("SHELL", "")).name
    known = get_completion_class(named) if named in SHELLS else None
    if known is None:
        raise click.UsageError(f"Name the shell: {', '.join(SHELLS)}.")
    click.echo(known(context.find_root().command, {}, "fitnacorpus", VARIABLE).source())


def text_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Ids of the texts of the corpus that the command line names, or that one stands in."""
    found = (path.stem for path in _folder(context).description_paths())
    return [ident for ident in found if ident.startswith(incomplete)]


def entry_ids(*kinds: str) -> Completer:
    """Completes ids of the authority.

    Args:
        kinds: Kinds of entries; all of them if none is given.
    """

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
        try:
            entries = _folder(context).authority().entries
        except FitnaError:
            return []
        return [
            entry.id
            for entry in entries
            if (not kinds or entry.kind in kinds) and entry.id.startswith(incomplete)
        ]

    return complete


def _folder(context: click.Context) -> CorpusFolder:
    named = context.find_root().params.get("root")
    return CorpusFolder(Path(named) if named else corpus_above(Path()))
