"""The store of Parquet: read back by pandas and polars, the same rows however it is cut."""

import json
import re
from io import BytesIO

import fsspec
import pandas
import polars
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY, copy_corpus
from fitnacorpus.cli.main import cli
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.interchange import parquet
from fitnacorpus.interchange.words import Reader
from fitnacorpus.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline(built_tiny):
    return Pipeline(CorpusFolder(built_tiny))


def typed(*arguments):
    done = CliRunner().invoke(cli, list(map(str, arguments)))
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def store(built_tiny, tmp_path_factory):
    root = tmp_path_factory.mktemp("store") / "store"
    typed("-C", built_tiny, "-q", "export", "parquet", root, "--vectors")
    return root


def test_polars_reads_what_the_corpus_holds(store, pipeline):
    sentences = polars.read_parquet(store / "sentences", hive_partitioning=True)
    expected = [
        (info.id, info.lang, str(ref), *span, reader.words(span))
        for document in pipeline.documents()
        for info, reader in [(document.text.info, Reader(document))]
        for ref, span in reader.sentences
    ]
    columns = ("text", "lang", "ref", "start", "end", "words")
    assert sorted(sentences.select(columns).rows()) == sorted(expected)
    mentions = polars.read_parquet(store / "mentions", hive_partitioning=True)
    assert len(mentions) == sum(len(d.mentions) for d in pipeline.documents()) > 0
    resolved = mentions.filter(polars.col("status") == "resolved")
    named = {m.ref for d in pipeline.documents() for m in d.mentions if m.status == "resolved"}
    assert set(resolved["entry"]) == named


def test_pandas_joins_names_with_their_sentences(store, pipeline):
    sentences, mentions = (pandas.read_parquet(store / name) for name in ("sentences", "mentions"))
    joined = mentions.merge(sentences, on=["text", "ref"])
    assert len(joined) > 0
    assert all(form in words for form, words in zip(joined.form, joined.words, strict=True))


def test_links_are_those_of_the_corpus(store, pipeline):
    links = polars.read_parquet(store / "links")
    expected = [link for found in pipeline.alignments for link in found.links]
    assert len(links) == len(expected) > 0
    assert {tuple(row) for row in links.select("text_a", "start_a", "text_b", "status").rows()} == {
        (x.a.text, x.a.start, x.b.text, x.status) for x in expected
    }


def test_vectors_point_where_they_pointed(store, pipeline):
    vectors = polars.read_parquet(store / "vectors")
    for text in ("port-en", "port-ar"):
        features = pipeline.linking.features(text)
        rows = vectors.filter(polars.col("text") == text)
        assert rows["start"].to_list() == [span.start for span in features.spans]
        for row, true in zip(rows.iter_rows(named=True), features.account.sentences, strict=True):
            found = [n * row["scale"] for n in row["vector"]]
            assert found == pytest.approx(true.tolist(), abs=row["scale"] * 0.51)


def test_the_manifest_counts_and_describes(store):
    said = json.loads((store / "corpus.json").read_text("utf-8"))
    assert said["rows"] == {
        name: polars.read_parquet(store / name).height for name in parquet.COLUMNS
    }
    for name, columns in said["columns"].items():
        path = next((store / name).rglob("*.parquet"))
        assert pq.read_schema(path).names == list(columns)
        codec = pq.read_metadata(path).row_group(0).column(0).compression
        assert codec == "ZSTD"
    described = (REPOSITORY / "docs/formats.md").read_text("utf-8").split("## Parquet")[1]
    for column in {c for columns in parquet.COLUMNS.values() for c in columns}:
        assert f"`{column.removesuffix('_b').removesuffix('_a')}" in described, column


def held(pipeline, rows):
    """The rows of all files, table by table, and how many files there are."""
    documents, infos = pipeline.documents(), [item.info for item in pipeline.descriptions]
    links = [link for found in pipeline.alignments for link in found.links]
    made = [*parquet.files(documents, infos, links, {}, rows=rows)]
    tables = {}
    for name, data in made[:-1]:
        tables.setdefault(name.rpartition("/")[0], []).append(
            pq.ParquetFile(BytesIO(data)).read().to_pylist()
        )
    flat = {place: [row for part in parts for row in part] for place, parts in tables.items()}
    return flat, len(made), made[-1][1]


@settings(max_examples=15, deadline=None)
@given(rows=st.integers(1, 60))
def test_how_a_table_is_cut_changes_no_row(pipeline, rows):
    whole, fewest, manifest = held(pipeline, parquet.ROWS)
    found, number, said = held(pipeline, rows)
    assert (found, said) == (whole, manifest) and number >= fewest


def test_an_address_is_written_and_not_written_over_unasked(built_tiny, store):
    url = "memory://store-of-a-test"
    arguments = ["-C", str(built_tiny), "-q", "export", "parquet", url]
    typed(*arguments)
    system = fsspec.filesystem("memory")
    data = system.cat("/store-of-a-test/sentences/lang=en/part-00000.parquet")
    assert data == (store / "sentences/lang=en/part-00000.parquet").read_bytes()
    again = CliRunner().invoke(cli, arguments)
    assert again.exit_code == 2 and "--force" in again.output
    typed(*arguments, "--force")
    system.pipe_file("/other-of-a-test/letter.txt", b"dear")
    other = CliRunner().invoke(cli, [*arguments[:-1], "memory://other-of-a-test", "--force"])
    assert other.exit_code == 2 and system.cat("/other-of-a-test/letter.txt") == b"dear"


def test_a_store_that_was_cut_off_is_written_anew_and_nothing_of_it_stays(built_tiny, store):
    system = fsspec.filesystem("memory")
    for name in ("sentences/lang=en/part-00000.parquet", "links/part-00007.parquet"):
        system.pipe_file(f"/cut-off-of-a-test/{name}", b"half")
    typed(*f"-C {built_tiny} -q export parquet memory://cut-off-of-a-test --force".split())
    written = {
        name.removeprefix("/cut-off-of-a-test/") for name in system.find("/cut-off-of-a-test")
    }
    whole = {str(path.relative_to(store)) for path in store.rglob("*") if path.is_file()}
    assert written == {name for name in whole if not name.startswith("vectors")}


def test_while_an_address_is_written_nothing_says_that_it_is_whole(built_tiny, monkeypatch):
    system = fsspec.filesystem("memory")
    arguments = f"-C {built_tiny} -q export parquet memory://torn-of-a-test".split()
    typed(*arguments)

    def torn(*_):
        yield "sentences/lang=en/part-00000.parquet", b"new"
        raise OSError("the line is dead")

    monkeypatch.setattr(parquet, "files", lambda *_, **__: torn())
    done = CliRunner().invoke(cli, [*arguments, "--force"])
    assert done.exception.code == "disk"
    assert not system.exists("/torn-of-a-test/corpus.json")
    assert system.exists("/torn-of-a-test/texts/lang=en/part-00000.parquet")


def test_texts_that_are_not_cleared_are_left_out_if_wanted(tmp_path):
    root = copy_corpus(REPOSITORY / "tests/corpora/tiny", tmp_path / "corpus")
    for name in ("letter-en", "port-en"):
        path = root / f"seeds/{name}.toml"
        words = re.sub(r"(?m)^public = .*\n", "", path.read_text("utf-8"))
        given = "true" if name == "port-en" else "false"
        text = re.sub(r"(?m)^id = .*$", rf"\g<0>\npublic = {given}", words, count=1)
        path.write_text(text, "utf-8")
    typed("-C", root, "-q", "export", "parquet", tmp_path / "store", "--public")
    texts = polars.read_parquet(tmp_path / "store/texts", hive_partitioning=True)
    assert "port-en" in set(texts["text"]) and "letter-en" not in set(texts["text"])
    assert texts["public"].all()
    links = polars.read_parquet(tmp_path / "store/links")
    assert not {"letter-en"} & {*links["text_a"], *links["text_b"]}
    sentences = polars.read_parquet(tmp_path / "store/sentences", hive_partitioning=True)
    assert set(sentences["text"]) == set(texts["text"])


def test_an_address_of_no_kind_is_refused(built_tiny):
    done = CliRunner().invoke(cli, ["-C", str(built_tiny), "export", "parquet", "nosuch://there"])
    assert done.exit_code != 0 and done.exception.code == "unknown-address"


def test_a_folder_of_the_corpus_is_no_place_for_it(tmp_path):
    root = copy_corpus(REPOSITORY / "tests/corpora/tiny", tmp_path / "corpus")
    done = CliRunner().invoke(cli, ["-C", str(root), "export", "parquet", str(root / "tei")])
    assert done.exit_code == 2
