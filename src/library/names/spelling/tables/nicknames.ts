/**
 * Short and pet names: the formal name first, then what its bearer may be called. A line is a set, and sets
 * overlap: Rob is on the lines of Robert and of Robin, yet Robert and Robin share none. Symbols begin with `~`.
 * English, Irish, Russian, Ukrainian, Polish, Romanian, Serbian, Bulgarian, German, Spanish, Italian, Turkish,
 * Kurdish, Albanian, Arabic, Persian. General knowledge.
 */
export const nicknames = `
Robert Rob Bob Bobby Robbie Bert Robby Bobbie
Robin Rob Robbie
William Will Bill Billy Willie Liam Willy Wills
Richard Rick Dick Rich Richie Ricky Rickie Dickie
James Jim Jimmy Jamie Jem Jimmie
John Jack Johnny Jon Johnnie Jackie Jock
Jonathan Jon Johnny Jonny
Michael Mike Mick Mickey Micky Mikey Mischa Mitch
Thomas Tom Tommy Thom
Edward Ed Eddie Ted Ned Teddy Eddy
Edwin Ed Eddie
Theodore Ted Teddy Theo
Charles Charlie Chuck Chas Charley Chip
Henry Harry Hal Hank
Harold Harry Hal
Harrison Harry
George Georgie Geordie
Anthony Tony Ant
Andrew Andy Drew
Alexander Alex Alec Sandy Al Xander Lex Sasha Alick
Alexandra Alex Sandra Sasha Lexi Sandy Alexa
Alistair Al Ali Alastair
Albert Al Bert Bertie Albie
Alfred Alf Alfie Fred Al
Frederick Fred Freddie Freddy Rick
Benjamin Ben Benny Benji Bibi
Christopher Chris Kit Topher
Christian Chris
Christine Chris Chrissie Tina Christina
Daniel Dan Danny
David Dave Davy Davey Dai
Dennis Den Denny
Donald Don Donnie Donny
Douglas Doug Dougie
Eugene Gene
Francis Frank Fran Frankie
Geoffrey Geoff Jeff
Jeffrey Jeff Geoff
Gerald Gerry Jerry
Gerard Gerry Ger
Gregory Greg
Joseph Joe Joey Jo
Joshua Josh
Kenneth Ken Kenny
Lawrence Larry Laurie Lawrie Loz
Leonard Len Lenny Leo
Leslie Les
Louis Lou Louie
Matthew Matt Matty
Maurice Mo Maury
Nicholas Nick Nicky Nic
Nigel Nige
Oliver Ollie Olly
Patrick Pat Paddy Patsy
Peter Pete
Philip Phil Pip
Raymond Ray
Reginald Reg Reggie
Ronald Ron Ronnie Ronny
Rupert Rupe
Samuel Sam Sammy
Samantha Sam Sammy
Sidney Sid Syd
Simon Si
Stanley Stan
Stephen Steve Stevie Ste
Steven Steve Stevie Ste
Stuart Stu
Terence Terry Tel
Timothy Tim Timmy
Victor Vic
Vincent Vince Vinnie
Walter Walt Wally
Zachary Zach Zak Zack
Nathaniel Nat Nate Nathan
Nathan Nat Nate
Dominic Dom Nic
Cornelius Con Neil Corny
Jeremiah Jerry Darby
Bartholomew Bart Batt
Abraham Abe Bram
Elizabeth Liz Beth Betty Lizzie Eliza Lisa Bess Libby Betsy Lizzy Ellie Elsie Liza Bessie
Margaret Maggie Meg Peggy Marge Madge Rita Greta Peg Margie Daisy Mairead
Katherine Kate Kathy Katie Kat Kay Kitty Cathy Kath Cath Kit
Catherine Kate Cathy Katie Kitty Kate Cath Kay
Mary Molly Polly May Mamie Maria Moll
Ann Annie Nan Nancy Anna Nancy
Susan Sue Susie Suzy
Susannah Sue Susie Suzie Sukey
Patricia Pat Patty Trish Tricia Patsy Trisha
Barbara Barb Babs
Deborah Deb Debbie
Dorothy Dot Dolly Dottie Dora
Eleanor Ellie Nell Nora Nellie Ella Lena
Ellen Nell Nellie Ellie
Frances Fran Fanny Frankie
Helen Nell Nellie
Isabella Bella Izzy Isabel Belle
Jacqueline Jackie Jacqui
Janet Jan Jenny
Jane Janie Jenny
Jennifer Jen Jenny Jenn
Jessica Jess Jessie
Joanna Jo Joan
Josephine Jo Josie
Judith Judy Jude
Kimberley Kim
Laura Laurie
Victoria Vicky Vicki Tori
Matilda Tilly Mattie
Penelope Penny
Rebecca Becky Becca Bex
Sarah Sally Sadie
Theresa Terry Tess Tessa Tracy
Veronica Ronnie Vera
Virginia Ginny
Winifred Winnie Freda
Agnes Aggie Nessie
Amanda Mandy
Angela Angie Ange
Aleksandr Sasha Sanya Shura Alik Саша Шура Саня Sacha Oles Сашко Sashko
Aleksandra Sasha Shura Саша Шура Sacha Ola Lesya Леся
Aleksei Alyosha Lyosha Алёша Лёша Lesha Alex
Anastasia Nastya Настя Stasya Nastia
Anatoly Tolya Толя
Andrei Andryusha Андрюша
Anna Anya Аня Anja Nyura Hania Ania Anka Anula
Boris Borya Боря
Dmitry Dima Mitya Дима Митя Dimon
Galina Galya Галя
Georgy Gosha Zhora Гоша Жора Gogi
Grigory Grisha Гриша
Ivan Vanya Ваня Vania Wania
Konstantin Kostya Костя Kostia Kostas
Leonid Lyonya Лёня Lenya
Lyudmila Lyuda Mila Люда
Lyubov Lyuba Люба
Maksim Max Макс
Maria Masha Маша Marusya Mashka Marysia Maniek
Mikhail Misha Миша Mischa Mysha
Nadezhda Nadya Надя Nadia
Natalia Natasha Наташа Nata Tasha
Nikolai Kolya Коля Kolia
Oleg Olezhka
Olga Olya Оля Olia
Pavel Pasha Паша Pavlik Pasza
Pyotr Petya Петя Petia
Roman Roma Рома
Sergei Seryozha Серёжа Serge Serezha Seryoga
Svetlana Sveta Света
Tatiana Tanya Таня Tania
Valentina Valya Валя
Vasily Vasya Вася Vasia
Viktor Vitya Витя Vitia
Vladimir Volodya Vova Володя Вова Vlad Vladik Wolodja
Vladislav Vlad Slava Влад
Vyacheslav Slava Слава
Yaroslav Slava Слава Yarik
Yekaterina Katya Катя Katia Katja
Yelena Lena Лена Alyona
Yevgeny Zhenya Женя Zhenia Genia
Yevgenia Zhenya Женя
Yuri Yura Юра Iura Jura
Yuliya Yulya Юля
Fyodor Fedya Федя
Semyon Syoma Сёма
Ilya Ilyusha
Jan Janek Jaś Jasio Janusz
Stanisław Staszek Stach Stasiek
Wojciech Wojtek
Krzysztof Krzysiek Krzys Krzyś Kris
Tomasz Tomek
Jakub Kuba Kubus
Piotr Piotrek
Paweł Pawełek Pawlik
Andrzej Jędrek Andrzejek
Michał Michałek Misiek
Grzegorz Grzesiek Grzes
Zbigniew Zbyszek Zbyszko
Kazimierz Kazik
Józef Józek Ziutek
Małgorzata Gosia Małgosia
Katarzyna Kasia Kaśka
Agnieszka Aga Agusia
Elżbieta Ela
Joanna Asia Aśka
Magdalena Magda Lena
Barbara Basia Baśka
Zofia Zosia
Tadeusz Tadek
Henryk Heniek
Dariusz Darek
Mariusz Mariuszek
Ion Ionel Ionuț Nelu Ionică Nelutu
Gheorghe Gigi Ghiță George Gicu Ghita
Mihai Mihăiță Mișu Mihaita
Constantin Costel Costi Dinu Costică Costica
Nicolae Nicu Nelu Nicușor Nicusor Nae
Vasile Vasilică Sile Vasilica
Ștefan Fane Fănel Stefanita
Alexandru Alex Sandu Alecu
Dumitru Mitică Mitica Titi Dimitrie
Florin Florinel
Marian Marinel
Ilie Ilinca
Mehmet Memo Memet Mıho
Mustafa Mıstık Musti Mısto
İbrahim İbo Ibo Ibro
Hüseyin Hüso Hüsso
Hasan Haso Hasso
Süleyman Sülo
Abdullah Apo Abdo Avdo
Abdulkadir Apo
Osman Osso Osmo
Ahmet Ahmo Ehmo
Ramazan Ramo Remo
Yusuf Yusif Usso Juso Jusa
Fatma Fatoş Fato Fadime
Ayşe Ayşegül Eyşo
Mihemed Miho Hemo Hama Hame Hamo
Ehmed Ehmo Hemo
Hesen Heso
Husen Huso
Osman Oso
Mohammed Mo Hamoudi Hamodi Hammoudi Moe Mido Hama Medo Moha Hamada
Ahmad Hamoudi Hamada Ahmo Ako
Abdulrahman Abdo Aboud
Abdulkarim Karim Karo
Ibrahim Brahim Barhoum Ibo Ibra
Mahmoud Hamoudi Hamada Mahmo
Mustafa Darsh Moustapha Mus
Khalid Khaloud Khalo Khallo
Hussein Hussi
Ali Alush Allawi Alo
Yusuf Joe Yoyo Jo
Fatima Fatoum Fati Faty Fatou
Khadija Khadouj Dija Khaddouj
Zainab Zeina Zozo Zeinou
Hassan Hasso Abu-Ali
Reza Rezo Rez
Mohammad Mamad Mammad
Hossein Hoss
Gjergj Gjeto Gjokë Gjok
Gjon Gjoni
Aleksandër Aleks Leka Sandri Sandër
Nikollë Niko Kola Kolë Nik
Agim Gimi
Besnik Niku Beso
Arben Beni Ben Ben
Bashkim Kimi
Ilir Liri Iliri
Mhill Mhilli
Muhamet Meti
Mehmet Meti
Fatmir Miri
Shpëtim Timi
Artan Tani
Ardian Ardi Adi
Dritan Tani Driti
Ermal Mali
Florian Flori
Kujtim Timi Kujto
Luan Luani
Petrit Triti Peti
Skënder Skendi Sken Nderi
Gëzim Zimi
Josef Sepp Jupp Pepi Joschi Pepe
Johannes Hannes Hans Johann Jo
Heinrich Heinz Heiner Heini
Friedrich Fritz Fred Friedel
Wilhelm Willi Willy
Karl Kalle Charly
Georg Schorsch Jörg
Franz Franzi Franzl
Maximilian Max Maxi
Sebastian Basti Wastl Bastian
Katharina Kathi Käthe Kati
Margarete Grete Gretel Greta Gretchen
José Pepe Chepe
Francisco Paco Pancho Curro Kiko Fran
Jesús Chuy Chucho Suso
Ignacio Nacho
Antonio Toño Toni Tonio
Manuel Manolo Manu Lolo
Rafael Rafa
Guillermo Memo Guille Willy
Enrique Quique Kike
Eduardo Lalo Edu
Alejandro Alex Jano Ale
Roberto Beto Tito
Alberto Beto Berto
Ricardo Rico Richi
Santiago Santi Chago Yago
Dolores Lola Loli
Concepción Concha Conchita
María Mari Marita Maruja
Guadalupe Lupe Lupita
Giuseppe Beppe Peppe Pino Peppino Beppino
Giovanni Gianni Vanni Nanni
Francesco Franco Ciccio Checco
Luigi Gigi Gino
Salvatore Totò Toto Turi Salvo Tore
Domenico Mimmo Mico Menico
Antonio Tonino Nino Totò
Vincenzo Enzo Vincè Vinci
Lorenzo Enzo Renzo
João Joãozinho Jo
Dragan Gaga Draga
Milan Mile
Nikola Niko Nidžo Nidzo
Aleksandar Aca Saša Sasa Sale
Vladimir Vlada Vlado
Slobodan Boban Sloba
Dimitar Mitko Dimo
Georgi Gosho Joro Гошо
Hristo Ico Itso
Ivan Vanyo Vanko
Johan Joop Jan Hans
Cornelis Cees Kees Cor
Willem Wim Pim Willy
Hendrik Henk Hein
Dirk Dick
`
