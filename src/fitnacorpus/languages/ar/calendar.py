"""How Arabic writes dates: months, ordinals, eras, the nights of a month, and their patterns.

Sources: W. Wright, A Grammar of the Arabic Language, I, § 328 and II, § 111; A. Grohmann, Arabische
Chronologie (Handbuch der Orientalistik, 1966).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

STEPS: Final = (
    "controls",
    "tatweel",
    "presentation",
    "tashkil",
    "quranic",
    "hamza",
    "letters",
    "ya",
    "ta-marbuta",
    "digits",
    "hyphens",
    "spaces",
)
_HIJRI_MONTHS: Final = (
    "(?:ال)?محرم(?: الحرام)?",
    "صفر(?: الخير| المظفر)?",
    "ربيع (?:ال)?اول",
    "ربيع (?:الاخر|الثاني|ثاني)",
    "جماد[يا] (?:الاولي|الاول|الاوله)",
    "جماد[يا] (?:الاخره|الاخري|الثانيه|الثاني|الاخر)",
    "رجب(?: الفرد| الاصب| المرجب)?",
    "شعبان(?: المكرم)?",
    "رمضان(?: المبارك| المعظم)?",
    "شوال(?: المكرم)?",
    "ذ(?:و|ي|ا)? ?القعده(?: الحرام)?",
    "ذ(?:و|ي|ا)? ?الحجه(?: الحرام)?",
)
_GREGORIAN_MONTHS: Final = (
    "يناير|كانون الثاني",
    "فبراير|شباط",
    "مارس|اذار",
    "ابريل|نيسان",
    "مايو|ايار",
    "يونيو|يونيه|حزيران",
    "يوليو|يوليه|تموز",
    "اغسطس|اب",
    "سبتمبر|ايلول",
    "اكتوبر|تشرين الاول",
    "نوفمبر|تشرين الثاني",
    "ديسمبر|كانون الاول",
)
_DAYS: Final = ("اثنين", "ثلاثاء?", "اربعاء?", "خميس", "جمعه", "سبت", "احد")
WEEKDAYS: Final = "|".join(_DAYS)
_DAY_WORD: Final = "(?:(?:يوم|ليله|نهار|غداه|صبيحه|صباح|عشيه|ضحوه) )"
AH: Final = (
    r"(?:ل?لهجره(?: النبويه| الشريفه)?|(?:من|بعد) (?:ال)?هجر(?:ه|ته)(?: النبويه| الشريفه)?|"
    r"من مهاجر(?:ه| رسول الله| النبي)|هجريه|هجري|ه\.?)(?!\w)"
)
ERAS: Final = r"هجر|ميلاد|[\d٠-٩]\s*\(?(?:ه‍?ـ?|م)(?!\w)|(?<!\w)(?:هـ|م)(?!\w)"
"""Words and letters by which Arabic names a calendar, in any spelling: 37هـ, ٣٧ ه, سنة 657م."""
CE: Final = r"(?:ل?لميلاد|ميلاديه|ميلادي|بعد الميلاد|م\.?)(?!\w)"
# Eras that are not converted, years counted from anything else, and years of a reign.
_OTHER_ERA: Final = (
    r"(?:ق\.? ?(?:ه|م)\.?|قبل (?:الهجره|الميلاد|الاسلام|البعثه|المبعث)|ه\.? ?ش\.?|"
    r"(?:هجري(?:ه)?|ه) شمسي(?:ه)?|شمسي(?:ه)?|ش\.?|"
    r"(?:لل?|من سن[يو]ن? |من تاريخ |من ملك )(?:ال)?"
    r"(?:اسكندر\w*|روم|ذي القرنين|شهداء|قبط|فرس|يزدجرد)|"
    r"اسكندري(?:ه)?|رومي(?:ه)?|يزدجردي(?:ه)?|قبطي(?:ه)?|عبري(?:ه)?|سرياني(?:ه)?|يوناني(?:ه)?|"
    r"من (?:ملك|خلافت?|ولايت|امارت|سلطان|حكم|مبعث|نبوت?|النبوه|البعثه|المبعث|مولد|عمر|دولت|"
    r"عهد|ايام|سني|بناء|عام الفيل|الفيل|الطوفان|ادم|وفاه|موت|جلوس|ظهور)\w*)(?!\w)"
)
_YEAR_WORD: Final = r"(?:ال)?(?:سنه|عام)"
_OF: Final = r"(?:,|،)? ?(?:من |في |ل)?(?:شهور )?"
PARTS: Final = {
    "early": "اوايل|بدايه|بدايات|مطلع|مستهل|غره|اول",
    "mid": "منتصف|اواسط|وسط",
    "late": "اواخر|نهايه|نهايات|ختام|اخر",
}
_UNITS: Final = (
    "اول", "ثان", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر",
)  # fmt: skip
_TENS: Final = {
    "عشر": 20, "ثلاث": 30, "اربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90,
}  # fmt: skip


def _ordinals() -> dict[str, int]:
    """Ordinals with the article: الثالث, الثالث عشر, الثالث والعشرون."""
    units = {}
    for value, stem in enumerate(_UNITS, 1):
        forms = {1: ("اول", "اولي"), 2: ("ثاني", "ثانيه", "ثان")}
        for form in forms.get(value, (stem, stem + "ه")):
            units["ال" + form] = value
    units |= {"الحادي": 1, "الحاديه": 1}
    ordinals = dict(units)
    for form, value in units.items():
        if value < 10:
            ordinals |= {f"{form} {ten}": value + 10 for ten in ("عشر", "عشره")}
            ordinals |= {
                f"{form} و{article}{stem}{ending}": value + ten
                for stem, ten in _TENS.items()
                for ending in ("ين", "ون")
                for article in ("ال", "")
            }
    return ordinals | {f"ال{s}{e}": ten for s, ten in _TENS.items() for e in ("ين", "ون")}


ORDINALS: Final = _ordinals()


def _day_ordinals() -> dict[str, int]:
    """Ordinals without the article, before the month: سابع عشر رمضان, خامس عشري شعبان."""
    out: dict[str, int] = {}
    for value, stem in enumerate((*_UNITS[:1], "ثاني", *_UNITS[2:]), 1):
        out[stem] = value
        if value < 10:
            stems = (stem, "حادي") if value == 1 else (stem,)
            for form in stems:
                out[f"{form} عشر"] = value + 10
                for ten in ("عشري", "عشرين", "وعشرين", "والعشرين", "عشريه"):
                    out[f"{form} {ten}"] = value + 20
    return out


DAY_ORDINALS: Final = _day_ordinals()
_NIGHT: Final = "(?:ليله|ليال|ليالي|يوما?|ايام)"
GONE: Final = "(?:خلت|خلون|خلوا|مضوا|خلتا|خلا|خلين|مضت|مضين|مضتا|مضي|مضيا)"
_LEFT: Final = "(?:بقيت|بقين|بقيتا|بقي|بقيا|تبقي|يبقين)"
_PASSING: Final = "(?:ت|ي)(?:مضي|خلو|بقي|مضين|خلون|بقين)"
"""Of a day as a rule: لثلاثة وعشرين يوما تمضي من حزيران."""


def _choice(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """What dates are made of, over the text that `STEPS` folds."""
    hijri = "|".join(f"(?P<h{i}>{m})" for i, m in enumerate(_HIJRI_MONTHS, 1))
    # A month may bear both of its names: كانون الثاني/يناير, تموز (يوليو).
    gregorian = "|".join(
        rf"(?P<g{i}>(?:{m})(?: ?[/(] ?(?:{m})\)?)?)" for i, m in enumerate(_GREGORIAN_MONTHS, 1)
    )
    ordinals = _choice(ORDINALS)
    parts = "|".join(f"(?P<{name}>{words})" for name, words in PARTS.items())
    weekdays = "|".join(f"(?P<d{i}>{day})" for i, day in enumerate(_DAYS))
    clitic = "(?<!\\w)(?:و|ف)?[بل]?"
    end = r"(?!\w)"
    raw = {
        "month": (
            rf"(?<!\w)(?:و|ف)?[بل]?(?P<month>(?:شهر )?(?:{hijri}|{gregorian})){end}"
            rf"(?:{_OF}(?P<word>{_YEAR_WORD}) (?P<nth>{ordinals}){end}|"
            rf"(?:{_OF}(?P<word2>{_YEAR_WORD}))? ?(?:من )?)"
        ),
        "day": (
            rf"(?:(?<!\w)(?:(?P<digits>[0-9]{{1,2}})|[بلوف]?(?P<ordinal>{ordinals})|"
            rf"[بلوف]?(?P<bare>{_choice(DAY_ORDINALS)})))(?: {_NIGHT})? ?(?:من )?(?:شهر )?$"
        ),
        "first": (
            rf"(?<!\w)[وفبل]?(?P<word>غره|مستهل|استهلال|هلال|اول {_NIGHT} من)(?: شهر)? ?$"
        ),
        "half": r"(?<!\w)[وفبل]?(?P<word>(?:ال)?نصف(?: من)?|لنصف من|منتصف)(?: شهر)? ?$",
        "last": (
            rf"(?<!\w)[وفبل]?(?P<word>سلخ|منسلخ|انسلاخ|اخر {_NIGHT} من)(?: شهر)? ?$"
        ),
        "gone": rf"(?: {_NIGHT})? (?P<how>{GONE}|{_LEFT}) من (?:شهر )?$",
        "one": (
            rf"(?<!\w)[وف]?ل(?P<word>(?P<one>ليله|يوم)|ليلتين|يومين) (?P<how>{GONE}|{_LEFT}) من "
            r"(?:شهر )?$"
        ),
        # لست is "I am not" elsewhere, and read as no number.
        "six": rf"(?<!\w)[وف]?ل(?P<word>ست)(?: {_NIGHT})? (?P<how>{GONE}|{_LEFT}) من (?:شهر )?$",
        "counted": rf"(?: {_NIGHT})? من (?:شهر )?$",
        # A day of a month that was named before (لخمس بقين منه), or is named without a year.
        "alone": (
            rf"(?: {_NIGHT})? (?:(?:{GONE}|{_LEFT}){end}|{_PASSING} من |"
            r"(?:او|وقيل|ويقال)(?: بل)? ل)"
        ),
        "nights": (
            rf"(?<!\w)[وف]?ل(?P<word>(?:ليله|يوم|ليلتين|يومين|ست(?: {_NIGHT})?) "
            rf"(?:{GONE}|{_LEFT}){end})"
        ),
        "of-it": rf" (?:منه|من (?:هذا )?الشهر){end}",
        "of-month": rf"(?P<night> {_NIGHT})? من (?:شهر )?(?:{hijri}|{gregorian}){end}",
        "nightly": rf"{_DAY_WORD}$",
        "weekday": rf"(?<!\w)[وفبل]?{_DAY_WORD}?(?:ال)(?:{weekdays})(?: المبارك)?"
        r"(?:[،,]? ?(?:(?:الموافق|المصادف|وهو|وهي) )?ل?|,? \()$",
        "weekday-after": (
            rf"[،,]? ?(?:(?:وكان|وهو|وذلك) )?\(?(?:يوم|ليله|نهار) (?:ال)(?:{weekdays}){end}"
        ),
        "year": rf"{clitic}(?P<word>{_YEAR_WORD}|لسنه|لعام) ",
        "years": r"(?<!\w)(?:و|ف)?[بل]?(?P<word>(?:ال)?(?:سنتي|عامي|سنوات|اعوام|السنوات)) ",
        "ordinal": (
            rf"{clitic}(?P<word>(?:السنه|العام) )(?P<ordinal>{ordinals}){end} ?"
            rf"(?P<era>{AH}|{CE})?"
        ),
        "parts": rf"(?<!\w)(?:و|ف)?[بل]?(?:(?P<circa>حوالي|نحو|قرابه|زهاء|حدود)|{parts}) $",
        "era": rf" ?(?:(?P<ah>{AH})|(?P<ce>{CE}))",
        "other": rf" ?(?:سنه )?{_OTHER_ERA}",
        "join": r" ?(?:[-–—]|(?:و|الي|حتي)(?: ?(?:سنه|عام))?) ?",
        "either": r" (?:او|ام)(?: سنه| عام)? ",
        "doubt": r"(?:قيل|يقال|او|ويقال|وقيل)(?: في| كان[ت]?| بل)? $",
        # A month of the solar Hijra, whose years are not converted: ٢٢ بهمن ١٣٥٧.
        "solar": (
            r"(?<!\w)[0-9]{1,2} (?:فروردين|ارديبهشت|خرداد|تير|مرداد|شهريور|مهر|ابان|اذر|دي|بهمن|"
            r"اسفند)(?: (?:ماه |سنه |عام )?1[23][0-9]{2})(?!\w)"
        ),
        "every": r"(?:كل|لكل|بكل|راس كل|ذات) $",
        "slash": r" ?[/(=] ?",
        "century": (
            rf"(?<!\w)[وف]?[بل]?(?P<word>(?:ال|ل)قرن(?P<two>ين)?) (?:ال(?P<early>هجري|ميلادي) )?"
            rf"(?:(?P<nth>{ordinals})|(?:ال)?(?P<digits>[0-9]{{1,2}})){end}?"
            rf"(?: ?(?:و|الي |-)(?P<until>{ordinals}|[0-9]{{1,2}}))?"
            rf"(?(early)|"
            rf" ?(?:ال)?(?P<era>هجريين|هجري|لهجره|ميلاديين|ميلادي|ه\.?|م\.?|ل?لهجره|ل?لميلاد){end})"
            rf"(?: ?[/(] ?(?P<other>{ordinals}|[0-9]{{1,2}}) ?(?:ال)?"
            rf"(?P<second>هجري|ميلادي|ه\.?|م\.?){end}\)?)?"
        ),
        "digits": (
            r"(?<![\w/.-])(?:(?P<d3>[0-9]{1,2}) / (?P<m3>[0-9]{1,2}) / (?P<y3>[0-9]{3,4})|"
            r"(?P<y>[0-9]{3,4})[/.-](?P<m>[0-9]{1,2})[/.-](?P<d>[0-9]{1,2})|"
            r"(?P<d2>[0-9]{1,2})[/.-](?P<m2>[0-9]{1,2})[/.-](?P<y2>[0-9]{3,4})|"
            r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{1,2})(?![0-9/-])"
            rf" ?(?P<era>{AH}|{CE})?"
        ),
        "broken": (
            r"[ .\"»«،]{1,3}(?:و\w+[ .\"»«]{1,3})?و\w{0,6}(?:مايه|مايتين|ميه|ميتين)(?!\w)"
        ),
        "tens": r"(?<!\w)(?:و|ف)?[بل]?ال(?:عشر|عشره) $",
        "vague": r"(?<!\w)[وف]?[بل]?(?:ال)?(?:سنه|عام) (?:نيفا? و|بضع و|بضعه و)",
    }  # fmt: skip
    return {name: re.compile(pattern) for name, pattern in raw.items()}
