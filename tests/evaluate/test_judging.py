"""Asking a language model: a stub on the loopback that answers well, badly, slowly or never."""

import json
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from fitnacorpus.align import judge
from fitnacorpus.cli.main import cli
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.evaluate import judging
from fitnacorpus.model import Passage, PassageLink
from fitnacorpus.pipeline import Pipeline

TODAY = "2026-11-28"
GOOD = json.dumps({"relation": "none", "reason": "one <sails>,\nthe other & walks"})


def chat(content):
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


class Stub(ThreadingHTTPServer):
    """Answers what its `behave` does, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self, behave):
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave, self.asked, self.headers = behave, [], []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, json.loads(body)))
        self.server.headers.append(self.headers.get("Authorization"))
        self.server.behave(self)

    def reply(self, data, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def serve():
    running = []

    def start(behave):
        server = Stub(behave)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def made(count=2):
    """A plan that needs no corpus: so many links."""
    links = [
        PassageLink(Passage("a", "e1", k, k + 9), Passage("b", "e1", k, k + 9), score=0.5)
        for k in range(count)
    ]
    return judging.Plan(tuple(links), {"a": "He came to the well.", "b": "They left it."}, 99)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "alignments").mkdir()
    return CorpusFolder(tmp_path)


def ask(folder, server, *, count=2, told=lambda _: None, **more):
    return judging.ask(folder, made(count), server.url, "m", TODAY, told=told, **more)


def unjudged(pipeline):
    """All that is known of links but their reasons."""
    return [replace(x, evidence=()) for a in pipeline.alignments for x in a.links]


def test_answers_are_kept_replayed_and_never_asked_again(tiny, serve):
    folder, server = CorpusFolder(tiny), serve(lambda h: h.reply(chat(GOOD)))
    before = Pipeline(folder)
    alone = Pipeline(folder, machine_only=True).links
    planned = judging.plan(before, "m", 50)
    found = judging.ask(folder, planned, server.url, "m", TODAY)
    assert found == len(planned.links) == len(server.asked) >= 1
    path, body = server.asked[0]
    assert path == "/v1/chat/completions" and body["model"] == "m" and body["temperature"] == 0
    after = Pipeline(folder)
    told = [r for x in after.links for r in x.evidence if r.startswith(f"m (question 1, {TODAY})")]
    assert len(told) >= found and told[0].endswith("one <sails>, the other & walks")
    assert not judging.plan(after, "m", 50).links, "everything was asked"
    assert judging.plan(after, "another", 50).links
    assert Pipeline(folder, machine_only=True).links == alone
    assert unjudged(after) == unjudged(before)
    files = [after.alignment_file(a).decode() for a in after.alignments]
    assert any("one &lt;sails&gt;, the other &amp; walks" in xml for xml in files)


def test_the_key_goes_to_the_address_and_into_no_file(folder, serve, monkeypatch):
    monkeypatch.setenv(judging.KEY, "secret-of-mine")
    server = serve(lambda h: h.reply(chat(GOOD)))
    assert ask(folder, server) == 2
    assert set(server.headers) == {"Bearer secret-of-mine"}
    files = [p for p in folder.root.rglob("*") if p.is_file()]
    assert files and not [p for p in files if b"secret-of-mine" in p.read_bytes()]


def slowly(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" " * 100_000)


HOSTILE = {
    "no json": (lambda h: h.reply(b"<html>"), ""),
    "another shape": (lambda h: h.reply(b'{"choices": []}'), ""),
    "a list": (lambda h: h.reply(b"[1]"), ""),
    "no text": (lambda h: h.reply(chat(None)), "no text"),
    "no relation": (lambda h: h.reply(chat("I think so")), "none of the relations"),
    "not UTF-8": (lambda h: h.reply(b"\xff\xfe{"), ""),
    "deep": (lambda h: h.reply(chat("[" * 100_000)), "none of the relations"),
    "an error": (lambda h: h.reply(b"", 500), "status 500"),
    "elsewhere": (lambda h: h.reply(b"", 302, Location="http://127.0.0.1:9/v1"), "status 302"),
    "too large": (endless, "bytes"),
    "too slow": (slowly, "seconds"),
    "hangs up": (lambda h: h.connection.close(), ""),
}


@pytest.mark.parametrize(("behave", "why"), HOSTILE.values(), ids=[*HOSTILE])
def test_a_hostile_server_ends_in_one_error_and_nothing_is_kept(
    folder, serve, behave, why, monkeypatch
):
    monkeypatch.setattr(judging, "FAILURES", 1)
    server, told = serve(behave), []
    began = time.monotonic()
    with pytest.raises(CorpusError) as error:
        ask(folder, server, told=told.append, patience=0.5)
    assert error.value.code == "no-answer" and time.monotonic() - began < 5
    assert len(told) == 1 and why in told[0]
    assert len(server.asked) == 1 and not folder.answers_path.exists()


def test_what_was_answered_before_it_failed_is_kept(folder, serve, monkeypatch):
    monkeypatch.setattr(judging, "FAILURES", 1)
    turns = iter([lambda h: h.reply(chat(GOOD)), lambda h: h.reply(b"", 503)])
    server = serve(lambda h: next(turns)(h))
    with pytest.raises(CorpusError, match="1 were"):
        ask(folder, server)
    assert len(judge.load(folder.answers_path.read_bytes())) == 1


def test_one_failure_does_not_end_it(folder, serve):
    turns = iter([lambda h: h.reply(b"", 503), lambda h: h.reply(chat(GOOD))])
    server, told = serve(lambda h: next(turns)(h)), []
    assert ask(folder, server, told=told.append) == 1 and told == ["no answer: status 503"]


def test_a_server_that_stays_down_is_soon_left_alone(folder, serve):
    server = serve(lambda h: h.reply(b"", 503))
    with pytest.raises(CorpusError, match="0 were"):
        ask(folder, server, count=9)
    assert len(server.asked) == judging.FAILURES


def test_failures_that_an_answer_stands_between_are_not_running(folder, serve):
    down, up = lambda h: h.reply(b"", 503), lambda h: h.reply(chat(GOOD))
    turns = iter([down, down, up, down, down])
    server = serve(lambda h: next(turns)(h))
    assert ask(folder, server, count=5) == 1


def test_what_others_were_answered_meanwhile_is_kept(folder, serve):
    other = judge.Answer("0" * 24, "n", judge.QUESTION, TODAY, "mention", "")

    def meanwhile(handler):
        folder.answers_path.write_bytes(judge.dump([other]))
        handler.reply(chat(GOOD))

    assert ask(folder, serve(meanwhile)) == 2
    kept = judge.load(folder.answers_path.read_bytes())
    assert other in kept and len(kept) == 3


def test_nothing_is_asked_where_no_answer_could_be_kept(folder, serve):
    folder.private.write_text("no folder")
    server = serve(lambda h: h.reply(chat(GOOD)))
    with pytest.raises(CorpusError) as error:
        ask(folder, server)
    assert error.value.code == "no-lock" and not server.asked


@pytest.mark.parametrize(
    "url",
    ["http://example.org/v1", "ftp://localhost/", "localhost:8080", "https://u:p@example.org/v1",
     "file:///etc/passwd", "http://localhost.example.org/v1", "https://example.org/v1?x=1"],
)  # fmt: skip
def test_quotations_go_out_in_the_open_to_nobody(folder, url):
    with pytest.raises(CorpusError) as error:
        judging.ask(folder, made(), url, "m", TODAY)
    assert error.value.code == "bad-judge"


def test_cost_is_told_and_nothing_asked_without_a_yes(tiny, serve, invoke):
    server = serve(lambda h: h.reply(chat(GOOD)))
    told = invoke(cli, "-C", tiny, "align", "--judge", server.url, "--model", "m")
    assert "calls to m" in told.stderr and "tokens" in told.stderr and not server.asked
    told = invoke(cli, "-C", tiny, "align", "--judge", server.url, "--model", "m", "--yes")
    assert server.asked and "m (question 1" in told.stdout


def test_a_spoilt_file_of_answers_is_named_with_its_line(tiny):
    CorpusFolder(tiny).answers_path.write_text("{}\n", "utf-8")
    with pytest.raises(CorpusError, match=r"answers\.jsonl:1: "):
        _ = Pipeline(CorpusFolder(tiny)).links


@pytest.fixture
def invoke():
    from click.testing import CliRunner

    def call(command, *words):
        return CliRunner().invoke(command, [str(w) for w in words], catch_exceptions=False)

    return call
