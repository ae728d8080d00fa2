/** One record of a request: the officer reads it in parts, and gives each or leaves it out whole, with the reason. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { plural } from '../../../../design/words.ts'
import { invalid } from '../../../../platform/errors.ts'
import { idOf, pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedCode, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import { personCategory } from '../../../../wire/codes.ts'
import { MARKING } from '../../ledger-csv.ts'
import {
  decideItem,
  readItem,
  type DecisionRow,
  type PartDecision,
  type RightDecision,
} from '../decide-item.ts'
import { referenceOf, type RequestId } from '../request-store.ts'
import type { ItemId } from '../search-for-subject.ts'
import { bornWords, groundWords, outcomeWords, rightNames, type Right } from '../words.ts'
import { itemsOfWords } from './requests.view.ts'

const access = whoever.decides
const itemPath = z.object({ id: idOf<RequestId>(), item: idOf<ItemId>() })
const aboutWords = { them: 'Yes, it is about them', 'not-them': 'No, it is about somebody else' } as const
const partName = /^[a-z]+-\d{1,4}$/
const othersOf = (rights: readonly Right[]) => rights.filter((right) => right !== 'access')

/**
 * Registers the page.
 * @param house - how rooms read their records in parts, and set them aside
 */
export function requestItemPages(app: FastifyInstance, house: House): void {
  const path = '/requests/:id/items/:item'
  app.get(path, { config: { operation: 'records.request.item.show', access } }, (request, reply) =>
    showItem(request, reply, house, null),
  )
  app.post(
    path,
    { config: { operation: 'records.request.item.decide', access, body: 'large' } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const at = pathOf(request, itemPath)
          const input = readDecisions(formOf(request))
          const told = await request.perform((scope) =>
            decideItem(
              scope,
              house.subjectRights,
              house.retention,
              at.id,
              at.item,
              input,
              request.signedIn?.session?.idHash,
            ),
          )
          const also = told === 0 ? '' : ` ${plural(told, 'partner')} told.`
          return reply.done(`/requests/${at.id}`, `Decided.${also}`)
        },
        (refused) => showItem(request, reply, house, refused),
      ),
  )
}

/** What was typed; the use case looks whether it is whole. */
function readDecisions(typed: Typed): {
  about: 'them' | 'not-them'
  parts: PartDecision[]
  others: RightDecision[]
} {
  const about = typedCode(typed, 'about', aboutWords)
  if (about === undefined) throw invalid({ about: 'Choose whether it is about them' })
  const reasonOf = (name: string) => typedText(typed, `${name}_reason`) ?? null
  return {
    about,
    parts: Object.keys(typed)
      .filter((name) => partName.test(name))
      .map((part) => ({
        part,
        given: typedText(typed, part) === 'give',
        ground: typedCode(typed, `${part}_ground`, groundWords) ?? null,
        reason: reasonOf(part),
      })),
    others: (['rectification', 'erasure', 'restriction'] as const).flatMap((right) => {
      const outcome = typedCode(typed, right, { done: '', refused: '' })
      return outcome === undefined ? [] : [{ right, outcome, reason: reasonOf(right) }]
    }),
  }
}

async function showItem(
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
  refused: Refused | null,
): Promise<FastifyReply> {
  const at = pathOf(request, itemPath)
  const {
    request: row,
    item,
    version,
    parts,
    decisions,
  } = await request.perform((scope) =>
    readItem(scope, house.subjectRights, at.id, at.item, request.signedIn?.session?.idHash),
  )
  const kind = house.records.get(item.kind)
  return await reply.page('rooms/records/requests/pages/item.njk', {
    title: `${item.reference} for ${referenceOf(row).toLowerCase()}`,
    classification: MARKING,
    back: { text: `Back to ${referenceOf(row).toLowerCase()}`, href: `/requests/${at.id}` },
    errors: refused?.errors ?? {},
    values: refused?.values ?? { about: item.about ?? '', ...valuesOf(decisions) },
    facts: [
      { key: 'They call themselves', text: `${row.names.join('\n')}${row.born === null ? '' : `\nborn ${row.born}`}` },
      { key: 'The record says of this name', text: item.categories.map((one) => personCategory[one]).join('\n') || 'Nothing: the words stand in its text' },
      { key: 'Date of birth', text: bornWords[item.born] },
      { key: 'Version', text: String(version) },
    ],
    several: item.categories.length > 1,
    readHref: item.kind === 'public-report' ? `/triage/${item.recordId}` : kind?.href(item.recordId),
    correctHref: item.kind === 'public-report' ? undefined : `/corrections/${item.recordId}`,
    aboutItems: itemsOfWords(aboutWords),
    parts: row.rights.includes('access') ? parts : [],
    readOnly: row.rights.includes('access') ? [] : parts,
    grounds: itemsOfWords(groundWords),
    others: othersOf(row.rights).map((right) => ({
      right,
      name: rightNames[right],
      items: itemsOfWords(outcomeWords[right]),
    })),
    open: row.state === 'open',
  }) // prettier-ignore
}

/** What was decided before, as the form has it. */
function valuesOf(decisions: readonly DecisionRow[]): Record<string, string> {
  return Object.fromEntries(
    decisions.flatMap(({ right, part, outcome, ground, reason }) => {
      const name = part ?? right
      const value = outcome === 'given' ? 'give' : outcome === 'left-out' ? 'leave' : outcome
      return [
        [name, value],
        [`${name}_ground`, ground ?? ''],
        [`${name}_reason`, reason ?? ''],
      ]
    }),
  )
}
