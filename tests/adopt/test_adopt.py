"""Hand edits of generated files become people's own, and the next build holds them."""

import json
import re
import shutil

import pytest

from conftest import run
from fitnacorpus import adopt
from fitnacorpus.build import build
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import load
from fitnacorpus.errors import CorpusError
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tei import digest, read

ON = "2026-02-01"


@pytest.fixture
def built(built_copy):
    return built_copy


def edit(root, path, *changes):
    """Change a generated file as an editor does; each change has to change something."""
    file = root / path
    content = file.read_text("utf-8")
    for old, new in changes:
        assert content.count(old) >= 1, old
        content = content.replace(old, new, 1)
    file.write_text(content, "utf-8")
    return file


def plan(root, file):
    return adopt.plan(Pipeline(CorpusFolder(root)), file, by="anna", on=ON)


def take(root, file):
    """Adopt a file as a whole, build, and give back what the file holds then."""
    pipeline = Pipeline(CorpusFolder(root))
    found = adopt.plan(pipeline, file, by="anna", on=ON)
    assert found.left == ()
    adopt.carry_out(pipeline, found)
    build(CorpusFolder(root))
    assert digest.intact(file.read_bytes())
    return file.read_text("utf-8"), found


EN = "tei/texts/port-en.xml"
AR = "tei/texts/port-ar.xml"
TREASURE = (">treasury</corr>", ">treasure</corr>")
BOLD = ("shot him.", "shot <hi>him</hi>.")
TAMIM = '<orgName ref="../authority.xml#tamim" resp="#program">Tamim</orgName>'
MARSA = '<placeName ref="../authority.xml#marsa" resp="#program">Marsa</placeName>'
MERCHANT = '<persName ref="../authority.xml#salim-the-merchant"'


def test_a_correction_that_is_changed_goes_into_the_description(built):
    file = edit(built, EN, TREASURE)
    content, _ = take(built, file)
    assert '<sic>tresury</sic><corr resp="#editor">treasure</corr>' in content
    assert load(built / "seeds/port-en.toml").remarks[0].corr == "treasure"


def test_a_correction_that_is_taken_out_leaves_the_description(built):
    file = edit(
        built, EN,
        ('<choice><sic>tresury</sic><corr resp="#editor">treasury</corr></choice>', "tresury"),
    )  # fmt: skip
    content, _ = take(built, file)
    assert "<choice>" not in content
    assert load(built / "seeds/port-en.toml").remarks == ()


def test_new_corrections_regular_spellings_and_notes(built):
    file = edit(
        built, EN,
        ("shot him.", "<choice><sic>shot</sic><corr>slew</corr></choice> him."),
        (
            " paid for the shroud",
            " <choice><orig>paid</orig><reg>payed</reg></choice> for the <sic>shroud</sic>"
            '<note type="editorial">A coffin, says everybody else.</note>',
        ),
    )  # fmt: skip
    content, _ = take(built, file)
    remarks = load(built / "seeds/port-en.toml").remarks
    assert [(r.anchor.quote, r.corr, r.reg, r.note) for r in remarks] == [
        ("tresury", "treasury", "", ""),
        ("shot", "slew", "", ""),
        ("paid", "", "payed", ""),
        ("shroud", "", "", "A coffin, says everybody else."),
    ]
    for words in ("slew</corr>", "payed</reg>", "A coffin, says everybody else.\n</note>"):
        assert words in content


def test_a_description_keeps_its_comments(built):
    toml = built / "seeds/port-en.toml"
    toml.write_text("# kept\n" + toml.read_text("utf-8") + "\n# kept too\n", "utf-8")
    build(CorpusFolder(built))
    file = edit(built, EN, TREASURE)
    take(built, file)
    assert toml.read_text("utf-8").startswith("# kept\n")


def rulings(root):
    path = root / "tei/mentions/anna.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_name_given_to_another_bearer_is_a_verdict(built):
    file = edit(
        built, EN, ('ref="../authority.xml#salim-b-hamza" ana="#by-context"',
                    'ref="../authority.xml#salim-the-merchant" ana="#by-context"'),
    )  # fmt: skip
    content, found = take(built, file)
    assert [(v.verdict, v.ref) for v in found.verdicts] == [("accept", "salim-the-merchant")]
    assert '<persName ref="../authority.xml#salim-the-merchant" ana="#by-verdict"' in content
    assert rulings(built)[-1]["on"] == ON


def test_a_name_that_is_untagged_is_no_name(built):
    file = edit(
        built,
        EN,
        ('<orgName ref="../authority.xml#tamim" resp="#program">Tamim</orgName>', "Tamim"),
    )
    content, found = take(built, file)
    assert [v.verdict for v in found.verdicts] == ["reject"]
    assert ">Tamim</orgName>" not in content


@pytest.mark.parametrize(
    ("element", "opening", "says"),
    [("persName", "persName", "name"), ("rs", 'rs type="person"', "title")],
)
def test_words_that_are_tagged_have_their_bearer(built, element, opening, says):
    """Whether words that no form of the authority is like are a name, the editor says."""
    opening += ' ref="../authority.xml#salim-the-merchant"'
    file = edit(built, AR, ("رجل من", f"<{opening}>رجل</{element}> من"))
    content, found = take(built, file)
    assert [(v.ref, v.type) for v in found.verdicts] == [("salim-the-merchant", says)]
    assert re.search(f"<{opening}[^>]*>رجل</{element}>", content)


def test_a_name_that_is_made_a_referring_string_is_a_verdict(built):
    """The bearer stays; only how the words stand for him is changed."""
    old = '<persName ref="../authority.xml#salim-b-hamza" ana="#by-verdict" resp="#r-anna">Salim<'
    file = edit(
        built, EN, (old + "/persName>", old.replace("<persName", '<rs type="person"') + "/rs>")
    )
    content, found = take(built, file)
    assert [(v.ref, v.type) for v in found.verdicts] == [("salim-b-hamza", "title")]
    assert old.replace("<persName", '<rs type="person"') + "/rs>" in content


def test_a_verdict_by_somebody_else_is_settled(built):
    """Bilal had said who it is; the editor who saw it in the file changes it."""
    edited = edit(
        built, EN, ('salim-b-hamza" ana="#by-verdict"', 'salim-the-merchant" ana="#by-verdict"')
    )
    found = adopt.plan(Pipeline(CorpusFolder(built)), edited, by="carla", on=ON)
    assert len(found.verdicts[0].supersedes) == 1
    adopt.carry_out(Pipeline(CorpusFolder(built)), found)
    assert Pipeline(CorpusFolder(built)).judgements.disputed == ()
    assert (built / "tei/mentions/carla.jsonl").exists()


def test_titles_and_events_of_episodes(built):
    file = edit(
        built, EN,
        (">The shroud\n</head", ">Who paid for the shroud\n</head"),
        ('xml:id="port-en.e3"', 'xml:id="port-en.e3" corresp="../authority.xml#arrival"'),
    )  # fmt: skip
    content, _ = take(built, file)
    cut = load(built / "seeds/port-en.toml").cuts[2]
    assert cut.title["en"] == "Who paid for the shroud" and cut.event == "arrival"
    assert ">Who paid for the shroud\n</head" in content


def test_facts_of_the_header(built):
    file = edit(
        built,
        EN,
        (">The port of Marsa</title>\n    <extent>", ">The harbour of Marsa</title>\n    <extent>"),
    )
    take(built, file)
    assert load(built / "seeds/port-en.toml").info.work == "The harbour of Marsa"


E2_TO_E3 = re.compile(
    r'</s\n></p></div\n> <div type="episode" n="e3".*?<p [^>]*>?\n><s xml:id="port-en.e3.p1.s1"',
    re.S,
)


def test_an_episode_that_is_merged_leaves_its_id_behind(built):
    file = built / EN
    content, times = E2_TO_E3.subn(
        '</s\n> <s xml:id="port-en.e2.p1.s3"', file.read_text("utf-8"), count=1
    )
    assert times == 1
    file.write_text(content, "utf-8")
    content, _ = take(built, file)
    described = load(built / "seeds/port-en.toml")
    assert [c.id for c in described.cuts] == ["e1", "e2"]
    assert described.retired == {"e3": "e2"}
    assert content.count('type="episode"') == 2


def test_an_episode_that_is_split_gets_an_id_of_its_own(built):
    file = edit(
        built, EN,
        (
            '> <s xml:id="port-en.e1.p1.s2" n="2">',
            '></p></div> <div type="episode">'
            '<head type="editorial" xml:lang="en">The question</head><p part="F"><s>',
        ),
        ('<p xml:id="port-en.e1.p1" n="1"', '<p xml:id="port-en.e1.p1" n="1" part="I"'),
    )  # fmt: skip
    take(built, file)
    cuts = load(built / "seeds/port-en.toml").cuts
    assert [c.id for c in cuts] == ["e1", "e4", "e2", "e3"]
    assert (
        cuts[1].anchor.quote == "Salim asked for the governor."
        and cuts[1].title["en"] == "The question"
    )


def test_a_border_that_is_moved(built):
    file = edit(
        built, EN,
        ('> <s xml:id="port-en.e2.p1.s2" n="2">', "></p></div> MARK<s>"),
        (f"buried him at {MARSA}.</s\n></p></div\n> ", f"buried him at {MARSA}.</s> "),
    )  # fmt: skip
    content = file.read_text("utf-8")
    head = re.search(r'<div type="episode" n="e3".*?<p [^>]*>', content, re.S)[0]
    content = content.replace(head, "").replace("MARK", head)
    file.write_text(content, "utf-8")
    take(built, file)
    cut = load(built / "seeds/port-en.toml").cuts[2]
    assert cut.id == "e3" and cut.anchor.quote == "Salim buried him at Marsa."


def test_the_words_of_the_source_are_not_for_adopting(built):
    before = (built / "seeds/port-en.toml").read_bytes()
    file = edit(built, EN, ("shot him", "shot at him"))
    with pytest.raises(CorpusError) as caught:
        plan(built, file)
    assert caught.value.code == "source-edited"
    assert "fitnacorpus update port-en" in caught.value.hint
    source = (built / "seeds/port-en.txt").read_text("utf-8")
    before_it = source[: source.index("him. Salim buried")].split("\n")
    assert f"line {len(before_it)}, column {len(before_it[-1]) + 1} " in caught.value.what
    assert (built / "seeds/port-en.toml").read_bytes() == before


CANNOT = {
    "a comment": ("shot him.", "shot him.<!-- ask Anna -->"),
    "an element of one's own": BOLD,
    "a number": ('value="2500"', 'value="2400"'),
    "a name without bearer": ("shot him.", "shot <persName>him</persName>."),
    "a bearer nobody knows": ("shot him.", 'shot <persName ref="#zayd">him</persName>.'),
    "the wrong element": ("shot him.", 'shot <placeName ref="#salim-b-hamza">him</placeName>.'),
    "a note on nothing": ("shot him.", 'shot him.<note type="editorial">Really?</note>'),
    "a certainty": ('degree="0.09"', 'degree="0.45"'),
    "a respondent": ('resp="#r-anna">Salim', 'resp="#editor">Salim'),
    "the publisher": ("<publisher>", "<publisher>Elsewhere "),
    "a language": (' xml:lang="en">The shroud', ' xml:lang="en" rend="bold">The shroud'),
    "a number that is untagged": ('<num value="2500">2,500</num>', "2,500"),
}


@pytest.mark.parametrize("name", CANNOT)
def test_what_cannot_be_taken_is_named_with_its_line(built, name):
    old, new = CANNOT[name]
    was = (built / EN).read_text("utf-8")
    file = edit(built, EN, (old, new))
    found = plan(built, file)
    assert len(found.left) == 1 and found.verdicts == () and found.description is None
    assert found.left[0].line == was[: was.index(old)].count("\n") + 1
    assert found.left[0].why


def test_who_leaves_two_bearers_has_chosen_neither(built):
    name = 'xml:id="port-en_n7" ref="../authority.xml#salim-b-hamza" ana="#by-context" ' \
        'resp="#program" cert="0.91">Salim</'  # fmt: skip
    file = edit(built, EN, (f"<persName {name}persName>", f'<rs type="person" {name}rs>'))
    lines = (built / EN).read_text("utf-8").splitlines()
    (line,) = (at for at, words in enumerate(lines, start=1) if 'xml:id="port-en_n7"' in words)
    found = plan(built, file)
    assert found.verdicts == ()
    assert {(left.what, left.line) for left in found.left} == {
        ("<rs>", line),
        ("<persName> removed", line),
    }
    assert all("certainty" in left.why for left in found.left)


def test_nothing_is_written_while_something_is_left(built):
    file = edit(built, EN, TREASURE, BOLD)
    before = {p: p.read_bytes() for p in built.rglob("*") if p.is_file()}
    done = run("-C", built, "adopt", file, "--by", "anna")
    assert done.returncode == 2
    assert "not-adopted" in done.stderr and ":" in done.stdout
    changed = {p for p in before if p.read_bytes() != before[p]}
    assert all(".fitnacorpus" in p.parts for p in changed)


def test_partly_keeps_the_edited_file_aside(built):
    file = edit(built, EN, TREASURE, BOLD)
    words = file.read_bytes()
    assert run("-C", built, "adopt", file, "--by", "anna", "--partly").returncode == 0
    assert file.with_name("port-en.xml.edited").read_bytes() == words
    assert "treasure" in file.read_text("utf-8") and "<hi>" not in file.read_text("utf-8")
    assert run("-C", built, "build").returncode == 0
    assert "0 errors" in run("-C", built, "check").stdout


def test_a_dry_run_writes_nothing(built):
    file = edit(built, EN, TREASURE)
    words = file.read_bytes(), (built / "seeds/port-en.toml").read_bytes()
    done = run("-C", built, "adopt", file, "--by", "anna", "--dry-run")
    assert done.returncode == 0 and "“tresury” reads “treasure”" in done.stdout
    assert (file.read_bytes(), (built / "seeds/port-en.toml").read_bytes()) == words


def test_a_build_points_to_adopt_and_goes_on_after_it(built):
    file = edit(built, EN, TREASURE)
    shutil.rmtree(built / ".fitnacorpus")  # as on a fresh clone
    refused = run("-C", built, "build")
    assert refused.returncode == 2 and f"fitnacorpus -C {built} adopt" in refused.stderr
    assert run("-C", built, "adopt", file, "--by", "anna").returncode == 0
    assert run("-C", built, "build").returncode == 0
    assert "treasure" in file.read_text("utf-8")


def test_edits_of_a_file_from_another_state_are_refused(built):
    file = edit(built, EN, TREASURE)
    toml = built / "seeds/port-en.toml"
    toml.write_text(toml.read_text("utf-8").replace("The shroud", "A shroud"), "utf-8")
    with pytest.raises(CorpusError) as caught:
        plan(built, file)
    assert caught.value.code == "stale-edit"


def test_a_file_that_is_no_output_is_refused(built, tmp_path):
    copied = tmp_path / "port-en.xml"
    copied.write_bytes((built / EN).read_bytes())
    for path in (copied, built / "tei/authority.xml"):
        with pytest.raises(CorpusError) as caught:
            plan(built, path)
        assert caught.value.code == "not-generated"


def test_an_untouched_file_gives_nothing(built):
    for path in (*built.glob("tei/texts/*.xml"), *built.glob("alignments/*.xml")):
        found = plan(built, path)
        assert found.said == () and found.left == () and found.verdicts == ()
        assert found.made == path.read_bytes()


# --- Alignments ----------------------------------------------------------------------------------

UNASSIGNED = "alignments/unassigned.xml"
ARRIVAL = "alignments/arrival.xml"


def test_a_link_accepted_by_hand(built):
    file = edit(
        built, UNASSIGNED,
        ('type="proposed" target', 'type="accepted" target'),
        ('ana="#sameEvent" cert="0.30"', 'ana="#related #differs.name" cert="0.30"'),
    )  # fmt: skip
    content, found = take(built, file)
    (verdict,) = found.verdicts
    assert (verdict.verdict, verdict.relation, verdict.differs) == ("accept", "related", ("name",))
    assert re.search('<link [^>]*type="accepted"[^>]*ana="#related #differs.name"', content)


def test_a_link_deleted_by_hand_is_rejected(built):
    file = built / UNASSIGNED
    content = file.read_text("utf-8")
    link = re.search('  <link xml:id="unassigned.l1".*\n', content)[0]
    file.write_text(content.replace(link, ""), "utf-8")
    content, found = take(built, file)
    assert [v.verdict for v in found.verdicts] == ["reject"]
    assert 'type="proposed"' not in content


def test_a_note_and_a_facet_changed_by_hand(built):
    file = edit(
        built, ARRIVAL,
        ("Three thousand men in Arabic", "3,000 men in Arabic"),
        ("#differs.number", "#differs.number #differs.date"),
    )  # fmt: skip
    content, found = take(built, file)
    assert "3,000 men in Arabic" in content and "#differs.number #differs.date" in content
    assert len(found.verdicts[0].supersedes) == 1


def test_a_link_added_by_hand(built):
    new = (
        '  <link type="accepted" target="../tei/texts/letter-en.xml#letter-en.e2 '
        '../tei/texts/port-ar.xml#port-ar.e2" ana="#related"/>\n </linkGrp>'
    )
    file = edit(built, UNASSIGNED, (" </linkGrp>", new))
    content, found = take(built, file)
    assert [(v.verdict, v.relation) for v in found.verdicts] == [("accept", "related")]
    assert 'ana="#related"' in content


def test_what_an_alignment_cannot_take(built):
    for change in (
        ('cert="0.30"', 'cert="0.99"'),
        ("both: the old well", "both: somebody"),
        ('ana="#sameEvent" cert="0.30"', 'ana="#summary" cert="0.30"'),
        ('ana="#noCounterpart"', 'ana="#absent"'),
    ):
        before = (built / UNASSIGNED).read_bytes()
        found = plan(built, edit(built, UNASSIGNED, change))
        assert len(found.left) == 1 and found.verdicts == (), change
        (built / UNASSIGNED).write_bytes(before)


def test_an_adopted_document_is_the_edited_one(built):
    """What the editor's file says and what the new one says are one document."""
    file = edit(
        built, EN,
        TREASURE,
        ("shot him.", '<sic>shot</sic><note type="editorial">with an arrow</note> him.'),
    )  # fmt: skip
    edited = read.read(file.read_bytes(), where="edited")
    take(built, file)
    assert read.read(file.read_bytes(), where="made") == edited
