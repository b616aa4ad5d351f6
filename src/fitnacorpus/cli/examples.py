"""Examples for every verb, and the verb `help` that shows them.

They speak of the corpus that `init granada --with-ci` makes, so that they can be tried at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import click

from fitnacorpus.errors import did_you_mean

EXAMPLES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "add": (
        ("add chronicle.txt", "take a file in as it is; id, language and episodes are guessed"),
        ("add 0310Tabari.Tarikh.mARkdown --id tabari", "a book of OpenITI, under an id of yours"),
        ("add --openiti 0225AH --keep-going", "a century of OpenITI, one version of each book"),
        ("add scan.txt --encoding windows-1256 --lang ar", "say what cannot be told"),
    ),
    "adopt": (
        ("adopt tei/texts/granada-en.xml --dry-run", "what of a hand edit can be taken over"),
        ("adopt tei/texts/granada-en.xml --by Anna", "take it, as verdicts of Anna"),
    ),
    "align": (
        ("align", "all links, best first"),
        ("align --proposals", "what the program says by itself"),
        ("align --learn", "whether the verdicts teach the scores anything that holds"),
    ),
    "build": (
        ("build", "write what is stale"),
        ("build --overwrite", "replace generated files that were edited by hand"),
        ("build --keep-going", "build the rest when a text cannot be made"),
    ),
    "check": (
        ("check", "name every fault; exit 1 if there is an error"),
        ("check --strict", "warnings are errors too"),
        ("check --format sarif > check.sarif", "for code scanning"),
    ),
    "ci": (
        ("ci --base main", "faults, and what this branch changes"),
        ("ci --reports reports", "JUnit, SARIF, GitLab and Markdown as files"),
    ),
    "compare": (
        ("compare fall-of-granada", "what each account says of an event"),
        ("compare fall-of-granada -o fall.md --format markdown", "the same for a paper"),
    ),
    "completion": (("completion bash", 'in .bashrc: eval "$(fitnacorpus completion bash)"'),),
    "diff": (
        ("diff HEAD^", "what the last commit changed, in words"),
        ("diff main --scores", "and whether the program's own links agree better"),
    ),
    "eval align": (
        ("eval align", "the program's own links against the verdicts"),
        ("eval align gold.tsv", "against a table with the columns a, b, relation"),
    ),
    "eval names": (("eval names queries.tsv", "columns query, expected, index; lists the misses"),),
    "eval pool": (("eval pool -o pool.xlsx", "what was judged, for a second reader"),),
    "eval reread": (("eval reread pool.xlsx", "how far the second reader agrees"),),
    "example": (("example files", "the two accounts of the tutorial, and their names"),),
    "export archive": (
        (
            "export archive --date 2026-11-28 -o corpus.zip",
            "for Zenodo; withholds what is not cleared",
        ),
    ),
    "export authority": (
        ("export authority -o names.csv", "persons, places, groups and events for a spreadsheet"),
    ),
    "export citation": (("export citation -o CITATION.cff", "how to cite the corpus"),),
    "export conllu": (("export conllu granada-ar -o granada-ar.conllu", "words one a line"),),
    "export counts": (("export counts", "what the edition holds, for a README"),),
    "export dts": (
        ("export dts -o dts --base https://example.org/dts/", "a static server of texts"),
        ("export dts granada-en --public -o dts", "one text, if it is cleared"),
    ),
    "export epub": (
        ("export epub --public -o granada.epub", "a book without what is not cleared"),
    ),
    "export geojson": (
        ("export geojson -o places.geojson", "places that have coordinates"),
        ("export geojson --events -o events.geojson", "events at their places"),
    ),
    "export links": (("export links -o links.xlsx", "all links, for a reviewer's spreadsheet"),),
    "export lpf": (
        ("export lpf --base https://example.org/places/ -o places.json", "for a gazetteer"),
    ),
    "export mentions": (("export mentions -o mentions.csv", "all names, each with its bearer"),),
    "export pairs": (
        ("export pairs -o pairs.xlsx", "linked passages with the words of both"),
        ("export pairs --format jsonl --corrected --fold embed", "for a model"),
    ),
    "export parquet": (
        ("export parquet store", "tables for pandas, polars or Spark, in a folder"),
        ("export parquet s3://bucket/store --vectors", "at an address, with vectors of sentences"),
    ),
    "export passim": (("export passim -o in.json", "episodes for passim, a line of JSON each"),),
    "export sentences": (
        ("export sentences -o sentences.tsv", "every sentence with its ref and its names"),
    ),
    "export tei": (("export tei -o edition.xml", "the whole edition in one file"),),
    "export text": (
        ("export text granada-ar --fold display", "the words without vowel signs"),
        ("export text -o words", "every text as a file of a folder"),
    ),
    "export tmx": (
        ("export tmx -o memory.tmx", "accepted pairs that tell the same in two languages"),
        ("export tmx --proposed -o memory.tmx", "unjudged ones as well"),
    ),
    "export webannotation": (
        ("export webannotation --base https://example.org/ -o notes.json", "names and links"),
    ),
    "fold": (
        ("fold notes.txt", "as a search sees it"),
        ("fold notes.txt --lang ar --profile display", "without vowel signs"),
        ("fold notes.txt --romanise ijmes", "vocalised Arabic in Latin letters"),
    ),
    "help": (("help export tmx", "what a verb does, its options, examples"),),
    "import authority": (
        ("import authority names.csv --dry-run", "list what a table would change"),
        ("import authority persons.xml", "records of somebody else's TEI"),
    ),
    "import identifiers": (
        ("import identifiers names.csv", "what OpenRefine matched: Wikidata, VIAF, coordinates"),
        ('import identifiers names.csv --column "QID=Wikidata"', "a heading of your own"),
    ),
    "import links": (("import links links.xlsx --by Anna", "what Anna changed becomes verdicts"),),
    "import mentions": (
        ("import mentions mentions.csv --by Anna", "what Anna changed becomes verdicts"),
    ),
    "import passim": (
        ("import passim out.json -o links.csv", "what passim found, as links to be judged"),
    ),
    "import pharaoh": (
        (
            "import pharaoh words.txt --pairs pairs.jsonl -o links.csv",
            "drafts of links, to be judged",
        ),
    ),
    "import tmx": (("import tmx memory.tmx --by Anna", "segments become accepted links"),),
    "import webannotation": (
        ("import webannotation notes.json --by Anna --dry-run", "links and names of others"),
    ),
    "init": (
        ("init granada", "an empty corpus"),
        ("init granada --with-ci", "with two short texts, and what GitHub and GitLab need"),
        ("init futuh --with early-islam", "names of early Islam are copied as texts name them"),
    ),
    "migrate": (("migrate --dry-run", "what an earlier version's corpus would become"),),
    "names": (("names --kind place", "all places, and how often they are named"),),
    "names copy": (("names copy early-islam --dry-run", "what a starter authority knows here"),),
    "names decide": (
        ('names decide "Abu Abdallah" --text granada-en --is boabdil --by Anna', "once for all"),
    ),
    "names doubts": (
        ("names doubts", "names that may be several bearers'"),
        ("names doubts --places", "every place, with what speaks for whom"),
    ),
    "names suggest": (
        ("names suggest -o draft.csv", "draft an authority; accept rows with 'yes'"),
        ("names suggest --all --format xlsx -o draft.xlsx", "as if there were none"),
    ),
    "names tag": (
        (
            'names tag granada-en:e2.p1.s1 "the sultan" --is boabdil --by Anna',
            "words that are no name",
        ),
    ),
    "plot matrix": (("plot matrix granada-ar granada-en -o matrix.svg", "who tells what when"),),
    "plot names": (("plot names granada-en --lang ar -o names.svg", "names along an account"),),
    "plot persons": (("plot persons --most 20 -o persons.svg", "who is named with whom"),),
    "plugins": (("plugins", "readers and encoders that are installed"),),
    "remove": (("remove granada-en --dry-run", "what would go with a text"),),
    "rename": (
        ("rename granada-en nasrids-en", "another id for a text, with all that names it"),
        ("rename granada-en:e3 siege", "another id for an episode"),
    ),
    "review": (
        ("review", "judge what nobody has judged, links before names"),
        ("review --kind mentions --text granada-en", "only names, of one text"),
        ("review --in granada-en:e3-e5", "only these episodes"),
        ("review --status others --by Anna", "what others judged, unseen"),
        ("review --list orphans", "verdicts that lost their place"),
    ),
    "search": (
        ("search بوعبديل", "a name in any spelling, in both languages"),
        ('search "Boabdil" --text granada-ar', "where one text names him"),
        ('search --words "the keys"', "words as they stand"),
    ),
    "serve": (
        ("serve --open", "the reader in your browser"),
        ("serve --review --by Anna", "judge beside the texts"),
        ("serve --watch", "show what you change at once"),
    ),
    "site": (
        ("site ../granada-site", "pages that open without a server"),
        ("site ../public --public --url https://example.org/", "for publication"),
    ),
    "update": (("update granada-en", "after you have changed seeds/granada-en.txt on purpose"),),
}
"""Verb to commands, each without the name of the program, and what they do."""


@click.command("help")
@click.argument("verb", nargs=-1)
@click.pass_context
def help_(context: click.Context, verb: tuple[str, ...]) -> None:
    """Show what VERB does, its options and examples."""
    at = context.find_root()
    command: click.Command = at.command
    for word in verb:
        known = command.list_commands(at) if isinstance(command, click.Group) else []
        inner = command.get_command(at, word) if isinstance(command, click.Group) else None
        if inner is None:
            meant = did_you_mean(word, known)
            raise click.UsageError(f"No such command '{' '.join(verb)}'. {meant}".rstrip())
        at = click.Context(inner, info_name=word, parent=at)
        command = inner
    click.echo(command.get_help(at))


def attach(cli: click.Group) -> None:
    """Put the examples below the help of each verb."""
    for name, command in leaves(cli):
        if known := EXAMPLES.get(name):
            width = max(len(line) for line, _ in known)
            rows = (f"  fitnacorpus {line:{width}}  # {what}".rstrip() for line, what in known)
            # click breaks lines anew, but where a paragraph begins with this sign.
            command.epilog = "\b\nExamples:\n" + "\n".join(rows)


def leaves(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every verb that does something, by all its words."""
    for name, command in group.commands.items():
        words = f"{before} {name}".strip()
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield words, command
        if isinstance(command, click.Group):
            yield from leaves(command, words)
