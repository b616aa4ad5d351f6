"""What a reader may take home: TEI as built, and tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fitnacorpus.model import Passage
from fitnacorpus.orthography.bilingual import on_one_line
from fitnacorpus.reader.cards import Shelf
from fitnacorpus.reader.view import View
from fitnacorpus.refs import Ref
from fitnacorpus.tables import table

Sources = Mapping[str, Callable[[], bytes]]
"""Files of the corpus that are offered as they stand: path to what gives their bytes."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The page of downloads.

    Attributes:
        texts: Text id, title, statement of rights, whether it is withheld, how to cite it.
        alignments: Name and path of each file of links.
        authority: Whether there is an authority.
    """

    texts: tuple[tuple[str, str, str, bool, str], ...]
    alignments: tuple[tuple[str, str], ...]


def listing(view: View, shelf: Shelf) -> Listing:
    """What the page of downloads shows."""
    s, w = view.settings, shelf.wording
    return Listing(
        tuple(
            (
                d.text.info.id,
                shelf.text_title(d.text.info.id),
                w.said(d.text.info.rights),
                d.text.info.id in view.withheld,
                w(
                    "cite text", text=shelf.text_title(d.text.info.id), ref=d.text.info.id,
                    edition=w.edition(s),
                ),
            )
            for d in view.texts
        ),
        tuple(
            (
                w.name(view.authority.by_id[a.event])
                if a.event in view.authority.by_id
                else a.event or "unassigned",
                f"data/alignments/{a.event or 'unassigned'}.xml",
            )
            for a in view.alignments
        ),
    )  # fmt: skip


def files(view: View, sources: Sources) -> dict[str, Callable[[], bytes]]:
    """Everything under ``data/``: the sources offered, without those that are withheld.

    A text that was renamed lies under its former ids too.
    """
    withheld = {_path(text) for text in view.withheld}
    out = {path: make for path, make in sources.items() if path not in withheld}
    for old, text in view.heirs.texts.items():
        if (present := out.get(_path(text))) is not None:
            out.setdefault(_path(old), present)
    out["data/names.tsv"] = lambda: _names(view)
    out["data/links.tsv"] = lambda: _links(view)
    return out


def _path(text: str) -> str:
    return f"data/tei/texts/{text}.xml"


def _table(rows: list[tuple[object, ...]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n").writerows(
        [table.neutral(str(cell)) for cell in row] for row in rows
    )
    return buffer.getvalue().encode()


def _names(view: View) -> bytes:
    rows: list[tuple[object, ...]] = [("id", "kind", "form", "lang", "type", "source", "mentions")]
    for e in view.authority.entries:
        count = len(view.places.get(e.id, ()))
        rows += [(e.id, e.kind, f.text, f.lang, f.type, " ".join(f.source), count) for f in e.forms]
    return _table(rows)


def _links(view: View) -> bytes:
    rows: list[tuple[object, ...]] = [
        ("a", "a_start", "a_end", "b", "b_start", "b_end", "relation", "differs", "event",
         "status", "score", "by", "note")
    ]  # fmt: skip
    for x in view.links:
        rows.append(
            (
                _ref(x.a), x.a.start, x.a.end, _ref(x.b), x.b.start, x.b.end, x.relation,
                " ".join(x.differs), x.event, x.status, f"{x.score:.2f}",
                "program" if x.resp == "program" else view.respondent(x.resp), on_one_line(x.note),
            )
        )  # fmt: skip
    return _table(rows)


def _ref(passage: Passage) -> str:
    return str(Ref(passage.text, passage.episode))
