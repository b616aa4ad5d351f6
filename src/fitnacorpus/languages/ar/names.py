"""Words that make Arabic names what they are, in the `tag` fold.

Closed classes of the language and the vocabulary of kinship and transmission in chronicles; no word
of any one text.  Sources: W. Wright, A Grammar of the Arabic Language; A. Schimmel, Islamic Names
(1989), for the parts of a name; A. F. L. Beeston, Arabic Nomenclature (1971).
"""

from __future__ import annotations

from typing import Final

from fitnacorpus.languages.language import words

# --- Parts of a name -----------------------------------------------------------------------------

SON: Final = words("بن ابن")
BETWEEN: Final = words("بن")
"""The spelling that stands only between two names."""
DAUGHTER: Final = words("بنت ابنة ابنت")
FATHER: Final = words("ابو ابا ابي")
MOTHER: Final = words("ام")
TRIBE: Final = words("بنو بني ال")
OWNER: Final = words("ذو ذا ذي")
SERVANT: Final = words("عبد امرو امري امرا")
"""First halves of names of two words; the second may be any word."""
SECOND: Final = words("الله الدين الدولة الملك الاسلام اللات")
"""Second halves that make one name with any word before them."""
OF_A_TITLE: Final = words("الدين الدولة الملة")
"""Those of them that end a byname and no name: what follows is the man's own name."""
LIKE_NISBA: Final = (
    "المهدي الهادي النبي الوصي الولي التقي النقي الزكي الرضي العلي القوي الثاني الراضي المتقي "
    "القاضي الباقي الكافي الوافي الغازي الوالي الداعي الراعي الشافي المستكفي المقتدي المهتدي "
    "المقتفي العاصي الذي التي الليالي الأولى"
)
"""Words that end like a nisba and are none."""
RANKS: Final = words(
    """الامام الخليفة الامير السلطان الملك الوزير القاضي الشيخ السيد السيدة الحاج الامبراطور القيصر
    البطريرك القديس القس الاستاذ الدكتور"""
)
"""Titles of rank before a name; no name of a man."""
RANKS_AFTER: Final = words("باشا بك بيك افندي اغا")
"""Titles of rank behind a name, of Ottoman times."""
TRADES: Final = words(
    """الخادم الكاتب الوراق البزاز الخزاز العطار الناقد الصايغ الزيات الحداد النجار الخياط السمان
    الفقيه المودب الحافظ الزاهد الشاعر الطبيب المغني الواعظ المقري"""
)
"""Bynames of trade, which stand after an ism as a nisba does."""

# --- Words that are no names -------------------------------------------------------------------

FUNCTION: Final = words(
    """من في على الى عن مع عند بين بعد قبل حتى ثم او ام لا لم لن ما قد لقد ان انما كان كانت كانوا
    قال قالت قالوا يقول هو هي هم هذا هذه ذلك تلك الذي التي الذين له لها لهم به بها بهم فيه فيها
    منه منها منهم عليه عليها عليهم اليه اليها اليهم كل بعض غير سوى يا ايها وهو وهي وهم فلما لما
    اذا اذ حين يوم ليلة سنة كما لكن ولكن بل نعم ليس اي اين كيف متى هل فقال وقال ومن وما وكان
    فكان ولما"""
)
KIN: Final = words(
    """عم عمه عمها عمي عمك عمهم عمنا اخ اخي اخيه اخيها اخيك اخت اخته اختي خال خاله خالي خالته عمته
    بنت بنته ابنته ابيه ابيها امه رسول نبي امير امراته زوجته مولى"""
)
"""After a word for *son*, these make a relation and no part of a name (ابن عمه, ابن أخي)."""
AGES: Final = words(
    """كم عشر عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين ماية مية سنة احدى اثنتين ثلاث اربع
    خمس ست سبع ثمان ثماني تسع بضع نيف نحو"""
)
"""After a word for *son*, these tell an age."""
WITH_WAW: Final = words(
    """وايل وليد وردان ورقاء وهب واقد وكيع وثاب وحشي ورقة وبرة واصل واثلة وداعة وعلة وضاح وبر فراس
    فرات فروة فضل فضالة فيروز فاطمة فاتك فهر فزارة بشر بشير بكر بكير بلال برد بريد بدر بسر باهلة
    لبيد ليث لقمان لوط لوي كعب كثير كريم كنانة كندة كميل كلاب كلثوم كردوس كامل كسرى كيسان"""
)
"""Names whose first letter might be taken for an attached particle."""

# --- What stands beside a name -------------------------------------------------------------------

SAYING: Final = words("قال قالت فقال وقال يقول قول ويقول قلت فقالت")
TO_HIM: Final = words("له لها لهم لهما لي لنا لك لكم")
VOCATIVE: Final = words("يا ايا ايها")
PREPOSITION: Final = words(
    """من الى عن على مع عند بين لدى نحو دون خلف امام وراء قبل بعد تحت ومن والى وعن وعلى ومع"""
)
RELATED: Final = words(
    """ابن ابنة بنت اخو اخي اخا اخت ام اب مولى موالي غلام صاحب اصحاب رسول كتاب امراة زوج زوجة عامل
    شيعة اهل ال قتل مقتل موت وفاة بيعة خلافة ولاية امرة امير المومنين راس بنو بني خروج قدوم امر
    حديث راي جيش عسكر خيل دم بيت باب دار ايام عهد زمن حزب"""
)
"""Nouns that a name follows in the genitive."""
TRANSMITTING: Final = words(
    """عن حدثني حدثنا ثنا نا ثني حدث اخبرني اخبرنا اخبر انبانا انباني روى ورواه رواه ورواية رواية
    حديث اسناد وحدثني وحدثنا واخبرني واخبرنا وعن"""
)
"""Before a name, these tell that its bearer hands a report down."""
HEARD: Final = words(
    """حدثني حدثنا اخبرني اخبرنا انبانا انباني ثنا نا ثني وحدثني وحدثنا واخبرني واخبرنا وثنا فحدثني
    فحدثنا فاخبرني فاخبرنا"""
)
"""Before a name, these tell that its bearer was heard in person, by the author or by his source."""
REPORTED: Final = words("حدثني حدثنا اخبرني اخبرنا انبانا انباني وحدثني وحدثنا واخبرني واخبرنا")
"""After a name, these tell the same."""
WRITINGS: Final = words("كتاب حديث رواية")
IN: Final = words("في وفي من ومن")
TRANSMITTER: Final = words("راو الراوي راوية المحدث محدث المورخ الاخباري")
"""In a record, these say that its bearer hands reports down."""
CLAUSE: Final = words(
    """الذي التي الذين من ما قد لقد وقد اذا لم لن لا ولا ان حتى كما لو لولا كلما حيث هل سوف وما
    فما"""
)
"""Before a word, these tell that it is a verb."""
NAMED: Final = words(
    """له لها اسمه اسمها يدعى يسمى يقال المسمى يكنى ويكنى تكنى كنيته وكنيته المكنى
    المعروف المعروفة يعرف ويعرف تعرف"""
)
"""Before a name: *called so*; who is introduced in this way was not known before."""

# --- Words that are names and something else ------------------------------------------------------

BATTLE: Final = words(
    """يوم ويوم غزوة غزاة وقعة جبل شهداء قتلى مشهد بدر وبدر بدرا وبدرا شهد وقايع خيبر والخندق الى"""
)
VERBS: Final = words("نصر يزيد حكم بشر صالح شرح زيد سعد سهل شهر احمد عبس اسلم")
"""Names that are also verbs."""
ONE: Final = words("احد")
ONE_WORD: Final = words("بعدي")
"""Words that look like a particle before a name: "after me" is not "with ʿAdī"."""
UPON_ME: Final = words("علي")
THIS: Final = words("هذا هذه ذلك تلك")
"""What follows *ʿalayya* as an object, and no name: recited this to me."""
HILL: Final = words("تل بتل وتل لتل")
"""Before a name: a hill or a village called after somebody (تل خالد), not the man."""
REGNAL: Final = words("بالله لله بامر لامر لدين باحكام لاعزاز")
"""What follows the first word of a caliph's byname: المستضيء بأمر الله, الناصر لدين الله."""
LIFE: Final = words("عمر")
ROWS: Final = words("صفين")
ROWED: Final = words(
    """كان كانوا كانا كنا صار صاروا وقف وقفوا يقف يقفون قام قاموا قمنا اصطف اصطفوا اصطففنا صف صفوا
    صفهم صففنا جعلهم جعل جعلوا جعلنا انقسم انقسموا افترقوا"""
)
"""Verbs after which صفين is how men stand: in two rows."""
LIFE_BEFORE: Final = words("قد وقد لقد طول مدة اخر بقية نصف باقي")
LIFE_SWORN: Final = words("الله ابيك ابيكم ابيها ابي الهك ابيه ابيهم")
NOUNS_IN_TA: Final = words(
    """بيت بنت اخت موت صوت وقت تحت بت حضرموت ابنت زيت قوت بيوت ملكوت ثابت تابوت طالوت بيروت"""
)
"""Nouns that end like a verb of the first or second person."""
UPON_VERBS: Final = words(
    """قدم دخل خرج سلم رد القى انزل كذب بغى اجتمع اشار عز يعز حق وجب تعجل عجل عرض قص قرا اقبل نزل
    شق غضب ثقل هان كبر انعم من تامر استخلف اقترح افترى تقول جنى اعتدى قضى شهد اثنى املى يدخل
    يخرج يرد يردا فرد فدخل ادخل تلا وتلا فتلا ينضح وقدم فقدم ودخل
    ان فان وان لان ليس لك لكم له كان وكان ما فرض يجني تجني عزيز حرام هين شاق عسير يسير واجب"""
)
"""Words after which علي may be *ʿalayya*, upon me."""
PRONOUNS: Final = words("ه ها هن ك كم كما")
"""Endings that a poet carries over to the second half of his line: علي | ها."""
HONOURED: Final = words("رضي صلي صلى عليه كرم عليهما عليها رضوان صلوات سلام")
"""First words of the formulae said behind the name of a Companion, a prophet or an imam."""
PLACE_BEFORE: Final = words(
    """الى من في على عن نحو وراء اهل ارض بلاد بلد مدينة قرية ناحية كورة طريق ملك ملوك صاحب عامل والي
    امير امراء نزل قدم دخل اتى ورد فتح غزا يوم وقعة باب قصر سوق نصارى يهود مسجد"""
)
"""Words after which a noun that is also a place is the place: the people of, the road to."""
PEOPLE_BEFORE: Final = words(
    """من ملوك ملك بلاد ارض ابناء قوم جيش جيوش جند جنود كتب كلام لسان لغة دولة حرب حروب عظيم عظماء
    رجل رجال بين قتال غزو سبي اسرى عجم ايام سير امر اهل ديوان مرزبان رستم فرسان اساورة دهاقين"""
)
"""Words after which a noun that is also a people is the people: the kings of, a man of."""
PEOPLES: Final = words(
    "العرب الروم الترك العجم الهند الفرس القبط النبط السند الديلم الاكراد البربر"
)
MEETING: Final = words("مجمع مرج ملتقى بين")
"""Words after which البحرين is the two seas."""
HOLY: Final = words("روح حظيرة حضيرة الروح جناب عالم حضرة")
"""Words after which القدس is holiness."""
GARMENT: Final = words("لبس عليه لابس ثوب خلع البسه يلبس ملبس تحت")
SEVEN_CITIES: Final = words(
    """مكة الكوفة البصرة الشام العراق مصر اليمن الحجاز الطايف خراسان المهاجرين الانصار
    المهاجرون رسول النبي الحرمين يثرب دمشق قريش بغداد"""
)
"""What stands near where the City is the Prophet's: other countries and the men of his time."""
OF_A_CITY: Final = words(
    """باب سور ربض ارباض جانب وسط خارج ظاهر ابواب داخل سوق اسواق حصن قصبة حول صاحب اهل نحو هذه تلك
    شرقي غربي اقطار جوانب خندق قنطرة"""
)
"""Nouns that any city has: the gate of the city."""
HOLY_CITY: Final = words("المنورة النبوية الشريفة الطيبة المشرفة المقدسة المكرمة")
GOVERNED: Final = words(
    """والي ولي ولى ولاه وولى فولى ولاية عامل امير امرة امارة استعمل عامله نايب قاضي قضاء فقهاء فقيه
    علماء حرم حج عزل قدم فقدم مفتي امام قراء"""
)
"""Before *the City* or *over the City*: those who govern it, judge and teach in it."""
DIPTOTES: Final = words(
    """عمر زفر مضر قثم جشم هبل عثمان مروان سفيان سليمان عمران غطفان همدان قحطان عدنان يزيد يعلى
    احمد ابراهيم اسماعيل اسحاق يعقوب يوسف يونس هارون ايوب ادريس جبريل فرعون قارون تغلب يشكر
    خراسان"""
)
"""Names that never take the alif of the accusative (Wright, vol. 1, § 309)."""
