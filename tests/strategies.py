"""Hypothesis strategies for the nouns of the corpus, and helpers to build them by hand."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from fitnacorpus import ingest, segment
from fitnacorpus.align.account import Account
from fitnacorpus.align.words import Words
from fitnacorpus.anchors import Anchor
from fitnacorpus.errors import SourceError
from fitnacorpus.judgements import FACETS, RELATIONS, TYPES, Target, Verdict
from fitnacorpus.model import (
    Alignment,
    Candidate,
    Correction,
    DateExpression,
    Document,
    Episode,
    Honorific,
    Measure,
    Mention,
    Milestone,
    Number,
    Paragraph,
    PartSpan,
    Passage,
    PassageLink,
    Reading,
    Region,
    RegionKind,
    Span,
    SpanAnnotation,
    Telling,
    Text,
    TextInfo,
    TextualState,
    Token,
    Transcript,
    Unmodelled,
)
from fitnacorpus.orthography.intervals import PRECISIONS, proleptic
from fitnacorpus.refs import RESERVED, Ref, is_text_id
from fitnacorpus.segment import Start
from fitnacorpus.tei import annotation_elements, inline, layers, mapping

# The machine may be busy: how long an example takes says nothing.

REPOSITORY = Path(__file__).resolve().parents[1]
SEEDS = REPOSITORY / "seeds"
SHARED = REPOSITORY.parent / "shared"

# --- Characters ----------------------------------------------------------------------------------

XML_CHARACTERS = st.one_of(
    st.sampled_from("\t\n\r "),
    st.characters(min_codepoint=0x20, max_codepoint=0xFFFD, exclude_categories=["Cs"]),
    st.characters(min_codepoint=0x10000),
)
"""Every character that XML 1.0 allows."""

WORDS = st.one_of(
    st.sampled_from(
        [
            "Malik", "al-Ashtar", "'Amr", "b.", "C. E.", "657", "AT&T", "<p>", "]]>", "&amp;",
            'a "true"', "“true”", "Muʿāwiya", "e\u0301", "𐎀𐎁", "👩‍👩‍👧", "مالك", "الأشتر", "عليّاً",
            "(عليه", "السَّلام)", "بـسـر", "٣٠", "و", "\u200f", "\u00a0", "\u2028", "*a*", "**b**",
            "[c](#)", "''d''", "[[e|f]]", "x", "-",
        ]
    ),
    st.text(st.sampled_from("abcdeABCDEابتثجحخ𐎀😀'\"<>&،"), min_size=1, max_size=8),
)  # fmt: skip
"""Words in both scripts, with astral characters, notation, and what XML must escape."""

BREAKS = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n \n", "  \n", "\n\t"])


@st.composite
def lines(draw):
    """One line of a source: running text, or any of the notations a reader knows."""
    words = " ".join(draw(st.lists(WORDS, min_size=1, max_size=6)))
    shape = draw(st.sampled_from(_SHAPES))
    return shape.format(words)


_SHAPES = [
    *["{0}.", "{0}. {0}! X {0}?", "ق {0}؟ {0}…", "{0}"],
    *["## {0}", "### ***{0}*** ##", "== {0} ==", "= {0} =", "**{0}**"],
    *["*******", "- {0}", "ـ {0}؟", "— {0}.", "{0}:", "Infobox", "- Key: {0}", "* Key = {0}"],
    *["[View](#)", "Source : {0}", "== See also ==", "== Life =="],
]

_RUNNING_TEXT = "Muʿāwiya wrote to ʿAmr. He went 𐎀 to Egypt & took it."


@st.composite
def sources(draw):
    """A source as a reader meets it; there is running text in it."""
    out = [draw(st.sampled_from(["", "", "\n", " \r\n", "\u00a0"]))]
    before = draw(st.lists(lines(), max_size=5))
    after = draw(st.lists(lines(), max_size=6))
    for line in [*before, _RUNNING_TEXT, *after]:
        out += [line, draw(BREAKS)]
    if draw(st.booleans()):
        out.pop()
    return "".join(out)


# --- Ids and refs --------------------------------------------------------------------------------


def ids():
    return st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True).filter(is_text_id)


def episode_ids():
    return ids().filter(lambda value: value not in RESERVED)


@st.composite
def refs(draw):
    text = draw(ids())
    if draw(st.booleans()):
        return Ref(text)
    division = draw(ids() | st.sampled_from(RESERVED))
    paragraph = draw(st.integers(0, 200))
    sentence = draw(st.integers(0, 200)) if paragraph else 0
    return Ref(text, division, paragraph, sentence)


def one_line(max_size=20):
    """Words without line breaks, as they stand in titles and notes."""
    return st.text(
        st.sampled_from("abcABC ابت<>&'\"’ʿ😀-:;,") | st.characters(categories=["L", "P", "N"]),
        min_size=1,
        max_size=max_size,
    )


# --- Texts and documents -------------------------------------------------------------------------


def info(source="", **values):
    """The description of a text nobody has described."""
    digest = hashlib.sha256(source.encode()).hexdigest()
    given = {"id": "some-text", "lang": "en", "file": "some-text.txt", "encoding": "utf-8"}
    return TextInfo(**{**given, "sha256": digest, **values})


def text_of(source, *, reader="", **values):
    """A text read from a source."""
    return ingest.read(source, info(source, **values), reader=reader)


@st.composite
def infos(draw, source=""):
    title = draw(st.dictionaries(st.sampled_from(["ar", "en", "ar-Latn"]), one_line(), max_size=2))
    made = info(
        source,
        id=draw(ids()),
        lang=draw(st.sampled_from(["ar", "en", "ar-Latn"])),
        title=title,
        public=draw(st.booleans()),
    )
    optional = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "original": one_line(),
                "work": one_line(),
                "author": one_line(),
                "author_died": st.sampled_from(["456 AH", "1063"]),
                "tradition": one_line(),
                "translation_of": ids(),
                "derived_from": ids(),
                "rights": one_line(),
                "extent": one_line(),
                "editor": one_line(),
                "publisher": one_line(),
                "place": one_line(),
                "year": one_line(),
            },
        )
    )
    return replace(made, **optional)


@st.composite
def texts(draw):
    source = draw(sources())
    about = draw(infos(source))
    reader = draw(st.sampled_from(["", "plain"]))
    try:
        return ingest.read(source, about, reader=reader)
    except SourceError:  # a closing section has swallowed all running text
        return ingest.read(source, about, reader="plain")


def openings(text):
    """Where an episode has to begin: at the first sentence after every heading or table of facts.

    Worked out from the regions alone.
    """
    out, divided = [], True
    for region in text.regions:
        if region.kind in (RegionKind.HEADING, RegionKind.INFOBOX):
            divided = True
        elif region.kind in (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.VERSE):
            if divided:
                out.append(region.start)
            divided = False
    return out


@st.composite
def starts(draw, text):
    """Starts of episodes that a text allows."""
    sentences = [s.start for _, parts in segment.paragraphs(text) for s in parts]
    chosen = set(openings(text))
    if sentences:
        chosen |= draw(st.sets(st.sampled_from(sentences)))
    out = []
    for number, offset in enumerate(sorted(chosen), start=1):
        title = draw(st.dictionaries(st.sampled_from(["ar", "en"]), one_line(), max_size=2))
        out.append(Start(f"e{number}", offset, title, draw(st.just("") | ids())))
    return out


@st.composite
def rich_texts(draw):
    """Texts in which some paragraphs are verse or notes, as richer sources bring them."""
    text = draw(texts())
    kinds = [RegionKind.PARAGRAPH, RegionKind.PARAGRAPH, RegionKind.VERSE, RegionKind.NOTE]
    regions = []
    for region in text.regions:
        kind = draw(st.sampled_from(kinds)) if region.kind is RegionKind.PARAGRAPH else region.kind
        if kind is RegionKind.NOTE and len(regions) + 1 == len(text.regions):
            kind = RegionKind.PARAGRAPH
        level = draw(st.integers(0, 1)) if kind is RegionKind.VERSE else region.level
        place = draw(st.sampled_from(["", "foot"])) if kind is RegionKind.NOTE else ""
        regions.append(replace(region, kind=kind, level=level, place=place))
    running = (RegionKind.PARAGRAPH, RegionKind.DIALOGUE, RegionKind.VERSE)
    if not any(region.kind in running for region in regions):
        return text
    return replace(text, transcript=replace(text.transcript, regions=tuple(regions)))


@st.composite
def documents(draw):
    text = draw(rich_texts())
    # What a reader delivers stands in the layers of a document, and no longer in its transcript.
    text = replace(text, transcript=Transcript(text.source, text.regions))
    bare = Document(text, segment.episodes(text, draw(starts(text))))
    held = layers.notation(bare)
    lines = layers.line_spans(bare)

    def pick(limit, frames, longest=20):
        """Spans that cross nothing that is there already."""
        found = []
        for _ in range(draw(st.integers(0, limit))):
            frame = draw(st.sampled_from(frames))
            start = draw(st.integers(frame.start, frame.end - 1))
            span = Span(start, draw(st.integers(start + 1, min(frame.end, start + longest))))
            if span not in held and not inline.crossing([*held, span]):
                held.append(span)
                found.append(span)
        return sorted(found, key=lambda s: (s.start, -s.end))

    long = draw(long_stretches(lines, held))
    states = draw(textual_states(lines, held))
    apart = []
    for span in pick(6, lines):
        if not any(span.overlaps(other) for other in apart):
            apart.append(span)
    named = [draw(mentions(span)) for span in apart]
    for index, mention in enumerate(named):
        parts = [Span(part.start, part.end) for part in mention.parts]
        if inline.crossing([*held, *parts]) or {*parts} & {*held} - {apart[index]}:
            named[index] = replace(mention, parts=())
        else:
            held += parts
    places = st.integers(0, len(text.source))
    over = [Span(*sorted((draw(places), draw(places)))) for _ in range(draw(st.integers(0, 2)))]
    over = [s for s in over if s.start == s.end or not any(x.contains(s) for x in lines)]
    said = [*long, *(draw(stretches(s)) for s in pick(3, lines))]
    # TEI lets no speech and no quotation stand in a date.
    quoted = [
        piece
        for s in said
        if s.kind in ("speech", "quotation", "quran", "hadith")
        for piece in layers.pieces(Span(s.start, s.end), lines)
    ]
    dated = [s for s in pick(2, lines) if not any(s.contains(q) for q in quoted)]
    readings_at = {*pick(2, lines), *over}
    return replace(
        bare,
        mentions=tuple(named),
        honorifics=tuple(Honorific(*s, draw(_FORMULAE)) for s in pick(2, lines)),
        numbers=tuple(draw(numbers(s)) for s in pick(2, lines)),
        measures=tuple(draw(measures(s)) for s in pick(1, lines)),
        dates=tuple(draw(dates(s)) for s in dated),
        corrections=tuple(draw(corrections(s)) for s in pick(3, lines)),
        span_annotations=tuple(sorted(said, key=annotation_elements.stretch_order)),
        milestones=tuple(sorted(draw(st.lists(milestones(places), max_size=4)))),
        readings=tuple(
            reading
            for span in sorted(readings_at, key=lambda s: (s.start, -s.end))
            for reading in draw(st.lists(readings(span), min_size=1, max_size=2))
        ),
        unmodelled=tuple(draw(st.lists(_LEFTOVERS, max_size=2))),
        states=states,
        tokens=tuple(draw(tokens(lines))),
    )


# The words of a gap are the mark that its reader puts there, so that no notation stands in it: it
# has cases of its own (``tei_readings.tsv``).
_STATES = ["unclear", "supplied", "added", "damage", "surplus", "sic", "orig", "abbr"]
_REASONS = st.sampled_from(["", "illegible", "lost faded"])


@st.composite
def tokens(draw, lines):
    """Words with what the source says of them, apart and each in one line, wherever they fall."""
    out = []
    for line in lines:
        at = line.start
        while at < line.end and draw(st.booleans()):
            start = draw(st.integers(at, line.end - 1))
            at = draw(st.integers(start + 1, min(line.end, start + 12)))
            said = st.sampled_from(["", "come", 'a "b" & c', "علي"])
            values = [draw(said) for _ in range(4)]
            out.append(Token(start, at, *(values if any(values) else ["x", "", "", ""])))
    return out


@st.composite
def textual_states(draw, lines, held):
    """States of words in a line or over several, and deletions; what they occupy is held."""
    out = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from([*_STATES, "deleted"]))
        first = draw(st.sampled_from(lines))
        many = kind in ("unclear", "supplied", "damage", "surplus", "added")
        last = draw(st.sampled_from([x for x in lines if x >= first])) if many else first
        start = draw(st.integers(first.start, first.end - 1))
        words, reason = draw(one_line()), draw(_REASONS)
        if kind == "damage":  # its agent is one word
            reason = reason.partition(" ")[0]
        if kind == "deleted":
            out.append(TextualState(start, start, kind, words, reason))
            continue
        end = draw(st.integers(max(last.start, start) + 1, last.end))
        parts = layers.pieces(Span(start, end), lines)
        if inline.crossing([*held, *parts]) or {*parts} & {*held}:
            continue
        held += parts
        marked = kind in mapping.OTHERS and draw(st.booleans())  # and nothing beside it
        beside = not marked and (kind in mapping.OTHERS or (kind == "added" and len(parts) == 1))
        out.append(
            TextualState(
                start, end, kind, words if beside else "",
                "" if kind in mapping.OTHERS else reason,
                "",
                draw(st.sampled_from(["", "high", "low"])),
            )
        )  # fmt: skip
    return tuple(sorted(out, key=annotation_elements.state_order))


@st.composite
def long_stretches(draw, lines, held):
    """Stretches that run from one line into another, and what they occupy in each."""
    out = []
    for _ in range(draw(st.integers(0, 2))):
        first, last = sorted((draw(st.sampled_from(lines)), draw(st.sampled_from(lines))))
        start = draw(st.integers(first.start, first.end - 1))
        end = draw(st.integers(last.start + 1, last.end))
        if end <= start:
            continue
        found = replace_span(draw(stretches(Span(start, end))), start, end)
        parts = layers.pieces(Span(start, end), lines)
        if not inline.crossing([*held, *parts]) and not {*parts} & {*held}:
            held += parts
            out.append(found)
    return out


def replace_span(item, start, end):
    """The same item on another span."""
    return item._replace(start=start, end=end)


_LEFTOVERS = st.builds(
    Unmodelled, one_line().filter(str.strip), st.integers(1, 999), st.integers(1, 99)
)
_SOURCES = st.sampled_from(["", "Q 2:255", "Q 2:255-257", "https://example.org/a#b", "Bukhari 12"])


@st.composite
def stretches(draw, span):
    kind = draw(st.sampled_from(sorted(set(mapping.STRETCHES) - {"mark"})))
    quoted = kind in ("quran", "hadith", "quotation", "poem", "letter")
    source = draw(_SOURCES) if quoted else draw(st.sampled_from(["", "foot"]))
    if kind == "speech":
        source = draw(st.sampled_from(["", "malik", "#he", "https://example.org/a#b"]))
    resp = draw(st.sampled_from(["source", "program", *(["editor"] * quoted)]))
    return SpanAnnotation(
        *span,
        kind,
        lang=draw(st.sampled_from(["", "ar", "und-Latn"])),
        source=source if quoted or kind in ("note", "speech") else "",
        resp=resp,
        note=draw(st.just("") | one_line()) if resp == "editor" else "",
    )


def milestones(places):
    unit = st.sampled_from(["page", "volume", "line", "folio"])
    return st.builds(Milestone, places, unit, st.sampled_from(["", "1", "12b", "٣"]))


def readings(span):
    witness = st.sampled_from(["", "A", "م", "B<1>"])
    return st.builds(Reading, st.just(span.start), st.just(span.end), st.just("") | one_line(),
                     witness)  # fmt: skip


@st.composite
def measures(draw, span):
    plain = draw(numbers(span))
    unit, commodity = draw(st.sampled_from([("mile", ""), ("", "men"), ("dirham", "silver")]))
    return Measure(*span, plain.value, unit, commodity, plain.upper, plain.more)


_FORMULAE = st.sampled_from(["tasliya", "tasliya-family", "taslim", "tardiya"])
_CERTAINTIES = st.integers(1, 99).map(lambda n: n / 100)


@st.composite
def mentions(draw, span):
    bearers = draw(st.lists(ids(), max_size=3, unique=True))
    certain = len(bearers) == 1 and draw(st.booleans())
    candidates = tuple(Candidate(b, 1.0 if certain else draw(_CERTAINTIES)) for b in bearers)
    parts = []
    if draw(st.booleans()):
        middle = draw(st.integers(span.start, span.end))
        for start, end in ((span.start, middle), (middle, span.end)):
            if start < end and draw(st.booleans()):
                parts.append(PartSpan(start, end, draw(_PARTS)))
    return Mention(
        *span,
        kind=draw(st.sampled_from(["person", "place", "group", "event", ""])),
        type=draw(st.sampled_from(["name", "title"])),
        candidates=candidates,
        resp=draw(st.sampled_from(["program", "source", "r-anna"])),
        why=draw(
            st.sampled_from(["form", "context", "verdict"] if bearers else ["none", "source"])
        ),
        key=draw(st.just("") | one_line()),
        parts=tuple(parts),
    )


_PARTS = st.sampled_from(["ism", "kunya", "nasab", "laqab", "nisba"])


@st.composite
def numbers(draw, span):
    value = draw(st.integers(0, 10**6))
    if draw(st.booleans()):
        return Number(*span, value, more=draw(st.booleans()))
    return Number(*span, value, upper=value + draw(st.integers(1, 100)))


@st.composite
def dates(draw, span):
    year = f"{draw(st.integers(1, 999)):04}"
    whole = {"not_before": f"{year}-01-01", "not_after": f"{year}-12-31"}
    kinds = ["year", "month", "day", "range", "circa", "iso", "open", "given"]
    shape = draw(st.sampled_from(kinds))
    if shape == "iso":
        written = draw(st.sampled_from([f"{year}-09", f"{year}-09-01"]))
        low, high = proleptic(written)
        return DateExpression(*span, "gregorian", written, low, high, "", PRECISIONS[len(written)])
    if shape == "open":
        precision = draw(st.sampled_from(["range", "between"]))
        calendar = draw(st.sampled_from(["gregorian", "hijri"])) if precision == "range" else ""
        if draw(st.booleans()):
            ends = {"custom": year, "not_before": whole["not_before"], "not_after": ""}
        else:
            ends = {"custom": "", "not_before": "", "not_after": whole["not_after"]}
            ends["custom_end"] = year
        return DateExpression(*span, calendar or "gregorian", **ends, precision=precision)
    if shape == "given":
        return DateExpression(*span, "hijri", f"{year}-09", **whole, precision="given")
    if shape == "year":
        return DateExpression(*span, "gregorian", year, **whole, precision="year")
    if shape == "month":
        return DateExpression(*span, "hijri", f"{year}-09", **whole, precision="month")
    if shape == "day":
        return DateExpression(*span, "hijri", f"{year}-09-01", **whole, precision="exact")
    if shape == "circa":
        return DateExpression(*span, "gregorian", year, **whole, precision="circa")
    return DateExpression(*span, "hijri", year, **whole, custom_end=year, precision="range")


@st.composite
def corrections(draw, span):
    corr, note = draw(st.just("") | one_line()), draw(st.just("") | one_line())
    if corr and draw(st.booleans()):
        return Correction(*span, "", note, reg=corr)
    return Correction(*span, corr, note if corr or note else "a slip")


# --- Verdicts ------------------------------------------------------------------------------------


def anchors():
    words = one_line(40)
    return st.builds(
        Anchor,
        quote=words,
        prefix=st.just("") | words,
        suffix=st.just("") | words,
        at=st.integers(0, 10**6),
        until=st.just("") | words,
    )


_DAYS = st.dates().map(str).filter(lambda day: day >= "1000")


@st.composite
def verdicts(draw):
    kind = draw(st.sampled_from(["link", "mention", "absence"]))
    verdict = draw(st.sampled_from(["accept", "reject"]))
    targets = st.builds(Target, ids(), anchors())
    several = st.lists(ids(), max_size=3, unique=True).map(tuple)
    is_link = kind == "link"
    return Verdict(
        kind,
        verdict,
        draw(targets),
        draw(one_line().filter(str.strip)),
        draw(_DAYS),
        b=draw(targets) if is_link else None,
        relation=draw(st.sampled_from(RELATIONS)) if is_link and verdict == "accept" else "",
        differs=draw(st.lists(st.sampled_from(FACETS), unique=True).map(tuple)) if is_link else (),
        event=draw(st.just("") | ids()) if is_link else "",
        ref=draw(ids()) if kind == "mention" and verdict == "accept" else "",
        texts=(draw(ids()), *draw(several)) if kind == "absence" else (),
        note=draw(st.just("") | one_line()),
        supersedes=draw(st.lists(st.from_regex(r"[0-9a-f]{16}", fullmatch=True)).map(tuple)),
        type=draw(st.sampled_from(["", *TYPES]))
        if (kind, verdict) == ("mention", "accept")
        else "",
    )


# --- Alignments ----------------------------------------------------------------------------------


@st.composite
def alignments(draw, passages):
    """Links and tellings between the given passages.

    Args:
        draw: Given by Hypothesis.
        passages: Passages to choose from.
    """
    event = draw(st.just("") | ids())
    chosen = st.sampled_from(passages)
    words = one_line().map(str.strip).filter(lambda w: w and ";" not in w)
    links = st.builds(
        PassageLink,
        a=chosen,
        b=chosen,
        score=st.integers(0, 100).map(lambda n: n / 100),
        relation=st.sampled_from(RELATIONS),
        differs=st.lists(st.sampled_from(FACETS), unique=True, max_size=3).map(tuple),
        event=st.just(event),
        evidence=st.lists(words, max_size=3).map(tuple),
        status=st.sampled_from(["proposed", "accepted", "rejected"]),
        resp=st.sampled_from(["program", "editor", "r-anna"]),
        note=st.just("") | words,
    )
    telling = st.builds(
        Telling,
        passage=chosen,
        event=st.just(event),
        how=st.sampled_from(["tells", "summarises", "mentions"]),
        resp=st.sampled_from(["program", "editor"]),
    )
    absent = st.builds(
        Telling,
        passage=ids().map(lambda text: Passage(text, "", 0, 0)),
        event=st.just(event),
        how=st.just("absent"),
        resp=st.just("program"),
    )
    alone = st.builds(
        Telling,
        passage=chosen,
        event=st.just(""),
        how=st.just("noCounterpart"),
        resp=st.just("r-anna"),
        searched=st.lists(ids(), min_size=1, max_size=3).map(tuple),
    )
    return Alignment(
        event,
        tuple(draw(st.lists(links, max_size=4))),
        tuple(draw(st.lists(telling | absent | alone, min_size=1, max_size=4))),
    )


# --- Accounts to align ---------------------------------------------------------------------------


def account(rows, names=None):
    """An account of given vectors, each passage one sentence, without words of its own."""
    rows = np.asarray(rows, dtype=np.float32)
    count = len(rows)
    no_words = (np.zeros(0, np.int64),) * count
    words = Words(np.zeros((0, 1), np.float32), np.zeros(0, np.float32), no_words)
    none = (frozenset(),) * count
    starts = tuple(range(count))
    return Account(("x",) * count, rows, rows, starts, words, tuple(names or none), none, none)


def document_of_lines(ident, lang, source, corrections=()):
    """A text of one episode, each line a paragraph of one sentence."""
    regions, paragraphs, at = [], [], 0
    for line in source.split("\n"):
        span = Span(at, at + len(line))
        regions.append(Region(RegionKind.PARAGRAPH, span, min(span.end + 1, len(source))))
        paragraphs.append(Paragraph(*span, (span,)))
        at = span.end + 1
    info = TextInfo(ident, lang, f"{ident}.txt", "", "utf-8")
    return Document(
        Text(info, Transcript(source, tuple(regions))),
        (Episode("e1", tuple(paragraphs)),),
        corrections=tuple(corrections),
    )
