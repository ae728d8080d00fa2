/** What four agencies need to know, whom they ask, and what answers it. Days count from the day of loading. */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { newReference } from '../../src/platform/identifiers.ts'
import {
  acceptLine,
  answerRequirement,
  changeState,
  declineLine,
  linesOf,
  parseRequirement,
  readRequirement,
  requirementKind,
  writeRequirement,
} from '../../src/rooms/requirements/index.ts'
import { releaseRecord } from '../../src/rooms/sharing/index.ts'
import type { RecordId } from '../../src/wire/ids.ts'
import {
  borderForceOfficer,
  idOf,
  immigrationOfficer,
  inDays,
  kentOfficer,
  ncaOfficer,
  sussexOfficer,
  type Act,
} from './act.ts'

type Asked = {
  /** by which its other acts find it */
  name: string
  account: string
  question: string
  why: string
  decision: string
  priority: string
  about: [kind: string, words: string]
  /** days from the day of loading; below 0 it is late */
  until: number
  ask?: readonly string[]
  sensitive?: true
  unreleased?: true
}

const SUPPLY = 'Organised immigration crime: supply of boats and engines'
const COAST = 'Organised immigration crime: landing places and departure points'
const MONEY = 'Serious organised crime: illicit finance'

const requirements: readonly Asked[] = [
  { name: 'engines', account: ncaOfficer, question: 'Which yards in Kent and Sussex sell outboard engines for cash?',
    why: 'Engines found on the beaches are new, and their numbers are ground off. Nobody knows where they are bought.',
    decision: 'Where trading standards and the two forces look at sales in the new year.', priority: SUPPLY,
    about: ['supply', 'Outboard engines of 20 horsepower and more'], until: 35, ask: ['kent-police', 'sussex-police'] },
  { name: 'inland stores', account: ncaOfficer, question: 'Who pays for the boats that are stored inland?',
    why: 'Three stores were found this year. The rent was paid ahead, and never by the same person.',
    decision: 'Whether the financial team is given to this line of work.', priority: MONEY,
    about: ['money', 'Rent and deposits of stores'], until: 60, ask: ['kent-police', 'sussex-police', 'border-force'], sensitive: true },
  { name: 'groups', account: ncaOfficer, question: 'Which messaging groups offer places in boats from the Sussex coast?',
    why: 'Prices have fallen, and two groups are said to compete.', decision: 'Which of the two is worked on first.',
    priority: SUPPLY, about: ['method', 'Advertising of crossings'], until: 21, ask: ['immigration-enforcement'], sensitive: true },
  { name: 'fog', account: ncaOfficer, question: 'Which slipways were used on nights with fog in the autumn?',
    why: 'Departures without a call from the coast fell together with fog.', decision: 'Where the winter patrols begin.',
    priority: COAST, about: ['place', 'Slipways between Rye and Selsey'], until: -6, ask: ['sussex-police'] },
  { name: 'vans', account: kentOfficer, question: 'Which vans come from Sussex to the Dover road at night?',
    why: 'The same three vans were seen on the A259 and never on a camera in Kent.', decision: 'Whether a stop is planned with Sussex.',
    priority: 'Border policing: vehicles used in crossings', about: ['route', 'A259 and A2070'], until: 14, ask: ['sussex-police'] },
  { name: 'thanet', account: kentOfficer, question: 'Where are boats kept before they are brought to the beaches of Thanet?',
    why: 'Trailers arrive within an hour of a departure.', decision: 'Which industrial estates are visited.', priority: COAST,
    about: ['place', 'Industrial estates within an hour of Margate'], until: 45, ask: ['border-force', 'nca'] },
  { name: 'lock-ups', account: kentOfficer, question: 'Which lock-ups near Ashford are let by the day?',
    why: 'Two were found with life jackets in them.', decision: 'Whether partners are asked at all.', priority: SUPPLY,
    about: ['supply', 'Life jackets and fuel'], until: 20, unreleased: true },
  { name: 'trailers', account: sussexOfficer, question: 'Which trailers were hired for one night only, and by which firm?',
    why: 'A hire firm in Lewes was paid in cash four times.', decision: 'Whether the firm is spoken to.', priority: SUPPLY,
    about: ['supply', 'Boat trailers'], until: 28, ask: ['kent-police'] },
  { name: 'tenders', account: sussexOfficer, question: 'Who has seen tenders without lights between Newhaven and Shoreham?',
    why: 'The desk was told of two, and no harbour of one.', decision: 'Which harbour masters are met first.', priority: COAST,
    about: ['route', 'Newhaven to Shoreham'], until: 10, ask: ['border-force'] },
  { name: 'fuel', account: sussexOfficer, question: 'Who buys fuel in cans at night along the A27?',
    why: 'Cans from one filling station lay on two beaches.', decision: 'Whether the station is asked for its sales.', priority: SUPPLY,
    about: ['supply', 'Fuel in cans'], until: -2, ask: ['nca'] },
  { name: 'empty craft', account: borderForceOfficer, question: 'Which small craft come back empty in the morning?',
    why: 'A cutter met the same craft twice with wet seats and nobody else on board.', decision: 'Which berths are watched from the water.',
    priority: 'Maritime security: small craft', about: ['method', 'Craft up to eight metres'], until: 30, ask: ['sussex-police', 'kent-police'] },
  { name: 'hauliers', account: borderForceOfficer, question: 'Which haulage firms changed their name this year and kept their lorries?',
    why: 'Fines are not paid by firms that are gone.', decision: 'Which firms are looked at in the port first.', priority: 'Maritime security: freight',
    about: ['group', 'Haulage firms that use Newhaven and Dover'], until: 50, ask: ['immigration-enforcement'] },
] // prettier-ignore

const idFor = (name: string) => idOf(`requirement: ${name}`) as RecordId

/** Two are late: they were written when their day was still to come. */
const parsed = (scope: MemberScope, asked: Asked) => {
  const [about_kind, about] = asked.about
  const ask = asked.ask ?? []
  const read = parseRequirement(
    {
      ...{ question: asked.question, why: asked.why, decision: asked.decision, priority: asked.priority },
      ...{ about_kind, about, valuable_until: inDays(scope, asked.until), ask },
      ...(ask.length === 0
        ? {}
        : { ask_basis: 'Prevention and detection of crime, under the task force’s agreement' }),
      classification: asked.sensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
      handling: 'P',
    },
    inDays(scope, -40),
  )
  if ('fields' in read) throw new Error(`${asked.name}: ${JSON.stringify(read.fields)}`)
  return read.requirement
}

const written = (asked: Asked): Act => ({
  step: `requirement: ${asked.name}`,
  account: asked.account,
  operation: 'requirements.requirement.write',
  purpose: asked.decision,
  perform: async (scope) => {
    await writeRequirement(scope, parsed(scope, asked), { id: idFor(asked.name), reference: newReference() })
    return true
  },
})

const released = ({ name, account, ask = [] }: Asked): Act => ({
  step: `requirement: ${name}, released`,
  account,
  operation: 'requirements.requirement.release',
  purpose: `Asked of ${ask.join(', ')}: ${name}`,
  perform: async (scope) => {
    const agencies = await scope.tx.many<{ id: number }>('select id from identity.agency where slug = any ($1)', [ask])
    await releaseRecord(scope, requirementKind, idFor(name), {
      to: { agencies: agencies.map(({ id }) => id) },
      reason: 'They may know, and are asked in the plan',
    })
    return true
  },
}) // prettier-ignore

type OnLine = (
  scope: MemberScope,
  line: { id: Awaited<ReturnType<typeof linesOf>>[number]['id']; revision: number },
) => Promise<unknown>

const onLine = (name: string, account: string, verb: string, work: OnLine): Act => ({
  step: `requirement: ${name}, ${verb} by ${account}`,
  account,
  operation: `requirements.line.${verb}`,
  purpose: `What we are asked: ${name}`,
  perform: async (scope) => {
    const [line] = await linesOf(scope, idFor(name))
    if (line === undefined) return false
    await work(scope, line)
    return true
  },
}) // prettier-ignore

const accepted = (name: string, account: string) =>
  onLine(name, account, 'accept', (scope, { id, revision }) =>
    acceptLine(scope, id, revision, scope.actor.personId),
  )

// A report that is about it in its own words, the newest; where one partner may read it already, that one.
const REPORT = `
  select r.id from access.record r join intelligence.what_it_says s on s.report_id = r.id and s.version = r.version
  where r.agency_id = $1 and r.kind = 'report' and r.status = 'disseminated' and r.compartment_id is null
    and s.document ->> 'items' ilike $2
  order by (r.released_to_all or $3 = any (r.released_to)) desc, r.created_at desc, r.id
  limit 1`

const answered = (name: string, account: string, words: string): Act => ({
  step: `requirement: ${name}, answered with a report`,
  account,
  operation: 'requirements.answer.give',
  purpose: `Answers what was asked: ${name}`,
  perform: async (scope) => {
    const [asks] = await scope.tx.many<{ agency_id: number }>('select agency_id from access.record where id = $1', [
      idFor(name),
    ])
    const [report] = await scope.tx.many<{ id: RecordId }>(REPORT, [
      scope.actor.agencyId,
      `%${words}%`,
      asks?.agency_id,
    ])
    if (report === undefined) return false
    await answerRequirement(scope, idFor(name), report.id)
    return true
  },
}) // prettier-ignore

const stands = (
  name: string,
  account: string,
  state: 'partly-answered' | 'answered',
  words: string | null,
): Act => ({
  step: `requirement: ${name}, ${state}`,
  account,
  operation: 'requirements.requirement.change-state',
  purpose: `What came of it: ${name}`,
  perform: async (scope) => {
    const { body } = await readRequirement(scope, idFor(name))
    await changeState(scope, idFor(name), body?.revision ?? 0, { state, words })
    return true
  },
})

export const requirementActs: readonly Act[] = [
  ...requirements.map(written),
  ...requirements.filter(({ unreleased }) => !unreleased).map(released),
  accepted('engines', sussexOfficer),
  accepted('fuel', ncaOfficer),
  onLine('groups', immigrationOfficer, 'decline', (scope, { id, revision }) =>
    declineLine(scope, id, revision, {
      reason: 'no-lawful-basis',
      words: 'What we hold of it was given to us for another purpose. Ask the police force for its own.',
    }),
  ),
  answered('engines', kentOfficer, 'engine'),
  answered('vans', sussexOfficer, 'van'),
  answered('trailers', kentOfficer, 'trailer'),
  answered('empty craft', sussexOfficer, 'boat'),
  answered('hauliers', immigrationOfficer, 'lorr'),
  stands('engines', ncaOfficer, 'partly-answered', null),
  stands('vans', kentOfficer, 'answered', 'It helped: a stop was planned with Sussex.'),
  stands('empty craft', borderForceOfficer, 'answered', 'It helped: two berths are watched.'),
]
