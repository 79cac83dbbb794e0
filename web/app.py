"""The pages as one WSGI application."""

import gc
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace

from flask import Flask

from web.config import Settings
from web.pages import (
    access,
    assets,
    errors,
    frame,
    help,
    language,
    login,
    marks,
    menu,
    security,
    throttle,
    timing,
    viewed,
)
from web.pages.decision import own_match
from web.pages.decision import page as decision
from web.pages.decision import steps as decision_steps
from web.pages.door import contact, own_account, sign_on
from web.pages.door import sessions as admin_sessions
from web.pages.dossier import carving, client, inzage, planned, vacancy, withheld
from web.pages.entering import differences, drafts, own_vacancy, profile, wish
from web.pages.lists import worklist, worklist_together, worklist_views
from web.pages.machines import figures, health
from web.pages.manage import first_use, retention, stop
from web.pages.manage import imports as admin_import
from web.pages.manage import page as admin
from web.pages.manage import people as admin_people
from web.pages.manage import policy as admin_policy
from web.pages.manage import reasons as admin_reasons
from web.pages.oversight import advice, logbook, night_lists, overview, run
from web.pages.proposal import page as proposal
from web.pages.proposal import talk, what_if, whynot
from web.pages.turns import InTurns
from web.service.desk import open_desk
from web.service.door.provider import Provider
from web.service.manage.accounts import DEMO_COLLEAGUES, DEMO_LOGIN, DEMO_PASSWORD
from web.service.manage.first_use import FirstUse
from web.service.manage.policy_trial import Trials
from web.service.questions.aside import Aside, beside

BLUEPRINTS = (
    worklist,
    worklist_views,
    worklist_together,
    proposal,
    decision,
    what_if,
    whynot,
    decision_steps,
    talk,
    client,
    inzage,
    planned,
    withheld,
    profile,
    wish,
    differences,
    own_match,
    own_vacancy,
    vacancy,
    carving,
    advice,
    run,
    night_lists,
    overview,
    logbook,
    admin,
    admin_import,
    admin_people,
    admin_policy,
    admin_reasons,
    admin_sessions,
    own_account,
    retention,
    stop,
    sign_on,
    contact,
    help,
    login,
    first_use,
    drafts,
    language,
    assets,
    health,
)
THEME_FILE = "thema.css"
# Looks through younger values between two through the oldest, which everybody waits for: what pages keep lives long,
# and what they leave behind is found among the younger.
OLDEST_SELDOM = 100


def lasting_app(settings: Settings) -> Flask:
    """Give the application to a process that lives for it: what is loaded now stays, and is not looked through again.

    A page of a long list makes thousands of small values at once, which sets the collector off; without this it goes
    through everything the process ever loaded, for longer than the page takes.
    """
    app = create_app(settings)
    app.wsgi_app = InTurns(app.wsgi_app)  # type: ignore[method-assign]
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], OLDEST_SELDOM)
    return app


def create_app(settings: Settings, *, start: Callable[[], Executor] = beside) -> Flask:
    """Give the application over the store of the settings.

    Parameters
    ----------
    start
        Gives what answers questions to a plan; by default a process of its own, begun at the first question.

    Raises
    ------
    StoreError
        Where the store cannot be reached or has another version.
    """
    app = Flask("web", static_url_path="/static")
    desk = open_desk(settings)
    if settings.sign_on is not None:
        # Whoever signs on makes his account: this store is real from its first day.
        desk = replace(desk, is_empty=False)
    theme = settings.theme_css or settings.data_folder / THEME_FILE
    app.extensions[frame.EXTENSION] = frame.House(
        desk=desk,
        language=settings.language,
        aside=Aside(settings=settings, start=start),
        trials=Trials(settings=settings, start=start),
        first_use=FirstUse(settings=settings),
        data_folder=settings.data_folder,
        security_contact=settings.security_contact,
        provider=Provider(settings=settings.sign_on) if settings.sign_on else None,
        has_passwords=settings.sign_on is None and (desk.is_demo or desk.database.is_sqlite),
        theme=theme.read_bytes() if theme.is_file() else None,
        theme_class=settings.theme_class,
    )
    app.config["SECRET_KEY"] = desk.cookie_secret
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals.update(demo_login=DEMO_LOGIN, demo_password=DEMO_PASSWORD, demo_colleagues=DEMO_COLLEAGUES)
    security.know_the_way_here(app, settings)
    timing.measure(app)
    figures.count(app, settings)
    admin_import.let_files_in(app)
    security.secure(app, is_demo=desk.is_demo or desk.is_empty)
    first_use.lead_there(app)
    access.guard(app)
    throttle.limit(app, settings)
    throttle.watch(app, settings)
    stop.prepare(app)
    viewed.note_views(app)
    drafts.forget_sent(app)
    frame.prepare(app)
    marks.prepare(app)
    menu.prepare(app)
    errors.prepare(app)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    return app
