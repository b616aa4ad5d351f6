"""Words of a comparison: each status says another thing."""

from fitnacorpus.tables.comparison import STATES, STATUS


def test_what_one_account_says_is_no_agreement():
    several = [key for key, words in STATUS.items() if "several sources" in words]
    assert several == ["agree", "shared", "uncompared"]
    alone = [key for key, words in STATUS.items() if "one account" in words]
    assert alone == ["single", "alone"]
    for words in (STATUS, STATES):
        assert len(set(words.values())) == len(words)
