"""All pages by their paths, rendered when asked for: the same whether written or served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Any, Final

import jinja2
from markupsafe import Markup

from fitnacorpus import languages
from fitnacorpus.model import Entry
from fitnacorpus.reader import about, bibliography, downloads, drawings, lookup
from fitnacorpus.reader.cards import Shelf, companion
from fitnacorpus.reader.companion import companion_script, places_script
from fitnacorpus.reader.concordance import Concordance, finder
from fitnacorpus.reader.contents import contents_folder, contents_view
from fitnacorpus.reader.contrast import Contrasts
from fitnacorpus.reader.correspondence import Correspondence
from fitnacorpus.reader.differences import differences
from fitnacorpus.reader.entries import Register, alphabet
from fitnacorpus.reader.events import dates, event_view, in_time, years
from fitnacorpus.reader.extras import Extras
from fitnacorpus.reader.paging import folder
from fitnacorpus.reader.prose import is_rtl, way
from fitnacorpus.reader.scripts import script
from fitnacorpus.reader.texts import text_view
from fitnacorpus.reader.view import View
from fitnacorpus.reader.wording import LANGUAGES, Wording

_SINGLE: Final = (
    "", "texts", "events", "differences", "names", "timeline", "map", "search", "downloads",
)  # fmt: skip
_SPOKEN: Final = (
    "close", "not told", "no hit", "no words", "begun", "conflict", "nearest", "folded as", "exact",
    "variant tier", "fuzzy", "why same", "why slip", "why variant", "why longer", "why part",
    "why near", "why meant", "person", "place kind", "group", "event", "ambiguous mark",
    "shared of", "unshared one", "unshared", "whole episode", "read on", "end of text",
    "hidden by language", "show all languages", "found names", "found events", "found words",
    "aligned", "more lines", "hit of", "next hit", "previous hit", "marks",
    "quote", "quote title", "copy", "copied", "link", "as text", "as Markdown", "as BibTeX",
    "as RIS", "as CSL-JSON", "cite as", "cite page as", "continue",
)  # fmt: skip
"""Phrases that the script says."""
_MOST: Final = 12
"""Bearers that the first page offers."""


class _Language:
    """The pages of one language."""

    def __init__(
        self,
        view: View,
        register: Register,
        contrasts: Contrasts,
        env: jinja2.Environment,
        lang: str,
        other: _Language | None,
        extras: Extras,
        url: str,
    ) -> None:
        self.url = url
        self.view, self.register, self.contrasts = view, register, contrasts
        self.wording = Wording(lang)
        self.shelf: Shelf = Shelf(
            view,
            self.wording,
            other.shelf if other else None,
            extras,
            other.shelf.correspondence if other else Correspondence(view, contrasts.made),
        )
        self._env = env
        self._fixed = {
            "w": self.wording,
            "lang": lang,
            "dir": "rtl" if lang == languages.AR else "ltr",
            "site": view.settings,
            "extras": extras,
            "sections": _sections(view),
        }

    @cached_property
    def _plain(self) -> about.About:
        return about.of_site(self.shelf, about.lead(self.shelf))

    def _address(self, folder: str, lang: str) -> str:
        """The address of a page at the place that the site is published at; "" without one."""
        parts = [self.url.rstrip("/"), lang if lang == languages.AR else "", folder]
        return "/".join([*filter(None, parts), ""]) if self.url else ""

    def words(self) -> bytes:
        """What only the script shows, as a classic script: its phrases, and the display menu."""
        menu = self._env.get_template("display.html").render(self._fixed)
        return lookup.as_script(
            "fitnaWords", {"menu": menu, "speech": self.wording.phrases(_SPOKEN)}
        )

    def render(self, folder: str) -> str:
        """The page in a folder of the tree of this language."""
        kind, _, ident = folder.partition("/")
        page = "home"
        if kind:
            page = {"texts": "text", "events": "event", "names": "name"}[kind] if ident else kind
            page = "contents" if kind == "texts" and ident.endswith(".contents") else page
        if kind == "texts" and ident.partition(".")[0] in self.view.heirs.texts:
            page = "moved"
        return self.fill(f"{page}.html", folder, self._context(kind, ident))

    def fill(self, template: str, folder: str, context: Mapping[str, Any]) -> str:
        """A page of a template, as it looks in a folder of the tree of this language."""
        depth = len([part for part in folder.split("/") if part])
        root = Markup("../" * depth)
        w = self.wording
        base = {
            **self._fixed,
            "root": root,
            "assets": root + ("../" if w.lang == languages.AR else ""),
            "switch": (f"{root}ar/" if w.lang == languages.EN else f"{root}../")
            + (f"{folder}/" if folder else ""),
            "here": folder.partition("/")[0] or "home",
            "folder": folder,
            "about": self._plain,
            "address": self._address,
        }
        return self._env.get_template(template).render(base | dict(context))

    def _context(self, kind: str, ident: str) -> dict[str, Any]:
        view, shelf, w = self.view, self.shelf, self.wording
        if kind == "texts" and ident:
            text, _, page = ident.partition(".")
            if text in view.heirs.texts:
                present = view.heirs.text(text)
                there = f"texts/{present}{ident[len(text) :]}/index.html"
                return {"there": there, "title": shelf.text_title(present)}
            if page == "contents":
                return {"listed": contents_view(shelf, text)}
            seen = text_view(view, shelf, text, int(page or 1))
            return {"text": seen, "about": about.of_text(shelf, text, seen.description)}
        if kind == "events" and ident:
            named = self.register.mentioned.of(shelf, ident)
            seen_event = event_view(view, shelf, ident, self.contrasts, named)
            works = bibliography.of_record(shelf, ident)
            linked = about.of_entry(shelf, seen_event.entry)
            return {"event": seen_event, "about": linked, "works": works}
        if kind == "names" and ident:
            seen_entry = self.register.entry_view(shelf, ident)
            works = bibliography.of_record(shelf, ident)
            linked = about.of_entry(shelf, seen_entry.entry)
            return {"entry": seen_entry, "about": linked, "works": works}
        if kind == "names":
            order = (
                (languages.EN, languages.AR)
                if w.lang == languages.EN
                else (languages.AR, languages.EN)
            )
            return {"alphabets": [(lang, alphabet(view, w, lang)) for lang in order]}
        if kind == "timeline":
            return {"drawing": drawings.timeline(view, w)}
        if kind == "map":
            return {"drawing": drawings.places_map(view, w)}
        if kind == "differences":
            return {"found": differences(shelf)}
        if kind == "search":
            return {"finder": finder(shelf)}
        if kind == "downloads":
            return {"files": downloads.listing(view, shelf)}
        return {
            "texts": self._texts(), "tree": self._tree(""), "most": self._most(),
            "named": self._named(),
            "lead": about.lead(shelf), "ways": about.ways(shelf),
            "works": bibliography.listing(shelf),
        }  # fmt: skip

    def _texts(self) -> list[dict[str, Any]]:
        shelf, view, w = self.shelf, self.view, self.wording
        out = []
        for document in view.texts:
            info = document.text.info
            linked = sum(bool(view.strong(info.id, e.id)) for e in document.episodes)
            titles = [(lang, t) for lang, t in info.title.items()]
            mine = shelf.text_title(info.id)
            out.append(
                {
                    "info": info,
                    "title": mine,
                    "others": [(lang, t) for lang, t in titles if t != mine],
                    "language": shelf.language(info.id),
                    "rtl": is_rtl(info.lang),
                    "author": "" if about.nobody(info.author) else w.given(info.author),
                    "episodes": w.count("episode", len(document.episodes)),
                    "linked": linked,
                    "differ": sum(info.id in (x.a.text, x.b.text) for x in view.contradictions),
                    "withheld": info.id in view.withheld,
                }
            )
        return out

    def _tree(self, parent: str) -> list[dict[str, Any]]:
        """Events as they nest, in the order of time, with the number of accounts of each."""
        view, w = self.view, self.wording
        out = []
        for event in in_time([view.authority.by_id[i] for i in view.children.get(parent, ())]):
            told, named = len(view.texts_of(event.id)), len(view.places.get(event.id, ()))
            out.append(
                {
                    "id": event.id,
                    "title": w.name(event),
                    "when": dates(event, w),
                    # What no passage tells may still be named.
                    "about": w.count("account", told)
                    if told
                    else w.count("mention", named)
                    if named
                    else "",
                    "differ": event.id in view.differing,
                    "parts": self._tree(event.id),
                }
            )
        return out

    def _named(self) -> list[tuple[Entry, int]]:
        """Who and what is named most often, with the number of mentions."""
        found = Counter({e.id: len(self.view.places.get(e.id, ())) for e in self.view.named})
        by_id = self.view.authority.by_id
        return [(by_id[ident], n) for ident, n in found.most_common(_MOST) if n > 1]

    def _most(self) -> list[dict[str, Any]]:
        """The events told by several texts, most accounts first."""
        view, w = self.view, self.wording
        told = [(e, len(view.texts_of(e.id))) for e in view.events]
        several = sorted((x for x in told if x[1] > 1), key=lambda x: -x[1])
        return [
            {
                "id": e.id,
                "title": w.name(e),
                "accounts": w.count("account", n),
                "when": dates(e, w),
                "differ": e.id in view.differing,
            }
            for e, n in several
        ]


def _sections(view: View) -> tuple[str, ...]:
    """The sections of the reader; those without content are left out."""
    empty = {
        "events": not view.events,
        "differences": not view.contradictions,
        "names": not view.named,
        "timeline": not any(years(e) for e in view.events),
        "map": not any(e.geo for e in view.named),
    }
    return tuple(key for key in _SINGLE[1:] if not empty.get(key))


class Pages:
    """Every file of the reader by its path; a path is relative, with slashes.

    Args:
        view: The corpus.
        sources: TEI files to offer for download: path under ``data/`` to what gives their bytes.
        extras: What the pages have besides.
        url: Where the pages will be published, for what must be an absolute address; "" if unknown.
    """

    def __init__(
        self,
        view: View,
        sources: downloads.Sources | None = None,
        extras: Extras | None = None,
        url: str = "",
    ) -> None:
        self.view = view
        self._sources = sources or {}
        register, contrasts, env = Register(view), Contrasts(view), environment()
        self._languages: dict[str, _Language] = {}
        for lang in LANGUAGES:
            first = self._languages.get(LANGUAGES[0])
            made = _Language(view, register, contrasts, env, lang, first, extras or Extras(), url)
            self._languages[lang] = made

    @cached_property
    def _makers(self) -> dict[str, Callable[[], bytes]]:
        out: dict[str, Callable[[], bytes]] = {}
        for lang, pages in self._languages.items():
            for within in self._folders():
                parts = [languages.AR if lang == languages.AR else "", within, "index.html"]
                path = "/".join(part for part in parts if part)
                out[path] = lambda p=pages, f=within: p.render(f).encode()  # type: ignore[misc]
        for text, paging in self.view.paging.items():
            if len(paging.starts) > 1:
                out[f"static/read/{text}.places.js"] = lambda t=text: (  # type: ignore[misc]
                    places_script(self.view, t)
                )
        first = self._languages[LANGUAGES[0]].shelf
        out |= Concordance(self.view).files(first)
        for path, make in downloads.files(self.view, self._sources).items():
            out[path] = make
        for path in static_files():
            out[f"static/{path}"] = lambda p=path: _static(p)  # type: ignore[misc]
        for lang, pages in self._languages.items():
            out[f"static/words-{lang}.js"] = pages.words
            for text, paging in self.view.paging.items():
                for page in range(1, len(paging.starts) + 1):
                    out[companion(lang, text, page)] = lambda s=pages.shelf, t=text, n=page: (  # type: ignore[misc]
                        companion_script(s, t, n)
                    )
        out["static/names.js"] = lambda: lookup.script(self.view)
        return out

    def _folders(self) -> Iterator[str]:
        yield from ("", *_sections(self.view))
        former = ((old, new) for old, new in self.view.heirs.texts.items())
        for text, present in (*((text, text) for text in self.view.paging), *former):
            pages = len(self.view.paging[present].starts)
            yield from (folder(text, page) for page in range(1, pages + 1))
            if pages > 1:
                yield contents_folder(text)
        yield from (f"events/{e.id}" for e in self.view.events)
        yield from (f"names/{e.id}" for e in self.view.named)

    def paths(self) -> list[str]:
        """The paths of all files, sorted."""
        return sorted(self._makers)

    def file(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none; a folder means its ``index.html``."""
        if path == "" or path.endswith("/"):
            path += "index.html"
        make = self._makers.get(path)
        return make() if make else None

    def fill(self, template: str, lang: str, folder: str, context: Mapping[str, Any]) -> bytes:
        """A page that is not among the files, as it looks in a folder of the tree of a language."""
        return self._languages[lang].fill(template, folder, context).encode()

    def shelf(self, lang: str) -> Shelf:
        """The words of all texts, explained in a language."""
        return self._languages[lang].shelf


@cache
def environment() -> jinja2.Environment:
    """What all templates are rendered in: everything is escaped, and nothing may be missing."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("fitnacorpus.reader"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["way"] = way
    return env


def static_files() -> list[str]:
    """Paths of the files that every site has: stylesheet, script, fonts."""
    root = resources.files("fitnacorpus.reader") / "static"
    fonts = sorted(f"fonts/{item.name}" for item in (root / "fonts").iterdir())
    return ["icon.svg", "reader.css", "reader.js", *fonts]


def _static(path: str) -> bytes:
    if path == "reader.js":
        return script()
    return (resources.files("fitnacorpus.reader") / "static" / path).read_bytes()
