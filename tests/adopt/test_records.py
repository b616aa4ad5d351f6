"""What an element says, and what the program sets beside it."""

import pytest
from lxml import etree

from fitnacorpus.adopt.records import records
from fitnacorpus.tei import NAMESPACE


@pytest.mark.parametrize(
    ("element", "says"),
    [
        ('<pb n="3"/>', True),
        ('<milestone n="3" unit="volume"/>', True),
        ('<div n="3"/>', True),
        ('<p n="3"/>', False),
        ('<lg n="3"/>', False),
    ],
)
def test_the_number_of_a_page_or_a_section_is_what_it_says(element, says):
    root = etree.fromstring(f'<TEI xmlns="{NAMESPACE}"><text><body>{element}</body></text></TEI>')
    (found,) = [r for r in records(root) if r.tag in element]
    assert (("n", "3") in found.essence.values) is says
    assert (("n", "3") in found.programs) is not says
