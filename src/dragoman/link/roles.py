"""Reads roles: the title before a name, the role in an apposition or a description."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.link.scene import Scene

_MODIFIER_DEPS = frozenset({"amod", "compound", "nmod", "nmod:poss", "nummod", "nmod:unmarked", "flat", "advmod", "goeswith"})
_AFFILIATION_CASES = frozenset({"of", "at", "with", "for", "from", "in", "to"})
_MOST_STEPS = 14
_ARTICLES = frozenset({"the", "a", "an", "this", "that"})


@dataclass(slots=True, kw_only=True)
class Role:
    """A role as written: tokens [start, end), its classes and offices, whose it is, and whether it is past."""

    start: int
    end: int
    classes: set[str]
    offices: set[str]
    nouns: set[str] = field(default_factory=set)
    country: str | None = None
    affiliation: str | None = None
    gender: str | None = None
    past: bool = False
    words: str = ""
    title: str = ""


def phrase_ending(scene: Scene, end: int, least: int = 0) -> tuple[int, frozenset[str], frozenset[str]] | None:
    """Return (first token, classes, offices) of the longest role phrase that ends before token ``end``."""
    if end <= least:
        return None
    for phrase in scene.lexicon.roles_by_last.get(scene.words[end - 1], ()):
        first = end - len(phrase)
        if first >= least and scene.words[first:end] == list(phrase):
            return first, *scene.lexicon.roles[phrase]
    return None


def phrase_at(scene: Scene, i: int) -> tuple[int, int, frozenset[str], frozenset[str]] | None:
    """Return (first, past last, classes, offices) of the longest role phrase that token ``i`` is part of, as its first or last word."""
    best = None
    for phrase in scene.lexicon.roles_by_first.get(scene.words[i], ()):
        if scene.words[i : i + len(phrase)] == list(phrase):
            best = (i, i + len(phrase), *scene.lexicon.roles[phrase])
            break
    before = phrase_ending(scene, i + 1)
    if before and (best is None or i + 1 - before[0] > best[1] - i):
        best = (before[0], i + 1, before[1], before[2])
    return best


def role_words(scene: Scene, classes: frozenset[str] | set[str], text: str) -> str | None:
    """Return the gender that a role's words tell ("spokesman"), else None."""
    words = text.lower().split()
    if any(w in scene.lexicon.male_words for w in words):
        return "male"
    return "female" if any(w in scene.lexicon.female_words for w in words) else None


def title_before(scene: Scene, name: int) -> Role | None:
    """Return the title that ends before token ``name``: "Kazakh Foreign Minister", "former US secretary of state", "Mr.".

    The title's words may be offices and roles, honorifics, ranks, nationalities, a body's name, and modifiers in the parse.
    """
    return _Walk(scene, name).run()


class _Walk:
    """One walk to the left of a name. ``at`` is the first token of what has been taken so far."""

    def __init__(self, scene: Scene, name: int) -> None:
        self.scene, self.doc, self.at, self.name = scene, scene.doc, name, name
        self.role = Role(start=name, end=name, classes=set(), offices=set())
        self.sentence = scene.sentence_of[name]
        self.has_head = False
        self.last_offices: frozenset[str] = frozenset()

    def run(self) -> Role | None:
        for _ in range(_MOST_STEPS):
            if self.at == 0 or self.scene.sentence_of[self.at - 1] != self.sentence or self.doc[self.at - 1].is_space:
                break
            if not (
                self._take_phrase()
                or self._take_posting()
                or self._take_small()
                or self._take_nation()
                or self._take_body()
                or self._take_modifier()
            ):
                break
        if self.at == self.name:
            return None
        role = self.role
        if (
            self.has_head
            and role.affiliation is None
            and self.at
            and self._is_person(self.at - 1)
            and role.classes & {"spokesperson", "official", "chair"}
        ):
            role.affiliation = self.scene.mentions[self.scene.mention_of[self.at - 1]].name  # "Clinton spokesman X"
        role.start = self.at
        while role.start < self.name and scene_lower(self.scene, role.start) in _ARTICLES | {"and"}:
            role.start += 1
        while 0 < role.start < self.name and self.doc[role.start - 1].text == "-" and not self.doc[role.start - 1].whitespace_:
            role.start += 1  # "one-time rival": no half words
        role.words = self.scene.text_of(role.start, self.name)
        role.title = role.words
        role.gender = role.gender or role_words(self.scene, role.classes, role.words)
        return role if role.start < self.name else None

    def _take_phrase(self) -> bool:
        end = self.at
        token = self.doc[end - 1]
        crossed = token.lower_ in {"and", "/", "-", "&"} and self.has_head
        if crossed:
            end -= 1
        found = phrase_ending(self.scene, end, 0)
        if found is None or (self.scene.mention_of[end - 1] >= 0 and self._is_person(end - 1)):
            return self._take_of_phrase() if not crossed else False
        if token.is_punct and not crossed:
            return False
        if crossed and token.lower_ == "and" and found[0] and self.doc[found[0] - 1].lower_ == "the":
            return False  # "the Secretary and Foreign Minister X" are two
        for i in range(found[0], end):  # "White House press secretary"
            number = self.scene.mention_of[i]
            if number >= 0 and self.scene.mentions[number].type != "person":
                self.role.country = self.role.country or self.scene.mentions[number].country
        phrase = self.scene.text_of(found[0], end).lower()
        self.role.nouns |= set(phrase.split())
        if "spokes" in phrase and " " in phrase:
            self.role.affiliation = self.scene.text_of(found[0], end - 1)
        self.at = found[0]
        self.role.classes |= found[1]
        self.last_offices = found[2] if not self._is_of_a_firm() else frozenset()
        self.role.offices |= self.last_offices
        self.has_head = True
        return True

    def _take_of_phrase(self) -> bool:
        """Take "Secretary of Foreign Affairs and Trade" before a name: a role, then of/for and capitalised words."""
        doc = self.doc
        i = self.at - 1
        while i > 0 and self.at - i < 10 and (doc[i].text[:1].isupper() or doc[i].lower_ in {"and", "of", "for", "the", "&"}):
            if self._is_person(i) or self.scene.sentence_of[i] != self.sentence:
                return False
            if doc[i].lower_ in {"of", "for"} and self.at - i > 1:
                found = phrase_ending(self.scene, i)
                if found and doc[found[0]].text[:1].isupper() and "relative" not in found[1]:
                    self.at, self.has_head = found[0], True
                    self.role.classes |= found[1]
                    self.role.offices |= found[2]
                    self.role.nouns |= set(self.scene.text_of(found[0], i).lower().split())
                    if doc[i].lower_ == "of" and "foreign" in {t.lower_ for t in doc[i : i + 2]}:
                        self.role.offices.add("foreign_minister")
                    return True
            i -= 1
        return False

    def _take_posting(self) -> bool:
        """Take "Ambassador to the United States", "President of Ukraine" before a name: a role, to/of/at, then a known name."""
        number = self.scene.mention_of[self.at - 1]
        if number < 0 or self.scene.mentions[number].type == "person" or self.scene.spans[number][1] != self.at:
            return False
        i = self.scene.spans[number][0] - 1
        if i > 0 and self.doc[i].lower_ == "the":
            i -= 1
        found = phrase_ending(self.scene, i) if i > 0 and self.doc[i].lower_ in {"to", "of", "at", "for"} else None
        if found is None:
            return False
        mention = self.scene.mentions[number]
        if self.doc[i].lower_ == "of":
            self.role.country = self.role.country or mention.country
        if mention.type in {"organisation", "government"} and self.doc[i].lower_ != "to":
            self.role.affiliation = self.role.affiliation or mention.name
        self.at, self.has_head = found[0], True
        self.role.classes |= found[1]
        self.role.offices |= found[2] if mention.type != "organisation" else frozenset()
        self.role.nouns |= set(self.scene.text_of(found[0], i).lower().split())
        return True

    def _take_small(self) -> bool:
        """Take an honorific, a prefix ("former", "acting", "ex-") or the full stop and hyphen that belong to one."""
        lexicon, i = self.scene.lexicon, self.at - 1
        word = self.scene.lower(self.doc[i])
        if word in {".", "-"} and i > 0:
            before = self.scene.lower(self.doc[i - 1])
            if (word == "." and before + "." in lexicon.honorifics) or (word == "-" and before in lexicon.past | lexicon.rank):
                i, word = i - 1, before
            else:
                return False
        if word in lexicon.honorifics or word + "." in lexicon.honorifics:
            gender = lexicon.honorifics.get(word) or lexicon.honorifics.get(word + ".", "neutral")
            self.role.gender = gender if gender != "neutral" else self.role.gender
            self.at = i
            return True
        if not self.has_head:
            return False
        if word in lexicon.past or word.rstrip("-") in lexicon.past:
            self.role.past = True
            self.at = i
            return True
        if word in lexicon.rank or word in lexicon.future:
            if word in {"deputy", "vice", "assistant", "under", "associate"}:
                self.role.offices -= self.last_offices
            self.at = i
            return True
        return False

    def _take_nation(self) -> bool:
        end = self.at
        possessive = self.doc[end - 1].tag_ == "POS" or self.doc[end - 1].text in {"'s", "’s", "'", "’"}
        if possessive:
            end -= 1
        if end > 3 and self.doc[end - 1].text == ")" and self.doc[end - 3].text == "(" and self.scene.nation_of(self.doc[end - 2].text):
            end -= 3  # "Democratic Republic of the Congo (DRC) President"
        found = self.scene.nation_ending(end, max(0, end - 6))
        if found is None or not (self.has_head or possessive) or self._is_person(end - 1):
            return False
        if (
            self.role.affiliation
            and self.role.affiliation.split()[0] not in {self.scene.text_of(found[0], end)}
            and "Ministry" in self.role.affiliation
        ):
            self.role.affiliation = f"{self.scene.text_of(found[0], end)} {self.role.affiliation}"
        self.role.country = self.role.country or found[1]
        self.at = found[0]
        return True

    def _take_body(self) -> bool:
        end = self.at
        if self.doc[end - 1].tag_ == "POS":
            end -= 1
        number = self.scene.mention_of[end - 1] if end > 0 else -1
        if number < 0 or not self.has_head:
            return False
        mention, (start, stop) = self.scene.mentions[number], self.scene.spans[number]
        if stop != end or mention.name.endswith(".") or mention.type not in {"organisation", "government", "state", "place", "group"}:
            return False
        self.role.affiliation = self.role.affiliation or mention.name
        self.role.country = self.role.country or mention.country
        self.at = start
        return True

    def _take_modifier(self) -> bool:
        token = self.doc[self.at - 1]
        if not self.has_head or token.is_punct or token.dep_ not in _MODIFIER_DEPS or token.pos_ in {"DET", "VERB", "PRON", "ADP"}:
            return False
        if not self.at <= token.head.i <= self.name or self._is_person(token.i) or token.ent_type_ in {"DATE", "TIME"}:
            return False
        self.at = token.i
        return True

    def _is_person(self, i: int) -> bool:
        number = self.scene.mention_of[i]
        return number >= 0 and self.scene.mentions[number].type == "person"

    def _is_of_a_firm(self) -> bool:
        """Whether the words before a role name a body, so that its "president" is no head of state."""
        before = self.at - 1
        if before < 0:
            return False
        number = self.scene.mention_of[before]
        return number >= 0 and self.scene.mentions[number].type == "organisation"


def scene_lower(scene: Scene, i: int) -> str:
    """Return the lower-cased text of a token."""
    return scene.lower(scene.doc[i])


def role_of_phrase(scene: Scene, head: Token) -> Role | None:
    """Return the role that a noun phrase names: "a senior fellow at the Russian Institute", "the US secretary of state".

    ``head`` is the phrase's head token. None where it is no role.
    """
    found = phrase_at(scene, head.i)
    if found is None:
        return None
    start, end, classes, offices = found
    role = Role(start=start, end=end, classes=set(classes), offices=set(offices))
    role.nouns = set(scene.text_of(start, end).lower().split())
    role.start = _leftmost(scene, head, start)
    for i in range(start, end):  # "State Department spokesman" is a phrase with a name inside
        number = scene.mention_of[i]
        if number >= 0 and scene.mentions[number].type in {"government", "organisation", "state"}:
            role.affiliation, role.country = scene.mentions[number].name, scene.mentions[number].country
    _read_modifiers(scene, role, start)
    _read_affiliation(scene, role, head, end)
    first = role.start
    while first < start and (scene_lower(scene, first) in _ARTICLES or scene.doc[first].tag_ in {"PRP$", "DT"}):
        first += 1
    role.title = scene.text_of(first, end)
    role.words = role.words or role.title
    role.gender = role_words(scene, role.classes, role.title)
    if role.affiliation and role.country is None and role.offices:
        role.country = scene.nation_of(role.affiliation)
    return role


def _leftmost(scene: Scene, head: Token, start: int) -> int:
    """Return the first token of the words that stand before a head and belong to it, without a break."""
    first = start
    while first > 0 and start - first < 12:
        token = scene.doc[first - 1]
        if (
            scene.sentence_of[token.i] != scene.sentence_of[head.i]
            or token.is_space
            or token.tag_ == "PRP$"
            or (token.is_punct and token.text not in {"-", "'", "’", '"', "“", "”"})
        ):
            break
        top = token
        for _ in range(4):
            if top.head.i == head.i or top.head.i == top.i or start <= top.head.i < head.i + 1:
                break
            top = top.head
        if (top.head.i != head.i and not start <= top.head.i <= head.i) or top.dep_ in {
            "case",
            "cop",
            "nsubj",
            "cc",
            "mark",
            "aux",
            "punct",
            "conj",
            "advmod",
        }:
            break
        first -= 1
    return first


def _read_modifiers(scene: Scene, role: Role, start: int) -> None:
    lexicon = scene.lexicon
    i = start
    while i > role.start:
        found = scene.nation_ending(i, role.start)
        number = scene.mention_of[i - 1]
        word = scene_lower(scene, i - 1)
        if found:
            role.country = role.country or found[1]
            i = found[0]
        elif number >= 0 and scene.mentions[number].type in {"organisation", "government"}:
            role.affiliation = role.affiliation or scene.mentions[number].name
            role.country = role.country or scene.mentions[number].country
            i = max(min(i - 1, scene.spans[number][0]), role.start)
        else:
            role.past = role.past or word in lexicon.past
            if word in {"deputy", "vice", "assistant", "under", "associate"}:
                role.offices.clear()
            i -= 1
    if role.affiliation and not role.country and not scene.nation_of(role.affiliation):
        # "the president of the bank" is no head of state; "the Foreign Ministry's minister" keeps its office.
        role.offices -= {"head_of_state", "head_of_government"}


def _read_affiliation(scene: Scene, role: Role, head: Token, end: int) -> None:
    """Read "director of the Eurasian Communications Center": a name under the head with of, at, with, for, from."""
    for child in _branches(scene, head):
        if child.i < end:
            continue
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        number = scene.mention_of[child.i]
        if not cases & _AFFILIATION_CASES:
            continue
        if number < 0:
            continue
        mention = scene.mentions[number]
        if mention.type == "person":
            continue
        first = min((c.i for c in child.children if c.dep_ == "case"), default=child.i)
        if role.affiliation is None and mention.type != "place":
            role.affiliation = mention.name
        role.country = role.country or mention.country
        if not role.words:
            role.words = scene.text_of(_skip_articles(scene, role.start, end), max(first, end))
        if mention.type == "organisation":
            role.offices -= {"head_of_state", "head_of_government"}


def _branches(scene: Scene, head: Token) -> list[Token]:
    """Return the nominal children right of a head and, one level down, theirs: "head of research at the Institute"."""
    out: list[Token] = []
    for child in head.children:
        if child.i > head.i and child.dep_ in {"nmod", "obl", "appos", "nmod:unmarked"} and child.dep_ != "appos":
            out.append(child)
            out.extend(c for c in child.children if c.i > child.i and c.dep_ == "nmod")
            out.extend(c for c in child.children if c.i > child.i and c.dep_ == "conj")
    return out[:12]


def _skip_articles(scene: Scene, start: int, end: int) -> int:
    while start < end - 1 and (scene_lower(scene, start) in _ARTICLES or scene.doc[start].tag_ in {"PRP$", "DT"}):
        start += 1
    return start
