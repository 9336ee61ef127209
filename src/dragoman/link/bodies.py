"""States, governments, organisations, groups and places: names to characters, and which reading a capital's name has."""

import re

from dragoman.link.folding import fold, slug
from dragoman.link.scene import Character, Scene
from dragoman.records.facts import Alias, Entity, Facts, Outlet
from dragoman.records.findings import Mention

_STATE_KINDS = frozenset({"name", "short", "acronym", "official", "variant"})
_NATION_KINDS = frozenset({"demonym", "adjective", "ethnic"})
_NEAR_GEORGIA = frozenset({"ARM", "AZE", "RUS", "TUR", "UKR", "MDA"})
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "&", "de", "du", "la"})


class Bodies:
    """The states and bodies of one document. ``resolve`` gives a mention's character and the type of its reading."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.by_entity: dict[str, Character] = {}
        self.by_name: dict[str, Character] = {}
        self.acronyms: dict[str, int] = self._find_acronyms()
        self.us_context = self._is_about_us_states()

    def _find_acronyms(self) -> dict[str, int]:
        """Return acronyms introduced in the text -> the number of the mention whose short form they are: "... (CSTO)"."""
        found: dict[str, int] = {}
        scene, doc = self.scene, self.scene.doc
        for number, mention in enumerate(scene.mentions):
            end = scene.spans[number][1]
            if mention.type == "person" or end + 2 >= len(doc) or doc[end].text != "(":
                continue
            short = doc[end + 1].text
            if 2 <= len(short) <= 10 and sum(c.isupper() for c in short) >= 2 and is_acronym(short, mention.name):
                found.setdefault(short, number)
        return found

    def _is_about_us_states(self) -> bool:
        """Whether the text names American states, so that "Georgia" is one of them."""
        states = any(m.country == "USA" and m.type == "place" and m.name in self.scene.lexicon.cities for m in self.scene.mentions)
        countries = {m.country for m in self.scene.mentions}
        return states and not countries & _NEAR_GEORGIA and not any(m.country == "GEO" and m.name != "Georgia" for m in self.scene.mentions)

    def resolve(self, number: int) -> tuple[Character, str]:
        """Return the character of a name and the type of its reading, and note the noun that the name is built on."""
        character, kind = self._resolve(number)
        if kind in {"organisation", "government", "group"}:
            words = fold(self.scene.mentions[number].name).split()
            character.heads |= set(words[-1:]) if "of" not in words[1:] else {words[words.index("of", 1) - 1]}
        return character, kind

    def _resolve(self, number: int) -> tuple[Character, str]:
        """Return the character that a name means and the type of its reading here (a capital may be a government or a place)."""
        mention = self.scene.mentions[number]
        rows = self._rows(mention, number)
        if mention.name == "Georgia" and self.us_context:
            return self._place(mention, "USA"), "place"
        state = next((r for r in rows if self._type(r) in {"state", "government"} and r.kind in _STATE_KINDS), None)
        if state is not None and mention.type != "person":
            return self._known(self.scene.facts.entities[state.entity]), self._type(state)
        city = next((r.entity for r in rows if self._type(r) == "place"), None)
        # A seat of government that is no capital by the tables ("Ramallah") reads as one does.
        capital = next((r for r in rows if r.kind == "capital" or (city and r.kind == "metonym")), None)
        if capital is not None and mention.type in {"place", "state", "organisation", "government"}:
            if self._is_place(number):
                return self._place(mention, self._country(capital), city), "place"
            return self._known(self.scene.facts.entities[capital.entity]), "government"
        metonym = next((r for r in rows if r.kind == "metonym"), None)
        if metonym is not None:
            entity = self.scene.facts.entities[metonym.entity]
            return self._known(entity), "government" if entity.type == "state" else entity.type
        return self._resolve_other(mention, rows)

    def _resolve_other(self, mention: Mention, rows: tuple[Alias, ...]) -> tuple[Character, str]:
        nation = next((r for r in rows if r.kind in _NATION_KINDS and self._type(r) == "state"), None)
        if nation is not None:
            if mention.type == "group":
                return self._group(mention, nation.entity), "group"
            return self._known(self.scene.facts.entities[nation.entity]), "state"
        known = next((r for r in rows if self._type(r) not in {"person", "state"}), None)
        if known is not None:
            entity = self.scene.facts.entities[known.entity]
            if entity.type == "place":
                return self._place(mention, entity.country, entity.id), "place"
            return self._known(entity), entity.type
        outlet = outlets_by_name(self.scene.facts).get(mention.name)
        if outlet is not None and mention.type in {"organisation", "place", "group"}:
            return self._outlet(outlet), "organisation"
        if mention.type in {"organisation", "government"}:
            body = self._body(mention)
            return body, "government" if body.type == "state" else mention.type
        if mention.type == "group":
            return self._group(mention, None), "group"
        return self._place(mention, mention.country or self._country_after(mention)), "place"

    def _rows(self, mention: Mention, number: int) -> tuple[Alias, ...]:
        rows = self.scene.rows_of(mention.name)
        if not rows and mention.name in self.acronyms and self.acronyms[mention.name] != number:
            rows = self.scene.rows_of(self.scene.mentions[self.acronyms[mention.name]].name)
        if not rows and mention.name.startswith("Department of"):
            rows = self.scene.rows_of("US " + mention.name)  # other states have ministries
        if not rows and mention.name.isupper() and len(mention.name) > 3:
            rows = self.scene.rows_of(mention.name.title())
        return rows

    def _type(self, row: Alias) -> str:
        entity = self.scene.facts.entities.get(row.entity)
        return entity.type if entity is not None else "unknown"

    def _country(self, row: Alias) -> str | None:
        entity = self.scene.facts.entities[row.entity]
        return entity.country or (entity.id if entity.type == "state" else None)

    def _known(self, entity: Entity) -> Character:
        found = self.by_entity.get(entity.id)
        if found is None:
            country = entity.country or (entity.id if entity.type == "state" else None)
            found = Character(entity=entity.id, name=entity.name, type=entity.type, country=country, sector=entity.sector)
            found.heads |= set(fold(entity.name).split()[-1:])
            self.by_entity[entity.id] = found
        return found

    def _outlet(self, outlet: Outlet) -> Character:
        if outlet.id not in self.by_entity:
            self.by_entity[outlet.id] = Character(entity=outlet.id, name=outlet.name, type="organisation", country=outlet.country)
        return self.by_entity[outlet.id]

    def _body(self, mention: Mention) -> Character:
        """Return the character of an organisation that the tables do not know; a ministry has its state's country."""
        number = self.acronyms.get(mention.name)
        name = self.scene.mentions[number].name if number is not None else mention.name
        name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
        key = fold(name)
        if key in self.by_name:
            return self.by_name[key]
        nation = self._nation_inside(name)
        words = [w for w in key.split() if w not in _SMALL]
        if (
            nation
            and nation in self.scene.facts.entities
            and words
            and {words[0], words[-1]} & self.scene.lexicon.government_nouns
            and len(words) <= 4
        ):
            self.by_name[key] = self._known(self.scene.facts.entities[nation])  # "U.S. Government", "Government of Kazakhstan"
            return self.by_name[key]
        made = Character(
            entity=f"doc:{self.scene.document.id}/{slug(name)}", name=name, type=mention.type, country=nation or mention.country
        )
        made.heads |= set(words[-1:]) | {w for i, w in enumerate(key.split()[1:], 1) if w == "of" for w in key.split()[i - 1 : i]}
        self.by_name[key] = made
        return made

    def _nation_inside(self, name: str) -> str | None:
        """Return the state that a body's name begins with ("Kazakh Foreign Ministry") or that it is "of"."""
        words = re.sub(r"['’]s\b", "", name).split()
        for start, stop in ((0, 1), (0, 2), (0, 3)):
            found = self.scene.nation_of(" ".join(words[start:stop])) if len(words) > stop else None
            if found:
                return found
        if "of" in words:
            return self.scene.nation_of(" ".join(w for w in words[words.index("of") + 1 :] if w.lower() != "the"))
        return None

    def _group(self, mention: Mention, country: str | None) -> Character:
        key = "group " + fold(mention.name)
        if key not in self.by_name:
            self.by_name[key] = Character(entity=None, name=mention.name, type="group", country=country or mention.country, plural=True)
        return self.by_name[key]

    def _place(self, mention: Mention, country: str | None, entity: str | None = None) -> Character:
        key = f"place {fold(mention.name)} {country}"
        if key not in self.by_name:
            self.by_name[key] = Character(entity=entity, name=mention.name, type="place", country=country)
        return self.by_name[key]

    def _country_after(self, mention: Mention) -> str | None:
        """Return the country of "Omsk, Russia" or "Omsk in Russia"; the project's own list of cities else."""
        scene = self.scene
        number = scene.mention_of[_token_at(scene, mention.start)]
        end = scene.spans[number][1] if number >= 0 else 0
        if 0 < end < len(scene.doc) - 1 and scene.doc[end].text in {",", "in", "("}:
            after = scene.mention_of[end + 1]
            if after >= 0 and scene.spans[after][0] == end + 1 and scene.mentions[after].type in {"state", "place"}:
                return scene.mentions[after].country
        return scene.lexicon.cities.get(mention.name)

    def _is_place(self, number: int) -> bool:
        """Whether a capital's name is the city here: "in Washington", "flew to Moscow", "Washington, D.C.", a dateline."""
        scene, (start, end) = self.scene, self.scene.spans[number]
        head = scene.doc[scene.head_of(start, end)]
        lexicon = scene.lexicon
        if "D.C." in self.scene.mentions[number].name or "DC" in self.scene.mentions[number].name or head.dep_ == "compound":
            return True
        name = scene.mentions[number].name
        opens = start == 0 or scene.block_of[start - 1] != scene.block_of[start] or scene.doc[start - 1].is_space
        if opens and name.isupper() and len(name) > 3 and end < len(scene.doc) and scene.doc[end].text in {",", "(", "—", "--", "–", "-"}:
            return True  # "WASHINGTON, June 24 (UPI) —"
        if scene.block_kind(start) == "dateline" or (
            end < len(scene.doc) and scene.doc[end].text in {"—", "--", "–", "("} and head.is_sent_start
        ):
            return True
        cases = {c.lower_ for c in head.children if c.dep_ == "case"}
        top = head
        for _ in range(4):  # "in Moscow and Minsk": the first of a list bears the preposition
            if cases or top.dep_ not in {"conj", "appos"}:
                break
            top = top.head
            cases = {c.lower_ for c in top.children if c.dep_ == "case"}
        if cases & lexicon.place_prepositions or (
            start > 0 and scene.doc[start - 1].lower_ in {"formerly", "previously", "renamed", "called"}
        ):
            return True
        governor = top.head.lemma_.lower()
        if "of" in cases:
            return governor in lexicon.place_nouns
        if cases & {"to", "from", "for", "toward", "towards"}:
            return any(w in lexicon.motion for w in (governor, *_stems(top.head.lower_)))
        if top.dep_ == "obj" and governor in lexicon.at_place:
            return True
        if (
            top.dep_.startswith("nsubj")
            and any(c.dep_ == "cop" for c in top.head.children)
            and top.head.lemma_.lower() in {"capital", "city"}
        ):
            return True
        return end < len(scene.doc) and scene.doc[end].lower_ in {"airport", "city", "street", "streets", "suburb", "time"}


_CACHED: list[tuple[Facts, dict[str, Outlet]]] = []


def outlets_by_name(facts: Facts) -> dict[str, Outlet]:
    """Return the outlets by each of their names; the index of the last ``facts`` is kept."""
    for known, index in _CACHED:
        if known is facts:
            return index
    index = {name: o for o in reversed(facts.outlets) for name in (o.name, *o.names)}
    _CACHED[:] = [(facts, index)]
    return index


def _stems(word: str) -> tuple[str, ...]:
    """Return a verb's form and what it is without its ending, for lemmas that the model missed."""
    return (word, *(word[: -len(e)] for e in ("ing", "ed", "s") if word.endswith(e) and len(word) > len(e) + 2))


def is_acronym(short: str, name: str) -> bool:
    """Whether the capitals of a short form are, in order, initials of a name's words."""
    letters = [c.lower() for c in short if c.isalpha()]
    initials = [w[0].lower() for w in re.findall(r"\w+", name)]
    i = 0
    for initial in initials:
        if i < len(letters) and initial == letters[i]:
            i += 1
    return i == len(letters) or (i >= 2 and i >= len(letters) - 1 and initials[:1] == letters[:1])


def _token_at(scene: Scene, offset: int) -> int:
    """Return the index of the token that holds a character offset."""
    low, high = 0, len(scene.doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if scene.doc[middle].idx <= offset:
            low = middle
        else:
            high = middle - 1
    return low
