"""Sums, shares and counts as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.understanding.amounts import (
    Amount,
    AmountDoubt,
    Unit,
    read_amount,
    told_amount,
    told_number,
)


@pytest.mark.parametrize(
    "text",
    [
        "1,5 MDH",
        "1.5 million dirhams",
        "1 500 000 DH",
        "1.500.000 dhs",
        "1,500,000.00 MAD",
        "1500 kdh",
        "un million et demi de dirhams",
        "مليون ونصف درهم",
        "١٬٥٠٠٬٠٠٠ درهم",
        "150 millions de centimes",
        "30 million ryal",
    ],
)
def test_one_sum_has_many_spellings(text: str) -> None:
    """Dirhams, thousands, millions, ryals and centimes say the same sum."""
    assert read_amount(text, "MAD") == Amount(Decimal(1_500_000), "MAD")


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("2 millions", [2_000_000, 20_000]),
        ("20 alf", [20_000, 1_000]),
        ("1.500", [1_500, Decimal("1.5")]),
        ("entre 10000 et 20000 dh", [10_000, 20_000]),
    ],
)
def test_a_trap_is_asked_back_with_both_sums(text: str, possible: list[int | Decimal]) -> None:
    """Millions may be of centimes, thousands of ryals, and a point a group or a decimal mark."""
    assert read_amount(text, "MAD") == AmountDoubt(
        tuple(Amount(Decimal(value), "MAD") for value in possible)
    )


def test_another_unit_than_the_one_asked_for_is_asked_back() -> None:
    """Euros are not taken for dirhams, nor people for money."""
    assert read_amount("300 €", "MAD") == AmountDoubt((Amount(Decimal(300), "EUR"),))
    assert read_amount("300 €", "EUR") == Amount(Decimal(300), "EUR")
    assert read_amount("3 emplois", "MAD") == AmountDoubt((Amount(Decimal(3), "count"),))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("50%", "%", "50"),
        ("12,5 %", "%", "12.5"),
        ("عشرون في المئة", "%", "20"),
        ("20 clients", "count", "20"),
        ("aucun client", "count", "0"),
        ("walo", "MAD", "0"),
        ("200k", "MAD", "200000"),
        ("$500", "USD", "500"),
    ],
)
def test_a_number_takes_its_unit(text: str, unit: Unit, value: str) -> None:
    """The unit said, or else the one asked for."""
    assert read_amount(text, unit) == Amount(Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["-5 %", "plus de 20 clients", "pas 20", "20 ?", "1_000", "12345678901234"]
)
def test_bounds_signs_and_questions_are_no_amount(text: str) -> None:
    """A number that is denied, bounded or absurd does not count."""
    assert isinstance(read_amount(text), AmountDoubt)


@pytest.mark.parametrize(
    "text",
    ["5000 dh par client", "200 000 dh et plus", "on vise 100 000 dh", "15 000 dh perdus",
     "2 clients et 2 emplois", "on a fait un et demi million"],
)  # fmt: skip
def test_a_word_that_may_turn_a_sum_is_a_doubt(text: str) -> None:
    """A rate, a bound, a plan or a loss is not the sum that was asked for."""
    assert isinstance(read_amount(text), AmountDoubt)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("on a vendu pour 12 000 dh au salon de l'artisanat", True),
        ("the bank lent us 12 000 dirhams", True),
        ("حققنا مبيعات بقيمة 12 ألف درهم خلال المعرض", True),
        ("on nous a volé 12 000 dh", False),
        ("il nous manque 12 000 dh pour la machine", False),
        ("mon concurrent fait 12 000 dh", False),
        ("khassna 12 000 dh bach nbdaw", False),
    ],
)
def test_words_around_one_sum_are_passed_over_when_it_is_there(text: str, there: bool) -> None:
    """Where, how and from whom may be told; a wish, a plan, a loss or another's sum is asked."""
    read = read_amount(text)
    assert read == Amount(Decimal(12_000), "MAD") if there else isinstance(read, AmountDoubt)


@pytest.mark.parametrize("text", ["", "bonjour", "je ne sais pas", "je ne sais pas encore", "👍"])
def test_what_says_no_amount_is_none(text: str) -> None:
    """Small talk is not a number."""
    assert read_amount(text, "MAD") is None


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9), st.sampled_from([" ", "\u202f", "\u00a0", ""]))
def test_a_sum_in_digits_comes_back(value: int, group: str) -> None:
    """Every whole sum survives being written with any kind of space."""
    written = f"{value:,}".replace(",", group)
    assert read_amount(f"{written} DH", "MAD") == Amount(Decimal(value), "MAD")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.sampled_from([None, "MAD", "%", "count"]))
def test_no_text_raises(text: str, unit: Unit | None) -> None:
    """Anything typed gives an amount, a doubt or nothing."""
    read = read_amount(text, unit)
    assert read is None or isinstance(read, Amount | AmountDoubt)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("il me faudrait deux cent mille dirhams", 200_000, "MAD"),
        ("je paie 3500 dh de loyer par mois", 3_500, "MAD"),
        ("on a signé un contrat de 35 000 dh avec un hôtel", 35_000, "MAD"),
        ("khassni chi 50 000 drhm bach nbda", 50_000, "MAD"),
        ("نحتاج 150 ألف درهم لتوسيع المشروع", 150_000, "MAD"),
        ("j'ai vendu 25 tapis", 25, "count"),
    ],
)
def test_the_sum_that_is_named_need_not_be_there(text: str, value: int, unit: Unit) -> None:
    """Whoever only wants to know which sum is spoken of is told."""
    assert told_amount(text) == Amount(Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("nous sommes 12 dans la coopérative", 12),
        ("on est une petite coopérative de 11 femmes", 11),
        ("I'm 34", 34),
        ("khmsa w 3chrin 3am", 25),
        ("عندي خمس سنوات من التجربة", 5),
        ("3 ou 4 personnes", None),
        ("pas plus de 3", None),
        ("environ 10", None),
        ("une moitié", None),
        ("un associé et 3 employés", None),
        ("la formation dure 6 semaines", None),
        ("the kitchen is at number 14 rue Ibn Sina", None),
        ("طول الخيمة اثنا عشر مترا", None),
        ("ننوي اقتناء أربع حافلات", None),
        ("on a fini à 9 dans la salle", 9),
    ],
)
def test_the_one_number_of_a_sentence_is_told(text: str, number: int | None) -> None:
    """Whatever it counts; two, a bound or a near one are none."""
    assert told_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["pas 3,2 MDH", "entre 2 et mille dirhams", "rb7na xyz alf dh", "بين 10 و15 ألف درهم"],
)
def test_a_part_of_a_sum_is_never_taken_for_it(text: str) -> None:
    """Neither what stands behind a decimal comma, nor the end of a range, nor a bare thousand."""
    assert isinstance(read_amount(text, "MAD"), AmountDoubt)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("mon chiffre d'affaires c'est 120 000 dh, le double de l'an dernier", "MAD", 120_000),
        ("la banque m'a accordé 80 000 dh la semaine passée", "MAD", 80_000),
        ("environ 30 % de mes ventes se font sur instagram", "%", 30),
        ("15% de nos ventes partent à l'étranger", "%", 15),
        ("12 000 dirhams from the region", "MAD", 12_000),
        ("1,2 million de dh en 2025, contre 900 000 en 2024", "MAD", 1_200_000),
        ("around 7k, not bad for a first fair", "MAD", 7000),
        ("grâce au crédit de 30000 dh on a acheté deux machines", "MAD", 30_000),
        ("j'ai rien vendu ce mois-ci, 0 dh", "MAD", 0),
        ("deux : une vendeuse et un livreur", "count", 2),
        ("j'ai embauché une couturière", "count", 1),
        ("j'ai livré 45 paniers pour le ramadan", "count", 45),
    ],
)
def test_the_one_sum_of_a_sentence_is_read(text: str, unit: Unit, value: int) -> None:
    """Beside what it is compared with, where it comes from, what it bought and what is told of it."""
    assert read_amount(text, unit) == Amount(Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("on m'a prêté 30 000 dh", "MAD"),
        ("plus ou moins 50 000", "MAD"),
        ("500 000 dh sur 3 ans", "MAD"),
        ("3 commandes à 1500 dh", "MAD"),
        ("210 mille, je crois", "MAD"),
        ("just me and two apprentices", "count"),
        ("un client m'a dit que c'était cher", "count"),
        ("3la hsab lchhar, ghaliban 6000 dh", "MAD"),
    ],
)
def test_a_sum_that_leaves_something_open_is_asked_about(text: str, unit: Unit) -> None:
    """Lent, hedged, spread over years, multiplied, or without oneself: no figure is taken."""
    assert not isinstance(read_amount(text, unit), Amount)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("j'ai dépensé 4000 dh en matériel", "MAD"),
        ("my rent is 4000 dh", "MAD"),
        ("lkra dyal l7anout 2500 dh o do wehdo", "MAD"),
        ("tilifoun jdid chritou b 3400 dh", "MAD"),
        ("سعر القطعة 80 درهما", "MAD"),
        ("9000 dh f chher", "MAD"),
        ("نأمل أن نحصل على منحة قدرها 40000 درهم", "MAD"),
        ("my uncle sold his land for 90,000 dh", "MAD"),
        ("la caisse enregistreuse toute neuve est à 14 300 dh", "MAD"),
        ("j'ai commencé ce métier à 18 ans avec ma tante", "count"),
        ("la coopérative est au 16 rue des tanneurs", "count"),
        ("أسكن في المنزل رقم 6 قرب المسجد", "count"),
        ("j'ai donné 2000 dh à ma soeur", "MAD"),
        ("mon associé a encaissé 5000 dh", "MAD"),
        ("i gave 3000 dh to my landlord", "MAD"),
        ("my brother lent me 5000 dh", "MAD"),
        ("3tit 1000 dh l khti", "MAD"),
        ("sahbi rbe7 40000 dh", "MAD"),
        ("ربح أخي 10000 درهم", "MAD"),
        ("on nous a proposé 60 000 dh pour le local", "MAD"),
        ("je vends mes tapis à 800 dh", "MAD"),
        ("we sell our soap for 30 dh", "MAD"),
        ("on facture 1500 dh la prestation", "MAD"),
        ("j'ai mis 3000 dh de côté", "MAD"),
        ("they gave us 5000 dh to pay back", "MAD"),
        ("khoya 3tani 3000 dh slef", "MAD"),
        ("j'ai vendu ma voiture pour 60 000 dh", "MAD"),
        ("un client veut m'acheter pour 8000 dh", "MAD"),
        ("3 derniers mois", "count"),
        ("j'ai deux enfants et je travaille à la maison", "count"),
        ("لدي ثلاثة أطفال", "count"),
        ("j'ai claqué 6000 dh dans les fauteuils", "MAD"),
        ("lmachina sway lia 40000 dh", "MAD"),
        ("we're raising MAD 180,000 from angels right now", "MAD"),
        ("le premier prix est de 12000 dh, on attend", "MAD"),
        ("الفاتورة اللي درنا للجماعة ما تخلصاتش، 39 ألف درهم", "MAD"),
        ("ma wslnach l 80000 dh had l3am", "MAD"),
        ("stagiaire kaykhd 2000 dh", "MAD"),
        ("I make 1,350 dh on a good weekend", "MAD"),
        ("six formatrices ont postulé", "count"),
        ("7 femmes sur la liste d'attente", "count"),
        ("a developer with 3 years of experience would be great", "count"),
        ("chi 3achra dyal nnas wla kter, ma m7se9a9ch", "count"),
        ("VAT is 20% on everything we cook", "%"),
        ("la farine a augmenté de 25%", "%"),
        ("booking nous prend 15% de commission", "%"),
        ("يطالب المستثمر بعشرين في المئة من الأسهم", "%"),
        ("surtout en mai 2026", "MAD"),
    ],
)
def test_a_sum_of_something_else_is_asked_about(text: str, unit: Unit) -> None:
    """What was spent, given, costs, is hoped for or another's, a tax, a date, and ages, houses and children, is not what was asked for."""
    assert not isinstance(read_amount(text, unit), Amount)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("tamwilcom a dit oui, les 90 000 dh sont arrivés sur le compte pro", "MAD", 90_000),
        ("le total des ventes est de 41 000 dh", "MAD", 41_000),
        ("9500 dh f chher li fat", "MAD", 9500),
        ("إجمالي ما بعناه منذ افتتاح المحل هو 47000 درهم", "MAD", 47_000),
        ("ma part c'est 2 500 dh, le reste c'est pour mon associé", "MAD", 2500),
        ("12 clients fidèles qui reviennent tous les mois", "count", 12),
        ("nous sommes 7 avec le livreur et la comptable", "count", 7),
        ("just me and my sister so 2 people", "count", 2),
        ("on a créé 3 emplois, deux livreurs et une comptable", "count", 3),
        ("تشتري مني الصابون 28 زبونة وفية", "count", 28),
        ("they gave us 50 thousand dirhams to start", "MAD", 50_000),
        ("120 mille dirhams, c'est ce que la banque m'a prêté en novembre", "MAD", 120_000),
        ("jai touché 15000dh de l'INDH pour le four", "MAD", 15_000),
        ("j'ai vendu 3 tapis, ça fait 9000 dh", "MAD", 9000),
        ("sold 40 jars of amlou at the fair for 2800 dh in total", "MAD", 2800),
        ("b3na 200 tajine, jabo lina 16000 dh", "MAD", 16_000),
        ("on est à 45k depuis juin", "MAD", 45_000),
        ("On est 4 : moi, mes deux sœurs et un livreur", "count", 4),
        ("au départ j'étais seul, maintenant on est 6", "count", 6),
        ("trois, tous du quartier", "count", 3),
        ("équipe de sept personnes, moi comprise", "count", 7),
        ("أنا ومراتي وولدي، تلاتة", "count", 3),
        ("ستة حرفيين", "count", 6),
        ("I hired two drivers and one cook, so 3", "count", 3),
        ("khdit 9000 dh salaf mn jam3iya dyal lqrod", "MAD", 9000),
        ("our sales for 2027 were MAD 96,400", "MAD", 96_400),
        ("عطيتو 20% من المشروع", "%", 20),
        ("khdamin m3aya jouj drari", "count", 2),
        ("honestly we havent sold anything yet", "MAD", 0),
        ("لم نحقق أي دخل حتى الآن", "MAD", 0),
        ("ma b3t walo had l2ayam", "MAD", 0),
        ("درنا حوايج بمية ألف درهم وتباعت كلها", "MAD", 100_000),
        ("wslna l mi2at alf dirham d chiffre", "MAD", 100_000),
        ("رقم معاملاتنا لسنة 2026 هو 1,2 مليون درهم", "MAD", 1_200_000),
        ("تضم تعاونيتنا تسعا وعشرين منخرطة", "count", 29),
        ("عمامي بتلاتة جمعو ليا 36 ألف درهم", "MAD", 36_000),
        ("wa7d lmouhsin tbrre3 lina b 35000 dirham", "MAD", 35_000),
        ("une ligne de 0,5 MDH accordée par CIH", "MAD", 500_000),
        ("we raised MAD 180,000 from three angels", "MAD", 180_000),
        ("the workshop turned over 64k dirhams since january", "MAD", 64_000),
        ("avec le triporteur j'ai gagné 17000 depuis mars", "MAD", 17_000),
        ("deux coiffeuses et une esthéticienne, 3 en tout", "count", 3),
        ("rba7t 2 khyatat khrin f lwrcha, db 7na 9", "count", 9),
        ("7 femmes ont signé un contrat saisonnier chez nous", "count", 7),
        ("1,200 students log in, all of them registered members", "count", 1200),
        ("un associé est entré au capital avec 20%", "%", 20),
        ("les ventes ont augmenté de 25%", "%", 25),
    ],
)
def test_what_was_earned_or_is_there_is_read_among_unknown_words(
    text: str, unit: Unit, value: int
) -> None:
    """A word of earning, of having or of people vouches for the one number; none at all is zero."""
    assert read_amount(text, unit) == Amount(Decimal(value), unit)
