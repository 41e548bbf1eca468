"""Filen er ikke gemt som UTF-8.

En tekst kan gemmes på flere måder, kaldet tegnkodninger. Blev en ældre tegnkodning læst som UTF-8, ville æ, ø og å stå
som volapyk i de færdige dokumenter, så udplan gætter ikke. Sådan rettes det: åbn filen i det program, den er skrevet i,
vælg Gem som, og vælg UTF-8 som tegnkodning.
"""
