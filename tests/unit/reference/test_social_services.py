import pytest

from contracts.reference.social_services import is_social_service


@pytest.mark.parametrize("cpv", ["80000000", "80530000", "85323000", "55524000", "79713000"])
def test_training_care_catering_and_security_are_social_or_specific_services(cpv: str) -> None:
    assert is_social_service(cpv)


@pytest.mark.parametrize("cpv", ["72267000", "45214220", "90911200", "85400000"])
def test_other_services_are_not(cpv: str) -> None:
    assert not is_social_service(cpv)
