/** What our own people plan in an operation, on its page. */
import type { MemberScope } from '../../../../platform/database/scope.ts'
import type { OperationId } from '../../ids.ts'
import type { OperationSection } from '../../pages/sections.ts'
import { liveEvents } from '../list-events.ts'
import { eventHead, eventRow } from './event.view.ts'

/** More stand on the list of planned events. */
const MOST_SHOWN = 50

/** @returns the section: what is ahead or under way, of the viewer’s own agency */
export async function showPlanned(
  scope: MemberScope,
  { id }: { id: OperationId },
): Promise<OperationSection> {
  const events = await liveEvents(scope, id, MOST_SHOWN)
  return {
    id: 'planned',
    heading: 'What your people plan',
    head: eventHead,
    rows: events.map(eventRow),
    empty: 'Your people plan nothing in this operation.',
    links: [
      { text: 'Lodge a planned event', href: `/operations/events/new?operation=${id}` },
      { text: 'Conflicts of planned events', href: '/operations/conflicts' },
    ],
  }
}
