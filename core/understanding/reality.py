"""Whether a sum that a sentence tells is there: not wished for, owed, spent, lost, or told by the month."""

import re
from typing import Final

from core.understanding.normal import READ_AT_MOST, fold

_UNREAL: Final[tuple[tuple[str, str, str, str], ...]] = (
    # French, English, Arabic and Darija as folded words, one reason a row: needed,
    (
        r"faut|faudra\w*|besoin\w*|manqu\w*|cherch\w*|demand\w*|exig\w*",
        r"need\w*|short|seek\w*|looking|ask\w*|require\w*",
        r"ن?حتاج\w*|احتاج\w*|ينقص\w*|ال?مطلوب\w*|طلب\w*|نطلب|يلزم\w*|تلزم\w*|[نا]بحث|خاص\w*|خصن\w*",
        r"khas\w*|khes\w*|tleb\w*|n9es\w*|n9s\w*",
    ),
    # hoped for or planned,
    (
        (
            r"vis(?:e|er|ons|ent)|objectif\w*|esper\w*|espoir|rev(?:e|es|ons|er|ais)|atteindre|lever|arriver|arriverai|arriverons|prevo\w*|prevu\w*|prevision\w*"
            r"|voudr\w*|veux|voulons|aimer\w*|souhait\w*|aura\w*|sera\w*|ferons|ferai|fera|devra\w*|approch\w*|futur\w*|prochain\w*|depass\w*|promis\w*"
        ),
        r"want\w*|hop(?:e|es|ed|ing|efully)|dream\w*|expect\w*|plan\w*|target\w*|goal\w*|aim\w*|wish\w*|will|ll|going|trying|try to|next|should|promis\w*",
        r"[نا]توقع\w*|هدف\w*|ال?هدف|نستهدف|[نا]طمح|[نا](?:ا)?مل|[نا]تمني\w*|[نا]حلم\w*|سوف|(?!سن[تهو]|ستم|ستين|ستون|ستاش|سيمان|سيد|ساعه)س[انيت]\w{3,}|[نا]ريد|[نا]رغب|تجاوز\w*|يتجاوز|ال?مقبل\w*|ال?قادم\w*|بغي\w*|(?!غير)غ[اندي]\w+|وعد\w*",
        r"gh?a[dn](?!ya)\w+|bghi\w*|brit\w*|kanbghi\w*|bgha\w*|kan7l[ae]m\w*|kantmen+a\w*|kant?s[ae]?n+a\w*",
    ),
    # left open,
    (
        r"si|peut|pourr\w*|sinon|pas (?:trop |tres |bien |vraiment )?sure?|(?:sais|connais) pas",
        r"if|could|would|might|(?:i|we|it|you) may|must|maybe|not (?:really |too |very )?sure|don't know",
        r"ربما|اذا|لو|قد(?= [يتن])",
        r"ila|yemken|imken|ymken",
    ),
    # owed or lent,
    (
        r"dett\w*|prete\w*|dois|devons|doit|doivent|impay\w*|rembours\w*|emprunt\w*|(?<!le )(?<!on )(?<!nous )rest(?:e|ent|ait|era|ant)\w*",
        r"owe\w*|debt\w*|unpaid|left|gone|repay\w*|borrow\w*",
        r"و?دين|ديون\w*|باقي\w*|ك[نتي]سال\w*|كريدي|تسلفت\w*",
        r"b[9q]a\w*|ba[9q]i\w*|ka[nt]{0,2}s[ae]l\w*|tsal\w*|ts?[ae]?l+[ae]?ft\w*|kridi",
    ),
    # spent, to be paid, or what something costs,
    (
        r"depens(?:e|ons|ais)|loyer|coute\w*|prix d[eu']?|le prix|tarif\w*|au.dessus de|trop cher\w*|(?:je|on|nous) pa(?:ie|ye|yons)|(?:j'ai|nous avons) paye\w*|achete\w* (?:\S+ ){1,4}(?:a|pour)|se vend\w*|on le vend|on la vend|je (?:le|la|les) vends?",
        r"spen[dt]\w*|rent|rental|cost\w*|expensive|price[ds]?|(?<!once )(?<!after )(?:i|we) (?:pay|paid|bought (?:\w+ ){1,4}for)",
        r"صرف(?:ت|نا)(?! ل)|انفق(?:ت|نا)|[نا]نفق|ندفع|ادفع|دفع(?:ت|نا)|(?:ال|لل)?(?:كراء?|ايجار|ثمن|سعر|تكلفه)|ثمن\w*|سعر\w*|يكلف\w*|كنخلص\w*|خلص(?:ت|نا)|(?:ا?شت?ري)(?:ت|نا)\w* (?:\w+ ){0,3}ب ?(?=\d)",
        r"sr[ae]f(?:t|na)|l?kra|t?taman\w*|thaman\w*|soum\w*|chri(?:t|na)\w* (?:\w+ ){0,3}b|kankh[ae]ll?[ae]s\w*|kh[ae]ll?[ae]s(?:t|na)\w*",
    ),
    # lost,
    (
        r"perd\w*|perte\w*|refus\w*|annul\w*|vol[ea]\w*|baiss\w*|diminu\w*|recul\w*|chut\w*|licenci\w*|demission\w*|failli|partie?s? (?:d'un coup|en fumee)",
        r"lost|los\w+|refus\w*|cancel\w*|stole\w*|drop\w*|fell|fall\w*|decreas\w*|declin\w*|down|out|resign\w*|fired",
        r"خسر\w*|رفض\w*|سرق\w*|الغا\w*|انخفض\w*|تراجع\w*|نقص\w*",
        r"khser\w*|khsr\w*|sr9\w*|mchaw",
    ),
    # bounded,
    (
        r"presque|peine|moitie|plus|moins|maxim\w*|max|min|minim\w*|minus|sur(?= (?:\d|un |une |deux|trois|six|l'an|les \d))|moi compris\w*|moi inclus\w*|y compris moi|premier\w* (?:mois|an|annee|semaine|jour)",
        r"almost|nearly|half(?! a million| million)|including me|me included",
        r"اقل|اكثر|من اصل",
        r"(?:w|wla|o|ola) k?tar",
    ),
    # of another time,
    (
        r"avant|ancien\w*|(?:j'|on |nous |ils |elles )etai\w*|etions|avai\w*|avions",
        r"before|used",
        r"قبل|كان\w* عند\w*",
        r"9bel|kan\w* 3a?nd\w*",
    ),
    # somebody else's.
    (
        r"(?<!y )il a|elle a|ils ont|elles ont|concurren\w*|(?:oncle|tante|pere|mere|freres?|soeurs?|mari|femme|voisine?|amie?|cousine?|copine) (?:a |ont |avait )?(?:vendu|vend|gagne|touche|recu|fait)|(?:ils|elles) (?!nous|m)",
        r"he|she|they|competitor\w*|(?:uncle|aunt|father|mother|brother|sister|cousin|husband|wife|neighbou?r|friend)s? (?:has |had )?(?:sold|made|earned|got|won)",
        r"منافس\w*|باع",
        r"monafis\w*|(?:khoya|khti|jari|jarti|sa7bi|sa7bti|rajli|lwalid|ammi|khali) (?:ba3|rbe7|sewwer)\w*",
    ),
)

_ANY: Final = re.compile(
    rf"(?<!\w)(?:و?(?:{'|'.join(words for row in _UNREAL for words in row)}))(?!\w)"
)

_OBTAINED: Final = re.compile(
    r"(?<!\w)[وبف]?(?:vend(?:u\w*|s|ons)|ventes?|gagn\w*|empoche\w*|arrive\w*|virement|paiement|payout|payment|(?:on|nous) (?:reste|restons)|suivent|viennent|attend|kayjiw|attribue\w*|encaiss\w*|factur\w*|realis\w*|fait|faite?s|fais|faisons|obten\w*|recu\w*|touche\w*|rapport\w*|rentre\w*|gener\w*|chiffre\w*|ca|revenu\w*|recettes?|benefices?"
    r"|subvention\w*|bourse|prets?|credit|concours|financ\w*|leve\w*|fonds|capital|apport|investi\w*|export\w*|total\w*|montant|atteint|(?:on|nous|je|ca) tourn\w*|cloture|signe\w*|commandes?|contrats?|accord\w*|donne\w*|vire|economies|collecte\w*|recolte\w*|boucle\w*"
    r"|eu|jai|y a|y'a|ya|une? seule?|only one|just one|m'a|m'ont|nous a|nous ont|j'arrive|j'en suis|(?:nous|on|je) (?:a|suis|sommes|est) (?:arrive\w*|a)|mois|c'etait|emplo\w*|embauch\w*|recrut\w*|travaill\w*|boss\w*|sommes|equipe|rejoin\w*|clients?|clientes?|(?:j'|on |nous )(?:ai|a|avons)|achet(?:e|ent)|command(?:e|ent)|form(?:e|ons)\w*"
    r"|sold|sell|sales?|made|make|earn\w*|got|get|receiv\w*|won|raised|grants?|loan|fund\w*|revenue\w*|turnover|income|profits?|invoice\w*|bill(?:ed|s)?|export\w*|gross\w*|net|took|brought|gave|lent|awarded|granted|approved|wired|transferred|approuve\w*|invest\w*|put|savings|came|total|closed|reached|hit|paid (?:us|me)"
    r"|hired?|buy|buys|work\w*|team|us|has|(?:i|we)(?: have|'ve| are|'re)|have|joined|customers?|clients?|trained|month"
    r"|بع(?:ت|نا)\w*|(?:ال)?بيع|(?:ال)?مبيعات\w*|دعم\w*|تسلم\w*|سلم\w*|ربح\w*|(?:ال)?ارباح\w*|دخل\w*|مدخول\w*|مداخيل\w*|حقق\w*|حصل\w*|منح\w*|(?:ال)?تمويل\w*|دعم|قرض|استلم\w*|تلق\w*|توصل\w*|قبض\w*|جمع\w*|صور(?:ت|نا)|صرف\w* ل\w+|[ا]?عط(?:ي|ا|و|ت)\w*|بلغ\w*|وصل(?:ت|نا)\w*|(?:ال)?معاملات\w*|صدر\w*|استثمر\w*|كسب\w*|جن(?:ي|ينا)\w*|ختم(?:ت|نا)|حصت\w*|قيمه|راس"
    r"|لد(?:ي|ينا)|عند(?:ي|نا)|[انحي]حن|نحن|حنا|فريق\w*|وظف\w*|استقبل\w*|[نيت]?شغل\w*|[يت]عمل\w*|(?:ال)?خدام\w*|كي?عاون\w*|مع(?:ي|نا|ايا|انا)|انضم\w*|كونت|كونا|[يت]ضم\w*|تعاونيت\w*|[يت]تكون\w*|[يت]ستفيد\w*|تشتري\w*|يشتري\w*|زبناء?|زبائن|زبون\w*"
    r"|b[ae]?3(?:t|na)|bi3(?:t|na)|r[ae]?b[ae]?[7h]\w*|dkh?[ae]?l\w*|dkhl\w*|j[ae]?b(?:t|na|at|o|ou)|w[ae]?s+[ae]?l\w* (?:l|li|lia|liya|lina)|j[ae]?m[ae]?3\w*|3t[aiou]\w*|kh[ae]?di+(?:t|na)\w*|kh[ae]?d+[ae]?m\w*|w[ae]?s+[ae]?l(?:t|na)\w*|s[aeo]?w+[ae]?r\w*|say[ae]?b\w*|d[ae]?r(?:t|na)|[9q]b[ae]?d\w*|jaw[e]?b|lmabi3at|mabi3at"
    r"|3[ae]?nd(?:i|na)|7na|l?[9q]a?rd|khda|t?s[ae]?nd(?:na|t)|m3aya|m3ana|lfari9|kay3awn\w*|zad\w*|zedt|zedna|kayn\w*|[kt]a?[yt]?chri\w*|lhsab|شد(?:ت|يت|ينا)|خ(?:د|ذ)ي?(?:ت|نا)\w*|(?:ال)?حساب|ch[ae]d+i(?:t|na))(?!\w)"
)
"""What was earned or obtained, and who is there to be counted; beside it other words tell where, how and from whom."""

_RATE: Final = re.compile(
    r"(?<!\w)(?:(?:par|chaque|tous les|toutes les) (?:mois|jours?|semaines?|heures?|trimestre|ch[ae]?h[ae]?r|simana|nhar)"
    r"|(?:(?<=dh )|(?<=dhs )|(?<=mad )|(?<=ham )|(?<=ams )|(?<=uro )|(?<=ros ))(?:le mois|la semaine|la journee|l'heure)(?! (?:d[eu']|dernier|passe|prochain|suivant))"
    r"|(?:a|per|every|each|an) (?:month|day|week|hour|quarter)|monthly|daily|weekly|hourly|mensuel\w*|quotidien\w*|hebdo\w*"
    r"|par (?:personne|tete|client\w*|cliente|commande|piece|unite|kilo|metre|seance|pax)|la (?:piece|douzaine|paire)|le (?:kilo|metre|litre)|l'unite|chacun\w*"
    r"|(?:by the|per|a|each|an) (?:piece|unit|item|pair|kilo|kg|metre|meter|person|head|hour|order|customer|client)|each|apiece"
    r"|لل(?:قطعه|وحده|كيلو|متر|شخص|زبون)(?: الواحده?)?|(?:ال)?قطعه الواحده|سعر القطعه|ثمن القطعه|(?:كل ?(?:ال)?|(?:في|ف) ?ال)(?:شهر|يوم|نهار|اسبوع|سيمانه)(?! (?:ا?لل?ي فات\w*|الماضي|الفائت|هذا|هادا|رمضان|الاول))|شهريا|يوميا|اسبوعيا"
    r"|(?:f|fi|fe?l?|kol) ?(?:l?ch[ae]?h[ae]?r|nhar|simana|s+imana)(?! (?:li|lli|fat|lfayt|hada|dyal|d))|(?:f|l) ?l?(?:[9q][ae]?t3a|[9q]te3a|piece|w[ae][h7]da|kilo|mitr))(?!\w)"
)
"""By the month, by the piece."""


def is_there(text: str) -> bool:
    """Whether no word of `text` makes its sum a wish, a plan, a debt, a loss, a price, a rate or a condition."""
    folded = fold(text)
    return _RATE.search(folded) is None and _ANY.search(folded) is None


def is_obtained(text: str) -> bool:
    """Whether a word of `text` tells that something was earned or obtained, or that somebody is there."""
    return _OBTAINED.search(fold(text)) is not None


def without_rate(text: str) -> str:
    """`text` without what says by the month or by the piece, folded then; itself where nothing does."""
    folded = fold(f"x {text[: READ_AT_MOST - 4]} x")[2:-2]
    bare = _RATE.sub(" ", folded)
    return text if bare == folded else bare
