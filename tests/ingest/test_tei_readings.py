"""What foreign TEI is read as: one table, from the Guidelines' chapters on transcription, names,
verse, drama, dates and linking."""

import re

import pytest

import strategies as make
from fitnacorpus.ingest import tei
from fitnacorpus.ingest.unmodelled import changes_sense
from fitnacorpus.model import RegionKind, Transcript
from ingest.test_tei import document

ROWS = [
    line.split("\t")
    for line in (make.REPOSITORY / "tests/cases/tei_readings.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
UNMARKED = (RegionKind.BLANK,)


def marked(found: Transcript) -> list[str]:
    """Everything that a transcript marks, each thing on a line."""

    def words(item):
        return found.source[item.start : item.end]

    def told(*reasons):
        given = ", ".join(filter(None, reasons))
        return f" ({given})" if given else ""

    def here(at):
        """The block that begins at a place."""
        return next(words(r.body) for r in found.regions if r.body.end > at)

    out = [f"stanza {words(r.body)}" for r in found.regions if r.level and r.kind == "verse"]
    for s in found.states:
        if s.kind == "deleted":
            out.append(f"deleted={s.words.strip()}")
        else:
            other = f"<{s.words}>" if s.words else ""
            out.append(f"{s.kind} {words(s)}{other}{told(s.reason, s.extent, s.cert)}")
    for s in found.span_annotations:
        source = told(s.source) if s.kind in ("speech", "mark", "quran") else ""
        out.append(f"{s.kind}{'@' if s.lang else ''}{s.lang} {words(s)}{source}")
    out += [f"unread {found.source[m.start : m.end]}" for r in found.regions for m in r.markup]
    out += [f"warned {u.what}" for u in found.unmodelled if changes_sense(u)]
    out += [f"reading {words(r)}={r.text}" for r in found.readings]
    out += [f"{m.unit} {here(m.at)}={m.n}" for m in found.milestones]
    out += [f"s {words(s)}" for s in found.sentences]
    out += [f"date {words(d)} {d.calendar} {d.not_before}..{d.not_after}" for d in found.dates]
    for n in found.numbers:
        out.append(f"number {words(n)}={n.value}{f'-{n.upper}' if n.upper else ''}{'+' * n.more}")
    out += [f"measure {words(m)}={m.value} {m.unit}{m.commodity}" for m in found.measures]
    for t in found.tokens:
        values = zip(t._fields[2:], t[2:], strict=True)
        out.append(f"w {words(t)} {' '.join(f'{k}={v}' for k, v in values if v)}")
    for n in found.names:
        parts = ", ".join(f"{p.kind} {words(p)}" for p in n.parts)
        sure = f" {n.cert}" if n.cert < 1 else ""
        what = "name" if n.type == "name" else "rs"
        out.append(f"{what} {words(n)}{told(n.key)}{sure}{f' [{parts}]' if parts else ''}")
    return out


@pytest.mark.parametrize(
    ("body", "reading", "marks"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_a_body_is_read_as_it_is_meant(body, reading, marks):
    found = tei.read(document(body, " xml:lang='en'"))
    blocks = [found.source[r.body.start : r.body.end] for r in found.regions if r.body]
    assert " / ".join(b for b in blocks if b) == reading
    listed = [m for m in marked(found) if not (m.startswith("deleted") and "(" in m)]
    expected = [m for m in marks.split("; ") if m]
    assert sorted(listed) == sorted(expected)


@pytest.mark.parametrize(
    "body",
    [
        "He did <del>not</del> come.", "He did<del> not</del> come.", "He did <del>not </del>come.",
        "Ku<del>f</del>fa", "the <del>un</del>known", "he came <del>back</del>",
        "<del>And</del> he came.", "<del>A</del>he came.", "he <del>came</del>, and left",
        "a <del>b</del> <del>c</del> d", "a <del>b</del><del>c</del> d",
        "a<del>b</del> <del>c</del>d",
    ],
)  # fmt: skip
def test_a_deletion_is_glued_to_nothing_and_parts_nothing(body):
    """Who prints the deleted words sees what the source shows; who leaves them out, one space."""
    found = tei.read(document(f"<p>{body}</p>", " xml:lang='en'"))
    shown, at = "", 0
    for state in found.states:
        shown += found.source[at : state.start] + state.words
        at = state.start
    plain = re.sub("</?del>", "", body)
    assert (shown + found.source[at:]).strip() == plain
    without = " ".join(re.sub("<del>.*?</del>", "", body).split())
    assert found.source == without


def test_white_space_only_inside_a_deletion_still_parts_the_words_around_it():
    found = tei.read(document("<p>He did<del> not </del>come.</p>", " xml:lang='en'"))
    assert found.source == "He did come."


def test_halves_of_a_line_whose_white_space_is_kept_get_no_more_of_it():
    halves = "<seg type='hemistich'>a a</seg>{}<seg type='hemistich'>b b</seg>"
    for space, line in ((" ", "a a b b"), ("  ", "a a  b b"), ("", "a a b b")):
        body = f"<l xml:space='preserve'>{halves.format(space)}</l>"
        assert tei.read(document(body, " xml:lang='en'")).source == line


def test_every_kind_of_case_is_there():
    assert len(ROWS) >= 440


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("he did <hi rend='strikethrough'>not</hi> come", "@rend of words struck out"),
        ("he did <seg rend='line-through'>not</seg> come", "@rend of words struck out"),
        ("he did <mod type='deletion'>not</mod> come", "<mod> of words struck out"),
        ("<unclear xml:id='a'>came</unclear><unclear xml:id='b'>cane</unclear>"
         "<alt target='#a #b' mode='excl'/>", "<alt>"),
    ],
)  # fmt: skip
def test_what_looks_struck_out_or_excludes_another_reading_is_warned_of(body, what):
    found = tei.read(document(f"<p>{body}</p>", " xml:lang='en'"))
    assert next(item.what for item in found.unmodelled if changes_sense(item)).startswith(what)


def test_the_line_breaks_of_a_file_inside_a_word_are_none_of_the_word():
    body = (
        "<p><w lemma='tribunus'>\n  <abbr>trib</abbr>\n  <ex>unus</ex>\n</w>\n<w>New York</w></p>"
    )
    assert tei.read(document(body, " xml:lang='la'")).source == "tribunus New York"


def test_emphasis_that_strikes_nothing_out_is_not_warned_of():
    found = tei.read(document("<p>a <hi rend='italic'>b</hi></p>", " xml:lang='en'"))
    assert not any(map(changes_sense, found.unmodelled))
