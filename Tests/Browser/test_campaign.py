"""A whole campaign in a real browser: from its plan over everybody who answers to its figures, and to the points in a round."""

from campaign import answering, handing, planning
from campaign.play import Campaign


def test_a_campaign_is_played_from_its_plan_to_the_points_in_a_round(open_page, signed_in, machine, tmp_path):
    play = Campaign(open_page, signed_in, tmp_path)
    planning.plan(play)
    planning.add_groups(play)
    planning.take_list(play)
    planning.draw(play)
    planning.print_letters(play)
    planning.open_campaign(play)
    answering.share_out(play)
    answering.answer_by_links(play)
    answering.answer_at_a_kiosk(play, machine)
    answering.answer_on_paper(play)
    answering.answer_to_an_enumerator(play)
    handing.close(play)
    handing.compute(play)
    handing.read(play)
    handing.hand_over(play)
    handing.make_round(play)
    handing.score(play)
