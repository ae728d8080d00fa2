/**
 * The Horn, the Sahel and West Africa: Somali spelling (x for h, c for ayn), Tigrinya and Amharic names with the
 * spellings of Asmara, Addis and Italy; Hausa, Fulani and Wolof forms of Arabic names. General knowledge.
 */
export const african = `
Mohamed ማሞ Maxamed Mohamed Muhumed Maxamad
Hassan Xasan Hassan Hasan
Hussein Xuseen Hussein Husein
Ahmed Axmed Ahmed
Ali Cali Ali
Omar Cumar Omar Omer
Osman Cismaan Osman Usman Ousman
Abdi Cabdi Abdi
Abdullahi Cabdullaahi Abdullahi
Abdirahman Cabdiraxmaan Cabdirahman Abdirahman
Abdirizak Cabdirisaaq Abdirizak Abdirisaq Abdirisak Abdulrazak
Yusuf Yuusuf Yusuf
Ibrahim Ibraahim Ibrahim
Farah Faarax Farah Farax
Warsame Warsame Warsama
Dahir Daahir Dahir
Hirsi Xirsi Hirsi Hersi
Jama Jaamac Jama Jamac Giama
Nur Nuur Nur Noor
Said Siciid Said
Fadumo Faadumo Fadumo Fatuma Faduma Fatima
Asha Caasha Asha Caisha
Halima Xaliimo Halima Halimo
Khadija Khadiijo Xadiijo Kadija
Sahra Sahra Zahra
Hodan Hodan Xodan
Ayaan Ayaan Ayan
Guled Guuleed Guled
Tesfay ተስፋይ Tesfa{y,i,ye,ye,e} Tesfay Tesfaye ተስፋዬ
Yohannes ዮሃንስ ዮሐንስ Yohan{n,}es Johannes Yohanes
Haile ሃይለ ኃይሌ Hail{e,u} Haylie Hayle Haile
Gebre ገብረ Geb{e,}r{e,u} Ghebre
Gebremedhin ገብረመድህን G{h,}ebremed{h,}in
Gebreselassie ገብረስላሴ G{h,}ebr{e}{s,}{s,}elas{s,}{ie,e}
Gebremariam ገብረማርያም G{h,}ebremar{i,y}am
Tekle ተክለ Te{k}le T'ekle
Teklehaimanot ተክለሃይማኖት Tekleh{ai,ay,e}manot
Berhane ብርሃነ B{e,i,r}rhan{e,u}
Abraham ኣብርሃም Abr{a,i}ham Abreham
Mehari መሓሪ Meh{a,}r{i,ie,y}
Mulugeta ሙሉጌታ Mulug{h,}eta
Negasi ነጋሲ Neg{a,}s{s,}{i,ie,y}
Kidane ኪዳነ Kidan{e,u}
Habtom ሃብቶም Ha{b,p}tom
Habte ሃብተ Ha{b,p}te
Filmon ፊልሞን {F,Ph}il{i,}mon
Isaias ኢሳይያስ Is{s,}a{i,y}as Esayas Isayas
Kibrom ክብሮም K{i,e,}brom
Merhawi መርሃዊ Merha{w,v}{i,ie}
Medhanie መድሃኔ Med{h,}an{ie,e,i,ye}
Mussie ሙሴ Mus{s,}{ie,e,i,ye}
Samuel ሳሙኤል Samu{e,i}l
Selam ሰላም Sel{a}m
Senait ሰናይት Sena{i,y}t
Solomon ሰሎሞን Solom{o}n Selomon
Tewolde ተወልደ Te{w,u}old{e} Teuolde
Tsegay ጸጋይ Ts{e,}ga{y,i,ye,e} Zegay Segai
Weldu ወልዱ {W,Wo}{e}ldu Woldu Uoldu
Weldemariam ወልደማርያም {W}{e,o}ldemar{i,y}am
Woldemichael ወልደሚካኤል {W}{e,o}ldemi{ch,k}ael
Yemane የማነ Yeman{e,i}
Zerai ዘርኣይ Zer{a}{i,y,e}
Abebe አበበ Abeb{e,a}
Alemu ኣለሙ Alem{u}
Bekele በቀለ Be{k,q}ele
Girma ግርማ Girma
Getachew ጌታቸው Getach{ew,eu,o}
Kebede ከበደ Kebede
Tadesse ታደሰ Tad{d,}es{s,}e
Diallo Dial{l,}o Jallow Djallo Jalloh Diallow
Ba Ba Bah Bâ
Barry Bar{r,}{y,ie} Bari
Sow Sow So
Cissé Cis{s,}{é,e} Ceesay Sise
Camara {C,K}amara
Touré T{ou,u}r{é,e,ay} Turay
Traoré Traor{é,e} Trawore Traore
Coulibaly {C,K}{ou,u}libal{y,i} Kulibaly
Keita {K}e{i,ï,y}ta Kieta
Konaté {K,C}onat{é,e,eh}
Diop D{i,y}op Jobe Djop
Ndiaye N{'}d{i,}ia{ye,y} Njie Njai NDiaye
Fofana Fof{a}na
Sidibé Sidib{é,e,eh}
Musa M{u,ou}s{s,}a
Chukwu {Ch}uk{w,}u
Okafor O{k}afor Okeafor Okafo
`
