"""The bibliography of the authority, and which record points to which work."""

from lxml import etree

from fitnacorpus.model import Work
from fitnacorpus.tei import NAMESPACE, bibliography

STANDOFF = f"""<standOff xmlns="{NAMESPACE}">
<listBibl><bibl xml:id="tabari"><author>al-Tabari</author><author xml:lang="ar">الطبري</author>
<title xml:lang="en">The
 History</title><title xml:lang="ar">التاريخ</title><editor>A</editor><editor>B</editor>
<pubPlace>Leiden</pubPlace><note type="year">1879–1901</note></bibl>
<bibl xml:id="anon"><title>No one's book</title></bibl>
<bibl><title>Without an id</title></bibl></listBibl>
<listPerson><person xml:id="a" source="#anon"><persName source="#tabari texts/x.xml">A</persName>
<death source="#anon #tabari" when="0657"/></person>
<person xml:id="b"><persName>B</persName></person>
</listPerson>
<listEvent><event xml:id="war" source="#anon"><label>War</label><listEvent>
<event xml:id="siege" source="#tabari"><label>Siege</label></event></listEvent></event></listEvent>
</standOff>"""
RECORDS = ("person", "event")


def standoff():
    return etree.fromstring(STANDOFF)


def test_a_work_has_its_names_by_language_and_where_it_was_printed():
    assert bibliography.works(standoff()) == (
        Work(
            "tabari", {"en": "The History", "ar": "التاريخ"},
            {"en": "al-Tabari", "ar": "الطبري"}, "A, B", "", "Leiden", "1879–1901",
        ),
        Work("anon", {"en": "No one's book"}),
    )  # fmt: skip


def test_a_record_has_the_works_of_its_own_facts_each_once():
    assert bibliography.sources(standoff(), RECORDS) == {
        "a": ("anon", "tabari"),
        "war": ("anon",),  # what the siege inside it points to is not the war's
        "siege": ("tabari",),
    }
