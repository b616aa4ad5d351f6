"""TEI's own Schematron, taken out of its schema and made into a transformation for Saxon.

The rules stand in the RELAX NG of TEI as patterns of ISO Schematron with XPath 2.  In each pattern
the first rule that a node fits is asked, as the standard says.
"""

from pathlib import Path

from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "http://www.w3.org/1999/XSL/Transform"
_FAR = 1000
"""Rules of a pattern: more than any has."""


def stylesheet(schema: Path) -> str:
    """The rules of a schema as XSLT that tells each broken one in a line."""
    root = etree.parse(schema)
    names = {e.get("prefix"): e.get("uri") for e in root.iter(SCH + "ns")} | {"xsl": XSL}
    out = etree.Element(f"{{{XSL}}}stylesheet", nsmap=names, version="2.0")
    _add(out, "output", method="text")
    start = _add(out, "template", match="/")
    for number, pattern in enumerate(root.iter(SCH + "pattern")):
        mode = f"m{number}"
        _add(start, "apply-templates", mode=mode)
        _add(_add(out, "template", match="text()", mode=mode), "comment")
        for place, rule in enumerate(pattern.iter(SCH + "rule")):
            template = _add(
                out, "template", match=rule.get("context"), mode=mode, priority=str(_FAR - place)
            )
            for part in rule:
                _add_part(template, part)
            _add(template, "apply-templates", mode=mode)
    return etree.tostring(out, encoding="unicode")


def _add_part(template, part):
    kind = str(part.tag).removeprefix(SCH)
    if kind == "let":
        _add(template, "variable", name=part.get("name"), select=part.get("value"))
    elif kind in ("assert", "report"):
        broken = f"not({part.get('test')})" if kind == "assert" else part.get("test")
        told = _add(_add(template, "if", test=broken), "text")
        told.text = " ".join("".join(part.itertext()).split()) + "\n"


def _add(outer, name, /, **values):
    return etree.SubElement(outer, f"{{{XSL}}}{name}", values)
