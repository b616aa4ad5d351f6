"""Headers: ids that no text may bear, and one id a person."""

from hypothesis import given
from hypothesis import strategies as st

from conftest import REPOSITORY
from fitnacorpus import refs
from fitnacorpus.orthography import honorifics
from fitnacorpus.tei import XML_NAMESPACE, header, safe


def test_no_text_may_bear_an_id_of_a_header():
    ids = set(header.HONORIFICS)
    for path in (REPOSITORY / "tei/texts").glob("*.xml"):
        root = safe.parse(path.read_bytes(), where=str(path))
        ids |= {e.get(f"{{{XML_NAMESPACE}}}id") for e in root[0].iter("{*}*")} - {None}
    assert len(ids) > len(header.HONORIFICS)
    assert not [i for i in ids if refs.is_text_id(i)]


def test_every_formula_has_its_meaning():
    found = {f for f, _ in (*honorifics._ARABIC, *honorifics._ENGLISH)}
    found |= {*honorifics._LETTERS.values(), *honorifics._SIGNS.values()}
    assert found | set(honorifics._ABBREVIATIONS.values()) == set(header.HONORIFICS)


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=6))
def test_no_two_people_share_an_id(names):
    assert len({header.respondent(name) for name in names}) == len(names)


def test_plain_names_stay_readable():
    assert header.respondent("Anna Smith") == "r-Anna-Smith"
    assert header.respondent("0000-0002-1825-0097").startswith("r-0000-0002-1825-0097-")
