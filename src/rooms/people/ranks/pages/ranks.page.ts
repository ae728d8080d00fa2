/** Which ranks are attested in an agency, and the form that ends one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { codesOf } from '../../../../wire/codes.ts'
import { endAttestation } from '../attest-rank.ts'
import { attestationPath } from '../ids.ts'
import { listAttestations, LISTS, readAttestation, type Attestation } from '../list-attestations.ts'
import { LONGEST_REASON, parseReason, rankTold } from '../rank.ts'

const access = whoever.administers
const query = z.object({
  show: z.enum(codesOf(LISTS)).catch('running'),
  cursor: z.string().max(200).optional(),
  back: z.string().optional(),
})
const LIST = '/people/ranks'
const END = '/people/ranks/:attestation/end'

/** Registers the pages. @param app - the desk's pages */
export function ranksPages(app: FastifyInstance): void {
  app.get(LIST, { config: { operation: 'people.rank.list', access } }, async (request, reply) => {
    const { show, cursor, back } = queryOf(request, query)
    const page = await request.perform((scope) =>
      listAttestations(scope, show, { cursor, back: back !== undefined }),
    )
    const at = show === 'running' ? `${LIST}?` : `${LIST}?show=${show}&`
    return reply.page('rooms/people/ranks/pages/ranks.njk', {
      title: 'Ranks of your people',
      back: { text: 'Back to people', href: '/people' },
      tabs: Object.entries(LISTS).map(([key, text]) => ({
        ...{ text, here: key === show },
        href: key === 'running' ? LIST : `${LIST}?show=${key}`,
      })),
      rows: page.rows.map(rowOf),
      previousHref: page.previous === null ? null : `${at}cursor=${page.previous}&back=1`,
      nextHref: page.next === null ? null : `${at}cursor=${page.next}`,
    })
  })

  app.get(END, { config: { operation: 'people.rank.show-end', access } }, (request, reply) =>
    showEnd(request, reply, null),
  )
  app.post(END, { config: { operation: 'people.rank.end', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { attestation } = pathOf(request, attestationPath)
        const read = parseReason(typedText(formOf(request), 'reason'))
        if ('fields' in read) throw invalid(read.fields)
        const personId = await request.perform((scope) => endAttestation(scope, attestation, read.reason))
        return await reply.done(`/people/${personId}/rank`, 'Ended. It counts no more, from now on.')
      },
      (refused) => showEnd(request, reply, refused),
    ),
  )
}

async function showEnd(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { attestation } = pathOf(request, attestationPath)
  const one = await request.perform((scope) => readAttestation(scope, attestation))
  return await reply.page('rooms/people/ranks/pages/end.njk', {
    title: 'End an attested rank',
    back: { text: 'Back to the rank', href: `/people/${one.personId}/rank` },
    one: { ...one, told: rankTold(one) },
    longest: LONGEST_REASON,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}

const rowOf = (one: Attestation) => [
  { text: one.person, href: `/people/${one.personId}/rank`, detail: one.email },
  rankTold(one),
  { text: `${ukDate(one.from)} to ${ukDate(one.until)}`, detail: `Attested by ${one.attestedBy}` },
  stateOf(one),
]

/**
 * Says how an attestation stands.
 * @param one - the attestation
 * @returns a cell of a table
 */
export function stateOf(one: Attestation): {
  tag: { text: string; colour: string }
  detail?: string
} {
  if (one.endedAt !== null)
    return {
      tag: { text: 'Ended', colour: 'grey' },
      detail: `${ukDateTime(one.endedAt)}, by ${one.endedBy ?? 'an administrator'}: ${one.endedWhy ?? ''}`,
    }
  if (one.state === 'over') return { tag: { text: 'Counts no more', colour: 'grey' } }
  if (one.state === 'later') return { tag: { text: 'Later', colour: 'blue' } }
  return { tag: one.runsOut ? { text: 'Runs out', colour: 'orange' } : { text: 'Counts', colour: 'green' } }
}
