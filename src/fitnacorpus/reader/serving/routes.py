"""From a request to its answer."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final
from urllib.parse import quote

from fitnacorpus import languages
from fitnacorpus.errors import FitnaError
from fitnacorpus.reader.concordance import finder
from fitnacorpus.reader.extras import POLICY
from fitnacorpus.reader.serving import http, queue, search_page, texts_service
from fitnacorpus.reader.serving.controls import LIVE, Review, tree
from fitnacorpus.reader.serving.guard import HEADERS, Guard
from fitnacorpus.reader.serving.http import Answer, RefusedError, Request, line
from fitnacorpus.reader.serving.sitting import SKIP
from fitnacorpus.reader.serving.state import Content, Keeper, State, tagged
from fitnacorpus.reader.wording import LANGUAGES, Wording
from fitnacorpus.review.items import STATUSES

_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
_OWN: Final = ("static/live.js", "static/review.css", "static/review.js")
_JUDGING: Final = ("review/verdict", "review/batch", "review/undo")
_PRIVATE: Final = {"Cache-Control": "no-store"}


class Routes:
    """Answers requests.

    Args:
        keeper: The corpus.
        guard: Which requests are served.
    """

    def __init__(self, keeper: Keeper, guard: Guard) -> None:
        self._keeper, self._guard = keeper, guard
        self._judging = threading.Lock()

    def answer(self, request: Request) -> Answer:
        """The answer to a request, whatever it is; nothing that is thrown gets out."""
        state = self._keeper.state
        try:
            self._guard.admit(request)
            made = self._route(state, request, http.path_of(request.target))
        except RefusedError as refusal:
            made = self._refused(state, request.target, refusal, sent=_note(request))
        except FitnaError as error:
            made = self._refused(state, request.target, RefusedError(500), str(error))
        except Exception as error:
            what = f"this is a fault of the program ({type(error).__name__}: {error})"
            print("fitnacorpus:", " ".join(what.split()), file=sys.stderr)
            made = self._refused(state, request.target, RefusedError(500))
        return _safe(made)

    def refuse(self, status: int) -> Answer:
        """The answer to what is not even a request."""
        return _safe(self._refused(self._keeper.state, "/", RefusedError(status)))

    # --- Pages -----------------------------------------------------------------------------------

    def _route(self, state: State, request: Request, path: str) -> Answer:
        name = path[1:]
        review = state.extras.review
        lang, folder = _folder(name if name.endswith(("/", ".html")) else f"{name}/")
        if review is not None and folder in _JUDGING:
            return self._judge(request, folder)
        if request.method not in ("GET", "HEAD"):
            raise RefusedError(405, headers={"Allow": "GET, HEAD"})
        if name == LIVE:
            told = json.dumps({"version": 1, "state": state.name}).encode()
            return Answer(200, told, {"Content-Type": _TYPES["json"], **_PRIVATE})
        if name == "favicon.ico":
            # Browsers ask for it unasked, and complain of a page that is not there.
            return Answer(204)
        if name in _OWN:
            return self._file(state, request, name, _own(name))
        lang, folder = _folder(name)
        if folder == "search":
            return self._search(state, request, lang)
        if review is not None and folder in ("review/links", "review/mentions"):
            return self._queue(state, review, request, lang, folder)
        if review is not None and folder == "review/mention":
            return self._case(state, review, request, lang)
        if review is not None and folder == "review/entries":
            offered = json.dumps(review.directory.offered(Wording(lang)), ensure_ascii=False)
            return Answer(200, offered.encode(), {"Content-Type": _TYPES["json"], **_PRIVATE})
        if (folder or name.rstrip("/")).partition("/")[0] == texts_service.FOLDER:
            endpoint = name.rstrip("/").removeprefix(texts_service.FOLDER).removeprefix("/")
            answered = texts_service.answer(state.service, request, endpoint)
            if answered is not None:
                return answered
        key = name + "index.html" if name.endswith("/") or not name else name
        content = state.content(key)
        if content is not None:
            return self._file(state, request, key, content)
        if self._is_folder(state, name):
            return Answer(308, headers={"Location": quote(f"{path}/")})
        raise RefusedError(404)

    def _is_folder(self, state: State, name: str) -> bool:
        """Whether a page would be found if its address ended with a slash."""
        folders = ["search"]
        if state.extras.review is not None:
            folders += ["review/links", "review/mentions", "review/entries"]
        return _folder(f"{name}/")[1] in folders or state.content(f"{name}/index.html") is not None

    def _file(self, state: State, request: Request, name: str, content: Content) -> Answer:
        headers = {"Content-Type": _TYPES[name.rpartition(".")[2]]}
        # Forms hold a secret, which does not belong on a disk.
        private = state.extras.review is not None and name.endswith(".html")
        headers |= _PRIVATE if private else {"Cache-Control": "no-cache", "ETag": content.tag}
        if name.startswith("data/"):
            headers["Content-Disposition"] = "attachment"
        known = [t.strip().removeprefix("W/") for t in
                 request.headers.get("if-none-match", "").split(",")]  # fmt: skip
        if not private and (content.tag in known or "*" in known):
            return Answer(304, headers={k: v for k, v in headers.items() if k != "Content-Type"})
        return Answer(200, content.data, headers)

    def _page(
        self, state: State, lang: str, template: str, folder: str, context: Mapping[str, Any],
        status: int = 200,
    ) -> Answer:  # fmt: skip
        body = state.pages.fill(f"served/{template}", lang, folder, context)
        return Answer(status, body, {"Content-Type": _TYPES["html"], **_PRIVATE})

    def _search(self, state: State, request: Request, lang: str) -> Answer:
        fields = http.query_of(request.target)
        query, kind, spoken, text = (line(fields, key) for key in ("q", "kind", "lang", "text"))
        if len(query) > http.LONGEST_QUERY:
            raise RefusedError(414)
        shelf, found = state.pages.shelf(lang), None
        if query:
            found = search_page.answer(state.corpus, shelf, query, kind, spoken, text)
        context = {"found": found, "finder": finder(shelf)}
        return self._page(state, lang, "found.html", "search", context)

    # --- Review ----------------------------------------------------------------------------------

    def _queue(
        self, state: State, review: Review, request: Request, lang: str, folder: str
    ) -> Answer:
        fields = http.query_of(request.target)
        shown = queue.queue(review, state.pages.shelf(lang), folder.partition("/")[2], fields)
        context = {"queue": shown, "statuses": STATUSES}
        return self._page(state, lang, "queue.html", folder, context)

    def _case(self, state: State, review: Review, request: Request, lang: str) -> Answer:
        """One name, doubtful or not."""
        place = line(http.query_of(request.target), "at")
        item, shelf = review.cases.mention(place), state.pages.shelf(lang)
        if item is None:
            raise RefusedError(404)
        back = f"{tree(shelf.wording)}review/mention/?at={place}"
        alone = queue.Queue("mentions", "", lines=(queue.as_line(review, shelf, item, back),))
        context = {"queue": alone, "statuses": ()}
        return self._page(state, lang, "case.html", "review/mention", context)

    def _judge(self, request: Request, name: str) -> Answer:
        if request.method != "POST":
            raise RefusedError(405, headers={"Allow": "POST"})
        fields = http.form_of(request)
        self._guard.admit_form(request, line(fields, "secret"))
        back = line(fields, "back")
        if not http.is_local(back):
            raise RefusedError(400)
        with self._judging:
            # Two forms may come at once: the second is judged by what the first has made.
            review = self._keeper.state.extras.review
            assert review is not None
            try:
                if name == "review/undo":
                    review.sitting.undo()
                elif name == "review/batch":
                    review.sitting.accept(review.cases, fields.get("chosen", []), back)
                else:
                    review.sitting.judge(review.cases, review.directory, fields, back)
            except RefusedError as refusal:
                again = self._again(review, fields, back, refusal)
                if again is None:
                    raise
                return again
            if line(fields, "verdict") != SKIP:
                self._keeper.renew()
        return Answer(303, headers={"Location": back})

    def _again(
        self, review: Review, fields: Mapping[str, list[str]], back: str, refusal: RefusedError
    ) -> Answer | None:
        """The form that was refused, filled in as it was sent; None where it cannot be shown."""
        item = review.cases.find(line(fields, "key"), line(fields, "at"))
        if refusal.status != 422 or item is None:
            return None
        state, lang = self._keeper.state, _folder(back[1:].partition("?")[0])[0]
        shelf, kind = state.pages.shelf(lang), "links" if "relation" in fields else "mentions"
        settle = bool(line(fields, "settle"))
        shown = queue.as_line(review, shelf, item, back, settle=settle, sent=fields)
        wrong = shelf.wording(refusal.reason, **refusal.values)
        other = "" if lang == languages.AR else "ar/"
        context = {
            "queue": queue.Queue(kind, "", wrong=wrong, lines=(shown,)),
            "statuses": (),
            "switch": f"/{other}review/{kind}/",
        }
        return self._page(state, lang, "case.html", "review/verdict", context, refusal.status)

    # --- Refusals --------------------------------------------------------------------------------

    def _refused(
        self,
        state: State,
        target: str,
        refusal: RefusedError,
        detail: str = "",
        sent: str = "",
    ) -> Answer:
        mine, other = LANGUAGES if not target.startswith("/ar/") else LANGUAGES[::-1]
        context = {
            "status": refusal.status,
            "reason": refusal.reason,
            "values": refusal.values,
            "detail": detail,
            "sent": sent,
            "both": [Wording(mine), Wording(other)],
            # The address may be any, so that no relative way leads out of it.
            "root": "/ar/" if mine == languages.AR else "/",
            "assets": "/",
            "switch": "/" if mine == languages.AR else "/ar/",
            "here": "refused",
            "folder": "",
        }
        made = self._page(state, mine, "refused.html", "", context, refusal.status)
        return Answer(made.status, made.body, {**made.headers, **refusal.headers})


def _folder(name: str) -> tuple[str, str]:
    """Language and folder of a page, its ``index.html`` left out; "" for what is no folder."""
    lang, name = (
        (languages.AR, name.removeprefix("ar/")) if name.startswith("ar/") else (languages.EN, name)
    )
    if name.endswith("/index.html"):
        return lang, name.removesuffix("/index.html")
    return lang, name.removesuffix("/") if name.endswith("/") else ""


def _note(request: Request) -> str:
    """The note of a form that was refused, which must not be lost with it; else ""."""
    try:
        return line(http.form_of(request), "note") if request.method == "POST" else ""
    except RefusedError:
        return ""


def _own(name: str) -> Content:
    data = (resources.files("fitnacorpus.reader") / "serving" / name).read_bytes()
    return tagged(data)


def _safe(made: Answer) -> Answer:
    policy = {"Content-Security-Policy": f"{POLICY}; connect-src 'self'; frame-ancestors 'none'"}
    return Answer(made.status, made.body, {**HEADERS, **policy, **made.headers})
