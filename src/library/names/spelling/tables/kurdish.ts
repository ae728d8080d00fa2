/**
 * Kurdish names in three habits: the Kurmanji alphabet (ê î û ş ç x q w), the Turkish registry (no q w x, no ê î û)
 * and Sorani or Arabic-state spelling. General knowledge.
 */
export const kurdish = `
Ferhat فەرهاد F{e,a}rh{a}{d,t}
Serhat سەرهەد S{e,a}rh{a,e}{d,t} سرحد
Azad ئازاد Az{a}{d,t} آزاد ازاد Azat
Rojin ڕۆژین R{o,ou,u}{j,zh}{i,î}n روژین
Rojda ڕۆژدا R{o}{j,zh}d{a,e}
Rojava ڕۆژاڤا R{o}{j,zh}ava
Zilan زیلان Z{i,î}l{a}n
Berivan بێریڤان B{ê,e}r{i,î,}{v,w}{a}n بریفان
Dilan دیلان D{i,î}lan
Dilshad دڵشاد D{i,ı}l{sh,ş}a{d,t} دلشاد
Diyar دیار D{i,î}yar
Dilyar دلیار D{i,ı,}lyar
Dildar دلدار D{i,ı}ldar
Dilovan دلۆڤان D{i,ı}l{o}{v,w}an
Dilgesh دلگەش D{i,ı}lg{e,a}{sh,ş}
Dilsoz دلسۆز D{i,ı}lso{z}
Dilnaz دلناز D{i,ı}lnaz
Dilvin D{i,ı}l{v,w}{i,î}n
Dilber D{i,ı}lb{e,a}r
Baran باران B{a}r{a}n
Behnam بەهنام B{e}hnam
Bawer باوەڕ Ba{w,v}{e}r
Ciwan جوان {C,J,Dj}{i,u,}{w,v}an Cihwan
Ciwanro جوانڕۆ {C,J}wanro
Cegerxwin جگەرخوێن Cegerx{w}{î,i}n Cigerxwin Cegerhun
Hemin هێمن H{ê,e}m{i,î}n
Herish هێرش H{ê,e}r{i}{sh,ş}
Hero هێرۆ H{ê,e}ro
Hogir هۆگر Hog{i,ı,e}r
Hawar هاوار Ha{w,v}ar
Hawre هاوڕێ Ha{w,v}r{e,ê,i}
Hardi هەردی H{a,e}rd{i,î}
Heval هەڤاڵ H{e,a}{v,w}{a}l هفال
Hiwa هیوا H{i,î}{w,v}a
Hejar هەژار H{e}{j,zh}ar هژار
Jiyan ژیان J{i,î}yan Zhyan Zhian Jian Jîyan
Karwan کاروان Kar{w,v}an
Kawa کاوە Ka{w,v}{a,e}
Kawan کاوان Ka{w,v}an
Karzan کارزان Karzan
Karo کارۆ Karo
Kardo کاردۆ Kardo
Kamaran کامەران Kam{a,e}ran
Keziban کەزیبان Kez{i,î}ban
Leyla لەیلا L{e,a}{y,i}l{a}
Mazlum مەزڵووم M{a,e}zl{u,û,ou}m مظلوم
Masoud مەسعوود M{e,a}s{'}{û,u,ou}d
Mihemed محەمەد M{i,o,u}h{e,a}m{m,}{e,a}d
Nechirvan نێچیرڤان N{ê,e}{ç,ch}{î,i}r{v,w}an نیجیرفان
Nesrin نەسرین N{e,a}sr{i,î}n
Newroz نەورۆز N{e,a}{w,v}r{o,ou}z Nowruz Nevroz نوروز Navruz
Nawzad نەوزاد N{a,e}{w,v}zad
Peshraw پێشڕەو P{ê,e}{sh,ş}r{a,e}{w,v}
Peshawa پێشەوا P{ê,e}{sh,ş}{a,e}{w,v}a
Aram ئارام Aram
Ari ئاری Ari
Ako ئاکۆ Ako
Aso ئاسۆ Aso
Alan ئالان Alan
Awat ئاوات A{w,v}at
Bakhtiyar بەختیار B{a,e}{kh,x}t{i}yar Bakhtyar
Barzan بارزان Barzan
Botan بۆتان Botan
Bahoz باهۆز Bahoz
Goran گۆران Goran
Govand گۆڤەند Go{v,w}{a,e}nd
Jegir جێگر J{ê,e}gir
Lawand لاوەند La{w,v}{a,e}nd
Miran میران M{i,î}ran
Nizar نزار Nizar
Pervin پەروین P{e,a}r{w,v}{i,î}n
Peshmerga پێشمەرگە P{e,ê}{sh,ş}m{e}rg{e,a}
Rebin ڕێبین R{ê,e}b{i,î}n
Rebaz ڕێباز R{ê,e}baz
Rebar ڕێبەر R{ê,e}b{a,e}r
Rekar ڕێکار R{ê,e}kar
Rawand ڕاوەند Ra{w,v}{a,e}nd
Rawaz ڕاواز Ra{w,v}az
Ranj ڕەنج R{a,e}nj
Rayan ڕایان Rayan
Rebwar ڕێبوار R{ê,e}b{w,v}ar ریبوار
Rezan ڕێزان R{ê,e}zan
Rizgar ڕزگار R{i,ı}zgar رزگار
Rohat ڕۆهات R{o}hat
Ronahi ڕۆناهی R{o}nah{i,î}
Salar سالار Salar
Sarkawt سەرکەوت S{a,e}rk{aw,ew,ou}t سرکوت
Sherko شێرکۆ {Sh,Ş}{e,ê,i}rk{o} شیرکو
Sherzad شێرزاد {Sh,Ş}{e,ê,i}rz{a}d
Shwan شوان {Sh,Ş}{w,uw}an
Shorsh شۆڕش {Sh,Ş}or{sh,ş}
Sherwan شێروان {Sh,Ş}{e,ê,i}r{w,v}an
Sirwan سیروان S{i,î}r{w,v}an
Sarwar سەروەر S{a,e}r{w,v}{a,e}r
Sarkar سەرکار S{a,e}rkar
Sarbast سەربەست S{a,e}rb{a,e}st
Saman سامان Saman
Sangar سەنگەر S{a,e}ng{a,e}r
Shivan شڤان {Sh,Ş}{i}{v,w}an Şivan شفان
Siamand سیامەند S{i,iy,î}{y,}am{a,e}n{d}
Soran سۆران S{o}ran سوران
Welat وەڵات {W,V}{e,a}lat
Xebat خەبات {X,H,Kh}{e,a}bat خبات
Xelil خەلیل {X,H,Kh}{e,a}l{î,i}l
Xanim خانم {X,H,Kh}an{i,ı}m خانم
Xoshnaw خۆشناو {X,H,Kh}{o}{sh,ş}na{w,v} خوشناو
Xezal خەزال {X,H,Kh,Gh}{e,a}zal
Zagros زاگرۆس Zagros
Zana زانا Zana
Zanyar زانیار Zan{y,iy,i}ar
Zinar زنار Z{i}nar
Zirak زیرەک Z{i,î}r{a,e}k
Ziryan زریان Z{i}ryan
Zerevan زێرەڤان Z{e,ê}r{e,a}{v,w}an
Zerdesht زەردەشت Z{e,a}rd{e,a}{sh,ş}t
Zozan زۆزان Zozan
Çiya چیا {Ç,Ch}{i,î}ya
Agirî ئاگری Ag{i,ı}r{î,i} Ağrı
Arjin ئارژین Ar{j,zh}{i,î}n
Arîn ئارین Ar{î,i}n
Evin ئەڤین {E,A}v{i,î}n
Shilan شیلان {Sh,Ş}{i,î}lan
Gulistan گوڵستان G{u,ü,ul}listan
Öcalan ئۆجالان {Ö,O}{c,j,dj}alan اوجلان
Demirtaş دەمیرتاش Dem{i}rta{ş,sh}
Qadir قادر {Q,K}ad{i,ı}r
Omer عومەر {O,U}m{e,a}r
Osman عوسمان Osman
Hesen حەسەن H{e,a}s{e,a}n
Husen حوسێن H{u,o}s{e,ê,ei}n
Ehmed ئەحمەد {E,A}hm{e,a}d
Khadija خەدیجە X{e,a}d{î,i}{c,j}{e,a} Xec{ê,e}
Fatima فاتمە F{a,e}t{i,î,}m{e,a}
Aisha عائیشە E{y,}ş{e}
Zainab زەینەب Z{e,ê}yn{e,a}b
Ali عەلی El{î,i}
Ahmad ئەحمەد Ehm{e,a}d
Hassan حەسەن Hes{e,a}n
Hussein حوسێن Hus{e,ê}n Hisên
Mohammed محەمەد محەممەد Mihem{m,}ed Mihemmed Muhemed
Mustafa مستەفا Mistefa
Omar عومەر Emer
Othman عوسمان
Khalil خەلیل Xel{î,i}l
Khalid خالید Xal{î,i}d
Ibrahim ئیبراهیم Îbrah{î,i}m Birahîm Biro
Yusuf یوسف Usiv Ûsiv
Elî عەلی {E,A}l{î,i}
`
