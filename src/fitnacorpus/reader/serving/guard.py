"""Which requests are served at all.

A page of another site can make a browser send requests here, and a name that its owner points to
this machine (DNS rebinding) can make them look like our own.  So a request must name the reader by
an address that nobody else can own, and a form must come from a page of the reader and hold its
secret.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
from dataclasses import dataclass
from typing import Final

from fitnacorpus.reader.serving.http import RefusedError, Request

_HOST: Final = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": under it browsers send "Origin: null" with forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers of every answer, beside its Content-Security-Policy."""


def is_loopback(host: str) -> bool:
    """Whether an address, or the name localhost, can be reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class Guard:
    """Knows by what names the reader may be addressed.

    Attributes:
        host: The address or name that it was told to listen at.
        port: The port.
        secret: What a form must hold; never sent to anybody but in a form of a page.
    """

    host: str
    port: int
    secret: str

    def admit(self, request: Request) -> None:
        """Demand that a request is addressed to this reader.

        Raises:
            RefusedError: it names no host, or one that may be another's.
        """
        found = _HOST.fullmatch(request.headers.get("host", "").lower())
        if found is None:
            raise RefusedError(400)
        if int(found["port"] or 80) != self.port or not self._is_mine(found["name"].strip("[]")):
            raise RefusedError(421)

    def _is_mine(self, name: str) -> bool:
        """Whether a name leads here whoever owns it: a number, localhost, or the name of old."""
        if name == "localhost" or name == self.host.lower():
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not is_loopback(self.host)

    def admit_form(self, request: Request, secret: str) -> None:
        """Demand that a form was sent from a page of this reader.

        Raises:
            RefusedError: a browser says that it comes from elsewhere, or it lacks the secret.
        """
        origin = request.headers.get("origin")
        if origin is not None and origin.lower() != f"http://{request.headers['host'].lower()}":
            raise RefusedError(403)
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise RefusedError(403)
        if not hmac.compare_digest(secret.encode(), self.secret.encode()):
            raise RefusedError(403)
