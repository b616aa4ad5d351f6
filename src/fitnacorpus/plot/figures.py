"""What is drawn of a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Authority, Document, Mention, Passage, PassageLink
from fitnacorpus.plot.drawing import FAINT, INK, SIZE, WIDE, Sheet
from fitnacorpus.vocabulary import Status

_CELL: Final = 18
"""Side of a square of a matrix, in units of the drawing."""
_LABEL: Final = 230
"""Room for a label."""
_LETTERS: Final = 30
"""Letters of a label that the room holds."""
_LINE: Final = 640
"""Length of the line on which an account is laid out."""
_MARGIN: Final = 16
"""Units around a drawing."""
_ACCEPTED: Final = "#00695c"
_PROPOSED: Final = "#c75b12"
_KINDS: Final = {"person": "#1b5e9b", "place": "#2e7d32", "group": "#7b3fa0", "event": "#8a5a00"}
_PHRASES: Final = {
    "matrix": ("{a} and {b}: episodes that are linked", "{a} و{b}: الحلقات المترابطة"),
    "names": ("Names in {a}, in the order of reading", "الأسماء في {a} بترتيب القراءة"),
    "persons": ("Persons named in the same episodes", "الأشخاص المذكورون في حلقات واحدة"),
    "accepted": ("accepted", "مقبول"),
    "proposed": ("proposed", "مقترح"),
    "none": ("nothing to draw", "لا شيء يُرسم"),
}
"""Words of the drawings, in English and in Arabic."""


def matrix(a: Document, b: Document, links: Iterable[PassageLink], lang: str) -> str:
    """Two accounts: a row an episode of the one, a column an episode of the other, boxes for links.

    Args:
        a: The account of the rows.
        b: The account of the columns.
        links: Links; those of other texts and rejected ones are left out.
        lang: Language of the words.
    """
    rows, columns = [e.id for e in a.episodes], [e.id for e in b.episodes]
    one, other = a.text.info.id, b.text.info.id
    found: dict[tuple[str, str], PassageLink] = {}
    for link in links:
        sides = {link.a.text: link.a, link.b.text: link.b}
        if {one, other} != sides.keys() or link.status == Status.REJECTED:
            continue
        key = sides[one].episode, sides[other].episode
        if key not in found or _rank(link) > _rank(found[key]):
            found[key] = link
    top = _MARGIN * 2 + SIZE + _LABEL
    width = _MARGIN * 2 + _LABEL + _CELL * len(columns)
    height = top + _CELL * len(rows) + _MARGIN * 2 + SIZE
    told = _phrase("matrix", lang, a=_title(a, lang), b=_title(b, lang))
    sheet = Sheet(max(width, _MARGIN * 2 + WIDE * len(told)), height, told, lang)
    sheet.words(_MARGIN, _MARGIN + SIZE, told)
    left = _MARGIN + _LABEL
    for number, episode in enumerate(b.episodes):
        x = left + _CELL * number
        sheet.line(x, top, x, top + _CELL * len(rows))
        sheet.words(x + _CELL / 2, top - 4, _short(_episode(b, episode.id, lang)),
                    upright=True)  # fmt: skip
    for number, episode in enumerate(a.episodes):
        y = top + _CELL * number
        sheet.line(left, y, left + _CELL * len(columns), y)
        sheet.words(_MARGIN, y + (_CELL + SIZE) / 2 - 1, _short(_episode(a, episode.id, lang)))
    for (row, column), link in sorted(found.items()):
        accepted = link.status == Status.ACCEPTED
        says = _phrase("accepted" if accepted else "proposed", lang)
        sheet.box(
            left + _CELL * columns.index(column) + 1, top + _CELL * rows.index(row) + 1,
            _CELL - 2, _CELL - 2, _ACCEPTED if accepted else _PROPOSED,
            opacity=1 if accepted else max(0.15, link.score),
            told=f"{row} – {column}: {link.relation}, {says}, {link.score:.2f}",
        )  # fmt: skip
    _legend(sheet, height - _MARGIN, lang)
    return sheet.svg()


def _rank(link: PassageLink) -> tuple[bool, float]:
    return link.status == Status.ACCEPTED, link.score


def _legend(sheet: Sheet, y: float, lang: str) -> None:
    for number, (name, colour) in enumerate((("accepted", _ACCEPTED), ("proposed", _PROPOSED))):
        x = _MARGIN + 110 * number
        sheet.box(x, y - SIZE + 1, SIZE, SIZE, colour)
        sheet.words(x + SIZE + 6, y, _phrase(name, lang))


def names(document: Document, authority: Authority, lang: str, *, limit: int = 20) -> str:
    """Where in an account its bearers are named: a row each, a stroke a mention.

    Args:
        document: The account.
        authority: Names of the bearers.
        lang: Language of the words.
        limit: Bearers that are drawn, those named most often.
    """
    told = _phrase("names", lang, a=_title(document, lang))
    counts = Counter(m.ref for m in _resolved(document) if m.ref in authority.by_id)
    chosen = sorted(counts, key=lambda ref: (-counts[ref], ref))[:limit]
    top = _MARGIN * 2 + SIZE
    height = top + _CELL * max(1, len(chosen)) + _MARGIN
    left = _MARGIN + _LABEL
    sheet = Sheet(left + _LINE + _MARGIN, height, told, lang)
    sheet.words(_MARGIN, _MARGIN + SIZE, told)
    scale = _LINE / max(1, len(document.text.source))
    for episode in document.episodes:
        x = left + episode.start * scale
        sheet.line(x, top, x, height - _MARGIN)
    for number, ref in enumerate(chosen):
        y, entry = top + _CELL * number, authority.by_id[ref]
        label = f"{_short(_named(authority, ref, lang))} ({counts[ref]})"
        sheet.words(_MARGIN, y + (_CELL + SIZE) / 2 - 1, label)
        for mention in _resolved(document):
            if mention.ref == ref:
                form = " ".join(document.text.source[mention.start : mention.end].split())
                sheet.box(
                    left + mention.start * scale, y + 2, 2, _CELL - 4,
                    _KINDS.get(entry.kind, INK), told=form,
                )  # fmt: skip
    if not chosen:
        sheet.words(_MARGIN, top + SIZE, _phrase("none", lang))
    return sheet.svg()


def persons(
    documents: Iterable[Document], authority: Authority, lang: str, *, limit: int = 20
) -> str:
    """Who is named together with whom: a row and a column each, a box for shared episodes.

    Args:
        documents: The accounts.
        authority: Names of the persons.
        lang: Language of the words.
        limit: Persons that are drawn, those named in most episodes.
    """
    episodes: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for here in _by_episode(document, authority):
            episodes.update(here)
            together.update(combinations(sorted(here), 2))
    chosen = sorted(episodes, key=lambda ref: (-episodes[ref], ref))[:limit]
    told = _phrase("persons", lang)
    top, left = _MARGIN * 2 + SIZE + _LABEL, _MARGIN + _LABEL
    width = max(left + _CELL * len(chosen) + _MARGIN, _MARGIN * 2 + WIDE * len(told))
    sheet = Sheet(width, top + _CELL * max(1, len(chosen)) + _MARGIN, told, lang)
    sheet.words(_MARGIN, _MARGIN + SIZE, told)
    most = max([together[pair] for pair in combinations(sorted(chosen), 2)] or [1])
    for number, ref in enumerate(chosen):
        place, label = _CELL * number, _short(_named(authority, ref, lang))
        sheet.line(left, top + place, left + _CELL * len(chosen), top + place)
        sheet.line(left + place, top, left + place, top + _CELL * len(chosen))
        sheet.words(_MARGIN, top + place + (_CELL + SIZE) / 2 - 1, f"{label} ({episodes[ref]})")
        sheet.words(left + place + _CELL / 2, top - 4, label, upright=True)
        for column, other in enumerate(chosen):
            count = together[min(ref, other), max(ref, other)] if ref != other else 0
            if count:
                sheet.box(
                    left + _CELL * column + 1, top + place + 1, _CELL - 2, _CELL - 2,
                    _KINDS["person"], opacity=0.15 + 0.85 * count / max(1, most),
                    told=f"{label} – {_named(authority, other, lang)}: {count}",
                )  # fmt: skip
            elif ref == other:
                sheet.box(left + _CELL * column + 1, top + place + 1, _CELL - 2, _CELL - 2, FAINT)
    if not chosen:
        sheet.words(_MARGIN, top, _phrase("none", lang))
    return sheet.svg()


# --- Words and counts ----------------------------------------------------------------------------


def _resolved(document: Document) -> Sequence[Mention]:
    return [m for m in document.mentions if m.status == "resolved"]


def _by_episode(document: Document, authority: Authority) -> list[set[str]]:
    """The persons that each episode names beyond doubt."""
    out = []
    for episode in document.episodes:
        whole = Passage(document.text.info.id, episode.id, episode.start, episode.end)
        out.append(
            {
                m.ref
                for m in _resolved(document)
                if whole.start <= m.start < whole.end
                and m.ref in authority.by_id
                and authority.by_id[m.ref].kind == "person"
            }
        )
    return out


def _phrase(name: str, lang: str, **values: str) -> str:
    english, arabic = _PHRASES[name]
    return (arabic if lang == languages.AR else english).format(**values)


def _title(document: Document, lang: str) -> str:
    words = languages.chosen(document.text.info.title, lang)[1] or document.text.info.id
    return f"\u2068{words}\u2069"  # isolated: it may be of the other direction


def _episode(document: Document, ident: str, lang: str) -> str:
    episode = next(e for e in document.episodes if e.id == ident)
    title = languages.chosen(episode.title, lang)[1]
    return f"{ident} {title}".strip()


def _named(authority: Authority, ref: str, lang: str) -> str:
    entry = authority.by_id[ref]
    return entry.name(lang) or entry.name(languages.EN) or entry.name(languages.AR) or ref


def _short(words: str) -> str:
    return words if len(words) <= _LETTERS else words[: _LETTERS - 1].rstrip() + "…"
