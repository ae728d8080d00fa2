/** Ids of requests to systems of record, and of accreditations. */
import { z } from 'zod'
import { idOf } from '../../platform/http/input.ts'
import type { Id } from '../../wire/ids.ts'

/** Of a request to a system of record. */
export type SystemRequestId = Id<'system-request'>
/** That somebody may make requests in a system. */
export type AccreditationId = Id<'accreditation'>

const requestId = idOf<SystemRequestId>()
/** The path of a request: `/system-requests/:asking`. */
export const requestPath = z.object({ asking: requestId })
/** The path of an accreditation: `/system-requests/operators/:accredited`. */
export const accreditationPath = z.object({ accredited: idOf<AccreditationId>() })
/** The code of a system in a form or a query. */
export const systemCode = z.string().regex(/^[a-z][a-z0-9-]{1,29}$/, 'Choose a system')
