"""English nouns that numbers count or measure."""

from __future__ import annotations

from typing import Final

from fitnacorpus.languages.language import Noun, nouns

NOUNS: Final[tuple[Noun, ...]] = nouns(
    """
    commodity men          | man | | men
    commodity persons      | person | | persons people souls
    commodity soldiers     | soldier trooper | | soldiers troops troopers
    commodity fighters     | fighter warrior combatant | | fighters warriors combatants
    commodity horsemen     | horseman rider cavalryman | | horsemen riders cavalry horse knights
    commodity foot-soldiers| infantryman footman | | infantry infantrymen footmen foot
    commodity archers      | archer bowman | | archers bowmen
    commodity horses       | | | horses steeds
    commodity camels       | camel | | camels
    commodity sheep        | | | sheep
    commodity ships        | ship vessel | | ships vessels galleys
    commodity women        | woman | | women
    commodity captives     | captive prisoner | | captives prisoners
    commodity slaves       | slave | | slaves
    commodity families     | family | | families
    unit dirham            | dirham dirhem | | dirhams dirhems
    unit dinar             | dinar | | dinars
    unit mithqal           | mithqal | | mithqals
    unit mile              | mile | | miles
    unit parasang          | parasang farsakh | | parasangs farsakhs
    unit league            | league | | leagues
    unit stage             | stage | | stages marches
    unit cubit             | cubit | | cubits
    unit hour              | hour | | hours
    unit night             | night | | nights
    unit day               | day | | days
    unit week              | week | | weeks
    unit month             | month | | months
    unit year              | year | | years
    """
)
