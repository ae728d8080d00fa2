/** What people paste: each row is right, or it is said that it is not understood. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { are, keys, none } from './pasted.test-support.ts'
import { normaliseIdentifier, understandIdentifier } from './understand.ts'

test('several telephones in one cell are all read', () => {
  const both = ['+447700900123', '+447700900124']
  are('phone', {
    '07700 900123/4': both,
    '07700 900123-4': both,
    '"07700900123","07700900124"': both,
    '7700900123.0, 7700900124.0': both,
    '07700900123 / 07700900124': both,
    '07700 900123, 07700 900124': both,
    '07700 900123; 07700 900124': both,
    '07700 900123 or 07700 900124': both,
    '07700 900123 & 07700 900124': both,
    '07700 900123\n07700 900124': both,
    '07700900123 07700900124': both,
    '+447700900123+447700900124': both,
    '07700 900123/900124': both,
    '1) 07700 900123, 2) 07700 900124': both,
    'Mob 07700 900123 Tel 07700 900124': both,
    '07700 900123 (07700 900124)': [],
    '(07700) 900/123': ['+447700900123'],
    '07700 900123 (2)': ['+447700900123'],
    '0770\n0900123': ['+447700900123'],
  })
  none('phone', '07700 900123, 07700 9OO124', /several/)
  none('phone', '07700 900123 (07700 900124)', /several|type/)
})

test('several devices in one cell are all read, and no number is taken into the next', () => {
  const [one, two] = ['IMEI:49015420323751', 'IMEI:49015420323752']
  are('device', {
    'IMEI2 490154203237526': [two],
    'IMEI 2: 490154203237526': [two],
    'IMEI 2 490154203237526': [two],
    'IMEI (slot 2): 490154203237526': [two],
    'IMEI1 490154203237518 IMEI2 490154203237526': [one, two],
    'IMEI: 490154203237518 / IMEI2: 490154203237526': [one, two],
    '490154203237518 / 490154203237526': [one, two],
    '490154203237518,490154203237526': [one, two],
    '490154203237518 490154203237526': [one, two],
    'Samsung A12 IMEI 490154203237518': [one],
    'IMEI#2 490154203237526': [two],
    'IMEI_2: 490154203237526': [two],
    'IMEI-2: 490154203237526': [two],
    'IMEI/MEID 490154203237518': [one],
    'IMEI 490154203237518 IMSI 234150999999998': [one, 'IMSI:234150999999998'],
  })
})

test('several accounts in one cell are all read', () => {
  const [german, british] = ['DE89370400440532013000', 'GB:60161331926819']
  are('account', {
    'DE89370400440532013000 / GB29NWBK60161331926819': [german, british],
    'DE89 3704 0044 0532 0130 00 GB29 NWBK 6016 1331 9268 19': [german, british],
    '60-16-13 31926819 / 20-00-00 55779911': [british, 'GB:20000055779911'],
    '60-16-13 31926819, 20-00-00 55779911': [british, 'GB:20000055779911'],
    '60-16-13 31926819 20-00-00 55779911': [british, 'GB:20000055779911'],
    'NO93 8601 1117 947 / NO93 8601 1117 947': ['NO9386011117947'],
  })
})

test('several of every other kind in one cell are all read, or none is and it is said', () => {
  are('vessel', {
    'MMSI 232012345, 235012345': ['MMSI232012345', 'MMSI235012345'],
    'MMSI 232012345 235012345': ['MMSI232012345', 'MMSI235012345'],
    'IMO 9074729 / MMSI 235012345': ['IMO9074729', 'MMSI235012345'],
    'IMO 9074729 MMSI 235012345': ['IMO9074729', 'MMSI235012345'],
  })
  are('vehicle', {
    'AB12 CDE / CD34 EFG': ['GB:AB12CDE', 'GB:CD34EFG'],
    'AB12CDE, CD34EFG': ['GB:AB12CDE', 'GB:CD34EFG'],
    'AB12 CDE CD34 EFG': ['GB:AB12CDE', 'GB:CD34EFG'],
    'AB12 CDE and CD34 EFG': ['GB:AB12CDE', 'GB:CD34EFG'],
  })
  are('email', { 'a.run@example.com; b.run@example.com': ['a.run@example.com', 'b.run@example.com'] })
  are('handle', { '@boatking, @boatqueen': ['?:boatking', '?:boatqueen'] })
  are('wallet', {
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2': [
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
      '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
    ],
  })
  assert.equal(normaliseIdentifier('document', 'AB123456 / CD987654'), null)
  assert.equal(normaliseIdentifier('document', 'AB123456/CD987654'), null)
  assert.equal(normaliseIdentifier('document', 'AB123456 CD987654'), null)
})

test('a country before a plate, behind it or in brackets is the country of the plate', () => {
  for (const value of [
    'CJ 12 ABC (RO)',
    '(RO) CJ 12 ABC',
    'RO CJ 12 ABC',
    'RO: CJ12ABC',
    'CJ 12 ABC RO',
    'CJ 12 ABC - RO',
    'CJ12ABC/RO',
    'CJ 12 ABC (Romania)',
    'Romanian CJ 12 ABC',
    'CJ 12 ABC [RO] (white van)',
    'CJ-12-ABC, Romania',
  ])
    assert.deepEqual(keys('vehicle', value), ['RO:CJ12ABC'], value)
  are('vehicle', {
    'GB AB12 CDE': ['GB:AB12CDE'],
    'UK AB12CDE': ['GB:AB12CDE'],
    'AB12 CDE (GB)': ['GB:AB12CDE'],
    'F AA-123-BB': ['FR:AA123BB'],
    'AA-123-BB (F)': ['FR:AA123BB'],
    'French plate AA-123-BB': ['FR:AA123BB'],
    'D B-MW 1234': ['DE:BMW1234'],
    '123456 (DK)': ['DK:123456'],
    'CJ12ABC; RO': ['RO:CJ12ABC'],
    'CJ 12 ABC, Romanian, white': ['RO:CJ12ABC'],
    'CJ12ABC (Romanian plate)': ['RO:CJ12ABC'],
    'RO-CJ-12-ABC': ['RO:CJ12ABC'],
    'AB12 CDE (Polish driver)': ['GB:AB12CDE'],
    'D-AB 123': ['GB:DAB123'],
    'F123 ABC': ['GB:F123ABC'],
    'A 123 BCD': ['GB:A123BCD'],
    'QT74 BCS (white van)': ['GB:QT74BCS'],
  })
  for (const country of ['RO', 'ro', 'ROU', 'Romania', 'Romanian'])
    assert.deepEqual(keys('vehicle', 'CJ 12 ABC', country), ['RO:CJ12ABC'], country)
  assert.deepEqual(keys('vehicle', 'AA-123-BB', 'F'), ['FR:AA123BB'])
})

test('an Irish plate is Irish without being told', () => {
  for (const value of [
    '152-D-12345',
    '152 D 12345',
    '152D12345',
    'Irish 152-D-12345',
    '152-D-12345 (IRL)',
    'IE:152D12345',
  ])
    assert.deepEqual(keys('vehicle', value), ['IE:152D12345'], value)
  are('vehicle', { '09-KY-1234': ['IE:09KY1234'], '241-WX-99': ['IE:241WX99'], '12 AB 34': ['GB:12AB34'] })
})

test('a country beside a telephone or a document is its country', () => {
  for (const value of [
    '06 12 34 56 78 (FR)',
    'FR 06 12 34 56 78',
    'France: 06 12 34 56 78',
    '06 12 34 56 78 (French mobile)'.replace(' mobile', ''),
  ])
    assert.deepEqual(keys('phone', value), ['+33612345678'], value)
  assert.deepEqual(keys('phone', '07700 900123 (UK)'), ['+447700900123'])
  for (const value of [
    'Albanian passport AB123456',
    'passport no. AB123456 (AL)',
    'AB123456 (ALB)',
    'AL:AB123456',
    'AB123456, Albania',
  ])
    assert.deepEqual(keys('document', value), ['AL:AB123456'], value)
})

test('labels, remarks and doubts are no part of a value, whatever its kind', () => {
  for (const value of [
    'VRM AB12 CDE',
    'VRM: AB12CDE',
    'Reg AB12 CDE',
    'reg. no. AB12 CDE',
    'AB12 CDE?',
    'Index: AB12 CDE',
    'number plate AB12 CDE',
    '(white van) AB12 CDE',
    'AB12 CDE [seen 3 times]',
  ])
    assert.deepEqual(keys('vehicle', value), ['GB:AB12CDE'], value)
  for (const value of [
    'Tel: 07700 900123',
    'Mob. no. 07700 900123',
    'Phone 2: 07700 900123',
    'M: 07700 900123',
    'tel 07700 900123 (his brother)',
    '07700 900123 [iPhone 12]',
    '07700900123?',
    'msisdn=447700900123',
    '07700 900123, ask for Sam',
  ])
    assert.deepEqual(keys('phone', value), ['+447700900123'], value)
  const imei = ['IMEI:49015420323751']
  are('device', {
    'IMEI: 490154203237518 (Samsung A12)': imei,
    'handset 490154203237518': imei,
    '490154203237518 (iPhone)': imei,
  })
  const tron = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
  for (const value of [
    `${tron} (TRC20)`,
    `USDT: ${tron}`,
    `${tron} [USDT wallet]`,
    `TRC-20 ${tron}`,
    `wallet address: ${tron}`,
  ])
    assert.deepEqual(keys('wallet', value), [tron], value)
  for (const value of [
    'boat.run@example.com (work)',
    'E-mail: boat.run@example.com',
    'email boat.run@example.com',
    '<boat.run@example.com>',
  ])
    assert.deepEqual(keys('email', value), ['boat.run@example.com'], value)
  are('document', {
    'Passport: AB123456 (expired)': ['?:AB123456'],
    'driving licence no AB123456': ['?:AB123456'],
  })
  are('account', {
    'IBAN: DE89 3704 0044 0532 0130 00 (his wife)': ['DE89370400440532013000'],
    'DE89370400440532013000, BIC COBADEFFXXX': ['DE89370400440532013000'],
  })
  are('vessel', { 'MMSI: 235012345 (grey RHIB)': ['MMSI235012345'] })
  are('handle', { 'username: boatking': ['?:boatking'], '@boatking (his brother)': ['?:boatking'] })
  assert.equal(normaliseIdentifier('vehicle', 'AB12 CDE?')?.tier, 'possible', 'whoever wrote it was not sure')
})

test('sort code and account number are one account in any order, with any labels', () => {
  for (const value of [
    'S/C: 60-16-13 A/C: 31926819',
    '31926819 60-16-13',
    'Account number 31926819, sort code 60-16-13',
    'A/C 31926819 S/C 601613',
    '31926819 601613',
    'sc 601613 acc 31926819',
    'Acc: 3192 6819 Sort: 60 16 13',
    '60-16-13 / 31926819',
    'Sort code: 60-16-13; account no: 31926819',
  ])
    assert.deepEqual(keys('account', value), ['GB:60161331926819'], value)
})

test('a messenger’s address is a telephone or an account, never one of e-mail', () => {
  for (const value of [
    '447700900123@s.whatsapp.net',
    '447700900123@c.us',
    '447700900123:12@s.whatsapp.net',
    '447700900123.0:3@s.whatsapp.net',
  ]) {
    assert.deepEqual(keys('phone', value), ['+447700900123'], value)
    assert.deepEqual(keys('handle', value), ['whatsapp:+447700900123'], value)
    none('email', value, /messenger/)
  }
  none('email', '120363041234567890@g.us', /messenger/)
  are('handle', { '120363041234567890@g.us': ['whatsapp:group/120363041234567890'] })
  are('handle', { '447700900123-1409545757@g.us': ['whatsapp:group/447700900123-1409545757'] })
})

test('what tells one invitation from another keeps its case; user names do not', () => {
  const differ = [
    ['https://t.me/+AbCdEfGh12345678', 'https://t.me/+aBcDeFgH12345678'],
    ['https://t.me/joinchat/AbCdEf', 'https://t.me/joinchat/abcdef'],
    ['https://chat.whatsapp.com/AbCd1234', 'https://chat.whatsapp.com/aBcD1234'],
    ['https://chat.whatsapp.com/invite/AbCd1234', 'https://chat.whatsapp.com/invite/EfGh5678'],
    ['https://whatsapp.com/channel/0029VaAbC', 'https://whatsapp.com/channel/0029Vaabc'],
    ['https://youtube.com/channel/UCabc', 'https://youtube.com/channel/UCABC'],
    ['https://signal.group/#CjQKIAbc', 'https://signal.group/#CjQKIabc'],
    ['https://discord.gg/AbCd', 'https://discord.gg/abcd'],
    ['https://wa.me/message/ABCDEF', 'https://wa.me/message/abcdef'],
  ]
  for (const [one = '', other = ''] of differ) {
    assert.equal(keys('handle', one).length, 1, one)
    assert.notDeepEqual(keys('handle', one), keys('handle', other), one)
  }
  assert.deepEqual(
    keys('handle', 'https://chat.whatsapp.com/invite/AbCd1234'),
    keys('handle', 'chat.whatsapp.com/AbCd1234'),
  )
  assert.deepEqual(keys('handle', 'https://t.me/joinchat/AbCdEf'), keys('handle', 'https://t.me/+AbCdEf'))
  assert.deepEqual(keys('handle', 'https://T.me/BoatKing'), keys('handle', 't.me/boatking'))
  for (const [one = ''] of differ) {
    const [key = ''] = keys('handle', one)
    assert.deepEqual(keys('handle', key), [key], 'a key gives itself')
  }
})

test('hull numbers, ENI, call signs and outboard serials are keys of vessels', () => {
  const hull = 'HIN:GBABC12345A606'
  for (const value of [
    'GB-ABC12345A606',
    'HIN GB-ABC12345A606',
    'HIN: GBABC12345A606',
    'CIN GB-ABC-12345-A6-06',
    'Hull no. GB-ABC12345A606',
    'Hull ID: gb abc12345a606',
    'grey RHIB, HIN GB-ABC12345A606',
  ])
    assert.deepEqual(keys('vessel', value), [hull], value)
  assert.deepEqual(keys('vessel', 'US-ABC12345A606'), keys('vessel', 'ABC12345A606'))
  are('vessel', {
    'ENI 04805330': ['ENI:04805330'],
    'ENI: 99074729': ['ENI:99074729'],
    'Call sign MABC4': ['CALL:MABC4'],
    'call sign grey lady': [],
    'Outboard: Yamaha 40HP serial 6BX 1012345': ['ENGINE:6BX1012345'],
    'Suzuki DF40 serial 04003F-110123': ['ENGINE:04003F110123'],
    'callsign: 2ABC4': ['CALL:2ABC4'],
    'C/S GBTT': ['CALL:GBTT'],
    'Outboard serial 6BX1012345': ['ENGINE:6BX1012345'],
    'Yamaha outboard s/n: 6BX 1012345': ['ENGINE:6BX1012345'],
    'engine no. 0P123456': ['ENGINE:0P123456'],
    'HIN GB-ABC12345A606, MMSI 235012345': [hull, 'MMSI235012345'],
    'Grey Lady': [],
    'SEA TRADER 2': [],
  })
  const tier = (value: string) => normaliseIdentifier('vessel', value)?.tier
  assert.equal(tier('GB-ABC12345A606'), 'valid')
  assert.equal(tier('ENI 99074728'), 'possible', 'its IMO number fails its check')
  for (const broken of ['HIN GB-ABC12345Z606', 'HIN GB-ABC12345A699', 'HIN QQ-ABC12345A606'])
    assert.match(understandIdentifier('vessel', broken).reasons.join(), /hull number/, broken)
})

test('a broken one of its kind is said, with what to type', () => {
  none('phone', '07700 9O0123', /letter.*0 or 1.*type/)
  none('phone', '0770O 900123', /letter/)
  none('phone', '07700 90l123', /letter/)
  none('phone', '07700 9001?3', /missing/)
  none('phone', '12345', /too few/)
  none('vessel', '9074728', /check digit/)
  none('account', '31926819', /sort code/)
  for (const [kind, value] of [
    ['vessel', 'IMO 9074728'],
    ['account', 'DE89 3704 0044 0532 0130 01'],
    ['device', '490154203237519'],
    ['wallet', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb'],
    ['phone', '+44 7700 90012'],
  ] as const) {
    const { understood, reasons } = understandIdentifier(kind, value)
    assert.equal(understood[0]?.certainty, 'possible', value)
    assert.equal(reasons.length, 1, value)
  }
  for (const [kind, value] of [
    ['phone', '+999276026898'],
    ['account', 'ZZ33SEAM65337765005745'],
    ['device', '490154203237510'],
    ['phone', '07700 900123'],
  ] as const)
    assert.deepEqual(understandIdentifier(kind, value).reasons, [], value)
})
