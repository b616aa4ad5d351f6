"""Arabic nouns that numbers count or measure, marks off, ة as ه, hamza seats as plain letters."""

from __future__ import annotations

import re
from typing import Final

from fitnacorpus.languages.language import Noun, nouns

NOUNS: Final[tuple[Noun, ...]] = nouns(
    """
    commodity men          | رجل رجلا | رجلان رجلين | رجال
    commodity persons      | نفس نفسا شخص شخصا نسمه نفر نفرا انسان | شخصان شخصين | انفس اشخاص ناس
    commodity soldiers     | جندي جنديا | جنديان جنديين | جنود جند عسكر عسكري
    commodity fighters     | مقاتل مقاتلا محارب محاربا | | مقاتلين مقاتلون مقاتله محاربين
    commodity horsemen     | فارس فارسا خيال خيالا | فارسان فارسين | فرسان فرسانا خياله خيل
    commodity foot-soldiers| راجل راجلا | راجلان | رجاله مشاه
    commodity archers      | | | رماه
    commodity horses       | فرس فرسا حصان حصانا | فرسين حصانان حصانين | افراس خيول
    commodity camels       | بعير بعيرا ناقه جمل جملا | بعيرين ناقتين جملين | ابل جمال نوق
    commodity sheep        | شاه شاتا | شاتان شاتين | شياه غنم
    commodity ships        | سفينه مركب مركبا | سفينتان سفينتين مركبان مركبين | سفن مراكب
    commodity women        | امراه | امراتان امراتين | نساء نسوه
    commodity captives     | اسير اسيرا | اسيران اسيرين | اسري اساري سبي
    commodity dead         | قتيل قتيلا | قتيلان قتيلين | قتلي
    unit dirham            | درهم درهما | درهمان درهمين | دراهم
    unit dinar             | دينار دينارا | ديناران دينارين | دنانير
    unit mithqal           | مثقال مثقالا | مثقالان مثقالين | مثاقيل
    unit ratl              | رطل رطلا | رطلان رطلين | ارطال
    unit mile              | ميل ميلا | ميلان ميلين | اميال
    unit parasang          | فرسخ فرسخا | فرسخان فرسخين | فراسخ
    unit stage             | مرحله | مرحلتان مرحلتين | مراحل
    unit cubit             | ذراع ذراعا | ذراعان ذراعين | اذرع
    unit hour              | ساعه | ساعتان ساعتين | ساعات
    unit night             | ليله | ليلتان ليلتين | ليال ليالي ليالى
    unit day               | يوم يوما | يومان يومين | ايام
    unit week              | اسبوع اسبوعا | اسبوعان اسبوعين | اسابيع
    unit month             | شهر شهرا | شهران شهرين | اشهر شهور
    unit year              | سنه عام عاما | سنتان سنتين عامان عامين | سنوات سنين سنون اعوام
    """
)

COUNTED: Final = frozenset(word for noun in NOUNS for word in (*noun.singular, *noun.plural))
"""What may stand directly after a number."""

RANKS: Final = frozenset({10, 20, 40, 50, 80, 100, 1000})
"""Numbers by which ranks are called: the decurion to the chiliarch, and the Mamluk emirs."""
OF_RANK: Final = re.compile(
    "[وف]?[بل]?(?:ال)?(?:قائد|قواد|قاده|رئيس|رؤساء|امير|امراء|مقدم|مقدمي)ا?"
)
"""Who leads so many and is called by the number: قائد مئة, the centurion; أمير عشرة."""
