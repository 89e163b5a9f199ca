"""Time expressions with their values, one row for each kind of expression."""

from __future__ import annotations

import datetime as dt

import pytest

from sayso.reading.when import tag

TUESDAY = "2014-03-04"  # a Tuesday

ROWS = [
    # dates in full
    ("He arrived on May 3, 2013.", TUESDAY, [("May 3, 2013", "DATE", "2013-05-03")]),
    ("He arrived on Friday, May 3, 2013.", TUESDAY, [("Friday, May 3, 2013", "DATE", "2013-05-03")]),
    ("He arrived on 3 May 2013.", None, [("3 May 2013", "DATE", "2013-05-03")]),
    ("Signed the 3rd of May, 2013.", None, [("the 3rd of May, 2013", "DATE", "2013-05-03")]),
    ("Filed 2013-05-03 in court.", None, [("2013-05-03", "DATE", "2013-05-03")]),
    ("Logged at 2013-05-03T08:30Z.", None, [("2013-05-03T08:30Z", "TIME", "2013-05-03T08:30Z")]),
    ("In March 2012 it closed.", None, [("March 2012", "DATE", "2012-03")]),
    ("It closed in 2012.", None, [("2012", "DATE", "2012")]),
    # dates without a year
    ("He arrived on February 20.", TUESDAY, [("February 20", "DATE", "2014-02-20")]),
    ("He arrived on Dec. 19.", TUESDAY, [("Dec. 19", "DATE", "2013-12-19")]),
    ("He will arrive on 6 January.", TUESDAY, [("6 January", "DATE", "2015-01-06")]),
    ("He arrived on Dec. 19.", None, [("Dec. 19", "DATE", "XXXX-12-19")]),
    ("It fell in November.", TUESDAY, [("November", "DATE", "2013-11")]),
    ("It will open in November.", TUESDAY, [("November", "DATE", "2014-11")]),
    ("It opened last June.", TUESDAY, [("last June", "DATE", "2013-06")]),
    ("It opens next June.", TUESDAY, [("next June", "DATE", "2014-06")]),
    ("It opened in June last year.", TUESDAY, [("June last year", "DATE", "2013-06")]),
    # parts of months and years
    ("Fighting began in early August 2012.", None, [("early August 2012", "DATE", "2012-08")]),
    ("Fighting began in mid-June.", TUESDAY, [("mid-June", "DATE", "2013-06")]),
    ("He fled at the end of 2011.", None, [("the end of 2011", "DATE", "2011")]),
    ("He fled late last year.", TUESDAY, [("late last year", "DATE", "2013")]),
    # weekdays
    ("They met on Friday.", TUESDAY, [("Friday", "DATE", "2014-02-28")]),
    ("They will meet on Friday.", TUESDAY, [("Friday", "DATE", "2014-03-07")]),
    ("They met last Friday.", TUESDAY, [("last Friday", "DATE", "2014-02-28")]),
    ("They meet next Monday.", TUESDAY, [("next Monday", "DATE", "2014-03-10")]),
    ("The feast ended Friday.", TUESDAY, [("Friday", "DATE", "2014-02-28")]),
    ("They met on Tuesday.", TUESDAY, [("Tuesday", "DATE", "2014-03-04")]),
    ("A blast hit the port on Monday morning.", TUESDAY, [("Monday morning", "TIME", "2014-03-03TMO")]),
    ("A blast hit the port late Saturday night.", TUESDAY, [("late Saturday night", "TIME", "2014-03-01TNI")]),
    ("They met on Friday.", None, [("Friday", "DATE", "XXXX-WXX-5")]),
    # words for days
    ("It came today.", TUESDAY, [("today", "DATE", "2014-03-04")]),
    ("It came yesterday evening.", TUESDAY, [("yesterday evening", "TIME", "2014-03-03TEV")]),
    ("It will come tomorrow.", TUESDAY, [("tomorrow", "DATE", "2014-03-05")]),
    ("It came the day before yesterday.", TUESDAY, [("the day before yesterday", "DATE", "2014-03-02")]),
    ("It came last night.", TUESDAY, [("last night", "TIME", "2014-03-03TNI")]),
    ("It came this morning.", TUESDAY, [("this morning", "TIME", "2014-03-04TMO")]),
    # weeks, months, years from here
    ("They agreed last week.", TUESDAY, [("last week", "DATE", "2014-W09")]),
    ("They meet next week.", TUESDAY, [("next week", "DATE", "2014-W11")]),
    ("They agreed over the weekend.", TUESDAY, [("the weekend", "DATE", "2014-W09-WE")]),
    ("They agreed last month.", TUESDAY, [("last month", "DATE", "2014-02")]),
    ("They agreed earlier this year.", TUESDAY, [("earlier this year", "DATE", "2014")]),
    ("They agreed three weeks ago.", TUESDAY, [("three weeks ago", "DATE", "2014-W07")]),
    ("They agreed two years ago.", TUESDAY, [("two years ago", "DATE", "2012")]),
    ("They agreed ten days ago.", TUESDAY, [("ten days ago", "DATE", "2014-02-22")]),
    # counted from the story
    ("On 3 May 2013 he left; three days later he was back.", TUESDAY,
     [("3 May 2013", "DATE", "2013-05-03"), ("three days later", "DATE", "2013-05-06")]),
    ("On 3 May 2013 he left. The same day she left.", TUESDAY,
     [("3 May 2013", "DATE", "2013-05-03"), ("The same day", "DATE", "2013-05-03")]),
    ("On 3 May 2013 he left. The following week she left.", TUESDAY,
     [("3 May 2013", "DATE", "2013-05-03"), ("The following week", "DATE", "2013-W19")]),
    ("On 3 May 2013 he left, a month earlier than she did.", TUESDAY,
     [("3 May 2013", "DATE", "2013-05-03"), ("a month earlier", "DATE", "2013-04")]),
    ("In 2009 it fell. The previous year it rose.", TUESDAY,
     [("2009", "DATE", "2009"), ("The previous year", "DATE", "2008")]),
    # seasons, quarters, halves, fiscal and academic years, decades, centuries
    ("The offensive of summer 2006 failed.", None, [("summer 2006", "DATE", "2006-SU")]),
    ("It failed last winter.", TUESDAY, [("last winter", "DATE", "2013-WI")]),
    ("It failed in the autumn.", TUESDAY, [("the autumn", "DATE", "2013-FA")]),
    ("It fell in the third quarter of 2012.", None, [("the third quarter of 2012", "DATE", "2012-Q3")]),
    ("It fell in the first half of 2012.", None, [("the first half of 2012", "DATE", "2012-H1")]),
    ("The budget for fiscal year 2011 passed.", None, [("fiscal year 2011", "DATE", "2011")]),
    ("It is spent this academic year.", TUESDAY, [("this academic year", "DATE", "2013")]),
    ("He grew rich in the 1990s.", None, [("the 1990s", "DATE", "199")]),
    ("He grew rich in the early eighties.", None, [("the early eighties", "DATE", "198")]),
    ("A fort of the 19th century.", None, [("19th century", "DATE", "18")]),
    # durations and sets
    ("They train for six weeks.", None, [("six weeks", "DURATION", "P6W")]),
    ("A 6-week course.", None, [("6-week", "DURATION", "P6W")]),
    ("It took two and a half hours.", None, [("two and a half hours", "DURATION", "PT2.5H")]),
    ("It took several months.", None, [("several months", "DURATION", "PXM")]),
    ("Over the past five years it grew.", TUESDAY, [("the past five years", "DURATION", "P5Y")]),
    ("A decade of war.", None, [("A decade", "DURATION", "P10Y")]),
    ("They meet every Monday.", None, [("every Monday", "SET", "XXXX-WXX-1")]),
    ("They patrol twice a day.", None, [("twice a day", "SET", "P1D")]),
    ("They meet weekly.", None, [("weekly", "SET", "P1W")]),
    ("A two-year-old boy and a 30-year-old man.", None, []),
    # clock times
    ("It began at 8:30 a.m. on Tuesday.", TUESDAY,
     [("8:30 a.m.", "TIME", "2014-03-04T08:30"), ("Tuesday", "DATE", "2014-03-04")]),
    ("It began at 16:00 UTC today.", TUESDAY, [("16:00 UTC today", "TIME", "2014-03-04T16:00Z")]),
    ("It began at 0800 GMT.", TUESDAY, [("0800 GMT", "TIME", "2014-03-04T08:00Z")]),
    ("It began at noon.", TUESDAY, [("noon", "TIME", "2014-03-04T12:00")]),
    # ranges
    ("They met from 3 to 5 May 2013.", None, [("3", "DATE", "2013-05-03"), ("5 May 2013", "DATE", "2013-05-05")]),
    ("They met on May 3-5, 2013.", None, [("May 3", "DATE", "2013-05-03"), ("5, 2013", "DATE", "2013-05-05")]),
    ("It grew between March and June 2012.", None, [("March", "DATE", "2012-03"), ("June 2012", "DATE", "2012-06")]),
    ("The war of 1991-95 ended.", None, [("1991", "DATE", "1991"), ("95", "DATE", "1995")]),
    # references
    ("It is now open.", TUESDAY, [("now", "DATE", "PRESENT_REF")]),
    ("It opened recently.", TUESDAY, [("recently", "DATE", "PAST_REF")]),
    # feasts
    ("They met during Ramadan.", TUESDAY, [("Ramadan", "DATE", "2013-07-09")]),
    ("They met on Eid al-Adha.", "2007-12-25", [("Eid al-Adha", "DATE", "2007-12-20")]),
    ("They met on Good Friday.", "2014-04-25", [("Good Friday", "DATE", "2014-04-18")]),
    ("They will meet after Orthodox Easter.", TUESDAY, [("Orthodox Easter", "DATE", "2014-04-20")]),
    ("They met on Orthodox Easter 2013.", None, [("Orthodox Easter 2013", "DATE", "2013-05-05")]),
    ("They will meet before Nowruz.", TUESDAY, [("Nowruz", "DATE", "2014-03-21")]),
    ("They met at Passover.", "2014-04-25", [("Passover", "DATE", "2014-04-15")]),
    ("Troops left before the Lunar New Year.", TUESDAY, [("Lunar New Year", "DATE", "2014-01-31")]),
    ("They met on Diwali.", "2012-11-20", [("Diwali", "DATE", "2012-11-13")]),
    ("They met on Christmas Eve.", TUESDAY, [("Christmas Eve", "DATE", "2013-12-24")]),
    # no time at all
    ("He may march on; Theresa May said so.", TUESDAY, []),
    ("The second man paid $2000 for 1,900 rifles.", TUESDAY, []),
    ("Some 2000 troops crossed the river.", TUESDAY, []),
    ("It sat on Flight 1549 with an Airbus A350.", TUESDAY, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "anchor", "expected"), ROWS, ids=[f"{i}-{row[0][:40]}" for i, row in enumerate(ROWS)]
)
def test_expression(text: str, anchor: str | None, expected: list[tuple[str, str, str]]) -> None:
    day = dt.date.fromisoformat(anchor) if anchor else None
    assert [(t.span.of(text), t.type, t.value) for t in tag(text, day)] == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It closed at 11.05 a.m. on 3 March 2014.", ["2014-03-03T11:05", "2014-03-03"]),
        ("It left at 5.15pm on 3 March 2014.", ["2014-03-03T17:15", "2014-03-03"]),
        ("It left at 16.45 hours on 3 March 2014.", ["2014-03-03T16:45", "2014-03-03"]),
        ("It rose by 5.15 hours.", ["PT5.15H"]),
        ("Shares fell 2.05 per cent.", []),
    ],
)
def test_clock_times_with_a_full_stop(text: str, values: list[str]) -> None:
    assert [timex.value for timex in tag(text, dt.date(2014, 3, 4))] == values
