"""Why the program proposes what it proposes: its English reasons, and their Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PATTERNS: Final[Mapping[str, str]] = {
    # Links
    r"the editors tied both to this event": "ربط المحررون كليهما بهذا الحدث",
    r"one text is a translation of the other": "أحد النصين ترجمة للآخر",
    r"wording much alike": "الألفاظ شديدة التشابه",
    r"wording alike": "الألفاظ متشابهة",
    r"order: against that of the other links": "الترتيب: على خلاف ترتيب سائر الروابط",
    r"(?P<n>[\d,]+) pairs of passages in the same order": "أزواج مقاطع على ترتيب واحد: {n}",
    r"both: (?P<things>.+)": "في كليهما: {things}",
    r"heard in both: (?P<things>.+)": "مسموع في كليهما: {things}",
    r"only in the first: (?P<things>.+)": "في الأول وحده: {things}",
    r"only in the second: (?P<things>.+)": "في الثاني وحده: {things}",
    r"number: (?P<a>.+) in the first, (?P<b>.+) in the second": (
        "العدد: في الأول {a}، وفي الثاني {b}"
    ),
    r"date: (?P<a>.+) in the first, (?P<b>.+) in the second": (
        "التاريخ: في الأول {a}، وفي الثاني {b}"
    ),
    r"place: (?P<a>.+) in the first, (?P<b>.+) in the second": (
        "المكان: في الأول {a}، وفي الثاني {b}"
    ),
    r"(?P<one>.+ \(question \d+, [\d-]+\)): both tell the same event(?P<said>: .*)?": (
        "{one}: كلاهما يروي الحدث نفسه{said}"
    ),
    r"(?P<one>.+ \(question \d+, [\d-]+\)): one sums up what the other tells(?P<said>: .*)?": (
        "{one}: أحدهما يجمل ما يرويه الآخر{said}"
    ),
    r"(?P<one>.+ \(question \d+, [\d-]+\)): one only looks back at it(?P<said>: .*)?": (
        "{one}: أحدهما يذكره عرضاً{said}"
    ),
    r"(?P<one>.+ \(question \d+, [\d-]+\)): they tell of different things(?P<said>: .*)?": (
        "{one}: يرويان أمرين مختلفين{said}"
    ),
    # Bearers
    r"named in (?P<n>[\d,]+) texts?": "عدد النصوص التي تذكره: {n}",
    r"named in full (?P<n>[\d,]+) times? in this text": (
        "عدد المواضع التي تسميه كاملاً في هذا النص: {n}"
    ),
    r"usually stands with (?P<things>.+), named near": "يُذكر عادة مع {things}، والمذكور قريب",
    r"has a part in (?P<things>.+), which is told here": "له شأن في {things}، وهو مرويّ هنا",
    r"last named beyond doubt (?P<n>[\d,]+) names? before": (
        "عدد الأعلام منذ آخر ذكر له لا شك فيه: {n}"
    ),
    # What a search found
    r"a slip of a source": "سهو في مصدر",
    r"same spelling": "الرسم نفسه",
    r"its name in the other language": "اسمه باللغة الأخرى",
    r"same name, spelt otherwise": "الاسم نفسه برسم آخر",
    r"the same in the other script": "هو نفسه بالحرف الآخر",
    r"same beginning; the name continues": "البداية نفسها، وللاسم تتمة",
    r"same beginning; the query continues": "البداية نفسها، ولعبارة البحث تتمة",
    r"parts in another order": "أجزاؤه على ترتيب آخر",
    r"similar sound": "متشابهان في السمع",
    r"Buckwalter for (?P<a>.+)": "بحروف بكوالتر: {a}",
    r"turned round: (?P<a>.+)": "بعد قلبه: {a}",
    r"without the particle: (?P<a>.+)": "بغير الحرف المتصل: {a}",
}
"""Each reason as a pattern of the whole; of its groups *things* are names, ids, concepts or
figures, and the others words that stand as they are."""

DEEDS: Final[Mapping[str, str]] = {
    "killing": "القتل", "death": "الموت", "burial": "الدفن", "poisoning": "السم",
    "wounding": "الجرح", "healing": "الشفاء", "appointment": "التولية", "deposition": "العزل",
    "succession": "الخلافة", "pledge": "البيعة", "refusal": "الامتناع", "rebellion": "الخروج",
    "battle": "القتال", "defeat": "الهزيمة", "victory": "النصر", "conquest": "الفتح",
    "siege": "الحصار", "raid": "الغارة", "burning": "الإحراق", "flight": "الهرب",
    "arrest": "الأسر", "release": "الإطلاق", "march": "المسير", "return": "الرجوع",
    "arrival": "القدوم", "sending": "الإرسال", "letter": "الكتاب", "speech": "الخطبة",
    "camp": "المعسكر", "crossing": "العبور", "embarking": "الركوب", "water": "الماء",
    "truce": "الصلح", "arbitration": "التحكيم", "trial": "القضاء", "punishment": "العقوبة",
    "exile": "النفي", "betrayal": "الخيانة", "revenge": "الثأر", "marriage": "الزواج",
    "birth": "الولادة", "prayer": "الصلاة", "baptism": "التعميد", "feeding": "الإطعام",
    "anointing": "المسح بالدهن", "weeping": "البكاء", "dream": "الرؤيا", "building": "البناء",
    "destruction": "الهدم", "payment": "العطاء", "theft": "السرقة", "gathering": "الاجتماع",
    "advice": "المشورة", "fear": "الخوف", "illness": "المرض", "hunger": "الجوع",
    "gift": "الهدية", "cursing": "اللعن", "weapons": "السلاح", "scripture": "المصحف",
    "banner": "الراية", "drowning": "الغرق",
}  # fmt: skip
"""What people do, by the concepts of the lexicon of events."""
