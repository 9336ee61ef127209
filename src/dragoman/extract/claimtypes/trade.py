"""Claims about shares: of a partner in a state's trade, of a state in its region's output."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import either, is_asserted, is_denied, is_past, name_of_token, owner_name, subject_name
from dragoman.extract.claimtypes.numbers import Figure, read_fraction, read_number
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed, stated_year
from dragoman.extract.grammar import obliques, preposition
from dragoman.records.spans import Ref

_SHARE_WORDS = frozenset({"percent", "%", "cent", "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth"})
_KINDS = {"imports": "imports from", "exports": "exports to", "trade": "trade with"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """A percentage with the token that carries it and the verb over it."""

    figure: Figure
    token: Token
    verb: Token


def find_shares(scene: Scene, sentence: tuple[int, int], earlier: Draft | None) -> Iterator[Draft]:
    """Yield the share claims of a sentence.

    Args:
        scene: the document.
        sentence: its tokens [first, last).
        earlier: the last share claim of the sentence before: "US goods amount to four percent" goes on from it.
    """
    last = earlier
    for share in _percentages(scene, sentence):
        draft = _gdp_share(scene, share, sentence) or _world_share(scene, share, sentence) or _trade_share(scene, share, sentence, last)
        if draft is not None:
            last = draft if draft.type == "share" else last
            yield draft


def _percentages(scene: Scene, sentence: tuple[int, int]) -> Iterator[_Share]:
    for i in range(*sentence):
        if scene.lower[i] not in _SHARE_WORDS:
            continue
        token = scene.doc[i]
        if token.lower_ in ("percent", "%", "cent") and i > sentence[0]:
            at = i - 2 if token.lower_ == "cent" and scene.doc[i - 1].lower_ == "per" else i - 1
            figure = read_number(scene.doc[at]) if at >= sentence[0] else None
        elif (
            token.lower_ in ("half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth")
            and i + 1 < sentence[1]
            and scene.doc[i + 1].lower_ in ("of", "the", "its")
        ):
            figure = read_fraction(token)
        else:
            figure = None
        if figure is not None:
            yield _Share(figure=figure, token=token, verb=_verb_over(token))


def _verb_over(token: Token) -> Token:
    """Return the nearest verb above a percentage, or the root where no verb stands there."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX") or above.dep_ == "ROOT":
            return above
    return token


def _gdp_share(scene: Scene, share: _Share, sentence: tuple[int, int]) -> Draft | None:
    """Read "X contributes 60 percent of the regional GDP", "X accounts for half of Central Asia's economy"."""
    noun = next((t for t in share.token.subtree if _is_output(t) and t.i > share.token.i and t.i - share.token.i < 8), None)
    if noun is None:
        # Where the parse hangs the "of" phrase on the verb, the words in a row still tell.
        ahead = scene.doc[share.token.i + 1 : min(share.token.i + 8, sentence[1])]
        noun = next((t for t in ahead if _is_output(t)), None) if len(ahead) and ahead[0].lower_ == "of" else None
    if noun is None:
        return None
    region = _region_of(scene, noun, share, sentence)
    home = subject_name(scene, share.verb, is_state) or _subject_above(scene, share.verb)
    if region is None or home is None or not is_asserted(share.verb):
        return None
    window = {t.lower_ for t in scene.doc[sentence[0] : sentence[1]]}
    phrase = scene.doc[sentence[0] : sentence[1]].text.lower()
    past = is_past(share.verb) or bool(window & listed("trade", "once")) or "at one time" in phrase
    first, last = spread([share.figure.first, share.token, noun, share.verb])
    return Draft(
        type="gdp_share",
        subject=home.ref,
        predicate="was gdp share of" if past else "gdp share of",
        object=region.ref,
        value=share.figure.value,
        unit="percent",
        approx=share.figure.approx,
        first=first,
        last=last,
        negated=is_denied(share.verb),
        period=stated_year(scene, *sentence),
    )


def _world_share(scene: Scene, share: _Share, sentence: tuple[int, int]) -> Draft | None:
    """Read "X produces 40 percent of the world's uranium"."""
    end = min(share.token.i + 9, sentence[1])
    ahead = set(scene.lower[share.token.i + 1 : end])
    home = subject_name(scene, share.verb, is_state) if "uranium" in ahead and ahead & {"world", "global", "worldwide"} else None
    if home is None or not is_asserted(share.verb) or ahead & {"reserves", "deposits", "resources"}:
        return None
    first, last = spread([share.figure.first, share.token, share.verb])
    return Draft(
        type="quantity",
        subject=home.ref,
        predicate="uranium_share",
        value=share.figure.value,
        unit="percent",
        approx=share.figure.approx,
        first=first,
        last=last,
        negated=is_denied(share.verb),
        period=stated_year(scene, *sentence),
    )


def _subject_above(scene: Scene, verb: Token) -> Name | None:
    """Return the state that a participle is said of: the subject of the clause around it ("X is a power, at one time giving ...")."""
    if verb.tag_ != "VBG":
        return None
    clause = next((a for a in verb.ancestors if any(c.dep_.startswith("nsubj") for c in a.children)), None)
    return subject_name(scene, clause, is_state) if clause is not None else None


def _is_output(noun: Token) -> bool:
    """Whether a noun is a region's output: "GDP", "economy", "gross domestic product"."""
    if noun.lower_ in ("product", "products"):
        return {"gross", "domestic"} <= {t.lower_ for t in noun.doc[max(noun.sent.start, noun.i - 3) : noun.i]}
    return noun.lower_ in listed("trade", "output")


def _region_of(scene: Scene, noun: Token, share: _Share, sentence: tuple[int, int]) -> Name | None:
    inside = [n for n in scene.names_in(share.token.i, min(noun.i + 8, sentence[1])) if is_body(n)]
    if inside:
        return inside[0]
    between = {t.lower_ for t in scene.doc[share.token.i : noun.i + 1]} | {t.lower_ for t in noun.subtree}
    if between & {"regional", "region", "bloc", "combined", "total"}:
        before = [n for n in scene.names_in(max(0, sentence[0] - 60), share.token.i) if is_body(n)]
        return before[-1] if before else None
    return None


def _trade_share(scene: Scene, share: _Share, sentence: tuple[int, int], last: Draft | None) -> Draft | None:
    verb = share.verb
    if not is_asserted(verb):
        return None
    kind, noun = _kind(scene, share, sentence)
    whole = _from_subject(scene, share)
    if whole is not None:
        return _draft(scene, share, (whole[1].ref, whole[2].ref), _KINDS[whole[0]], sentence)
    partner_end = _partner_by_preposition(scene, share, noun, sentence)
    home: Name | None = _reporter(scene, share, noun, sentence) if noun is not None else None
    subject = _subject(scene, verb)
    if kind is None or noun is None:
        # "with an additional 16 percent arriving from China", "US goods amount to four percent": the measure of the claim before.
        if last is None or not (_is_trade_verb(share, verb) or _has_goods(verb)):
            return None
        partner = partner_end or subject
        return _draft(scene, share, (last.subject, partner.ref), last.predicate, sentence) if partner is not None else None
    if home is None:
        home = subject if partner_end is not None and subject is not None else None
        if home is None and last is not None and last.predicate == _KINDS[kind]:
            partner = partner_end or subject
            return _draft(scene, share, (last.subject, partner.ref), last.predicate, sentence) if partner is not None else None
    partner = partner_end or subject
    if home is None or partner is None or home.ref.entity == partner.ref.entity:
        others = [
            n
            for n in scene.names_in(*sentence)
            if either(n) and home is not None and n.ref.entity != home.ref.entity and n.ref.country != home.ref.country
        ]
        partner = others[0] if home is not None and len(others) == 1 else None
    if home is None or partner is None or not is_state(home) or _is_joint(scene, partner, sentence):
        return None
    return _draft(scene, share, (home.ref, partner.ref), _KINDS[kind], sentence)


def _is_joint(scene: Scene, partner: Name, sentence: tuple[int, int]) -> bool:
    """Whether one share is that of several partners: "Russia and China (together) take more than half of X's exports"."""
    words_ = scene.lower[slice(*sentence)]
    if {"respectively", "each", "apiece"} & set(words_):
        return False
    beside = [n for n in scene.names_in(*sentence) if either(n) and n.ref.entity != partner.ref.entity]
    return any(
        scene.lower[a.last : b.first] in (("and",), (",", "and"), ("and", "the")) for n in beside for a, b in ((n, partner), (partner, n))
    )


def _from_subject(scene: Scene, share: _Share) -> tuple[str, Name, Name] | None:
    """Read "X's imports from Y make up P": (kind, reporter, partner) where the verb's subject tells all."""
    for s in share.verb.children:
        kind = next((k for k in ("imports", "exports", "trade") if s.dep_ == "nsubj" and s.lower_ in listed("trade", k)), None)
        if kind is None:
            continue
        home = owner_name(scene, s, is_state)
        partner = next((n for t in obliques(s, ("from", "to", "with")) for n in [scene.name_at(t)] if n is not None and either(n)), None)
        if home is not None and partner is not None:
            return kind, home, partner
    return None


def _draft(scene: Scene, share: _Share, refs: tuple[Ref, Ref], predicate: str, sentence: tuple[int, int]) -> Draft:
    first, last = spread([share.figure.first, share.token, share.verb])
    return Draft(
        type="share",
        subject=refs[0],
        predicate=predicate,
        object=refs[1],
        value=share.figure.value,
        unit="percent",
        approx=share.figure.approx,
        first=first,
        last=last,
        negated=is_denied(share.verb),
        period=stated_year(scene, *sentence),
    )


def _kind(scene: Scene, share: _Share, sentence: tuple[int, int]) -> tuple[str | None, Token | None]:
    """Return (imports, exports or trade; its noun or verb): from the figure's phrase, else the clause, else the sentence."""
    order = [
        *share.token.subtree,
        *sorted(share.verb.subtree, key=lambda t: abs(t.i - share.token.i)),
        *scene.doc[sentence[0] : sentence[1]],
    ]
    for t in order:
        low = t.lower_
        if t.i < sentence[0] or t.i >= sentence[1]:
            continue
        for kind in ("imports", "exports", "trade"):
            if low in listed("trade", kind) and not (
                kind == "trade" and t.head.lower_ in ("agreement", "deal", "war", "zone", "bloc", "pact")
            ):
                return kind, t
    if share.verb.lower_ in listed("trade", "sell_verbs") and "goods" in {t.lower_ for t in share.token.subtree}:
        return "exports", share.verb
    if share.verb.lower_ in listed("trade", "get_verbs") and "goods" in {t.lower_ for t in share.token.subtree}:
        return "imports", share.verb
    return None, None


def _reporter(scene: Scene, share: _Share, noun: Token, sentence: tuple[int, int]) -> Name | None:
    """Return whose trade it is: possessor, adjective or "of" of the trade noun; the subject of "imports 40 percent from"."""
    if noun.pos_ == "VERB":
        return _subject(scene, noun)
    head = noun.head if noun.dep_ == "compound" and noun.head.pos_ == "NOUN" else noun
    for h in (noun, head):
        for c in h.children:
            if c.dep_ in ("nmod:poss", "amod", "compound", "nmod:unmarked", "nmod:desc") and c.i < h.i:
                name = name_of_token(scene, c, is_state)
                if name is not None:
                    return name
        for c in h.children:
            if c.dep_ == "nmod" and preposition(c) == "of":
                name = name_of_token(scene, c, is_state)
                if name is not None:
                    return name
    return None


def _partner_by_preposition(scene: Scene, share: _Share, noun: Token | None, sentence: tuple[int, int]) -> Name | None:
    """Return the partner of "come from X", "go to X", "exports to X": the nearest such phrase after the figure or under the verb."""
    wanted = ("from", "to", "with")
    places = [
        t for t in [*share.token.subtree, *share.verb.subtree, *(noun.subtree if noun is not None else ())] if preposition(t) in wanted
    ]
    found = [(t, scene.name_at(t)) for t in dict.fromkeys(places)]
    named = [(t, n) for t, n in found if n is not None and either(n)]
    if not named:
        return None
    after = [p for p in named if p[0].i > share.token.i]
    return min(after or named, key=lambda p: abs(p[0].i - share.token.i))[1]


def _subject(scene: Scene, verb: Token) -> Name | None:
    """Return the state or body that a verb's subject means, that of "US goods" and "imports from the US" included."""
    name = subject_name(scene, verb, either)
    if name is not None:
        return name
    for s in verb.children:
        if s.dep_ in ("nsubj", "nsubj:pass") or s.lower_ in listed("trade", "goods"):
            for t in s.subtree:
                n = scene.name_at(t)
                if n is not None and either(n):
                    return n
    if verb.lower_ in listed("trade", "goods"):
        return next((n for c in verb.children for n in [scene.name_at(c)] if n is not None and either(n)), None)
    return None


def _is_trade_verb(share: _Share, verb: Token) -> bool:
    near = (
        {t.lower_ for t in share.token.subtree}
        | {verb.lower_}
        | {c.lower_ for c in verb.children}
        | {c.lower_ for c in share.token.children}
    )
    return bool(near & (listed("trade", "from_verbs") | listed("trade", "to_verbs")))


def _has_goods(verb: Token) -> bool:
    return bool({t.lower_ for t in verb.subtree} & listed("trade", "goods"))
