"""Folding, digits and cleaning of what people type."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.understanding.normal import READ_AT_MOST, clean, digits, fold, word_set

ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=()),  # lone surrogates and NUL too
        st.sampled_from("aéلأةى ١۱１²Ⅳ\u200d\u200c\u202e\ufeff\0\ud83d👍🏽\u0301\u064e\u0640"),
    ),
    max_size=600,
)
SAME = (
    ("نعم", "نَعَم", "نـعـم", "ﻧﻌﻢ", "\u202bنعم\u202c", "نعم!"),
    ("أكادير", "اكادير", "إكادير", "آكادير", "اگادير"),
    ("القنيطرة", "القنيطره", "القَنيطرة"),
    ("على", "علي"),
    ("Mentoré", "mentore", "MENTORÉ", "  Mentore\u0301 !! 🙂", "Ｍｅｎｔｏｒｅ", "mento\u200bré"),
    ("d'accord", "D’ACCORD", "d‘accord", "«d'accord»"),
    ("œuvre", "oeuvre", "ŒUVRE"),
    ("Casa-Settat", "casa–settat", "CASA‑SETTAT"),
    ("1", "١", "۱", "１", "1️⃣", "①", "❶", "𝟏", "१"),
    ("10", "١٠", "🔟", "⑩"),
)


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_of_one_word_fold_alike(spellings: tuple[str, ...]) -> None:
    """Accents, vowels, ligatures, invisible characters, capitals and scripts of digits vanish."""
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_a_superscript_or_a_fraction_is_no_digit() -> None:
    """² and ½ must not be read as 2 and 1/2; Roman numerals are letters."""
    assert not any(char.isdigit() for char in fold("m² ½ Ⅳ ₃"))
    assert digits("² ½ Ⅳ") == "² ½ Ⅳ"


def test_digits_leaves_the_other_words_alone() -> None:
    """Only digits change: ٢٨, fullwidth, Persian, keycaps, circled numbers."""
    assert digits("عندي ٢٨ عام") == "عندي 28 عام"
    assert digits("Ａ１ ۴ 3️⃣ ⑦ 🔟") == "Ａ1 4 3 7 10"


def test_fold_reads_only_the_beginning_of_a_very_long_text() -> None:
    """4 096 characters cost no more than 500."""
    assert len(fold("a" * 4096)) == READ_AT_MOST


@settings(derandomize=True, deadline=None, max_examples=400)
@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """Whatever is typed, folding never fails and is idempotent."""
    once = fold(text[:200])

    assert fold(once) == once[:READ_AT_MOST].strip()
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Mn") for char in once)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(ANY_TEXT, st.integers(0, 80))
def test_cleaned_text_can_be_stored_and_sent(text: str, at_most: int) -> None:
    """No NUL, surrogate, control or direction override survives; cleaning again changes nothing."""
    cleaned = clean(text, at_most)

    cleaned.encode("utf-8")
    assert not any(
        unicodedata.category(char) in ("Cc", "Cs")
        or (unicodedata.category(char) == "Cf" and char not in "\u200c\u200d")
        for char in cleaned
    )
    assert cleaned == unicodedata.normalize("NFC", cleaned).strip()
    assert clean(cleaned, at_most) == cleaned
    assert len(cleaned) <= 16 * at_most


def test_clean_counts_what_a_reader_counts() -> None:
    """A family, a flag, a skin tone and an accented letter are one grapheme each."""
    assert clean("👨‍👩‍👧‍👦👍🏽🇲🇦e\u0301z", 4) == "👨‍👩‍👧‍👦👍🏽🇲🇦é"
    assert clean("مُحَمَّد", 3) == "مُحَمَّ"
    assert clean(" Amal\x00\n\tBen\ud800 Ali\ufeff ", 60) == "Amal Ben Ali"
    assert clean("می‌خواهم", 60) == "می‌خواهم"


def test_clean_cuts_a_tower_of_accents() -> None:
    """A letter under three thousand accents becomes a letter under a few."""
    assert len(clean("a" + "\u0301" * 3000 + "b", 5)) <= 17
    assert clean("a" + "\u0301" * 3000 + "b", 5).endswith("b")


@pytest.mark.parametrize("text", ["", " ", "\0", "\ufeff", "\u200b\u200d", "\ud800", "\n\t"])
def test_clean_of_nothing_is_nothing(text: str) -> None:
    """Text without a visible character is empty."""
    assert clean(text, 10) == ""


def test_a_table_of_words_is_folded() -> None:
    """Word tables are written as people write and compared folded."""
    assert word_set("Été نَعَم\n1er") == {"ete", "نعم", "1er"}
