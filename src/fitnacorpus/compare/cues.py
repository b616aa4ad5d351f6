"""Words by which a sentence may say how, why, by whose report or with what outcome.

They say where to look and no more: what is found by them is the program's guess, and called so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from fitnacorpus.orthography import fold_key

_ENGLISH: Final[Mapping[str, str]] = {
    "how": (
        r"poison\w*|honey|swords?|spears?|lances?|arrows?|daggers?|burn(?:t|ed|ing)|fire|"
        r"strangl\w+|behead\w*|stoned|drown\w*|ambush\w*|trick\w*|brib\w+|starv\w+|stratagem|ruse"
    ),
    "why": (
        r"because|for the sake of|in order (?:to|that)|so that|so as to|lest|owing to|due to|"
        r"on account of|in revenge|in vengeance|in retaliation|for fear|the reason|the cause"
    ),
    "saidBy": (
        r"according to|attributed to|reported(?:ly)?|alleged(?:ly)?|accounts?[^.]{0,40} "
        r"(?:vary|differ\w*)|it is (?:said|related|told)|is said to|are said to|related that|"
        r"some say|others say|narrat(?:or|ors|ed by)|historians?"
    ),
    "outcome": (
        r"result(?:s|ed|ing)?|led to|leading to|^thus|thus lost|consequently|ended (?:in|with)|"
        r"in the end|outcome"
    ),
}
_ARABIC: Final[Mapping[str, str]] = {
    "how": (
        r"سما|سمه|سموه|مسموم\w*|السم|بالسم|عسل\w*|العسل|(?:ال|ب)?سيف\w*|بالسيف|(?:ال|ب)?رمح\w*|"
        r"(?:ال|ب)?سهم|(?:ال|ب|بال)?سهام|بالنبل|(?:ال|ب|بال)?نار|احرق\w*|حرق\w*|(?:ال|ب)?خنجر\w*|"
        r"خنق\w*|ذبح\w*|غرق\w*|حيله|الحيله|بحيله|خدع\w*|رشوه|مكيده|غيله"
    ),
    "why": (
        r"لان(?:ه|ها|هم|هما|ني|ك|نا)?|لاجل\w*|من اجل|لكي|كي|حتي لا|لهذا|لذلك|بسبب|خوفا|ثارا|"
        r"لئلا|انتقاما|وذلك ان|وكان سبب|سبب ذلك"
    ),
    "saidBy": (
        r"[وف]?روي|[وف]?يروي|[وف]?قيل|[وف]?يقال|زعم\w*|[وف]?حدثن[اي]|[وف]?اخبرن[اي]|في روايه|"
        r"وذكر|ذكر (?:ان|ابو|ابن)|عن ابيه|قال ابو مخنف|قال الواقدي|قال المدائني"
    ),
    "outcome": (r"[وف]?هكذا|نتيجه|ادي الي|ادت الي|اسفر\w*|[وف]?انتهي|[وف]?انتهت|[وف]?كانت عاقبته"),
}
_CUES: Final = {
    aspect: re.compile(rf"(?<!\w)(?:{_ENGLISH[aspect]}|{_ARABIC[aspect]})(?!\w)")
    for aspect in _ENGLISH
}
ASPECTS: Final = tuple(_CUES)
"""The aspects that words betray: "how", "why", "saidBy" and "outcome"."""


def speaks(aspect: str, sentence: str) -> bool:
    """Whether a sentence holds a word that may say how, why, by whose report, with what outcome."""
    return _CUES[aspect].search(fold_key(sentence)) is not None
