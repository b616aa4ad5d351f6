"""Words beside which names stand, as data; Arabic in the `tag` fold.

Closed classes of the two languages and the offices, places and kinship of chronicles; no word of
any one text.
"""

from __future__ import annotations

from typing import Final

from fitnacorpus import languages
from fitnacorpus.orthography import fold_key


def _arabic(text: str) -> frozenset[str]:
    return frozenset(fold_key(text, languages.AR, "tag").split())


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
    """caliph caliphs khalif khalifa khalifah imam amir emir commander general governor king queen
    prince princess sultan soldan shah vizier visier vizir wazir qadi judge sheikh shaykh sayyid
    sayyida prophet apostle messenger saint st holy emperor empress pharaoh lord lady sir mr mrs
    dr captain chief pope bishop father brother sister hazrat hadrat mulla mullah khan pasha bey
    rabbi priest president minister ambassador count countess duke earl baron knight admiral
    general atabek atabeg legate cardinal archbishop patriarch abbot monk master marquis prophets
    emirs"""
)
EN_CALENDAR: Final = _words(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday muharram safar rajab shaban ramadan shawwal
    moharram moharrem rabi jumada jumad ramadhan shaaban zulhijja dzulhijja zulhijjah zulkada dzul
    zul hegira hejira hijra hijri hijrah ad bc ce bce ah am pm"""
)
EN_COMMON: Final = _words(
    """god allah lord almighty heaven paradise hell providence coran koran quran islam bible gospel
    scripture scriptures book chapter sidenote footnote illustration part volume section note see
    page preface introduction contents index appendix mosque church temple cathedral caliphate
    empire kingdom republic state court majesty highness excellency faith religion christianity
    judaism east west north south western eastern northern southern crescent cross trinity crusade
    crusades house government council senate parliament providence fate fortune death nature hist
    vol chap tom lib cap ibid cit edit mss pp bibliot commander faithful believers believer
    bedouin history edition"""
)
"""Words that many books write with a capital, and nobody's name."""
EN_PEOPLES: Final = _words(
    """arabs muslims moslems mussulmans mussulmen mohammedans mahometans christians jews greeks
    romans persians turks turkmans turcomans franks latins saracens moors berbers bedouins syrians
    egyptians armenians georgians kurds tartars tatars mongols moguls templars hospitallers
    hospitalers crusaders assassins germans french english italians venetians genoese pisans
    normans spaniards castilians aragonese portuguese hungarians bulgarians russians khazars goths
    vandals copts nestorians shiites shiahs shias sunnis kharijites seljuks seljukians fatimites
    fatimids abbassides abbasids abbasides umayyads ommiades omeyyads ayyubids ayoubites mamalukes
    mamelukes mamluks almohades almohads almoravides almoravids ottomans indians ethiopians
    abyssinians ansar helpers refugees citizens companions emigrants
    moriscos mudejares byzantines"""
)
EN_OF_PEOPLES: Final = _words(
    """arab muslim moslem mussulman mohammedan mahometan christian jew jewish greek roman persian
    turk turkish turkman frank frankish latin saracen moor moorish berber bedouin syrian egyptian
    armenian georgian kurd kurdish tartar tatar mongol templar hospitaller crusader assassin
    german french english italian venetian genoese norman spanish spaniard castilian arabic
    arabian hebrew oriental occidental turkoman byzantine seljuk fatimite fatimid abbasside
    abbasid umayyad ommiade omeyyad ayyubid mameluke mamluk ottoman indian abyssinian african
    european asiatic grecian catholic sunni shiite shia kharijite"""
)
"""Adjectives and singulars of peoples; a name for nobody in particular."""
EN_PLACE_BEFORE: Final = _words("in at near towards toward outside inside into around through")
EN_PLACE_MAYBE: Final = _words("from reached left entered between")
EN_PLACE_HEADS: Final = _words(
    """cities gates streets suburbs neighbourhood neighborhood banks shores frontier frontiers
    fortress castle kingdom sultan emir provinces plains desert oasis garrison heart city town
    village province region river valley mountain mount desert island land country border gate
    governor governorship governorate governors ruler people conquest battle siege expedition
    invasion capital port sea coast district governance inhabitants walls plain"""
)
EN_EVENT_HEADS: Final = _words(
    "battle siege treaty conquest peace truce raid massacre day fall capture expedition campaign"
)
EN_ARTICLES: Final = _words("al el ul as ar ad an ash ud ur allah")
EN_CROSSED: Final = _words("crossed crossing crosses passed ford bridge")
EN_WATER: Final = _words("river banks bank waters shore shores coast")
EN_PLURAL: Final = _words("were are have themselves who")
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
    ناحية بلدة حدود ضفاف شواطئ ساحل بحر طريق مشارف ابواب اسوار مسجد جامع اقليم بلد كور قلعة حصن
    ثغر صاحب اهل نواحي اعمال خراج قاضي ظاهر حصار محاصرة دخول فتح"""
)
AR_PLACE_SURE: Final = _arabic(
    """مدينة قرية نهر بلاد بلد كورة كور ناحية نواحي قلعة حصن ثغر ولاية والي اعمال خراج اهل عامل
    جزيرة ظاهر"""
)
"""The surest of them: whatever follows is a place, unless it is a common word."""
AR_OFFICES: Final = _arabic("والي حاكم امير عامل قائد ملك نائب خليفة")
AR_PEOPLE_CUES: Final = _arabic("اهل جيش جنود ناس سكان رجال قبيلة قبائل جند فرسان")
AR_GROUP_CUES: Final = _arabic("بنو بني ال قبيلة قبائل عشيرة")
AR_EVENT_CUES: Final = _arabic(
    "معركة وقعة غزوة موقعة واقعة وقيعة فتح فتوح صلح حصار محاصرة غزاة يوم"
)
AR_DAY: Final = _arabic("يوم")
"""A cue of an event only before a name that stands by itself elsewhere: *day of Siffin*."""
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
AR_PLACE_BEFORE: Final = _arabic("في الى من نحو باتجاه قرب عبر")
AR_PEOPLES: Final = _arabic(
    """المسلمون المسلمين العرب الروم الفرس العجم الاعراب الترك الاتراك الفرنج الافرنج الفرنجة
    النصارى اليهود المجوس المشركون المشركين قريش الانصار المهاجرون المهاجرين الخوارج الشيعة الاكراد
    البربر الزنج الديلم التتار التتر المغول القبط الارمن الكرج الصقالبة السودان الحبشة الهنود
    الصليبيون الصليبيين الداوية الاسبتار الاسبتارية البنادقة الجنوية الالمان الانكليز الاسماعيلية
    الباطنية القرامطة الفاطميون العباسيون الامويون السلاجقة المماليك المرابطون المرابطين الموحدون
    الموحدين القشتاليون القشتاليين الموريسكيون ربيعة مضر مذحج همدان تغلب كندة قضاعة لخم جذام"""
)
"""Peoples, orders and parties that any chronicle may name."""
AR_CALENDAR: Final = _arabic(
    """المحرم محرم صفر ربيع جمادى رجب شعبان رمضان شوال ذوالقعدة القعدة الحجة السبت الاحد الاثنين
    الثلاثاء الاربعاء الخميس الجمعة الاول الاولى الاخر الاخرة الاخير الثاني الثانية الثالث الثالثة
    الرابع الخامس السادس السابع الثامن التاسع العاشر كانون شباط اذار نيسان ايار حزيران تموز ايلول
    تشرين العشرين الثلاثين النيروز"""
)
AR_COMMON: Final = _arabic(
    """الناس ناس القوم قوم رجل رجلا رجال الرجال امراة نساء النساء ولد اولاد ابناء غلام عبد عبيد امة
    رسول رسل الرسول كتاب الكتاب كتب كتابا خبر الخبر اخبار حديث الحديث قول قوله كلام شيء شيئا امر
    الامر امور مال المال اموال الاموال بيت البيت بيوت دار الدار باب الباب دم دماء قلب قلوب نفس
    النفس روح عين العين يد راس وجه لسان صوت سيف السيف سيوف رمح رماح سهم خيل الخيل فرس فرسا ابل جمل
    ناقة ماء الماء نار النار ارض الارض سماء السماء شمس قمر ليل الليل ليلة الليلة نهار النهار يوم
    اليوم ايام الايام شهر سنة السنة سنين عام ساعة الساعة وقت صباح مساء الف الفا مائة مائتين عشرة
    عشرون ثلاثون اربعين خمسين ستين سبعين ثمانين تسعين ثلاث اربع خمس ست سبع ثماني تسع عشر ثلاثة
    اربعة خمسة ستة سبعة ثمانية تسعة عسكر العسكر جيش الجيش جند الجند اصحاب اصحابه صاحب صاحبه اهل
    اهله حرب الحرب قتال القتال قتل القتل قاتل صلح الصلح فتح الفتح نصر النصر غنيمة الغنائم اسرى
    بيعة البيعة خلافة الخلافة امارة ملك الملك ملوك سلطان السلطان امير الامير امراء الامراء وزير
    الوزير قاضي القاضي عامل عمال والي خليفة الخليفة امام الامام حق الحق باطل عدل ظلم خير الخير شر
    الشر دين الدين الدنيا دنيا الاخرة ايمان الايمان اسلام الاسلام كفر الكفر صلاة الصلاة صوم زكاة
    حج الحج مسجد المسجد منبر المنبر قبر القبر جنة الجنة جهنم القران قران اية سورة سنة السنة نبي
    النبي انبياء الله اللهم رب الرب العالمين المؤمنين المؤمنون الجميع السلام القيامة الموت الحياة
    المدينة مدينة بلد البلد بلاد البلاد قرية القرية طريق الطريق جبل الجبل بحر البحر نهر النهر باب
    ابواب سور السور حصن الحصن قلعة القلعة برج البرج منزل قصر القصر سوق السوق خيمة يقول تقول قلت
    قلنا قالوا قيل يقال يسلم بغير بعد قبل فوق تحت غير سوى كبير صغير كثير كثيرا قليل قليلا عظيم
    عظيمة جميل طويل قصير قوي شديد شديدا قريب قريبا بعيد بعيدا سريع سريعا جديد قديم حسن حسنا احسن
    اول الاول اخر الاخر اولى وسط جانب جهة ناحية يمين شمال شرق غرب جنوب ميمنة ميسرة الميمنة الميسرة
    مقدمة المقدمة الغرب الشرق راى راوا صلى سلم رضي كرم عليه السلام لعنة رحمه انهزم انهزموا اقبل
    ادبر هرب قدم بلغ نزل نزلوا اقام اقاموا سال اجاب حمل حملوا ضرب طعن رمى اخذ اعطى ترك وجد طلب رجع
    مضى خاف اراد احب كره علم عرف جهل حاله حال احوال مثله معنى سبب حاجة عهد العهد ذمة امان الامان
    هدنة الهدنة قسم قسما حلف كتيبة راية لواء شعار عمامة ثوب درع سلاح السلاح طعام شراب خبز زاد جوع
    عطش مرض موت مولد شيخ الشيخ شاب صبي فتى عمه عم خال اخوه ابوه امه ابنه بنته ابن بنت والد والدة
    جد جدة زوج مولى موالي حاجب كاتب شاعر الشاعر فارس الفارس الفرسان راجل الرجالة بريد نذير بشير
    حكم الحكم حكمين الحكمين حكومة الحكومة شورى الشورى فتنة الفتنة جماعة الجماعة فرقة طائفة الطائفة
    عصبة رهط نفر حي الحي بطن فخذ قبائل القبائل عشائر اشراف الاشراف سادة رؤساء وجوه اعلام العدو عدو
    اعداء الاعداء عدوهم صديق صبر الصبر شجاعة راي الراي خدعة حيلة مكر غدر وفاء خيانة ذنب خطا عذر
    شكر حمد الحمد تسبيح دعاء قضاء القضاء قدر القدر الناحية الجهة المكان مكان موضع الموضع مقام
    المقام عادة نعمة النعمة رحمة بركة عافية لعل ليت كاد عسى اصبح امسى بات صار زال مازال دام كتبوا
    كتبت دخلت خرجت جاءت قامت كانا قالا يريد تسمى يسمى تعرف يعرف يقال تدعى يدعى العساكر عساكر
    الساحل ساحل التجار تجار الثقل ثقل اليزك اتى اتوا جرى اتفق اخذوا اخذ يريدون يزعم يزعمون اعلم
    اعلموا ليلا نهارا صباحا عشاء عشية بكرة غدوة لئلا كيلا
    انظر انظروا اسمع تعال هات خذ خذوا اذهب ارجع اتق اخي ابي امي"""
)
"""Common words of narrative, beside what the texts themselves tell (`arabic_lexicon`)."""
AR_NO_NAME: Final = _arabic(
    """الله اللهم رب الرب المؤمنين المؤمنون المسلمين المسلمون الناس القوم الجميع الامر الامور
    السلام القيامة الدين الدنيا الحق الموت الحياة الحرب القتال الجيش الجيوش الرحمن الرحيم العزيز
    الحكيم القادر المطلب القيس العزى مناف التقوى
    البر الصبر العدل الظلم الجهاد الشهادة النصر الفتح الخير الشر الجنة النار الايمان الكفر"""
)
"""Words that stand beside the same cues and are nobody's name."""
AR_SUFFIXES: Final = ("ه", "ها", "هم", "هما", "هن", "كم")
"""Pronouns at the end of a word: his army is joined to his name and is no name."""
EVENT_SORTS: Final = {
    **dict.fromkeys(("battle", "day", "raid", "massacre"), "battle"),
    **dict.fromkeys(_arabic("معركة وقعة موقعة واقعة وقيعة يوم غزوة غزاة حرب"), "battle"),
    "siege": "siege", **dict.fromkeys(_arabic("حصار محاصرة"), "siege"),
    **dict.fromkeys(("conquest", "capture", "fall"), "conquest"),
    **dict.fromkeys(_arabic("فتح فتوح"), "conquest"),
    **dict.fromkeys(("treaty", "peace", "truce"), "treaty"), "صلح": "treaty",
}  # fmt: skip
"""Words for events in the two languages, to the sort of event they mean."""
AR_HONOURS: Final = _arabic(
    """صلاح نور سيف نجم اسد عماد شمس بدر تقي عز مجد بهاء جمال كمال زين ضياء ركن ناصر فخر شرف قطب
    معين محيي علاء حسام ظهير غياث قوام عون شهاب رشيد سعد تاج مظفر مؤيد معز ولي نظام عضد بختيار جلال
    همام صمصام امين حسن فلك سراج برهان تاج وجيه موفق نصير مهذب نفيس شجاع بديع قمر خير كريم عفيف"""
)
"""First words of a laqab of honour before الدين or الدولة."""
AR_OF_MOTHERS: Final = _arabic(
    "سلمة حبيبة كلثوم ايمن هانئ الفضل الدرداء سليم عطية جميل البنين فروة الحكم خالد حكيم رومان"
)
"""What follows *mother of* in kunyas so common that no father's name need follow."""
AR_W_NAMES: Final = _arabic(
    """وهب وائل واثلة ورقاء وردان وليد وكيع وحشي واصل ورد وداعة وبرة وثاب واقد وضاح واسط ولادة وحيد
    فاطمة فضل فضالة فيروز فهد فرات فروة فتح فراس فيض فارس فائد فرج فرعون فضيل فهم فيصل فلسطين
    فرغانة فاس"""
)
"""Names whose first letter is no conjunction."""
COMMON_ISMS: Final = _arabic(
    """محمد احمد محمود علي عمر عمرو عثمان حسن حسين الحسن الحسين عباس العباس جعفر يزيد زيد زياد سعد
    سعيد قيس مالك خالد الوليد الحارث حارث ابراهيم اسماعيل يوسف موسى عيسى يحيى داود سليمان هشام
    مسلم صالح بكر طلحة مروان معاوية عبد"""
) | _words(
    """muhammad mohammed mohammad mahomet ahmad ahmed mahmud mahmoud ali aly umar omar amr amru
    uthman othman hasan hassan husayn hosein hussein abbas jafar yazid yezid zayd zeid ziyad ziad
    sad saad said sa'id qays cays malik khalid walid welid harith ibrahim ismail yusuf musa isa
    yahya daud sulayman suleiman hisham muslim moslem salih bakr talha marwan merwan muawiya
    moawiyah abdallah abdullah abd abdalrahman john william robert richard henry philip frederick
    frederic louis charles peter paul alfonso ferdinand hugh raymond baldwin bohemond conrad
    theodore"""
)
"""First names that so many bear that one man who is called so with his father is not the others."""
