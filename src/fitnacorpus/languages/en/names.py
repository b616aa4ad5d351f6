"""Words that make Muslim names in English what they are, in lower case.

Sources: A. Schimmel, Islamic Names (1989), for the parts of a name; A. F. L. Beeston, Arabic
Nomenclature (1971).
"""

from __future__ import annotations

from typing import Final

from fitnacorpus.languages.language import words

SON: Final = words("ibn ebn bin ben b bn ibnu ibni")
DAUGHTER: Final = words("bint bt binti")
CHILD: Final = words("son daughter")
FATHER: Final = words("abu abi aba abou aboo abul abil abal abu'l abu’l abi'l abi’l")
MOTHER: Final = words("umm um omm")
TRIBE: Final = words("banu bani beni benu")
SERVANT: Final = words("abd abdul abdal abdel abdur abdu")
SECOND: Final = words(
    "allah al-din ad-din ud-din al-dawla ad-dawla ud-dawla al-dawlah al-mulk ul-mulk al-islam"
)
"""Second halves that make one name with any word before them (ʿUbayd Allāh, Nūr al-Dīn)."""
ARTICLE: Final = words("al el as ash ar at an ad az ul il")
APART: Final = words("al el ul il")
"""Spellings of the article that, standing apart, are no other word."""
NUMERALS: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
TITLES: Final = words(
    """caliph khalif calif khalifa khalifah imam amir emir emeer ameer commander general governor
    king queen prince princess sultan shah vizier wazir vizir qadi cadi judge sheikh shaykh
    sheykh sayyid sayyida prophet apostle messenger saint st holy emperor empress lord lady sir
    mr mrs dr captain chief father brother sister hazrat hadrat mulla pasha bey the o oh and but
    when then so if as for to of by with from that this at in on while after before not now here
    there thus yet or nor even against under upon both noble great brave honest young old elder
    younger january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday muharram moharram safar
    rabi rajab ramadan shaban shawwal jumada ad bc ce bce ah"""
)
"""Words beside a name that are no part of it, whatever their first letter."""
RANKS: Final = words(
    """caliph khalif calif khalifa khalifah imam emir emeer ameer king queen prince princess sultan
    sultana vizier wazir vizir qadi cadi judge sheikh shaykh sheykh emperor empress sir lord lady
    saint st st. dr dr. mr mr. mrs mrs. captain general governor pope bishop patriarch duke count
    earl baron mulla mullah hazrat hadrat"""
)
"""Titles of rank before a name."""
RANKS_AFTER: Final = words("pasha bey effendi agha")
"""Titles of rank behind a name, of Ottoman times."""
LIKE_NISBA: Final = (
    "al-Mahdi al-Hadi al-Nabi al-Wasi al-Wali al-Taqi al-Naqi al-Zaki al-Radi al-Ali al-Thani "
    "al-Muttaqi al-Qadi al-Ghazi al-Dai al-Mustakfi al-Muqtadi al-Muhtadi al-Muqtafi al-Asi"
)
TRANSMITTING: Final = words(
    """transmitter narrator traditionist muhaddith rawi reporter historian chronicler author"""
)
INDEFINITE: Final = words("a an one")
"""After a name and a comma, these introduce somebody new."""
SIBLING: Final = words("brother sister half-brother half-sister")
OFFSPRING: Final = words("son daughter child sons")
POSSESSIVE: Final = words("his her their whose")
