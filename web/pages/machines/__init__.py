"""What machines ask: does it live, can it serve, how does it do. Codes and figures, nobody's data, no words to read."""
