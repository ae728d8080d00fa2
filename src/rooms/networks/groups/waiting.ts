/** How home shows what waits of groups. */
import type { WaitingKind } from '../../../platform/rooms/waiting.ts'

export const groupWaitingKinds: readonly WaitingKind[] = [
  {
    kind: 'group-attention',
    tag: { text: 'Group', colour: 'orange' },
    whose: 'anybody',
    newBy: 'item',
    fold: { text: (number) => `${number} groups that need attention`, href: '/groups/attention' },
  },
  {
    kind: 'group-line',
    tag: { text: 'Plan', colour: 'blue' },
    whose: 'own',
    newBy: 'moment',
    fold: { text: (number) => `${number} lines of groups’ plans that are yours`, href: '/groups' },
  },
  {
    kind: 'group-line-asked',
    tag: { text: 'Asked', colour: 'blue' },
    whose: 'anybody',
    newBy: 'moment',
    fold: { text: (number) => `${number} lines that partners ask your agency to own`, href: '/groups' },
  },
  { kind: 'group-line-late', tag: { text: 'Late', colour: 'orange' }, whose: 'own', newBy: 'item' },
]
