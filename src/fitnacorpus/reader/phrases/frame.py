"""What every page says, the display menu, the first page and that of downloads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    # The frame
    "home": ("Home", "الرئيسية"),
    "texts": ("Texts", "النصوص"),
    "events": ("Events", "الأحداث"),
    "names": ("Names", "الأعلام"),
    "timeline": ("Timeline", "الخط الزمني"),
    "map": ("Map", "الخريطة"),
    "search": ("Search", "البحث"),
    "downloads": ("Downloads", "التنزيلات"),
    "comma": (", ", "، "),
    "semicolon": ("; ", "؛ "),
    "edited": (
        "Edited by {editors}. Published by {publisher}.",
        "تحرير: {editors}. نشر: {publisher}.",
    ),
    "edited only": ("Edited by {editors}. Not published.", "تحرير: {editors}. غير منشور."),
    "skip": ("Skip to the text", "انتقل إلى المتن"),
    "sections": ("Sections", "الأقسام"),
    "display": ("Display", "العرض"),
    "other language": ("العربية", "English"),
    "moved": ("This text has another address now:", "انتقل هذا النص إلى عنوان آخر:"),
    "close": ("Close", "إغلاق"),
    "footer": (
        "The sources keep their own rights, stated with each text. Licence of the annotations:",
        "حقوق المصادر محفوظة لأصحابها، وهي مبيّنة مع كل نص. رخصة الحواشي والروابط:",
    ),
    "no licence": ("none has been chosen.", "لم تُختر بعد."),
    "more": ("Menu", "القائمة"),
    # Quoting
    "quote": ("Quote", "اقتبس"),
    "quote title": ("Quote and link", "الاقتباس والرابط"),
    "copy": ("Copy", "انسخ"),
    "copied": ("Copied", "نُسخ"),
    "link": ("Link", "الرابط"),
    "as text": ("Text", "نص"),
    "as Markdown": ("Markdown", "Markdown"),
    "as BibTeX": ("BibTeX", "BibTeX"),
    "as RIS": ("RIS", "RIS"),
    "as CSL-JSON": ("CSL-JSON", "CSL-JSON"),
    "edition": (
        "{corpus}, edited by {editors}. {publisher}.",
        "{corpus}، تحرير: {editors}. {publisher}.",
    ),
    "not published": ("Not published", "غير منشور"),
    "cite as": (
        "{title} ({ref}), in: {text}. {corpus}, edited by {editors}.",
        "{title} ({ref})، ضمن: {text}. {corpus}، تحرير: {editors}.",
    ),
    "cite page as": (
        "{title} ({ref}). {corpus}, edited by {editors}.",
        "{title} ({ref}). {corpus}، تحرير: {editors}.",
    ),
    "key c": ("quote the selection or the passage", "اقتبس التحديد أو المقطع"),
    "continue": ("Continue reading: {title}", "تابع القراءة: {title}"),
    # Display menu
    "language of accounts": ("Languages", "لغات الروايات"),
    "both": ("Both", "كلتاهما"),
    "only ar": ("Arabic only", "العربية فقط"),
    "only en": ("English only", "الإنجليزية فقط"),
    "size ar": ("Arabic size", "حجم الخط العربي"),
    "size en": ("English size", "حجم الخط اللاتيني"),
    "smaller": ("smaller", "أصغر"),
    "larger": ("larger", "أكبر"),
    "tashkil": ("Vowel signs (tashkil)", "التشكيل"),
    "names shown": ("Names as links", "إبراز الأعلام"),
    "unreviewed shown": ("Unreviewed links", "روابط لم تُراجَع"),
    "theme": ("Theme", "المظهر"),
    "system": ("System", "بحسب الجهاز"),
    "light": ("Light", "فاتح"),
    "dark": ("Dark", "داكن"),
    "width": ("Width", "عرض السطر"),
    "normal": ("Normal", "عادي"),
    "wide": ("Wide", "عريض"),
    "digits": ("Digits", "الأرقام"),
    "keys": ("Single-key shortcuts", "مفاتيح الاختصار"),
    "keys help": ("Keys", "المفاتيح"),
    "key j": ("next episode", "المقطع التالي"),
    "key k": ("previous episode", "المقطع السابق"),
    "key enter": ("parallels of the episode in focus", "ما يقابل المقطع المحدد"),
    "key n": ("next shared passage, side by side", "الموضع المشترك التالي عند القراءة المتقابلة"),
    "key p": (
        "previous shared passage, side by side",
        "الموضع المشترك السابق عند القراءة المتقابلة",
    ),
    "key [": ("previous parallel in the panel", "المقابل السابق في اللوح"),
    "key ]": ("next parallel in the panel", "المقابل التالي في اللوح"),
    "key t": ("table of contents", "المحتويات"),
    "key /": ("search", "البحث"),
    "key ?": ("display and keys", "العرض والمفاتيح"),
    "key esc": ("close, and back to where you were", "إغلاق والعودة إلى الموضع السابق"),
    # Home
    "what this holds": ("{n}: {of}.", "{n}: {of}."),
    "what this holds linked": (
        "{n}: {of}. Passages that correspond are linked and can be read side by side; what one "
        "text tells, another may pass over.",
        "{n}: {of}. وما يتقابل من مقاطعها مربوط بعضه ببعض ويُقرأ متقابلاً، وقد لا يذكر نص ما "
        "يذكره آخر.",
    ),
    "how to read": ("How to read", "كيف تقرأ"),
    "how 1": (
        "Open a text. Beside each episode stands how many parallels it has in the other accounts; "
        "the number opens them.",
        "افتح نصاً. بجانب كل مقطع عددُ ما يقابله في الروايات الأخرى، والضغط على العدد يُظهره.",
    ),
    "how alone": (
        "Open a text. What is underlined is a name: it leads to its bearer and all his places.",
        "افتح نصاً. ما تحته خط علَمٌ يفضي إلى صاحبه وإلى كل مواضعه.",
    ),
    "how 2": (
        "Open an event to see all accounts of it side by side.",
        "افتح حدثاً لترى رواياته كلها جنباً إلى جنب.",
    ),
    "how 3": (
        "Look up a name in either script, in any spelling.",
        "ابحث عن أي علَم بالعربية أو باللاتينية، أياً كان رسمه.",
    ),
    "most told": ("Told by several accounts", "أحداث روتها أكثر من رواية"),
    "all events": ("All events", "كل الأحداث"),
    # Downloads
    "tei texts": ("Texts in TEI P5", "النصوص بصيغة TEI P5"),
    "tei authority": ("Authority in TEI P5", "الثبت بصيغة TEI P5"),
    "tei alignments": ("Links in TEI P5", "الروابط بصيغة TEI P5"),
    "tables": ("Tables (tab-separated)", "جداول (يفصلها محرف الجدولة)"),
    "table names": ("all names and spellings", "كل الأعلام وصورها"),
    "table links": ("all links between passages", "كل الروابط بين المقاطع"),
    "rights heading": ("Rights", "الحقوق"),
    "tei withheld": ("not offered: not cleared for publication", "غير متاح: لم يؤذن بنشره"),
}
