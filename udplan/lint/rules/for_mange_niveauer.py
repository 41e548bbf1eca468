"""Filen har over 100 niveauer inde i hinanden.

Et felt kan stå i et andet felt, men i en plan er der aldrig brug for mere end nogle få niveauer. Er der over 100, er
filen gået i stykker, eller den er noget andet end en plan. Sådan rettes det: ret indrykningen, så hvert felt står
forrest på sin linje, eller flyt filen ud af planens mappe.
"""
