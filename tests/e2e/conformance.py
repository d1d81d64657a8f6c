"""What schemathesis is told when it looks at the gateway: one check of our own."""

import requests
import schemathesis
from schemathesis import Case
from schemathesis.checks import CheckContext, not_a_server_error
from schemathesis.core.failures import Failure
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
_PUBLIC = requests.Session()
SECONDS = 30


@schemathesis.check
def public_conformance(ctx: CheckContext, response: Response, case: Case) -> None:
    """The same request without a key is answered as the document says, too: to think of it twice would cost twice."""
    asked = response.request.copy()
    asked.headers.pop("Authorization", None)
    answer = Response.from_requests(_PUBLIC.send(asked, timeout=SECONDS, allow_redirects=False), verify=True)
    try:
        for check in CHECKS:
            check(ctx, answer, case)
    except Failure as found:
        found.message = f"Without a key: {answer.status_code}. {found.message}"
        raise
