/** The check: by a value, by a person, by a list. One purpose, one answer in one shape. */
import { whoever } from '../../../platform/identity/roles.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { asSeamarkError, invalid } from '../../../platform/errors.ts'
import type { BodySize } from '../../../platform/http/body-limits.ts'
import { parse, typedValues } from '../../../platform/http/input.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { readBirth } from '../../../wire/births/read-birth.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { sentenceList } from '../../../design/words.ts'
import { checkList, checkListBody, MOST_ITEMS } from '../check-list.ts'
import { checkOnePerson, checkPersonBody } from '../check-person.ts'
import { checkBody, checkValue, isQuotaUsed, lastChecks } from '../check-value.ts'
import { detectKind, whyNoKind } from '../../../library/identifiers/index.ts'
import { matchKinds } from '../list-matches.ts'
import { ownHoldingsOfList, ownHoldingsOfPerson, ownHoldingsOfValue } from '../own-holdings-asked.ts'
import { readList } from '../read-list.ts'
import { subjectsOfHoldings } from '../subjects-of-holdings.ts'
import { tokensOfValues } from '../../sealed-index/index.ts'
import { listText, takeLists } from './check-file.ts'
import { answerView, listView, pastRows, personUnderstood, tabs, valueUnderstood } from './check.view.ts'
import { ownHoldingsView } from './own-holdings.view.ts'
import { kindItems, matchKindItems } from './words.ts'

const CHECKS_SHOWN = 10

type Way = 'value' | 'person' | 'list'
type Shown = {
  values: Record<string, unknown>
  errors?: Record<string, string>
  answer?: object
  /** what our own agency holds of it */
  own?: object
  broken?: boolean
  /** how a birth of another calendar was read */
  said?: string | null
}

const ways: Record<Way, { title: string; template: string }> = {
  value: { title: 'Check a value', template: 'check' },
  person: { title: 'Check a person', template: 'check-person' },
  list: { title: 'Check a list', template: 'check-list' },
}

const config = (operation: string, body: BodySize = 'small') => ({
  config: { operation, access: whoever.readsContent, body },
})

/**
 * The checks: of one value, of a person, of a list.
 * @param app - the desk's pages
 * @param services - `dataFolder`: holds the key by which the node asks the holders of sealed deconfliction; `house`: says
 *   where subjects have pages
 */
export async function checkPages(
  app: FastifyInstance,
  { database, dataFolder, house }: Pick<RoomServices, 'database' | 'dataFolder' | 'house'>,
): Promise<void> {
  const { subjectPages } = house
  const show = (way: Way) => (request: FastifyRequest, reply: FastifyReply) =>
    showCheck(request, reply, way, { values: { purpose: request.signedIn?.purpose ?? '' } })

  app.get('/check', config('deconfliction.check.show'), show('value'))
  app.post('/check', config('deconfliction.check'), (request, reply) =>
    answered(request, reply, 'value', async () => {
      const input = readForm(typedValues(request))
      const tokens = await tokensOfValues((work) => request.perform(work), dataFolder, [input])
      const { answer, own, subjects } = await request.perform(async (scope) => {
        const answer = await checkValue(scope, input, 0, tokens)
        const own = await ownHoldingsOfValue(scope, input)
        return { answer, own, subjects: await subjectsOfHoldings(scope, subjectPages, own.holdings) }
      })
      return {
        values: { purpose: input.purpose },
        answer: answerView(answer, input.value, false, valueUnderstood(answer, input)),
        own: { ...ownHoldingsView(own, false), subjects: subjects.flat() },
      }
    }),
  )

  app.get('/check/person', config('deconfliction.check.person.show'), show('person'))
  app.post('/check/person', config('deconfliction.check.person'), (request, reply) =>
    answered(request, reply, 'person', async () => {
      const typed = typedValues(request)
      const input = parse(checkPersonBody, { ...typed, kind: 'person', born: String(typed['born'] ?? '') })
      const read = readBirth(String(typed['born']), new Date().toISOString().slice(0, 10))
      const answer = await checkOnePerson(database, (work) => request.perform(work), input)
      const own = await ownHoldingsOfPerson(database, (work) => request.perform(work), input)
      const subjects = await request.perform((scope) => subjectsOfHoldings(scope, subjectPages, own.holdings))
      return {
        values: { purpose: input.purpose },
        answer: answerView(answer, input.value, true, personUnderstood(input.value, input.born)),
        own: { ...ownHoldingsView(own, false), subjects: subjects.flat() },
        said: 'said' in read ? read.said : null,
      }
    }),
  )

  await app.register(async (lists) => {
    await takeLists(lists)
    lists.get('/check/list', config('deconfliction.check.list.show'), show('list'))
    lists.post('/check/list', config('deconfliction.check.list', 'large'), (request, reply) =>
      answered(request, reply, 'list', async () => {
        const typed = typedValues(request)
        const { items, faults } = readTyped(request, typed)
        const { purpose } = parse(checkListBody.pick({ purpose: true }), { purpose: typed['purpose'] })
        const answer =
          items.length === 0
            ? { answers: [] }
            : await checkList(
                database,
                (work) => request.perform(work),
                { items: items.map(({ line: _, ...item }) => item), purpose },
                dataFolder,
              )
        const own = await ownHoldingsOfList(database, (work) => request.perform(work), items)
        const subjects = await request.perform((scope) => subjectsOfHoldings(scope, subjectPages, own))
        return { values: { ...typed, purpose }, answer: listView(items, faults, answer, own, subjects) }
      }),
    )
  })
}

/** Shows the answer, or the form again with what was typed and what is wrong with it. */
async function answered(
  request: FastifyRequest,
  reply: FastifyReply,
  way: Way,
  ask: () => Promise<Shown>,
): Promise<FastifyReply> {
  try {
    return await showCheck(request, reply, way, await ask())
  } catch (thrown) {
    const error = asSeamarkError(thrown)
    if (isQuotaUsed(thrown)) reply.status(429).header('retry-after', String(thrown.retryAfter))
    else if (error.kind !== 'invalid') throw thrown
    return await showCheck(request, reply, way, {
      values: typedValues(request),
      errors: error.fields ?? { form: error.message },
      broken: error.code === 'not-understood',
    })
  }
}

/** The form may leave the kind to be found out. @throws invalid */
function readForm(typed: Record<string, string | string[]>): z.output<typeof checkBody> {
  const { kind: chosen, country, as_written: written, ...rest } = typed
  const kinds =
    chosen === undefined || chosen === '' ? detectKind(String(rest['value'] ?? '').slice(0, 500)) : [chosen]
  const [kind] = kinds
  // With a kind that may be wrong, everything else that is missing is named in the same answer.
  const input = parse(checkBody, {
    ...rest,
    kind: kind ?? 'phone',
    ...(written === 'yes' ? { as_written: true } : {}),
    ...(typeof country === 'string' && country !== '' ? { country: country.toUpperCase() } : {}),
  })
  if (kind === undefined)
    throw invalid({
      value: `${whyNoKind(input.value)}. Choose what kind it is, or check how it is written`,
    })
  if (kinds.length > 1)
    throw invalid({
      kind: `Choose the kind: this could be ${sentenceList(
        detectKind(input.value).map((one) => subjectKind[one].toLowerCase()),
        'or',
      )}`,
    })
  return input
}

/** What a form or its file lists. @throws invalid when there is nothing, or too much */
function readTyped(request: FastifyRequest, typed: Record<string, string | string[]>) {
  const text = listText(request) ?? String(typed['list'] ?? '')
  const kind = matchKinds.find((one) => one === typed['kind']) ?? null
  // Counted before any line is looked at; a table has a head besides.
  const written = text.split(/[\r\n]+/).filter((line) => line.trim() !== '').length
  const read = written > MOST_ITEMS + 1 ? null : readList(text, kind)
  const lines = read === null ? written : read.items.length + read.faults.length
  if (lines === 0) throw invalid({ list: 'Enter at least one thing to check, or choose a file' })
  if (read === null || lines > MOST_ITEMS)
    throw invalid({
      list: `This list has ${lines.toLocaleString('en-GB')} lines. Send at most ${String(MOST_ITEMS)} at once`,
    })
  return read
}

async function showCheck(
  request: FastifyRequest,
  reply: FastifyReply,
  way: Way,
  shown: Shown,
): Promise<FastifyReply> {
  const past = await request.perform((scope) => lastChecks(scope, CHECKS_SHOWN))
  const { title, template } = ways[way]
  return await reply.page(`rooms/matches/pages/${template}.njk`, {
    title: shown.answer ? `${title}: the answer` : title,
    heading: title,
    tabs: tabs(way),
    kindItems: way === 'list' ? matchKindItems : kindItems,
    most: MOST_ITEMS,
    left: past.left,
    quota: past.quota,
    rows: pastRows(past.checks),
    ...shown,
  })
}
