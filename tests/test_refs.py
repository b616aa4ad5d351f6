import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies as make
from fitnacorpus import refs
from fitnacorpus.errors import FitnaError
from fitnacorpus.refs import Ref


@given(make.refs())
def test_parse_gives_back_what_str_wrote(ref):
    assert refs.parse(str(ref)) == ref


@given(make.refs())
def test_an_xml_id_is_an_ncname_that_reads_back(ref):
    assert ":" not in ref.xml_id
    assert not ref.xml_id[0].isdigit()
    assert refs.parse_xml_id(ref.xml_id) == ref


@given(st.lists(make.refs()))
def test_the_order_is_total_and_does_not_depend_on_where_it_starts(some):
    ordered = sorted(some, key=refs.sort_key)
    some.reverse()
    assert sorted(some, key=refs.sort_key) == ordered


def test_numbers_sort_as_numbers():
    written = [
        "a:e10",
        "b:e1",
        "a:e2.p10",
        "a:e2.p2.s10",
        "a:e2.p2.s9",
        "a:e2.p2",
        "a:e2",
        "a",
        "a-b:e1",
    ]
    ordered = sorted((refs.parse(value) for value in written), key=refs.sort_key)
    assert [str(ref) for ref in ordered] == [
        "a",
        "a:e2",
        "a:e2.p2",
        "a:e2.p2.s9",
        "a:e2.p2.s10",
        "a:e2.p10",
        "a:e10",
        "a-b:e1",
        "b:e1",
    ]


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "Egypt:e1",
        "1a:e1",
        "-a",
        "a:",
        "a:e1.",
        "a:e1.p",
        "a:e1.p0",
        "a:e1.p01",
        "a:e1.s1",
        "a:e1.p1.s0",
        "a:e1.p1.s1.w1",
        "a:e1:p1",
        "a.e1",
        "a e1",
        "a:e1\n",
        "مصر:e1",
        "a:e١",
        "a:e1.p١",
    ],
)
def test_what_is_no_ref_is_refused_with_an_example(value):
    with pytest.raises(FitnaError) as caught:
        refs.parse(value)
    assert caught.value.code == "bad-ref"
    assert "egypt-en:e3.p2" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        ("a", "a:e1.p2", True),
        ("a:e1", "a:e1", True),
        ("a:e1", "a:e1.p2.s3", True),
        ("a:e1", "a:e10", False),
        ("a:e1.p2", "a:e1", False),
        ("a:e1.p2", "a:e1.p2.s1", True),
        ("a", "b", False),
    ],
)
def test_an_address_contains_what_lies_inside_it(outer, inner, holds):
    assert refs.parse(outer).contains(refs.parse(inner)) is holds


@pytest.mark.parametrize("value", ["e1", "egypt-en", "a", "a1-2"])
def test_ids(value):
    assert refs.is_id(value)


@pytest.mark.parametrize("value", ["", "E1", "1", "-a", "a_b", "a.b", "a\n", "é"])
def test_no_ids(value):
    assert not refs.is_id(value)


def test_reserved_divisions_are_ids_so_their_refs_parse():
    for name in refs.RESERVED:
        assert refs.parse(f"a:{name}.p1") == Ref("a", name, 1)
