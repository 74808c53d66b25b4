"""Whole sentences: one proposal among what is said around it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from core.understanding.readout import readout

ZONE = ZoneInfo("Africa/Casablanca")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)
"""A Tuesday."""


def read(text: str) -> str:
    return readout("moment", text, now=NOW, zone=ZONE)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("je rentre de l'école à 16h30, on peut s'appeler jeudi 17h30", "2026-11-26 17:30"),
        ("je propose jeudi 20h, je sors du bureau vers 19h", "2026-11-26 20:00"),
        ("je rentre de voyage dimanche soir donc on dit mardi 1er à 17h", "2026-12-01 17:00"),
        ("j'ai cours demain à 16h donc 18h", "2026-11-25 18:00"),
        ("I finish uni at 4 on Wednesday, 5pm works", "2026-11-25 17:00"),
        ("vendredi je finis tôt, 16h nickel", "2026-11-27 16:00"),
        ("كنسالي الخدمة مع 6، نقدرو نهضرو مع 7 غدا", "2026-11-25 19:00"),
    ],
)
def test_getting_away_earlier_leaves_the_proposal(text: str, moment: str) -> None:
    """When somebody gets away is not when they meet."""
    assert read(text) == moment


@pytest.mark.parametrize("text", ["je finis à 19h, jeudi 18h", "jeudi 18h, je sors à 19h"])
def test_getting_away_later_is_asked_about(text: str) -> None:
    """Nobody meets at six who gets away at seven."""
    assert read(text)[0] == "?"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("ghda mora l3acha m3a 9", "2026-11-25 21:00"),
        ("jeudi après le dîner, 9h", "2026-11-26 21:00"),
        ("jeudi avant le travail, 8h", "2026-11-26 08:00"),
        ("ghedda 9bel dohr m3a 11", "2026-11-25 11:00"),
        ("بعد العصر مع 5 نهار الخميس", "2026-11-26 17:00"),
        ("nhar jem3a men b3d sla, m3a 3", "2026-11-27 15:00"),
    ],
)
def test_what_comes_before_or_after_says_which_half_of_the_day(text: str, moment: str) -> None:
    """Nine after dinner is in the evening, eight before work in the morning."""
    assert read(text) == moment


@pytest.mark.parametrize(
    "words",
    [
        "{} mais pas de connexion à la maison", "{} mais je risque d'avoir 10 min de retard",
        "{}, zoom ou whatsapp ?", "{}, j'apporte mes documents", "{}, le reste du temps je suis au souk",
        "{}, 3ème étage", "{} à Rabat", "{} comme d'hab", "{}, les enfants dorment",
        "le wifi est faible, {}", "bonne année, {}",
    ],
)  # fmt: skip
def test_what_does_not_move_an_hour_is_passed_over(words: str) -> None:
    """Means, places, delays, what is brought and what is wanting leave the hour what it is."""
    assert read(words.format("jeudi 18h")) == "2026-11-26 18:00"


@pytest.mark.parametrize(
    "text",
    [
        "jeudi 18h ? non merci", "jeudi 18h, ah non zut", "jeudi 10h, le soir c'est mieux",
        "jeudi 18h sous réserve", "elle est libre jeudi à 18h", "on s'est vus jeudi à 18h",
        "lkhmis m3a 18h tlgha", "الخميس الساعة 18:00 سأكون في العمل", "anything but Thursday 6pm",
        "Thursday 6pm at the earliest", "jeudi 18h, pas plus tard", "jeudi 18h après le boulot on verra",
    ],
)  # fmt: skip
def test_what_takes_an_hour_back_is_asked_about(text: str) -> None:
    """A no behind it, a second thought, a reserve, somebody else's or a past meeting."""
    assert read(text)[0] == "?"


@pytest.mark.parametrize("word", ["mrida", "delay", "الجمعية", "ljam3iya"])
def test_a_word_near_a_name_is_no_name(word: str) -> None:
    """Who is sick, late or at the association has named no day."""
    assert read(word) == "-"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("bjr je sors du lycée à 12h demain, on peut se parler à 13h", "2026-11-25 13:00"),
        (
            "demain matin je suis chez le dentiste, l'après-midi à 15h je suis libre",
            "2026-11-25 15:00",
        ),
        ("عندي اجتماع غدا صباحا، هل يمكن أن نلتقي غدا على الثالثة بعد الزوال؟", "2026-11-25 15:00"),
        ("ce soir je suis crevé, on peut plutôt faire samedi 11h", "2026-11-28 11:00"),
        ("nhar larb3 ana f souk, lkhmis m3a 4 d l3chiya", "2026-11-26 16:00"),
        ("can you do 4pm instead of 3 tomorrow?", "2026-11-25 16:00"),
    ],
)
def test_an_engagement_may_lend_its_day(text: str, moment: str) -> None:
    """Beside what one does then, another hour of the day or another day is proposed."""
    assert read(text) == moment


@pytest.mark.parametrize(
    "words",
    [
        "{} sinon j'ai trop de travail", "{}, avant c'est mort", "{}, 9bel kankhdem",
        "{} s'il vous plaît, avant j'ai des livraisons", "{} mais je dois partir à 19h",
        "{}, let me know", "{}, j'ai plein de questions", "{} comme vous voulez",
        "ok pour {} non ?", "{} je serai rentré du boulot", "{}, ma mère fera le thé",
    ],
)  # fmt: skip
def test_what_lies_beyond_an_hour_leaves_it(words: str) -> None:
    """What else would be, what comes before and after, what is wished for and asked of the other."""
    assert read(words.format("jeudi 18h")) == "2026-11-26 18:00"


@pytest.mark.parametrize(
    "text",
    ["j'ai cours demain à 16h donc 15h30", "je finis à 19h demain, 18h ça va", "jeudi 18h je travaille",
     "lundi je suis à Tanger, mardi 18h sinon", "je vais voir avec ma soeur pour jeudi 18h",
     "on avait dit jeudi 18h ?"],
)  # fmt: skip
def test_an_hour_that_is_taken_or_open_is_asked_about(text: str) -> None:
    """No one meets in the hour of something else, and a question about what was agreed proposes nothing."""
    assert read(text)[0] == "?"


@pytest.mark.parametrize(
    "words",
    [
        "{}, on sera deux", "{}, we'll be two", "je vous confirme le {}, on sera trois",
        "{}, je dois ouvrir la boutique à 20h", "khay kankhel l7anout m3a 9, ntla9aw {}",
        "{} dans le local", "{} ila mafiha barasit", "désolée de répondre si tard, {} ça me va",
        "{}, daba ana f tri9", "on peut quand même parler {}", "{} si vous êtes là", "si j'ai bien compris c'est {}",
        "{} ou c'est trop tard ?", "I'll send you my numbers tonight, {}", "j'étais malade depuis hier, {} svp",
        "{}, j'ai rien de prévu", "dimanche je cuisine mais {} je suis toute à vous", "ntsennak {} f maktab dyalna",
        "{} works best bc of my shifts", "{}. je prépare une liste de questions",
    ],
)  # fmt: skip
def test_who_comes_and_what_comes_later_leave_an_hour(words: str) -> None:
    """Company, later duties, courtesy, places and what is got ready for it leave the hour what it is."""
    assert read(words.format("jeudi 26 à 18h")) == "2026-11-26 18:00"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon mari rentre tard cette semaine, donc samedi 11h", "2026-11-28 11:00"),
        ("had lkhmis la, lkhmis jay m3a 4 d l3chiya", "2026-12-03 16:00"),
        ("jpeux pas avant 19h en semaine, donc jeudi 19h30", "2026-11-26 19:30"),
        ("pas dispo avant lundi, mettez-moi lundi 30 à 11h", "2026-11-30 11:00"),
        ("jeudi 16h la semaine prochaine", "2026-12-03 16:00"),
        ("موعدنا القادم يوم 30 نونبر على الساعة 15:00", "2026-11-30 15:00"),
        ("بعد إذنكم نؤجل الموعد إلى يوم السبت على الساعة الثالثة بعد الظهر", "2026-11-28 15:00"),
        ("tlata jaya f 11 d sba7 mzyan", "2026-12-01 11:00"),
    ],
)
def test_what_bounds_before_it_and_the_week_behind_it(text: str, moment: str) -> None:
    """A bound that the proposal keeps, another's week, and a week named behind the hour."""
    assert read(text) == moment


@pytest.mark.parametrize(
    "text",
    ["mardi 1er 15h mon comptable passe au bureau", "je dirais samedi 15h mais rien de sûr",
     "موعد الطبيب يوم الخميس الساعة العاشرة", "j'étais libre jeudi à 18h mais plus maintenant",
     "jeudi 18h mais je finis à 19h", "je vous confirme ce soir", "sebt 15h 3ndna l3ers d khti",
     "let me ask my sister about saturday 11am", "jeudi 15h on reçoit des invités",
     "j'aurais préféré vendredi 15h", "the office is closed friday at 3pm"],
)  # fmt: skip
def test_what_others_do_and_what_is_open_is_asked_about(text: str) -> None:
    """Somebody else's visit, a doctor, a wedding, a time that is over or still to be confirmed."""
    assert read(text)[0] in "?-"


@pytest.mark.parametrize(
    "text",
    [
        "ghda m3a 10 d sba7 khassni nmchi n7et lwra9 f l3amala", "mercredi 18h faut que je prépare le tajine pour mes invités",
        "الأربعاء على الساعة السادسة مساء علي أن أعد الطعام للضيوف", "thursday 6pm I have to pick up my son from karate",
        "demain 13h30 le vétérinaire passe voir les brebis", "thursday morning the vet comes for the goats",
        "larb3a 12h30 moul lferran ghadi ysedd", "الجمعة على الساعة الثامنة مساء سيأتي مشتر لمعاينة الدراجة",
        "jeudi 18h je dois voir avec mon mari", "l7ed m3a 8 d lil nchawer rajli", "سأسأل زوجي عن موعد الخميس الساعة السادسة ثم أخبركم",
        "demain 11h je serai dans le train", "ghda m3a 3 d l3chiya ghadi nddi mama tdir scanner", "demain 11h jai entretien",
        "jeudi 18h mais c'est pas sûr à 100%",
    ],
)  # fmt: skip
def test_what_has_to_be_done_then_and_who_comes_is_asked_about(text: str) -> None:
    """A duty, a visitor, a journey at that hour, and who asks somebody first."""
    assert read(text)[0] == "?"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("jeudi 18h je dois vous montrer mes chiffres, c'est bon", "2026-11-26 18:00"),
        ("khassna ntla9aw lkhmis m3a 6", "2026-11-26 18:00"),
        ("we need to talk thursday 6pm", "2026-11-26 18:00"),
        ("lkhmis m3a 6 mezyan, khassni nsewlek bzaf d l7wayej", "2026-11-26 18:00"),
    ],
)
def test_a_duty_to_meet_is_none(text: str, moment: str) -> None:
    """Who has to talk to the other proposes it."""
    assert read(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "je veux déplacer la rencontre de jeudi 18h", "on peut décaler celle de jeudi ?", "je dois annuler celui de jeudi",
        "can we move our thursday 6pm meeting?", "I need to reschedule the meeting on thursday",
        "bghit nbeddel lmaw3id dyal lkhmis m3a 6", "أريد تأجيل لقاء يوم الخميس على الساعة السادسة مساء",
    ],
)  # fmt: skip
def test_the_time_that_a_meeting_is_moved_from_is_not_proposed(text: str) -> None:
    """To when is not said, and asked."""
    assert read(text) == "?day"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("je veux décaler la rencontre de jeudi 18h à vendredi 10h", "2026-11-27 10:00"),
        ("déplacer le rdv de jeudi de 18h à 19h", "2026-11-26 19:00"),
        ("peut-on changer l'heure de jeudi ? 19h plutôt", "2026-11-26 19:00"),
        ("nbedlo rdv d lkhmis l sebt m3a 10 d sba7", "2026-11-28 10:00"),
        ("أود تغيير موعد يوم الخميس إلى السبت على الساعة 10 صباحا", "2026-11-28 10:00"),
        ("move thursday 6pm to friday 6pm please", "2026-11-27 18:00"),
        ("move the call to friday 6pm", "2026-11-27 18:00"),
    ],
)
def test_the_time_that_a_meeting_is_moved_to_is_meant(text: str, moment: str) -> None:
    """What it leaves unsaid of day or hour stays; which of two times is new, the words tell."""
    assert read(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("je peux me libérer vendredi entre midi et deux, disons 12h30", "2026-11-27 12:30"),
        ("vendredi je prie donc après 14h, disons 15h30", "2026-11-27 15:30"),
        ("non pas mardi, mercredi 16h svp ma fille a danse le mardi", "2026-11-25 16:00"),
        ("صباح السبت أفضل من الجمعة، لنجعلها العاشرة", "2026-11-28 10:00"),
        ("vendredi matin je plante les fraisiers, samedi matin par contre c'est bon", "2026-11-28 morning"),
        ("on avait dit jeudi 18h, je confirme", "2026-11-26 18:00"),
        ("ana khdama 7ta l 18h, yemken lina ghda m3a 19h", "2026-11-25 19:00"),
    ],
)  # fmt: skip
def test_what_is_settled_in_the_end_is_meant(text: str, moment: str) -> None:
    """Behind "let's say" stands the hour, behind a day refused or a comparison the other day."""
    assert read(text) == moment


@pytest.mark.parametrize(
    "words",
    [
        "je propose {} si votre agenda le permet", "{} ila 3endek lwa9t", "{} ila mazal fay9a",
        "{} ila ma 3endkom mochkil", "{} ila 9derti", "{} if your schedule allows", "{}, je ferme la boutique tôt",
        "{}, I might be five minutes late", "{} autour d'un café", "pk pas {}",
    ],
)  # fmt: skip
def test_a_condition_that_is_courtesy_opens_nothing(words: str) -> None:
    """Whether the other can, and how one will manage, leave the hour what it is."""
    assert read(words.format("jeudi 26 à 18h")) == "2026-11-26 18:00"


@pytest.mark.parametrize(
    "text",
    ["lkhmis m3a 4 ila ma jawnich dyaf", "lkhmis m3a 4 ila jarti b9at m3a lwlad",
     "الخميس على الساعة السادسة إذا سمح لي مديري بالخروج", "samedi 10h si mon patron me laisse partir"],
)  # fmt: skip
def test_a_condition_of_ones_own_is_asked_about(text: str) -> None:
    """Guests, neighbours and bosses may have it otherwise."""
    assert read(text)[0] == "?"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("comme je suis en congé demain, 10h30 me va très bien", "2026-11-25 10:30"),
        ("بما أن الأربعاء عطلة بالنسبة لي، فلنلتق على الساعة 11 صباحا", "2026-11-25 11:00"),
        ("ana 3ndi ghir lkhmis, nhdro m3a 11 d sba7", "2026-11-26 11:00"),
        ("I've got nothing on saturday morning, 10 o'clock?", "2026-11-28 10:00"),
    ],
)
def test_a_day_without_work_lends_itself_to_the_hour(text: str, moment: str) -> None:
    """Who is free on a day means the hour on it."""
    assert read(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("tout sauf mercredi, par exemple jeudi 15h", "2026-11-26 15:00"),
        ("la semaine prochaine je peux le mardi 1er à 11h", "2026-12-01 11:00"),
        ("jeudi prochain 26 à 14h", "2026-11-26 14:00"),
        ("jeudi entre deux livraisons, 11h15 environ", "2026-11-26 11:15"),
        ("lkhmis 26 f chhar m3a 4 d l3chiya", "2026-11-26 16:00"),
        ("tnin f 2 d l3chiya mor leghda", "2026-11-30 14:00"),
        ("l7ed 10h30 nchrbo qhwa f Maarif", "2026-11-29 10:30"),
        ("vs etes libre vendredi 15h ? sinon c pas grave", "2026-11-27 15:00"),
        ("dsl pour le vocal, je disais vendredi à 16h15", "2026-11-27 16:15"),
    ],
)
def test_what_names_the_day_or_hour_otherwise(text: str, moment: str) -> None:
    """An exception of another day, its number in the month, an occasion, what both would do."""
    assert read(text) == moment


@pytest.mark.parametrize(
    "text",
    ["tous les jours sauf mercredi", "jeudi 18h, sauf si mon mari rentre tard", "jeudi 18h sauf imprévu"],
)  # fmt: skip
def test_an_exception_without_another_day_is_asked_about(text: str) -> None:
    """What is left over is not one time."""
    assert read(text)[0] in "?-"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("jeudi 17h parce qu'avant je vends mes paniers", "2026-11-26 17:00"),
        ("الخميس على الساعة 10:00 فأنا مشغولة بقية الأسبوع", "2026-11-26 10:00"),
        ("khmis 10h sbah ana kayna f coop", "2026-11-26 10:00"),
        ("khmis 11h nkoun wselt", "2026-11-26 11:00"),
        ("يوم 5 ماي الساعة 16:30 أكون قد أنهيت العمل", "2027-05-05 16:30"),
        ("اليوم مع 8 د الليل دابا راني فالطريق", "2026-11-24 20:00"),
    ],
)
def test_a_new_subject_begins_a_clause_though_nobody_draws_breath(text: str, moment: str) -> None:
    """Why, where one is now, and that one is free by then leave the hour what it is."""
    assert read(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "Saturday 11am we'll be on the motorway somewhere",
        "jeudi 21h on sera encore au souk",
        "larb3a m3a 5 d l3chiya kharja l lfirma m3a l3yalat",
        "khmis m3a 7 d l3chiya 3ad nkhrej mn lkhdma",
        "الخميس مع 11 ديال الصباح، ديك الساعة كيعمر الفران بالناس",
    ],
)
def test_what_keeps_one_at_that_very_hour_is_asked_about(text: str) -> None:
    """Still away, just going out, or what that hour is like: nobody proposes it."""
    assert read(text)[0] == "?"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Wednesday 5pm not Thursday", "2026-11-25 17:00"),
        ("أجلوا موعد الخميس على الساعة 11:00 إلى الجمعة على الساعة 11:00", "2026-11-27 11:00"),
        ("ألغي موعد السبت على الساعة 15:00 وعوضوه بالسبت على الساعة 11:00", "2026-11-28 11:00"),
        ("tnin 10h d sba7 3eyyti bla ma tsewli", "2026-11-30 10:00"),
        ("jeudi j'ai un trou à 13h", "2026-11-26 13:00"),
        ("28 novembre 10 d lil", "2026-11-28 22:00"),
        ("f 28 dyal had chher 11 d sbah", "2026-11-28 11:00"),
        ("nhar 28 فالشهر مع 10 ديال الصباح", "2026-11-28 10:00"),
        ("الأحد فالتناش ديال النهار", "2026-11-29 12:00"),
    ],
)
def test_what_is_moved_stressed_or_free_has_its_day_and_hour(text: str, moment: str) -> None:
    """A colon inside an hour ends nothing, "bla ma tsewli" denies nothing, "10 d lil" is an hour."""
    assert read(text) == moment
