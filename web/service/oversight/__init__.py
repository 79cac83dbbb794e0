"""Looking back: how far people came, whether groups fare alike, and who looked at or decided what."""
