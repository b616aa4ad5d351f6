"""Parsing XML from strangers: no entities, no DTD, no network, no unbounded depth."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from fitnacorpus.errors import FitnaError

DEEPEST: Final = 200
"""Deepest nesting of elements that is read; libxml2 itself stops at 256."""


def parse(data: bytes, *, where: str, hint: str = "Mend the file") -> etree._Element:
    """Parse an XML document and return its root.

    Raises:
        FitnaError: it is not well formed (``broken-xml``), declares a document type or entities
            (``unsafe-xml``), or nests too deeply (``unsafe-xml``); with file and line.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = re.sub(r", line \d+, column \d+.*", "", error.msg or "not well formed")
        code = "unsafe-xml" if "epth" in message or "ntity" in message else "broken-xml"
        raise FitnaError(
            code, message, where=f"{where}:{max(line, 1)}:{column}", hint=hint
        ) from None
    except ValueError as error:
        raise FitnaError("broken-xml", str(error), where=where, hint=hint) from None
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise FitnaError(
            "unsafe-xml",
            "the file declares a document type",
            where=f"{where}:1",
            hint="Remove the DOCTYPE and write characters instead of entities",
        )
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise FitnaError(
                "unsafe-xml",
                f"elements nest more than {DEEPEST} deep",
                where=f"{where}:{element.sourceline}",
                hint="Flatten the file",
            )
    return root
