"""What stands between quotation marks: speech, the Quran, a tradition of the Prophet, other words.

Marks around a word or a name alone say nothing, so the words before them decide: a verb of speaking
makes direct speech, a colon without one a quotation.  The ornate brackets ﴿ ﴾ hold the Quran and
nothing else; braces hold it after words such as قوله تعالى.  Spans leave the marks outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fitnacorpus import languages
from fitnacorpus.arabic_script import is_arabic
from fitnacorpus.model import Span, SpanAnnotation
from fitnacorpus.orthography import suras
from fitnacorpus.orthography.folding import fold_text

_LEFT: Final = 120
"""Code points before a mark that are looked at."""
_SAID: Final = 20
"""Code points at the end of words that hold a verb of saying and a pronoun."""
_SHORTEST: Final = 3
"""Words that a quotation without a verb of speaking has at least."""

_ORNATE: Final = re.compile("[\ufd3e\ufd3f]([^\ufd3e\ufd3f]+)[\ufd3e\ufd3f]")
_BRACES: Final = re.compile(r"\{([^{}]+)\}")
_CURLY: Final = re.compile("“([^“”]+)”")
_ANGLES: Final = re.compile("«([^«»]+)»")
_STRAIGHT: Final = re.compile('"([^"]+)"')

# The sentence goes on through a colon or a comma, but not through these.
_SENTENCE: Final = re.compile(r"[.!?؟…]\s|[\"“”«»]")

_SAY: Final = (
    r"(?:sa(?:y|ys|id|ying)|spoke|speaks?|repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?|"
    r"ask(?:s|ed|ing)?|told|tells?|telling|call(?:ed|ing) out|cr(?:ies|ied|ying)(?: out)?|"
    r"shout(?:s|ed|ing)?|exclaim(?:s|ed|ing)?|declar(?:es|ed|ing)|add(?:s|ed|ing)|"
    r"remark(?:s|ed|ing)|retort(?:s|ed|ing)?|announc(?:es|ed|ing)|proclaim(?:s|ed|ing)?|"
    r"respond(?:s|ed|ing)|whisper(?:s|ed|ing)?|murmur(?:s|ed|ing)?|order(?:s|ed|ing)|"
    r"command(?:s|ed|ing)|warn(?:s|ed|ing)|urg(?:es|ed|ing)|swore|prayed|praying|address(?:es|ed|ing))"
)
_SAY_BEFORE: Final = re.compile(
    rf"\b{_SAY}(?:(?:[ \u00a0]++[^\s,:;]+){{0,8}}\s*+[,:]|)\s*+$", re.IGNORECASE
)
_SAY_AFTER: Final = re.compile(
    rf"\s*(?:{_SAY}\s+(?:he|she|they|the\s+\w+|[A-ZʿʾĀ-Ž][\w'’-]*)|"
    rf"(?:he|she|they|[A-ZʿʾĀ-Ž][\w'’-]*(?:\s+[A-Zb][\w'’.-]*){{0,3}})\s+{_SAY})\b"
)
# Verbs and participles of speaking, as the `search` fold spells them (no hamza seats), to be
# followed by a pronoun: سألوه.
_QAL: Final = (
    r"(?:[وف]?(?:قال|قالت|قالو|قالوا|قالا|قلت|قلنا|يقول|تقول|يقولون|اقول|قايل|قايلا|قايله|قايلين|"
    r"قايلون|قايلتين|قيل|اجاب|اجابت|اجابو|اجابوا|يجيب|مجيبا|رد|ردت|ردو|ردوا|نادي|نادت|نادو|نادوا|"
    r"ينادي|مناديا|صاح|صاحت|صاحو|صاحوا|يصيح|هتف|هتفو|هتفوا|سال|سالت|سالو|سالوا|يسال|يسالون|تساءل|"
    r"تساءلوا|يتساءلون|متسايلا|اضاف|خاطب|صرخ|صرخت|صرخو|صرخوا|يصرخ|يصرخون|صارخا|صارخين|همس|اعلن|"
    r"خطب|اخبر|اخبروا|اخبرو|كلم|كلمت|حدث)(?:ه|ها|هم|هما|ك|كم|ني|نا)?)"
)
_QAL_BEFORE: Final = re.compile(rf"(?<!\w){_QAL}(?:\s+\w+){{0,12}}\s*$")
_QAL_NEXT: Final = re.compile(rf"(?<!\w){_QAL}(?:\s+(?:له|لها|لهم|لي|لنا))?\s*$")
_QAL_LAST: Final = re.compile(
    r"(?<!\w)[وف]?(?:قال|قالت|قالو|قالوا|قالا|قلت|قلنا|يقول|تقول|يقولون)"
    r"(?:\s+(?:له|لها|لهم|لي|لنا))?\s*$"
)
"""Verbs after which words are bound to follow, as others (رد, سال, حدث) may end a sentence."""
_TRADITION: Final = re.compile(
    r"(?<!\w)(?:سمعت\s+(?:رسول\s+الله|النبي|نبينا)|"
    r"[وب]?حديث\s+(?:رسول\s+الله|النبي|نبينا|سيدنا\s+محمد)|"
    r"[وب]?(?:الحديث|حديث)\s+(?:النبوي|الشريف|القدسي|نبوي|شريف|قدسي))(?!\w)"
)
_TRADITION_ENGLISH: Final = re.compile(
    r"\bheard\s+the\s+(?:Prophet|Messenger)\b.*\bsay(?:ing)?\s*[,:]|"
    r"\b(?:hadith|tradition)s?\s+of\s+the\s+(?:Prophet|Messenger)\b.*[,:]\s*$",
    re.IGNORECASE,
)
_REVELATION: Final = re.compile(
    r"(?<!\w)(?:[وفبكل]?قوله\s+(?:تعالي|سبحانه|عز\s+وجل|جل\s+وعلا)|"
    r"[وف]?(?:قال|يقول)\s+(?:الله\s+)?(?:تعالي|سبحانه|عز\s+وجل|تبارك\s+وتعالي|جل\s+\w+)"
    r"(?:\s+وتعالي)?|[وف]?(?:قال|يقول)\s+الله|[وف]?(?:نزلت|نزل)\s+(?:الايه|قوله))"
    r"(?:\s+في\s+(?:كتابه|محكم\s+كتابه)(?:\s+\w+)?)?\s*$"
)


def find(text: str, spans: list[Span]) -> list[SpanAnnotation]:
    """Speech and quotations of a text, in order and apart.

    Args:
        text: The text.
        spans: The paragraphs to look at; a quotation does not run from one into the next.  Straight
            marks pair off from the beginning of a paragraph, and are passed over where one is left.
    """
    return [found for span in spans for found in _paragraph(text, span)]


def awaits_speech(words: str) -> bool:
    """Whether words end in an Arabic verb of saying, so that what follows them is what was said."""
    return _QAL_LAST.search(fold_text(words[-_SAID:], languages.AR)) is not None


def _paragraph(text: str, frame: Span) -> Iterator[SpanAnnotation]:
    taken = frame.start
    for match, sacred in _marked(text, frame):
        inside = _trimmed(text, Span(*match.span(1)))
        if match.start() < taken or inside.start >= inside.end:
            continue
        before = text[max(taken, frame.start, match.start() - _LEFT) : match.start()]
        if sacred:
            kind = _scripture(match[0], before)
        else:
            kind = _spoken(before, text[inside.start : inside.end], text[match.end() : frame.end])
        if kind:
            source = suras.cited_at(text[: frame.end], match.end()) if kind == "quran" else ""
            yield SpanAnnotation(*inside, kind, source=source)
        taken = match.end()


def _marked(text: str, frame: Span) -> list[tuple[re.Match[str], bool]]:
    """What stands between marks in a paragraph, in order, and whether the marks are brackets."""
    out = [(m, True) for p in (_ORNATE, _BRACES) for m in p.finditer(text, *frame)]
    out += [(m, False) for p in (_CURLY, _ANGLES) for m in p.finditer(text, *frame)]
    if text.count('"', *frame) % 2 == 0:
        out += [(m, False) for m in _STRAIGHT.finditer(text, *frame)]
    return sorted(out, key=lambda pair: pair[0].start())


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, span.start + len(words.rstrip()))


def _scripture(marked: str, before: str) -> str:
    if marked[0] != "{":
        return "quran"
    arabic = any(is_arabic(c) for c in marked)
    return (
        "quran" if arabic and _REVELATION.search(fold_text(before, languages.AR).rstrip()) else ""
    )


def _spoken(before: str, words: str, after: str) -> str:
    """What words between quotation marks are, by what stands around them."""
    before = _SENTENCE.split(before)[-1]
    colon = before.rstrip().endswith((":", "："))
    folded = fold_text(before, languages.AR).rstrip()
    if (colon and _TRADITION.search(folded)) or _TRADITION_ENGLISH.search(before):
        return "hadith"
    if colon and _REVELATION.search(folded):
        return "quran"
    if (colon and _QAL_BEFORE.search(folded)) or _QAL_NEXT.search(folded):
        return "speech"
    if _SAY_BEFORE.search(before):
        return "speech"
    if words.endswith((",", "?", "!")) and _SAY_AFTER.match(after):
        return "speech"
    return "quotation" if colon and len(words.split()) >= _SHORTEST else ""
