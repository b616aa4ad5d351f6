"""Languages of which only name, script and direction are known; texts in them are plain text.

Names and scripts: IANA Language Subtag Registry.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from fitnacorpus.languages.language import (
    ARABIC_SCRIPT,
    LATIN_SCRIPT,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    Language,
)

RIGHT_TO_LEFT_SCRIPTS: Final = frozenset({ARABIC_SCRIPT, "Hebr", "Syrc", "Thaa", "Nkoo", "Mand"})

_TABLE: Final = """
am Amharic Ethi
az Azerbaijani Latn
cop Coptic Copt
de German Latn
el Greek Grek
es Spanish Latn
fr French Latn
grc Ancient-Greek Grek
he Hebrew Hebr
hi Hindi Deva
hy Armenian Armn
id Indonesian Latn
it Italian Latn
ka Georgian Geor
la Latin Latn
ms Malay Latn
nl Dutch Latn
ota Ottoman-Turkish Arab
pl Polish Latn
ps Pashto Arab
pt Portuguese Latn
ru Russian Cyrl
sw Swahili Latn
syc Classical-Syriac Syrc
syr Syriac Syrc
tr Turkish Latn
ug Uyghur Arab
ur Urdu Arab
zh Chinese Hani
"""
SHORTEST: Final = MappingProxyType(
    {
        "ara": "ar", "deu": "de", "ger": "de", "ell": "el", "gre": "el", "eng": "en", "spa": "es",
        "fas": "fa", "per": "fa", "far": "fa", "fra": "fr", "fre": "fr", "heb": "he", "ita": "it",
        "lat": "la",
        "nld": "nl", "dut": "nl", "pol": "pl", "por": "pt", "rus": "ru", "tur": "tr", "urd": "ur",
    }
)  # fmt: skip


_TWO_LETTERS: Final = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
TWO_LETTERS: Final = frozenset(_TWO_LETTERS.split())
"""The codes of ISO 639-1."""
NO_LANGUAGE: Final = frozenset({"mis", "mul", "und", "zxx"})
"""Codes that name no language."""
UNDETERMINED: Final = Language(
    "und",
    MappingProxyType({"en": "Language not determined"}),
    script=LATIN_SCRIPT,
    fold_without=frozenset(),
)


def _language(line: str) -> Language:
    code, name, script = line.split()
    direction = RIGHT_TO_LEFT if script in RIGHT_TO_LEFT_SCRIPTS else LEFT_TO_RIGHT
    names = MappingProxyType({"en": name.replace("-", " ")})
    return Language(code, names, script=script, direction=direction)


LANGUAGES: Final = tuple(_language(line) for line in _TABLE.split("\n") if line)
