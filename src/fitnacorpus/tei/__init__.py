"""TEI P5: writing documents and alignments, reading them and the authority back."""

from __future__ import annotations

from typing import Final

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
"""Namespace of TEI P5."""
XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
"""Namespace of xml:id and xml:lang."""
AUTHORITY: Final = "../authority.xml"
"""The authority, as seen from ``tei/texts/``."""
