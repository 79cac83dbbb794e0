"""What fits whom, and what support closes the gap.

Pure functions on frozen values and on columns: no clock, no environment, no database, no randomness.

    rows ─ read ─> clients, vacancies ─ caseload ─> columns
                          │                            │
                          │ one pair, readable         │ all pairs, compiled
                          v                            v
                 fit, support (the definition) == encode, kernel
                          │                            │
                          └──────> shortlist <─────────┘
                                      │
                                CandidateGraph ──> solver

The left column is what a page explains; the right one gives the same integers for a whole region at once.
"""
