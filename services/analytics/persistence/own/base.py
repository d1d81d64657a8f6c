"""What every table of the observatory's own state has in common."""

from sqlalchemy import MetaData
from sqlalchemy.orm import registry

from chassis.schema import NAMING

state = MetaData(naming_convention=NAMING)
"""What no fact of others leads to, in the schema `public`: a replay leaves it as it is."""
mapped = registry()
"""The domain's classes and the tables they are kept in."""
