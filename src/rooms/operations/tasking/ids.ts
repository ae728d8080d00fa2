/** Ids of meetings and bids. */
import { z } from 'zod'
import { idOf } from '../../../platform/http/input.ts'
import type { Id } from '../../../wire/ids.ts'

/** Of a tasking meeting. */
export type MeetingId = Id<'meeting'>
/** Of a bid. */
export type BidId = Id<'bid'>

export const meetingId = idOf<MeetingId>()
export const bidId = idOf<BidId>()
/** The path of a meeting: `/tasking/meetings/:meeting`. */
export const meetingPath = z.object({ meeting: meetingId })
/** The path of a bid: `/tasking/bids/:bid`. */
export const bidPath = z.object({ bid: bidId })
