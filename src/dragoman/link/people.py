"""People: names to characters, by the tables and by the document itself. A stranger is never forced onto a known name."""

import re
from bisect import bisect_left, insort
from dataclasses import dataclass

from dragoman.link.folding import are_first_names_alike, core, fold, is_variant, middle_letters, name_words, skeleton, slug
from dragoman.link.persons_table import PersonsTable, persons_table_of
from dragoman.link.roles import Role, title_before
from dragoman.link.scene import Character, Scene
from dragoman.records.facts import Office
from dragoman.records.findings import Mention

_HEADS = frozenset({"head_of_state", "head_of_government"})
_NAMESAKES = 200  # of those who share a word of a name, the last so many are looked at: keeps the work linear, no article names more
_CAMEL = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z][a-z]+|[a-z]+|\d+")


@dataclass(slots=True)
class _Named:
    """A person's name in the text: its mention's number, folded words, and the title before it."""

    number: int
    words: tuple[str, ...]
    title: Role | None
    start: int


class People:
    """The people of one document. ``resolve`` gives each person mention its character and its title."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.table: PersonsTable = persons_table_of(scene.facts)
        self.characters: list[Character] = []
        self.by_entity: dict[str, Character] = {}
        self.by_word: dict[str, list[Character]] = {}
        self.by_bones: dict[str, list[Character]] = {}
        self.number: dict[int, int] = {}
        self.indexed: set[tuple[str, int]] = set()
        self.countries = {m.country for m in scene.mentions if m.country}

    def resolve(self) -> dict[int, tuple[Character, Role | None]]:
        """Return for each person mention's number whom it means and the title before it: full names first, then short ones."""
        named = [self._read(n) for n, m in enumerate(self.scene.mentions) if m.type == "person" and self.scene.spans[n][1] > 0]
        out: dict[int, tuple[Character, Role | None]] = {}
        for name in named:
            if (len(core(name.words)) > 1 or name.words in self.table.full) and not self._is_handle(name):
                out[name.number] = (self._resolve_full(name), name.title)
        # A surname with its office tells most; "the Trump administration" before "former President Trump" must not make a stranger.
        short = sorted((n for n in named if n.number not in out), key=lambda n: not (n.title and n.title.offices))
        for name in short:
            found = self._resolve_handle(name) if self._is_handle(name) else self._resolve_short(name)
            out[name.number] = (found, name.title if name.title and name.title.title else None)
        return out

    def _read(self, number: int) -> _Named:
        mention, (start, _) = self.scene.mentions[number], self.scene.spans[number]
        words = name_words(mention.name) or (mention.name.casefold(),)
        title = title_before(self.scene, start) or self._government_of(number)
        return _Named(number=number, words=words, title=title, start=start)

    def _government_of(self, number: int) -> Role | None:
        """Read the office out of a noun behind a surname: "the Trump administration" was led by a president, once."""
        start, end = self.scene.spans[number]
        if end >= len(self.scene.words) or self.scene.words[end] not in self.scene.lexicon.government_words:
            return None
        offices = {"head_of_state", "head_of_government"}
        return Role(start=start, end=end, classes={"leader"}, offices=offices, past=True, title="", words="")

    def _is_handle(self, name: _Named) -> bool:
        return self.scene.mentions[name.number].name.startswith("@")

    # Full names

    def _resolve_full(self, name: _Named) -> Character:
        mention = self.scene.mentions[name.number]
        known = self._known_person(mention, name)
        if known:
            return self._note(self._from_table(known), name)
        last = [c for c in reversed(self._bearers(name.words[-1])) if self._has_like_names(c, name)]
        longer = [c for c in self._bearers(name.words[0]) if self._is_longer_or_shorter(c, name)]
        others = (c for c in self._alike(name.words[-1]) if self._is_other_spelling(c, name))
        for character in (*last, *longer, *others):
            if not self._middles_differ(character, mention.name):
                return self._note(character, name)
        return self._note(self._stranger(mention.name), name)

    def _has_like_names(self, c: Character, name: _Named) -> bool:
        """Whether somebody has the same surname and a first name that may be the same ("Antony", "Tony")."""
        last, first = name.words[-1], name.words[0]
        return any(len(f) > 1 and f[-1] == last and are_first_names_alike(f[0], first) for f in c.forms)

    def _is_longer_or_shorter(self, c: Character, name: _Named) -> bool:
        """Whether one name holds all words of the other: "Laurentino Cortizo" and "Laurentino Cortizo Cohen"."""
        words = set(name.words)
        return any(f[0] == name.words[0] and len(f) > 1 and (set(f) <= words or words <= set(f)) for f in c.forms)

    def _middles_differ(self, c: Character, name: str) -> bool:
        """Whether middle initials tell two names apart, by the tables or by what this text has written."""
        mine = middle_letters(name)
        if c.entity and c.entity.startswith("person:") and self.table.has_other_middle(c.entity, name):
            return True
        return bool(mine and c.middle and mine[0] != c.middle[0])

    def _known_person(self, mention: Mention, name: _Named) -> str | None:
        rows = [r.entity for r in self.scene.rows_of(mention.name) if r.entity.startswith("person:")]
        ids = rows or list(self.table.full.get(name.words, ()))
        if not ids and len(name.words) > 2:
            ids = list(self.table.full.get((name.words[0], name.words[-1]), ()))
        if not ids:
            ids = [p for p in self.table.same_surname(name.words) if self.table.is_spelt(p, name.words) and self._is_near(p, name)]
        ids = [p for p in self.table.ids(ids) if self._countries_agree(p, name.title) and not self.table.has_other_middle(p, mention.name)]
        if len(ids) > 1:
            ids.sort(key=lambda p: (not self._fits_title(p, name.title), not self.scene.offices_of(p)))
        return ids[0] if ids else None

    def _is_near(self, person: str, name: _Named) -> bool:
        """Whether a name that is spelt another way is that person: the same first name and surname, or the title's office."""
        if self._fits_title(person, name.title):
            return True
        for known in self.table.names.get(person, ()):
            # "Joe Biden" for "Joseph Biden": the surname as written, the first name a short form, somebody of whom the text may speak.
            if known[-1] == name.words[-1] and known[0] != name.words[0] and min(len(known[0]), len(name.words[0])) > 1:
                return bool(self.scene.offices_of(person)) and (is_variant(known[0], name.words[0]) or known[0][:3] == name.words[0][:3])
            if is_variant(known[-1], name.words[-1]) and known[0] == name.words[0]:
                return True
        return False

    def _countries_agree(self, person: str, title: Role | None) -> bool:
        entity = self.scene.facts.entities.get(person)
        if entity is None or title is None or title.country is None or entity.country is None:
            return True
        return title.country == entity.country or any(o.of == title.country for o in self.scene.facts.offices_of(person))

    def _fits_title(self, person: str, title: Role | None) -> bool:
        """Whether someone held, on the day (any day for a former one), the office that the title names, of the country it names."""
        if title is None or not (title.offices or title.country or title.classes):
            return False
        held = self.scene.facts.offices_of(person, None if title.past else self.scene.day)
        return any(is_office(o, title) for o in held)

    def _is_other_spelling(self, character: Character, name: _Named) -> bool:
        """Whether a name is another spelling of a character's: consonants alike, and the same office or class and country."""
        for form in character.forms:
            if len(form) > 1 and form[-1] != name.words[-1] and is_variant(form[-1], name.words[-1]):
                return are_first_names_alike(form[0], name.words[0]) and is_role_shared(character, name.title)
        return False

    # Short names

    def _resolve_short(self, name: _Named) -> Character:
        mention = self.scene.mentions[name.number]
        found = self._pick(self._doc_candidates(name), name)
        if found is None:
            known = self._known_short(name)
            found = self._from_table(known) if known else None
        return self._note(found or self._stranger(mention.name), name)

    def _doc_candidates(self, name: _Named) -> list[Character]:
        short = core(name.words)
        bearers = self._bearers(short[-1])
        found = [c for c in bearers if any(_is_part(short, f) for f in c.forms)]
        if found:
            return found
        middle = [c for c in bearers if is_role_shared(c, name.title)]
        if middle:
            return middle  # "Foreign Minister Hill" for Alexandra Hill Tinoco
        alike = self._alike(short[-1]) if name.title is not None else ()
        return [c for c in alike if any(is_variant(f[-1], short[-1]) for f in c.forms) and is_role_shared(c, name.title)]

    def _bearers(self, word: str) -> list[Character]:
        """Return the characters with a folded word in their name."""
        return self.by_word.get(word, [])[-_NAMESAKES:]

    def _alike(self, last: str) -> list[Character]:
        """Return the characters with a surname whose consonants are a word's, in the order in which they came."""
        return sorted(self.by_bones.get(skeleton(last), [])[-_NAMESAKES:], key=lambda c: self.number[id(c)])

    def _pick(self, candidates: list[Character], name: _Named) -> Character | None:
        title = name.title
        if title is not None:
            candidates = [c for c in candidates if _is_possible(c, title)]
            fitting = [c for c in candidates if is_role_shared(c, title)]
            candidates = fitting or candidates
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        surnames = [c for c in candidates if any(core(name.words)[-1] == f[-1] for f in c.forms)]
        return self._most_salient(surnames or candidates, name.start)

    def _most_salient(self, candidates: list[Character], at: int) -> Character:
        """Return whom a shared surname alone means: of those named in this sentence or the two before, whoever the text calls so
        most; else the last named; before anyone is named, the one named most."""
        last = {id(c): c.positions[n - 1] if (n := bisect_left(c.positions, at)) else -1 for c in candidates}
        sentence = self.scene.sentence_of[at]
        near = [c for c in candidates if last[id(c)] >= 0 and sentence - self.scene.sentence_of[last[id(c)]] <= 2]
        if near:
            return max(near, key=lambda c: (c.short, last[id(c)]))
        before = [c for c in candidates if last[id(c)] >= 0]
        if before:
            return max(before, key=lambda c: (c.short > 0, last[id(c)]))
        return min(candidates, key=lambda c: c.positions[0] if c.positions else at)

    def _known_short(self, name: _Named) -> str | None:
        title = name.title
        last = name.words[-1]
        ids = [p for p in self.table.same_surname(name.words) if self._countries_agree(p, title) and self._is_surname_of(p, last)]
        fitting = [p for p in ids if self._fits_title(p, title)]
        coming = [p for p in ids if title is not None and self._is_coming(p, title)]
        if len(coming) == 1:
            return coming[0]
        if title is not None and title.offices and fitting:
            return fitting[0] if len(fitting) == 1 or title.country else self._most_likely(fitting)
        exact = [p for p in self.table.spelt_so(name.words) if p in ids]
        if title is not None and (title.offices or title.classes - {"leader"}) and not fitting:
            # "Secretary Kerry", years later: an office once held stays a form of address
            ever = [p for p in exact if any(is_office(o, title) for o in self.scene.facts.offices_of(p)) and self._is_of_this_text(p)]
            return ever[0] if len(ever) == 1 else None
        now = [p for p in exact if self.scene.offices_of(p)]
        heads = [p for p in now if any(o.office in _HEADS for o in self.scene.offices_of(p))]
        if len(heads) == len(now) == 1 and title is None and len(last) >= 5:
            return heads[0]  # "Putin" alone: whoever leads a state now needs no other word
        near = [p for p in now or exact if self._is_of_this_text(p)]
        if len(near) == 1 and (now or len(name.words[-1]) >= 6):
            return near[0]
        return None

    def _is_coming(self, person: str, title: Role) -> bool:
        """Whether someone took office in the year after the day, as "President-elect" foretells."""
        day = self.scene.day
        if day is None or not any(w in title.title.lower() for w in self.scene.lexicon.coming_words):
            return False
        year_on = f"{int(day[:4]) + 1}{day[4:]}"
        return any(day < (o.valid_from or "") <= year_on for o in self.scene.facts.offices_of(person)) and self._is_of_this_text(person)

    def _is_surname_of(self, person: str, last: str) -> bool:
        """Whether a word is somebody's surname or a likely spelling of it, not only one with the same consonants."""
        if person in self.table.spelt_so((last,)):
            return True
        surnames = [fold(a.name).split()[-1] for a in self.scene.facts.names_of(person, "surname") if fold(a.name)]
        return any(is_variant(s, last) for s in surnames) or any(is_variant(f[-1], last) for f in self.table.names.get(person, ()))

    def _most_likely(self, ids: list[str]) -> str | None:
        near = [p for p in ids if self._is_of_this_text(p)]
        return near[0] if len(near) == 1 else (ids[0] if len(ids) == 1 else None)

    def _is_of_this_text(self, person: str) -> bool:
        entity = self.scene.facts.entities.get(person)
        countries = {o.of for o in self.scene.facts.offices_of(person)} | ({entity.country} if entity and entity.country else set())
        return bool(countries & self.countries)

    # Handles

    def _resolve_handle(self, name: _Named) -> Character:
        handle = self.scene.mentions[name.number].name
        for form in (handle, handle[1:]):
            for row in self.scene.facts.alias_rows(form, self.scene.day):
                if row.kind == "handle" and row.entity in self.scene.facts.entities and row.holds_on(self.scene.day):
                    return self._handle_character(row.entity)
        words = [w.lower() for w in _CAMEL.findall(handle[1:])]
        rest = tuple(w for w in words if w not in self.scene.lexicon.handle_titles)
        if rest:
            for character in sorted(self._bearers(rest[-1]), key=lambda c: self.number[id(c)]):
                if any(f == rest or (len(rest) == 1 < len(words) and f[-1] == rest[0]) for f in character.forms):
                    return character
            known = self.table.full.get(rest, ())
            if len(known) == 1:
                return self._from_table(known[0])
        return self._stranger(handle)

    def _handle_character(self, entity: str) -> Character:
        if entity.startswith("person:"):
            return self._from_table(entity)
        known = self.scene.facts.entities[entity]
        return Character(entity=entity, name=known.name, type=known.type, country=known.country, sector=known.sector)

    # Characters

    def _from_table(self, person: str) -> Character:
        person = self.table.canonical.get(person, person)
        if person in self.by_entity:
            return self.by_entity[person]
        entity = self.scene.facts.entities[person]
        character = Character(entity=person, name=entity.name, type="person", country=entity.country, sector=entity.sector)
        character.forms.extend(self.table.names.get(person, ()))
        for office in self.scene.offices_of(person):
            character.offices.add(office.office)
            character.nouns |= set(office.title.lower().split())
            character.country = character.country or (office.of if len(office.of) == 3 else None)
        return self._add(character)

    def _stranger(self, name: str) -> Character:
        entity = self._id_of(name)
        return self.by_entity.get(entity) or self._add(Character(entity=entity, name=name, type="person"))

    def _id_of(self, name: str) -> str:
        return f"doc:{self.scene.document.id}/{slug(name)}"

    def _add(self, character: Character) -> Character:
        self.number[id(character)] = len(self.characters)
        self.characters.append(character)
        if character.entity:
            self.by_entity[character.entity] = character
        for form in character.forms:
            self._index(character, form)
        return character

    def _index(self, character: Character, form: tuple[str, ...]) -> None:
        for index, word in [*((self.by_word, w) for w in form), (self.by_bones, skeleton(form[-1]))]:
            key = (word if index is self.by_word else f"bones {word}", id(character))
            if key not in self.indexed:
                self.indexed.add(key)
                index.setdefault(word, []).append(character)

    def _note(self, character: Character, name: _Named) -> Character:
        """Add what this mention tells: the form of the name, the title's roles, country and gender."""
        if name.words not in character.forms:
            character.forms.append(name.words)
            self._index(character, name.words)
        insort(character.positions, name.start)
        character.count += 1
        character.middle = character.middle or middle_letters(self.scene.mentions[name.number].name)
        character.short += len(name.words) == 1
        if name.title is not None:
            note_role(character, name.title)
        if character.gender is None and len(name.words) > 1:
            character.gender = self._gender_of(name.words[0])
        mention = self.scene.mentions[name.number]
        words = mention.name.split()
        is_fuller = len(words) > len(character.name.split()) and len(set(words)) == len(words)
        if len(name.words) > 1 and (character.entity or "").startswith("doc:") and is_fuller:
            character.name = mention.name
        return character

    def _gender_of(self, first: str) -> str | None:
        lexicon = self.scene.lexicon
        if first in lexicon.male_names:
            return "male"
        return "female" if first in lexicon.female_names else None


def note_role(character: Character, role: Role) -> None:
    """Add a role that the text gives to what is known of a character."""
    character.classes |= role.classes
    character.nouns |= role.nouns
    if not role.past:
        character.offices |= role.offices
    if role.country:
        character.countries.add(role.country)
        if character.country is None and (role.offices or role.classes or role.country):
            character.country = role.country
    if role.gender:
        character.gender = role.gender


def is_office(office: Office, title: Role) -> bool:
    """Whether a row of the offices table is the office that a title names."""
    if title.country and office.of != title.country:
        return False
    if title.offices:
        # A president may be head of government alone, as in Iran: the row's own title says it.
        named = office.title.lower() == title.title.lower() or (" " in title.title and _is_in_title(office, title))
        return office.office in title.offices or named
    return _is_in_title(office, title) or (not title.classes and bool(title.country))


def _is_in_title(office: Office, title: Role) -> bool:
    wanted = {w for w in re.findall(r"[a-z]+", title.title.lower()) if w not in {"the", "of", "us", "u", "s"}}
    return bool(wanted) and wanted <= set(re.findall(r"[a-z]+", office.title.lower()))


def is_role_shared(character: Character, title: Role | None) -> bool:
    """Whether a title speaks of an office or class that a character bears, of no other country."""
    if title is None:
        return False
    known = character.countries | ({character.country} if character.country else set())
    if title.country and known and title.country not in known:
        return False
    return bool(title.offices & character.offices or title.classes & character.classes or (title.country and not title.classes))


def _is_possible(character: Character, title: Role) -> bool:
    if title.gender and character.gender and title.gender != character.gender:
        return False
    known = character.countries | ({character.country} if character.country else set())
    return not (title.country and known and title.country not in known)


def _is_part(short: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether a short name is the end of a full name, its first word ("Xi", "Hillary"), or the whole."""
    plain = core(form)
    return form[-len(short) :] == short or plain[-len(short) :] == short or plain[: len(short)] == short
