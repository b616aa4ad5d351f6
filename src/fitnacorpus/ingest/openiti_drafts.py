"""The lines of an OpenITI text, gathered into blocks: paragraphs, headings, verse, notes."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from itertools import takewhile
from typing import Final

from fitnacorpus.arabic_script import DIGITS
from fitnacorpus.ingest import openiti_lines as shapes
from fitnacorpus.ingest.notes import MARK, label
from fitnacorpus.ingest.openiti_draft import Draft
from fitnacorpus.ingest.openiti_feet import Foot, feet, split_lines
from fitnacorpus.ingest.openiti_tags import Tags
from fitnacorpus.ingest.verse import Bayt, bayt, dotted, parted
from fitnacorpus.model import RegionKind, Span

_PARAGRAPH: Final = re.compile(r"#(?!#)[ \t]*")
_OPENS: Final = re.compile(r"(?:#(?!#)|~~)?[ \t]*")
_GOES_ON: Final = re.compile(r"~~[ \t]*")
_LONE: Final = re.compile(rf"#[ \t]+[0-9{DIGITS}]{{1,4}}")
_LONES: Final = 5
"""So many lines of a number alone are marks of notes: some makers set them on their own lines."""
_STOP: Final = re.compile(r"[.:؟?!»\"”…)\]}][\s\d]*$")
_BEFORE: Final = re.compile(r"(?:(?:PageV\S+|ms[A-Z]?\d+)[ \t]*)*")
_BEHIND: Final = re.compile(
    rf"(?:(?<![ \t])[ \t]++|)(?:(?:PageV\S++|\bms[A-Z]?\d+|{MARK.pattern})[ \t]*+){{0,8}}$"
)
_UNIT_LEVEL: Final = 50
_BAR_LEVEL: Final = 40
_STOPPED: Final = 0.6
"""Share of paragraphs that end in a mark of punctuation, from which on a paragraph that ends in
none is one that a page cuts in two."""


class Gathering:
    """One pass over the lines of a text.

    Args:
        source: The source.
        lines: The lines after the header, none blank.
        tags: Told what the corpus has no place for.
    """

    def __init__(self, source: str, lines: Sequence[Span], tags: Tags) -> None:
        self.drafts: list[Draft] = []
        self._source = source
        beginnings = feet(source, lines[0].start) if lines else []
        self._feet = {foot.start: foot for foot in beginnings}
        self._lines = lines = split_lines(source, lines, beginnings)
        self._tags = tags
        self._editors = False
        self._notes = ""
        self._page: Hashable | None = None
        self._paged = shapes.PAGE_TAG.search(source) is not None
        self._stopped = self._ends_in_stops()
        lone = sum(_LONE.fullmatch(self._words(line)) is not None for line in lines)
        self._lone_marks = lone >= _LONES
        self._marked = False
        for number, line in enumerate(lines):
            self._line(number, line)

    def _ends_in_stops(self) -> bool:
        """Whether paragraphs of this text end in punctuation as a rule."""
        ends = [
            self._source[line.start : line.end]
            for line, after in zip(self._lines, self._lines[1:], strict=False)
            if self._source.startswith("# ", after.start)
        ]
        ends = [
            shapes.PAGE_END.sub("", words)
            for words in ends
            if not shapes.PAGE_LINE.fullmatch(words)
        ]
        return sum(bool(_STOP.search(words)) for words in ends) > _STOPPED * len(ends)

    def _words(self, line: Span) -> str:
        return self._source[line.start : line.end]

    def _last(self) -> Draft | None:
        return self.drafts[-1] if self.drafts and self.drafts[-1].open else None

    def _plain(self, line: Span, *, tagged: bool = True) -> None:
        self.drafts.append(Draft(RegionKind.BOILERPLATE, [line], open=False, tagged=tagged))

    def _line(self, number: int, line: Span) -> None:
        words = self._words(line)
        after = self._lines[number + 1] if number + 1 < len(self._lines) else None
        continued = after is not None and self._source.startswith("~~", after.start)
        before = self._last()
        foot = self._foot(line)
        if self._lone_marks and not self._notes and self._lone(before, line, words):
            return
        if foot and self._notes != "end":
            self._notes, self._editors = "foot", False
            start = foot.end - line.start
            self._note(line, start, MARK.match(self._source, foot.end))
        elif (match := _GOES_ON.match(words)) and not shapes.metre(words):
            self._go_on(before, line, match.end())
        elif shapes.ENDNOTES.fullmatch(words):
            self._notes, self._editors = "end", False
            self._plain(line)
        elif shapes.EDITORS.match(words):
            self._notes, self._editors = "", True
            self._plain(line)
        elif shapes.RULE.fullmatch(words):
            if self._notes != "end":
                self._notes = "foot" if after and self._opens_note(after) else ""
            self._plain(line)
        elif shapes.HEADING.match(words) or not self._noted(line, words):
            if shapes.HEADING.match(words):
                self._notes = ""
            self._text(number, before, continued)

    def _lone(self, before: Draft | None, line: Span, words: str) -> bool:
        """Whether a line is the mark of a note by itself, or goes on with what such a one parts."""
        if before is None or before.kind is not RegionKind.PARAGRAPH:
            self._marked = False
            return False
        if _LONE.fullmatch(words):
            self._tags.left("mark of a note on a line of its own", line.start)
            before.lines.append(line)
            before.marks.append(line)
            self._marked = True
            return True
        opening = _PARAGRAPH.match(words)
        goes_on = self._marked and opening and not self._ended(before)
        self._marked = False
        if opening and goes_on:
            self._go_on(before, line, opening.end())
        return bool(goes_on)

    def _ended(self, draft: Draft) -> bool:
        """Whether the words before the mark that stands last in a paragraph end it."""
        words = [line for line in draft.lines if line not in draft.marks]
        return not words or _STOP.search(self._words(words[-1])) is not None

    def _foot(self, line: Span) -> Foot | None:
        """The notes of a page that begin with a line."""
        opening = _OPENS.match(self._source, line.start, line.end)
        return self._feet.get(opening.end()) if opening else None

    def _go_on(self, before: Draft | None, line: Span, notation: int) -> None:
        """A line that goes on with the block before it; a paragraph where there is none."""
        mark = Span(line.start, line.start + notation)
        if before is None:
            before = Draft(RegionKind.PARAGRAPH, [])
            self.drafts.append(before)
        if before.kind is RegionKind.NOTE:
            self._note_line(before, line, mark)
            return
        found = self._bayt(line, notation)
        if before.kind is RegionKind.VERSE:
            if found:
                self._verse(line, mark, found)
                return
            before.kind, before.verse = RegionKind.PARAGRAPH, list(before.lines)
        before.lines.append(line)
        before.marks.append(mark)
        if found:
            before.verse.append(line)

    # --- Text ------------------------------------------------------------------------------------

    def _sung(self, number: int) -> bool:
        """Whether verse may be expected: after a colon or verse, or before a line of its kind."""
        last = self.drafts[-1] if self.drafts else None
        if last and last.kind is RegionKind.VERSE:
            return True
        if last and last.lines and self._words(last.lines[-1]).rstrip().endswith(":"):
            return True
        if number + 1 == len(self._lines):
            return False
        following = self._lines[number + 1]
        opening = _PARAGRAPH.match(self._words(following))
        return opening is not None and self._bayt(following, opening.end(), dots=True) is not None

    def _text(self, number: int, before: Draft | None, continued: bool) -> None:
        line = self._lines[number]
        words = self._words(line)
        page_line = shapes.PAGE_LINE.fullmatch(words) is not None
        if page_line and not words.startswith("#") and continued and before:
            before.lines.append(line)
            return
        if match := shapes.HEADING.match(words):
            self._editors = self._editors and len(match["bars"]) > 1
        elif words.startswith("###"):
            self._editors = False
        opening = _PARAGRAPH.match(words)
        notation = opening.end() if opening else 0
        found = None
        if not (self._editors or words.startswith("###")):
            found = self._bayt(line, notation)
            if found is None and opening and not continued and self._sung(number):
                found = self._bayt(line, notation, dots=True)
            if found is None and opening and not continued:
                found = self._bayt(line, notation, lone=True) or self._next_line(words)
        if found:
            self._verse(line, Span(line.start, line.start + notation), found)
            return
        draft = self._block(number, words, continued)
        unmarked = draft.kind is RegionKind.PARAGRAPH and not draft.marks
        text = before is not None and before.kind is RegionKind.PARAGRAPH
        if unmarked and before and text and not before.marks and self._adjoins(before, line):
            before.lines.append(line)
            return
        if self._editors and draft.kind is not RegionKind.BOILERPLATE:
            draft.kind = RegionKind.BOILERPLATE
        if opening and not page_line and self._cut_in_two(draft):
            page = self.drafts.pop().lines if self._is_page(self.drafts[-1]) else []
            whole = self.drafts[-1]
            whole.lines += [*page, *draft.lines]
            whole.marks += draft.marks
            return
        self.drafts.append(draft)

    def _cut_in_two(self, draft: Draft) -> bool:
        """Whether a paragraph only goes on after a page, which a line or its last word ends."""
        if not self._stopped or draft.kind is not RegionKind.PARAGRAPH or not self.drafts:
            return False
        paged = len(self.drafts) > 1 and self._is_page(self.drafts[-1])
        before = self.drafts[-2 if paged else -1]
        words = self._words(before.lines[-1])
        ended = shapes.PAGE_END.sub("", words)
        return (
            (paged or ended != words)
            and before.kind is RegionKind.PARAGRAPH
            and not before.report
            and not draft.report
            and not _STOP.search(ended)
        )

    def _is_page(self, draft: Draft) -> bool:
        """Whether a block is the tag of a page, and no paragraph that a page fills."""
        words = self._words(draft.lines[-1])
        tagged = (
            draft.kind is RegionKind.BOILERPLATE and shapes.PAGE_LINE.fullmatch(words) is not None
        )
        return tagged and not words.startswith("#")

    def _bayt(
        self, line: Span, notation: int, *, dots: bool = False, lone: bool = False
    ) -> Bayt | None:
        words = self._words(line)
        opening = _BEFORE.match(words, notation)
        start = opening.end() if opening else notation
        behind = _BEHIND.search(words, start)
        end = behind.start() if behind else len(words)
        inside = Span(line.start + start, line.start + end)
        read = dotted if dots else parted if lone else bayt
        return read(self._source, inside)

    def _verse(self, line: Span, mark: Span, found: Bayt) -> None:
        marks = [m for m in (mark, *found.notation) if m.start < m.end]
        previous = self.drafts[-1] if self.drafts else None
        if previous and previous.kind is RegionKind.BOILERPLATE and len(self.drafts) > 1:
            paged = shapes.PAGE_LINE.fullmatch(self._words(previous.lines[-1])) is not None
            previous = self.drafts[-2] if paged else previous
        opens = previous is None or previous.kind is not RegionKind.VERSE
        if not opens and previous and self._source.startswith("#", mark.start):
            # Where the lines of a poem bear no sign but its first, a sign begins a poem.
            opens = not self._source.startswith("#", previous.lines[0].start)
        draft = Draft(RegionKind.VERSE, [line], marks, int(opens), caesuras=found.caesuras)
        self.drafts.append(draft)

    def _adjoins(self, before: Draft, line: Span) -> bool:
        between = self._source[before.lines[-1].end : line.start]
        return between.replace("\r\n", "\n").replace("\r", "\n").count("\n") <= 1

    def _next_line(self, words: str) -> Bayt | None:
        """The line of verse that a line is by its number, after verse or the name of a metre."""
        last = next((d for d in reversed(self.drafts) if not self._is_page(d)), None)
        known = last is not None and last.kind in (RegionKind.VERSE, RegionKind.HEADING)
        if last is None or not known or not shapes.follows(words, self._words(last.lines[0])):
            return None
        return Bayt((), ())

    def _block(self, number: int, words: str, continued: bool) -> Draft:
        """The block that a line begins."""
        line = self._lines[number]

        def mark(match: re.Match[str]) -> list[Span]:
            return [Span(line.start, line.start + match.end())] if match.end() else []

        if at := shapes.metre(words):
            sign = Span(line.start, line.start + at)
            return Draft(RegionKind.HEADING, [line], [sign], _BAR_LEVEL, open=False)
        if match := shapes.HEADING.match(words):
            if shapes.PAGE_LABEL.fullmatch(words, match.end()):
                self._tags.left("number of a page as a heading", line.start)
                return Draft(RegionKind.BOILERPLATE, [line], mark(match), open=False)
            if match["flag"]:
                self._tags.left(f"### | {match['flag'].strip()}", line.start)
            level = len(match["bars"])
            return Draft(RegionKind.HEADING, [line], mark(match), level, open=continued)
        if (match := shapes.UNIT.match(words)) and (words.startswith("###") or match["bare"]):
            self._tags.left(f"### {match['tag'] or match['bare'] or ''}".strip(), line.start)
            kind = RegionKind.PARAGRAPH if continued else RegionKind.HEADING
            level = 0 if continued else _UNIT_LEVEL
            return Draft(kind, [line], mark(match), level, open=continued)
        if shapes.OTHER.match(words):
            self._tags.left("#~:…:", line.start)
            return Draft(RegionKind.BOILERPLATE, [line], open=False)
        if match := shapes.REPORT.match(words):
            return Draft(RegionKind.PARAGRAPH, [line], mark(match), report=True)
        if shapes.PAGE_LINE.fullmatch(words) and not continued:
            return Draft(RegionKind.BOILERPLATE, [line], open=False)
        if match := shapes.BAR.match(words):
            rest = map(self._words, self._lines[number + 1 : number + 3])
            if shapes.titled([words, *takewhile(_GOES_ON.match, rest)]):
                return Draft(RegionKind.HEADING, [line], mark(match), _BAR_LEVEL, open=continued)
            self._tags.left("# |", line.start)
            return Draft(RegionKind.PARAGRAPH, [line], mark(match))
        if shapes.ROW.fullmatch(words):
            self._tags.left("| … |", line.start)
            return Draft(RegionKind.BOILERPLATE, [line], open=False)
        if match := _PARAGRAPH.match(words):
            return Draft(RegionKind.PARAGRAPH, [line], mark(match))
        return Draft(RegionKind.PARAGRAPH, [line])

    # --- Notes -----------------------------------------------------------------------------------

    def _opens_note(self, line: Span) -> bool:
        words = self._words(line)
        opening = _PARAGRAPH.match(words)
        return MARK.match(words, opening.end() if opening else 0) is not None

    def _noted(self, line: Span, words: str) -> bool:
        """Take a line as a note, or as what stands between notes; False for what is text."""
        if not self._notes:
            return False
        if match := shapes.PAGE_HEAD.fullmatch(words):
            if self._notes == "end":
                self._page = shapes.page_of(match)
            else:
                self._notes = ""
            self._plain(line, tagged=self._notes != "end")
            return True
        opening = _PARAGRAPH.match(words)
        start = opening.end() if opening else 0
        found = MARK.match(self._source, line.start + start)
        before = self._last()
        if self._notes == "foot" and found is None and not self._paged:
            self._notes = ""
            return False
        if found is None and not start and before and before.kind is RegionKind.NOTE:
            self._note_line(before, line, None)
            return True
        self._note(line, start, found)
        return True

    def _note(self, line: Span, start: int, found: re.Match[str] | None) -> None:
        """A note that a line begins, and those that follow in the same line."""
        draft = Draft(RegionKind.NOTE, [])
        if start:
            draft.marks.append(Span(line.start, line.start + start))
        if found:
            number = found[found.lastgroup or 0]
            draft.note = label(number)
            draft.label = Span(*found.span())
        draft.group = self._page if self._notes == "end" else "foot"
        self.drafts.append(draft)
        self._note_line(draft, line, None)

    def _note_line(self, draft: Draft, line: Span, mark: Span | None) -> None:
        """A line of a note.

        At the foot of a page the note ends with the page, at the end of a book with the next
        number.
        """
        if mark:
            draft.marks.append(mark)
        page = None
        if self._notes == "foot":
            page = shapes.PAGE_TAG.search(self._source, line.start, line.end)
        if draft.note:
            following = str(int(draft.note) + 1)
            first = max(line.start, draft.label.end if draft.label else 0)
            for match in MARK.finditer(self._source, first, page.start() if page else line.end):
                if label(match[match.lastgroup or 0]) == following:
                    words = self._source[line.start : match.start()].rstrip()
                    if words:
                        draft.lines.append(Span(line.start, line.start + len(words)))
                    rest = Span(match.start(), line.end)
                    self._note(rest, 0, MARK.match(self._source, rest.start))
                    return
        if page:
            draft.lines.append(Span(line.start, page.end()))
            draft.open, self._notes = False, ""
            self._rest(page.end(), line.end)
            return
        draft.lines.append(line)

    def _rest(self, start: int, end: int) -> None:
        """What follows in a line after the page on which the notes stand is text again."""
        words = self._source[start:end]
        if words.strip():
            begin = start + len(words) - len(words.lstrip())
            self.drafts.append(Draft(RegionKind.PARAGRAPH, [Span(begin, end)]))
