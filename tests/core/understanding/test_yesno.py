"""Yes and no, and what only looks like them."""

import pytest

from core.understanding.leaning import assent
from core.understanding.yesno import yes_no


@pytest.mark.parametrize("text", ["wé", "oui wé", "ok cool", "oui si possible", "sure, why not"])
def test_a_yes_stays_one_beside_courtesy(text: str) -> None:
    """Small talk and "if possible" take nothing back."""
    assert yes_no(text) is True


@pytest.mark.parametrize(
    "text",
    ["not really", "I'd rather not", "pas vraiment", "je préfère pas", "I don't think so",
     "machi daba", "ماشي دابا", "pas maintenant", "ma n9derch", "لا أستطيع"],
)  # fmt: skip
def test_a_polite_no_is_a_no(text: str) -> None:
    """Most people refuse without the word."""
    assert yes_no(text) is False


@pytest.mark.parametrize(
    "text",
    ["we had to reschedule", "we can try", "right now", "I'm fine", "je ne suis plus d'accord",
     "less sure", "ouais bof", "oui normalement", "yes I can't", "wakha ma n9derch",
     "oui ça dépend", "yeah no"],
)  # fmt: skip
def test_half_a_yes_is_none(text: str) -> None:
    """What is taken back in the same breath, and "we" that folds like "wé", is asked again."""
    assert yes_no(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("désolé du retard, c'est tout bon pour moi", True),
        ("Je refuse, ce n'est pas ce qui était convenu au départ", False),
        ("أرفض مشاركة معطياتي مع أي طرف ثالث", False),
        ("merci mais je préfère décliner cette fois, bonne journée", False),
        ("je ne refuse pas", None),
        ("je ne peux pas encore décider", None),
        ("je confirme mon refus", None),
        ("je suis d'accord sauf pour la photo", None),
        ("j'accepte si mon mari est d'accord", None),
    ],
)
def test_one_clear_answer_stands_in_a_sentence(text: str, meant: bool | None) -> None:
    """Greetings and reasons leave it what it is; a condition, an exception, a denied no do not."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("لا بأس، نعم", True),
        ("لا بأس", None),
        ("mzyan bzf", True),
        ("dsl mais la c pas possible pr moi", False),
        ("لا ماعنديش الوقت هاد الأيام سمحي ليا", False),
        ("oui, on peut commencer quand ?", True),
        ("of course you can", True),
        ("of course not", False),
        ("c'est bon vous pouvez l'envoyer", True),
        ("اه خويا واخا غير صيفطو ليا", True),
        ("غير ممكن", False),
        ("طبعا، ليس لدي أي اعتراض", True),
        ("smhliya walakin la", False),
        ("oui mais non", None),
        ("la, 3tini we9t nfekker", None),
    ],
)
def test_small_words_and_short_ones_are_heard(text: str, meant: bool | None) -> None:
    """Courtesy before a yes says neither, chat is read in full, and who refuses twice refuses."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("je suis prête", True),
        ("je ne suis pas encore prête", False),
        ("kaynasebni bzaf", True),
        ("had lwe9t ma mnasebch liya", False),
        ("الموعد مناسب جدا بالنسبة لي", True),
        ("غير مناسب للأسف", False),
        ("لا أمانع أبدا", True),
        ("makhdamch m3aya", False),
        ("that doesnt work for me", False),
        ("لا ماشي مشكل", None),
        ("je suis pas sûre d'être dispo", None),
    ],
)
def test_a_statement_answers_in_other_words(text: str, meant: bool | None) -> None:
    """Who is ready or is suited agrees, who is not refuses, and who is not sure says neither."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("désolée ce jour là je garde les petits", False),
        ("smahli had nhar 3endi 3ers d khti", False),
        ("للأسف لدي موعد عند الطبيب", False),
        ("I'd love to but I can't that day", False),
        ("I have to pick up my kids so no", False),
        ("dsl j'avais pas vu le message, oui ok", True),
        ("désolée je ne comprends pas la question", None),
        ("désolé le lien ne marche pas", None),
        ("sorry to hear that", None),
    ],
)
def test_who_is_only_sorry_refuses(text: str, meant: bool | None) -> None:
    """A regret with its reason is a no; one about a delay, a question or the line says nothing."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("j'ai un examen ce jour la", False),
        ("I have class at that hour", False),
        ("dak nhar 3ndi imti7an", False),
        ("داك النهار خدامة", False),
        ("لدي محاضرة في ذلك الوقت", False),
        ("j'ai cours ce jour la mais je me libere", None),
        ("j'ai un rdv ce jour la jusqu'a 15h", None),
        ("je n'ai rien ce jour la", None),
        ("I have that day off", None),
        ("I have time that day", None),
        ("dak nhar 3ndi lwe9t", None),
        ("f dak lwe9t ma kankhdemch", None),
        ("لدي سؤال عن ذلك اليوم", None),
        ("j'ai un examen la semaine d'apres", None),
    ],
)
def test_who_is_taken_then_refuses(text: str, meant: bool | None) -> None:
    """What keeps somebody at the proposed time is a no; what leaves a part of it, or frees, is not."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("j'ai un bebe, du coup je peux pas", False),
        ("I'm free so yes", True),
        ("لا حيت خدامة بالليل", False),
        ("no because I want to meet her in person first", False),
        ("je travaille jeudi donc ok pour vendredi", None),
        ("non car je comprends pas la question", None),
        ("ok donc je fais quoi maintenant", None),
        ("je suis occupee donc peut etre", None),
    ],
)
def test_a_reason_leaves_the_answer_that_it_is_tied_to(text: str, meant: bool | None) -> None:
    """What stands behind "so" or before "because" answers, unless the reason asks or doubts."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no I'm travelling that week", False),
        ("jpeux pas, ya le bapteme de ma niece", False),
        ("I won't make it, my car broke down", False),
        ("je ne pense pas que ce soit une bonne idee", False),
        ("c'est parfait je finis le travail juste avant", True),
        ("safi mtaf9in a si mohamed", True),
        ("no that time is fine", None),
        ("no I don't mind", None),
        ("I can't find the link", None),
        ("ما نقدرش نفتح الرابط", None),
        ("je ne pourrai pas rester longtemps", None),
        ("la mazal ma 9rrert", None),
        ("أنتظر موافقة مديري", None),
        ("wakha mli bghiti", None),
    ],
)
def test_who_cannot_open_a_link_has_not_refused(text: str, meant: bool | None) -> None:
    """A no says that somebody cannot come or does not want to, not that they wait, or miss a link."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("dsl je suis au volant", None),
        ("désolé je suis au travail là, je vous réponds ce soir", None),
        ("سمح ليا راني سايق", None),
        ("عذرا أنا في الطريق الآن", None),
        ("désolé je suis au travail ce jour-là", False),
        ("لا سمح ليا، كنكون فالسوق فهاد الوقت", False),
    ],
)
def test_where_one_is_this_moment_refuses_nothing(text: str, meant: bool | None) -> None:
    """Who is driving answers later; who will be elsewhere at the proposed time refuses."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("oui à cause du travail je préfère le soir", None),
        ("yes because of work I prefer evenings", None),
        ("no worries, another day then", None),
        ("the game is over", None),
        ("mon mari dit oui", None),
        ("hors de question de refuser", None),
        ("partagez vos tarifs d'abord", None),
        ("I don't think I can, work is crazy", False),
        ("la a sidi rah kayn l3ers", False),
        ("non je prefere attendre la fin du mois", False),
        ("I'm game", True),
        ("non, je préfère garder mon mentor actuel", False),
        ("ca marche chef", True),
        ("no thank you, I'm fine as I am", False),
    ],
)
def test_a_yes_with_something_else_in_mind_is_none(text: str, meant: bool | None) -> None:
    """A preference, another day or another's yes takes a yes back, not a no; an address behind it changes nothing."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("j'avais dit oui mais j'ai changé d'avis", False),
        ("I said no before but I've come round", True),
        ("j'ai appuyé sur non par erreur, c'est oui", True),
        ("werrekt ghalat 3la ah, ma bghitch", False),
        ("قلت نعم سابقا لكنني غيرت رأيي", False),
        ("j'avais dit oui mais je vais voir", None),
        ("ko3t gelt la walakin daba bghit nfekker", None),
        ("j'ai dit oui", True),
    ],
)
def test_a_former_answer_is_not_the_answer(text: str, meant: bool | None) -> None:
    """What was said or pressed before counts for what is said about it now."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("at the dentist now but free by then", True),
        ("je suis au four mais j'accepte", True),
        ("thanks but it isn't for me", False),
        ("c'est compliqué mais si je peux oui", None),
        ("c'est gentil mais plus tard", None),
        ("jeudi j'ai l'école mais vendredi 15h c'est bon", None),
        ("قد أتأخر قليلا لكن نعم", None),
    ],
)
def test_what_stands_behind_a_but_decides(text: str, meant: bool | None) -> None:
    """When it is firm, and what stands before says neither yes nor no nor maybe."""
    assert yes_no(text) is meant


@pytest.mark.parametrize(
    "text",
    [
        "thanks for the lovely note",
        "ok merci pour l'info",
        "pardon mauvaise conversation",
        "wrong chat, sorry",
        "had nemra dyal khoya",
        "je suis partagé",
        "ليس لدي رأي الآن",
        "إن وافق المدير فأنا حاضر",
        "n9der nji n9der ma njich",
        "bba mazal ma gal liya walo",
        "quand est-ce que vous voulez, je suis pas prête",
        "j'ai perdu mon mot de passe",
        "à bientôt et prenez soin de vous",
        "super, mais sans moi",
    ],
)
def test_what_answers_nothing_is_not_even_likely(text: str) -> None:
    """Thanks, farewells, words for somebody else, a condition, both at once: asked, whatever the weights say."""
    assert yes_no(text) is None
    assert assent(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("see you at noon", None),
        ("consider it done, posted at noon", None),
        ("noon", False),
        ("ghadi nkoun f l3omra", None),
        ("ghadi nkoun tmma", True),
        ("غادي نكون فالطريق لأكادير", None),
        ("غادي نكون فالموعد", True),
        ("manich mwaf9", False),
        ("manich m3ak f hadi", False),
        ("bghit n3ref chkoun 9bel", None),
        ("nickel, la petite sera à la crèche", True),
        ("trop hâte de faire sa connaissance", True),
        ("j'avais hâte de la rencontrer", None),
        ("inutile de me le rappeler, j'ai tout noté", False),
        ("pas encore, on attend l'accord de la banque", False),
        ("don't bother, I've set an alarm", False),
        ("you don't bother me", None),
        ("ne lui écrivez pas", False),
        ("écrivez-lui, svp", True),
        ("vous ne dites rien", None),
        ("rappelez-moi plus souvent", None),
        ("oh la la je suis débordé", None),
        ("bqit kantsennah sa3a", None),
        ("jem3a mn tobis nhabt nichan", None),
    ],
)
def test_a_word_is_what_it_is_where_it_stands(text: str, meant: bool | None) -> None:
    """Noon is no "nooon", "plus" may be more, being somewhere is not being there, "9bel" is before and no "9abel"."""
    assert yes_no(text) is meant
