/**
 * Men's names of Arabic origin, in Arabic script and in the Latin spellings of the Mashriq, the Maghreb (French),
 * Egypt, Turkey, Iran, Kurdistan, the Balkans, the Caucasus, Somalia and West Africa. From general knowledge of
 * these naming traditions. One name a line; `{a,b}` stands for either. Names that differ by one vowel
 * (Hassan and Hussein, Salem and Salim, Said and Sayed) stand on lines of their own: being on
 * two lines is what tells them apart.
 */
export const arabicMen = `
Mohammed محمد M{o,u}ham{m,}{e,a}d{,h} Muhamet Mehm{et,ed} Mahomed Mahomet Mamadou Mouham{m,}{e,a}d Mohd Md Mhamed Mham{m,}ed Magomed Maxamed Mihemed Mhd Mahamat Mahamad Mamadu Muhamedi
Ahmad احمد Ahm{a,e}d A{k,c}hm{a,e}d Ahm{et,at} Ehm{e,a}d Axmed Amadou Axmad Amet Akhmat Achmat
Mahmoud محمود Ma{h,kh}m{ou,oo,u,o}d Mahmut Mehm{u,û}d Maxamuud Makhmud
Hamid حمید H{a,e}m{i,ee}d{,h} Hamit Hemîd Khamid Xamid
Hamed حامد Haamid Hamed
Hammoud حمود Hammoud Hamoud Hammud Humood Humud
Hamada حماده Hamada Hamadeh Hammada
Hammadi حمادی Ham{m,}adi Hammady
Hamdi حمدی Hamd{i,y,ee} Hemdi
Hamdan حمدان Hamdan{e,} Hemdan
Hassan حسن Has{s,}an{e,} Has{s,}en Xasan Khasan Hesen Alhassan{e,} Assane Lassana Lacen Hacen Lahcen Lahsen
Hussein حسین H{u,o}s{s,}{ei,ai,e,ey,ay}n H{ü,u}sey{i,}n Hous{s,}{ei,ai}n{e,} Hocine Houcine Khusein Xuseen Hisên Hüseyn Gusein Guseyn Husejn Hossen Oussein Hosain
Hassoun حسون Has{s,}{ou,oo,u}n{e,}
Hosni حسنی H{o,u}sn{i,y,ee} Housn{i,y}
Hussaini حسینی Hus{s,}a{i,y}ni Hos{s,}e{i,y}ni Hus{s,}e{i,y}n{i,y}
Hassani حسنی Has{s,}an{i,y}
Ali علی Al{i,y,ee} Aliy Elî Cali Aliou
Omar عمر Om{a,e}r Um{a,e}r Ömer Omer {Ou,U}mar Cumar Emer Oumarou Umaru
Amr عمرو Amr{,o,u,ou} Amrou
Ammar عمار Am{m,}{a,aa}r
Amir امیر Am{i,ee}r Emir Ameer Amyr Amiir
Amer عامر Aamer Aamir Ameur Hameur Aamr
Othman عثمان Othm{a,e}n{e,} {O,U}sm{a,aa}n Osman Ousmane Ot{h,t}man Usmon Cismaan Utman Othmen Ottman Otman Usmaan
Yusuf یوسف Y{ou,u}s{s,}{e,i,u,ou}f Yoos{u,e}f Yousof Yusif Jusuf Yuusuf Yûsif Yousaf Yosef Yosif Usuf Issouf Youssoufou
Ibrahim ابراهیم {I,E}brah{i,ee,e}m Brahim{,i} Ibraahim Ibrohim Ebrahem Îbrahîm Biram Ibragim Ibrahima
Ismail اسماعیل {I,E}sm{a,aa}{i,e,ee,ï,ë}l Isma{y,j}il Esmaeil Esmael Ismaeel Îsmaîl Smail Ismoil Ismaiil Isma'il
Ishaq اسحاق Is{-,}ha{q,k,c} {I,E}shagh Ishak Is'haq Iss{h,}ak Isaaq Eshaq Is{a,aa}{k,c} Yitzhak Itzhak
Yaqub یعقوب Ya{q,k}{u,oo,ou,o}b Yaghoub Yacoub Yakup Jakup Yaacoub Ya{a,}{k,c}o{v,b} Yaqoob Aqub Yaqoub
Musa موسی M{u,ou,oo}s{s,}a M{o,ou}ssa Muse Musé Mûsa Muusa Mousa
Isa عیسی {I,E,Ei,Ai,Ee}s{s,}a Issa Aissa Îsa Ciise Isse Eisa Aïssa
Yahya یحیی Ya{h,}{y,i}{a,ya} Yehia Yahy{a,e}h Yahia Jahja Yehya Yihya Yahiya
Zakaria زکریا Z{a,e}{k,kk,ch}ar{i,y,iy}a{,h} Zekeriya Zakariyya{,h} Zikria Zakaryya
Dawood داود Da{w,v,o,}{oo,u,ou}d Dav{u,oo,ou}d Davut Daut Daud{a,} Daawuud Daoud{a,}
Sulaiman سلیمان S{u,o,ou}l{a,e,i,ay,ai,ei,ey,ee}m{a,aa}n{e,} Süleyman Suleiman Saleebaan Sliman{e,} Slimen Souleymane Silêman
Haroun هارون Har{ou,oo,u,o}n{e,} Xaaruun
Idris ادریس {I,E,D}dr{i,ee}s{s,}{e,} Driss Idriz Idrees Idriis Edris
Ilyas الیاس {I,E}l{i,y,iy}as{s,} Il{j,}yas Eliyas Ilyes Elyes Iljas
Ayub ایوب A{y,yy,i}{ou,oo,u}b Eyüp Ejup Ayoob Eyub Ayyub
Yunus یونس Y{ou,u,oo}n{e,i,u,ou}s{s,} Yunus Junuz Yonis Younous Yunis
Khalid خالد {Kh,H,X,Ch,K}al{e,i}d{e,} Halit Xalîd Khaled Haled
Khalil خلیل {Kh,H,X,K}al{i,ee}l Xelîl Helil
Khalifa خلیفه {Kh,K,H}al{i,ee}f{a,e}{h,}
Khalaf خلف {Kh,K,X}al{a,e}f Xelef
Khalfan خلفان Khalfan
Tariq طارق T{a,aa}r{i,e,ee}{q,k,gh,c,ck,kh} Tarık Tarek
Tawfiq توفیق T{aw,ou,ao,ew,ow,o}f{i,ee}{q,k,gh,c} Tevfik Tofiq Tofik Tewfîq Teufik
Taha طه Taha Taaha
Tamim تمیم Tam{i,ee}m
Tamer تامر Tam{e,i}r Taamer
Talal طلال T{a,e}lal
Talib طالب Tal{e,i}b Taleb
Talat طلعت Tala{a,}t Tal'at
Rashid رشید R{a,e}{sh,ch,ş}{i,ee}d{,h} Reşit Rachid Raschid Reşîd Rasheed
Rashed راشد Rashed Raached Raşit
Rahman رحمن R{a,e}hm{a,o}n{e,}
Rahim رحیم R{a,e}h{i,ee}m Rehîm
Ramadan رمضان R{a,o,e}m{a,}{d,dh,z,dz}an{e,} Ramzan Ramadhan Ramdan{e,} Romdhan{e,} Ramazan Remezan
Ramzi رمزی R{a,e}mz{i,y,ee}
Rami رامی Ram{i,y,ee} Raami
Riad ریاض R{i,y,iy}a{d,dh,z} Riyaz Riyadh Reyad Ryadh Ryad
Rida رضا R{e,i}{d,z,dh}a Riza Rıza Rezza Ridha Reda Raza Ridda
Ridwan رضوان R{i,a,e,}{d,dh,z}{w,v,ou}an{e,} Radouan{e,} Redouan{e,} Radhouan{e,} Rizwan Rıdvan Ridvan Redwan
Saad سعد Sa{a,}d{,h} Sa'd S{a,â,aa}d Saâd Sa'ad Sead
Said سعید Sa{i,ee,ï,e,yi,y,î}d{,h} S{a,â}'{i,ee}d Saaid Saeid Sait Saiid Seîd
Sayed سید S{a,e}{y,yy,yi}{e,i}d Say{e,i}d Syed Seyid Seyyid
Saadi سعدی Sa{a,}d{i,y} Sa'di Sadi
Saeedi سعیدی Sa{i,ee,ei}d{i,y}
Massoud مسعود M{a,e}s{s,}{ou,oo,u,aou,a'u,au}d{,e} Mesut Messaoud Mes{'}ud Masud Masood
Salem سالم S{a,aa}l{e}m Saalim
Salim سلیم Sal{i,ee}m Selim Selîm Slim Saliim
Salam سلام S{a,e}l{a,aa}m Salaam
Salman سلمان S{a,e}lm{a,aa}n{e,} Selman
Saleh صالح S{a,aa}l{e,i,a}h Salih Saleh Saalax
Salah صلاح S{a,e}l{a,aa}h Selah
Samir سمیر S{a,e}m{i,ee}r Samiir
Samer سامر Sam{e}r Saamer
Sami سامی S{a,aa}m{i,y,ee}
Samih سمیح Sam{i,ee}h Semih
Sameh سامح Sam{e,a}h
Sabri صبری S{a,e}br{i,y,ee}
Saber صابر S{a,aa}b{e,i}r Saaber Sabeur
Sadiq صادق S{a,aa}d{i,e,ee}{q,k,gh,kh,c} Sadık Sadeq Sadegh Sadek Sadîq
Siddiq صدیق S{i,e,a}d{d,}{i,ee}{q,k,qu,qi} Sıddık Seddik Sedigh
Safwan صفوان Saf{w,ou}an{e,}
Sufian سفیان S{u,o,ou}f{i,y,iy}an{e,} Soufien Sufyen Sofian{e,} Sofiane
Suhail سهیل S{u,o,ou}h{ai,ei,ay,ey,e,i}l Sohail Süheyl
Sharif شریف {Sh,Ch,Ş,S}{a,e}r{i,ee}f{e,} Şerîf Cherif Xerif
Shakir شاکر {Sh,Ch,Ş}ak{i,e}r Shaker
Shaban شعبان {Sh,Ch,Ş,Sch}a{a,}b{a,aa}n{e,} Sha'ban Chaabane Şaban
Shadi شادی {Sh,Ch}ad{i,y,ee}
Shawqi شوقی {Sh,Ch,Ş}{aw,ou,ao,ev,ow}{q,k}{i,y} Şevki
Shukri شکری {Sh,Ch,Ş}{u,o,ou,oo,ü}{k,kk}r{i,y} Şükrü Shoukry
Shihab شهاب {Sh,Ch,Ş}{i,a,e}h{a,aa}b{e,}
Jafar جعفر {J,Dj,G,C}a{a,'a,'}f{a,e}r Gaafar Cafer Xhafer Djaafar Jafaar Ja'afar Jaffar Ja{e,}far
Jalal جلال {J,Dj,G,C}{a,e}l{a,aa}l Xhelal Celal Djelal Galal Jelal
Jamal جمال {J,Dj,G,C,Xh}{a,e}m{a,aa}l{e,} Gamal Cemal Xhemal Jemal Jamel Djamel Jaamal
Jamil جمیل {J,Dj,G,C}{a,e}m{i,ee}l Cemil Xhemil Gameel
Jaber جابر {J,Dj,G,C}{a,aa}b{e,i}r Gaber Cabir Jaabir Djaber
Jabbar جبار {J,Dj,G,C}{a,e}b{b,}{a,aa}r
Jihad جهاد {J,Dj,G,C}{i,e}h{a,aa}d Cihat Gehad Cihad
Jawad جواد {J,Dj,G,C}{a,e}{w,v,ou}{a,aa}d Cevat Djaouad Javad Jaouad Gawad
Juma جمعه {J,G,Dj}{u,o,ou,oo,e}m{a,aa,â}{h,a} {J,G}{u,o,ou}ma'a Gomaa Cuma Jomaa Jumah Juma'a Jouma Jumaa Gouma Guma Goma
Jassim جاسم {J,G}as{s,}{i,e}m Djassem
Karim کریم {K,C}{a,e}r{i,ee}m Kerîm Qarim Kariim
Kamal کمال {K,C}{a,e}m{a,aa}l
Kamel کامل {K,C}am{e,i}l Kâmil Kaamil
Kazim کاظم {K,C}a{z,dh,d,th}{i,e,ı}m Kâzım Kadhem Kazem
Qasim قاسم {Q,K,Gh,C,G}{a,aa}s{s,}{i,e,ı}m Kasem Kacem Ghasem Kassim Gassem Qaasim Kasım
Qadir قادر {Q,K,Gh,G}{a,aa}d{i,e}r Kader Qader
Qais قیس {Q,K,Gh}{ai,ei,ay,a,ey}s
Qusay قصی {Q,K,C}{u,o,ou}s{s,}{ay,ai,ei,ey}
Latif لطیف L{a,e}t{i,ee}f
Lutfi لطفی L{u,o,ou,oo,ü}tf{i,y,ü}
Majid مجید M{a,e}{j,dj,g,c}{i,ee}d Mecid Megeed Madjid Mecît
Majed ماجد Ma{j,dj,g,c}{e,i}d Maged Maajid
Mahdi مهدی M{a,e,i,o}{h,}d{i,y,ee} Mehti Mehdi Mahdy Mihdi
Malik مالک M{a,aa}l{i,e,ee}{k,q,ck} Malek Melik
Mansour منصور M{a,e}ns{ou,oo,u,o}r Mansor Mensur Mansoor
Marwan مروان M{a,e}r{w,v,ou}{a,aa,e}n{e,} Merwan Mervan
Mazen مازن M{a,aa}z{e,i}n
Mounir منیر M{u,o,ou,ü,oo}n{i,ee}{r,re} Münir Mouneer
Mourad مراد M{u,o,ou}r{a,aa}{d,t} Murat Mirad
Mukhtar مختار M{u,o,ou,a}{kh,h,k,ch,x,q}t{a,aa}r Muhtar Moktar
Mustafa مصطفی M{u,o,ou}s{s,}t{a,e}{f,ff,ph}{a,aa}{,h} Mistefa Moustapha Mustafo Mostefa Mustefa Mistafa
Muslim مسلم M{u,o,ou}sl{i,e}m{,e} Müslüm Müslim
Mahjoub محجوب Mah{j,dj,g}{u,ou,oo}b Mahcub
Maher ماهر M{a,aa}h{e,i}r
Muhsin محسن M{o,u,ou}hs{e,i,ee}n{e,} Mouhcin{e,} Mohcin{e,} Muhsin Mohssin{e,}
Muath معاذ M{u,o,ou}{a,'a,aa}{th,dh,z,d,t}{,h} Muadh Moaz
Moataz معتز M{u,o,ou}{'t,at,t,ataa}az{z,} Mutaz Moutaz Mo'taz
Muayyad مؤید M{u,o,ou}{a,'a}{y,yy}{a,e}d Moayed Müeyyed
Monsef منصف M{o,u,ou}n{s,c}{e,i}f
Mundhir منذر M{o,u,ou}n{d,dh,z,th}{e,i,ee}r Mondher Munzir
Mishal مشعل M{i,e}sh{a,aa,'a}l Mechaal Mishaal
Muzaffar مظفر M{u,o,ou}{z,dh}af{f,}{a,e}r
Nabil نبیل N{a,e}b{i,ee}l
Nader نادر N{a,aa}d{e,i}r
Naji ناجی Na{j,g,dj,c}{i,y,ee}
Naim نعیم Na{i,ee,'i,ï,e}m N'aim Neim
Najib نجیب N{a,e}{j,g,dj,c}{i,ee}b Necip Naguib
Nasser ناصر Na{s,ss,c,ç}{e,i,}r Nassir Naser Nacer Naasir Naceur Ennaceur
Nasir نصیر Naseer
Nasri نصری N{a,e}sr{i,y}
Nasim نسیم N{a,e}s{s,}{i,ee}m Nacim Nassim
Nawaf نواف N{a,}{w,ou}{w,}af
Nizar نزار N{i,e}z{a,aa}r
Nimr نمر Nim{e,i,}r Nemr
Nouri نوری N{ou,oo,u}r{i,y,ee} Nurî
Omran عمران {O,U,I,E}mr{a,aa}n{e,}
Qaddour قدور {Q,K,G}ad{d,}{ou,oo,u}r
Radi راضی Ra{d,dh,z}{i,y}
Raed رائد Ra{e,i,'e,'i}d
Raouf رءوف R{a,}{ou,'ou,'u,oo,u,o}f Rauf Rouf Raoof
Rafat رافت Ra{'f,f,af}at Ra'fat Refat Raafat
Rifat رفعت R{i,e,ı}f{a,'a,aa}t Rifaat Rıfat
Rafiq رفیق R{a,e}f{i,ee}{q,k,gh,c} Refik
Rabih رابح Rab{e,a,i}h
Rabia ربیع Rab{i,ee}{,h,'} Rab{i,e}{e,'a}
Sabah صباح Sab{a,aa}h
Samara سامرایی Samarra{i,'i}
Tahir طاهر T{a,aa}h{e,i}r Taher Tayir Tahar
Tahsin تحسین T{a,e}hs{i,ee}n{e,}
Turki ترکی T{u,ou,o}rk{i,y}
Tayyib طیب T{a,ay}{y,yy}{i,e}b Taieb Tayeb Tayyip Tajib Taib
Ubaid عبید {U,O,Ou}b{ai,ei,ay,ey,e}d{,h} Abeid Abaid Oubaid
Wael وائل {W,Ou}{a,aa}{e,'e,'i,i}l Wa{y,ï}l
Walid ولید {W,Ou,V,U}{a,e}l{i,ee}{d,t} Waleed Oualid Velit
Waseem وسیم {W,Ou,V}as{s,}{i,ee}m Ouassim Vesim
Wahid وحید {W,V,Ou}{a,e}h{i,ee}d Vahit
Wissam وسام {W,Ou}i{s,ss}am
Yasin یاسین Y{a,aa}s{s,}{i,ee}n{e,} Yacin{e,} Jasin Yasîn
Yasser یاسر Y{a,aa}s{s,}{e,i}{r,ir} Yaaser Yasir
Yazid یزید Yaz{i,ee}d
Zaid زید Z{ai,ay,ei,ey,a,aï,ie}d Zayd Zeyd
Zayed زاید Za{y,i}{e,i}d
Ziad زیاد Z{i,y,iy,ei}{a,aa}{d,t} Zeyad
Zain زین Z{ai,ay,ei,ey,i,ine}n{e,} Zeyn
Zahir زاهر Zah{e,i}r
Zaher ظاهر {Z,Dh}{a,aa}h{e,i}r Thaher
Zuhair زهیر {Z}{u,o,ou}h{ai,ei,ay,ey,e,i}r
Zubair زبیر {Z}{u,o,ou}b{ai,ei,ay,ey,e,i}r
Abbas عباس Ab{b,}{a,aa,e,è}s{s,}{e,} Ebas
Abdullah عبدالله Abd{u,a,e,o,ou}ll{a,e}{,h,hi} Abdila Abdalla{,h} Evdila Abdallah Abdulahi Abdulla Cabdulaahi
Abed عبد Ab{e}d
Abid عابد Aabed Abid
Abdo عبده Abd{o,ou,oh,u,uh,ouh,oo}
Abud عبود Ab{b,}{ou,oo,u}d
Abu-Bakr ابوبکر Ab{u,ou,oo,o}Ba{k,kk}{a,}{r,ar} Ab{u,ou,oo}bak{a,e,}r Aboubacar Bubakar Boubakar Boubacar Boubaker Abubakari Ebubekir EbuBekir Boubekeur Boubkar Abibaker Babacar
Bakr بکر B{a,e}k{i,e,}r Bakir
Adel عادل {A,Aa}d{e,i,ee}l Adil Âdil ʿādil Caadil Adal
Adib ادیب Ad{i,ee}b Edip
Adnan عدنان {A,Aa}dn{a,aa,e}n{e,} Adnane Cadnaan
Afif عفیف Af{i,ee}f
Aiman ایمن A{y,i}m{a,e}n Eymen Aymen Aymane Aimen Ayman
Alaa علاء {A,E}l{a,â,aa}{',a,â,} Ala'a Alaa
Akram اکرم Ak{r}{a,e}m Ekrem Akrem
Alwan علوان Al{w,ou}an{e,}
Amin امین {A,E}m{i,ee}n{e,} Emîn
Anas انس An{a,e}s{s,} Enes Anass
Anwar انور {A,E}n{w,v,ou}{a,e}r Enver Anouar Anwer Anwaar
Asif آصف As{e,i,ee}f Asaf
Aref عارف {A,Aa}r{e,i,ee}f{e,} Arif
Arafat عرفات Ara{f,ff}{a,aa}t
Arafa عرفه Ar{a,}f{a,e}{,h}
Asad اسد As{s,}{a,e}d{,h} Asad Esed
Asaad اسعد As{s,}{aa,a}d Es'ad Esat As'ad Asaad
Asem عاصم {A,Aa}s{s,}{e,i,ı}m Asım Assim
Ashraf اشرف {A,E}{sh,ch,ş}r{a,e}f Achraf Eşref
Atef عاطف {A,Aa}t{e,i,ı}f Atıf
Atiya عطیه At{t,}i{y,}{a,e}{h,} Atiyyah
Ayad ایاد {A,E,I}{y,yy,iy}{a,aa}d
Azzam عزام Az{z,}{a,aa}m
Aziz عزیز {A,E}z{i,ee}z Azez
Awad عوض A{w,ww,ou}a{d,dh,z}{h,} Iwad Ewaz
Aws اوس A{w,o,ou}s
Badr بدر B{a,e}d{e,i,}r
Bahaa بهاء Bah{a,aa}{',} Baha
Basem باسم B{a,aa}s{s,}{e,i,ı}m
Bassam بسام B{a,e}s{s,}{a,aa}m Bessam
Basel باسل B{a,aa}s{s,}{e,i}l
Bashir بشیر B{a,e,i}{sh,ch,ş}{i,ee}r Bachir Beşir
Bashar بشار B{a,e}{sh,ch,ş}{sh,}{a,aa}r
Bilal بلال B{i,e}l{a,aa,e,ä}l Bilel Belal Billal
Burhan برهان B{u,o,ou}rh{a,aa}n{e,}
Dhia ضیاء {D,Dh,Z}{i,iy,hi}{a,aa,ya}{',} Ziya Diaa
Emad عماد {E,I}{m}{a,aa,e}{d,t} Imed Imad Emad
Ehab ایهاب {E,I}h{a,aa}b
Ehsan احسان {E,I}hs{a,aa}n
Essam عصام {E,I}s{s,}{a,aa,e}m
Ezzat عزت {E,I}z{z,}{a,e}t
Fadel فاضل F{a,aa}{d,dh,z}{e,i,ı}l{e,} Fazıl Fadhel Fazle
Fadl فضل Fa{d,dh,z}{a,}l Fazal
Fadi فادی Fad{i,y,ee}
Fahad فهد Fah{a,}d
Faisal فیصل F{ai,ay,ei,ey,a,e}{s,ss,ç,c,z}{a,e}l Feisal Faycal Feysel
Faraj فرج F{a,}r{a,e}{j,g,dj,c}
Farah فرح F{a,e}r{a}h Faraax
Farid فرید F{a,e}r{i,ee}{d,t}
Fares فارس F{a,aa}r{e,i}s{s,}
Farouk فاروق F{a,aa}r{ou,oo,u,o}{k,q,gh,c,kh}
Fathi فتحی F{a,e}t{h,}{h,}{i,y} Fethi Fathy
Fawzi فوزی F{aw,ou,ao,ow,ev,au}z{i,y} Fevzi Fouzi
Fawaz فواز F{a,}{w,ou}{w,}az
Fayyad فیاض Fa{y,yy,i}a{d,dh,z}{h,}
Fouad فواد F{ou,u,o,oo}{a,'a,aa,w}{d,t} Fuat Fouaad
Ghassan غسان {Gh,G,R}as{s,}{a,e}n{e,} Rassan
Ghazi غازی {Gh,G}a{z}{i,y,ee} Gazi
Ghanem غانم {Gh,G}an{e,i}m Ganim
Habib حبیب H{a,e}b{i,ee}{b,p}
Hadi هادی H{a,aa}d{i,y,ee}
Hafez حافظ H{a,aa}f{e,i,ı}{z,d,dh,s} Hafız Hafedh
Haidar حیدر H{ai,ay,ei,ey,e,a}d{a,e}r Haydar Gaidar Heyder
Haitham هیثم H{ai,ay,ei,ey,a}{th,s,t}{a,e}m Heysem Haytam Haithem
Hajj حاج Haj{j,}
Haji حاجی Ha{j,jj,dj}{i,y} Hacı Xaji
Hakim حکیم {H,}{a,e}{k,q}{i,ee}m Hekim
Hakem حاکم Ha{a,}k{e,i}m
Hani هانی H{a,aa}n{i,y,ee}
Hanna حنا Han{n,}a
Hashim هاشم H{a,aa}{sh,ch,ş}{i,e}m Haşim Hachem Hasheem
Hatem حاتم H{a,aa}t{e,i}m
Hazem حازم H{a,aa}z{e,i,ı}m Hazım
Hegazi حجازی H{e,i}{g,j,dj,c}{a,aa}z{i,y}
Hisham هشام H{i,e,}{sh,ch,ş,sch}{a,aa,e}m{e,} Hicham
Hossam حسام H{o,u,ou}s{s,}{a,aa,e}m Hüsam
Humaid حمید H{u,o,}m{ai,ay,ei,ey,aye}d Hmaied Hmayed
Imam امام {I,E}m{a,aa}m
Jarrah جراح {J,G}ar{r,}ah
Lahoud لحود Lah{ou,oo,u}d
Lotf لطف L{o,u,ou}tf
Sari ساری Sar{i,y}
Sakr صقر Sa{k,q,gh}{e,}r
Safi صافی Saf{i,y}
Shahin شاهین {Sh,Ch,Ş}ah{i,ee}n{e,} Şahin Chahine
Suleymani سلیمانی S{u,o}l{ei,ai,ey,ay}m{a,aa}ni
Ukasha عکاشه {O,U}kasha{,h}
Usama اسامه {O,U,Ou}s{s,}{a,aa}m{a,e,ah} Oussema Üsame
Uday عدی {O,U}d{ay,ai,ei,ey,dai,day}
Uqba عقبه {O,U}{q,k}ba
`
