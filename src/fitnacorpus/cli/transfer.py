"""The verbs `export` and `import`: the corpus in other formats, and back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fitnacorpus.cli import interchange
from fitnacorpus.cli.context import Context, force_option, table_format

if TYPE_CHECKING:
    from fitnacorpus.model import Authority
    from fitnacorpus.pipeline import Pipeline
    from fitnacorpus.tables.authority import Plan
    from fitnacorpus.tables.judging import Imported

_F = TypeVar("_F", bound=Callable[..., Any])


def _table_options(function: _F) -> _F:
    function = force_option(function)
    function = click.option(
        "-o", "--output", metavar="FILE", default="", help="Where (default: print it)."
    )(function)
    return click.option(
        "--format", "fmt", type=click.Choice(["tsv", "csv", "xlsx"]), default=None,
        help="Format of the table (default: by the name of FILE, else tsv).",
    )(function)  # fmt: skip


@click.group()
def export() -> None:
    """Write something of the corpus in another format."""


for _verb in interchange.VERBS:
    export.add_command(_verb)


@export.command("authority")
@_table_options
@click.pass_obj
def export_authority(context: Context, fmt: str | None, output: str, force: bool) -> None:
    """The authority as a table, one row a form, for work in a spreadsheet."""
    from fitnacorpus.tables import authority

    context.folder.settings()
    known = context.folder.authority()
    deliver(lambda chosen: authority.encode(known, chosen), context, fmt, output, force)


@export.command("links")
@_table_options
@click.pass_obj
def export_links(context: Context, fmt: str | None, output: str, force: bool) -> None:
    """All links as a table, best first, for a reviewer who works in a spreadsheet."""
    from fitnacorpus.tables import judging

    pipeline = context.pipeline()
    deliver(lambda chosen: judging.write_links(pipeline, chosen), context, fmt, output, force)


@export.command("mentions")
@_table_options
@click.pass_obj
def export_mentions(context: Context, fmt: str | None, output: str, force: bool) -> None:
    """All names in the texts as a table, each with its bearer."""
    from fitnacorpus.tables import judging

    pipeline = context.pipeline()
    deliver(lambda chosen: judging.write_mentions(pipeline, chosen), context, fmt, output, force)


@export.command("tei")
@click.option("-o", "--output", metavar="PATH", default="", help="Where (default: print it).")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--base", default="", metavar="URI", help="@xml:base of the edition.")
@click.pass_obj
def export_tei(context: Any, output: str, force: bool, base: str) -> None:
    """The edition as one teiCorpus, with local references only."""
    from fitnacorpus.config import is_web_address
    from fitnacorpus.errors import ConfigError
    from fitnacorpus.tei import corpus_file

    if base and not is_web_address(base):
        raise click.UsageError("--base must be an address of the web (https://…).")

    folder, settings = context.folder, context.folder.settings()
    if output and Path(output).exists() and not force:
        raise ConfigError(
            "exists", "there is a file already", where=output, hint="Give another name, or --force"
        )
    if not (texts := sorted(folder.texts.glob("*.xml"))):
        raise ConfigError(
            "not-built", "there are no texts in TEI", where=str(folder.texts),
            hint="Run 'fitnacorpus build' first",
        )  # fmt: skip
    content = corpus_file.merge(
        folder.authority_path.read_bytes(),
        {path.stem: path.read_bytes() for path in texts},
        [path.read_bytes() for path in sorted(folder.alignments.glob("*.xml"))],
        corpus_file.About(
            settings.title, settings.publisher, settings.licence, base, folder.house()
        ),
    )
    if output:
        context.write(output, content, force=True)
    else:
        click.echo(content, nl=False)


@export.command("counts")
@click.option("-o", "--output", metavar="FILE", default="", help="Where (default: print it).")
@force_option
@click.pass_obj
def export_counts(context: Context, output: str, force: bool) -> None:
    """What the edition holds, in numbers, as tables of Markdown."""
    from fitnacorpus import api
    from fitnacorpus.tables import counts

    content = counts.markdown(api.open(context.folder.root))
    if output:
        context.write(output, content.encode(), force=force)
    else:
        click.echo(content, nl=False)


def deliver(
    encode: Callable[[str], bytes], context: Context, fmt: str | None, output: str, force: bool
) -> None:
    """Print a table, or write it to a file.

    Args:
        encode: From "tsv", "csv" or "xlsx" to the table.
        context: The corpus.
        fmt: Format asked for; None for the one that the name of the file tells.
        output: The file; "" for standard output.
        force: Whether a file that is there may be replaced.
    """
    fmt = table_format(fmt, output, ("tsv", "csv", "xlsx"))
    if not output and fmt == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("A workbook is no text: give -o FILE.")
    content = encode(fmt)
    if output:
        context.write(output, content, force=force)
    else:
        click.echo(content if fmt == "xlsx" else content.decode("utf-8-sig"), nl=False)


@click.group("import")
def import_() -> None:
    """Take something into the corpus from another format."""


@import_.command("authority")
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="List the changes and make none.")
@click.option(
    "--remove", is_flag=True, help="Remove forms that the table lacks from the entries it has."
)
@click.pass_obj
def import_authority(context: Context, file: str, dry_run: bool, remove: bool) -> None:
    """Bring the authority to what a table says, and touch nothing else in it.

    FILE may also be TEI with a listPerson, listPlace, listOrg or listEvent: its records and forms
    are added.
    """
    from fitnacorpus.tables import authority, authority_tei

    def plan(table: bytes, known: Authority, taken: Collection[str]) -> Plan:
        if authority_tei.is_tei(table):
            return authority_tei.plan(table, known, where=file, taken=taken)
        return authority.plan(table, known, where=file, remove=remove, taken=taken)

    _change_authority(context, file, plan, dry_run=dry_run)


@import_.command("identifiers")
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="List the changes and make none.")
@click.option(
    "--column", "columns", metavar="HEADING=REGISTER", multiple=True,
    help="What a column holds that does not tell it by its heading.",
)  # fmt: skip
@click.pass_obj
def import_identifiers(
    context: Context, file: str, dry_run: bool, columns: tuple[str, ...]
) -> None:
    """Add what a reconciled table says of entries: numbers in registers, coordinates.

    FILE is a table with the column id, as 'export authority' gives it, in which OpenRefine or a
    person put columns of Wikidata, VIAF, GeoNames … or coordinates.  Nothing is replaced.
    """
    from fitnacorpus.refs import is_record_id
    from fitnacorpus.tables import reconciled

    registers = {}
    for column in columns:
        heading, _, kind = column.rpartition("=")
        if not heading or not is_record_id(kind):
            raise click.UsageError(f"'{column}' is not HEADING=REGISTER, as QID=Wikidata.")
        registers[heading] = kind

    def plan(table: bytes, known: Authority, taken: Collection[str]) -> Plan:
        found = reconciled.read(table, known, where=file, columns=registers)
        if found.unused:
            context.note(f"columns that say nothing here: {', '.join(found.unused)}")
        return found.plan

    _change_authority(context, file, plan, dry_run=dry_run)


def _change_authority(
    context: Context,
    file: str,
    plan_of: Callable[[bytes, Authority, Collection[str]], Plan],
    *,
    dry_run: bool,
) -> None:
    """Make the changes of the authority that a file asks for, and tell them."""
    from fitnacorpus.files import write_whole
    from fitnacorpus.sources import read_source
    from fitnacorpus.tables import authority
    from fitnacorpus.tei import authority_write

    folder = context.folder
    table = read_source(Path(file), folder.settings())
    # What writes nothing need not wait for a build.
    with nullcontext() if dry_run else folder.locked():
        known = folder.authority()
        path = folder.authority_path
        old = path.read_bytes() if path.exists() else authority_write.EMPTY
        plan = plan_of(table, known, authority_write.ids(old))
        if plan.changes:
            new = authority_write.apply(old, plan.changes, where=str(path))
            if not dry_run:
                write_whole(path, new)
    for fault in plan.faults:
        click.echo(f"left out: {fault}", err=True)
    for change in plan.changes:
        click.echo(authority.describe(change))
    number = len(plan.changes)
    what = f"{number:,} change{'' if number == 1 else 's'}"
    if plan.left_out:
        what += f"; {plan.left_out:,} row{'' if plan.left_out == 1 else 's'} not accepted"
    if plan.faults:
        what += f"; {len(plan.faults):,} left out, see above"
    click.echo(f"{what}, none made (--dry-run)" if dry_run else what)
    if number and not dry_run:
        context.next("fitnacorpus check, then fitnacorpus build")


def _judging_options(function: _F) -> _F:
    for option in (
        click.option("--dry-run", is_flag=True, help="List the verdicts and write none."),
        click.option("--by", default="", metavar="NAME", help="Who judges: a name or an ORCID."),
        click.argument("file", metavar="FILE"),
    ):
        function = option(function)
    return function


@import_.command("links")
@_judging_options
@click.pass_obj
def import_links(context: Context, file: str, by: str, dry_run: bool) -> None:
    """Take a changed table of links as your verdicts: what you left alone says nothing."""
    from fitnacorpus.cli.reviewing import take_in

    take_in(context, file, by, dry_run=dry_run, kind="links")


@import_.command("mentions")
@_judging_options
@click.pass_obj
def import_mentions(context: Context, file: str, by: str, dry_run: bool) -> None:
    """Take a changed table of names as your verdicts: what you left alone says nothing."""
    from fitnacorpus.cli.reviewing import take_in

    take_in(context, file, by, dry_run=dry_run, kind="mentions")


@import_.command("webannotation")
@_judging_options
@click.pass_obj
def import_webannotation(context: Context, file: str, by: str, dry_run: bool) -> None:
    """Take Web Annotations that link passages or identify names as verdicts of who made them."""
    from fitnacorpus.interchange import incoming

    _take_said(context, file, by, incoming.web_annotations, dry_run=dry_run)


@import_.command("tmx")
@_judging_options
@click.pass_obj
def import_tmx(context: Context, file: str, by: str, dry_run: bool) -> None:
    """Take a translation memory as verdicts: its segments are looked for in the texts."""
    from fitnacorpus.interchange import incoming

    _take_said(context, file, by, incoming.memory, dry_run=dry_run)


@import_.command("pharaoh")
@click.argument("file", metavar="FILE")
@click.option(
    "--pairs", metavar="PAIRS.jsonl", required=True,
    help="The passages that were aligned: 'export pairs --format jsonl'.",
)  # fmt: skip
@_table_options
@click.pass_obj
def import_pharaoh(
    context: Context, file: str, pairs: str, fmt: str | None, output: str, force: bool
) -> None:
    """Draft links of sentences from a word alignment of others, as a table to judge.

    FILE has a line a pair, as aligners of words write it: 0-0 1-2 …  Judge the table and bring it
    back with 'import links'.
    """
    from fitnacorpus import ingest
    from fitnacorpus.interchange import pharaoh
    from fitnacorpus.sources import read_source
    from fitnacorpus.tables import judging, table

    pipeline = context.pipeline()
    contents = []
    for path in (file, pairs):
        data = read_source(Path(path), pipeline.settings)
        contents.append(ingest.decode(data, ingest.detect_encoding(data, where=path), where=path))
    rows = [*pharaoh.proposals(contents[0], contents[1], pipeline, where=file, of=pairs)]
    deliver(
        lambda chosen: table.encode(judging.LINK_COLUMNS, rows, chosen),
        context, fmt, output, force,
    )  # fmt: skip
    number = f"{len(rows):,} link{'' if len(rows) == 1 else 's'} of sentences"
    if output:
        click.echo(f"{number}, none of them judged")
        context.next(f"write accepted or rejected, then fitnacorpus import links {output}")


@import_.command("passim")
@click.argument("file", metavar="FILE")
@_table_options
@click.pass_obj
def import_passim(context: Context, file: str, fmt: str | None, output: str, force: bool) -> None:
    """Draft links of passages that passim found in several books, as a table to judge.

    FILE is the out.json of passim.  Judge the table and bring it back with 'import links'.
    """
    from fitnacorpus import ingest
    from fitnacorpus.interchange import passim
    from fitnacorpus.sources import read_source
    from fitnacorpus.tables import judging, table

    pipeline = context.pipeline()
    data = read_source(Path(file), pipeline.settings)
    found = ingest.decode(data, ingest.detect_encoding(data, where=file), where=file)
    rows = [*passim.proposals(found, pipeline, where=file)]
    deliver(
        lambda chosen: table.encode(judging.LINK_COLUMNS, rows, chosen),
        context, fmt, output, force,
    )  # fmt: skip
    if output:
        click.echo(f"{len(rows):,} link{'' if len(rows) == 1 else 's'}, none of them judged")
        context.next(f"write accepted or rejected, then fitnacorpus import links {output}")


def _take_said(
    context: Context, file: str, by: str, read: Callable[..., Any], *, dry_run: bool
) -> None:
    """Apply what a file of others says: all that can be used of it, or nothing."""
    from fitnacorpus.cli.reviewing import take_verdicts
    from fitnacorpus.interchange import incoming

    def verdicts(data: bytes, pipeline: Pipeline, *, by: str, on: str) -> Imported:
        said = read(data, pipeline, where=file)
        found = incoming.verdicts(said, pipeline, by=by, on=on)
        for line in () if found.errors else said.left_out:
            click.echo(f"left out: {line}", err=True)
        return found

    take_verdicts(context, file, by, verdicts, dry_run=dry_run)
