"""A folder of OpenITI taken in: one version a book, what its metadata say, nothing half added."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from fitnacorpus import carrying, intake
from fitnacorpus.build import build
from fitnacorpus.cli.main import cli
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError, SourceError

HEAD = "######OpenITI#\n#META# 020.BookTITLE\t:: {title}\n#META#Header#End#\n\n"
BODY = (
    "# خرج الأمير إلى البصرة في جيش عظيم فنزل بها أياما PageV01P001\n"
    "# ثم رجع إلى الكوفة ومعه أصحابه @XYZ@ فلقيهم أهلها بالسلام\n"
)
REAL = os.environ.get("FITNA_OPENITI", "")


def put(root, name, content="", title="كتاب الأمير"):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content or HEAD.format(title=title) + BODY, "utf-8")
    return path


@pytest.fixture
def century(tmp_path):
    """Two books: of one two versions and an earlier state, of the other one without a title."""
    root = tmp_path / "0225AH" / "data"
    one = "0204IbnFulan/0204IbnFulan.Amir"
    put(root, f"{one}/0204IbnFulan.Amir.JK000001-ara1", HEAD.format(title="الأمير") + 3 * BODY)
    put(root, f"{one}/0204IbnFulan.Amir.Sham0000002-ara1")
    put(root, f"{one}/0204IbnFulan.Amir.Sham0000002-ara1.inProgress")
    put(root, f"{one}/0204IbnFulan.Amir.Sham0000002-ara1.yml",
        "90#VERS#ISSUES###: PRIMARY_VERSION, UNCORRECTED_OCR\n")  # fmt: skip
    put(root, f"{one}/0204IbnFulan.Amir.yml", "10#BOOK#TITLEA#AR: Kitāb al-Amīr\n")
    put(root, "0204IbnFulan/0204IbnFulan.yml", "10#AUTH#SHUHRA#AR: Ibn Filān\n")
    put(root, "0210Katib/0210Katib.SiratMalik/0210Katib.SiratMalik.JK000009-ara1", title="NODATA")
    put(root, "README.md", "# Nothing to read\n")
    return root


@pytest.fixture
def folder(tmp_path):
    intake.init(tmp_path / "corpus")
    return CorpusFolder(tmp_path / "corpus")


def texts(folder):
    return {item.info.id: item.info for item in folder.descriptions()}


def test_a_century_becomes_a_text_a_book(folder, century):
    report = intake.add_folder(folder, century)
    found = texts(folder)
    assert [item.uri for item in report.added] == [
        "0204IbnFulan.Amir.Sham0000002-ara1", "0210Katib.SiratMalik.JK000009-ara1",
    ]  # fmt: skip
    assert [item.text for item in report.added] == list(found)
    amir = found["ibnfulan-amir-sham0000002"]
    assert (amir.work, amir.original) == (
        "0204IbnFulan.Amir",
        "0204IbnFulan.Amir.Sham0000002-ara1.inProgress",
    )
    assert dict(amir.title) == {"ar": "كتاب الأمير", "ar-Latn": "Kitāb al-Amīr"}
    assert amir.author == "Ibn Filān"
    other = found["katib-siratmalik-jk000009"]
    assert (dict(other.title), other.author) == ({"ar-Latn": "Sirat Malik"}, "Katib")
    assert report.books == 2
    assert report.versions == {"0204IbnFulan.Amir": ["0204IbnFulan.Amir.JK000001-ara1"]}
    assert report.earlier == ["0204IbnFulan.Amir.Sham0000002-ara1"]
    assert report.issues == {"UNCORRECTED_OCR": 1}
    tag = next(left for left in report.leftovers if "XYZ" in left.what)
    assert (tag.times, tag.texts) == (2, 2)
    assert tag.where.startswith("0204IbnFulan/0204IbnFulan.Amir/") and tag.where.endswith(":6")
    assert build(folder).summary.texts == 2


def test_all_versions_are_one_work(folder, century):
    report = intake.add_folder(folder, century, all_versions=True)
    works = [info.work for info in texts(folder).values()]
    assert works.count("0204IbnFulan.Amir") == 2 and len(report.added) == 3
    assert report.versions == {}


def test_what_is_there_already_is_left_as_it_is(folder, century):
    intake.add_folder(folder, century)
    path = folder.seeds / "katib-siratmalik-jk000009.toml"
    path.write_text(
        path.read_text("utf-8").replace('author = "Katib"', 'author = "al-Kātib"'), "utf-8"
    )
    before = {p.name: p.read_bytes() for p in folder.seeds.iterdir()}
    report = intake.add_folder(folder, century, all_versions=True)
    assert (len(report.known), [a.text for a in report.added]) == (2, ["ibnfulan-amir-jk000001"])
    after = {p.name: p.read_bytes() for p in folder.seeds.iterdir()}
    assert before.items() <= after.items() and len(after) == len(before) + 2


@pytest.fixture
def spoilt(century):
    """A file that is empty, one that is no text, and one whose name says nothing."""
    put(century, "0211A/0211A.Empty/0211A.Empty.JK1-ara1").write_bytes(b"")
    put(century, "0211A/0211A.Short/0211A.Short.JK2-ara1", "%PDF-1.4 and no text")
    put(century, "0211A/tarikh.txt")
    return century


REFUSED = {
    "0211A/0211A.Empty/0211A.Empty.JK1-ara1": "[empty]",
    "0211A/0211A.Short/0211A.Short.JK2-ara1": "[not-text]",
    "0211A/tarikh.txt": "no address of OpenITI",
}


def test_with_a_refusal_nothing_is_taken_in(folder, spoilt):
    report = intake.add_folder(folder, spoilt)
    assert {left.path for left in report.refused} == REFUSED.keys()
    assert all(REFUSED[left.path] in left.reason for left in report.refused)
    assert report.added == [] and list(folder.seeds.iterdir()) == []


def test_the_rest_is_taken_in_where_it_is_wanted(folder, spoilt):
    report = intake.add_folder(folder, spoilt, keep_going=True)
    assert {left.path for left in report.refused} == REFUSED.keys()
    assert len(report.added) == 2 and len(list(folder.seeds.iterdir())) == 4


@pytest.mark.parametrize("keep_going", [True, False])
def test_a_run_that_ends_half_way_leaves_whole_texts_and_goes_on(
    folder, century, keep_going, monkeypatch
):
    commit, done = CorpusFolder.commit, []

    def failing(self, changes):
        if done:
            raise CorpusError("disk", "the disk is full")
        commit(self, changes)
        done.append(changes)

    monkeypatch.setattr(CorpusFolder, "commit", failing)
    with pytest.raises(CorpusError):
        intake.add_folder(folder, century, keep_going=keep_going)
    assert sorted(p.suffix for p in folder.seeds.iterdir()) == [".toml", ".txt"]
    monkeypatch.setattr(CorpusFolder, "commit", commit)
    report = intake.add_folder(folder, century)
    assert (len(report.known), len(report.added), len(texts(folder))) == (1, 1, 2)


def test_how_far_it_is_is_told(folder, century):
    told = []
    intake.add_folder(folder, century, pace=lambda *step: told.append(step))
    first, second = (path.stat().st_size for path in sorted(folder.seeds.glob("*.txt")))
    assert [step[:2] for step in told] == [(0, first + second), (first, first + second)]


def test_a_book_that_was_renamed_is_known_by_its_former_id(folder, century):
    intake.add_folder(folder, century)
    carrying.rename(folder, "katib-siratmalik-jk000009", "malik")
    report = intake.add_folder(folder, century)
    assert sorted(report.known) == ["ibnfulan-amir-sham0000002", "katib-siratmalik-jk000009"]
    assert not report.added and list(texts(folder)) == ["ibnfulan-amir-sham0000002", "malik"]


def test_a_folder_without_books_is_refused(folder, tmp_path):
    with pytest.raises(SourceError) as refused:
        intake.add_folder(folder, folder.seeds)
    assert refused.value.code == "no-books"
    with pytest.raises(SourceError) as refused:
        intake.add_folder(folder, tmp_path / "nowhere")
    assert refused.value.code == "missing-file"


def typed(*arguments):
    return CliRunner().invoke(cli, list(map(str, arguments)))


def test_the_verb_lists_what_is_refused_at_the_end(folder, spoilt):
    done = typed("-C", folder.root, "add", "--openiti", spoilt)
    assert done.exit_code == 2 and "nothing was taken in" in done.output
    assert done.output.count("refused 0211A/") == 3
    done = typed("-C", folder.root, "add", "--openiti", spoilt, "--keep-going")
    assert done.exit_code == 1
    assert "4 books: 2 texts taken in, 0 known, 3 refused" in done.output
    assert "2 times in 2 texts" in done.output
    assert "left out 0204IbnFulan.Amir.JK000001-ara1" in done.output


@pytest.mark.parametrize(
    "arguments",
    [("--openiti", "x", "file.txt"), ("--openiti", "x", "--lang", "ar"), (), ("f", "--keep-going")],
)
def test_options_that_do_not_go_together(folder, arguments):
    done = typed("-C", folder.root, "add", *arguments)
    assert done.exit_code == 2 and "Usage" in done.output


@pytest.mark.skipif(not REAL, reason="FITNA_OPENITI names no folder of OpenITI")
def test_a_real_folder(folder):
    """Up to ten small books of a real century: each is taken in, or refused with a reason."""
    from itertools import islice

    paths = (p for p in sorted(Path(REAL).rglob("*-*")) if p.is_file())
    named = (p for p in paths if p.suffix != ".yml" and p.stat().st_size < 200_000)
    chosen = list(islice(named, 10))
    assert chosen
    small = folder.root.parent / "small"
    small.mkdir()
    for path in chosen:
        (small / path.name).write_bytes(path.read_bytes())
    report = intake.add_folder(folder, small, keep_going=True, all_versions=True)
    assert len(report.added) + len(report.refused) + len(report.earlier) == len(chosen)
    assert build(folder, keep_going=True).summary.texts == len(report.added)
