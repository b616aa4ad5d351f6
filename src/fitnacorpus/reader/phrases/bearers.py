"""What the pages of names say, and the search, in English and in Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fitnacorpus.vocabulary import MentionType

PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    # Names
    "places": ("Places", "الأماكن"),
    "latin order": ("In the Latin alphabet", "على حروف الهجاء اللاتينية"),
    "arabic order": ("In the Arabic alphabet", "على حروف الهجاء العربية"),
    "forms": ("Spellings", "صور الاسم"),
    "form": ("Spelling", "الصورة"),
    "kind": ("Kind", "النوع"),
    "preferred": ("preferred", "المختارة"),
    "attested": ("stands in", "وردت في"),
    "variant": ("known from elsewhere", "معروفة من غير النصوص"),
    "slip": ("a slip in", "سهو في"),
    "title": MentionType.TITLE.words,
    "ar-Latn-x-ijmes": ("IJMES transliteration", "كتابة لاتينية (IJMES)"),
    "ar-Latn-alalc97": ("ALA-LC romanisation", "كتابة لاتينية (ALA-LC)"),
    "mentions heading": ("Mentions", "المواضع"),
    "no mentions": ("No text of the corpus names it.", "لم يرد في نصوص المدوّنة."),
    "confused": ("Easily confused with", "قد يلتبس بـ"),
    "namesakes": ("Others of this name in the texts", "من سُمّي بهذا الاسم في النصوص"),
    "not in the authority": ("not in the authority", "ليس في سجل الأعلام"),
    "shared form": ("shares the spelling “{form}”", "يشاركه في الرسم «{form}»"),
    "doubtful here": ("some mentions may be either", "بعض المواضع تحتمل الاثنين"),
    "begins alike": ("the names begin alike", "الاسمان متشابها الأول"),
    "ambiguous": ("ambiguous: {names}", "ملتبس: {names}"),
    "ambiguous mark": ("ambiguous", "ملتبس"),
    "unresolved": ("a name without identification", "علَم لم يُعرف صاحبه"),
    "in the events": ("Events here", "أحداث في هذا المكان"),
    "coordinates": ("Coordinates", "الإحداثيات"),
    "cert high": ("certain", "مؤكدة"),
    "cert medium": ("approximate", "تقريبية"),
    "cert unknown": ("certainty unknown", "غير معلومة الدقة"),
    "cert low": ("uncertain", "غير مؤكدة"),
    # Search
    "search label": (
        "A name, in any spelling and either script",
        "علَم، بأي رسم وبأي من الحرفين",
    ),
    "search go": ("Search", "ابحث"),
    "search script": (
        "Searching in this page needs JavaScript. Without it, use the list of names.",
        "البحث في هذه الصفحة يحتاج إلى جافاسكربت. وبدونه فارجع إلى فهرس الأعلام.",
    ),
    "search empty": (
        "Try معاوية, Muʿāwiya or Muawiyah: the same people are found.",
        "جرّب معاوية أو Muʿāwiya أو Muawiyah: تجد الأشخاص أنفسهم.",
    ),
    "kinds all": ("Names, events and words", "الأعلام والأحداث والألفاظ"),
    "words": ("Words", "الألفاظ"),
    "any language": ("Any language", "أي لغة"),
    "any text": ("Any text", "أي نص"),
    "found names": ("Names ({n})", "الأعلام ({n})"),
    "found events": ("Events ({n})", "الأحداث ({n})"),
    "found words": ("In the texts ({n})", "في النصوص ({n})"),
    "aligned": ("Aligned with it:", "يقابله:"),
    "more lines": ("Show all", "أظهر الكل"),
    "hit of": ("{n} of {of}", "{n} من {of}"),
    "next hit": ("Next place", "الموضع التالي"),
    "previous hit": ("Previous place", "الموضع السابق"),
    "marks": ("Places found", "المواضع التي وُجدت"),
    "search words": (
        "A name or words, in any spelling and either script",
        "علَم أو ألفاظ، بأي رسم وبأي من الحرفين",
    ),
    "folded as": ("compared as", "قورن على صورة"),
    "no hit": ("No name is spelt so.", "لا علَم بهذا الرسم."),
    "nearest": ("Nearest names", "أقرب الأعلام"),
    "exact": ("exact", "مطابق"),
    "variant tier": ("same name, spelt otherwise", "الاسم نفسه برسم آخر"),
    "fuzzy": ("similar", "مشابه"),
    "why same": ("the same spelling as “{form}”", "مثل رسم «{form}»"),
    "why slip": ("a slip of a source: “{form}”", "سهو في مصدر: «{form}»"),
    "why variant": ("another spelling of “{form}”", "رسم آخر لـ«{form}»"),
    "why longer": ("the name continues: “{form}”", "وللاسم تتمة: «{form}»"),
    "why part": ("a part of “{form}”", "جزء من «{form}»"),
    "why meant": ("meant for “{form}”", "يُراد به «{form}»"),
    "why near": ("similar to “{form}”", "قريب من «{form}»"),
}
