"""Asking a language model of the user's choice about proposed links, over one address.

The address is that of any server that speaks the chat completions of OpenAI, a local one
(llama.cpp, Ollama, vLLM) as well.  Nothing is asked unless somebody calls `ask`; what was answered
is never asked again.  A server may be slow, down or hostile: answers are bounded in time and size,
redirections are not followed, and what is not an answer is told and left out.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from fitnacorpus.align import judge
from fitnacorpus.align.judge import Answer
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import CorpusError
from fitnacorpus.files import write_whole
from fitnacorpus.model import PassageLink
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.stages import answers

KEY: Final = "FITNACORPUS_JUDGE_KEY"
"""Environment variable with the key of the address; it is written nowhere."""
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
PATIENCE: Final = 120.0
"""Seconds that one answer may take."""
LARGEST: Final = 1_000_000
"""Bytes of an answer."""
FAILURES: Final = 3
"""Failures one after the other from which no more is asked."""
_LETTERS: Final = 3
"""Characters of a token, at a guess: English has four, Arabic two and a half."""
_REPLY: Final = 120
"""Tokens of an answer, at a guess."""
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be asked.

    Attributes:
        links: The links, best first.
        sources: The sources of their texts.
        tokens: About how many tokens that is, questions and answers.
    """

    links: tuple[PassageLink, ...]
    sources: dict[str, str]
    tokens: int


def plan(pipeline: Pipeline, model: str, most: int) -> Plan:
    """The proposed links that a model was not asked about: so many, the best.

    Args:
        pipeline: The corpus.
        model: Name of the model.
        most: How many links at most.
    """
    sources = {d.text.info.id: d.text.source for d in pipeline.documents()}
    known = {x.key for x in pipeline.answers if (x.model, x.question) == (model, judge.QUESTION)}
    proposed = [x for a in pipeline.alignments for x in a.links if x.status == "proposed"]
    proposed.sort(key=lambda x: (-x.score, x.a.text, x.a.start, x.b.text, x.b.start))
    links = [x for x in proposed if judge.key_of(*judge.quotes(x, sources)) not in known][:most]
    letters = sum(
        len(m["content"]) for x in links for m in judge.messages(*judge.quotes(x, sources))
    )
    return Plan(tuple(links), sources, letters // _LETTERS + _REPLY * len(links))


def ask(
    folder: CorpusFolder,
    planned: Plan,
    url: str,
    model: str,
    today: str,
    *,
    told: Told = lambda _: None,
    patience: float = PATIENCE,
) -> int:
    """Ask about the links of a plan, and keep the answers.

    What was answered is kept whatever comes after, beside what others were answered meanwhile.

    Args:
        folder: The corpus.
        planned: What to ask.
        url: Address before ``/chat/completions``.
        model: Name of the model.
        today: The day, ``YYYY-MM-DD``.
        told: Told of every failure.
        patience: Seconds that one answer may take.

    Returns:
        How many answers there are now that were not there before.

    Raises:
        CorpusError: the address cannot be used (``bad-judge``), or gave no answer several times
            running (``no-answer``); or nothing could be kept (``no-lock``, ``disk``).
    """
    _demand(url, model)
    with folder.locked():
        pass  # what cannot be kept is not paid for
    found: list[Answer] = []
    running = 0
    try:
        for link in planned.links:
            a, b = judge.quotes(link, planned.sources)
            try:
                content = _reply(url, model, judge.messages(a, b), patience)
                relation, reason = judge.parse(content)
            except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
                running += 1
                told(f"no answer: {judge.line(str(error)) or type(error).__name__}")
                if running == FAILURES:
                    raise CorpusError(
                        "no-answer",
                        f"{FAILURES} questions running were not answered; {len(found)} were",
                        where=url,
                        hint="See that the address and the model are right; answers are kept",
                    ) from None
                continue
            running = 0
            found.append(Answer(judge.key_of(a, b), model, judge.QUESTION, today, relation, reason))
    finally:
        if found:
            with folder.locked():
                kept = answers.read(folder.answers_path)
                write_whole(folder.answers_path, judge.dump([*kept, *found]))
    return len(found)


class _Stays(HTTPRedirectHandler):
    """Follows no redirection: a key and quotations go to the address that was named, or nowhere."""

    def redirect_request(self, *_: Any) -> None:
        """Refuse."""
        return


def _demand(url: str, model: str) -> None:
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not safe or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise CorpusError(
            "bad-judge",
            "is no https address, nor one of this machine",
            where=url,
            hint="Give the address before /chat/completions, such as http://localhost:8080/v1",
        )
    if not model or judge.line(model) != model:
        raise CorpusError(
            "bad-judge", "a model needs a name of one line", where=url, hint="Give --model NAME"
        )


def _reply(url: str, model: str, messages: Sequence[dict[str, str]], patience: float) -> str:
    """What a model writes.

    Raises:
        OSError: no answer in time, or one that is too large.
        ValueError, KeyError, IndexError, TypeError: the answer is none of a chat.
    """
    key = os.environ.get(KEY, "")
    request = Request(
        url.rstrip("/") + "/chat/completions",
        data=json.dumps({"model": model, "temperature": 0, "messages": messages}).encode(),
        headers={
            "Content-Type": "application/json",
            **({"Authorization": f"Bearer {key}"} if key else {}),
        },
    )
    near = urlsplit(url).hostname in LOOPBACK
    opener = build_opener(_Stays, *([ProxyHandler({})] if near else []))
    until = time.monotonic() + patience
    try:
        with opener.open(request, timeout=patience) as response:
            data = bytearray()
            while block := response.read1(65536):
                data += block
                if len(data) > LARGEST:
                    raise OSError(f"an answer of more than {LARGEST} bytes")
                if time.monotonic() > until:
                    raise TimeoutError(f"an answer that takes more than {patience:g} seconds")
    except HTTPError as error:
        with error:
            raise OSError(f"status {error.code}") from None
    except URLError as error:
        raise OSError(str(error.reason)) from None
    content = json.loads(bytes(data))["choices"][0]["message"]["content"]
    if not isinstance(content, str):
        raise ValueError("the answer holds no text")
    return content
