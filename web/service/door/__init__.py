"""Who gets in, and for how long: nothing of what somebody may do once inside.

password: name + password → limits → hashing → session          (the made-up world, and one gemeente on one machine)
sign-on:  provider → claims → identity (issuer, subject) → account → session          (everywhere else)
session → list and end; every step → security log
"""
