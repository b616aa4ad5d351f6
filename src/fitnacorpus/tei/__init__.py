"""TEI P5: writing documents and alignments, reading them and the authority back.

`mapping` says which element each annotation is; `write` and `read` follow it in both directions,
`header` and `standoff` write what is said of a text, `authority` and the modules of that name keep
the file that people edit, and `schema` holds grammars and ODD.
"""

from __future__ import annotations

from typing import Final

__all__ = ["AUTHORITY", "NAMESPACE", "XML_NAMESPACE"]

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
"""Namespace of TEI P5."""
XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
"""Namespace of xml:id and xml:lang."""
AUTHORITY: Final = "../authority.xml"
"""The authority, as seen from ``tei/texts/``."""
