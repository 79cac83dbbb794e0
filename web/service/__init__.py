"""What people and the night ask of Waag: use cases without SQL and without pages.

intake ─> store ─ nightly ─> proposals ─ worklist ─> a page ─ review ─> events ─> the next night
"""
