"""The exact engines of OR-Tools; nothing else imports it. Each takes a problem without pins and answers rows."""
