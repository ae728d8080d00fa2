/**
 * What must not be known: records of the NCA, each with words and identifiers that stand nowhere else in
 * the world. `plant` makes them with the program's own use cases, and returns every word by name.
 */
import { randomBytes } from 'node:crypto'
import type { MemberScope } from '../../../src/platform/database/scope.ts'
import { newId } from '../../../src/platform/identifiers.ts'
import {
  acceptConditions,
  fileReport,
  parseReport,
  recallReport,
  releaseReport,
} from '../../../src/rooms/intelligence/index.ts'
import { addContact, insertStretch, loadLine, loadSites } from '../../../src/rooms/coast/index.ts'
import { readDraft, saveDraft, startDraft } from '../../../src/rooms/intelligence/drafts.ts'
import { beginSanitised } from '../../../src/rooms/intelligence/sanitise.ts'
import { submitDraft } from '../../../src/rooms/intelligence/submit-draft.ts'
import { keepTyping } from '../../../src/rooms/intelligence/typing.ts'
import { enterCompartment as enter } from '../../support/compartments.ts'
import type { TestNode } from '../../support/node.ts'
import { reportBody } from '../../support/reports.ts'
import { answersOf } from '../../../src/rooms/reporting/arrival/arrival.test-support.ts'
import { SECRET_BIRTH, type Secret } from './secret.ts'
import { plantBeforeRecall, plantStatement } from './plant-recall.ts'
import { plantAnswers, plantChecked, plantCommonValue, plantQuestion } from './plant-more.ts'
import { publicReport } from './settle.ts'
import { canaryWord, OFFICER, RECIPIENT } from './words.ts'

const SECOND_OFFICER = 'intelligence-officer-2@nca.example'

export type Canary = {
  secrets: Secret[]
  /** ids of everything that was planted, by what they are ids of */
  ids: Record<string, string>
  /** every word that must not be found, by name */
  words: Record<string, string>
}

let numbers = 100
/** Of Ofcom's range for drama; no other record of these tests uses 07700 9001xx to 9003xx. */
const nextNumber = () => `07700 900${String((numbers += 1))}`
const LETTERS = 'BCDFGHJKLMNPRSTVWX'
const nextPlate = () => {
  const letters = randomBytes(3)
  const three = [...letters].map((byte) => LETTERS[byte % LETTERS.length] ?? 'B').join('')
  return `ZQ${String((numbers += 1)).slice(-2)} ${three}`
}

export function newSecret(name: string, silent: boolean): Secret {
  return {
    name,
    silent,
    title: canaryWord(),
    text: canaryWord(),
    person: canaryWord(),
    phone: nextNumber(),
    plate: nextPlate(),
    email: `${canaryWord()}@canary.example`,
    agencyReference: `ref-${canaryWord()}`,
    conditions: canaryWord(),
    victim: canaryWord(),
    witness: canaryWord(),
    child: canaryWord(),
    id: '',
    reference: '',
  }
}

function bodyOf(secret: Secret, more: Record<string, unknown> = {}) {
  return reportBody({
    title: `Canary ${secret.title}`,
    classification: 'OFFICIAL-SENSITIVE',
    handling: 'C',
    conditions: `Only for ${secret.conditions}`,
    action_code: 'A1',
    sanitisation_code: 'S1',
    discoverable: !secret.silent,
    agency_reference: secret.agencyReference,
    items: [
      {
        text: `The canary ${secret.text} was seen at the quay.`,
        source_evaluation: '2',
        intelligence_assessment: 'B',
        basis: 'fact',
      },
    ],
    subjects: [
      {
        kind: 'person',
        item: 1,
        category: 'suspected',
        names: [`Canary ${secret.person}`],
        born: SECRET_BIRTH,
      },
      { kind: 'phone', item: 1, value: secret.phone },
      { kind: 'vehicle', item: 1, value: secret.plate, country: 'GB' },
      { kind: 'email', item: 1, value: secret.email },
      { kind: 'person', item: 1, category: 'victim', names: [`Canary ${secret.victim}`], born: SECRET_BIRTH },
      { kind: 'person', item: 1, category: 'witness', names: [`Canary ${secret.witness}`] },
      // A suspect as well, but a child: whatever the category, never compared and never disclosed.
      {
        kind: 'person',
        item: 1,
        category: 'suspected',
        names: [`Canary ${secret.child}`],
        born: '2015-06-07',
      },
    ],
    ...more,
  })
}

/** Plants every variant of the canary. */
export async function plant(world: TestNode, secrets: Record<Variant, Secret>): Promise<Canary> {
  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>, purpose: string | null = null) =>
    world.database.performAs({ personId: world.person(email).id, operation: 'test.plant', purpose }, work)
  const words: Record<string, string> = {}
  const ids: Record<string, string> = {}
  const say = (name: string) => (words[name] = canaryWord())

  await rename(world, words, ids)
  const compartment = await enterCompartment(world, words, ids)

  const file = async (secret: Secret, more?: Record<string, unknown>) => {
    const parsed = parseReport(bodyOf(secret, more))
    if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
    const filed = await as(
      OFFICER,
      (scope) => fileReport(scope, parsed.report),
      say(`${secret.name} purpose`),
    )
    secret.id = filed.id
    secret.reference = filed.reference
  }
  const { silent, operation, draft, unreleased, recalled, kent } = secrets
  await file(silent)
  await as(OFFICER, (scope) => scope.tx.one('select identity.look_at($1)', ['home']))
  await file(operation, { compartment })
  await file(unreleased)
  await file(recalled)
  await file(kent)

  const parsedDraft = bodyOf(draft)
  const started = await as(OFFICER, (scope) => startDraft(scope, parsedDraft))
  draft.id = started.id
  draft.reference = started.reference
  await as(OFFICER, (scope) =>
    keepTyping(scope, started.id, {
      page: 'text',
      fields: { 'items.0.text': `Not sent yet: ${say('typing in a draft')}` },
      basedOn: started.revision,
      turn: 0,
    }),
  )
  await as(OFFICER, async (scope) => {
    const finds = [{ kind: 'handle', value: say('find that was left out') }]
    await scope.tx.run(`insert into intelligence.left_out (report_id, version, finds) values ($1, 1, $2)`, [
      kent.id,
      JSON.stringify(finds),
    ])
    scope.record({ kind: 'alteration', subject: { kind: 'report', id: kent.id } })
  })

  const kentOnly = { agencies: [world.agency('kent-police')] }
  for (const secret of [recalled, kent])
    await as(OFFICER, (scope) =>
      releaseReport(scope, secret.id, {
        to: kentOnly,
        reason: `Because of ${say(`${secret.name} release reason`)}`,
      }),
    )
  await as(RECIPIENT, (scope) => acceptConditions(scope, kent.id))
  await plantBeforeRecall(world, recalled, bodyOf(recalled), words)
  await as(OFFICER, (scope) => recallReport(scope, recalled.id, `Recalled for ${say('recall reason')}`))
  await plantStatement(world, recalled, words)

  const sanitised = await as(OFFICER, (scope) => beginSanitised(scope, silent.id))
  ids['sanitised version'] = sanitised.id
  await as(OFFICER, async (scope) => {
    const now = await readDraft(scope, sanitised.id)
    const saved = await saveDraft(scope, now.id, now.revision, {
      ...now.document,
      title: `Sanitised ${say('sanitised title')}`,
      handling: 'P',
      review_on: '2031-01-01',
      subjects: [],
    })
    await submitDraft(scope, saved.id, saved.revision)
  })

  await enterThread(world, secrets.thread, words, ids)
  await plantAnswers(world, secrets)
  await enterImport(world, words, ids)
  await enterCheck(world, words, ids)
  await enterPublicReport(world, words, ids)
  await enterCoast(world, words, ids)
  await plantQuestion(world, ids['public report'] ?? '', words)
  await plantCommonValue(world, words)
  await plantChecked(world, words, ids)

  for (const secret of Object.values(secrets)) {
    ids[`${secret.name} report`] = secret.id
    for (const part of [
      'title',
      'text',
      'person',
      'email',
      'agencyReference',
      'conditions',
      'victim',
      'witness',
      'child',
      'phone',
      'plate',
      'reference',
    ] as const)
      words[`${secret.name} ${part}`] = secret[part]
  }
  const sides = await world.admin<{ id: string; side: string }>(
    `select m.id, s.id as side from deconfliction.match m join deconfliction.match_side s on s.match_id = m.id
     where s.report_id = any ($1::uuid[])`,
    [Object.values(secrets).map((one) => one.id)],
  )
  sides.forEach((row, index) => {
    ids[`match of side ${String(index + 1)}`] = row.id
    ids[`side ${String(index + 1)}`] = row.side
  })
  return { secrets: Object.values(secrets), ids, words }
}

export type Variant = 'silent' | 'operation' | 'draft' | 'unreleased' | 'recalled' | 'kent' | 'thread'

export function newSecrets(): Record<Variant, Secret> {
  return {
    silent: newSecret('silent', true),
    operation: newSecret('operation', true),
    draft: newSecret('draft', true),
    // Lawful to find by asking for its identifiers, so nobody asks for them here.
    unreleased: newSecret('unreleased', false),
    recalled: newSecret('recalled', true),
    kent: newSecret('kent', false),
    thread: newSecret('thread', false),
  }
}

/** Names of the NCA's people are not for others: they are shown by role and agency. */
async function rename(
  world: TestNode,
  words: Record<string, string>,
  ids: Record<string, string>,
): Promise<void> {
  ids['officer'] = world.person(OFFICER).id
  const name = (words['officer’s name'] = canaryWord())
  await world.database.performAsService({ service: 'test', operation: 'test.plant' }, async (scope) => {
    const { id } = world.person(OFFICER)
    await scope.tx.run('update identity.person set name = $2 where id = $1', [id, `Officer ${name}`])
    // What this officer gained is told to the records manager of the NCA, and to nobody else.
    const appointment = await scope.tx.one<{ id: string }>(
      `insert into identity.appointment (agency_id, person_id, roles)
       select agency_id, id, '{analyst}' from identity.person where id = $1 returning id`,
      [id],
    )
    ids['appointment'] = appointment.id
    scope.record({ kind: 'administration', subject: { kind: 'person', id } })
  })
}

async function enterCompartment(
  world: TestNode,
  words: Record<string, string>,
  ids: Record<string, string>,
): Promise<string> {
  const id = newId()
  ids['compartment'] = id
  const name = (words['compartment name'] = canaryWord())
  await enter(world.database, {
    id,
    name: `Operation ${name}`,
    agencyId: world.agency('nca'),
    members: [OFFICER, SECOND_OFFICER].map((member) => world.person(member).id),
  })
  return id
}

/** A coastal plan of the NCA's own: the same miles as Sussex's, and none of its words are theirs to know. */
async function enterCoast(
  world: TestNode,
  words: Record<string, string>,
  ids: Record<string, string>,
): Promise<void> {
  const say = (name: string) => (words[name] = canaryWord())
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

/** A match between the NCA and Kent with a thread on it, and each side's word. */
async function enterThread(
  world: TestNode,
  secret: Secret,
  words: Record<string, string>,
  ids: Record<string, string>,
): Promise<void> {
  for (const [email, body] of [
    [OFFICER, bodyOf(secret)],
    [RECIPIENT, reportBody({ subjects: [{ kind: 'phone', item: 1, value: secret.phone }] })],
  ] as const) {
    const filed = await world.api(email, 'POST', '/intelligence/reports', body)
    if (filed.status !== 201) throw new Error(`filing answered ${String(filed.status)} ${filed.text}`)
    if (email === OFFICER) Object.assign(secret, filed.json<{ id: string; reference: string }>())
  }
  const [match] = await world.admin<{ id: string }>(
    `select id from deconfliction.match_side where report_id = $1 limit 1`,
    [secret.id],
  )
  if (!match) throw new Error('the two reports match')
  words['message in a thread'] = canaryWord()
  words['word on a match'] = canaryWord()
  const path = `/deconfliction/matches/${match.id}`
  for (const [act, body] of [
    ['contact', { message: `Please call about ${words['message in a thread']}` }],
    ['reject', { reason: `Not the same: ${words['word on a match']}` }],
  ] as const) {
    const done = await world.api(OFFICER, 'POST', `${path}/${act}`, body)
    if (done.status !== 200) throw new Error(`${act} answered ${String(done.status)} ${done.text}`)
  }
  const [message] = await world.admin<{ id: string }>('select id from deconfliction.message limit 1')
  ids['message'] = message?.id ?? ''
}

async function enterImport(
  world: TestNode,
  words: Record<string, string>,
  ids: Record<string, string>,
): Promise<void> {
  ids['import'] = newId()
  words['name of an imported file'] = canaryWord()
  words['reference of a refused row'] = canaryWord()
  await world.admin(
    `insert into intelligence.import_run (id, agency_id, person_id, file_name, state, rows_read, kept, refused, refusals, not_understood, finished_at)
     values ($1, $2, $3, $4, 'done', 10, 9, 1, $5, 1, now())`,
    [
      ids['import'],
      world.agency('nca'),
      world.person(OFFICER).id,
      `${words['name of an imported file'] ?? ''}.csv`,
      JSON.stringify([
        { line: 7, reference: words['reference of a refused row'], reason: 'No category for a person' },
      ]),
    ],
  )
  words['value that an import did not understand'] = canaryWord()
  await world.admin(
    `insert into intelligence.import_value (run_id, agency_id, place, line, in_column, value, why)
     values ($1, $2, 1, 7, 'Telephones', $3, 'Check how it is written')`,
    [ids['import'], world.agency('nca'), words['value that an import did not understand']],
  )
}

/** What somebody told the desk of Kent: sealed, and of no other desk's knowing. */
async function enterPublicReport(
  world: TestNode,
  words: Record<string, string>,
  ids: Record<string, string>,
): Promise<void> {
  words['public report text'] = canaryWord()
  words['public report contact'] = canaryWord()
  const { id, reference } = await publicReport(world, {
    answers: answersOf({
      where: { how: 'pin', position: { lat: 51.1, lon: 1.3 } },
      what: { seen: [], words: words['public report text'] },
    }),
    contact: { name: words['public report contact'] },
  })
  ids['public report'] = id
  words['public report reference'] = reference
}

async function enterCheck(
  world: TestNode,
  words: Record<string, string>,
  ids: Record<string, string>,
): Promise<void> {
  const person = world.person(OFFICER)
  ids['check'] = newId()
  words['purpose of a check'] = canaryWord()
  await world.database.performAsService({ service: 'test', operation: 'test.plant' }, async (scope) => {
    await scope.tx.run(
      `insert into deconfliction."check" (id, person_id, agency_id, kind, key, as_typed, purpose, held)
       values ($1, $2, $3, 'email', 'nobody@canary.example', 'nobody@canary.example', $4, false)`,
      [ids['check'], person.id, person.agencyId, `Asked for ${words['purpose of a check'] ?? ''}`],
    )
    scope.record({ kind: 'consultation', subject: { kind: 'check', id: ids['check'] ?? '' } })
  })
}
