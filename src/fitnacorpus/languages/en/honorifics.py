"""English formulae of blessing, and Arabic ones in Latin letters.

Patterns run over a fold without marks, ʿayn and capitals; "_" stands for the space between two
words, "~" for one that may be missing or a hyphen.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from fitnacorpus.languages.language import Honorifics

_PERSON: Final = "(?:him|her|them)(?:_(?:both|all))?"
_LORD: Final = "(?:god|allah)"
_MAY: Final = "(?:may_)?"
_HOUSE: Final = (
    r"(?:,_)?and_(?:up?on_)?(?:his|her|their)_(?:pure_|holy_|noble_)?"
    r"(?:family|house(?:hold)?|progeny|descendants|people)"
)
_ON: Final = "(?:up)?on"
_BLESSING: Final = "(?:prayers?|peace|blessings?|salutations?|mercy)"
_GIFTS: Final = f"{_BLESSING}(?:_and_{_BLESSING})*(?:_of_{_LORD})?"
_HIS: Final = f"(?:{_LORD}s|{_LORD}'s)_{_BLESSING}(?:_and_{_BLESSING})*"
_PEACE: Final = (
    "(?:_and_(?:(?:grant|give)_(?:him|her|them)_(?:peace|salvation)|preserve_(?:him|her|them)))?"
)

# Arabic in Latin letters: salla llahu ʿalayhi wa-(alihi wa-)sallam, as editors and typists have it.
_ALAYHI: Final = "al?[ae][yi]h?i?(?:ha|him|hima|hum|hi)?"
_ALLAHU: Final = "(?:a?l?l?ah?u|allahu?|llahu)"
_WA: Final = "wa?[- ]?"
_ALIHI: Final = f"{_WA}(?:al[aā]_)?[aā]+li?h?i?"
_SALLAM: Final = f"{_WA}sall?am[au]?"

HONORIFICS: Final = Honorifics(
    words=(
        ("tasliya-family", f"{_MAY}(?:{_GIFTS}|{_HIS})_be_{_ON}_{_PERSON}_?{_HOUSE}"),
        ("tasliya-family", f"{_MAY}{_LORD}_bless_{_PERSON}_?{_HOUSE}{_PEACE}"),
        ("tasliya-family", f"{_MAY}{_LORD}_bless_{_PERSON}{_PEACE}_?{_HOUSE}"),
        ("tasliya-family", f"sall?a?~{_ALLAHU}_{_ALAYHI}_{_ALIHI}(?:_{_SALLAM})?"),
        (
            "tasliya",
            f"{_MAY}(?:(?:prayers?|blessings?)(?:_and_{_BLESSING})*|peace_and_{_BLESSING})"
            f"(?:_of_{_LORD})?_be_{_ON}_{_PERSON}",
        ),
        (
            "tasliya",
            f"{_MAY}{_LORD}'?s_(?:prayers?|blessings?)(?:_and_{_BLESSING})*_be_{_ON}_{_PERSON}",
        ),
        ("tasliya", f"{_MAY}{_LORD}_bless_{_PERSON}{_PEACE}"),
        ("tasliya", f"sall?a?~{_ALLAHU}_{_ALAYHI}(?:_{_SALLAM})?"),
        ("tasliya", f"{_MAY}{_LORD}_bless_and_(?:preserve|save|keep)_{_PERSON}"),
        (
            "tasliya",
            f"{_ON}_(?:whom|{_PERSON})_be_(?:the_)?(?:prayers?|blessings?)"
            f"(?:_and_(?:the_)?{_BLESSING})*(?:_of_{_LORD})?",
        ),
        ("taslim", f"{_ON}_(?:both|all)_of_whom_be_peace"),
        ("taslim", f"{_MAY}peace(?:_of_{_LORD})?_be_{_ON}_{_PERSON}|{_ON}_whom_be_peace"),
        ("taslim", f"(?:up)?on_{_PERSON}_be_peace|peace_{_ON}_{_PERSON}(?=[)\\]])"),
        ("taslim", f"{_ALAYHI}[- ]?(?:a?[sl]s?[- ]?)salaa?m|alayhi?s?[- ]salaa?m"),
        ("tardiya", f"{_MAY}{_LORD}_be_(?:well_)?pleased_with_{_PERSON}"),
        ("tardiya", "ra[dz]h?i?y?[aā]?~(?:a?l?lah?u?)_anh(?:u|a|um|uma|unna)"),
        (
            "tarahhum",
            f"{_MAY}{_LORD}_have_mercy_{_ON}_(?:{_PERSON}|(?:his|her|their)_souls?)|"
            f"{_MAY}{_LORD}_rest_(?:his|her|their)_souls?",
        ),
        ("tarahhum", f"{_MAY}(?:the_)?mercy_of_{_LORD}_be_{_ON}_{_PERSON}"),
        ("tarahhum", "rahimah(?:u|a|um|uma)~(?:a?l?l?ah?)|rahmatu?~(?:a?l?l?ahi?)_alay[- ]?hi?a?"),
        ("karama", f"{_MAY}{_LORD}_(?:ennoble|hono[u]?r|brighten)_his_(?:face|countenance)"),
        ("karama", f"karr?ama~{_ALLAHU}_wajhah?u?"),
        ("tajil", f"{_MAY}{_LORD}_hasten_(?:his|the)_(?:(?:re)?appearance|return|advent|relief)"),
        ("taqdis", f"{_MAY}{_LORD}_sanctify_(?:his|her)_(?:noble_)?(?:secret|soul|spirit|grave)"),
        ("taqdis", f"{_MAY}his_(?:secret|soul|grave)_be_(?:sanctified|hallowed)"),
        (
            "taala",
            "glorified_and_exalted(?:_be_he)?|exalted_be_he|may_he_be_(?:glorified_and_)?exalted|"
            r"(?<=\bgod, )the_exalted|(?<=allah, )the_exalted",
        ),
        ("taala", "subhanahu_wa~ta'?ala|azza_wa~jall?a?"),
        ("tasliya-family", r"\(pbuh_(?:&|and)_his_(?:family|household|progeny)\)"),
        ("tasliya", r"p\.?b\.?u\.?h\b\.?(?!&)"),
    ),
    letters=MappingProxyType(
        {
            "ṣ": "tasliya",
            "ṣlʿm": "tasliya",
            "saw": "tasliya",
            "saws": "tasliya",
            "saaw": "tasliya",
            "sas": "tasliya",
            "saww": "tasliya-family",
            "sawa": "tasliya-family",
            "ṣawa": "tasliya-family",
            "pbuh&hf": "tasliya-family",
            "pbuhahf": "tasliya-family",
            "pbuhf": "tasliya-family",
            "as": "taslim",
            "ʿa": "taslim",
            "ʿas": "taslim",
            "ra": "tardiya",
            "rʿa": "tardiya",
            "rḍ": "tardiya",
            "rh": "tarahhum",
            "rḥ": "tarahhum",
            "swt": "taala",
            "atf": "tajil",
            "atfs": "tajil",
            "ajtf": "tajil",
            "qs": "taqdis",
            "raa": "tardiya",
            # The Prophet's formula after a name of his, salām Allāh ʿalayhā after others.
            "s": "tasliya|taslim",
            "sa": "tasliya|taslim",
        }
    ),
    after_capital=True,
    prophet=r"(?:prophet|messenger|apostle|muhammad|mohammed|mustafa)\W*(?:of \w+\W*)?$",
)
