"""Names that the reference tables know, held against the network's: types mended, misses added, titles stripped.

The network tells names from their context; the tables know that Kazakhstan is a state wherever it acts. Where both found
the same words the table decides the type, unless the name is one that people bear too; where the network found a longer
name ("Kazakhstan Temir Zholy") it stands.
"""

import tomllib
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import files

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from dragoman.language.headnames import find_head_names
from dragoman.rows import read_rows

_LABELS = {
    ("state", "adjective"): "NORP",
    ("state", "demonym"): "NORP",
    ("state", "ethnic"): "NORP",
    ("place", "adjective"): "NORP",
    ("place", "demonym"): "NORP",
}
_TYPE_LABELS = {"state": "GPE", "place": "GPE", "organisation": "ORG", "government": "ORG", "group": "ORG"}
_KINDS = frozenset(("name", "official", "variant", "acronym", "capital", "short", "adjective", "demonym", "ethnic"))


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("dragoman").joinpath("data/names.toml").read_text(encoding="utf-8"))
    return {k: frozenset(v["words"]) for k, v in raw.items()}


def _known_names() -> dict[str, str]:
    """Return name -> label; a name with two labels is left to the network."""
    types = {r["id"]: r["type"] for r in read_rows("entities")}
    lists = _word_lists()
    skipped = lists["ambiguous"]
    found: dict[str, str | None] = {}
    for r in read_rows("aliases"):
        name, kind = r["name"], r["kind"]
        label = _LABELS.get((types.get(r["entity"], ""), kind), _TYPE_LABELS.get(types.get(r["entity"], "")))
        if label is None or kind not in _KINDS or name in skipped or len(name) < 2 or name.startswith("the "):
            continue
        words = name.lower().split()
        is_land = types.get(r["entity"]) == "place" and len(words) > 1 and (words[-1] in lists["place_heads"] or words[1] == "of")
        is_part = len(words) == 2 and words[0] in lists["directions"] and name.split()[1] in lists["lands"]
        label = "LOC" if label == "GPE" and (name in lists["regions"] or is_land or is_part) else label
        for form in {name, name.upper()} if label == "GPE" and len(name) > 3 else {name}:
            found[form] = label if found.get(form, label) == label else None
    found.update(dict.fromkeys(lists["peoples"], "NORP"))
    # "The Hague" is a name with its article; "The Solomon Islands" is one without.
    doubled = {name for name in found if name.startswith("The ") and name[4:] in found}
    return {name: label for name, label in found.items() if label and name not in doubled}


def _longest_first(span: Span) -> tuple[int, int]:
    return span.start - span.end, span.start


COMPONENT = "dragoman_names"


@Language.factory(COMPONENT, requires=["doc.ents"], assigns=["doc.ents"])  # type: ignore[untyped-decorator]
def make_gazetteer(nlp: Language, name: str) -> "Gazetteer":
    """Return the component that holds the names of a Doc against the tables."""
    return Gazetteer(nlp)


class Gazetteer:
    """Mends ``doc.ents`` in place."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab)
        self._lists = _word_lists()
        by_label: dict[str, list[str]] = {}
        for name, label in _known_names().items():
            by_label.setdefault(label, []).append(name)
        for label, names in by_label.items():
            self._matcher.add(label, [nlp.tokenizer(n) for n in names])

    def __call__(self, doc: Doc) -> Doc:
        """Mend the names of one Doc."""
        names = self._take_head_names(doc, [s for e in doc.ents if (s := self._strip_title(doc, e)) is not None])
        matches = self._matches(doc)
        starts = [m.start for m in matches]
        names = [n for n in names if not self._is_joined(n, matches[bisect_left(starts, n.start) : bisect_left(starts, n.end)])]
        doc.ents = self._join_bodies(doc, self._take_matches(names, matches))
        return doc

    def _take_matches(self, names: list[Span], matches: list[Span]) -> list[Span]:
        """Return names with the table's in place of those that do not stand against them."""
        taken = {i: n for n in names for i in range(n.start, n.end)}
        gone: set[int] = set()
        added = []
        for match in sorted(matches, key=_longest_first):
            rivals = {id(taken[i]): taken[i] for i in range(match.start, match.end) if i in taken}.values()
            if any(self._stands(r, match) for r in rivals):
                continue
            for rival in rivals:
                gone.add(id(rival))
                for i in range(rival.start, rival.end):
                    taken.pop(i, None)
            taken.update(dict.fromkeys(range(match.start, match.end), match))
            added.append(match)
        return [n for n in (*names, *added) if id(n) not in gone]

    def _is_joined(self, name: Span, matches: list[Span]) -> bool:
        """Whether a name is two known ones and the joint between them ("India and Pakistan"). ``matches`` start in the name."""
        inside = [m for m in matches if name.start <= m.start and m.end <= name.end]
        held = {i for m in inside for i in range(m.start, m.end)}
        return len(inside) > 1 and all(t.i in held or t.lower_ in {"and", "&", ",", "/", "-", "–", "the"} for t in name)

    def _take_head_names(self, doc: Doc, names: list[Span]) -> list[Span]:
        """Return names with those that a head noun tells; a longer name of the network's stands ("Black Sea Fleet")."""
        held = {i: n for n in names for i in range(n.start, n.end)}
        gone: set[int] = set()
        added = []
        for found in find_head_names(doc, self._lists):  # these never overlap one another
            rivals = [held[i] for i in range(found.start, found.end) if i in held]
            if any(len(n) > len(found) and n.label_ != "DATE" for n in rivals):
                continue
            gone.update(id(n) for n in rivals)
            added.append(found)
        return [n for n in (*names, *added) if id(n) not in gone]

    def _join_bodies(self, doc: Doc, names: list[Span]) -> list[Span]:
        """Return names where a nationality right before a body is part of its name ("Iranian Foreign Ministry", "Libyan National Army")."""
        names = sorted(names, key=lambda s: s.start)
        joined: list[Span] = []
        for name in names:
            before = joined[-1] if joined else None
            body = name.label_ == "ORG" and any(t.lower_ in self._lists["bodies"] for t in name)
            if before is not None and body and before.label_ == "NORP" and before.end == name.start:
                joined[-1] = Span(doc, before.start, name.end, label="ORG")
            else:
                joined.append(name)
        taken = {i for n in joined for i in range(n.start, n.end)}
        return [self._grow_body(doc, n, taken) for n in joined]

    def _grow_body(self, doc: Doc, name: Span, taken: set[int]) -> Span:
        """Return a nationality together with the capitalised words behind it that end in a body's noun, which no name holds."""
        end = name.end
        if name.label_ != "NORP":
            return name
        while end < len(doc) and end not in taken and doc[end].text[:1].isupper() and doc[end].pos_ in {"PROPN", "ADJ", "NOUN"}:
            end += 1
        if end > name.end and doc[end - 1].lower_ in self._lists["bodies"]:
            return Span(doc, name.start, end, label="ORG")
        return name

    def _matches(self, doc: Doc) -> list[Span]:
        """Return table names in the text in order, the longest where they overlap."""
        spans = [Span(doc, a, b, label=label) for label, a, b in self._matcher(doc)]
        spans.sort(key=_longest_first)
        used: set[int] = set()
        kept = []
        for s in spans:
            if used.isdisjoint(range(s.start, s.end)) and not (s.label_ == "ORG" and len(s) == 1 and s.text in self._lists["words_too"]):
                used.update(range(s.start, s.end))
                kept.append(s)
        return sorted(kept, key=lambda s: s.start)

    def _stands(self, name: Span, match: Span) -> bool:
        """Whether the network's name stands against a match."""
        if (name.start, name.end) == (match.start, match.end):
            return name.label_ == "PERSON" and len(name) == 1 and match.text in self._lists["people_too"]
        if name.label_ == "DATE":
            return False
        if match.start <= name.start and name.end <= match.end:
            return False  # the network saw a part: "Korean" of "South Korean"
        inside = name.start <= match.start and name.end >= match.end
        if inside and match.start == name.start and match.label_ == "NORP" and name.label_ == "PERSON":
            return False
        return len(name) > len(match) or not inside

    def _strip_title(self, doc: Doc, name: Span) -> Span | None:
        """Return a person's name without titles before it and a possessive mark after it.

        A place that the tables do not know, right after a title ("President Lukashenko"), is a person.
        """
        start, end = name.start, name.end
        if doc[end - 1].tag_ == "POS" and end - start > 1:
            end -= 1
        label = name.label_
        before = doc[start - 1] if start else None
        if label in ("GPE", "LOC") and before is not None and before.is_title and before.lower_ in self._lists["before_people"]:
            label = "PERSON"
        if label == "PERSON":
            titles = self._lists["titles"]
            while (
                end - start > 1 and doc[start].lower_ in titles and any(t.is_alpha and t.lower_ not in titles for t in doc[start + 1 : end])
            ):
                start += 1
        return name if (start, end, label) == (name.start, name.end, name.label_) else Span(doc, start, end, label=label)
