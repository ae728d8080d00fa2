/** Persian, Dari and Tajik names: v where Arabic has w, gh and q alike, -eh where Arabic has -a. General knowledge. */
export const persian = `
Reza رضا R{e,i}{z,dh}a{,h} Riza
Mehdi مهدی Me{h,}d{i,y} Mehti
Hamidreza حمیدرضا Hamid{-,}r{e,i}za
Alireza علیرضا Ali{-,}r{e,i}za
Gholamreza غلامرضا {Gh,G,Q}{o,u}lam{-,}r{e,i}za
Mohammadreza محمدرضا M{o,u}hamm{a,e}d{-,}r{e,i}za
Amirhossein امیرحسین Amir{-,}h{o,u}ss{ei,ai,e}n
Mohammadali محمدعلی M{o,u}hamm{a,e}d{-,}ali
Gholam غلام {Gh,G,Q}{o,u}l{a}m
Behzad بهزاد Be{h}z{a,o}d
Behrouz بهروز B{e,a}hr{ou,oo,u,o}z Bihroz
Bahram بهرام B{a,e}hr{a}m Behram
Babak بابک Bab{a,e}k
Bijan بیژن B{i,ee}{j,zh}an
Cyrus کوروش {C,K}{o,ou,u,oo,y}r{o,ou,u,oo}{sh,s} Kourosh Koorosh
Darius داریوش Dar{i,y,iy}{u,ou,oo}{sh,s} Daryush
Ehsan احسان Ehsan
Esfandiar اسفندیار Esfand{i,iy,y}ar
Fariborz فریبرز Fariborz
Farhad فرهاد F{a,e}rh{a,o}{d,t}
Farshid فرشید Far{sh}{i,ee}d
Farzad فرزاد Farz{a,o}d
Feridun فریدون F{e,a}r{e,ey,i,ai}d{ou,oo,u}n
Ghorban قربان {Gh,Q,K}{o,u}rb{a,o}n Kurban Qurbon
Golnar گلنار G{o,u}lnar
Hamed حامد Hamed
Houshang هوشنگ H{ou,oo,u}{sh}ang
Hormoz هرمز H{o,u}rm{o,u}z
Iraj ایرج {I,E}raj
Jahangir جهانگیر {J,C}{a,i}h{a,o}ng{i,ee}r
Jamshid جمشید {J,C}am{sh,ş}{i,ee}{d,t}
Javad جواد {J}a{v,w}{a,o}d
Kamran کامران K{a,o}mr{a,o}n
Kambiz کامبیز Kamb{i,ee}z
Kaveh کاوه Ka{v,w}{e,eh}
Keyvan کیوان K{ey,ei,ay,ai}{v,w}an
Khosrow خسرو {Kh,H}{o,u}sr{ow,o,av,aw,au,ev} Hüsrev
Mahmoudreza محمودرضا Mahmoud{-,}reza
Mahnaz مهناز Mahn{a}z
Manouchehr منوچهر Man{ou,oo,u}{ch}{e,}hr
Masoumeh معصومه Mas{ou,oo,u}m{e,a}{h,}
Maziar مازیار Maz{i,y}ar
Mehrdad مهرداد Mehrd{a,o}d
Mehran مهران M{e,i}hran
Mir میر M{i,ee}r
Mirza میرزا M{i,ee}rz{a,o}
Mojtaba مجتبی M{o,u}{j,dj}t{a}b{a}
Morteza مرتضی M{o,u}rt{e,a,i}{z,dh,d}a Murtada Mortada
Nader نادر Nad{e,i}r Nodir
Nasrin نسرین Nasr{i,ee}n
Navid نوید Na{v,w}{i,ee}d
Nima نیما N{i,ee}ma
Omid امید {O,U}m{i,ee}{d,t} Ümit
Parisa پریسا Par{i}sa
Parviz پرویز P{a,e}r{v,w}{i,ee,e,ai}z Perwez Pervez
Parvin پروین P{a,e}r{v,w}{i,ee}n
Payam پیام Pa{y}am
Peyman پیمان P{ey,ei,ay,ai}man
Pouya پویا P{ou,oo,u}ya
Ramin رامین Ram{i,ee}n
Rostam رستم R{o,u}st{a,e}m
Rouhollah روح‌الله R{ou,oo,u}h{o,u}ll{a}h
Sadegh صادق Sade{gh,q}
Saeid سعید Sae{i,e}d
Shahab شهاب Shahab
Shahram شهرام {Sh,Ş}ahr{a}m
Shahriar شهریار {Sh}ahr{i,y}ar
Shahrokh شاهرخ {Sh}ahr{o,u}{kh}
Shirin شیرین {Sh,Ş}{i,ee}r{i,ee}n Şîrîn
Siavash سیاوش S{i,iy,y}a{v,w}{a,o,u}{sh,ş} Siyavuş
Sohrab سهراب S{o,u}hr{a,o}b
Soraya ثریا S{o,u,ou}ra{y,yy}a Thuraya Süreyya Sureya
Vahid وحید {V,W}ah{i,ee}d
Zohreh زهره Z{o,u}hr{e,eh,a}
Ahmadi احمدی Ahm{a,e}d{i,y}
Mohammadi محمدی M{o,u}hamm{a,e}d{i,y}
Ahmadinejad احمدی‌نژاد Ahmad{i,y}{-,}ne{j,zh}ad
Khamenei خامنه‌ای {Kh,H}am{e,}n{e,a,ei,e'}{i,y,'i}
Khomeini خمینی {Kh,H}{o,u}m{ei,ai,ey,e,ay}n{i,y}
Rouhani روحانی R{ou,o,oo,u,ow}han{i,y}
Rafsanjani رفسنجانی Rafsan{j,dj}an{i,y}
Soleimani سلیمانی S{o,u}l{ei,ey,ai,ay,e}man{i,y}
Tehrani تهرانی T{e,i,}{h}ran{i,y}
Esfahani اصفهانی {E,I}s{f,ph,pah}{a,}han{i,y}
Shirazi شیرازی {Sh,Ch}iraz{i,y}
Karimi کریمی Kar{i,ee}m{i,y}
Rahimi رحیمی Rah{i,ee}m{i,y}
Rezai رضایی R{e,i}za{i,ei,ie,ii,yi,ee,'i,e'i} Rezaee Rezaei
Hosseini حسینی H{o,u}s{s,}{ei,ai,ey,e}n{i,y}
Moradi مرادی M{o,u}rad{i,y}
Jafari جعفری {J}a'f{a}r{i,y} Jaafari Jafari
Hashemi هاشمی Hash{e,i}m{i,y}
Sadeghi صادقی Sad{e,i}{gh,q}{i,y}
Ghasemi قاسمی {Gh,Q,K}as{e,i}m{i,y}
Heydari حیدری H{ey,ei,ai,ay}dar{i,y}
Moghadam مقدم M{o,u}{gh,q}ad{d,}am
Ghorbani قربانی {Gh,Q,K}{o,u}rban{i,y}
Nouri نوری N{ou,oo,u}r{i,y}
Mousavi موسوی M{ou,oo,u,o}s{s,}a{v,w}{i,y}
`
