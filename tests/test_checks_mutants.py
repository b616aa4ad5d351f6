"""Mutants of a sound corpus (tests/cases/mutants.toml): each is found, by its code, at its line."""

import tomllib
from collections import Counter

import pytest

import strategies as make
from conftest import REPOSITORY, TINY, copy_corpus
from fitnacorpus import checks
from fitnacorpus.build import build
from fitnacorpus.checks import integrity
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.description import Description
from fitnacorpus.errors import FitnaError
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.tei import read, safe
from tei.test_profile_schema import odd_constraints

MUTANTS = tomllib.loads((REPOSITORY / "tests/cases/mutants.toml").read_text("utf-8"))["mutant"]
SAMPLE = REPOSITORY / "tests/cases/sample.xml"
GENERATED = ("tei/texts/", "alignments/")


class Ground:
    """A built corpus in which one file at a time is changed and put back."""

    def __init__(self, root):
        self.root = root
        self.folder = CorpusFolder(root)
        build(self.folder)
        self.pipeline = Pipeline(self.folder)
        source = read.source_reading(safe.parse(SAMPLE.read_bytes(), where="sample.xml"))
        info = make.info(source, id="sample")
        sample = Description(info, str(root / "seeds/sample.toml"), retired={"e9": "e1"})
        self.descriptions = [*self.pipeline.descriptions, sample]
        self.sources = {i.info.id: self.pipeline.text(i).source for i in self.pipeline.descriptions}
        self.sources["sample"] = source

    def path(self, file):
        return self.root / ("tei/texts/sample.xml" if file == "sample.xml" else file)

    def problems(self, file):
        """What is found after a change of one file."""
        if file == "sample.xml":
            return list(integrity.problems(self.folder, self.descriptions, self.sources))
        if file.startswith(GENERATED) and file.endswith(".xml"):
            return checks.check_pipeline(self.pipeline)
        try:
            return checks.check(self.folder)
        except FitnaError as error:
            return [checks.as_problem(error, self.folder)]

    def mutate(self, mutant):
        """Change a file; the changed bytes."""
        path = self.path(mutant["file"])
        old = SAMPLE.read_bytes() if mutant["file"] == "sample.xml" else path.read_bytes()
        find, new = mutant["find"].encode(), mutant["replace"].encode()
        if mutant.get("bytes"):
            new = new.decode("unicode-escape").encode("latin-1")
        assert find in old and find != new
        path.write_bytes(old.replace(find, new, 1))
        return old, path


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    return Ground(copy_corpus(TINY, tmp_path_factory.mktemp("mutants") / "tiny"))


def line_of(data, words):
    assert words.encode() in data
    before = data.split(words.encode(), 1)[0]
    return before.count(b"\n") + 1


def test_the_ground_is_sound(ground):
    ground.path("sample.xml").write_bytes(SAMPLE.read_bytes())
    assert ground.problems("sample.xml") == []
    ground.path("sample.xml").unlink()
    assert [p.code for p in checks.check(ground.folder)] == ["mention-ambiguous"]


def test_there_are_enough_mutants_and_each_is_another():
    assert len(MUTANTS) >= 60
    assert [what for what, n in Counter(m["what"] for m in MUTANTS).items() if n > 1] == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant["what"].replace(" ", "-"))
def test_every_mutant_is_found(ground, mutant):
    old, path = ground.mutate(mutant)
    try:
        file = mutant["file"]
        reported = mutant.get("in", ground.folder.relative(ground.path(file)))
        data = (ground.root / reported).read_bytes()
        line = (
            line_of(data, mutant["at"])
            if "at" in mutant
            else old.split(mutant["find"].encode(), 1)[0].count(b"\n") + 1
        )
        found = ground.problems(file)
        mine = [(p.file, p.line) for p in found if p.code == mutant["code"]]
        assert (reported, line) in mine, [(p.code, p.file, p.line, p.message) for p in found]
        assert all(p.hint for p in found)
        if file.startswith(GENERATED) and file.endswith(".xml"):
            assert ("hand-edit", file) in [(p.code, p.file) for p in found]
    finally:
        if mutant["file"] == "sample.xml":
            path.unlink()
        else:
            path.write_bytes(old)


def test_what_breaks_a_constraint_of_the_odd_is_found_by_its_name(ground):
    constraints = odd_constraints()
    broken = set()
    for mutant in MUTANTS:
        file = mutant["file"]
        if not (file == "sample.xml" or file.endswith(".xml")):
            continue
        old, path = ground.mutate(mutant)
        try:
            try:
                tree = safe.parse(path.read_bytes(), where=file).getroottree()
            except FitnaError:
                continue
            names = {name for name, rule in constraints.items() if not rule.validate(tree)}
            codes = {p.code for p in ground.problems(file)}
            if any(code.startswith("schema-") for code in codes):
                continue
            if "wrong-target" in codes:
                codes.add("dangling-ref")  # a rule of XPath cannot say which of the two it is
            for name in names:
                assert any(name.startswith(code) for code in codes), (mutant["what"], name, codes)
            broken |= names
        finally:
            if file == "sample.xml":
                path.unlink()
            else:
                path.write_bytes(old)
    assert broken == set(constraints)
