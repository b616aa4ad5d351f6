"""Places and peoples that are common nouns too: sentences read by eye."""

import pytest

from fitnacorpus.model import RESOLVED
from fitnacorpus.names.common_nouns import odds
from fitnacorpus.names.textwords import TextWords


@pytest.mark.parametrize(
    ("text", "word", "is_name"),
    [
        ("خرج من مكة يريد المدينة", "المدينة", True),
        ("استعمله على المدينة سنتين", "المدينة", True),
        ("وكتب إلى أهل المدينة المنورة", "المدينة", True),
        ("ثم بنى سور المدينة وأبوابها", "المدينة", False),
        ("وهذه المدينة كثيرة الأسواق", "المدينة", False),
        ("ومنها إلى المدينة العظمى", "المدينة", False),
        ("وفي باب الكوفة للداخل إلى المدينة ثم نزل مدينة عامرة في شرقي المدينة", "المدينة", False),
        ("قدم المدينة فأقام بها", "المدينة", True),
        ("غزا الفرس والروم", "الفرس", True),
        ("سمع ملوك الفرس بذلك", "الفرس", True),
        ("ركب الفرس وعدا", "الفرس", False),
        ("عند مجمع البحرين لقيه", "البحرين", False),
        ("ولاه البحرين وعمان", "البحرين", True),
        ("والغمرة سكون وهي الحيرة والشك", "الحيرة", False),
        ("ونزل بالحيرة أياما", "بالحيرة", True),
        ("أيده روح القدس", "القدس", False),
        ("رحل إلى القدس زائرا", "القدس", True),
        ("لبس قباء أسود", "قباء", False),
        ("مضى إلى قباء ماشيا", "قباء", True),
        ("يسافر بصرى فيها", "بصرى", False),
        ("خرج في تجارة إلى بصرى", "بصرى", True),
        ("بجبال الجزيرة الخضراء", "الجزيرة", False),
        ("وعزله عن الجزيرة", "الجزيرة", True),
        ("أساطيل الدولة العثمانية", "العثمانية", False),
        ("قدم قاصد سلطان الروم", "الروم", False),
        ("وغزا أرض الروم", "الروم", True),
        ("وتلك جنة عدن للمتقين", "عدن", False),
        ("ركب البحر إلى عدن", "عدن", True),
        ("حدثني أبو سليمان ربيعة قال", "ربيعة", False),
        ("ثم سار تميم بن زيد فنظر تميم في أمره", "تميم في", False),
        ("ثم سار تميم بن زيد في بني تميم كلهم", "تميم كلهم", True),
    ],
)
def test_a_name_or_a_common_noun(text, word, is_name):
    words = TextWords(text, "ar")
    found = odds(words, words.at(text.rindex(word)))
    assert (found / (1 + found) >= RESOLVED) is is_name
