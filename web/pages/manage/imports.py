"""Bringing in data: send files, look at what would change and what is wrong, confirm, and undo."""

from flask import Blueprint, Flask, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from web.language import numbers
from web.language.files import file_sentence
from web.language.intake import reason_sentence, remedy_sentence
from web.pages.access import ADMINISTRATOR, account_behind, administrator
from web.pages.decision.form import ShownFault
from web.pages.entering.typed_form import Filled, read_filled, typing_of
from web.pages.frame import desk, language, page, text, visitor
from web.service.delivery.file_faults import RefusedDelivery
from web.service.delivery.folder import UPLOAD_BYTES
from web.service.delivery.uploads import (
    CannotUndo,
    Looked,
    NotConfirmed,
    NotTheSame,
    confirm,
    corrected_csv,
    look,
    past_uploads,
    send,
    throw_away,
    undo,
)

blueprint = Blueprint("admin_import", __name__)
Reply = Response | Redirect | tuple[str, int] | str
SEND = "admin_import.upload"
MOST_BYTES = UPLOAD_BYTES + UPLOAD_BYTES // 10
MOST_ROWS_SHOWN = 50
SURE = "zeker"


def let_files_in(app: Flask) -> None:
    """Let large files in at one address, from one role; everybody else meets the limit of a form."""

    def larger() -> None:
        if request.endpoint != SEND:
            return
        who = account_behind()
        if who is not None and who.role == ADMINISTRATOR:
            request.max_content_length = MOST_BYTES
            request.max_form_memory_size = MOST_BYTES

    app.before_request(larger)


@blueprint.get("/beheer/import")
@administrator
def show() -> str:
    """Show the form, and what was sent before."""
    return _page(Filled())


@blueprint.post("/beheer/import")
@administrator
def upload() -> Reply:
    """Keep files to be looked at."""
    filled = read_filled(request.form)
    sent = [one for one in request.files.getlist("bestanden") if one.filename]
    if not sent:
        return _page(filled.with_faults(_fault(text("admin.import.no_files")))), 422
    files = []
    for one in sent:
        files.append((str(one.filename), one.read()))
        one.close()
    who = visitor()
    try:
        upload_id = send(
            desk().database,
            desk().clock,
            who.login if who else "",
            files,
            is_delta=filled.value("soort") == "wijzigingen",
        )
    except RefusedDelivery as problem:
        spoken = language()
        sentences = [
            file_sentence(one.code, one.file, one.line, one.column, dict(one.facts), spoken) for one in problem.faults
        ]
        return _page(filled.with_faults(*map(_fault, sentences))), 422
    return redirect(url_for("admin_import.preview", upload_id=upload_id), 303)


@blueprint.get("/beheer/import/<upload_id>")
@administrator
def preview(upload_id: str) -> Reply:
    """Show what an upload would do, row by row what is wrong."""
    return _preview(_looked(upload_id), ())


@blueprint.get("/beheer/import/<upload_id>/<sheet>.csv")
@administrator
def corrected(upload_id: str, sheet: str) -> Response:
    """Give the refused rows of a sheet, to correct and send again."""
    found = corrected_csv(_looked(upload_id), sheet, language())
    if found is None:
        abort(404)
    response = Response(found.encode("utf-8", "backslashreplace"), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{sheet}.csv"'
    return response


@blueprint.post("/beheer/import/<upload_id>")
@administrator
def carry_out(upload_id: str) -> Reply:
    """Read an upload in, or throw it away."""
    filled = read_filled(request.form)
    if filled.value("keuze") == "weg":
        throw_away(desk().database, upload_id)
        flash("admin.import.thrown_away")
        return redirect(url_for("admin_import.show"), 303)
    typing, is_sure = typing_of(filled), filled.value(SURE) == "ja"
    try:
        done = confirm(desk().database, desk().clock, upload_id, filled.version, typing, is_sure=is_sure)
    except NotTheSame:
        return _preview(_looked(upload_id), (_fault(text("admin.import.not_the_same"), "gevolg"),)), 409
    except NotConfirmed:
        return _preview(_looked(upload_id), (_fault(text("admin.import.not_sure"), SURE),)), 422
    if done is not None:
        flash("admin.import.done")
    return redirect(url_for("admin_import.show"), 303)


@blueprint.post("/beheer/import/<upload_id>/ongedaan")
@administrator
def take_back(upload_id: str) -> Reply:
    """Bring the rows back to what they were."""
    filled = read_filled(request.form)
    try:
        was_undone = undo(desk().database, desk().clock, upload_id, typing_of(filled))
    except CannotUndo as problem:
        fault = _fault(text("admin.import.cannot_undo", count=problem.count), "lijst")
        return _page(Filled(faults=(fault,))), 409
    flash("admin.import.undone" if was_undone else "admin.import.too_late")
    return redirect(url_for("admin_import.show"), 303)


def _looked(upload_id: str) -> Looked:
    found = look(desk().database, desk().clock, upload_id)
    if found is None:
        abort(404)
    return found


def _preview(found: Looked, faults: tuple[ShownFault, ...]) -> str:
    spoken = language()
    causes = found.intake.causes
    rows = [
        (
            one,
            reason_sentence(one.reason.value, one.value, dict(one.facts), spoken),
            remedy_sentence(one.remedy.value, spoken),
        )
        for one in causes[:MOST_ROWS_SHOWN]
    ]
    return page(
        "admin/preview.html",
        found=found,
        filled=Filled(version=found.seen, faults=faults),
        rows=rows,
        n_causes=len(causes),
        sheets=sorted({one.sheet for one in found.intake.rejected}),
        closing=found.intake.asks_confirmation,
        share=numbers.share(found.intake.total.rejected, found.intake.total.read, spoken),
        sure=SURE,
    )


def _page(filled: Filled) -> str:
    return page("admin/import.html", filled=filled, found=past_uploads(desk().database, desk().clock))


def _fault(sentence: str, target: str = "bestanden") -> ShownFault:
    return ShownFault(target=target, sentence=sentence)
