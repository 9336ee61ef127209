"""Claims about who came after whom in an office: "A succeeded B as president", "B handed power to A", "A, B's successor"."""

from collections.abc import Iterator
from typing import Any

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, subject_name
from dragoman.extract.claimtypes.office_clauses import is_ahead
from dragoman.extract.claimtypes.office_titles import Titled, find_titles, office_words
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_person
from dragoman.extract.grammar import child, children, obliques
from dragoman.records.spans import DateRange

_Words = tuple[int, int]
_SKIPPED = frozenset({"the", "a", "its", "their", "his", "her"})


def find_followers(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), that one person came after another in an office."""
    yield from (draft for draft in _find(scene, sentence) if not is_ahead(scene, draft))


def _find(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    for i in range(*sentence):
        word, token = scene.lower[i], scene.tokens[i]
        if word in office_words("follow") or word in office_words("precede"):
            yield from _from_following(scene, token, sentence)
        elif word in office_words("from_verbs"):
            yield from _from_taking_over(scene, token, sentence)
        elif word in office_words("handing"):
            yield from _from_handing(scene, token, sentence)
            yield from _from_passing(scene, token, sentence)
        elif word in office_words("successors") | office_words("predecessors") and token.pos_ == "NOUN":
            yield from _from_noun(scene, token, sentence)


def _known(name: Name | None) -> bool:
    """Whether a name means a person whom the tables may know: a stranger follows nobody that they list."""
    return name is not None and is_person(name) and name.ref.entity is not None and not name.ref.entity.startswith("doc:")


def _title_told(scene: Scene, sentence: _Words, after: int) -> Titled | None:
    """Return the title after "as" that follows a token of a sentence without a comma between, None where none does."""
    for title in find_titles(scene, sentence):
        if title.first <= after or any(scene.lower[i] in (",", "who", ";") for i in range(after, title.first)):
            continue
        at = title.first - 1
        while at > sentence[0] and scene.lower[at] in _SKIPPED:
            at -= 1
        if at >= sentence[0] and scene.lower[at] == "as":
            return title
    return None


def _follow(
    scene: Scene, pair: tuple[Name | None, Name | None], token: Any, sentence: _Words, period: DateRange | None, noun: Any = None
) -> Iterator[Draft]:
    """Yield the claim that the first of a pair came after the second; ``noun``: "successor", which a title follows."""
    after, before = pair
    if after is None or before is None or not _known(after) or not _known(before) or after.ref.entity == before.ref.entity:
        return
    title = _title_told(scene, sentence, noun.i if noun is not None else token.i)
    inside = [n.first for n in (after, before) if sentence[0] <= n.first < sentence[1]]
    first, last = spread([token.i, *inside, *([title.last - 1] if title is not None else [])])
    yield Draft(
        type="office",
        subject=after.ref,
        predicate=f"succeeded {title.key if title is not None else 'office'}",
        object=title.polity.ref if title is not None and title.polity is not None else None,
        objects=(before.ref,),
        period=period,
        negated=is_denied(token),
        first=first,
        last=last,
    )


def _from_following(scene: Scene, verb: Any, sentence: _Words) -> Iterator[Draft]:
    """Read "A succeeded B", "B was succeeded by A"."""
    if verb.pos_ != "VERB" or not is_asserted(verb) or (verb.dep_ in ("advcl", "acl", "conj") and not is_asserted(verb.head)):
        return
    if verb.lower_ in office_words("loosely") and _title_told(scene, sentence, verb.i) is None:
        return  # "followed" may be anything
    period = clause_date(scene, verb)
    turned = verb.lower_ in office_words("precede")
    if child(verb, "aux:pass") is not None or child(verb, "obl:agent") is not None:
        agents = [*children(verb, "obl:agent"), *[t for c in children(verb, "obl") for t in obliques(c, ("by",))], *obliques(verb, ("by",))]
        after = next((n for c in agents for n in [scene.name_at(c)] if is_person(n)), None)
        pair = (after, subject_name(scene, verb, is_person))
        yield from _follow(scene, pair[::-1] if turned else pair, verb, sentence, None if turned else period)
        return
    target = child(verb, "obj")
    before = scene.name_at(target) if target is not None else None
    pair = (subject_name(scene, verb, is_person), before)
    yield from _follow(scene, pair[::-1] if turned else pair, verb, sentence, None if turned else period)


def _from_taking_over(scene: Scene, verb: Any, sentence: _Words) -> Iterator[Draft]:
    """Read "A took over (as T) from B", "A inherited the presidency from B"."""
    told = {c.lower_ for c in verb.children}
    if verb.tag_ in ("VBZ", "VBP") and scene.dates_in(verb.i, sentence[1]):
        return  # "takes over in October" is scheduled
    if (
        verb.pos_ != "VERB"
        or not is_asserted(verb)
        or (verb.lower_ in ("took", "takes", "taken", "taking") and not told & {"over", "office", "power"})
    ):
        return
    sources = [*obliques(verb, ("from",)), *[t for c in verb.children for t in obliques(c, ("from",))]]
    before = next((n for t in sources for n in [scene.name_at(t)] if is_person(n)), None)
    yield from _follow(scene, (subject_name(scene, verb, is_person), before), verb, sentence, clause_date(scene, verb))


def _from_handing(scene: Scene, verb: Any, sentence: _Words) -> Iterator[Draft]:
    """Read "B handed (over) power to A"."""
    target = child(verb, "obj", "nsubj:pass")
    over = target is None and scene.lower[verb.i + 1 : verb.i + 3] == ("over", "to")
    if verb.pos_ != "VERB" or not is_asserted(verb) or not (over or (target is not None and target.lower_ in office_words("powers"))):
        return
    receivers = [*obliques(verb, ("to",)), *(obliques(target, ("to",)) if target is not None else [])]
    after = next((n for t in receivers for n in [scene.name_at(t)] if is_person(n)), None)
    if child(verb, "aux:pass") is None:
        yield from _follow(scene, (after, subject_name(scene, verb, is_person)), verb, sentence, clause_date(scene, verb))


def _from_passing(scene: Scene, verb: Any, sentence: _Words) -> Iterator[Draft]:
    """Read "the presidency passed from B to A", "power went from B to A"."""
    subject = child(verb, "nsubj")
    if verb.pos_ != "VERB" or subject is None or subject.lower_ not in office_words("powers") or not is_asserted(verb):
        return
    ends = [next((n for t in obliques(verb, (word,)) for n in [scene.name_at(t)] if is_person(n)), None) for word in ("to", "from")]
    yield from _follow(scene, (ends[0], ends[1]), verb, sentence, clause_date(scene, verb))


def _from_noun(scene: Scene, noun: Any, sentence: _Words) -> Iterator[Draft]:
    """Read "A is B's successor", "B's successor is A", "A, B's successor,", "B's successor, A"."""
    owners = [*children(noun, "nmod:poss"), *obliques(noun, ("of", "to"))]
    owner = next((n for c in owners for n in [scene.name_at(c)] if is_person(n)), None)
    if owner is None or any(
        c.lower_ in ("likely", "possible", "eventual", "future", "designated", "chosen", "potential", "would-be") for c in noun.children
    ):
        return
    other: Name | None = None
    head, predicate = noun.head, noun
    if child(noun, "cop") is not None:
        other = subject_name(scene, noun, is_person)
    elif noun.dep_.startswith("nsubj") and child(head, "cop") is not None:
        other, predicate = scene.name_at(head), head
    elif noun.dep_ == "appos":
        other = scene.name_at(head)
    if not is_person(other):
        inner = [n for c in children(noun, "appos", "flat", "nmod:desc") if c.i > noun.i for n in [scene.name_at(c)] if is_person(n)]
        other = inner[0] if inner else None
    if not is_person(other):
        title = _title_told(scene, sentence, noun.i)
        at = title.last if title is not None and title.first > noun.i else noun.i + 1
        named = scene.by_token.get(at + 1) if scene.lower[at : at + 1] == (",",) else None
        other = named if is_person(named) and named is not None and named.how == "name" else other
    if other is None or not is_asserted(predicate):
        return
    pair = (other, owner) if noun.lower_ in office_words("successors") else (owner, other)
    yield from _follow(scene, pair, predicate, sentence, None, noun)
