"""Batches and tables of verdicts: all of it or nothing, and what was left alone says nothing."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from conftest import REPOSITORY, run
from fitnacorpus import judgements, refs
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.model import Span
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.review import batch, tagging
from fitnacorpus.review.items import MentionItem
from fitnacorpus.review.session import Draft, verdict_on
from fitnacorpus.tables import judging

ON = "2026-02-01"


@pytest.fixture
def built(built_copy):
    return built_copy


def read(root, data, **more):
    data = data if isinstance(data, bytes) else data.encode()
    return batch.read(data, Pipeline(CorpusFolder(root)), by="carla", on=ON, where="b", **more)


# --- JSON lines -----------------------------------------------------------------------------------

ACCEPT = {
    "kind": "link", "verdict": "accept", "relation": "mention",
    "a": {"text": "letter-en", "quote": "The old well is dry."}, "b": {"ref": "port-ar:e2.p1.s1"},
}  # fmt: skip


def lines(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_what_is_left_out_is_filled_in(built):
    (verdict,) = read(built, lines(ACCEPT)).verdicts
    assert (verdict.by, verdict.on) == ("carla", ON)
    assert verdict.b.anchor.quote.startswith("ثم قُتل الحاكم") and verdict.b.anchor.at == 201
    (verdict,) = read(built, lines({**ACCEPT, "by": "Erik", "on": "2025-01-01"})).verdicts
    assert (verdict.by, verdict.on) == ("Erik", "2025-01-01")


@pytest.mark.parametrize(
    ("ref", "first", "last"),
    [
        ("port-en:e1", "In 651", 'tresury."'),
        ("port-en:e1.p1.s2", "Salim asked", "governor."),
        ("port-en:e1.p1.s1-s2", "In 651", "governor."),
        ("port-ar:e1.p1-p2", None, None),
    ],
)
def test_a_passage_named_by_its_ref(built, ref, first, last):
    row = {"kind": "absence", "verdict": "accept", "a": {"ref": ref}, "texts": ["letter-en"]}
    found = read(built, lines(row))
    if first is None:
        assert found.verdicts == () and len(found.errors) == 1
        return
    anchor = found.verdicts[0].a.anchor
    assert anchor.quote.startswith(first) and (anchor.until or anchor.quote).endswith(last)


BAD = {
    "no JSON": "{",
    "no verdict": lines({**ACCEPT, "verdict": "perhaps"}),
    "no such text": lines({**ACCEPT, "a": {"text": "x", "quote": "y"}}),
    "no such words": lines({**ACCEPT, "a": {"text": "port-en", "quote": "Nobody ever said this."}}),
    "no such passage": lines({**ACCEPT, "a": {"ref": "port-en:e9"}}),
    "no ref": lines({**ACCEPT, "a": {"ref": "!"}}),
    "no such event": lines({**ACCEPT, "event": "marsa"}),
    "no such bearer": lines({"kind": "mention", "verdict": "accept", "ref": "nobody",
                             "a": {"text": "port-en", "quote": "Tamim"}}),
    "no such text searched": lines({"kind": "absence", "verdict": "accept", "texts": ["x"],
                                    "a": {"ref": "port-en:e1"}}),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_bad_line_and_nothing_is_written(built, tmp_path, name):
    file = tmp_path / "batch.jsonl"
    file.write_text(lines(ACCEPT) + "\n" + BAD[name], "utf-8")
    before = sorted(p.name for p in built.rglob("*.jsonl"))
    done = run("-C", built, "review", "--from", file, "--by", "carla")
    assert done.returncode == 2 and "nothing was written" in done.stdout
    assert f"{file}:3: " in done.stderr
    assert sorted(p.name for p in built.rglob("*.jsonl")) == before


def test_every_bad_line_is_named(built, tmp_path):
    file = tmp_path / "batch.jsonl"
    file.write_text(BAD["no verdict"] + lines(ACCEPT) + BAD["no such event"], "utf-8")
    done = run("-C", built, "review", "--from", file, "--by", "carla")
    assert f"{file}:1: " in done.stderr and f"{file}:3: " in done.stderr


def test_a_batch_is_written_once(built, tmp_path):
    file = tmp_path / "batch.jsonl"
    file.write_text(lines({**ACCEPT, "on": ON}), "utf-8")
    dry = run("-C", built, "review", "--from", file, "--by", "carla", "--dry-run")
    assert "1 verdict, 0 unchanged; none written" in dry.stdout
    for expected in ("1 verdict, 0 unchanged", "0 verdicts, 1 unchanged"):
        assert expected in run("-C", built, "review", "--from", file, "--by", "carla").stdout
    path = built / "alignments/reviewed/carla.jsonl"
    assert len(path.read_text("utf-8").splitlines()) == 1


def test_the_batch_of_the_guide_is_one(built):
    guide = (REPOSITORY / "docs/reviewing.md").read_text("utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", guide, re.S)
    found = read(built, example)
    assert found.errors == () and {v.kind for v in found.verdicts} == {*judgements.KINDS}


# --- Tables ---------------------------------------------------------------------------------------

FORMATS = ("tsv", "csv", "xlsx")


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("kind", ["links", "mentions"])
def test_a_table_that_nobody_changed_says_nothing(built, kind, fmt):
    pipeline = Pipeline(CorpusFolder(built))
    write = judging.write_links if kind == "links" else judging.write_mentions
    found = read(built, write(pipeline, fmt))
    assert found.verdicts == () and found.errors == ()
    assert found.unchanged == {"links": 4, "mentions": 29}[kind]


def table(root, kind):
    pipeline = Pipeline(CorpusFolder(root))
    write = judging.write_links if kind == "links" else judging.write_mentions
    content = write(pipeline, "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def as_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_what_others_judged_since_a_table_went_out_is_no_change_of_its_reviewer(built):
    rows = table(built, "links")
    proposed = next(r for r in rows if r["status"] == "proposed")
    CorpusFolder(built).append_verdicts(
        read(built, as_csv([proposed | {"status": "accepted"}])).verdicts
    )
    found = read(built, as_csv([proposed]))
    assert (found.verdicts, found.errors, found.unchanged) == ((), (), 1)
    found = read(built, as_csv([proposed | {"note": "Not so."}]))
    assert [e.code for e in found.errors] == ["bad-table"]


def test_a_link_that_overlaps_one_that_was_judged_is_itself(built):
    pipeline = Pipeline(CorpusFolder(built))
    known = next(x for a in pipeline.alignments for x in a.links)
    near = replace(known, a=replace(known.a, end=known.a.end - 1), note="another")
    sides = [(p.text, Span(p.start, p.end)) for p in (known.a, known.b)]
    for links in ([near, known], [known, near]):
        assert judging.link_between(links, sides, pipeline) is known
        assert judging.link_between(links, sides[::-1], pipeline) is known
    assert judging.link_between([near], sides, pipeline) is near


def test_a_changed_row_is_a_verdict(built):
    rows = table(built, "links")
    proposed = next(r for r in rows if r["status"] == "proposed")
    proposed |= {"status": "accepted", "relation": "related", "differs": "name, date",
                 "note": "Only the oil."}  # fmt: skip
    (verdict,) = read(built, as_csv(rows)).verdicts
    assert (verdict.verdict, verdict.relation, verdict.by) == ("accept", "related", "carla")
    assert verdict.differs == ("date", "name") and verdict.note == "Only the oil."


def test_a_row_of_ones_own_is_superseded(built):
    rows = table(built, "links")
    mine = next(r for r in rows if r["by"] == "anna" and r["status"] == "accepted")
    mine["differs"] = ""
    pipeline = Pipeline(CorpusFolder(built))
    found = judging.read_links(as_csv(rows).encode(), pipeline, by="anna", on=ON, where="t")
    (verdict,) = found.verdicts
    assert verdict.differs == () and len(verdict.supersedes) == 1


def test_a_changed_name_is_a_verdict(built):
    rows = table(built, "mentions")
    doubtful = next(r for r in rows if r["status"] == "ambiguous")
    assert doubtful["bearer"] == "" and "salim-the-merchant:0.09" in doubtful["candidates"]
    doubtful["bearer"] = "salim-the-merchant"
    next(r for r in rows if r["form"] == "Tamim")["bearer"] = "-"
    first, second = read(built, as_csv(rows)).verdicts
    assert {(v.verdict, v.ref) for v in (first, second)} == {
        ("accept", "salim-the-merchant"),
        ("reject", ""),
    }


def test_a_rejected_name_stands_in_the_table_and_can_come_back(built):
    rows = table(built, "mentions")
    next(r for r in rows if r["form"] == "Tamim")["bearer"] = "-"
    CorpusFolder(built).append_verdicts(read(built, as_csv(rows)).verdicts)
    rows = table(built, "mentions")
    tamim = next(r for r in rows if r["form"] == "Tamim")
    assert (tamim["bearer"], tamim["status"]) == ("-", "rejected")
    assert read(built, as_csv(rows)).verdicts == ()
    tamim["bearer"] = "tamim"
    (verdict,) = read(built, as_csv(rows)).verdicts
    assert verdict.ref == "tamim" and len(verdict.supersedes) == 1


def test_another_bearer_of_what_an_editor_calls_a_name_leaves_it_a_name(built):
    pipeline = Pipeline(CorpusFolder(built))
    tagged = tagging.Tagged(refs.parse("port-en:e1.p1.s3"), "He", "governor", type="name")
    made = tagging.verdict(tagged, pipeline.document("port-en"), by="carla", on=ON)
    CorpusFolder(built).append_verdicts([made])
    rows = table(built, "mentions")
    (row,) = (r for r in rows if r["form"] == "He")
    row["bearer"] = "salim-the-merchant"
    (verdict,) = read(built, as_csv(rows)).verdicts
    assert (verdict.ref, verdict.type) == ("salim-the-merchant", "name")
    item = MentionItem("port-en", "", Span(0, 2), "He", (), (made,))
    sources = {"port-en": pipeline.document("port-en").text.source}
    for by in ("carla", "anna"):
        for decision, kind in (("accept", "name"), ("reject", "")):
            draft = Draft(ref="salim-b-hamza")
            said = verdict_on(item, decision, draft, by=by, on=ON, sources=sources)
            assert said.type == kind


def test_a_stale_row_is_named_and_nothing_is_taken(built, tmp_path):
    rows = table(built, "mentions")
    source = built / "seeds/port-en.txt"
    source.write_text(source.read_text("utf-8").replace("came to", "came down to"), "utf-8")
    assert run("-C", built, "update", "port-en").returncode == 0
    file = tmp_path / "mentions.csv"
    rows[0]["note"] = "A note on the first row, which stands where it stood."
    file.write_text(as_csv(rows), "utf-8")
    done = run("-C", built, "import", "mentions", file, "--by", "carla")
    assert done.returncode == 2 and "stale-row" in done.stderr
    assert not (built / "tei/mentions/carla.jsonl").exists()


WRONG = [
    ("links", "status", "perhaps"),
    ("links", "relation", "cousin"),
    ("links", "differs", "colour"),
    ("links", "event", "marsa"),
    ("links", "note", "a note on a proposal"),
    ("links", "start_a", "x"),
    ("links", "text_a", "x"),
    ("mentions", "bearer", "nobody"),
    ("mentions", "end", "99999"),
]


@pytest.mark.parametrize(("kind", "column", "value"), WRONG)
def test_a_wrong_cell_is_named(built, kind, column, value):
    rows = table(built, kind)
    at = next(n for n, r in enumerate(rows) if r["status"] in ("proposed", "ambiguous"))
    rows[at][column] = value
    found = read(built, as_csv(rows))
    (error,) = found.errors
    assert error.where.startswith(f"b:{at + 2}") and found.verdicts == ()


def test_tables_go_out_and_come_back_by_command(built, tmp_path):
    for kind in ("links", "mentions"):
        file = tmp_path / f"{kind}.xlsx"
        assert run("-C", built, "export", kind, "-o", file).returncode == 0
        assert file.read_bytes().startswith(b"PK")
        done = run("-C", built, "import", kind, file, "--by", "carla")
        assert done.returncode == 0 and done.stdout.startswith("0 verdicts, ")
    file = tmp_path / "authority.xlsx"
    assert run("-C", built, "export", "authority", "-o", file).returncode == 0
    done = run("-C", built, "import", "authority", file)
    assert done.returncode == 0 and done.stdout.startswith("0 changes")


def test_no_cell_of_a_workbook_is_a_formula_or_a_number(built, tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    rows = [{"bearer": "=1+1", "start": "0012", "form": "سالم"}]
    from fitnacorpus.tables import table as tables

    data = tables.encode(["bearer", "start", "form"], rows, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [c.value for c in sheet[2]] == ["=1+1", "0012", "سالم"]
    assert {c.data_type for c in sheet[2]} == {"s"}
    (row,) = tables.read(data, ["bearer", "start", "form"], [], where="t")
    assert dict(row.cells) == rows[0]
