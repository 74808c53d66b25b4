"""Who somebody is to the other side, before both have agreed: a first name, a trade, an aim."""

from core.conversation.message import Part, Row
from core.mentoring.member import GOALS, NOBODY, Member, first_name


def person_card(key: str, member: Member | None) -> Part:
    """A first name, and what was said of trade, stage and listed goal, or of trade and kind.

    No surname, place or contact: the consent promises that the other side sees no more
    (`onboarding-consent`). A goal in a mentee's own words is told by their introduction.
    """
    if member is None:
        return Part(key, {"name": NOBODY})
    trade = f"{member.sector}/{member.trade}" if member.trade else member.sector
    said = [("trade", f"trade:{trade}" if trade else "")]
    if key == "request-card":
        said.append(("stage", f"onboarding-stage.{member.stage}" if member.stage else ""))
        said.append(("goal", f"onboarding-goal.{member.goal}" if member.goal in GOALS else ""))
    else:
        said.append(("kind", f"onboarding-kind.{member.kind}" if member.kind else ""))
    rows = tuple(Row(f"onboarding-{step}.title", (label,)) for step, label in said if label)
    return Part(key, {"name": first_name(member)}, rows=rows)
