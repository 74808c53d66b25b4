"""The page's own words; what the assistant says comes from `locales/` and nowhere else."""

from collections.abc import Mapping

CHROME: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "message": "Message",
        "send": "Envoyer",
        "choose": "Choisir",
        "assistant": "assistant du programme",
        "empty": "Écrivez un premier message",
    },
    "ar": {
        "message": "رسالة",
        "send": "إرسال",
        "choose": "اختيار",
        "assistant": "مساعد البرنامج",
        "empty": "اكتبوا رسالة أولى",
    },
    "en": {
        "message": "Message",
        "send": "Send",
        "choose": "Choose",
        "assistant": "programme assistant",
        "empty": "Write a first message",
    },
}
"""What stands on a phone around the conversation, in the phone's language."""

HINTS: Mapping[str, tuple[str, ...]] = {
    "fr": ("Bonjour", "Je cherche un mentor", "salam, bghit nsjel"),
    "ar": ("السلام عليكم", "/start", "salam labas"),
    "en": ("Hello", "I would like to be a mentor"),
}
"""First messages to pick from, on a phone that has not written yet."""

RULES: Mapping[str, str] = {
    "answer": "answered",
    "missed": "was not understood at",
    "unclear": "could have meant several at",
    "due": "fell due:",
    "move": "asked for",
    "media": "sent",
    "ignored": "was ignored:",
    "timer_failed": "timer failed:",
}
"""Words for the rules in the history that carry a detail."""


def chrome(language: str) -> dict[str, str]:
    """A phone's own words in its language."""
    return dict(CHROME.get(language, CHROME["fr"]))
