"""The first store: sheets, deliveries, runs, proposals, events, accounts."""

import sqlalchemy as sa
from alembic import op

from web.store.schema import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SHEETS = {
    "sheet_clients": (
        "client gemeente legal_group lks_group place hours path travel_limit modes times available_from "
        "basics_first_until education_first_until one_hour employee_skills register last_step_on stratum "
        "fml_version"
    ),
    "sheet_scope": "client rubriek source date",
    "sheet_capacities": "client item level conditions text source date vacancy task reading instrument until",
    "sheet_wishes": "client kind code stance words date",
    "sheet_qualifications": "client kind code has mastery source date",
    "sheet_history": "client kind date hours item cause words",
    "sheet_loonwaarde": "client occupation percent tempo quality net_time task_kind measured source date",
    "sheet_employers": "employer name sector place max_supported",
    "sheet_vacancies": (
        "vacancy employer title occupation sector place positions hours_min hours_max days_per_week "
        "ramp_months opens_on closes_on times every_evening contract_months can_grow organisation aid "
        "work_buddy jobcoach slower_pace seated certificates competences skills wage_cents description"
    ),
    "sheet_tasks": "vacancy task description share minutes can_leave_out risks",
    "sheet_demands": "vacancy task item tolerated asks minutes hoe source date",
    "sheet_travel": "from_place to_place mode minutes",
    "sheet_places": "place lat lon",
    "sheet_placements": "client vacancy employer start_on end_on hours coach_minutes once_cents gemeente",
    "sheet_budgets": "gemeente year coach_minutes discretionary_coach_minutes once_cents",
    "sheet_decisions": "client vacancy decision reason date until by",
    "persoon": "client name postcode birth_year wml_group",
    "achtergrond": "client sex origin nationality family pregnancy religion orientation benefit_since adviser team",
}


def upgrade() -> None:
    """Make every table, and let the database itself refuse to change an event."""
    for name, columns in SHEETS.items():
        _make_sheet(name, columns.split())
    _make_runs()
    _make_proposals()
    _make_events()
    _make_accounts()
    _guard_events()


def _make_sheet(name: str, columns: list[str]) -> None:
    op.create_table(
        name,
        sa.Column("row_key", sa.Text, nullable=False),
        *(sa.Column(column, sa.Text, nullable=False, server_default="") for column in columns),
        sa.Column("row_digest", sa.Text, nullable=False),
        sa.Column("first_seen_on", sa.Date, nullable=False),
        sa.Column("changed_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.PrimaryKeyConstraint("row_key", name=f"pk_{name}"),
    )
    for column in ("client", "vacancy"):
        if column in columns:
            op.create_index(f"ix_{name}_{column}", name, [column])


def _make_runs() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("received_at", UtcDateTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("is_delta", sa.Boolean, nullable=False),
        sa.Column("read", sa.Integer, nullable=False),
        sa.Column("accepted", sa.Integer, nullable=False),
        sa.Column("rejected", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("closed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("run_key", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("input_digest", sa.Text, nullable=False),
        sa.Column("config_digest", sa.Text, nullable=False),
        sa.Column("code_version", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("finished_at", UtcDateTime),
        sa.Column("problem", sa.Text, nullable=False, server_default=""),
        sa.Column("manifest", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.UniqueConstraint("run_key", name="uq_runs_run_key"),
        sa.CheckConstraint(
            "state IN ('wacht', 'bezig', 'klaar', 'teruggevallen', 'mislukt')", name=op.f("ck_runs_state_is_known")
        ),
    )
    op.create_index("ix_runs_day", "runs", ["day"])
    op.create_table(
        "current_run",
        sa.Column("only", sa.Integer, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("only", name="pk_current_run"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_current_run_run_id_runs"),
        sa.CheckConstraint('"only" = 1', name=op.f("ck_current_run_one_row")),
    )


def _make_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("client", "vacancy", "employer")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("employer_name", "title", "occupation", "sector")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("gemeente", "verdict")),
        sa.Column("n_let_op", sa.Integer, nullable=False),
        sa.Column("n_vraag_na", sa.Integer, nullable=False),
        sa.Column("instruments", sa.Text, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("week_minutes", sa.Integer, nullable=False),
        sa.Column("travel_minutes", sa.Integer),
        sa.Column("travel_limit", sa.Integer),
        sa.Column("waiting_months", sa.Integer),
        sa.Column("coach_minutes", sa.Integer, nullable=False),
        sa.Column("once_cents", sa.Integer, nullable=False),
        sa.Column("is_claim", sa.Boolean, nullable=False),
        sa.Column("was_proposed_before", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_proposals_run_id_runs"),
        sa.UniqueConstraint("run_id", "client", "vacancy", name="uq_proposals_run_id_client_vacancy"),
    )
    op.create_index("ix_proposals_client", "proposals", ["client"])
    op.create_index("ix_proposals_vacancy", "proposals", ["vacancy"])
    op.create_table(
        "proposal_details",
        sa.Column("proposal_id", sa.Text, nullable=False),
        sa.Column("proposal", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_proposal_details"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name="fk_proposal_details_proposal_id_proposals"),
    )
    op.create_table(
        "proposal_amounts",
        sa.Column("proposal_id", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("cents_per_month", sa.Integer),
        sa.Column("steps", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_proposal_amounts"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name="fk_proposal_amounts_proposal_id_proposals"),
    )
    op.create_table(
        "outcomes",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "client", name="pk_outcomes"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_outcomes_run_id_runs"),
    )


def _make_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("actor", "run_id", "proposal_id", "client", "vacancy")),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "reasons", "motivations")),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("until", sa.Date),
        sa.Column("undoes", sa.Integer),
        sa.Column("policy_version", sa.Text, nullable=False),
        sa.Column("idempotency_key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_events_run_id_runs"),
        sa.ForeignKeyConstraint(["undoes"], ["events.id"], name="fk_events_undoes_events"),
        sa.UniqueConstraint("idempotency_key", name="uq_events_idempotency_key"),
        sa.UniqueConstraint("client", "vacancy", "version", name="uq_events_client_vacancy_version"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_proposal_id", "events", ["proposal_id"])


def _make_accounts() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
    op.create_table(
        "accounts",
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("is_demo", sa.Boolean, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("login", name="pk_accounts"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.Text, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sa.Column("ended_at", UtcDateTime),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
        sa.ForeignKeyConstraint(["login"], ["accounts.login"], name="fk_sessions_login_accounts"),
    )


def _guard_events() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER events_refuse_{verb.lower()} BEFORE {verb} ON events "
                "BEGIN SELECT RAISE(ABORT, 'events are only added'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION events_are_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'events are only added'; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_refuse_change BEFORE UPDATE OR DELETE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION events_are_only_added()"
    )
