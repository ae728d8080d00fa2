/** One incident whose hours run; its moment is relative to when the exercise is loaded. */
import { addRecord, changeIncident, changeSchema, enterIncident } from '../../src/rooms/records/index.ts'
import { inDays, type Act } from './act.ts'

const enter: Act = {
  step: 'incidents: a list was sent to a wrong address',
  account: 'records-manager@sussex-police.example',
  operation: 'records.incident.enter',
  purpose: 'Incident of yesterday',
  perform: async (scope) => {
    const first = {
      title: 'A list of references was sent to a wrong address',
      ...{ aware_on: inDays(scope, -1), aware_time: '09:40', happened_on: inDays(scope, -2) },
      breach: 'disclosed',
      who: 'An analyst of the desk sent it; the mail desk of the council received it and rang at once.',
      facts:
        'A list of eleven references with titles was attached to an answer to the council in place of the agreed map. The council has not opened it and has deleted it.',
    } as const
    const id = await enterIncident(scope, first)
    const record = await scope.tx.maybe<{ reference: string }>(
      `select v.reference from records.facts_of(array(select r.id from records.review r
         where r.agency_id = $1 order by r.due_on, r.id limit 1)) v`,
      [scope.actor.agencyId],
    )
    if (record !== null) await addRecord(scope, id, record.reference)
    await changeIncident(
      scope,
      id,
      changeSchema.parse({
        ...{ ...first, version: '1', subjects_about: '11', records_about: '11' },
        effects: 'Titles could tell somebody of an inquiry. Nobody outside is known to have read them.',
        remedy:
          'The council has confirmed in writing that it deleted the mail. Attachments are checked by two.',
      }),
    )
    return true
  },
}

export const incidentActs: readonly Act[] = [enter]
