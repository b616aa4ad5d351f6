"""Reading the header of TEI as written by `header`."""

from __future__ import annotations

from typing import Final

from lxml import etree

from fitnacorpus import languages
from fitnacorpus.model import TextInfo, Unmodelled
from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE

_TEI: Final = f"{{{NAMESPACE}}}"
_ID: Final = f"{{{XML_NAMESPACE}}}id"
_LANG: Final = f"{{{XML_NAMESPACE}}}lang"


def witnesses(root: etree._Element) -> dict[str, str]:
    """xml:id of each witness to its siglum."""
    return {
        element.attrib[_ID]: element.text or ""
        for element in root.iterfind(f"{_TEI}teiHeader//{_TEI}witness")
    }


def unmodelled(root: etree._Element) -> tuple[Unmodelled, ...]:
    """What the source holds and the encoding does not."""
    return tuple(
        Unmodelled(
            item.findtext(_TEI + "code", ""),
            *(int(item.findtext(f"{_TEI}num[@type='{kind}']", "0")) for kind in ("line", "times")),
        )
        for item in root.iterfind(f"{_TEI}teiHeader//{_TEI}list[@type='leftover']/{_TEI}item")
    )


def info(root: etree._Element) -> TextInfo:
    """What the header says of the text.

    Raises:
        ValueError: it is no header as `header.render` writes it.
        KeyError: the file has no id or no language.
    """

    def words(path: str) -> str:
        found = root.findall(path, {"t": NAMESPACE})
        return "\n".join(element.text or "" for element in found)

    def number(kind: str) -> str:
        return words(f"t:teiHeader//t:bibl/t:idno[@type='{kind}']")

    def related(kind: str) -> str:
        path = f"t:teiHeader//t:bibl/t:relatedItem[@type='{kind}']"
        found = root.find(path, {"t": NAMESPACE})
        return found.attrib["target"].removesuffix(".xml") if found is not None else ""

    titles = root.findall("t:teiHeader/t:fileDesc/t:titleStmt/t:title", {"t": NAMESPACE})
    availability = root.find("t:teiHeader//t:availability", {"t": NAMESPACE})
    if availability is None:
        raise ValueError("no availability")
    text_id = root.attrib[_ID]
    title = {t.get(_LANG, ""): t.text or "" for t in titles}
    return TextInfo(
        id=text_id,
        lang=root.attrib[_LANG],
        file=number("file"),
        sha256=number("sha256"),
        encoding=number("encoding"),
        title={} if title == {languages.EN: text_id} else title,
        original=number("original"),
        work=words("t:teiHeader//t:bibl/t:title"),
        author=words("t:teiHeader//t:titleStmt/t:author"),
        tradition=words("t:teiHeader//t:bibl/t:note[@type='tradition']"),
        translation_of=related("translation_of"),
        derived_from=related("derived_from"),
        rights=words("t:teiHeader//t:availability/t:p"),
        public=availability.get("status") == "free",
        extent=words("t:teiHeader//t:bibl/t:extent"),
        editor=words("t:teiHeader//t:bibl/t:editor"),
        publisher=words("t:teiHeader//t:bibl/t:publisher"),
        place=words("t:teiHeader//t:bibl/t:pubPlace"),
        year=words("t:teiHeader//t:bibl/t:note[@type='year']"),
        author_died=words("t:teiHeader//t:bibl/t:note[@type='author-died']"),
    )
