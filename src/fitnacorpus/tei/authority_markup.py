"""Entries of an authority and their forms as markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fitnacorpus.model import Entry, Form
from fitnacorpus.tei.inline import attribute, attributes, text

ELEMENTS: Final = {"person": "person", "place": "place", "group": "org", "event": "event"}
FORMS: Final = {"person": "persName", "place": "placeName", "group": "orgName", "event": "label"}
STEP: Final = "  "


def pointers(sources: Sequence[str]) -> str:
    """Ids of texts as an attribute `source` has them."""
    return " ".join(f"texts/{source}.xml" for source in sources)


def entry_markup(entry: Entry, indent: str) -> str:
    """An entry, its lines indented."""
    tag = ELEMENTS[entry.kind]
    own = {"xml:id": entry.id}
    if entry.kind == "event":
        own |= {"where": " ".join(f"#{place}" for place in entry.where), **entry.when}
    lines = [f"{indent}<{tag}{attributes(own)}>"]
    lines += [f"{indent}{STEP}{form_markup(form, entry.kind)}" for form in entry.forms]
    if entry.kind == "person" and entry.when:
        lines.append(f"{indent}{STEP}<death{attributes(entry.when)}/>")
    if entry.kind == "place" and entry.geo:
        lines.append(f"{indent}{STEP}{location_markup(entry.geo, entry.geo_cert)}")
    lines += [f"{indent}{STEP}{identifier_markup(*idno)}" for idno in entry.idnos]
    lines += [f"{indent}{STEP}{note_markup(*note)}" for note in entry.notes.items()]
    return "\n".join([*lines, f"{indent}</{tag}>"])


def location_markup(geo: tuple[float, float], cert: str = "") -> str:
    """Where a place lies: latitude and longitude in degrees, and how surely."""
    sure = attributes({"cert": cert} if cert else {})
    return f"<location{sure}><geo>{geo[0]:.10g} {geo[1]:.10g}</geo></location>"


def identifier_markup(kind: str, value: str) -> str:
    """An identifier of an entry elsewhere."""
    return f"<idno type={attribute(kind)}>{text(value)}</idno>"


def note_markup(lang: str, words: str) -> str:
    """A note of an entry."""
    return f"<note xml:lang={attribute(lang)}>{text(words)}</note>"


def form_markup(form: Form, kind: str) -> str:
    """A form of an entry."""
    tag = FORMS[kind]
    values = {"xml:lang": form.lang, "type": form.type, "source": pointers(form.source)}
    return f"<{tag}{attributes(values)}>{form_content(form)}</{tag}>"


def form_content(form: Form) -> str:
    """A form with its parts marked; `model.Form` says that they stand in it in this order."""
    out, at = [], 0
    for part in form.parts:
        start = form.text.index(part.text, at)
        out.append(text(form.text[at:start]))
        if part.kind == "ism":
            out.append(f"<forename>{text(part.text)}</forename>")
        else:
            out.append(f"<addName type={attribute(part.kind)}>{text(part.text)}</addName>")
        at = start + len(part.text)
    return "".join([*out, text(form.text[at:])])
