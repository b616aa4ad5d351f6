"""Numbers of things with the plurals of both languages, and the months."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# English: one, other.  Arabic: none, one, two, 3–10, 11–99, hundreds (CLDR categories).
COUNTS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str, str, str, str, str]]]] = {
    "parallel": (
        ("{n} parallel", "{n} parallels"),
        ("لا مقابل", "مقابل واحد", "مقابلان", "{n} مقابلات", "{n} مقابلاً", "{n} مقابل"),
    ),
    "weak": (
        ("{n} weak proposal", "{n} weak proposals"),
        (
            "", "اقتراح ضعيف واحد", "اقتراحان ضعيفان", "{n} اقتراحات ضعيفة", "{n} اقتراحاً ضعيفاً",
            "{n} اقتراح ضعيف",
        ),
    ),
    "account": (
        ("{n} account", "{n} accounts"),
        ("لا رواية", "رواية واحدة", "روايتان", "{n} روايات", "{n} رواية", "{n} رواية"),
    ),
    "mentioned by": (
        ("mentioned by {n} more", "mentioned by {n} more"),
        (
            "", "وتذكره رواية أخرى", "وتذكره روايتان أخريان", "وتذكره {n} روايات أخرى",
            "وتذكره {n} رواية أخرى", "وتذكره {n} رواية أخرى",
        ),
    ),
    "in accounts": (
        ("in {n} account", "in {n} accounts"),
        (
            "", "في رواية واحدة", "في روايتين", "في {n} روايات", "في {n} رواية", "في {n} رواية",
        ),
    ),
    "mention": (
        ("{n} mention", "{n} mentions"),
        ("لا موضع", "موضع واحد", "موضعان", "{n} مواضع", "{n} موضعاً", "{n} موضع"),
    ),
    "work": (
        ("{n} work", "{n} works"),
        ("لا كتاب", "كتاب واحد", "كتابان", "{n} كتب", "{n} كتاباً", "{n} كتاب"),
    ),
    "difference": (
        ("{n} difference", "{n} differences"),
        ("لا اختلاف", "اختلاف واحد", "اختلافان", "{n} اختلافات", "{n} اختلافاً", "{n} اختلاف"),
    ),
    "linked episode": (
        ("{n} with parallels", "{n} with parallels"),
        (
            "لا مقابل لها", "لواحد منها مقابل", "لاثنين منها مقابل", "لـ{n} منها مقابل",
            "لـ{n} منها مقابل", "لـ{n} منها مقابل",
        ),
    ),
    "case": (
        ("{n} case", "{n} cases"),
        ("لا حالة", "حالة واحدة", "حالتان", "{n} حالات", "{n} حالة", "{n} حالة"),
    ),
    "case left": (
        ("{n} case left", "{n} cases left"),
        (
            "لم تبق حالة", "بقيت حالة واحدة", "بقيت حالتان", "بقيت {n} حالات", "بقيت {n} حالة",
            "بقيت {n} حالة",
        ),
    ),
    "case judged": (
        ("{n} judged in this sitting", "{n} judged in this sitting"),
        (
            "لم تحكم في شيء بعد", "حكمتَ في حالة واحدة", "حكمتَ في حالتين", "حكمتَ في {n} حالات",
            "حكمتَ في {n} حالة", "حكمتَ في {n} حالة",
        ),
    ),
    "episode": (
        ("{n} episode", "{n} episodes"),
        ("لا مقاطع", "مقطع واحد", "مقطعان", "{n} مقاطع", "{n} مقطعاً", "{n} مقطع"),
    ),
    "event": (
        ("{n} event", "{n} events"),
        ("لا حدث", "حدث واحد", "حدثان", "{n} أحداث", "{n} حدثاً", "{n} حدث"),
    ),
    "name": (
        ("{n} name", "{n} names"),
        ("لا علَم", "علَم واحد", "علَمان", "{n} أعلام", "{n} علَماً", "{n} علَم"),
    ),
    "text": (
        ("{n} text", "{n} texts"),
        ("لا نص", "نص واحد", "نصّان", "{n} نصوص", "{n} نصاً", "{n} نص"),
    ),
}  # fmt: skip


MONTHS: Final = (
    ("Muharram", "المحرّم"),
    ("Safar", "صفر"),
    ("Rabiʿ I", "ربيع الأول"),
    ("Rabiʿ II", "ربيع الآخر"),
    ("Jumada I", "جمادى الأولى"),
    ("Jumada II", "جمادى الآخرة"),
    ("Rajab", "رجب"),
    ("Shaʿban", "شعبان"),
    ("Ramadan", "رمضان"),
    ("Shawwal", "شوال"),
    ("Dhu al-Qaʿda", "ذو القعدة"),
    ("Dhu al-Hijja", "ذو الحجة"),
)
"""The months of the Hijri year."""
