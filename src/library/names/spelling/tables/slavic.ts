/**
 * Russian, Ukrainian, Belarusian, Bulgarian, Serbian and Macedonian names: the Cyrillic form, the transliterations
 * of passports (GOST, ICAO, BGN, French and German habit), and the forms of the sister languages. General knowledge.
 */
export const slavic = `
Aleksandr Александр Олександр Aleks{a,e}nd{e,a,}r Alex{a,e}nd{e,}r Oleks{a,}ndr Alyaksandr Aliaksandr Aleksander Aleksandar Александар Аляксандр
Aleksandra Александра Олександра Alek{s}andra Alexandra Oleksandra
Aleksei Алексей Олексій Alek{s}e{i,y,j,ï} Alexe{i,y,j} Oleks{i,iy,ii,ij,y}
Anatoly Анатолий Анатолій Anatol{i,iy,y,ij,ii,yi,ie}
Andrei Андрей Андрій Andr{e,i}{i,y,j,ii,iy} Andri{i,y,j,} Андреј Andrzej Andrej
Anton Антон Anton Antin
Artyom Артём Артем Art{y,i,}{o,e}m
Boris Борис Bor{i,y}s
Bogdan Богдан Bogdan Bohdan Bahdan
Valentin Валентин Valent{i,y}n
Valery Валерий Валерій Valer{i,iy,y,ij,ii,ie}
Vasily Василий Василь Vas{i,y}l{i,iy,y,ij,ii,} Wassil{i,y} Vasyl Wasil
Viktor Виктор Віктор {V,W}i{k,c}tor Wiktor
Vitaly Виталий Віталій {V,W}ital{i,iy,y,ij,ii} Witali
Vladimir Владимир Володимир {V,W}ladim{i,ie}r Volodym{y,i}r Wolodym{y,i}r Uladzimir Vladymyr
Vladislav Владислав Владислав {V,W}ladisla{v,w,u} Vladyslav Władysław
Vyacheslav Вячеслав Вячеслав’ V{y,i,j,}a{c}{h,tch,}esla{v,w} Viacheslav Wjatscheslaw
Gennady Геннадий Ge{n}na{d}{i,iy,y,ij,ii} Hennad{i,iy,y} Guennadi
Georgy Георгий Георгій Georg{i,iy,y,ij,ii} Heorh{i,iy,y,ii} Georgi Guéorgui
Grigory Григорий Григорій Gr{i,y}gor{i,iy,y,ij,ii} Hr{y,i}hor{i,iy,y,ii} Hryhorii
Dmitry Дмитрий Дмитро Dm{i,y}tr{i,iy,y,ij,ii,o} Dimitr{i,y} Dzmitr{y} Дмитрій Dmytro
Yevgeny Евгений Євген {Y,I,J,}e{v,w}g{u,}en{i,iy,y,ij,ii,} {Y,I}e{v}hen{,ii,iy} Evgeni{,y,j} Jewgeni Eugene Yevgeniy Evgueni
Yekaterina Екатерина {Y,J,}ekaterina Katerina Kateryna Катерина Catherine Iekaterina
Yelena Елена Олена {Y,J,}elena Olena Helena Alena Jelena
Zhanna Жанна Zhanna Janna
Ivan Иван Іван Иван {I,Y}{v,w}an Іван
Igor Игорь Ігор Igor Ihor {I,Y}gor
Ilya Илья Ілля Il{y,i,j,iy}{a} Illi{a,ya} Ilja Illya
Irina Ирина Ірина Ir{i,y}na
Kirill Кирилл Кирило K{i,y}r{i,y}l{l,}{,o} Cyril
Konstantin Константин Костянтин {K,C}onstant{i,y}n Kost{y,i}ant{y,i}n
Ksenia Ксения Ксенія K{s}en{i,iy,y,ij}{a,ya} Xenia
Larisa Лариса Lar{i,y}s{s,}a
Leonid Леонид Леонід Leon{i,y}{d,t}
Lyubov Любовь L{y,i,j}ubo{v,w,ff}
Lyudmila Людмила L{y,i,j,}udm{i,y}l{l,}a
Maksim Максим Ma{ks,x}{i,y}m{e,}
Mikhail Михаил Михайло M{i,y}{kh,h,ch,k,x}a{i,y,j}l{,o} Mihail Michail Mykhailo Mychajlo
Nadezhda Надежда Надія Nade{zh,sch,j,z}da Nad{i,iy}{a,ya}
Natalia Наталья Наталия Наталія Natal{i,y,iy,j,ij}{a,ya}
Nikita Никита Микита N{i,y}kita Mykyta
Nikolai Николай Микола N{i,y}{k,c}ola{i,y,j,ï} M{y,i}kola Mykola Никола Nikola
Oleg Олег Ole{g,gh,h,k} Oleh Aleh
Olga Ольга Ol{g,h,'g}a Volha
Pavel Павел Павло Pa{v,w}{e,}l{o,} Pavlo
Pyotr Пётр Петр Петро P{y,i,j,}{o,e}t{e,}r Petro Petar Петар
Roman Роман Roman
Ruslan Руслан R{u,ou}slan
Svetlana Светлана Світлана S{v,w}{e,i,ye}tlana
Semyon Семён Семен Sem{y,i,}{o,e}n
Sergei Сергей Сергій Ser{g,gu}e{i,y,j,ï} Serh{i,ii,iy,y} Siarhei Sergii Serge{j,y} Sergiy
Stanislav Станислав Станіслав Stan{i,y}sla{v,w,u}
Stepan Степан Step{h,}an
Taras Тарас Taras
Tatiana Татьяна Тетяна Tat{i,y,j}{a}na Tet{i,y}ana
Timofey Тимофей T{i,y}mof{e}{i,y,j}
Fyodor Фёдор Федор Федір F{y,i,j,}{o,e}d{o,i}r Theodor Fedir
Yuliya Юлия Юлія {Y,I,J,}ul{i,iy,y,ij}{a,ya} Yulia Julia Iuliia
Yuri Юрий Юрій {Y,I,J,You,Iou}u{r}{i,iy,y,ij,ii} Youri Iouri Yury Jurij Juri Iurii
Yaroslav Ярослав {Y,I,J}arosla{v,w}
Yakov Яков {Y,I,J}ako{v,w} Yakiv
Goran Горан Goran
Zoran Зоран Zoran
Dragan Драган Dragan
Milos Милош Milo{š,s,sh,sch}
Milan Милан Milan
Nenad Ненад Nenad
Slobodan Слободан Slobodan
Jovan Јован Jovan Yovan
Djordje Ђорђе Đor{đ,dj}e Djordje Dorde Georgije
Nebojsa Небојша Neboj{š,s,sh}a
Zeljko Жељко {Ž,Z,Zh}el{j,}ko
Hristo Христо {H,Kh,Ch}risto
Dimitar Димитър Dim{i}t{a,ă,}r
Todor Тодор Todor
Plamen Пламен Plamen
Krasimir Красимир Krasim{i}r
Ivanov Иванов Іванов Ivano{v,w,ff}
Petrov Петров Petro{v,w,ff}
Smirnov Смирнов Sm{i}rno{v,w,ff}
Kuznetsov Кузнецов Ku{z}n{e,ye}{ts,tz,c,z}o{v,w,ff}
Shevchenko Шевченко {Sh,Sch,Ch,Š}e{v,w}{ch,tsch,tch,č}enko
Kovalenko Коваленко Ko{v,w}alenko
Bondarenko Бондаренко Bondarenko
Chernov Чернов {Ch,Tsch,Tch,Č}erno{v,w,ff}
Zhukov Жуков {Zh,J,Sch,Ž}u{k}o{v,w,ff} Joukov
Khrushchev Хрущёв Хрущев {Kh,Ch,H}ru{shch,schtsch,shh,sch,chtch,shc}{e,o,yo}{v,w,ff} Khrouchtchev Chruschtschow
Yeltsin Ельцин {Y,J,I,}el{'}{ts,z,c,tz}in{e,}
Gorbachev Горбачёв Горбачев Gorba{ch,tsch,tch,č}{e,yo,o,io}{v,w,ff}
Tchaikovsky Чайковский {Tch,Ch,Tsch,Č}a{i,j,y}ko{v,w}s{k}{y,i,ij,iy,ii}
Dostoevsky Достоевский Dosto{y,j,}e{v,w}sk{y,i,ij,iy,ii}
`
/** Polish, Czech and Slovak forms; family names whose women's form ends in -a. */
export const westSlavic = `
Wojciech Войцех Wojcie{ch,k} Vojt{ě,e}ch Wojtech
Wójcik W{ó,o,u}jcik
Kowalski {K,C}o{w,v}als{k}{i,y,a} Ковальский
Kowalczyk {K}o{w,v}al{cz,ch}{y,i}k
Wiśniewski {W,V}i{ś,s}nie{w,v}ski Wi{ś,s}niewska
Lewandowski Le{w,v}ando{w,v}sk{i,a}
Zieliński Zieli{ń,n}sk{i,a}
Szymański S{z}yma{ń,n}sk{i,a}
Woźniak {W,V}o{ź,z}niak
Dąbrowski D{ą,a,o,om}bro{w,v}sk{i,a}
Kozłowski Ko{z}{ł,l}o{w,v}sk{i,a}
Jankowski Janko{w,v}sk{i,a}
Mazur Mazur
Krawczyk Kra{w,v}{cz,ch}yk
Grzegorz Gr{z}egorz
Krzysztof Kr{z}y{sz,s}tof Krystof Kryštof
Małgorzata Ma{ł,l}gorzata
Agnieszka Agnies{z,}ka
Łukasz {Ł,L}uka{sz,s,š} Luk{á,a}š
Mateusz Mateus{z,} Matou{š,s}
Tomasz Toma{sz,s,š} Tomá{š,s}
Bartosz Barto{sz,s,š}
Mariusz Marius{z,}
Dariusz Darius{z,}
Janusz Janus{z,}
Stanisław Stanis{ł,l}a{w,v}
Zbigniew Zbign{i,}e{w,v}
Jerzy Je{rz}y Jiří Jiri Juraj
Jakub Ja{k}ub Jakob
Paweł Pa{w,v}e{ł,l}
Piotr P{i,y}otr
Michał Micha{ł,l} Michal Mychal
Andrzej Andr{z,}ej
Jarosław Jaros{ł,l}a{w,v}
Wacław Vác{l}av {W,V}ac{ł,l}a{w,v}
Novák Nov{á,a}k Nowak
Dvořák D{v,w}o{ř,r}{á,a}k
Svoboda S{v,w}oboda
Jaroslav Jarosla{v,w}
`
/** Romanian and Moldovan forms: ș and ț lost or written sh, ts; -escu, -eanu. */
export const romanian = `
Ștefan {Ș,Ş,S,Sh}tefan
Ion I{o}n Ioan
Gheorghe G{h}eorg{h}e
Mihai M{i}ha{i,il}
Mihăiță Mih{ă,a}i{ț,t,ţ}{ă,a}
Vasile Vasile
Constantin {C,K}onstantin
Nicolae Ni{c,k}ola{e,i}
Alexandru Ale{x,ks}andru
Andrei Andre{i,y}
Cătălin C{ă,a}t{ă,a}lin
Răzvan R{ă,a}zvan
Ionuț Ionu{ț,t,ţ}
Florin Florin
Costel Costel
Dumitru D{u,i}mitru
Popescu Pope{s,sc,sk}{u,cu,ko,co}
Ionescu Ione{s}{cu,co,ku}
Munteanu Munteanu
Țurcanu {Ț,Ţ,T,Ts}ur{c,k}anu Turcan
Rusu Ru{s,ss}u
Ceban {C,Ch}eban Чебан
Ciobanu {C,Ch}iobanu
Șerban {Ș,Ş,S,Sh}erban
`
