import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findIdentifiers } from './find-identifiers.ts'
import { normaliseIdentifier } from './understand.ts'

const found = (text: string) =>
  findIdentifiers(text).map(({ kind, value, key }) => `${kind} ${value} = ${String(key)}`)

test('a report of every kind of identifier', () => {
  const text = `On 12/03/2026 at 14:30 a source said QT74 BCS and qd73yym met on the A259. Tel 07700 900123,
+44 (0)7700 900 456 or 00999276026898; office 020 7946 0123 ext 12. Paid into ZZ33 SEAM 6533 7765 0057 45
or 60-16-13 31926819. boat.run1817@example.com. IMO 9197557, MMSI 999608101, at 50.9123, 1.2345 and
50°54.1'N 001°23.4'E. IMEI 490154203237518. Wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, see
https://t.me/BoatKing. Reg ABC 123. Next trip 3rd January 2027, born 12.12.82.`
  assert.deepEqual(found(text), [
    'date 12/03/2026 = 2026-03-12',
    'vehicle QT74 BCS = GB:QT74BCS',
    'vehicle qd73yym = GB:QD73YYM',
    'phone 07700 900123 = +447700900123',
    'phone +44 (0)7700 900 456 = +447700900456',
    'phone 00999276026898 = +999276026898',
    'phone 020 7946 0123 ext 12 = +442079460123',
    'account ZZ33 SEAM 6533 7765 0057 45 = ZZ33SEAM65337765005745',
    'account 60-16-13 31926819 = GB:60161331926819',
    'email boat.run1817@example.com = boat.run1817@example.com',
    'vessel IMO 9197557 = IMO9197557',
    'vessel MMSI 999608101 = MMSI999608101',
    'coordinates 50.9123, 1.2345 = 50.91230,1.23450',
    "coordinates 50°54.1'N 001°23.4'E = 50.90167,1.39000",
    'device IMEI 490154203237518 = IMEI:49015420323751',
    'wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa = 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    'handle https://t.me/BoatKing = telegram:boatking',
    'vehicle ABC 123 = GB:ABC123',
    'date 3rd January 2027 = 2027-01-03',
    'date 12.12.82 = null',
  ])
})

test('nothing is found in years, sums, times, roads, references and postcodes', () => {
  for (const text of [
    'In 2023 12 people paid £1,234,567 each, 2019-2024, and £07500900123 in all.',
    'At 0800 hours on the A259 and then the M25 VAN PARK; 1400-1600 daily.',
    'Report SP-000001 of log 47123456789, item 12A, BOX 12A, FLAT 3B.',
    'They live at 12 High Street, BN11 3AB, flat 7, near junction 10.',
    'It cost 0.1234567890 of 12,500.50 EUR or 01234567890 GBP.',
    'at 12 the van, in 10 min, on 31/02/2026 which is no date',
    'Seen 2 x RHIB 40hp, 60 lifejackets, 200 litres, 3.5 m, ratio 10.123 20.456.',
    'Version 10.0.19041.1 build 20230101 from 192.168.100.200',
    'THE A259 AND THE M20 WAS SHUT. THE 12A BUS. PIN 1234. SIM 2024.',
  ])
    assert.deepEqual(found(text), [], text)
})

test('each identifier once, where it first stands; a second number close by is another', () => {
  assert.deepEqual(found('07700900123, 07700 900123, +447700900123'), ['phone 07700900123 = +447700900123'])
  assert.deepEqual(found('07700 900123 07700 900456 / 07700 900789'), [
    'phone 07700 900123 = +447700900123',
    'phone 07700 900456 = +447700900456',
    'phone 07700 900789 = +447700900789',
  ])
  assert.deepEqual(found('+999 276 026898 2 vans'), ['phone +999 276 026898 = +999276026898'])
})

test('a plate whose letters spell a word is still a plate', () => {
  assert.deepEqual(found('QX12 VAN, QX13-MEN and qx14van, but not at12 the'), [
    'vehicle QX12 VAN = GB:QX12VAN',
    'vehicle QX13-MEN = GB:QX13MEN',
    'vehicle qx14van = GB:QX14VAN',
  ])
})

test('in capitals the words after an IBAN are not part of it', () => {
  assert.deepEqual(found('TO DE89 3704 0044 0532 0130 00 THEN GB29 NWBK 6016 1331 9268 19 BANK AND HOME'), [
    'account DE89 3704 0044 0532 0130 00 = DE89370400440532013000',
    'account GB29 NWBK 6016 1331 9268 19 = GB:60161331926819',
  ])
})

test('places are those of the text as pasted, whatever unseen characters it holds', () => {
  const text = 'Ring\u200b ０７７００\u00a0９００１２３\u202c or \u2066qt74–bcs\u2069 👍🏽.'
  const all = findIdentifiers(text)
  assert.deepEqual(
    all.map(({ key }) => key),
    ['+447700900123', 'GB:QT74BCS'],
  )
  for (const { value, start, end } of all) assert.equal(text.slice(start, end), value)
})

test('the forms of dates and positions', () => {
  assert.deepEqual(
    findIdentifiers('2026-01-03T16:25:00+00:00, 4 Feb 2026, March 5th, 2026, 06-04-2026, 7 May, 2026').map(
      ({ key }) => key,
    ),
    ['2026-01-03', '2026-02-04', '2026-03-05', '2026-04-06', '2026-05-07'],
  )
  assert.deepEqual(
    findIdentifiers(
      `50 54.1 N 1 23.4 E; 51°07'30"N 1°20'00"W; N50 10.0 E001 30.0; 50.5123 N 0.1234 W; 95.1234, 1.2345`,
    ).map(({ key }) => key),
    ['50.90167,1.39000', '51.12500,-1.33333', '50.16667,1.50000', '50.51230,-0.12340'],
  )
})

test('in text as in a cell: a second IMEI, an Irish plate, a messenger’s address, a hull, a decimal comma', () => {
  assert.deepEqual(found('IMEI1 490154203237518 and IMEI2 490154203237526, IMEI 2: 356938035643809.'), [
    'device IMEI1 490154203237518 = IMEI:49015420323751',
    'device IMEI2 490154203237526 = IMEI:49015420323752',
    'device IMEI 2: 356938035643809 = IMEI:35693803564380',
  ])
  assert.deepEqual(
    found('The Irish 152-D-12345 and reg 152-D-12346, chat with 447700900123@s.whatsapp.net'),
    [
      'vehicle 152-D-12345 = IE:152D12345',
      'vehicle 152-D-12346 = IE:152D12346',
      'handle 447700900123@s.whatsapp.net = whatsapp:+447700900123',
    ],
  )
  assert.deepEqual(found('HIN GB-ABC12345A606, ENI 04805330, call sign MABC4, outboard serial 6BX1012345.'), [
    'vessel HIN GB-ABC12345A606 = HIN:GBABC12345A606',
    'vessel ENI 04805330 = ENI:04805330',
    'vessel call sign MABC4 = CALL:MABC4',
    'vessel outboard serial 6BX1012345 = ENGINE:6BX1012345',
  ])
  assert.deepEqual(
    found(`seen at 51°07,5'N 001°19,2'E, then 50 57,5 N 001 40,2 E, then 50,9150 N 0,7900 E`),
    [
      `coordinates 51°07,5'N 001°19,2'E = 51.12500,1.32000`,
      'coordinates 50 57,5 N 001 40,2 E = 50.95833,1.67000',
      'coordinates 50,9150 N 0,7900 E = 50.91500,0.79000',
    ],
  )
})

// That it takes linear time is measured beside all other finders: test/architecture/bounded-work.test.ts.
test('hostile text never throws', () => {
  const pieces = [
    '0',
    '0 ',
    '00 11 ',
    '+44 ',
    '+1 ',
    'a@',
    'a.',
    '@',
    '1-',
    'AB12 ',
    'GB29 NWBK ',
    '1A',
    '\0',
    '\ud800',
    '👍🏽',
    '\u200b',
    '１',
    '50.123, ',
    '12/',
    'IMO ',
    't.me/',
  ]
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(20_000 / piece.length))
    assert.ok(Array.isArray(findIdentifiers(text)), JSON.stringify(piece))
  }
})

test('property: in order, not overlapping, and each value normalises to its key', () => {
  const words = fc.constantFrom(
    '07700 900123',
    '+999276026898',
    'QT74 BCS',
    'qd73yym',
    'a@b.example',
    'IMO 9197557',
    'GB29 NWBK 6016 1331 9268 19',
    '50.9123, 1.2345',
    '12/03/2026',
    'AND',
    '2023',
    '£12',
    '\u200b',
    '，',
    '\n',
    '-',
    '(',
    'x',
    '00',
    '+',
  )
  const text = fc
    .array(fc.tuple(words, fc.constantFrom(' ', '', ', ')), { maxLength: 30 })
    .map((parts) => parts.flat().join(''))
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (written) => {
      let last = 0
      for (const { kind, value, start, end, key, country } of findIdentifiers(written)) {
        assert.ok(start >= last && end > start)
        assert.equal(written.slice(start, end), value)
        if (kind !== 'date' && kind !== 'coordinates')
          assert.equal(normaliseIdentifier(kind, value, country)?.key, key)
        last = end
      }
    }),
    { numRuns: 1_000 },
  )
})
