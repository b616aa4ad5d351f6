"""Word, OpenDocument and EPUB: what is kept, what is told, and what is refused."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import examples, run
from fitnacorpus import ingest
from fitnacorpus.errors import SourceError
from fitnacorpus.ingest import packed
from fitnacorpus.ingest.packed import archive
from fitnacorpus.model import RegionKind, TextInfo

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def zipped(way=zipfile.ZIP_DEFLATED, **members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as book:
        for name, content in members.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def p(words, style="", inside=""):
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{words}</w:t></w:r>{inside}</w:p>'


def docx(body, **others):
    named = {"Rubrik1": "heading 1", "Own": "My chapter", "Deep": "x", "Slant": "s", "T1": "toc 1"}
    facts = {
        "Own": '<w:basedOn w:val="Rubrik1"/>',
        "Deep": '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>',
        "Slant": "<w:rPr><w:iCs/></w:rPr>",
    }
    styles = "".join(
        f'<w:style w:styleId="{ident}"><w:name w:val="{name}"/>{facts.get(ident, "")}</w:style>'
        for ident, name in named.items()
    )
    return zipped(
        word__document_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>",
        word__styles_xml=f"<w:styles {W}>{styles}</w:styles>",
        **others,
    )


def read(data):
    name = packed.kind(data)
    info = TextInfo("t", "en", f"t.{name}", "", name)
    return ingest.read(ingest.decode(data, name), info)


def blocks(text):
    return [(r.kind.value, r.level, text.source[slice(*r.body)]) for r in text.regions]


def stretches(text, kind):
    return [
        text.source[s.start : s.end] for s in text.transcript.span_annotations if s.kind == kind
    ]


def told(text):
    return {x.what: x.times for x in text.transcript.unmodelled}


# --- Word ----------------------------------------------------------------------------------------


def test_headings_of_word_are_told_by_what_styles_are_based_on_and_by_their_outline():
    text = read(
        docx(
            p("Contents 1", "T1") + p("Part", "Rubrik1") + p("Chapter", "Own")
            + p("Section", "Deep") + p("Salim came to Marsa.")
        )
    )  # fmt: skip
    assert blocks(text) == [
        ("boilerplate", 0, "Contents 1"),
        ("heading", 1, "Part"),
        ("heading", 1, "Chapter"),
        ("heading", 2, "Section"),
        ("paragraph", 0, "Salim came to Marsa."),
    ]


def test_notes_of_word_stand_at_their_marks_and_rulers_are_none():
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{p(" The first.")}{p("And more.")}</w:footnote>'
        f'<w:footnote w:id="9">{p(" Never called.")}</w:footnote></w:footnotes>'
    )
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t> then left.</w:t></w:r>'
    text = read(docx(p("Salim came", inside=mark), word__footnotes_xml=notes))
    assert blocks(text) == [
        ("paragraph", 0, "Salim came1 then left."),
        ("note", 0, "1 The first."),
        ("note", 0, "And more."),
    ]
    assert stretches(text, "mark") == ["1"]
    assert "Salim came then left." in " ".join(ingest_words(text))


def ingest_words(text):
    from fitnacorpus import reading
    from fitnacorpus.model import Document

    return reading.of_document(Document(text)).text.split()


def test_slanted_words_of_word_in_either_script_and_styles():
    run_of = '<w:r><w:rPr><w:{}/></w:rPr><w:t xml:space="preserve"> {}</w:t></w:r>'
    text = read(
        docx(
            p("He wrote", inside=run_of.format("i", "Murūj") + run_of.format('i w:val="0"', "no"))
            + p("كتب", inside=run_of.format("iCs", "المروج"))
            + p("All of it", "Slant")
        )
    )
    assert stretches(text, "emphasis") == ["Murūj", "المروج", "All of it"]


def test_what_word_has_no_place_for_here_is_told():
    tracked = (
        "<w:ins><w:r><w:t> new</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> old</w:delText></w:r></w:del>"
        "<w:r><w:commentReference/></w:r><w:r><w:drawing/></w:r>"
        f"<w:r><w:pict><w:txbxContent>{p('boxed')}</w:txbxContent></w:pict></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    cells = "".join(f"<w:tc>{p(words)}</w:tc>" for words in ("Marsa", "2,500"))
    text = read(docx(p("Words", inside=tracked) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert blocks(text) == [("paragraph", 0, "Words new"), ("boilerplate", 0, "Marsa 2,500")]
    assert told(text) == {
        "<table>": 1,
        "comment and its words": 1,
        "deletion under tracked changes and its words": 1,
        "insertion that nobody accepted yet": 1,
        "picture": 1,
        "text box and its words": 1,
    }
    said = ingest.describe(text.transcript.unmodelled)
    assert "line" not in said
    assert "left out: " in said


def test_a_document_that_another_library_wrote():
    library = pytest.importorskip("docx", reason="python-docx is not installed")
    made = library.Document()
    made.core_properties.author = "The typist"
    made.core_properties.title = "خبر المرسى"
    made.add_heading("خبر المرسى", 1)
    paragraph = made.add_paragraph("وصل سالم إلى ")
    paragraph.add_run("المرسى").italic = True
    made.add_table(1, 2).cell(0, 0).text = "خلية"
    out = io.BytesIO()
    made.save(out)
    text = read(out.getvalue())
    assert blocks(text) == [
        ("heading", 1, "خبر المرسى"),
        ("paragraph", 0, "وصل سالم إلى المرسى"),
        ("boilerplate", 0, "خلية"),
    ]
    assert stretches(text, "emphasis") == ["المرسى"]
    assert dict(text.transcript.about) == {"title": "خبر المرسى"}, "a typist is no author"


# --- OpenDocument --------------------------------------------------------------------------------


def odt(body, styles=""):
    return zipped(
        mimetype="application/vnd.oasis.opendocument.text",
        content_xml=f"<office:document-content {ODF}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
    )


def test_an_opendocument_text():
    slanted = (
        '<style:style style:name="E"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="T1" style:parent-style-name="E"/>'
        '<style:style style:name="T2" style:parent-style-name="E">'
        '<style:text-properties fo:font-style="normal"/></style:style>'
    )
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>*</text:note-citation>'
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
    )
    text = read(
        odt(
            '<text:h text:outline-level="2">Arrival</text:h>'
            '<text:p>Salim<text:s text:c="3"/>came to <text:span text:style-name="T1">Marsa'
            f'</text:span>{note} and <text:span text:style-name="T2">left</text:span>'
            "<office:annotation><text:p>hm</text:p></office:annotation>.</text:p>"
            "<text:list><text:list-item><text:p>One thing.</text:p></text:list-item></text:list>"
            "<text:table-of-content><text:index-body><text:p>Arrival 1</text:p></text:index-body>"
            "</text:table-of-content>",
            slanted,
        )
    )
    assert blocks(text) == [
        ("heading", 1, "Arrival"),
        ("paragraph", 0, "Salim came to Marsa* and left."),
        ("paragraph", 0, "One thing."),
        ("boilerplate", 0, "Arrival 1"),
        ("note", 0, "* A note."),
    ]
    assert stretches(text, "emphasis") == ["Marsa"]
    assert told(text) == {"comment and its words": 1, "number or bullet of a list": 1}


# --- EPUB ----------------------------------------------------------------------------------------


CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"


def epub(*pages, extra="", **members):
    items = "".join(
        f'<item id="i{n}" href="p%20{n}.xhtml" media-type="application/xhtml+xml"{more}/>'
        for n, (more, _) in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>A book</dc:title><dc:creator>Anna</dc:creator>"
        f"<dc:language>en</dc:language></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>"
    )
    return zipped(
        mimetype="application/epub+zip",
        **{
            "META-INF__container_xml": f'<container xmlns="{CONTAINER}">'
            '<rootfiles><rootfile full-path="book/package.opf"/></rootfiles></container>',
            "book__package.opf": package,
            **{f"book__p {n}.xhtml": content for n, (_, content) in enumerate(pages)},
        },
        **members,
    )


def xhtml(body):
    return (
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{body}</body>'
        "</html>"
    )


def test_chapters_of_a_book_are_one_text_and_notes_keep_their_marks_across_pages():
    chapter = (
        '<h1 id="a">Arrival</h1><p><a id="page_1"/>Salim&nbsp;came.'
        '<a epub:type="noteref" href="p%202.xhtml#a">1</a></p>'
    )
    notes = (
        '<section epub:type="footnotes"><aside epub:type="footnote" id="a"><p>A note. '
        '<a href="p%201.xhtml#a">↩</a></p></aside></section>'
    )
    contents = xhtml("<nav><ol><li>Arrival</li></ol></nav>")
    text = read(epub((' properties="nav"', contents), ("", xhtml(chapter)), ("", xhtml(notes))))
    assert blocks(text) == [
        ("heading", 1, "Arrival"),
        ("paragraph", 0, "Salim\u00a0came.1"),
        ("note", 0, "1 A note."),
    ]
    assert stretches(text, "mark") == ["1"]
    assert text.transcript.about["title"] == "A book"
    assert text.transcript.about["author"] == "Anna"


def test_pages_of_a_print_begin_where_the_book_says_and_are_no_words():
    body = (
        '<div epub:type="pagebreak" id="p169">169</div><p>Salim came'
        ' <span epub:type="pagebreak" id="x" title="170"/>to Marsa.</p>'
    )
    text = read(epub(("", xhtml(body))))
    assert blocks(text) == [("paragraph", 0, "Salim came to Marsa.")]
    pages = text.transcript.milestones
    assert [(m.unit, m.n) for m in pages] == [("page", "169"), ("page", "170")]
    assert text.source[pages[1].at :] == "to Marsa."


def test_a_page_that_is_no_xml_is_read_as_browsers_read_it():
    text = read(epub(("", "<html><body><p>One<br>two<p>Three</body></html>")))
    assert [words for _, _, words in blocks(text)] == ["One two", "Three"]


def test_a_page_that_is_no_xml_may_have_elements_with_any_name_or_none_at_all():
    page = "<html><body><p>Salim<o:p>&nbsp;</o:p><br>came <x=1>to</x> Marsa.</body></html>"
    text = read(epub(("", page), ("", "")))
    assert [words for _, _, words in blocks(text)] == ["Salim\u00a0 came to Marsa."]


@pytest.mark.parametrize("body", ["<p>a\x01b<br>", "<p>a&#1;b<br>", '<p title="a&#1;b"><br>'])
def test_a_page_with_a_character_that_xml_forbids_is_refused(body):
    with pytest.raises(SourceError, match=r"p 0\.xhtml has the character U\+0001"):
        read(epub(("", f"<html><body>{body}</body></html>")))


def test_a_locked_book_is_refused_and_one_with_hidden_fonts_is_not():
    lock = (
        f'<encryption xmlns="{CONTAINER}"><EncryptedData xmlns='
        '"http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference URI="%s"/></CipherData>'
        "</EncryptedData></encryption>"
    )
    page = ("", xhtml("<p>Words.</p>"))
    with pytest.raises(SourceError, match="locked"):
        read(epub(page, **{"META-INF__encryption_xml": lock % "book/p%200.xhtml"}))
    read(epub(page, **{"META-INF__encryption_xml": lock % "book/font.otf"}))


ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

# --- Strangers -----------------------------------------------------------------------------------


def test_what_unpacks_to_more_than_any_book_is_refused(monkeypatch):
    data = docx(p("a " * 50_000))
    monkeypatch.setattr(archive, "_UNPACKED", 20_000)
    with pytest.raises(SourceError) as refused:
        ingest.decode(data, "docx", where="big.docx")
    assert refused.value.code == "too-large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(word__document_xml=f"{ENTITY}<w:document {W}>{p('&e;')}</w:document>"),
         "unsafe-xml"),
        (zipped(word__document_xml=f"<w:document {W}/>"), "broken-document"),
        (zipped(word__document_xml="<w:document"), "broken-xml"),
        (docx("")[:-30], "broken-document"),
        (epub(("", xhtml("<p>x</p>")))[:400], "broken-document"),
        (zipped(zipfile.ZIP_LZMA, word__document_xml=f"<w:document {W}/>"), "broken-document"),
        (zipped(zipfile.ZIP_BZIP2, word__document_xml=f"<w:document {W}/>"), "broken-document"),
    ],
)  # fmt: skip
def test_a_broken_or_hostile_document_is_refused(tmp_path, data, code):
    with pytest.raises(SourceError) as refused:
        ingest.decode(data, "docx", where="x.docx")
    assert refused.value.code == code
    assert refused.value.where.startswith("x.docx")


def test_a_part_that_stands_beyond_any_file_is_refused(monkeypatch):
    whole = docx(p("Salim came."))
    real = zipfile.ZipFile.infolist

    def displaced(self):
        for item in real(self):
            item.header_offset = 2**64 - 1
        return real(self)

    monkeypatch.setattr(zipfile.ZipFile, "infolist", displaced)
    with pytest.raises(SourceError, match="is broken"):
        ingest.decode(whole, "docx", where="x.docx")


def test_numbers_of_any_length_stop_no_document():
    long = "1" * 5000
    outline = f'<w:p><w:pPr><w:outlineLvl w:val="{long}"/></w:pPr><w:r><w:t>Salim</w:t></w:r></w:p>'
    assert blocks(read(docx(outline))) == [("paragraph", 0, "Salim")]
    heading = f'<text:h text:outline-level="{long}">Marsa</text:h>'
    spaces = f'<text:p>Salim<text:s text:c="{long}"/>came.</text:p>'
    assert blocks(read(odt(heading + spaces))) == [
        ("heading", 1, "Marsa"),
        ("paragraph", 0, "Salim came."),
    ]


def test_a_packed_file_that_is_no_document_is_told(tmp_path):
    path = tmp_path / "pictures.zip"
    path.write_bytes(zipped(a="b"))
    assert run("init", tmp_path / "c").returncode == 0
    done = run("-C", tmp_path / "c", "add", path)
    assert done.returncode == 2
    assert "no DOCX, ODT or EPUB" in done.stderr


@settings(max_examples=examples(200))
@given(st.data())
def test_no_damage_of_a_document_is_anything_but_an_error_of_ours(data):
    whole = data.draw(
        st.sampled_from([docx(p("Salim came.")), odt("<text:p>Salim came.</text:p>")])
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    hurt = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    name = packed.kind(hurt)
    if name:
        try:
            read(hurt)
        except SourceError as error:
            assert error.hint


@pytest.mark.parametrize("value", [0, 2, 255])
@pytest.mark.parametrize("made", [docx, odt], ids=["docx", "odt"])
def test_no_byte_of_a_document_stops_the_program(made, value):
    whole = made(p("Salim came.") if made is docx else "<text:p>Salim came.</text:p>")
    refused = 0
    for at in range(len(whole)):
        hurt = whole[:at] + bytes([value]) + whole[at + 1 :]
        if packed.kind(hurt):
            try:
                read(hurt)
            except SourceError:
                refused += 1
    assert refused > 20


def test_the_whole_way_of_a_document_through_a_corpus(tmp_path):
    path = tmp_path / "port.docx"
    path.write_bytes(docx(p("Arrival", "Rubrik1") + p("In 651 Salim ibn Hamza came to Marsa.")))
    root = tmp_path / "c"
    assert run("init", root).returncode == 0
    done = run("-C", root, "add", path)
    assert done.returncode == 0, done.stderr
    assert "added port (en, docx)" in done.stdout
    assert (root / "seeds/port.docx").read_bytes() == path.read_bytes()
    assert run("-C", root, "build").returncode == 0
    assert '<date when="0651">651</date>' in (root / "tei/texts/port.xml").read_text("utf-8")
    assert run("-C", root, "check").returncode == 0
    changed = docx(p("Arrival", "Rubrik1") + p("In 652 Salim ibn Hamza came to Marsa."))
    (root / "seeds/port.docx").write_bytes(changed)
    done = run("-C", root, "check")
    assert done.returncode == 1
    assert "seeds/port.docx: error: the source is not the one that was recorded" in done.stdout
    assert run("-C", root, "update", "port").returncode == 0
    assert run("-C", root, "build").returncode == 0
    assert RegionKind.HEADING in {r.kind for r in read(changed).regions}
