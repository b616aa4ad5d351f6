"""A parallel as a card: the other passage, and in words how it stands to this one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from fitnacorpus import languages, reading
from fitnacorpus.model import Document, Mention, Passage, PassageLink, Span
from fitnacorpus.reader.correspondence import Correspondence
from fitnacorpus.reader.extras import Extras
from fitnacorpus.reader.prose import Prose, is_rtl
from fitnacorpus.reader.reasons import Reason, Reasons
from fitnacorpus.reader.view import Parallel, View, unsure
from fitnacorpus.reader.wording import Wording
from fitnacorpus.refs import Ref

_QUOTED = 5
"""Words at either end of a passage by which a part of an episode is pointed out."""


@dataclass(frozen=True, slots=True)
class Card:
    """One parallel of an episode, ready to be shown.

    Attributes:
        link: The link.
        a: First passage of the link, as `address` writes it.
        b: Second passage.
        text: Text id of the other passage.
        episode: Episode id of the other passage.
        source: Title of the other text.
        title: Title of the other episode.
        lang: BCP 47 tag of the other text.
        rtl: Whether it runs from right to left.
        language: Its name.
        ref: Ref of the other passage.
        words: The other passage; None where its words are withheld.
        here: Quotation of the part of this episode that is meant; "" for the whole.
        relation: In words.
        state: In words.
        status: "proposed" or "accepted".
        facets: On what they differ, in words; "" where they agree.
        evidence: Reasons of the program.
        note: A reviewer's words.
        event: Id of the event, or "".
        weak: Whether to fold it away.
        extra: What a served card has besides.
        key: Short name of the link, which its sentences carry too.
        place: Address of the words, from the root of the tree.
        part: Address of the script that holds the other text.
    """

    link: PassageLink
    a: str
    b: str
    text: str
    episode: str
    source: str
    title: str
    lang: str
    rtl: bool
    language: str
    ref: str
    words: Markup | None
    here: str
    relation: str
    state: str
    status: str
    facets: str
    evidence: tuple[Reason, ...]
    note: str
    event: str
    weak: bool
    extra: Markup
    key: str
    place: str
    part: str


class Shelf:
    """The words of all texts, each passage rendered once.

    Args:
        view: The corpus.
        wording: The language in which doubtful names are explained.
        other: The shelf of the other language: a text without such names is the same on both.
        extras: What the pages have besides.
        correspondence: The linked sentences; the same for both languages.
    """

    def __init__(
        self,
        view: View,
        wording: Wording,
        other: Shelf | None = None,
        extras: Extras | None = None,
        correspondence: Correspondence | None = None,
    ) -> None:
        self.view = view
        self.correspondence = correspondence or Correspondence(view)
        self.wording = wording
        self.reasons = Reasons(view.authority, wording)
        self._other = other
        self.extras = extras or Extras()
        self._prose: dict[str, Prose] = {}
        self._passages: dict[Passage, Markup] = {}

    def prose(self, document: Document) -> Prose:
        """The prose of a document."""
        if self._other and document.text.info.id not in self.view.doubtful:
            return self._other.prose(document)
        key = document.text.info.id
        if key not in self._prose:
            self._prose[key] = Prose(
                document,
                self._describe,
                self.correspondence.sentences(key),
                self.correspondence.differences(key),
                partial(self.view.place, key),
            )
        return self._prose[key]

    def _describe(self, mention: Mention) -> str:
        if not mention.candidates:
            return self.wording("unresolved")
        if len(mention.candidates) == 1:
            share = f"{mention.candidates[0].cert:.2f}"
            return self.wording("sure", share=share) if unsure(mention) else ""
        entries = self.view.authority.by_id
        names = [
            f"{self.wording.name(entries[c.ref])} ({c.cert:.2f})"
            for c in mention.candidates
            if c.ref in entries
        ]
        return self.wording("ambiguous", names=self.wording.join(names))

    def passage(self, passage: Passage) -> Markup | None:
        """The words of a passage; None where they are withheld."""
        if passage.text in self.view.withheld:
            return None
        if self._other and passage.text not in self.view.doubtful:
            return self._other.passage(passage)
        if passage not in self._passages:
            document = self.view.by_id[passage.text]
            self._passages[passage] = self.prose(document).passage(passage)
        return self._passages[passage]

    def text_title(self, text: str) -> str:
        """The title of a text in the language of the interface."""
        return self.wording.title(self.view.by_id[text].text.info.title, text)

    def episode_title(self, text: str, episode: str) -> str:
        """The title of an episode, failing that its ref."""
        titles = self.view.episodes[text, episode].title
        return self.wording.title(titles, str(Ref(text, episode)))

    def is_rtl(self, text: str) -> bool:
        """Whether a text runs from right to left."""
        return is_rtl(self.view.by_id[text].text.info.lang)

    def language(self, text: str) -> str:
        """The name of a text's language."""
        lang = self.view.language(text)
        return self.wording(f"lang {lang}") if lang in (languages.AR, languages.EN) else lang

    def part(self, passage: Passage) -> str:
        """The first and last words of a part of an episode; "" for the whole or the withheld."""
        episode = self.view.episodes[passage.text, passage.episode]
        if (passage.start, passage.end) == (episode.start, episode.end):
            return ""
        if passage.text in self.view.withheld:
            return ""
        span = Span(passage.start, passage.end)
        words = reading.near(self.view.by_id[passage.text], span).read(span).split()
        if len(words) <= 2 * _QUOTED:
            return " ".join(words)
        return f"{' '.join(words[:_QUOTED])} … {' '.join(words[-_QUOTED:])}"

    def card(self, parallel: Parallel) -> Card:
        """A parallel as a card."""
        w, link, there = self.wording, parallel.link, parallel.there
        who = w.who(self.view.respondent(link.resp))
        if link.status == "accepted":
            state = w("accepted", who=who)
            if link.score < 1 and link.resp != "editor":
                state = w.join([state, w("sure", share=f"{link.score:.2f}")])
        else:
            state = w("proposed", score=f"{link.score:.2f}")
        info = self.view.by_id[there.text].text.info
        first, _ = self.ends(there)
        return Card(
            link=link,
            a=address(link.a),
            b=address(link.b),
            text=there.text,
            episode=there.episode,
            source=self.text_title(there.text),
            title=self.episode_title(there.text, there.episode),
            lang=info.lang,
            rtl=is_rtl(info.lang),
            language=self.language(there.text),
            ref=str(Ref(there.text, there.episode)),
            words=self.passage(there),
            here=self.part(parallel.here),
            relation=w(link.relation),
            state=state,
            status=link.status,
            facets=self.facets(link),
            evidence=tuple(self.reasons.of(reason) for reason in link.evidence),
            note=w.said(link.note),
            event=link.event,
            weak=parallel.weak,
            extra=self.extras.on_link(w, parallel),
            key=self.correspondence.key(link),
            place=self.address(there),
            part=companion(w.lang, there.text, self.view.paging[there.text].page(first)),
        )

    def address(self, passage: Passage) -> str:
        """Where the words of a passage stand, from the root of the tree."""
        return self.view.stretch(passage.text, *self.ends(passage))

    def ends(self, passage: Passage) -> tuple[str, str]:
        """The fragments of the first and the last sentence of a passage."""
        episode = self.view.episodes[passage.text, passage.episode]
        inside = [
            f"{episode.id}.p{number}.s{index}"
            for number, paragraph in enumerate(episode.paragraphs, start=1)
            for index, s in enumerate(paragraph.sentences, start=1)
            if s.start < passage.end and passage.start < s.end
        ] or [episode.id]
        return inside[0], inside[-1]

    def facets(self, link: PassageLink) -> str:
        """On what the passages of a link differ, as a sentence; "" where they agree."""
        w = self.wording
        if not link.differs:
            return ""
        a, b = self.text_title(link.a.text), self.text_title(link.b.text)
        return w("differ sentence", a=a, b=b, what=w.join([w(f"say {f}") for f in link.differs]))


def companion(lang: str, text: str, page: int) -> str:
    """The script that holds the episodes of a page of a text, to be read beside another."""
    return f"static/read/{lang}/{text}.{page}.js"


def address(passage: Passage) -> str:
    """A passage as one word: ref, a comma, first code point, hyphen, end."""
    return f"{passage.text}:{passage.episode},{passage.start}-{passage.end}"
