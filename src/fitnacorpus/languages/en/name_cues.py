"""Words beside which names stand in English, in lower case.

Closed classes of the language and the offices, places and kinship of chronicles; no word of any one
text.
"""

from __future__ import annotations

from typing import Final

from fitnacorpus.languages.language import words

FUNCTION: Final = words(
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
SON: Final = words("b b. ibn ebn bin ben bint bt bt.")
TITLES: Final = words(
    """caliph caliphs khalif khalifa khalifah imam amir emir commander general governor king queen
    prince princess sultan soldan shah vizier visier vizir wazir qadi judge sheikh shaykh sayyid
    sayyida prophet apostle messenger saint st holy emperor empress pharaoh lord lady sir mr mrs
    dr captain chief pope bishop father brother sister hazrat hadrat mulla mullah khan pasha bey
    rabbi priest president minister ambassador count countess duke earl baron knight admiral
    atabek atabeg legate cardinal archbishop patriarch abbot monk master marquis prophets emirs"""
)
CALENDAR: Final = words(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday muharram safar rajab shaban ramadan
    shawwal moharram moharrem rabi jumada jumad ramadhan ramazan shaaban zulhijja dzulhijja
    zulhijjah zulkada dzul zul hegira hejira hijra hijri hijrah ad bc ce bce ah am pm"""
)
COMMON: Final = words(
    """god allah lord almighty heaven paradise hell providence coran koran quran islam bible gospel
    scripture scriptures book chapter sidenote footnote illustration part volume section note
    see page preface introduction contents index appendix mosque church temple cathedral
    caliphate empire kingdom republic state court majesty highness excellency faith religion
    christianity judaism east west north south western eastern northern southern crescent cross
    trinity crusade crusades house government council senate parliament fate fortune death
    nature hist vol chap tom lib cap ibid cit edit mss pp bibliot commander faithful believers
    believer bedouin history edition annals sura surah yea maula maulana good palm ash
    maundy easter lent pentecost christmas"""
)
"""Words that many books write with a capital, and nobody's name."""
PEOPLES: Final = words(
    """arabs muslims moslems mussulmans mussulmen mohammedans mahometans christians jews greeks
    romans persians turks turkmans turcomans franks latins saracens moors berbers bedouins
    syrians egyptians armenians georgians kurds tartars tatars mongols moguls templars
    hospitallers hospitalers crusaders assassins germans french english italians venetians
    genoese pisans normans spaniards castilians aragonese portuguese hungarians bulgarians
    russians khazars goths vandals copts nestorians shiites shiahs shias sunnis kharijites
    seljuks seljukians fatimites fatimids abbassides abbasids abbasides umayyads ommiades
    omeyyads ayyubids ayoubites mamalukes mamelukes mamluks almohades almohads almoravides
    almoravids ottomans indians ethiopians abyssinians ansar helpers refugees citizens
    companions emigrants mohajirs muhajirs mohajirin muhajirin moriscos mudejares byzantines"""
)
OF_PEOPLES: Final = words(
    """arab muslim moslem mussulman mohammedan mahometan christian jew jewish greek roman persian
    turk turkish turkman frank frankish latin saracen moor moorish berber bedouin syrian
    egyptian armenian georgian kurd kurdish tartar tatar mongol templar hospitaller crusader
    assassin german french english italian venetian genoese norman spanish spaniard castilian
    arabic arabian hebrew oriental occidental turkoman byzantine seljuk fatimite fatimid
    abbasside abbasid umayyad ommiade omeyyad ayyubid mameluke mamluk ottoman indian abyssinian
    african european asiatic grecian catholic sunni shiite shia kharijite"""
)
"""Adjectives and singulars of peoples; a name for nobody in particular."""
PLACE_BEFORE: Final = words("in at near towards toward outside inside into around through")
PLACE_MAYBE: Final = words("from reached left entered between")
PLACE_HEADS: Final = words(
    """cities gates streets suburbs neighbourhood neighborhood banks shores frontier frontiers
    fortress castle kingdom sultan emir provinces plains desert oasis garrison heart city town
    village province region river valley mountain mount island land country border gate governor
    governorship governorate governors ruler people conquest battle siege expedition invasion
    capital port sea coast district governance inhabitants walls plain"""
)
EVENT_HEADS: Final = words(
    """battle siege treaty conquest peace truce raid massacre day fall capture expedition
    campaign"""
)
ARTICLES: Final = words("al el ul as ar ad an ash ud ur allah")
PARTICLES: Final = words("de di du do da dos della van von la le")
"""Between the words of a European name: Afonso de Albuquerque."""
CROSSED: Final = words("crossed crossing crosses passed ford bridge")
WATER: Final = words("river banks bank waters shore shores coast")
PLURAL: Final = words("were are have themselves who")
GROUP_HEADS: Final = words("banu bani beni tribe clan dynasty house caliphate")
GROUP_ENDS: Final = ("ians", "ites", "ids", "iyya", "iyyah", "ans", "ees", "ists")
ADJECTIVE_ENDS: Final = ("ian", "ite", "ish", "ic", "ese")
SPEECH: Final = words(
    """said says say asked asks replied replies answered answers told ordered orders wrote spoke
    sent went came died fled refused accepted appointed was is were had has did took gave saw
    knew led ruled marched arrived returned declared requested summoned fought feared felt
    reached escaped pleaded promised planned commissioned dispatched abandoned began"""
)
PERSON_BEFORE: Final = words("by with against son daughter brother under wife mother father")
COMMON_ISMS: Final = words(
    """muhammad mohammed mohammad mahomet ahmad ahmed mahmud mahmoud ali aly umar omar amr amru
    uthman othman hasan hassan husayn hosein hussein abbas jafar yazid yezid zayd zeid ziyad
    ziad sad saad said sa'id qays cays malik khalid walid welid harith ibrahim ismail yusuf musa
    isa yahya daud sulayman suleiman hisham muslim moslem salih bakr talha marwan merwan muawiya
    moawiyah abdallah abdullah abd abdalrahman john william robert richard henry philip
    frederick frederic louis charles peter paul alfonso ferdinand hugh raymond baldwin bohemond
    conrad theodore"""
)
"""First names that so many bear that one man who is called so with his father is not the others."""
EVENT_SORTS: Final = {
    **dict.fromkeys(("battle", "day", "raid", "massacre"), "battle"),
    "siege": "siege",
    **dict.fromkeys(("conquest", "capture", "fall"), "conquest"),
    **dict.fromkeys(("treaty", "peace", "truce"), "treaty"),
}
"""Words for events, to the sort of event they mean."""
