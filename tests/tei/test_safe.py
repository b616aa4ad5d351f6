import pytest

from fitnacorpus.errors import FitnaError
from fitnacorpus.tei import safe

LAUGHS = (
    b'<?xml version="1.0"?>\n<!DOCTYPE a [\n <!ENTITY b "ha">\n'
    + b"".join(
        b' <!ENTITY %c "%s">\n' % (new, b"&%c;" % old * 20)
        for old, new in zip(b"bcdefgh", b"cdefghi", strict=True)
    )
    + b"]>\n<a>&i;</a>"
)
QUADRATIC = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 50_000 + b'">]><a>' + b"&b;" * 20_000 + b"</a>"


def refused(data):
    with pytest.raises(FitnaError) as caught:
        safe.parse(data, where="some.xml", hint="Mend it")
    error = caught.value
    assert error.where.startswith("some.xml")
    assert "\n" not in str(error)
    assert len(str(error)) < 400
    return error


@pytest.mark.parametrize("data", [LAUGHS, QUADRATIC], ids=["billion laughs", "quadratic"])
def test_entities_are_not_expanded(data):
    assert refused(data).code == "unsafe-xml"


def test_files_of_this_machine_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("do not tell")
    data = f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]><a>&s;</a>'
    error = refused(data.encode())
    assert error.code == "unsafe-xml"
    assert "do not tell" not in str(error)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a SYSTEM "a.dtd"><a/>',
        b'<!DOCTYPE a PUBLIC "-//X//Y" "http://example.invalid/a.dtd"><a/>',
        b"<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.invalid/p"> %p;]><a/>',
    ],
)
def test_a_document_type_is_refused(data):
    assert refused(data).code == "unsafe-xml"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_an_encoding_does_not_hide_a_document_type(encoding):
    data = '<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert refused(data.encode(encoding)).code == "unsafe-xml"


def test_another_file_is_not_included(tmp_path):
    (tmp_path / "secret.xml").write_text("<secret>do not tell</secret>")
    address = (tmp_path / "secret.xml").as_uri()
    data = f'<a xmlns:xi="http://www.w3.org/2001/XInclude">\n<xi:include href="{address}"/></a>'
    error = refused(data.encode())
    assert (error.code, error.where) == ("unsafe-xml", "some.xml:2")
    assert "do not tell" not in str(error)


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" + b"x" * 11_000_000 + b"</a>",
        b"<a><![CDATA[" + b"x" * 11_000_000 + b"]]></a>",
        b"<a><!--" + b"x" * 11_000_000 + b"--></a>",
        b"<a b='" + b"x" * 11_000_000 + b"'/>",
    ],
    ids=["text", "cdata", "comment", "attribute"],
)
def test_a_run_without_measure_is_refused(data):
    error = refused(data)
    assert error.code == "unsafe-xml"
    assert error.where.startswith("some.xml:1")
    assert "ten million" in error.hint


@pytest.mark.parametrize("depth", [201, 257, 10_000])
def test_deep_nesting_is_refused(depth):
    assert refused(b"<a>\n" * depth + b"</a>" * depth).code == "unsafe-xml"


def test_deep_nesting_up_to_the_limit_is_read():
    assert safe.parse(b"<a>" * 200 + b"</a>" * 200, where="x").tag == "a"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"<a>\n<b>\n</a>", 3),
        (b"<a>\n<b x=1/>\n</a>", 2),
        (b"<a>\n\n&nbsp;</a>", 3),
        (b"<a>\n\x01</a>", 2),
        (b"<a>\n\xff</a>", 2),
        (b"<a>\n</a>\n<a/>", 3),
        (b"<a>\n</a>\nwords", 3),
        (b"<a>\n<b", 2),
        (b"<a>\n", 2),
        (b"\n<?xml version='1.0'?><a/>", 2),
        (b"words", 1),
        (b"", 1),
    ],
)
def test_broken_xml_names_its_line(data, line):
    error = refused(data)
    assert error.code in ("broken-xml", "unsafe-xml")
    assert error.where.split(":")[1] == str(line)
    assert error.hint == "Mend it"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf<a/>",
        "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16"),
        b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>",
        b"<?pi?><!-- note --><a/>\n",
    ],
)
def test_ordinary_xml_is_read(data):
    assert safe.parse(data, where="x").tag == "a"


@pytest.mark.parametrize(
    "data", [b"<?xml version='1.0' encoding='klingon'?><a/>", b"\0\0\0\0", b"PK\x03\x04"]
)
def test_what_is_no_xml_at_all_is_refused(data):
    refused(data)


def test_a_byte_outside_the_declared_encoding_names_its_line():
    error = refused(b"<?xml version='1.0' encoding='us-ascii'?>\n<a>\xe9</a>")
    assert (error.code, error.where) == ("broken-xml", "some.xml:2")
