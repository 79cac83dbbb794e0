"""What is kept: deliveries, runs, proposals and decisions. SQLAlchemy and Alembic live here and nowhere else.

    delivery ─ caseload ─> one table per sheet ─ night ─> runs ─> proposals ─ adviser ─> events (append-only)

A `Database` opens transactions; a `Store` is what one transaction can do.
"""
