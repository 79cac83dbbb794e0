"""The pages as one WSGI application."""

from collections.abc import Callable
from concurrent.futures import Executor

from flask import Flask

from web.config import Settings
from web.pages import (
    access,
    admin,
    admin_import,
    admin_people,
    admin_policy,
    admin_reasons,
    advice,
    assets,
    carving,
    client,
    decision,
    decision_steps,
    drafts,
    errors,
    first_use,
    frame,
    help,
    language,
    logbook,
    login,
    menu,
    night_lists,
    overview,
    own_match,
    own_vacancy,
    planned,
    profile,
    proposal,
    run,
    security,
    talk,
    timing,
    vacancy,
    viewed,
    what_if,
    whynot,
    worklist,
    worklist_together,
    worklist_views,
)
from web.service.accounts import DEMO_COLLEAGUES, DEMO_LOGIN, DEMO_PASSWORD
from web.service.aside import Aside, beside
from web.service.desk import open_desk
from web.service.first_use import FirstUse
from web.service.policy_trial import Trials

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
    planned,
    profile,
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
    help,
    login,
    first_use,
    drafts,
    language,
    assets,
)
THEME_FILE = "thema.css"


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
    theme = settings.data_folder / THEME_FILE
    app.extensions[frame.EXTENSION] = frame.House(
        desk=desk,
        language=settings.language,
        aside=Aside(settings=settings, start=start),
        trials=Trials(settings=settings, start=start),
        first_use=FirstUse(settings=settings),
        theme=theme.read_bytes() if theme.is_file() else None,
    )
    app.config["SECRET_KEY"] = desk.cookie_secret
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals.update(demo_login=DEMO_LOGIN, demo_password=DEMO_PASSWORD, demo_colleagues=DEMO_COLLEAGUES)
    timing.measure(app)
    admin_import.let_files_in(app)
    security.secure(app, is_demo=desk.is_demo or desk.is_empty)
    first_use.lead_there(app)
    access.guard(app)
    viewed.note_views(app)
    drafts.forget_sent(app)
    frame.prepare(app)
    menu.prepare(app)
    errors.prepare(app)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    return app
