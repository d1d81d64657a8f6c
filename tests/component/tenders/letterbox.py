"""Mail that a test can read, and that may refuse to be sent."""

from chassis.mail import Letter, LetterNotSent


class Letterbox:
    """Keeps letters; those to a `refused` address are not taken."""

    def __init__(self, *refused: str) -> None:
        self.letters: list[Letter] = []
        self.refused = set(refused)

    async def send(self, letter: Letter) -> None:
        if letter.to in self.refused:
            raise LetterNotSent("550 no such mailbox")
        self.letters.append(letter)

    @property
    def addressees(self) -> list[str]:
        return sorted(letter.to for letter in self.letters)
