"""A sheet that is drawn on from its upper corner, left for English and right for Arabic."""

from __future__ import annotations

from typing import Final

from lxml import etree

from fitnacorpus import languages

_SVG: Final = "http://www.w3.org/2000/svg"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_FONTS: Final = "'Noto Sans', 'Noto Naskh Arabic', 'DejaVu Sans', sans-serif"
SIZE: Final = 12
"""Height of letters."""
WIDE: Final = 7
"""Width of a letter, of the wider fonts."""
_MIDDLE: Final = 0.35
"""From the line that letters stand on to their middle, as a part of their height."""
INK: Final = "#222"
FAINT: Final = "#ddd"


class Sheet:
    """A drawing; `x` runs from where lines of the language begin.

    Args:
        width: Its width.
        height: Its height.
        title: What it shows, for who cannot see it.
        lang: Language of its words.
    """

    def __init__(self, width: float, height: float, title: str, lang: str) -> None:
        self._width, self._rtl = width, languages.is_rtl(lang)
        self._root = etree.Element(
            f"{{{_SVG}}}svg",
            {
                f"{_XML}lang": lang,
                "viewBox": f"0 0 {_number(width)} {_number(height)}",
                "width": _number(width),
                "height": _number(height),
                "role": "img",
                "font-family": _FONTS,
                "font-size": str(SIZE),
            },
            nsmap={None: _SVG},
        )
        self._add("title", title)
        self._add("rect", width="100%", height="100%", fill="#fff")

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, *, opacity: float = 1,
        told: str = "",
    ) -> None:  # fmt: skip
        """A filled box, with words that a pointer over it shows."""
        left = self._width - x - width if self._rtl else x
        made = self._add(
            "rect", x=_number(left), y=_number(y), width=_number(width), height=_number(height),
            fill=fill, **({"fill-opacity": f"{opacity:.2f}"} if opacity < 1 else {}),
        )  # fmt: skip
        if told:
            etree.SubElement(made, f"{{{_SVG}}}title").text = told

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str = FAINT) -> None:
        """A line."""
        ends = [self._width - x if self._rtl else x for x in (x1, x2)]
        self._add(
            "line", x1=_number(ends[0]), y1=_number(y1), x2=_number(ends[1]), y2=_number(y2),
            stroke=stroke,
        )  # fmt: skip

    def words(
        self, x: float, y: float, words: str, *, end: bool = False, upright: bool = False
    ) -> None:
        """Words that begin at a place, or end there; or stand upright over it, read from below.

        An attribute of direction turns what `start` and `end` mean, so that words of either script
        begin where the sheet says.
        """
        at = self._width - x if self._rtl else x
        at += _MIDDLE * SIZE if upright else 0
        facts = {"x": _number(at), "y": _number(y), "fill": INK}
        if self._rtl:
            facts["direction"] = "rtl"
        if upright:
            facts["transform"] = f"rotate(-90 {_number(at)} {_number(y)})"
            # Upright words run upwards from the place, whichever way their letters run.
            facts["text-anchor"] = "end" if self._rtl else "start"
        elif end:
            facts["text-anchor"] = "end"
        self._add("text", words, **facts)

    def svg(self) -> str:
        """The drawing."""
        content: str = etree.tostring(self._root, encoding="unicode", pretty_print=True)
        return content

    def _add(self, tag: str, words: str = "", **facts: str) -> etree._Element:
        made = etree.SubElement(self._root, f"{{{_SVG}}}{tag}", facts)
        made.text = words or None
        return made


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
