"""Judging in the browser: the verdicts of the terminal, given by forms."""

import json
import re
import threading
from urllib.parse import quote

import pytest

from fitnacorpus import judgements
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError
from fitnacorpus.reader.serving.server import Options, Reader
from reader.served import ask, keys_of, post, secret_of, serving

LINKS, NAMES = "/review/links/", "/review/mentions/"
ISOLATES = dict.fromkeys((0x2068, 0x2069))


@pytest.fixture
def reader(tiny):
    with serving(tiny, by="zoe") as reader:
        yield reader


def lines(root, kind="alignments/reviewed", by="zoe"):
    path = root / kind / f"{by}.jsonl"
    return judgements.parse_lines(path.read_text(), path=str(path)) if path.exists() else []


def link_form(reader, **fields):
    """The form of the one link that nobody has judged, filled in."""
    (key,) = keys_of(ask(reader, LINKS))
    form = {"key": key, "back": LINKS, "secret": secret_of(reader)}
    return {**form, "verdict": "accept", "relation": "sameEvent", **fields}


def name_form(reader, **fields):
    """The form of the one name in doubt, filled in."""
    page = ask(reader, NAMES).text
    (key,) = re.findall(r'data-key="([0-9a-f]+)"', page)
    (place,) = re.findall(r'name="at" value="([^"]+)"', page)
    form = {"key": key, "at": place, "back": NAMES, "secret": secret_of(reader)}
    return {**form, "verdict": "accept", **fields}


def test_accepting_a_link_writes_what_the_terminal_writes(reader, tiny):
    note = "the shroud,\r\n<b>not</b> the ships"
    form = link_form(reader, relation="related", differs=["place", "number"], note=note)
    reply = post(reader, "/review/verdict", form)
    assert (reply.status, reply.headers["location"]) == (303, LINKS)
    (verdict,) = lines(tiny)
    assert (verdict.verdict, verdict.relation, verdict.by) == ("accept", "related", "zoe")
    assert verdict.differs == ("number", "place")
    assert verdict.note == "the shroud, <b>not</b> the ships"
    assert {verdict.a.text, verdict.b.text} == {"letter-en", "port-ar"}

    page = ask(reader, "/texts/letter-en/").text
    assert "accepted by zoe" in page
    assert "&lt;b&gt;not&lt;/b&gt;" in page
    assert "<b>not" not in page
    assert "There is nothing to judge here." in ask(reader, LINKS).text
    assert b"accepted by zoe" not in ask(reader, "/ar/texts/letter-en/").body
    assert "أقرّه zoe" in ask(reader, "/ar/texts/letter-en/").text


def test_the_build_goes_on_from_the_verdict(reader, tiny):
    files = tiny / "alignments"
    assert not any(b"zoe" in path.read_bytes() for path in files.glob("*.xml"))
    post(reader, "/review/verdict", link_form(reader))
    assert any(b"zoe" in path.read_bytes() for path in files.glob("*.xml"))


def test_rejected_links_stand_in_the_queue_alone(reader, tiny):
    post(reader, "/review/verdict", link_form(reader, verdict="reject", relation="related"))
    (verdict,) = lines(tiny)
    assert (verdict.verdict, verdict.relation) == ("reject", "")
    for text in ("letter-en", "port-ar"):
        cards = re.findall('<article class="card [^>]*>', ask(reader, f"/texts/{text}/").text)
        assert not any(
            {"letter-en", "port-ar"} <= set(re.findall("[a-z]+-(?:en|ar)", c)) for c in cards
        )
    mine = ask(reader, f"{LINKS}?status=mine").text
    assert "you rejected it on" in mine
    assert "is dry." in mine


def test_the_last_verdict_is_taken_back(reader, tiny):
    post(reader, "/review/verdict", link_form(reader))
    post(reader, "/review/verdict", name_form(reader, ref="salim-b-hamza"))
    assert len(lines(tiny)) == len(lines(tiny, "tei/mentions")) == 1
    back = {"secret": secret_of(reader, "/"), "back": "/"}
    page = ask(reader, "/").text
    assert "Accepted: Salim (port-en:e1.p1.s2)" in page.translate(ISOLATES)
    assert post(reader, "/review/undo", back).status == 303
    assert (len(lines(tiny)), lines(tiny, "tei/mentions")) == (1, [])
    assert "letter-en:e2 and port-ar:e2" in ask(reader, "/").text.translate(ISOLATES)
    assert post(reader, "/review/undo", back).status == 303
    assert lines(tiny) == []
    assert len(keys_of(ask(reader, LINKS))) == 1
    again = post(reader, "/review/undo", back)
    assert again.status == 409
    assert "no verdict of this sitting" in again.text


def test_what_another_has_written_meanwhile_is_not_taken_back(reader, tiny):
    post(reader, "/review/verdict", link_form(reader))
    path = tiny / "alignments" / "reviewed" / "zoe.jsonl"
    kept = path.read_bytes() + b"\n"
    path.write_bytes(kept)
    reply = post(reader, "/review/undo", {"secret": secret_of(reader, "/"), "back": "/"})
    assert reply.status == 409
    assert "was changed meanwhile" in reply.text
    assert path.read_bytes() == kept


def test_a_second_thought_supersedes_the_first(reader, tiny):
    form = link_form(reader)
    post(reader, "/review/verdict", form)
    post(reader, "/review/verdict", {**form, "verdict": "reject"})
    first, second = lines(tiny)
    assert second.supersedes == (first.id,)


def test_a_button_pressed_twice_counts_once(reader, tiny):
    form = link_form(reader, note="once")
    presses = [
        threading.Thread(target=post, args=(reader, "/review/verdict", form)) for _ in range(3)
    ]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert len(lines(tiny)) == 1


@pytest.mark.parametrize(
    ("fields", "ref"),
    [
        ({"ref": "salim-the-merchant"}, "salim-the-merchant"),
        ({"ref": "salim-the-merchant", "other": "governor"}, "governor"),
        ({"verdict": "reject"}, ""),
    ],
)
def test_a_name_gets_its_bearer(reader, tiny, fields, ref):
    assert post(reader, "/review/verdict", name_form(reader, **fields)).status == 303
    (verdict,) = lines(tiny, "tei/mentions")
    assert verdict.ref == ref
    assert verdict.a.anchor.quote == "Salim"
    assert 'class="nm ambiguous"' not in ask(reader, "/texts/port-en/").text


def test_a_name_beyond_doubt_can_be_judged_too(reader, tiny):
    page = ask(reader, "/names/marsa/").text
    way = re.findall(r'href="(/review/mention/\?at=letter-en[^"]+)"', page)
    way = way or re.findall(r'href="(/review/mention/\?at=port-en[^"]+)"', page)
    asked = ask(reader, way[0])
    assert ">Marsa</mark>" in asked.text
    form = {
        "key": keys_of(asked)[0], "at": way[0].partition("at=")[2], "back": way[0],
        "secret": secret_of(reader), "verdict": "accept", "ref": "", "other": "old-well",
    }  # fmt: skip
    assert post(reader, "/review/verdict", form).headers["location"] == way[0]
    assert [v.ref for v in lines(tiny, "tei/mentions")] == ["old-well"]
    assert "you accepted it on" in ask(reader, way[0]).text


def test_people_who_disagree_are_shown_only_to_who_settles_it(reader, tiny):
    post(reader, "/review/verdict", link_form(reader))
    (mine,) = lines(tiny)
    theirs = json.loads(judgements.dump(mine)) | {"by": "yan", "verdict": "reject"}
    del theirs["relation"]
    path = tiny / "alignments" / "reviewed" / "yan.jsonl"
    path.write_text(json.dumps(theirs, ensure_ascii=False) + "\n")
    with serving(tiny, by="zoe") as again:
        assert "yan" not in ask(again, f"{LINKS}?status=mine").text
        page = ask(again, f"{LINKS}?status=disputed")
        assert "yan: rejected" in page.text
        form = {
            "key": keys_of(page)[0],
            "back": LINKS,
            "secret": secret_of(again, f"{LINKS}?status=all"),
        }
        form |= {"verdict": "accept", "relation": "mention", "settle": "1"}
        post(again, "/review/verdict", form)
        assert "There is nothing to judge" in ask(again, f"{LINKS}?status=disputed").text
    (his,) = lines(tiny, by="yan")
    assert {his.id, mine.id} == set(lines(tiny)[-1].supersedes)


def test_the_verdicts_of_others_are_not_shown_before_ones_own(reader):
    page = ask(reader, f"{LINKS}?status=others").text
    assert len(re.findall("<article", page)) == 3
    assert "anna" not in page
    assert "accepted by" not in page


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"secret": "guessed"}, 403), ({"secret": ""}, 403), ({"key": "0" * 16}, 409),
        ({"at": "port-en,1-2"}, 409), ({"verdict": "maybe"}, 400), ({"relation": "same"}, 400),
        ({"differs": "price"}, 400), ({"event": "marsa"}, 422), ({"event": "<script>"}, 422),
        ({"back": "http://evil.example/"}, 400), ({"back": "//evil.example/"}, 400),
        ({"back": "/\\evil.example/"}, 400), ({"back": "/x\r\nSet-Cookie: a=b"}, 400),
    ],
)  # fmt: skip
def test_a_form_that_is_not_ours_writes_nothing(reader, tiny, changed, status):
    reply = post(reader, "/review/verdict", link_form(reader, **changed))
    assert reply.status == status
    assert "location" not in reply.headers
    assert "set-cookie" not in reply.headers
    assert "<script>" not in reply.text
    assert lines(tiny) == []


@pytest.mark.parametrize(
    ("changed", "status"), [({"ref": ""}, 422), ({"other": "nobody"}, 422), ({"at": "x"}, 409)]
)
def test_a_name_without_a_bearer_is_not_accepted(reader, tiny, changed, status):
    form = name_form(reader, ref="salim-b-hamza") | changed
    assert post(reader, "/review/verdict", form).status == status
    assert lines(tiny, "tei/mentions") == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403), ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Origin": "http://localhost:{port}"}, 403), ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403), ({"Host": "evil.example:{port}"}, 421),
        ({"Content-Type": "text/plain"}, 415), ({"Content-Type": "multipart/form-data"}, 415),
    ],
)  # fmt: skip
def test_a_form_from_elsewhere_is_refused(reader, tiny, headers, status):
    made = {name: value.format(port=reader.port) for name, value in headers.items()}
    assert post(reader, "/review/verdict", link_form(reader), made).status == status
    assert len(lines(tiny)) == (status == 303)


def test_only_forms_judge(reader, tiny):
    form = link_form(reader)
    query = "&".join(f"{name}={value}" for name, value in form.items())
    reply = ask(reader, f"/review/verdict?{query}")
    assert (reply.status, reply.headers["allow"]) == (405, "POST")
    assert lines(tiny) == []


def test_nothing_is_judged_without_review(built_tiny):
    with serving(built_tiny) as reader:
        for path in (LINKS, NAMES, "/review/mention/?at=port-en,1-2"):
            assert ask(reader, path).status == 404
        assert post(reader, "/review/verdict", {}).status == 405
        for page in ("/", "/texts/port-en/", "/names/marsa/"):
            assert b"/review/" not in ask(reader, page).body.partition(b"<main")[2]


def test_pages_that_hold_the_secret_are_kept_by_nobody(reader):
    for page in ("/", "/texts/port-en/", LINKS, "/search/?q=Salim"):
        reply = ask(reader, page)
        assert reply.headers["cache-control"] == "no-store"
        assert "etag" not in reply.headers


def test_a_corpus_that_breaks_does_not_lose_the_verdict(reader, tiny):
    form = link_form(reader)
    (tiny / "seeds" / "port-ar.toml").write_text("version = ")
    assert post(reader, "/review/verdict", form).status == 303
    assert len(lines(tiny)) == 1
    page = ask(reader, LINKS)
    assert page.status == 200
    assert 'role="alert"' in page.text


def test_a_verdict_that_cannot_be_written_is_told(reader, tiny):
    folder = tiny / "alignments" / "reviewed"
    form = link_form(reader)
    (folder / "zoe.jsonl").mkdir()
    reply = post(reader, "/review/verdict", form)
    assert reply.status == 500
    assert "zoe.jsonl" in reply.text
    assert "Traceback" not in reply.text


def test_other_machines_review_only_with_leave(tiny):
    with pytest.raises(FitnaError, match=r"\[remote-review\]"):
        Reader(CorpusFolder(tiny), Options(host="0.0.0.0", port=0, by="zoe"))
    with serving(tiny, host="0.0.0.0", by="zoe", remote_review=True) as reader:
        assert ask(reader, LINKS).status == 200


def test_the_queue_is_turned_by_pages(reader, monkeypatch):
    monkeypatch.setattr("fitnacorpus.reader.serving.queue._PAGE", 2)
    first = ask(reader, f"{LINKS}?status=all&text=port-en")
    assert len(keys_of(first)) == 2
    later = re.search(r'href="(\?[^"]+)" rel="next"', first.text)[1].replace("&amp;", "&")
    second = ask(reader, LINKS + later)
    assert set(keys_of(first)).isdisjoint(keys_of(second))
    for odd in ("status=x&text=y&page=z", "page=-3", "page=99999999999", "page=٣"):
        assert ask(reader, f"{LINKS}?{quote(odd, safe='=&')}").status == 200
