"""The page in a real browser: whole onboardings by clicking, live, accessible, in both directions."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hand import Hand  # lies beside this file, which is no package

from simulator.words import words

DESKTOP = {"width": 1440, "height": 960}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page(browser):
    opened = browser.new_page(viewport=DESKTOP)
    yield opened
    opened.close()


def test_a_whole_onboarding_in_french_with_a_change_a_back_a_stale_tap_and_300_days(
    page, address, pictures
):
    """Amal onboards on WhatsApp by clicking, errs, goes away for 300 days, and ends as a member."""
    hand = Hand(page, address, 1)
    hand.does(hand.phone.get_by_role("button", name="Bonjour", exact=True).click)
    assert "Acceptez-vous" in hand.last()
    hand.taps("J’accepte").taps("Être accompagné(e)").types("Amal Idrissi")
    page.screenshot(path=pictures / "french-desktop.png")
    hand.types("Agadir").types("retour")
    assert "Où vivez-vous" in hand.last()
    hand.types("Zagora").types("couture")
    hand.taps_first("Accompagner")
    assert "Vous avez déjà répondu" in hand.phone.locator(".bubble.in p").last.inner_text()
    for _ in range(10):
        hand.passes("+30 days")
    assert "window closed" in hand.phone.locator(".status").inner_text()
    hand.types("Bonjour, me revoilà")
    assert "Que souhaitez-vous faire" in hand.last()
    page.screenshot(path=pictures / "french-after-300-days.png")
    hand.taps("Continuer").types("3").types("1, 3").types("1, 2").types("1991").types("3, 4")
    hand.types("changer ville")
    assert "Où vivez-vous" in hand.last()
    hand.types("Ouarzazate").types("1")
    hand.taps("Oui, je m’engage")
    assert "member" in page.locator(".people").inner_text()
    said = " ".join(hand.phone.locator(".bubble.in p").all_inner_texts())
    assert "Ouarzazate" in said
    page.screenshot(path=pictures / "french-end.png")
    assert not hand.errors


def test_a_whole_onboarding_in_arabic_reads_from_the_right(page, address, pictures):
    """Salma onboards on Telegram in Arabic by clicking; the phone is laid out from the right."""
    hand = Hand(page, address, 2)
    assert hand.phone.locator(".device").get_attribute("dir") == "rtl"
    hand.types("السلام عليكم")
    first = hand.phone.locator(".choices").last.locator("button")
    hand.does(first.nth(0).click)
    hand.does(hand.phone.locator(".choices").last.locator("button").nth(0).click)
    hand.types("سلمى بناني").types("زاكورة").types("رجوع").types("فاس").types("خياطة")
    page.screenshot(path=pictures / "arabic-desktop.png")
    stale = hand.phone.locator(".choices").nth(0).locator("button").nth(1)
    hand.does(stale.click)
    for _ in range(10):
        hand.passes("+30 days")
    hand.types("السلام عليكم")
    hand.does(hand.phone.locator(".choices").last.locator("button").nth(0).click)
    hand.types("3").types("1, 3").types("1, 2").types("1991").types("3, 4").types("تغيير المدينة")
    hand.types("الرباط").types("1")
    hand.does(hand.phone.locator(".choices").last.locator("button").nth(0).click)
    assert "member" in page.locator(".people").inner_text()
    page.set_viewport_size(PHONE)
    page.screenshot(path=pictures / "arabic-phone.png")
    assert not hand.errors


@pytest.mark.parametrize(
    ("size", "language"), [(DESKTOP, "en"), (PHONE, "ar")], ids=["desktop", "phone-arabic"]
)
def test_axe_finds_nothing(browser, address, pictures, size, language):
    """The automatic checks of axe-core pass, before, during and after a conversation."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport=size, locale=language)
    say = words(language)
    for phone in (1, 2):
        hand = Hand(page, address, phone)
        assert page.locator("html").get_attribute("lang") == language
        for text in ("Bonjour" if phone == 1 else "السلام عليكم", "1", "1", "???"):
            found = axe.run(page)
            assert found.violations_count == 0, found.generate_report()
            hand.types(text)
        hand.does(hand.phone.get_by_role("button", name=say("voice")).click)
        hand.passes(say.of("jump", "week"))
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
    page.screenshot(path=pictures / f"axe-{size['width']}.png", full_page=True)
    page.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_hangs_over_the_edge(browser, address, size, language):
    """The page is as wide as the window, from the left and from the right, and no wider."""
    page = browser.new_page(viewport=size, locale=language)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    page.close()


def test_the_language_of_the_page_is_switched_by_a_button(page, address):
    """One click turns the page round; what comes live speaks the same language."""
    hand = Hand(page, address, 1)
    page.get_by_role("button", name="العربية").click()
    page.wait_for_selector("html[lang=ar] body[data-live]")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert hand.phone.locator(".device").get_attribute("dir") == "ltr"
    hand.types("Bonjour")
    assert words("ar")("question") in page.locator("#side").inner_text()
    assert not hand.errors


def test_it_works_without_a_mouse(page, address):
    """From the top of the page, keys alone reach a phone and answer on it."""
    hand = Hand(page, address, 1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    hand.phone.locator(".composer input").focus()
    page.keyboard.type("Bonjour")
    hand.does(lambda: page.keyboard.press("Enter"))
    hand.phone.locator(".choices button").first.focus()
    hand.does(lambda: page.keyboard.press("Enter"))
    assert "Que souhaitez-vous dans le programme" in hand.last()


def test_it_works_without_a_script(browser, address):
    """With scripts off, forms and links still do everything; the page is made by the server."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("#phone-1").get_by_role("button", name="Bonjour", exact=True).click()
    page.locator("#phone-1 .choices button").first.click()
    assert "Que souhaitez-vous dans le programme" in page.locator("#phone-1").inner_text()
    context.close()


def test_two_pages_see_the_same_live(browser, address):
    """What one page does appears on another without a reload."""
    one, two = browser.new_page(), browser.new_page()
    hand, other = Hand(one, address, 1), Hand(two, address, 1)
    hand.types("Bonjour")
    other.phone.locator(".bubble.in").first.wait_for(timeout=5000)
    assert "Acceptez-vous" in other.last()
    one.close()
    two.close()
