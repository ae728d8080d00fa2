/** Operations for measurements: proposed and opened by the use cases of the product. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../src/platform/database/perform.ts'
import { newReference } from '../src/platform/identifiers.ts'
import {
  acceptTerms,
  parseOperation,
  proposeOperation,
  type OperationId,
  type ParticipationId,
} from '../src/rooms/operations/index.ts'
import { emailOf, type BenchWorld } from './world.ts'

/** @returns an open operation of the agency, led by its intelligence officer */
export async function openOperation(database: Database, world: BenchWorld, number: number): Promise<OperationId> {
  const as = (role: string) => ({
    personId: world.people.find(({ email }) => email === emailOf(role, number))?.id ?? '',
    ...{ operation: 'bench.operation', purpose: null },
  })
  const today = new Date().toISOString().slice(0, 10)
  const parsed = parseOperation(
    {
      ...{ codename: 'Copper Lantern', aim: 'To be measured', purpose: 'Benchmark', origin: 'tasking', strands: ['pursue'] },
      ends_on: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
      ...{ classification: 'OFFICIAL', information_owner: 'Benchmark', leaving: 'Nothing is left', gateway: 'Common law policing powers' },
    },
    today,
  )
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  const { operation } = parsed
  const id = randomUUID() as OperationId
  await database.performAs(as('intelligence_officer'), (scope) =>
    proposeOperation(scope, operation, { id, reference: newReference() }),
  )
  await database.performAs(as('coordinator'), async (scope) => {
    const asked = await scope.tx.one<{ id: ParticipationId }>(
      `select id from operations.terms_of_agency() where state = 'offered' order by id desc limit 1`,
    )
    await acceptTerms(scope, asked.id)
  })
  return id
} // prettier-ignore
