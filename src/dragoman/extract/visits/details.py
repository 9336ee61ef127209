"""What belongs to a journey: purposes, programme, who invites, who comes along, the office held."""

from typing import TypeAlias

from spacy.tokens import Doc, Token

from dragoman.extract.events.parties import parties, to_actor
from dragoman.extract.forms import base
from dragoman.extract.grammar import agents, children, conjuncts, extent, obliques, patients, possessors, text_at
from dragoman.extract.visits.traces import Trace, party_key
from dragoman.extract.visits.words import load_words
from dragoman.extract.voices import Intervals
from dragoman.records.cast import Cast
from dragoman.records.findings import Purpose, Quote
from dragoman.records.spans import Ref, Span

PROGRAMME_LIMIT = 20
_LONGEST = 400
Contents: TypeAlias = Intervals[tuple[int, Quote]]  # quotations with their running number, by the words that they hold


def purposes_of(trace: Trace, quotes: Contents, visitor: Ref, outlet: str) -> list[Purpose]:
    """Return why, as the words say: "to discuss ...", "for talks on ...", "aimed at ...".

    ``by`` is None where the report or the visitor's side says so, else in whose quotation it stands; what the text only supposes
    ("may be to", "apparently to") is the ``outlet``'s.
    """
    heads: list[Token] = []
    for host in (trace.verb, trace.token):
        if host is None:
            continue
        for c in children(host, "advcl", "xcomp", "acl"):
            if c.i > trace.token.i and any(m.lower_ == "to" for m in children(c, "mark")) and base(c) not in load_words().motion:
                heads.extend(v for v in conjuncts(c) if v.pos_ in ("VERB", "AUX"))
            elif c.i > trace.token.i and c.tag_ in ("VBN", "VBG") and base(c) in ("aim", "intend", "design", "seek"):
                heads.append(c)
        heads.extend(
            t for t in obliques(host, ("for",)) if t.i > trace.token.i and t.ent_type_ not in ("DATE", "GPE", "TIME") and t.pos_ == "NOUN"
        )
    return [_purpose(h, quotes, visitor, outlet) for h in sorted({h.i: h for h in heads}.values(), key=lambda t: t.i)]


def _purpose(head: Token, quotes: Contents, visitor: Ref, outlet: str) -> Purpose:
    skipped = {t.i for c in head.children if c.dep_ in ("conj", "cc") and c.pos_ in ("VERB", "AUX", "CCONJ") for t in c.subtree}
    members = [t for t in head.subtree if t.i not in skipped]
    run = _from_marker(_unbroken(members, head))
    start, end = extent(run)
    end = min(end, start + _LONGEST)
    return Purpose(
        text=text_at(head.doc, start, end),
        span=Span(start=start, end=end),
        by=_explained_by(start, quotes, visitor) or (Ref(name=outlet) if _is_supposed(head) else None),
    )


def _from_marker(run: list[Token]) -> list[Token]:
    """Return the run from its "to" on, where only "(in) order", "so as" or the like stand before it."""
    for n, token in enumerate(run[:4]):
        if token.lower_ == "to":
            return run[n:]
        if token.lower_ not in ("in", "order", "so", "as"):
            break
    return run


def _unbroken(members: list[Token], head: Token) -> list[Token]:
    indices = {t.i for t in members}
    first = last = head.i
    while first - 1 in indices:
        first -= 1
    while last + 1 in indices:
        last += 1
    return list(head.doc[first : last + 1])


def _is_supposed(head: Token) -> bool:
    """Whether the words around a purpose say that it is a guess: "may", "likely", "apparently", "is seen as"."""
    words = load_words().supposing
    around = [head, *(a for _, a in zip(range(3), head.ancestors, strict=False))]
    return any(t.lower_ in words or any(c.lower_ in words for c in children(t, "advmod", "aux", "amod")) for t in around)


def _explained_by(offset: int, quotes: Contents, visitor: Ref) -> Ref | None:
    sources = [(n, quote.source) for _, _, (n, quote) in quotes.at(offset) if quote.source is not None]
    if not sources:
        return None
    source = min(sources, key=lambda s: s[0])[1]
    same_side = source.country is not None and source.country == visitor.country
    return None if same_side and source.entity == visitor.entity else source


def inviter_of(trace: Trace, cast: Cast) -> Ref | None:
    """Return who invites to a journey, from its sentence: "on X's invitation", "at the invitation of X"."""
    for token in trace.token.sent:
        if base(token) in load_words().invitation and token.pos_ == "NOUN":
            owners = possessors(token) or obliques(token, ("of", "from", "by"))
            found = [p for o in owners for p in parties(o, cast) if p not in trace.visitors]
            if found:
                return _as_ref(found[0], cast)
    return None


def hosts_who_invite(doc: Doc, cast: Cast) -> dict[str, Ref]:
    """Return who "invited" whom anywhere in the document: visitor key -> the first host."""
    found: dict[str, Ref] = {}
    for token in doc:
        if base(token) != "invite" or token.pos_ != "VERB":
            continue
        guests = [party_key(to_actor(p, cast)) for t in patients(token) for p in parties(t, cast)]
        hosts = [p for t in agents(token) for p in parties(t, cast)]
        for key in guests if hosts else ():
            found.setdefault(key, _as_ref(hosts[0], cast))
    return found


def _as_ref(token: Token, cast: Cast) -> Ref:
    actor = to_actor(token, cast)
    return Ref(start=actor.start, end=actor.end, entity=actor.entity, name=actor.name, country=actor.country)


def companions_of(trace: Trace, cast: Cast) -> list[Ref]:
    """Return who comes along: the other visitors, and "accompanied by" or "along with" whom."""
    found = list(trace.visitors[1:])
    verb = trace.verb or trace.token
    found += [t for t in obliques(verb, ("along with", "together with", "alongside")) if t.ent_type_ == "PERSON"]
    for c in children(verb, "advcl", "acl"):
        if base(c) in ("accompany", "join", "flank"):
            found += [t for a in children(c, "obl:agent", "obl") for t in conjuncts(a) if t.ent_type_ == "PERSON"]
    return [_as_ref(token, cast) for token in found]


def role_of(visitor: Ref, token: Token, cast: Cast) -> str | None:
    """Return the visitor's office as the text describes it."""
    if visitor.entity is not None:
        described = cast.described.get(visitor.entity)
        if described is not None:
            return described.role
    titles = [c for c in token.children if c.dep_ in ("nmod:desc", "amod", "compound") and c.i < token.i and not c.ent_type_]
    if not titles:
        return None
    start, end = extent([*titles, token] if token.pos_ == "NOUN" else titles)  # "the foreign minister", no name
    return str(text_at(token.doc, start, end))


def programme_of(doc: Doc, clauses: list[int], skip: set[int]) -> list[Purpose]:
    """Return what the visitor is to do there: clauses in the future with the visitor as subject.

    Args:
        clauses: the predicates of the visitor's clauses, in order.
        skip: predicates that tell the journey itself.
    """
    found = []
    for index in clauses:
        verb = doc[index]
        if index in skip or not any(a.lower_ in ("will", "'ll", "’ll") for a in children(verb, "aux")):
            continue
        members = [t for t in verb.subtree if t.i >= verb.i and t.dep_ != "punct"]
        run = _unbroken(members, verb)
        start, end = extent(run)
        found.append(Purpose(text=text_at(doc, start, min(end, start + _LONGEST)), span=Span(start=start, end=min(end, start + _LONGEST))))
        if len(found) == PROGRAMME_LIMIT:
            break
    return found
