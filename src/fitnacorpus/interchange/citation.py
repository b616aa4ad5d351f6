"""How to cite a corpus: CITATION.cff, in the Citation File Format 1.2.0 (YAML)."""

from __future__ import annotations

import json

from fitnacorpus.tei.header import Edition

_MESSAGE = "If you use this corpus, please cite it as below."


def write(title: str, edition: Edition) -> str:
    """The content of CITATION.cff.

    A name is not parted into given and family name: people are told as they write themselves, and
    a name in another language is the alias.

    Args:
        title: Title of the corpus.
        edition: What holds for the whole edition.
    """
    house = edition.house
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"message: {_quoted(_MESSAGE)}",
        f"title: {_quoted(title)}",
        "authors:",
    ]
    for person in house.people:
        lines.append(f"  - name: {_quoted(person.names[0])}")
        if len(person.names) > 1:
            lines.append(f"    alias: {_quoted(person.names[1])}")
        if person.orcid:
            lines.append(f"    orcid: {_quoted(person.orcid)}")
    if not house.people:
        lines.append(f"  - name: {_quoted(edition.editors)}")
    lines += [f"doi: {_quoted(house.doi)}"] if house.doi else []
    lines += [f"license-url: {_quoted(edition.licence)}"] if edition.licence else []
    lines += [f"version: {_quoted(house.version)}"] if house.version else []
    lines += [f"date-released: {_quoted(house.date)}"] if house.date else []
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    # A string of JSON is a double-quoted scalar of YAML.
    return json.dumps(words, ensure_ascii=False)
