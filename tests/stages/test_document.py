"""A text needs of an authority what the key of its document holds, and nothing else."""

import pytest

from conftest import REPOSITORY, TINY
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.pipeline import Pipeline
from fitnacorpus.stages import document as stage


@pytest.mark.parametrize("root", [TINY, REPOSITORY], ids=["tiny", "edition"])
def test_a_document_is_the_same_with_all_of_the_authority_and_with_its_part(root):
    pipeline = Pipeline(CorpusFolder(root))
    tagger = pipeline._tagger
    smaller = 0
    for item in pipeline.descriptions:
        text, rulings = pipeline.text(item), pipeline._rulings(item.info.id)
        part = stage.known(text, item, rulings, pipeline.authority, tagger)
        whole = stage.Known(pipeline.authority, tagger.context)
        assert stage.run(text, item, part, tagger, rulings) == stage.run(
            text, item, whole, tagger, rulings
        )
        smaller += len(part.authority.entries) < len(pipeline.authority.entries)
    assert smaller


def test_the_part_tells_of_company_among_its_entries_alone():
    pipeline = Pipeline(CorpusFolder(REPOSITORY))
    item = pipeline.by_id["hijaz-en"]
    part = stage.known(pipeline.text(item), item, [], pipeline.authority, pipeline._tagger)
    ids = {entry.id for entry in part.authority.entries}
    assert ids and set(part.context.companions) <= ids and set(part.context.texts) <= ids
    assert {other for known in part.context.companions.values() for other in known} <= ids
    assert set(part.context.events) <= {cut.event for cut in item.cuts}
    assert all(entry.notes == {} and entry.line == 0 for entry in part.authority.entries)
