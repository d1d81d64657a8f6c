"""The scenes of a purchase, as its buyer plays them on the pages."""

import json

from contracts.sealing import SealedShare
from tests.browser.people import Person, Stage
from tests.component.tenders.files import OTHER_PDF, PDF
from tests.e2e.storytelling import Tender

TITLE = "Une gare routière à Liffré"


async def drafted(referent: Person, stage: Stage) -> Tender:
    """A draft, written beside what the law says of it, with a document, and sent for approval."""
    await referent.opens("/desk/draft")
    await referent.fills(estimated_value="1 200 000", cpv="45213311")
    await referent.chooses(nature="works")
    law = referent.page.locator("#advice")
    await law.locator("summary", has_text="Appel d’offres ouvert").wait_for()
    assert "suspension de 11 jours avant la signature" in await law.inner_text()
    terms = stage.market.committee.terms()
    members = "\n".join(f"{one['name']}; {one['public_key']}" for one in terms["members"])
    await referent.fills(title=TITLE, single_lot_reason="Un seul bâtiment", members=members, threshold="2")
    await referent.fills(**{"lot-0": "Gros œuvre", "value-0": "1 200 000", "months-0": "12"})
    await referent.chooses(procedure="open", direction="buildings", area="mobility-and-transport")
    await referent.page.check("[name=environmental]")
    for turn, (name, kind, weight) in enumerate((("Prix", "price", "60"), ("Carbone", "environment", "40"))):
        await referent.fills(**{f"criterion-{turn}": name, f"weight-{turn}": weight})
        await referent.chooses(**{f"kind-{turn}": kind})
    await referent.presses("Enregistrer le brouillon")
    await chosen(referent, "CCTP.pdf", PDF)
    assert "CCTP.pdf" in await referent.presses("Joindre")
    await referent.presses("Soumettre à validation")
    return Tender(referent.page.url.partition("/fr/desk")[2].partition("?")[0])


async def chosen(person: Person, name: str, content: bytes) -> None:
    """Choose a file in the field for one."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    await person.page.set_input_files("#file, #share", file)  # type: ignore[arg-type]


async def approved(approver: Person) -> None:
    """The next step of the approval, found on one's own desk."""
    await approver.opens("/desk")
    await approver.follows(TITLE)
    await approver.fills(comment="Relu")
    await approver.presses("Valider")


async def published(referent: Person, tender: Tender, deadline: str) -> None:
    """The call is made public."""
    await referent.opens(f"/desk{tender.path}")
    await referent.fills(deadline=deadline)
    assert "La consultation est publiée." in await referent.presses("Publier")


async def answered_and_amended(referent: Person, question: str) -> None:
    """The question is answered for all, and what it found missing is added to the documents."""
    await referent.opens("/desk")
    await referent.follows(question)
    await referent.fills(text="Oui, le plan le montre désormais.")
    assert "La réponse est donnée." in await referent.presses("Répondre")
    await referent.presses("Modifier la consultation")
    await referent.fills(summary="Le plan montre le toit", reason="Une question l’a demandé")
    await chosen(referent, "plan.pdf", OTHER_PDF)
    assert "La modification est publiée" in await referent.presses("Publier l’avis rectificatif")


async def opened(stage: Stage, *members: int) -> str:
    """Members of the committee give their shares, each opened on their own machine; what the last one reads."""
    committee = stage.market.committee
    for number in members:
        async with stage.enters(committee.members[number]) as member:
            await member.opens("/desk")
            await member.follows(TITLE)
            async with member.page.expect_download() as download:
                await member.page.get_by_role("link", name="Télécharger les parts scellées").click()
            held = json.loads((await (await download.value).path()).read_bytes())["shares"][number]
            share = SealedShare.from_json(held).open(committee.keys[number]).to_json()
            await chosen(member, "part.json", json.dumps(share).encode())
            said = await member.presses("Remettre ma part")
    return said


async def evaluated(stage: Stage, tender: Tender, marks: dict[str, str]) -> str:
    """An evaluator is appointed, admits each bid, marks it and lets the ranking stand, which is what comes back."""
    lot = f"/desk{tender.path}/lots/1"
    async with stage.enters(stage.market.referent) as referent:
        await referent.opens(lot)
        await referent.fills(evaluators=stage.market.anne.client)
        await referent.presses("Désigner les évaluateurs")
    async with stage.enters(stage.market.anne) as anne:
        await anne.opens(lot)
        for name in marks:
            bid = anne.page.locator("article", has_text=name)
            await anne.fills(bid, reason="Complète")
            await anne.presses("Enregistrer", bid)
        await anne.fills(statement="Aucun lien avec un candidat")
        await anne.presses("Déclarer")
        for name, mark in marks.items():
            await anne.page.get_by_label(f"Note de {name} pour Carbone", exact=True).fill(mark)
            await anne.page.get_by_label(f"Motif de la note de {name} pour Carbone").fill(f"{mark} sur dix")
        await anne.presses("Enregistrer les notes")
        return await anne.presses("Conclure l’analyse")


async def awarded(stage: Stage, tender: Tender) -> str:
    """A referent proposes, a legal adviser approves and tells the losers; what the page says of the standstill."""
    lot = f"/desk{tender.path}/lots/1"
    async with stage.enters(stage.market.referent) as referent:
        await referent.opens(lot)
        await referent.presses("Proposer l’attribution")
    async with stage.enters(stage.market.lawyer) as lawyer:
        await lawyer.opens(lot)
        await lawyer.presses("Approuver l’attribution")
        return await lawyer.presses("Notifier le résultat")


async def signed(stage: Stage, tender: Tender) -> str:
    """The contract is signed and notified; the path of its page."""
    async with stage.enters(stage.market.referent) as referent:
        await referent.opens(f"/desk{tender.path}/lots/1")
        await referent.presses("Signer le contrat")
        await referent.fills(reference="LIFFRE-1", signed_on=await stage.day())
        await referent.presses("Enregistrer la signature")
        await referent.fills(notified_on=await stage.day())
        await referent.presses("Enregistrer la notification")
        return referent.page.url.partition("/fr")[2].partition("?")[0]


async def paid(stage: Stage, contract: str) -> str:
    """An invoice comes and is paid, and the contract ends; what its page says then."""
    async with stage.enters(stage.market.treasurer) as treasurer:
        await treasurer.opens(contract)
        invoice = await treasurer.unfolds("Enregistrer une facture")
        await treasurer.fills(invoice, external_id="LIFFRE-F1", received_on=await stage.day(), value="50 000")
        await treasurer.presses("Enregistrer la facture", invoice)
        payment = await treasurer.unfolds("Enregistrer un paiement")
        paid = {"external_id": "LIFFRE-P1", "invoice": "LIFFRE-F1", "value": "50 000"}
        await treasurer.fills(payment, paid_on=await stage.day(), **paid)
        await treasurer.presses("Enregistrer le paiement", payment)
        end = await treasurer.unfolds("Terminer le contrat")
        await treasurer.fills(end, ended_on=await stage.day())
        return await treasurer.presses("Enregistrer la fin", end)
