"""Claims about when an event of the tables took place: a treaty signed, a war begun, a territory annexed."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied
from dragoman.extract.claimtypes.scene import Scene, bare_ref, clause_date, is_state, spoken_date, words
from dragoman.extract.grammar import antecedent, child, children, preposition
from dragoman.records.spans import DateRange, Ref

_STARTING = frozenset({"invasion"})  # "invaded in 2003" tells the first day, not any of the war
_INTO_FORCE = frozenset({"force", "effect"})
_GOING_DOWN = frozenset({"came", "went", "coming"})
_LEAVING = frozenset({"left", "withdrew", "quit", "pulled", "departed"})
_MOVING = _GOING_DOWN | _LEAVING
_NEAR = 4  # tokens from an event's name to the date that its own phrase gives: "the Budapest Memorandum of December 1994"


def find_event_dates(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about when events known by name took place."""
    at = sentence[0]
    while at < sentence[1]:
        size = _named_at(scene, at, sentence[1]) if scene.lower[at] in scene.events else 0
        if size:
            yield from _from_name(scene, (at, at + size), sentence)
        at += size or 1
    yield from _from_deeds(scene, sentence)
    yield from _from_owned(scene, sentence)
    yield from _from_completing(scene, sentence)


def names_an_event(scene: Scene, sentence: tuple[int, int]) -> bool:
    """Whether an event that the tables know is named in tokens [first, last)."""
    return any(scene.lower[i] in scene.events and _named_at(scene, i, sentence[1]) for i in range(*sentence))


def _named_at(scene: Scene, at: int, end: int) -> int:
    options = scene.events.get(scene.lower[at], ())
    sizes = [len(o) for o in options if at + len(o) <= end and scene.lower[at : at + len(o)] == o]
    return max(sizes, default=0)


def _from_name(scene: Scene, span: tuple[int, int], sentence: tuple[int, int]) -> Iterator[Draft]:
    root = scene.doc[span[0] : span[1]].root
    while root.dep_ in ("compound", "amod", "nmod:unmarked") and root.head.i == span[1] and root.head.pos_ in ("NOUN", "PROPN"):
        root, span = root.head, (span[0], root.head.i + 1)  # "the New START treaty"
    verb, predicate, period = _told_of(scene, root, span)
    if (since := _reckoned(scene, span)) is not None:
        verb, predicate, period = None, "took place", since
    if predicate is None or period is None:
        return
    if verb is not None and (not is_asserted(verb) or (predicate in ("began", "ended") and counts_for_some(verb))):
        return
    first, last = spread([span[0], span[1] - 1, *([verb] if verb is not None else [])])
    yield Draft(
        type="date",
        subject=bare_ref(scene, *span),
        predicate=predicate,
        period=period,
        first=first,
        last=last,
        negated=verb is not None and is_denied(verb),
    )


def counts_for_some(verb: Token) -> bool:
    """Whether a war is dated as one people or theatre knew it: "for Americans it began in 1941", "in Asia it began in 1937"."""
    told = [c for c in verb.children if c.dep_.startswith("obl") and c.ent_type_ in ("NORP", "GPE", "LOC")]
    world = any(t.lower_ == "world" for s in children(verb, "nsubj") for t in s.subtree)
    return any(preposition(c) == "for" or (world and preposition(c) in ("in", "to")) for c in told)


def _reckoned(scene: Scene, span: tuple[int, int]) -> DateRange | None:
    """Return the days that "thirty years after the X", "on the 20th anniversary of the X" give."""
    at = span[0] - 1
    while at > 0 and scene.lower[at] in ("the", "its"):
        at -= 1
    return scene.reckoned.get(at)


def _told_of(scene: Scene, root: Token, span: tuple[int, int]) -> tuple[Token | None, str | None, DateRange | None]:
    """Return (the verb, what it says of the event, the date) that an event's name stands with."""
    for c in root.children:
        if c.dep_ in ("acl", "acl:relcl") and c.i >= span[1] and (act := _act(c)) is not None:
            period = clause_date(scene, c)
            if period is not None:
                return c, act, period
    told = _participle_after(scene, span) or _participle_before(root)
    if told is not None and (period := clause_date(scene, told)) is not None:
        return told, _act(told), period
    near = _date_beside(scene, span, root)
    if near is not None:
        return None, "took place", near
    head = root.head
    if root.dep_ in ("nmod", "nmod:poss") and preposition(root) == "of" and (act := _act(head)) is not None:
        period = _date_beside(scene, (head.i, max(span[1], head.i + 1)), head) or _clause(scene, head.head)
        return None, act, period
    if root.dep_ in ("nsubj", "nsubj:pass", "obj", "nsubj:outer") and head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
        act = _act(head)
        if (
            act == "signed"
            and is_state(scene.name_at(child(head, "nsubj", "obl:agent") or head))
            and not children(child(head, "nsubj", "obl:agent") or head, "conj")
        ):
            return None, None, None  # when one party signed, the agreement may have stood already
        return head, act, _clause(scene, head) if act is not None else None
    return None, None, None


def _participle_before(root: Token) -> Token | None:
    """Return the participle of "Signed in December 1994, the Budapest Memorandum gave ..."."""
    if not root.dep_.startswith("nsubj"):
        return None
    fronted = [c for c in root.head.children if c.dep_ == "advcl" and c.tag_ == "VBN" and c.i == c.sent.start and c.i < root.i]
    return next((c for c in fronted if _act(c) is not None), None)


def _participle_after(scene: Scene, span: tuple[int, int]) -> Token | None:
    """Return the participle of "the JCPOA, concluded in July 2015," where the parse hangs it elsewhere."""
    if span[1] + 1 >= len(scene.lower) or scene.lower[span[1]] != ",":
        return None
    verb = scene.tokens[span[1] + 1]
    return verb if verb.tag_ in ("VBN", "VBD") and _act(verb) is not None else None


def _clause(scene: Scene, verb: Token) -> DateRange | None:
    return clause_date(scene, verb) if verb.pos_ in ("VERB", "AUX") else None


def _act(word: Token) -> str | None:
    """Return what a verb or noun says of an event: began, ended, signed, took effect, took place."""
    low = word.lower_
    if low == "concluded":
        return low  # a treaty signed or talks ended
    if low in ("entered", "came", "went", "put", "brought", "takes", "took", "enter", "entering"):
        below = {t.lower_ for t in word.subtree if 0 < t.i - word.i <= 3}
        return (
            "ended"
            if low == "came" and "end" in below
            else "took effect"
            if below & _INTO_FORCE
            else "took place"
            if "place" in below
            else None
        )
    for key in ("began", "ended", "signed", "took effect", "took place"):
        if low in words()["chronicle"][key]:
            return key
    return None


def _date_beside(scene: Scene, span: tuple[int, int], root: Token) -> DateRange | None:
    """Return the date of "the 1994 X", "X of December 1994", "X (1950-53)", "the signing of X in 1994"."""
    before = max(root.sent.start, span[0] - 1)
    if scene.tokens[before].head in (root, *root.children) or scene.tokens[before].lower_.isdigit():
        found = spoken_date(scene, before, span[0])
        if found is not None:
            return found
    after = min(root.sent.end, span[1] + _NEAR)
    if span[1] < after and scene.lower[span[1]] == "of":
        return spoken_date(scene, span[1], after)
    if span[1] < after and scene.lower[span[1]] in ("in", "on", "("):
        found = spoken_date(scene, span[1], after)
        inside = [t for t in scene.doc[span[1] : after] if root in t.ancestors]
        return found if found is not None and inside else None
    return None


def _from_deeds(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "Russia annexed Crimea in 2014" as the annexation of Crimea, "the Soviet Union collapsed" as its collapse."""
    for i in range(*sentence):
        if scene.lower[i] not in words()["deeds"] and scene.lower[i] not in _MOVING:
            continue
        verb = scene.tokens[i]
        noun = _deed(scene, verb)
        if noun is None or verb.pos_ not in ("VERB", "AUX") or not is_asserted(verb):
            continue
        period = clause_date(scene, verb)
        if period is None:
            continue
        for target in _done_to(scene, verb, passive=child(verb, "nsubj:pass") is not None):
            name = f"{noun} {'from' if noun.endswith('withdrawal') else 'of'} {target}"
            if _is_event(scene, name):
                first, last = spread([verb, *(c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass", "obj"))])
                where = scene.doc[first:last]
                yield Draft(
                    type="date",
                    subject=Ref(start=where.start_char, end=where.end_char, name=name),
                    predicate="began" if noun in _STARTING else "took place",
                    period=period,
                    first=first,
                    last=last,
                    negated=is_denied(verb),
                )
                break


def _from_completing(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "US troops completed their withdrawal from A", "X announced his resignation": the noun's event, of whoever does it."""
    for i in range(*sentence):
        verb = scene.tokens[i]
        act = words()["own_deeds"].get(scene.lower[i])
        noun = child(verb, "obj") if isinstance(act, str) and verb.pos_ == "VERB" and is_asserted(verb) else None
        period = clause_date(scene, verb) if noun is not None and noun.lower_ in words()["own_deeds"]["nouns"] else None
        if noun is None or period is None:
            continue
        name = next((n for n in _own_events(scene, verb, noun) if _is_event(scene, n)), None)
        if name is not None:
            first, last = spread([verb, noun, *children(verb, "nsubj")])
            where = scene.doc[first:last]
            subject = Ref(start=where.start_char, end=where.end_char, name=name)
            yield Draft(type="date", subject=subject, predicate=act, period=period, first=first, last=last, negated=is_denied(verb))


def _own_events(scene: Scene, verb: Token, noun: Token) -> Iterator[str]:
    """Yield how the tables may call what a verb's subject does by a noun: "American withdrawal from A", "X's resignation"."""
    for doer in children(verb, "nsubj"):
        named = [n for t in (doer, *doer.children) for n in [scene.name_at(t)] if n is not None]
        goals = [scene.doc[n.first : n.last].text for c in children(noun, "nmod") for n in [scene.name_at(c)] if n is not None]
        for spelt in dict.fromkeys(x for n in named for x in (scene.doc[n.first : n.last].text, n.ref.name)):
            yield f"{noun.text} of {spelt}"
            yield f"{spelt.split()[-1]}'s {noun.text}"
            yield from (f"{spelt} {noun.text} from {goal}" for goal in goals)


def _from_owned(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "thirty years after the Soviet Union's collapse", "Crimea's annexation in 2014"."""
    nouns = frozenset(words()["deeds"].values())
    for i in range(*sentence):
        noun = scene.tokens[i]
        owners = children(noun, "nmod:poss") if scene.lower[i] in nouns else []
        period = _days_of_noun(scene, noun) if owners else None
        for owner in owners if period is not None else ():
            named = scene.name_at(owner)
            spelt = scene.doc[named.first : named.last].text if named is not None else owner.text
            name = next((n for n in (f"{scene.lower[i]} of {spelt}", f"{scene.lower[i]} of the {spelt}") if _is_event(scene, n)), None)
            if name is not None:
                first, last = spread([owner.left_edge, noun])
                where = scene.doc[first:last]
                subject = Ref(start=where.start_char, end=where.end_char, name=name)
                yield Draft(type="date", subject=subject, predicate="took place", period=period, first=first, last=last)


def _days_of_noun(scene: Scene, noun: Token) -> DateRange | None:
    reckoned = next((scene.reckoned[c.i] for c in noun.children if c.i in scene.reckoned), None)
    return reckoned or spoken_date(scene, noun.i, min(noun.i + _NEAR, noun.right_edge.i + 1))


def _deed(scene: Scene, verb: Token) -> str | None:
    """Return the noun under which the tables know a verb's deed: "fall" of "fell", "American withdrawal" of "American troops left"."""
    low = verb.lower_
    if low in _GOING_DOWN and scene.lower[verb.i + 1 : verb.i + 2] == ("down",):
        return "fall"
    if low in _LEAVING:
        troops = next((s for s in children(verb, "nsubj") if s.lower_ in ("troops", "forces", "soldiers", "army")), None)
        owner = (
            next((c for c in troops.children if c.dep_ in ("amod", "compound") and scene.name_at(c)), None) if troops is not None else None
        )
        return f"{owner.text} withdrawal" if owner is not None else None
    noun = words()["deeds"].get(low)
    return noun if isinstance(noun, str) else None


def _done_to(scene: Scene, verb: Token, *, passive: bool) -> Iterable[str]:
    """Yield what a verb was done to, as the names of events spell it: its object, or the subject where it has none."""
    things = children(verb, "obj") or [c for c in children(verb, "obl") if preposition(c) in ("from", "out of", "of")]
    things = things or [c for c in children(verb, "nsubj:pass" if passive else "nsubj") if c.i < verb.i]
    for thing in map(antecedent, things):
        name = scene.name_at(thing)
        if name is not None:
            spelt = scene.doc[name.first : name.last].text
            yield spelt
            yield f"the {spelt}"
        else:
            first = min([thing.i, *(c.i for c in thing.children if c.dep_ in ("compound", "amod") and c.i < thing.i)])
            spelt = scene.doc[first : thing.i + 1].text
            yield spelt
            yield f"the {spelt}"


def _is_event(scene: Scene, name: str) -> bool:
    parts = tuple(name.lower().split())
    return parts in scene.events.get(parts[0], ())
