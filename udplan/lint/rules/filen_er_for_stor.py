"""Filen fylder over 1 MB.

En fil i en plan er en side tekst om ét punkt. Fylder den over 1 MB, er det for det meste noget helt andet, der har fået
endelsen .yaml. Sådan rettes det: flyt filen ud af planens mappe, eller slet det i den, der ikke hører til punktet.
"""
