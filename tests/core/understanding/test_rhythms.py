"""Rhythms, ratings, and whether a meeting was held."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.understanding.held import read_held
from core.understanding.ratings import RatingDoubt, read_rating
from core.understanding.rhythms import Rhythm, RhythmDoubt, read_rhythm


@pytest.mark.parametrize(
    "text",
    ["toutes les deux semaines", "every two weeks", "every other week", "tous les 15 jours", "كل أسبوعين",
     "مرة كل أسبوعين", "kol jouj simanat", "une semaine sur deux"],
)  # fmt: skip
def test_a_fortnight_has_many_spellings(text: str) -> None:
    """Fifteen days are two weeks to those who say so."""
    assert read_rhythm(text) == Rhythm(14)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("moins souvent", "less"),
        ("trop de messages", "less"),
        ("أقل", "less"),
        ("plus souvent", "more"),
        ("ktar mn hakka", "more"),
        ("stop rappels", "off"),
        ("no more reminders", "off"),
        ("bla rappels 3afak", "off"),
        ("صافي ما بقيتش بغيت توصلني الميساجات", "off"),
        ("je ne veux plus recevoir de rappels svp", "off"),
    ],
)
def test_less_more_and_off_are_told_apart(text: str, change: str) -> None:
    """A wish about reminders is one of three."""
    assert read_rhythm(text) == change


@pytest.mark.parametrize(
    "text",
    ["plus de rappels", "pas toutes les semaines", "chaque semaine ou chaque mois",
     "tous les lundis et jeudis", "au moins une fois par semaine", "less than once a week",
     "twice every three weeks", "tous les 3 jours c'est trop",
     "I have classes every Monday"],
)  # fmt: skip
def test_a_rhythm_that_may_be_two_is_asked(text: str) -> None:
    """More reminders, or no more of them: "plus de rappels" is both."""
    assert isinstance(read_rhythm(text), RhythmDoubt)


@pytest.mark.parametrize(
    ("text", "rating"),
    [("4", 4), ("4/5", 4), ("٣/٥", 3), ("⭐⭐⭐", 3), ("★★★★☆", 4), ("cinq étoiles", 5), ("ممتاز", 5),
     ("rb3a 3la khamsa", 4), ("نجمتين", 2), ("nul", 1), ("en fait plutôt 2", 2), ("3 je pense", 3), ("non, plutôt 4", 4)],
)  # fmt: skip
def test_a_rating_has_many_spellings(text: str, rating: int) -> None:
    """Digits, stars and the words at both ends of the scale."""
    assert read_rating(text) == rating


@pytest.mark.parametrize(
    "text", ["8/10", "4,5", "4 ou 5", "pas mal", "pas excellent", "bien", "4 ?"]
)
def test_an_opinion_off_the_scale_is_asked(text: str) -> None:
    """A rating is never guessed from another scale."""
    assert isinstance(read_rating(text), RatingDoubt)


@pytest.mark.parametrize(
    ("texts", "likely"),
    [
        (["super", "très bien", "mezyan bzaf", "zwina bzaf", "جيد جدا", "great", "واعر",
          "c'était top", "super, on a parlé de mon projet pendant une heure", "vraiment parfaite comme rencontre"], 5),
        (["bien", "mezyan", "جيد", "good", "kan zwin", "ça s'est bien passé", "pas mal du tout",
          "bien et utile", "كان لقاء جيدا", "it went well"], 4),
        (["ça va", "labas", "correct", "moyen", "pas mal", "عادي", "mezyan chwiya", "not bad",
          "pas nul", "pas parfait", "ماشي خايب", "assez bien"], 3),
        (["bof", "pas terrible", "machi mezyan", "pas super", "not great", "ليس جيدا", "غير جيد",
          "ce n'était pas terrible", "it wasn't very good", "ma kanch mezyan", "machi mezyan bzaf"], 2),
        (["bien, mais trop court", "bien ?", "4 ou 5", "8/10", "ok", "bien, pas super",
          "no, it was good", "peut-être bien", "j'ai bien reçu la facture de mon fournisseur hier"], None),
    ],
    ids=["five", "four", "three", "two", "none"],
)  # fmt: skip
def test_a_kind_word_carries_a_likely_rating(texts: list[str], likely: int | None) -> None:
    """Denied, weakened and strengthened forms too; a contradiction, a doubt or a story carries none."""
    assert {text: read_rating(text) for text in texts} == dict.fromkeys(texts, RatingDoubt(likely))


@pytest.mark.parametrize("text", ["0", "6", "bonjour", "", "bonne journée", "bien sûr"])
def test_what_is_no_rating_is_none(text: str) -> None:
    """Six is not on the scale."""
    assert read_rating(text) is None


@pytest.mark.parametrize(
    ("text", "held"),
    [("on s'est vus", True), ("oui", True), ("we talked for an hour", True), ("التقينا", True),
     ("tla9ina", True), ("annulé", False), ("il n'est pas venu", False), ("non", False),
     ("we had to reschedule", False), ("لم نلتق", False), ("ma tla9inach", False), ("ma jatch", False)],
)  # fmt: skip
def test_held_or_not_is_told_apart(text: str, held: bool) -> None:
    """A negation beside the verb turns it, in every language."""
    assert read_held(text) is held


@pytest.mark.parametrize(
    "text",
    ["oui, annulé", "non, on s'est vus", "on se voit demain", "peut-être", "we are friends", "",
     "on a eu un problème de connexion", "on devait se voir", "غير تلاقينا وهضرنا"],
)  # fmt: skip
def test_a_contradiction_tells_nothing(text: str) -> None:
    """What may be both is asked again."""
    assert read_held(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("deux rencontres par mois", 15),
        ("2/mois", 15),
        ("par mois 2 fois", 15),
        ("un mardi sur deux", 14),
        ("1 semaine/2", 14),
        ("every other Friday", 14),
        ("kola simana nhar tlata", 7),
        ("كل يوم اثنين", 7),
        ("un rappel par semaine suffit", 7),
        ("le premier lundi du mois", 30),
        ("every 2 weeks on Tuesdays", 14),
        ("mra f simana mzyan bach mansawch", 7),
        ("une fois par mois c'est largement assez", 30),
    ],
)
def test_meetings_are_counted_and_weekdays_are_weeks(text: str, days: int) -> None:
    """Two meetings a month are one in fifteen days; every second Tuesday is a fortnight."""
    assert read_rhythm(text) == Rhythm(days)


@pytest.mark.parametrize(
    "text",
    ["chaque semaine c'est trop, toutes les deux semaines", "weekly is too much, every two weeks is better",
     "kol simana bzaf 3liya, kol 15 yum 7sen", "كل أسبوع كثير علي، مرة كل أسبوعين أفضل"],
)  # fmt: skip
def test_a_rhythm_that_is_too_much_gives_way(text: str) -> None:
    """What is refused in one clause is not what another proposes."""
    assert read_rhythm(text) == Rhythm(14)


@pytest.mark.parametrize("text", ["tous les lundis et jeudis", "every Monday and Thursday"])
def test_two_weekdays_are_no_rhythm(text: str) -> None:
    """Twice a week has no days between that are always the same."""
    assert isinstance(read_rhythm(text), RhythmDoubt)


@pytest.mark.parametrize(
    "text", ["ok", "d'accord", "wakha", "واخا", "c'est noté", "okay noted", "parfait", "تمام", "👍", "merci"]
)  # fmt: skip
def test_what_only_acknowledges_is_asked_again(text: str) -> None:
    """An "ok" to "did it take place?" may only say that the question was read."""
    assert read_held(text) is None


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("ok c'est fait", True),
        ("oui même si la connexion était mauvaise", True),
        ("oui mais seulement 15 min", True),
        ("oui et on se revoit dans deux semaines", True),
        ("elle m'a reçue dans son atelier, j'ai appris beaucoup", True),
        ("we just finished our call", True),
        ("je l'ai attendu 30 min sur zoom, personne", False),
        ("he didn't turn up", False),
        ("on a remis à mardi", False),
        ("مازال، غادي نتلاقاو السيمانة الجاية", False),
        ("oui, demain", None),
        ("on s'est parlé pour fixer une date", None),
        ("we haven't talked about the date yet", None),
        ("yes we did, almost an hour on zoom", True),
        ("oui mais très court, 15 minutes", True),
        ("she didn't pick up so no", False),
        ("أجل، تحدثنا مطولا واستفدت كثيرا", True),
        ("أجل جلسنا معا", True),
        ("أجل تحدثنا ساعة كاملة", True),
        ("أجل اللقاء", False),
        ("أجل الموعد إلى السبت", False),
        ("ah dert m3aha appel lbar7 kan zwin", True),
    ],
)
def test_what_happened_is_told_in_many_ways(text: str, held: bool | None) -> None:
    """How long, by which means and against which odds leave it what it is; a plan tells nothing."""
    assert read_held(text) is held


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    """Anything typed is read or left."""
    assert read_held(text) in (True, False, None)
    rating = read_rating(text)
    assert rating is None or isinstance(rating, RatingDoubt) or 1 <= rating <= 5
    rhythm = read_rhythm(text)
    assert (
        rhythm is None
        or isinstance(rhythm, Rhythm | RhythmDoubt)
        or rhythm in ("less", "more", "off")
    )


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("toutes les semaines svp sinon je lâche", Rhythm(7)),
        ("mra f chher 7it 3ndi bzaf d lkhdma", Rhythm(30)),
        ("un peu moins souvent svp j'ai trop de travail en ce moment", "less"),
        ("twice monthly is ideal", Rhythm(15)),
        ("ماتبقاوش تصيفطو ليا", "off"),
        ("j'ai cours deux fois par semaine", RhythmDoubt()),
    ],
)
def test_reasons_leave_a_rhythm_what_it_is(text: str, wished: object) -> None:
    """Why somebody wishes it, and too much work, say nothing of messages; one's own classes are no wish."""
    assert read_rhythm(text) == wished


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("قابلته أمس في مكتبه", True),
        ("زرت طبيبي", None),
        ("we finally managed to meet", True),
        ("we did not manage to meet", False),
        ("dazt mzyana lhamdoullah", True),
        ("la réunion a été super utile", True),
        ("je me suis trompée de jour", False),
        ("kount mrida ma mchitch", False),
    ],
)
def test_meetings_are_told_in_many_verbs(text: str, held: bool | None) -> None:
    """Seeing, visiting, managing to meet and how it was tell that it was; who came on another day tells that not."""
    assert read_held(text) is held


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("tous les quinze jours ça me laisse le temps d'avancer", Rhythm(14)),
        ("مرة واحدة في الشهر تكفيني نظرا لانشغالي", Rhythm(30)),
        ("on peut se parler plus souvent ? ça m'aide vraiment", "more"),
        ("المرجو التوقف عن إرسال هذه التذكيرات", "off"),
        ("une fois par mois c'est trop", RhythmDoubt()),
        ("une fois par semaine ça me va pas", RhythmDoubt()),
        ("plus souvent ? non merci", RhythmDoubt()),
    ],
)
def test_a_reason_without_a_comma_leaves_a_rhythm(text: str, wished: object) -> None:
    """What a rhythm is good for changes nothing; what refuses it does."""
    assert read_rhythm(text) == wished


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("chaque semaine je suis au souk", RhythmDoubt()),
        ("every week I'm at the market", RhythmDoubt()),
        ("كل أسبوع أكون في السوق", RhythmDoubt()),
        ("chaque semaine je suis d'accord", Rhythm(7)),
        ("une fois par mois me suffit, je suis débordé au cabinet", Rhythm(30)),
        ("je suis débordée", "less"),
        ("ghi mra f chhar baraka", Rhythm(30)),
    ],
)
def test_what_one_does_every_week_is_no_wish(text: str, wished: object) -> None:
    """One's own weeks say nothing of messages; too much to do beside a rhythm leaves it."""
    assert read_rhythm(text) == wished


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("on a mangé", None),
        ("on a mangé ensemble au resto et il m'a donné plein de conseils", True),
        ("on a regardé le match", None),
        ("on a regardé mon dossier", True),
        ("on a grandi ensemble", None),
        ("on a commencé le business plan ensemble", True),
        ("c'était prévu hier mais il a oublié", False),
        ("on s'est ratés, il attendait à l'autre café", False),
        ("elle m'a prévenu le matin meme qu'elle avait un empêchement, donc non", False),
        ("la réunion s'est très bien passée merci", True),
        ("je lui ai écrit mais il répond pas", False),
        ("عيطت ليه وما هزش", False),
        ("لم يتصل بي أحد", False),
    ],
)
def test_a_meal_is_no_meeting_and_silence_is_none(text: str, held: bool | None) -> None:
    """Eating counts when it was together; nobody who called or answered is not held."""
    assert read_held(text) is held
