"""Names in doubt put together, so that one decision settles all places that are alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fitnacorpus import judgements, refs, vocabulary
from fitnacorpus.errors import FitnaError, JudgementError
from fitnacorpus.judgements import Verdict
from fitnacorpus.model import Document, Span
from fitnacorpus.orthography import fold_key
from fitnacorpus.review.ambiguous_mentions import AmbiguousMention
from fitnacorpus.vocabulary import VerdictKind


@dataclass(frozen=True, slots=True)
class DoubtGroup:
    """A form in doubt at several places of a text, of which the same bearer is likeliest.

    Attributes:
        text: Text id.
        form: The form as it stands at its first place.
        first: Id of the first episode that has it; "" where a heading or a note has it too.
        last: Id of the last one, or "".
        places: Its places, in order; their number is what one decision gains.
        candidates: Authority ids with their mean share of certainty, best first.
    """

    text: str
    form: str
    first: str
    last: str
    places: tuple[AmbiguousMention, ...]
    candidates: tuple[tuple[str, float], ...]


def gather(
    doubts: Iterable[AmbiguousMention], documents: Mapping[str, Document]
) -> list[DoubtGroup]:
    """Groups of places, those first by which most is gained.

    Args:
        doubts: The names in doubt.
        documents: Documents by text id.
    """
    groups: dict[tuple[str, str, str], list[AmbiguousMention]] = defaultdict(list)
    for doubt in doubts:
        lang = documents[doubt.text].text.info.lang
        best = doubt.candidates[0].bearer.ref if doubt.candidates else ""
        groups[doubt.text, fold_key(doubt.form, lang, "tag"), best].append(doubt)
    out = [_group(places) for places in groups.values()]
    return sorted(out, key=lambda g: (-len(g.places), g.text, g.places[0].start))


def _group(places: Sequence[AmbiguousMention]) -> DoubtGroup:
    shares: dict[str, float] = defaultdict(float)
    for place in places:
        for one in place.candidates:
            shares[one.bearer.ref] += one.share
    means = {ref: total / len(places) for ref, total in shares.items()}
    told = [_episode(place) for place in places]
    if set(refs.RESERVED).intersection(told):
        told = [""]
    return DoubtGroup(
        places[0].text,
        places[0].form,
        told[0],
        told[-1],
        tuple(places),
        tuple(sorted(means.items(), key=lambda item: (-item[1], item[0]))),
    )


def _episode(place: AmbiguousMention) -> str:
    return refs.parse(place.ref).division if place.ref else ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides of all places of a form that are in doubt.

    Attributes:
        text: Text id.
        form: The form.
        ref: Authority id of the bearer.
        first: Id of the first episode it holds for, or "" for all.
        last: Id of the last one; "" for that one alone.
        exceptions: Refs of passages it does not hold for.
    """

    text: str
    form: str
    ref: str
    first: str = ""
    last: str = ""
    exceptions: tuple[str, ...] = ()


def verdicts(
    decision: Decision,
    doubts: Iterable[AmbiguousMention],
    document: Document,
    *,
    by: str,
    on: str,
    note: str = "",
) -> list[Verdict]:
    """One verdict for each place that a decision settles; all bear the decision as their note.

    Args:
        decision: The decision.
        doubts: The names in doubt.
        document: The text.
        by: Who decides.
        on: The day, ``YYYY-MM-DD``.
        note: The reviewer's words, if any.

    Raises:
        JudgementError: an episode or an exception is none (``bad-verdict``), or there is no doubt
            that the decision would settle (``no-doubt``).
    """
    lang = document.text.info.lang
    order = {episode.id: number for number, episode in enumerate(document.episodes)}
    first, last = (_place(i, order, decision.text) for i in (decision.first, decision.last))
    outer = [_parsed(name) for name in decision.exceptions]
    wanted = fold_key(decision.form, lang, "tag")
    settled = []
    for doubt in doubts:
        if doubt.text != decision.text or fold_key(doubt.form, lang, "tag") != wanted:
            continue
        here = order.get(_episode(doubt), -1)
        if first is not None and not first <= here <= (first if last is None else last):
            continue
        if not any(name.contains(refs.parse(doubt.ref)) for name in outer if doubt.ref):
            settled.append(doubt)
    if not settled:
        raise JudgementError(
            "no-doubt",
            f"no “{decision.form}” is in doubt there",
            where=decision.text,
            hint="See what is with: fitnacorpus names doubts",
        )
    where = f"{_episode(settled[0])}–{_episode(settled[-1])}"
    said = f"one decision on “{decision.form}” in {decision.text}:{where}"
    if decision.exceptions:
        said += f", but for {', '.join(decision.exceptions)}"
    return [
        Verdict(
            VerdictKind.MENTION,
            vocabulary.Decision.ACCEPT,
            judgements.target(doubt.text, document.text.source, Span(doubt.start, doubt.end)),
            by,
            on,
            ref=decision.ref,
            note=f"{note} ({said})" if note else said,
        )
        for doubt in settled
    ]


def _place(episode: str, order: Mapping[str, int], text: str) -> int | None:
    if episode and episode not in order:
        raise JudgementError(
            "bad-verdict",
            f"there is no episode '{episode}' in '{text}'",
            hint="Name episodes by their ids, such as e3-e5",
        )
    return order[episode] if episode else None


def _parsed(name: str) -> refs.Ref:
    try:
        return refs.parse(name)
    except FitnaError as error:
        raise JudgementError("bad-verdict", error.what, where=name, hint=error.hint) from None
