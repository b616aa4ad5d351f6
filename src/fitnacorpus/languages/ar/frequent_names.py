"""How often men bear a name: what tells a name of two words that many have from one that few have.

The shares were counted before and after *ibn* in thirteen Arabic chronicles and biographical
dictionaries of the second to the seventh century of the Hijra, each counting alike, and rounded.
Names that the histories repeat for one bearer (al-Khaṭṭāb, Abū Ṭālib, al-ʿĀṣ) are left out.
"""

from __future__ import annotations

from typing import Final

_PER_MILLE: Final = """
    72 محمد
    43 عبد الله
    33 احمد
    31 علي
    21 الحسن
    15 عمر يحيى
    14 ابراهيم
    11 عبد الرحمن الحسين
    10 سليمان سعيد
    9 عيسى جعفر
    8 يزيد عمرو
    7 عبيد الله
    6 عبد الملك القاسم اسماعيل موسى اسحاق عثمان
    5 العباس عبد العزيز زيد خالد مالك سعد يوسف
    4 الفضل هشام داود هارون عامر الحارث
    3 خلف صالح زياد قيس نصر الوليد حسن حسين
    2 مروان حبيب عمير مسلم يعقوب جابر انس منصور حماد وهب ايوب سهل الحكم كثير سلمة بكر طاهر عباد
    2 عاصم ثابت كعب عمران ربيعة بدر حفص سفيان بشر حمزة يونس حميد معاذ مسعود عقبة عباس حسان محمود
    1 عبد الواحد عبد الوهاب عبد الصمد عبد الحميد عبد الكريم المبارك طلحة صفوان شعيب حرب راشد
"""

PER_MILLE: Final = {
    name.replace("_", " "): int(share)
    for share, *names in (line.split() for line in _PER_MILLE.split("\n") if line.strip())
    for name in " ".join(names).replace("عبد ", "عبد_").replace("عبيد ", "عبيد_").split()
}
"""A name, in the `tag` fold, and how many of a thousand men bear it."""
RARE: Final = 0.5
"""The same of a name that is not listed."""
