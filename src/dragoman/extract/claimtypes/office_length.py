"""Claims about how long somebody held an office or ruled: "was president for ten years", "after 29 years in power"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, subject_names
from dragoman.extract.claimtypes.lengths import Length, find_lengths, tells_distance
from dragoman.extract.claimtypes.office_titles import Titled, find_titles
from dragoman.extract.claimtypes.scene import Name, Scene, is_person, is_state, listed
from dragoman.extract.grammar import child, children, preposition

_Words = tuple[int, int]
_FOR = frozenset({"for", "", "over", "after", "during"})
_SKIPPED = frozenset(
    {"the", "a", "an", "only", "just", "mere", "barely", "scarcely", "last", "past", "some", "all", "his", "her", "hardly", "more"}
)
_NOT_WHOLE = frozenset({"first", "next", "final", "every", "in", "within", "another", "further", "remaining", "other", "than"})
_SPELLS = frozenset({"time", "term", "stint", "spell", "stay"})  # "X's time as secretary of state lasted a year"
_NAMED = {"presidency": "president", "premiership": "prime minister", "chancellorship": "chancellor"}
_COMPARED = frozenset({"fewer", "more", "less", "longer", "shorter", "short", "younger", "older"})  # "two years fewer than his rival"
_SPLIT = frozenset({"stints", "spells"})  # told of several terms, an early one of which the tables may lack
_REACH = 9  # tokens from a length to the title or "power" that it measures: "for barely ten years as president of Kazakhstan"


def find_office_lengths(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about how long somebody was in an office or in power."""
    titles: list[Titled] | None = None
    for length in find_lengths(scene, sentence):
        if tells_distance(scene, length) or _is_part(scene, length, sentence):
            continue
        titles = list(find_titles(scene, sentence)) if titles is None else titles
        draft = (
            _from_noun(scene, length, titles)
            or _from_owner(scene, length, titles)
            or _from_apposition(scene, length, titles)
            or _from_clause(scene, length, titles, sentence)
        )
        if draft is not None:
            yield draft


def _is_part(scene: Scene, length: Length, sentence: _Words) -> bool:
    """Whether a length is a part of the whole or none of its own: "his first ten years", "in ten years", "two years fewer than"."""
    if set(scene.lower[length.token.i + 1 : length.token.i + 2]) & _COMPARED or _SPLIT & set(scene.lower[slice(*sentence)]):
        return True
    at = length.first - 1
    while at > sentence[0] and scene.lower[at] in _SKIPPED:
        at -= 1
    return at >= sentence[0] and scene.lower[at] in _NOT_WHOLE


def _from_noun(scene: Scene, length: Length, titles: list[Titled]) -> Draft | None:
    """Read "X's 29-year rule", "29 years of X's rule", "X's rule lasted 29 years"."""
    unit, nouns = length.token, listed("history", "rule")
    below = [t for t in unit.subtree if 0 < t.i - unit.i <= 6]
    lasted = unit.head if unit.head.lower_ in listed("history", "last") else None
    near = [unit.head, unit.head.head, *below, *(children(lasted, "nsubj") if lasted is not None else [])]
    noun = next((t for t in near if (t.lower_ in nouns or t.lower_ in _SPELLS) and t.pos_ == "NOUN"), None)
    if noun is None or (lasted is not None and not is_asserted(lasted)):
        return None
    owners = [*children(noun, "nmod:poss"), *(c for c in children(noun, "nmod", "compound") if preposition(c) in ("of", "by", "under", ""))]
    who = next((n for c in owners for n in [scene.name_at(c)] if _is_known(scene, n)), None)
    negated = lasted is not None and is_denied(lasted)
    title = next((t for t in titles if noun.i + 1 < t.first <= noun.i + 4 and scene.lower[noun.i + 1] == "as"), None)
    if who is not None and title is not None:
        return _draft(length, who, f"was {title.key}", title.polity, [noun, unit], negated=negated)
    if noun.lower_ in _SPELLS:
        return None
    predicate = f"was {_NAMED[noun.lower_]}" if noun.lower_ in _NAMED else "ruled"
    return _draft(length, who, predicate, None, [noun, unit], negated=negated) if who is not None else None


def _from_owner(scene: Scene, length: Length, titles: list[Titled]) -> Draft | None:
    """Read "X's sixteen years as chancellor", "his ten years in power" of somebody named by a possessive."""
    who = next((n for c in children(length.head, "nmod:poss") for n in [scene.name_at(c)] if _is_known(scene, n)), None)
    at = length.token.i + 1
    if who is None or at >= length.token.sent.end:
        return None
    title = next((t for t in titles if at < t.first <= at + 3 and scene.lower[at] == "as" and t.mark != "former "), None)
    if title is not None:
        return _draft(length, who, f"was {title.key}", title.polity, [who.first, title.first], negated=False)
    text = " ".join(scene.lower[at : min(at + 4, length.token.sent.end)])
    top = any(text.startswith(p) for p in listed("history", "at_top"))
    return _draft(length, who, "ruled", None, [who.first, length.token], negated=False) if top else None


def _from_apposition(scene: Scene, length: Length, titles: list[Titled]) -> Draft | None:
    """Read "X, president of A for a quarter of a century, died"."""
    noun = length.head.head
    title = next((t for t in titles if noun.i in range(t.first, t.last) and t.mark != "former "), None)
    if title is None or noun.dep_ != "appos" or preposition(length.head) != "for":
        return None
    who = scene.name_at(noun.head)
    if not _is_known(scene, who) or who is None:
        return None
    return _draft(length, who, f"was {title.key}", title.polity, [who.first, length.token], negated=False)


def _from_clause(scene: Scene, length: Length, titles: list[Titled], sentence: _Words) -> Draft | None:
    verb = _clause_of(length.token)
    if verb is None or not is_asserted(verb):
        return None
    way = preposition(length.head)
    if way not in _FOR:
        return None
    predicate, polity, at = _office_of(scene, length, verb, titles, way)
    if predicate is None:
        return None
    who = _holder(scene, verb, sentence)
    if who is None or any(is_person(n) and n.how == "name" and n.ref != who.ref for n in scene.names_in(verb.i + 1, length.first)):
        return None  # "A was prime minister for ten years, and B for three after him"
    return _draft(length, who, predicate, polity, [length.token, at, verb], negated=is_denied(verb) and way != "after")


def _clause_of(unit: Token) -> Token | None:
    """Return the predicate that a length stands in: a verb, or a noun with its copula."""
    for above in unit.ancestors:
        if above.pos_ in ("VERB", "AUX") or child(above, "cop") is not None:
            return above
    return None


def _office_of(scene: Scene, length: Length, verb: Token, titles: list[Titled], way: str) -> tuple[str | None, Name | None, Token | int]:
    """Return (what a length is said of, of which state, where): a title, "in power", or a verb of ruling."""
    unit = length.token
    after = [t for t in titles if unit.i < t.first <= unit.i + _REACH and t.mark != "former "]
    before = [t for t in titles if t.first < unit.i and t.mark != "former "] if way in ("for", "") else []
    for t in after or before:
        if _is_measured(scene, t, verb, beside=t in after):
            return f"was {t.key}", t.polity, t.first
    low = " ".join(scene.lower[unit.i + 1 : min(unit.i + 5, unit.sent.end)])
    at_top = any(low.startswith(p) for p in listed("history", "at_top"))
    here = " ".join(scene.lower[max(unit.sent.start, length.first - 8) : length.first]) + " "
    heads = verb.lower_ in ("power", "office", "helm", "charge") and any(f" {p} " in f" {here}" for p in listed("history", "at_top"))
    stands = verb.lower_ in ("stood", "stands", "remained", "stayed") and any(p in here for p in ("at the head of", "at the helm of"))
    if at_top or (way != "after" and (heads or stands)):
        return "ruled", None, unit
    if verb.lower_ in listed("history", "ruled") and way in ("for", ""):
        goal = child(verb, "obj")
        named = scene.name_at(goal) if goal is not None else None
        if goal is None or is_state(named) or goal.lower_ in listed("pointing", "state"):
            return "ruled", named if is_state(named) else None, verb
    return None, None, unit


def _is_measured(scene: Scene, title: Titled, verb: Token, *, beside: bool) -> bool:
    """Whether a length in a verb's clause is one of a title in it: "was president", "served as president", "held the post of"."""
    head = scene.doc[title.first : title.last].root
    if verb.i in range(title.first, title.last):
        return child(verb, "cop") is not None
    if not beside and head not in verb.subtree:
        return False
    inner = next((a for a in head.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if not beside and inner is not None and inner != verb and inner.dep_ in ("acl:relcl", "acl", "advcl"):
        return False  # "X, whose term as T ended in 2013, chaired Y for eight years"
    words = scene.lower[max(0, title.first - 3) : title.first]
    if "as" in words or words[-2:] in (("post", "of"), ("office", "of"), ("position", "of"), ("job", "of")):
        return True
    return verb.lower_ in listed("history", "serve") and preposition(head) == "as"


def _holder(scene: Scene, verb: Token, sentence: _Words) -> Name | None:
    """Return whose office it is: the subject, or the one person that the sentence names."""
    people = [n for n in subject_names(scene, verb, is_person) if _is_known(scene, n)]
    if people:
        return people[0]
    if child(verb, "nsubj", "nsubj:pass") is not None and child(verb, "nsubj", "nsubj:pass").lower_ not in ("he", "she", "who"):  # type: ignore[union-attr]
        return None
    named = {n.ref.entity: n for n in scene.names_in(*sentence) if _is_known(scene, n)}
    return next(iter(named.values())) if len(named) == 1 else None


def _is_known(scene: Scene, name: Name | None) -> bool:
    if name is None or not is_person(name):
        return False
    known = scene.leaders | scene.travellers
    return (name.ref.entity or "").startswith("person:") or (" " not in name.ref.name and name.ref.name.lower() in known)


def _draft(length: Length, who: Name, predicate: str, polity: Name | None, where: list[Token | int], *, negated: bool) -> Draft:
    first, last = spread([length.first, *where])
    return Draft(
        type="duration",
        subject=who.ref,
        predicate=predicate,
        object=polity.ref if polity is not None else None,
        value=length.value,
        unit=length.unit,
        approx=length.approx,
        first=first,
        last=last,
        negated=negated,
    )
