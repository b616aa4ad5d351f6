"""What ends no Arabic sentence, and with what prose without full stops goes on.

Sources: the abbreviations of editions (ج volume, ص page, ت died, ط edition, هـ, م); for openings
W. Wright, A Grammar of the Arabic Language, I, §§ 362-367.
"""

from __future__ import annotations

from typing import Final

from fitnacorpus.languages.language import Sentences

_LETTERS: Final = "ا أ ب ت ج ح د ر س ش ص ط ع ف ق ك م ن ه و ي مج صص تح ه"
_NOT_THEREFORE: Final = (
    "في|فيه|فيها|فيهم|فيهما|فيك|فيما|فيمن|فم|فوق|فلان\\w*|فرس\\w*|فارس\\w*|فتح|فضل|فاطمه|فلسطين|"
    "فتنه|فتي|فصل|فقط|فقيه|فرق|فريق|فرض|فعل|فكر|فايده|فضه|فراق|فداء|فواد|فجر|فردوس|فيل"
)

SENTENCES: Final = Sentences(
    letters=frozenset(_LETTERS.split()),
    never=frozenset({"إلخ", "الخ"}),
    openings=(
        r"[وف]?(?:قال|قالت|قالوا|قلت|قيل)|ثم|[وف]?(?:حدثنا|حدثني|اخبرنا|اخبرني|روي|ذكر|بلغنا)",
        r"[وف]لما|[وف]كان\w*|[وف]اقبل\w*|[وف]خرج\w*|[وف]سار\w*|[وف]بعث\w*|[وف]كتب\w*|[وف]جاء\w*",
        rf"(?!(?:{_NOT_THEREFORE})$)ف\w{{3,}}",
        r"و\w{3,}",
    ),
)
