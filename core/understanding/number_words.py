"""Number words of the four languages: each word's worth, and the order the words come in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.understanding.normal import fold, word_set
from core.understanding.spelling import respelled, spellings


def _worth(table: str) -> Mapping[str, int]:
    """`28 word word; 29 …` as a mapping from folded word to number."""
    worth: dict[str, int] = {}
    for entry in table.replace("\n", " ").split(";"):
        number, *spellings = entry.split()
        for spelling in spellings:
            folded = fold(spelling)
            if worth.setdefault(folded, int(number)) != int(number):
                raise ValueError(f"{spelling} is both {number} and {worth[folded]}")
    return worth


@dataclass(frozen=True, slots=True)
class Language:
    """One language's number words.

    `worth`: 0-20, tens, 100 and 1000, and fused hundreds. `units_first`: "eight and twenty".
    `joins`: words between parts, `joined`: such a word written as one with the next.
    """

    worth: Mapping[str, int]
    units_first: bool
    joins: frozenset[str]
    joined: str = ""


FRENCH: Final = Language(
    _worth(
        """
        0 zéro; 1 un une; 2 deux; 3 trois; 4 quatre quattre; 5 cinq; 6 six; 7 sept; 8 huit; 9 neuf;
        10 dix; 11 onze; 12 douze; 13 treize; 14 quatorze; 15 quinze; 16 seize; 17 dixsept;
        18 dixhuit; 19 dixneuf; 20 vingt vingts vint; 30 trente; 40 quarante; 50 cinquante;
        60 soixante; 70 septante; 80 huitante octante; 90 nonante; 100 cent cents; 1000 mille mil
        """
    ),
    units_first=False,
    joins=frozenset({"et"}),
)

ENGLISH: Final = Language(
    _worth(
        """
        0 zero; 1 one a; 2 two; 3 three; 4 four; 5 five; 6 six; 7 seven; 8 eight; 9 nine; 10 ten;
        11 eleven; 12 twelve; 13 thirteen; 14 fourteen; 15 fifteen; 16 sixteen; 17 seventeen;
        18 eighteen; 19 nineteen; 20 twenty; 30 thirty; 40 forty fourty; 50 fifty; 60 sixty;
        70 seventy; 80 eighty; 90 ninety; 100 hundred; 1000 thousand
        """
    ),
    units_first=False,
    joins=frozenset({"and"}),
)

ARABIC: Final = Language(
    _worth(
        """
        0 صفر; 1 واحد واحدة وحدة أحد إحدى واحدا; 2 اثنا اثني اثنتا اثنتي اثنان اثنين إثنان اثنتان اثنتين اتنين جوج زوج;
        3 ثلاثة ثلاث تلاتة تلات ثلاتة; 4 أربعة أربع ربعة; 5 خمسة خمس خمسا; 6 ستة ست ستا;
        7 سبعة سبع سبعا; 8 ثمانية ثماني ثمان تمنية ثمنية تمانية ثمانيا; 9 تسعة تسع تسعود تسعا; 10 عشرة عشر;
        11 حداش احداش حضاش; 12 طناش اطناش تناش طناعش طناعشر تناعش تناعشر; 13 تلطاش ثلطاش تلتاش; 14 ربعطاش; 15 خمسطاش خمستاش; 16 سطاش ستطاش ستاش;
        17 سبعطاش; 18 تمنطاش ثمنطاش; 19 تسعطاش; 20 عشرون عشرين; 30 ثلاثون ثلاثين تلاتين ثلاتين;
        40 أربعون أربعين ربعين; 50 خمسون خمسين; 60 ستون ستين; 70 سبعون سبعين;
        80 ثمانون ثمانين تمانين; 90 تسعون تسعين;
        100 مئة مائة مية ميه; 200 مئتان مئتين مائتان مائتين ميتين مئتا مائتا مئتي مائتي;
        300 ثلاثمئة ثلاثمائة تلتمية; 400 أربعمئة أربعمائة ربعمية; 500 خمسمئة خمسمائة خمسمية;
        600 ستمئة ستمائة ستمية; 700 سبعمئة سبعمائة سبعمية; 800 ثمانمئة ثمانمائة ثمنمية تمنمية;
        900 تسعمئة تسعمائة تسعمية; 1000 ألف آلاف ألفا; 2000 ألفان ألفين ألفي
        """
    ),
    units_first=True,
    joins=frozenset({"و"}),
    joined="و",
)

DARIJA: Final = Language(
    _worth(
        """
        0 sifr zero; 1 wahed wa7ed wahd wa7d we7da wahda wa7da; 2 jouj juj zouj zuj joj jooj;
        3 tlata tleta tlatha thlata tlt telt; 4 rb3a reb3a arb3a arba3a rab3a rba3a;
        5 khamsa khmsa 5amsa khms khems;
        6 setta stta sta sita sitta stt sett sitt; 7 seb3a sb3a sab3a sba3a sb3 seb3 sba3;
        8 tmenya tmnya tmanya tmania temnya tmenia tmn tmen temn;
        9 tes3oud tes3ud ts3oud ts3ud tas3oud tes3a ts3a tis3a ts3 tes3; 10 3echra 3chra 3ashra 3achra 3eshra 3chr 3echr 3achr;
        11 hdach 7dach hdash 7dash 7daach hdaach 7daech hdaech 7dah; 12 tnach tnash tnax tnaach tnaech tnaash; 13 tlettach tltach tlatach teltach tltaach tlataach tlttach tletach teltaach;
        14 rb3tach reb3tach arb3tach rbe3tach rba3tach rb3taach rbe3taach arba3tach; 15 khmstach khamstach khemstach khmstaach khmsstach khamstaach khemstaach 5mstach 5amstach;
        16 settach sttach stach settaach sttaach sitach; 17 sb3tach seb3tach sbe3tach sba3tach sb3taach sab3tach; 18 tmntach tmentach tmenttach tmantach temntach tmntaach tamantach;
        19 ts3tach tes3tach tse3tach tsa3tach tas3tach ts3taach tsaatach; 20 3chrin 3echrin 3ichrin 3ishrin 3shrin;
        30 tlatin tletin tlathin; 40 rb3in reb3in arb3in arba3in; 50 khamsin khmsin 5amsin;
        60 settin sttin sitin stin; 70 seb3in sb3in sab3in; 80 tmanin tmnin tmanine;
        90 tes3in ts3in tis3in; 100 mya mia miya myat; 200 mitin myatayn mitayn;
        1000 alf elf 2alf alaf; 2000 alfin alfayn
        """
    ),
    units_first=True,
    joins=frozenset({"w", "o", "u", "ou", "wa"}),
)

LANGUAGES: Final = (FRENCH, ENGLISH, ARABIC, DARIJA)

_SPELLINGS: Final = spellings(((word,), number) for word, number in DARIJA.worth.items())


def numeral(word: str) -> str:
    """The spelling under which a number word of Darija is known here; `word` itself otherwise."""
    return respelled(word, _SPELLINGS)


CONSTRUCT: Final = word_set("a أحد إحدى اثنا اثني اثنتا اثنتي مئتا مائتا مئتي مائتي")
"""Forms that are a number only beside another ("a hundred", "أحد عشر")."""

CARDINALS: Final[Mapping[str, int]] = {
    word: number
    for language in LANGUAGES
    for word, number in language.worth.items()
    if 1 <= number <= 20 and word not in CONSTRUCT
}
"""Single words from one to twenty, for counting shown options."""

_ORDINALS: Final = """
    1 premier premiere prem 1er 1ere 1re first 1st اول اولى الاول الاولى اللول لول اللولة اولا
      lewel lwel loul luwel lawel lewwel lwla louwel lowel;
    2 deuxieme second seconde 2eme 2e 2nd 2nde 2ieme ثاني ثانية الثاني الثانية التاني التانية تاني
      tani ttani tanya ttanya tanie lthani;
    3 troisieme 3eme 3e 3ieme third 3rd ثالث ثالثة الثالث الثالثة التالت التالتة
      talet ttalet talta tallet taleth;
    4 quatrieme 4eme 4e 4ieme fourth 4th رابع رابعة الرابع الرابعة rabe3 rrabe3 rab3 rab3a;
    5 cinquieme 5eme 5e 5ieme fifth 5th خامس خامسة الخامس الخامسة khames lkhames khamsa;
    6 sixieme 6eme 6e 6ieme sixth 6th سادس سادسة السادس السادسة sades ssades sat ssat;
    7 septieme 7eme 7e 7ieme seventh 7th سابع سابعة السابع السابعة sabe3 ssabe3 sab3;
    8 huitieme 8eme 8e 8ieme eighth 8th ثامن ثامنة الثامن الثامنة tamen ttamen;
    9 neuvieme 9eme 9e 9ieme ninth 9th تاسع تاسعة التاسع التاسعة tase3 ttase3;
    10 dixieme 10eme 10e 10ieme tenth 10th عاشر عاشرة العاشر العاشرة 3acher l3acher;
    11 onzieme 11eme 11e eleventh 11th; 12 douzieme 12eme 12e twelfth 12th
"""

ORDINALS: Final[Mapping[str, int]] = _worth(_ORDINALS)
"""First to twelfth."""

LAST: Final = word_set("dernier derniere last الأخير الأخيرة اللخر لخر lekher lakher lakhra lekhra")
