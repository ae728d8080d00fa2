/** The finder against the naive model of all pairs, in whatever order events are lodged, changed and stood down. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import {
  everyConflict,
  type Place,
  type Planned,
  type PlannedDisclosure,
  type PlannedKind,
} from '../../../library/planned-events/index.ts'
import type { OperationId } from '../ids.ts'
import { eventBody, eventsOn, inHours } from './conflicts.test-support.ts'
import type { PlannedEventId } from './ids.ts'
import { readEvent } from './list-events.ts'
import { changeEvent, standDown } from './lodge-event.ts'
import { parseChange } from './planned-event.ts'

const SLUGS = ['sussex-police', 'kent-police', 'nca'] as const

/** Over the meridian of Greenwich, some two kilometres wide: near enough to meet, far enough to miss. */
const where = fc
  .record({
    lat: fc.integer({ min: 0, max: 20 }),
    lon: fc.integer({ min: -10, max: 10 }),
    kind: fc.constantFrom('premises', 'circle', 'route', 'polygon'),
  })
  .map(({ lat, lon, kind }): Place => {
    const at = { lat: 50.8 + lat / 1_000, lon: lon / 700 }
    const beside = { lat: at.lat + 0.002, lon: at.lon + 0.003 }
    if (kind === 'premises') return { kind, at }
    if (kind === 'circle') return { kind, centre: at, radius: 150 }
    if (kind === 'route') return { kind, points: [at, beside], width: 100 }
    return { kind: 'polygon', corners: [at, beside, { lat: at.lat, lon: beside.lon }] }
  })
const plan = fc.record({ place: where, hour: fc.integer({ min: 30, max: 44 }), hours: fc.integer({ min: 1, max: 4 }), buffer: fc.constantFrom(200, 500, 1_000) }) // prettier-ignore
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('lodge' as const), who: fc.nat(3), kind: fc.constantFrom<PlannedKind>('arrest', 'meeting', 'patrol', 'drill'), disclosure: fc.constantFrom<PlannedDisclosure>('open', 'open', 'broker'), plan }) }, // prettier-ignore
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('lodge-two' as const),
      plan,
      kind: fc.constant<PlannedKind>('arrest'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), which: fc.nat(20), plan }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stand-down' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
)

void describe('the finder', () => {
  let db: TestDatabase
  let at: ReturnType<typeof eventsOn>
  const operations: { slug: (typeof SLUGS)[number]; id: OperationId }[] = []
  before(async () => {
    db = await testDatabase()
    at = eventsOn(db)
    for (const [number, slug] of [...SLUGS, SLUGS[0]].entries())
      operations.push({
        slug,
        id: await at.openOf(slug, {
          codename: `Copper ${['Lantern', 'Kettle', 'Anvil', 'Thimble'][number] ?? ''}`,
        }),
      })
    await db.admin('update operations.planned_setting set live_most = 500, changes_most = 500')
  })
  after(() => db.close())

  void test('finds what looking at every pair finds, in any order, two at the same moment too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        await db.admin(
          'truncate operations.planned_event, operations.planned_version, operations.planned_look cascade',
        )
        const model = new Map<PlannedEventId, Planned>()
        const body = ({
          place,
          hour,
          hours,
          buffer,
        }: {
          place: Place
          hour: number
          hours: number
          buffer: number
        }) => ({
          ...{ place, buffer_m: buffer, starts_at: inHours(hour), ends_at: inHours(hour + hours) },
        })
        const span = (one: { starts_at: string; ends_at: string }) => ({
          from: new Date(`${one.starts_at}Z`),
          until: new Date(`${one.ends_at}Z`),
        })
        const lodge = async (
          who: number,
          kind: PlannedKind,
          said: ReturnType<typeof body>,
          wanted: PlannedDisclosure = 'open',
        ) => {
          const disclosure = kind === 'drill' ? 'open' : wanted
          const { slug, id: operation } = operations[who] ?? operations[0] ?? assert.fail()
          const id = await at.lodge(`intelligence-officer@${slug}.example`, operation, {
            ...said,
            kind,
            disclosure,
          })
          const agency = SLUGS.indexOf(slug)
          model.set(id, {
            id,
            agency,
            operation,
            kind,
            place: said.place,
            buffer: said.buffer_m,
            span: span(said),
            disclosure,
          })
        }
        const whoseOf = (id: PlannedEventId) =>
          `intelligence-officer@${SLUGS[model.get(id)?.agency ?? 0] ?? ''}.example`
        for (const one of steps) {
          const ids = [...model.keys()]
          const chosen = 'which' in one ? ids[one.which % Math.max(1, ids.length)] : undefined
          if (one.do === 'look') await at.look()
          if (one.do === 'lodge') await lodge(one.who, one.kind, body(one.plan), one.disclosure)
          if (one.do === 'lodge-two')
            await Promise.all([
              lodge(0, one.kind, body(one.plan)),
              lodge(1, one.kind, body(one.plan)),
              at.look(),
            ])
          if (chosen !== undefined && one.do === 'change') {
            const said = body(one.plan)
            const { kind: _kind, purpose: _purpose, disclosure: _disclosure, ...rest } = eventBody()
            const read = parseChange({ ...rest, ...said }, new Date())
            if ('fields' in read) assert.fail(JSON.stringify(read.fields))
            await at.as(whoseOf(chosen), async (scope) => {
              const { revision } = await readEvent(scope, chosen)
              await changeEvent(scope, chosen, revision, { ...read, reason: 'It moves' })
            })
            const was = model.get(chosen) ?? assert.fail()
            model.set(chosen, { ...was, place: said.place, buffer: said.buffer_m, span: span(said) })
          }
          if (chosen !== undefined && one.do === 'stand-down') {
            await at.as(whoseOf(chosen), (scope) => standDown(scope, chosen, 'It is over'))
            model.delete(chosen)
          }
        }
        await Promise.all([at.look(), at.look()])
        const found = await db.admin<{ one_event: string; other_event: string }>(
          'select one_event, other_event from operations.planned_pair where ended_at is null order by 1, 2',
        )
        assert.deepEqual(
          found.map((pair) => [pair.one_event, pair.other_event]),
          everyConflict([...model.values()]),
        )
        const left = await db.admin('select from operations.planned_look')
        assert.equal(left.length, 0)
      }),
      { numRuns: 25 },
    )
  })
})
