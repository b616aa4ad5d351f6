"""Arabic formulae of blessing.

Patterns run over the `search` fold: no marks, ي for ى, ه for ة, no hamza seats, a space for every
sign of punctuation, ligatures as words.  "_" stands for the space between two words, "~" for one
that may be missing: the conjunction is typed apart (و آله) and words are typed as one (عليه‌السلام).
Greetings and wishes to a person addressed (عليك السلام) are speech, and no formula.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from fitnacorpus.languages.language import Honorifics

_HIM: Final = "(?:ه|ها|هم|هما|هن)"
_ON: Final = f"علي{_HIM}"
_ON_OR_YOU: Final = "علي(?:ه|ها|هم|هما|هن|ك)"
_HOUSE: Final = "(?:اله|ال_بيته|اهل_بيته|عترته|ذريته)"
_KIN: Final = f"و~(?:علي_)?{_HOUSE}"
_PRAISE: Final = (
    "(?:_(?:و~)?(?:الطيبين|الطاهرين|الاطهار|الكرام|المعصومين|صحبه|اصحابه|ازواجه|اجمعين))*"
)
_GREET: Final = "(?:_و~(?:بارك_و~)?(?:سلم|كرم)(?:_تسليما)?(?:_كثيرا)?)?"
_BEST: Final = "(?:افضل|ازكي|اتم|اشرف)"
_PEACE: Final = (
    f"(?:{_BEST}_)?(?:الصلاه_و~(?:السلام|(?:{_BEST}_)?التسليم)|السلام|سلام|سلام_الله|"
    f"التحيه_و~(?:السلام|الثناء|التسليم)|التسليم|صلوات_الله(?:_و~سلامه)?)"
)

HONORIFICS: Final = Honorifics(
    words=(
        ("tasliya-family", f"صلي_الله_(?:تعالي_)?{_ON_OR_YOU}_{_KIN}{_PRAISE}{_GREET}"),
        ("tasliya-family", f"صلي_الله_(?:تعالي_)?{_ON_OR_YOU}_و~سلم_{_KIN}{_PRAISE}"),
        ("tasliya-family", f"صلوات_الله_(?:و~سلامه_)?{_ON}_{_KIN}{_PRAISE}"),
        (
            "tasliya-family",
            f"{_ON}_{_KIN}_(?:{_BEST}_)?(?:الصلاه_و~(?:السلام|(?:{_BEST}_)?التسليم)|صلوات_الله)",
        ),
        ("tasliya-family", f"صلعم_{_KIN}{_PRAISE}"),
        ("tasliya", f"صلي_الله_(?:تعالي_)?{_ON_OR_YOU}{_GREET}"),
        ("tasliya", f"صلوات_الله_(?:و~سلامه_)?{_ON}"),
        ("tasliya", "صلعم"),
        ("taslim", f"{_ON}_{_KIN}_السلام"),
        ("taslim", f"{_ON}(?:_و~علي_(?:نبينا|ابايه|ابيها))?~{_PEACE}"),
        ("taslim", f"علي_نبينا_(?:و~اله_)?و~{_ON}_{_PEACE}"),
        ("taslim", f"سلام_الله_{_ON}"),
        ("tardiya", f"رضي_الله_(?:تعالي_)?عن{_HIM}(?:_و~ارضا{_HIM})?"),
        ("tardiya", f"رضوان_الله_(?:تعالي_)?{_ON}"),
        ("tarahhum", f"رحمه_الله_(?:تعالي_)?{_ON}"),
        ("tarahhum", f"ي?رحم{_HIM}_الله(?:_تعالي)?"),
        ("tarahhum", f"تغمد{_HIM}_الله_(?:تعالي_)?ب(?:واسع_)?رحمته|طاب_ثراه(?:ا|ما|م)?"),
        (
            "tarahhum",
            f"(?:نور_الله_(?:ضريح|مرقد|قبر|مضجع)|برد_الله_(?:مضجع|ثرا|ضريح)|نضر_الله_وجه){_HIM}",
        ),
        ("karama", "كرم_الله_(?:تعالي_)?وجهه"),
        ("taqdis", "قدس(?:ت)?_(?:الله_)?(?:سره|روحه|نفسه|اسراره\\w*)(?:_(?:الشريف|الزكيه))?"),
        ("tajil", "عجل_الله_(?:تعالي_)?فرجه(?:_الشريف)?"),
        (
            "taala",
            "سبحانه_و~تعالي|تبارك_و~تعالي|عز_و~جل|جل_و~علا|جل_جلاله|عز_اسمه|جل_شانه|جل_ثناوه|"
            "جل_و~عز",
        ),
        ("taala", "(?<=لله )(?:تعالي|سبحانه)|(?<=قوله )(?:تعالي|سبحانه)|(?<=ربه )تعالي"),
    ),
    letters=MappingProxyType(
        {
            "ص": "tasliya",
            "صلعم": "tasliya",
            "ع": "taslim",
            "س": "taslim",
            "رض": "tardiya",
            "رضه": "tardiya",
            "ره": "tarahhum",
            "رح": "tarahhum",
            "قده": "taqdis",
            "عج": "tajil",
        }
    ),
)
