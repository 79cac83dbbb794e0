"""From the text of a delivery to nouns.

    rows ─ cells ─> canonical rows ─ rules ─> rows that make sense alone ─ relations ─> rows that make sense together
                                                                                │
                                                            people, work ───────┘──> Region

A row that fails on the way is kept as a `RejectedRow`; nothing is repaired and nothing gets lost.
"""
