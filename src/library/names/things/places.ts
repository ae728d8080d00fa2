/**
 * Countries and great cities, by which parent and subsidiary, or two subsidiaries, differ. A line is one
 * place in its spellings and adjectives; the first names it. In front of `|`: is it a country?
 */
export const countries = `
united kingdom, uk, u.k., great britain, gb, britain, british, england, english, britannique
scotland, scottish
wales, welsh
ireland, irish, eire, republic of ireland
united states, usa, u.s.a., us, u.s., united states of america
america, american, americas
north america, north american
canada, canadian
mexico, mexican, mexicana
brazil, brasil, brazilian, brasileira
argentina, argentine
chile, chilean
colombia, colombian
peru, peruvian
venezuela, venezuelan
ecuador, ecuadorian
bolivia, bolivian
cuba, cuban
panama, panamanian
france, french, francaise, francais
germany, german, deutschland, deutsche, deutscher, deutsches, allemagne, alemania, almanya
austria, austrian, osterreich, oesterreich
switzerland, swiss, schweiz, suisse, svizzera, schweizerische
netherlands, nederland, dutch, holland, the netherlands, nederlandse
belgium, belgian, belgique, belgie
luxembourg, luxemburg
spain, spanish, espana, espanola
portugal, portuguese, portuguesa
italy, italian, italia, italiana
greece, greek, hellas, hellenic, ellas
cyprus, cypriot, kibris
malta, maltese
denmark, danish, danmark
sweden, swedish, sverige, svenska
norway, norwegian, norge, norsk
finland, finnish, suomi
iceland, icelandic
poland, polish, polska, polski
czech republic, czech, czechia, ceska
slovakia, slovak, slovensko
hungary, hungarian, magyar
romania, romanian, romana
moldova, moldovan
bulgaria, bulgarian, balgariya
serbia, serbian, srbija
croatia, croatian, hrvatska
slovenia, slovenian, slovenija
bosnia, bosnia and herzegovina, bosnian, bosna
montenegro, crna gora
north macedonia, macedonia, macedonian, makedonija
albania, albanian, shqiperi, shqiperia, shqiptare
kosovo, kosova
turkey, turkish, turkiye, turk, turkish republic
russia, russian, rossiya, rossii, russian federation, rossiyskaya, Россия
ukraine, ukrainian, ukraina
belarus, belarusian, byelorussia
lithuania, lithuanian, lietuva
latvia, latvian, latvija
estonia, estonian, eesti
georgia, georgian
armenia, armenian
azerbaijan, azerbaijani, azerbaycan
kazakhstan, kazakh
uzbekistan, uzbek
turkmenistan, turkmen
tajikistan, tajik
kyrgyzstan, kyrgyz
china, chinese, zhongguo, prc
hong kong, hongkong, hk
taiwan, taiwanese
japan, japanese, nippon, nihon
korea, korean, south korea, hanguk
north korea, dprk
vietnam, viet nam, vietnamese
thailand, thai
malaysia, malaysian
singapore
indonesia, indonesian
philippines, philippine, filipino
myanmar, burma, burmese
cambodia, cambodian
laos, lao
india, indian, bharat, hindustan
pakistan, pakistani
bangladesh, bangladeshi
sri lanka, ceylon
nepal, nepalese
afghanistan, afghan
iran, iranian, islamic republic of iran, persia
iraq, iraqi
kurdistan, kurdish
syria, syrian, suriye, souria, سوريا
lebanon, lebanese, liban, lubnan
jordan, jordanian
israel, israeli
palestine, palestinian
saudi arabia, saudi, saudi arabian, ksa, السعودية
united arab emirates, uae, u.a.e., emirates
qatar, qatari
kuwait, kuwaiti
bahrain, bahraini
oman, omani
yemen, yemeni
egypt, egyptian, misr
libya, libyan
tunisia, tunisian
algeria, algerian
morocco, moroccan, maroc
sudan, sudanese
ethiopia, ethiopian
eritrea, eritrean
somalia, somali
kenya, kenyan
uganda, ugandan
tanzania, tanzanian
nigeria, nigerian
ghana, ghanaian
senegal, senegalese
south africa, south african
namibia, namibian
australia, australian
new zealand
cayman islands, cayman
british virgin islands, bvi
bermuda
bahamas
jersey
guernsey
isle of man
gibraltar
liechtenstein
monaco
`

export const cities = `
london
manchester
birmingham
liverpool
glasgow
edinburgh
belfast
cardiff
dublin
paris
calais
dunkirk, dunkerque
lyon, lyons
marseille, marseilles
brussels, bruxelles, brussel
antwerp, antwerpen, anvers
amsterdam
rotterdam
berlin
hamburg
munich, munchen, muenchen
frankfurt
cologne, koln, koeln
vienna, wien
zurich, zuerich
geneva, geneve, genf
milan, milano
rome, roma
naples, napoli
madrid
barcelona
lisbon, lisboa
athens, athina
copenhagen, kobenhavn
stockholm
oslo
helsinki
warsaw, warszawa
krakow, cracow
prague, praha
budapest
bucharest, bucuresti
sofia, sofiya
belgrade, beograd
zagreb
tirana, tirane
pristina, prishtina
istanbul
ankara
izmir, smyrna
moscow, moskva, moskovskiy, moskovskaya
saint petersburg, st petersburg, sankt peterburg, leningrad
kyiv, kiev
minsk
baku
tbilisi
yerevan
dubai, دبي
abu dhabi
doha
riyadh
jeddah, jidda
beirut, beyrouth
damascus, dimashq, damas
aleppo, halab
baghdad
erbil, arbil, hewler
tehran, teheran
kabul
karachi
lahore
delhi, new delhi
mumbai, bombay
shanghai
beijing, peking
shenzhen
guangzhou, canton
tianjin
tokyo
osaka
seoul
hanoi, ha noi
ho chi minh, saigon
bangkok
jakarta
kuala lumpur
manila
cairo, al qahira
alexandria
tripoli
tunis
algiers, alger
casablanca
lagos
nairobi
johannesburg
new york, new york city, nyc
los angeles
chicago
san francisco
houston
boston
washington
miami
toronto
montreal
sydney
melbourne
`
