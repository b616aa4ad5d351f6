"""What the header of a TEI file declares, and its text refers to: glyphs, prefixes, renditions."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from fitnacorpus.ingest.tei_elements import TEI, XML, type_of, words
from fitnacorpus.ingest.tei_names import STRUCK

_PLAIN: Final = ("standard", "standardized", "standardised", "normalized", "modern", "composed")
"""Values of mapping/@type for what a reader may put in the place of a glyph, in small letters."""
_CODE: Final = re.compile(r"(?:U\+|0x|#x)?[0-9A-F]{4,6}", re.I)
"""A mapping that gives the number of a character and not the character."""
_LINE_END: Final = re.compile(r"EOL", re.I)
"""Names of the glyphs that are the hyphens of line ends, in files of the Text Creation
Partnership: nothing stands in their place."""


class Declared:
    """What a header declares.

    Args:
        root: The element TEI.
        is_own: Whether it is of an edition by this program, which numbers its witnesses.
    """

    def __init__(self, root: etree._Element, *, is_own: bool) -> None:
        header = root.find(f"{TEI}teiHeader")
        inside = header if header is not None else etree.Element("none")
        self._glyphs = {
            ident: best
            for glyph in inside.iter(TEI + "char", TEI + "glyph")
            if (ident := glyph.get(XML + "id")) and (best := _mapped(glyph))
        }
        self._struck = {
            ident
            for rendition in inside.iter(TEI + "rendition")
            if (ident := rendition.get(XML + "id")) and STRUCK.search(words(rendition))
        }
        self._prefixes = [
            (f"{ident}:", pattern, definition.get("replacementPattern", ""))
            for definition in inside.iter(TEI + "prefixDef")
            if (ident := definition.get("ident"))
            and (pattern := _compiled(definition.get("matchPattern", "")))
        ]

        self._sigla = {
            ident: siglum
            for witness in (inside.iter(TEI + "witness") if is_own else ())
            if (ident := witness.get(XML + "id")) and (siglum := words(witness))
        }

    def sigla(self, witnesses: str) -> str:
        """The sigla of witnesses, each by its name if that is no more than a number of ours."""
        return " ".join(self._sigla.get(name, name) for name in witnesses.split())

    def glyph(self, pointer: str) -> str | None:
        """What a reader puts in the place of a glyph without characters, or None if nobody says."""
        name = pointer.rpartition("#")[2].rpartition(":")[2]
        return "" if _LINE_END.match(name) else self._glyphs.get(name)

    def is_struck(self, element: etree._Element) -> bool:
        """Whether words are said to look struck out, by @rend, @style or a rendition."""
        said = f"{element.get('rend', '')} {element.get('style', '')}"
        names = (x.rpartition("#")[2] for x in element.get("rendition", "").split())
        return bool(STRUCK.search(said)) or any(
            name in self._struck or STRUCK.search(name) for name in names
        )

    def expanded(self, pointers: str) -> str:
        """Pointers, each that has a declared prefix followed by what it stands for."""
        out = []
        for pointer in pointers.split():
            out.append(pointer)
            for prefix, pattern, replacement in self._prefixes:
                match = pattern.fullmatch(pointer.removeprefix(prefix))
                if pointer.startswith(prefix) and match:
                    filled = replacement
                    for number, group in enumerate(match.groups(), start=1):
                        filled = filled.replace(f"${number}", group or "")
                    out.append(filled)
                    break
        return " ".join(dict.fromkeys(out))


def _mapped(glyph: etree._Element) -> str:
    """The characters that stand for a glyph: the plainest that are given."""
    given = [(type_of(m), words(m)) for m in glyph.iter(TEI + "mapping")]
    given = [(kind, chars) for kind, chars in given if chars and not _CODE.fullmatch(chars)]
    given.sort(key=lambda pair: pair[0] not in _PLAIN)
    return given[0][1] if given else ""


def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except re.error:
        return None
