"""The nouns of the weigh house: frozen values that refuse nonsense at birth.

They carry no weights, read no file and know no clock.  ``profile`` says what a person can and what a task asks,
``client`` and ``vacancy`` put that in its surroundings, ``support`` names what closes a gap,
``candidate`` is what weighing one against the other gives.
"""
