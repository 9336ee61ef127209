"""Places among a state's partners in trade, told without "X is Y's biggest market": lists led, most goods bought, others overtaken."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    is_asserted,
    is_denied,
    is_past,
    names_listed,
    owner_name,
    subject_name,
    subject_names,
)
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, listed, stated_year, words
from dragoman.extract.claimtypes.whole import has_joined_place
from dragoman.extract.grammar import child, children, preposition
from dragoman.records.spans import DateRange, Ref

_Words = tuple[int, int]
_GOODS = frozenset({"goods", "products", "exports", "imports", "merchandise", "shipments"})


def find_trade_ranks(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the places of partners among a state's suppliers, markets or partners in a sentence, tokens [first, last)."""
    if has_joined_place(scene, sentence):
        return
    for i in range(*sentence):
        if scene.lower[i] not in _watched():
            continue
        low, token = scene.lower[i], scene.tokens[i]
        if low == "more" and token.head.lower_ == "uranium":
            yield from _from_uranium(scene, token)
        elif low in ("more", "most") and token.head.lower_ in _trading() | _GOODS:
            yield from _from_more(scene, token)
        elif low in listed("trade_rank", "tops"):
            yield from _from_list(scene, token)
        elif low in listed("trade_rank", "ranks") and token.pos_ == "VERB":
            yield from _from_rank(scene, token)
        elif low in listed("trade_rank", "replaces"):
            yield from _from_overtaking(scene, token)
        elif low in listed("trade_rank", "most"):
            yield from _from_bulk(scene, token)
        elif low in _ranked() and token.pos_ in ("NOUN", "PROPN"):
            yield from _from_noun(scene, token)


@lru_cache(maxsize=1)
def _watched() -> frozenset[str]:
    keys = ("tops", "ranks", "replaces", "most")
    return _ranked() | {"more", "most"} | frozenset().union(*(listed("trade_rank", k) for k in keys))


@lru_cache(maxsize=1)
def _trading() -> frozenset[str]:
    return listed("trade_rank", "buy") | listed("trade_rank", "sell") | listed("trade_rank", "deal")


@lru_cache(maxsize=1)
def _ranked() -> frozenset[str]:
    return frozenset().union(*(listed("trade_rank", k) for k in ("suppliers", "buyers", "partners", "sources")))


def _draft(
    home: Name, kind: str, partners: list[Name], place: float, at: list[Token], more: tuple[bool, bool, DateRange | None]
) -> Draft | None:
    negated, past, period = more
    partners = [p for p in distinct(partners) if p.ref.entity != home.ref.entity]
    if not partners:
        return None
    first, last = spread([*at, *(p.first for p in partners if p.first >= at[0].sent.start)])
    refs = tuple(p.ref for p in partners)
    return Draft(
        type="rank",
        subject=home.ref,
        predicate=f"{'was ' if past and period is None else ''}rank by {kind}",
        object=refs[0] if len(refs) == 1 else None,
        objects=refs if len(refs) > 1 else (),
        value=max(place, float(len(refs))),
        negated=negated,
        period=period,
        first=first,
        last=last,
    )


def _told(scene: Scene, verb: Token) -> tuple[bool, bool, DateRange | None]:
    return is_denied(verb), is_past(verb), _year(scene, verb)


def _year(scene: Scene, verb: Token) -> DateRange | None:
    """Return the year that a sentence names; "since 2016" names no year alone."""
    found = stated_year(scene, verb.sent.start, verb.sent.end)
    return None if "since" in scene.lower[verb.sent.start : verb.sent.end] else found


def kind_of(scene: Scene, noun: Token) -> str | None:
    """Return by what a noun ranks partners ("imports", "exports", "trade"), None where it means a part of the trade."""
    low = noun.lower_
    before = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod", "nmod:unmarked") and c.i < noun.i and not c.ent_type_}
    if before - listed("trade_rank", "plain") or _is_confined(scene, noun):
        return None
    goods = [c for c in children(noun, "nmod") if preposition(c) in ("of", "for") and c.pos_ == "NOUN" and not c.ent_type_]
    if any(c.lower_ not in _GOODS or _is_narrow(c) for c in goods):
        return None
    if low in listed("trade_rank", "partners"):
        return "trade" if before & {"trade", "trading", "commercial"} else None
    if low in listed("trade_rank", "sources"):
        return "imports" if before & {"import", "imports"} or any(c.lower_ in ("imports", "goods") for c in goods) else None
    if low in ("market", "markets", "destination", "destinations", "outlet"):
        return "exports" if before & {"export", "exports"} or goods else None
    return "imports" if low in listed("trade_rank", "suppliers") else "exports"


def place_among(scene: Scene, noun: Token) -> tuple[str, Name] | None:
    """Return (kind, state) of a noun that ranks partners ("X's main suppliers"), None where it does not."""
    if noun.lower_ not in _ranked() or _place(noun) is None:
        return None
    kind, home = kind_of(scene, noun), _owner(scene, noun)
    return (kind, home) if kind is not None and home is not None else None


def _is_confined(scene: Scene, noun: Token) -> bool:
    """Whether a place holds within a part alone: "European trading partner", "market in Europe", "supplier outside the EU"."""
    told = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod:poss") and c.i < noun.i and c.ent_type_]
    if any(not is_state(scene.name_at(c)) and not c.lower_.isdigit() for c in told):
        return True
    near = [
        c for c in (*noun.children, *noun.head.children) if preposition(c) in ("in", "among", "within", "outside", "inside", "on", "across")
    ]
    return any(
        c.lower_ not in ("world", "terms", "value", "volume", "fact", "list") and not _is_date(scene, c) for c in near if c.i > noun.i
    )


def _is_date(scene: Scene, noun: Token) -> bool:
    return bool(scene.dates_in(noun.left_edge.i, min(noun.right_edge.i + 2, noun.sent.end))) and noun.ent_type_ not in ("GPE", "LOC")


def _is_narrow(goods: Token) -> bool:
    """Whether goods are some of them alone: "agricultural products", "oil exports"."""
    parts = [c for c in goods.children if c.dep_ in ("amod", "compound") and c.i < goods.i and not c.ent_type_]
    return any(c.lower_ not in listed("trade", "whole") | {"more", "most"} for c in parts) or any(
        preposition(c) == "of" for c in children(goods, "nmod")
    )


def _owner(scene: Scene, noun: Token) -> Name | None:
    """Return the state whose partners a noun ranks: "X's suppliers", "markets of X", "market for X's goods", "for goods made in X"."""
    found = owner_name(scene, noun, is_state)
    if found is not None:
        return found
    for goods in children(noun, "nmod"):
        if preposition(goods) not in ("of", "for") or goods.lower_ not in _GOODS:
            continue
        found = owner_name(scene, goods, is_state)
        made = [c for c in children(goods, "acl") if c.lower_ in ("made", "produced", "coming", "from")]
        places = [c for v in made for c in children(v, "obl") if preposition(c) in ("in", "from")]
        places += [c for c in children(goods, "nmod") if preposition(c) in ("from", "to") and noun.lower_ != "source"]
        found = found or next((n for c in places for n in [scene.name_at(c)] if n is not None and is_state(n)), None)
        if found is not None:
            return found
    return None


def _place(noun: Token) -> float | None:
    """Return the place that a noun's adjectives give: "number one", "No. 2", "second-largest"; None where they give none."""
    ordinals = words()["rank"]["ordinals"]
    low = [t.lower_ for t in noun.doc[max(noun.sent.start, noun.i - 6) : noun.i]]
    for k, word in enumerate(low):
        if word in ("number", "no", "no.", "no.1", "no.2") and k + 1 < len(low):
            after = [w for w in low[k + 1 : k + 3] if w != "."]
            place = {"one": 1.0, "1": 1.0, "two": 2.0, "2": 2.0, "three": 3.0, "3": 3.0}.get(after[0]) if after else None
            if place is not None:
                return place
    below = [t for c in noun.children if c.i < noun.i for t in (c, *c.children)]
    found = next((float(ordinals[t.lower_]) for t in below if t.lower_ in ordinals), None)
    first = any(t.lower_ in listed("trade_rank", "first") for t in below) or any(
        t.lower_ == "important" and any(g.lower_ == "most" for g in t.children) for t in below
    )
    return (found or 1.0) if first else None


def _from_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "The largest buyer of X's goods is Y", "Y is X's number one market", "the biggest market for goods made in X"."""
    kind, place, home = kind_of(scene, noun), _place(noun), _owner(scene, noun)
    if home is None:
        whose = [c for c in children(noun, "obl", "nmod") if preposition(c) == "for" and c.i < noun.i]
        home = next((n for c in whose for n in [scene.name_at(c)] if is_state(n)), None)
    if kind is None or place is None or home is None or noun.dep_ == "nmod":
        return
    if child(noun, "cop") is not None:
        holder, partners = noun, subject_names(scene, noun, is_state)
    elif noun.dep_ == "nsubj" and child(noun.head, "cop") is not None:
        holder, partners = noun.head, names_listed(scene, noun.head, is_state)
        if not partners and noun.head.lower_ in ("neighbour", "neighbor", "ally", "rival"):
            partners = [n for c in noun.head.children if c.i > noun.head.i for n in [scene.name_at(c)] if n is not None and is_state(n)][:1]
    elif noun.dep_ == "appos" and is_state(named := scene.name_at(noun.head)):
        draft = _draft(home, kind, [named] if named is not None else [], place, [noun], (False, False, None))
        if draft is not None and not any(c.lower_ in ("former", "then") for c in noun.children):
            yield draft
        return
    elif _stayed(noun) is not None:
        holder = _stayed(noun) or noun
        partners = subject_names(scene, holder, is_state)
    else:
        return
    draft = _draft(home, kind, partners, place, [holder, noun], _told(scene, holder)) if is_asserted(holder) else None
    if draft is not None:
        yield draft


def _stayed(noun: Token) -> Token | None:
    """Return the verb of "Y remains X's largest market and its main source of imports"."""
    first = noun.head if noun.dep_ == "conj" else noun
    return first.head if first.dep_ in ("obj", "xcomp") and first.head.lower_ in listed("trade_rank", "stays") else None


def _from_more(scene: Scene, more: Token) -> Iterator[Draft]:
    """Read "X buys more from Y than from any other country", "No country sells more to X than Y"."""
    verb = more.head if more.head.lower_ in _trading() else more.head.head
    low = verb.lower_
    after = scene.lower[more.i : verb.sent.end]
    if low not in _trading() or "than" not in after or not is_asserted(verb):
        return
    if more.head != verb and (more.head.lower_ not in _GOODS or _is_narrow(more.head)):
        return
    than = after.index("than") + more.i
    rest = scene.lower[than + 1 : min(than + 6, verb.sent.end)]
    told = _told(scene, verb)
    kind = "imports" if low in listed("trade_rank", "buy") else "exports" if low in listed("trade_rank", "sell") else "trade"
    way = {"imports": "from", "exports": "to", "trade": "with"}[kind]
    near = [n for n in scene.names_in(more.i, than) if is_state(n) and scene.lower[n.first - 1] in (way, "the")]
    told_of = subject_name(scene, verb, is_state)
    if rest[:1] == (way,) and set(rest[1:4]) & listed("trade_rank", "any_other") and len(near) == 1:
        draft = _draft(told_of, kind, near, 1.0, [verb, more], told) if told_of is not None else None
    elif set(rest[:1]) & listed("trade_rank", "any_other") and len(near) == 1:
        # "Y sells more to X than any other country": with X it is first
        turned = {"imports": "exports", "exports": "imports", "trade": "trade"}[kind]
        draft = _draft(near[0], turned, [told_of], 1.0, [verb, more], told) if told_of is not None else None
    else:
        draft = _from_nobody(scene, verb, (more, than), near)
    if draft is not None:
        yield draft


def _from_uranium(scene: Scene, more: Token) -> Iterator[Draft]:
    """Read "No country mines more uranium than X", "X produces more uranium than any other country"."""
    verb = more.head.head
    after = scene.lower[more.i : verb.sent.end]
    if verb.lower_ not in listed("measured", "produce") or "than" not in after or not is_asserted(verb):
        return
    than = after.index("than") + more.i
    rest = scene.lower[than + 1 : than + 3]
    subject = child(verb, "nsubj")
    nobody = subject is not None and {subject.lower_, *(c.lower_ for c in subject.children)} & listed("trade_rank", "nobody")
    named = scene.by_token.get(than + 1)
    home = named if nobody else subject_name(scene, verb, is_state) if set(rest[:1]) & listed("trade_rank", "any_other") else None
    if home is not None and is_state(home):
        first, last = spread([verb, more, than, home.first])
        negated, _, period = _told(scene, verb)
        yield Draft(
            type="rank",
            subject=home.ref,
            predicate="rank by uranium",
            object=Ref(name="the world", entity="region:world"),
            value=1.0,
            negated=negated and not nobody,
            period=period,
            first=first,
            last=last,
        )


def _from_nobody(scene: Scene, verb: Token, at: tuple[Token, int], near: list[Name]) -> Draft | None:
    """Read "No country sells more to X than Y", "Nobody buys more of X's goods than Y": Y is first with X."""
    more, than = at
    subject = child(verb, "nsubj")
    if subject is None or not ({subject.lower_, *(c.lower_ for c in subject.children)} & listed("trade_rank", "nobody")):
        return None
    first = than + 1 + (scene.lower[than + 1] == "the") if than + 1 < len(scene.lower) else than
    partner = scene.by_token.get(first)
    sells = verb.lower_ in listed("trade_rank", "sell")
    home = near[0] if len(near) == 1 and sells else owner_name(scene, more.head, is_state) if more.head != verb else None
    if home is None or partner is None or not is_state(partner) or verb.lower_ in listed("trade_rank", "deal"):
        return None
    return _draft(home, "imports" if sells else "exports", [partner], 1.0, [verb, more], (False, *_told(scene, verb)[1:]))


def _from_list(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "Y tops the list of X's suppliers"."""
    lists = next((c for c in children(verb, "obj") if c.lower_ in listed("trade_rank", "lists")), None)
    nouns = [c for c in children(lists, "nmod") if preposition(c) in ("of", "among")] if lists is not None else []
    yield from _ranked_among(scene, verb, nouns, 1.0)


def _from_rank(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "Y ranks second among X's suppliers", "among X's markets, Y comes first"."""
    ordinals = words()["rank"]["ordinals"]
    told = next((t for t in verb.subtree if t.lower_ in ordinals and 0 < t.i - verb.i <= 3), None)
    if told is not None:
        nouns = [c for h in (verb, told) for c in children(h, "obl") if preposition(c) in ("among", "of", "in")]
        yield from _ranked_among(scene, verb, nouns, float(ordinals[told.lower_]))


def _ranked_among(scene: Scene, verb: Token, nouns: list[Token], place: float) -> Iterator[Draft]:
    for noun in nouns:
        kind, home = (kind_of(scene, noun), _owner(scene, noun)) if noun.lower_ in _ranked() else _from_clause(scene, noun)
        partners = subject_names(scene, verb, is_state)[:1]
        if kind is None or home is None or not partners or not is_asserted(verb):
            continue
        draft = _draft(home, kind, partners, place, [verb, noun], _told(scene, verb))
        if draft is not None:
            yield draft


def _from_clause(scene: Scene, noun: Token) -> tuple[str | None, Name | None]:
    """Read "the countries that X imports from": (kind, X)."""
    for verb in children(noun, "acl:relcl") if noun.lower_ in ("countries", "states", "nations") else []:
        kind = (
            "imports" if verb.lower_ in listed("trade_rank", "buy") else "exports" if verb.lower_ in listed("trade_rank", "sell") else None
        )
        home = subject_name(scene, verb, is_state)
        if kind is not None and home is not None and child(verb, "obj") is None:
            return kind, home
    return None, None


def _from_overtaking(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "Y overtook Z to become X's largest market", "Y has replaced Z as X's main supplier"."""
    nouns = [c for v in children(verb, "xcomp", "advcl") if v.lower_ in ("become", "becoming") for c in children(v, "xcomp", "obj")]
    nouns += [c for c in children(verb, "obl") if preposition(c) == "as"]
    for noun in nouns:
        kind, home, place = kind_of(scene, noun) if noun.lower_ in _ranked() else None, _owner(scene, noun), _place(noun)
        partner = subject_name(scene, verb, is_state)
        if kind is None or home is None or place is None or partner is None or not is_asserted(verb) or is_denied(verb):
            continue
        draft = _draft(home, kind, [partner], place, [verb, noun], (False, verb.tag_ == "VBD", _year(scene, verb)))
        if draft is not None:
            yield draft


def _from_bulk(scene: Scene, word: Token) -> Iterator[Draft]:
    """Read "the bulk of X's imports comes from Y", "the lion's share of X's exports goes to Y": Y is first."""
    noun = word.head if word.lower_ == "lion" else word
    if word.lower_ == "share" and not any(c.lower_ in listed("trade_rank", "first") for c in children(word, "amod")):
        return
    verb = noun.head
    trade = next((c for c in children(noun, "nmod") if c.lower_ in ("imports", "exports") and preposition(c) == "of"), None)
    if noun.dep_ != "nsubj" or trade is None or _is_narrow(trade) or not is_asserted(verb):
        return
    kind = trade.lower_
    home = owner_name(scene, trade, is_state)
    ways = ("from",) if kind == "imports" else ("to",)
    partners = [n for c in children(verb, "obl") if preposition(c) in ways for n in names_listed(scene, c, is_state)]
    draft = _draft(home, kind, partners, 1.0, [verb, noun], _told(scene, verb)) if home is not None and len(partners) == 1 else None
    if draft is not None:
        yield draft
