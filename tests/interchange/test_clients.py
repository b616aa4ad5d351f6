"""Exports held against the standards of others: JSON Schema, JSON-LD and readers of GeoJSON."""

import json
from pathlib import Path

import pytest

from conftest import run

SCHEMAS = Path(__file__).parent / "schemas"
OA = "http://www.w3.org/ns/oa#"
TERMS = "urn:x-fitnacorpus:terms:"


def exported(root, *words):
    done = run("-C", root, "-q", "export", *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def faults(name, content):
    """What a schema has against a file."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    found = jsonschema.Draft202012Validator(schema).iter_errors(content)
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("verb", [("geojson",), ("geojson", "--events"), ("lpf",)])
def test_what_goes_on_a_map_is_geojson(built_tiny, verb):
    geojson = pytest.importorskip("geojson", reason="geojson is not installed")
    content = exported(built_tiny, *verb)
    assert content["features"]
    assert faults("geojson", content) == []
    read = geojson.loads(json.dumps(content))
    assert read.errors() in ([], {}, "", None)
    located = [f for f in read["features"] if f.geometry]
    assert {tuple(f.geometry.coordinates) for f in located} == {(16.5, 31.2)}


def test_a_gazetteer_is_linked_places(built_tiny):
    content = exported(built_tiny, "lpf", "--base", "https://example.org/")
    assert faults("linked-places", content) == []
    by_id = {feature["@id"]: feature for feature in content["features"]}
    assert by_id["https://example.org/old-well"]["geometry"] is None


@pytest.mark.parametrize(
    ("name", "spoil", "told"),
    [
        ("geojson", lambda f: f.pop("geometry"), "'geometry' is a required property"),
        ("geojson", lambda f: f["geometry"]["coordinates"].reverse(), "[31.2, 116.5]"),
        ("linked-places", lambda f: f.pop("@id"), "'@id' is a required property"),
        ("linked-places", lambda f: f["names"][0].pop("toponym"), "'toponym' is a required"),
    ],
)
def test_the_schemas_know_a_fault(built_tiny, name, spoil, told):
    content = exported(built_tiny, "lpf", "--base", "https://example.org/")
    marsa = content["features"][0]
    marsa["geometry"]["coordinates"] = [116.5, 31.2]
    spoil(marsa)
    assert told in " ".join(faults(name, content))


def expanded(content):
    """A JSON-LD file as another processor expands it, which may fetch nothing."""
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not installed")

    def refuse(url, options=None):
        raise AssertionError(f"{url} would be fetched")

    content["@context"] = [c for c in content["@context"] if isinstance(c, dict)]
    return jsonld.expand(content, {"documentLoader": refuse})


def values(node, name):
    return [x.get("@value", x.get("@id")) for x in node.get(name, [])]


def test_annotations_mean_to_another_processor_what_they_mean_here(built_tiny):
    content = exported(built_tiny, "webannotation", "--base", "https://e.org/")
    number = len(content["items"])
    (page,) = expanded(content)
    (listed,) = page["http://www.w3.org/ns/activitystreams#items"]
    items = listed["@list"]
    assert len(items) == number
    assert {values(x, f"{OA}motivatedBy")[0] for x in items} == {
        f"{OA}identifying",
        f"{OA}linking",
    }
    (arrival,) = (x for x in items if values(x, f"{TERMS}event") == ["https://e.org/arrival"])
    assert values(arrival, f"{TERMS}relation") == ["sameEvent"]
    quotes = []
    for target in arrival[f"{OA}hasTarget"]:
        (source,) = values(target, f"{OA}hasSource")
        (exact,) = (v for s in target[f"{OA}hasSelector"] for v in values(s, f"{OA}exact"))
        quotes.append((source, exact))
    assert quotes == [
        ("https://e.org/port-ar",
         "وفي عام ثلاثين للهجرة وصل سالم بن حمزة (رضي الله عنه) إلى المرسى ومعه ثلاثة آلاف رجل."),
        ("https://e.org/port-en", "In 651 Salim ibn Hamza came to Marsa with 2,500 men."),
    ]  # fmt: skip


def test_nothing_of_an_annotation_is_dropped_by_another_processor(built_tiny):
    """A key that no context explains vanishes when the file is expanded."""
    content = exported(built_tiny, "webannotation")
    terms = {key for context in content["@context"] if isinstance(context, dict) for key in context}

    def keys(node):
        if isinstance(node, dict):
            for key, inner in node.items():
                if key != "@context":
                    yield key
                    yield from keys(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from keys(inner)

    assert {*keys(content)} <= terms
