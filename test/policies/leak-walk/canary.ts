/**
 * What must not be known: records of the NCA, each with words and identifiers that stand nowhere else in
 * the world. Each room plants its own with its own use cases.
 */
import type { TestNode } from '../../support/node.ts'
import type { Planting, RoomFixtures } from '../../support/room-fixtures.ts'
import type { Canary, Ids, Secret, Variant } from './secret.ts'
import { canaryWord } from './words.ts'

/** Parts of a secret that are words to look for. */
const PARTS = [
  'title',
  'text',
  'person',
  'email',
  'agencyReference',
  'conditions',
  'victim',
  'witness',
  'child',
  'phone',
  'plate',
  'reference',
] as const

/** Plants every variant of the canary, room by room. */
export async function plant(
  fixtures: readonly RoomFixtures[],
  world: TestNode,
  secrets: Record<Variant, Secret>,
): Promise<Canary> {
  const words: Record<string, string> = {}
  const ids: Ids = {}
  const planting: Planting = {
    ...{ world, secrets, ids, words },
    say: (name) => (words[name] = canaryWord()),
    as: (email, work, purpose = null) =>
      world.database.performAs({ personId: world.person(email).id, operation: 'test.plant', purpose }, work),
  }
  for (const { leak } of fixtures) await leak?.plant?.(planting)
  for (const secret of Object.values(secrets)) {
    ids[`${secret.name} report`] = secret.id
    for (const part of PARTS) words[`${secret.name} ${part}`] = secret[part]
  }
  return { secrets: Object.values(secrets), ids, words }
}

/**
 * What Sussex Police lawfully hold and know, the same in both worlds, so that no page is empty.
 * @param secrets - two reports of Sussex name an identifier of the silent one and of the one in an operation
 * @returns ids by the names that `ownIds` has
 */
export async function settle(
  fixtures: readonly RoomFixtures[],
  world: TestNode,
  secrets: { silent: Secret; operation: Secret },
): Promise<Ids> {
  const ids: Ids = {}
  for (const { leak } of fixtures) await leak?.settle?.(world, secrets, ids)
  return ids
}
