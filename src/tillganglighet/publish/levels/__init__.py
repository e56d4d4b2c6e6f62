"""The report by kommun, län or other areas, and the rules of law and programmes."""
