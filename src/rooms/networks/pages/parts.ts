/** What the first page of networks leads to. Each theme adds its line, in the order of the page. */

export type Part = {
  text: string
  href: string
  /** one sentence: what is there */
  says: string
}

export const parts: readonly Part[] = [
  {
    text: 'Events by place and time',
    href: '/events',
    says: 'Where and when something happened, as reports say it: a table, a map and a time line.',
  },
]
