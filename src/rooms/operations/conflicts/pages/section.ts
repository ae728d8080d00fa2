/** What our own people plan in an operation, on its page. */
import type { MemberScope } from '../../../../platform/database/scope.ts'
import type { OperationId } from '../../ids.ts'
import type { OperationSection } from '../../pages/sections.ts'
import { listEvents } from '../list-events.ts'
import { eventHead, eventRow } from './event.view.ts'

/** @returns the section: what is ahead or under way, of the viewer’s own agency */
export async function showPlanned(
  scope: MemberScope,
  { id }: { id: OperationId },
): Promise<OperationSection> {
  const events = (await listEvents(scope, 'live')).filter(({ operationId }) => operationId === id)
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
