"""Bounds of a date are what the conversion gives; people may know the crescent better."""

import pytest

from fitnacorpus.checks.dates import Dates
from fitnacorpus.tei.scan import Tag


def found(tolerant, **attributes):
    written = {"datingMethod": "#hijri", **attributes}
    watch = Dates("tei/authority.xml", tolerant=tolerant)
    watch.start(
        Tag("date", {k.replace("_", "-"): v for k, v in written.items()}, 1, 1, None, "", 0)
    )
    return [p.code for p in watch.found]


# 37 AH: 22 June 657 to 11 June 658 (proleptic Gregorian).
@pytest.mark.parametrize(
    ("bounds", "strict", "tolerant"),
    [
        (("0657-06-22", "0658-06-11"), [], []),
        (("0657-06-21", "0658-06-11"), ["wrong-conversion"], []),
        (("0657-06-22", "0658-06-12"), ["wrong-conversion"], []),
        (("0657-06-20", "0658-06-11"), ["wrong-conversion"], ["wrong-conversion"]),
        (("0657-06-22", "0658-06-13"), ["wrong-conversion"], ["wrong-conversion"]),
        (("0657-06-23", "0658-06-11"), ["wrong-conversion"], ["wrong-conversion"]),
        (("0657-06-19", "0658-06-08"), ["wrong-conversion"], ["wrong-conversion"]),
        (("0658-06-10", "0657-06-22"), ["bad-date"], ["bad-date"]),
    ],
)
def test_a_day_is_forgiven_where_people_wrote(bounds, strict, tolerant):
    values = {"when_custom": "0037", "notBefore": bounds[0], "notAfter": bounds[1]}
    assert found(False, **values) == strict
    assert found(True, **values) == tolerant


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ({"when_custom": "0037-13"}, ["bad-date"]),
        ({"from_custom": "0038", "to_custom": "0037"}, ["bad-date"]),
        ({"when_custom": "0037", "datingMethod": "#julian"}, []),
        ({"when_custom": "0037"}, []),
    ],
)
def test_dates_that_do_not_exist(written, codes):
    assert found(False, **written) == codes
