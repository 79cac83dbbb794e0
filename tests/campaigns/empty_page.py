"""An application that says nothing: what the server and the framework cost by themselves."""

from flask import Flask

app = Flask("empty")
app.add_url_rule("/", view_func=lambda: "")
