"""What a change of a large corpus makes anew, and that nothing is annotated twice."""

import hashlib
import json

import numpy as np
import pytest

from conftest import generated, run
from fitnacorpus import plugins
from fitnacorpus.align.propose import MANY
from fitnacorpus.align.statistics import REFERENCE, reference
from fitnacorpus.build import build
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.stages import document as stage_document

COUNT = MANY + 10
"""Texts: more than are all compared with one another, and more than all are reference texts."""
ENTRY = (
    '<person xml:id="p{0}"><persName xml:lang="en" type="preferred">{1}</persName>'
    '<persName xml:lang="en" type="attested">Zayd</persName></person>'
)
NAMES = ("Zayd ibn Harith", "Zayd ibn Thabit")


def words(*parts):
    """A few made-up words that depend on what is given."""
    value = hashlib.sha256(repr(parts).encode()).hexdigest()
    return " ".join("".join(chr(97 + int(c, 16)) for c in value[k : k + 6]) for k in (0, 6, 12, 18))


def stub():
    """An encoder that gives each string a direction of its own."""

    def encode(passages):
        rows = []
        for passage in passages:
            seed = int.from_bytes(hashlib.sha256(passage.encode()).digest()[:4])
            row = np.random.default_rng(seed).standard_normal(16)
            rows.append(row / np.linalg.norm(row))
        return np.array(rows, dtype=np.float32)

    return encode


@pytest.fixture(scope="module")
def big(tmp_path_factory):
    """A corpus of generated accounts; those of one decade tell some events in the same words."""
    root = tmp_path_factory.mktemp("big") / "corpus"
    seeds = root / "seeds"
    seeds.mkdir(parents=True)
    (root / "tei").mkdir()
    (root / "corpus.toml").write_text('version = 1\n[align]\nencoder = "stub"\nfloor = 0.01\n')
    entries = "".join(ENTRY.format(k, name) for k, name in enumerate(NAMES))
    (root / "tei/authority.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>"
        f"</fileDesc></teiHeader><standOff><listPerson>{entries}</listPerson></standOff></TEI>"
    )
    for number in range(COUNT):
        decade = number // 10
        paragraphs = [
            f"Zayd said {words(decade, k)}. Zayd ibn Harith came to {words(decade, k, 1)}."
            for k in range(4)
        ]
        source = "\n\n".join(paragraphs) + "\n"
        (seeds / f"t{number}.txt").write_text(source)
        described = {
            "id": f"t{number}", "lang": "en", "work": f"w{number}", "rights": "made for tests",
        }  # fmt: skip
        lines = ["version = 1", *(f"{k} = {json.dumps(v)}" for k, v in described.items())]
        lines += ["public = true", "[title]", f'en = "Text {number}"', "[source]"]
        digest = hashlib.sha256(source.encode()).hexdigest()
        lines += [f'file = "t{number}.txt"', f'sha256 = "{digest}"', 'encoding = "utf-8"']
        for k, paragraph in enumerate(paragraphs, start=1):
            lines += ["[[episode]]", f'id = "e{k}"']
            lines += [f"from = {{ quote = {json.dumps(paragraph[:40])}, at = 0 }}"]
        (seeds / f"t{number}.toml").write_text("\n".join(lines) + "\n")
    return root


@pytest.fixture
def stubbed(monkeypatch):
    load = plugins.load
    monkeypatch.setattr(
        plugins, "load", lambda kind, name: stub if name == "stub" else load(kind, name)
    )


@pytest.fixture
def annotated(monkeypatch):
    """The ids of the texts that are annotated."""
    seen = []
    annotate = stage_document.annotate

    def counted(text, *args, **options):
        seen.append(text.info.id)
        return annotate(text, *args, **options)

    monkeypatch.setattr(stage_document, "annotate", counted)
    return seen


def stages(ran):
    found = {}
    for name in ran:
        stage, _, rest = name.partition(":")
        found.setdefault(stage, []).append(rest)
    return found


def test_a_change_makes_its_text_its_pairs_and_its_rows(big, stubbed, annotated):
    first = build(CorpusFolder(big))
    assert len(annotated) == COUNT == len(set(annotated))
    assert len(stages(first.ran)["links"]) < COUNT * (COUNT - 1) / 2
    annotated.clear()
    assert build(CorpusFolder(big)).ran == ()

    used = reference({f"t{k}": "en" for k in range(COUNT)})
    assert len(used) == REFERENCE
    # A verdict on a name that the program leaves open, once in a reference text, once in another.
    others = [f"t{k}" for k in range(COUNT) if f"t{k}" not in used]
    for text in (used[0], others[0]):
        verdict = {
            "version": 1, "kind": "mention", "verdict": "accept", "ref": "p1",
            "a": {"text": text, "quote": "Zayd", "prefix": "", "suffix": " said", "at": 0},
            "by": "anna", "on": "2026-01-02",
        }  # fmt: skip
        path = big / "tei/mentions/anna.jsonl"
        path.parent.mkdir(exist_ok=True)
        with path.open("a") as file:
            file.write(json.dumps(verdict) + "\n")
        done = stages(build(CorpusFolder(big)).ran)
        assert annotated == [text]
        annotated.clear()
        assert done["document"] == done["features"] == done["index"] == [text]
        assert done["links"] and all(text in pair.split(":") for pair in done["links"])
        assert not {"vectors", "passages", "candidates"} & {*done}

    # A letter in a text that is none of the reference.
    path = big / f"seeds/{others[1]}.txt"
    path.write_text(path.read_text().replace("came to", "came by", 1))
    assert run("-C", big, "update", others[1]).returncode == 0
    done = stages(build(CorpusFolder(big)).ran)
    assert done["document"] == done["passages"] == done["index"] == [others[1]]
    assert not {"statistics", "mean", "vectors"} & {*done}
    assert all(others[1] in pair.split(":") for pair in done["links"])

    # A title: no link is made anew.
    path = big / f"seeds/{others[2]}.toml"
    path.write_text(path.read_text().replace("Text", "A text", 1))
    done = stages(build(CorpusFolder(big)).ran)
    assert done == {
        "document": [others[2]], "features": [others[2]], "index": [others[2]]
    }  # fmt: skip

    # All of it is what one build from nothing makes.
    expected = generated(big)
    for path in (big / ".fitnacorpus").rglob("*.*"):
        path.unlink()
    build(CorpusFolder(big))
    assert generated(big) == expected


CONSUMERS = [
    ("check",), ("check", "--strict"), ("align", "--json"), ("export", "links"),
    ("export", "mentions"), ("compare", "arrival"), ("search", "Salim", "--json"), ("site", "OUT"),
]  # fmt: skip


@pytest.mark.parametrize("command", CONSUMERS, ids=lambda c: " ".join(c))
def test_nothing_that_stands_built_is_annotated_or_encoded_again(
    tiny, annotated, monkeypatch, tmp_path, command
):
    from click.testing import CliRunner

    from fitnacorpus.cli.main import cli
    from fitnacorpus.stages.links import Linking

    build(CorpusFolder(tiny))
    assert annotated
    annotated.clear()
    encoded = []
    monkeypatch.setattr(Linking, "encode", lambda *a: encoded.append(a))
    arguments = [str(tmp_path / "out") if part == "OUT" else part for part in command]
    done = CliRunner().invoke(cli, ["-C", str(tiny), *arguments], catch_exceptions=False)
    assert done.exit_code == (1 if "--strict" in command else 0), done.output
    assert annotated == [] and encoded == []


def test_the_program_by_itself_is_annotated_once(tiny, annotated):
    from click.testing import CliRunner

    from fitnacorpus.cli.main import cli

    build(CorpusFolder(tiny))
    before = generated(tiny)
    annotated.clear()
    command = ["-C", str(tiny), "align", "--proposals", "--json"]
    first = CliRunner().invoke(cli, command, catch_exceptions=False)
    # The letter has no event tied to it and no verdict: its document is that of the edition.
    assert sorted(annotated) == ["port-ar", "port-en"]
    second = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert sorted(annotated) == ["port-ar", "port-en"]
    assert first.stdout == second.stdout and json.loads(first.stdout)["links"]
    assert generated(tiny) == before
    assert build(CorpusFolder(tiny)).ran == ()


def test_what_is_stale_is_said(tiny):
    def notes(*command):
        done = run("-C", tiny, *command)
        assert done.returncode == 0, done.stderr
        return done.stderr

    assert "not built yet" in notes("export", "links")
    build(CorpusFolder(tiny))
    assert notes("export", "links") == ""
    path = tiny / "alignments/reviewed/bilal.jsonl"
    path.write_text(path.read_text("utf-8").replace("sameEvent", "summary", 1), "utf-8")
    assert "changed since the last build: alignments;" in notes("export", "links")
    path = tiny / "seeds/letter-en.toml"
    path.write_text(path.read_text("utf-8").replace("The price of oil", "Oil", 1), "utf-8")
    assert "changed since the last build: letter-en;" in notes("align")
    assert notes("-q", "align") == ""
