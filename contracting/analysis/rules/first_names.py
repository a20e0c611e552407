"""Common first names, by which a person's name is recognised in a text."""

_NAMES = """
Adam Adrian Agata Agnieszka Aleksander Aleksandra Alicja Alina Aldona Amelia Anastazja Andrzej
Aneta Angelika Anna Antoni Antonina Arkadiusz Artur Barbara Bartłomiej Bartosz Beata Bernadeta
Błażej Bogdan Bogumił Bogumiła Bogusław Bogusława Bolesław Bożena Cecylia Celina Cezary
Czesław Czesława Damian Daniel Danuta Daria Dariusz Dawid Dominik Dominika Dorota Edward Edyta
Elżbieta Emilia Emil Ewa Ewelina Eugeniusz Eugenia Fabian Felicja Feliks Filip Franciszek
Franciszka Gabriel Gabriela Genowefa Grażyna Grzegorz Halina Hanna Helena Henryk Henryka
Hubert Ignacy Igor Ilona Ireneusz Irena Iwona Iza Izabela Jacek Jadwiga Jakub Jan Janina
Janusz Jarosław Jerzy Joanna Jolanta Józef Józefa Julia Julian Justyna Kacper Kamil Kamila
Karol Karolina Katarzyna Kazimiera Kazimierz Kinga Klaudia Konrad Kornelia Krystian Krystyna
Krzysztof Ksawery Lech Lena Leokadia Leon Lidia Lucyna Ludwik Łucja Łukasz Maciej Magdalena
Maja Małgorzata Marcel Marcin Marek Maria Marian Marianna Mariola Mariusz Marlena Marta
Martyna Marzena Mateusz Maurycy Michalina Michał Mieczysław Mikołaj Milena Miłosz Mirosław
Mirosława Monika Natalia Nikodem Nikola Nina Norbert Olga Oliwia Oskar Patrycja Patryk Paulina
Paweł Piotr Przemysław Radosław Rafał Regina Renata Robert Roman Romuald Ryszard Sabina Sandra
Sebastian Sławomir Sonia Stanisław Stanisława Stefan Stefania Sylwester Sylwia Szczepan Szymon
Tadeusz Tamara Teresa Tomasz Tymon Tymoteusz Urszula Wacław Wacława Waldemar Wanda Weronika
Wiesław Wiesława Wiktor Wiktoria Wincenty Wioletta Witold Władysław Władysława Włodzimierz
Wojciech Zbigniew Zdzisław Zdzisława Zenon Zofia Zuzanna Zygmunt
"""
FIRST_NAMES = frozenset(_NAMES.split())
