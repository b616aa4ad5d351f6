"""Which requests are served: those addressed to this reader, and forms of its own pages."""

import pytest

from fitnacorpus.reader.serving.guard import Guard
from fitnacorpus.reader.serving.http import RefusedError, Request

HERE = "127.0.0.1:8000"
GUARD = Guard("127.0.0.1", 8000, "secret")


def is_refused(judge, request, *said):
    try:
        judge(request, *said)
    except RefusedError:
        return True
    return False


@pytest.mark.parametrize(
    ("host", "refused"),
    [
        (HERE, False),
        ("LOCALHOST:8000", False),
        ("[::1]:8000", False),
        ("127.0.0.1:8001", True),
        ("evil.example:8000", True),
        ("192.168.0.7:8000", True),
        ("127.0.0.1:8000 evil.example", True),
        ("", True),
    ],
)
def test_a_request_names_this_reader(host, refused):
    assert is_refused(GUARD.admit, Request("GET", "/", {"host": host})) is refused


@pytest.mark.parametrize(
    ("headers", "secret", "refused"),
    [
        ({}, "secret", False),
        ({}, "Secret", True),
        ({}, "", True),
        ({"origin": f"http://{HERE}"}, "secret", False),
        ({"origin": "http://localhost:8000"}, "secret", True),
        ({"origin": "null"}, "secret", True),
        ({"sec-fetch-site": "same-origin"}, "secret", False),
        ({"sec-fetch-site": "none"}, "secret", False),
        ({"sec-fetch-site": "same-site"}, "secret", True),
        ({"sec-fetch-site": "cross-site"}, "secret", True),
    ],
)
def test_a_form_comes_from_a_page_of_this_reader(headers, secret, refused):
    request = Request("POST", "/review/verdict", {"host": HERE, **headers})
    assert is_refused(GUARD.admit_form, request, secret) is refused
