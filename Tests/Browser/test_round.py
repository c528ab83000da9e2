"""A whole round in a real browser, played by everybody in it: once with the mouse on a wide screen, once by keyboard alone at 320 px."""

import pytest
from acts import claiming, correcting, judging, leading, publishing
from acts.play import Play
from house import NARROW, WIDE


@pytest.mark.parametrize("width, year", [(WIDE, 2024), (NARROW, 2025)], ids=["mouse", "keyboard"])
def test_a_round_is_played_from_its_criteria_to_its_publication_and_a_correction(open_page, width, year):
    play = Play(open_page, width, year)
    leading.publish_criteria(play)
    leading.create_round(play)
    leading.open_round(play)
    claiming.claim(play)
    claiming.hand_in(play)
    leading.move_to(play, "appraisal")
    leading.look_over(play)
    judging.appraise(play)
    leading.move_to(play, "explanation")
    claiming.explain(play)
    claiming.hand_in_explanation(play)
    leading.move_to(play, "second_appraisal")
    judging.appraise_again(play)
    leading.move_to(play, "council")
    judging.vote(play)
    judging.conclude(play)
    leading.move_to(play, "decision")
    judging.decide(play)
    publishing.draft(play)
    publishing.issue(play)
    publishing.release(play)
    publishing.read(play)
    correcting.commend(play)
    correcting.correct(play)
    correcting.read_both(play)
