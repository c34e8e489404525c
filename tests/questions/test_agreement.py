"""Made keys agree with those written by hand, wherever both ask the same of the same rows."""

from itertools import combinations

import pytest

from helpers.exercises.asked import read_asked
from helpers.questions.families import families
from helpers.questions.reading import Reading
from helpers.questions.write import read_made

# The exercise and its row or option; the family, the table, and where the row's words stand.
PRONOUNS = {
    "he-2": ("2", "He"),
    "he-10": ("10", "He"),
    "its-6": ("6", "its"),
    "their-8": ("8", "their"),
    "its-13": ("13", "its"),
    "its-14": ("14", "its"),
    "they-11": ("11", "They"),
}
FORMS = {
    "commissioner": "15-eu-industry-commissioner",
    "kremlin": "14-the-kremlin",
    "we": "8-we",
    "neighbor": "6-its-ex-soviet-neighbor",
    "belta": "12-belta",
}
ACTORS = {
    "president": "1-russian-president",
    "kremlin": "1-the-kremlin",
    "he-made": "2-he",
    "situation": "2-belarus",
    "leaders": "2-the-two-leaders",
    "countries": "4-some-countries",
}
SPEAKERS = {
    "merkel": "merkel",
    "michel": "michel",
    "zhao": "zhao",
    "police": "police-officers",
    "alliance": "nato",
    "breton": "breton",
    "united-states": "united-states",
    "state-media": "state-media",
    "belta": "belta",
}
NAMES = {
    "beijing": "7-beijing",
    "russia": "headline-russia",
    "belarusian": "8-belarusian",
    "moscow": "byline-moscow",
}
PLACES = dict.fromkeys(("beijing", "germany", "minsk", "brussels", "belarus", "moscow"))
DAYS = (
    *("zhao-speaks", "call-lukashenko-saturday", "election"),
    *("flight-back", "promise", "lukashenko-on-elections"),
)
CHAINS = {"flight-18": "18", "insists": "1", "promise": "12", "flight-17": "17"}
STANCES = {
    "nato": ("13", "nato"),
    "kremlin": ("14", "kremlin"),
    "opposition": ("6", "opposition"),
    "lukashenko": ("13", "lukashenko"),
}
CLAIMS = {
    "nato": "nato-forces-and-plans",
    "plane": "plane-to-belarus",
    "protests": "mass-protests",
    "merkel": "putin-merkel-call",
    "term": "election-result",
    "interference": "interference-worsens-tensions",
}
RATED = {
    "tracking": "flight-tracking-data",
    "putin": "putin",
    "countries": "western-countries",
    "lukashenko": "lukashenko",
    "nato": "nato",
    "breton": "breton",
    "zhao": "zhao",
}
# Rows that are asked along, as a question takes three of them, or two of each sort.
ALONG = {
    "forms": {"a": "2-angela-merkel", "b": "9-lukashenko"},
    "actors": {"a": "7-beijing", "b": "18-minsk"},
    "speakers": {"lukashenko"},
}
# So many of the rows that are asked by hand the tables settle; and so many would be asked if no
# judgement told of a second reading, which is right by hand too.
SETTLED, SHARED = 31, 59


@pytest.fixture(scope="module")
def by_hand(lesson):
    """The exercises and keys of the lesson."""
    asked = read_asked(lesson.folder, lesson.slug, lesson.article)
    return {one.id: (one, asked.keys[one.id]) for one in asked.exercises}


def made(lesson, family, is_wanted=lambda row: True):
    """The exercises and keys of a family, from the rows that are wanted alone."""
    [make] = [make for one, make in families().items() if one.name == family]
    found = list(make(Reading(lesson, is_wanted)))
    asked = read_made(lesson, found)
    return [(one, asked.keys[one.id]) for one in asked.exercises]


def rights(key):
    """What is right in each row of a key, and whether each option is."""
    found = {name: set(row.right) for name, row in key.rows.items()}
    options = getattr(key, "options", {})
    return found | {name: one.right for name, one in options.items() if not one.optional}


def both(lesson, by_hand):
    """Yield the name of what both ask, with what each says is right."""
    yield from pronouns(lesson, by_hand)
    for exercise, family, names, wanted in (
        ("actor-forms", "forms", FORMS, of_words(FORMS | ALONG["forms"])),
        ("find-actors", "actors", ACTORS, of_words(ACTORS | ALONG["actors"])),
        ("name-uses", "place-names", NAMES, of_words(NAMES)),
        ("places-scenes", "scenes", {one: one for one in PLACES}, lambda row: row.place in PLACES),
        ("source-count", "independent", CLAIMS, lambda row: row.claim in CLAIMS.values()),
    ):
        hand = rights(by_hand[exercise][1])
        for _, key in made(lesson, family, wanted):
            mine = rights(key)
            for one, other in names.items():
                if other in mine and one in hand:
                    yield f"{exercise}: {one}", hand[one], mine[other]
    yield from speakers(lesson, by_hand)
    yield from days(lesson, by_hand)
    yield from sources(lesson, by_hand)


def of_words(names):
    """Say of a row whether its words are among those of some ids."""
    ends = [tuple(one.split("-", 1)) for one in names.values()]
    plain = lambda words: words.lower().replace(" ", "-")  # noqa: E731
    return lambda row: (row.at, plain(row.quote)) in ends


def pronouns(lesson, by_hand):
    hand, mine = by_hand["who-is-meant"], {one.id: key for one, key in made(lesson, "pronoun")}
    for name, (at, word) in PRONOUNS.items():
        key = mine.get(f"made-pronoun-{at}-{word.lower()}")
        if key:
            right = {one for one, reply in key.options.items() if reply.marks}
            right = {hand_name(one) for one in right}
            yield f"who-is-meant: {name}", set(hand[1].rows[name].right), right


def hand_name(actor):
    """The choice that the exercise by hand has for actors."""
    return {"belarusian-people": "people"}.get(actor, actor)


def speakers(lesson, by_hand):
    hand = rights(by_hand["who-speaks"][1])
    wanted = {*SPEAKERS.values(), *ALONG["speakers"]}
    found = made(
        lesson,
        "speakers",
        lambda row: (row.source if hasattr(row, "source") else row.actor[0]) in wanted,
    )
    for _, key in found:
        mine = rights(key)
        for one, other in SPEAKERS.items():
            if other in mine and one in hand:
                yield f"who-speaks: {one}", hand[one], mine[other]


def days(lesson, by_hand):
    hand = by_hand["six-dates"][1]
    dates = {one.id: key for one, key in made(lesson, "date", lambda row: row.event in DAYS)}
    for event in DAYS:
        if key := dates.get(f"made-date-{event}"):
            found = {reply.value for reply in key.answers}
            yield f"six-dates: {event}", set(hand.rows[event].right), found
    [(anchor, key), *_] = made(lesson, "anchor", lambda row: row.event == "call-merkel")
    mine = {anchor.options[one] for one, reply in key.options.items() if reply.marks}
    hand = by_hand["anchor-of-tuesday"][1]
    theirs = {one for one, reply in hand.options.items() if reply.marks}
    yield "anchor-of-tuesday", theirs == {"stamp"}, mine == {"The day of the article itself"}
    names = {
        "merkel": "call-merkel",
        "zhao": "zhao-speaks",
        "new-elections": "lukashenko-on-elections",
    }
    [(_, key)] = made(lesson, "order", lambda row: row.event in names.values())
    rank = {one: n for n, group in enumerate(by_hand["happened-order"][1].right) for one in group}
    flat = [one for group in key.right for one in group]
    for one, other in combinations(names, 2):
        theirs = rank[one] < rank[other]
        yield (
            f"happened-order: {one}, {other}",
            theirs,
            flat.index(names[one]) < flat.index(names[other]),
        )


def sources(lesson, by_hand):
    for name, at in CHAINS.items():
        for exercise, key in made(lesson, "chain", lambda row, at=at: row.at == at):
            right = next(exercise.options[one] for one, reply in key.options.items() if reply.marks)
            hands = {"The Kremlin": "kremlin", "Belta": "belta", "Reuters": "reuters"}
            mine = {one for word, one in hands.items() if f"→ {word}" in right} or {"nobody"}
            yield f"three-chains: {name}", set(by_hand["three-chains"][1].rows[name].right), mine
    hand = by_hand["four-stances"][1]
    wanted = {*STANCES.values()}
    for _, key in made(lesson, "stances", lambda row: (row.at, row.source) in wanted):
        for name, (at, source) in STANCES.items():
            for row, found in rights(key).items():
                if row.startswith(f"{at}-{source}-"):
                    yield f"four-stances: {name}", set(hand.rows[name].right), found
    hand = by_hand["imvain-named"][1]
    for _, key in made(lesson, "named", lambda row: row.source in RATED.values()):
        for name, source in RATED.items():
            for row, found in rights(key).items():
                if f"-{source}-" in row:
                    yield f"imvain-named: {name}", set(hand.rows[name].right), found


@pytest.mark.parametrize(("is_settled", "count"), [(True, SETTLED), (False, SHARED)])
def test_both_keys_say_the_same(lesson, by_hand, is_settled, count):
    if not is_settled:
        events = [row.replace(alternatives="") for row in lesson.events]
        lesson = lesson.with_rows(judgements=(), events=events)
    found = list(both(lesson, by_hand))
    assert len({name for name, _, _ in found}) == len(found) == count
    assert [name for name, *keys in found if not agree(*keys)] == []


def agree(theirs, mine):
    """Say whether what is made is right by hand too, where several may be."""
    return mine <= theirs if isinstance(theirs, set) else mine == theirs


def test_a_wrong_cell_would_be_seen(lesson, by_hand):
    """The comparison fails where a table has another actor, so that it can tell."""
    rows = [
        row.replace(actor=("lukashenko",)) if (row.at, row.quote) == ("13", "its") else row
        for row in lesson.mentions
    ]
    found = list(both(lesson.with_rows(mentions=rows), by_hand))
    assert "who-is-meant: its-13" in [name for name, *keys in found if not agree(*keys)]
