"""Claims that one state is bigger than another, or some times its size: in area, people or output."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, is_past, owner_name, same_state, subject_name
from dragoman.extract.claimtypes.numbers import read_number
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, listed, words
from dragoman.extract.claimtypes.whole import is_other_scale, tells_of_city
from dragoman.extract.grammar import child, children, preposition

_FAR = 12  # tokens from the comparative to the state after "than"
_SKIPPED = frozenset(
    {
        "the",
        "that",
        "those",
        "of",
        "in",
        "neighbouring",
        "neighboring",
        "neighbour",
        "neighbor",
        "its",
        "population",
        "economy",
        "territory",
        "area",
        "gdp",
        "either",
        "both",
    }
)


def find_comparisons(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the comparisons of a sentence, tokens [first, last), between two states."""
    for draft in _comparisons(scene, sentence):
        if not is_other_scale(scene, sentence, draft.predicate.rpartition(" ")[2]) and not tells_of_city(scene, draft):
            yield draft


def _comparisons(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    if any(scene.lower[i] in listed("comparison", "summed") for i in range(*sentence)):
        return  # "larger than A and B combined"
    for i in range(*sentence):
        word = scene.lower[i]
        if word in words()["comparison"]["ways"] and "than" in scene.lower[i : min(i + _FAR, sentence[1])]:
            yield from _from_than(scene, scene.tokens[i], sentence)
        elif word in listed("comparison", "exceed"):
            yield from _from_exceeding(scene, scene.tokens[i], sentence)
        elif word in ("size", "area", "population", "territory", "gdp", "economy") and scene.lower[i - 1 : i] == ("the",):
            yield from _from_times_the(scene, scene.tokens[i], sentence)
        elif (
            word == "that" and scene.lower[i + 1 : i + 2] == ("of",) and scene.lower[i - 1] in words()["comparison"]["times"] | {"times": 1}
        ):
            yield from _from_times_that(scene, scene.tokens[i], sentence)
        elif word == "as" and scene.lower[i - 1] in words()["comparison"]["times"] | {"times": 1}:
            yield from _from_times_as(scene, scene.tokens[i], sentence)


def _draft(scene: Scene, home: Name, other: Name, way: str, tokens: list[int], **more: object) -> Draft:
    floor = scene.tokens[tokens[0]].sent.start
    first, last = spread([*tokens, *([home.first] if home.first >= floor else []), other.last - 1])
    value, approx = more.get("value"), more.get("approx")
    return Draft(
        type="rank",
        subject=home.ref,
        predicate=f"{'was ' if more.get('past') else ''}{way}",
        object=other.ref,
        value=float(str(value)) if value is not None else None,
        approx=str(approx) if approx else None,
        negated=bool(more.get("negated")),
        first=first,
        last=last,
    )


def _from_than(scene: Scene, word: Token, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X is bigger than Y", "X has more people than Y", "X's population is larger than Y's", "more people live in X than in Y"."""
    other = _other(scene, word.i, sentence)
    holder = _holder(word)
    if other is None or holder is None or not is_asserted(holder):
        return
    way, measure = str(words()["comparison"]["ways"][word.lower_]), _measure(scene, word)
    home, owned = _home(scene, holder)
    if holder.lower_ in listed("comparison", "living"):
        home = next(
            (
                n
                for c in children(holder, "obl")
                if preposition(c) in ("in",)
                for n in [scene.name_at(c)]
                if is_state(n) and c.i < other.first
            ),
            None,
        )
    measure = owned or measure
    if home is None or measure is None or same_state(home, other):
        return
    times = _times_before(scene, word)
    if times is not None:
        if way == "bigger":
            yield _draft(
                scene,
                home,
                other,
                f"times by {measure}",
                [word.i],
                value=times[0],
                approx=times[1],
                negated=is_denied(holder),
                past=is_past(holder),
            )
        return
    second = scene.by_token.get(other.last + 1) if scene.lower[other.last : other.last + 1] == ("and",) else None
    for each in [other, *([second] if second is not None and is_state(second) else [])]:
        yield _draft(scene, home, each, f"{way} by {measure}", [word.i], negated=is_denied(holder), past=is_past(holder))


def _times_before(scene: Scene, word: Token) -> tuple[float, str | None] | None:
    """Return the factor of "six times larger than"."""
    if scene.lower[word.i - 1] != "times":
        return None
    figure = read_number(scene.tokens[word.i - 2])
    return (figure.value, figure.approx or "about") if figure is not None else (0.0, None)


def _home(scene: Scene, holder: Token) -> tuple[Name | None, str | None]:
    """Return (the state compared, what of it is compared where the subject tells: "X's population is larger")."""
    subject = child(holder, "nsubj")
    if subject is not None and subject.lower_ in listed("comparison", "owned"):
        return owner_name(scene, subject, is_state), str(words()["comparison"]["measures"][subject.lower_])
    if subject is not None and subject.lower_ == "product":
        return owner_name(scene, subject, is_state), "gdp"
    return subject_name(scene, holder, is_state), None


def _other(scene: Scene, at: int, sentence: tuple[int, int], word: str = "than") -> Name | None:
    """Return the state right after "than" (an article, or a possessor of the same measure, between them)."""
    nxt = (scene.lower.index(word, at) if word else at) + 1
    while nxt < sentence[1] and scene.lower[nxt] in _SKIPPED:
        nxt += 1
    name = scene.by_token.get(nxt)
    return name if is_state(name) else None


def _holder(word: Token) -> Token | None:
    """Return the predicate of "X is bigger than Y", "X has more people than Y", "X is more populous than Y"."""
    if child(word, "cop") is not None:
        return word
    head = word.head
    if word.dep_ in ("advmod", "amod") and (child(head, "cop") is not None):
        return head
    if word.dep_ == "amod" and head.dep_ == "nsubj" and head.head.lower_ in listed("comparison", "living"):
        return head.head
    return (
        head.head if word.dep_ == "amod" and head.dep_ == "obj" and head.head.lower_ in ("has", "have", "covers", "had", "boasts") else None
    )


def _measure(scene: Scene, word: Token) -> str | None:
    nouns = words()["comparison"]["measures"]
    if word.head.lower_ in listed("comparison", "populous") and word.dep_ == "advmod":
        return "population"
    if word.dep_ == "amod":
        return str(nouns[word.head.lower_]) if word.head.lower_ in nouns else None
    if word.lower_ not in listed("comparison", "plain"):
        return None
    told = [nouns[t.lower_] for t in word.subtree if t.lower_ in nouns and preposition(t) in ("in", "by", "in terms of")]
    return str(told[0]) if told else "area"


def _from_exceeding(scene: Scene, verb: Token, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X's population exceeds Y's", "X's GDP surpasses that of Y", "X exceeds Y in population"."""
    target = child(verb, "obj")
    if verb.pos_ != "VERB" or not is_asserted(verb):
        return
    home, measure = _home(scene, verb)
    other = _other(scene, verb.i, sentence, "") if target is not None or measure is not None else None
    if measure is None:
        nouns = words()["comparison"]["measures"]
        told = [
            str(nouns[scene.lower[i]]) for i in range(verb.i, sentence[1]) if scene.lower[i] in nouns and scene.lower[i - 1] in ("in", "by")
        ]
        measure = told[0] if told else None
    if home is not None and other is not None and measure is not None and not same_state(home, other):
        yield _draft(scene, home, other, f"bigger by {measure}", [verb.i], negated=is_denied(verb), past=False)


def _factor(scene: Scene, last: int, floor: int) -> tuple[float, str | None, int] | None:
    """Return (factor, approximation, first token) of the words that end at token ``last``: "twice", "more than ten times", "half"."""
    times = words()["comparison"]["times"]
    if scene.lower[last] in times:
        token, value = scene.tokens[last], float(times[scene.lower[last]])
        figure = None
    elif scene.lower[last] == "times" and last > floor and (figure := read_number(scene.tokens[last - 1])) is not None:
        return figure.value, figure.approx, figure.first
    else:
        return None
    approx, first = approximation_before(scene, token.i, floor)
    return value, approx or ("about" if value < 1 else None), first


def approximation_before(scene: Scene, at: int, floor: int) -> tuple[str | None, int]:
    """Return the approximation before a word, read as before a number ("almost twice", "more than double")."""
    known = words()["comparison"]["approximations"]
    for size in (2, 1):
        phrase = " ".join(scene.lower[max(floor, at - size) : at])
        if phrase in known:
            return str(known[phrase]), at - size
    return None, at


def _from_times_the(scene: Scene, noun: Token, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X is about six times the size of Y", "X has twice the population of Y"."""
    factor = _factor(scene, noun.i - 2, sentence[0]) if noun.i - 2 >= sentence[0] else None
    other = _other(scene, noun.i, sentence, "") if scene.lower[noun.i + 1 : noun.i + 2] == ("of",) else None
    if factor is None or other is None:
        return
    measure = str(words()["comparison"]["measures"][noun.lower_])
    verb = noun if child(noun, "cop") is not None else noun.head
    if not (child(verb, "cop") is not None or verb.lower_ in listed("rank", "holding")) or not is_asserted(verb):
        return
    home = subject_name(scene, verb, is_state)
    if home is not None and not same_state(home, other):
        yield _draft(
            scene,
            home,
            other,
            f"times by {measure}",
            [factor[2], noun.i],
            value=factor[0],
            approx=factor[1],
            negated=is_denied(verb),
            past=is_past(verb),
        )


def _from_times_that(scene: Scene, word: Token, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X's population is twice that of Y"."""
    factor, other = _factor(scene, word.i - 1, sentence[0]), _other(scene, word.i, sentence, "")
    verb = next((t for t in (word, *word.ancestors) if child(t, "cop") is not None or t.lower_ in ("is", "was")), None)
    if factor is None or other is None or verb is None or not is_asserted(verb):
        return
    home, measure = _home(scene, verb)
    if home is not None and measure is not None and not same_state(home, other):
        where = [factor[2], word.i]
        yield _draft(scene, home, other, f"times by {measure}", where, value=factor[0], approx=factor[1], negated=is_denied(verb))


def _from_times_as(scene: Scene, word: Token, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X is twice as large as Y", "X has almost twice as many people as Y"."""
    factor = _factor(scene, word.i - 1, sentence[0])
    second = next((i for i in range(word.i + 1, min(word.i + 6, sentence[1])) if scene.lower[i] == "as"), None)
    if factor is None or second is None:
        return
    between = [scene.lower[i] for i in range(word.i + 1, second)]
    nouns = words()["comparison"]["measures"]
    measure = next((str(nouns[w]) for w in between if w in nouns), None)
    if any(w in listed("comparison", "populous") for w in between):
        measure = "population"
    elif between in [[w] for w in listed("comparison", "sizes")]:
        measure = "area"
    other = _other(scene, second, sentence, "")
    verb = next(
        (
            t
            for t in (word.head, word.head.head, word.head.head.head)
            if child(t, "cop") is not None or t.lower_ in listed("rank", "holding")
        ),
        None,
    )
    if verb is None or measure is None or other is None or not is_asserted(verb):
        return
    home, owned = _home(scene, verb)
    if home is not None and not same_state(home, other):
        yield _draft(
            scene,
            home,
            other,
            f"times by {owned or measure}",
            [factor[2], second],
            value=factor[0],
            approx=factor[1],
            negated=is_denied(verb),
            past=is_past(verb),
        )
