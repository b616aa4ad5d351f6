"""The edition as one file: local references only, and it comes in again as the same texts."""

from collections import Counter

from lxml import etree

from conftest import REPOSITORY, run

ID = "{http://www.w3.org/XML/1998/namespace}id"


def test_every_reference_of_the_one_file_is_an_id_in_it(tmp_path):
    path = tmp_path / "all.xml"
    assert run("-C", REPOSITORY, "export", "tei", "-o", path).returncode == 0
    assert run("-C", REPOSITORY, "export", "tei", "-o", path).returncode == 2
    root = etree.parse(path).getroot()
    ids = Counter(e.get(ID) for e in root.iter(etree.Element) if e.get(ID))
    assert max(ids.values()) == 1
    pointers = {
        token
        for element in root.iter(etree.Element)
        for name in ("ref", "target", "corresp", "resp", "ana", "from", "to", "calendar")
        if not (element.tag.endswith("}date") and name in ("from", "to"))
        for token in element.get(name, "").split()
        if not token.startswith(("http", "quran:"))
    }
    assert pointers and {p for p in pointers if p.removeprefix("#") not in ids} == set()
    assert len(root.findall("{*}TEI")) == len(list((REPOSITORY / "tei/texts").glob("*.xml")))


def test_a_corpus_of_texts_comes_in_as_texts_or_not_at_all(tmp_path):
    file, root = tmp_path / "two.xml", tmp_path / "c"
    body = "<p>He came to the city in the evening.</p>"
    text = f"<TEI{{}}><teiHeader/><text><body>{body}</body></text></TEI>"
    start = '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="eng"><teiHeader/>'
    file.write_text(start + text.format(' xml:id="one"') + text.format("") + "</teiCorpus>")
    run("init", root)
    assert run("-C", root, "add", file).returncode == 0
    assert sorted(p.name for p in (root / "seeds").glob("*.xml")) == ["one.xml", "two-2.xml"]
    assert 'lang = "en"' in (root / "seeds/one.toml").read_text()
    broken = start + text.format(' xml:id="three"') + "<TEI><teiHeader/></TEI></teiCorpus>"
    file.write_text(broken)
    assert run("-C", root, "add", file).returncode == 2
    assert not (root / "seeds/three.xml").exists() and not (root / "seeds/three.toml").exists()


def test_lists_in_which_nobody_has_entered_anything_are_not_exported(tmp_path):
    """A list without entries, and a standOff without lists, are no TEI."""
    root, path = tmp_path / "c", tmp_path / "all.xml"
    run("init", root)
    (tmp_path / "a.txt").write_text("He came to the city in the evening. They left it at dawn.\n")
    assert run("-C", root, "add", tmp_path / "a.txt").returncode == 0
    assert run("-C", root, "build").returncode == 0
    assert "<listPerson>" in (root / "tei/authority.xml").read_text()
    assert run("-C", root, "export", "tei", "-o", path).returncode == 0
    corpus = etree.parse(path).getroot()
    assert not corpus.findall(".//{*}listPerson")
    assert all(len(standoff) for standoff in corpus.findall("{*}standOff"))
    assert corpus.findall("{*}TEI")
