/**
 * Words that many firms share, and what they mean. A line is one meaning in the languages that trade here;
 * the first word names it. Words in another script are written in it and romanised by the reader of names.
 */

/** They say that it is a firm and little of which: half a dozen in a register start with each of them. */
export const genericWords = `
group, groupe, gruppe, grupo, gruppo, grup, grupa, gruppa, grubu, grp, группа, مجموعة
holding, holdings, hldg, hldgs, kholding, beteiligungs, beteiligung, beteiligungen, холдинг, القابضة
international, intl, int'l, internationale, internacional, internazionale, internasional, mezhdunarodnyy, mezhdunarodny, mezhdunarodnaya, miedzynarodowy, uluslararasi, international's, الدولية, международный
global, globale, globalnyy, worldwide, world wide, world, universal, universale
europe, european, euro, europa, europeenne, europeo, avrupa, evropa, emea
asia, asian, pacific, asia pacific, apac
services, service, svc, svcs, servicios, servizi, servicii, serviços, hizmetleri, uslugi, dienstleistungen, servis, خدمات
solutions, solution, soluciones, soluzioni, losungen, resheniya, cozumleri
enterprises, enterprise, entreprise, entreprises, empresa, empresas, impresa, isletmeleri, predpriyatie, predpriyatiye, unternehmen, przedsiebiorstwo, preduzece, επιχειρήσεις
trading, trade, trd, handel, handels, handelsgesellschaft, torgovyy, torgovaya, comercio, comercial, commerciale, commercial, commerce, ticaret, tic, comert, trgovina, tregti, tijara, torgovlya, εμπορική, للتجارة, تجارة, بازرگانی
industries, industry, industrial, industrie, industria, industriale, industriya, sanayi, przemysl, promyshlennyy, promyshlennaya, الصناعية, صناعة
partners, partner, partnership, associates, associated, assoc, associes, asociados, ortaklari
management, mgmt, mgt, verwaltung, verwaltungs, gestion, gestione, upravlenie, upravlyayushchaya, yonetim
business, biznes, negocios, affaires
products, product, produkte, produits, productos, prodotti, urunleri
systems, system, systeme, systemes, sistemas, sistemi, sistemy, sistemleri
general, gen, generale, generales, generalnyy, genel, العامة
national, nationale, nacional, nazionale, natsionalnyy, milli, ulusal, natl, nat'l, الوطنية
central, centrale, tsentralnyy, merkez, zentral
united, unified, obedinennyy, obedinennaya, unidos, birlesik, vereinigte, المتحدة
new, nouveau, nouvelle, nuevo, nueva, nuovo, neue, yeni, novyy, novaya, الجديدة
overseas, exterior, zarubezhnyy
association, assn, verein, asociacion, associacao, associazione, dernek, dernegi, udruzenje, assotsiatsiya, stowarzyszenie, جمعية
organization, organisation, org, organizacion, organizatsiya, orgut, orgutu, organizacja, منظمة
foundation, fondation, fundacion, fundacao, fondazione, stiftung, vakif, vakfi, fond, muassasat, muassasa, moassasat, fundacja, zaklada, مؤسسة
centre, center, centro, zentrum, tsentr, merkezi, centrum, centar, ctr, مركز
office, buro, bureau, oficina, ofis, byuro
department, dept, departamento, otdel
agency, agence, agentur, agencia, agenzia, agentstvo, ajansi, agencija
institute, institut, instituto, istituto, enstitusu, inst
society, soc, gesellschaft fur, obshchestvo
union, soyuz, sindikat, syndicate, sojuz
committee, comite, komitet, komite, komitee, cttee
council, conseil, consejo, consiglio, sovet, konsey, majlis, meclis
house, haus, maison, casa, dom, evi
store, stores, shop, shops, market, magaza, magazin, markt
distribution, distributors, distributor, distribucion, vertrieb
development, developments, entwicklung, razvitie, gelistirme
investment, investments, invest, inversiones, investissements, investitionen, investitsii, yatirim, investissement
export, eksport, ihracat, exports
import, imports, ithalat
import export, impex, imex, impeks
`

/** They say what a firm does: another one is another firm. */
export const industryWords = `
bank, banking, banco, banque, banca, bancorp, banka, bankasi, bankas, banki, masraf, sparkasse, τράπεζα, банк, بنك, بانک
oil, petrol, petroleum, neft, neftyanaya, petrolleri, erdol, ropa, نفط
gas, gaz, gazovyy, dogalgaz, gasversorgung
energy, energie, energia, energiya, energetika, enerji, energetic, energo
electric, electrical, elektrik, electrique, electrica, elektro
electronics, electronic, elektronik, electronica, elektronika
power, strom, elektrizitat
water, wasser, agua, aqua, voda
mining, mines, mine, bergbau, madencilik, mineria, gornyy
metal, metals, metall, metallurgy, metallurgical, metallurgicheskiy, metalurgica, metalurji, metallurgiya
steel, stahl, celik, acero, acier, stal
chemical, chemicals, chemie, quimica, chimie, khimicheskiy, kimya, chem, petrochemical, petrochemicals
pharmaceutical, pharmaceuticals, pharma, pharm, farma, ilac, pharmazeutische, farmatsevtika
medical, medicine, medizin, medikal, tibbi, meditsina
health, healthcare, saglik, gesundheit, salud, sante, zdravo
insurance, assurance, versicherung, versicherungs, seguros, sigorta, assicurazioni, strakhovanie, osiguranje, تأمين
finance, financial, finans, finanz, finanzas, finance's, finansovyy
capital, kapital
securities, security, wertpapier, valores
trust, treuhand, fiduciary
fund, funds, fonds, fondo
leasing, lizing, kiralama
real estate, realty, immobilien, immobilier, inmobiliaria, emlak, gayrimenkul, nedvizhimost, property, properties, nekretnine
construction, constructors, constructions, bau, insaat, construccion, construcciones, stroitelstvo, stroy, stroitelnaya, constructii, gradjevinska, ndertim, building, builders, bouw, budowa, مقاولات, المقاولات
engineering, engineers, ingenieur, ingenieure, ingenieria, ingegneria, muhendislik, inzhiniring, inzhenernyy, engr, engrg
equipment, ausrustung, equipos, oborudovanie, ekipman
machine, machinery, machines, maschinen, maschinenbau, makina, makine, mashinostroenie, mashinostroitelnyy
instrument making, instrument-making, priborostroitelnyy, priborostroenie
instrument, instruments, pribor
plant, works, factory, zavod, fabrik, fabrika, fabrique, fabrica, werk, werke, fabryka, завод, مصنع
shipyard, shipbuilding, verf, werft, tersane, sudostroitelnyy, shipyards, stocznia
refinery, refining, raffinerie, rafineri, refineria, مصفاة
manufacturing, mfg, manufacture, manufacturers, uretim, imalat
production, productions, producers, proizvodstvo
technology, technologies, tech, teknoloji, technologie, technologien, tecnologia, tecnologias, tekhnologii, tehnologii
software, yazilim, programmnoe
computer, computers, computing, bilgisayar
data, datos, veri
information, informatics, informatik, informatica, bilisim, informatsionnyy
telecom, telecommunications, telecommunication, telekom, telekomunikasyon, svyaz, telecomunicaciones
communications, communication, iletisim, kommunikation
media, medya
press, verlag, publishing, publishers, yayin, yayincilik, izdatelstvo, editions
films, film, pictures, studio, studios
motor, motors, automotive, auto, autos, automobile, automobiles, otomotiv, avto, avtomobilnyy, cars
air, airlines, airways, aero, aviation, havacilik, havayollari, avia, aviatsiya, aerospace
shipping, navigation, navigazione, denizcilik, reederei, schiffahrt, schifffahrt, sudokhodstvo, parokhodstvo, ναυτιλιακή, naviera, armement, ملاحة
maritime, marine, morskoy, deniz, maritimo
transport, transportation, transports, transporte, trasporti, nakliyat, tasimacilik, perevozki, transporturi
logistics, logistik, logistique, logistica, lojistik, logistika
cargo, freight, spedition, gruz, kargo
railway, railways, railroad, rail, bahn, demiryolu, zheleznaya doroga
travel, tours, tourism, turizm, viajes, voyages, reisen, turismo, reise
hotel, hotels, otel, hoteles
restaurant, restaurants, restoran, lokanta, cafe
food, foods, gida, alimentos, aliments, lebensmittel, prodovolstvennyy
agriculture, agricultural, agri, agro, tarim, agricola, landwirtschaft, selskokhozyaystvennyy
textile, textiles, tekstil, textil
clothing, apparel, fashion, giyim, moda, konfeksiyon
furniture, mobel, mobilya, muebles, mebel
jewellery, jewelry, jewellers, jewelers, kuyumculuk
exchange, money exchange, cambio, doviz, sarrafi, wechselstube, currency exchange, صرافة
money transfer, remittance, remittances, hawala, transfer
consulting, consultancy, consultants, consultant, consult, danismanlik, beratung, conseils, consultoria, konsalting
marketing, advertising, reklam, werbung, publicidad, reklama
education, egitim, bildung, educacion
university, universitat, universite, universitesi, universidad, universitet
school, schule, okul, okulu, escuela, shkola
college, kolej
hospital, clinic, klinik, hastanesi, clinica, bolnitsa
research, forschung, arastirma, issledovatelskiy, nauchno-issledovatelskiy
science, sciences, scientific, bilim, wissenschaft, nauchnyy
missiles, missile, rocket, rockets, raketnyy
defence, defense, savunma, oborona, oboronnyy
army, armee, ejercito, ordusu, armiya, jaish, jaysh, جيش
brigade, brigada, tugay, brigades, kataib, katibat, liwa, كتيبة
battalion, batalon, tabur
front, cephe, frente, cephesi, jabhat, jebhat, jabha, جبهة
party, partei, partido, parti, partisi, partiya, hizb, حزب
movement, mouvement, movimiento, hareketi, harakat, haraka, dvizhenie, حركة
ministry, ministerio, ministere, ministerium, bakanligi, wizarat, ministerstvo, وزارة
government, gobierno, gouvernement, regierung, hukumet, pravitelstvo
police, polizei, policia, polis, politsiya
federation, federal, foderation, federacion, federasyon
islamic, islami, islamique, islamico
mortgage, hypothek, hypotheken, hipoteca
loan, loans, kredit, credit, kredi, credito
litigation, legal, law, hukuk, recht, avocats, solicitors
localization, localisation, translation, translations
property management, facility, facilities
cleaning, reinigung, temizlik, limpieza
car wash, carwash, hand car wash, hand carwash, car valeting
barber, barbers, hairdresser, hair, berber, kuafor
taxi, taxis, cabs
courier, couriers, parcel, parcels, kurye
labour, labor, arbeit, trud
wholesale, grosshandel, toptan
retail, einzelhandel, perakende
fish, fishing, fisheries, seafood, balik, balikcilik, pesca, ryba, fischerei
timber, wood, holz, kereste, madera
paper, papier, kagit, papel
plastic, plastics, plastik
rubber, kautschuk, kaucuk
glass, glas
tobacco, tutun, tabak, tabaco
boats, boat, yachts, yacht, yachting
outboard, outboards, engines, engine
inflatables, inflatable, schlauchboote
chandlery, chandlers
staffing, recruitment, personnel, personel
`

/** One word written in two ways, where neither says what a firm does. */
export const spellings = `
saint, st, sankt, ste, sainte
mount, mt
brothers, bros, gebruder, gebr, kardesler, freres, hermanos, fratelli, bratya
sons, son, sohne, ogullari, fils, hijos, figli
junior, jr
doctor, dr
colour, color
harbour, harbor
grey, gray
north, northern, nord, norte, kuzey, severnyy, norther
south, southern, sud, sur, guney, yuzhnyy, sul
east, eastern, este, dogu, vostochnyy
west, western, oeste, bati, zapadnyy, ouest
educational, educacional
cultural, culture, kultur
people, peoples, people's, narodnyy, halk, volks, volk
`
