/**
 * Three operations over five agencies, relative to the day of loading: one that four agencies work on, one that two have just
 * begun and whose coordinator has somebody to accept, and a narrower one that is sealed: two agencies, few people, in no register.
 */
import { newReference } from '../../src/platform/identifiers.ts'
import {
  acceptPost,
  acceptTerms,
  offerTerms,
  parseOperation,
  proposeOperation,
  proposePost,
  type OperationId,
  type ParticipationId,
  type PostId,
} from '../../src/rooms/operations/index.ts'
import type { OperationPost } from '../../src/wire/codes.ts'
import { idOf, inDays, type Act } from './act.ts'

const at = (account: string, slug: string) => `${account}@${slug}.example`
const GATEWAY: Readonly<Record<string, string>> = {
  nca: 'Crime and Courts Act 2013 s.7, as read by our legal adviser',
}
const gatewayOf = (slug: string) => GATEWAY[slug] ?? 'Common law policing powers; DPA 2018 Part 3'

type Invented = {
  codename: string
  /** the lead agency */
  of: string
  aim: string
  origin: 'tasking' | 'partner' | 'reactive'
  strands: readonly string[]
  sensitive: boolean
  days: number
  /** agencies that were asked, and whether their coordinator has accepted */
  with: readonly (readonly [slug: string, accepted: boolean])[]
  people: readonly (readonly [account: string, slug: string, post: OperationPost, accepted: boolean])[]
}

const operations: readonly Invented[] = [
  { codename: 'Copper Lantern', of: 'sussex-police', origin: 'tasking', strands: ['pursue', 'prevent'], sensitive: false, days: 160,
    aim: 'To end the supply of outboard engines that are sold for cash and left on beaches.',
    with: [['kent-police', true], ['nca', true], ['border-force', true]],
    people: [['intelligence-officer-2', 'sussex-police', 'deputy', true], ['analyst', 'sussex-police', 'loggist', true],
             ['investigator', 'sussex-police', 'exhibits-officer', true], ['intelligence-officer', 'kent-police', 'tasking', true],
             ['investigator', 'kent-police', 'member', true], ['intelligence-officer', 'nca', 'tasking', true],
             ['analyst', 'nca', 'observer', true], ['intelligence-officer', 'border-force', 'tasking', true],
             ['intelligence-officer-2', 'kent-police', 'member', false]] },
  { codename: 'Granite Kestrel', of: 'kent-police', origin: 'partner', strands: ['protect'], sensitive: false, days: 75,
    aim: 'To find and close the stores in which boats wait for a launch.',
    with: [['immigration-enforcement', true], ['border-force', false]],
    people: [['intelligence-officer', 'immigration-enforcement', 'tasking', true], ['analyst', 'immigration-enforcement', 'member', false]] },
  { codename: 'Silver Orchid', of: 'nca', origin: 'reactive', strands: ['pursue'], sensitive: true, days: 45,
    aim: 'To follow the payments for one consignment to those who ordered it.',
    with: [['sussex-police', true]],
    people: [['analyst', 'nca', 'loggist', true], ['investigator', 'nca', 'privilege-reviewer', true],
             ['intelligence-officer', 'sussex-police', 'tasking', true]] },
] // prettier-ignore

const idOfOperation = (codename: string) => idOf(`Operation ${codename}`) as OperationId

function proposed(one: Invented): Act {
  return {
    step: `operations: ${one.codename} is proposed`,
    account: at('intelligence-officer', one.of),
    operation: 'operations.operation.propose',
    purpose: `Operation ${one.codename}`,
    perform: async (scope) => {
      const parsed = parseOperation(
        {
          ...{ codename: one.codename, aim: one.aim, origin: one.origin, strands: one.strands },
          purpose: 'Preventing and detecting the facilitation of unlawful entry, Immigration Act 1971 s.25',
          priority: 'Organised immigration crime',
          ends_on: inDays(scope, one.days),
          classification: one.sensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
          information_owner: 'The head of intelligence of the lead agency',
          leaving: 'What was shared stays with who received it, under its conditions. Nothing new is shared.',
          gateway: gatewayOf(one.of),
        },
        inDays(scope, 0),
      )
      if ('fields' in parsed) throw new Error(`${one.codename}: ${JSON.stringify(parsed.fields)}`)
      await proposeOperation(scope, parsed.operation, {
        id: idOfOperation(one.codename),
        reference: newReference(),
      })
      return true
    },
  }
}

const accepted = (one: Invented, slug: string): Act => ({
  step: `operations: ${slug} accepts the terms of ${one.codename}`,
  account: at('coordinator', slug),
  operation: 'operations.participation.answer',
  purpose: `Operation ${one.codename}`,
  perform: async (scope) => {
    const asked = await scope.tx.maybe<{ id: ParticipationId }>(
      `select id from operations.terms_of_agency() where codename = $1 and state = 'offered'`,
      [one.codename],
    )
    if (asked) await acceptTerms(scope, asked.id)
    return asked !== null
  },
})

const offered = (one: Invented, slug: string): Act => ({
  step: `operations: the terms of ${one.codename} are offered to ${slug}`,
  account: at('intelligence-officer', one.of),
  operation: 'operations.participation.offer',
  purpose: `Operation ${one.codename}, ${slug}`,
  perform: async (scope) => {
    const agency = await scope.tx.maybe<{ id: number }>('select id from identity.agency where slug = $1', [
      slug,
    ])
    if (!agency) return false
    await offerTerms(scope, idOfOperation(one.codename), { agency: agency.id, gateway: gatewayOf(slug) })
    return true
  },
})

const askedFor = (one: Invented, address: string, post: OperationPost): Act => ({
  step: `operations: ${address} is proposed for ${one.codename}`,
  account: at('intelligence-officer', one.of),
  operation: 'operations.post.propose',
  purpose: `Operation ${one.codename}, ${address}`,
  perform: async (scope) => {
    await proposePost(scope, idOfOperation(one.codename), { address, post })
    return true
  },
})

const joined = (one: Invented, slug: string, address: string, post: OperationPost): Act => ({
  step: `operations: ${address} joins ${one.codename}`,
  account: at('coordinator', slug),
  operation: 'operations.post.answer',
  purpose: `Operation ${one.codename}, ${address}`,
  perform: async (scope) => {
    const asked = await scope.tx.maybe<{ id: PostId }>(
      `select id from operations.people_of_agency() where codename = $1 and post = $2 and state = 'proposed' limit 1`,
      [one.codename, post],
    )
    if (asked) await acceptPost(scope, asked.id)
    return asked !== null
  },
})

export const operationsActs: readonly Act[] = operations.flatMap((one) => [
  proposed(one),
  accepted(one, one.of),
  ...one.with.flatMap(([slug, accepts]) => [offered(one, slug), ...(accepts ? [accepted(one, slug)] : [])]),
  ...one.people.flatMap(([account, slug, post, accepts]) => [
    askedFor(one, at(account, slug), post),
    ...(accepts ? [joined(one, slug, at(account, slug), post)] : []),
  ]),
])
