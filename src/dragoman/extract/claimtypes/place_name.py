"""Claims about what a place was called before."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.capital import country_at, may_be_city, proper_run, run_at
from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    is_asserted,
    is_denied,
    is_past,
)
from dragoman.extract.claimtypes.place_forms import former_draft, is_placelike, named_place, rename_draft
from dragoman.extract.claimtypes.scene import (
    Scene,
    bare_ref,
    clause_date,
    listed,
    spoken_date,
)
from dragoman.extract.grammar import child, children

_Words = tuple[int, int]
_FAR = 8  # tokens between "known" and "as": "known in Soviet times as"


def find_names(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about what a place was called before."""
    doc = scene.doc
    for i in range(*sentence):
        word = scene.lower[i]
        if word in listed("capital", "formerly") and i > sentence[0]:
            yield from _from_formerly(scene, i, sentence)
        elif word in ("called", "known", "named"):
            yield from _from_called(scene, doc[i], sentence)
        elif word in listed("capital", "renamed"):
            yield from _from_renamed(scene, doc[i], sentence)


def _from_formerly(scene: Scene, at: int, sentence: _Words) -> Iterator[Draft]:
    doc, nxt = scene.doc, at + 1
    while nxt < sentence[1] and doc[nxt].lower_ in listed("capital", "called"):
        nxt += 1
    old = proper_run(scene, nxt, sentence)
    edge = at
    if edge - 1 > sentence[0] and doc[edge - 1].text in (",", "(", "–", "—"):
        edge -= 1
    new = proper_run(scene, edge, sentence, back=True) if edge < at else None
    if old is None or new is None or not may_be_city(scene, new):
        return
    if any(n.type in ("person", "organisation") for n in (scene.by_token.get(new[0]), scene.by_token.get(old[0])) if n is not None):
        return
    yield Draft(
        type="name",
        subject=bare_ref(scene, *new, country=country_at(scene, new)),
        predicate="formerly",
        object=bare_ref(scene, *old),
        first=new[0],
        last=old[1],
    )


def _from_called(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X was known as Y until 1991", "X used to be called Y": what a place was called before."""
    low, at = scene.lower, verb.i + 1
    far = next((k for k in range(at, min(at + _FAR, sentence[1])) if low[k] == "as"), at) if verb.lower_ == "known" else at
    bygone = set(low[at : min(far + 8, sentence[1])]) & listed("capital", "bygone")
    at = far if far == at or set(low[at:far]) & listed("capital", "bygone") else at
    if at < sentence[1] and low[at] == "as":
        at += 1
    at += at < sentence[1] and low[at] == "the"
    old = proper_run(scene, at, sentence)
    if old is not None and is_asserted(verb) and child(verb, "aux:pass") is not None and not is_past(verb):
        yield from _from_present_name(scene, verb, old, sentence)
        return
    before = low[max(sentence[0], verb.i - 4) : verb.i]
    used = "used" in before and "be" in before
    past = {"was", "were"} & set(before) or (verb.dep_ == "acl" and bygone)
    if old is None or not (used or (past and is_asserted(verb))):
        return
    subject = verb.head if verb.dep_ == "acl" else child(verb, "nsubj:pass", "nsubj") or child(verb.head, "nsubj", "nsubj:pass")
    new = named_place(scene, subject, sentence) if subject is not None else None
    known = scene.name_at(subject) if subject is not None else None
    if known is not None and known.type == "organisation" and known.first <= verb.i:
        earlier = scene.by_token.get(old[0])
        if earlier is not None and earlier.ref.entity is not None and earlier.ref.entity == known.ref.entity:
            yield former_draft(scene, (known.first, known.last), (earlier.first, earlier.last), negated=is_denied(verb))
        return
    if new is None or new[0] > verb.i or any(n is not None and n.type in ("person", "organisation") for n in (scene.by_token.get(new[0]),)):
        return
    yield Draft(
        type="name",
        subject=bare_ref(scene, *new, country=country_at(scene, new)),
        predicate="formerly",
        object=bare_ref(scene, *old),
        first=new[0],
        last=old[1],
        negated=is_denied(verb),
    )


def _from_present_name(scene: Scene, verb: Token, new: _Words, sentence: _Words) -> Iterator[Draft]:
    """Read "X is now called Y", "the country (formerly) known as X has been called Y since 2019": X was renamed Y."""
    subject = child(verb, "nsubj:pass")
    since = scene.lower[new[1] : new[1] + 1] == ("since",)
    if subject is None or not (since or _told_now(verb)):
        return
    old = run_at(scene, subject, sentence)
    if old is None:
        told = next((c for c in children(subject, "acl") if c.lower_ in ("known", "called")), None)
        at = told.i + 1 if told is not None else 0
        old = proper_run(scene, at + (scene.lower[at] == "as"), sentence) if told is not None else None
    named = [scene.by_token.get(run[0]) for run in (old, new) if run is not None]
    if old is None and since and is_placelike(scene, new):
        yield rename_draft(scene, None, new, verb, spoken_date(scene, new[1], min(new[1] + 5, sentence[1])))
    if old is None or old == new or any(n is not None and n.type in ("person", "organisation") for n in named):
        return
    first, last = spread([verb, old[0], old[1] - 1, new[1] - 1])
    yield Draft(
        type="name",
        subject=bare_ref(scene, *old, country=country_at(scene, old)),
        predicate="renamed",
        object=bare_ref(scene, *new, country=country_at(scene, new)),
        first=first,
        last=last,
        period=spoken_date(scene, new[1], min(new[1] + 5, sentence[1])) if since else None,
        negated=is_denied(verb),
    )


def _told_now(verb: Token) -> bool:
    """Whether a verb of naming is said of today against before: "is now called", "is today known as"."""
    return any(c.lower_ in ("now", "today", "nowadays", "currently", "officially") for c in verb.children)


def _from_renamed(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    at = verb.i + 1
    while at < sentence[1] and scene.lower[at] in ("the", "as", "to"):
        at += 1
    new = proper_run(scene, at, sentence)
    if new is None or not is_asserted(verb):
        return
    subject = child(verb, "nsubj:pass") or child(verb, "obj")
    first_name = scene.by_token.get(new[0])
    if first_name is not None and new[0] == first_name.first and first_name.last < new[1] and child(verb, "aux:pass") is None:
        # "renamed Swaziland Eswatini": two names side by side
        old: _Words | None = (new[0], first_name.last)
        new = (first_name.last, new[1])
    else:
        old = run_at(scene, subject, sentence) if subject is not None else None
    if old is None and verb.i - 2 >= sentence[0] and scene.tokens[verb.i - 1].text == ",":
        old = proper_run(scene, verb.i - 1, sentence, back=True)
    if old is not None and not may_be_city(scene, old):
        return
    later = bare_ref(scene, *new, country=country_at(scene, new))
    earlier = bare_ref(scene, *old, country=country_at(scene, old)) if old is not None else later
    first, last = spread([verb, new[1] - 1, *([old[0]] if old else [])])
    period = spoken_date(scene, new[1], min(new[1] + 5, sentence[1])) or clause_date(scene, verb)
    yield Draft(
        type="name", subject=earlier, predicate="renamed", object=later, first=first, last=last, period=period, negated=is_denied(verb)
    )
