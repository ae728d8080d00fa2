/**
 * Afghan and Pakistani names: Pashto (ښ read kh in the north, sh in the south; -zai and -khel families),
 * Dari, Urdu and Punjabi in the spellings of Kabul, Peshawar and London. General knowledge.
 */
export const afghan = `
Khan خان {Kh,K,H,X}{a,aa}n
Gul ګل G{u,ou,oo}l{l,} گل
Wazir وزیر {W,V}az{i,ee}r Vezir
Zalmay زلمی Zalm{ay,ai,ei,y}
Spozhmai سپوږمۍ Sp{o,}{zh,g,j}m{ai,ay,ey}
Pashtun پښتون P{a,u}{sh,kh}t{u,oo,ou}n
Pashtana پښتنه P{a,u}{sh,kh}t{a,o}na
Khushal خوشحال {Kh}{u,o,w}{sh}{a,ha}l
Nangyalai ننګیالی N{a}ng{y,i,ial}{al,}{ai,ay,i}
Toryalai توریالی T{o,u,oo}r{y,i}al{ai,ay,i}
Hekmatyar حکمتیار H{e,i}{k,q}mat{y,i}ar
Karzai کرزی K{a,u}rz{ai,ay,ei,i} Qarzai
Yusufzai یوسفزی Y{u,ou,oo}s{u,a,}{f}z{ai,ay,ei,y,i} Yousafzai
Ahmadzai احمدزی Ahm{a,e}dz{ai,ay,ei,i}
Stanikzai ستانکزی St{a}n{i,e,a,}{k,c,q}z{ai,ay,ei,y,i}
Barakzai بارکزی Bar{a,e,}{k,q}z{ai,ay,i}
Popalzai پوپلزی P{o,u}p{a,}lz{ai,ay,i}
Alokozai الکوزی Al{o,i,e}{k}{o,u}z{ai,ay,i}
Noorzai نورزی N{oo,u,ou}rz{ai,ay,ei,y,i}
Achakzai اچکزی A{ch,tch}{a}{k,gh,q}z{ai,ay,i}
Afridi اپریدی Afr{i,ee}d{i,y,ee} آفریدی
Wardak وردګ {W,V}ard{a,}{k,g}
Zadran ځدران {Z,J,Dz}adr{a}n جدران
Mangal منګل Mang{a,e}l
Shinwari شینواری {Sh,Kh}in{w,v}ar{i,y}
Orakzai اورکزی {O,A,U}ra{k}z{ai,ay,i}
Mohmand مهمند M{o,u}hm{a}nd Momand
Khattak خټک {Kh}at{t,}a{k,q}
Ghilzai غلزی {Gh,G}{i,a}l{z,j}{ai,ay,i}
Haqqani حقانی Ha{q,qq,k,kk,gh}an{i,y}
Rahmani رحمانی Rahm{a}n{i,y}
Mohammadi محمدی M{o,u}hammad{i,y}
Nabi نبی Nab{i,y,ee}
Ghani غنی {Gh,G}an{i,y}
Ashraf اشرف A{sh}r{a}f
Sher شیر {Sh}{e,ee,i,ai}r
Akhtar اختر A{kh,k,h}t{a,e}r
Akbar اکبر A{k,c}b{a,e}r Ekber Ekper
Akhund اخوند A{kh,k}{u,o,w,un,oon,ou}{nd,nda,ndzada,nzada,dzada}
Mawlawi مولوی M{aw,au,ou,o}l{a,}{w,v}{i,y}
Najibullah نجیب‌الله Na{j}{i,ee}b{u,o}lla{h,}
Asadullah اسدالله As{s,}ad{u,o}lla{h,}
Amanullah امان‌الله Aman{u,o}lla{h,}
Hamidullah حمیدالله Ham{i,ee}d{u,o}lla{h,}
Rahmatullah رحمت‌الله R{a,e}hm{a,e}t{u,o}lla{h,}
Nasrullah نصرالله N{a}sr{u,o,a}lla{h,}
Habibullah حبیب‌الله Hab{i,ee}b{u,o,a}lla{h,}
Saifullah سیف‌الله S{ai,ay,ei,ey}f{u,o}lla{h,}
Sami سمیع Sam{i,ee,y}
Zabihullah ذبیح‌الله Zab{i,ee}h{u,o}lla{h,}
Enayatullah عنایت‌الله {I,E}na{y}at{u,o}lla{h,}
Ismatullah عصمت‌الله {I,E}sm{a}t{u,o}lla{h,}
Hekmatullah حکمت‌الله H{e,i}km{a}t{u,o}lla{h,}
Shafi شفیع {Sh}af{i,ee,iq}
Sharifi شریفی {Sh}ar{i,ee}f{i,y}
Iqbal اقبال {I,E}{q,k,gh}b{a}l
Imran عمران {I,E}mr{a}n
Nawaz نواز Na{w,v}{a,aa}z
Javed جاوید Ja{v,w}{e,i,ai}d
Pervaiz پرویز P{a,e}r{v,w}{ai,e,ei,i,ee}z
Tanveer تنویر Tan{v,w}{ee,i}r
Waqas وقاص {W,V}a{q,k}{a,aa}s
Zulfiqar ذوالفقار Z{u,oo,ou}lf{i,a,e,}{q,k,c,qu,kh}{a}r Zülfikar
Chaudhry چودھری Ch{au,ou,o,aw}d{h,}{a,u,o,}r{y,i,ee,ie,ey,a}
Qureshi قریشی {Q,K,C}{u,o}r{e,ai,ei,ay,a,ee}sh{i,y,ee}
Siddiqui صدیقی S{i}d{d,}{i,ee}{q,qu,k}{i,y,ui,ee}
Butt بٹ B{u}t{t,}
Malik ملک Mal{i,e,ee,a}{k,q}
Shah شاہ {Sh}{a,aa}h{,e} شاه Şah Xah
Begum بیگم B{e,ee,ai}g{u,o}m
Bibi بی‌بی B{i,ee}b{i,ee}
Hussain حسین H{u,o}s{s,}ain
Singh سنگھ S{i,ee}n{gh,g,h}
Kaur کور K{au,aou,our,ou}r
Rehman رحمان R{e,a}hm{a,aa}n
`
