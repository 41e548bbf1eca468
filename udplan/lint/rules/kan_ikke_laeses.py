"""Filen kan ikke åbnes.

Filen ligger i planens mappe, men udplan kan ikke komme til at læse den, eller plan.yaml er væk. Så længe en fil ikke
kan læses, mangler den i alle summer, og derfor bliver der ikke skrevet nogen dokumenter. Sådan rettes det: luk filen i
andre programmer, og se efter, om du har adgang til mappen, og om plan.yaml ligger øverst i den.
"""
