from contracts.reference.roles import roles
from deploy.embedded.demo_keys import REGION, people
from deploy.sample.companies import companies


def test_every_role_that_carries_a_key_has_one() -> None:
    assert {role for role, _ in people().values()} == {code for code, role in roles().items() if role.key}


def test_two_suppliers_are_two_companies_of_the_sample_market() -> None:
    sirets = [organisation for role, organisation in people().values() if role == "supplier"]
    known = {company.siret for area in companies(20260101, 2021, 5).values() for company in area}
    assert len(set(sirets)) == 2
    assert set(sirets) <= known


def test_those_who_read_open_judge_and_pay_work_for_one_buyer() -> None:
    staff = ("prescriber", "legal-adviser", "opening-committee-member", "evaluator", "financial-manager")
    assert {people()[role] for role in staff} == {(role, REGION) for role in staff}
