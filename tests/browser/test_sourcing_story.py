"""A need becomes a call: companies are found, asked and compared, each seeing its own side."""

from tests.browser.people import PHONE, Person, Stage
from tests.browser.purchase import chosen
from tests.browser.test_every_page import barriers
from tests.component.tenders.files import PDF
from tests.waiting import until

QUESTION = "De quand date la chapelle ?"
NEED = "Taille de pierre pour une chapelle"


async def test_a_need_becomes_a_call_by_way_of_those_who_could_meet_it(stage: Stage) -> None:
    market = stage.market
    async with stage.enters(market.masons, viewport=PHONE) as masons, stage.enters(market.referent) as referent:
        await masons.opens(f"/suppliers/{market.masons.siret}/edit")
        await masons.chooses(**{"cpv-0": "45"})
        await masons.fills(**{"text-0": NEED, "capacity-0": "300 000"})
        assert NEED in await masons.presses("Enregistrer la fiche")
        await until(lambda: found(referent, market.masons.name), 30)
        assert "Mots" in await referent.reads()
        await referent.fills(of="10", new="6")
        assert "Avant ce changement" in await referent.presses("Voir ce que cela change")
        await invites(referent, stage)
        await until(lambda: is_asked(masons), 30)
        await masons.follows(NEED)
        await asks_and_is_answered(masons, referent)
        await masons.fills(text="Deux tailleurs de pierre, dès mai", price="90 000", days="60", **{"reply-1": "Oui"})
        assert "Votre réponse est arrivée." in await masons.presses("Envoyer la réponse")
        await referent.page.reload()
        said = await referent.reads()
        assert "Deux tailleurs de pierre, dès mai" in said
        assert "90 000 €" in said
        await makes_a_call(referent)


async def found(referent: Person, name: str) -> bool:
    """Describe the need; whether the company stands in the shortlist."""
    await referent.opens("/sourcing")
    await referent.fills(text=NEED)
    return name in await referent.presses("Trouver des fournisseurs")


async def invites(referent: Person, stage: Stage) -> None:
    """Put the need to the companies of the shortlist."""
    await referent.presses("Interroger ces entreprises")
    await referent.fills(title=NEED, questions="Avez-vous déjà travaillé le granit ?", cpv="45262510")
    await referent.fills(deadline=await stage.day(90), least="50 000", most="100 000")
    await referent.chooses(area="construction", direction="buildings")
    await referent.presses("Enregistrer le brouillon")
    await chosen(referent, "chapelle.pdf", PDF)
    assert "chapelle.pdf" in await referent.presses("Joindre")
    assert "C’est parti." in await referent.presses("Interroger les entreprises")


async def is_asked(masons: Person) -> bool:
    """Whether the invitation stands on the company's own desk."""
    await masons.opens("/desk")
    return NEED in await masons.reads()


async def asks_and_is_answered(masons: Person, referent: Person) -> None:
    """Read the file, ask, and read the answer that the buyer gives to all; the log tells of it."""
    assert await barriers(masons.page) == []
    async with masons.page.expect_download() as download:
        await masons.page.get_by_role("link", name="chapelle.pdf").click()
    assert (await (await download.value).path()).read_bytes() == PDF
    question = masons.page.locator("form", has=masons.page.get_by_label("Votre question"))
    await masons.fills(question, text=QUESTION)
    assert "Votre question est partie." in await masons.presses("Envoyer la question")
    await referent.opens("/desk")
    await referent.follows(QUESTION)
    exchange = referent.page.locator("article", has_text=QUESTION)
    await referent.fills(exchange, text="De 1850")
    assert await barriers(referent.page) == []
    assert "répondu à toutes" in await referent.presses("Répondre", exchange)
    async with referent.page.expect_download() as download:
        await referent.page.get_by_role("link", name="Télécharger la trace").click()
    assert QUESTION in (await (await download.value).path()).read_text()
    await masons.page.reload()
    assert "De 1850" in await masons.reads()


async def makes_a_call(referent: Person) -> None:
    """Begin a call from what was learned: what is known stands in its fields."""
    await referent.presses("En faire une consultation")
    assert await referent.page.input_value("[name=title]") == NEED
    assert await referent.page.input_value("[name=estimated_value]") == "100000,00"
    await referent.chooses(nature="works", procedure="adapted")
    await referent.fills(single_lot_reason="Un seul métier", **{"lot-0": "Pierre"})
    assert "Le brouillon est enregistré." in await referent.presses("Enregistrer le brouillon")
