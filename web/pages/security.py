"""What every reply carries, and which posts are let in at all."""

from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request
from flask.wrappers import Response
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from web.config import Settings

CONTENT_SECURITY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"
# Only static files, whose address changes with their content, may be kept by a browser.
KEPT = "public, max-age=31536000, immutable"
KEPT_ENDPOINTS = frozenset({"static", "assets.htmx"})
OWN_SITES = frozenset({"same-origin", "none"})
OWN_HOST = "WAAG_OWN_HOST"
LARGEST_FORM = 256 * 1024


def know_the_way_here(app: Flask, settings: Settings) -> None:
    """Believe of proxies only the addresses they added themselves, and answer to our own name only."""
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]
    if settings.sign_on is not None:
        app.config[OWN_HOST] = urlsplit(settings.sign_on.public_url).hostname
        app.before_request(_refuse_other_names)


def secure(app: Flask, *, is_demo: bool) -> None:
    """Set cookies, forms and headers of an application."""
    app.config.update(
        SESSION_COOKIE_NAME="waag_form" if is_demo else "__Host-waag_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=not is_demo,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        # The token lives as long as the session; the referrer it would ask for is what we never send.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.before_request(_refuse_other_sites)
    CSRFProtect(app)
    app.after_request(_with_headers)
    if not is_demo:
        app.after_request(_with_transport)


def _refuse_other_names() -> Response | None:
    """Answer a request for another host in one line; machines that look whether this one lives ask it by its number."""
    is_ours = urlsplit(f"//{request.host}").hostname == current_app.config[OWN_HOST]
    return None if is_ours or request.blueprint == "machines" else Response("400", 400, mimetype="text/plain")


def _refuse_other_sites() -> None:
    """Refuse a post that another site made the browser send; a browser too old to say so still needs the token."""
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        site = request.headers.get("Sec-Fetch-Site")
        if site is not None and site not in OWN_SITES:
            abort(403)


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    is_kept = request.endpoint in KEPT_ENDPOINTS and response.status_code in (200, 304)
    response.headers["Cache-Control"] = KEPT if is_kept else "no-store"
    return response


def _with_transport(response: Response) -> Response:
    response.headers.setdefault("Strict-Transport-Security", HSTS)
    return response
