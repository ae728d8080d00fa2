/** Ids as they come in: each kind is read here, and nowhere else. */
import { z } from 'zod'
import type { PersonId, RecordId, SideId } from '../../wire/ids.ts'
import { idOf } from './input.ts'

/** The id of a record. */
export const recordId = idOf<RecordId>()
/** What an agency calls a match by. */
export const sideId = idOf<SideId>()
/** The id of an account. */
export const personId = idOf<PersonId>()

/** The path of a record's page: `/reports/:id`. */
export const recordPath = z.object({ id: recordId })
/** The path of a match's page: `/matches/:id`. */
export const sidePath = z.object({ id: sideId })
