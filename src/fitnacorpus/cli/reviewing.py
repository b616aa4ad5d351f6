"""The verb `review`: judging links and names in the terminal, in batches, and what came of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fitnacorpus.cli import orphans
from fitnacorpus.cli.completing import text_ids
from fitnacorpus.cli.context import Context, demand_text
from fitnacorpus.cli.verdicts import described, is_terminal, on_one_line, reviewer_name
from fitnacorpus.vocabulary import Decision

if TYPE_CHECKING:
    from fitnacorpus.judgements import Verdict
    from fitnacorpus.pipeline import Pipeline
    from fitnacorpus.review.items import Desk, Filter
    from fitnacorpus.review.session import Session
    from fitnacorpus.tables.judging import Imported

_WITH_WORDS = {
    "f": ("facets in which they differ", "facets"),
    "n": ("note", "note"),
    "c": ("how sure you are, up to 1", "cert"),
    "e": ("event", "event"),
    "o": ("bearer", "other"),
}


@click.command()
@click.option("--by", default="", metavar="NAME", help="Who judges: a name or an ORCID.")
@click.option(
    "--text", "texts", multiple=True, metavar="TEXT", help="Only passages of this text.",
    shell_complete=text_ids,
)  # fmt: skip
@click.option("--event", default="", help="Only what belongs to this event or those inside it.")
@click.option(
    "--in", "chapters", multiple=True, metavar="TEXT:WHERE",
    help="Only these episodes (TEXT:e3-e9), or what stands under a heading that begins so.",
)  # fmt: skip
@click.option("--kind", type=click.Choice(["links", "mentions"]), default=None)
@click.option("--min-score", default=0.0, help="Only what has this score at least.")
@click.option(
    "--status", type=click.Choice(["open", "others", "mine", "disputed", "all"]), default="open",
    show_default=True, help="Judged by nobody; by others, not by you; by you; disputed.",
)  # fmt: skip
@click.option("--from", "file", default="", metavar="FILE", help="Apply a batch of verdicts.")
@click.option("--dry-run", is_flag=True, help="With --from and --orphan: write no verdict.")
@click.option("--list", "listing", type=click.Choice(["orphans", "conflicts"]), default=None)
@click.option("--orphan", default="", metavar="ID", help="Cure a verdict that lost its place.")
@click.option("--here", default=0, metavar="N", help="With --orphan: it belongs at place N.")
@click.option("--retire", is_flag=True, help="With --orphan: it holds no more.")
@click.option("--agreement", is_flag=True, help="How far every two reviewers agree (kappa).")
@click.option("--json", "as_json", is_flag=True, help="With --list and --agreement: print JSON.")
@click.pass_obj
def review(
    context: Context,
    by: str,
    texts: tuple[str, ...],
    event: str,
    chapters: tuple[str, ...],
    kind: str | None,
    min_score: float,
    status: str,
    file: str,
    dry_run: bool,
    listing: str | None,
    orphan: str,
    here: int,
    retire: bool,
    agreement: bool,
    as_json: bool,
) -> None:
    """Walk through proposed links and doubtful names, and judge them."""
    if listing == "orphans":
        orphans.listed(context, as_json)
    elif listing:
        _conflicts(context, as_json)
    elif orphan:
        orphans.cure(context, orphan, by, here=here, retire=retire, dry_run=dry_run)
    elif here or retire:
        raise click.UsageError("--here and --retire go with --orphan ID.")
    elif agreement:
        _agreement(context, as_json)
    elif file:
        take_in(context, file, by, dry_run=dry_run)
    else:
        _walk(context, by, texts, event, chapters, kind, min_score, status)


def _events(authority: Any, event: str) -> list[str]:
    """An event and those inside it."""
    from fitnacorpus.compare.compare import known_event
    from fitnacorpus.compare.tellings import parts

    return [known_event(event, authority).id, *parts(authority, event)] if event else []


def _walk(
    context: Context,
    by: str,
    texts: tuple[str, ...],
    event: str,
    chapters: Sequence[str],
    kind: str | None,
    least: float,
    status: str,
) -> None:
    from fitnacorpus import stretches
    from fitnacorpus.cli.review_text import Screen
    from fitnacorpus.review import put_off
    from fitnacorpus.review.items import KINDS, Desk, Filter

    pipeline = context.pipeline()
    known = [item.info.id for item in pipeline.descriptions]
    for text in texts:
        demand_text(context, text, known)
    desk = Desk(pipeline, reviewer_name(context, by))
    wanted = Filter(
        (kind,) if kind else KINDS, texts, _events(pipeline.authority, event), least, status,
        [stretches.find(words, desk.documents) for words in chapters],
    )  # fmt: skip
    session = _session(context, desk, wanted)
    if session.item is None:
        click.echo("nothing to judge here")
        return
    screen = Screen(
        desk.documents,
        pipeline.authority,
        columns=shutil.get_terminal_size((80, 24)).columns,
        terminal=is_terminal(),
    )
    try:
        _loop(session, screen)
    finally:
        put_off.write(context.folder, desk.by, session.skipped)
    accepted = sum(v == Decision.ACCEPT for v in session.decided.values())
    rejected = len(session.decided) - accepted
    click.echo(f"{accepted:,} accepted, {rejected:,} rejected, by {desk.by}")
    if session.decided:
        context.next("fitnacorpus build")


def _session(context: Context, desk: Desk, wanted: Filter) -> Session:
    from fitnacorpus.review import put_off
    from fitnacorpus.review.session import Session, verdict_on

    today = date.today().isoformat()
    folder = context.folder

    def decide(item: Any, verdict: str, draft: Any) -> Verdict:
        settled = [v.id for v in item.verdicts] if wanted.status == "disputed" else []
        made = verdict_on(
            item, verdict, draft, by=desk.by, on=today, sources=desk.sources, supersedes=settled
        )
        return desk.pipeline.with_orphans(made)

    def keep(verdict: Verdict) -> Callable[[], bool]:
        (path,) = folder.append_verdicts([verdict])
        return lambda: folder.take_back(path, verdict)

    return Session(
        desk.items(wanted),
        decide=decide,
        keep=keep,
        authority=desk.pipeline.authority,
        later=put_off.read(folder, desk.by),
        open_votes=wanted.status == "disputed",
    )


def _loop(session: Session, screen: Any) -> None:
    """Show, read a command, obey, until the end or until the reviewer quits."""
    shown: object = None
    while True:
        item = session.item
        if item is None:
            click.echo("nothing is left to judge here; u takes the last one back, q quits")
        elif shown is not item:
            click.echo(screen.item(session))
        shown = item
        command, words = _command()
        if command == "q" or (item is None and command not in ("u", "b")):
            return
        if message := _obey(session, screen, command, words):
            click.echo(message)


def _obey(session: Session, screen: Any, command: str, words: str) -> str:
    """Do what a command says; gives what to show."""
    from fitnacorpus.cli.review_text import HELP

    match command:
        case "a":
            return session.decide(Decision.ACCEPT)
        case "r":
            return session.decide(Decision.REJECT)
        case "s":
            return session.skip()
        case "b":
            return session.back()
        case "u":
            return session.undo()
        case "f" | "n" | "c" | "e" | "o":
            message: str = getattr(session, _WITH_WORDS[command][1])(words)
            return message or str(screen.settings(session))
        case digit if digit.isdecimal() and digit.isascii():
            return session.choose(int(digit)) or str(screen.settings(session))
        case "?" | "h":
            return HELP
        case "":
            return ""
        case _:
            return f"no such key '{command}'; ? for help"


def _command() -> tuple[str, str]:
    """One command and its words: a key at a terminal, else a line; the end of input quits."""
    if not is_terminal():
        line = sys.stdin.readline()
        if not line:
            return "q", ""
        command, _, words = line.strip().partition(" ")
        return command, words.strip()
    key = click.getchar()
    if key in ("\x03", "\x04", "\x1b"):
        return "q", ""
    if key in _WITH_WORDS:
        return key, click.prompt(_WITH_WORDS[key][0], default="", show_default=False)
    return key.strip(), ""


def take_in(context: Context, file: str, by: str, *, dry_run: bool, kind: str = "") -> None:
    """Apply a batch of verdicts: all of it, or nothing.

    Args:
        context: The corpus.
        file: JSON lines or a table.
        by: Who judges, where the file does not say.
        dry_run: Whether to write nothing.
        kind: "links" or "mentions" for a table of them; "" to tell by the file.
    """
    from fitnacorpus.review import batch

    def read(data: bytes, pipeline: Pipeline, *, by: str, on: str) -> Imported:
        return batch.read(data, pipeline, by=by, on=on, where=file, kind=kind)

    take_verdicts(context, file, by, read, dry_run=dry_run)


def take_verdicts(
    context: Context, file: str, by: str, read: Callable[..., Imported], *, dry_run: bool
) -> None:
    """Apply the verdicts that a file holds: all of them, or none.

    Args:
        context: The corpus.
        file: The file.
        by: Who judges, where the file does not say.
        read: Gives its verdicts, from its bytes, the pipeline, `by` and the day, `on`.
        dry_run: Whether to write nothing.

    Raises:
        FitnaError: the last thing that is wrong with the file; the others are printed.
    """
    from fitnacorpus.pipeline import Pipeline
    from fitnacorpus.sources import read_source

    folder = context.folder
    pipeline = Pipeline(folder, context.progress)
    data = read_source(Path(file), pipeline.settings)
    name = reviewer_name(context, by)
    # What writes nothing need not wait for a build.
    with nullcontext() if dry_run else folder.locked():
        found = read(data, pipeline, by=name, on=date.today().isoformat())
        if found.errors:
            for error in found.errors[:-1]:
                click.echo(f"fitnacorpus: {error}", err=True)
            click.echo("nothing was written")
            raise found.errors[-1]
        verdicts = [pipeline.with_orphans(verdict) for verdict in found.verdicts]
        if not dry_run:
            folder.append_verdicts(verdicts)
    tell_written(context, verdicts, unchanged=found.unchanged, dry_run=dry_run)


def tell_written(
    context: Context, verdicts: Sequence[Verdict], *, unchanged: int, dry_run: bool
) -> None:
    """Say which verdicts were written, and what comes next.

    Args:
        context: The corpus.
        verdicts: The verdicts.
        unchanged: Number of those that were there before.
        dry_run: Whether none was written.
    """
    for verdict in verdicts:
        click.echo(on_one_line(verdict))
    number = len(verdicts)
    what = f"{number:,} verdict{'' if number == 1 else 's'}, {unchanged:,} unchanged"
    click.echo(f"{what}; none written (--dry-run)" if dry_run else what)
    if number and not dry_run:
        context.next("fitnacorpus check, then fitnacorpus build")


def _conflicts(context: Context, as_json: bool) -> None:
    from fitnacorpus.cli import show

    groups = [[p.verdict for p in group] for group in context.pipeline().judgements.disputed]
    if as_json:
        rows = [[{"id": v.id, **asdict(v)} for v in group] for group in groups]
        click.echo(show.as_json({"conflicts": rows}))
        return
    for group in groups:
        for verdict in group:
            click.echo(described(context, verdict))
        click.echo("")
    click.echo(show.plural(len(groups), "conflict"))


def _agreement(context: Context, as_json: bool) -> None:
    from fitnacorpus.cli import show
    from fitnacorpus.review.agreement import agreement

    pipeline = context.pipeline()
    sources = {item.info.id: pipeline.text(item).source for item in pipeline.descriptions}
    found = agreement(pipeline.verdicts, sources)
    if as_json:
        click.echo(show.as_json({"agreement": [asdict(pair) for pair in found]}))
        return
    for pair in found:
        click.echo(f"{pair.a} and {pair.b}")
        for name, what in (
            ("links", "accept or reject a link"),
            ("relations", "relation of links both accept"),
            ("mentions", "bearer of a name"),
        ):
            kappa = getattr(pair, name)
            value = "not defined" if kappa.kappa is None else f"{kappa.kappa:.3f}"
            click.echo(f"  {what:<30} {kappa.same:,} of {kappa.items:,} the same, kappa {value}")
    if not found:
        click.echo("no two people have judged the same thing")
