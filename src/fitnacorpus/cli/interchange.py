"""The verbs of `export` that write the corpus in other people's formats."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from fitnacorpus.cli.completing import text_ids as text_ids_of
from fitnacorpus.cli.context import Context, demand_text, force_option, table_format, withheld
from fitnacorpus.cli.storing import parquet, passim
from fitnacorpus.vocabulary import Status

if TYPE_CHECKING:
    from fitnacorpus.interchange.pairs import Pairs
    from fitnacorpus.interchange.words import Choice
    from fitnacorpus.model import Document, PassageLink
    from fitnacorpus.pipeline import Pipeline

_F = TypeVar("_F", bound=Callable[..., Any])
_TABLES: Final = ("tsv", "csv", "xlsx")
_BASE: Final = "urn:x-fitnacorpus:"
"""Before ids that have no address of their own."""


def _output(function: _F) -> _F:
    function = force_option(function)
    return click.option(
        "-o", "--output", metavar="FILE", default="", help="Where (default: print it)."
    )(function)


def _words(function: _F) -> _F:
    function = click.option(
        "--fold", "profile", metavar="PROFILE", default="",
        help="Fold the words: display (no vowel signs), search, tag, embed or one of your own.",
    )(function)  # fmt: skip
    return click.option("--corrected", is_flag=True, help="Make the corrections of the editors.")(
        function
    )


def _choice(context: Context, corrected: bool, profile: str) -> Choice:
    from fitnacorpus.interchange.words import Choice
    from fitnacorpus.orthography import get_profile, profile_from_steps

    own = context.folder.settings().profiles
    if not profile:
        return Choice(corrected)
    chosen = profile_from_steps(profile, own[profile]) if profile in own else get_profile(profile)
    return Choice(corrected, chosen)


def _texts(context: Context, wanted: Iterable[str]) -> list[Document]:
    """The documents of some texts, or of all if none is named."""
    documents = context.pipeline().documents()
    for text_id in wanted:
        demand_text(context, text_id, documents.ids)
    return [documents[text_id] for text_id in wanted or documents.ids]


def _links(pipeline: Pipeline) -> list[PassageLink]:
    return [link for alignment in pipeline.alignments for link in alignment.links]


def _give(context: Context, content: bytes | str, output: str, *, force: bool) -> None:
    data = content.encode() if isinstance(content, str) else content
    if output:
        context.write(output, data, force=force)
    else:
        click.echo(data, nl=False)


@click.command("text")
@click.argument("text_ids", metavar="[TEXT]...", nargs=-1, shell_complete=text_ids_of)
@_words
@_output
@click.pass_obj
def text(
    context: Context, text_ids: tuple[str, ...], corrected: bool, profile: str, output: str,
    force: bool,
) -> None:  # fmt: skip
    """Accounts as plain text; several are written into the folder of -o, one file each."""
    from fitnacorpus.interchange import plain

    choice = _choice(context, corrected, profile)
    documents = _texts(context, text_ids)
    if len(documents) == 1:
        _give(context, plain.text(documents[0], choice), output, force=force)
    elif not output:
        raise click.UsageError("Several texts: name one of them, or a folder with -o.")
    else:
        for document in documents:
            path = Path(output) / f"{document.text.info.id}.txt"
            _give(context, plain.text(document, choice), str(path), force=force)


@click.command("sentences")
@click.argument("text_ids", metavar="[TEXT]...", nargs=-1, shell_complete=text_ids_of)
@click.option("--format", "fmt", type=click.Choice(_TABLES), default=None, help="Of the table.")
@_words
@_output
@click.pass_obj
def sentences(
    context: Context, text_ids: tuple[str, ...], fmt: str | None, corrected: bool, profile: str,
    output: str, force: bool,
) -> None:  # fmt: skip
    """Sentences as a table, each with its ref and the entries that it names."""
    from fitnacorpus.interchange import plain

    fmt = table_format(fmt, output, _TABLES)
    choice = _choice(context, corrected, profile)
    documents = _texts(context, text_ids)
    _give(context, plain.sentences(documents, fmt, choice), output, force=force)


def _pairs(pipeline: Pipeline, choice: Choice, *, rejected: bool) -> Pairs:
    from fitnacorpus.interchange.pairs import Pairs

    links = [link for link in _links(pipeline) if rejected or link.status != Status.REJECTED]
    return Pairs(pipeline.documents(), links, pipeline.reviewers, choice)


@click.command("pairs")
@click.option(
    "--format", "fmt", type=click.Choice([*_TABLES, "jsonl"]), default=None,
    help="Format (default: by the name of FILE, else tsv).",
)  # fmt: skip
@click.option("--rejected", is_flag=True, help="Rejected links as well.")
@_words
@_output
@click.pass_obj
def pairs(
    context: Context, fmt: str | None, rejected: bool, corrected: bool, profile: str, output: str,
    force: bool,
) -> None:  # fmt: skip
    """Aligned passages with the words of both, for work outside."""
    from fitnacorpus.interchange import pairs as written

    fmt = table_format(fmt, output, (*_TABLES, "jsonl"))
    found = _pairs(context.pipeline(), _choice(context, corrected, profile), rejected=rejected)
    if fmt == "jsonl":
        _give(context, "".join(written.json_lines(found)), output, force=force)
    else:
        _give(context, written.rows(found, fmt), output, force=force)


@click.command("tmx")
@click.option("--proposed", is_flag=True, help="Links that nobody has judged as well.")
@_words
@_output
@click.pass_obj
def tmx(
    context: Context, proposed: bool, corrected: bool, profile: str, output: str, force: bool
) -> None:
    """Passages that tell the same in two languages, as a translation memory (TMX 1.4b)."""
    from fitnacorpus.interchange import pairs as written

    found = _pairs(context.pipeline(), _choice(context, corrected, profile), rejected=False)
    _give(context, written.tmx(found, proposed=proposed), output, force=force)
    if not proposed and (waiting := written.unjudged(found)):
        number = f"{waiting:,} link{'' if waiting == 1 else 's'}"
        context.note(f"{number} that nobody has judged left out; --proposed takes them")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


@click.command("geojson")
@click.option("--events", is_flag=True, help="Events where they happened, in place of places.")
@_output
@click.pass_obj
def geojson(context: Context, events: bool, output: str, force: bool) -> None:
    """Places, or events with place and time, for a map (GeoJSON, RFC 7946)."""
    from fitnacorpus.interchange import places

    pipeline = context.pipeline()
    kind = "event" if events else "place"
    found = places.geojson(pipeline.authority, pipeline.documents(), kind)
    _give(context, _json(found), output, force=force)
    missing, known = places.nowhere(pipeline.authority, kind)
    if missing:
        where = "no coordinates" if kind == "place" else "no place with coordinates"
        context.note(f"{missing:,} of {known:,} {kind}s have {where} and are left out")


_base_option = click.option(
    "--base", metavar="URI", default=_BASE, show_default=True,
    help="Address that ids are put behind.",
)  # fmt: skip


@click.command("lpf")
@_base_option
@_output
@click.pass_obj
def lpf(context: Context, base: str, output: str, force: bool) -> None:
    """Places with all their names for gazetteers (Linked Places Format 1.1)."""
    from fitnacorpus.interchange import places

    pipeline = context.pipeline()
    found = places.linked_places(pipeline.authority, pipeline.documents(), base)
    _give(context, _json(found), output, force=force)


@click.command("webannotation")
@_base_option
@_output
@click.pass_obj
def webannotation(context: Context, base: str, output: str, force: bool) -> None:
    """Names and links as Web Annotations (JSON-LD)."""
    from fitnacorpus.interchange import webannotation as written

    pipeline = context.pipeline()
    found = written.page(pipeline.documents(), _links(pipeline), pipeline.reviewers, base)
    _give(context, _json(found), output, force=force)


@click.command("conllu")
@click.argument("text_ids", metavar="[TEXT]...", nargs=-1, shell_complete=text_ids_of)
@_output
@click.pass_obj
def conllu(context: Context, text_ids: tuple[str, ...], output: str, force: bool) -> None:
    """Words one a line, with names and refs (CoNLL-U)."""
    from fitnacorpus.interchange import conllu as written

    documents = _texts(context, text_ids)
    _give(context, "".join(written.write(documents)), output, force=force)


@click.command("epub")
@click.option("--public", is_flag=True, help="Withhold the words of texts that are not cleared.")
@click.option("-o", "--output", metavar="FILE", required=True, help="Where.")
@force_option
@click.pass_obj
def epub(context: Context, public: bool, output: str, force: bool) -> None:
    """A book of events and accounts, read in parallel (EPUB 3)."""
    from fitnacorpus.interchange import epub as written
    from fitnacorpus.languages import EN
    from fitnacorpus.orthography.bilingual import in_language

    pipeline = context.pipeline()
    settings = pipeline.settings
    about = written.About(
        in_language(settings.title, EN),
        in_language(settings.publisher, EN),
        pipeline.edition.licence,
        withheld(pipeline) if public else frozenset(),
    )
    made = written.write(pipeline.documents(), pipeline.authority, pipeline.alignments, about)
    context.write(output, made, force=force)


@click.command("dts")
@click.argument("text_ids", metavar="[TEXT]...", nargs=-1, shell_complete=text_ids_of)
@click.option("--public", is_flag=True, help="Leave out texts that are not cleared.")
@click.option(
    "--base", metavar="URI", default="/dts/", show_default=True,
    help="Address at which the folder will be found.",
)  # fmt: skip
@click.option("-o", "--output", metavar="DIR", required=True, help="Where.")
@click.option("--force", is_flag=True, help="Replace DIR if it is there.")
@click.pass_obj
def dts(
    context: Context, text_ids: tuple[str, ...], public: bool, base: str, output: str, force: bool
) -> None:
    """Texts with all that can be cited in them, as files for clients of DTS 1.0."""
    from fitnacorpus.documents import Documents
    from fitnacorpus.interchange.dts import Service, static

    pipeline = context.pipeline()
    documents = pipeline.documents()
    for text_id in text_ids:
        demand_text(context, text_id, documents.ids)
    left_out = withheld(pipeline) if public else frozenset[str]()
    kept = tuple(i for i in documents.ids if i not in left_out and i in (text_ids or documents.ids))
    base = base if base.endswith("/") else f"{base}/"
    service = Service(
        pipeline.settings.title,
        Documents(kept, pipeline.document),
        pipeline.document_file,
        static.templates(base),
    )
    files = static.files(service, kept, base)
    context.write_folder(output, files, known=static.TOP, force=force)


@click.command("citation")
@_output
@click.pass_obj
def citation(context: Context, output: str, force: bool) -> None:
    """How to cite the corpus (CITATION.cff)."""
    from fitnacorpus.interchange import citation as written
    from fitnacorpus.languages import EN
    from fitnacorpus.orthography.bilingual import in_language

    pipeline = context.pipeline()
    title = in_language(pipeline.settings.title, EN)
    _give(context, written.write(title, pipeline.edition), output, force=force)


@click.command("archive")
@click.option("--date", "day", metavar="YYYY-MM-DD", required=True, help="Day of publication.")
@click.option("-o", "--output", metavar="FILE", required=True, help="Where.")
@force_option
@click.pass_obj
def archive(context: Context, day: str, output: str, force: bool) -> None:
    """The corpus as one zip for a data repository, without what is not cleared."""
    from fitnacorpus.errors import ConfigError
    from fitnacorpus.interchange import archive as written
    from fitnacorpus.languages import EN
    from fitnacorpus.orthography.bilingual import in_language

    pipeline, folder = context.pipeline(), context.folder
    if not pipeline.built:
        raise ConfigError(
            "not-built", "there are no texts in TEI", where=str(folder.texts),
            hint="Run 'fitnacorpus build' first",
        )  # fmt: skip
    settings, left_out = pipeline.settings, withheld(pipeline)
    kept = [item for item in pipeline.descriptions if item.info.id not in left_out]
    paths = [
        *folder.description_paths(),
        *(folder.source_path(item) for item in kept),
        *(folder.text_path(item.info.id) for item in kept),
        folder.authority_path,
        folder.header_path,
        *sorted(folder.alignments.glob("*.xml")),
        *folder.link_verdict_paths(),
        *folder.mention_verdict_paths(),
        *(p for name in ("CITATION.cff", "README.md") if (p := folder.root / name).is_file()),
    ]
    files = {folder.relative(path): path.read_bytes() for path in paths if path.is_file()}
    infos = [item.info for item in pipeline.descriptions]
    title, publisher = (in_language(x, EN) for x in (settings.title, settings.publisher))
    about = (title, publisher, pipeline.edition.licence)
    made = written.write(written.Contents(*about, day, infos, files, left_out))
    context.write(output, made, force=force)
    for text_id in sorted(left_out):
        click.echo(f"withheld: the words of {text_id} (public = false in its description)")


VERBS: Final = (
    text, sentences, pairs, tmx, geojson, lpf, webannotation, conllu, dts, epub, citation,
    archive, parquet, passim,
)  # fmt: skip
"""What `export` knows besides the corpus's own tables and TEI."""
