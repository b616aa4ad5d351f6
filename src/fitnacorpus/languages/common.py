"""The commonest words of running prose, by which the language of a text is told."""

from __future__ import annotations

from typing import Final

COMMON_WORDS: Final[dict[str, str]] = {
    "en": "the of and to in that was he his with for it as had on by from which they were at him",
    "fr": "le la les de des et du en un une que qui dans il est par pour sur au ce se ne pas",
    "de": "der die das und den von zu mit sich des dem nicht ist war er es ein eine auf als auch",
    "it": "il di che la e un in per una non si del con le della i da al come era più lo gli",
    "es": "el la de que y en los del se las un por con no una su para es al lo como",
    "pt": "o de que e do da em um para os com não uma no se na por mais as dos ao foi",
    "nl": "de het een en van in is dat op te zijn met voor niet hij die aan er om ook",
    "la": "et in est non ad ut cum qui quod ex sed si per ab quae hoc eius autem esse enim",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi kadar sonra ne ki o en",
    "ar": "من في على إلى أن عن قال بن ثم ما لا هذا ذلك كان ولا وقد قد الله إن عليه فقال ابن له",
    "fa": "و از به در که را این است با آن برای بود خود تا شد کرد می بر یا هم ایران",
    "ur": "کے میں کی ہے اور سے کا کو نے پر کہ اس ہیں تھا تھے وہ جو یہ نہیں",
}
"""Commonest words of running prose, common knowledge of their grammars."""
