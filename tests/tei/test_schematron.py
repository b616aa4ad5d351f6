"""Everything the program writes keeps the rules that TEI states in Schematron."""

import pytest

import schematron
import strategies as make
from conftest import REPOSITORY, run

BARE = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{}</body></text></TEI>'
SCHEMA = make.SHARED / "tei" / "tei_all-4.9.0a.rng"

pytestmark = pytest.mark.skipif(
    not SCHEMA.is_file(), reason=f"the schema of TEI is not on this machine ({SCHEMA})"
)


@pytest.fixture(scope="module")
def broken():
    """A function from a file to the rules of TEI that it breaks, in words."""
    saxon = pytest.importorskip("saxonche", reason="saxonche is not installed")
    with saxon.PySaxonProcessor(license=False) as processor:
        rules = processor.new_xslt30_processor().compile_stylesheet(
            stylesheet_text=schematron.stylesheet(SCHEMA)
        )

        def told(path):
            document = processor.parse_xml(xml_file_name=str(path))
            return rules.transform_to_string(xdm_node=document).splitlines()

        yield told


def test_no_file_breaks_a_rule(broken, built_tiny, built_foreign, tmp_path):
    files = [
        path
        for root in (REPOSITORY, built_tiny, built_foreign)
        for folder in ("tei", "tei/texts", "alignments")
        for path in sorted((root / folder).glob("*.xml"))
    ]
    for root in (REPOSITORY, built_foreign):
        files.append(tmp_path / f"{root.name}.xml")
        assert run("-C", root, "export", "tei", "-o", files[-1]).returncode == 0
    assert {path: told for path in files if (told := broken(path))} == {}
    assert len(files) > 100


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<lg><l>a<l>b</l></l></lg>", "Lines may not contain lines"),
        ("<p>in <date when='0656' notBefore='0655'>then</date></p>", "The @when attribute"),
        ("<p>a <link target='#a'/></p>", "at least two values for @target"),
    ],
)
def test_a_broken_rule_is_told(broken, tmp_path, content, message):
    path = tmp_path / "broken.xml"
    path.write_text(BARE.format(content), "utf-8")
    assert any(message in line for line in broken(path))
