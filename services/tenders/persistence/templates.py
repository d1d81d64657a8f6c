"""The templates that are kept."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.tenders.domain.template import Template, TemplateNotFound


class Templates:
    """Every organisation's templates."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, template: Template) -> None:
        """Keep a new template."""
        self._session.add(template)

    async def get(self, template_id: UUID) -> Template:
        """A template; whose it may be shown to is its own rule."""
        template = await self._session.get(Template, template_id)
        if template is None:
            raise TemplateNotFound
        return template
