"""Names under which a member would be taken for the assistant, the team, the programme or nobody."""

import re
from typing import Final
from unicodedata import normalize

from core.understanding.normal import fold, word_set, words

_LOOKALIKES: Final = str.maketrans("аеіорсутхкмнвԁɡ0", "aeiopcytxkmnbdgo")
"""Letters of other alphabets, and a digit, that are read as a Latin one; folded words are small."""

_OURS: Final = word_set(
    """
    mem cgem mentoringmem membycgem mentoring assistant assistante assistance bot chatbot robot
    admin administrateur administratrice administrator administration moderateur moderation moderator
    equipe lequipe team theteam staff support helpdesk service securite security systeme system
    coordinateur coordinatrice coordination coordinator whatsapp telegram
    الفريق فريق الدعم الادارة المنسق المنسقة المساعد الامن النظام البرنامج
    """
)
"""What the first word of a name, or all of it together, may not be: a partner reads that word before
what somebody writes. مساعد and other given names are none of these."""

_LETTERS: Final = re.compile(r"[^\W\d_]+")


_BLANK: Final = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
"""Letters and signs that show nothing: words under such a name look like nobody's, or like ours."""


def poses(name: str) -> bool:
    """Whether `name` would be read as the assistant, the team or the programme, or not be seen."""
    if _BLANK.search(name):
        return True
    plain = normalize("NFKC", fold(name)).translate(_LOOKALIKES)
    said = [word for piece in words(plain) for word in _LETTERS.findall(piece)]
    return bool(said) and (said[0] in _OURS or "".join(said) in _OURS)
