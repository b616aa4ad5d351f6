"""Every answer as a file: a service of level 0, for hosts that serve files and nothing else.

The templates name files, as the specification proposes ("URI Templates examples for static
website"): ``navigation/port-ar;down=1/e3/index.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from fitnacorpus.interchange.dts.service import LEVELS, Service, Templates

ENTRY: Final = "index.json"
TOP: Final = (ENTRY, "collection", "navigation", "document")
"""What stands at the top of the folder."""


def templates(base: str) -> Templates:
    """Where the files lie.

    Args:
        base: Address of their folder, ending in a slash.
    """
    return Templates(
        f"{base}{ENTRY}",
        f"{base}collection{{/id,nav}}/index.json",
        f"{base}navigation{{/resource}}{{;down}}{{/ref}}/index.json",
        f"{base}document{{/resource}}{{/ref}}/index.xml",
    )


def files(service: Service, texts: tuple[str, ...], base: str) -> Iterator[tuple[str, bytes]]:
    """All files, each with its path.

    Args:
        service: The service, made with `templates`.
        texts: Text ids.
        base: Address of the folder.
    """
    yield ENTRY, _json(service.entry())
    for ident in ("", service.collection()["@id"], *texts):
        for nav in ("", "children", "parents") if ident else ("",):
            path = "/".join(filter(None, ("collection", ident, nav, "index.json")))
            yield path, _json(service.collection(ident, nav))
    for text in texts:
        yield from _text(service, text, base)


def _text(service: Service, text: str, base: str) -> Iterator[tuple[str, bytes]]:
    yield f"document/{text}/index.xml", service.document(text)
    for down in (-1, *range(1, len(LEVELS) + 1)):
        path = f"navigation/{text};down={down}/index.json"
        yield path, _json(service.navigation(text, down=down, address=base + path))
    for ref, level in service.refs(text):
        yield f"document/{text}/{ref}/index.xml", service.document(text, ref=ref)
        below = range(1, max(1, len(LEVELS) - level) + 1)
        for down in (None, -1, 0, *below):
            folder = text if down is None else f"{text};down={down}"
            path = f"navigation/{folder}/{ref}/index.json"
            found = service.navigation(text, ref=ref, down=down, address=base + path)
            yield path, _json(found)


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
