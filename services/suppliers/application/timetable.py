"""What time alone makes of this service's aggregates."""

from chassis.due import Due
from services.suppliers.application.certifying import expire_certificates
from services.suppliers.application.standing import end_suspensions
from services.suppliers.persistence.tables import certificate, supplier

DUES = (Due("supplier", supplier, end_suspensions), Due("certificate", certificate, expire_certificates))
"""Each kind of aggregate that time moves, and the use case that lets it."""
