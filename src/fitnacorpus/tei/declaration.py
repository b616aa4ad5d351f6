"""What a header declares of the encoding: how the text was treated, and how to cite it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Document
from fitnacorpus.tei.inline import attributes, ends_lines_in_crlf, text

SCHEMA: Final = "https://vault.tei-c.org/P5/4.9.0/xml/tei/custom/schema/relaxng/tei_all.rng"
"""The schema for which every file is valid, in the edition of TEI that it was tried with."""
MODEL: Final = (
    f'<?xml-model href="{SCHEMA}" type="application/xml"'
    ' schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
)
"""The instruction by which editors of XML find that schema."""
_DIRECTED: Final = ("text", "standOff", "head", "note", "foreign", "quote", "said", "seg", "title")
"""Elements that bear a language; what they hold runs as they do."""


def editorial(document: Document) -> list[str]:
    """The editorialDecl: what was done to the text and, as important, what was not."""
    corrected = any(item.corr or not item.reg for item in document.corrections)
    regular = any(item.reg for item in document.corrections)
    kinds = {item.kind for item in document.span_annotations}
    out = [
        "  <editorialDecl>",
        *_part(
            "correction",
            "The source is not corrected. Where an editor reads otherwise, choice holds sic and"
            " corr; a slip of fact stands in sic with a note and without a correction."
            if corrected
            else "The source is not corrected, and no editor has remarked on a reading.",
        ),
        *_part(
            "normalization",
            "The spelling of the source is kept."
            + (
                " Where an editor names the regular spelling, choice holds orig and reg."
                if regular
                else ""
            )
            + " What searching and comparing disregard (vowel signs, seats of hamza, macrons) is"
            " disregarded there and not here.",
        ),
        *_part(
            "quotation",
            "Quotation marks are characters of the source and stand outside the elements."
            " A line of dialogue is a p with said. Words in quotation marks are said where a word"
            " of speaking introduces them, and quote where a colon does; marks around single"
            " words or names are left alone. Speech without marks is not tagged.",
        ),
        *_part(
            "segmentation",
            "A div of type episode tells one happening; its borders are the editors'. Paragraphs"
            " are those of the source; one that several episodes share has @part. Sentences (s)"
            " follow from punctuation alone.",
        ),
        *_part("punctuation", "All marks of punctuation are those of the source."),
        *_part(
            "interpretation",
            "Names, dates, numbers, formulae of blessing, quotations and words in the other"
            " script were tagged by the program, which is named in @resp where it answers for a"
            " claim. Names without @ana have the only bearer that the authority knows for their"
            " form; @cert stands where there are others. Parts of names are given where the"
            " authority marks them or their grammar is certain. @corresp points to an event, @ana"
            " to a category of this header.",
        ),
    ]
    if "isnad" in kinds or document.milestones or document.readings:
        out += _part(
            "interpretation",
            "Pages and volumes, chains of transmission and readings of other witnesses are those"
            " that the source marks.",
        )
    out += _paragraph(
        "The characters of the source stand here unchanged and in their order, white space"
        " included. Leaving out the elements corr, reg, expan, rdg, del,"
        " note[@type='editorial'] and head[@type='editorial'], the text content of the element"
        " text is the source, character for character. What is no text of the account, such as"
        " notation, rulers and navigation, stands in fw; what an encoder of the source says of the"
        " state of its words, in gap, unclear, supplied, add, damage, surplus and choice. Where"
        " something runs over several sentences, its pieces are"
        " joined by @next and @prev."
    )
    if ends_lines_in_crlf(document.text.source):
        out += _paragraph(
            "Every line of the source ends in CR and LF; where the element text has @rend='crlf',"
            " a line feed in it stands for the two."
        )
    out += _leftovers(document)
    return [*out, "  </editorialDecl>"]


def _part(name: str, words: str) -> list[str]:
    return [f"   <{name}>", *(f" {line}" for line in _paragraph(words)), f"   </{name}>"]


def _paragraph(words: str) -> list[str]:
    return textwrap.wrap(
        f"<p>{text(words)}</p>", 96, initial_indent="   ", subsequent_indent="    "
    )


def _leftovers(document: Document) -> list[str]:
    """What the source marks and this encoding does not, each with its first line and its count."""
    if not document.unmodelled:
        return []
    rows = [
        f'    <item><code>{text(item.what)}</code> first on line <num type="line">{item.line}'
        f'</num>, in all <num type="times">{item.times}</num></item>'
        for item in document.unmodelled
    ]
    return [
        "   <p>The source also has the following, whose words are kept and whose sense is not:",
        '   <list type="leftover">',
        *rows,
        "   </list></p>",
    ]


def schema() -> list[str]:
    """The schemaRef: the schema of TEI itself for which the file is valid."""
    return [f'  <schemaRef type="relaxng" url="{SCHEMA}"/>']


def renditions(tags: Iterable[str]) -> list[str]:
    """The tagsDecl: which way the languages of a file run, in CSS that any program can use.

    Args:
        tags: Languages of the file.  What is written in the letters of another direction than its
            language (`ar-Latn`) comes after that, since ``:lang(ar)`` means it as well.
    """
    ordered = sorted(tags, key=lambda tag: (tag.count("-"), tag))
    return [
        "  <tagsDecl>",
        *(
            f'   <rendition scheme="css" selector="{_selector(tag)}">direction:'
            f" {'rtl' if languages.is_rtl(tag) else 'ltr'}; unicode-bidi: isolate;</rendition>"
            for tag in ordered
        ),
        "  </tagsDecl>",
    ]


def _selector(tag: str) -> str:
    return ", ".join(f"{name}:lang({tag})" for name in _DIRECTED)


def references(document: Document) -> list[str]:
    """The refsDecl: citation by episode, and by volume and page where the source has them."""
    verse = any(p.verse for episode in document.episodes for p in episode.paragraphs)
    paragraph = {"match": ".//*[self::p or self::l]" if verse else "p"}
    out = [
        '  <refsDecl default="true">',
        '   <citeStructure unit="episode" match="/TEI/text/body//div[@type=\'episode\']" use="@n">',
        '    <citeData property="http://purl.org/dc/terms/title" use="head[@type=\'editorial\']"/>',
        f'    <citeStructure unit="paragraph"{attributes(paragraph)} use="@n" delim=".p">',
        '     <citeStructure unit="sentence" match=".//s" use="@n" delim=".s"/>',
        "    </citeStructure>",
        "   </citeStructure>",
        "  </refsDecl>",
    ]
    units = dict.fromkeys(item.unit for item in document.milestones if item.n)
    return out + _print({*units}) + _canonical([*filter(_is_of_the_work, units)])


def _print(units: set[str]) -> list[str]:
    """Citation by what the source has of volumes and pages."""
    levels = [
        (unit, match)
        for unit, match in (("volume", "milestone[@unit='volume']"), ("page", "pb"))
        if unit in units
    ]
    if not levels:
        return []
    out = ['  <refsDecl n="print">']
    for depth, (unit, match) in enumerate(levels):
        values = {
            "unit": unit,
            "match": f".//{match}" if depth else f"/TEI/text/body//{match}",
            "use": "@n",
            "delim": "." if depth else "",
        }
        closed = "/" if depth + 1 == len(levels) else ""
        out.append(f"{'   ' + ' ' * depth}<citeStructure{attributes(values)}{closed}>")
    out += ["   </citeStructure>"] * (len(levels) - 1)
    return [*out, "  </refsDecl>"]


_OF_PRINT: Final = frozenset({"volume", "page", "column", "gathering", "line", "words"})
"""Units of a print or of counting; lines of verse have numbers as they are."""


def _is_of_the_work(unit: str) -> bool:
    """Whether a unit is no page of one edition or another."""
    return unit not in _OF_PRINT and not unit.startswith("page-")


def _canonical(units: Sequence[str]) -> list[str]:
    """Citation by the divisions of the work itself; @n holds the whole number (1.4)."""
    if not units:
        return []
    rows = [f"   <citeStructure{attributes(_unit(unit))}/>" for unit in units]
    return ['  <refsDecl n="canonical">', *rows, "  </refsDecl>"]


def _unit(unit: str) -> dict[str, str]:
    return {
        "unit": unit,
        "match": f"/TEI/text/body//milestone[@unit={quoted(unit)}]",
        "use": "@n",
    }


def quoted(words: str) -> str:
    """A string as XPath writes it."""
    return f'"{words}"' if "'" in words else f"'{words}'"


def prefixes(document: Document) -> list[str]:
    """The prefix of pointers into the Quran, where there are any."""
    if not any(item.source.startswith("Q ") for item in document.span_annotations):
        return []
    return [
        "  <listPrefixDef>",
        '   <prefixDef ident="quran" matchPattern="([0-9]+):([0-9]+)(-[0-9]+)?"'
        ' replacementPattern="https://quran.com/$1/$2$3">',
        "    <p>Sura and verse of the Quran.</p>",
        "   </prefixDef>",
        "  </listPrefixDef>",
    ]
