"""Formulae of blessing, recognised as what they are and never exchanged for one another.

The formula belongs to no name, and its category is the editor's word for it:

=================  ============================================================
taslim             عليه السلام, peace be upon him
tasliya            صلى الله عليه وسلم
tasliya-family     صلى الله عليه وآله (وسلم)
tardiya            رضي الله عنه
tarahhum           رحمه الله, رحمة الله عليه
karama             كرم الله وجهه
taqdis             قدس سره, قدس الله روحه
tajil              عجل الله فرجه
taala              (الله) تعالى, سبحانه, عز وجل, جل جلاله, تبارك وتعالى
basmala            ﷽: the ligature only, since the words are ordinary text
=================  ============================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from fitnacorpus import reading
from fitnacorpus.model import Honorific
from fitnacorpus.orthography.folding import fold

# Arabic patterns run over the `search` fold: no marks, ي for ى, ه for ة, no hamza seats, a space
# for every sign of punctuation, ligatures as words.  "_" stands for the space between two words.
# Greetings and wishes to a person addressed (عليك السلام) are speech, and no formula.
_HIM: Final = "(?:ه|ها|هم|هما|هن)"
_ON: Final = f"علي{_HIM}"
_ON_OR_YOU: Final = "علي(?:ه|ها|هم|هما|هن|ك)"
_KIN: Final = "(?:علي_)?(?:اله|ال_بيته|اهل_بيته|عترته)"
_PRAISE: Final = "(?:_(?:الطيبين|الطاهرين|والطاهرين|الاطهار|الكرام|وصحبه|واصحابه|اجمعين))*"
_GREET: Final = "(?:_وسلم(?:_تسليما)?(?:_كثيرا)?)?"
_ARABIC: Final = (
    ("tasliya-family", f"صلي_الله_(?:تعالي_)?{_ON_OR_YOU}_و{_KIN}{_PRAISE}{_GREET}"),
    ("tasliya-family", f"صلوات_الله_(?:وسلامه_)?{_ON}_و{_KIN}{_PRAISE}"),
    ("tasliya", f"صلي_الله_(?:تعالي_)?{_ON_OR_YOU}{_GREET}"),
    ("tasliya", f"صلوات_الله_(?:وسلامه_)?{_ON}"),
    ("tasliya", "صلعم"),
    (
        "taslim",
        f"{_ON}(?:_وعلي_نبينا)?_(?:افضل_)?"
        "(?:الصلاه_والسلام|السلام|سلام_الله|صلوات_الله(?:_وسلامه)?)",
    ),
    ("taslim", f"سلام_الله_{_ON}"),
    ("tardiya", f"رضي_الله_(?:تعالي_)?عن{_HIM}(?:_وارضا{_HIM})?"),
    ("tardiya", f"رضوان_الله_(?:تعالي_)?{_ON}"),
    ("tarahhum", f"رحمه_الله_(?:تعالي_)?{_ON}"),
    ("tarahhum", f"ي?رحم{_HIM}_الله(?:_تعالي)?"),
    ("karama", "كرم_الله_(?:تعالي_)?وجهه"),
    ("taqdis", "قدس(?:ت)?_(?:الله_)?(?:سره|روحه|نفسه)(?:_(?:الشريف|الزكيه))?"),
    ("tajil", "عجل_الله_(?:تعالي_)?فرجه(?:_الشريف)?"),
    ("taala", "سبحانه_وتعالي|تبارك_وتعالي|عز_وجل|جل_وعلا|جل_جلاله|عز_اسمه|جل_شانه"),
    ("taala", "(?<=لله )(?:تعالي|سبحانه)"),
)
# Over the source: letters in brackets, the small signs above a name, and the ligature whose words
# would be ordinary text.
_LETTERS: Final = {
    "ص": "tasliya",
    "ع": "taslim",
    "س": "taslim",
    "رض": "tardiya",
    "ره": "tarahhum",
    "رح": "tarahhum",
    "قده": "taqdis",
    "عج": "tajil",
}
_SIGNS: Final = {
    "\u0610": "tasliya",
    "\u0611": "taslim",
    "\u0612": "tarahhum",
    "\u0613": "tardiya",
    "\ufdfd": "basmala",
}
_SOURCE: Final = re.compile(rf"[(\[]({'|'.join(_LETTERS)})[)\]]|[{''.join(_SIGNS)}]")

_PERSON: Final = r"(?:him|her|them)(?:\s+(?:both|all))?"
_LORD: Final = r"(?:God|Allah|Allāh)"
_HOUSE: Final = r"and\s+(?:up?on\s+)?(?:his|her|their)\s+(?:family|house(?:hold)?|progeny)"
_ENGLISH: Final = (
    (
        "tasliya-family",
        rf"(?:peace|blessings?)(?:\s+and\s+(?:peace|blessings?))?(?:\s+of\s+{_LORD})?"
        rf"\s+be\s+(?:up)?on\s+{_PERSON}\s+{_HOUSE}",
    ),
    ("tasliya-family", rf"(?:may\s+)?{_LORD}\s+bless\s+{_PERSON}\s+{_HOUSE}"),
    (
        "tasliya",
        rf"(?:peace\s+and\s+blessings?|blessings?(?:\s+and\s+peace)?)(?:\s+of\s+{_LORD})?"
        rf"\s+be\s+(?:up)?on\s+{_PERSON}",
    ),
    (
        "tasliya",
        rf"(?:may\s+)?{_LORD}\s+bless\s+{_PERSON}(?:\s+and\s+(?:grant|give)\s+{_PERSON}\s+peace)?",
    ),
    ("taslim", rf"peace\s+be\s+(?:up)?on\s+{_PERSON}|(?:up)?on\s+whom\s+be\s+peace"),
    ("tardiya", rf"(?:may\s+)?{_LORD}\s+be\s+(?:well\s+)?pleased\s+with\s+{_PERSON}"),
    ("tarahhum", rf"(?:may\s+)?{_LORD}\s+have\s+mercy\s+(?:up)?on\s+{_PERSON}"),
    ("karama", rf"(?:may\s+)?{_LORD}\s+(?:ennoble|honou?r)\s+his\s+(?:face|countenance)"),
    ("taala", r"glorified\s+and\s+exalted(?:\s+be\s+He)?"),
    ("tasliya", r"p\.?b\.?u\.?h\b\.?(?!&)"),
)
# Abbreviations count only in brackets after a word with a capital: the Prophet (s), not name(s).
_BRACKETED: Final = re.compile(r"(?<=\s)[(\[]([A-Za-z.& ]{1,12})[)\]]")
_ABBREVIATIONS: Final = {
    "s": "tasliya",
    "sa": "tasliya",
    "saw": "tasliya",
    "saws": "tasliya",
    "saaw": "tasliya",
    "sas": "tasliya",
    "saww": "tasliya-family",
    "sawa": "tasliya-family",
    "pbuh&hf": "tasliya-family",
    "pbuhahf": "tasliya-family",
    "as": "taslim",
    "ra": "tardiya",
    "rh": "tarahhum",
    "swt": "taala",
}


def _alternatives(patterns: Sequence[tuple[str, str]], flags: int = 0) -> re.Pattern[str]:
    groups = (f"(?P<f{i}>{p})" for i, (_, p) in enumerate(patterns))
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", flags)


@cache
def _arabic() -> re.Pattern[str]:
    return _alternatives([(f, p.replace("_", r"\s{1,3}")) for f, p in _ARABIC])


@cache
def _english() -> re.Pattern[str]:
    return _alternatives(_ENGLISH, re.IGNORECASE)


def find(text: str) -> list[Honorific]:
    """The formulae of a text, in order; they do not overlap.

    A span holds the words, the abbreviation or the sign, without brackets around them.  Script
    and not language decides, so that Arabic formulae are found in English texts.  White space of
    any kind is read as one space.
    """
    return reading.find(_find, text)


def _find(text: str) -> list[Honorific]:
    found: list[Honorific] = []
    if not text.isascii():
        folded = fold(text, "ar", "search")
        for match in _arabic().finditer(folded.text):
            start, end = folded.source_span(*match.span())
            found.append(Honorific(start, end, _ARABIC[int(str(match.lastgroup)[1:])][0]))
        for match in _SOURCE.finditer(text):
            group = 1 if match[1] else 0
            formula = _LETTERS.get(match[group]) or _SIGNS[match[group]]
            found.append(Honorific(match.start(group), match.end(group), formula))
    for match in _english().finditer(text):
        formula = _ENGLISH[int(str(match.lastgroup)[1:])][0]
        found.append(Honorific(match.start(), match.end(), formula))
    for match in _BRACKETED.finditer(text):
        formula = _ABBREVIATIONS.get(re.sub("[. ]", "", match[1]).lower(), "")
        if formula and _after_capital(text, match.start()):
            found.append(Honorific(match.start(1), match.end(1), formula))
    found.sort(key=lambda h: (h.start, -h.end))
    apart: list[Honorific] = []
    for honorific in found:
        if not apart or honorific.start >= apart[-1].end:
            apart.append(honorific)
    return apart


def _after_capital(text: str, place: int) -> bool:
    words = text[max(0, place - 60) : place].split()
    letters = [c for c in words[-1] if c.isalpha() and c not in "ʿʾʻʼ"] if words else []
    return bool(letters) and letters[0].isupper()
