"""What `export tei` writes and `add` reads in a new corpus is the edition that it was."""

import shutil

import pytest

from conftest import run
from fitnacorpus import reading
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.model import Span
from fitnacorpus.pipeline import Pipeline

HEADER = """<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc>
<encodingDesc><listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)"
 replacementPattern="persons.xml#$1"/></listPrefixDef></encodingDesc></teiHeader>"""
ENGLISH = """<div type="chapter" n="1"><head>Of Kufa</head><pb n="1"/>
<p>In <date when="0656">the year 656</date> the Ab-<lb break="no"/>bot of
<placeName ref="#kufa">Kufa</placeName><note place="bottom">A town.</note>, with
<num value="4000">four thousand</num> men<ref target="#n9">*</ref>,
<persName ref="psn:ali #hasan">the two Imams</persName> and
<persName key="viaf:1"><forename>Malik</forename> <addName type="nasab">b. al-Harith</addName>
</persName> He <del>did not</del> <app><lem wit="#A">stayed</lem><rdg wit="#B">left</rdg></app>.</p>
<note xml:id="n9">Some say six.</note>
<p part="I">On <date when-custom="0656-06-17" datingMethod="#julian">17 June</date> they
<choice><sic>wint</sic><corr>went</corr></choice> home<fw type="catch">and</fw>,</p><pb n="2"/>
<p part="F">there\u00ac<lb/>in. <said who="#ali">Go away,</said> he said. Then Ali came.</p>
<sp who="#ali"><p>Go home. And <q>stay. There</q> it is<note><q>home</q></note>. So be it.</p></sp>
<floatingText type="letter"><body><p>Come to us.</p></body></floatingText>
<lg><l n="1"><seg>first half</seg> <seg>second half</seg></l><l n="2">a b <caesura/> c d</l></lg>
<p><s>Dr. Lee <w lemma="come" pos="VBD">came</w>.</s> <s>He left <gap reason="lost"/>.</s>
<rs type="person" ref="#ali">He</rs> <subst><del>four</del><add>five</add></subst>.</p></div>"""
ARABIC = """<div n="1"><head>ذكر أهل الكوفة</head>
<p>وفي <date when-custom="0036-09" datingMethod="#cal_islamic">رمضان سنة ست وثلاثين</date> قدم
<persName ref="#ali"><forename>علي</forename> <addName type="nasab">بن أبي طالب</addName></persName>
عليه السلام <placeName>الكوفة</placeName><note n="1">ب: البصرة</note>، في
<num value="4000">أربعة آلاف</num> رجل و<persName>الحسن</persName>.</p>
<p><seg type="isnad">حدثنا أبو مخنف</seg>: <said who="#ali">يا أهل
<choice><orig>الكوفه</orig><reg>الكوفة</reg></choice> اخرجوا</said>.
<date when="0656-12-08" when-custom="0036-06-15" datingMethod="#hijri">ثم كان النصف</date>
<quote type="quran" source="Q 112:1">قل هو الله أحد</quote>.</p>
<lg><l><seg>قفا نبك من ذكرى</seg><seg>بسقط اللوى بين</seg></l><l>فتوضح <caesura/> لم يعف</l></lg>
<p>و<del>لم</del> يخرج <add place="margin">إلا</add> قليل <unclear>منهم</unclear>.</p>
</div>"""
PERSONS = "".join(
    f'<person xml:id="{ident}"><persName xml:lang="en" type="preferred">{en}</persName>'
    f'<persName xml:lang="ar" type="preferred">{ar}</persName>{more}</person>'
    for ident, en, ar, more in (
        ("ali", "Ali", "علي", ""),
        ("hasan", "Hasan", "الحسن", ""),
        ("ashtar", "Malik al-Ashtar", "الأشتر", '<idno type="VIAF">1</idno>'),
    )
)


def filled(root):
    """A new corpus with an authority of three persons."""
    assert run("init", root).returncode == 0
    path = root / "tei" / "authority.xml"
    content = path.read_text("utf-8")
    path.write_text(content.replace("<listPerson>", f"<listPerson>{PERSONS}", 1), "utf-8")
    return root


def facts(document):
    """What a document says, with the words it says it of."""
    view, source = reading.of_document(document), document.text.source

    def words(item):
        return view.read(Span(item.start, item.end)) if item.start < item.end else ""

    named = ((words(m), str(m.kind), m.type, m.key, m.candidates, m.why, m.resp,
              [(words(p), p.kind) for p in m.parts]) for m in document.mentions)  # fmt: skip
    dated = ((words(d), d.calendar, d.custom, d.not_before, d.not_after, d.precision)
             for d in document.dates)  # fmt: skip
    return {
        "names": [*named],
        "dates": [*dated],
        "sentences": [words(s) for e in document.episodes for s in e.sentences],
        "paragraphs": [(source[p.start : p.end], p.part, p.verse)
                       for e in document.episodes for p in e.paragraphs],
        "states": [(words(s), s.kind, s.words, s.reason) for s in document.states],
        "stretches": [(words(s), s.kind, s.lang, s.source) for s in document.span_annotations],
        "numbers": [(words(n), n.value) for n in document.numbers],
        "readings": [(words(r), r.text, r.witness) for r in document.readings],
        "pages": [(m.unit, m.n, source[m.at :][:9]) for m in document.milestones],
        "tokens": [(words(t), *t[2:]) for t in document.tokens],
        "notation": [source[m.start : m.end] for r in document.text.regions for m in r.markup],
    }  # fmt: skip


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The documents of two files of others, and of the edition of them that was added again."""
    root = tmp_path_factory.mktemp("trip")
    first, second = filled(root / "first"), filled(root / "second")
    for name, lang, body in (("kufa-en", "en", ENGLISH), ("kufa-ar", "ara", ARABIC)):
        head = HEADER.format(title=name)
        content = (f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{head}<text xml:lang="{lang}">'
                   f"<body>{body}</body></text></TEI>\n")  # fmt: skip
        (root / f"{name}.xml").write_text(content, "utf-8")
        assert run("-C", first, "add", root / f"{name}.xml").returncode == 0
    assert run("-C", first, "build").returncode == 0
    assert run("-C", first, "export", "tei", "-o", root / "edition.xml").returncode == 0
    shutil.copy(first / "tei" / "authority.xml", second / "tei" / "authority.xml")
    assert run("-C", second, "add", root / "edition.xml").returncode == 0
    return [{d.text.info.id: facts(d) for d in Pipeline(CorpusFolder(x)).documents()}
            for x in (first, second)]  # fmt: skip


@pytest.mark.parametrize("text", ["kufa-en", "kufa-ar"])
def test_an_edition_that_is_added_again_says_the_same(both, text):
    before, after = both
    for what, told in before[text].items():
        assert after[text][what] == told, what


def test_what_was_lost_on_the_way_before_is_among_it(both):
    told = both[1]["kufa-en"]
    names = {words: (key, why) for words, _, _, key, _, why, *_ in told["names"]}
    assert names["the two Imams"] == ("psn:ali persons.xml#ali #hasan", "source")
    assert names["Ali"] == ("", "form")  # the program's own, which it finds again
    assert told["readings"] == [("stayed", "left", "B")]
    assert ("", "mark", "", "1") in told["stretches"]
    assert {"-", "\u00ac", "*", "and"} <= {*told["notation"]}
    assert told["dates"][1][3:5] == ("0656-06-20", "0656-06-20")
