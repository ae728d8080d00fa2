/**
 * Irish, Scottish Gaelic, Welsh and Manx names with the English forms that registers write instead: Ó and Mac with
 * their spellings, women's Ní and Nic, Welsh ap and ab, f for v, ff for f, dd for th. General knowledge.
 */
export const celtic = `
Siobhán Siobhan Shevaun Chevonne Shivaun Siubhan Siobhain
Sinéad Sinead Sineád Shinade
Seán Sean Shaun Shawn Shane Seaghán Eathain
Séamus Seamus S{é,e}amas Seumas Shamus Hamish Sheamus
Niamh Neve Niav Neev Neave
Aoife Eefa Aoiffe Eva
Caoimhe Keeva Kweeva Keva
Caoimhín Kevin Caoimhin Kevan
Saoirse Seersha Searsha
Eoin Owen Eoghan Eogan Owain Euan Ewan Ewen Eòghann Eoghain
Eilidh Ailie Ayley
Oisín Oisin Osheen Ossian
Ciarán Ciaran Kieran Kieron Keiran Kiaran
Cillian Killian Kilian Cillín
Conchobhar Conor Connor Conchúr Connar
Cormac Cormack Cormick
Diarmuid Dermot Diarmaid Dermod Diarmid
Donnchadh Donough Duncan Donagh Donncha
Domhnall Donal Donald Dónall D{o,ò}mhnall Dòmhnall Donall
Fionn Finn Fynn
Fionnuala Finola Nuala Fenella
Gearóid Gerard Gerald Gearoid Garrett
Gráinne Grainne Grania Gronia Granya
Máire Maire Mary Moira Moyra Maura Mairi Màiri
Máiréad Mairead Margaret Maréad Mairéad
Maeve Medb Meadhbh Méabh Meave Maebh
Micheál Micheal Michael Mícheál Mìcheal
Muireann Muirenn Murain
Murchadh Murrough Murdoch Murdo
Niall Neil Neill Neal Nial Nigel
Orla Orlaith Órla Orlagh
Pádraig Padraig Patrick Pádraic Padraic Podge P{à,a}draig Paraic Porick
Róisín Roisin Rosheen Rosaleen
Ruairí Ruairi Rory Ruaidhrí Ruaraidh Ruari Ruairidh Roderick
Tadhg Teague Tadg Timothy Thady Tighe
Aodh Hugh Aed Ùisdean
Aonghus Angus Aengus Óengus Aonghas
Brighid Bridget Brigid Bríd Brid Bridie Breda
Cathal Charles Cahal Kahal
Colm Colum Columba Callum Calum
Eibhlín Eileen Aileen Evelyn Eibhlin Eveleen
Iain Ian Iaian
Alasdair Alastair Alistair Alister Alisdair Alasdhair
Catrìona Catriona Caitriona Caitríona Katrina Catríona
Coinneach Kenneth
Donnell Donal
Fearghas Fergus Feargus Fearghus
Fionnlagh Finlay Finley Findlay
Gilleasbuig Archibald Gillespie
Lachlann Lachlan Lochlann Lochlainn
Raghnall Ranald Ronald Reginald Randal
Tormod Norman
OBrien ÓBriain OBriain NíBhriain NíBhriain OBryan OBryen OBrian
OConnor OConchobhair OConor OConner OConnar NíChonchobhair Connor
ODonnell ODomhnaill ODonnel ODonal NíDhomhnaill ODonell
ONeill ONéill OnNeil ONeil ONeal NíNéill ONiall
OSullivan OSúilleabháin OSuilleabhain NíShúilleabháin Sullivan
OReilly ORaghallaigh OReily ORielly NíRaghallaigh Reilly Reily Riley
ODoherty ODochartaigh Doherty Dougherty Docherty ODogherty NíDhochartaigh
ORourke ORuairc ORoarke Rourke
OCallaghan OCeallacháin Callaghan OCallahan Callahan
OMahony OMathghamhna OMahoney Mahony Mahoney
OKeefe OCaoimh OKeeffe Keefe
OShea OSé OSéaghdha Shea OShay Ohea
OLeary OLaoghaire Leary
OFarrell OFearghail Farrell OFerrall
OHara OhEaghra
OToole OTuathail
ODriscoll OhEidirsceoil Driscoll
Murphy OMurchú OMurchadha Murphey NíMhurchú
Kelly OCeallaigh Kelley OKelly NíCheallaigh
Walsh Breathnach Welsh Walshe
Byrne OBroin OByrne Beirne Byrnes NíBhroin
Ryan OMaoilriain ORian Ryann ORiain
Doyle ODubhghaill
Gallagher OGallchobhair Gallaher Gallacher OGallagher
Kennedy OCinnéide OKennedy Kenedy
Lynch OLoingsigh
Quinn OCuinn Quin OQuinn
Nolan ONualláin
Brennan OBraonáin
Burke deBúrca Bourke deBurgh
Smith MacGabhann MacGowan McGowan Smyth Smythe Gow
MacDonald MacDhòmhnaill McDonald MacDhomhnaill MacDhonuill M'Donald Mcdonald McDonnell MacDonnell MacDomhnaill NicDhòmhnaill MacDonell
MacCarthy MacCárthaigh McCarthy M{a,}cCarty NicCárthaigh
MacKenzie MacCoinnich McKenzie NicCoinnich
MacLeod MacLeòid McLeod McCloud NicLeòid MacCloud
MacKay MacAoidh McKay M{a,}cCoy MacKey McKee NicAoidh Mackie
MacLean MacGhillEathain McLean McLain Maclaine M{a,}cClean
MacNeil MacNèill McNeil McNeill MacNeill NicNèill
MacGregor MacGriogair McGregor MacGrigor
MacIntyre MacAntSaoir McIntyre MacIntire
MacKinnon MacFhionghuin McKinnon
MacDougall MacDhùghaill McDougall McDougal MacDougal MacDowell McDowell
Campbell Caimbeul
Cameron Camshron
Stewart Stiùbhart Stuart Steward
Maguire MagUidhir McGuire MacGuire
McGrath MacGraith Magrath MacGrath
McLoughlin MacLochlainn McLaughlin MacLaughlin McLachlan MacLachlan
McMahon MacMathúna MacMahon
McNamara MacConmara MacNamara
Ieuan Iwan Ifan Evan Iefan Ioan Siôn
Siôn Sion John Shone
Siân Sian Shan Sharn Jane
Dafydd David Dewi Dafod Dai Taffy
Rhys Rees Reece Reese Rees
Llywelyn Llewelyn Llewellyn Llewelin Flewelling
Gruffydd Griffith Gruffudd Griffiths Gruffyd
Owain Owen Ywain Owein
Hywel Howell Howel Hywell
Geraint Gerent
Angharad Ankaret
Ffion Fion
Myfanwy Mifanwy
Gwilym William Gwillym Gwylim
Emrys Ambrose
Meredith Maredudd Meredydd
Morgan Morcan
Cerys Carys Kerys
Eirlys Airlys
Alun Alan Allan Allen Alyn Ailean Allyn
Ifor Ivor Ivar Ifer
Tegwen Tegwyn
Rhodri Roderick Rhodric
Powell apHywel
Pugh apHuw
Price apRhys Pryce Preece
Bowen abOwen abOwain
Bevan abEvan apIfan Beavan Bevans
Prichard apRhisiart Pritchard
Parry apHarri
Probert apRobert
`
