"""One-time codes cannot be guessed, reused, outlived, shared or used on oneself."""

from storage import links
from storage.database import Database
from storage.links import LIFETIME, TRIES
from storage.schema import link
from tests.storage.rows import KEY, NOW, newcomer

CODE = "link-0123456789abcdef012345"


def test_a_code_joins_two_chats_once(database: Database) -> None:
    """Shown by one side and confirmed by the other, then void."""
    with database.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new")
        links.offer(conn, CODE, ana, NOW, key=KEY)

        assert links.ask(conn, CODE, asking, 7, NOW, key=KEY) == ana
        assert links.use(conn, CODE, ana, NOW, key=KEY) == (asking, 7)
        assert links.use(conn, CODE, ana, NOW, key=KEY) is None
        assert links.ask(conn, CODE, asking, 7, NOW, key=KEY) is None


def test_only_a_digest_is_stored(database: Database) -> None:
    """Who reads the table cannot join anybody's chat."""
    with database.begin() as conn:
        links.offer(conn, CODE, newcomer(conn), NOW, key=KEY)
        (row,) = conn.execute(link.select()).all()

    assert CODE not in str(row)


def test_another_key_opens_nothing(database: Database) -> None:
    """The code is worth nothing to another installation."""
    with database.begin() as conn:
        links.offer(conn, CODE, newcomer(conn), NOW, key=KEY)
        asked = links.ask(conn, CODE, newcomer(conn, "new"), 7, NOW, key=b"other")

    assert asked is None


def test_a_code_is_good_for_ten_minutes(database: Database) -> None:
    """One millisecond later it is void, for asking and for joining."""
    with database.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new")
        links.offer(conn, CODE, ana, NOW, key=KEY)
        assert links.ask(conn, CODE, asking, 7, NOW + LIFETIME - 1, key=KEY) == ana
        assert links.use(conn, CODE, ana, NOW + LIFETIME, key=KEY) is None
        assert links.ask(conn, CODE, asking, 7, NOW + LIFETIME, key=KEY) is None


def test_a_code_cannot_be_joined_unasked(database: Database) -> None:
    """Confirming needs somebody who asked."""
    with database.begin() as conn:
        ana = newcomer(conn)
        links.offer(conn, CODE, ana, NOW, key=KEY)

        assert links.use(conn, CODE, ana, NOW, key=KEY) is None


def test_only_the_maker_confirms(database: Database) -> None:
    """The asking chat cannot confirm its own wish."""
    with database.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new")
        links.offer(conn, CODE, ana, NOW, key=KEY)
        links.ask(conn, CODE, asking, 7, NOW, key=KEY)

        assert links.use(conn, CODE, asking, NOW, key=KEY) is None


def test_a_code_belongs_to_the_first_chat_that_shows_it(database: Database) -> None:
    """A second chat that got hold of it is refused, the first may show it again."""
    with database.begin() as conn:
        ana, first, second = newcomer(conn), newcomer(conn, "one"), newcomer(conn, "two")
        links.offer(conn, CODE, ana, NOW, key=KEY)
        assert links.ask(conn, CODE, first, 7, NOW, key=KEY) == ana
        assert links.ask(conn, CODE, second, 8, NOW, key=KEY) is None
        assert links.ask(conn, CODE, first, 7, NOW, key=KEY) == ana


def test_one_cannot_join_oneself(database: Database) -> None:
    """The maker showing the code to the same chat is refused."""
    with database.begin() as conn:
        ana = newcomer(conn)
        links.offer(conn, CODE, ana, NOW, key=KEY)

        assert links.ask(conn, CODE, ana, 7, NOW, key=KEY) is None


def test_a_new_code_makes_the_former_void(database: Database) -> None:
    """One code a person at a time."""
    with database.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new")
        links.offer(conn, CODE, ana, NOW, key=KEY)
        links.offer(conn, CODE + "x", ana, NOW, key=KEY)

        assert links.ask(conn, CODE, asking, 7, NOW, key=KEY) is None
        assert links.ask(conn, CODE + "x", asking, 7, NOW, key=KEY) == ana


def test_a_code_shown_too_often_is_void(database: Database) -> None:
    """Five times, then never again."""
    with database.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new")
        links.offer(conn, CODE, ana, NOW, key=KEY)
        shown = [links.ask(conn, CODE, asking, 7, NOW, key=KEY) for _ in range(TRIES + 2)]

    assert shown == [ana] * TRIES + [None, None]
