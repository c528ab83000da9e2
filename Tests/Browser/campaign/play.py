"""A campaign that is played in its pages: who is in it, whom it asks, and what each of them answers, so that its figures can be told."""

import collections
import datetime
import decimal
import random
import statistics
import time

from house import URL, check

# The departments that are judged: what they are called, how many people stand in the list, how many of them are drawn.
JUDGED = {"M-SXD": ("Sở Xây dựng", 10, 5), "M-STC": ("Sở Tài chính", 16, 8)}
QUESTIONS = ["time", "contacts", "bodies", "attitude"]
DRAWN, OPEN = "receivers", "visitors"
# A name of the catalogue of indicators.
INDICATOR = "surveys.satisfaction"
# Points of a full index, and of the two criteria of the round.
MAXIMUM, CLAIMED = 6, 4
# Student's t for 95 % on both sides, by degrees of freedom.
T95 = {4: 2.776445, 6: 2.446912, 10: 2.228139}


class Figure:
    """What the answers of some people must give: the index in percent, and the half of its interval."""

    def __init__(self, value, half):
        self.value, self.half = value, half

    @property
    def interval(self):
        return self.value - self.half, self.value + self.half


class Campaign:
    """Each act begins where the one before ended, and shows its pages to `check`."""

    def __init__(self, open_page, signed_in, folder):
        self.open_page, self.folder = open_page, folder
        self.coordinator = signed_in("dieu.phoi")
        self.page_of = signed_in
        # Nothing of a campaign before, on the same house, has the same name.
        self.mark = f"{time.time_ns() // 1_000_000:x}"
        self.title = f"Một cửa cấp sở, lượt {self.mark}"
        # The clock of the law is Vietnam's.
        self.today = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7)).date()
        self.chance = random.Random(20260105)
        self.drawn = {unit: [] for unit in JUDGED}
        self.channels = collections.Counter()
        self.visits = []

    def path(self, rest=""):
        return f"{URL}/surveys/campaigns/{self.number}{rest}"

    def go(self, rest=""):
        assert self.coordinator.goto(self.path(rest)).status == 200
        return self.coordinator

    def check(self, page, name, status=200):
        check(page, f"campaign-{name}", status)

    def date(self, days):
        return self.today + datetime.timedelta(days=days)

    def day(self, days):
        return self.date(days).strftime("%d/%m/%Y")

    # What is answered: a code of 0, 1 or 2 for each question.

    def some_answer(self):
        return [self.chance.choice("0112222") for _ in QUESTIONS]

    def note(self, unit, channel, codes):
        """Keeps what a drawn person answered."""
        self.drawn[unit].append(percent(codes))
        self.channels[channel] += 1

    def figure(self, unit):
        """Of one department: some were drawn at random of those in its list."""
        scores, people = self.drawn[unit], JUDGED[unit][1]
        return Figure(statistics.fmean(scores), T95[len(scores) - 1] * spread(scores, people))

    def whole(self):
        """Of both, each weighing as much as its list is long."""
        lists = {unit: people for unit, (_, people, _) in JUDGED.items()}
        errors = [people * spread(self.drawn[unit], people) for unit, people in lists.items()]
        value = sum(people * statistics.fmean(self.drawn[unit]) for unit, people in lists.items()) / sum(lists.values())
        freedom = sum(len(scores) - 1 for scores in self.drawn.values())
        return Figure(value, T95[freedom] * sum(error**2 for error in errors) ** 0.5 / sum(lists.values()))

    def alike(self):
        """The mean of all who answered, each counting the same."""
        return statistics.fmean(score for scores in self.drawn.values() for score in scores)


def percent(codes):
    """Each question from 0 for the worst to 100 for the best, all questions alike."""
    return statistics.fmean(50 * int(code) for code in codes)


def spread(scores, people):
    """The standard error of a mean of people drawn at random without putting back."""
    return ((1 - len(scores) / people) * statistics.variance(scores) / len(scores)) ** 0.5


def told(number, digits=1):
    """As pages print it, `83,9`: a half goes up."""
    exact = decimal.Decimal(repr(round(number, 9)))
    return str(exact.quantize(decimal.Decimal(1).scaleb(-digits), decimal.ROUND_HALF_UP)).replace(".", ",")
