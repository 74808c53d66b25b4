"""None of what was asked for, in so many words."""

from decimal import Decimal

import pytest

from core.understanding.amounts import Amount, Unit, read_amount
from core.understanding.nothing import Asked, says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "pas un centime encore, le dossier est toujours à la banque",
        "on n'a pas encore gagné un seul dirham",
        "toujours pas de financement, la banque a refusé deux fois",
        "je ne gagne encore rien avec mon projet",
        "j'ai gagné walou cette saison à cause de la sécheresse",
        "notre CA est nul cette année, on vient de démarrer",
        "on n'a pas encore ouvert donc 0",
        "nothing yet tbh, still looking for customers",
        "haven't earned a single dirham yet haha",
        "no revenue so far, we launched last week",
        "mazal ma chedit hta ryal mn lmoubadara",
        "walo walo, lma7al mazal ma t7el",
        "ما دخل علينا حتى ريال هاد الشهر",
        "لم أحصل على درهم واحد",
        "لا شيء حتى اللحظة، المشروع في بدايته",
        "لم نبدأ البيع بعد",
    ],
)
def test_nothing_earned_is_a_sum_of_zero(text: str) -> None:
    """Whatever is told beside it, and though "un seul dirham" has a number."""
    assert read_amount(text, "MAD") == Amount(Decimal(0), "MAD")


@pytest.mark.parametrize(
    "text",
    [
        "personne, je bosse tout seul dans mon garage",
        "je n'ai encore embauché personne",
        "aucun, je suis seule dans l'atelier",
        "I don't have any employees",
        "no one, I work alone",
        "ma m3aya hta wa7ed",
        "لا أحد، أعمل بمفردي",
        "ليس لدي أي موظفين حاليا",
    ],
)
def test_nobody_is_a_count_of_zero(text: str) -> None:
    """Where people are counted "nobody" counts them."""
    assert read_amount(text, "count") == Amount(Decimal(0), "count")


@pytest.mark.parametrize(
    "text",
    [
        "rien à ajouter, tout est dans le dossier",
        "je n'ai rien compris à la question",
        "je n'ai pas de revenus fixes",
        "j'ai rien sur moi là, je regarde ce soir",
        "pas de chiffres précis désolée",
        "sans subvention on ne peut rien faire",
        "personne ne m'a encore donné de réponse pour le prêt",
        "nothing to declare, see the file",
        "no money to pay the rent this month",
        "ma fhemt walo f had so2al",
        "ma 3ndi flous bach nkhles lkra",
        "ليست لدي أي فكرة عن المبلغ",
        "aucun client n'a annulé",
        "no customers complained",
        "pas de vente le dimanche",
        "je n'ai rien vendu à perte",
        "ma bghit hta grant",
        "لا زبناء يوم الأحد",
    ],
)
def test_what_denies_something_else_is_no_sum(text: str) -> None:
    """Nothing to add, nothing understood, nothing fixed and no money for something are not nothing earned."""
    assert not isinstance(read_amount(text, "MAD"), Amount)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("rien que pour l'Aïd 5000 dh", "MAD", 5000),
        ("rien vendu en ligne, 3000 dh au marché", "MAD", 3000),
        ("aucun salarié mais 2 stagiaires", "count", 2),
    ],
)
def test_nothing_beside_a_number_is_never_zero(text: str, unit: Unit, value: int) -> None:
    """The number is read or asked about."""
    read = read_amount(text, unit)
    assert not isinstance(read, Amount) or read.value == value


@pytest.mark.parametrize(
    ("text", "asked", "nothing"),
    [
        ("pas d'employés", "heads", True),
        ("pas d'employés", "money", False),
        ("personne", "heads", True),
        ("personne", "money", False),
        ("pas de subvention mais de belles ventes", "money", False),
    ],
)
def test_nobody_earned_nothing_is_not_said(text: str, asked: Asked, nothing: bool) -> None:
    """Who has no employees has not told a turnover; behind a "but" stands what there was."""
    assert says_nothing(text, asked) is nothing
