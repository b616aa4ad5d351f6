"""Words by which a sentence may say how, why, by whose report or with what outcome.

They say where to look and no more: what is found by them is the program's guess, and called so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Final

from fitnacorpus.model import Span
from fitnacorpus.orthography import fold_key

_ENGLISH: Final[Mapping[str, str]] = {
    "how": (
        r"poison\w*|honey|swords?|spears?|lances?|arrows?|daggers?|burn(?:t|ed|ing)|fire|"
        r"strangl\w+|behead\w*|stoned|drown\w*|ambush\w*|tricked|brib\w+|starv\w+|"
        r"(?:by|with|through) (?:(?:a|an|the|his|their) )?(?:\w+ )?(?:tricks?|ruse|stratagem)"
    ),
    "why": (
        r"because|for the sake of|in order (?:to|that)|so that|so as to|lest|owing to|due to|"
        r"on account of|in revenge|in vengeance|in retaliation|for fear|therefore|"
        r"the reason|the cause|for (?:this|that) reason"
    ),
    "saidBy": (
        r"according to(?! (?:his|her|their|its|my|our|your|this|these|that)\b)|"
        r"attributed to|reported(?:ly)?|alleged(?:ly)?|accounts?[^.]{0,40} "
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
        r"(?:له|اليه|عليه|سقاه|فسقاه|فيه) (?:ال)?سما?|سمه|سموه|مسموم\w*|السم|بالسم|عسل\w*|العسل|"
        r"ب(?:ال)?سيف\w*|السيف|سيفه|(?:ال|ب)?رمح\w*|(?:ال|ب)?سهم|(?:ال|ب|بال)?سهام|بالنبل|"
        r"بالنار|احرق\w*|حرق\w*|(?:ال|ب)?خنجر\w*|"
        r"خنق\w*|ذبح\w*|غرق\w*|ب(?:ال)?(?:حيله|مكيده|خدعه|رشوه)|خدع\w*|غيله"
    ),
    "why": (
        r"لان(?:ه|ها|هم|هما|ني|ك|نا)?|لاجل\w*|من اجل|لكي|كي|حتي لا|لهذا|لذلك|بسبب|خوفا|ثارا|"
        r"لئلا|انتقاما|وذلك ان|وكان سبب|سبب ذلك"
    ),
    "saidBy": (
        r"[وف]?روي|[وف]?يروي|[وف]?قيل(?! ل)|[وف]?يقال(?! ل)|زعم\w*|[وف]?حدثن[اي]|"
        r"[وف]?اخبرن[اي]|في روايه|[وف]?ذكر(?:وا)? ان(?:ه|ها|هم)?|عن ابيه|قال ابو مخنف|قال الواقدي|"
        r"قال المدائني"
    ),
    "outcome": (
        r"[وف]?هكذا (?:انقض|انته|خسر|فقد|ضاع|هلك|سقط|تم)\w*|نتيجه|ادي الي|ادت الي|اسفر\w*|"
        r"[وف]?انتهي|[وف]?انتهت|[وف]?كانت عاقبته"
    ),
}
_CUES: Final = {
    aspect: re.compile(rf"(?<!\w)(?:{_ENGLISH[aspect]}|{_ARABIC[aspect]})(?!\w)")
    for aspect in _ENGLISH
}
_BACK: Final = re.compile(
    r"[وف]?ل(?:هذا|ذلك)(?!\w)|(?:\w+ ){0,2}(?:therefore|for (?:this|that) reason)(?!\w)"
)
"""Words at the head of a sentence whose reason stands in the sentence before."""
_LOOKS_BACK: Final = re.compile(r"(?:after|when) .*?(?<!\w)had(?!\w)")
"""The head of a sentence whose first clause tells what went before."""
ASPECTS: Final = tuple(_CUES)
"""The aspects that words betray: "how", "why", "saidBy" and "outcome"."""


_LONG: Final = 60
"""Words of a sentence that is quoted whole: old prose without full stops has far longer ones."""
_AROUND: Final = 15
"""Words quoted of a longer one on either side of what was found."""
_TOKEN: Final = re.compile(r"\S+")


def quoted(aspect: str, sentence: str) -> Span | None:
    """The words of a sentence that may say how, why, by whose report or with what outcome.

    Returns:
        Where they stand in the sentence: all of it, or of a long one the words around what was
        found; None where nothing is found.
    """
    tokens = list(_TOKEN.finditer(sentence))
    folded = [fold_key(token[0]) for token in tokens]
    said = " ".join(word for word in folded if word)
    match = _CUES[aspect].search(said)
    if match is None:
        return None
    # A token may fold to several words ("al-Ashtar's"), so letters are counted up to the match.
    kept = [token for token, word in zip(tokens, folded, strict=True) if word]
    ends = list(accumulate(len(word) + 1 for word in folded if word))
    index = bisect_right(ends, match.start())
    looks_back = _LOOKS_BACK.match(said)
    parted = any(token[0].endswith(",") for token in kept[index:-1])
    if looks_back and looks_back.end() < match.start() and parted:
        return None
    if len(tokens) <= _LONG:
        return Span(tokens[0].start(), tokens[-1].end())
    first, last = max(0, index - _AROUND), min(len(kept) - 1, index + _AROUND)
    return Span(kept[first].start(), kept[last].end())


def reason_before(sentence: str) -> bool:
    """Whether a sentence begins with words such as "therefore": its reason stands before it."""
    return bool(_BACK.match(fold_key(sentence.strip())))
