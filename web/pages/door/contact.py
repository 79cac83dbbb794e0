"""Where somebody who found a weakness can tell it (RFC 9116)."""

from datetime import timedelta

from flask import Blueprint, Response, abort

from web.pages.frame import desk, house

blueprint = Blueprint("contact", __name__)
HOLDS_FOR = timedelta(days=180)


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Give the address of the operator; none where he gave none."""
    contact = house().security_contact
    if not contact:
        abort(404)
    until = (desk().clock.now() + HOLDS_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = (f"Contact: {contact}", f"Expires: {until}", "Preferred-Languages: nl, en")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
