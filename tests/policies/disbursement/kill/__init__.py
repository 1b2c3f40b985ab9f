"""The kill test: real workers, a real broker, a bank on a real socket, and kill -9 without warning."""
