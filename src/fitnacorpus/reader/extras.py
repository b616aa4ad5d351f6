"""What a page has besides when it is served; a written page has nothing of it."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from fitnacorpus.model import Mention
from fitnacorpus.reader.view import Parallel
from fitnacorpus.reader.wording import Wording

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
"""Content-Security-Policy of every page."""


class Extras:
    """Nothing: what a written page has besides."""

    policy: str = POLICY

    def head(self, assets: str) -> Markup:
        """Styles and scripts, after those of every page."""
        return Markup()

    def notice(self, w: Wording, root: str) -> Markup:
        """What stands above the content of every page."""
        return Markup()

    def on_link(self, w: Wording, parallel: Parallel) -> Markup:
        """What stands at the end of the card of a link."""
        return Markup()

    def on_episode(self, w: Wording, text: str, episode: str) -> Markup:
        """What stands in the panel of an episode, after its cards."""
        return Markup()

    def on_mention(self, w: Wording, text: str, mention: Mention) -> Markup:
        """What stands beside a mention on the page of a name."""
        return Markup()
