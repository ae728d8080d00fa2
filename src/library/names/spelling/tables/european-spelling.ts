/**
 * Western European spellings of one name within a language: English variants, German and Scandinavian umlauts and
 * transcriptions, French, Spanish, Portuguese and Italian accents and doubled letters, Greek and Armenian.
 * General knowledge.
 */
export const western = `
John Jon Johan Jhon
Stephen Steven Stephan Stefan Stephon
Geoffrey Jeffrey Jeffery Geoffery Jeffry
Catherine Katherine Kathryn Catharine Katharine Cathryn Katheryn
Philip Phillip Filip Philipp
Sarah Sara
Hannah Hanna
Ann Anne
Alan Allan Allen Alun
Brian Bryan
Ian Iain
Mark Marc
Eric Erik Erick Erich Eirik
Carl Karl
Frederick Frederic Fredrick Frederik Fredrik Friedrich
Jacob Jakob
Lewis Louis
Teresa Theresa Therese Thérèse
Elisabeth Elizabeth
Isabel Isobel Ysabel Isabelle Isabell
Margaret Margret Marguerite Margarita Margarete Marguerita Margherita
Nicholas Nicolas Nikolas Niklas
Lawrence Laurence Laurens Lorenz
Vivian Vivien Vyvyan
Leslie Lesley
Clare Claire Clair Klara Clara
Susan Suzanne Susanne Susann Suzan
Smith Smyth Smythe Smithe
Schmidt Schmid Schmitt Schmitz Schmied
Clark Clarke Clerk
Brown Browne Braun
Taylor Tayler Tailor
White Whyte
Green Greene
Moore More Muir Moor
Reed Reid Read Reade
Stewart Stuart Steuart
Johnson Johnston Johnstone
Johansson Johanson Johannson
Thompson Thomson Tomson
Philips Phillips Phillip{s,}
Davis Davies Davys
Harris Harries
Morris Maurice
Matthews Mathews
Andersson Anderson Andersen
Petersen Peterson Pettersson Pedersen Peterssen
Hansen Hanson Hansson Hanssen
Olsen Olson Olsson Olesen
Nielsen Nilsson Nilsen Nielson
Larsen Larson Larsson
Eriksson Erickson Ericsson Eriksen Erikson Ericson
Olaf Olav Olof Ólafur Oluf
Bjorn Björn Bjørn Bjoern
Jorgen Jørgen Jörgen Joergen
Soren Søren Sören Soeren
Lars Laars
Müller Muller Mueller
Schröder Schroder Schroeder Schröeder
Schäfer Schafer Schaefer Scheffer
Krüger Kruger Krueger Kreuger
Jäger Jager Jaeger
Weiß Weiss Weis
Groß Gross Gros
Meyer Meier Maier Mayer Mayr Majer Mair
Scholz Scholze Sholz
Schulz Schulze Schultz Schultze Szulc
Hoffmann Hofmann Hoffman Hofman
Neumann Neuman
Köhler Kohler Koehler
Jürgen Jurgen Juergen
Günther Gunther Guenther Günter Guenter Gunter
Jörg Joerg Jorg
Käthe Kathe Kaethe
José Jose Josè
François Francois
André Andre
René Rene
Hernández Hernandez
Fernández Fernandez Fernandes
González Gonzalez Gonzales Gonsalez
Rodríguez Rodriguez Rodrigues Rodrigez
Martínez Martinez Martines
López Lopez Lopes
Pérez Perez Peres
Sánchez Sanchez Sanches
Jiménez Jimenez Ximenez Gimenez Giménez
Vázquez Vazquez Vasquez Vásquez Vasques
Muñoz Munoz Munhoz
Núñez Nunez Nunes Núñes
Yáñez Yanez Yañez Ianez
Giménez Gimenez
Papadopoulos Παπαδόπουλος Papadopulos Papathopoulos Papadopoulou Papadópoulos
Georgios Γεώργιος Giorgos Γιώργος Yiorgos Giorgios Yorgos Jorgos
Ioannis Ιωάννης Giannis Γιάννης Yannis Yiannis Iannis Yanis
Konstantinos Κωνσταντίνος Constantinos Costas Kostas Κώστας
Dimitrios Δημήτριος Dimitris Δημήτρης Demetrios Demetris
Christos Χρήστος Hristos Khristos
Evangelos Ευάγγελος Vangelis Βαγγέλης Evaggelos
Panagiotis Παναγιώτης Panayiotis Panayotis
Athanasios Αθανάσιος Thanasis Θανάσης
Hovhannisyan Հովհաննիսյան Ovanesyan Oganesyan Hovannisian
Grigoryan Գրիգորյան Krikorian Grigorian
Sargsyan Սարգսյան Sarkissian Sarkisyan Sarkisian
Harutyunyan Հարությունյան Arutyunyan Haroutunian Arutiunian
Petrosyan Պետրոսյան Bedrossian Petrossian Petrosian
Khachatryan Խաչատրյան Khachaturian Khachatrian Hachaturian
Hakobyan Հակոբյան Akopyan Hagopian Akopian Hakopian
Giorgi გიორგი Georgi Giorgy
Beridze ბერიძე
Kapanadze კაპანაძე
Gelashvili გელაშვილი
Mohammed-Ali Mohamedali Mohammadali
Cohen כהן Kohen Cohn Kohn
Levi לוי Levy Lévy Levey
Yosef יוסף Josef Joseph
Avraham אברהם Abraham Avram
Moshe משה Moishe Mosheh Moses
Yitzhak יצחק Isaac Itzhak Yitzchak Itzchak Izhak
Haim חיים Chaim Hayim Hayyim Chayim
Shlomo שלמה Shelomo Solomon
David דוד Dawid
Yaakov יעקב Yaacov Yakov Jacob Jakov
Shimon שמעון Simeon Shimeon
Eliyahu אליהו Elijah Eliahu
`
