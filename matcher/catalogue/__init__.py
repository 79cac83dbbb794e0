"""The catalogue: the words in which people and work are compared, and what closes a gap between them.

items.toml        what is compared: the 64 items of the FML, levels, units, couples
closes.toml       which instrument closes what, and what it asks itself
competences.toml  the 25 VUM behaviour competences
task_kinds.toml   kinds of task in which somebody's pace is known

Who may have an instrument, and on which article, is law: `matcher/rules/rights/`.

Each file has one loader; a loader refuses what it does not know, so that a typing error stops a night
instead of changing who fits where.
"""
