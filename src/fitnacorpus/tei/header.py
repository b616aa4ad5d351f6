"""TEI headers of texts: what a file is, where it comes from, and how it is encoded."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Document, TextInfo
from fitnacorpus.orthography import bilingual, scripts
from fitnacorpus.tei import declaration, layers
from fitnacorpus.tei.house import NO_LICENCE, House
from fitnacorpus.tei.inline import attribute, attributes, text
from fitnacorpus.tei.mapping import REASONS
from fitnacorpus.vocabulary import Term

HONORIFICS: Final[Mapping[str, str]] = {
    "basmala": "In the name of God.",
    "karama": "May God honour his face.",
    "taala": "Exalted is He.",
    "tajil": "May God hasten his return.",
    "taqdis": "May his secret be hallowed.",
    "tarahhum": "May God have mercy on him.",
    "tardiya": "May God be pleased with him.",
    "taslim": "Peace be upon him.",
    "tasliya": "God bless him and grant him peace.",
    "tasliya-family": "God bless him and his family.",
}
"""Category of the taxonomy of formulae to its meaning."""


CALENDARS: Final[Mapping[str, str]] = {
    "gregorian": "Gregorian; days before 1582 in @notBefore and @notAfter are proleptic Gregorian.",
    "hijri": "Hijri, tabular (civil epoch); @when-custom, @from-custom and @to-custom hold"
    " YYYY[-MM[-DD]] of the Hijri year.",
}
"""xml:id of a calendar to its description."""

_RUN_OF_LETTERS: Final = {"Arab": "Arabic", "Latn": "Latin"}


@dataclass(frozen=True, slots=True)
class Edition:
    """What the headers say about the edition as a whole.

    Attributes:
        publisher: Who publishes.
        editors: Who answers for editorial statements.
        licence: Address of the licence of the annotations, or "".
        version: Version of the program.
        languages: Primary language subtag to English name.
        encoder: The sentence encoder by which links are proposed.
        house: What people say of the edition in a file of their own.
    """

    publisher: str
    editors: str
    licence: str
    version: str
    languages: Mapping[str, str]
    encoder: str = ""
    house: House = field(default_factory=House)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a person did to what a file holds.

    Attributes:
        when: The day, ISO 8601.
        who: xml:id of the person.
        what: What was done, in English.
    """

    when: str
    who: str
    what: str


def respondent(name: str) -> str:
    """xml:id for a person who is named as responsible.

    Made of the letters and digits of the name; a name with other signs than these and single spaces
    gets the beginning of its digest, so that no two names share an id.
    """
    parts = "".join(c if c.isalnum() and c.isascii() else " " for c in name).split()
    if " ".join(parts) != name:
        parts.append(hashlib.sha256(name.encode()).hexdigest()[:8])
    return "-".join(["r", *parts])


def render(
    document: Document,
    edition: Edition,
    reviewers: Mapping[str, str],
    changes: Sequence[Change] = (),
) -> str:
    """The teiHeader of a text.

    Args:
        document: The document.
        edition: What holds for the whole edition.
        reviewers: xml:id to name of the people named in `@resp` or in `changes`.
        changes: What reviewers did.
    """
    info = document.text.info
    return "\n".join(
        [
            '<teiHeader xml:lang="en">',
            " <fileDesc>",
            *_title(info, edition, reviewers),
            *_publication(info, edition),
            *_source(document),
            " </fileDesc>",
            *_encoding(document, edition),
            *_profile(document, edition),
            *revisions(changes),
            "</teiHeader>",
        ]
    )


def _title(info: TextInfo, edition: Edition, reviewers: Mapping[str, str]) -> list[str]:
    titles = info.title or {languages.EN: info.id}
    out = ["  <titleStmt>"]
    out += [f'   <title xml:lang="{lang}">{text(t)}</title>' for lang, t in titles.items()]
    out += _in_languages("author", info.author, 3)
    rows = [*out, *respondents(edition, reviewers), "  </titleStmt>"]
    return [*rows, *edition.house.edition]


def respondents(edition: Edition, reviewers: Mapping[str, str]) -> list[str]:
    """The respStmt elements of the editors and of reviewers, and whom else people name."""
    people = [("editor", "editorial statements", edition.editors)]
    people += [(ident, "review", name) for ident, name in reviewers.items()]
    rows = [
        f'   <respStmt xml:id="{ident}"><resp>{what}</resp><name>{text(name)}</name></respStmt>'
        for ident, what, name in people
    ]
    return [*rows, *edition.house.credits]


def licences(edition: Edition) -> list[str]:
    """The licence elements: those that people give, else that of the settings, or that none is."""
    given = f"    <licence target={attribute(edition.licence)}>The annotations.</licence>"
    unknown = f"    <licence>{NO_LICENCE}</licence>"
    return [*edition.house.licences] or [given if edition.licence else unknown]


def revisions(changes: Sequence[Change]) -> list[str]:
    """The revisionDesc, latest first, as TEI wants it; nothing where nobody changed anything."""
    if not changes:
        return []
    ordered = sorted(changes, key=lambda c: (c.when, c.who, c.what), reverse=True)
    rows = [
        f"  <change{attributes({'when': c.when, 'who': f'#{c.who}'})}>{text(c.what)}</change>"
        for c in ordered
    ]
    return [" <revisionDesc>", *rows, " </revisionDesc>"]


def application(edition: Edition, settings: str = "") -> list[str]:
    """The appInfo: which program, in which version, and what of it the corpus chose.

    Args:
        edition: The edition.
        settings: The settings that the rest of the file was made with, in English.
    """
    chosen = f"<desc>{text(settings)}</desc>" if settings else ""
    return [
        "  <appInfo>",
        f'   <application xml:id="program" ident="fitnacorpus" version="{edition.version}">'
        f"<label>fitnacorpus</label>{chosen}</application>",
        "  </appInfo>",
    ]


def publisher(edition: Edition) -> list[str]:
    """The publisher, in each language that the settings name him in."""
    return _in_languages("publisher", edition.publisher, 3)


def _in_languages(name: str, words: str, depth: int) -> list[str]:
    """An element for each language in which words are given; the language of the header unsaid."""
    rows = []
    for lang, said in bilingual.lines(words, languages.EN):
        other = attributes({"xml:lang": lang if lang != languages.EN else ""})
        rows.append(f"{' ' * depth}<{name}{other}>{text(said)}</{name.split()[0]}>")
    return rows


def _publication(info: TextInfo, edition: Edition) -> list[str]:
    status = "free" if info.public else "restricted"
    return [
        "  <publicationStmt>",
        *publisher(edition),
        *edition.house.publication,
        f'   <availability status="{status}">',
        *licences(edition),
        *(_in_languages('p n="rights"', info.rights, 4) or ['    <p n="rights"></p>']),
        "   </availability>",
        "  </publicationStmt>",
    ]


_SAID: Final = frozenset({'title level="m"', 'note type="tradition"', "extent"})
"""What an editor says of a source, in each language given; all else is a name or a number."""


def _source(document: Document) -> list[str]:
    info = document.text.info
    out = ["  <sourceDesc>", "   <bibl>"]
    for name, value in (
        ('title level="m"', info.work),
        ('note type="tradition"', info.tradition),
        ('note type="author-died"', info.author_died),
        ("editor", info.editor),
        ("publisher", info.publisher),
        ("pubPlace", info.place),
        ('note type="year"', info.year),
        ("extent", info.extent),
        ('idno type="file"', info.file),
        ('idno type="original"', info.original),
        ('idno type="encoding"', info.encoding),
        ('idno type="sha256"', info.sha256),
    ):
        if name in _SAID:
            out += _in_languages(name, value, 4)
        elif value:
            out.append(f"    <{name}>{text(value)}</{name.split()[0]}>")
    for name, value in (
        ("translation_of", info.translation_of),
        ("derived_from", info.derived_from),
    ):
        if value:
            out.append(f'    <relatedItem type="{name}" target="{value}.xml"/>')
    out.append("   </bibl>")
    if sigla := layers.witnesses(document):
        rows = [f'    <witness xml:id="{i}">{text(s)}</witness>' for s, i in sigla.items()]
        out += ["   <listWit>", *rows, "   </listWit>"]
    return [*out, "  </sourceDesc>"]


def _encoding(document: Document, edition: Edition) -> list[str]:
    formulae = sorted({item.formula for item in document.honorifics})
    reasons = sorted({m.why for m in document.mentions} - {"form"})
    taxonomies = taxonomy("honorific", {key: HONORIFICS[key] for key in formulae})
    taxonomies += taxonomy("reason", {key: REASONS[key] for key in reasons}, prefix="by-")
    return [
        " <encodingDesc>",
        *declaration.schema(),
        *edition.house.project,
        *declaration.editorial(document),
        *declaration.renditions(spoken(document, edition)),
        *declaration.references(document),
        *declaration.prefixes(document),
        *(["  <classDecl>", *taxonomies, "  </classDecl>"] if taxonomies else []),
        *application(edition),
        " </encodingDesc>",
    ]


def terms(listed: Iterable[Term], used: Container[str]) -> dict[str, str]:
    """The terms of a closed list that are used, in its order, each with its meaning."""
    return {term.value: term.meaning for term in listed if term in used}


def taxonomy(name: str, meanings: Mapping[str, str], *, prefix: str = "") -> list[str]:
    """A taxonomy of categories; nothing where there is none.

    Args:
        name: Its xml:id.
        meanings: Category to its meaning, in the order to be written.
        prefix: What stands before each category in its xml:id.
    """
    if not meanings:
        return []
    rows = [
        f'    <category xml:id="{prefix}{key}"><catDesc>{text(meaning)}</catDesc></category>'
        for key, meaning in meanings.items()
    ]
    return [f'   <taxonomy xml:id="{name}">', *rows, "   </taxonomy>"]


def _profile(document: Document, edition: Edition) -> list[str]:
    out = [" <profileDesc>"]
    if used := sorted({item.calendar for item in document.dates}):
        out.append("  <calendarDesc>")
        out += [
            f'   <calendar xml:id="{name}"><p>{text(CALENDARS[name])}</p></calendar>'
            for name in used
        ]
        out.append("  </calendarDesc>")
    out.append("  <langUsage>")
    for lang in spoken(document, edition):
        name = language_name(lang, edition)
        out.append(f'   <language ident="{lang}">{text(name)}</language>')
    return [*out, "  </langUsage>", " </profileDesc>"]


def spoken(document: Document, edition: Edition) -> tuple[str, ...]:
    """The languages of a file: that of the text, then all others."""
    main = document.text.info.lang
    return main, *sorted((_languages(document) | {*edition.house.languages}) - {main})


def _languages(document: Document) -> set[str]:
    """Languages of a file beside the main one: of titles, of stretches, and of this header."""
    info = document.text.info
    words = [(info.lang, words) for c in document.corrections for words in (c.corr, c.reg)]
    words += [(info.lang, reading.text) for reading in document.readings]
    words += [pair for episode in document.episodes for pair in episode.title.items()]
    for correction in document.corrections:
        words += bilingual.lines(correction.note, info.lang)
    for said in (info.author, info.work, info.tradition, info.extent, info.rights):
        words += bilingual.lines(said, languages.EN)
    out = {languages.EN, *info.title, *(lang for lang, spoken in words if spoken)}
    out |= {scripts.foreign_tag(lang) for lang, spoken in words if scripts.foreign(spoken, lang)}
    return out | ({stretch.lang for stretch in document.span_annotations} - {""})


def language_name(lang: str, edition: Edition) -> str:
    """What a language is called in English, as far as the edition knows."""
    names = edition.languages
    primary, *subtags = lang.split("-")
    script = next((_RUN_OF_LETTERS[s] for s in subtags if s in _RUN_OF_LETTERS), "")
    name = "Language not determined" if primary == "und" else names.get(primary, primary)
    return f"{name}, in {script} letters" if script else name
