"""Why two passages are linked, in words."""

from collections import Counter

import pytest

from fitnacorpus.align.evidence import reasons

SEEN = Counter(ali=30, qulzum=2, nisibis=1, talha=3, killing=9, basra=5, kufa=6)
NOTHING = (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, ()),
        ({"names": ({"ali", "qulzum"}, {"qulzum", "ali"})}, ("both: qulzum, ali",)),
        (
            {"names": ({"ali", "talha"}, {"ali", "nisibis"})},
            ("both: ali", "only in the first: talha", "only in the second: nisibis"),
        ),
        # What only one side names says nothing where they share nobody.
        ({"names": ({"talha"}, {"nisibis"})}, ()),
        (
            {"names": ({"ali", "qulzum", "nisibis", "talha", "basra"},) * 2},
            ("both: nisibis, qulzum, talha, basra",),
        ),
        ({"deeds": ({"killing"}, {"killing", "siege"})}, ("both: killing",)),
        ({"figures": ({"4000"}, {"4000"})}, ("both: 4000",)),
        ({"heard": ("Nawf", "Dirar", "Rabi", "Hilal", "Zur")},
         ("heard in both: Nawf, Dirar, Rabi, Hilal",)),
        ({"wording": 1.9}, ()),
        ({"wording": 2.0}, ("wording alike",)),
        ({"wording": 4.0}, ("wording much alike",)),
        ({"run": 1}, ()),
        ({"run": 2}, ("2 pairs of passages in the same order",)),
    ],
)  # fmt: skip
def test_reasons(said, expected):
    whole = {"names": NOTHING, "deeds": NOTHING, "figures": NOTHING, **said}
    assert reasons(frequency=SEEN, **whole) == expected


def test_names_are_shown_as_people_write_them():
    found = reasons(
        names=({"qulzum", "ali"}, {"qulzum"}), deeds=NOTHING, figures=NOTHING, frequency=SEEN,
        label=str.title,
    )  # fmt: skip
    assert found == ("both: Qulzum", "only in the first: Ali")
