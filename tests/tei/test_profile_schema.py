"""Our own schema: it compiles at once, says what the ODD says, and fits what is written."""

import io
import os
import subprocess
import sys
from collections import defaultdict

import pytest
from lxml import etree, isoschematron

import strategies as make
from fitnacorpus.checks import names
from fitnacorpus.tei import digest, schema, write
from fitnacorpus.tei.scan import scan
from fitnacorpus.tei.schema import pattern
from fitnacorpus.tei.schema.explain import Explainer
from tei.test_schema import EDITION, alignment_content, generated

TEI = "{http://www.tei-c.org/ns/1.0}"
SAMPLE = make.REPOSITORY / "tests/cases/sample.xml"
FILES = [
    *((path, "text") for path in sorted((make.REPOSITORY / "tei/texts").glob("*.xml"))),
    (SAMPLE, "text"),
    (make.REPOSITORY / "tei/authority.xml", "authority"),
    (make.REPOSITORY / "tests/corpora/tiny/tei/authority.xml", "authority"),
    *((path, "alignment") for path in sorted((make.REPOSITORY / "alignments").glob("*.xml"))),
]
COMPILE = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
import time
from lxml import etree
from fitnacorpus.tei import schema
began = time.process_time()
for kind in schema.KINDS:
    assert not schema.validator(kind).validate(etree.fromstring("<TEI/>"))
assert time.process_time() - began < 1, time.process_time() - began
"""


def explained(data, kind):
    explainer = Explainer(schema.grammar(kind), "x.xml")
    scan(io.BytesIO(data), [explainer], where="x.xml")
    return explainer.found


def valid(data, kind):
    return schema.validator(kind).validate(etree.fromstring(data))


# --- The grammars --------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="a limit of processor time needs POSIX")
def test_the_grammars_compile_within_a_second():
    done = subprocess.run([sys.executable, "-c", COMPILE], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(("path", "kind"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_every_file_of_the_corpus_is_valid(path, kind):
    data = path.read_bytes()
    assert explained(data, kind) == []
    assert valid(data, kind)


def test_everything_written_is_valid():
    for document in generated(make.documents(), 40):
        data = digest.seal(write.write(document, EDITION, {"r-anna": "Anna"}))
        assert explained(data, "text") == []
        assert valid(data, "text")
    passages = [make.Passage("a", "e1", 0, 5), make.Passage("b", "e2", 5, 9)]
    for alignment in generated(make.alignments(passages), 30):
        data = digest.seal(alignment_content(alignment))
        if alignment.links or alignment.tellings:
            assert explained(data, "alignment") == []
            assert valid(data, "alignment")


def changes(root):
    """Every file that one small change makes of a tree, by a plain walk; the tree comes back."""
    for element in list(root.iter(TEI + "*")):
        name, values = element.tag, dict(element.attrib)
        for key in values:
            del element.attrib[key]
            yield etree.tostring(root)
            element.attrib[key] = "x"
            if not key.endswith("}id"):
                yield etree.tostring(root)
            element.attrib[key] = values[key]
        for other in ("s", "persName", "div", "note"):
            element.tag = TEI + other
            yield etree.tostring(root)
        element.tag = name
        parent = element.getparent()
        if parent is not None:
            place, tail = parent.index(element), element.tail
            parent.remove(element)
            yield etree.tostring(root)
            parent.insert(place, element)
            element.tail = tail
        element.set("resp", "#program")
        yield etree.tostring(root)
        del element.attrib["resp"]
        for key, value in values.items():
            element.set(key, value)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (SAMPLE, "text"),
        (make.REPOSITORY / "tests/corpora/tiny/tei/authority.xml", "authority"),
        (make.REPOSITORY / "alignments/killing-of-uthman.xml", "alignment"),
    ],
    ids=["text", "authority", "alignment"],
)
def test_the_explainer_agrees_with_the_validator(path, kind):
    verdicts = set()
    for data in changes(etree.parse(path).getroot()):
        verdict = valid(data, kind)
        found = explained(data, kind)
        assert verdict == (not found), (data, found)
        assert all(p.hint and p.line for p in found)
        verdicts.add(verdict)
    assert verdicts == {True, False}


def test_text_may_say_that_its_lines_end_in_crlf_and_nothing_else():
    for value, fine in (("crlf", True), ("lf", False)):
        data = changed('<text xml:space="preserve">', f'<text rend="{value}" xml:space="preserve">')
        assert valid(data, "text") == (not explained(data, "text")) == fine


# --- What it says --------------------------------------------------------------------------------


def only(data, kind="text"):
    (found,) = explained(data, kind)
    return found


def changed(old, new, count=1):
    data = SAMPLE.read_bytes()
    assert old.encode() in data
    return data.replace(old.encode(), new.encode(), count)


def test_an_element_out_of_place_is_named_with_what_may_stand_there():
    old = '<choice><orig>crossed</orig><reg resp="#editor">crost</reg></choice>'
    found = only(changed(old, old.replace("reg", "corr")))
    assert (found.code, found.message) == (
        "schema-element",
        "<corr> may not stand here in <choice>",
    )
    assert found.hint == "Here may stand <reg>"


def test_an_element_that_nobody_knows_is_reported_once_whatever_it_holds():
    found = only(changed("<hi>others</hi>", "<b><i>others</i></b>"))
    assert found.message == "<b> is no element of the schema, in <s>"
    assert "<persName>" in found.hint and "<foreign>" in found.hint


def test_a_wrong_value_is_named_with_the_list():
    found = only(changed('part="I"', 'part="first"'))
    assert (found.code, found.hint) == ("schema-value", "Allowed: I, M, F")
    found = only(changed('cert="0.60"', 'cert="60%"'))
    assert found.hint == "Allowed: 0.00 to 1.00"


def test_attributes_are_judged_by_the_type_of_their_element():
    found = only(changed('<seg type="isnad">', '<seg type="isnad" ana="#isnad">'))
    assert found.code == "schema-attribute"
    assert "@ana" not in found.hint and "@resp" in found.hint
    found = only(changed('<seg type="isnad">', '<seg type="honorific">'))
    assert (found.code, found.message) == ("schema-missing", "<seg> lacks @ana")


def test_what_is_missing_inside_is_told_at_the_element_that_lacks_it():
    data = changed(' <revisionDesc>\n  <change when="2026-01-02" who="#r-anna">Judged 1 name.'
                   "</change>\n </revisionDesc>", " <revisionDesc/>")  # fmt: skip
    found = only(data)
    assert found.message == "<revisionDesc> is not complete: it needs <change>"
    assert data.split(b"\n")[found.line - 1].startswith(b" <revisionDesc/>")


def test_places_are_exact_to_the_column():
    data = changed("<hi>others</hi>", "<hi>oth<lb/>ers</hi>")
    found = only(data)
    line = data.decode().split("\n")[found.line - 1]
    assert line[found.column - 1 :].startswith("<lb/>")


# --- The ODD -------------------------------------------------------------------------------------


def grammar_vocabulary():
    """Elements to attributes to values (None where they are open), of the three grammars."""
    out = defaultdict(dict)
    for kind in schema.KINDS:
        for name, elements in schema.grammar(kind).elements.items():
            out[name]
            for element in elements:
                for attribute in pattern.attributes(element.content):
                    for values in pattern.attribute_values(element.content, attribute):
                        known = out[name].setdefault(attribute, set())
                        if not values.listed or known is None:
                            out[name][attribute] = None
                        else:
                            known.update(values.listed)
    return dict(out)


def odd():
    return etree.parse(schema.ODD).getroot()


def odd_vocabulary():
    out = {}
    for element in odd().iter(TEI + "elementSpec"):
        known = out.setdefault(element.get("ident"), {})
        for attribute in element.iter(TEI + "attDef"):
            if attribute.get("mode") != "delete":
                closed = attribute.find(TEI + "valList[@type='closed']")
                known[attribute.get("ident")] = (
                    None if closed is None else {item.get("ident") for item in closed}
                )
    return out


def test_grammars_and_odd_name_the_same_elements_attributes_and_values():
    assert odd_vocabulary() == grammar_vocabulary()


def test_the_odd_includes_what_it_specifies_and_nothing_more():
    included = [
        name
        for module in odd().iter(TEI + "moduleRef")
        for name in module.get("include", "").split()
    ]
    assert sorted(included) == sorted(odd_vocabulary())
    for element in odd().iter(TEI + "elementSpec"):
        # Attributes come from nowhere but the list that stands there.
        members = element.findall(f"{TEI}classes[@mode='replace']/{TEI}memberOf")
        assert element.find(f"{TEI}classes[@mode='replace']") is not None, element.get("ident")
        assert all(member.get("key").startswith("model.") for member in members)


@pytest.fixture(scope="module")
def constraints():
    return odd_constraints()


def odd_constraints():
    """The constraints of the ODD, by identifier, compiled."""
    sch = "http://purl.oclc.org/dsdl/schematron"
    out = {}
    for spec in odd().iter(TEI + "constraintSpec"):
        whole = etree.Element(f"{{{sch}}}schema", nsmap={"sch": sch})
        etree.SubElement(whole, f"{{{sch}}}ns", prefix="tei", uri=TEI[1:-1])
        inside = etree.SubElement(whole, f"{{{sch}}}pattern")
        inside.extend(spec.find(TEI + "constraint"))
        assert spec.get("ident") not in out
        out[spec.get("ident")] = isoschematron.Schematron(whole)
    return out


@pytest.mark.parametrize(("path", "kind"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_every_file_keeps_the_constraints_of_the_odd(constraints, path, kind):
    tree = etree.parse(path)
    assert [name for name, rule in constraints.items() if not rule.validate(tree)] == []


def test_the_odd_and_the_check_know_the_same_elements_that_must_hold_words():
    (spec,) = odd().findall(f".//{TEI}constraintSpec[@ident='empty-element']")
    (rule,) = spec.iter("{http://purl.oclc.org/dsdl/schematron}rule")
    assert set(rule.get("context").split(" | ")) == {f"tei:{name}" for name in names.WORDED}
