"""What the pages say, in English and in Arabic, with the plurals of both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fitnacorpus import languages
from fitnacorpus.model import Entry
from fitnacorpus.reader.serving.phrases import PHRASES as _SERVED
from fitnacorpus.vocabulary import EntryKind, EventRole, Facet, MentionType, Relation, Status

LANGUAGES: Final = languages.INTERFACE

_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    **_SERVED,
    # The facet "place" is the word of the pages; the kind of entry has a phrase of its own.
    **{
        term: term.words
        for terms in (EntryKind, Relation, Facet, Status, EventRole)
        for term in terms
    },
    "place kind": EntryKind.PLACE.words,
    "searched": EventRole.NO_COUNTERPART.words,
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
    "edited": (
        "Edited by {editors}. Published by {publisher}.",
        "تحرير: {editors}. نشر: {publisher}.",
    ),
    "edited only": ("Edited by {editors}. Not published.", "تحرير: {editors}. غير منشور."),
    "skip": ("Skip to the text", "انتقل إلى المتن"),
    "sections": ("Sections", "الأقسام"),
    "display": ("Display", "العرض"),
    "other language": ("العربية", "English"),
    "close": ("Close", "إغلاق"),
    "footer": (
        "The sources keep their own rights, stated with each text. Licence of the annotations:",
        "حقوق المصادر محفوظة لأصحابها، وهي مبيّنة مع كل نص. رخصة الحواشي والروابط:",
    ),
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
    "key [": ("previous parallel in the panel", "المقابل السابق في اللوح"),
    "key ]": ("next parallel in the panel", "المقابل التالي في اللوح"),
    "key t": ("table of contents", "المحتويات"),
    "key /": ("search", "البحث"),
    "key ?": ("display and keys", "العرض والمفاتيح"),
    "key esc": ("close, and back to where you were", "إغلاق والعودة إلى الموضع السابق"),
    # Home
    "what this is": (
        "Independent accounts of the same events, in Arabic and in English, read side by side. "
        "They are not translations of one another: they differ in length, in order and in what "
        "they say, and what one tells the others may pass over.",
        "روايات مستقلة لأحداث واحدة، عربية وإنجليزية، تُقرأ متقابلة. وليست ترجمةً بعضُها عن بعض: فهي "
        "تختلف طولاً وترتيباً ومضموناً، وقد لا تذكر رواية ما تذكره أخرى.",
    ),
    "how to read": ("How to read", "كيف تقرأ"),
    "how 1": (
        "Open a text. Beside each episode stands how many parallels it has in the other accounts; "
        "the number opens them.",
        "افتح نصاً. بجانب كل مقطع عددُ ما يقابله في الروايات الأخرى، والضغط على العدد يُظهره.",
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
    # A text
    "language": ("Language", "اللغة"),
    "lang ar": ("Arabic", "العربية"),
    "lang en": ("English", "الإنجليزية"),
    "work": ("Work", "الكتاب"),
    "author": ("Author", "المؤلف"),
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
    "differs": ("they differ in: {facets}", "يختلفان في: {facets}"),
    "why": ("Why", "لماذا"),
    "note": ("Note", "ملاحظة"),
    "on the words": ("on the words", "في قوله"),
    "show in text": ("Show in its text", "اعرضه في نصّه"),
    "side by side": ("Open side by side", "افتحهما متقابلين"),
    "all accounts": ("All accounts of the event", "كل روايات الحدث"),
    "cite": ("Cite", "للاستشهاد"),
    "cite episode": (
        "“{title}” ({ref}), in: {text}. {corpus}, edited by {editors}. {publisher}.",
        "«{title}» ({ref})، ضمن: {text}. {corpus}، تحرير {editors}. {publisher}.",
    ),
    "cite text": (
        "{text} ({ref}). {corpus}, edited by {editors}. {publisher}.",
        "{text} ({ref}). {corpus}، تحرير {editors}. {publisher}.",
    ),
    "page": ("p. {n}", "ص {n}"),
    "permanent": ("Permanent id", "المعرّف الدائم"),
    "not told": ("not told here", "لم يُذكر هنا"),
    # Events
    "part of": ("Part of", "جزء من"),
    "when": ("When", "متى"),
    "where": ("Where", "أين"),
    "parts": ("Parts of this event", "أجزاء هذا الحدث"),
    "accounts": ("Accounts", "الروايات"),
    "told by none": ("No text of the corpus tells it.", "لا يرويه نص من نصوص المدوّنة."),
    "not told in": ("Not told in", "لم يُذكر في"),
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
        "How (sentences with such words as “sword” or “poison”)",
        "كيف (جمل فيها ألفاظ مثل «السيف» أو «السم»)",
    ),
    "aspect why": (
        "Why (sentences with such words as “because”)",
        "لماذا (جمل فيها ألفاظ مثل «لأن»)",
    ),
    "aspect saidBy": (
        "On whose report (sentences with such words as “according to”)",
        "عمّن يُروى (جمل فيها ألفاظ مثل «روى»)",
    ),
    "aspect outcome": (
        "With what outcome (sentences with such words as “thus”, lines of a table of facts)",
        "العاقبة (جمل فيها ألفاظ مثل «وهكذا»، وأسطر من جدول الحقائق)",
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
    "status agree": ("they agree", "تتفق"),
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
    "status found": ("found in one account", "وُجد في رواية واحدة"),
    "status uncompared": (
        "found in several sources; nobody has compared them",
        "وُجد في أكثر من مصدر، ولم يقارن بينها أحد",
    ),
    "status open": ("do they differ? Nobody has judged", "هل تختلف؟ لم يحكم في ذلك أحد"),
    "statement passing": (
        "in a passage that only mentions the event",
        "في موضع يذكر الحدث عرضاً",
    ),
    "statement elsewhere": ("told elsewhere in this account", "مذكور في موضع آخر من هذه الرواية"),
    "statement parts": ("told by its parts", "مرويّ بأجزائه"),
    "statement unnamed": ("not named in this passage", "لم يُسمَّ في هذا الموضع"),
    "statement unfound": (
        "no such sentence found in this passage",
        "لم توجد جملة كهذه في هذا الموضع",
    ),
    "statement absent": ("looked for and not found", "بُحث عنه فلم يوجد"),
    "statement untold": ("not told", "لم يُروَ"),
    "subject": ("Subject", "الموضوع"),
    "verdict": ("Agreement", "الاتفاق"),
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
    "ambiguous": ("ambiguous: {names}", "محتمل: {names}"),
    "ambiguous mark": ("ambiguous", "محتمل"),
    "unresolved": ("a name without identification", "علَم لم يُعرف صاحبه"),
    "in the events": ("Events here", "أحداث في هذا المكان"),
    "coordinates": ("Coordinates", "الإحداثيات"),
    "cert high": ("certain", "مؤكدة"),
    "cert medium": ("approximate", "تقريبية"),
    "cert unknown": ("certainty unknown", "غير معلومة الدقة"),
    "cert low": ("uncertain", "غير مؤكدة"),
    # Timeline and map
    "timeline note": (
        "Each bar spans the dates that the authority allows. A full bar is told by an account, a "
        "pale one is not told as such. Below stand the events without dates.",
        "يمتد كل شريط على المدة التي يجيزها الثبت. الشريط المملوء حدث ترويه رواية، والباهت لا "
        "يُروى بعينه. وتأتي بعدها الأحداث التي لا تاريخ لها.",
    ),
    "map note": (
        "Places of the authority by latitude and longitude. A hollow circle is an uncertain "
        "place; the size of a circle follows the number of mentions.",
        "أماكن الثبت بحسب خطوط الطول والعرض. الدائرة المفرغة مكان غير مؤكد، وسعة الدائرة بقدر "
        "المواضع التي ذُكر فيها.",
    ),
    "unplaced": ("Places without coordinates", "أماكن لا إحداثيات لها"),
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
    "why near": ("similar to “{form}”", "قريب من «{form}»"),
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

# English: one, other.  Arabic: none, one, two, 3–10, 11–99, hundreds (CLDR categories).
_COUNTS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str, str, str, str, str]]]] = {
    "parallel": (
        ("{n} parallel", "{n} parallels"),
        ("لا مقابل", "مقابل واحد", "مقابلان", "{n} مقابلات", "{n} مقابلاً", "{n} مقابل"),
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
    "linked episode": (
        ("{n} with parallels", "{n} with parallels"),
        (
            "لا مقابل لها", "لواحد منها مقابل", "لاثنين منها مقابل", "لـ{n} منها مقابل",
            "لـ{n} منها مقابل", "لـ{n} منها مقابل",
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


_MONTHS: Final = (
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


class Wording:
    """The phrases of one language.

    Args:
        lang: "en" or "ar".
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._at = LANGUAGES.index(lang)

    @property
    def other(self) -> str:
        """The other language of the interface."""
        return LANGUAGES[1 - self._at]

    def __call__(self, key: str, **values: object) -> str:
        """A phrase, its braces filled."""
        phrase = _PHRASES[key][self._at]
        return phrase.format(**values) if values else phrase

    def count(self, key: str, n: int) -> str:
        """A number of things, in the plural that the language asks for."""
        english, arabic = _COUNTS[key]
        if self.lang == languages.EN:
            return english[n != 1].format(n=f"{n:,}")
        return arabic[_arabic_plural(n)].format(n=n)

    def month(self, number: int) -> str:
        """The name of a month of the Hijri year, from 1."""
        return _MONTHS[number - 1][self._at]

    def phrases(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Some phrases with their braces, for the script."""
        return {key: _PHRASES[key][self._at] for key in keys}

    def name(self, entry: Entry) -> str:
        """The name of an entry in this language, failing that in the other, failing that its id."""
        return entry.name(self.lang) or entry.name(self.other) or entry.id

    def who(self, name: str) -> str:
        """The name of a person; the editors at large have one in each language."""
        return self("the editors") if name == _PHRASES["the editors"][0] else name

    def title(self, titles: Mapping[str, str], otherwise: str = "") -> str:
        """The title in this language, failing that any."""
        return languages.chosen(titles, self.lang)[1] or otherwise

    def join(self, items: list[str]) -> str:
        """A list in running text."""
        return self("comma").join(items)


def _arabic_plural(n: int) -> int:
    if n < 3:
        return n
    rest = n % 100
    if 3 <= rest <= 10:
        return 3
    return 4 if rest >= 11 else 5
