"""Names in a text: the model's, corrected by the gazetteer. Whom they mean is settled by linking."""

import re
import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dragoman.extract.gazetteer import Hit, gazetteer_of
from dragoman.extract.titles import load_titles, title_length
from dragoman.records.document import Document
from dragoman.records.facts import Facts
from dragoman.records.findings import Mention
from dragoman.records.maker import MAKER
from dragoman.records.spans import Span

_MODEL_TYPES = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"}
# "MR PRICE:", "SECRETARY BLINKEN:" at the start of a line of a transcript.
_LABEL = re.compile(r"^[ \t]*((?:[A-Z][A-Z.'’\-]*[ \t]+){1,8}[A-Z][A-Z'’\-]+):", re.MULTILINE)
# "(R-Calif.)": a party and a state, no name.
_PARTY = re.compile(r"^[DRI]-[A-Z][\w.]*$")
_HANDLE = re.compile(r"(?<![\w@.])@\w{2,30}")
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "&", "de", "-", "’s", "'s"})
_ADJECTIVE_KINDS = frozenset({"adjective", "ethnic", "demonym"})
_EDGE_PUNCT = "'\"‘’“”`.,;:()[]{}<>!?*_~|—–-#…"
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    type: str
    country: str | None
    confidence: float


def find_mentions(doc: Doc, document: Document, facts: Facts) -> tuple[Mention, ...]:
    """Return the names of a document in order, without overlaps: one Mention a name, with its exact span.

    Titles ("Foreign Minister"), articles and a possessive 's are not part of a name; a handle ("@SecPompeo") is one. An adjective
    of nationality counts where it names an actor ("Kazakh officials") or stands alone ("the Russians"), not in "Kazakh politics".
    ``entity`` stays None, ``country`` is what the tables say of the name itself.

    Source of the method: names from the model of ``doc.ents``; a table's name wins over the model's label, a longer name over a
    shorter one inside it ("New Mexico" over "Mexico").
    """
    text = document.text
    hits = gazetteer_of(facts).find(text, tuple(_lower_ranges(document)))
    nations = {h.start: h.end for h in hits if h.type == "state"}
    names = _merge(
        text,
        list(_model_names(doc, text, nations)),
        [h for h in (_judge_hit(doc, h) for h in hits) if h is not None],
        hits,
        [*_after_titles(doc, hits), *_spelt_out(doc)],
    )
    names = _add_surnames(doc, text, names)
    return tuple(_write(document, name, number) for number, name in enumerate(names, 1))


def _write(document: Document, name: _Name, number: int) -> Mention:
    words = " ".join(document.text[name.start : name.end].split())
    return Mention(
        document=document.id,
        id=f"m{number}",
        spans=(Span(start=name.start, end=name.end),),
        text=document.text[name.start : name.end],
        maker=MAKER,
        confidence=name.confidence,
        type=name.type,
        start=name.start,
        end=name.end,
        entity=None,
        name=words,
        country=name.country,
    )


def _add_surnames(doc: Doc, text: str, names: list[_Name]) -> list[_Name]:
    """Add the places where a surname of the text stands alone and the model saw no name."""
    surnames = {text[n.start : n.end].split()[-1] for n in names if n.type == "person"}
    covered = [n.start for n in names], [n.end for n in names]
    added: list[_Name] = []
    for token in doc:
        if token.text not in surnames or len(token) < 4 or token.pos_ != "PROPN" or token.ent_type_ in {"DATE", "EVENT"}:
            continue
        i = bisect_right(covered[0], token.idx) - 1
        if i < 0 or covered[1][i] <= token.idx:
            added.append(_Name(token.idx, token.idx + len(token), "person", None, 0.7))
    return sorted([*names, *added], key=lambda n: n.start) if added else names


def _lower_ranges(document: Document) -> Iterator[tuple[int, int]]:
    """Blocks without a capital beyond their first letter: there a name may be in lower case."""
    for block in document.blocks:
        words = document.text[block.start : block.end].split()
        if len(words) >= 3 and not any(w[:1].isupper() or w[1:].lower() != w[1:] for w in words[1:]):
            yield block.start, block.end


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("dragoman").joinpath("data", "descriptions.toml").read_text(encoding="utf-8"))
    generic = frozenset(raw["body"]) | frozenset(raw["organisation"]) | frozenset(raw["government"])
    return {
        "generic": generic,
        "actor_nouns": frozenset(raw["adjacent"]["actor_nouns"]),
        "body": frozenset(raw["body"]),
        "people": frozenset(raw["people"]),
    }


def _model_names(doc: Doc, text: str, nations: dict[int, int]) -> Iterator[_Name]:
    for ent in doc.ents:
        kind = _MODEL_TYPES.get(ent.label_)
        if kind is None or not any(c.isalpha() for c in ent.text) or (ent.text.islower() and len(ent.text) <= 3):
            continue  # "by us"
        if ent.start_char and text[ent.start_char - 1] == "#" and len(ent) == 1:
            continue  # a hashtag is a name only where the tables know it
        if (kind == "group" and not _is_nominal(ent.root)) or (len(ent) == 1 and ent.root.pos_ == "ADJ") or _PARTY.match(ent.text):
            continue
        if kind == "organisation" and len(ent) == 1 and ent.text.lower() in _word_lists()["generic"]:
            continue  # "the Department": a description, which linking resolves
        words = [t.lower_ for t in ent if t.lower_ != "the" and t.idx >= nations.get(ent.start_char, 0)]
        if kind == "organisation" and words and title_length(words, load_titles()) == len(words):
            continue  # "Crown Prince"
        if "@" in ent.text[1:] or "://" in ent.text or "www." in ent.text:
            continue
        done = _title_overlap(ent)
        if done:
            ent, kind = ent[done:], "person"
            if len(ent) == 0 or not ent[0].text[:1].isupper():
                continue
        for start, end in _trim(ent, text, kind, nations):
            if kind == "organisation" and _is_body(text[start:end]):
                yield _Name(start, end, "government", None, 0.8)
            else:
                yield _Name(start, end, kind, None, 0.75)


def _title_overlap(ent: Tokens) -> int:
    """Return how many words at a name's front end a title begun before it: "Secretary of [State Nuland]" gives 1."""
    titles, doc = load_titles(), ent.doc
    for inside in (2, 1):
        for before in (2, 3, 1):
            first = ent.start - before
            if inside <= len(ent) and first >= 0 and tuple(t.lower_ for t in doc[first : ent.start + inside]) in titles.phrases:
                return inside
    return 0


def _trim(ent: Tokens, text: str, kind: str, nations: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of an entity without articles, titles, quotes and possessive endings; "A and B" of people is two."""
    tokens = [t for t in ent if not t.is_space]
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if kind == "person" and token.lower_ in {"and", "&", ","} and token.lower_ != ",":
            groups.append([])
        else:
            groups[-1].append(token)
    for group in groups:
        kept = _strip_titles(group, nations) if kind == "person" else group
        while kept and (
            kept[0].lower_ in {"the", "a", "an"}
            or (len(kept) > 1 and kept[0].text.islower() and kept[0].pos_ in {"ADJ", "DET", "ADP"})
            or all(c in _EDGE_PUNCT for c in kept[0].text)
        ):
            kept = kept[1:]
        while kept and (kept[-1].tag_ == "POS" or (all(c in _EDGE_PUNCT for c in kept[-1].text) and not _closes(kept))):
            kept = kept[:-1]
        if not kept:
            continue
        start, end = kept[0].idx, kept[-1].idx + len(kept[-1])
        words = kept[-1].text
        tail = _POSSESSIVE.search(words)
        if tail and len(words) > len(tail.group()):
            end -= len(tail.group())
        while ")" in text[start:end] and "(" not in text[start : text.index(")", start)]:
            start = text.index(")", start) + 1  # "(UN) General Assembly" cut at its bracket
            start += len(text[start:end]) - len(text[start:end].lstrip())
        cut = next((i for i in range(start + 1, end) if text[i] in ':;"“”'), end)
        while cut > start and (text[cut - 1].isspace() or unicodedata.category(text[cut - 1]) == "Cf"):
            cut -= 1
        end = cut  # a colon and a quotation mark glued to a name
        if end > start and any(c.isalpha() for c in text[start:end]):
            yield start, end


def _closes(tokens: list[Token]) -> bool:
    """Whether the last mark belongs to the name: "U.S.", "Jr.", "(ECC)"."""
    last = tokens[-1].text
    return (last == "." and len(tokens) > 1 and tokens[-2].text.lower() in {"jr", "sr", "inc", "co", "corp", "s"}) or (
        last == ")" and any(t.text == "(" for t in tokens)
    )


def _strip_titles(tokens: list[Token], nations: dict[int, int]) -> list[Token]:
    titles = load_titles()
    words = [t.lower_ for t in tokens]
    nation = sum(t.idx < nations.get(tokens[0].idx, 0) for t in tokens)
    done = title_length(words[nation:], titles)
    done = done + nation if done else 0  # "Kazakh President X": a word of nationality counts before a title alone
    if done >= len(tokens):
        return tokens if len(tokens) == 1 and tokens[0].lower_ not in titles.single else []
    return tokens[done:]


def _is_body(name: str) -> bool:
    """Whether an organisation's name is that of a government body: "Kazakh Foreign Ministry", "Ministry of Energy"."""
    words = name.lower().split()
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1] if words else ""
    return head in _word_lists()["body"] - {"committee", "court", "agency", "council"} or "foreign ministry" in name.lower()


def _is_nominal(token: Token) -> bool:
    """Whether a word of nationality stands for people ("the Russians"), not before a noun ("Russian gas")."""
    if token.dep_ in {"amod", "compound", "nmod", "flat"} and token.head.i > token.i and token.head.i - token.i <= 4:
        return False
    return token.tag_ in {"NNP", "NNPS", "NNS", "NN"} or token.dep_ in {
        "nsubj",
        "nsubj:pass",
        "obj",
        "obl",
        "nmod",
        "conj",
        "obl:agent",
        "iobj",
    }


def _judge_hit(doc: Doc, hit: Hit) -> _Name | None:
    """Turn a known name into a mention, or None where it is an adjective that names nobody."""
    confidence = 0.9
    if hit.kind not in _ADJECTIVE_KINDS:
        return _Name(hit.start, hit.end, hit.type, hit.country, confidence)
    tokens = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    if tokens is None or len(tokens) == 0 or hit.type == "place":
        return None
    if tokens.start_char != hit.start or tokens.end_char != hit.end:
        return None  # part of a word: "U.S.-German"
    root = tokens.root
    if _is_nominal(root):
        kind = "group" if hit.type in {"state", "government"} else hit.type
        return _Name(hit.start, hit.end, kind, hit.country, confidence)
    lists = _word_lists()
    noun = root.head
    following = doc[tokens.end].lower_ if tokens.end < len(doc) else ""
    if noun.i > root.i and (noun.lower_ in lists["people"] or noun.lower_ in lists["actor_nouns"] or following in lists["actor_nouns"]):
        return _Name(hit.start, hit.end, hit.type, hit.country, confidence)
    return None


def _merge(text: str, model: list[_Name], known: list[_Name], hits: list[Hit], missed: list[_Name]) -> list[_Name]:
    """Settle overlaps: equal spans take the table's type, else the longer name wins; a model's name that joins two is split."""
    persons = {w for n in model if n.type == "person" for w in text[n.start : n.end].split()[1:]}
    starts = [h.start for h in hits]
    kept: list[_Name] = []
    for name in model:
        inside = hits[bisect_left(starts, name.start - len("the ")) : bisect_right(starts, name.end - 1)]
        inside = [_without_article(text, h) for h in inside]
        inside = [h for h in inside if h.start >= name.start]
        inside = [h for h in inside if h.end <= name.end]
        if _is_joined(text, name, inside):
            continue
        exact = next((h for h in inside if h.start == name.start and h.end == name.end), None)
        if exact is None or (name.type == "person" and exact.type in {"state", "place"} and text[name.start : name.end] in persons):
            kept.append(name)
        elif exact.kind in _ADJECTIVE_KINDS and name.type in {"group", "place", "organisation"}:
            continue
        else:
            kept.append(replace_type(name, exact))
    handles = [_Name(m.start(), m.end(), "person", None, 0.8) for m in _HANDLE.finditer(text)]
    handles += _speaker_labels(text)
    handles += missed
    taken = sorted([*kept, *known, *handles], key=lambda n: (n.start, -(n.end - n.start), -n.confidence))
    return _drop_overlaps(taken)


def _without_article(text: str, hit: Hit) -> Hit:
    """Return a known name without the article that the model never takes into a name ("the United Nations")."""
    return replace(hit, start=hit.start + 4) if text[hit.start : hit.start + 4].lower() == "the " else hit


def _spelt_out(doc: Doc) -> list[_Name]:
    """Return the long forms of acronyms in brackets: "Baltic Shipping Registry (BSR)". After Schwartz and Hearst (2003), by initials."""
    out: list[_Name] = []
    for i in range(2, len(doc) - 2):
        short = doc[i + 1].text
        if (
            doc[i].text != "("
            or doc[i + 2].text != ")"
            or not (2 <= len(short) <= 8 and short.isalpha() and sum(c.isupper() for c in short) > 1)
        ):
            continue
        letters = [c.lower() for c in short if c.isupper()]
        first = i - 1
        while first >= 0 and letters and i - first < 12:
            token = doc[first]
            if token.text[:1].lower() == letters[-1] and token.text[:1].isupper():
                letters.pop()
            elif not (token.lower_ in _SMALL or token.text[:1].isupper()):
                break
            first -= 1
        if not letters:
            start = doc[first + 1]
            out.append(_Name(start.idx, doc[i - 1].idx + len(doc[i - 1]), "organisation", None, 0.85))
    return out


def _after_titles(doc: Doc, hits: list[Hit]) -> list[_Name]:
    """Return capitalised words after a capitalised title that the model took for no name: "Foreign Minister Solano"."""
    titles, known = load_titles(), {h.start for h in hits}
    out: list[_Name] = []
    i = 1
    while i < len(doc):
        token, before = doc[i], doc[i - 1]
        i += 1
        if token.ent_type_ or token.pos_ != "PROPN" or not token.text[:1].isupper() or token.lower_ in titles.single or token.idx in known:
            continue
        if token.lower_ in _word_lists()["generic"]:
            continue
        if (
            before.lower_ not in titles.single
            or not before.text[:1].isupper()
            or token.is_sent_start
            or len(token) < 3
            or not token.text.isalpha()
        ):
            continue
        last = token
        while i < len(doc) and doc[i].pos_ == "PROPN" and doc[i].text[:1].isupper() and not doc[i].ent_type_ and doc[i].idx not in known:
            last = doc[i]
            i += 1
        if last.i - token.i < 3 and not (token.text.isupper() and len(token) > 1):
            out.append(_Name(token.idx, last.idx + len(last), "person", None, 0.6))
    return out


def _speaker_labels(text: str) -> list[_Name]:
    """Return the names of "TITLE NAME:" at the start of lines; a label without a title is no name ("THE FULL TEXT:")."""
    out = []
    for match in _LABEL.finditer(text):
        words = match.group(1).split()
        done = title_length([w.lower() for w in words], load_titles())
        if 0 < done < len(words) <= done + 4:
            start = match.end(1) - len(match.group(1).split(None, done)[-1])
            out.append(_Name(start, match.end(1), "person", None, 0.9))
    return out


def replace_type(name: _Name, hit: Hit) -> _Name:
    """Return a model's name with the table's type and country, surer because both agree that it is a name."""
    kind = name.type if hit.kind in _ADJECTIVE_KINDS else hit.type
    return replace(name, type=kind, country=hit.country, confidence=0.95)


def _is_joined(text: str, name: _Name, inside: list[Hit]) -> bool:
    """Whether a model's name is nothing but known names and joints ("US-China", "Russia and Belarus")."""
    if not inside or (len(inside) == 1 and inside[0].end - inside[0].start == name.end - name.start):
        return False
    rest = text[name.start : name.end]
    for hit in reversed(inside):
        rest = rest[: hit.start - name.start] + " " + rest[hit.end - name.start :]
    return all(w in {"and", "&", ",", "-", "–", "/", "the", "'s", "’s", "or"} for w in rest.lower().split())


def _drop_overlaps(names: list[_Name]) -> list[_Name]:
    """Keep, of names that overlap, the longer one; of equal ones the surer. ``names`` come sorted by start."""
    out: list[_Name] = []
    for name in names:
        if out and name.start < out[-1].end:
            last = out[-1]
            longer = (name.end - name.start, name.confidence) > (last.end - last.start, last.confidence)
            if longer:
                out[-1] = name
            continue
        out.append(name)
    return out
