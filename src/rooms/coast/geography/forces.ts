/**
 * The 45 territorial police forces, and the counties and districts of each by the codes that GeoNames gives
 * them (its second administrative level). Written by hand; codes of forces as the Office for National
 * Statistics publishes them ("Police Force Areas"), names as the forces use them in 2026.
 */
import type { Force } from './geography.ts'

type Row = readonly [code: string, short: string, name: string, counties: Readonly<Record<string, string>>]

const rows: readonly Row[] = [
  ['E23000001', 'Metropolitan Police', 'Metropolitan Police Service', { GLA: 'Greater London' }],
  ['E23000034', 'City of London', 'City of London Police', {}],
  ['E23000002', 'Cumbria', 'Cumbria Constabulary', { C9: 'Cumbria' }],
  [
    'E23000003',
    'Lancashire',
    'Lancashire Constabulary',
    { H2: 'Lancashire', A8: 'Blackburn with Darwen', A9: 'Blackpool' },
  ],
  [
    'E23000004',
    'Merseyside',
    'Merseyside Police',
    { G9: 'Knowsley', H8: 'Liverpool', L8: 'Sefton', N1: 'St Helens', Q1: 'Wirral' },
  ],
  [
    'E23000005',
    'Greater Manchester',
    'Greater Manchester Police',
    {
      B1: 'Bolton',
      C1: 'Bury',
      I2: 'Manchester',
      K1: 'Oldham',
      L2: 'Rochdale',
      L5: 'Salford',
      N2: 'Stockport',
      O1: 'Tameside',
      O6: 'Trafford',
      P7: 'Wigan',
    },
  ],
  [
    'E23000006',
    'Cheshire',
    'Cheshire Constabulary',
    { Z7: 'Cheshire East', Z8: 'Cheshire West and Chester', E9: 'Halton', P2: 'Warrington' },
  ],
  [
    'E23000007',
    'Northumbria',
    'Northumbria Police',
    {
      J6: 'Northumberland',
      I7: 'Newcastle upon Tyne',
      J5: 'North Tyneside',
      M7: 'South Tyneside',
      N6: 'Sunderland',
      E5: 'Gateshead',
    },
  ],
  ['E23000008', 'Durham', 'Durham Constabulary', { D8: 'County Durham', D1: 'Darlington' }],
  ['E23000009', 'North Yorkshire', 'North Yorkshire Police', { J7: 'North Yorkshire', Q5: 'York' }],
  [
    'E23000010',
    'West Yorkshire',
    'West Yorkshire Police',
    { B4: 'Bradford', C2: 'Calderdale', G8: 'Kirklees', H3: 'Leeds', O7: 'Wakefield' },
  ],
  [
    'E23000011',
    'South Yorkshire',
    'South Yorkshire Police',
    { A3: 'Barnsley', D5: 'Doncaster', L3: 'Rotherham', L9: 'Sheffield' },
  ],
  [
    'E23000012',
    'Humberside',
    'Humberside Police',
    { E1: 'East Riding of Yorkshire', G6: 'Hull', J2: 'North East Lincolnshire', J3: 'North Lincolnshire' },
  ],
  [
    'E23000013',
    'Cleveland',
    'Cleveland Police',
    { F5: 'Hartlepool', I5: 'Middlesbrough', K9: 'Redcar and Cleveland', N3: 'Stockton-on-Tees' },
  ],
  [
    'E23000014',
    'West Midlands',
    'West Midlands Police',
    {
      A7: 'Birmingham',
      C7: 'Coventry',
      D7: 'Dudley',
      L7: 'Sandwell',
      M2: 'Solihull',
      O8: 'Walsall',
      Q3: 'Wolverhampton',
    },
  ],
  ['E23000015', 'Staffordshire', 'Staffordshire Police', { M9: 'Staffordshire', N4: 'Stoke-on-Trent' }],
  [
    'E23000016',
    'West Mercia',
    'West Mercia Police',
    { F7: 'Herefordshire', L6: 'Shropshire', O2: 'Telford and Wrekin', Q4: 'Worcestershire' },
  ],
  ['E23000017', 'Warwickshire', 'Warwickshire Police', { P3: 'Warwickshire' }],
  ['E23000018', 'Derbyshire', 'Derbyshire Constabulary', { D2: 'Derby', D3: 'Derbyshire' }],
  ['E23000019', 'Nottinghamshire', 'Nottinghamshire Police', { J8: 'Nottingham', J9: 'Nottinghamshire' }],
  ['E23000020', 'Lincolnshire', 'Lincolnshire Police', { H7: 'Lincolnshire' }],
  [
    'E23000021',
    'Leicestershire',
    'Leicestershire Police',
    { H4: 'Leicester', H5: 'Leicestershire', L4: 'Rutland' },
  ],
  ['E23000022', 'Northamptonshire', 'Northamptonshire Police', { J1: 'Northamptonshire' }],
  [
    'E23000023',
    'Cambridgeshire',
    'Cambridgeshire Constabulary',
    { C3: 'Cambridgeshire', K3: 'Peterborough' },
  ],
  ['E23000024', 'Norfolk', 'Norfolk Constabulary', { I9: 'Norfolk' }],
  ['E23000025', 'Suffolk', 'Suffolk Constabulary', { N5: 'Suffolk' }],
  [
    'E23000026',
    'Bedfordshire',
    'Bedfordshire Police',
    { I1: 'Luton', Z5: 'Bedford', Z6: 'Central Bedfordshire' },
  ],
  ['E23000027', 'Hertfordshire', 'Hertfordshire Constabulary', { F8: 'Hertfordshire' }],
  ['E23000028', 'Essex', 'Essex Police', { E4: 'Essex', M5: 'Southend-on-Sea', O3: 'Thurrock' }],
  [
    'E23000029',
    'Thames Valley',
    'Thames Valley Police',
    {
      B3: 'Bracknell Forest',
      B9: 'Buckinghamshire',
      I6: 'Milton Keynes',
      K2: 'Oxfordshire',
      K7: 'Reading',
      M1: 'Slough',
      P4: 'West Berkshire',
      P9: 'Windsor and Maidenhead',
      Q2: 'Wokingham',
    },
  ],
  [
    'E23000030',
    'Hampshire',
    'Hampshire & Isle of Wight Constabulary',
    { F2: 'Hampshire', G2: 'Isle of Wight', K6: 'Portsmouth', M4: 'Southampton' },
  ],
  ['E23000031', 'Surrey', 'Surrey Police', { N7: 'Surrey' }],
  ['E23000032', 'Kent', 'Kent Police', { G5: 'Kent', I3: 'Medway' }],
  ['E23000033', 'Sussex', 'Sussex Police', { E2: 'East Sussex', P6: 'West Sussex', B6: 'Brighton and Hove' }],
  [
    'E23000035',
    'Devon and Cornwall',
    'Devon & Cornwall Police',
    { C6: 'Cornwall', D4: 'Devon', K4: 'Plymouth', O4: 'Torbay', Z9: 'Isles of Scilly' },
  ],
  [
    'E23000036',
    'Avon and Somerset',
    'Avon and Somerset Police',
    {
      A4: 'Bath and North East Somerset',
      B7: 'Bristol',
      J4: 'North Somerset',
      M3: 'Somerset',
      M6: 'South Gloucestershire',
    },
  ],
  ['E23000037', 'Gloucestershire', 'Gloucestershire Constabulary', { E6: 'Gloucestershire' }],
  ['E23000038', 'Wiltshire', 'Wiltshire Police', { N9: 'Swindon', P8: 'Wiltshire' }],
  ['E23000039', 'Dorset', 'Dorset Police', { AA: 'Bournemouth, Christchurch and Poole', D6: 'Dorset' }],
  [
    'W15000001',
    'North Wales',
    'North Wales Police',
    { X1: 'Anglesey', X8: 'Conwy', X9: 'Denbighshire', Y1: 'Flintshire', Y2: 'Gwynedd', Z4: 'Wrexham' },
  ],
  [
    'W15000002',
    'Gwent',
    'Gwent Police',
    { X2: 'Blaenau Gwent', X4: 'Caerphilly', Y4: 'Monmouthshire', Y6: 'Newport', Z2: 'Torfaen' },
  ],
  [
    'W15000003',
    'South Wales',
    'South Wales Police',
    {
      X3: 'Bridgend',
      X5: 'Cardiff',
      Y3: 'Merthyr Tydfil',
      Y5: 'Neath Port Talbot',
      Y9: 'Rhondda Cynon Taf',
      Z1: 'Swansea',
      Z3: 'Vale of Glamorgan',
    },
  ],
  [
    'W15000004',
    'Dyfed-Powys',
    'Dyfed-Powys Police',
    { X6: 'Ceredigion', X7: 'Carmarthenshire', Y7: 'Pembrokeshire', Y8: 'Powys' },
  ],
  [
    'S23000009',
    'Police Scotland',
    'Police Service of Scotland',
    {
      T5: 'Aberdeen',
      T6: 'Aberdeenshire',
      T7: 'Angus',
      T8: 'Argyll and Bute',
      T9: 'Scottish Borders',
      U1: 'Clackmannanshire',
      U2: 'Dumfries and Galloway',
      U3: 'Dundee',
      U4: 'East Ayrshire',
      U5: 'East Dunbartonshire',
      U6: 'East Lothian',
      U7: 'East Renfrewshire',
      U8: 'Edinburgh',
      U9: 'Falkirk',
      V1: 'Fife',
      V2: 'Glasgow',
      V3: 'Highland',
      V4: 'Inverclyde',
      V5: 'Midlothian',
      V6: 'Moray',
      V7: 'North Ayrshire',
      V8: 'North Lanarkshire',
      V9: 'Orkney',
      W1: 'Perth and Kinross',
      W2: 'Renfrewshire',
      W3: 'Shetland',
      W4: 'South Ayrshire',
      W5: 'South Lanarkshire',
      W6: 'Stirling',
      W7: 'West Dunbartonshire',
      W8: 'Na h-Eileanan Siar',
      W9: 'West Lothian',
    },
  ],
  [
    'N23000002',
    'PSNI',
    'Police Service of Northern Ireland',
    {
      N09000001: 'Antrim and Newtownabbey',
      N09000002: 'Armagh, Banbridge and Craigavon',
      N09000003: 'Belfast',
      N09000004: 'Causeway Coast and Glens',
      N09000005: 'Derry and Strabane',
      N09000006: 'Fermanagh and Omagh',
      N09000007: 'Lisburn and Castlereagh',
      N09000008: 'Mid and East Antrim',
      N09000009: 'Mid Ulster',
      N09000010: 'Newry, Mourne and Down',
      N09000011: 'Ards and North Down',
    },
  ],
]

/** Every force by its code. */
export const FORCES: ReadonlyMap<string, Force> = new Map(
  rows.map(([code, short, name]) => [code, { code, name, short }]),
)

const counties = new Map(
  rows.flatMap(([code, , , own]) =>
    Object.entries(own).map(([county, name]) => [county, { force: code, name }]),
  ),
)

/**
 * Looks up a county or district.
 * @param admin2 - its GeoNames code
 * @returns its name and the force that polices it; null where the code is none of the UK
 */
export function countyOf(admin2: string): { force: string; name: string } | null {
  return counties.get(admin2) ?? null
}
