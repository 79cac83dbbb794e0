"""The shell: everything that touches a database, a file, a clock, the environment or a person."""
