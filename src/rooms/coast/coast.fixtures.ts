/** What the tests that walk the whole program need of this room. */
import { loadCoast } from '../../../exercise/coast/load-coast.ts'
import { secretOf } from '../../../test/policies/leak-walk/secret.ts'
import { OFFICER } from '../../../test/policies/leak-walk/words.ts'
import { filledIn, formOf } from '../../../test/support/form.ts'
import { LONG_WORD } from '../../../test/support/long-word.ts'
import type { TestNode } from '../../../test/support/node.ts'
import type { Ids, Planting, ProtectedTable, RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { newId } from '../../platform/identifiers.ts'
import { addContact } from './plan/contacts.ts'
import { loadLine } from './plan/load-line.ts'
import { insertStretch } from './plan/plan-store.ts'
import { loadSites } from './sites/load-sites.ts'

const tables: readonly ProtectedTable[] = [
  {
    name: 'coast.line',
    subject: 'line',
    idColumn: 'id',
    touch: 'name',
    deletable: true,
    insert: (p) => ({
      sql: `insert into coast.line (id, agency_id, name, points, miles) values ($1, $2, 'Line', '[]', 1)`,
      values: [p.line, p.owner],
    }),
  },
  {
    name: 'coast.stretch',
    subject: 'stretch',
    idColumn: 'id',
    touch: 'name',
    deletable: false, // with its contacts, which are tried by themselves
    insert: (p) => ({
      sql: `insert into coast.stretch (id, agency_id, name, from_mile, to_mile) values ($1, $2, 'Stretch', 0, 1)`,
      values: [p.stretch, p.owner],
    }),
  },
  {
    name: 'coast.contact',
    subject: 'stretch',
    idColumn: 'stretch_id',
    touch: 'notes',
    deletable: true,
    insert: (p) => ({
      sql: `insert into coast.contact (id, stretch_id, agency_id, organisation) values ($1, $2, $3, 'Harbour office')`,
      values: [p.coastContact, p.stretch, p.owner],
    }),
  },
  {
    name: 'coast.site',
    subject: 'site',
    idColumn: 'id',
    touch: 'name',
    deletable: true,
    insert: (p) => ({
      sql: `insert into coast.site (id, agency_id, name, kind, lat, lon) values ($1, $2, 'Site', 'beach', 50.9, 0.7)`,
      values: [p.site, p.owner],
    }),
  },
]

/** The exercise's plan, the same in both worlds. */
async function settle(world: TestNode, _secrets: unknown, ids: Ids): Promise<void> {
  await loadCoast(world.database)
  for (const [name, table] of [
    ['own stretch', 'stretch'],
    ['own coast contact', 'contact'],
    ['own site', 'site'],
  ] as const) {
    const [row] = await world.admin<{ id: string }>(
      `select id from coast.${table} order by ${table === 'contact' ? 'organisation' : 'name'} limit 1`,
    )
    ids[name] = row?.id ?? ''
  }
}

/** A coastal plan of the NCA's own: the same miles as Sussex's, and none of its words are theirs to know. */
async function plant({ world, ids, say }: Planting): Promise<void> {
  const scopeOf = { service: 'test', operation: 'test.plant', agencyId: world.agency('nca') }
  // A second canary's stretch lies behind the first one's.
  const [there] = await world.admin<{ end: number | null }>(
    'select max(to_mile)::float8 as end from coast.stretch where agency_id = $1',
    [world.agency('nca')],
  )
  const fromMile = (there?.end ?? 0) + 1
  await world.database.performAsService(scopeOf, async (scope) => {
    await loadLine(scope, {
      name: `Line ${say('coastline')}`,
      points: [
        { lat: 50.8, lon: -0.9 },
        { lat: 50.9, lon: 0.8 },
      ],
    })
    const id = newId()
    ids['stretch'] = id
    await insertStretch(scope, {
      id,
      name: `Stretch ${say('stretch')}`,
      fromMile,
      toMile: fromMile + 30,
      leadId: world.person(OFFICER).id,
      cover: `Watched by ${say('cover')}`,
      vulnerabilities: `Open to ${say('vulnerability')}`,
      reviewedOn: '2026-01-01',
      reviewOn: '2026-02-01',
      publicName: false,
    })
    scope.record({ kind: 'collection', subject: { kind: 'stretch', id } })
    await addContact(scope, id, {
      organisation: `Harbour ${say('contact’s organisation')}`,
      role: 'Master',
      telephone: '01632 960777',
      notes: `Notes ${say('contact’s notes')}`,
    })
    const site = {
      name: `Site ${say('site')}`,
      contact: `Ask ${say('site’s contact')}`,
      telephone: '',
      publicName: false,
    }
    const position = { lat: 50.82, lon: -0.4 }
    await loadSites(scope, [{ line: 1, site: { ...site, kind: 'beach', position } }])
  })
  const [site] = await world.admin<{ id: string }>('select id from coast.site where agency_id = $1', [
    world.agency('nca'),
  ])
  const [contact] = await world.admin<{ id: string }>('select id from coast.contact where agency_id = $1', [
    world.agency('nca'),
  ])
  ids['site'] = site?.id ?? ''
  ids['coast contact'] = contact?.id ?? ''
}

/** The exercise's coast, with the longest and oddest text that may stand in a plan. */
async function records(node: TestNode): Promise<Ids> {
  await loadCoast(node.database)
  const desk = await node.signIn('coordinator@sussex-police.example')
  const added = await desk.get('/coast/stretches/new')
  const stretch = await desk.post(
    '/coast/stretches/new',
    filledIn(formOf(added.text, 'fromMile'), {
      name: LONG_WORD.slice(0, 100),
      fromMile: '24.5',
      toMile: '26.5',
    }),
  )
  const address = stretch.headers.get('location') ?? ''
  const cover = await desk.get(`${address}/cover`)
  await desk.post(`${address}/cover`, filledIn(formOf(cover.text, 'cover'), { cover: LONG_WORD }))
  const contact = await desk.get(`${address}/contacts/new`)
  const typed = {
    organisation: LONG_WORD.slice(0, 150),
    telephone: '01632 960999',
    notes: `قارب <b>${LONG_WORD}`,
  }
  await desk.post(`${address}/contacts/new`, filledIn(formOf(contact.text, 'organisation'), typed))
  const site = await desk.get('/coast/sites/new')
  const saved = await desk.post(
    '/coast/sites/new',
    filledIn(formOf(site.text, 'position'), {
      name: LONG_WORD.slice(0, 150),
      kind: 'slipway',
      position: '50.74, -0.82',
      contact: LONG_WORD.slice(0, 200),
    }),
  )
  const id = address.split('/').at(-1) ?? ''
  const [row] = await node.admin<{ id: string }>('select id from coast.contact where stretch_id = $1', [id])
  return {
    '/coast/stretches/:id': id,
    '/coast/contacts/:id': row?.id ?? '',
    '/coast/sites/:id': saved.headers.get('location')?.split('/').at(-1) ?? '',
  }
}

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert: ['line', 'stretch', 'site', 'coastContact'],
  leak: {
    settle,
    plant,
    ownIds: ['own stretch', 'own coast contact', 'own site'],
    idsOfPaths: [
      [/^\/coast\/stretches\//, (name) => /stretch$|silent report/.test(name)],
      [/^\/coast\/contacts\//, (name) => /coast contact$|silent report/.test(name)],
      [/^\/coast\/sites\//, (name) => /site$|silent report/.test(name)],
    ],
    // A tile of the map, and what is none.
    parameters: {
      z: () => ['9'],
      x: () => ['256'],
      y: (canary) => ['172.svg', secretOf(canary).title],
    },
    forms: {
      'coast.stretch.add': () => [{ name: 'Between the two', fromMile: '24.5', toMile: '26' }, {}],
      'coast.stretch.change': (canary) => [
        {
          version: '1',
          name: 'Taken over',
          fromMile: '0',
          toMile: '1',
          leadId: canary.ids['officer'] ?? '',
          cover: 'Nobody',
          vulnerabilities: 'None',
        },
      ],
      'coast.stretch.remove': () => [{ version: '0' }],
      'coast.contact.add': () => [{ organisation: 'Harbour', role: 'Master', telephone: '01632 960999' }],
      'coast.contact.change': () => [{ version: '1', organisation: 'Harbour', telephone: '01632 960998' }],
      'coast.contact.remove': () => [{ version: '0' }],
      'coast.site.add': () => [{ name: 'A new slipway', kind: 'slipway', position: '50.8, -0.5' }],
      'coast.site.change': () => [{ version: '1', name: 'Changed', kind: 'quay', position: '50.8, -0.5' }],
      'coast.site.remove': () => [{ version: '0' }],
      'coast.line.load': () => [{ name: '', line: new File(['{}'], 'line.geojson') }, {}],
      'coast.sites.load': () => [
        { sites: new File(['name,kind,lat,lon\nBeach 7,beach,50.8,-0.5\n'], 'sites.csv') },
        {},
      ],
    },
  },
  pages: { noPage: ['/map/:z/:x/:y'], asked: { '/coast/where': '?at=50.91%2C+0.80' }, records },
}
