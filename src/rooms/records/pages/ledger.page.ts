/** The ledger's page: for what it is read, filters at the left, sentences instead of codes. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { faultOfDate, withDateFields } from '../../../design/fields.ts'
import { asSeamarkError } from '../../../platform/errors.ts'
import { parse } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { codesOf, eventKind, ledgerUse, type LedgerUse } from '../../../wire/codes.ts'
import { ledgerCsv, MARKING } from '../ledger-csv.ts'
import { exportLedger, ledgerQuery, readLedger, type LedgerQuery } from '../read-ledger.ts'
import { nothingFits, rowsOf, selectedFilters, useItems, withQuery, type Typed } from './ledger.view.ts'

const access = whoever.managesRecords

/**
 * Registers the pages.
 * @param services - the rooms' words, in which events are told
 */
export function ledgerPages(app: FastifyInstance, { house }: RoomServices): void {
  app.get('/ledger', { config: { operation: 'records.ledger.read', access } }, async (request, reply) => {
    const boxes = request.query as Typed
    const typed = withDateFields(boxes, ['from', 'to'])
    const use = useOf(typed)
    if (use === null) return await askUse(reply, typed)
    const { query, errors } = understand(typed, boxes, use)
    const page = await request.perform((scope) => readLedger(scope, query, house))
    const address = (change: Record<string, string | undefined>) =>
      withQuery('/ledger', { ...typed, ...change })
    return await reply.page('rooms/records/pages/ledger.njk', {
      title: 'The ledger',
      classification: MARKING,
      errors,
      values: { ...boxes, ...typed, kind: query.kind },
      page,
      use: {
        value: use,
        text: inSentence(ledgerUse[use]),
        changeHref: address({ use: undefined, before: undefined, after: undefined }),
      },
      rows: rowsOf(page.lines, use),
      empty: {
        ...nothingFits(page),
        action: { text: 'Clear all filters', href: withQuery('/ledger', { use }) },
      },
      kinds: Object.entries(eventKind).map(([value, text]) => ({ value, text })),
      people: [
        { value: '', text: 'Everybody' },
        ...page.people.map((one) => ({ value: one.id, text: one.name })),
      ],
      selected: selectedFilters(typed, query, page.people),
      clearHref: withQuery('/ledger', { use }),
      nextHref: page.next === null ? undefined : address({ before: page.next, after: undefined }),
      previousHref: page.previous === null ? undefined : address({ before: undefined, after: page.previous }),
      exportHref: withQuery('/ledger.csv', { ...typed, before: undefined, after: undefined }),
    })
  })

  app.get(
    '/ledger.csv',
    { config: { operation: 'records.ledger.export', access } },
    async (request, reply) => {
      const query = parse(ledgerQuery, request.query)
      const lines = await request.perform((scope) => exportLedger(scope, query, house))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="ledger-OFFICIAL-SENSITIVE.csv"')
        .send(ledgerCsv(lines))
    },
  )
}

const inSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

function useOf({ use }: Typed): LedgerUse | null {
  return codesOf(ledgerUse).find((one) => one === use) ?? null
}

/** Nothing of the ledger is shown before its reader has said what for. What was asked for is kept. */
async function askUse(reply: FastifyReply, typed: Typed) {
  const asked = typed['use'] !== undefined
  return await reply.page('rooms/records/pages/ledger-use.njk', {
    title: 'What do you read the ledger for?',
    classification: MARKING,
    ...(asked ? { errors: { use: 'Select what you read the ledger for' } } : {}),
    values: {},
    items: useItems,
    kept: Object.entries(typed).flatMap(([name, value]) =>
      name === 'use' ? [] : [value].flat().map((one) => ({ name, value: one })),
    ),
  })
}

/** A filter that cannot be understood is said and left out; the list still shows. */
function understand(
  typed: Typed,
  boxes: Typed,
  use: LedgerUse,
): { query: LedgerQuery; errors: Record<string, string> } {
  try {
    return { query: parse(ledgerQuery, typed), errors: {} }
  } catch (fault) {
    const errors = { ...asSeamarkError(fault).fields }
    for (const [name, what] of [
      ['from', 'From'],
      ['to', 'To'],
    ] as const)
      if (errors[name] !== undefined) errors[name] = faultOfDate(boxes, name, what) ?? errors[name]
    return { query: { use, kind: [] }, errors }
  }
}
