/** Reports go to partners: read, under conditions, to everybody, and recalled. */
import { acceptConditions } from '../../src/rooms/intelligence/accept-conditions.ts'
import { readReport } from '../../src/rooms/intelligence/read-report.ts'
import { acknowledgeRecall, recallReport } from '../../src/rooms/intelligence/recall-report.ts'
import { releaseReport } from '../../src/rooms/intelligence/release-report.ts'
import { freshReports, type Act, type Stage } from './stage.ts'

type Release = {
  from: string
  to: readonly string[] | 'all'
  handling: 'P' | 'C'
  classification?: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  reason: string
}

/** Releases the first fresh report of its kind. @returns its id, or null when the agency has none */
async function release(stage: Stage, what: Release): Promise<string | null> {
  return await stage.as(`intelligence-officer@${what.from}`, async (scope) => {
    const [id] = await freshReports(scope, {
      handling: what.handling,
      classification: what.classification ?? 'OFFICIAL',
      most: 1,
    })
    if (id === undefined) return null
    const to = what.to === 'all' ? { all: true as const } : { agencies: what.to.map(stage.agency) }
    await releaseReport(scope, id, { to, reason: what.reason })
    return id
  })
}

export const releaseActs: Act[] = [
  {
    name: 'release: Kent to Sussex, read there',
    play: async (stage) => {
      const id = await release(stage, {
        from: 'kent-police',
        to: ['sussex-police'],
        handling: 'P',
        reason: 'Same vehicle in both forces',
      })
      if (id) await stage.as('intelligence-officer@sussex-police', (scope) => readReport(scope, id))
    },
  },
  {
    name: 'release: the NCA to Sussex and Kent under conditions, accepted by Sussex',
    play: async (stage) => {
      const id = await release(stage, {
        from: 'nca',
        to: ['sussex-police', 'kent-police'],
        handling: 'C',
        reason: 'Landing expected on their coast',
      })
      if (id)
        await stage.as('intelligence-officer-2@sussex-police', async (scope) => {
          await acceptConditions(scope, id)
          await readReport(scope, id)
        })
    },
  },
  {
    name: 'release: the NCA to Sussex under conditions, not accepted yet',
    play: async (stage) => {
      await release(stage, {
        from: 'nca',
        to: ['sussex-police'],
        handling: 'C',
        classification: 'OFFICIAL-SENSITIVE',
        reason: 'Asked for by the Sussex desk',
      })
    },
  },
  {
    name: 'release: Border Force to all partners',
    play: async (stage) => {
      await release(stage, {
        from: 'border-force',
        to: 'all',
        handling: 'P',
        reason: 'Everybody on the south coast should know',
      })
    },
  },
  {
    name: 'release: Sussex to Kent and the NCA, unread',
    play: async (stage) => {
      await release(stage, {
        from: 'sussex-police',
        to: ['kent-police', 'nca'],
        handling: 'P',
        reason: 'Engines bought in Sussex, used from Kent',
      })
    },
  },
  {
    name: 'recall: Border Force, acknowledged by Kent and not by Sussex',
    play: async (stage) => {
      const id = await release(stage, {
        from: 'border-force',
        to: ['sussex-police', 'kent-police'],
        handling: 'P',
        classification: 'OFFICIAL-SENSITIVE',
        reason: 'For the joint port team',
      })
      if (id === null) return
      await stage.as('intelligence-officer@border-force', (scope) =>
        recallReport(scope, id, 'Names the wrong vessel; a corrected report follows'),
      )
      await stage.as('analyst@kent-police', (scope) => acknowledgeRecall(scope, id)).catch(() =>
        // The analyst of Kent is cleared for OFFICIAL only, and so knows of no such recall.
        stage.as('intelligence-officer@kent-police', (scope) => acknowledgeRecall(scope, id)),
      )
    },
  },
]
