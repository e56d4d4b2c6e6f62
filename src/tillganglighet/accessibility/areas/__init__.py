"""How far one gets, as areas and surfaces."""
