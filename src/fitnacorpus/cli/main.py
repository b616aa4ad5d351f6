"""The verbs.  Each imports what it needs itself, so that help comes at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

import fitnacorpus
from fitnacorpus.cli.adding import add, update
from fitnacorpus.cli.adopting import adopt
from fitnacorpus.cli.carrying import remove, rename
from fitnacorpus.cli.ci import ci
from fitnacorpus.cli.comparing import compare
from fitnacorpus.cli.completing import VARIABLE, completion
from fitnacorpus.cli.context import Context, Verbs, corpus_above, json_option, one_thread
from fitnacorpus.cli.differing import diff
from fitnacorpus.cli.evaluate import eval_
from fitnacorpus.cli.examples import attach, help_
from fitnacorpus.cli.migrating import migrate
from fitnacorpus.cli.names import names
from fitnacorpus.cli.plotting import plot
from fitnacorpus.cli.reviewing import review
from fitnacorpus.cli.searching import search
from fitnacorpus.cli.serving import serve
from fitnacorpus.cli.starting import example, init
from fitnacorpus.cli.transfer import export, import_
from fitnacorpus.errors import FitnaError
from fitnacorpus.files import refused


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "root",
    default="",
    metavar="DIR",
    help="The corpus folder (default: the one this folder lies in).",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress on the terminal.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(fitnacorpus.__version__, prog_name="fitnacorpus")
@click.pass_context
def cli(context: click.Context, root: str, quiet: bool, debug: bool) -> None:
    """Turn Arabic and English accounts of the same events into one bilingual edition."""
    from fitnacorpus.corpus import CorpusFolder

    here = Path()
    # A new corpus may lie inside another; every other verb works on the one it stands in.
    found = Path(root) if root else here
    if not root and context.invoked_subcommand != "init":
        found = corpus_above(here)
    if found != here and not root and not quiet:
        click.echo(f"corpus: {found}", err=True)
    context.obj = Context(CorpusFolder(found), quiet, root)
    if context.invoked_subcommand != "init" and context.obj.folder.recover() and not quiet:
        click.echo("note: finished what an interrupted command had begun", err=True)


@cli.command()
@click.option("--overwrite", is_flag=True, help="Replace generated files that were edited by hand.")
@click.option(
    "--runner",
    metavar="RUNNER",
    default="",
    help="Who works: serial, processes (one a core), dask or dask=ADDRESS of a scheduler (default: "
    "processes if more than eight texts are stale).",
)
@click.option("--keep-going", is_flag=True, help="Build the rest when a text cannot be made.")
@json_option
@click.pass_obj
def build(context: Context, overwrite: bool, runner: str, keep_going: bool, as_json: bool) -> None:
    """Write the TEI, the alignments and the search index."""
    from fitnacorpus.build import build as run
    from fitnacorpus.cli import show

    done = run(
        context.folder,
        overwrite=overwrite,
        progress=context.progress,
        runner=runner,
        keep_going=keep_going,
    )
    click.echo(
        show.build_json(done)
        if as_json
        else context.commands(show.build_text(done, context.folder.root))
    )
    if done.failed:
        sys.exit(1)


@cli.command()
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit", "github", "gitlab", "sarif", "markdown"]),
    default=None,
    help="How problems are printed (default: text); all but json are made for CI.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_obj
def check(context: Context, strict: bool, form: str | None, as_json: bool) -> None:
    """Look for everything that is wrong; exit 1 if there are errors."""
    from fitnacorpus.cli import report

    if as_json and form not in (None, "json"):
        raise click.UsageError("--json is --format json; give one of the two.")
    found = report.of(context.folder, strict=strict, progress=context.progress)
    if printed := report.FORMATS["json" if as_json else form or "text"](found):
        click.echo(printed)
    if any(map(found.fails, found.problems)):
        sys.exit(1)


@cli.command()
@click.option(
    "--proposals",
    is_flag=True,
    help="The program's own links: no verdict and no event tied to an episode is used.",
)
@click.option(
    "--learn",
    is_flag=True,
    help="Show what the verdicts teach about the program's probabilities, cross-validated.",
)
@click.option(
    "--train-lexicon",
    is_flag=True,
    help="Show what the corpus's own translations teach of how words are rendered.",
)
@click.option(
    "--bitext",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --train-lexicon: a table of sentences and translations besides.",
)
@click.option(
    "--use",
    is_flag=True,
    help="With --learn or --train-lexicon: use it from now on, if it helps.",
)
@click.option(
    "--judge",
    default="",
    metavar="URL",
    help="Ask a language model at this address (OpenAI's API).",
)
@click.option("--model", default="", metavar="NAME", help="With --judge: which model.")
@click.option(
    "--most", default=50, show_default=True, help="With --judge: how many links are asked about."
)
@click.option("--yes", is_flag=True, help="With --judge: ask without asking back.")
@json_option
@click.pass_obj
def align(
    context: Context,
    proposals: bool,
    learn: bool,
    train_lexicon: bool,
    bitext: tuple[Path, ...],
    use: bool,
    judge: str,
    model: str,
    most: int,
    yes: bool,
    as_json: bool,
) -> None:
    """List the links between passages of different texts, best first."""
    from fitnacorpus.build import bring_or_read
    from fitnacorpus.cli import judging, learning, show, teaching

    if (use and not (learn or train_lexicon)) or (learn and proposals):
        raise click.UsageError(
            "--use goes with --learn or --train-lexicon, and --proposals with none of them."
        )
    if sum(map(bool, (proposals, learn, train_lexicon, judge))) > 1:
        raise click.UsageError("--proposals, --learn, --train-lexicon and --judge go one by one.")
    if bitext and not train_lexicon:
        raise click.UsageError("--bitext goes with --train-lexicon.")
    if train_lexicon:
        return teaching.run(context, bitext, use=use, as_json=as_json)
    if judge:
        return judging.run(context, judge, model, most, yes=yes)
    if learn:
        return learning.run(context, use=use, as_json=as_json)
    if proposals:
        pipeline = bring_or_read(context.folder, progress=context.progress, machine_only=True)
    else:
        pipeline = context.pipeline()
    links = [link for alignment in pipeline.alignments for link in alignment.links]
    documents = pipeline.documents()
    if as_json:
        click.echo(show.links_json(links, documents))
    else:
        click.echo(show.links_text(links, documents, terminal=sys.stdout.isatty()))
    return None


@cli.command()
@click.argument("file", metavar="[FILE]", default="-")
@click.option("--lang", default="", help="Language of the text (BCP 47).")
@click.option("--profile", default="search", show_default=True, help="What the fold forgives.")
@click.option(
    "--offsets", is_flag=True, help="One line a folded character: offset, tab, character."
)
@click.option(
    "--romanise",
    type=click.Choice(["ijmes", "alalc"]),
    help="Write vocalised Arabic in Latin letters instead; words without vowel signs stay.",
)
@click.pass_obj
def fold(
    context: Context, file: str, lang: str, profile: str, offsets: bool, romanise: str | None
) -> None:
    """Fold a text for comparison, as a filter from FILE (or standard input)."""
    from fitnacorpus.cli.folding import run

    run(context.folder, file, lang, profile, offsets, romanise or "")


@cli.command()
@click.argument("target", metavar="DIR")
@click.option("--public", is_flag=True, help="Withhold texts that are not cleared for publication.")
@click.option("--url", default="", help="Where it will be published (https://…).")
@click.pass_obj
def site(context: Context, target: str, public: bool, url: str) -> None:
    """Write the reader to DIR: pages for a browser, online or from a folder."""
    from fitnacorpus.api import Corpus
    from fitnacorpus.build import bring_or_read
    from fitnacorpus.reader import site as reader

    made = bring_or_read(context.folder, progress=context.progress)
    pages = reader.open_pages(Corpus(context.folder, made), public=public, url=url)
    written = reader.write(pages, Path(target), replacing=context.folder.replacing_site)
    click.echo(f"wrote {_count(written, 'file')} to {target}")
    click.echo(f"next: open {Path(target) / 'index.html'} in a browser")


@cli.command()
@json_option
def plugins(as_json: bool) -> None:
    """List readers and encoders, the package's own and installed ones."""
    from fitnacorpus import plugins as registry
    from fitnacorpus.cli import show

    found = {kind: registry.names(kind) for kind in registry.BUILT_IN}
    click.echo(show.plugins_json(found) if as_json else show.plugins_text(found))


for _verb in (
    init, example, add, update, adopt, remove, rename, migrate, search, compare, diff, ci,
    completion, review, serve, names, export, import_, eval_, plot, help_,
):  # fmt: skip
    cli.add_command(_verb)
attach(cli)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _with_folder(words: str) -> str:
    """Words with commands in them, made to work on the folder that was given with -C."""
    from fitnacorpus.corpus import CorpusFolder

    given = [sys.argv[i + 1] for i, word in enumerate(sys.argv[:-1]) if word == "-C"]
    return Context(CorpusFolder(Path()), named=given[-1] if given else "").commands(words)


def main() -> None:
    """Run the command line; errors are one line on standard error, with exit status 2."""
    one_thread()
    debug = "--debug" in sys.argv
    try:
        status = cli(standalone_mode=False, complete_var=VARIABLE)
        sys.stdout.flush()
    except FitnaError as error:
        if debug:
            raise
        click.echo(f"fitnacorpus: {_with_folder(str(error))}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("fitnacorpus: interrupted; every file is whole", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away, which is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if debug:
            raise
        click.echo(f"fitnacorpus: {_with_folder(str(refused(error)))}", err=True)
        sys.exit(2)
    except Exception as error:
        if debug:
            raise
        click.echo(
            f"fitnacorpus: this is a fault of the program ({type(error).__name__}: {error}). "
            "Run the command again with --debug and report what it prints [fault]",
            err=True,
        )
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)
