"""What the elements and attributes of TEI are to the reader of foreign TEI, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fitnacorpus.tei.mapping import OTHERS


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


HOLDERS: Final = _names(
    "TEI text group body div div0 div1 div2 div3 div4 div5 div6 div7 sp u list listBibl table "
    "floatingText figure epigraph argument postscript opener closer castList castGroup "
    "titlePage docTitle front back lg"
)
"""Elements made of elements: white space in them means nothing, and what they hold stands apart."""

LINES: Final = _names("p ab head l item row entryFree")
"""Elements that are one block each, with characters in them."""

BREAKING: Final = _names("list table floatingText lg l")
"""Blocks that interrupt a paragraph they stand in."""

DIVISIONS: Final = _names("body div div0 div1 div2 div3 div4 div5 div6 div7")

NOTES: Final = _names("note vocal kinesic incident desc stage sound tech camera figDesc witDetail")
"""What somebody notes of the text or of its speaking."""

ASIDE: Final = frozenset({"front", "back"})
"""What stands around the account: words kept, as boilerplate."""

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "persName": "person",
        "placeName": "place",
        "geogName": "place",
        "settlement": "place",
        "district": "place",
        "region": "place",
        "country": "place",
        "bloc": "place",
        "orgName": "group",
        "eventName": "event",
        "name": "",
        "rs": "",
    }
)
"""Elements of names, and what they name; "" where @type says so or nothing does."""

NAME_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "per": "person",
        "pers": "person",
        "person": "person",
        "loc": "place",
        "gpe": "place",
        "geo": "place",
        "place": "place",
        "org": "group",
        "group": "group",
        "organisation": "group",
        "organization": "group",
        "event": "event",
        "evt": "event",
        "battle": "event",
        "man": "person",
        "woman": "person",
        "character": "person",
        "city": "place",
        "town": "place",
        "village": "place",
        "settlement": "place",
        "country": "place",
        "region": "place",
        "river": "place",
        "mountain": "place",
        "tribe": "group",
        "clan": "group",
        "people": "group",
        "dynasty": "group",
    }
)
"""Values of @type on names, in small letters."""

CHAINS: Final = frozenset({"isnad", "isn"})
"""Values of seg/@type for a chain of transmission."""

SPOKEN: Final = frozenset({"speech", "spoken", "direct"})
"""Values of q/@type for speech; any other q is a quotation."""

GAP: Final = "[…]"
"""What stands in a text where its source has lost words."""

STATES: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "unclear": ("unclear", "", "reason"),
        "supplied": ("supplied", "", "reason"),
        "add": ("added", "", "place"),
        "damage": ("damage", "", "agent"),
        "surplus": ("surplus", "", "reason"),
        "secl": ("surplus", "secl", "reason"),
        "corr": ("supplied", "corr", ""),
        "reg": ("supplied", "reg", ""),
        "expan": ("supplied", "expan", ""),
        "ex": ("supplied", "expan", ""),
    }
)
"""Elements that tell the state of their words: the state, its reason, and the attribute with it."""

SPANS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"addSpan": ("added", "place"), "damageSpan": ("damage", "agent")}
)
"""Elements that begin a state of words which ends at @spanTo: the state, and its reason."""

CERTAINTY: Final[Mapping[str, float]] = MappingProxyType(
    {"high": 1.0, "medium": 0.7, "low": 0.4, "unknown": 0.5}
)
"""Values of @cert on names as probabilities; only the first of them settles whom a name means."""

STRUCTURED: Final = _names(
    "address docImprint biblFull biblStruct analytic monogr imprint cit dimensions msDesc "
    "msIdentifier msContents msItem physDesc history origin person place org event respStmt entry "
    "sense form relatedItem series"
)
"""Elements of fields: what stands in one does not go on in the next, though no space is between."""

PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {"kunya": "kunya", "kunyah": "kunya", "nasab": "nasab", "patronymic": "nasab",
     "patronym": "nasab", "laqab": "laqab", "lakab": "laqab", "nisba": "nisba", "nisbah": "nisba",
     "ism": "ism"}
)  # fmt: skip
"""Values of @type on the parts of a name, in small letters, to parts of names."""

NAME_PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "forename": "ism",
        "roleName": "role",
        "title": "role",
        "surname": "surname",
        "nameLink": "link",
        "genName": "generation",
    }
)
"""Elements inside a name to parts of names; the title of a person is no work."""

TYPED_PARTS: Final = _names("addName forename surname")
"""Parts of names whose @type may name another part: `forename` with the type of a nisba."""

HALVES: Final = frozenset({"hemistich", "half", "halfline", "misra", "shatr", "sadr", "ajuz"})
"""Values of seg/@type for half a line of verse."""

CANONICAL: Final = frozenset({"edition", "translation", "commentary", "textpart"})
"""Values of div/@type (CTS) that are no unit of citation; @subtype names the unit."""

LISTS: Final = _names("listPerson listPlace listOrg listEvent listBibl bibl biblStruct entry")
"""Elements of lists: a body of nothing else is no account."""

SENSE: Final = _names("listTranspose alt altGrp")
"""Elements that change how the words are to be read, and that are not obeyed."""

REORDERING: Final = re.compile(r"delet|cancel|transpos|insert|replac|reorder", re.I)
"""Values of metamark/@function for marks that change the words; others divide or point."""

STRUCK: Final = re.compile(r"strike|struck|line-through|overstrike|crossed|cancel", re.I)
"""Values of @rend on words that look struck out, and that no `del` says to be."""

UNCOUNTED: Final = _names("ordinal percentage fraction")
"""Values of num/@type whose value is no count."""

DATES: Final = _names("date docDate origDate")
"""Elements whose words are a date."""

ALTERNATIVES: Final[Mapping[str, str]] = MappingProxyType({**OTHERS, "am": "ex"})
"""What a source has, to the element of what an editor gives in its place."""

WORDLESS: Final = _names(
    "listTranspose metamark alt altGrp annotation binaryObject certainty fs fvLib index interp "
    "interpGrp join joinGrp "
    "link linkGrp listAnnotation notatedMusic precision respons span spanGrp substJoin timeline"
)
"""Elements beside the text: what they hold are no words of the account, and it is left out."""

SILENT: Final = _names(
    "TEI text group body div div0 div1 div2 div3 div4 div5 div6 div7 p ab head l lg "
    "note pb cb gb lb milestone quote q said cit foreign hi emph app lem rdg rdgGrp choice "
    "cell item label row titlePage docTitle titlePart back caesura fw anchor "
    "del subst mod restore gap unclear supplied add damage surplus secl corr reg expan ex delSpan "
    "s title u sp stage sic orig abbr addSpan damageSpan space undo redo"
)
"""Elements of which nothing is lost but attributes, or that are reported elsewhere."""

_IDENTIFIED: Final = frozenset({"ref", "key", "cert"})

ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "": frozenset({"{http://www.w3.org/XML/1998/namespace}lang",
                       "{http://www.w3.org/XML/1998/namespace}space"}),
        "TEI": frozenset({"version"}),
        "p": frozenset({"part"}),
        "ab": frozenset({"part"}),
        "lg": frozenset({"part"}),
        "label": frozenset({"place"}),
        "pb": frozenset({"n", "break"}),
        "cb": frozenset({"n", "break"}),
        "gb": frozenset({"n", "break"}),
        "lb": frozenset({"n", "break"}),
        "milestone": frozenset({"n", "unit", "break"}),
        "note": frozenset({"place"}),
        "quote": frozenset({"source"}),
        "q": frozenset({"source", "who"}),
        "cit": frozenset({"source"}),
        "gap": frozenset({"reason", "extent", "quantity", "unit", "cert"}),
        "unclear": frozenset({"reason", "cert"}),
        "supplied": frozenset({"reason", "cert"}),
        "surplus": frozenset({"reason", "cert"}),
        "add": frozenset({"place", "cert"}),
        "damage": frozenset({"agent", "cert"}),
        "addSpan": frozenset({"place", "spanTo"}),
        "damageSpan": frozenset({"agent", "spanTo"}),
        "undo": frozenset({"target"}),
        "redo": frozenset({"target"}),
        "u": frozenset({"who"}),
        "sp": frozenset({"who"}),
        "said": frozenset({"who"}),
        "app": frozenset({"from", "to"}),
        "del": frozenset({"rend"}),
        "delSpan": frozenset({"spanTo"}),
        "div": frozenset({"n", "subtype"}),
        "seg": frozenset({"n"}),
        "date": frozenset(),
        "l": frozenset({"n"}),
        "s": frozenset({"n"}),
        "rdg": frozenset({"wit"}),
        "w": frozenset({"join", "part", "lemma", "pos", "msd", "norm"}),
        "pc": frozenset({"join", "part", "lemma", "pos", "msd", "norm"}),
        "persName": _IDENTIFIED,
        "placeName": _IDENTIFIED,
        "geogName": _IDENTIFIED,
        "orgName": _IDENTIFIED,
        "eventName": _IDENTIFIED,
        "name": _IDENTIFIED,
        "rs": _IDENTIFIED,
    }
)  # fmt: skip
"""Attributes that are read, by element; "" for all elements.  Of @type the value decides."""


def quotation(kind: str) -> str:
    """What a quotation with this @type, in small letters, quotes: "quran", "letter" or others."""
    named = any(word in kind for word in ("quran", "qur'an", "qurʾan", "qurʼan", "koran"))
    if named or kind in ("aya", "ayah", "ayat"):
        return "quran"
    return next((what for what in ("hadith", "letter", "poem") if what in kind), "quotation")


def type_is_read(name: str, kind: str) -> bool:
    """Whether the value of @type, in small letters, decides what becomes of an element."""
    match name:
        case "name" | "rs":
            return kind in NAME_TYPES
        case "quote" | "floatingText":
            return quotation(kind) != "quotation"
        case "q":
            return kind in SPOKEN or quotation(kind) != "quotation"
        case "seg":
            chain_or_verse = kind in CHAINS or kind in HALVES or kind == "verse"
            return chain_or_verse or quotation(kind) == "quran"
        case "div":
            return kind == "infobox" or kind in CANONICAL
        case "addName" | "forename" | "surname":
            return kind in PARTS
    return name == "fw"
