"""Made-up accounts of made-up events, in Arabic and English, with what is true of them.

A story is a cast, some places and a run of events; an account tells some of them, in its own words,
in an order that may differ, among sentences of no event.  Accounts of one story are related, and
what each tells where is known to the letter.  Everything hangs on a seed and on numbers alone, so
any account can be made by itself, and the same ones come back.

    .venv/bin/python benchmarks/generated.py FOLDER [--texts 1000] [--words 300]   makes a corpus
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from fitnacorpus import description, intake
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Description
from fitnacorpus.model import TextInfo

Pair = tuple[str, str]
"""English and Arabic."""

LANGS: Final = ("en", "ar")
ISMS: Final[tuple[Pair, ...]] = (
    ("Hamza", "حمزة"), ("Salim", "سالم"), ("Thabit", "ثابت"), ("Zuhayr", "زهير"),
    ("Qays", "قيس"), ("Nafi", "نافع"), ("Shabib", "شبيب"), ("Asim", "عاصم"),
    ("Rabi", "ربيع"), ("Mubarak", "مبارك"), ("Jabir", "جابر"), ("Khuzayma", "خزيمة"),
    ("Suhayl", "سهيل"), ("Harmala", "حرملة"), ("Aswad", "أسود"), ("Numayr", "نمير"),
    ("Qutayba", "قتيبة"), ("Hatim", "حاتم"), ("Mus'ab", "مصعب"), ("Dirar", "ضرار"),
    ("Ghalib", "غالب"), ("Tarif", "طريف"), ("Junada", "جنادة"), ("Hudhayl", "هذيل"),
    ("Rifa'a", "رفاعة"), ("Shurayh", "شريح"), ("Ubayd", "عبيد"), ("Yusuf", "يوسف"),
    ("Musa", "موسى"), ("Dawud", "داود"), ("Tamim", "تميم"), ("Bishr", "بشر"),
)  # fmt: skip
NISBAS: Final[tuple[Pair, ...]] = (
    ("al-Azdi", "الأزدي"), ("al-Tamimi", "التميمي"), ("al-Kindi", "الكندي"),
    ("al-Taghlibi", "التغلبي"), ("al-Asadi", "الأسدي"), ("al-Murri", "المري"),
    ("al-Hamdani", "الهمداني"), ("al-Kilabi", "الكلابي"), ("al-Ta'i", "الطائي"),
    ("al-Thaqafi", "الثقفي"), ("al-Juhani", "الجهني"), ("al-Lakhmi", "اللخمي"),
    ("al-Ghassani", "الغساني"), ("al-Bahili", "الباهلي"), ("al-Dabbi", "الضبي"),
    ("al-Yashkuri", "اليشكري"),
)  # fmt: skip
PLACES: Final[tuple[Pair, ...]] = (
    ("Wasit", "واسط"), ("Hims", "حمص"), ("Tustar", "تستر"), ("Nahrawan", "النهروان"),
    ("Amid", "آمد"), ("Harran", "حران"), ("Anbar", "الأنبار"), ("Isfahan", "أصفهان"),
    ("Nishapur", "نيسابور"), ("Sijistan", "سجستان"), ("Kirman", "كرمان"), ("Tabaristan", "طبرستان"),
    ("Qumis", "قومس"), ("Hulwan", "حلوان"), ("Tikrit", "تكريت"), ("Balis", "بالس"),
    ("Raqqa", "الرقة"), ("Qinnasrin", "قنسرين"), ("Ascalon", "عسقلان"), ("Tiberias", "طبرية"),
    ("Barqa", "برقة"), ("Qayrawan", "القيروان"), ("Bukhara", "بخارى"), ("Samarqand", "سمرقند"),
)  # fmt: skip
EVENTS: Final[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = (
    (("{a} was killed by {b} near {p} in the year {y}.",
      "In the year {y} {b} slew {a} outside {p}."),
     ("قتل {b} {a} عند {p} سنة {y}.", "وفي سنة {y} قتل {a} قرب {p} قتله {b}.")),
    (("{a} marched from {p} against {b} with {n} men.",
      "With {n} men behind him {a} set out from {p} to meet {b}."),
     ("سار {a} من {p} إلى {b} في {n} رجل.", "وخرج {a} من {p} يريد {b} ومعه {n} رجل.")),
    (("{b} appointed {a} governor of {p} in the year {y}.",
      "The government of {p} was given to {a} by {b} in the year {y}."),
     ("ولى {b} {a} على {p} سنة {y}.", "واستعمل {b} على {p} {a} في سنة {y}.")),
    (("{a} besieged {p} for {n} days until {b} opened the gates.",
      "For {n} days {p} was besieged by {a}, and then {b} gave it up."),
     ("حاصر {a} {p} {n} يوما حتى فتح {b} أبوابها.", "وأقام {a} على حصار {p} {n} يوما فسلمها {b}.")),
    (("{a} was thrown into prison at {p} on the order of {b}.",
      "{b} had {a} arrested and kept him in prison in {p}."),
     ("حبس {b} {a} في سجن {p}.", "وأمر {b} بحبس {a} فسجن في {p}.")),
    (("{a} fled from {p} by night before {b} could reach him.",
      "Fearing {b}, {a} escaped from {p} under cover of night."),
     ("هرب {a} من {p} ليلا قبل أن يدركه {b}.", "وخاف {a} من {b} ففر من {p} في الليل.")),
    (("The people of {p} swore allegiance to {a}, but {b} refused the oath.",
      "{a} received the oath of allegiance in {p}; only {b} held back."),
     ("بايع أهل {p} {a} وأبى {b} أن يبايع.", "وبويع {a} في {p} وامتنع {b} من البيعة.")),
    (("{a} made peace with {b} at {p} for {n} dirhams.",
      "A treaty was concluded at {p} between {a} and {b}, at the price of {n} dirhams."),
     ("صالح {a} {b} في {p} على {n} درهم.", "وتم الصلح بين {a} و{b} في {p} على {n} درهم.")),
    (("{a} burned the bridge of {p} so that {b} could not cross.",
      "So that {b} should not cross, the bridge at {p} was burned by {a}."),
     ("أحرق {a} جسر {p} لئلا يعبر {b}.", "وقطع {a} الجسر عند {p} وأحرقه لئلا يعبر {b}.")),
    (("{a} was poisoned at {p} with honey that {b} had sent him.",
      "{b} sent {a} poisoned honey, and he died of it in {p}."),
     ("سم {b} {a} في {p} بعسل بعث به إليه.", "وبعث {b} إلى {a} عسلا مسموما فمات منه في {p}.")),
)  # fmt: skip
"""What may happen: for each kind ways to tell it, in English and in Arabic."""
FILLERS: Final[tuple[tuple[str, ...], tuple[str, ...]]] = (
    (
        "It is told that the winter of that year was hard and the roads were bad.",
        "The men rested, watered their horses and waited for news.",
        "Nobody remembers who spoke first, and the old men disagree about it.",
        "They prayed together and then each went back to his tent.",
        "The river had risen, and the boats could not be used for many days.",
        "Much was said about it in the markets, and little of it was true.",
        "The poets made verses on it which are still recited.",
        "He was a tall man, quick to anger and quick to forgive.",
    ),
    (
        "ويقال إن شتاء تلك السنة كان شديدا وكانت الطرق موحلة.",
        "ونزل الناس فاستراحوا وسقوا خيلهم وانتظروا الأخبار.",
        "ولا يذكر أحد من تكلم أولا واختلف الشيوخ في ذلك.",
        "وصلوا جميعا ثم رجع كل رجل منهم إلى خيمته.",
        "وكان النهر قد فاض فلم تنفع السفن أياما كثيرة.",
        "وكثر الكلام فيه في الأسواق وقل ما كان منه صحيحا.",
        "وقال الشعراء في ذلك أبياتا تروى إلى اليوم.",
        "وكان رجلا طويلا سريع الغضب سريع الرضا.",
    ),
)
"""Sentences of no event, in English and in Arabic."""
FAMOUS: Final = 4
"""Persons, the first of the authority, of whom every account speaks: their names tell nothing."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Where an account tells an event of its story: code points."""

    event: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Account:
    """An account and what is true of it.

    Attributes:
        id: Text id.
        lang: "en" or "ar".
        story: Number of its story; accounts of one story are related.
        text: Its words.
        tellings: Where it tells which events, in the order of the text.
    """

    id: str
    lang: str
    story: int
    text: str
    tellings: tuple[Telling, ...]


def _chance(*parts: object) -> random.Random:
    """A source of chance that hangs on these values alone, on every machine."""
    return random.Random(sha256(repr(parts).encode()).digest())


def person(number: int) -> Pair:
    """A name in both languages; as many differ as there are isms squared times nisbas."""
    chance = _chance("person", number)
    ism, father = ISMS[number % len(ISMS)], chance.choice(ISMS)
    nisba = NISBAS[(number // len(ISMS)) % len(NISBAS)]
    return f"{ism[0]} ibn {father[0]} {nisba[0]}", f"{ism[1]} بن {father[1]} {nisba[1]}"


@dataclass(frozen=True, slots=True)
class Library:
    """Any number of accounts.

    Attributes:
        seed: Another seed gives other accounts.
        related: How many accounts tell each story; 1 = no two are related.
        people: Persons of the authority, from which the casts are taken.
        events: Events of a story.
        words: Words of an account, about.
        telling: Share of the events of its story that an account tells.
    """

    seed: int = 1
    related: int = 2
    people: int = 2_000
    events: int = 12
    words: int = 300
    telling: float = 0.7

    def account(self, number: int) -> Account:
        """The account of a number, from 0."""
        story, version = divmod(number, self.related)
        lang = version % len(LANGS)
        chance = _chance(self.seed, "account", number)
        told = [e for e in range(self.events) if chance.random() < self.telling] or [0]
        if len(told) > 2:  # two neighbours stand the other way round
            at = chance.randrange(len(told) - 1)
            told[at], told[at + 1] = told[at + 1], told[at]
        around = max(1, (self.words // 12 - len(told)) // (len(told) + 1))
        text = ""
        tellings: list[Telling] = []
        for place, event in enumerate((*told, None)):
            text += ("\n\n" if place % 3 == 0 else " ") if place else ""
            text += " ".join(chance.choice(FILLERS[lang]) for _ in range(around))
            if event is not None:
                sentence = self._told(story, event, lang, chance)
                tellings.append(Telling(event, len(text) + 1, len(text) + 1 + len(sentence)))
                text += f" {sentence}"
        return Account(f"t{number}", LANGS[lang], story, text + "\n", tuple(tellings))

    def cast(self, story: int) -> list[int]:
        """The persons of a story: famous ones, and five of its own."""
        chance = _chance(self.seed, "cast", story)
        return [chance.randrange(FAMOUS), *chance.sample(range(FAMOUS, self.people), 5)]

    def _told(self, story: int, event: int, lang: int, chance: random.Random) -> str:
        """An event in one of the ways to tell it; its facts hang on the story alone."""
        facts = _chance(self.seed, "event", story, event)
        kind = EVENTS[facts.randrange(len(EVENTS))]
        a, b = facts.sample(self.cast(story), 2)
        values = {
            "a": person(a)[lang], "b": person(b)[lang], "p": facts.choice(PLACES)[lang],
            "y": facts.randrange(11, 130), "n": 10 * facts.randrange(1, 900),
        }  # fmt: skip
        return chance.choice(kind[lang]).format(**values)

    def accounts(self, count: int, first: int = 0) -> Iterator[Account]:
        """Accounts in the order of their numbers."""
        return map(self.account, range(first, first + count))

    def authority(self) -> str:
        """All persons and places, with their names in both languages, as TEI."""
        people = (_entry("person", "persName", f"p{k}", person(k)) for k in range(self.people))
        places = (_entry("place", "placeName", f"l{k}", pair) for k, pair in enumerate(PLACES))
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="authority" xml:lang="en"><teiHeader>'
            "<fileDesc><titleStmt><title>Made up</title></titleStmt>"
            "<publicationStmt><p>Made up.</p></publicationStmt>"
            "<sourceDesc><p>Made up.</p></sourceDesc></fileDesc></teiHeader>"
            f"<standOff>\n<listPerson>\n{''.join(people)}</listPerson>\n"
            f"<listPlace>\n{''.join(places)}</listPlace>\n</standOff></TEI>\n"
        )


def _entry(tag: str, form: str, ident: str, names: Sequence[str]) -> str:
    forms = "".join(
        f'<{form} xml:lang="{lang}" type="preferred">{escape(name)}</{form}>'
        for lang, name in zip(LANGS, names, strict=True)
    )
    return f'<{tag} xml:id="{ident}">{forms}</{tag}>\n'


def write(root: Path, library: Library, count: int) -> CorpusFolder:
    """A corpus of generated accounts; nothing in it is built.

    Args:
        root: The folder, which is made.
        library: The accounts.
        count: How many.
    """
    intake.init(root)
    folder = CorpusFolder(root)
    folder.authority_path.parent.mkdir(parents=True, exist_ok=True)
    folder.authority_path.write_text(library.authority(), "utf-8")
    for account in library.accounts(count):
        put(folder, account)
    return folder


def put(folder: CorpusFolder, account: Account) -> None:
    """One account more, with its description."""
    data = account.text.encode()
    path = folder.seeds / f"{account.id}.txt"
    path.write_bytes(data)
    info = TextInfo(
        id=account.id, lang=account.lang, file=path.name, sha256=sha256(data).hexdigest(),
        encoding="utf-8", original=path.name, title={account.lang: f"Account {account.id}"},
        work=account.id,
    )  # fmt: skip
    text = description.render(Description(info, str(path.with_suffix(".toml"))))
    path.with_suffix(".toml").write_text(text, "utf-8")


def main() -> None:
    """Make a corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=1_000)
    parser.add_argument("--words", type=int, default=300)
    given = parser.parse_args()
    write(given.folder, Library(words=given.words), given.texts)


if __name__ == "__main__":
    main()
