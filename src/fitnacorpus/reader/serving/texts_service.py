"""The endpoints of Distributed Text Services under ``/dts/``."""

from __future__ import annotations

import json
from typing import Final

from fitnacorpus.interchange.dts import RefusalError, Service, Templates
from fitnacorpus.interchange.dts.service import MEDIA
from fitnacorpus.reader.serving import http
from fitnacorpus.reader.serving.http import Answer, Request, line

FOLDER: Final = "dts"
_JSON: Final = "application/ld+json"
TEMPLATES: Final = Templates(
    f"/{FOLDER}/",
    f"/{FOLDER}/collection/{{?id,nav}}",
    f"/{FOLDER}/navigation/{{?resource,ref,start,end,down,tree}}",
    f"/{FOLDER}/document/{{?resource,ref,start,end,tree,mediaType}}",
)


def answer(service: Service, request: Request, endpoint: str) -> Answer | None:
    """The answer of an endpoint; None where there is none of that name.

    Args:
        service: The service of the corpus.
        request: The request.
        endpoint: "", "collection", "navigation" or "document".
    """
    fields = http.query_of(request.target)
    given = {name: line(fields, name) for name in fields}
    try:
        if endpoint == "":
            return _json(200, service.entry())
        if endpoint == "collection":
            return _json(200, service.collection(given.get("id", ""), given.get("nav", "")))
        place = {name: given.get(name, "") for name in ("ref", "start", "end", "tree")}
        text = given.get("resource", "")
        if endpoint == "navigation":
            down = _number(given["down"]) if "down" in given else None
            address = f"http://{request.headers.get('host', '')}{request.target}"
            return _json(200, service.navigation(text, down=down, address=address, **place))
        if endpoint == "document":
            media = given.get("mediaType", "")
            return Answer(
                200, service.document(text, media=media, **place), {"Content-Type": MEDIA}
            )
    except RefusalError as refusal:
        return _json(refusal.status, {"@type": "Status", "statusCode": refusal.status,
                                      "title": refusal.message})  # fmt: skip
    return None


def _number(words: str) -> int:
    try:
        return int(words)
    except ValueError:
        raise RefusalError(400, "down is a number") from None


def _json(status: int, content: object) -> Answer:
    data = json.dumps(content, ensure_ascii=False).encode()
    return Answer(status, data, {"Content-Type": _JSON, "Access-Control-Allow-Origin": "*"})
