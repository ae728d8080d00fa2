/** The national picture: how far each addressee has come, and no word of what it says. For the task force. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Duty } from '../standing.ts'

/** A line without any text of its agency: no owner, no statement, no action. */
export type NationalLine = Duty

/**
 * Reads it.
 * @returns by number and agency; nothing for anybody but a coordinator of the task force
 */
export async function nationalPicture(scope: MemberScope): Promise<NationalLine[]> {
  const rows = await scope.tx.many<
    Pick<
      Duty,
      | 'inspectionId'
      | 'number'
      | 'agencyId'
      | 'agencyName'
      | 'dueOn'
      | 'stage'
      | 'signedAt'
      | 'outcome'
      | 'endedOn'
    >
  >(
    `select inspection_id as "inspectionId", number, agency_id as "agencyId", agency_name as "agencyName",
            due_on::text as "dueOn", stage, signed_at as "signedAt", outcome, ended_on::text as "endedOn"
     from oversight.national_picture()`,
  )
  return rows.map((row) => ({
    ...{ id: '', recommendationId: '', areaId: null, ownerPost: null, endedBecause: null, version: 1 },
    ...{ statement: null, decidedAt: null, nextActionOn: null },
    ...row,
  }))
}
