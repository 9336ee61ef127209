"""Who is who, read with the shipped model and tables. The texts are written for the tests."""

import time

import pytest
from link_reading import anchor, cast, document, entity, facts, nlp

from dragoman.records.cast import Cast

TOKAYEV = "person:kassym-jomart-tokayev"
NAZARBAYEV = "person:nursultan-nazarbayev"


def mention(found: Cast, text: str) -> tuple[str | None, str | None, str | None]:
    m = next(m for m in found.mentions if m.text == text)
    return m.entity, m.as_of_role, m.country


@pytest.mark.parametrize(("day", "who"), [("2018-05-01", NAZARBAYEV), ("2020-01-04", TOKAYEV)])
def test_an_office_is_read_as_of_the_day(day: str, who: str) -> None:
    text = "The president of Kazakhstan arrived in Minsk on Monday."
    assert entity(text, "president", day) == who


def test_roles_on_the_day_come_with_their_row() -> None:
    found = cast("Mike Pompeo landed in Tashkent.", "2020-02-02")
    m = next(m for m in found.mentions if m.text == "Mike Pompeo")
    assert (m.as_of_role, m.role_row is not None) == ("Secretary of State", True)
    later = cast("Mike Pompeo landed in Tashkent.", "2022-02-02")
    assert mention(later, "Mike Pompeo") == ("person:mike-pompeo", None, "USA")


def test_spellings_of_one_minister_are_one_person() -> None:
    text = "Kazakh Foreign Minister Mukhtar Tleuberdi spoke first. Kazakhstani Foreign Minister Tileuberdi then left."
    assert entity(text, "Tleuberdi") == entity(text, "Tileuberdi") == "person:mukhtar-tleuberdi"


@pytest.mark.parametrize(
    ("text", "words", "day", "who"),
    [
        ("The Obama administration sent aid to Cuba, which the United States had shunned.", "Obama", "2021-06-21", "person:barack-obama"),
        ("Washington wrote to President-elect Raisi of Iran.", "Raisi", "2021-06-21", "person:ebrahim-raisi"),
        ("Putin left early. The hall emptied.", "Putin", "2020-01-04", "person:vladimir-putin"),
        ("Putin left early. The hall emptied.", "Putin", "1990-01-04", "doc:t/putin"),
    ],
)
def test_a_surname_alone_by_what_stands_beside_it(text: str, words: str, day: str, who: str) -> None:
    assert mention(cast(text, day), words)[0] == who


def test_an_office_tells_more_than_the_place_in_the_text() -> None:
    text = "The Trump administration ended the talks. Former President Trump said so in Iowa, in the United States."
    found = cast(text, "2021-06-21")
    assert [m.entity for m in found.mentions if m.text == "Trump"] == ["person:donald-trump"] * 2


def test_a_stranger_is_never_forced_onto_a_known_name() -> None:
    text = "Marta Lavrova, a baker in Riga, said the bread was late. Lavrova sells rye."
    assert entity(text, "Marta Lavrova") == "doc:t/marta-lavrova"
    assert entity(text, "Lavrova", nth=1) == "doc:t/marta-lavrova"


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Anna Weber met Karl Weber in Bonn. Mr. Weber was silent, and Mrs. Weber spoke."
    assert entity(text, "Mr. Weber") == "doc:t/karl-weber"
    assert entity(text, "Mrs. Weber") == "doc:t/anna-weber"


def test_middle_initials_tell_people_apart() -> None:
    text = "George W. Bush spoke in Ohio. His father, George H.W. Bush, listened. Ann B. Weber met Ann C. Weber."
    assert entity(text, "George W. Bush") == "person:george-w-bush"
    assert entity(text, "George H.W. Bush") != "person:george-w-bush"
    assert entity(text, "Ann B. Weber") != entity(text, "Ann C. Weber")


def test_a_handle_is_its_holder_while_in_office() -> None:
    assert entity("Yesterday, @SecPompeo met reporters in Rome.", "@SecPompeo") == "person:mike-pompeo"


@pytest.mark.parametrize(
    ("text", "words", "kind", "who"),
    [
        ("Washington has ordered new sanctions against Iran.", "Washington", "government", "USA"),
        ("The talks were held in Washington on Friday.", "Washington", "place", "place:washington"),
        ("He flew to Moscow on Friday.", "Moscow", "place", "place:moscow"),
        ("Relations with Moscow have cooled.", "Moscow", "government", "RUS"),
        ("The Kremlin denied the report.", "Kremlin", "government", "RUS"),
        ("America and the U.S. Government agreed.", "America", "state", "USA"),
    ],
)
def test_a_capital_is_a_government_or_a_place(text: str, words: str, kind: str, who: str) -> None:
    found = anchor(text, words)
    assert found is not None
    assert (found.type, found.ref.entity) == (kind, who)
    assert found.ref.country == who[:3] or found.ref.country in {"USA", "RUS"}


def test_an_acronym_introduced_in_the_text() -> None:
    text = "The Baltic Shipping Registry (BSR) closed. The BSR had forty ships."
    assert entity(text, "BSR", nth=1) == entity(text, "Baltic Shipping Registry") == "doc:t/baltic-shipping-registry"
    assert entity("Armenia left the Collective Security Treaty Organization (CSTO).", "CSTO") == "org:CSTO"


def test_a_role_given_in_an_apposition() -> None:
    text = "Ilya Morozov, a senior fellow at the Institute of Northern Studies, told reporters that the ice is thin. The analyst left."
    found = cast(text)
    role = found.described["doc:t/ilya-morozov"]
    assert (role.role, role.affiliation) == ("senior fellow", "Institute of Northern Studies")
    assert entity(text, "The analyst") == "doc:t/ilya-morozov"


def test_the_body_after_a_name_is_its_affiliation() -> None:
    found = cast("The rest is noise, Pavel Orlov of the Institute of Northern Studies wrote.").described["doc:t/pavel-orlov"]
    assert (found.role, found.affiliation) == (None, "Institute of Northern Studies")


def test_a_dateline_is_a_place() -> None:
    found = anchor("WASHINGTON, June 24 — The talks went on.", "WASHINGTON")
    assert found is not None
    assert found.type == "place"


def test_a_title_is_part_of_the_anchor_not_of_the_name() -> None:
    text = "Uzbek Foreign Minister Abdulaziz Kamilov spoke in Tashkent."
    found = anchor(text, "Minister")
    assert found is not None
    assert text[found.start : found.end] == "Uzbek Foreign Minister Abdulaziz Kamilov"
    assert text[found.ref.start or 0 : found.ref.end] == "Abdulaziz Kamilov"
    assert found.ref.country == "UZB"


def test_pronouns_follow_the_subject() -> None:
    text = "Kassym-Jomart Tokayev said that he would visit Minsk. Kazakhstan joined in 2015. It exports uranium."
    assert entity(text, " he ") == TOKAYEV
    assert entity(text, "It") == "KAZ"


def test_pronouns_in_doubt_have_no_anchor() -> None:
    text = "Kazakhstan was calm. It is unclear whether a spokesman for the choir knew. He left."
    assert anchor(text, "It") is None
    assert anchor(text, "He") is None


def test_descriptions_of_states_and_bodies() -> None:
    text = (
        "Kazakhstan was calm. The Central Asian nation is a member of the Collective Security Treaty Organization. The bloc meets in June."
    )
    assert entity(text, "The Central Asian nation") == "KAZ"
    assert entity(text, "The bloc") == "org:CSTO"


def test_officials_keep_their_country_without_an_entity() -> None:
    found = anchor("Most of the news came from Kazakh officials.", "officials")
    assert found is not None
    assert (found.ref.entity, found.ref.name, found.ref.country) == (None, "Kazakh officials", "KAZ")


def test_first_person_of_a_transcript_is_its_speaker() -> None:
    text = "MR HOLLIS: I met the team in Oslo.\nQUESTION: I have a question.\nMR HOLLIS: Go ahead.\nMy answer is short."
    assert entity(text, "I met") == "doc:t/hollis"
    assert anchor(text, "I have") is None or entity(text, "I have") is None
    assert entity(text, "My") == "doc:t/hollis"


def test_first_person_in_quotation_marks_is_left_to_the_quotation() -> None:
    assert anchor("Mike Pompeo, Secretary of State\n“I agree,” the baker said.", "I") is None


def test_the_new_one_is_nobody_named_before() -> None:
    assert entity("Nursultan Nazarbayev stepped down. Much depends on the new leader.", "the new leader") is None


def test_anchors_are_sorted_and_do_not_overlap_and_lie_in_the_text() -> None:
    text = (
        "US Secretary of State Mike Pompeo will visit Minsk, Kiev and Nur-Sultan. “He is late,” "
        "Belarusian President Alexander Lukashenko said\nof the secretary, adding that "
        "the U.S.-Belarusian talks and their friends' own plans (MFA) were his."
    )
    found = cast(text)
    assert found.anchors
    for a, b in zip(found.anchors, found.anchors[1:], strict=False):
        assert 0 <= a.start < a.end <= b.start < b.end <= len(text)
    assert [m.id for m in found.mentions] == [f"m{n}" for n in range(1, len(found.mentions) + 1)]
    for m in found.mentions:
        assert text[m.start : m.end] == m.text


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“““", "he he he it it they", "Mr.", "President", "the former", "@a", "(CSTO) (X)", "'s", "U.S.-"]
)
def test_odd_texts_never_raise(text: str) -> None:
    assert cast(text).anchors is not None
    assert cast(text, None).mentions is not None


def test_linking_is_linear() -> None:
    from dragoman.extract.mentions import find_mentions
    from dragoman.language.parse import parse_document
    from dragoman.link.cast import link_mentions

    sentence = "Kazakh President Kassym-Jomart Tokayev told Vladimir Putin in Moscow that he would visit the country, and it agreed. "
    seconds = []
    for n in (30, 240):
        d = document(sentence * n)
        doc = parse_document(nlp(), d)
        start = time.perf_counter()
        link_mentions(doc, d, find_mentions(doc, d, facts()), facts())
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 40 * max(seconds[0], 0.02)


def test_a_stranger_is_held_against_namesakes_and_not_against_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.link import people

    held: list[tuple[str, str]] = []
    compare = people.is_variant
    monkeypatch.setattr(people, "is_variant", lambda a, b: held.append((a, b)) or compare(a, b))
    syllables = ("ba", "ko", "ri", "tu", "ne", "sha", "lo", "vi", "mu", "ga")
    strangers = [f"Mr. {a.title()}{b}{c}sen" for a in syllables[:5] for b in syllables for c in syllables[:3]]
    found = cast(" and ".join(strangers) + " met.")
    assert len({m.entity for m in found.mentions if m.type == "person"}) > 100
    assert len(held) < 3 * len(strangers)
