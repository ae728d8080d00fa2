/** Ids of this room. A disruption is a record, and has the id of one. */
import { z } from 'zod'
import { idOf } from '../../platform/http/input.ts'
import { recordId } from '../../platform/http/ids.ts'
import type { Id } from '../../wire/ids.ts'

/** Of what shows how it was before or after. */
export type EvidenceId = Id<'evidence of a disruption'>
/** Of what the owner of a group is told. */
export type NoticeId = Id<'notice of a disruption'>

/** The path of what is done with one piece of evidence. */
export const evidencePath = z.object({ id: recordId, evidence: idOf<EvidenceId>() })
/** The path of a notice's page. */
export const noticePath = z.object({ notice: idOf<NoticeId>() })
