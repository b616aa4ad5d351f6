"""What the pages of events say, the timeline and the map, in English and in Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    # Events
    "part of": ("Part of", "جزء من"),
    "when": ("When", "متى"),
    "where": ("Where", "أين"),
    "parts": ("Parts of this event", "أجزاء هذا الحدث"),
    "accounts": ("Accounts", "الروايات"),
    "told by none": ("No passage has been tied to it.", "لم يُربط به أي موضع."),
    "named in": ("Named in the texts", "ورد ذكره في النصوص"),
    "not told in": ("Not found in", "لم يوجد في"),
    "table": ("Table", "الجدول"),
    "comparison": ("What each account says", "ما تقوله كل رواية"),
    "ah": ("{n} AH", "{n} هـ"),
    "ce": ("{n} CE", "{n} م"),
    "undated": ("No date in the authority", "لا تاريخ لها في الثبت"),
    "aspect agent": ("Who did it, as editors recorded", "الفاعل، كما قيّده المحررون"),
    "aspect patient": ("To whom it was done", "من وقع عليه"),
    "aspect recipient": ("For whom, or given to whom", "من كان له أو وُجّه إليه"),
    "aspect instrument": ("By whose hand", "من تم على يده"),
    "aspect who": ("Others named there", "آخرون ورد ذكرهم"),
    "aspect where": ("Where", "أين"),
    "aspect when": ("When", "متى"),
    "aspect howMany": ("How many", "كم"),
    "aspect how": (
        "How (the program's guess: sentences that may say it, by such words as “sword” or "
        "“poison”)",
        "كيف (تخمين البرنامج: جمل لعلها تذكره، لورود ألفاظ مثل «السيف» أو «السم» فيها)",
    ),
    "aspect why": (
        "Why (the program's guess: sentences that may say it, by such words as “because”)",
        "لماذا (تخمين البرنامج: جمل لعلها تذكره، لورود ألفاظ مثل «لأن» فيها)",
    ),
    "aspect saidBy": (
        "On whose report (the program's guess: sentences that may say it, by such words as "
        "“according to”)",
        "عمّن يُروى (تخمين البرنامج: جمل لعلها تذكره، لورود ألفاظ مثل «روى» فيها)",
    ),
    "aspect outcome": (
        "With what outcome (lines of a table of facts; the program's guess: sentences that may say "
        "it, by such words as “thus”)",
        "العاقبة (أسطر من جدول الحقائق؛ وتخمين البرنامج: جمل لعلها تذكرها، لورود ألفاظ مثل «وهكذا» "
        "فيها)",
    ),
    "inside": ("The events inside it, account by account", "الأحداث التي يتضمنها، رواية رواية"),
    "aspect events": ("Other events named", "أحداث أخرى مذكورة"),
    "aspect differs": ("They differ, as a reviewer judged", "تختلف، بحكم مراجع"),
    "aspect open": (
        "Open questions: do they differ? Nobody has judged",
        "مسائل مفتوحة: هل تختلف؟ لم يحكم في ذلك أحد",
    ),
    "sources note": (
        "Texts of one work, with its translations and retellings, count as one source.",
        "نصوص الكتاب الواحد، مع ترجماته وما نُقل عنه، مصدر واحد.",
    ),
    "differences": ("Differences", "الاختلافات"),
    "differences note": (
        "Where accounts contradict one another, as reviewers judged, by the kind of difference.",
        "مواضع اختلاف الروايات بحكم المراجعين، مرتبة بحسب نوع الاختلاف.",
    ),
    "no differences": (
        "Nobody has judged yet that accounts differ.",
        "لم يحكم أحد بعد باختلاف بين الروايات.",
    ),
    "who differs": ("Who contradicts whom", "من يخالف من"),
    "differ by": ("They differ in: {facet}", "تختلف في: {facet}"),
    "differ sentence": (
        "“{a}” and “{b}” {what}.",
        "«{a}» و«{b}» {what}.",
    ),
    "say number": ("give different numbers", "يذكران عددين مختلفين"),
    "say order": ("tell it in a different order", "يختلفان في ترتيب الأحداث"),
    "say place": ("name different places", "يسمّيان مكانين مختلفين"),
    "say cause": ("give different causes", "يذكران سببين مختلفين"),
    "say agent": ("do not name the same agent", "يختلفان في الفاعل"),
    "say attribution": ("credit it to different people", "ينسبانه إلى شخصين مختلفين"),
    "say name": ("use different names", "يسمّيان باسمين مختلفين"),
    "say date": ("give different dates", "يذكران تاريخين مختلفين"),
    "say outcome": ("tell different outcomes", "يذكران عاقبتين مختلفتين"),
    "status agree": ("given by several sources", "يذكره أكثر من مصدر"),
    "status named": ("one account names it here", "تسميه رواية واحدة هنا"),
    "status shared": ("named by several sources", "يذكره أكثر من مصدر"),
    "status repeated": ("several accounts, one work", "أكثر من رواية، من كتاب واحد"),
    "status single": ("only one account says it here", "لا تذكره هنا إلا رواية واحدة"),
    "status apart": (
        "several name it, in different events",
        "تذكره أكثر من رواية، لكن في أحداث مختلفة",
    ),
    "status alone": ("only one account tells this", "لا ترويه إلا رواية واحدة"),
    "status passing": (
        "only where the event is mentioned",
        "لا يُذكر إلا حيث يُذكر الحدث عرضاً",
    ),
    "status differs": ("they differ", "تختلف"),
    "status found": (
        "found in one source; nobody has judged",
        "وُجد في مصدر واحد، ولم يحكم فيه أحد",
    ),
    "status uncompared": (
        "found in several sources; nobody has compared them",
        "وُجد في أكثر من مصدر، ولم يقارن بينها أحد",
    ),
    "status open": ("do they differ? Nobody has judged", "هل تختلف؟ لم يحكم في ذلك أحد"),
    "statement passing": (
        "in a passage that only mentions the event",
        "في موضع يذكر الحدث عرضاً",
    ),
    "statement guessed": ("a guess", "تخمين"),
    "statement named elsewhere": (
        "named elsewhere in this account",
        "مذكور في موضع آخر من هذه الرواية",
    ),
    "statement elsewhere": ("told elsewhere in this account", "مذكور في موضع آخر من هذه الرواية"),
    "statement parts": ("told by its parts", "مرويّ بأجزائه"),
    "statement unnamed": ("not named in this passage", "لم يُسمَّ في هذا الموضع"),
    "statement unfound": (
        "no such sentence found in this passage",
        "لم توجد جملة كهذه في هذا الموضع",
    ),
    "statement absent": ("looked for and not found", "بُحث عنه فلم يوجد"),
    "matrix absent": ("not there", "ليس فيها"),
    "sought": (
        "“Not there”: a reviewer looked for it in that account and did not find it.",
        "«ليس فيها»: بحث عنه مراجع في تلك الرواية فلم يجده.",
    ),
    "statement untold": ("not told", "لم يُروَ"),
    "subject": ("Subject", "الموضوع"),
    "verdict": ("Agreement", "الاتفاق"),
    # Timeline and map
    "timeline note": (
        "Each bar spans the dates that the authority allows; a broken edge says that the event "
        "falls somewhere within. A full bar is told by an account, a "
        "pale one is not told as such. Below stand the events without dates.",
        "يمتد كل شريط على المدة التي يجيزها الثبت، والحافة المتقطعة تعني أن الحدث يقع في أثنائها. "
        "الشريط المملوء حدث ترويه رواية، والباهت لا "
        "يُروى بعينه. وتأتي بعدها الأحداث التي لا تاريخ لها.",
    ),
    "map note": (
        "Places of the authority by latitude and longitude. A hollow circle is an uncertain "
        "place; the size of a circle follows the number of mentions. Coasts and "
        "rivers are those of today (Natural Earth). A name that has no room appears when the map "
        "is drawn nearer.",
        "أماكن الثبت بحسب خطوط الطول والعرض. الدائرة المفرغة مكان غير مؤكد، وسعة الدائرة بقدر "
        "المواضع التي ذُكر فيها. والسواحل والأنهار كما هي اليوم (Natural Earth). "
        "والاسم الذي لا موضع له يظهر عند التكبير.",
    ),
    "zoom in": ("Zoom in", "تكبير"),
    "zoom out": ("Zoom out", "تصغير"),
    "whole map": ("Whole map", "الخريطة كلها"),
    "unplaced": ("Places without coordinates", "أماكن لا إحداثيات لها"),
}
