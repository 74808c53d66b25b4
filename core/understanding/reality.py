"""Whether a sum that a sentence tells is there: not wished for, planned, owed, lost, or told by the month."""

import re
from typing import Final

from core.understanding.normal import fold

_FRENCH: Final = (
    r"(?<!y )il a|elle a|ils ont|elles ont|demission\w*|licenci\w*|faut|faudra\w*|besoin\w*|cherch\w*|vis(?:e|er|ons|ent)|objectif\w*|esper\w*|espoir|prevo\w*|prevu\w*|prevision\w*"
    r"|devra\w*|perd\w*|perte\w*|dett\w*|prete\w*|dois|devons|doit|doivent|manqu\w*|impay\w*|si|peut|pourr\w*|voudr\w*|veux|voulons"
    r"|aimer\w*|souhait\w*|prochain\w*|futur\w*|approch\w*|presque|peine|moitie|chaque|chacun\w*|rest(?:e|ent|ait|era|ant)\w*"
    r"|rembours\w*|aura\w*|sera\w*|ferons|ferai|fera|demand\w*|refus\w*|annul\w*|avant|ancien\w*|depass\w*|atteindre|lever|viser|arriver|arriverai|arriverons"
    r"|mois|jour\w*|semaine\w*|trimestre|heure|baiss\w*|diminu\w*|recul\w*|chut\w*|sur(?= (?:\d|un |une |deux|trois|six|l'an|les \d))|sinon|premier\w*|dernier\w*|vol[ea]\w*|concurren\w*|exig\w*|failli|(?:j'|on |nous |ils |elles )etai\w*|etions|avai\w*|avions|loyer|coute\w*|par|plus|moins|compris\w*|inclus\w*|maxim\w*|max|min|minim\w*|minus|au moins"
)
_ENGLISH: Final = (
    r"he|she|they|resign\w*|fired|need\w*|want\w*|hop\w+|expect\w*|plan\w*|lost|los\w+|owe\w*|debt\w*|if|could|would|might|may|should|must|target\w*|goal\w*"
    r"|aim\w*|next|short|almost|nearly|half|maybe|per|each|every|looking|seek\w*|wish\w*|will|ll|going|try\w*|used"
    r"|before|ask\w*|refus\w*|cancel\w*|month\w*|day|daily|week\w*|hour\w*|drop\w*|fell|fall\w*|decreas\w*|declin\w*|down|out|unpaid|left|competitor\w*|stole\w*|rent|cost\w*"
)
_ARABIC: Final = (
    r"و?(?:خسر\w*|دين|ديون\w*|ن?حتاج\w*|احتاج\w*|[نا]توقع\w*|ال?مطلوب\w*|هدف\w*|ال?هدف|نستهدف|[نا]طمح|[نا]مل|سوف|س[انيت]\w{3,}|ربما|اذا|لو|كل"
    r"|ينقص\w*|تجاوز\w*|يتجاوز|اقل|اكثر|ال?مقبل\w*|ال?قادم\w*|[نا]ريد|[نا]رغب|[نا]بحث|قد|خاص\w*|بغي\w*|غ[اندي]\w+|باقي\w*|ك[نتي]سال\w*|خصن\w*"
    r"|شهريا|ال?شهر\w*|فالشهر|ال?يوم|يوميا|اسبوعيا|انخفض\w*|تراجع\w*|نقص\w*|قبل|من اصل|طلب\w*|نطلب|رفض\w*|سرق\w*|كان\w* عند\w*|منافس\w*|الغا\w*|يلزم\w*|تلزم\w*)"
)
_DARIJA: Final = (
    r"khas\w*|khes\w*|khser\w*|khsr\w*|b[9q]a\w*|ba[9q]i\w*|kat?n?sal\w*|tsal\w*|gh?a[dn]\w+|bghi\w*|brit\w*|kanbghi\w*|ila|yemken|imken|ymken"
    r"|chher|chhar|chehr|nhar|simana|smana|n9es\w*|n9s\w*|kan\w* 3a?nd\w*|sr9\w*|bgha\w*|kol|kul|9bel|tleb\w*|kantsenna\w*"
)
_UNREAL: Final = re.compile(rf"(?<!\w)(?:{_FRENCH}|{_ENGLISH}|{_ARABIC}|{_DARIJA})(?!\w)")
_PERIOD: Final = re.compile(
    r"(?<!\w)[فبو]?(?:c'etait|tout compris|toutes? (?:taxes|charges) comprises?|all included|(?:best|worst|good|record|slow|busy|strong|whole) month|(?:meilleur|bon|gros|pire) mois|(?:for|in|of|during|since|last|this|was|by) may|(?:le|au|du) mois de|ce mois|ce trimestre|this quarter|trimestre dernier|cette semaine|this month|this week|had (?:chher|chhar|simana|l3am)|هذا الشهر|هاد الشهر|l'an dernier|(?:le )?mois (?:dernier|passe)|last (?:month|quarter|week)|(?:la )?semaine (?:derniere|passee)|(?:ال)?شهر (?:ال)?(?:ماضي|فائت|لي فات|اللي فات)|الاسبوع الماضي|l?chh?[ae]?r li fat|simana li fat\w*|du mois)(?!\w)"
)
"""When it came in, not how often."""


_WANTED: Final = re.compile(
    r"(?<!\w)(?:besoin|faut|faudra\w*|manqu\w*|vis(?:e|er|ons)|espere\w*|objectif|perdu\w*|dois|devons|emprunte\w*|promis\w*|(?<!y )il a|elle a|ils ont"
    r"|need\w*|hope|hoping|target|goal|aim\w*|lost|owe\w*|borrow\w*|promised|he|she|they"
    r"|[انت]?حتاج\w*|احتاج|خسر\w*|هدف\w*|[انت]طمح|khas+\w*|khes+\w*|kh[ae]?s[ae]?r\w*|kat?n?s[ae]l\w*|ts?l[ae]?ft\w*)(?!\w)"
)


def is_wanted(text: str) -> bool:
    """Whether the sum of `text` is plainly needed, hoped for, owed, lost, or somebody else's."""
    return _WANTED.search(fold(text)) is not None


def is_there(text: str) -> bool:
    """Whether no word of `text` makes its sum a wish, a plan, a debt, a loss, a rate or a condition."""
    return _UNREAL.search(_PERIOD.sub(" ", fold(text))) is None
