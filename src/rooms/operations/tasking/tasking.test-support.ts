/** Short ways through tasking for tests. All of it is invented. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { parseBid, parseDecisionOnBid, parseMeeting } from './bid.ts'
import { decideBid } from './decide-bid.ts'
import type { BidId, MeetingId } from './ids.ts'
import { callMeeting } from './meetings.ts'
import { readBid } from './read-bids.ts'
import { draftBid, submitBid } from './write-bid.ts'

/** @returns YYYY-MM-DD, so many days from now */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The body of a meeting as the API takes it. */
export const meetingBody = (changes: object = {}): Record<string, unknown> => ({
  ...{ kind: 'tactical', on_day: inDays(5), classification: 'OFFICIAL', chair_post: 'Head of Intelligence' },
  ...{ agencies: [] },
  ...changes,
})

/** The body of a bid as the API takes it. */
export const bidBody = (meeting: string, changes: object = {}): Record<string, unknown> => ({
  ...{ meeting, classification: 'OFFICIAL', asked_of: [1] },
  problem: 'Engines are sold for cash by a yard whose accounts nobody has looked at',
  asked: 'A financial investigator for four weeks',
  resources: 'One person; two days a week of our analyst',
  options: 'To ask the bank alone. To do nothing: the sales go on',
  ...changes,
})

/** Calls a meeting. @throws Error with what is wrong */
export async function call(scope: MemberScope, changes: object = {}): Promise<MeetingId> {
  const read = parseMeeting(meetingBody(changes), inDays(0))
  if ('fields' in read) throw new Error(JSON.stringify(read.fields))
  return await callMeeting(scope, read.meeting)
}

/** Drafts a bid. @throws Error with what is wrong */
export async function draft(scope: MemberScope, meeting: MeetingId, changes: object = {}): Promise<BidId> {
  const read = parseBid(bidBody(meeting, changes))
  if ('fields' in read) throw new Error(JSON.stringify(read.fields))
  return await draftBid(scope, read.bid)
}

/** Submits a bid, as it stands. */
export async function submit(scope: MemberScope, id: BidId): Promise<void> {
  const { bid } = await readBid(scope, id)
  await submitBid(scope, id, bid.revision)
}

/** Decides on a bid, as it stands. */
export async function decide(scope: MemberScope, id: BidId, changes: object = {}): Promise<void> {
  const read = parseDecisionOnBid(
    { word: 'adopted', reasons: 'It closes the largest gap', review_on: inDays(60), ...changes },
    inDays(0),
  )
  if ('fields' in read) throw new Error(JSON.stringify(read.fields))
  const { bid } = await readBid(scope, id)
  await decideBid(scope, id, bid.revision, read.decision)
}
