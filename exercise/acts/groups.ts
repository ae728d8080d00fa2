/** Groups of three agencies: with a plan, with one that stands still, without anybody who leads, and one on which reporting rises. */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { newReference } from '../../src/platform/identifiers.ts'
import {
  addLine,
  addMember,
  assessGroup,
  groupKind,
  linkReport,
  linkRequirement,
  nameLead,
  parseGroup,
  parseMember,
  writeGroup,
} from '../../src/rooms/networks/index.ts'
import { releaseRecord } from '../../src/rooms/sharing/index.ts'
import type { GroupGrade, GroupStrand } from '../../src/wire/codes.ts'
import type { PersonId, RecordId } from '../../src/wire/ids.ts'
import {
  idOf,
  inDays,
  kentOfficer,
  ncaAnalyst,
  ncaOfficer,
  sussexAnalyst,
  sussexOfficer,
  type Act,
} from './act.ts'

type Invented = {
  /** by which its other acts find it */
  key: string
  account: string
  name: string
  aliases: readonly string[]
  why: string
  routes: readonly string[]
  methods: readonly string[]
  commodities: readonly string[]
  areas: readonly string[]
  /** a word that stands in reports which belong to it */
  word: string
  lead: boolean
  grade: GroupGrade
  plan: readonly (readonly [GroupStrand, what: string, account: string, days: number])[]
  members: readonly (readonly [kind: 'company' | 'person', name: string, role: string])[]
  to: readonly string[]
}

const groups: readonly Invented[] = [
  { key: 'quay', account: ncaOfficer, name: 'Quayside engines group', aliases: ['The yard'],
    why: 'Four people buy outboard engines for cash in one week of each month. One pays, two collect, and one has a store.',
    routes: ['From yards in Kent to beaches in East Sussex'], methods: ['Buys for cash', 'Grinds off numbers'],
    commodities: ['Outboard engines'], areas: ['Kent', 'East Sussex'], word: 'engine', lead: true, grade: 'medium',
    plan: [['pursue', 'Ask trading standards for sales of engines in the autumn', ncaAnalyst, 20],
           ['prevent', 'Talk to the yards about sales for cash', ncaOfficer, 35],
           ['protect', 'Give harbour masters the signs of an overloaded boat', ncaOfficer, 50],
           ['prepare', 'Agree with Kent who is rung at night', ncaAnalyst, 14]],
    members: [['company', 'Quayside Yard', 'sells engines for cash'], ['person', 'Rowan Ashdown', 'collects engines']],
    to: ['kent-police', 'sussex-police'] },
  { key: 'lanes', account: kentOfficer, name: 'Night lanes group', aliases: [],
    why: 'The same three vans go from Sussex to the Dover road at night, with drivers who know each other.',
    routes: ['A259 to the A20'], methods: ['Hires vans by the day'], commodities: ['Places in boats'], areas: ['Kent'],
    word: 'van', lead: true, grade: 'low', plan: [['pursue', 'Plan a stop with Sussex', kentOfficer, 9]],
    members: [['company', 'Marsh Van Hire', 'lets the vans']], to: [] },
  { key: 'trailers', account: sussexOfficer, name: 'Trailer group', aliases: ['The Lewes hirers'],
    why: 'One firm lets trailers for one night, and boats leave on the next morning.', routes: ['Lewes to Newhaven'],
    methods: ['Pays in cash'], commodities: ['Boat trailers'], areas: ['East Sussex'], word: 'trailer', lead: false,
    grade: 'low', plan: [], members: [], to: [] },
  { key: 'fuel', account: sussexOfficer, name: 'Fuel cans group', aliases: [],
    why: 'Fuel in cans is bought at night at one station, and lies on two beaches in the morning.', routes: [],
    methods: ['Buys at night'], commodities: ['Fuel'], areas: ['The A27'], word: 'boat', lead: true, grade: 'low',
    plan: [['pursue', 'Ask the station for its sales at night', sussexAnalyst, 25]], members: [], to: [] },
] // prettier-ignore

const idFor = (key: string) => idOf(`group: ${key}`) as RecordId

const act = (
  { key, account, name }: Invented,
  what: string,
  operation: string,
  perform: Act['perform'],
): Act => ({
  ...{ step: `group: ${key}, ${what}`, account, operation: `networks.group.${operation}` },
  ...{ purpose: `${name}: ${what}`, perform },
})

const written = (one: Invented): Act =>
  act(one, 'written', 'write', async (scope) => {
    const read = parseGroup(
      {
        ...{ name: one.name, why_a_group: one.why, aliases: one.aliases, routes: one.routes },
        ...{ methods: one.methods, commodities: one.commodities, areas: one.areas },
        ...{ classification: 'OFFICIAL', handling: 'P' },
      },
      inDays(scope, 0),
    )
    if ('fields' in read) throw new Error(`${one.key}: ${JSON.stringify(read.fields)}`)
    await writeGroup(scope, read.group, { as: { id: idFor(one.key), reference: newReference() } })
    return true
  })

const person = async (scope: MemberScope, account: string): Promise<PersonId | undefined> =>
  (
    await scope.tx.maybe<{ id: PersonId }>('select id from identity.person where lower(email) = $1', [
      account,
    ])
  )?.id

const led = (one: Invented): Act =>
  act(one, 'led', 'lead', async (scope) => {
    await nameLead(scope, idFor(one.key), 1, scope.actor.personId)
    return true
  })

const assessed = (one: Invented): Act =>
  act(one, 'assessed', 'assess', async (scope) => {
    await assessGroup(scope, idFor(one.key), {
      grade: one.grade,
      words: 'It goes on through the winter, and nobody of it was met yet.',
      basis: 'The reports that belong to it, and what two desks said of them.',
      ...{ madeOn: inDays(scope, 0), morile: null },
    })
    return true
  })

const named = (one: Invented): Act[] =>
  one.members.map(([kind, name, role]) =>
    act(one, `member ${name}`, 'member', async (scope) => {
      const read = parseMember(
        {
          ...{ kind, name, role, basis: 'assessment', source_evaluation: '2', intelligence_assessment: 'C' },
          ...(kind === 'person' ? { category: 'suspected', is_adult: true } : {}),
        },
        inDays(scope, 0),
      )
      if ('fields' in read) throw new Error(`${one.key}: ${JSON.stringify(read.fields)}`)
      await addMember(scope, idFor(one.key), read.member)
      return true
    }),
  )

const planned = (one: Invented): Act[] =>
  one.plan.map(([strand, what, account, days]) =>
    act(one, `plan: ${what}`, 'plan', async (scope) => {
      const owner = await person(scope, account)
      if (owner === undefined) return false
      await addLine(scope, idFor(one.key), { strand, what, owner, dueOn: inDays(scope, days) })
      return true
    }),
  )

// Reports of the agency that are about it in their own words.
const REPORTS = `
  select r.id from access.record r join intelligence.what_it_says s on s.report_id = r.id and s.version = r.version
  where r.agency_id = $1 and r.kind = 'report' and r.status = 'disseminated' and r.compartment_id is null
    and s.document ->> 'items' ilike $2
  order by r.created_at desc, r.id limit 5`

const linked = (one: Invented): Act =>
  act(one, 'reports', 'link-report', async (scope) => {
    const reports = await scope.tx.many<{ id: RecordId }>(REPORTS, [scope.actor.agencyId, `%${one.word}%`])
    for (const { id } of reports) await linkReport(scope, idFor(one.key), id)
    return reports.length > 0
  })

const released = (one: Invented): Act =>
  act(one, 'released', 'release', async (scope) => {
    const agencies = await scope.tx.many<{ id: number }>('select id from identity.agency where slug = any ($1)', [
      one.to,
    ])
    await releaseRecord(scope, groupKind, idFor(one.key), {
      to: { agencies: agencies.map(({ id }) => id) },
      reason: 'They work on the same group',
    })
    return true
  }) // prettier-ignore

const [quay] = groups
export const groupActs: readonly Act[] = [
  ...groups.map(written),
  ...groups.filter(({ lead }) => lead).map(led),
  ...groups.map(assessed),
  ...groups.flatMap(named),
  ...groups.flatMap(planned),
  ...groups.map(linked),
  ...groups.filter(({ to }) => to.length > 0).map(released),
  ...(quay === undefined
    ? []
    : [
        act(quay, 'requirement', 'link-requirement', async (scope) => {
          await linkRequirement(scope, idFor(quay.key), idOf('requirement: engines') as RecordId)
          return true
        }),
      ]),
]

/**
 * Lets time have passed for two groups: the plan of one has stood still, and reporting on another has risen since it was
 * written. The program itself does it, because nobody dates back what they did.
 * @param scope - of the exercise's own service
 */
export async function ageGroups(scope: Pick<MemberScope, 'tx' | 'record'>): Promise<void> {
  const ages: readonly (readonly [key: string, set: string])[] = [
    ['lanes', `plan_changed_at = now() - interval '45 days', created_at = now() - interval '60 days'`],
    ['fuel', `created_at = now() - interval '60 days'`],
  ]
  for (const [key, set] of ages) {
    const changed = await scope.tx.run(
      `update networks.crime_group set ${set} where id = $1 and created_at > now() - interval '30 days'`,
      [idFor(key)],
    )
    if (changed > 0) scope.record({ kind: 'alteration', subject: { kind: 'group', id: idFor(key) } })
  }
}
