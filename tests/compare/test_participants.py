"""Who takes part and as what, why and how, tables of facts, and events inside an event."""

import json
import re
import shutil

import pytest

from conftest import run
from fitnacorpus import api
from fitnacorpus.build import build
from fitnacorpus.compare import compare
from fitnacorpus.compare.cues import quoted
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import AuthorityError
from fitnacorpus.tables import comparison as tables
from fitnacorpus.tei import authority

AUTHORITY = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="authority" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>x</title></titleStmt><publicationStmt><p>x</p></publicationStmt>
<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><standOff>
<listPerson>
<person xml:id="zayd"><persName xml:lang="en" type="preferred">Zayd</persName>
<persName xml:lang="ar" type="preferred">زيد</persName></person>
<person xml:id="harith"><persName xml:lang="en" type="preferred">Harith</persName>
<persName xml:lang="ar" type="preferred">الحارث</persName></person>
<person xml:id="amina"><persName xml:lang="en" type="preferred">Amina</persName></person>
</listPerson>
<listPlace><place xml:id="marsa"><placeName xml:lang="en" type="preferred">Marsa</placeName></place>
</listPlace>
<listEvent>
<event xml:id="war"><label xml:lang="en" type="preferred">The long war</label>
<label xml:lang="ar" type="preferred">الحرب الطويلة</label><listEvent>
<event xml:id="murder"><label xml:lang="en" type="preferred">The death of Harith</label></event>
<event xml:id="truce"><label xml:lang="en" type="preferred">The short truce</label></event>
</listEvent></event>
</listEvent>
<listRelation>
<relation name="agent" active="#zayd" passive="#murder #truce"/>
<relation name="patient" active="#harith" passive="#murder"/>
<relation name="recipient" active="#amina" passive="#truce"/>
</listRelation></standOff></TEI>
"""
TEXTS = {
    "alpha": ("en", [("murder", "Zayd killed Harith with a sword because of the wells."),
                     ("truce", "Then Zayd made peace with Amina. It is said that Harith wept.")]),
    "beta": ("en", [("murder", "Harith was poisoned, reportedly at Marsa. Amina fled."),
                    ("", "After that Zayd went home. The wells were full.")]),
    "gamma": ("ar", [("murder", "قتل زيد الحارث بالسيف لأنه منع الماء. وهرب القوم."),
                     ("", "ثم أقام زيد في داره سنة كاملة. وكان يكثر الصلاة.")]),
    "table": ("en", [("war", "The war was long and bitter for all. Harith lost it.")]),
}  # fmt: skip
HEAD = """= The long war =

Infobox
- Place: Marsa
- Commander: Zayd
- Strength: 2,500+
- Result: Defeat of all

"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("roles") / "corpus"
    assert run("init", root).returncode == 0
    (root / "tei/authority.xml").write_text(AUTHORITY, "utf-8")
    for name, (lang, parts) in TEXTS.items():
        file = root.parent / f"{name}.txt"
        head = HEAD if name == "table" else ""
        file.write_text(head + "\n\n".join(words for _, words in parts) + "\n", "utf-8")
        assert run("-C", root, "add", file, "--lang", lang).returncode == 0
        toml = root / f"seeds/{name}.toml"
        content = toml.read_text("utf-8").partition("[[episode]]")[0]
        content = re.sub(r'(?m)^work = ".*"$', f'work = "{name}"', content)
        for number, (event, words) in enumerate(parts, start=1):
            told = f'event = "{event}"\n' if event else ""
            content += f'[[episode]]\nid = "e{number}"\n{told}from = {{ quote = "{words[:20]}" }}\n'
        toml.write_text(content, "utf-8")
    verdict = {"version": 1, "kind": "link", "verdict": "accept", "relation": "sameEvent",
               "event": "murder", "differs": ["cause"], "note": "wells / water",
               "a": {"text": "alpha", "quote": "Zayd killed Harith"},
               "b": {"text": "gamma", "quote": "قتل زيد"},
               "by": "Anna", "on": "2026-01-02"}  # fmt: skip
    path = root / "alignments/reviewed/anna.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(verdict, ensure_ascii=False) + "\n", "utf-8")
    build(CorpusFolder(root))
    return root


@pytest.fixture(scope="module")
def corpus(root):
    return api.open(root)


def _said(comparison, aspect, key, event, text):
    (found,) = [
        s
        for row in comparison.of(aspect)
        if (row.key, row.event) == (key, event)
        for s in row.statements
        if s.text == text
    ]
    return found


@pytest.mark.parametrize(
    ("event", "aspect", "key", "text", "state", "place"),
    [
        ("murder", "agent", "zayd", "alpha", "told", "alpha:e1.p1.s1"),
        ("murder", "agent", "zayd", "gamma", "told", "gamma:e1.p1.s1"),
        # names no killer where it tells the death, and Zayd in the passage behind it
        ("murder", "agent", "zayd", "beta", "elsewhere", "beta:e2.p1.s1"),
        ("murder", "patient", "harith", "beta", "told", "beta:e1.p1.s1"),
        # tells only the war around the death, and names him there
        ("murder", "patient", "harith", "table", "elsewhere", "table:e1.p1.s2"),
        ("truce", "recipient", "amina", "alpha", "told", "alpha:e2.p1.s1"),
        ("truce", "agent", "zayd", "alpha", "told", "alpha:e2.p1.s1"),
        ("murder", "how", "murder", "alpha", "guessed", "alpha:e1.p1.s1"),
        ("murder", "how", "murder", "beta", "guessed", "beta:e1.p1.s1"),
        ("murder", "how", "murder", "gamma", "guessed", "gamma:e1.p1.s1"),
        ("murder", "why", "murder", "alpha", "told", "alpha:e1.p1.s1"),
        ("murder", "why", "murder", "gamma", "told", "gamma:e1.p1.s1"),
        ("murder", "why", "murder", "beta", "unfound", ""),
        ("murder", "saidBy", "murder", "beta", "guessed", "beta:e1.p1.s1"),
        ("truce", "saidBy", "truce", "alpha", "guessed", "alpha:e2.p1.s2"),
    ],
)
def test_what_an_account_says_of_a_question(corpus, event, aspect, key, text, state, place):
    found = _said(compare(corpus, event), aspect, key, event, text)
    assert found.state == state
    assert [c.ref for c in found.citations] == ([place] if place else [])


def test_a_role_in_one_event_is_none_in_another(corpus):
    """Amina receives the truce; that she is named at the death says nothing of her part in it."""
    war = compare(corpus, "war")
    roles = {(r.aspect, r.key, r.event) for r in war.rows if r.aspect in ("agent", "recipient")}
    assert ("recipient", "amina", "truce") in roles
    assert ("recipient", "amina", "murder") not in roles
    (others,) = [r for r in war.of("who") if r.key == "amina"]
    assert [s.text for s in others.statements if s.state == "told"] == ["beta"]


def test_who_has_a_role_stands_nowhere_twice(corpus):
    murder = compare(corpus, "murder")
    assert [r.key for r in murder.of("agent")] == ["zayd"]
    assert {r.key for r in murder.of("who")} == {"amina"}


def test_a_judged_difference_is_quoted_and_not_guessed_again(corpus):
    murder = compare(corpus, "murder")
    (why,) = murder.of("why")
    assert (why.status, why.guessed, why.accounts) == ("differs", False, 2)
    assert why.label == {"en": "Why", "ar": "لماذا"}
    assert _said(murder, "why", "murder", "murder", "alpha").forms == (
        "Zayd killed Harith with a sword because of the wells.",
    )
    assert compare(corpus, "truce").of("why") == ()
    (how,) = murder.of("how")
    assert (how.status, how.guessed, how.works) == ("uncompared", True, 3)
    assert _said(murder, "saidBy", "murder", "murder", "gamma").state == "unfound"


def test_a_table_of_facts_speaks_of_what_it_stands_above(corpus):
    war, murder = compare(corpus, "war"), compare(corpus, "murder")
    said = _said(war, "howMany", "2500", "war", "table")
    assert said.forms == ("Strength: 2,500+",) and said.citations[0].ref == "table"
    assert _said(war, "outcome", "war", "war", "table").forms == ("Result: Defeat of all",)
    (place,) = [r for r in war.of("where") if r.key == "marsa"]
    assert {(s.text, s.state) for s in place.statements if s.forms} == {
        ("table", "told"), ("beta", "told"),
    }  # fmt: skip
    assert murder.of("howMany") == () and murder.of("outcome") == ()
    assert tables.place("table") == tables.FACTS


def test_a_parent_event_is_a_matrix_of_its_parts(root, corpus):
    war = compare(corpus, "war")
    cells = {event: dict(zip([a.text for a in war.accounts], row, strict=True))
             for event, row in tables.matrix(war)}  # fmt: skip
    assert list(cells) == ["war", "murder", "truce"]
    assert cells["murder"]["alpha"] == "tells (alpha:e1); differs in cause"
    assert cells["murder"]["beta"] == "tells (beta:e1)"
    assert cells["truce"]["alpha"] == "tells (alpha:e2)"
    assert cells["truce"]["table"] == "not told apart; told within table:e1"
    assert list(tables.matrix(compare(corpus, "truce"))) == []
    printed = run("-C", root, "compare", "war").stdout
    assert "the events inside it, account by account" in printed
    assert "silent" not in printed.casefold()


@pytest.mark.parametrize(
    ("aspect", "words", "found"),
    [
        ("how", "They slew him with the sword.", True),
        ("how", "He swore by swordfish.", False),
        ("how", "سُقي السمّ في العسل.", True),
        ("how", "وسمع القوم بذلك.", False),
        ("how", "فدسّ له سمّاً.", True),
        ("how", "حتى صاروا إلى سيف عُمان.", False),
        ("how", "بعثت إليكم سيفاً من سيوف الله.", False),
        ("why", "He came, so that they might rest.", True),
        ("why", "He said why.", False),
        ("why", "خرج ثأراً لأخيه.", True),
        ("why", "كيف حال القوم؟", False),
        ("saidBy", "According to one account he fled.", True),
        ("saidBy", "The accounts of his death differ.", True),
        ("saidBy", "He left the field according to his promise.", False),
        ("saidBy", "He said that he would come.", False),
        ("saidBy", "وقيل: بل مات بالشام.", True),
        ("saidBy", "قال: لا أبرح.", False),
        ("saidBy", "نزل منزل رجل يقال له الجايستار.", False),
        ("saidBy", "وذكر محمداً وتفجع عليه.", False),
        ("saidBy", "وذكروا أنه مات بالقلزم.", True),
        ("outcome", "Thus the town was lost.", True),
        ("outcome", "He was thus told to go.", False),
        ("outcome", "وهكذا انقضى الأمر.", True),
        ("outcome", "وهكذا اجتمع الرجلان.", False),
        ("how", "After he had, by a ruse, won it, he left.", False),
        ("how", "He won it by a clever ruse.", True),
        ("how", "It was a mere trick.", False),
        ("how", "أخذها بحيلة.", True),
        ("how", "وهذه حيلة لا تخفى.", False),
    ],
)
def test_words_that_tell_where_to_look(aspect, words, found):
    assert (quoted(aspect, words) is not None) is found


def test_of_a_long_sentence_the_words_around_are_quoted():
    words = [f"w{n}" for n in range(100)]
    words[40] = "poisoned,"
    sentence = "  ".join(["—", *words])
    span = quoted("how", sentence)
    assert sentence[span.start : span.end].split() == words[25:56]
    short = "They gave him poisoned honey."
    assert quoted("how", short) == (0, len(short))


@pytest.mark.parametrize(
    ("old", "new"),
    [('name="agent"', 'name="killer"'), ('passive="#murder #truce"', 'passive="#marsa"')],
)
def test_a_role_that_means_nothing_is_refused(old, new):
    with pytest.raises(AuthorityError) as caught:
        authority.read(AUTHORITY.replace(old, new).encode(), where="authority.xml")
    assert caught.value.code == "bad-entry" and caught.value.where == "authority.xml:22"


def test_roles_are_read_event_by_event():
    found = authority.read(AUTHORITY.encode(), where="authority.xml").by_id
    assert found["murder"].roles == (("agent", "zayd"), ("patient", "harith"))
    assert found["truce"].roles == (("agent", "zayd"), ("recipient", "amina"))
    assert found["war"].roles == ()


def test_a_part_of_a_matrix_is_a_value_for_every_form(root, corpus):
    war = compare(corpus, "war")
    (whole, cells), *_ = war.matrix
    by_text = {cell.text: cell for cell in cells}
    assert whole == "war" and by_text["alpha"].parts == 2 and by_text["beta"].parts == 1
    assert (by_text["table"].state, by_text["table"].parts) == ("tells", 0)
    printed = run("-C", root, "compare", "war").stdout
    assert "told by its parts (2 events inside it)" in printed
    data = json.loads(run("-C", root, "compare", "war", "--json").stdout)["matrix"]
    assert [row["event"] for row in data] == ["war", "murder", "truce"]
    (alpha,) = [cell for cell in data[1]["cells"] if cell["text"] == "alpha"]
    assert (alpha["state"], alpha["refs"], alpha["differs"]) == ("tells", ["alpha:e1"], ["cause"])
    single = json.loads(run("-C", root, "compare", "truce", "--json").stdout)
    assert single["matrix"] == []


@pytest.fixture
def tagged(root, tmp_path):
    copy = tmp_path / "tagged"
    shutil.copytree(root, copy)
    for passage, words, bearer in (
        ("gamma:e1", "القوم", "amina"),  # an office, a crowd: whom the editor says
        ("beta:e1", "Amina", "harith"),  # a slip of the account
        ("table:e1", "it", "marsa"),  # a pronoun
    ):
        done = run("-C", copy, "names", "tag", passage, words, "--is", bearer, "--by", "Anna")
        assert done.returncode == 0, done.stderr
    build(CorpusFolder(copy))
    return api.open(copy)


def test_words_that_an_editor_tagged_count_as_names(corpus, tagged):
    before, after = compare(corpus, "murder"), compare(tagged, "murder")
    assert {r.key for r in before.of("who")} == {"amina"}
    assert [s.state for r in before.of("who") for s in r.statements if s.text == "gamma"] == [
        "unnamed"
    ]
    found = _said(after, "who", "amina", "", "gamma")
    assert (found.state, found.forms) == ("told", ("القوم",))
    assert "Amina" in _said(after, "patient", "harith", "murder", "beta").forms
    place = next(r for r in compare(tagged, "war").of("where") if r.key == "marsa")
    assert {f for s in place.statements if s.text == "table" for f in s.forms} >= {"it"}


def test_the_reason_of_what_follows_from_it_is_quoted_with_it(tmp_path, root):
    copy = tmp_path / "reason"
    shutil.copytree(root, copy)
    source = tmp_path / "wells.txt"
    source.write_text(
        "The wells were dry that year.\n\n"
        "Therefore Zayd killed Harith. After Zayd had, by a clever trick, won Marsa, he sat.\n",
        "utf-8",
    )
    assert run("-C", copy, "add", source, "--lang", "en", "--id", "wells").returncode == 0
    toml = copy / "seeds/wells.toml"
    content = toml.read_text("utf-8").partition("[[episode]]")[0]
    content += '[[episode]]\nid = "e1"\nfrom = { quote = "The wells" }\n'
    content += '[[episode]]\nid = "e2"\nevent = "murder"\nfrom = { quote = "Therefore Zayd" }\n'
    toml.write_text(content, "utf-8")
    build(CorpusFolder(copy))
    murder = compare(api.open(copy), "murder")
    # A reviewer judged the causes of two accounts to differ, so nothing is guessed of them there.
    assert murder.of("why")[0].status == "differs"
    (copy / "alignments/reviewed/anna.jsonl").write_text("", "utf-8")
    build(CorpusFolder(copy))
    murder = compare(api.open(copy), "murder")
    said = _said(murder, "why", "murder", "murder", "wells")
    assert said.forms == ("The wells were dry that year. Therefore Zayd killed Harith.",)
    assert said.citations[0].run == "wells:e1.p1.s1-e2.p1.s1" and said.state == "guessed"
    # What went before by a trick is not how he was killed.
    assert _said(murder, "how", "murder", "murder", "wells").state == "unfound"


def test_a_motif_is_quoted_with_the_events_that_its_episodes_tell(root, tmp_path):
    copy = tmp_path / "motif"
    shutil.copytree(root, copy)
    lines = [
        {"relation": "related", "note": "tears", "a": ("alpha", "It is said that Harith wept."),
         "b": ("beta", "The wells were full.")},
        {"relation": "mention", "event": "murder", "note": "back",
         "a": ("alpha", "It is said that Harith wept."), "b": ("gamma", "قتل زيد")},
    ]  # fmt: skip
    with (copy / "alignments/reviewed/anna.jsonl").open("a", encoding="utf-8") as file:
        for line in lines:
            sides = {k: {"text": line[k][0], "quote": line[k][1]} for k in "ab"}
            row = {"version": 1, "kind": "link", "verdict": "accept", **line, **sides,
                   "by": "Anna", "on": "2026-01-02"}  # fmt: skip
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    build(CorpusFolder(copy))
    corpus = api.open(copy)
    # The sentence only looks back at the murder; its episode tells the truce.
    assert "tears" not in [d.note for d in compare(corpus, "murder").remarked]
    assert "back" in [d.note for d in compare(corpus, "murder").remarked]
    assert [d.note for d in compare(corpus, "truce").remarked] == ["tears"]
