"""Words beside which names stand, as data; Arabic in the `tag` fold.

Closed classes of the two languages and the offices, places and kinship of chronicles; no word of
any one text.
"""

from __future__ import annotations

from typing import Final

from fitnacorpus.orthography import fold_key


def _arabic(text: str) -> frozenset[str]:
    return frozenset(fold_key(text, "ar", "tag").split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- English -------------------------------------------------------------------------------------

EN_FUNCTION: Final = _words(
    """a about above across after afterwards again against all almost along already also although
    always am among an and another any anyone anything are as at away back be because been
    before behind being below beneath beside besides between beyond both but by came can come
    could did do does down during each either else even ever every everyone everything except
    few finally first for from further furthermore go had has have he hence her here hers him
    himself his how however i if in indeed initially inside instead into is it its itself just
    last lastly later least less let like many may me meanwhile might more moreover most much
    must my near nearly neither never nevertheless next no nobody none nor not nothing now of
    off often on once one only or other others otherwise our out outside over own part per
    perhaps rather same second see several shall she should since so some someone something
    somewhat soon still such than that the their them themselves then thence there thereafter
    thereby therefore thereupon these they third this those though three through throughout thus
    till to together too toward towards two under until unto up upon us very was we went were
    what whatever when whence whenever where whereas whereupon wherever whether which while who
    whoever whole whom whose why will with within without would yes yet you your yours behold lo
    o oh amen"""
)
EN_SON: Final = _words("b b. ibn bin ben bint bt bt.")
EN_TITLES: Final = _words(
    """caliph khalifa khalifah imam amir emir commander general governor king queen prince princess
    sultan shah vizier wazir qadi judge sheikh shaykh sayyid sayyida prophet apostle messenger
    saint st holy emperor empress pharaoh lord lady sir mr mrs dr captain chief pope bishop
    father brother sister hazrat hadrat mulla mullah khan pasha bey rabbi priest president
    minister ambassador"""
)
EN_CALENDAR: Final = _words(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday muharram safar rajab shaban ramadan
    shawwal ad bc ce bce ah am pm"""
)
EN_PLACE_BEFORE: Final = _words("in at near towards toward outside inside into around through")
EN_PLACE_MAYBE: Final = _words("from reached left entered between")
EN_PLACE_HEADS: Final = _words(
    """city town village province region river valley mountain mount desert island land country
    border gate governor governorship governorate governors ruler people conquest battle siege
    expedition invasion capital port sea coast district governance inhabitants walls plain"""
)
EN_EVENT_HEADS: Final = _words("battle siege treaty conquest peace war truce raid massacre day")
EN_GROUP_HEADS: Final = _words("banu bani beni tribe clan dynasty house caliphate")
EN_GROUP_ENDS: Final = ("ians", "ites", "ids", "iyya", "iyyah", "ans", "ees", "ists")
EN_ADJECTIVE_ENDS: Final = ("ian", "ite", "ish", "ic", "ese")
EN_SPEECH: Final = _words(
    """said says say asked asks replied replies answered answers told ordered orders wrote spoke
    sent went came died fled refused accepted appointed was is were had has did took gave saw
    knew led ruled marched arrived returned declared requested summoned fought feared felt
    reached escaped pleaded promised planned commissioned dispatched abandoned began"""
)
EN_PERSON_BEFORE: Final = _words("by with against son daughter brother under wife mother father")

# --- Arabic --------------------------------------------------------------------------------------

AR_STOP: Final = _arabic(
    """في من الى على عن مع بين عند عندما عندها حتى منذ خلال حول دون بدون ضد نحو لدى لدي امام خلف
    فوق تحت قبل بعد اثناء وسط قرب سوى غير مثل كما لكن لكنه ولكن لان لانه لانها لهذا لذلك ان انه
    انها انهم اني اننا كان كانت كانوا يكون تكون ليس ليست قد لقد لا لم لن ما هل هو هي هم هما هن
    انا انت انتم نحن هذا هذه هؤلاء ذلك تلك ذاك الذي التي الذين اللذين اللاتي هنا هناك ثم او ام
    بل اذا اذ لو لولا لما كل كلا جميع جميعا بعض نفس اي ايضا كيف اين متى لماذا ماذا فيما فيه فيها
    منه منها منهم عليه عليها عليهم عليك اليه اليها اليهم اليك به بها بهم بك له لها لهم لي لك لنا
    معه معها معهم عنه عنها عنهم عنده وهو وهي وهم وقد وكان وكانت فقد فكان يا ايها ايتها اما انما
    الا ربما حين حيث بينما كذلك هكذا الان اليوم يوم اول اخر احد احدى واحد واحدة اثنين ثلاثة ذات
    ذو كلها كله عدة كثير قليل جدا فقط مرة وما ولا ولم فلم وان وهل نعم بلى حينئذ عندئذ سوف منذئذ
    انذاك وعندما فلما ولما كلما مما ممن عما"""
)
AR_TITLES: Final = _arabic(
    """الامام الخليفة الامير القائد السيد سيدنا مولانا الشيخ النبي الرسول الصحابي الملك السلطان
    الوزير القاضي الحاكم الوالي القديس البطريرك الامبراطور القيصر الحجاج الفارس الشاعر الكاتب
    الشهيد"""
)
AR_HONOURED: Final = _arabic("الجليل الكبير العظيم الراشد الصالح المؤمن الشجاع المقدس")
AR_PLACE_CUES: Final = _arabic(
    """مدينة قرية نهر بلاد صحراء جبل وادي والي حاكم امير ملك قصر سوق منطقة جزيرة بئر ارض ولاية كورة
    ناحية بلدة حدود ضفاف شواطئ ساحل بحر طريق مشارف ابواب اسوار مسجد جامع اقليم"""
)
AR_OFFICES: Final = _arabic("والي حاكم امير عامل قائد ملك نائب خليفة")
AR_PEOPLE_CUES: Final = _arabic("اهل جيش جنود ناس سكان رجال قبيلة قبائل جند فرسان")
AR_GROUP_CUES: Final = _arabic("بنو بني ال قبيلة قبائل عشيرة")
AR_EVENT_CUES: Final = _arabic("معركة وقعة غزوة حرب موقعة واقعة فتح صلح بيعة حصار")
AR_MOVING: Final = _arabic(
    """ذهب ذهبوا سار ساروا توجه توجهوا اتجه وصل وصلوا وصلت عاد عادوا رحل خرج خرجوا قدم غادر دخل
    دخلوا السفر سافر سافروا الذهاب رجع ارسل بعث انطلق انطلقوا زحف تحرك تقدم العودة جاء جاءوا
    انتقل مضى نفى"""
)
AR_SPEECH: Final = _arabic(
    """قال فقال وقال قالت اجاب فاجاب سال فسال صاح هتف خاطب كتب امر فامر نادى راى عرف سمع ادرك شعر
    فكر خرج دخل جاء اقبل قام عين عزل ارسل بعث ابلغ اخبر استشهد قتل بايع خطب تقدم حضر طلب رفض
    اراد احضر وجد حاول قاد ظل راح وصل عاد رجع اشار التفت اعلن قرر نهض كان وكان"""
)
AR_SON: Final = _arabic("بن ابن بنت ابنة")
AR_KIN: Final = _arabic(
    """عم عمه عمي عمك عمة عمته خال خاله خالي خالة خالته اخ اخي اخيه اخيك اخت اخته اختي اختك ابنه
    بنته امه امي زوج زوجة اول ابي سبيل السبيل"""
)
AR_FATHER: Final = _arabic("ابو ابا ابي")
AR_SERVANT: Final = _arabic("عبد عبيد امة")
AR_COMPOUND: Final = _arabic("عبد عبيد ابو ابا ابي ام ذو ذي ذات امة")
AR_VOCATIVE_COMMON: Final = _arabic(
    """قوم رسول امير اهل ايها بني ابن اخي ابي ابت رب الهي سيدي مولاي معشر عباد جماعة صاحب ويل ليت
    معلم بنت امراة رجل انسان سيد صديق اخوان ابنة نبي"""
)
AR_PLACE_BEFORE: Final = _arabic("في الى من نحو عند باتجاه قرب عبر حتى")
AR_NO_NAME: Final = _arabic(
    """الله اللهم رب الرب المؤمنين المؤمنون المسلمين المسلمون الناس القوم الجميع الامر الامور
    السلام القيامة الدين الدنيا الحق الموت الحياة الحرب القتال الجيش الجيوش"""
)
"""Words that stand beside the same cues and are nobody's name."""
AR_SUFFIXES: Final = ("ه", "ها", "هم", "هما", "هن", "كم")
"""Pronouns at the end of a word: his army is joined to his name and is no name."""
