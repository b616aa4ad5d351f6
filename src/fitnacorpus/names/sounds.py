"""Which words of an index may sound like a word: a short list, found by classes of consonants.

Both scripts are written in the same classes; what romanisations confuse falls into one class or
gets two (ث is t and s).  Words share features: runs of one to three classes, marked at the edges.
The classes follow the ALA-LC and IJMES tables and popular spelling.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_CLASSES: Final = {
    **dict.fromkeys("bpبپ", "b"), **dict.fromkeys("fفڤ", "f"), "v": "fwb",
    **dict.fromkeys("tتطٹ", "t"),
    **dict.fromkeys("dدڈ", "d"), **dict.fromkeys("zز", "z"), **dict.fromkeys("sسص", "s"),
    **dict.fromkeys("شچ", "c"), **dict.fromkeys("jج", "j"), "گ": "gj", "g": "gjk", "غ": "g",
    **dict.fromkeys("kكx", "k"), "ق": "kg", "q": "kg", "c": "ks", "خ": "xk", "ژ": "jz",
    **dict.fromkeys("hحه", "h"), **dict.fromkeys("rر", "r"), "ڑ": "rd", **dict.fromkeys("lل", "l"),
    **dict.fromkeys("mم", "m"), **dict.fromkeys("nن", "n"), "ث": "ts", **dict.fromkeys("ذضظ", "dz"),
    **dict.fromkeys("wouو", "w"), **dict.fromkeys("yieي", "y"), **dict.fromkeys("aا", "a"),
}  # fmt: skip
_DIGRAPHS: Final = {
    "sh": "c", "kh": "xk", "th": "ts", "dh": "dz", "gh": "g", "ch": "cxk", "ph": "f"
}  # fmt: skip
_VOWELS: Final = frozenset("wya")


def classes(word: str) -> list[str]:
    """The classes of each sound of a word; a sound of several classes lists them all."""
    out = []
    i = 0
    while i < len(word):
        step = 2 if word[i : i + 2] in _DIGRAPHS else 1
        sound = _DIGRAPHS[word[i : i + 2]] if step == 2 else _CLASSES.get(word[i], "")
        if sound:
            out.append(sound)
        i += step
    return out


@lru_cache(maxsize=4096)
def features(word: str) -> tuple[str, ...]:
    """Features of a word, for a short list of words that may be the same; sorted."""
    found = set()
    all_sounds = classes(word)
    bones = [c for c in all_sounds if c not in _VOWELS]
    # A final h may be the feminine ending, or nothing.
    if len(bones) > 1 and bones[-1] == "h":
        found.add(f"{bones[-2][0]}$")
        bones = bones[:-1]
    edged = ["^", *bones, "$"]
    for i, here in enumerate(edged):
        for a in here:
            if i and i <= len(bones):
                found.add(a)
            if i + 1 < len(edged):
                for b in edged[i + 1]:
                    found.add(a + b)
                    if i + 2 < len(edged):
                        found.update(a + b + c for c in edged[i + 2])
    vowels = [c for c in all_sounds[1:-1] if c in "wy"]
    found.update(f"+{v}" for v in vowels)
    if all_sounds:
        found.update(f"<{c}" for c in all_sounds[0])
        found.add(f">{all_sounds[-1][0]}")
    return tuple(sorted(found))


def bones(word: str) -> str:
    """The consonants of a word, one class each; the same for both scripts."""
    return "".join(c[0] for c in classes(word) if c not in _VOWELS)
