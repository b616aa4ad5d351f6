"""Reader for TEI that others wrote: plain files, ParlaMint, what `oitei` makes of OpenITI, our own.

The characters of the text are the text content of ``text``; white space between blocks becomes a
line break, inside a block a space (unless ``xml:space="preserve"``).  What the corpus has a place
for becomes regions, stretches, milestones, readings and names; of the rest the words are kept and
the rest is told as `Unmodelled`.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from fitnacorpus.errors import SourceError
from fitnacorpus.ingest.regions import Declined
from fitnacorpus.ingest.tei_walk import LANGUAGE, TEI, XML, Walk, local, words
from fitnacorpus.model import Transcript
from fitnacorpus.tei import NAMESPACE, safe

_ROOT: Final = re.compile(r"<(?:!DOCTYPE\s+)?(?:\w+:)?(?:TEI|teiCorpus)[\s>/.]")
_OPENING: Final = 5_000


def is_xml(source: str) -> bool:
    """Whether a source is meant to be XML: it begins with a declaration, or as TEI does."""
    opening = source[:_OPENING].lstrip("\ufeff \t\r\n")
    return opening.startswith("<?xml") or (
        opening.startswith("<") and _ROOT.search(opening) is not None
    )


def read(source: str) -> Transcript | Declined:
    """The transcript of a TEI document; declines what is no XML.

    Raises:
        FitnaError: it is XML that cannot be read: not well formed (``broken-xml``), unsafe
            (``unsafe-xml``), or no TEI P5 with a text (``not-tei``).  `where` is a line and a
            column, with a colon before it.
    """
    if not is_xml(source):
        return Declined("it does not begin with an XML declaration or the tag TEI")
    hint = "Mend the file, then add it again"
    root = safe.parse_text(source, where="", hint=hint, unique_ids=False)
    if root.tag == TEI + "teiCorpus":
        number = len(root.findall(TEI + "TEI"))
        raise _not_tei(root, f"this is a teiCorpus of {number} texts", "Add its texts one by one")
    if root.tag != TEI + "TEI":
        what = f"its root is '{root.tag}', not the element TEI in the namespace of TEI P5"
        hint = "Convert it to TEI P5, or take the words out of the XML and add them as a text file"
        raise _not_tei(root, what, hint)
    texts = root.findall(TEI + "text")
    if not texts:
        raise _not_tei(root, "there is no element 'text' in it", "Give a file that holds a text")
    walk = Walk(root)
    for child in root:
        if child not in texts and local(child) not in ("", "teiHeader"):
            walk.left(f"<{local(child)}> and what is in it", child)
    for text in texts:
        walk.visit(text)
    return walk.transcript(_about(root, texts[0]))


def _not_tei(element: etree._Element, what: str, hint: str) -> SourceError:
    return SourceError("not-tei", what, where=f":{element.sourceline}", hint=hint)


def _about(root: etree._Element, text: etree._Element) -> dict[str, str]:
    """What the header says: title, author, statement of rights; and the language of the text."""
    names = {"t": NAMESPACE}
    body = text.find(TEI + "body")
    holders = [body, text, root] if body is not None else [text, root]
    lang = next((x.get(XML + "lang") for x in holders if x.get(XML + "lang")), "")
    described = root.find("t:teiHeader/t:fileDesc", names)
    if described is None:
        return {"lang": lang} if LANGUAGE.fullmatch(lang) else {}
    titles = described.findall("t:titleStmt/t:title", names)
    # The title in the language of the text, else the main one, else the first.
    titles.sort(key=lambda x: (x.get(XML + "lang", "") != lang, x.get("type") != "main"))
    authors = described.findall("t:titleStmt/t:author", names)
    found = {
        "title": next(filter(None, map(words, titles)), ""),
        "author": "; ".join(filter(None, map(words, authors))),
        "rights": _rights(described.find("t:publicationStmt/t:availability", names)),
        "lang": lang if LANGUAGE.fullmatch(lang) else "",
    }
    return {key: value for key, value in found.items() if value}


def _rights(availability: etree._Element | None) -> str:
    """The paragraphs on rights, and for want of any the licences."""
    if availability is None:
        return ""
    stated = " ".join(filter(None, map(words, availability.findall(TEI + "p"))))
    licences = [
        " ".join(filter(None, (words(x), x.get("target", ""))))
        for x in availability.findall(TEI + "licence")
    ]
    return stated or "; ".join(filter(None, licences)) or words(availability)
