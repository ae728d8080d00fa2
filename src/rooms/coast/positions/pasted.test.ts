/** Positions as coastguards, maps and telephones hand them on. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePosition } from './parse-position.ts'
import { turnedRound } from './turned-round.ts'

/** The same place, to a metre or ten. */
function are(written: readonly string[], lat: number, lon: number, degrees = 0.0001): void {
  for (const text of written) {
    const read = parsePosition(text)
    assert.ok(read && 'position' in read, `${text} is not read`)
    const { position } = read
    assert.ok(
      Math.abs(position.lat - lat) < degrees && Math.abs(position.lon - lon) < degrees,
      `${text} → ${JSON.stringify(position)}`,
    )
  }
}

test('a decimal comma is read in every notation', () => {
  are(
    [
      '50 57,5 N 001 40,2 E',
      "50°57,5'N 001°40,2'E",
      '50° 57,5′ N, 1° 40,2′ E',
      'N50 57,5 E001 40,2',
      'N 50°57,5 E 1°40,2',
      '5057,5N 00140,2E',
      '50-57,5N 001-40,2E',
      '50 57,5 1 40,2',
      '50°57,50′ N; 001°40,20′ E',
      "50°57,5' NB 001°40,2' OL",
      "50°57,5'N 001°40.2'E",
      "50°57.5'N 001°40,2'E",
    ],
    50 + 57.5 / 60,
    1 + 40.2 / 60,
  )
  are([`50°54'54,0"N 0°47'24,0"E`, `50°54'54"N 0°47'24,0"E`, `50 54 54,0 N 0 47 24,0 E`], 50.915, 0.79)
  are(
    [
      '50,9150 0,7900',
      '50,9150; 0,7900',
      '50,9150, 0,7900',
      '50,9150,0,7900',
      '50,9150N 0,7900E',
      '50,9150° 0,7900°',
      'lat 50,9150 lon 0,7900',
      'Lat: 50,9150; Long: 0,7900',
      '(50,9150 / 0,7900)',
      '+50,9150 +0,7900',
    ],
    50.915,
    0.79,
  )
  are(['N51 58,123 E7 35,456'], 51 + 58.123 / 60, 7 + 35.456 / 60)
  are(["51°7,5'N 1°19,2'W"], 51.125, -1.32)
  // A comma with nothing else is between the two.
  are(['50,79', '50.0,79'], 50, 79)
})

test('brackets, labels and remarks around a position are nothing to it', () => {
  are(
    [
      '(50.9150, 0.7900)',
      '[50.9150, 0.7900]',
      '50.9150, 0.7900 (near the slipway)',
      '50.9150, 0.7900 approx',
      'approx. 50.9150, 0.7900',
      '~50.9150, 0.7900',
      'Vessel in position 50 54.9N 000 47.4E',
      '{"lat":50.9150,"lng":0.7900}',
      'Position: 50.9150, 0.7900',
      'GPS 50.9150 0.7900',
      'seen at 50.9150, 0.7900',
      'Pos: (50.9150, 0.7900) approx',
      '50.9150, 0.7900 by the groyne',
      '50.9150, 0.7900?',
      '50.9150, 0.7900 WGS84',
      '50.9150, 0.7900 (WGS 84) +/- 10 m',
      "50°54.9'N 0°47.4'E off Rye",
      'Vessel: 50.9150N 0.7900E (drifting)',
    ],
    50.915,
    0.79,
  )
  are(
    [
      'TQ 962 165 approx',
      'TQ 962 165',
      'approx TQ962165',
      'TQ 962 165 (beach)',
      '(TQ 962 165)',
      'NGR TQ 962, 165',
      'TQ-962-165',
    ],
    50.9159,
    0.7919,
    0.002,
  )
})

test('the links of maps are read: the pin before the middle of the picture', () => {
  are(
    [
      'https://www.openstreetmap.org/#map=15/50.9150/0.7900',
      'https://www.openstreetmap.org/?mlat=50.9150&mlon=0.7900#map=12/51.0/1.0',
      '#map=15/50.9150/0.7900'.replace('#', 'https://osm.org/#'),
      'https://www.google.com/maps/@50.9150,0.7900,15z',
      'https://www.google.com/maps/place/Rye/@51.1,1.1,15z/data=!3m1!4b1!4m5!3m4!1s0x0:0x0!8m2!3d50.9150!4d0.7900',
      'https://www.google.com/maps/search/?api=1&query=50.9150%2C0.7900',
      'https://www.google.com/maps/place/50.9150,0.7900',
      'https://www.google.com/maps/dir//50.9150,0.7900/@51,1,10z',
      'https://maps.google.com/?q=50.9150,0.7900',
      'https://maps.google.com/maps?q=loc:50.9150,0.7900',
      'https://maps.apple.com/?ll=50.9150,0.7900&q=Dropped%20Pin',
      'https://maps.apple.com/place?coordinate=50.9150,0.7900',
      'https://bing.com/maps?cp=50.9150~0.7900&lvl=15',
      'https://waze.com/ul?ll=50.9150%2C0.7900&navigate=yes',
      'https://www.marinetraffic.com/en/ais/home/centerx:0.7900/centery:50.9150/zoom:12',
      'geo:50.9150,0.7900',
      'geo:50.9150,0.7900;u=35',
      'geo:0,0?q=50.9150,0.7900(boat)',
      'I am here: https://maps.google.com/?q=50.9150,0.7900 come quickly',
    ],
    50.915,
    0.79,
  )
  assert.equal(parsePosition('https://maps.app.goo.gl/AbCdEf'), null)
  assert.equal(parsePosition(`https://maps.example/${'1,'.repeat(400)}`), null)
})

test('eastings and northings are read, named in either order', () => {
  const written = [
    'E 596200 N 116500',
    '596200E 116500N',
    'Easting 596200 Northing 116500',
    'Eastings: 596200, Northings: 116500',
    'N 116500 E 596200',
    '596200, 116500',
    'X 596200 Y 116500',
    'E596200.5 N116500.0',
    '596200 E, 116500 N',
    'OSGB36: 596200 116500',
  ]
  are(written, 50.9156, 0.7912, 0.002)
  for (const text of written) {
    const read = parsePosition(text)
    assert.equal(read && 'as' in read ? read.as : null, 'os-grid', text)
  }
})

test('what is beside a position and may change it is not thrown away', () => {
  for (const text of [
    '2 nm south of 50.9150, 0.7900',
    '50.9150, 0.7900 (50.9160, 0.7910)',
    '5 miles off 50.9, 0.7',
    'call 07700 900123 at the beach',
    'seen twice in May',
  ])
    assert.equal(parsePosition(text), null, text)
})

test('a pair that is probably turned round is offered the right way, and never turned unasked', () => {
  const read = parsePosition('0.7900, 50.9150')
  assert.ok(read && 'position' in read)
  assert.deepEqual(read.position, { lat: 0.79, lon: 50.915 })
  assert.deepEqual(turnedRound(read.position), { lat: 50.915, lon: 0.79 })
  assert.deepEqual(turnedRound({ lat: -1.25, lon: 50.7 }), { lat: 50.7, lon: -1.25 })
  for (const [lat, lon] of [
    [50.915, 0.79],
    [43.3, 5.4],
    [0, 0],
    [36.1, -5.3],
  ] as const)
    assert.equal(turnedRound({ lat, lon }), null)
})
