/** How requests to systems of record serve the rights of data subjects: they are looked through by hand. */
import type { SubjectRights } from '../../platform/rooms/accountability.ts'

export const subjectRights: SubjectRights = {
  unsearched: async ({ tx }) => {
    const { kept } = await tx.one<{ kept: number | null }>('select system_requests.kept() as kept')
    return kept === null || kept === 0
      ? null
      : `Requests to systems of record: ${String(kept)}. Each names whom it is about, in words. Ask those who made them to look through their list.`
  },
}
