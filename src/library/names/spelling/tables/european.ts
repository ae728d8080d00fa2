/**
 * One biblical or classical name in the languages of Europe and the Near East. A person is called Ivan at home
 * and John in England, so these are weaker than spellings of one name: the symbols begin with `=`.
 * General knowledge.
 */
export const cognates = `
John Johan{n,nes,} Jon Jan Juan João Joao Giovanni Jean Ivan Иван Ioan Ion Ioannis Ιωάννης Giannis Γιάννης Yannis Yanni Sean Seán Shaun Shane Eoin Ian Iain Evan Ieuan Ifan Sion Siôn Yahya يحيى یحیی Yuhanna یوحنا Hovhannes Yohannes Gjon Johan Hans Janos János Juhani Jovan Jens Jaan Janis Jānis
Joan Jo{a,h}anna Siobhán Siobhan Shevaun Jeanne Juana Giovanna Ioana Jovana Ivana
Jane Sinéad Sinead Sian Siân Jean Janet Jeanne Jana
Joseph Jose{f,ph} José Giuseppe Iosif Иосиф Yusuf Yousef Yosef یوسف Józef Josip Osip Jozef Seosamh Iosif Jusuf Jusuf Hovsep
Mary Mari{a,e,ya} Marie Maryam Miriam Mária Maura Máire Maire Moira Mair Mariya Мария Марія Marija مریم Meryem Mariam Maryja Marjam
Michael Mi{k,ch}{ai,a,ae,e,ha}l Michel Miguel Mikhail Михаил Mihai Michał Mikael Mikkel Mícheál Micheal Mihaly Mihály Mihail Mikail ميخائيل Michalis Μιχάλης
Peter P{i,e}t{e,}r{o,} Pedro Pierre Pietro Piotr Pyotr Пётр Petr Petar Петро Petros Πέτρος Boutros بطرس Peadar Pedr Pieter Petru Per Bedros
Paul Pa{b,v,w,u}{e,}l{o,} Paolo Pablo Paulo Pavel Павел Павло Paweł Pavlos Παύλος Boulos بولس Pól Pal Pál Pål Poul Pavle
George Georg{e,es,i,y,ios,ij} Jorge Giorgio Georgios Γιώργος Giorgos Yiorgos Gheorghe Jerzy Jiří Юрий Yuri Георгий Georgy Jurgen Jürgen Göran Jorgen Seoirse Siôr Gjergj Jirjis جرجس Girgis Kevork Gevorg
James Jaime Jacques Jakob Jacob Jakub Giacomo Iago Yaqub یعقوب Yakov Яков Seumas Séamus Seamus Hamish Diego Jaume Jakov Jakup Iacob
David Da{v,w}i{d,t} Dawid Davyd Dawood داود Davud Davide Dafydd Dewi Dáibhí Dawit Daud Давид
Daniel Dani{e,}{l,lo,le} Daniil Даниил Danyal دانیال Deiniol Danil Danilo Daniël
Matthew Mat{t,}{h,}{ew,eo,ias,eus,hew,eu,eusz,ei} Mathieu Matteo Mateo Mateusz Matei Matvei Matvey Матвей Matthäus Mattia Maitiú Mata متی
Thomas T{h,}om{a,á}s{z,} Tommaso Tomás Toma Tuma توما Foma Tomaž Tomos Tamás
Andrew Andr{e,é,es,eas,ei,ey,ew,zej,iy,ii} Anders Andrzej Андрей András Andre André Aindrias Andrii Ondřej Andrej Endre
Alexander Aleks{a,}nd{a,e,}r{o,u,} Alexandr{e,os,u,} Alejandro Alessandro Александр Олександр Iskandar اسکندر Iskander İskender Alasdair Alastair Alistair Alisdair Aleksandr Alexandru Alejandro Eskandar Sikandar
Alexandra Ale{ks,x}andra Alejandra Alessandra
Nicholas Ni{c,k}{h,}ola{s,i,os,e,us,j,y} Николай Nikolaos Νικόλαος Niccolò Nicolò Nicolae Nikola Mykola Микола Miklós Niklas Mikołaj Nioclás Neculai
Stephen Ste{ph,v,f}{e,a}n{o,os,} Étienne Etienne Esteban Stefan Stepan Степан Istefan اسطفان Szczepan István Istvan Stiofán Steffan Stephanos Estêvão Štefan
Anthony Ant{h,}on{y,i,io,ín,in,} Antoine Антон Antonios Antun Antoni Antonio António Antoine انطون Antoun
Mark Mar{c,k}{o,os,us,} Marek Марк مرقس Morqos
Luke Lu{c,k}{a,as,asz,} Lukas Łukasz Luca Lucas Lukáš لوقا Louka
Philip Phil{i,}p{p,pe,pos,} F{i,e}l{i,}p{e,} Filippo Felipe Филипп Filip فیلیپ Pilib
Simon S{i,y,e}m{e,o,ó}{o,}n Shimon Simón Simeon Семён Semyon Szymon Sam'an سمعان Simão
Elizabeth El{i,y}{s,z}a{b,v}e{th,t,ta,th} Isabel Isabella Елизавета Yelizaveta Elżbieta Elisabetta Alžběta Erzsébet Ealasaid Eilís Elspeth
Catherine {C,K}at{h,}{a,e}r{i,y}n{e,a} Екатерина Yekaterina Ekaterina Catalina Caterina Katarzyna Кatarína Kateřina Caitlín Catrin Catriona Kaitlin Kathleen Katrin Katarina
Helen {H,}el{e,è}n{a,e,i} Елена Yelena Elena Ελένη Olena Hélène Ilona Jelena Ileana
Anna An{n,}{a,e,ah} Hannah Hanna Анна Ana Ganna Hana Anne Chana
Eugene E{u,v,}g{e,é,è}n{e,io,ios,iusz} Евгений Yevgeny Evgeny Eugen Jenő Yevhen
Gregory Gr{e,é,i}gor{y,io,ios,i,ij} Григорий Grigory Grzegorz Gregor Griogair Krikor Grigor Grégoire
William W{i,}l{l,}{ia,he}m{,e} Guillaume Guillermo Wilhelm Guglielmo Uilleam Gwilym Vilhelm Вильгельм Vilim Viljami Guilherme
Henry Hen{r,}{y,i,ri,ryk,drik,rique} Enrique Enrico Heinrich Генрих Henryk Hendrik Anraí Harri Henrik
Charles Car{l,lo,los} Karl Karol Karel Карл Károly Carlos Carlo Séarlas Siarl
Louis Lu{i,ì}{s,gi,z} Ludwig Luis Luigi Ludvík Людвиг Lajos Lluís
Francis Fran{c,ç,ci,z,ti,k}{is,ois,sco,isco,šek,iszek,ek} Franz Франц Francesco Francisco François Proinsias Ferenc
Edward Ed{u,w,ou,v}ard{o,} Эдуард Edvard Éadbhard Duarte
Richard Ri{c,k}{h,}ard{o,} Riccardo Ricardo Рихард Ryszard Risteárd Rhisiart
Robert Robert{o,} Роберт Roibeárd Raibeart
Laurence La{u,w}ren{c,ti,z,tiu}{e,o,us} Lorenzo Lars Lavrenty Лаврентий Laurent Lourenço Lavrentiy
Christopher {C,K}{h,}r{i,y}s{z,}to{f,ph,ff,pher,fer,bal,foro} Cristóbal Krzysztof Христофор Kristof Hristofor Críostóir Christophe
Isaac Is{a,h}a{a,}{c,k} Yitzhak اسحاق Исаак Izak Ishaq
Abraham A{b,v}ra{h,}am Ibrahim ابراهیم Авраам Ábrahám Avraam Avram
Moses Mo{i,y,ï}s{e,é,és,es,hе}{s,i,y,j,} Moshe Musa موسی Моисей Mózes
Solomon S{a,o}lom{o,e,ó}n{e,} Sulaiman سلیمان Соломон Süleyman Salamon
Ishmael Ismail اسماعیل Ismael
Job Ayub ایوب Eyüp
Jesus Jesús Isa عیسی Issa
Aaron Haroun هارون Aron Harun
Gabriel Gabriel{e,} Jibril جبریل Cebrail Jabril Gavril Гавриил Djibril
Elijah Eli{as,jah,a} Ilyas الیاس Ilya Илья Ilie Elia Eliyahu
Jonah Jonas Yunus یونس
Adam Adam{o,} آدم Адам Ádám
Noah Noé Noe Nuh نوح Nuh Noach
Zachary Zachar{y,iah,ias} Zakaria زکریا Захар Zahar Zakhar
`
