"""The pages of the review: what a reviewer needs to go through a queue without losing the thread.

All tests share two served corpora, one for the forms and one for the browser, and take back what
they judge.
"""

import html
import json
import re
from urllib.parse import quote_plus

import pytest

from conftest import TINY, copy_corpus
from fitnacorpus import judgements
from reader.served import ask, keys_of, post, secret_of, serving

LINKS, NAMES = "/review/links/", "/review/mentions/"


def fresh(root):
    """The tiny corpus with nothing judged, so that there is a queue."""
    copy_corpus(TINY, root)
    for path in (root / "alignments" / "reviewed").glob("*.jsonl"):
        path.unlink()
    return root


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return fresh(tmp_path_factory.mktemp("judged") / "tiny")


@pytest.fixture(scope="module")
def served(corpus):
    with serving(corpus, by="zoe") as reader:
        yield reader


@pytest.fixture
def reader(served, corpus):
    """The served corpus; what a test judges and puts off is forgotten afterwards."""
    yield served
    sitting = served.keeper.state.extras.review.sitting
    while sitting.last:
        sitting.undo()
    sitting.skipped.clear()
    served.keeper.renew()


def lines(root, kind="alignments/reviewed"):
    path = root / kind / "zoe.jsonl"
    return judgements.parse_lines(path.read_text(), path=str(path)) if path.exists() else []


def form_of(reader, index=0, page=LINKS, **fields):
    """The form of an item of a page as a browser would send it, with some fields changed."""
    made = re.findall(r"<form class=\"judging\".*?</form>", ask(reader, page).text, re.DOTALL)
    hidden = re.findall(r'name="(\w+)" value="([^"]*)"', made[index])
    kept = ("secret", "key", "back", "at", "settle")
    sent = {name: html.unescape(value) for name, value in hidden if name in kept}
    given = {"relation": "sameEvent"} if 'name="relation"' in made[index] else {}
    return {**sent, **given, "verdict": "accept", **fields}


def test_what_stands_around_a_passage_is_shown_beside_it(reader):
    page = ask(reader, LINKS).text
    near = [re.sub("<[^>]+>", "", x) for x in re.findall(r'<p class="near">(.*?)</p>', page, re.S)]
    assert any("was killed at" in words for words in near)
    assert all("2,500 men" not in words for words in near[:2]), "not the passage itself"


@pytest.mark.parametrize(
    "event", ["death-of-the-governor", "The death of the Governor", "موت الحاكم"]
)
def test_the_queue_is_narrowed_by_an_event_in_any_spelling(reader, event):
    some = keys_of(ask(reader, f"{LINKS}?event={quote_plus(event)}"))
    assert 0 < len(some) < len(keys_of(ask(reader, LINKS)))


def test_an_event_brings_those_inside_it(reader):
    inside = set(keys_of(ask(reader, f"{LINKS}?event=death-of-the-governor")))
    assert inside < set(keys_of(ask(reader, f"{LINKS}?event=arrival")))


def test_the_queue_is_narrowed_by_score_and_says_what_it_does_not_understand(reader):
    assert len(keys_of(ask(reader, f"{LINKS}?least=.5"))) == 3
    assert len(keys_of(ask(reader, f"{LINKS}?least=.99"))) == 2
    for odd in ("least=much", "least=nan", "least=2", "event=The+flood"):
        page = ask(reader, f"{LINKS}?{odd}").text
        assert 'role="alert"' in page, odd
        assert "<article" in page
    assert "ليس في الثبت حدث" in ask(reader, f"/ar{LINKS}?event=The+flood").text


def test_events_and_bearers_may_be_named(reader, corpus):
    assert post(reader, "/review/verdict/", form_of(reader, 2, event="موت الحاكم")).status == 303
    assert lines(corpus)[-1].event == "death-of-the-governor"
    name = form_of(reader, page=NAMES, other="Sālim ibn Ḥamza", ref="")
    assert post(reader, "/review/verdict/", name).status == 303
    assert lines(corpus, "tei/mentions")[-1].ref == "salim-b-hamza"


def test_a_name_that_several_bear_is_not_guessed(reader, corpus):
    refused = post(reader, "/review/verdict/", form_of(reader, page=NAMES, other="Salim"))
    assert refused.status == 422
    assert "salim-b-hamza" in refused.text
    assert "salim-the-merchant" in refused.text
    assert lines(corpus, "tei/mentions") == []


@pytest.mark.parametrize(("tree", "said"), [("", "has no event"), ("/ar", "ليس في الثبت حدث")])
def test_a_refused_form_comes_back_as_it_was(reader, corpus, tree, said):
    sent = form_of(
        reader, page=tree + LINKS, event="The flood", relation="mention", note="half <a> thought",
        differs=["place", "date"], cert=".7",
    )  # fmt: skip
    refused = post(reader, f"{tree}/review/verdict/", sent)
    assert refused.status == 422
    shown = refused.text.partition("<main")[2]
    assert said in re.search(r'role="alert">([^<]+)<', shown)[1]
    assert 'value="mention" selected' in shown
    assert re.findall(r'name="differs" value="(\w+)" checked', shown) == ["place", "date"]
    assert 'name="event" value="The flood"' in shown
    assert 'name="cert" value=".7"' in shown
    assert "half &lt;a&gt; thought</textarea>" in shown
    assert lines(corpus) == []
    mended = form_of_text(shown) | {"relation": "mention", "event": "", "verdict": "accept"}
    again = post(reader, f"{tree}/review/verdict/", mended)
    assert (again.status, again.headers["location"]) == (303, sent["back"])


def form_of_text(page):
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def test_a_note_is_not_lost_with_the_page_that_grew_old(reader):
    reply = post(reader, "/review/verdict/", form_of(reader, key="0" * 16, note="an hour of work"))
    assert reply.status == 409
    assert "an hour of work" in reply.text


def test_how_sure_somebody_is(reader, corpus):
    assert post(reader, "/review/verdict/", form_of(reader, cert="80%")).status == 303
    assert lines(corpus)[-1].cert == 0.8
    assert 'name="cert" value="0.8"' in ask(reader, f"{LINKS}?status=mine").text
    refused = post(reader, "/review/verdict/", form_of(reader, cert="rather"))
    assert refused.status == 422
    assert len(lines(corpus)) == 1


def test_what_is_put_off_comes_last_and_is_no_verdict(reader, corpus):
    first, *rest = keys_of(ask(reader, LINKS))
    sent = form_of(reader, verdict="skip")
    went = post(reader, "/review/verdict/", sent)
    assert went.headers["location"].endswith(f"#c-{rest[0]}")
    assert keys_of(ask(reader, LINKS)) == [*rest, first]
    assert lines(corpus) == []
    folder = reader.keeper.folder
    assert first in json.loads(folder.skipped_path("zoe").read_text())["skipped"]
    post(reader, "/review/verdict/", form_of(reader, len(rest)))
    assert json.loads(folder.skipped_path("zoe").read_text())["skipped"] == []


def test_a_verdict_leads_to_the_next_case_and_the_count_goes_on(reader):
    first, second, *rest = keys_of(ask(reader, LINKS))
    before = ask(reader, LINKS).text
    assert f'max="{2 + len(rest)}" value="0"' in before
    went = post(reader, "/review/verdict/", form_of(reader)).headers["location"]
    assert went.endswith(f"#c-{second}")
    after = ask(reader, went.partition("#")[0]).text
    assert f'id="c-{second}"' in after
    assert f'id="c-{first}"' not in after
    assert f'max="{2 + len(rest)}" value="1"' in after
    assert "1 judged in this sitting" in after
    undone = post(
        reader, "/review/undo/", {"secret": secret_of(reader), "back": f"{LINKS}#c-{first}"}
    )
    assert f'id="c-{first}"' in ask(reader, undone.headers["location"].partition("#")[0]).text


def test_what_is_sure_is_accepted_together_and_taken_back_together(reader, corpus):
    page = ask(reader, LINKS).text
    ticked = re.findall(r'name="chosen" value="([^"]+)" checked', page)
    every = re.findall(r'name="chosen" value="([^"]+)"', page)
    assert 0 < len(ticked) < len(every)
    sent = {"secret": secret_of(reader), "back": LINKS, "chosen": ticked}
    assert post(reader, "/review/batch/", sent).status == 303
    assert [v.verdict for v in lines(corpus)] == ["accept"] * len(ticked)
    assert not {*ticked} & {*keys_of(ask(reader, LINKS))}
    assert "Accepted: 2 cases" in ask(reader, "/").text
    post(reader, "/review/undo/", {"secret": secret_of(reader, "/"), "back": "/"})
    assert lines(corpus) == []


@pytest.mark.parametrize(
    ("chosen", "status"), [([], 422), (["0" * 16], 409), (["first", "0" * 16], 409)]
)
def test_a_batch_is_judged_whole_or_not_at_all(reader, corpus, chosen, status):
    first = keys_of(ask(reader, LINKS))[0]
    named = [first if key == "first" else key for key in chosen]
    sent = {"secret": secret_of(reader), "back": LINKS, "chosen": named}
    assert post(reader, "/review/batch/", sent).status == status
    assert lines(corpus) == []


def test_a_batch_from_elsewhere_is_refused(reader, corpus):
    first = keys_of(ask(reader, LINKS))[0]
    sent = {"secret": "guessed", "back": LINKS, "chosen": [first]}
    assert post(reader, "/review/batch/", sent).status == 403
    assert ask(reader, "/review/batch/").status == 405
    assert lines(corpus) == []


def test_what_may_be_chosen_is_offered_in_the_language_of_the_page(reader):
    english = json.loads(ask(reader, "/review/entries/").body)
    assert [w for w, _ in english["events"] if "governor" in w] == ["The death of the governor"]
    arabic = json.loads(ask(reader, "/ar/review/entries/").body)
    assert "موت الحاكم" in [written for written, _ in arabic["events"]]
    assert not {tuple(x) for x in arabic["events"]} & {tuple(x) for x in arabic["bearers"]}


# --- In the browser ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    root = fresh(tmp_path_factory.mktemp("keyed") / "tiny")
    with serving(root, by="zoe") as reader:
        yield reader, root


def focused(page):
    return page.evaluate("document.activeElement.closest('.case')?.id || document.activeElement.id")


def test_a_queue_is_gone_through_with_the_keys_of_the_terminal(watched, tab):
    reader, root = watched
    page = tab()
    page.goto(f"{reader.address}review/links/")
    ids = [c.get_attribute("id") for c in page.locator(".case").all()]
    assert len(ids) == 4
    page.keyboard.press("j")
    assert focused(page) == ids[0]
    page.keyboard.press("j")
    page.keyboard.press("b")
    assert focused(page) == ids[0]
    page.keyboard.press("3")
    page.keyboard.press("n")
    page.keyboard.type("a raid, sure")  # letters of a note are no keys
    page.keyboard.press("Escape")
    assert focused(page) == ids[0]
    with page.expect_navigation():
        page.keyboard.press("a")
    assert focused(page) == ids[1], "the next case, not the top of the page"
    assert lines(root)[-1].note == "a raid, sure"
    assert lines(root)[-1].relation == judgements.RELATIONS[2]
    with page.expect_navigation():
        page.keyboard.press("s")
    assert focused(page) == ids[2]
    with page.expect_navigation():
        page.keyboard.press("r")
    assert focused(page) == ids[3]
    assert [v.verdict for v in lines(root)] == ["accept", "reject"]
    with page.expect_navigation():
        page.keyboard.press("u")
    assert focused(page) == ids[2], "what was taken back is in hand again"
    assert [v.verdict for v in lines(root)] == ["accept"]
    with page.expect_navigation():
        page.keyboard.press("u")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "event"
    page.locator("#review-events option").first.wait_for(state="attached")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator(".keyed dl").is_visible()
    assert page.complaints == []


def test_keys_that_are_switched_off_judge_nothing(watched, tab):
    reader, root = watched
    page = tab()
    page.goto(f"{reader.address}review/links/")
    page.evaluate("document.documentElement.dataset.keys = 'off'")
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert lines(root) == []
    assert page.locator(".case").count() == 4
