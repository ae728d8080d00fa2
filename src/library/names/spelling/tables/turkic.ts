/**
 * Turkish, Azerbaijani and Central Asian names: dotted and dotless i, ğ, ş, ç, final d and t, b and p,
 * and the Russian spellings of Soviet registries (Гасан, Магомед, -ov and -ev). General knowledge.
 */
export const turkic = `
Hassan Гасан Хасан Gasan
Hussein Гусейн Хусейн Gus{e}{i,y}n
Hamid Гамид Хамид Gamid
Ibrahim Ибрагим Ибрахим Ibragim
Ali Али Əli
Ahmet Ахмет Ahm{e}t
Ayşe Айше Ay{ş,sh,s,ch}{e,a}
Çağlar {Ç,Ch,C}a{ğ,g,gh}lar
Çelik {Ç,Ch,C,Tch}elik
Çetin {Ç,Ch,C}etin
Şahin {Ş,Sh,S,Ch}ah{i}n Şahîn Xahin Shaheen
Şeref {Ş,Sh,S}eref
Şerife {Ş,Sh}erif{e,a}
Şimşek {Ş,Sh,S}im{ş,sh,s}ek
Yıldız Y{ı,i}ld{ı,i}z Jildiz
Yılmaz Y{ı,i}lmaz Jilmaz
Yıldırım Y{ı,i}ld{ı,i}r{ı,i}m
Kılıç K{ı,i}l{ı,i}{ç,ch,c,tch}
Kaya Кая Ka{y,j}a
Demir Demir Дeмир
Öztürk {Ö,O,Oe}zt{ü,u,ue}rk
Özdemir {Ö,O,Oe}zdemir
Özgür {Ö,O,Oe}zg{ü,u,ue}r
Özkan {Ö,O,Oe}zkan
Ömer {Ö,O,Oe}mer
Ünal {Ü,U,Ue}nal
Ümit {Ü,U,Ue}mi{t,d}
Uğur U{ğ,g,gh,}ur
Erdoğan Erdo{ğ,g,gh,}an Эрдоган اردوغان
Doğan Do{ğ,g,gh}an
Aydoğan Aydo{ğ,g,gh}an
Aydın A{y,i}d{ı,i}n
Işık {I,İ}{ş,sh,s}{ı,i}k
İlker {İ,I}lker
İsmet {İ,I}smet
Gökhan G{ö,o,oe}khan
Gül G{ü,u,ue}l
Gülşen G{ü,u}l{ş,sh,s}en
Hakan Ha{k,q}an
Hüseyin Гусейн H{ü,u,ue}se{y,i}{i,}n
Orhan Or{h,kh}an
Osman Осман Osman
Selim Селим Selim
Süleyman Сулейман S{ü,u,ue}le{y,i}man
Tuğba Tu{ğ,g,gh}ba
Turgut T{u}rgut
Volkan {V,W}olkan
Yavuz Ya{v,w}uz
Yiğit Yi{ğ,g,gh}it
Yusuf Юсуф Yusuf
Zübeyde Z{ü,u}beyde
Arslan Арслан A{r,}slan Aslan
Bekir Бекир Bekir
Emre Emre
Fırat F{ı,i}rat
Kemal Кемаль Kemal
Kurt K{u}rt
Murat Мурат Mura{t,d}
Mustafa Мустафа Mustafa
Polat P{o}lat
Rüstem R{ü,u}stem Рустам Rustam
Tayfun Ta{y,i}fun
Cem C{e}m Djem
Cengiz {C,J,G,Ch,Dj}eng{i,h}{z,s} Чингиз Genghis Chingiz Jengiz
Cevdet {C,J,Dj,Dz}ev{d}et
Aliyev Алиев Al{i,iy,ij}{y,}ev Əliyev
Mammadov Мамедов M{a,e,ə}m{m,}{a,e,ə}dov Məmmədov
Hasanov Гасанов {H,G,Kh}as{s,}anov Həsənov
Huseynov Гусейнов {H,G}{u,ü}se{y,i}nov Hüseynov
Abdullayev Абдуллаев Abdulla{y,}ev
Karimov Каримов {K,Q}arim{ov}
Rahmonov Рахмонов Rahm{o,a}n{ov,} Rakhmonov Rahmon Rakhmon
Nazarbayev Назарбаев Nazarba{y,}ev
Umarov Умаров Umarov
Magomedov Магомедов Magomedov
Ibragimov Ибрагимов Ibra{g,h}imov
Ismailov Исмаилов Isma{i,y}lov
Rustamov Рустамов Rustamov
Yusupov Юсупов Yusu{p,f}ov Iusupov
Temirkhanov Темирханов Temir{k,}hanov
`
