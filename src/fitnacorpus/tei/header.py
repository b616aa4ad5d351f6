"""TEI headers of texts: what a file is, where it comes from, and how it is encoded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fitnacorpus.model import Document, TextInfo
from fitnacorpus.tei.inline import REASONS, attribute, text

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


@dataclass(frozen=True, slots=True)
class Edition:
    """What the headers say about the edition as a whole.

    Attributes:
        publisher: Who publishes.
        editors: Who answers for editorial statements.
        licence: Address of the licence of the annotations.
        version: Version of the program.
        languages: Primary language subtag to English name.
    """

    publisher: str
    editors: str
    licence: str
    version: str
    languages: Mapping[str, str]


def respondent(name: str) -> str:
    """xml:id for a person who is named as responsible.

    Made of the letters and digits of the name; a name with other signs than these and single spaces
    gets the beginning of its digest, so that no two names share an id.
    """
    parts = "".join(c if c.isalnum() and c.isascii() else " " for c in name).split()
    if " ".join(parts) != name:
        parts.append(hashlib.sha256(name.encode()).hexdigest()[:8])
    return "-".join(["r", *parts])


def render(document: Document, edition: Edition, reviewers: Mapping[str, str]) -> str:
    """The teiHeader of a text.

    Args:
        document: The document.
        edition: What holds for the whole edition.
        reviewers: xml:id to name of the people named in `@resp`.
    """
    info = document.text.info
    return "\n".join(
        [
            '<teiHeader xml:lang="en">',
            " <fileDesc>",
            *_title(info, edition, reviewers),
            *_publication(info, edition),
            *_source(info),
            " </fileDesc>",
            *_encoding(document, edition),
            *_profile(info, edition),
            "</teiHeader>",
        ]
    )


def _title(info: TextInfo, edition: Edition, reviewers: Mapping[str, str]) -> list[str]:
    titles = info.title or {"en": info.id}
    out = ["  <titleStmt>"]
    out += [f'   <title xml:lang="{lang}">{text(t)}</title>' for lang, t in titles.items()]
    if info.author:
        out.append(f"   <author>{text(info.author)}</author>")
    out += _respondents({"editor": edition.editors}, "editorial statements")
    out += _respondents(reviewers, "review")
    return [*out, "  </titleStmt>"]


def _respondents(people: Mapping[str, str], what: str) -> Iterable[str]:
    for ident, name in people.items():
        yield (
            f'   <respStmt xml:id="{ident}"><resp>{what}</resp><name>{text(name)}</name></respStmt>'
        )


def _publication(info: TextInfo, edition: Edition) -> list[str]:
    status = "free" if info.public else "restricted"
    return [
        "  <publicationStmt>",
        f"   <publisher>{text(edition.publisher)}</publisher>",
        f'   <availability status="{status}">',
        f"    <licence target={attribute(edition.licence)}>The annotations.</licence>",
        f'    <p n="rights">{text(info.rights)}</p>',
        "   </availability>",
        "  </publicationStmt>",
    ]


def _source(info: TextInfo) -> list[str]:
    out = ["  <sourceDesc>", "   <bibl>"]
    out.append(f'    <title level="m">{text(info.work)}</title>')
    for name, value in (
        ('note type="tradition"', info.tradition),
        ("extent", info.extent),
        ('idno type="file"', info.file),
        ('idno type="original"', info.original),
        ('idno type="encoding"', info.encoding),
        ('idno type="sha256"', info.sha256),
    ):
        if value:
            out.append(f"    <{name}>{text(value)}</{name.split()[0]}>")
    for name, value in (
        ("translation_of", info.translation_of),
        ("derived_from", info.derived_from),
    ):
        if value:
            out.append(f'    <relatedItem type="{name}" target="{value}.xml"/>')
    return [*out, "   </bibl>", "  </sourceDesc>"]


def _encoding(document: Document, edition: Edition) -> list[str]:
    formulae = sorted({item.formula for item in document.honorifics})
    reasons = sorted({m.why for m in document.mentions} - {"form"})
    out = [
        " <encodingDesc>",
        "  <editorialDecl>",
        "   <p>The characters of the source stand here unchanged and in their order, white space",
        "    included. Leaving out the elements corr, note and head[@type='editorial'], the text",
        "    content of the element text is the source, character for character. What is no text",
        "    of the account, such as notation, rulers and navigation, stands in fw. Names without",
        "    @ana have the only bearer that the authority knows for their form. @corresp points to",
        "    an event, @ana to a category of this header.</p>",
        "  </editorialDecl>",
        '  <refsDecl default="true">',
        '   <citeStructure unit="episode" match="/TEI/text/body//div[@type=\'episode\']" use="@n">',
        '    <citeData property="http://purl.org/dc/terms/title" use="head[@type=\'editorial\']"/>',
        '    <citeStructure unit="paragraph" match="p" use="@n" delim=".p">',
        '     <citeStructure unit="sentence" match=".//s" use="@n" delim=".s"/>',
        "    </citeStructure>",
        "   </citeStructure>",
        "  </refsDecl>",
    ]
    taxonomies = _taxonomy("honorific", "", formulae, HONORIFICS)
    taxonomies += _taxonomy("reason", "by-", reasons, REASONS)
    if taxonomies:
        out += ["  <classDecl>", *taxonomies, "  </classDecl>"]
    out += [
        "  <appInfo>",
        f'   <application xml:id="program" ident="fitnacorpus" version="{edition.version}">'
        "<label>fitnacorpus</label></application>",
        "  </appInfo>",
        " </encodingDesc>",
    ]
    return out


def _taxonomy(
    name: str, prefix: str, used: Sequence[str], meanings: Mapping[str, str]
) -> list[str]:
    if not used:
        return []
    rows = [
        f'    <category xml:id="{prefix}{key}"><catDesc>{text(meanings[key])}</catDesc></category>'
        for key in used
    ]
    return [f'   <taxonomy xml:id="{name}">', *rows, "   </taxonomy>"]


def _profile(info: TextInfo, edition: Edition) -> list[str]:
    name = edition.languages.get(info.lang.partition("-")[0], info.lang)
    return [
        " <profileDesc>",
        f'  <langUsage><language ident="{info.lang}">{text(name)}</language></langUsage>',
        " </profileDesc>",
    ]
