"""Words that carry no meaning of their own in an answer, and those that turn or cloud it."""

import re
from typing import Final

from core.understanding.normal import word_set

CONNECTORS: Final = word_set("et and و w und y & plus puis then aussi also 7ta حتى ثم كذلك ايضا")
"""Between items of a list. Not `ou`: "or" in French, "and" in Darija."""

ARTICLES: Final = word_set("le la les l de du des d the of a an el al")
"""Dropped on both sides when two wordings are compared."""

COURTESY: Final = word_set(
    """
    svp stp merci please فضلكم عافاك عافاكم رجاء pls plz thanks thank you thx bonjour bonsoir salut hello hi hey salam slm
    salamo 3alaykom 3likom chokran choukran shukran 3afak 3afakom 3afek afak lay khalik
    madame monsieur mr mme s il vous te plait beaucoup khoya khouya khti sidi lalla allah ykhlik ykhalik y7fdek y7fdk
    من فضلك عفاك عفاكم شكرا لكم لك مرحبا السلام عليكم سلام صباح الخير مساء لو سمحت سيدي سيدتي
    بارك الله فيك خويا ختي
    """
)

FILLERS: Final = (
    CONNECTORS
    | ARTICLES
    | COURTESY
    | word_set(
        """
        je j me m moi mon ma mes suis ai ete etre c ce cest est s sont se on nous notre mes qu que
        un une au aux a en dans sur pour par vers chez avec il elle
        veux voudrais aimerais souhaite souhaiterais prefere choisis choisirais choisir prends
        prendre prendrai dis dirais mets vais aide besoin cherche recherche vis habite reside viens
        ne nee basee base installe installee actuellement plutot donc alors ben bah euh voila juste
        seulement ville region pays secteur domaine metier travaille travail fais activite
        specialise specialisee profession domaines langue langues parle parlons maitrise interesse
        interessee
        """
    )
    | word_set(
        """
        i im am is are it its s to in on at my me we our for from with live living reside based
        want would like wanna need help choose pick take select prefer looking about just only
        think speak work working job sector field city country region area currently now
        would d ll ve been
        """
    )
    | word_set(
        """
        ana ana7na 7na rani rah kan kanskon kanskone sakn saken sakna sakin f fi b bi dyal dial dyali
        diali d l bghit brit kanbghi baghi bagha khtart nkhtar khdam khdama kankhdem kankhdm kankheddem
        nkoun howa hiya hada hadi rah had men mn mli w o u ghir gha hna hnaya lahja mdina lmdina
        kanhder kanhdar chwiya chwia n3raf kan3raf kanaaref mjal majal chi wa7d dak li lli dakchi f3
        """
    )
    | word_set(
        """
        انا نحن هو هي في من على الى عن مع ب ل ف ك اريد ارغب اختار اخترت احتاج افضل ابحث اسكن ساكن ساكنة
        اقيم مقيم مقيمة اعيش مدينة المدينة جهة الجهة بلد دولة قطاع القطاع مجال المجال مهنة اعمل اشتغل
        اتكلم اتحدث بغيت كنبغي باغي باغية نختار خدام خدامة كنخدم ديال ديالي غير هنا هاد هادي راني انني ان اكون نكون
        لغة اللغة كنهضر كنعرف قليل قليلا وقليل وقليلا بعض شوية وشوية شي واحد في ال حاليا اختياري جوابي
        """
    )
)
"""Words around an answer, in the languages members write; they add nothing to a choice."""

COUNTING: Final = (
    ARTICLES
    | COURTESY
    | word_set(
        """
    option options choix numero num nr no n nombre reponse chiffre ligne c est cest je j ai dis
    choisis prends veux voudrais mon ma pour moi alors donc
    number answer choice pick choose take one my is it s i ll want
    رقم الرقم الخيار خيار الاختيار اختيار اختياري الجواب جواب جوابي هو انا اختار اريد عدد
    raqm ra9m r9em rqem nimiro nmiro numiro nemra lkhiyar khtart ana bghit dyal dial li
    """
    )
)
"""Words that may stand beside a digit which counts a shown option."""

NEGATIONS: Final = word_set(
    """
    pas jamais aucun aucune ni sans non sauf excepte
    not no never neither nor without except dont don t isn won
    machi mashi bla blach walo
    لا ليس ليست لست ماشي غير بدون بلا ما مش لم لن الا سوى دون
    """
) - {"t"}
"""Words that may turn a named option into its opposite."""

DENIED: Final = re.compile(r"(?!mar+ak|مراكش)(?:ma\w{3,}(?:ch|sh|chi)|م\w{3,}ش)")
"""Darija denies with ma… before the verb and ch behind it."""

DOUBTS: Final = word_set(
    """
    mais peut peutetre sinon ou or but maybe perhaps either depends unless if si
    doute hesite sais reflechir attendre tard later wait hesitate unsure
    yemken yimken ymken imken momkin walakin wlakin welakin ola wla awla ila
    ربما يمكن ممكن لكن ولكن او أو ولا اذا حسب نفكر افكر
    """
)
"""Words that leave open what is meant."""

QUESTIONS: Final = word_set(
    """
    quoi quel quelle quels quelles pourquoi comment combien qui
    what why how which who when where whats
    chno chnou chnowa chnahowa shno shnou ach ash achno kifach kifash 3lach 3lash wach wash fin
    ماذا لماذا كيف هل شنو اشنو اش علاش كيفاش واش ماهو ماهي لماذا أي متى اين فين
    """
)
"""Words that ask instead of answering."""
