"""Files to rows in the store: read whole or refused whole, checked, compared, and only what differs is written.

folder ─> csv_files, json_files, xlsx_files ─> headers ─> delta ─> intake ─> the store, and `rejected` rows to mend
"""
