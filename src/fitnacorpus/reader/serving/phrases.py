"""What only served pages say, in English and in Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    # Refusals
    "home again": ("To the first page", "إلى الصفحة الأولى"),
    "http 400": ("The request cannot be understood", "الطلب غير مفهوم"),
    "http 403": (
        "The request does not come from a page of this reader",
        "الطلب لم يصدر عن صفحة من صفحات هذا القارئ",
    ),
    "http 404": ("There is no such page", "لا صفحة بهذا العنوان"),
    "http 405": ("This cannot be done with the page", "لا يجوز هذا الفعل مع هذه الصفحة"),
    "http 408": ("The request did not arrive in time", "لم يصل الطلب في وقته"),
    "http 409": (
        "The corpus has changed since the page was shown: look at it anew",
        "تغيّرت المدوّنة بعد عرض الصفحة، فانظر فيها من جديد",
    ),
    "http 411": ("The request does not say how long it is", "لم يُذكر طول الطلب"),
    "http 413": ("The request is too large", "الطلب أكبر مما يُقبل"),
    "http 414": ("The address or the query is too long", "العنوان أو عبارة البحث أطول مما يُقبل"),
    "http 415": ("The request is not that of a form", "الطلب ليس من نموذج"),
    "http 421": (
        "The reader is not served under this name",
        "هذا القارئ لا يُعرض تحت هذا الاسم",
    ),
    "http 422": ("The verdict lacks something", "في الحكم نقص"),
    "http 431": ("The request has too many headers", "ترويسات الطلب أكثر مما يُقبل"),
    "http 500": ("The program has failed at this page", "عجز البرنامج عن هذه الصفحة"),
    "http 501": ("The method of the request is unknown", "طريقة الطلب مجهولة"),
    "http 505": (
        "The version of the protocol is not supported",
        "إصدار البروتوكول غير مدعوم",
    ),
    # Watching
    "about copy": ("About this copy", "عن هذه النسخة"),
    "broken": (
        "The last change cannot be used. What you see is the corpus before it.",
        "لا يمكن استعمال التغيير الأخير، والمعروض هو المدوّنة قبله.",
    ),
    "changed": (
        "The corpus has changed. Reload the page when you have sent or copied what you wrote.",
        "تغيّرت المدوّنة. أعد تحميل الصفحة بعد أن ترسل ما كتبته أو تنسخه.",
    ),
    # Search
    "see all": ("All mentions", "كل المواضع"),
    "tier exact": ("exact", "مطابق"),
    "tier variant": ("same name, spelt otherwise", "الاسم نفسه برسم آخر"),
    "tier fuzzy": ("similar", "مشابه"),
    # Review
    "reviewing": ("Reviewing as {who}", "تراجع باسم {who}"),
    "queue links": ("Links to judge", "روابط للحكم"),
    "queue mentions": ("Names to judge", "أعلام للحكم"),
    "judge": ("Judge", "احكم"),
    "judge link": ("Judge this link", "احكم في هذا الرابط"),
    "judge name": ("Judge this name", "احكم في هذا العلَم"),
    "names of episode": ("Names to judge here", "أعلام للحكم هنا"),
    "you accepted": ("you accepted it on {day}", "قبلته في {day}"),
    "you rejected": ("you rejected it on {day}", "رفضته في {day}"),
    "accept": ("Accept", "اقبل"),
    "reject": ("Reject", "ارفض"),
    "no name": ("Reject: this is no name", "ارفض: ليس علَماً"),
    "relation": ("Relation", "العلاقة"),
    "facets": ("They differ in", "يختلفان في"),
    "event id": ("Id of the event", "معرّف الحدث"),
    "bearer": ("Bearer", "صاحب الاسم"),
    "other bearer": ("another, by id", "غيره، بمعرّفه"),
    "nobody": ("The authority knows no bearer of this name.", "لا يعرف الثبت صاحباً لهذا الاسم."),
    "undo": ("Take the last verdict back", "تراجع عن آخر حكم"),
    "last accepted": ("Accepted: {what}", "قُبل: {what}"),
    "last rejected": ("Rejected: {what}", "رُفض: {what}"),
    "judged by": ("{who}: {what}", "{who}: {what}"),
    "word accept": ("accepted", "قبول"),
    "word reject": ("rejected", "رفض"),
    "settles": (
        "Your verdict settles the dispute: it replaces all of these.",
        "حكمك يحسم الخلاف، ويحل محل هذه كلها.",
    ),
    "which": ("Which", "أيّها"),
    "queue open": ("judged by nobody", "لم يحكم فيها أحد"),
    "queue others": ("judged by others, not by you", "حكم فيها غيرك دونك"),
    "queue mine": ("judged by you", "حكمتَ فيها"),
    "queue disputed": ("disputed", "مختلف فيها"),
    "queue all": ("all", "كلها"),
    "every text": ("all texts", "كل النصوص"),
    "show": ("Show", "اعرض"),
    "nothing to judge": ("There is nothing to judge here.", "لا شيء هنا للحكم فيه."),
    "earlier page": ("before", "السابق"),
    "later page": ("next", "التالي"),
    "page of": ("page {n} of {of}", "صفحة {n} من {of}"),
    "between": ("{a} and {b}", "{a} و{b}"),
    "score": ("score {score}", "الدرجة {score}"),
    "no proposal": ("not proposed by the program", "لم يقترحه البرنامج"),
    "need bearer": ("Choose the bearer of the name", "اختر صاحب الاسم"),
    "no entry": ("The authority has no entry “{id}”", "ليس في الثبت مدخل «{id}»"),
    "no event": ("The authority has no event “{id}”", "ليس في الثبت حدث «{id}»"),
    "file changed": (
        "The file of verdicts was changed meanwhile: judge anew instead",
        "تغيّر ملف الأحكام في هذه الأثناء، فاحكم من جديد",
    ),
    "nothing to undo": (
        "There is no verdict of this sitting to take back",
        "لا حكم في هذه الجلسة يُرجع عنه",
    ),
}
