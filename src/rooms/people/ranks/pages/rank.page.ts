/** A person’s rank: what is attested of them, and the form to attest it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ukDate } from '../../../../design/dates.ts'
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { rank } from '../../../../wire/codes.ts'
import { findPersonOfAgency } from '../../people-store.ts'
import { attestRank } from '../attest-rank.ts'
import { rankPath } from '../ids.ts'
import { attestationsOf, choicesOf, type Choices } from '../list-attestations.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { parseAttestation, rankTold, type NewAttestation } from '../rank.ts'
import { stateOf } from './ranks.page.ts'

const access = whoever.administers
const AT = '/people/:id/rank'

/** Registers the page and its form. @param app - the desk's pages */
export function rankPages(app: FastifyInstance): void {
  app.get(AT, { config: { operation: 'people.rank.show', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(AT, { config: { operation: 'people.rank.attest', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id } = pathOf(request, rankPath)
        const typed = formOf(request)
        await request.perform((scope) => attestRank(scope, id, readForm(typed, londonDay(scope.now))))
        return await reply.done(
          `/people/${id}/rank`,
          'Attested. Your records manager is told. You are told before it runs out.',
        )
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

/** One list holds ranks and grades: `rank:inspector`, `grade:ID`. @throws invalid by the field */
function readForm(typed: Typed, today: string): NewAttestation {
  const [kind, held] = (typedText(typed, 'rank') ?? '').split(':')
  const faults = Object.fromEntries(
    (
      [
        ['from', 'The day from which it counts'],
        ['until', 'The last day on which it counts'],
      ] as const
    ).flatMap(([name, what]) => {
      const fault = faultOfDate(typed, name, what)
      return fault === undefined ? [] : [[name, fault]]
    }),
  ) as Record<string, string>
  const read = parseAttestation(
    {
      ...(kind === 'grade' ? { grade: held } : kind === 'rank' ? { rank: held } : {}),
      ...{ from: readDateField(typed, 'from'), until: readDateField(typed, 'until') },
    },
    today,
  )
  if ('attestation' in read && Object.keys(faults).length === 0) return read.attestation
  const { grade, ...others } = 'fields' in read ? read.fields : {}
  throw invalid({
    ...others,
    ...(grade === undefined ? {} : { rank: 'Choose a rank or a grade' }),
    ...faults,
  })
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, rankPath)
  const { person, attested, choices, now } = await request.perform(async (scope) => {
    const found = await findPersonOfAgency(scope, id)
    if (!found) throw notFound()
    return {
      person: found,
      attested: await attestationsOf(scope, id),
      choices: await choicesOf(scope),
      now: scope.now,
    }
  })
  const today = londonDay(now)
  const own = id === request.signedIn?.personId
  return await reply.page('rooms/people/ranks/pages/rank.njk', {
    title: `Rank of ${person.name}`,
    back: { text: 'Back to the account', href: `/people/${id}` },
    ...{ person, own, ranks: choices.ranks },
    agencySlug: request.signedIn?.agencySlug,
    items: itemsOf(choices),
    rows: attested.map((one) => [
      rankTold(one),
      { text: `${ukDate(one.from)} to ${ukDate(one.until)}`, detail: `Attested by ${one.attestedBy}` },
      stateOf(one),
      one.endedAt === null && one.state !== 'over' && !own
        ? { text: 'End it', hidden: rankTold(one), href: `/people/ranks/${one.id}/end` }
        : '',
    ]),
    values: { from: today, until: aYearOn(today), ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

const itemsOf = ({ ranks, grades }: Choices) => [
  ...(ranks ? Object.entries(rank).map(([value, text]) => ({ value: `rank:${value}`, text })) : []),
  ...grades.map((grade) => ({
    value: `grade:${grade.id}`,
    text: rankTold({ rank: grade.rank, grade: grade.name }),
  })),
]

/** The same day a year on; the last of February where there is none. */
function aYearOn(day: string): string {
  const next = `${String(Number(day.slice(0, 4)) + 1)}${day.slice(4)}`
  return next.endsWith('-02-29') ? next.replace('-02-29', '-02-28') : next
}
