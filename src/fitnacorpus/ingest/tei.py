"""Reader for TEI that others wrote: plain files, ParlaMint, what `oitei` makes of OpenITI, our own.

The characters of the text are the text content of ``text``; white space between blocks becomes a
line break, inside a block a space (unless ``xml:space="preserve"``).  What the corpus has a place
for becomes regions, stretches, milestones, readings and names; of the rest the words are kept and
the rest is told as `Unmodelled`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from lxml import etree

from fitnacorpus.errors import SourceError
from fitnacorpus.ingest.html import is_html
from fitnacorpus.ingest.regions import Declined
from fitnacorpus.ingest.tei_elements import TEI, XML, local, words
from fitnacorpus.ingest.tei_marks import LANGUAGE
from fitnacorpus.ingest.tei_names import LISTS
from fitnacorpus.ingest.tei_walk import Walk
from fitnacorpus.model import Transcript
from fitnacorpus.tei import NAMESPACE, safe

_ROOT: Final = re.compile(r"<(?:!DOCTYPE\s+)?(?:\w+:)?(?:TEI|teiCorpus)[\s>/.]")
_OPENING: Final = 5_000
_INCLUDE: Final = "{http://www.w3.org/2001/XInclude}include"
_LIST: Final = 5
"""From so many items on a body of items alone may be a list of words."""
_SHORT: Final = 3
"""Words an item has on the average, at most, in a list of words; a sentence has more."""


def is_xml(source: str) -> bool:
    """Whether a source is meant to be XML: it begins with a declaration, or as TEI does."""
    if is_html(source):
        return False
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
    root = safe.parse_text(source, where="", hint=hint, unique_ids=False, passed=TEI + "teiHeader")
    if root.tag == TEI + "teiCorpus":
        number = len(list(root.iter(TEI + "TEI")))
        raise _not_tei(
            root, f"this is a teiCorpus of {number} texts", "Add it with 'fitnacorpus add'"
        )
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
    for included in root.iterfind(f"{TEI}teiHeader//{_INCLUDE}"):
        walk.left(f"what the header includes ({included.get('href', '')})", included)
    if walk.own is None:
        for text in texts:
            _no_account(text, walk)
    for text in texts:
        walk.visit(text)
    return walk.transcript(_about(root, texts[0]))


def split(source: str) -> list[tuple[str, str]]:
    """The texts of a teiCorpus, each as a document of its own with its xml:id or "".

    A text without a language has that of the corpus around it.  Any other source gives an empty
    list.

    Raises:
        FitnaError: it is XML that cannot be read (see `read`).
    """
    if not is_xml(source) or "teiCorpus" not in source[:_OPENING]:
        return []
    hint = "Mend the file, then add it again"
    root = safe.parse_text(source, where="", hint=hint, unique_ids=False, passed=TEI + "teiHeader")
    if root.tag != TEI + "teiCorpus":
        return []
    out = []
    for text in root.iter(TEI + "TEI"):
        around = next(
            (outer.get(XML + "lang") for outer in text.iterancestors() if outer.get(XML + "lang")),
            "",
        )
        if around and not text.get(XML + "lang"):
            text.set(XML + "lang", around)
        content = etree.tostring(text, encoding="unicode", with_tail=False)
        out.append((text.get(XML + "id", ""), content + "\n"))
    return out


def _no_account(text: etree._Element, walk: Walk) -> None:
    """Note a body that is a list of entries or of words: it tells nothing."""
    body = text.find(TEI + "body")
    if body is None:
        return
    listed = [x for x in body.iter(etree.Element) if local(x) in LISTS]
    told = [
        x
        for x in body.iter(*(TEI + name for name in ("p", "ab", "l", "u", "sp")))
        if words(x) and not any(local(outer) in LISTS for outer in x.iterancestors())
    ]
    items = [x for x in body.iter(TEI + "item", TEI + "cell") if words(x)]
    lengths = [len(words(x).split()) for x in items]
    if listed and not told:
        walk.left(f"a body of nothing but <{local(listed[0])}>, which is no account", body)
    elif len(items) >= _LIST and not told and sum(lengths) <= _SHORT * len(items):
        walk.left("a body that is a list of words, which is no account", body)


def _not_tei(element: etree._Element, what: str, hint: str) -> SourceError:
    return SourceError("not-tei", what, where=f":{element.sourceline}", hint=hint)


def _about(root: etree._Element, text: etree._Element) -> dict[str, str]:
    """What the header says: title, author, statement of rights; and the language of the text."""
    names = {"t": NAMESPACE}
    lang = _declared(root, text)
    described = root.find("t:teiHeader/t:fileDesc", names)
    if described is None:
        return {"lang": lang} if LANGUAGE.fullmatch(lang) else {}
    titles = described.findall("t:titleStmt/t:title", names)
    # The title in the language of the text, else the main one, else the first.
    titles.sort(key=lambda x: (x.get(XML + "lang", "") != lang, x.get("type") != "main"))
    authors = described.findall("t:titleStmt/t:author", names)
    found = {
        "title": next(filter(None, map(words, titles)), ""),
        "author": _said(authors, "; "),
        "rights": _rights(described.find("t:publicationStmt/t:availability", names)),
        "lang": lang if LANGUAGE.fullmatch(lang) else "",
    }
    return {key: value for key, value in found.items() if value}


def _declared(root: etree._Element, text: etree._Element) -> str:
    """The language that most of a text is declared to be in, or "".

    What is said nearest to the words counts: of a file in English about a book in Syriac, most
    editors say so at its paragraphs alone.  Where nothing in the text says anything, the only
    language of the header's ``langUsage`` is meant.
    """
    body = text.find(TEI + "body")
    around = next((x.get(XML + "lang") for x in (text, root) if x.get(XML + "lang")), "")
    said: dict[etree._Element | None, str] = {}
    written: Counter[str] = Counter()
    for element in (text if body is None else body).iter(etree.Element):
        outer = said.get(element.getparent(), around)
        said[element] = element.get(XML + "lang", outer)
        written[said[element]] += len((element.text or "").strip())
        written[outer] += len((element.tail or "").strip())
    lang = max(written, key=written.__getitem__, default="")
    if lang:
        return lang
    used = root.findall(f"{TEI}teiHeader/{TEI}profileDesc/{TEI}langUsage/{TEI}language")
    return used[0].get("ident", "") if len(used) == 1 else ""


def _said(elements: Sequence[etree._Element], between: str) -> str:
    """What some elements say: a line a language where their `xml:lang` tells them apart."""
    by_language: dict[str, list[str]] = {}
    for element in elements:
        if said := words(element):
            by_language.setdefault(element.get(XML + "lang", ""), []).append(said)
    return "\n".join(between.join(said) for said in by_language.values())


def _rights(availability: etree._Element | None) -> str:
    """The paragraphs on rights, and for want of any the licences."""
    if availability is None:
        return ""
    stated = _said(availability.findall(TEI + "p"), " ")
    licences = [
        " ".join(filter(None, (words(x), x.get("target", ""))))
        for x in availability.findall(TEI + "licence")
    ]
    return stated or "; ".join(filter(None, licences)) or words(availability)
