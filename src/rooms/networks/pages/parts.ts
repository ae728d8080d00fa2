/** What the first page of networks leads to. Each theme adds its line, in the order of the page. */

export type Part = {
  text: string
  href: string
  /** one sentence: what is there */
  says: string
}

export const parts: readonly Part[] = [
  {
    text: 'Groups',
    href: '/groups',
    says: 'Organised crime groups: who is said to be of them, what is planned against them, and which of them need attention.',
  },
  {
    text: 'Suggested groups',
    href: '/networks/suggestions',
    says: 'Reports in your sight that hang together by shared values, and that nobody has answered yet.',
  },
  {
    text: 'Are they the same?',
    href: '/networks/asked',
    says: 'What partners ask you to confirm: that a subject of theirs and one of yours are the same.',
  },
  {
    text: 'Events by place and time',
    href: '/events',
    says: 'Where and when something happened, as reports say it: a table, a map and a time line.',
  },
]
