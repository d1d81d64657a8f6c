"""The front page, logging in and out, and what every public site says of itself."""

from gateway.web.front import home, login, preferences, statements, unsubscribing
from gateway.web.visit import Place

PLACES = (
    Place("/", home.show),
    Place("/login", login.show, login.enter),
    Place("/logout", login.show, login.leave),
    Place("/preferences", preferences.show, preferences.choose),
    Place("/unsubscribe/{path:path}", unsubscribing.show, unsubscribing.end),
    Place("/accessibility", statements.accessibility),
    Place("/about", statements.about),
)
