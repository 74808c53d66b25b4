"""From the answers of onboarding to a typed profile: parsed once, here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from bot.flows.complement import STYLE_STEPS
from bot.flows.vocabulary import INTENT_OF_GOAL, INTENT_OF_STAGE
from core.conversation.kind import Value
from core.conversation.talk import Talk
from core.conversation.vocabulary import ABROAD
from core.mentoring.appointment import HOME_ZONE
from core.mentoring.member import Member, Role
from core.mentoring.qualification import qualify
from core.understanding import places

CAPACITY = {"one": 1, "two": 2}


def member_of(
    answers: Mapping[str, Value],
    more: Mapping[str, Value],
    *,
    year: int,
    paused: bool = False,
) -> Member:
    """The profile that these answers make, with the verdict of the present rules.

    Raises KeyError only for answers that no finished onboarding has.
    """
    role = str(answers["role"])
    roles: tuple[Role, ...] = get_args(Role) if role == "both" else (role,)
    home = answers.get("country") if answers["home"] == ABROAD else answers["home"]
    place = str(home or "")
    country, _, city = place.partition("/")
    region = ""
    if country.startswith("MA"):
        country, region = "MA", country.removeprefix("MA-")
    else:
        region = "13"
    zone = _zone(answers)
    sector, _, trade = str(answers.get("trade") or "").partition("/")
    stage = str(answers.get("stage") or "")
    goal = answers.get("goal")
    listed = goal[0] if isinstance(goal, list) else ""
    born = answers.get("born")
    member = Member(
        state="onboarding",
        roles=roles,
        name=str(answers.get("name") or ""),
        birth_year=born if isinstance(born, int) else None,
        kind=str(answers.get("kind") or more.get("kind") or ""),
        country=country,
        region=region,
        city=city,
        timezone=zone,
        sector=sector,
        trade=trade,
        stage=stage,
        intent=INTENT_OF_GOAL.get(listed) or INTENT_OF_STAGE.get(stage, ""),
        needs=_codes(answers.get("needs"), more.get("need_topics")),
        offers=_codes(answers.get("offers"), more.get("offer_topics")),
        languages=_codes(answers.get("languages")),
        availability=_codes(answers.get("times")),
        capacity=CAPACITY.get(str(answers.get("capacity")), 0),
        goal=listed or str(goal or ""),
        pledge=str(answers.get("pledge") or ""),
        pillars=_codes(more.get("pillars")),
        more=_late(more),
    )
    verdict = qualify(member, programme_year=year)
    return replace(
        member,
        state="paused" if paused else verdict.verdict,
        verdict=verdict.verdict,
        reasons=verdict.reasons,
        rules_version=verdict.version,
    )


def zone_of(talk: Talk) -> str:
    """The zone of the clock a person lives by: as answered, else by their number, else Morocco's.

    What is finished counts before what is being answered: other flows know a part of the profile,
    and a country alone names any of its zones.
    """
    answers = talk.profile if "home" in talk.profile or not talk.run else talk.run.answers
    if "home" in answers:
        return _zone(answers) or HOME_ZONE
    hint = talk.run.facts.get("country_hint", "") if talk.run else ""
    return next(iter(places.time_zones(hint)), HOME_ZONE) if hint else HOME_ZONE


def _zone(answers: Mapping[str, Value]) -> str:
    if answers.get("zone"):
        return str(answers["zone"])
    home = answers.get("country") if answers["home"] == ABROAD else answers["home"]
    return next(iter(places.time_zones(str(home))), "") if home else ""


def _late(more: Mapping[str, Value]) -> dict[str, str]:
    """The answers of `Member.more`, each only if it was given."""
    country, _, _ = str(more.get("target") or "").partition("/")
    company = more.get("company")
    late = {
        "origin": str(more.get("origin") or ""),
        "target": country,
        "company": company if isinstance(company, str) else "",
        "style": " ".join(str(more[step]) for step in STYLE_STEPS if more.get(step)),
        "wish": str(more.get("wish") or ""),
    }
    return {code: answer for code, answer in late.items() if answer}


def _codes(*values: Value) -> tuple[str, ...]:
    codes = [code for value in values if isinstance(value, list) for code in value]
    return tuple(dict.fromkeys(codes))
