"""What people answer in words of their own, in three languages and Darija: each option as it is said."""

from datetime import UTC, datetime

import pytest

from bot.words.book import book
from core.conversation.kind import Answer, Asked, Given

SAID = {
    "onboarding.role mentee": (
        "je veux etre aidée / me faire accompagner / j'ai besoin d'aide pour mon projet / un mentor"
        " / i need help / find me a mentor / بغيت المساعدة / أبحث عن من يساعدني / bghit nt3awen"
    ),
    "onboarding.role mentor": (
        "je veux aider les jeunes / partager mon expérience / give back / i can help others"
        " / بغيت نعاون / مساعدة الآخرين / bghit n3awen chi wa7ed / mentor"
    ),
    "onboarding.role both": "les deux svp / un peu des deux / both please / الاثنان معا / bjouj",
    "onboarding.capacity one": "un seul / une seule personne / just one / غير واحد / ghir wa7ed",
    "onboarding.times evening": (
        "après le travail / apres 19h / after work / بعد العمل / mn b3d lkhedma"
    ),
    "onboarding.times evening,saturday,sunday": "soir et we / evenings and weekends / lil o weekend",
    "onboarding.pledge sign": "oui je promets / i promise / نعم أعدكم / ah n3ahdkom",
    "onboarding.stage first_sales": (
        "je vends un peu / j'ai déjà des clients / a few sales / عندي شي زبناء / kanbi3 chwiya"
    ),
    "onboarding.stage launch": "je débute / on commence / just starting / مازال فالبداية / kanbda",
    "request.decision accept": "oui pourquoi pas / why not / نعم بكل سرور / علاش لا",
    "request.decision not_now": (
        "pas tout de suite / trop chargé en ce moment / not right now / ماشي دابا / machi daba"
    ),
    "agreement.months three": "3 mois je pense / trois mois pour commencer / 3 chhour / ثلاثة شهور",
    "agreement.months six": "6 chhour / comme d'habitude / المدة المعتادة",
    "agreement.channel in_person": "autour d'un café / in person / over coffee / f chi 9ahwa",
    "checkin.progress moving": "ça avance bien / oui / yes / نعم / ah",
    "checkin.progress slow": "petit à petit / a little / شوية بشوية / chwiya b chwiya",
    "checkin.progress stuck": "je suis bloquée / not at all / متوقف / 7abess",
    "checkin.next_step go_on": "on continue / carry on / نواصل / nkemlo",
    "closing.changed skills": "j'ai beaucoup appris / i learned a lot / تعلمت الكثير / t3ellemt bzaf",
    "closing.changed confidence": "j'ai pris confiance / more confident / الثقة في النفس / ti9a f rassi",
    "another.choice rest": "pas tout de suite / later / ليس الآن / machi daba",
    "report.step none": "on verra / no next step / لا خطوة / mazal",
    "outcome.kind first_sale": "j'ai fait ma première vente / i sold / أول زبون / lewwel klian",
    "outcome.kind jobs": "j'ai embauché / i hired someone / وظفت / khdemt chi had",
    "briefing.aim stop": "plus tard / not now / من بعد / mn b3d",
}
"""By question and option."""


@pytest.mark.parametrize("option", SAID)
def test_an_option_is_understood_as_people_say_it(option: str) -> None:
    """No menu in one's head: help that is wanted is not help that is offered, later is no refusal."""
    where, meant = option.split()
    flow_id, step = where.split(".")
    full = book()
    flow = full.flows[flow_id]
    question = flow.ask(step)
    assert question is not None
    given = Given({}, {})
    shown = tuple(one.id for one in question.kind.options(given))
    asked = Asked(given, shown, full.wordings(flow, question), datetime(2026, 11, 23, tzinfo=UTC))
    for words in SAID[option].split(" / "):
        understood = question.kind.understand(words, asked)
        assert isinstance(understood, Answer), (words, understood)
        value = understood.value
        assert (",".join(value) if isinstance(value, list) else value) == meant, words
