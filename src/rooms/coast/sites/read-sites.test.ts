import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCoastline } from '../chainage/read-coastline.ts'
import { readCsv } from './read-csv.ts'
import { readSites } from './read-sites.ts'

const reasons = (rows: ReturnType<typeof readSites>) =>
  rows.flatMap((row) => ('reason' in row ? [[row.line, row.reason] as const] : []))

void test('cells may be quoted, hold the sign between them, and run over lines', () => {
  assert.deepEqual(readCsv('\uFEFFname,kind\r\n"Quay, east","say ""hello""\nthere"\r\n\r\nPier,pier\r\n'), [
    { line: 1, cells: ['name', 'kind'] },
    { line: 2, cells: ['Quay, east', 'say "hello"\nthere'] },
    { line: 5, cells: ['Pier', 'pier'] },
  ])
  assert.deepEqual(readCsv('a;b\n1,5;2')[1]?.cells, ['1,5', '2'])
})

void test('a good row becomes a site, a bad one keeps its line and a reason', () => {
  const rows = readSites(
    [
      'Name,Type,Latitude,Longitude,Organisation,Phone',
      'Bosham Quay,quay,50.8285,-0.86,Bosham Quay Office,01632 960301',
      ',beach,50.8,-0.5,,',
      'Odd,lighthouse,50.8,-0.5,,',
      'Nowhere,beach,,,,',
      'Turned,landing place,50.8,-0.5,,call Dave',
      'East Head,Landing Place,50.78,-0.91,,',
    ].join('\n'),
    'sites.csv',
  )
  assert.deepEqual(rows[0], {
    line: 2,
    site: {
      name: 'Bosham Quay',
      kind: 'quay',
      position: { lat: 50.8285, lon: -0.86 },
      contact: 'Bosham Quay Office',
      telephone: '01632 960301',
    },
  })
  assert.deepEqual(reasons(rows).map(([line]) => line), [3, 4, 5, 6]) // prettier-ignore
  assert.ok(rows[5] && 'site' in rows[5] && rows[5].site.kind === 'landing')
})

void test('GeoJSON: points with a name and a kind', () => {
  const rows = readSites(
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: 'Rye Harbour', kind: 'harbour', mile: 135.3 },
          geometry: { type: 'Point', coordinates: [0.77, 50.93] },
        },
        {
          type: 'Feature',
          properties: { name: 'A line', kind: 'beach' },
          geometry: { type: 'LineString', coordinates: [] },
        },
        'no feature',
      ],
    }),
    'sites.geojson',
  )
  assert.ok(rows[0] && 'site' in rows[0])
  assert.deepEqual(rows[0].site.position, { lat: 50.93, lon: 0.77 })
  assert.deepEqual(reasons(rows).map(([line]) => line), [2, 3]) // prettier-ignore
})

void test('a file that is none is refused as a whole, in words', () => {
  const refused = (content: string, name: string) => {
    try {
      readSites(content, name)
    } catch (fault) {
      return (fault as { fields?: Record<string, string> }).fields?.['sites']
    }
    return undefined
  }
  assert.match(refused('', 'a.csv') ?? '', /first line/)
  assert.match(refused('a,b\n1,2', 'a.csv') ?? '', /headings name, kind/)
  assert.match(refused('name,kind,lat,lon', 'a.csv') ?? '', /no site/)
  assert.match(refused('{', 'a.geojson') ?? '', /cannot be read as JSON/)
  assert.match(refused('[1]', 'a.geojson') ?? '', /not GeoJSON/)
})

void test('a file of very many rows, cells, features or points is refused by their number', () => {
  const fields = (work: () => unknown) => {
    try {
      work()
    } catch (fault) {
      return Object.values((fault as { fields?: Record<string, string> }).fields ?? {}).join()
    }
    return ''
  }
  const head = 'name,kind,lat,lon\n'
  assert.match(
    fields(() => readSites(head + 'a,b\n'.repeat(200_000), 'a.csv')),
    /more than 20000 rows/,
  )
  assert.deepEqual(readCsv('a\n'.repeat(1_000), 3).length, 3)
  assert.equal(readCsv(','.repeat(1_000_000) + 'x')[0]?.cells.length ?? 0, 0)
  assert.equal(readCsv(`x${','.repeat(1_000_000)}`)[0]?.cells.length, 100)
  const nothing = `{"type":"FeatureCollection","features":[${'0,'.repeat(400_000)}0]}`
  assert.match(
    fields(() => readSites(nothing, 'a.geojson')),
    /more than 20,000 features/,
  )
  const line = `{"type":"LineString","coordinates":[${'0,'.repeat(400_000)}0]}`
  assert.match(
    fields(() => readCoastline(line)),
    /more than 100,000 points/,
  )
})
