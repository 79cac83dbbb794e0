"""One broken file per message: what a person sees stands beside each, as ``melding.txt``.

    whole/           a delivery without a fault
    cases/<name>/    the file that replaces its namesake (a JSON or xlsx file is a delivery of its own;
                     ``without.txt`` names sheets to leave out), and the message

``python -m tests.bad_input.rewrite`` writes the messages anew; read the difference before keeping it.
"""
