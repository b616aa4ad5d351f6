"""What the pages say, in one of the languages of the interface, with the plurals of both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Entry
from fitnacorpus.reader.phrases import LANGUAGES, PHRASES

__all__ = ["LANGUAGES", "Wording"]

# English: one, other.  Arabic: none, one, two, 3–10, 11–99, hundreds (CLDR categories).
_COUNTS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str, str, str, str, str]]]] = {
    "parallel": (
        ("{n} parallel", "{n} parallels"),
        ("لا مقابل", "مقابل واحد", "مقابلان", "{n} مقابلات", "{n} مقابلاً", "{n} مقابل"),
    ),
    "account": (
        ("{n} account", "{n} accounts"),
        ("لا رواية", "رواية واحدة", "روايتان", "{n} روايات", "{n} رواية", "{n} رواية"),
    ),
    "mentioned by": (
        ("mentioned by {n} more", "mentioned by {n} more"),
        (
            "", "وتذكره رواية أخرى", "وتذكره روايتان أخريان", "وتذكره {n} روايات أخرى",
            "وتذكره {n} رواية أخرى", "وتذكره {n} رواية أخرى",
        ),
    ),
    "in accounts": (
        ("in {n} account", "in {n} accounts"),
        (
            "", "في رواية واحدة", "في روايتين", "في {n} روايات", "في {n} رواية", "في {n} رواية",
        ),
    ),
    "mention": (
        ("{n} mention", "{n} mentions"),
        ("لا موضع", "موضع واحد", "موضعان", "{n} مواضع", "{n} موضعاً", "{n} موضع"),
    ),
    "work": (
        ("{n} work", "{n} works"),
        ("لا كتاب", "كتاب واحد", "كتابان", "{n} كتب", "{n} كتاباً", "{n} كتاب"),
    ),
    "linked episode": (
        ("{n} with parallels", "{n} with parallels"),
        (
            "لا مقابل لها", "لواحد منها مقابل", "لاثنين منها مقابل", "لـ{n} منها مقابل",
            "لـ{n} منها مقابل", "لـ{n} منها مقابل",
        ),
    ),
    "episode": (
        ("{n} episode", "{n} episodes"),
        ("لا مقاطع", "مقطع واحد", "مقطعان", "{n} مقاطع", "{n} مقطعاً", "{n} مقطع"),
    ),
    "event": (
        ("{n} event", "{n} events"),
        ("لا حدث", "حدث واحد", "حدثان", "{n} أحداث", "{n} حدثاً", "{n} حدث"),
    ),
    "name": (
        ("{n} name", "{n} names"),
        ("لا علَم", "علَم واحد", "علَمان", "{n} أعلام", "{n} علَماً", "{n} علَم"),
    ),
    "text": (
        ("{n} text", "{n} texts"),
        ("لا نص", "نص واحد", "نصّان", "{n} نصوص", "{n} نصاً", "{n} نص"),
    ),
}  # fmt: skip


_MONTHS: Final = (
    ("Muharram", "المحرّم"),
    ("Safar", "صفر"),
    ("Rabiʿ I", "ربيع الأول"),
    ("Rabiʿ II", "ربيع الآخر"),
    ("Jumada I", "جمادى الأولى"),
    ("Jumada II", "جمادى الآخرة"),
    ("Rajab", "رجب"),
    ("Shaʿban", "شعبان"),
    ("Ramadan", "رمضان"),
    ("Shawwal", "شوال"),
    ("Dhu al-Qaʿda", "ذو القعدة"),
    ("Dhu al-Hijja", "ذو الحجة"),
)
"""The months of the Hijri year."""


class Wording:
    """The phrases of one language.

    Args:
        lang: "en" or "ar".
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._at = LANGUAGES.index(lang)

    @property
    def other(self) -> str:
        """The other language of the interface."""
        return LANGUAGES[1 - self._at]

    def __call__(self, key: str, **values: object) -> str:
        """A phrase, its braces filled."""
        phrase = PHRASES[key][self._at]
        return phrase.format(**values) if values else phrase

    def count(self, key: str, n: int) -> str:
        """A number of things, in the plural that the language asks for."""
        english, arabic = _COUNTS[key]
        if self.lang == languages.EN:
            return english[n != 1].format(n=f"{n:,}")
        return arabic[_arabic_plural(n)].format(n=n)

    def month(self, number: int) -> str:
        """The name of a month of the Hijri year, from 1."""
        return _MONTHS[number - 1][self._at]

    def phrases(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Some phrases with their braces, for the script."""
        return {key: PHRASES[key][self._at] for key in keys}

    def name(self, entry: Entry) -> str:
        """The name of an entry in this language, failing that in the other, failing that its id."""
        return entry.name(self.lang) or entry.name(self.other) or entry.id

    def who(self, name: str) -> str:
        """The name of a person; the editors at large have one in each language."""
        return self("the editors") if name == PHRASES["the editors"][0] else name

    def title(self, titles: Mapping[str, str], otherwise: str = "") -> str:
        """The title in this language, failing that any."""
        return titles.get(self.lang) or next(iter(titles.values()), otherwise)

    def join(self, items: list[str]) -> str:
        """A list in running text."""
        return self("comma").join(items)


def _arabic_plural(n: int) -> int:
    if n < 3:
        return n
    rest = n % 100
    if 3 <= rest <= 10:
        return 3
    return 4 if rest >= 11 else 5
