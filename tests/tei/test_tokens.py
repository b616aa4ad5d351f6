"""Words of the source with lemma and part of speech: written, read, and used."""

import re

import pytest

import strategies as make
from fitnacorpus.annotate import annotate
from fitnacorpus.description import LANGUAGES, Description
from fitnacorpus.ingest import tei as foreign
from fitnacorpus.interchange import conllu
from fitnacorpus.model import Authority, Text, Token
from fitnacorpus.names.tag import Tagger
from fitnacorpus.tei import read, write
from fitnacorpus.tei.header import Edition
from ingest.test_tei import document as tei_of

NOBODY = Authority(())
EDITION = Edition("a publisher", "the editors", "https://example.org/", "1.2", LANGUAGES)


def annotated(body, lang="en"):
    transcript = foreign.read(tei_of(body, f" xml:lang='{lang}'"))
    info = make.info(transcript.source, lang=lang)
    description = Description(info, "")
    return annotate(Text(info, transcript), description, NOBODY, Tagger(NOBODY))


def written(document):
    return write.write(document, EDITION, {})


def body_of(content):
    return re.search(r"<s [^>]*>(.*)</s", content, re.S)[1]


@pytest.fixture(scope="module")
def arabic():
    """A particle and the name behind it are one word to whoever tagged it."""
    return annotated(
        "<p><w lemma='جاء' pos='VERB'>جاء</w> <w lemma='علي' pos='PROPN'>و"
        "<persName>علي</persName></w><pc pos='PUNCT'>.</pc></p>",
        "ar",
    )


def test_a_word_that_holds_a_name_is_written_in_pieces_and_read_as_one(arabic):
    content = written(arabic)
    assert body_of(content) == (
        '<w lemma="جاء" pos="VERB">جاء</w> <w lemma="علي" pos="PROPN" part="I">و</w>'
        '<persName ana="#by-source"><w part="F">علي</w></persName><pc pos="PUNCT">.</pc>'
    )
    again = read.read(content.encode(), where="x.xml")
    assert again.tokens == arabic.tokens
    assert [arabic.text.source[t.start : t.end] for t in again.tokens] == ["جاء", "وعلي", "."]


def test_an_edition_that_is_added_again_has_the_same_words(arabic):
    again = foreign.read(written(arabic))
    assert again.source == arabic.text.source
    assert again.tokens == arabic.tokens


def test_a_word_may_hold_what_its_letters_look_like_and_no_word_of_another_language():
    document = annotated(
        "<p><w lemma='Kufa'>Ku<unclear>f</unclear>a</w> <w lemma='x'>a<foreign xml:lang='de'>b"
        "</foreign></w></p>"
    )
    assert body_of(written(document)) == (
        '<w lemma="Kufa">Ku<unclear>f</unclear>a</w> <w lemma="x" part="I">a</w>'
        '<foreign xml:lang="de"><w part="F">b</w></foreign>'
    )


def test_words_over_two_lines_and_in_the_mark_of_a_gap_are_left_out():
    source = "He came. He left."
    info = make.info(source, lang="en")
    made = foreign.read(tei_of("<p>He came. He left.</p>", " xml:lang='en'"))
    tokens = (Token(0, 2, "he"), Token(3, 11, "come"), Token(12, 16, "leave"))
    text = Text(info, made.__class__(made.source, made.regions, tokens=tokens))
    document = annotate(text, Description(info, ""), NOBODY, Tagger(NOBODY))
    assert document.tokens == (tokens[0], tokens[2])


def test_a_piece_of_a_word_without_its_beginning_is_no_file_of_ours(arabic):
    content = written(arabic).replace(' part="I"', "")
    with pytest.raises(Exception, match="without its beginning"):
        read.read(content.encode(), where="x.xml")


def columns(document):
    lines = [line.split("\t") for line in "".join(conllu.write([document])).splitlines()]
    return [line[1:6] for line in lines if len(line) > 1]


def test_conllu_has_what_the_source_says_and_guesses_nothing_of_other_words():
    document = annotated(
        "<p><w lemma='come' msd='UPosTag=VERB|Tense=Past'>Came</w> the <w lemma='king' pos='NN'>"
        "kings</w> <w lemma='of' pos='ADP' msd='E'>of</w> old<pc pos='PUNCT'>.</pc></p>"
    )
    assert columns(document) == [
        ["Came", "come", "VERB", "_", "Tense=Past"],
        ["the", "_", "_", "_", "_"],
        ["kings", "king", "_", "NN", "_"],
        ["of", "of", "ADP", "E", "_"],
        ["old", "_", "_", "_", "_"],
        [".", "_", "PUNCT", "_", "_"],
    ]
