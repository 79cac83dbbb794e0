"""What people and the night ask of Waag: use cases without SQL and without pages.

delivery ─> store ─ night ─> proposals ─ lists ─> dossier ─ review ─> events ─> the next night
entering ──┘     │     └─> questions, sweeping          oversight, manage, law: beside the path
                 └─ tasks ─┘

`desk` opens the store of one region for a process; `clock` is the one place that asks what time it is.
"""
