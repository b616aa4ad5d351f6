"""Names that the two languages write unlike each other, as data (`data/exonyms.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from fitnacorpus import languages
from fitnacorpus.orthography import fold_key


@dataclass(frozen=True, slots=True)
class Exonym:
    """A name in both languages.

    Attributes:
        number: Its row; forms of one row name the same.
        kind: "person", "place" or "group".
        doubtful: Whether the form is a common word as well, and needs its counterpart beside it.
    """

    number: int
    kind: str
    doubtful: bool = False


@cache
def table() -> MappingProxyType[tuple[str, str], Exonym]:
    """Exonyms by language and key (`key`)."""
    out: dict[tuple[str, str], Exonym] = {}
    content = resources.files(__package__).joinpath("data/exonyms.tsv").read_text("utf-8")
    for number, line in enumerate(content.splitlines()):
        if line.startswith("#"):
            continue
        kind, *columns = line.split("\t")
        for lang, forms in zip((languages.AR, languages.EN), columns, strict=True):
            for form in forms.split("|"):
                entry = Exonym(number, kind, form.startswith("?"))
                out.setdefault((lang, key(form.lstrip("?"), lang)), entry)
    return MappingProxyType(out)


def key(form: str, lang: str) -> str:
    """A form as the table is looked up: the `tag` fold, small letters."""
    return fold_key(form, lang, "tag").lower()


def find(form: str, lang: str) -> Exonym | None:
    """The exonym that a form is, if any."""
    return table().get((lang, key(form, lang)))


@cache
def _in_the_other_language() -> MappingProxyType[str, tuple[str, ...]]:
    """Search fold of a form to the search folds of its row in the other language."""
    rows: dict[int, dict[str, list[str]]] = {}
    for (lang, form), exonym in table().items():
        rows.setdefault(exonym.number, {}).setdefault(lang, []).append(fold_key(form))
    out: dict[str, tuple[str, ...]] = {}
    for row in rows.values():
        arabic, english = row.get(languages.AR, []), row.get(languages.EN, [])
        out |= {**dict.fromkeys(arabic, tuple(english)), **dict.fromkeys(english, tuple(arabic))}
    return MappingProxyType(out)


def others(folded: str) -> tuple[str, ...]:
    """What a name is called in the other language, folded for search as the name is."""
    return _in_the_other_language().get(folded, ())


def usual(form: str) -> str:
    """What English calls a place or a people of the table, folded; "" of any other name."""
    found = find(form, languages.AR)
    if found is None or found.kind == "person":
        return ""
    rows = (
        name
        for (lang, name), e in table().items()
        if lang == languages.EN and e.number == found.number
    )
    return next(rows, "")


def counterparts(number: int) -> list[str]:
    """The Arabic forms of a row, folded."""
    return [
        form for (lang, form), e in table().items() if lang == languages.AR and e.number == number
    ]
