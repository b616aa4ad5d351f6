import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies as make
from fitnacorpus.errors import SourceError
from fitnacorpus.ingest.decode import (
    ENCODINGS,
    check_characters,
    decode,
    detect_encoding,
)

ARABIC = "اشترك في معركة اليرموك وقاتل ببسالة فريدة، وكانت له مواقف شجاعة في صد هجمات الروم.\n" * 5
ENGLISH = (
    "When news about disturbances in Egypt reached Ali, he summoned Malik Ashtar to Kufa.\n" * 5
)
BOTH = "علي (ʿAlī) wrote: “نعم”.\r\n𐎀 😀\r\n"
EXCERPT = make.SEEDS / "ashtar-ar.txt"


def refused(call, *arguments, **values):
    with pytest.raises(SourceError) as caught:
        call(*arguments, where="seeds/x.txt", **values)
    error = caught.value
    assert error.where.startswith("seeds/x.txt")
    assert error.hint
    assert "\n" not in str(error)
    return error


def place(error):
    return error.where.removeprefix("seeds/x.txt:")


# --- Detection -----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [ARABIC, ENGLISH, BOTH], ids=["Arabic", "English", "both"])
@pytest.mark.parametrize(
    ("bom", "written", "name"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
    ],
)
def test_unicode_is_told_with_and_without_a_byte_order_mark(words, bom, written, name):
    data = bom + words.encode(written)
    assert detect_encoding(data) == name
    assert decode(data, name) == words


@pytest.mark.parametrize(
    "words",
    [
        ARABIC,
        "كتب الجاحظ في القرن الثالث",
        "قال: «نعم»\nثم قام",
        "Malik al-Ashtar (مالك الأشتر) was a commander of ʿAli (علي).".replace("ʿ", "'"),
        "صلى الله عليه وسلّم",
        "ذهبَ مُحَمَّدٌ إلى المدينةِ",
    ],
)
def test_windows_1256_is_told_by_its_words(words):
    assert detect_encoding(words.encode("cp1256")) == "cp1256"


def test_the_arabic_seed_is_told_in_every_encoding_that_can_hold_it():
    source = EXCERPT.read_bytes().decode()
    for name in ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"):
        assert detect_encoding(source.encode(name)) == name
    # The code page lacks the hamza carriers of Persian and Urdu, not those of Arabic.
    plain = "".join(c for c in source if c.encode("cp1256", "ignore"))
    assert len(plain) > 0.99 * len(source)
    assert detect_encoding(plain.encode("cp1256")) == "cp1256"


@pytest.mark.parametrize(
    "words", ["El califa Alí envió al señor de Egipto a Málik.", "“Quoted” – Malik’s café"]
)
def test_windows_1252_is_told_by_its_words(words):
    assert detect_encoding(words.encode("cp1252")) == "cp1252"


@given(st.text(make.XML_CHARACTERS, min_size=1))
def test_what_is_utf8_is_told_as_utf8(words):
    data = words.encode()
    assert decode(data, detect_encoding(data)) == words.removeprefix("\ufeff")


@pytest.mark.parametrize("cut", [1, 3, 51, 1001])
def test_utf8_that_was_cut_off_is_broken_and_not_of_another_encoding(cut):
    data = EXCERPT.read_bytes()
    letters = data[: data.index("معركة الجمل".encode())]
    short = letters[: len(letters) - cut]
    while True:  # end within a character
        try:
            short.decode()
        except UnicodeDecodeError:
            break
        short = short[:-1]
    error = refused(detect_encoding, short)
    assert error.code == "broken-encoding"
    assert "utf-8" in error.what
    assert place(error) == str(short.count(b"\n") + 1)


@pytest.mark.parametrize("words", [ENGLISH + "ʿAlī", "مالك"])
def test_short_utf8_that_was_cut_off(words):
    assert refused(detect_encoding, words.encode()[:-1]).code == "broken-encoding"


def test_one_wrong_byte_in_utf8_is_reported_at_its_line():
    lines = ARABIC.encode().split(b"\n")
    lines[2] = lines[2][:20] + b"\xff" + lines[2][20:]
    error = refused(detect_encoding, b"\n".join(lines))
    assert error.code == "broken-encoding"
    assert place(error) == "3"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06",
        b"PK\x03\x04\x14\0\0\0\x08\0\x8a\x9b\xfa\x50\xc5\x01",
        b"\x1f\x8b\x08\x00\x8e\xb1\x02_\x00\x03\xcbH\xcd\xc9",
        b"\0" * 100,
        bytes(range(256)) * 4,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\0\0\0stream\x9c\xed",
        ENGLISH.encode() + b"\0",
        ENGLISH.encode() + b"x\0",
        ENGLISH.encode() + b"\0x" * 3,
        (ENGLISH * 20).encode() + b"\0" * 2,
    ],
    ids=["png", "zip", "gzip", "zeros", "all bytes", "pdf", "a zero", "even", "three", "late"],
)
def test_binary_files_are_refused(data):
    assert refused(detect_encoding, data).code in ("binary", "unknown-encoding")


@given(st.binary())
def test_any_bytes_are_told_or_refused(data):
    try:
        name = detect_encoding(data, where="x.txt")
    except SourceError as error:
        assert error.where.startswith("x.txt")
    else:
        assert name in ENCODINGS


# --- Decoding ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_line_breaks_stay_and_the_byte_order_mark_goes(name):
    words = "a\r\nb\rc\nd\u2028e\n\n"
    codec = name.removesuffix("-sig")
    assert decode(words.encode(codec), name) == words
    assert decode(("\ufeff" + words).encode(codec), name) == words


@pytest.mark.parametrize("name", ["utf8", "latin-1", "UTF-8", "rot13", ""])
def test_encodings_that_are_not_offered_are_refused_with_those_that_are(name):
    error = refused(decode, b"words", name)
    assert error.code == "unknown-encoding"
    assert "cp1256" in error.hint


@pytest.mark.parametrize(
    ("data", "name", "line"),
    [
        (b"first\nsecond \xff", "utf-8", "2"),
        (b"\xd8\xa7\n\xd8", "utf-8", "2"),
        ("first\nsecond".encode("utf-16-le") + b"x", "utf-16-le", "2"),
        ("first\nsecond\n".encode("utf-16-be") + b"\xd8\x00", "utf-16-be", "3"),
        (b"first\n\x81", "cp1252", "2"),
    ],
)
def test_bytes_of_another_encoding_are_refused_with_line(data, name, line):
    error = refused(decode, data, name)
    assert error.code == "broken-encoding"
    assert place(error).split(":")[0] == line


# --- Characters ----------------------------------------------------------------------------------


def check(source, longest_line=100):
    check_characters(source, longest_line=longest_line, where="seeds/x.txt")


@pytest.mark.parametrize("source", ["", " ", "\n\r\n\t", "\u00a0\u2028"])
def test_an_empty_source_is_refused(source):
    with pytest.raises(SourceError) as caught:
        check(source)
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    ("source", "where", "name"),
    [
        ("\0", "1:1", "U+0000"),
        ("first\nse\x0cond", "2:3", "U+000C"),
        ("first\r\n\x1b[1m", "2:1", "U+001B"),
        ("علي\n\n𐎀\uffff", "3:2", "U+FFFF"),
        ("a\ufffe", "1:2", "U+FFFE"),
        ("a\ud800", "1:2", "U+D800"),
        ("a\rb\x01", "2:2", "U+0001"),
    ],
)
def test_a_character_that_xml_forbids_is_refused_with_line_and_column(source, where, name):
    with pytest.raises(SourceError) as caught:
        check(source)
    error = caught.value
    assert error.code == "not-xml"
    assert error.where == f"seeds/x.txt:{where}"
    assert name in error.what


@given(st.text(make.XML_CHARACTERS, min_size=1, max_size=90))
def test_every_other_character_is_kept(source):
    check("x" + source)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x" * 101, 1),
        ("x\n" + "y" * 101, 2),
        ("x" * 100 + "\n" + "𐎀" * 101 + "\nz", 2),
        ("x\ry\r" + "z" * 101, 3),
    ],
)
def test_a_line_over_the_limit_is_refused_with_its_number(source, line):
    with pytest.raises(SourceError) as caught:
        check(source)
    error = caught.value
    assert error.code == "long-line"
    assert error.where == f"seeds/x.txt:{line}"
    assert "101" in error.what
    assert "100" in error.what
    assert "limits.line" in error.hint


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_up_to_the_limit_are_kept(line_break):
    check(line_break.join(["x" * 100] * 3))
