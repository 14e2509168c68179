"""What `portal study diff` says of travel money."""

from __future__ import annotations

import pytest

from portal.study.compare import Difference, compare
from portal.study.file import read
from tests.study.travel.policy import SMALL, WITHOUT

NEW = SMALL.replace('version: "1"', 'version: "2"')


def told(old: str, new: str) -> list[Difference]:
    """The differences, without the sentence about the version."""
    return compare(read(old, name="old"), read(new, name="new"))[1:]


CASES = [
    ("[first_talk, check]", "[check]",
     "Travel money: it is paid for check (until now: check, first_talk)."),
    ("claim_within: 90 days", "claim_within: 1 day",
     "Travel money: a claim is sent within 1 day (until now: 90 days)."),
    ("check_within: 1440", "check_within: 960",
     "Travel money: a claim is looked at within 960 minutes (until now: 1440 minutes)."),
    ("pay_after: 3 days", "pay_after: 1 week",
     "Travel money: the wait before payment is 7 days (until now: 3 days)."),
    ("[tue, fri]", "[mon]",
     "Travel money: payments go out on mon (until now: tue, fri)."),
    ('  two_people_above: "300.00"\n', "",
     ("Travel money: two people approve no claim "
      "(until now: a claim of more than USD 300.00).")),
    ('"5000.00"', '"4000"',
     "Travel money: the most in one line is USD 4000.00 (until now: USD 5000.00)."),
    ('month: "900.00"', 'month: "800.00"',
     ("Travel money: the caps of everything are USD 600.00 a visit, USD 800.00 a month "
      "(until now: USD 600.00 a visit, USD 900.00 a month).")),
    ('    - {since: 2026-01-01, rate: "0.725"}\n', "",
     ("Travel money: the mileage rates are USD 0.70 a mile from 2025-01-01 (until now: "
      "USD 0.70 a mile from 2025-01-01, USD 0.725 a mile from 2026-01-01).")),
    (", unusual_from: 400", "",
     "Travel money: an unusual distance is none (until now: 400 miles)."),
    ('    - {since: 2026-01-01, amount: "2000.00"}\n', "",
     ("Travel money: flat sums of a year are reportable at USD 600.00 from 2025-01-01 "
      "(until now: USD 600.00 from 2025-01-01, USD 2000.00 from 2026-01-01).")),
    ("  tell: [coordinator]\n", "",
     "Travel money: a new claim is told to nobody (until now: coordinator)."),
    ('"200.00"', '"150.00"',
     ('Travel category "driving": it pays the mileage rate, at most USD 150.00 a visit '
      "(until now: the mileage rate, at most USD 200.00 a visit).")),
    ('      care_partner: "yes"\n', "",
     ('Travel category "parking": it pays what it cost, with a receipt from USD 0.01, at most '
      "USD 30.00 an item, USD 40.00 a day, USD 350.00 a month (until now: what it cost, with a "
      "receipt from USD 0.01, at most USD 30.00 an item, USD 40.00 a day, USD 350.00 a month, "
      "for a care partner too).")),
    ('"50.00"', '"60.00"',
     ('Travel category "time": it pays USD 60.00, at most USD 60.00 a visit '
      "(until now: USD 50.00, at most USD 50.00 a visit).")),
    ("Le pagamos el viaje.", "Pagamos su viaje.", '1 text is worded differently in "es".'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), CASES)
def test_a_change_of_the_policy_is_told_in_one_sentence(old: str, new: str, said: str) -> None:
    assert SMALL.count(old) == 1
    assert [str(one) for one in told(SMALL, NEW.replace(old, new))] == [said]


def test_a_category_that_comes_or_goes_is_told() -> None:
    renamed = NEW.replace("key: snack", "key: lunch")
    assert [str(one) for one in told(SMALL, renamed)] == [
        'Travel category "lunch" is new: it pays what it cost, without a receipt.',
        'Travel category "snack" is gone.',
    ]


def test_another_currency_changes_every_sum() -> None:
    first, *rest = told(SMALL, NEW.replace("currency: USD", "currency: EUR"))
    assert str(first) == "Travel money: the currency is EUR (until now: USD)."
    assert len(rest) > 5
    assert all("EUR" in str(one) and one.about == "travel" for one in rest)


def test_travel_money_as_a_whole_comes_and_goes() -> None:
    without = WITHOUT.replace('version: "1"', 'version: "2"')
    assert [str(one) for one in told(WITHOUT, NEW)] == ["Travel money is new."]
    assert [str(one) for one in told(SMALL, without)] == ["Travel money is gone."]


def test_the_order_of_the_days_in_the_file_is_no_difference() -> None:
    assert told(SMALL, NEW.replace("[tue, fri]", "[fri, tue]")) == []
