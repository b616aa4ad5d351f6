"""Passages cut out of the TEI of a text, with all that stands around their parts inside."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Final

from lxml import etree

from fitnacorpus.tei import NAMESPACE, XML_NAMESPACE

_WRAPPER: Final = "{https://w3id.org/api/dts#}wrapper"
"""Around a passage in an answer (DTS 1.0, "XML/TEI encoding and sub-tree representation")."""
_TEI: Final = f"{{{NAMESPACE}}}"


def cut(root: etree._Element, first: str, last: str) -> bytes:
    """A passage as a TEI document of its own.

    Args:
        root: The TEI of the text.
        first: xml:id of the element with which the passage begins.
        last: xml:id of the element with which it ends, itself included.
    """
    out = etree.Element(_TEI + "TEI", nsmap={None: NAMESPACE, "dts": _WRAPPER[1:].split("}")[0]})
    lang = root.get(f"{{{XML_NAMESPACE}}}lang")
    if lang:
        out.set(f"{{{XML_NAMESPACE}}}lang", lang)
    wrapper = etree.SubElement(out, _WRAPPER)
    begin, end = (_by_id(root, ident) for ident in (first, last))
    if begin is end:
        wrapper.append(_alone(begin))
    else:
        body = next(root.iter(_TEI + "body"))
        for kept in _between(body, begin, end):
            wrapper.append(kept)
    content: bytes = etree.tostring(out, encoding="UTF-8", xml_declaration=True)
    return content


def _by_id(root: etree._Element, ident: str) -> etree._Element:
    found: Sequence[etree._Element] = root.xpath("//*[@xml:id=$ident]", ident=ident)
    return found[0]


def _alone(element: etree._Element) -> etree._Element:
    copied = copy.deepcopy(element)
    copied.tail = None
    return copied


def _between(
    body: etree._Element, begin: etree._Element, end: etree._Element
) -> Sequence[etree._Element]:
    """What of a body stands from one element to another, in the elements that hold it."""
    opening, closing = ({x, *x.iterancestors()} for x in (begin, end))

    def pruned(element: etree._Element, after: bool, before: bool) -> etree._Element | None:
        """An element cut at one or both sides; None where nothing of it is left."""
        out = etree.Element(element.tag, dict(element.attrib), nsmap=element.nsmap)
        out.text = None if after else element.text
        started = not after
        for child in element:
            here, last = after and child in opening, before and child in closing
            if not started and not here:
                continue
            started = True
            cut_before = here and child is not begin
            cut_after = last and child is not end
            made = (
                pruned(child, cut_before, cut_after) if cut_before or cut_after else _alone(child)
            )
            if made is not None:
                made.tail = None if last else child.tail
                out.append(made)
            if last:
                return out
        return out if len(out) else None

    made = pruned(body, after=True, before=True)
    return list(made) if made is not None else []
