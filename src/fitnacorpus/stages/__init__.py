"""The stages of a build: each makes one kind of artefact, of one text, one pair or one event.

    document    a text: source, description, the entries it can name, its verdicts -> TEI
    features    a text: its document -> what alignment reads of it, as JSON lines
    vectors     a text: its features, an encoder -> vectors of its units, for long pairs
    passages    the same -> vectors of episodes, sentences and words, for short pairs
    statistics  some texts of each language -> how common names are
    mean        some texts of a language: their passages -> the middle of them, for short pairs
    links       a pair of texts: features, vectors and statistics -> the program's own links
    alignments  an event: links, editors' events and verdicts -> TEI
    index       a text: its document -> rows of the search index

An artefact is made anew when its key changes: the digest of everything that it is made from, the
program's own code included (`program`).  What was made, from which key, stands in `state`.
`pipeline` puts the stages together; `build` writes what they make.
"""

from __future__ import annotations

__all__ = ["alignments", "document", "links", "program", "state", "store"]
