/**
 * Twelve disruptions of four agencies, relative to the day of loading: two claimed by two agencies, one by three and moderated by
 * a fourth, one refused, one returned, two whose effect faded, two drafts. All of it is invented.
 */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import {
  addEvidence,
  askModerator,
  checkEffect,
  claimDisruption,
  disruptionKind,
  draftDisruption,
  moderateDisruption,
  parseDisruption,
  readWhole,
} from '../../src/rooms/disruptions/index.ts'
import { releaseRecord } from '../../src/rooms/sharing/index.ts'
import type { RecordId } from '../../src/wire/ids.ts'
import { idOf, inDays, type Act } from './act.ts'

type Level = 'major' | 'moderate' | 'minor'
type Invented = {
  of: string
  /** days before the day of loading */
  ago: number
  title: string
  done: string
  strand: string
  level: Level
  /** name of a group that its owner reads */
  group?: string
  /** who claims it too */
  also?: readonly string[]
  by?: string
  said?: 'returned' | 'refused' | Level
  effect?: { outcome: 'recovered' | 'still-disrupted' } | { outcome: 'displaced'; displaced_to: string }
  isDraft?: true
}

const disruptions: readonly Invented[] = [
  { of: 'sussex-police', ago: 110, title: 'Six engines taken from a lock-up in Newhaven', group: 'Quayside engines group', done: 'equipment-seizure', strand: 'pursue', level: 'moderate', also: ['kent-police', 'border-force'], by: 'nca', said: 'moderate', effect: { outcome: 'displaced', displaced_to: 'Slipways west of Selsey' } },
  { of: 'sussex-police', ago: 30, title: 'Two drivers charged', done: 'charge', strand: 'pursue', level: 'minor', also: ['kent-police'], by: 'nca', said: 'minor' },
  { of: 'kent-police', ago: 100, title: 'A yard near Rye closed', group: 'Night lanes group', done: 'licence', strand: 'protect', level: 'minor', also: ['sussex-police'], by: 'border-force', said: 'minor', effect: { outcome: 'recovered' } },
  { of: 'kent-police', ago: 20, title: 'Life jackets that do not float taken off the market', done: 'other', strand: 'protect', level: 'moderate', by: 'nca', said: 'refused' },
  { of: 'nca', ago: 95, title: 'Accounts of a broker frozen', group: 'Quayside engines group', done: 'asset-seizure', strand: 'pursue', level: 'major', by: 'sussex-police', said: 'moderate' },
  { of: 'nca', ago: 15, title: 'Eleven pages that offered crossings removed', done: 'online-removal', strand: 'prevent', level: 'minor', by: 'kent-police', said: 'returned' },
  { of: 'nca', ago: 60, title: 'A financier convicted', done: 'conviction', strand: 'pursue', level: 'major', by: 'kent-police', said: 'major' },
  { of: 'border-force', ago: 12, title: 'Forty boats in their boxes held at the port', done: 'equipment-seizure', strand: 'pursue', level: 'moderate', by: 'sussex-police' },
  { of: 'border-force', ago: 45, title: 'A haulier’s licence taken', done: 'licence', strand: 'protect', level: 'minor', by: 'kent-police', said: 'minor' },
  { of: 'sussex-police', ago: 9, title: 'A lookout arrested', group: 'Fuel cans group', done: 'arrest', strand: 'pursue', level: 'minor', by: 'kent-police' },
  { of: 'sussex-police', ago: 2, title: 'Harbour staff trained at three marinas', done: 'other', strand: 'prepare', level: 'minor', isDraft: true },
  { of: 'kent-police', ago: 1, title: 'Fuel cans found on a beach', done: 'equipment-seizure', strand: 'pursue', level: 'minor', isDraft: true },
] // prettier-ignore

const officer = (slug: string) => `intelligence-officer@${slug}.example`
const recordOf = ({ title }: Invented) => idOf(`Disruption ${title}`) as RecordId

async function drafted(scope: MemberScope, of: Invented): Promise<void> {
  const id = recordOf(of)
  const group = await scope.tx.maybe<{ reference: string }>(
    `select reference from access.record where kind = 'group' and title = $1 and status = 'disseminated'`,
    [of.group ?? ''],
  )
  const read = parseDisruption(
    {
      ...{ title: of.title, happened_on: inDays(scope, -of.ago), about_kind: 'group', done: of.done },
      ...(group === null ? {} : { group: group.reference }),
      ...{ about: of.group ?? 'A group that sends boats from the coast of the exercise', what: `${of.title}.` },
      ...{ strand: of.strand, level: of.level, level_reason: 'As far as we know it has nothing to replace it.' },
      before: 'It worked each week when the sea was calm.',
      after: 'Nothing of it was seen for some weeks.',
      ...{ classification: 'OFFICIAL', handling: 'P' },
    },
    inDays(scope, 0),
  ) // prettier-ignore
  if ('fields' in read) throw new Error(JSON.stringify(read.fields))
  const number = disruptions.indexOf(of) + 1
  await draftDisruption(scope, read.disruption, { id, reference: `SM-DISR-${String(number).padStart(4, '0')}-E` })
  await addEvidence(scope, id, { side: 'before', kind: 'exhibit', reference: `EX/${String(number)}/A` })
  await addEvidence(scope, id, { side: 'after', kind: 'exhibit', reference: `EX/${String(number)}/B` })
  if (of.isDraft) return
  await claimDisruption(scope, id, 'We planned it, and our officers did it.')
  const partners = [...(of.also ?? []), ...(of.by === undefined ? [] : [of.by])]
  const agencies: number[] = []
  for (const slug of partners)
    agencies.push((await scope.tx.one<{ id: number }>('select id from identity.agency where slug = $1', [slug])).id)
  await releaseRecord(scope, disruptionKind, id, { to: { agencies }, reason: 'They have a part in it' })
  if (of.by !== undefined) await askModerator(scope, id, agencies.at(-1) ?? null)
} // prettier-ignore

const act = (of: Invented, what: string, who: string, operation: string, work: (scope: MemberScope) => Promise<void>): Act => ({
  step: `disruptions: ${of.title}: ${what}`,
  account: officer(who),
  operation,
  purpose: `${what} ${of.title}`.slice(0, 200),
  perform: async (scope) => {
    await work(scope)
    return true
  },
}) // prettier-ignore

const actsOf = (of: Invented): Act[] => {
  const id = recordOf(of)
  const { by, said, effect } = of
  return [
    act(of, 'claimed', of.of, 'disruptions.disruption.draft', (scope) => drafted(scope, of)),
    ...(of.also ?? []).map((slug) =>
      act(of, `claimed by ${slug}`, slug, 'disruptions.claim.make', (scope) =>
        claimDisruption(scope, id, 'We stopped a vehicle that belonged to it.'),
      ),
    ),
    ...(by === undefined || said === undefined
      ? []
      : [
          act(of, 'moderated', by, 'disruptions.moderation.give', async (scope) => {
            const { revision } = (await readWhole(scope, id)).body
            await moderateDisruption(
              scope,
              id,
              revision,
              said === 'returned' || said === 'refused'
                ? { outcome: said, words: 'What shows that it worked less afterwards?' }
                : { outcome: 'accepted', level: said, words: 'What shows it is enough for this level.' },
            )
          }),
        ]),
    ...(effect === undefined
      ? []
      : [
          act(of, 'looked at', of.of, 'disruptions.effect.check', async (scope) => {
            const { revision } = (await readWhole(scope, id)).body
            await checkEffect(scope, id, revision, { ...effect, basis: 'Two reports of the last weeks.' })
          }),
        ]),
  ]
}

/** In their order: a moderation follows its claims. */
export const disruptionActs: readonly Act[] = disruptions.flatMap(actsOf)
