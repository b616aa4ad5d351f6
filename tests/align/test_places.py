"""Places where two texts tell the same: found where they are, and nowhere else."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from fitnacorpus.align import common, field, lexicon, linking, places
from fitnacorpus.align.places import Place
from fitnacorpus.align.units import Units
from fitnacorpus.model import Span

LANGS = ("ar", "en")


def text(lang, rows, part=None, names=None):
    count = len(rows)
    word = "كلمة" if lang == "ar" else "word"
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return Units(
        lang,
        tuple(Span(100 * k, 100 * k + 90) for k in range(count)),
        tuple(part or [0] * count),
        ((word,) * 20,) * count,
        tuple(names or [()] * count),
        (frozenset(),) * count,
        rows.astype(np.float32),
    )


def told_twice(part=None, names=False):
    """Units 20 to 139 of the first are units 30 to 149 of the second."""
    chance = np.random.default_rng(0)
    a, b = chance.normal(size=(160, 64)), chance.normal(size=(170, 64))
    b[30:150] = a[20:140] + 0.7 * chance.normal(size=(120, 64))
    held = [[()] * 160, [()] * 170]
    if names:
        for k in range(20, 140, 4):
            held[0][k] = held[1][k + 10] = ((f"n{k}", 1.0),)
    return text("ar", a, part, held[0]), text("en", b, None, held[1])


def find(a, b, most=places.MOST):
    return places.find(common.evidence(a, b, lexicon.shipped()), (a.lang, b.lang), most)


@pytest.mark.parametrize("names", [False, True])
def test_the_best_places_are_where_both_tell_the_same(names):
    best = find(*told_twice(names=names))[:15]
    assert all(abs((p.b.start - p.a.start) - 10) <= 2 for p in best)
    assert all(18 <= p.a.start <= 140 for p in best)


def test_no_place_runs_over_a_cut_of_episodes():
    part = [k // 7 for k in range(160)]
    a, b = told_twice(part)
    for place in find(a, b):
        assert len({part[k] for k in place.a}) == 1


def in_both(x, y):
    return len(set(x) & set(y))


def test_places_are_no_repetitions_of_one_another():
    a, b = told_twice([k // 7 for k in range(160)])
    found = find(a, b)
    assert len(found) > 50
    for k, x in enumerate(found):
        for y in found[:k]:
            shares = [in_both(r, s) / min(len(r), len(s)) for r, s in ((x.a, y.a), (x.b, y.b))]
            assert min(shares) <= 0.5, "one for a reader"


def test_a_passage_beside_a_cut_is_as_long_as_any():
    """The window that finds it runs over the cut; what is left of it would be a unit or two."""
    part = [k // 7 for k in range(160)]
    a, b = told_twice(part)
    assert {len(p.a) for p in find(a, b)} == {4}, "100 characters a unit: none is long"


def peaks(*cells):
    z = np.zeros((20, 20), np.float32)
    for i, j, value in cells:
        z[i, j] = value
    runs = tuple(range(k, k + 5) for k in range(20))
    return places._Inside(runs, runs, z)


@pytest.mark.parametrize(("second", "starts"), [(9, [8, 12]), (4, [8])])
def test_what_an_account_comes_back_to_is_found_twice(second, starts):
    inside = peaks((8, 8, 10.0), (8, 12, second))
    found = places._passages(inside, range(8, 13), range(9, 14), 20.0)
    assert [p.b.start for p in found] == starts
    assert all(x.value > y.value for x, y in pairwise(found))


def test_a_passage_lies_in_its_region_as_far_as_it_can():
    inside = peaks((2, 2, 30.0), (6, 6, 9.0), (8, 8, 8.5), (8, 14, 30.0))
    best = places._passages(inside, range(8, 13), range(8, 13), 20.0)[0]
    assert (best.a, best.b) == (range(8, 13), range(8, 13))


def test_unrelated_texts_have_no_link_and_related_ones_have():
    a, b = told_twice(names=True)
    assert linking.link(a, b)
    chance = np.random.default_rng(5)
    strange = text("en", chance.normal(size=(170, 64)))
    assert linking.link(a, strange) == []


def test_a_book_that_is_taken_in_pieces_is_linked_in_each(monkeypatch):
    a, b = told_twice(names=True)
    whole = linking.link(a, b)
    monkeypatch.setattr(linking, "WHOLE", len(a) * len(b) // 2)
    pieces = linking.link(a, b)
    for links in (whole, pieces):
        near = [x for x in links if abs(x.b.start - x.a.start - 10) <= 2]
        assert len(near) >= 30
        assert min(x.a.start for x in near) < 20
        assert max(x.a.start for x in near) > 130
    pairs = [(x.a, x.b) for x in pieces]
    assert places.distinct(pairs) == list(range(len(pairs)))
    assert [x.probability for x in pieces] == sorted((x.probability for x in pieces), reverse=True)


def placed(*where):
    return [Place(range(i, i + 5), range(j, j + 5), value, value) for i, j, value in where]


def test_a_few_good_places_in_order_say_more_than_many_poor_ones_against_it():
    along = [(10 * k, 10 * k, 30.0) for k in range(4)]
    against = [(100 + 10 * k, 200 - 10 * k, 11.0) for k in range(8)]
    least = [(300, 5, 10.0)]
    assert linking.related(placed(*along, *against, *least))
    turned = [(i, 400 - j, value) for i, j, value in (*along, *against, *least)]
    assert not linking.related(placed(*turned))
    assert linking.order(placed(*turned)) == 1 / linking.order(placed(*along, *against, *least))
    assert not linking.related([])


def told_out_of_order():
    """Stretches of eight units, told by the one in another order than by the other."""
    a, b = told_twice(names=True)
    rows = [k for at in (11, 3, 16, 7, 1, 14, 9, 4, 18, 12) for k in range(8 * at, 8 * at + 8)]
    words = tuple(b.names[k] for k in rows)
    count = len(rows)
    return a, text("en", b.vectors[rows], None, words), count


def test_of_chapters_whose_names_are_the_same_no_order_is_asked(monkeypatch):
    a, b, count = told_out_of_order()
    assert linking.link(a, b) == []
    monkeypatch.setattr(linking.acquaintance, "acquainted", lambda *_: True)
    links = linking.link(a, b)
    assert len(links) == count // 2, "one for two units of the shorter text"
    monkeypatch.setattr(linking, "CHAPTER", count - 1)
    assert linking.link(a, b) == [], "a longer text must tell in order"


def test_of_chapters_that_name_others_no_stretch_is_asked(monkeypatch):
    a, b = of_a_few_pages()
    monkeypatch.setattr(linking, "RELATED", 1e9)
    assert linking.link(a, b)
    monkeypatch.setattr(linking.acquaintance, "acquainted", lambda *_: False)
    assert linking.link(a, b) == []
    monkeypatch.setattr(linking, "CHAPTER", 299)
    assert linking.link(a, b), "of books names are not asked"


def test_links_stand_in_the_order_of_what_speaks_for_them():
    a, b = told_twice(names=True)
    values = {(p.a, p.b): p.value for p in find(a, b, linking.listed(a, b))}
    links = linking.link(a, b)
    assert {(x.a, x.b) for x in links} == set(values), "every place is a link"
    assert len({round(x.probability, 2) for x in links}) < len(links), "some tie when rounded"
    ranked = [values[x.a, x.b] for x in links]
    assert all(x >= y - 0.02 for x, y in pairwise(ranked))


def test_the_seventh_digit_changes_nothing():
    a, b = told_twice(names=True)
    noise = np.random.default_rng(3).normal(scale=1e-7, size=a.vectors.shape).astype(np.float32)
    assert linking.link(a, b) == linking.link(replace(a, vectors=a.vectors + noise), b)


def test_texts_of_other_languages_are_compared_by_wording_and_names():
    a, b = told_twice(names=True)
    found = find(replace(a, lang="fr"), replace(b, lang="tr"))
    assert abs(found[0].b.start - found[0].a.start - 10) <= 2


def test_an_empty_text_has_no_link():
    a, _ = told_twice()
    none = text("en", np.ones((1, 64)))
    empty = Units("en", (), (), (), (), (), np.zeros((0, 64), np.float32))
    assert linking.link(a, empty) == linking.link(empty, a) == []
    assert linking.link(a, replace(none, vectors=np.zeros((1, 64), np.float32))) == []


def test_a_weak_place_between_sure_ones_comes_before_an_equal_one_beside_them():
    sure = [(k, k, 20.0 + k / 100) for k in range(0, 200, 8)]
    found = places._anchored(placed(*sure, (84, 150, 5.0), (84, 84, 5.0)), 1.0)
    beside, between = found[-2:]
    assert between.value > beside.value
    assert between.alone == beside.alone == 5.0


def test_what_places_say_of_one_another_does_not_make_two_texts_related():
    mixed = placed(*((k, (k * 37) % 200, 20.0 + k / 100) for k in range(0, 200, 4)))
    assert linking.order(places._anchored(mixed, 1.0)) == pytest.approx(linking.order(mixed))


def test_a_place_astray_stands_behind_and_says_so():
    sure = [(k, k, 20.0 + k / 100) for k in range(0, 200, 8)]
    found = places._anchored(placed(*sure, (84, 180, 15.0)), 1.0)
    assert found[-1].aside > 50
    assert found[-1].value < found[-1].alone - 5
    assert not any(x.aside for x in found[:-1])


def of_a_few_pages():
    """Units 0 to 299 of the first in 60 of 400 of the second, five for one."""
    chance = np.random.default_rng(2)
    a, b = chance.normal(size=(300, 64)), chance.normal(size=(400, 64))
    held = [[()] * 300, [()] * 400]
    for k in range(60):
        b[300 + k] = a[5 * k : 5 * k + 5].sum(axis=0) / 2 + chance.normal(size=64)
        held[0][5 * k] = held[1][300 + k] = ((f"n{k}", 1.0),)
    return text("ar", a, None, held[0]), text("en", b, None, held[1])


def test_a_book_that_tells_the_matter_in_a_few_pages_is_linked_there(monkeypatch):
    a, b = of_a_few_pages()
    monkeypatch.setattr(linking, "RELATED", 1e9)
    links = linking.link(a, b)
    assert 10 < len(links) <= 50, "one for four units of the shorter stretch"
    best = links[:10]
    assert sum(abs((x.b.start - 300) - x.a.start / 5) <= 5 for x in best) >= 8


def test_authority_and_ear_both_speak():
    """Ids that all pages share and names that are only heard: each alone finds nothing."""
    ear = [[("word", "Zubayr" if k % 9 == 4 else "went") for k in range(40)] for _ in "ab"]
    a, b = (
        replace(
            text("en", np.ones((40, 4)), None, [(("p1", 1.0),)] * 40), words=tuple(map(tuple, of))
        )
        for of in ear
    )
    found = common.evidence(a, b, lexicon.shipped())
    assert found.names.things[: found.names.resolved] == ("p1",)
    assert found.heard.things == ("zubayr",), "though the id of another stands wherever it is heard"
    at = field.windows(found, (1, 1))
    both = field.FAMILIES["rarest"](found, at)
    assert both[4, 13] > both[4, 14]
