"""The vocabulary of sizes and layers: shapes, windows, fields, and what every layer kind declares."""
