"""Making room: the details of old nights go, one night a transaction, so that people who decide never wait long."""

from web.store.database import Database


def prune_nights(database: Database, keep: int) -> list[str]:
    """Throw the details of all but the newest nights away; give the runs that lost theirs, oldest first.

    What was proposed to whom, decisions with what they were about, the log, the numbers of each run and what is needed
    to make it again stay. Room in the file of the store is used again; the file itself does not shrink.
    """
    with database.read() as store:
        old = store.nights_beyond(keep)
    gone = []
    for run_id in old:
        with database.begin() as store:
            if store.prune_run(run_id):
                gone.append(run_id)
    return gone
