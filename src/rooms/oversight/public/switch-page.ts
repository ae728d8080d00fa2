/** The overseer switches the public page on and off, for each inspection and each agency that they hold to account. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { findInspection } from '../inspections/inspection-store.ts'
import { listHeld } from '../meetings/hold-meeting.ts'

export const switchSchema = z.object({
  agencyId: z.coerce.number({ error: 'Choose the agency' }).int(),
  inspectionId: z.uuid({ error: 'Choose the inspection' }),
  on: z.enum(['yes', 'no'], { error: 'Say whether it is on' }),
})

export type PublicPageState = {
  id: string
  agencyId: number
  agencyName: string
  inspectionId: string
  reference: string
  body: string
  isOn: boolean
}

/**
 * Lists the pages of the viewer's agency, those that are off too.
 * @returns by inspection
 */
export const listPages = (scope: MemberScope) =>
  scope.tx.many<PublicPageState>(
    `select w.id, w.agency_id as "agencyId", a.name as "agencyName", w.inspection_id as "inspectionId", i.reference,
            b.slug as body, w.is_on as "isOn"
     from oversight.public_page w join identity.agency a on a.id = w.agency_id join identity.agency b on b.id = w.body_id
     join oversight.inspection i on i.id = w.inspection_id
     where w.body_id = $1 order by i.published_on desc, a.name`,
    [scope.actor.agencyId],
  )

/**
 * Switches a page on or off.
 * @param input - whose page, about which inspection, and whether it is on
 * @throws invalid where the agency is not one's own to hold to account
 */
export async function switchPage(scope: MemberScope, input: z.output<typeof switchSchema>): Promise<void> {
  if (!(await listHeld(scope)).some(({ id }) => id === input.agencyId))
    throw invalid({ agencyId: 'Choose an agency that you hold to account' })
  if (!(await findInspection(scope, input.inspectionId)))
    throw invalid({ inspectionId: 'Choose an inspection from the list' })
  const isOn = input.on === 'yes'
  const there = (await listPages(scope)).find(
    (one) => one.agencyId === input.agencyId && one.inspectionId === input.inspectionId,
  )
  const id = there?.id ?? newId()
  if (there)
    await scope.tx.run('update oversight.public_page set is_on = $2, version = version + 1 where id = $1', [
      id,
      isOn,
    ])
  else
    await scope.tx.run(
      'insert into oversight.public_page (id, body_id, agency_id, inspection_id, is_on) values ($1, $2, $3, $4, $5)',
      [id, scope.actor.agencyId, input.agencyId, input.inspectionId, isOn],
    )
  scope.record({
    kind: isOn ? 'disclosure' : 'alteration',
    subject: { kind: 'public-page', id },
    detail: { on: isOn },
  })
}
