"""A hand on the page: clicks as people do and waits until what follows has arrived live."""

from playwright.sync_api import Locator, Page


class Hand:
    """One page with one phone in mind."""

    def __init__(self, page: Page, address: str, phone: int) -> None:
        self.page = page
        self.phone = page.locator(f"#phone-{phone}")
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"{address}?phones={phone},3")
        page.wait_for_selector("body[data-live]")

    def does(self, act) -> "Hand":
        """Do something and wait for the page to be told."""
        before = int(self.page.evaluate("Number(document.body.dataset.live)"))
        act()
        self.page.wait_for_selector(f"body:not([data-live='{before}'])")  # a policy forbids eval
        self.page.wait_for_timeout(60)
        return self

    def taps(self, label: str) -> "Hand":
        """The newest button with these words."""
        return self.does(self.buttons(label).last.click)

    def taps_first(self, label: str) -> "Hand":
        """The oldest button with these words, which may belong to a question long past."""
        return self.does(self.buttons(label).first.click)

    def types(self, text: str) -> "Hand":
        self.phone.locator(".composer input").fill(text)
        return self.does(lambda: self.page.keyboard.press("Enter"))

    def passes(self, label: str) -> "Hand":
        """A button of the clock."""
        return self.does(self.page.get_by_role("button", name=label, exact=True).click)

    def buttons(self, label: str) -> Locator:
        return self.phone.locator(".choices button").filter(has_text=label)

    def last(self) -> str:
        """The words of the newest bubble of ours."""
        return self.phone.locator(".bubble.in p").last.inner_text()
