/**
 * How the walk fills a route: its parameters, its query, its body. A route with a parameter or a form
 * that is not known here fails the walk, so that whoever adds one says how it is filled.
 */
import type { DeclaredRoute } from '../../../src/platform/http/server.ts'
import { handleFor, tokenOf } from '../../support/sealed.ts'
import type { Canary } from './canary.ts'
import { SECRET_BIRTH } from './secret.ts'
import { SEALED, sealedBy } from './sealed.ts'

export type Fields = Record<string, unknown>

export type Visit = {
  route: DeclaredRoute
  /** `{name}` stands for the id of that name, which may differ from world to world */
  path: string
  body: Fields | null
  headers?: Record<string, string>
}

/** Names of ids that the walk puts into `:id`, besides all of the canary's. */
export const OWN_IDS = [
  'own report',
  'own held silently',
  'own match',
  'own pair match',
  'own draft',
  'own received',
  'own recalled',
  'own stretch',
  'own coast contact',
  'own site',
  'own public report',
]

type Fill = (canary: Canary, path: string) => string[]

const anyId = () => true
const isReport = (name: string) =>
  /report$|version$|^own (report|held|draft|received|recalled)|side 1$/.test(name)

/** Which ids a path is tried with. A path that is not named here is tried with all of them. */
const idsOfPaths: [prefix: RegExp, fits: (name: string) => boolean][] = [
  [/^\/reports\/drafts\//, (name) => /^(draft|silent) report$|version$|^own (draft|report)$/.test(name)],
  [/^(\/api\/v1\/intelligence)?\/(reports|recalls|checks)\//, isReport],
  [/^(\/api\/v1\/deconfliction)?\/matches\//, (name) => /side|message|match|silent/.test(name)],
  [/^\/triage\//, (name) => /public report$|^silent report$/.test(name)],
  [/^\/coast\/stretches\//, (name) => /stretch$|silent report/.test(name)],
  [/^\/coast\/contacts\//, (name) => /coast contact$|silent report/.test(name)],
  [/^\/coast\/sites\//, (name) => /site$|silent report/.test(name)],
  [/^\/imports\//, (name) => /import|silent report/.test(name)],
  [/^\/people\//, (name) => /officer|silent report/.test(name)],
]

const parameters: Record<string, Fill> = {
  id: (canary, path) => {
    const fits = idsOfPaths.find(([prefix]) => prefix.test(path))?.[1] ?? anyId
    return [...Object.keys(canary.ids), ...OWN_IDS].filter(fits).map((name) => `{${name}}`)
  },
  handle: () => [handleFor(SEALED.theirs), handleFor(SEALED.ours)],
  uid: (canary) => [canary.secrets[0]?.title ?? ''],
  number: () => ['1'],
  page: () => ['text', 'subjects-person'],
  // A tile of the map, and what is none.
  z: () => ['9'],
  x: () => ['256'],
  y: (canary) => ['172.svg', canary.secrets[0]?.title ?? ''],
  '*': (canary) => [canary.secrets[0]?.title ?? ''],
}

/** Forms by operation, as a page sends them. */
const forms: Record<string, (canary: Canary) => Fields[]> = {
  'demo.person.choose': () => [{ email: 'nobody@nca.example' }],
  'demo.provider': () => [{}],
  'identity.purpose.set': (canary) => [
    { purpose: 'Exercise', return: `/reports/${canary.ids['silent report'] ?? ''}` },
  ],
  'intelligence.draft.start': (canary) => [
    { title: `About ${secretOf(canary).title}`, classification: 'OFFICIAL', handling: 'P' },
    { title: '', classification: '' },
  ],
  'intelligence.draft.save': (canary) => [
    {
      revision: '1',
      title: 'Taken over',
      classification: 'OFFICIAL',
      handling: 'P',
      review_on: '2031-01-01',
      discoverable: 'yes',
      'items.0.text': `Seen with ${secretOf(canary).phone} and ${secretOf(canary).email}`,
      'items.0.source_evaluation': '2',
      'items.0.intelligence_assessment': 'C',
      'items.0.basis': 'fact',
      kind: 'phone',
      value: secretOf(canary).phone,
      item: '1',
    },
  ],
  'intelligence.draft.type': (canary) => [
    { revision: '1', turn: '0', title: `About ${secretOf(canary).title}`, names: secretOf(canary).title },
  ],
  'intelligence.report.leave-out': () => [{ version: '1' }],
  'intelligence.draft.submit': () => [{ revision: '1', change_reason: 'Another number' }],
  'intelligence.draft.start-from-current': () => [{ revision: '1' }],
  'intelligence.draft.discard': () => [{ confirm: 'yes' }],
  'intelligence.report.accept': () => [{}],
  'intelligence.report.confirm-release': () => [{ to: 'all', reason: 'All must know' }],
  'intelligence.report.release': () => [{ to: 'named', agency: ['3', '4'], reason: 'They must know' }],
  'intelligence.report.new-version': () => [{}],
  'intelligence.report.sanitise': () => [{}],
  'intelligence.report.evaluate': () => [
    {
      revision: '1',
      'items.0.source_evaluation': '1',
      'items.0.intelligence_assessment': 'A',
      'items.0.basis': 'fact',
    },
  ],
  'deconfliction.check': (canary) =>
    secretIdentifiers(canary).map((one) => ({ ...one, purpose: 'Exercise' })),
  'deconfliction.check.person': (canary) =>
    secretPersons(canary).map((one) => ({ ...one, purpose: 'Exercise' })),
  'deconfliction.check.list': (canary) => [
    {
      list: [
        ...secretIdentifiers(canary).map(({ kind, value }) => `${kind}: ${value}`),
        ...secretPersons(canary).map(({ value, born }) => `${value}, ${born}`),
      ].join('\n'),
      purpose: 'Exercise',
    },
  ],
  'deconfliction.check-alert.settle': (canary) => [
    { person: canary.ids['officer'] ?? '', day: '2026-01-01' },
  ],
  'deconfliction.sealed.check': () => sealedChecks(),
  'deconfliction.silent-hit.see': () => [{}],
  'deconfliction.match.contact': () => [{ message: 'Please call us.' }],
  'deconfliction.match.reply': () => [{ message: 'Please call us.' }],
  'deconfliction.match.confirm': () => [{ reason: 'The same van', version: '0' }],
  'deconfliction.match.reject': () => [{ reason: 'Another van', version: '0' }],
  'deconfliction.match.answer-many': (canary) => [
    {
      match: [`${canary.ids['side 1'] ?? ''}:0`, `${canary.ids['side 2'] ?? ''}:0`],
      line: [canary.ids['side 1'] ?? '', canary.ids['side 2'] ?? ''],
      act: 'reject',
      reason: 'Another van',
    },
  ],
  'deconfliction.match.take-back': () => [{ version: '1' }],
  'deconfliction.match.close': () => [{ version: '1' }],
  'deconfliction.match.take': () => [{}],
  'deconfliction.match.give-back': () => [{}],
  'intelligence.check.approve': () => [{}],
  'intelligence.check.return': () => [{ note: 'Too much in it' }],
  'intelligence.report.recall': () => [{ reason: 'Not ours to keep', confirm: 'yes' }],
  'intelligence.recall.acknowledge': () => [{}, { copies: 'kept', note: 'A court needs it' }],
  'intelligence.import.request': (canary) => [
    { file: new File([`ref,text\n1,${secretOf(canary).title}\n`], 'export.csv', { type: 'text/csv' }) },
    {},
  ],
  'reporting.public.begin': () => [{}],
  'reporting.public.question.answer': () => [{ kind: 'boat', when: 'now', words: 'A grey boat' }],
  'reporting.public.place.answer': () => [{ place: 'Rye', position: '50.93, 0.77', description: 'Slipway' }],
  'reporting.public.place.find': () => [{ place: 'Ry' }],
  'reporting.public.map.answer': () => [{ lat: '50.9', lon: '0.8', zoom: '9', 'pin.x': '10', 'pin.y': '10' }],
  'reporting.public.photographs.offer': (canary) => [{ id: canary.ids['public report'] ?? '', place: 'yes' }],
  'reporting.public.send': () => [{ website: '', shown: '' }],
  'reporting.public.sent.confirm': () => [{ signs: 'ABCD' }],
  'reporting.public.receipt.open': () => [{ receipt: '8BA73 JGA9Y DPKRN MT9EA' }],
  'reporting.public.thread.answer': () => [{ answer: 'It had a red flag.' }],
  'reporting.public.thread.close': () => [{}],
  'reporting.public.withdraw': () => [{ sure: 'yes' }],
  'reporting.public.photographs.add': (canary) => [
    { photographs: new File([secretOf(canary).title], 'harbour.jpg', { type: 'image/jpeg' }) },
    {},
  ],
  'reporting.public.photographs.remove': (canary) => [{ id: canary.ids['public report'] ?? '' }],
  'reporting.public.photographs.keep': (canary) => [{ id: canary.ids['public report'] ?? '', keep: 'yes' }],
  'reporting.public.upload.begin': () => [{}],
  'reporting.public.upload.go-on': () => [{}],
  'reporting.public.upload.drop': () => [{}],
  'reporting.triage.unlock': () => [{ passphrase: 'no passphrase of theirs', return: '/triage' }],
  'reporting.triage.lock': () => [{}],
  'reporting.triage.keys.passphrase': () => [{ passphrase: 'one of them', again: 'another' }],
  'reporting.triage.keys.give': (canary) => [
    { person: canary.ids['officer'] ?? '', purposes: ['desk', 'source'] },
  ],
  'reporting.triage.contact.open': () => [{ reason: 'Agreed call back' }],
  'reporting.triage.incident.join': (canary) => [{ report: canary.ids['public report'] ?? '' }, {}],
  'reporting.triage.incident.part': () => [{}],
  'reporting.triage.ask': () => [{ question: 'how-many' }, { question: 'own-words', text: 'Where was it?' }],
  'reporting.triage.ask.decide': () => [{ decision: 'send' }],
  'reporting.triage.intelligence': (canary) => [
    {
      title: `About ${secretOf(canary).title}`,
      classification: 'OFFICIAL',
      text: `Seen with ${secretOf(canary).phone}`,
      source_evaluation: '2',
      intelligence_assessment: 'D',
      basis: 'fact',
    },
  ],
  'reporting.triage.no-further-action': () => [{ reason: 'A regatta' }],
  'reporting.triage.safeguarding': () => [{ who: 'Duty social worker', when: '18:40', reason: 'Children' }],
  'reporting.triage.reopen': () => [{ reason: 'It was none' }],
  'reporting.triage.pass': () => [{ agency: '2', reason: 'Their beach' }],
  'reporting.triage.destroy': () => [{ reason: 'not-needed' }],
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
  'people.add': () => [
    {
      name: 'Somebody New',
      email: 'somebody.new@sussex-police.example',
      role: 'analyst',
      roles: ['analyst'],
      clearance: 'OFFICIAL',
    },
  ],
  'people.change': () => [
    { name: 'Taken over', roles: ['analyst'], clearance: 'OFFICIAL', active: 'yes', version: '1' },
  ],
  'people.sessions.end': () => [{}],
  'people.appointments.settle': (canary) => [{ appointment: canary.ids['appointment'] ?? '' }],
  'people.account.mail.choose': () => [{ digest: 'hourly' }, { digest: 'often' }],
  'people.desk.change': () => [
    {
      desk_name: 'Sussex desk',
      desk_email: 'desk@sussex-police.example',
      desk_phone: '01632 960101',
      desk_hours: '',
      version: '1',
    },
  ],
}

const reportOf = (canary: Canary): Fields => ({
  title: 'The same number, seen here',
  classification: 'OFFICIAL',
  handling: 'P',
  review_on: '2031-05-01',
  items: [{ text: 'Seen again.', source_evaluation: '2', intelligence_assessment: 'C', basis: 'assessment' }],
  subjects: canary.secrets
    .filter((one) => one.silent)
    .flatMap((one) => [
      { kind: 'phone', item: 1, value: one.phone },
      { kind: 'vehicle', item: 1, value: one.plate, country: 'GB' },
      { kind: 'email', item: 1, value: one.email },
    ]),
})

const sealedChecks = () => [{ kind: 'phone', element: tokenOf(SEALED.value).element, purpose: 'Exercise' }]

/** What somebody would ask for who suspects something; nothing of it may be found. */
const secretIdentifiers = (canary: Canary): { kind: string; value: string }[] =>
  canary.secrets
    .filter((one) => one.silent)
    .flatMap((one) => [
      { kind: 'phone', value: one.phone.replace(/^0/, '+44 (0)') },
      { kind: 'vehicle', value: one.plate.toLowerCase() },
      { kind: 'email', value: one.email },
    ])

/** The persons of the silent records, with the birth that `plant` gives them. */
const secretPersons = (canary: Canary): { value: string; born: string }[] =>
  canary.secrets
    .filter((one) => one.silent)
    .map((one) => ({ value: `Canary ${one.person}`, born: SECRET_BIRTH }))

/** Bodies by operation, as a program sends them. */
const bodies: Record<string, (canary: Canary) => Fields[]> = {
  // The second takes a reference that the NCA's own system has given: no business of Sussex's.
  'intelligence.report.file': (canary) => [
    reportOf(canary),
    { ...reportOf(canary), agency_reference: secretOf(canary).agencyReference },
    { ...reportOf(canary), compartment: canary.ids['compartment'] },
    {},
  ],
  'intelligence.report.change': (canary) => [reportOf(canary)],
  'intelligence.report.release': () => [
    { agencies: ['nca', 'border-force'], reason: 'They must know' },
    { agencies: 'all', reason: 'All must know' },
  ],
  'intelligence.report.accept': () => [{}],
  'deconfliction.check': (canary) =>
    [...secretIdentifiers(canary), ...secretPersons(canary).map((one) => ({ kind: 'person', ...one }))].map(
      (one) => ({ ...one, purpose: 'Exercise' }),
    ),
  'deconfliction.check.list': (canary) => [
    {
      items: [
        ...secretIdentifiers(canary),
        ...secretPersons(canary).map((one) => ({ kind: 'person', ...one })),
      ],
      purpose: 'Exercise',
    },
  ],
  'deconfliction.sealed.check': () => sealedChecks().map((one) => ({ epoch: 1, ...one })),
  'deconfliction.sealed.take-back': () => [{}],
  'deconfliction.sealed.keep': () => [{ epoch: 1, records: [sealedBy('walker', SEALED.value)] }],
  'deconfliction.match.contact': () => [{ message: 'Please call us.' }],
  'deconfliction.match.confirm': () => [{ reason: 'The same van', version: 0 }],
  'deconfliction.match.reject': () => [{ reason: 'Another van', version: 0 }],
  'deconfliction.match.take-back': () => [{ version: 1 }],
  'deconfliction.match.close': () => [{ version: 1 }],
  'intelligence.report.recall': () => [{ reason: 'Not ours to keep' }],
  'intelligence.recall.acknowledge': () => [{}, { copies: 'destroyed' }],
}

/** Query strings sent to every route that is read: what somebody who suspects something would try. */
function queriesOf(canary: Canary): string[] {
  const secret = secretOf(canary)
  const operation = canary.secrets.find((one) => one.name === 'operation') ?? secret
  const query = (fields: Record<string, string>) => `?${new URLSearchParams(fields).toString()}`
  const id = canary.ids['silent report'] ?? ''
  return [
    '',
    query({ q: secret.title }),
    query({ q: `"${operation.text}"`, agency: 'nca' }),
    query({ q: secret.phone.replace(/^0/, '+44 ') }),
    query({ q: secret.plate.toLowerCase().replace(' ', '-') }),
    query({ q: operation.email.toUpperCase(), kind: 'email' }),
    query({ q: secret.reference.toLowerCase().replaceAll('-', ' ') }),
    query({ q: secret.agencyReference }),
    query({ q: canary.words['compartment name'] ?? '' }),
    query({
      value: secret.phone,
      kind: 'phone',
      purpose: 'Exercise',
      state: 'open',
      agency: 'nca',
      limit: '500',
    }),
    query({ record: id, report: id, match: canary.ids['import'] ?? '', person: id, kind: 'combination' }),
    query({ from: '2020-01-01', to: '2039-12-31', agency: 'nca', unread: '1', handling: 'C', version: '1' }),
    query({ q: secret.title, cursor: 'e30', before: '99999999', page: '2' }),
    query({ cursor: `'"><${secret.title}` }),
  ]
}

const secretOf = (canary: Canary) => {
  const [first] = canary.secrets
  if (!first) throw new Error('a secret was planted')
  return first
}

/** Methods that the client of this test cannot send, or that no route answers differently by record. */
export const notSent = new Set(['TRACE', 'CONNECT', 'OPTIONS'])

/** Operations that the walk does by other means, each with where. */
export const elsewhere: Record<string, string> = {
  'platform.live.listen': 'a stream that does not end: it has a test of its own',
  'people.account.sessions.end': 'it would end the walk as signing out does; ended-sessions.test.ts has it',
  'identity.session.end': 'it would end the walk; its page says nothing of any record',
}

/** Answers that hold chance or the clock throughout: looked through for words, but not compared. */
export const notCompared = new Set(['identity.sign-in.start', 'demo.provider'])

/**
 * Everything that is sent to one route.
 * @throws when a parameter or a form is not known
 */
export function visitsOf(route: DeclaredRoute, canary: Canary): Visit[] {
  const paths = fill(route, canary)
  if (route.method === 'GET') {
    // Of a record's own page the query says little; a list is asked everything.
    const queries = paths.length === 1 ? queriesOf(canary) : ['', '?version=1&to=all']
    const asksMore = (path: string) => paths.length === 1 || path.includes('{own')
    return paths.flatMap((path) =>
      queries
        .slice(0, asksMore(path) ? queries.length : 1)
        .map((query) => ({ route, path: path + query, body: null })),
    )
  }
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(route.method))
    return paths.slice(0, 1).map((path) => ({ route, path, body: null }))
  const known = route.path.startsWith('/api/') ? bodies : forms
  const bodiesOf = known[route.operation]
  if (!bodiesOf)
    throw new Error(
      `${route.operation} (${route.method} ${route.path}): say in requests.ts what is sent to it`,
    )
  const headers = { 'if-match': '"1"' }
  return paths.flatMap((path) => bodiesOf(canary).map((body) => ({ route, path, body, headers })))
}

function fill(route: DeclaredRoute, canary: Canary): string[] {
  let paths = [route.path]
  for (const [whole, name = '*'] of route.path.matchAll(/:(\w+)|\*/g)) {
    const values = parameters[name]
    if (!values) throw new Error(`${route.path}: say in requests.ts how ${whole} is filled`)
    paths = paths.flatMap((path) => values(canary, route.path).map((value) => path.replace(whole, value)))
  }
  if (paths.some((path) => /[:(*]/.test(path)))
    throw new Error(`${route.path}: the walk cannot read this path`)
  return paths
}
