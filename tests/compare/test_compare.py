"""What accounts say of an event, on corpora small enough to be read."""

import json
import re
import shutil
from types import SimpleNamespace

import pytest

from conftest import run
from fitnacorpus import api
from fitnacorpus.build import build
from fitnacorpus.compare import compare
from fitnacorpus.compare.counted import counted
from fitnacorpus.compare.model import Row, Statement
from fitnacorpus.compare.rows import mark_contradictions, whole_words
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.tables import comparison as tables


@pytest.fixture(scope="module")
def arrival(built_tiny):
    return compare(api.open(built_tiny), "arrival")


def row(comparison, aspect, key):
    (found,) = [r for r in comparison.of(aspect) if r.key == key]
    return found


def states(found):
    return {s.text: s.state for s in found.statements}


def test_accounts_stand_by_how_much_they_tell(arrival):
    assert [(a.text, a.state) for a in arrival.accounts] == [
        ("port-ar", "tells"),
        ("port-en", "tells"),
        ("letter-en", "untold"),
    ]
    assert arrival.works == 2 and len(arrival.tellers) == 2


def test_events_inside_are_taken_in(arrival):
    assert arrival.parts == ("death-of-the-governor",)
    where = {(s.event, s.text): s.refs for s in arrival.standings}
    assert where["death-of-the-governor", "port-ar"] == ("port-ar:e2",)
    assert arrival.labels["death-of-the-governor"]["ar"] == "موت الحاكم"


def test_a_person_named_in_both_scripts_is_one(arrival):
    salim = row(arrival, "who", "salim-b-hamza")
    assert salim.label == {"en": "Salim ibn Hamza", "ar": "سالم بن حمزة"}
    forms = {s.text: set(s.forms) for s in salim.statements}
    assert forms["port-ar"] == {"سالم بن حمزة", "سالمٌ"}
    assert "Salim ibn Hamza" in forms["port-en"]
    assert (salim.status, salim.accounts, salim.works) == ("shared", 2, 2)
    assert states(salim)["letter-en"] == "untold"


def test_dates_of_two_calendars_agree_where_both_can_be_true(arrival):
    (date,) = arrival.of("when")
    assert date.status == "agree"
    # 30 AH began on 7 September 650, 651 ended after it: both are true of these days.
    assert date.key == "0651-01-01/0651-08-26"


def test_numbers_of_the_same_thing_differ_as_a_reviewer_judged(arrival):
    (men,) = [r for r in arrival.of("howMany") if r.counted == "men"]
    assert (men.key, men.label["en"]) == ("3000 | 2500", "3,000 / 2,500 men")
    assert (men.status, men.accounts, men.works) == ("differs", 2, 2)
    assert states(men) == {"port-ar": "told", "port-en": "told", "letter-en": "untold"}
    assert [s.forms for s in men.statements if s.text == "port-en"] == [("2,500 men",)]
    assert arrival.groups()[0] == ("differs", (men,))
    assert all(men not in rows for _, rows in arrival.groups()[1:])


def test_what_reviewers_say_is_quoted_with_their_names(arrival):
    (difference,) = arrival.differences
    assert difference.facets == ("number",) and difference.by == "anna"
    assert difference.note == "Three thousand men in Arabic, 2,500 in English."
    assert arrival.judged == (difference,) and arrival.remarked == ()
    printed = tables.markdown(arrival)
    assert printed.count(difference.note) == 1
    assert printed.index(difference.note) < printed.index("## Others named there")


def test_every_statement_can_be_read_in_its_source(built_tiny, arrival):
    sources = {d.text.info.id: d.text.source for d in api.open(built_tiny).texts}
    cited = [c for r in arrival.rows for s in r.statements for c in s.citations]
    assert len(cited) > 10
    for c in cited:
        assert sources[c.text][c.start : c.end].split("\n")[0] in c.form
        assert c.ref.startswith(f"{c.text}:e") or c.ref == c.text


def test_a_name_in_doubt_is_left_out_and_counted(arrival, built_tiny):
    merchant = row(arrival, "who", "salim-the-merchant")
    # Only the table of facts names him in full.
    assert {c.ref for s in merchant.statements for c in s.citations} == {"port-en"}
    assert arrival.in_doubt == 1


def test_an_unknown_event_is_an_error(built_tiny):
    for name in ("nowhere", "marsa"):
        with pytest.raises(CorpusError) as caught:
            compare(api.open(built_tiny), name)
        assert caught.value.code == "unknown-event"


# --- A corpus with more in it ---------------------------------------------------------------------

AUTHORITY = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="authority" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>x</title></titleStmt><publicationStmt><p>x</p></publicationStmt>
<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><standOff>
<listPerson>
<person xml:id="zayd"><persName xml:lang="en" type="preferred">Zayd</persName></person>
<person xml:id="harith"><persName xml:lang="en" type="preferred">Harith</persName></person>
<person xml:id="amina"><persName xml:lang="en" type="preferred">Amina</persName></person>
</listPerson>
<listEvent>
<event xml:id="war"><label xml:lang="en" type="preferred">The long war</label><listEvent>
<event xml:id="siege"><label xml:lang="en" type="preferred">The great siege</label></event>
<event xml:id="truce"><label xml:lang="en" type="preferred">The short truce</label></event>
</listEvent></event>
<event xml:id="flood"><label xml:lang="en" type="preferred">The flood of the year</label></event>
</listEvent></standOff></TEI>
"""
TEXTS = {
    # id: (work, the rest of the description, [(event, words)])
    "alpha": ("Book", "", [("siege", "Zayd came with 4,000 horsemen. Nobody fled."),
                           ("truce", "Then Zayd and Amina made peace."),
                           ("flood", "The river rose high on 2 sides, for 2 days.")]),
    "beta": ("Book", "", [("siege", "Zayd came with 4,000 chosen men. All fled Harith."),
                          ("", "An aside on bread. Then one on salt.")]),
    "gamma": ("Other", "", [("flood", "The river rose. It took 12 houses."),
                            ("truce", "Amina made peace with them and Harith."),
                            ("siege", "There came 2,500 soldiers, and 4 days passed.")]),
    "delta": ("", 'translation_of = "gamma"\n', [("war", "They fought and made peace, all told.")]),
    "omega": ("Third", "", [("", "Nothing of this is told here, says Amina. Nothing.")]),
}  # fmt: skip


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    root = tmp_path_factory.mktemp("wide") / "corpus"
    assert run("init", root).returncode == 0
    (root / "tei/authority.xml").write_text(AUTHORITY, "utf-8")
    for name, (work, more, parts) in TEXTS.items():
        file = root.parent / f"{name}.txt"
        file.write_text("\n\n".join(words for _, words in parts) + "\n", "utf-8")
        assert run("-C", root, "add", file, "--lang", "en").returncode == 0
        toml = root / f"seeds/{name}.toml"
        content = re.sub(r'(?m)^work = ".*"$', f'work = "{work}"\n{more}', toml.read_text("utf-8"))
        content = content.partition("[[episode]]")[0]
        for number, (event, words) in enumerate(parts, start=1):
            told = f'event = "{event}"\n' if event else ""
            content += f'[[episode]]\nid = "e{number}"\n{told}from = {{ quote = "{words[:20]}" }}\n'
        toml.write_text(content, "utf-8")
    build(CorpusFolder(root))
    return root


def judge(root, line):
    path = root / "alignments/reviewed/anna.jsonl"
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"version": 1, "by": "Anna", "on": "2026-01-02", **line}) + "\n")


def quote(text, words):
    return {"text": text, "quote": words}


@pytest.fixture
def judged(wide, tmp_path):
    return shutil.copytree(wide, tmp_path / "judged")


def test_chapters_of_one_book_are_one_witness(wide):
    war = compare(api.open(wide), "war")
    zayd = row(war, "who", "zayd")
    assert (zayd.accounts, zayd.works, zayd.status) == (2, 1, "repeated")
    amina = row(war, "who", "amina")
    assert (amina.accounts, amina.works, amina.status) == (2, 2, "shared")
    # delta translates gamma, so that the four that tell it are two witnesses
    assert {a.text: a.work for a in war.accounts}["delta"] == "Other"
    assert len(war.tellers) == 4 and war.works == 2


@pytest.mark.parametrize(
    ("event", "aspect", "key", "text", "state", "place"),
    [
        ("siege", "who", "zayd", "alpha", "told", "alpha:e1.p1.s1"),
        # tells the siege without Zayd, and names him nowhere
        ("siege", "who", "zayd", "gamma", "unnamed", ""),
        # beside its telling of the siege, in the next episode
        ("truce", "who", "harith", "gamma", "told", "gamma:e2.p1.s1"),
        ("truce", "who", "zayd", "gamma", "unnamed", ""),
        ("siege", "who", "harith", "gamma", "elsewhere", "gamma:e2.p1.s1"),
        ("siege", "who", "harith", "alpha", "unnamed", ""),
        # tells nothing of the siege, nor of the war around it
        ("siege", "who", "zayd", "omega", "untold", ""),
        # tells the war as a whole, and names nobody
        ("siege", "who", "zayd", "delta", "untold", ""),
        ("war", "who", "amina", "beta", "untold", ""),
    ],
)
def test_how_an_account_stands_to_what_others_say(wide, event, aspect, key, text, state, place):
    compared = compare(api.open(wide), event)
    (found,) = [s for s in row(compared, aspect, key).statements if s.text == text]
    assert found.state == state
    assert [c.ref for c in found.citations] == ([place] if place else [])


def test_what_is_told_elsewhere_is_quoted_by_its_place_and_counts_for_nothing(wide):
    siege = compare(api.open(wide), "siege")
    harith = row(siege, "who", "harith")
    assert (harith.status, harith.accounts) == ("single", 1)
    (gamma,) = [s for s in harith.statements if s.text == "gamma"]
    assert tables.said(gamma, "who") == "named elsewhere in this account (gamma:e2.p1.s1)"
    printed = run("-C", wide, "compare", "siege").stdout
    assert "named elsewhere in this account (gamma:e2.p1.s1): gamma" in printed


def test_the_program_calls_nobody_silent(wide, built_tiny):
    for root, event in ((wide, "war"), (wide, "siege"), (built_tiny, "arrival")):
        for form in ([], ["--json"], ["--format", "markdown"], ["--format", "tsv"]):
            done = run("-C", root, "compare", event, *form)
            assert done.returncode == 0, done.stderr
            assert "zayd" in done.stdout.lower() or "salim" in done.stdout.lower()
            assert "silen" not in done.stdout.lower()


def test_an_account_that_tells_the_whole_may_hold_the_part(wide):
    siege = compare(api.open(wide), "siege")
    delta = next(s for s in siege.standings if s.text == "delta")
    assert delta.state == "untold" and delta.wider == ("delta:e1",)
    assert tables.standing(delta) == "not told apart; told within delta:e1"


def test_horsemen_and_men_are_one_thing_and_days_another(wide):
    siege = compare(api.open(wide), "siege")
    men = row(siege, "howMany", "4000 | 2500")
    assert (men.accounts, men.works, men.status) == (3, 2, "open")
    forms = {s.text: s.forms for s in men.statements if s.forms}
    assert forms["gamma"] == ("2,500 soldiers",) and "4,000 chosen men" in forms["beta"]
    assert siege.groups()[0] == ("open", (men,))
    assert row(siege, "howMany", "4").status == "single"


def test_order_is_compared_inside_an_event_and_around_it(wide):
    war = compare(api.open(wide), "war")
    assert {s.text: s.events for s in war.sequences} == {
        "alpha": ("siege", "truce"),
        "gamma": ("truce", "siege"),
    }
    found = {(i.first, i.second): (i.before, i.after) for i in war.inversions}
    assert found == {
        ("siege", "truce"): (("alpha",), ("gamma",)),
        ("siege", "flood"): (("alpha",), ("gamma",)),
        ("truce", "flood"): (("alpha",), ("gamma",)),
    }
    flood = compare(api.open(wide), "flood")
    assert {i.second for i in flood.inversions} == {"siege", "truce"}


def test_absent_is_what_somebody_judged_and_untold_what_nobody_did(judged):
    judge(judged, {"kind": "absence", "verdict": "accept", "a": quote("alpha", "Zayd came with"),
                   "event": "war", "texts": ["omega"]})  # fmt: skip
    war = compare(api.open(judged), "war")
    found = {(s.event, s.text): (s.state, s.by) for s in war.standings}
    # what is absent as a whole is absent in its parts
    assert found["war", "omega"] == found["siege", "omega"] == ("absent", ("Anna",))
    assert found["truce", "beta"] == ("untold", ())
    assert states(row(war, "who", "zayd"))["omega"] == "absent"
    assert "looked for and not found by Anna" in tables.markdown(war)


def test_what_is_absent_in_all_its_parts_is_absent(judged):
    for event, words, state in (
        ("siege", "Zayd came with", "untold"),
        ("truce", "Then Zayd and Amina", "absent"),
    ):
        judge(judged, {"kind": "absence", "verdict": "accept", "event": event,
                       "a": quote("alpha", words), "texts": ["omega"]})  # fmt: skip
        war = compare(api.open(judged), "war")
        assert next(a for a in war.accounts if a.text == "omega").state == state
    assert states(row(war, "who", "zayd"))["omega"] == "absent"


@pytest.mark.parametrize(
    ("relation", "state"),
    [("sameEvent", "tells"), ("summary", "summarises"), ("mention", "mentions")],
)
def test_a_passage_joined_by_a_link_tells_the_event_too(judged, relation, state):
    judge(judged, {"kind": "link", "verdict": "accept", "a": quote("omega", "Nothing of this"),
                   "b": quote("alpha", "Zayd came with 4,000 horsemen."), "relation": relation,
                   "event": "siege"})  # fmt: skip
    siege = compare(api.open(judged), "siege")
    omega = next(s for s in siege.standings if s.text == "omega")
    assert omega.state == state and omega.refs == ("omega:e1.p1.s1",)
    assert all(s.text != "omega" for s in compare(api.open(judged), "war").sequences)


def test_related_and_rejected_links_tell_nothing(judged):
    for verdict, relation in (("accept", "related"), ("reject", "")):
        judge(judged, {"kind": "link", "verdict": verdict, "a": quote("omega", "Nothing of this"),
                       "b": quote("alpha", "Zayd came with"), "event": "siege",
                       **({"relation": relation} if relation else {})})  # fmt: skip
        siege = compare(api.open(judged), "siege")
        assert next(s for s in siege.standings if s.text == "omega").state == "untold"


def test_the_facet_decides_between_differing_and_open(judged):
    judge(judged, {"kind": "link", "verdict": "accept", "relation": "sameEvent",
                   "a": quote("alpha", "Zayd came with 4,000 horsemen."),
                   "b": quote("gamma", "There came"), "differs": ["number", "order"],
                   "event": "siege", "note": "Which is it?"})  # fmt: skip
    siege = compare(api.open(judged), "siege")
    assert row(siege, "howMany", "4000 | 2500").status == "differs"
    assert siege.judged[0].note == "Which is it?"


def test_a_difference_judged_on_another_event_leaks_into_none(judged):
    """One sentence tells the siege and was judged for the truce."""
    judge(judged, {"kind": "link", "verdict": "accept", "relation": "mention",
                   "a": quote("alpha", "Zayd came with 4,000 horsemen."),
                   "b": quote("omega", "Nothing of this"), "differs": ["number"],
                   "event": "truce", "note": "Four thousand of what?"})  # fmt: skip
    siege, truce, war = (compare(api.open(judged), e) for e in ("siege", "truce", "war"))
    assert siege.differences == ()
    assert row(siege, "howMany", "4000 | 2500").status == "open"
    (difference,) = truce.judged
    assert tables.remark(truce, difference).startswith("alpha:e1")
    assert tables.remark(war, difference).startswith("The short truce: alpha:e1.p1.s1 and")
    assert row(war, "howMany", "4000 | 2500").status == "open"


def test_what_an_account_only_looks_back_at_is_no_part_of_its_telling(judged):
    judge(judged, {"kind": "link", "verdict": "accept", "relation": "mention",
                   "a": quote("alpha", "Then Zayd and Amina made peace."),
                   "b": quote("beta", "Zayd came with"), "event": "siege"})  # fmt: skip
    siege = compare(api.open(judged), "siege")
    alpha = next(s for s in siege.standings if s.text == "alpha")
    assert alpha.refs == ("alpha:e1",)
    assert tables.standing(alpha) == "tells (alpha:e1); mentions (alpha:e2)"
    # The passage keeps its names, marked as those of a mention.
    amina = row(siege, "who", "amina")
    assert (amina.status, amina.accounts, states(amina)["alpha"]) == ("passing", 0, "passing")


def test_who_only_mentions_an_event_is_no_witness_of_it(judged):
    judge(judged, {"kind": "link", "verdict": "accept", "relation": "mention", "event": "siege",
                   "a": quote("alpha", "Zayd came with"),
                   "b": quote("omega", "Nothing of this")})  # fmt: skip
    siege, war = (compare(api.open(judged), event) for event in ("siege", "war"))
    assert {a.text for a in siege.tellers} == {"alpha", "beta", "gamma"}
    assert tables.told_by(siege) == "told by 3 accounts, 2 sources; mentioned by 1"
    # The sentence names Amina, perhaps not at the siege: it is shown and counted nowhere.
    amina = row(siege, "who", "amina")
    assert (amina.status, amina.accounts, amina.works) == ("passing", 0, 0)
    (omega,) = [s for s in amina.statements if s.text == "omega"]
    assert tables.said(omega, "who") == "Amina (where it only mentions the event)"
    assert states(row(siege, "who", "zayd"))["omega"] == "unnamed"
    how = {a.text: tables.whole(war, a) for a in war.accounts}
    assert how["alpha"] == "tells 2 of the 2 events inside it"
    assert how["delta"] == "tells (delta:e1)"
    assert how["omega"] == "mentions 1 of the 2 events inside it"


def test_accounts_agree_only_on_what_they_say_of_one_event(wide):
    """beta names Harith at the siege, gamma at the truce."""
    war = compare(api.open(wide), "war")
    harith = row(war, "who", "harith")
    assert (harith.status, harith.accounts, harith.works) == ("apart", 2, 2)
    assert row(war, "who", "amina").status == "shared"


ASIDE = {"text": "beta", "quote": "An aside on bread.", "until": "Then one on salt."}


@pytest.mark.parametrize(
    ("event", "a", "b", "found"),
    [
        # opposite an episode of the event, or of an event inside it, which tells no more than that
        ("siege", quote("alpha", "Zayd came with"), quote("omega", "Nothing of this"),
         {"alpha": "tells", "omega": "summarises"}),
        ("war", quote("alpha", "Zayd came with"), quote("omega", "Nothing of this"),
         {"alpha": "untold", "omega": "summarises"}),
        ("war", quote("alpha", "Zayd came with"), quote("delta", "They fought"),
         {"alpha": "untold", "delta": "tells"}),
        # no such episode: the shorter one, if there is one
        ("siege", ASIDE, quote("omega", "Nothing of this is"),
         {"beta": "tells", "omega": "summarises"}),
        ("flood", ASIDE, quote("omega", "Nothing of this is"),
         {"beta": "tells", "omega": "summarises"}),
        ("flood", quote("beta", "An aside on bread."), quote("omega", "Nothing of this is"),
         {"beta": "tells", "omega": "tells"}),
    ],
)  # fmt: skip
def test_which_side_of_a_summary_summarises(judged, event, a, b, found):
    judge(judged, {"kind": "link", "verdict": "accept", "relation": "summary", "event": event,
                   "a": a, "b": b})  # fmt: skip
    compared = compare(api.open(judged), event)
    own = {s.text: s.state for s in compared.standings if s.event == event}
    assert {text: own[text] for text in found} == found


def test_small_numbers_count_only_with_what_they_measure(wide):
    flood = compare(api.open(wide), "flood")
    assert [(r.key, r.counted) for r in flood.of("howMany")] == [("2", "day"), ("12", "house")]


@pytest.mark.parametrize(("counted", "rows"), [("house", 1), ("", 2)])
def test_numbers_of_nobody_knows_what_do_not_gainsay_one_another(counted, rows):
    said = [
        Row(
            "howMany", key, {"en": key}, "siege", counted,
            tuple(Statement(text, "told" if text == who else "unnamed") for text in "ab"),
            "single", 1, 1,
        )
        for key, who in (("400", "a"), ("10", "b"))
    ]  # fmt: skip
    evidence = SimpleNamespace(differing={}, works={"a": "a", "b": "b"})
    found = mark_contradictions(said, evidence)
    assert len(found) == rows
    assert {r.status for r in found} == ({"open"} if counted else {"single"})


# --- Words beside numbers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "thing", "words"),
    [
        (" loyalist troops to defend the land", "men", " loyalist troops"),
        (" of his best horsemen.", "men", " of his best horsemen"),
        (" من المقاتلين، تسعة آلاف", "men", " من المقاتلين"),
        (" رجل من بني تميم", "men", " رجل"),
        (" أيام", "day", " أيام"),
        (" houses", "house", " houses"),
        (". The men fled", "", ""),
        (" and his men", "", ""),
        # "two thousand, and they were surrounded": what "and" is written to is not counted
        (" وحفت بهم بنو ضبة", "", ""),
        (" وسمعوا رجالاً", "", ""),
        ("", "", ""),
    ],
)
def test_what_a_number_counts(after, thing, words):
    found = counted(after)
    assert (found.name, after[: found.length]) == (thing, words)
    assert found.measured == (thing in ("men", "day"))


@pytest.mark.parametrize(
    ("words", "cut", "whole"),
    [
        ("قدم وهيت بعد", "هيت", "هيت"),
        ("قيل للأشتر ذلك", "لأشتر", "للأشتر"),
        ("قيل لزيد ذلك", "زيد", "زيد"),
        ("the Alids came", "Alid", "Alids"),
        ("came Zayd, then", "Zayd", "Zayd"),
    ],
)
def test_a_form_is_never_cut_inside_a_word(words, cut, whole):
    start = words.index(cut)
    begin, end = whole_words(words, start, start + len(cut))
    assert words[begin:end] == whole


# --- Printing -------------------------------------------------------------------------------------


def test_json_holds_what_the_comparison_holds(built_tiny, arrival):
    done = run("-C", built_tiny, "compare", "arrival", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["version"] == 1 and found["event"] == "arrival"
    assert len(found["rows"]) == len(arrival.rows)
    assert found["rows"][0]["statements"][0]["citations"][0]["ref"].startswith("port-ar:")


def test_an_event_is_found_by_its_name_in_either_language(built_tiny):
    by_id = run("-C", built_tiny, "compare", "arrival").stdout
    assert "3,000 / 2,500 men: differ (2 accounts, 2 sources)" in by_id
    for name in ("The Arrival at Marsa", "الوصول الى المرسى"):
        assert run("-C", built_tiny, "compare", name).stdout == by_id


def test_a_table_has_a_row_for_each_account_and_thing(built_tiny, arrival, tmp_path):
    file = tmp_path / "arrival.csv"
    done = run("-C", built_tiny, "compare", "arrival", "--format", "csv", "-o", file)
    assert done.returncode == 0
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0].split(",")[:3] == ["aspect", "event", "key"]
    assert len(lines) == 1 + 3 * len(arrival.rows)


def test_markdown_has_a_column_for_each_account(arrival):
    content = tables.markdown(arrival)
    heads = [line for line in content.split("\n") if line.startswith("| what |")]
    assert set(heads) == {"| what | port-ar | port-en | letter-en | witnesses | verdict |"}
    for line in content.split("\n"):
        if line.startswith(("| سالم", "| Salim")):
            assert line.count(" | ") == 5
