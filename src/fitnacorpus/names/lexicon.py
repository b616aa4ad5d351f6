"""Words that make names what they are, as data: of both languages, in one place.

Arabic words stand in the `tag` fold, English ones in lower case.  Closed classes of the two
languages and the vocabulary of kinship and transmission in chronicles; no word of any one text.
Sources: W. Wright, A Grammar of the Arabic Language; A. Schimmel, Islamic Names (1989), for the
parts of a name; A. F. L. Beeston, Arabic Nomenclature (1971).
"""

from __future__ import annotations

from typing import Final

from fitnacorpus import languages
from fitnacorpus.orthography import fold_key


def _arabic(text: str) -> frozenset[str]:
    return frozenset(fold_key(text, languages.AR, "tag").split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- Parts of a name -----------------------------------------------------------------------------

AR_SON: Final = _arabic("بن ابن إبن")
AR_BETWEEN: Final = _arabic("بن")
"""The spelling that stands only between two names."""
AR_DAUGHTER: Final = _arabic("بنت ابنة ابنت")
AR_FATHER: Final = _arabic("أبو أبا أبي")
AR_MOTHER: Final = _arabic("أم")
AR_TRIBE: Final = _arabic("بنو بني آل")
AR_OWNER: Final = _arabic("ذو ذا ذي")
AR_SERVANT: Final = _arabic("عبد امرؤ امرئ امرأ")
"""First halves of names of two words; the second may be any word."""
AR_SECOND: Final = _arabic("الله الدين الدولة الملك الإسلام اللات")
"""Second halves that make one name with any word before them."""
AR_OF_A_TITLE: Final = _arabic("الدين الدولة الملة")
"""Those of them that end a byname and no name: what follows is the man's own name."""
EN_SON: Final = _words("ibn bin ben b bn ibnu ibni")
EN_DAUGHTER: Final = _words("bint bt binti")
EN_CHILD: Final = _words("son daughter")
EN_FATHER: Final = _words("abu abi aba abou aboo abul abil abal abu'l abu’l abi'l abi’l")
EN_MOTHER: Final = _words("umm um omm")
EN_TRIBE: Final = _words("banu bani beni benu")
EN_SERVANT: Final = _words("abd abdul abdal abdel abdur abdu")
EN_ARTICLE: Final = _words("al el as ash ar at an ad az ul il")
EN_APART: Final = _words("al el ul il")
"""Spellings of the article that, standing apart, are no other word."""
EN_NUMERALS: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
EN_TITLES: Final = _words(
    """caliph khalif calif khalifa khalifah imam amir emir emeer ameer commander general
    governor king queen prince princess sultan shah vizier wazir vizir qadi cadi judge sheikh
    shaykh sheykh sayyid
    sayyida prophet apostle messenger saint st holy emperor empress lord lady sir mr mrs dr captain
    chief father brother sister hazrat hadrat mulla pasha bey the o oh and but when then so if
    as for to of by with from that this at in on while after before not now here there thus yet or
    nor even
    against under upon both noble great brave honest young old elder younger
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday muharram moharram safar rabi rajab ramadan
    shaban shawwal jumada ad bc ce bce ah"""
)
"""Words beside a name that are no part of it, whatever their first letter."""

AR_LIKE_NISBA: Final = (
    "المهدي الهادي النبي الوصي الولي التقي النقي الزكي الرضي العلي القوي الثاني الراضي المتقي "
    "القاضي الباقي الكافي الوافي الغازي الوالي الداعي الراعي الشافي المستكفي المقتدي المهتدي "
    "المقتفي العاصي الذي التي الليالي الأولى"
)
"""Words that end like a nisba and are none."""
AR_TRADES: Final = _arabic(
    "الخادم الكاتب الوراق البزاز الخزاز العطار الناقد الصائغ الزيات الحداد النجار الخياط السمان"
)
"""Bynames of trade, which stand after an ism as a nisba does."""
EN_LIKE_NISBA: Final = (
    "al-Mahdi al-Hadi al-Nabi al-Wasi al-Wali al-Taqi al-Naqi al-Zaki al-Radi al-Ali al-Thani "
    "al-Muttaqi al-Qadi al-Ghazi al-Dai al-Mustakfi al-Muqtadi al-Muhtadi al-Muqtafi al-Asi"
)

# --- Words that are no names -------------------------------------------------------------------

AR_FUNCTION: Final = _arabic(
    """من في على إلى عن مع عند بين بعد قبل حتى ثم أو أم لا لم لن ما قد لقد إن أن إنما كان كانت كانوا
    قال قالت قالوا يقول هو هي هم هذا هذه ذلك تلك الذي التي الذين له لها لهم به بها بهم فيه فيها منه
    منها منهم عليه عليها عليهم إليه إليها إليهم كل بعض غير سوى يا أيها وهو وهي وهم فلما لما إذا إذ
    حين يوم ليلة سنة كما لكن ولكن بل نعم ليس أي أين كيف متى هل فقال وقال ومن وما وكان فكان ولما"""
)
AR_KIN: Final = _arabic(
    """عم عمه عمها عمي عمك عمهم عمنا أخ أخي أخيه أخيها أخيك أخت أخته أختي خال خاله خالي خالته عمته
    بنت بنته ابنته أبيه أبيها أمه رسول نبي أمير امرأته زوجته مولى"""
)
"""After a word for *son*, these make a relation and no part of a name (ابن عمه, ابن أخي)."""
AR_AGES: Final = _arabic(
    """كم عشر عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين مائة مئة سنة إحدى اثنتين ثلاث أربع
    خمس ست سبع ثمان ثماني تسع بضع نيف نحو"""
)
"""After a word for *son*, these tell an age."""
AR_WITH_WAW: Final = _arabic(
    """وائل وليد وردان ورقاء وهب واقد وكيع وثاب وحشي ورقة وبرة واصل واثلة وداعة وعلة وضاح وبر فراس
    فرات فروة فضل فضالة فيروز فاطمة فاتك فهر فزارة بشر بشير بكر بكير بلال برد بريد بدر بسر باهلة
    لبيد ليث لقمان لوط لؤي كعب كثير كريم كنانة كندة كميل كلاب كلثوم كردوس كامل كسرى كيسان"""
)
"""Names whose first letter might be taken for an attached particle."""

# --- What stands beside a name -------------------------------------------------------------------

AR_SAYING: Final = _arabic("قال قالت فقال وقال يقول قول ويقول قلت فقالت")
AR_TO_HIM: Final = _arabic("له لها لهم لهما لي لنا لك لكم")
AR_VOCATIVE: Final = _arabic("يا أيا أيها")
AR_PREPOSITION: Final = _arabic(
    "من إلى عن على مع عند بين لدى نحو دون خلف أمام وراء قبل بعد تحت ومن وإلى وعن وعلى ومع"
)
AR_RELATED: Final = _arabic(
    """ابن ابنة بنت أخو أخي أخا أخت أم أب مولى موالي غلام صاحب أصحاب رسول كتاب امرأة زوج زوجة عامل
    شيعة أهل آل قتل مقتل موت وفاة بيعة خلافة ولاية إمرة أمير المؤمنين رأس بنو بني خروج قدوم أمر
    حديث رأي جيش عسكر خيل دم بيت باب دار أيام عهد زمن حزب"""
)
"""Nouns that a name follows in the genitive."""
AR_TRANSMITTING: Final = _arabic(
    """عن حدثني حدثنا حدث أخبرني أخبرنا أخبر أنبأنا أنبأني روى ورواه رواه ورواية رواية حديث إسناد
    وحدثني وحدثنا وأخبرني وأخبرنا وعن"""
)
"""Before a name, these tell that its bearer hands a report down."""
AR_REPORTED: Final = _arabic(
    "حدثني حدثنا أخبرني أخبرنا أنبأنا أنبأني وحدثني وحدثنا وأخبرني وأخبرنا"
)
"""After a name, these tell the same."""
AR_WRITINGS: Final = _arabic("كتاب حديث رواية")
AR_IN: Final = _arabic("في وفي من ومن")
EN_TRANSMITTING: Final = _words(
    "transmitter narrator traditionist muhaddith rawi reporter historian chronicler author"
)
AR_TRANSMITTER: Final = _arabic("راو الراوي راوية المحدث محدث المؤرخ الإخباري")
"""In a record, these say that its bearer hands reports down."""
AR_CLAUSE: Final = _arabic(
    "الذي التي الذين من ما قد لقد وقد إذا لم لن لا ولا أن حتى كما لو لولا كلما حيث هل سوف وما فما"
)
"""Before a word, these tell that it is a verb."""
AR_NAMED: Final = _arabic("له لها اسمه اسمها يدعى يسمى يقال المسمى")
"""Before a name: *called so*; who is introduced in this way was not known before."""
EN_INDEFINITE: Final = _words("a an one")
"""After a name and a comma, these introduce somebody new."""
EN_SIBLING: Final = _words("brother sister half-brother half-sister")
EN_OFFSPRING: Final = _words("son daughter child sons")
EN_POSSESSIVE: Final = _words("his her their whose")

# --- Words that are names and something else ------------------------------------------------------

AR_BATTLE: Final = _arabic(
    "يوم ويوم غزوة غزاة وقعة جبل شهداء قتلى مشهد بدر وبدر بدرا وبدرا شهد وقائع خيبر والخندق إلى"
)
AR_VERBS: Final = _arabic("نصر يزيد حكم بشر صالح شرح زيد سعد سهل شهر أحمد عبس أسلم")
"""Names that are also verbs."""
AR_ONE: Final = _arabic("أحد")
AR_ONE_WORD: Final = _arabic("بعدي")
"""Words that look like a particle before a name: "after me" is not "with ʿAdī"."""
AR_UPON_ME: Final = _arabic("علي")
AR_LIFE: Final = _arabic("عمر")
AR_ROWS: Final = _arabic("صفين")
AR_WHAT_AILS: Final = _arabic("مالك")
AR_LIFE_BEFORE: Final = _arabic("طول مدة آخر بقية نصف باقي")
AR_LIFE_SWORN: Final = _arabic("الله أبيك أبيكم أبيها أبي إلهك أبيه أبيهم")
AR_NOUNS_IN_TA: Final = _arabic(
    "بيت بنت أخت موت صوت وقت تحت بت حضرموت ابنت زيت قوت بيوت ملكوت ثابت تابوت طالوت بيروت"
)
"""Nouns that end like a verb of the first or second person."""
AR_UPON_VERBS: Final = _arabic(
    """قدم دخل خرج سلم رد ألقى أنزل كذب بغى اجتمع أشار عز يعز حق وجب تعجل عجل عرض قص قرأ أقبل نزل شق
    غضب ثقل هان كبر أنعم من تأمر استخلف اقترح افترى تقول جنى اعتدى قضى شهد أثنى أملى يدخل يخرج يرد
    فرد فدخل وقدم فقدم ودخل إن أن فإن وإن لأن ليس لك لكم له كان وكان ما"""
)
"""Words after which علي may be *ʿalayya*, upon me."""

AR_DIPTOTES: Final = _arabic(
    """عمر زفر مضر قثم جشم هبل عثمان مروان سفيان سليمان عمران غطفان همدان قحطان عدنان يزيد يعلى أحمد
    إبراهيم إسماعيل إسحاق يعقوب يوسف يونس هارون أيوب إدريس جبريل فرعون قارون تغلب يشكر خراسان"""
)
"""Names that never take the alif of the accusative (Wright, vol. 1, § 309)."""
