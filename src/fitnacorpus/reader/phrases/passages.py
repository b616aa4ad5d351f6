"""What the pages of texts say, and the cards of parallels, in English and in Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    # A text
    "language": ("Language", "اللغة"),
    "lang ar": ("Arabic", "العربية"),
    "lang en": ("English", "الإنجليزية"),
    "work": ("Work", "الكتاب"),
    "author": ("Author", "المؤلف"),
    "author died": ("Author's death", "وفاة المؤلف"),
    "tradition": ("Standpoint", "الاتجاه"),
    "extent": ("Extent", "القدر الموجود"),
    "print": ("Print followed", "الطبعة المعتمدة"),
    "rights": ("Rights", "الحقوق"),
    "relation to": ("Derived from", "منقول عن"),
    "translation of": ("Translation of", "ترجمة"),
    "one work": (
        "Of one work with {others}: they count as one witness.",
        "من كتاب واحد مع {others}، فهي شاهد واحد.",
    ),
    "contents": ("Contents", "المحتويات"),
    "facts": ("Table of facts in the source", "جدول المعلومات في المصدر"),
    "read with": ("Read beside", "اقرأ مع"),
    "alone": ("nothing", "لا شيء"),
    "end of text": ("End of the text as it is held here", "نهاية النص كما هو محفوظ هنا"),
    "notes": ("Editor’s notes on readings", "تعليقات المحرر على القراءات"),
    "read as": ("read", "والصواب"),
    "withheld": (
        "The editor has not cleared this text for publication. Its words are withheld here; what "
        "it tells, and how it stands to the other accounts, is shown.",
        "لم يأذن المحرر بنشر هذا النص، فحُجبت ألفاظه هنا، وبقي بيان ما يرويه وصلته بسائر الروايات.",
    ),
    "withheld short": (
        "words withheld: not cleared for publication",
        "الألفاظ محجوبة: لم يؤذن بنشرها",
    ),
    "most named": ("Named most often", "الأكثر ذكراً"),
    "all names": ("All names", "كل الأعلام"),
    "all contents": ("All contents", "كل المحتويات"),
    "filter contents": ("Filter the contents", "رشّح المحتويات"),
    # Side by side
    "shared of": ("{n} of {of}", "{n} من {of}"),
    "and with": ("and", "ومع"),
    "previous shared": ("Previous shared passage", "الموضع المشترك السابق"),
    "next shared": ("Next shared passage", "الموضع المشترك التالي"),
    "swap": ("Swap columns", "بدّل العمودين"),
    "widths": ("Width of the columns", "عرض العمودين"),
    "also in": ("Also told in", "يُروى أيضاً في"),
    "unshared one": ("One episode that is not shared:", "مقطع واحد غير مشترك:"),
    "unshared": ("{n} episodes that are not shared:", "مقاطع غير مشتركة، وعددها {n}:"),
    "whole episode": ("Whole episode", "المقطع كله"),
    "read on": ("Read on", "تابع القراءة"),
    "short sameEvent": ("same event", "الحدث نفسه"),
    "short summary": ("summary", "إجمال"),
    "short mention": ("mention", "ذكر عابر"),
    "short related": ("related", "صلة"),
    "hidden by language": (
        "Not shown, since their language is hidden: {n} of {of}.",
        "محجوب لأن لغته محجوبة: {n} من {of}.",
    ),
    "show all languages": ("Show both languages", "أظهر اللغتين"),
    # Parallels
    "no parallel": ("No parallel", "لا مقابل"),
    "no parallel long": (
        "No parallel in the other accounts is known.",
        "لا يُعرف له مقابل في الروايات الأخرى.",
    ),
    "only same language": ("in the same language only", "في اللغة نفسها فقط"),
    "parallels of": ("Parallels of", "ما يقابل"),
    "the editors": ("the editors", "المحررون"),
    "weak": ("Weak proposals", "اقتراحات ضعيفة"),
    "conflict": ("Accounts differ", "الروايات تختلف"),
    "why": ("Why", "لماذا"),
    "note": ("Note", "ملاحظة"),
    "on the words": ("on the words", "في قوله"),
    "show in text": ("Show in its text", "اعرضه في نصّه"),
    "side by side": ("Open side by side", "افتحهما متقابلين"),
    "all accounts": ("All accounts of the event", "كل روايات الحدث"),
    "cite": ("Cite", "للاستشهاد"),
    "cite episode": (
        "“{title}” ({ref}), in: {text}. {edition}",
        "«{title}» ({ref})، ضمن: {text}. {edition}",
    ),
    "cite text": (
        "{text} ({ref}). {edition}",
        "{text} ({ref}). {edition}",
    ),
    "page": ("p. {n}", "ص {n}"),
    "permanent": ("Permanent id", "المعرّف الدائم"),
    "only there": ("in Arabic only", "بالإنجليزية فقط"),
    "sure": ("sure to {share}", "درجة الثقة {share}"),
    "not told": ("not found here", "لم يوجد هنا"),
}
