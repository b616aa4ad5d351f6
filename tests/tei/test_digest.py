import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fitnacorpus.tei import digest

CONTENT = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<p>قال: “نعم” &amp; 𐎀</p>\n</TEI>\n'
SEALED = digest.seal(CONTENT)


@given(st.text())
@settings(deadline=None)
def test_what_is_sealed_is_intact(content):
    content = content.encode("utf-8", "ignore").decode()
    data = digest.seal(content)
    assert digest.intact(data)
    assert data.endswith(content.encode())


def test_a_sealed_file_is_still_xml():
    assert etree.fromstring(SEALED).tag == "{http://www.tei-c.org/ns/1.0}TEI"


def test_every_changed_byte_is_noticed():
    for place in range(len(SEALED)):
        for flip in (0x01, 0x20, 0x80):
            changed = bytearray(SEALED)
            changed[place] ^= flip
            assert not digest.intact(bytes(changed)), place


def test_every_removed_byte_is_noticed():
    for place in range(len(SEALED)):
        assert not digest.intact(SEALED[:place] + SEALED[place + 1 :]), place


@given(st.integers(0, len(SEALED)), st.binary(min_size=1, max_size=3))
@settings(deadline=None)
def test_every_inserted_byte_is_noticed(place, more):
    assert not digest.intact(SEALED[:place] + more + SEALED[place:])


@pytest.mark.parametrize("data", [b"", b"<TEI/>", SEALED[:100], CONTENT.encode(), b"\0" * 500])
def test_what_was_never_sealed_is_not_intact(data):
    assert not digest.intact(data)


def test_other_line_breaks_are_a_change():
    assert not digest.intact(SEALED.replace(b"\n", b"\r\n"))


def test_a_second_digest_line_does_not_pass():
    line = SEALED.split(b"\n")[1] + b"\n"
    assert not digest.intact(SEALED.replace(line, line + line))


def test_the_first_format_named_none(tmp_path):
    body = SEALED.split(b"\n", 2)
    old = hashlib.sha256(body[0] + b"\n" + body[2]).hexdigest()
    data = b'%b\n<?fitnacorpus digest="%b"?>\n%b' % (body[0], old.encode(), body[2])
    assert digest.intact(data) and digest.recorded(data) == old
    assert not digest.intact(data.replace(b"digest=", b'format="2" digest='))
    for name, content, number in (("old", data, 1), ("new", SEALED, digest.FORMAT), ("no", b"", 0)):
        (tmp_path / name).write_bytes(content)
        assert digest.format_of(tmp_path / name) == number
