"""An analysis as a file of the format `mkus-analysis/1`: its schema, reading, writing."""

FORMAT = "mkus-analysis/1"
