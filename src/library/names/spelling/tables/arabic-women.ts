/** Women's names of Arabic origin; same traditions and form as `arabic-men.ts`. From general knowledge. */
export const arabicWomen = `
Fatima فاطمه F{a,aa}t{i,ï,e,}m{a,e}{,h,t,ta} Fadma Fatoumata Fatmire Fatimah Fatou Faadumo Fatem Fatemeh Fatma Fatime
Aisha عایشه A{i,ï,y,ye,ie,aye,a'i}{sh,ch,ş,sch}{a,e,ah} Ayşe Aïssatou Caasha Aichatou Ayesha Eyşe Ajshe Aishah Aïssata
Khadija خدیجه {Kh,H,X,K,Ch}ad{i,ee}{j,dj,g}{a,e,ah,eh} Hatice Hatixhe Khadiga Kadidia Khadidja Xadiijo Kadiatou Hadiza Hatidže
Maryam مریم M{a,e}r{y,i,j,}{a,e,ia,iya}m{e,} Meryem Maryan Miriam Meriem Mariam Mariama Merjeme Maryama Myriam Meriam
Zainab زینب Z{ai,ay,ei,ey,e,aï,ine,i}n{a,e}b{,e,u,ou} Zeynep Zejnepe Zeynab Zaynab Zejneb Zeinabou Saynab Zineb
Amina امینه {A,E}m{i,ee}n{a,e,ah,eh,ata} Aminata Emine
Amira امیره {A,E}m{i,ee}r{a,e,ah,eh}
Alia عالیه {A}l{i,iy}{a,ya,yah,ah,yeh} Aliye Aliyah
Asma اسماء {A,E}sm{a,aa,â}{',} Esma
Aya آیه Aya{,h}
Abir عبیر Ab{i,ee}r
Ahlam احلام Ahl{a,aa}m
Amal امل {A,E}m{a,e}l Amel Emel
Amani امانی Aman{i,y}
Arwa اروی Ar{w,ou}a
Bushra بشری B{u,o,ou}{sh,ch,ş}ra Büşra
Dalal دلال Dal{a}l
Dunya دنیا D{u,o,ou}n{y,i,ia}a
Dina دینا D{i,ee}na
Elham الهام {E,I}lh{a,aa}m
Eman ایمان {I,E}m{a,aa,e}n{e,} Imene
Farida فریده F{a,e}r{i,ee}d{a,e,ah,eh}
Fathia فتحیه Fath{i,iy}{a,ya,yah}
Ghada غاده {Gh,R}ada
Habiba حبیبه H{a,e}b{i,ee}b{a,e,ah,eh}
Hadeel هدیل Had{i,ee}l
Hala هاله H{a,aa}l{a,ah,eh}
Halima حلیمه H{a,e}l{i,ee}m{a,e,ah,eh} Halime Xaliimo
Hamida حمیده H{a,e}m{i,ee}d{a,e,ah,eh}
Hana هناء H{a,e}n{a,aa}{',}
Hanan حنان H{a,e}n{a,aa,e}n{e,}
Hayat حیات Hay{a,aa}t Xayaat
Hiba هبه H{i,e}b{a,e,ah}
Hind هند H{i,e}nd
Huda هدی H{u,o,ou}d{a,aa} Houda
Husna حسنی H{u,o}sna
Iman ایمان Iman{e,}
Inas ایناس {I,E}n{a,aa,e}s
Jamila جمیله {J,Dj,G,C}{a,e}m{i,ee}l{a,e,ah,eh}
Karima کریمه K{a,e}r{i,ee}m{a,e,ah,eh}
Khawla خوله {Kh,K}{aw,ou,ow}l{a,ah}
Latifa لطیفه L{a,e}t{i,ee}f{a,e,ah,eh}
Layla لیلی L{ai,ay,ei,ey,e,aï,aye,eye}l{a,aa,ah} Leïla
Lamia لمیاء Lam{i,y,iy}{a,aa,ya}
Lina لینا L{i,ee}na
Lubna لبنی L{u,o,ou}bna
Maha مها Maha
Malak ملک Mal{a,e}k
Manal منال Man{a,aa,e}l{e,}
Marwa مروه Mar{w,ou}{a,ah,e} Merve
Maysa میساء M{ai,ay}s{a,aa}
Mona منی M{o,u,ou}n{a,aa}
Nabila نبیله N{a,e}b{i,ee}l{a,e,ah,eh}
Nada ندی N{a,e}d{a,aa}
Nadia نادیه Nad{i,y,ij}{a,ya,yah,ah} Nadje
Nahla نهله N{a,e}hl{a,e,ah}
Naima نعیمه Na{i,ee,ï,'i}m{a,e,ah,eh}
Nawal نوال N{a}{w,ou}{a,e}l
Nisrine نسرین N{i,e}sr{i,ee}n{e,}
Noor نور N{ou,oo,u}{r,re} Nur
Noura نوره N{ou,oo,u}r{a,ah,eh} 
Rabia رابعه Rab{i,e,ia}{a,'a,ah,ya}
Rahma رحمه R{a,e}hm{a,e,ah,eh} Raxma
Rana رنا Ran{a,aa}
Rania رانیا R{a}n{i,y}a
Rasha رشا Ra{sh,ch}a
Rawan روان Ra{w,ou}an{e,}
Reem ریم R{i,ee,y}m
Rola رولا R{o,ou,u}la
Ruqaya رقیه R{u,o,ou}{q,k,gh}a{y,yy,i,ï}{a,e,ah,eh} Rukiye Rughayeh Roqia
Sabah صباح Sab{a}h
Safia صفیه S{a}f{i,iy}{a,ya,yah,ye,e} Safiye Safiyya
Sahar سحر S{a,e}h{a,e}r Seher
Said-a سعیده Sa{i,ee,ï,'i}d{a,e,ah,eh}
Salma سلمی S{a,e}lm{a,aa} Selma
Salwa سلوی S{a,e}l{w,v}{a,aa}
Samia سامیه S{a}m{i,iy}{a,ya,yah,ah}
Samira سمیره S{a,e}m{i,ee}r{a,e,ah,eh} Semire
Sana سناء S{a,e}n{a,aa}
Sara ساره S{a}r{a,ah,e,eh}
Sawsan سوسن S{aw,ou,ow}s{a,e}n
Shaima شیماء {Sh,Ch}{ai,ay,ei,ey}m{a,aa}
Siham سهام S{i}h{a,aa,e}m{e,}
Suad سعاد S{u,o,ou}{a,'a,aa,o'a}d
Sumaya سمیه S{u,o,ou}m{a,ai,i,ei}{y,yy,ï}{a,ah,e,eh} Sümeyye Somayeh
Tahira طاهره T{a}h{i,e}r{a,e,ah,eh}
Wafa وفاء {W,Ou,V}{a,e}f{a,aa}{',}
Warda ورده {W,Ou}ard{a,ah,eh,e}
Wijdan وجدان {W,Ou}i{j,g}d{a}n
Yusra یسری Y{u,ou,oo}sra
Zahra زهره Z{a,o,u,e}h{,a}r{a,e,ah,aa} Zöhre Zohreh Zehra
Zakia زکیه Z{a,e}k{i,iy}{a,ya,ah,ye}
Zubaida زبیده Z{u,o,ou}b{ai,ay,ei,ey,e}d{a,e,ah,eh}
Zulaikha زلیخا Z{u,o,}l{ai,ei,ey,e,i,y}{kh,h,k,x}a
`
/** Family names of Arabic origin, without the article. Same form. */
export const arabicFamilies = `
Haddad حداد {H,Kh}ad{d,}{a,aa}d{e,}
Khoury خوری {Kh,K,C}{ou,oo,u,o}r{i,y,ee}
Najjar نجار Na{j,jj,g,gg,dj}{a,aa}r Nadjar
Khatib خطیب {Kh,H,K,C}at{i,ee}b Hatip
Masri مصری M{a,}s{s,}r{i,y} Misri Elmasri
Shami شامی {Sh,Ch}{a,aa}m{i,y}
Halabi حلبی {H,}al{a}b{i,y}
Tikriti تکریتی Tikrit{i,y}
Dulaimi دلیمی D{u,o}l{ai,ei,ay,ey,a}m{i,y}
Jubouri جبوری {J,G}{u,o,a}b{b,}{ou,oo,u}r{i,y}
Obeidi عبیدی {O,U}b{ai,ei,ay,ey,e}d{i,y}
Zubaidi زبیدی Z{u,o,}b{ai,ei,ay,ey,e}d{i,y}
Maliki مالکی Mal{i,e}k{i,y}
Assadi اسدی As{s,}ad{i,y}
Baghdadi بغدادی Ba{gh,g,kh}dad{i,y}
Basri بصری B{a}sr{i,y}
Qahtani قحطانی {Q,K,Gh}a{h,}tan{i,y}
Otaibi عتیبی {O,U}t{ai,ei,ay,ey,e,a}{i,}b{i,y}
Ghamdi غامدی {Gh,G}amd{i,y}
Harbi حربی Harb{i,y}
Shammari شمری {Sh,Ch}am{m,}ar{i,y}
Mutairi مطیری M{u,o}t{ai,ei,ay,ey,e}r{i,y}
Zahrani زهرانی Zahran{i,y}
Yemeni یمنی Y{a,e}m{e,a}n{i,y}
Sudani سودانی S{u,ou,oo}dan{i,y}
Trabelsi طرابلسی Tr{a,}bels{i,y} Tarabulsi Tarabolsi Trabulsi
Hashimi هاشمی Ha{sh,ch}{i,e,}m{i,y}
Musawi موسوی M{u,o,ou,oo}s{s,}a{w,v,ou}{i,y}
Husseini حسینی H{u,o,ou}s{s,}{ei,ai,ay,ey}n{i,y}
Rawi راوی Ra{w,ou}{i,y}
Janabi جنابی {J,G}an{a}b{i,y}
Ubaydat عبیدات {O,U}b{ai,ei,ay,ey}dat
Abadi عبادی {A,E}b{b,}ad{i,y}
Amiri عامری A{a,}m{i,e}r{i,y}
Ansari انصاری Ans{a,aa}r{i,y}
Qurashi قرشی {Q,K,C}{u,o}r{a,ai,e,ei,ay}{sh}{i,y}
Tamimi تمیمی Tam{i,ee}m{i,y}
Rifai رفاعی R{i,e}f{a,aa}{i,'i,y,'y}
Sabbagh صباغ S{a,e}b{b,}a{gh,g}
Hallaq حلاق Hal{l,}a{q,k,c}
Attar عطار At{t,}{a,aa}r
Bitar بیطار B{i,ai,ei,ay}t{a}r
Sayegh صایغ Sa{y,i,ï}{e,i,a}{gh,g}
Hariri حریری Har{i,ee}r{i,y}
Jazairi جزایری {J,Dj}az{a,}{i,'i,aï}r{i,y}
Maghribi مغربی Ma{gh,g}r{i,e,a}b{i,y}
Tounsi تونسی T{ou,u,oo}n{i,}s{i,y}
Gharbi غربی {Gh,G}arb{i,y}
Sharqi شرقی {Sh,Ch}ar{q,k,gh}{i,y}
Bouazizi بوعزیزی B{ou,u}az{i}z{i,y}
Benali بنعلی B{e,i}n{n,}al{i,y}
Belkacem بلقاسم B{e,i}l{k,q,g,gh}a{c,ss,s}{e,i}m
Bouzid بوزید B{ou,u}z{i,ei,ai}d
Barzani بارزانی Barzan{i,y,î}
Talabani طالبانی Talab{a}n{i,y,î}
Sistani سیستانی Sistan{i,y}
Hakimi حکیمی Hakim{i,y}
Sadr صدر Sadr
Hourani حورانی H{ou,u,aw,o}ran{i,y}
Irani ایرانی Iran{i,y}
Sheikh شیخ {Sh,Ch,Ş}{ei,ai,ay,ey,e}{kh,k,h,q}{i,ou,}
Khalidi خالدی {Kh,K}al{i,e}d{i,y}
Shalabi شلبی {Sh,Ch,Ç}{a,e}l{a,e}b{i,y}
`
