"""langdetect behind the model's interface: the fallback without weights, and the baseline to beat."""

from collections.abc import Sequence

from langdetect import PROFILES_DIRECTORY, DetectorFactory, LangDetectException

from core.language.weights import Chances

LANGUAGES = ("fr", "en", "ar")


class Langdetect:
    """langdetect with a fixed seed (unseeded, one message in five changes its answer from run to run).
    It knows no Darija, and answers more boldly than the shipped model.
    """

    tau = 0.6

    def __init__(self, languages: Sequence[str] = LANGUAGES) -> None:
        """Load the profiles of ``languages``; none means all that langdetect has."""
        DetectorFactory.seed = 0
        self._factory = DetectorFactory()
        if not languages:
            self._factory.load_profile(PROFILES_DIRECTORY)
            return
        profiles = []
        for language in languages:
            with open(f"{PROFILES_DIRECTORY}/{language}", encoding="utf-8") as file:  # noqa: PTH123
                profiles.append(file.read())
        self._factory.load_json_profile(profiles)

    def best(self, text: str) -> tuple[str, float]:
        """The likeliest language code and its probability, ``unknown`` where nothing can be read."""
        ranking = self._ranking(text)
        return ranking[0] if ranking else ("unknown", 1.0)

    def chances(self, words: Sequence[str]) -> Chances:
        """The probabilities for a message of these words, at least one."""
        chance = dict(self._ranking(" ".join(words)))
        fr, en = chance.get("fr", 0.0), chance.get("en", 0.0)
        return fr, en, 0.0, max(0.0, 1.0 - fr - en)

    def _ranking(self, text: str) -> list[tuple[str, float]]:
        detector = self._factory.create()
        detector.append(text)
        try:
            found = detector.get_probabilities()
        except LangDetectException:  # nothing it can read
            return []
        return [(language.lang, language.prob) for language in found]
