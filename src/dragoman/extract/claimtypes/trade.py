"""Claims about the share of a partner in a state's trade."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import either, is_asserted, is_denied, name_of_token, owner_name, row_after, subject_name
from dragoman.extract.claimtypes.measured import year_of_figure
from dragoman.extract.claimtypes.output_share import find_output_share
from dragoman.extract.claimtypes.percent import Share, find_percentages
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, listed
from dragoman.extract.claimtypes.trade_rank import place_among
from dragoman.extract.claimtypes.whole import in_clause
from dragoman.extract.grammar import children, obliques, preposition
from dragoman.records.spans import Ref

_KINDS = {"imports": "imports from", "exports": "exports to", "trade": "trade with"}


def find_shares(scene: Scene, sentence: tuple[int, int], earlier: Draft | None) -> Iterator[Draft]:
    """Yield the share claims of a sentence.

    Args:
        scene: the document.
        sentence: its tokens [first, last).
        earlier: the last share claim of the sentence before: "US goods amount to four percent" goes on from it.
    """
    last = earlier
    for share in find_percentages(scene, sentence):
        draft = find_output_share(scene, share, sentence) or _clause_share(scene, share, sentence)
        gapped = _name_before(scene, share, sentence)
        if draft is None and gapped is not None:
            draft = _gapped_share(scene, share, gapped, last, sentence)
        elif draft is None:
            draft = _trade_share(scene, share, sentence, last)
        if draft is not None:
            last = draft if draft.type == "share" else last
            yield draft


def _name_before(scene: Scene, share: Share, sentence: tuple[int, int]) -> Name | None:
    """Return the state that a figure stands right after: "and China about 16 percent", "China with 16 percent", "China (16%)"."""
    at = share.figure.first - 1
    bracket = at >= sentence[0] and scene.lower[at] in ("(", "with", "at", ":")
    at -= bracket
    name = scene.by_token.get(at) if at >= sentence[0] else None
    if name is None or not is_state(name) or name.how == "adjective":
        return None
    joint = name.first == sentence[0] or scene.lower[name.first - 1] in (
        "and",
        ",",
        ";",
        "the",
        "by",
        "is",
        "are",
        "was",
        "were",
        "from",
        "to",
    )
    return name if joint and (bracket or name.first > sentence[0]) else None


def _gapped_share(scene: Scene, share: Share, partner: Name, last: Draft | None, sentence: tuple[int, int]) -> Draft | None:
    """Return the share of a partner told by its name alone, of the trade that the sentence or the share before is about."""
    for noun in scene.doc[sentence[0] : share.token.i]:
        ranked = place_among(scene, noun)
        if ranked is not None and ranked[0] in _KINDS and ranked[1].ref.entity != partner.ref.entity:
            return _draft(scene, share, (ranked[1].ref, partner.ref), _KINDS[ranked[0]], sentence)
    if last is None or last.subject.entity == partner.ref.entity:
        return None
    return _draft(scene, share, (last.subject, partner.ref), last.predicate, sentence)


def _clause_share(scene: Scene, share: Share, sentence: tuple[int, int]) -> Draft | None:
    """Read "40 percent of what X buys abroad comes from Y", "a third of the goods that X exports goes to Y"."""
    clauses = [t for t in share.token.subtree if t.dep_ == "acl:relcl" and t.pos_ == "VERB"]
    for verb in clauses[:1]:
        buys = verb.lower_ in listed("trade", "get_verbs") or verb.lower_ in listed("trade", "imports")
        sells = verb.lower_ in listed("trade", "sell_verbs") or verb.lower_ in listed("trade", "exports")
        told = (
            verb.head
            if verb.head.lower_ == "what"
            else next((t for t in share.token.subtree if t.lower_ in ("what", "goods", "all")), None)
        )
        home = subject_name(scene, verb, is_state)
        if home is None or told is None or buys == sells or not is_asserted(share.verb):
            return None
        way = ("from",) if buys else ("to",)
        partner = next((n for t in obliques(share.verb, way) for n in [scene.name_at(t)] if n is not None and either(n)), None)
        if partner is not None and share.verb not in clauses and not _is_joint(scene, partner, sentence):
            return _draft(scene, share, (home.ref, partner.ref), _KINDS["imports" if buys else "exports"], sentence)
    return None


def _trade_share(scene: Scene, share: Share, sentence: tuple[int, int], last: Draft | None) -> Draft | None:
    verb = share.verb
    if not is_asserted(verb) or _tells_change(share):
        return None
    kind, noun = _kind(scene, share, sentence)
    if noun is not None and is_part(noun):
        return _part_draft(scene, share, noun, sentence)
    whole = _from_subject(scene, share)
    if whole is not None:
        return _draft(scene, share, (whole[1].ref, whole[2].ref), _KINDS[whole[0]], sentence)
    partner_end = _partner_by_preposition(scene, share, noun, sentence)
    if noun is not None and kind == "exports" and verb.lower_ in listed("trade", "buy_verbs"):
        # "Y, which bought P of its exports": nobody buys its own
        buyer = _subject(scene, verb)
        its = any(c.dep_ == "nmod:poss" and c.lower_ in ("its", "their") for c in noun.children)
        rest = {
            n.ref.entity: n for n in scene.names_in(*sentence) if is_state(n) and buyer is not None and n.ref.entity != buyer.ref.entity
        }
        if its and buyer is not None:
            owner = next(iter(rest.values())) if len(rest) == 1 else None
            return _draft(scene, share, (owner.ref, buyer.ref), _KINDS[kind], sentence) if owner is not None else None
    if partner_end is not None and noun is not None and _is_of_goods(scene, share, noun, partner_end):
        return _part_draft(scene, share, noun, sentence)
    home: Name | None = _reporter(scene, share, noun, sentence) if noun is not None else None
    if noun is not None and last is not None and (again := _same_owner(scene, share, noun, last)) is not None and kind is not None:
        # "of X's imports and P of its exports": the owner named before, not the clause's subject
        return _draft(scene, share, (last.subject, again), _KINDS[kind], sentence)
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
            if either(n)
            and home is not None
            and n.ref.entity != home.ref.entity
            and n.ref.country != home.ref.country
            and in_clause(scene.tokens[n.last - 1], verb)
        ]
        partner = others[0] if home is not None and len(others) == 1 else None
    if home is None or partner is None or not is_state(home) or _is_joint(scene, partner, sentence):
        return None
    return _draft(scene, share, (home.ref, partner.ref), _KINDS[kind], sentence)


def _same_owner(scene: Scene, share: Share, noun: Token, last: Draft) -> Ref | None:
    """Return the partner of a share before in the same clause, where "its" trade is that of the state named there."""
    its = any(c.dep_ == "nmod:poss" and c.lower_ in ("its", "their") for c in noun.children)
    if not its or last.object is None or last.subject.start is None or last.object.start is None:
        return None
    start = share.verb.sent.start_char
    subject = _subject(scene, share.verb)
    same = subject is not None and subject.ref.entity == last.object.entity
    return last.object if same and start <= last.subject.start < scene.tokens[noun.i].idx and start <= last.object.start else None


def is_part(noun: Token) -> bool:
    """Whether a trade noun means a part of a state's trade: "oil exports", "imports of grain", "transit trade"."""
    parts = [
        c
        for c in noun.children
        if c.dep_ in ("compound", "amod") and c.i < noun.i and not c.ent_type_ and c.pos_ in ("NOUN", "PROPN", "ADJ")
    ]
    if any(c.lower_ not in listed("trade", "whole") for c in parts):
        return noun.pos_ != "VERB"
    kinds = [c for c in noun.children if c.dep_ == "nmod" and preposition(c) == "of" and c.pos_ == "NOUN" and not c.ent_type_]
    return any(c.lower_ not in listed("trade", "goods") | listed("pointing", "state") for c in kinds) and noun.pos_ != "VERB"


def _tells_change(share: Share) -> bool:
    """Whether a percentage is by how much something grew: "rose by 30 percent", "fell 4 percent"."""
    way = preposition(share.token)
    return (
        share.verb.lower_ in listed("measured", "change") and share.token.head == share.verb and way not in ("to", "at", "above", "below")
    )


def _is_of_goods(scene: Scene, share: Share, noun: Token, partner: Name) -> bool:
    """Whether a share is of the trade with a partner: "uranium makes up P of its exports to Y", "P of its exports to Y is uranium"."""
    subject = next((c for c in share.verb.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None or scene.tokens[partner.first] not in share.token.subtree:
        return False
    if share.token in subject.subtree:
        return scene.tokens[partner.first] in noun.subtree
    told = listed("trade", "goods") | listed("trade", "trade") | {"share"}
    near = any(scene.name_at(t) is not None for t in subject.subtree)
    return subject.pos_ in ("NOUN", "PROPN") and not near and subject.lower_ not in told | listed("pointing", "state")


def _part_draft(scene: Scene, share: Share, noun: Token, sentence: tuple[int, int]) -> Draft | None:
    """Return the claim of a share that no table holds: of a part of the trade, or of some goods in it."""
    names = [n for n in scene.names_in(*sentence) if either(n)]
    return _draft(scene, share, (names[0].ref, names[-1].ref), "part of trade", sentence) if names else None


def _is_joint(scene: Scene, partner: Name, sentence: tuple[int, int]) -> bool:
    """Whether one share is that of several partners: "Russia and China (together) take more than half of X's exports"."""
    words_ = scene.lower[slice(*sentence)]
    if {"respectively", "each", "apiece"} & set(words_):
        return False
    beside = [n for n in scene.names_in(*sentence) if either(n) and n.ref.entity != partner.ref.entity]
    rows = [[n, *row_after(scene, n, either)] for n in scene.names_in(*sentence) if either(n)]
    if any(len(row) > 2 and partner.first in [n.first for n in row] for row in rows):
        return True
    return any(
        scene.lower[a.last : b.first] in (("and",), (",", "and"), ("and", "the")) for n in beside for a, b in ((n, partner), (partner, n))
    )


def _from_subject(scene: Scene, share: Share) -> tuple[str, Name, Name] | None:
    """Read "X's imports from Y make up P": (kind, reporter, partner) where the verb's subject tells all."""
    for s in share.verb.children:
        kind = next((k for k in ("imports", "exports", "trade") if s.dep_ == "nsubj" and s.lower_ in listed("trade", k)), None)
        if kind is None:
            continue
        home = owner_name(scene, s, is_state)
        partner = next((n for t in obliques(s, ("from", "to", "with")) for n in [scene.name_at(t)] if n is not None and either(n)), None)
        if home is None and partner is not None:
            # "imports from Y amounted to P of X's total"
            totals = [
                c for c in children(share.token, "nmod") if preposition(c) == "of" and c.lower_ in ("total", "imports", "exports", "trade")
            ]
            home = next((n for c in totals for n in [owner_name(scene, c, is_state)] if n is not None), None)
        if home is not None and partner is not None:
            turned = _turned(scene, share, kind, partner)
            return (turned, partner, home) if turned is not None else (kind, home, partner)
    return None


def _turned(scene: Scene, share: Share, kind: str, partner: Name) -> str | None:
    """Return the other side's measure where "X's exports to Y made up P of Y's imports" tells of Y's trade."""
    for whole in children(share.token, "nmod"):
        if preposition(whole) == "of" and whole.lower_ in ("imports", "exports") and whole.lower_ != kind:
            owner = owner_name(scene, whole, is_state)
            return whole.lower_ if owner is not None and owner.ref.entity == partner.ref.entity else None
    return None


def _draft(scene: Scene, share: Share, refs: tuple[Ref, Ref], predicate: str, sentence: tuple[int, int]) -> Draft | None:
    settled, period = year_of_figure(scene, share.token.i + 1, sentence)
    if not settled:
        return None
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
        period=period,
    )


def _kind(scene: Scene, share: Share, sentence: tuple[int, int]) -> tuple[str | None, Token | None]:
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


def _reporter(scene: Scene, share: Share, noun: Token, sentence: tuple[int, int]) -> Name | None:
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


def _partner_by_preposition(scene: Scene, share: Share, noun: Token | None, sentence: tuple[int, int]) -> Name | None:
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


def _is_trade_verb(share: Share, verb: Token) -> bool:
    near = (
        {t.lower_ for t in share.token.subtree}
        | {verb.lower_}
        | {c.lower_ for c in verb.children}
        | {c.lower_ for c in share.token.children}
    )
    return bool(near & (listed("trade", "from_verbs") | listed("trade", "to_verbs")))


def _has_goods(verb: Token) -> bool:
    return bool({t.lower_ for t in verb.subtree} & listed("trade", "goods"))
