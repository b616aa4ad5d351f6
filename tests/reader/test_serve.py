"""The reader behind an address: what it answers, and what it refuses."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http.server import ThreadingHTTPServer
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fitnacorpus as fc
from conftest import TINY, copy_corpus, run
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import FitnaError
from fitnacorpus.reader import site
from fitnacorpus.reader.serving import server as server_module
from fitnacorpus.reader.serving.http import Request
from fitnacorpus.reader.serving.phrases import PHRASES
from fitnacorpus.reader.serving.server import Options, Reader, Server
from fitnacorpus.reader.serving.watching import stamps
from fitnacorpus.reader.wording import LANGUAGES, Wording
from reader.served import ask, send, serving

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def reader(built_tiny):
    """The tiny corpus, served for reading."""
    with serving(built_tiny) as reader:
        yield reader


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory):
    """The tiny corpus under review."""
    with serving(copy_corpus(TINY, tmp_path_factory.mktemp("r") / "tiny"), by="zoe") as reader:
        yield reader


@pytest.fixture(scope="module")
def written(built_tiny):
    return site.open_pages(fc.open(built_tiny))


# --- Pages ---------------------------------------------------------------------------------------


def test_every_file_of_the_site_is_served_with_the_same_bytes(reader, written):
    searched = {"search/index.html", "ar/search/index.html"}
    for path in set(written.paths()) - searched:
        reply = ask(reader, f"/{path}")
        assert (reply.status, reply.body) == (200, written.file(path)), path
        if path.endswith("/index.html"):
            assert ask(reader, f"/{path.removesuffix('index.html')}").body == reply.body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/static/reader.css", "text/css; charset=utf-8"),
        ("/static/reader.js", "text/javascript; charset=utf-8"),
        ("/static/fonts/amiri-arabic-400-normal.woff2", "font/woff2"),
        ("/static/fonts/OFL.txt", "text/plain; charset=utf-8"),
        ("/data/names.tsv", "text/tab-separated-values; charset=utf-8"),
        ("/data/tei/authority.xml", "application/xml"),
    ],
)
def test_each_file_says_what_it_is(reader, path, kind):
    reply = ask(reader, path)
    assert reply.headers["content-type"] == kind
    assert reply.headers["content-length"] == str(len(reply.body))
    head = ask(reader, path, "HEAD")
    assert head.body == b""
    del head.headers["date"], reply.headers["date"]
    assert head.headers == reply.headers


def test_downloads_are_saved_and_not_opened(reader):
    for path in ("/data/links.tsv", "/data/tei/texts/port-en.xml"):
        assert ask(reader, path).headers["content-disposition"] == "attachment"


def test_a_file_that_the_browser_has_is_not_sent_again(reader):
    tag = ask(reader, "/texts/port-en/").headers["etag"]
    for known in (tag, f'"other", W/{tag}'):
        again = ask(reader, "/texts/port-en/", headers={"If-None-Match": known})
        assert (again.status, again.body) == (304, b"")
    assert ask(reader, "/", headers={"If-None-Match": tag}).status == 200


@pytest.mark.parametrize("folder", ["/ar", "/texts/port-en", "/ar/names", "/search"])
def test_a_folder_named_without_its_slash_is_pointed_out(reader, folder):
    reply = ask(reader, folder)
    assert (reply.status, reply.headers["location"]) == (308, f"{folder}/")


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "/../corpus.toml", "/static/../../corpus.toml", "/%2e%2e/corpus.toml",
        "/static/%2e%2e/%2e%2e/corpus.toml", "/..%2fcorpus.toml", "/%2e%2e%5ccorpus.toml",
        "/..\\corpus.toml", "/corpus.toml", "/corpus.toml%00.html", "/%00", "/%ff", "//etc/passwd",
        "/static//etc/passwd", "/etc/passwd", "/static/fonts", "/.fitnacorpus/index.sqlite",
        "/seeds/port-en.txt", "/data/tei/texts/link.xml", "/%252e%252e/corpus.toml", "*",
        "http://127.0.0.1/corpus.toml", "/texts/port-en/index.html/", "/review/links/",
        "/static/review.py", "/live.json/", "/texts/../corpus.toml",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_site(reader, built_tiny, target):
    link = built_tiny / "tei" / "texts" / "link.xml"
    link.symlink_to("/etc/passwd")
    try:
        host = f"Host: 127.0.0.1:{reader.port}"
        reply = send(reader, f"GET {target} HTTP/1.1\r\n{host}\r\n\r\n".encode("latin-1"))
    finally:
        link.unlink()
    assert reply.status in (400, 404)
    assert b"version = 1" not in reply.body
    assert b"root:" not in reply.body


def test_what_is_too_large_is_answered(reader):
    host = f"Host: 127.0.0.1:{reader.port}\r\n".encode()
    post = b"POST /review/verdict HTTP/1.1\r\n" + host
    for data, status in (
        (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + host + b"\r\n", 414),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + host + b"\r\n", 414),
        (b"GET /search/?q=" + b"a" * 201 + b" HTTP/1.1\r\n" + host + b"\r\n", 414),
        (b"GET /search/?" + b"a=b&" * 100 + b" HTTP/1.1\r\n" + host + b"\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + host + b"X: 1\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + host + b"X: " + b"1" * 70_000 + b"\r\n\r\n", 431),
        (post + b"Content-Length: 99999\r\n\r\n" + b"a" * 99_999, 413),
        (post + b"Content-Length: 999999999999999999\r\n\r\n", 413),
        (post + b"Content-Length: -1\r\n\r\n", 400),
        (post + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 411),
        (b"GET / HTTP/9.1\r\n\r\n", 505),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
    ):
        reply = send(reader, data)
        assert reply.status == status, data[:80]
        assert reply.headers["connection"] == "close"
        assert b"</html>" in reply.body


@pytest.mark.parametrize(
    ("method", "status"), [("POST", 405), ("PUT", 405), ("DELETE", 405), ("BREW", 501)]
)
def test_pages_are_only_read(reader, method, status):
    reply = ask(reader, "/texts/", method)
    assert reply.status == status
    assert status != 405 or reply.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200), ("localhost:{port}", 200), ("[::1]:{port}", 200),
        ("LOCALHOST:{port}", 200), ("127.0.0.1", 421), ("127.0.0.1:1", 421),
        ("evil.example:{port}", 421), ("127.0.0.1.evil.example:{port}", 421),
        ("192.168.1.9:{port}", 421), ("", 400), ("a b", 400), ("localhost:x", 400),
    ],
)  # fmt: skip
def test_only_names_that_nobody_else_can_own_are_served(reader, host, status):
    assert ask(reader, "/", headers={"Host": host.format(port=reader.port)}).status == status


def test_every_answer_forbids_what_a_page_does_not_need(reader):
    replies = [ask(reader, p) for p in ("/", "/nothing", "/texts", "/search/?q=a", "/live.json")]
    replies += [ask(reader, "/", "PUT"), send(reader, b"nonsense\r\n\r\n")]
    assert {reply.status for reply in replies} == {200, 308, 400, 404, 405}
    for reply in replies:
        policy = dict(p.split(" ", 1) for p in reply.headers["content-security-policy"].split("; "))
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert {policy[f"{kind}-src"] for kind in ("script", "style", "connect")} == {"'self'"}
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "same-origin"
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"


def test_what_is_not_there_is_said_in_both_languages(reader):
    for path, first in (("/texts/nothing/", "en"), ("/ar/texts/nothing/", "ar")):
        reply = ask(reader, path)
        assert reply.status == 404
        assert f'<html lang="{first}"' in reply.text
        for lang in LANGUAGES:
            assert Wording(lang)("http 404") in reply.text
        assert '<link rel="stylesheet" href="/static/reader.css">' in reply.text


def test_a_fault_is_told_in_one_line_and_the_next_request_is_served(reader, monkeypatch, capsys):
    def broken(*arguments, **options):
        raise RuntimeError("no\nhope")

    monkeypatch.setattr(type(reader.keeper.state.corpus), "search", broken)
    reply = ask(reader, "/search/?q=Salim")
    assert reply.status == 500
    assert "Traceback" not in reply.text
    assert "hope" not in reply.text
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "RuntimeError: no hope" in told
    assert ask(reader, "/").status == 200


def test_a_request_that_trickles_in_ends_at_its_deadline(reader, monkeypatch):
    """However often a byte comes, which a limit of silence alone would wait for."""
    monkeypatch.setattr(Server, "longest", 0.3)
    with socket.create_connection(("127.0.0.1", reader.port), timeout=20) as wire:
        ended = False
        for _ in range(200):
            try:
                wire.sendall(b"X")
                time.sleep(0.05)
            except OSError:
                ended = True
                break
        assert ended


def test_connections_are_bounded_and_those_too_many_told(reader):
    server = reader._server
    waiting = [socket.create_connection(("127.0.0.1", reader.port)) for _ in range(server._most)]
    until(lambda: len(server._open) == server._most)
    assert ask(reader, "/").status == 503
    for wire in waiting:
        wire.close()
    until(lambda: not server._open)
    assert ask(reader, "/").status == 200


@pytest.mark.parametrize(("files", "most"), [(64, 13), (10, 1), (100_000, 32), (-1, 32)])
def test_fewer_connections_are_open_where_fewer_files_may_be(monkeypatch, files, most):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (files, files))
    assert server_module._most_connections() == most


def test_a_system_without_files_is_waited_for(reader, monkeypatch):
    """What listens would be told at once, and again, that somebody knocks."""
    pauses = []

    def refuse(server):
        raise OSError(errno.EMFILE, "too many")

    monkeypatch.setattr(ThreadingHTTPServer, "get_request", refuse)
    monkeypatch.setattr(server_module.time, "sleep", pauses.append)
    with pytest.raises(OSError, match="too many"):
        reader._server.get_request()
    assert pauses == [server_module._PAUSE]


def test_a_connection_that_breaks_is_nobodys_concern(reader, capsys):
    for data in (b"", b"GET / HTT", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc"):
        with socket.create_connection(("127.0.0.1", reader.port)) as wire:
            wire.sendall(data)
    assert ask(reader, "/").status == 200
    assert capsys.readouterr().err == ""


@given(
    target=st.one_of(
        st.text(st.characters(max_codepoint=0x2FF)).map("/".__add__),
        st.lists(
            st.sampled_from(
                ["/", "..", "%2e", "%", "%00", "texts", "port-en", "ar", "search", "review",
                 "links", "mention", "?", "q=", "at=", "&", "=", "%ff", "status=all", "page=9",
                 "port-en,1-2", "index.html", "\\", "live.json", "static", "data", "e1", "#"]
            )
        ).map(lambda parts: "/" + "".join(parts)),
    ),
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT"]),
    body=st.binary(max_size=60),
)  # fmt: skip
def test_nothing_that_is_asked_makes_it_fail(reviewed, target, method, body):
    headers = {"host": f"127.0.0.1:{reviewed.port}", "content-type": FORM}
    made = reviewed.routes.answer(Request(method, target, headers, body))
    assert made.status in (200, 204, 308, 400, 403, 404, 405, 414)
    assert made.status == 200 or b"version = 1" not in made.body


# --- Search --------------------------------------------------------------------------------------


def test_a_search_needs_no_script(reader):
    reply = ask(reader, "/search/index.html?q=Salim+ibn+Hamza")
    assert '<a href="../names/salim-b-hamza/index.html" lang="en"' in reply.text
    assert 'data-tier="exact"' in reply.text
    assert "same spelling: Salim ibn Hamza" in reply.text
    assert "compared as: <bdi>salim ibn hamza</bdi>" in reply.text
    assert "In 651 </span><b>Salim ibn Hamza</b><span" in reply.text
    assert 'href="../texts/port-en/index.html#e1.p1.s1"' in reply.text
    assert 'value="Salim ibn Hamza"' in reply.text


@pytest.mark.parametrize("query", ["سالم", "سَالِم", "Salim", "SALIM", "Sālim"])
def test_a_search_finds_what_the_command_finds(reader, built_tiny, query):
    page = ask(reader, "/ar/search/?" + urlencode({"q": query})).text
    hits = fc.open(built_tiny).search(query)
    assert hits[0].tier == "exact"
    for hit in hits[:8]:
        assert f'data-id="{hit.authority}" data-tier="{hit.tier}"' in page


def test_a_name_that_nobody_bears_leads_to_the_nearest(reader):
    page = ask(reader, "/search/?q=Salam+ibn+Hamzah").text
    assert "No name is spelt so." in page
    assert page.index("Nearest names") < page.index('data-id="salim-b-hamza"')
    assert 'data-tier="exact"' not in page


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "%00'--"]
)
def test_a_hostile_query_is_text(reader, query):
    page = ask(reader, "/search/?" + urlencode({"q": query})).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "49" not in page.partition("<main")[2].partition("</form>")[0]


def test_a_hostile_name_is_text(tiny):
    path = tiny / "tei" / "authority.xml"
    words = path.read_text().replace(
        '<persName xml:lang="en" type="preferred">Salim ibn Hamza</persName>',
        '<persName xml:lang="en" type="preferred">Salim &lt;script&gt;alert(1)&lt;/script&gt;'
        '</persName><persName xml:lang="en" type="variant">Salim ibn Hamza</persName>',
    )
    path.write_text(words)
    with serving(tiny, by="zoe") as reader:
        pages = ["/search/?q=Salim", "/names/", "/names/salim-b-hamza/", "/texts/port-en/"]
        pages += ["/review/mentions/", "/review/links/"]
        for page in pages:
            text = ask(reader, page).text
            assert "<script>alert" not in text, page
        assert "&lt;script&gt;alert(1)" in ask(reader, "/search/?q=Salim").text


def test_texts_that_are_not_cleared_can_be_withheld(tiny):
    words = "came in with glass"
    path = tiny / "seeds" / "letter-en.toml"
    path.write_text(path.read_text().replace("public = true", "public = false"))
    with serving(tiny, public=True) as reader:
        assert words not in ask(reader, "/texts/letter-en/").text
        assert ask(reader, "/data/tei/texts/letter-en.xml").status == 404
        page = ask(reader, "/search/?q=Salim+the+Merchant").text
    assert words not in page
    assert "withheld" in page


# --- Watching ------------------------------------------------------------------------------------


def until(true, seconds=20):
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
    return found


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("corpus.toml", True), ("seeds/port-en.toml", True), ("seeds/new.txt", True),
        ("tei/authority.xml", True), ("tei/mentions/new.jsonl", True),
        ("alignments/reviewed/anna.jsonl", True), ("tei/texts/port-en.xml", False),
        ("alignments/arrival.xml", False), ("seeds/.port-en.toml.swp", False),
    ],
)  # fmt: skip
def test_what_people_write_is_watched_and_nothing_else(tiny, path, seen):
    before = stamps(CorpusFolder(tiny))
    (tiny / path).parent.mkdir(exist_ok=True)
    with (tiny / path).open("a") as file:
        file.write("\n")
    assert (stamps(CorpusFolder(tiny)) != before) == seen


def test_what_is_edited_is_shown_and_what_is_broken_is_told(tiny):
    path = tiny / "seeds" / "port-en.toml"
    good = path.read_text()
    with serving(tiny, watch=True) as reader:
        before = ask(reader, "/live.json").body
        assert b"The port of Marsa" in ask(reader, "/texts/port-en/").body
        path.write_text(good.replace('en = "The port of Marsa"', 'en = "The harbour"'))
        until(lambda: b"The harbour" in ask(reader, "/texts/port-en/").body)
        assert ask(reader, "/live.json").body != before

        path.write_text(good.replace('lang = "en"', "lang = "))
        page = until(lambda: (r := ask(reader, "/texts/port-en/")).text.count('role="alert"') and r)
        assert page.status == 200
        assert "The harbour" in page.text, "the last good state goes on"
        assert f"seeds/{path.name}" in page.text
        assert "[broken-toml]" in page.text
        assert str(tiny) not in page.text

        path.write_text(good)
        until(lambda: b'role="alert"' not in ask(reader, "/texts/port-en/").body)
        assert b"The harbour" not in ask(reader, "/texts/port-en/").body


def test_a_page_watches_only_when_it_is_told_to(built_tiny, reader):
    assert b"live.js" not in ask(reader, "/").body
    with serving(built_tiny, watch=True) as watching:
        assert b'<script src="static/live.js" data-state="' in ask(watching, "/").body
        assert (
            ask(watching, "/static/live.js").headers["content-type"].startswith("text/javascript")
        )


def test_requests_are_answered_while_the_corpus_is_built(tiny, monkeypatch):
    with serving(tiny) as reader:
        begun, go_on = threading.Event(), threading.Event()
        built = reader.keeper._built

        def slow(progress):
            begun.set()
            assert go_on.wait(20)
            return built(progress)

        monkeypatch.setattr(reader.keeper, "_built", slow)
        renewing = threading.Thread(target=reader.keeper.renew)
        before = ask(reader, "/live.json").body
        renewing.start()
        assert begun.wait(20)
        replies = []
        readers = [
            threading.Thread(target=lambda p=p: replies.append(ask(reader, p)))
            for p in ("/texts/port-en/", "/search/?q=Salim")
        ]
        for thread in readers:
            thread.start()
        for thread in readers:
            thread.join(20)
        assert [reply.status for reply in replies] == [200, 200]
        assert ask(reader, "/live.json").body == before
        go_on.set()
        renewing.join(20)
        assert ask(reader, "/live.json").body != before


def test_an_edit_that_the_program_was_not_made_for_ends_nothing(tiny, monkeypatch):
    with serving(tiny) as reader:

        def broken(progress):
            raise ZeroDivisionError("<b>")

        monkeypatch.setattr(reader.keeper, "_built", broken)
        reader.keeper.renew()
        page = ask(reader, "/texts/port-en/")
    assert page.status == 200
    assert "[fault]" in page.text
    assert "ZeroDivisionError: &lt;b&gt;" in page.text
    assert "Traceback" not in page.text


# --- Beginning and end ---------------------------------------------------------------------------


def test_a_port_that_is_taken_is_said_or_passed_over(built_tiny, reader, monkeypatch):
    folder = CorpusFolder(built_tiny)
    with pytest.raises(FitnaError, match=rf"port {reader.port} .*\[port-taken\]"):
        Reader(folder, Options(port=reader.port))
    monkeypatch.setattr("fitnacorpus.reader.serving.server.PORT", reader.port)
    with serving(built_tiny, port=None) as other:
        assert reader.port < other.port < reader.port + 20


def test_a_host_that_is_not_this_machine_is_said(built_tiny):
    with pytest.raises(FitnaError, match=r"192\.0\.2\.1.*\[bad-host\]"):
        Reader(CorpusFolder(built_tiny), Options(host="192.0.2.1", port=0))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_well(built_tiny, number):
    # A shell starts what stands in its background with SIGINT ignored.
    served = subprocess.Popen(
        [sys.executable, "-m", "fitnacorpus", "-C", str(built_tiny), "serve", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )  # fmt: skip
    line = served.stdout.readline()
    address = line.split()[1]
    port = int(address.rstrip("/").rpartition(":")[2])
    # Somebody who says nothing must not hold it up.
    with socket.create_connection(("127.0.0.1", port)):
        served.send_signal(number)
        out, err = served.communicate(timeout=20)
    assert (served.returncode, out, err) == (0, "", "")


def test_options_that_do_not_go_together_are_refused(tmp_path):
    for options in (
        ["--by", "anna"],
        ["--review", "--public", "--by", "anna"],
        ["--port", "99999"],
    ):
        done = run("-C", TINY, "serve", *options)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_a_corpus_that_cannot_be_built_is_not_served(tmp_path):
    root = copy_corpus(TINY, tmp_path / "tiny")
    (root / "tei" / "authority.xml").write_text("<TEI>")
    done = run("-C", root, "serve", "--port", "0")
    assert done.returncode == 2
    assert "authority.xml" in done.stderr
    assert os.linesep not in done.stderr.strip()


def test_no_phrase_of_served_pages_is_lost_to_another_of_the_same_key():
    for at, lang in enumerate(LANGUAGES):
        assert Wording(lang).phrases(tuple(PHRASES)) == {k: v[at] for k, v in PHRASES.items()}
