"""When it happened in the second article, whose first event is told last.

13 May 2031, of which it is, is a Tuesday; the stamp says twenty to one in the morning, at UTC+2.
"""

from support.second_article import cells

from helpers.explore import timeline


def test_events_stand_in_the_order_of_the_telling(bell):
    """By their time words, or else by their passage; an event told twice has two rows."""
    table = timeline.events(bell)
    assert list(table) == [
        *("event", "at", "what", "time words", "start", "end", "precision", "basis", "note")
    ]
    told = cells(table, "event", "at", "time words", "start", "end", "precision", "basis")
    day, minute = "day", "minute"
    monday = "2031-05-12"
    assert told == [
        ["home", "1", "Monday", monday, monday, day, "resolved"],
        ["left", "2", "2 May", "2031-05-02", "2031-05-02", day, "resolved"],
        ["home", "2", "", monday, "", day, "implied"],  # “brought it back”
        # Its passage begins before “brought it back”, its time words stand behind that.
        ["docked", "2", "06.20 on Monday", f"{monday}T06:20+02:00", "", minute, "resolved"],
        ["lifted", "2", "09.00", f"{monday}T09:00+02:00", "", minute, "resolved"],
        ["ring", "2", "", "2031-05", "", "month", "implied"],
        ["repair", "3", "", "2031-05-02", monday, "a span", "implied"],
        ["call", "4", "Saturday evening", *["2031-05-10TEV"] * 2, "part of day", "resolved"],
        ["ring", "4", "noon on Wednesday", "2031-05-14T12:00+02:00", "", minute, "resolved"],
        ["stroke", "7", "00.15 on Tuesday", "2031-05-13T00:15+02:00", "", minute, "resolved"],
        ["clapper", "7", "", "", "", "no date", "undated"],
        ["crack", "7", "30 March", "2031-03-30", "2031-03-30", day, "resolved"],
        ["frost", "7", "", "2031-03-30", "", "the day of the crack", "implied"],
        ["cast", "7", "long ago", "PAST_REF", "", "reference", "stated"],
    ]
    assert cells(table, "what", "note")[9] == ["A first stroke is heard", "In UTC it was Monday."]


def test_the_order_of_the_happening_stands_beside_that_of_the_telling(bell):
    """The crack is told seventh and came first; hours order what happened on one day.

    No span (the repair), nothing that has no day (the clapper, the casting), and not what is only
    announced (the ringing).
    """
    table = timeline.orders(bell)
    assert list(table) == ["happened", "told", "what", "when", "at"]
    assert cells(table) == [
        [1, 7, "The bell cracks", "Sun 30 Mar 2031", "7"],
        [1, 8, "It freezes", "Sun 30 Mar 2031", "7"],
        [2, 2, "The bell leaves for Brenn", "Fri 2 May 2031", "2"],
        [3, 5, "The three speak by telephone", "Sat 10 May 2031, evening", "4"],
        [4, 1, "The bell comes home", "Mon 12 May 2031", "1"],
        [5, 3, "The boat docks", "Mon 12 May 2031, 06:20", "2"],
        [6, 4, "The bell is lifted into the tower", "Mon 12 May 2031, 09:00", "2"],
        [7, 6, "A first stroke is heard", "Tue 13 May 2031, 00:15", "7"],
    ]


def test_how_far_the_telling_is_from_the_order_of_time_is_a_number(bell):
    """The places differ by 6, 6, 1, 1, 4, 3, 3 and 2, so by 26; of eight events 32 is the most."""
    assert timeline.nonlinearity(bell) == 26 / 32


def test_what_is_announced_says_so_in_each_table_of_events(bell):
    told = timeline.events(bell)["what"].tolist()
    assert told.count("The bell rings (announced)") == 2
    assert sum("(" in one for one in told) == 2


def test_an_event_that_is_told_twice_has_the_date_of_the_better_basis(bell):
    """It stands where it is told first, whichever of the two dates it gives there."""
    dated = {row.event: row for row in timeline.dated(bell)}
    assert [*dated] == [
        *("home", "left", "docked", "lifted", "ring", "repair", "call", "stroke", "crack", "frost")
    ]
    ring, home = dated["ring"], dated["home"]
    assert (ring.at, ring.quote, str(ring.start)) == (
        "2",
        "the bell is to ring at noon on Wednesday",
        "2031-05-14T12:00+02:00",
    )
    assert ring.passage.quote == "ready to ring"
    assert (home.at, home.expression, home.basis) == ("1", "Monday", "resolved")


def test_of_two_dates_of_one_basis_the_first_told_is_kept(bell):
    rows = [
        row.replace(basis="resolved", start=bell.published) if row.event == "home" else row
        for row in bell.events
    ]
    rows = [row.replace(start=row.end or row.start) for row in rows]
    [home] = [row for row in timeline.dated(bell.with_rows(events=rows)) if row.event == "home"]
    assert str(home.start) == "2031-05-12"


def test_the_undated_have_their_passage_and_a_note(bell):
    table = timeline.undated(bell)
    assert list(table) == ["at", "what", "passage", "note"]
    assert cells(table) == [
        [
            "7",
            "A new clapper comes to Halm",
            "A new clapper is to come from Grey Ford",
            "That it comes to Halm is likely and not said.",
        ]
    ]


def test_between_the_days_are_days_and_not_hours(bell):
    """By the calendar where the paper is: the boat docked not 18 hours before, but the day before.

    In UTC the paper is of Monday, too. What is planned for tomorrow has -1.
    """
    table = timeline.before_publication(bell)
    assert list(table) == ["what", "time words", "date", "days"]
    assert cells(table) == [
        ["The bell cracks", "30 March", "Sun 2031-03-30", 44],  # 31 to 30 April, and 13
        ["It freezes", "", "Sun 2031-03-30", 44],
        ["The bell leaves for Brenn", "2 May", "Fri 2031-05-02", 11],
        ["The three speak by telephone", "Saturday evening", "Sat 2031-05-10TEV", 3],
        ["The bell comes home", "Monday", "Mon 2031-05-12", 1],
        ["The boat docks", "06.20 on Monday", "Mon 2031-05-12T06:20+02:00", 1],
        ["The bell is lifted into the tower", "09.00", "Mon 2031-05-12T09:00+02:00", 1],
        ["A first stroke is heard", "00.15 on Tuesday", "Tue 2031-05-13T00:15+02:00", 0],
        ["The bell rings (announced)", "noon on Wednesday", "Wed 2031-05-14T12:00+02:00", -1],
    ]
