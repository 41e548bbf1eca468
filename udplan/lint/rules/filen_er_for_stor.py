"""Filen, eller en tekst i den, er større end nogen plans.

En fil i en plan er en side tekst om ét punkt. Fylder den over 1 MB, har den over 10.000 linjer eller over 10.000 felter og
punkter, eller er teksten i ét felt på over 50.000 tegn, er det for det meste noget helt andet, der har fået endelsen .yaml,
eller noget, der er sat ind mange gange. Sådan rettes det: flyt filen ud af planens mappe, eller slet det i den, der ikke
hører til punktet.
"""
