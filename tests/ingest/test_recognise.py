"""Files that are no text, or whose characters went wrong before; and languages by their words."""

import json

import pytest

import strategies as make
from fitnacorpus import intake
from fitnacorpus.corpus import CorpusFolder
from fitnacorpus.errors import SourceError
from fitnacorpus.ingest.decode import decode, detect_encoding
from fitnacorpus.ingest.language import guess
from fitnacorpus.ingest.recognise import refuse_bytes, refuse_format, twice_encoded

TALE = (
    "خرج الناس من المدينة في الليل ثم رجعوا إلى أهلهم، فقال لهم الأمير: ما هذا؟ قالوا: لا ماء.\n"
    * 4
)
STORY = "The people went out of the town in the night, and they came back to their homes.\n" * 4


def refused(data):
    with pytest.raises(SourceError) as caught:
        refuse_bytes(data, where="x")
        refuse_format(data.decode("utf-8"), where="x")
    assert caught.value.hint
    assert caught.value.where == "x"
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 \x00", "not-text"),
        (b"PK\x03\x04\x14\x00", "not-text"),
        (b"{\\rtf1\\ansi The people went out.}", "not-text"),
        (f"<p>{STORY[:80]}</p>\n<div><a href='x'>{STORY[:90]}</a></div>".encode(), "not-text"),
        (json.dumps({"text": STORY}).encode(), "not-text"),
        (b"id,kind,form\n" + b"a,person,Ali\n" * 8, "not-text"),
        (b"name\tyear\tplace\n" + "علي\t36\tصفين\n".encode() * 8, "not-text"),
        (f'{{"t": "{STORY[:80]}"}}\n{{"t": "{STORY[:60]}"}}\n'.encode(), "not-text"),
        (f'[{{"t": "{STORY[:80]}", "n": 1}}, {{"t": "cut o'.encode(), "not-text"),
        (f'id,text,page\n{f"""1,"{STORY[:80]}",2{chr(10)}""" * 4}'.encode(), "not-text"),
        (f"1\t{STORY[:80]}\t2\n".encode() * 8, "not-text"),
        (b"\\documentclass{article}\n\\begin{document}\nThen they rode out.\n", "not-text"),
        (b"1\n00:00:01,000 --> 00:00:04,000\nThen they rode out.\n", "not-text"),
        (b"@book{rider,\n title = {Then they rode out},\n}\n", "not-text"),
        (f"#+TITLE: The town\n* The night\n{STORY}".encode(), "not-text"),
        (f"* The night\n:PROPERTIES:\n:ID: a\n:END:\n{STORY}".encode(), "not-text"),
        (f"The town\n========\n\n.. note:: So they say.\n\n{STORY}".encode(), "not-text"),
        (f"{STORY}\n.. [#a] So they say.\n".encode(), "not-text"),
        (f"id|text|page\n{f'1|{STORY[:80]}|2{chr(10)}' * 5}".encode(), "not-text"),
        ("".join(f"{n}|{TALE[:80]}\n" for n in range(6)).encode(), "not-text"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>Then</text></svg>", "not-text"),
        ("".join(f"&#{ord(c)};" for c in TALE[:80]).encode(), "not-text"),
        ("".join(f"[12/03/2024, 14:0{n}:11] Anna: {STORY[:40]}\n" for n in range(4)).encode(),
         "not-text"),
        ("".join(f"\u200f[١٢\u200f/٣\u200f/٢٠٢٤، ٢:٠{n}:١١ م] سالم: {TALE[:40]}\n"
                 for n in "٠١٢٣").encode(), "not-text"),
        ("".join(f"2024-03-12 14:02:1{n},123 INFO {STORY[:40]}\n" for n in range(4)).encode(),
         "not-text"),
        (f"From: a@b.org\nSubject: the town\nReceived: from x\n by y\nMIME-Version: 1.0\n\n{STORY}"
         .encode(), "not-text"),
        (f"title: The town\nlang: en\nparts:\n  - id: e1\n    text: {STORY[:80]}\n".encode(),
         "not-text"),
        (f'version = 1\n[source]\nfile = "a"\n\n[about]\nwords = "{STORY[:40]}"\n'.encode(),
         "not-text"),
        (b"import os\n\ndef main():\n    for name in names:\n        print(name)\n", "not-text"),
        (f"diff --git a/x b/x\n@@ -1,4 +1,4 @@\n-{STORY}".encode(), "not-text"),
        (f"BEGIN:VCARD\nVERSION:3.0\nNOTE:{STORY}".encode(), "not-text"),
        (TALE.encode().decode("cp1256").encode(), "double-encoded"),
        (TALE.encode().decode("iso8859-1").encode(), "double-encoded"),
        ("Malik’s café\n".encode().decode("cp1252").encode(), "double-encoded"),
        ((STORY + "\ufffd" * 40).encode(), "lost-characters"),
        ("\n".join(" ".join(w[::-1] for w in x.split()) for x in TALE.split("\n")).encode(),
         "visual-order"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_by_what_it_is(data, code):
    assert refused(data) == code


@pytest.mark.parametrize(
    "words",
    [TALE, STORY, "He said: {so}, [and] <that>.\n" * 9, "One, two, and three came home.\n" * 9,
     '"Come," he said, "now."\n"No", she said, "not yet", and went.\n' * 4,
     'The table had "one", "two", "three".\n' * 9, "At 10:00:01,000 men --> the river.\n",
     "{this} is: a note\n", "@home{they said,\n",
     "Salim: Who goes there?\nHamza: Nobody.\nSalim: Then come in.\n" * 3,
     "From: the people of Kufa\nTo: Husayn\n\nWe have no leader; come to us.\n" * 2,
     "[1/2/3] He came.\nAt 10:30, on 12/03/37, they rode out.\nClass of men:\n" * 3,
     "---\ntitle: The town\ntags:\n  - id: a\n---\n\n" + STORY, f"- {STORY}" * 4,
     "import of corn ceased;\nfrom then on they starved,\nand nobody came.\n" * 3,
     "مشى الليل إلا أنجما | وغابت نجوم الصبح عنا\n" * 6, "* one\n* two\n#+ 3\n.. and so on\n" * 3,
     "علي, قال\n" * 9, "“café” – naïve Muʿāwiya ḥadīth\n", "# T\n\na <br> b\n"],
)  # fmt: skip
def test_what_is_text_is_let_in(words):
    refuse_bytes(words.encode())
    refuse_format(words)
    assert twice_encoded(words) == ""


@pytest.mark.parametrize("path", sorted(make.SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_sources_are_let_in_in_their_language(path):
    source = path.read_bytes().decode()
    refuse_format(source)
    arabic = path.stem.endswith("-ar")
    assert guess(source, arabic=arabic).lang == path.stem[-2:]


@pytest.mark.parametrize("name", ["cp1256", "iso8859-6", "mac_arabic"])
def test_an_arabic_code_page_is_told_by_common_words(name):
    words = TALE.replace("،", "")
    data = words.encode(name)
    found = detect_encoding(data)
    assert decode(data, found) == words
    assert found == name or decode(data, name) == words


SENTENCES = {
    "en": STORY,
    "fr": "Le peuple sortit de la ville dans la nuit et il ne revint pas par le pont qui est "
    "sur le fleuve, car un des gardes du roi se tenait au bord, et les hommes ont eu peur de lui.",
    "de": "Das Volk ging in der Nacht aus der Stadt und es kam nicht wieder, denn auf der Brücke "
    "stand ein Mann des Königs, und die Leute hatten eine große Angst vor dem Mann und sich.",
    "es": "El pueblo salió de la ciudad en la noche y no volvió por el puente que está en el río, "
    "porque un guardia del rey estaba al lado y los hombres se asustaron de él con razón.",
    "ar": TALE,
    "fa": "مردم در شب از شهر بیرون رفتند و به خانه خود باز نیامدند که نگهبان شاه بر پل بود و آنان "
    "از او می ترسیدند و این خبر را به امیر داد تا برای آن کار کرد و شد که با هم رفتند.",
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_language_is_told_by_its_commonest_words(lang):
    assert guess(SENTENCES[lang], arabic=lang in ("ar", "fa")).lang == lang


def test_words_of_no_language_are_asked_about_and_few_words_say_nothing():
    assert guess("lorem ipsum dolor amet " * 20, arabic=False).lang == ""
    assert guess("The people went.", arabic=False) is None


@pytest.mark.parametrize(
    ("words", "arabic", "lang"),
    [
        ("Le gouverneur fut tué près du vieux puits et les hommes de la ville sortirent.", False,
         "fr"),
        ("بندرگاہ کے لوگوں نے اس سے کہا کہ حاکم شہر سے بھاگ گیا ہے۔", True, "ur"),
        ("حاکم شهر در شب از آن خانه گریخته است و خزانه را با خود برده است.", True, "fa"),
    ],
)  # fmt: skip
def test_a_short_text_in_another_language_is_not_taken_for_the_usual_one(words, arabic, lang):
    assert guess(words, arabic=arabic).lang == lang
    assert guess(TALE[:80] if arabic else STORY[:80], arabic=arabic) is None


def test_code_pages_of_other_scripts_are_asked_about():
    cyrillic = "Правитель был убит у старого колодца, и никто не видел этого. " * 4
    mac = "The governor\u2019s men \u2014 all \u2014 were killed; nobody\u2019s son saw it."
    for data in (cyrillic.encode("koi8-r"), mac.encode("mac_roman")):
        with pytest.raises(SourceError) as caught:
            detect_encoding(data)
        assert caught.value.code == "unknown-encoding"
    assert detect_encoding("خرج الناس".encode("cp1256")) == "cp1256"


def test_a_stray_zero_byte_is_told_with_its_place(tmp_path):
    intake.init(tmp_path / "c")
    file = tmp_path / "a.txt"
    file.write_bytes(STORY.encode().replace(b"night", b"ni\0ght", 1))
    with pytest.raises(SourceError) as caught:
        intake.add(CorpusFolder(tmp_path / "c"), file)
    assert caught.value.code == "binary" and caught.value.where.endswith("a.txt:1:42")


def test_the_words_decide_and_not_the_header(tmp_path):
    intake.init(tmp_path / "c")
    folder = CorpusFolder(tmp_path / "c")
    meta = "#META# 020.BookTITLE :: A long English title of the book that says a lot\n" * 20
    file = tmp_path / "a.mARkdown"
    file.write_text(f"######OpenITI#\n{meta}#META#Header#End#\n# {TALE}", "utf-8")
    assert intake.add(folder, file).info.lang == "ar"
    file = tmp_path / "b.txt"
    file.write_text(SENTENCES["fr"] * 2, "utf-8")
    assert intake.add(folder, file).info.lang == "fr"
    file = tmp_path / "d.txt"
    file.write_text("lorem ipsum dolor amet. " * 20, "utf-8")
    with pytest.raises(SourceError) as caught:
        intake.add(folder, file)
    assert caught.value.code == "unknown-language"


def test_lost_characters_are_told(tmp_path):
    intake.init(tmp_path / "c")
    file = tmp_path / "a.txt"
    file.write_text(STORY + "\ufffd" + STORY, "utf-8")
    added = intake.add(CorpusFolder(tmp_path / "c"), file)
    assert [(x.what, x.line) for x in added.unmodelled] == [("U+FFFD, a character lost before", 5)]


@pytest.mark.parametrize("encoding", ["cp437", "cp850"])
def test_code_pages_of_dos_are_not_taken_for_those_of_windows(encoding):
    words = "Ensuite ils quittèrent la ville et allèrent au fleuve; le prince était fatigué.\n" * 3
    assert detect_encoding(words.encode("cp1252")) == "cp1252"
    with pytest.raises(SourceError, match="--encoding"):
        detect_encoding(words.encode(encoding))


def test_utf_32_is_named():
    with pytest.raises(SourceError, match="UTF-32"):
        detect_encoding(TALE.encode("utf-32"))


def test_letters_in_their_shapes_are_arabic(tmp_path):
    shapes = {"م": "ﻣ", "ن": "ﻦ", "ل": "ﻟ", "ه": "ﻪ", "ي": "ﻴ", "ع": "ﻋ"}
    intake.init(tmp_path / "c")
    file = tmp_path / "shapes.txt"
    file.write_text("".join(shapes.get(c, c) for c in TALE), "utf-8")
    assert intake.add(CorpusFolder(tmp_path / "c"), file).info.lang == "ar"


def test_the_page_breaks_of_a_pdf_are_named(tmp_path):
    intake.init(tmp_path / "c")
    file = tmp_path / "pdf.txt"
    file.write_text(f"{STORY}\x0c{STORY}", "utf-8")
    with pytest.raises(SourceError, match=r"page break.*running heads") as caught:
        intake.add(CorpusFolder(tmp_path / "c"), file)
    assert caught.value.where.endswith(":5:1")
