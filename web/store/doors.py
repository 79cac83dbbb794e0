"""What stands at the door: tries that were not right yet, and who an account is elsewhere."""

from datetime import datetime

import sqlalchemy as sa

from web.store.schema import identities, tries


class DoorStore:
    """What one transaction can do at the door."""

    connection: sa.Connection

    def add_try(self, name: str, address: str, now: datetime) -> int:
        """Count one try; give its number."""
        made = self.connection.execute(tries.insert().values(at=now, name=name, address=address))
        return int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0

    def tries(self, digest: str, since: datetime) -> int:
        """Give how often a name or an address tried after a moment."""
        own = sa.or_(tries.c.name == digest, tries.c.address == digest)
        query = sa.select(sa.func.count()).select_from(tries).where(own, tries.c.at > since)
        return int(self.connection.execute(query).scalar_one())

    def forget_try(self, number: int) -> None:
        """Forget a try."""
        self.connection.execute(tries.delete().where(tries.c.id == number))

    def forget_tries(self, before: datetime) -> None:
        """Forget what is too old to count."""
        self.connection.execute(tries.delete().where(tries.c.at <= before))

    def login_of(self, issuer: str, subject: str) -> str | None:
        """Give whose account a person of a provider has; None for somebody new."""
        query = sa.select(identities.c.login).where(identities.c.issuer == issuer, identities.c.subject == subject)
        return self.connection.execute(query).scalar_one_or_none()

    def logins_elsewhere(self) -> frozenset[str]:
        """Give the accounts whose person signs on elsewhere."""
        return frozenset(self.connection.execute(sa.select(identities.c.login)).scalars())

    def add_identity(self, issuer: str, subject: str, login: str, now: datetime) -> None:
        """Keep whose account a person of a provider has, for good."""
        row = {"issuer": issuer, "subject": subject, "login": login, "made_at": now}
        self.connection.execute(identities.insert().values(**row))
