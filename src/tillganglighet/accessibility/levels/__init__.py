"""Indicators by place, kommun, län and other areas; rules; what may be published of them."""
