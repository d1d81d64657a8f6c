"""What is behind the login: what waits for somebody, and the desk of a buyer."""

from gateway.web.desk import home
from gateway.web.visit import Place

PLACES = (Place("/desk", home.show),)
