/**
 * Albanian names: ë lost or e, ç as c, q and gj as spoken (ch, dj), xh as j, and the definite -i, -a, -u that a
 * name takes or drops. General knowledge.
 */
export const albanian = `
Agim Agim{i,}
Arben Arb{ë,e}n{i,} Arber Arbër
Ardian Ardian{i,} Adrian
Artan Artan{i,}
Armend Armend{i,}
Bashkim Bashkim{i,}
Besnik Besnik{u,}
Blerim Blerim{i,}
Bujar Buja{r}{i,}
Çlirim {Ç,C,Ch}lirim
Dardan Dardan{i,}
Dritan Dritan{i,}
Driton Driton{i,}
Edmond Edmond{i,}
Enver Enver{i,}
Fatmir Fatmir{i,}
Fatos Fatos{i,}
Flamur Flamur{i,}
Gazmend Gazmend{i,}
Gëzim G{ë,e}zim{i,}
Gjergj Gjerg{j}{i,} Djerdj Gergj George Gjergji
Gjin Gjin{i,}
Gjon Gjon{i,}
Hysen H{y,u,ü}sen{i,} Hysein Husejn
Ibrahim Ibrahim{i,}
Ilir Ilir{i,}
Ismail Ismail{i,}
Kastriot {K,C}astriot{i,}
Kujtim Ku{j,i}tim{i,}
Lulzim Lul{z}im{i,} Llulzim
Luan Luan{i,}
Mentor Mentor{i,}
Naim Na{i}m{i,}
Nexhmedin Ne{xh,j,dž,dj}m{e,i}din{i,} Nexhmi
Ndue Ndue
Petrit Petrit{i,}
Qemal {Q,Ch,K,C}emal{i,}
Qerim {Q,Ch,K,C}erim{i,}
Ramiz Ramiz{i,}
Rexhep {Re}{xh,dž,c,j,dj}ep{i,} Recep Redžep Rajab رجب Receb Redzep
Rrahman R{r,}ahman{i,}
Sabri Sabri{u,}
Sali Sal{i,ih}{u,}
Shaban Shaban{i,} Šaban
Shefqet {Sh,Š,Ş}e{f,v}{q,k}et{i,} Shefket Şefket
Shpend Shpend{i,}
Shpëtim Shp{ë,e}tim{i,}
Shkëlqim Shk{ë,e}lqim{i,}
Skënder Sk{ë,e}nder{i,} Skender Iskender
Valon Valon{i,}
Vehbi Vehb{i}{u,}
Xhafer {Xh,Dž,J,Dj,C}afer{i,} Djafer
Xhavit {Xh,Dž,J,Dj,C}avi{t,d}{i,} Cavit
Xhemal {Xh,Dž,J,Dj,C}emal{i,}
Xhevdet {Xh,Dž,J,Dj,C}evdet{i,}
Ylli Yll{i,}
Zef Zef{i,}
Berisha Beri{sh,š,s}a
Hoxha Ho{xh,dž,dj,j,c,dz}{a,aj} Hodža Hodja Hodzha
Krasniqi Krasni{q,ć,c,ch}{i}
Gashi Ga{sh,š}i
Shala {Sh,Š}ala
Morina Mor{i}na
Kelmendi Kelmend{i,}
Thaçi Tha{ç,c,q,ch}i Tači
Haradinaj Haradina{j,i,y}
Hasani Hasan{i,aj}
Gjoka {Gj,Dj}oka{j,}
Gjoni {Gj,Dj}on{i,aj}
Prifti Prift{i,}
Kola Kol{a,aj}
Marku Mark{u,aj}
Lleshi L{l,}e{sh}{i,aj}
Dervishi Dervish{i,aj}
Hysa Hys{a,aj}
Çela {Ç,C,Q,Ch}ela{j,}
Çoku {Ç,C,Ch}oku
Muça Mu{ç,c,q,ch}a{j,}
Qosja {Q,Ć,Ch}os{j,}a
Xhaferi {Xh,Dž,J,Dj}afer{i,aj}
Zeneli Zenel{i,aj}
Mehmeti Mehmet{i,aj}
Ahmeti Ahmet{i,aj}
Osmani Osman{i,aj}
Rama Ram{a,aj}
Meta Met{a,aj}
Leka Lek{a,aj}
Bajrami Ba{j,i,y}ram{i,aj}
Bajram Ba{j,i,y}ram Bayram بایرام
Halil Halil{i,}
Shehu {Sh}eh{u,aj}
Basha Ba{sh}a
Gjika {Gj,Dj}ika
`
