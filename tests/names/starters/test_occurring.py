"""What texts name of a starter: full names bring an entry along, homonyms and fathers do not."""

import pytest

from fitnacorpus.model import Span
from fitnacorpus.names.starters.occurring import occurring
from fitnacorpus.names.starters.table import early_islam
from fitnacorpus.names.suggest.candidates import TextView


def found(source, lang):
    view = TextView("t", lang, source, (Span(0, len(source)),))
    return {o.entry.id: {f.text for f in o.forms} for o in occurring(early_islam(), [view])}


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ("ثم إن زياد بن النضر سار", {"ziyad-b-al-nadr"}),
        ("ثم إن زيادا سار", set()),
        ("خرج معاوية إلى صفين", {"muawiya-b-abi-sufyan", "siffin"}),
        ("خرج معاوية بن حديج إليه", {"muawiya-b-hudayj"}),
        ("خرج معاوية بن صالح إليه", set()),
        ("قال عبد الله بن علي", set()),
        ("سمع أبا موسى وقال لأبي موسى", {"abu-musa-al-ashari"}),
        ("هرب عثمان بن حنيف الأنصاري", {"uthman-b-hunayf"}),
        ("قتل يوم صفين", {"battle-of-siffin"}),
        ("رأى أحد الناس بدرا", set()),
        ("جاء الحسن البصري", {"al-hasan-al-basri"}),
        # As Egyptian prints have it, where على is "upon" as well.
        ("قال على بن أبى طالب لهم", {"ali-b-abi-talib"}),
        ("قدم أبى موسى الأشعرى على محمد بن أبى بكر", {"abu-musa-al-ashari", "muhammad-b-abi-bakr"}),
        ("دخل على القوم", set()),
    ],
)
def test_arabic(source, ids):
    assert set(found(source, "ar")) == ids


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ("There Moawiyah met Othman again.", {"muawiya-b-abi-sufyan", "uthman-b-affan"}),
        ("There Ziyad ibn Abihi stood.", {"ziyad-b-abihi"}),
        ("There stood Yazid then.", set()),
        ("They marched from Bussorah to Cufa.", {"basra", "kufa"}),
        ("He met Othman ibn Honeif there.", {"uthman-b-hunayf"}),
        ("It was the battle of Siffîn then.", {"battle-of-siffin", "siffin"}),
        # The article lost behind a vowel, joined or apart; kunyas; ibn as Ockley has it.
        ("There came ‘Abdu ’l-Raḥmán b. ‘Awf then.", {"abd-al-rahman-b-awf"}),
        ("There ruled Abdolmelek the son of Merwan.", {"abd-al-malik-b-marwan"}),
        ("There stood Muslim b. ‘Aqíl, no other Muslim.", {"muslim-b-aqil"}),
        ("He met Abú Músá here. Abú came. So did Músá.", {"abu-musa-al-ashari"}),
        ("Then Saad Ebn Abi Wakkas wrote to Amru Ebn Al Aas.", {"sad-b-abi-waqqas", "amr-b-al-as"}),
        ("They found Al Mothanna there, and El-Medina far.", {"al-muthanna-b-haritha", "medina"}),
        ("Of Persia the Abbassides and Koreishites.", {"banu-l-abbas", "quraysh", "persia"}),
        ("There ‘Amru bin Sa’id spoke.", set()),
    ],
)
def test_english(source, ids):
    assert set(found(source, "en")) == ids


def test_a_short_name_comes_along_with_a_full_one_in_its_text():
    alone = found("خرج زياد بن أبيه ثم رجع", "ar")
    both = found("خرج زياد بن أبيه ثم قال زياد له", "ar")
    assert "زياد" in both["ziyad-b-abihi"] - alone["ziyad-b-abihi"]
