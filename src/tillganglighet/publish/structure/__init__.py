"""The structure map: layers, tables, texts and the printed sheet."""
