/**
 * What the gallery shows: each component with plain data and with hostile data. Everything is invented;
 * telephone numbers are from Ofcom's range for drama.
 */

/** A text that tries to be markup, and a word without a place to break. */
export const HOSTILE = '<script>alert("no")</script><img src=x onerror=alert(1)> " onmouseover="alert(1)'
const LONG_WORD = 'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(4)
const AT = '2026-11-22T15:15:00Z'

/**
 * Makes the gallery's view.
 * @param cspNonce - what its server puts into the policy
 * @returns what the template prints
 */
export function galleryView(cspNonce: string): object {
  return {
    title: 'Gallery of components',
    classification: 'OFFICIAL-SENSITIVE',
    cspNonce,
    frame: frame(),
    back: { text: 'Back to reports', href: '/reports' },
    errors: {
      title: 'Enter a title',
      'items[0].source_evaluation': 'Choose how reliable the source is (1, 2 or 3)',
      review_on: 'This date does not exist',
      form: 'Somebody changed this report meanwhile. Both versions are below',
    },
    values: {
      title: HOSTILE,
      text: `First line\n${HOSTILE}\nThird line`,
      handling: 'C',
      'review_on-day': '31',
      'review_on-month': '2',
      'review_on-year': '2027',
      kinds: ['phone', 'vehicle'],
      'items[0].source_evaluation': '',
    },
    flash: {
      type: 'success',
      title: 'Filed',
      text: 'Report SP-26-000417 is filed. It was matched with 2 partners.',
      link: { text: 'See the matches', href: '/matches' },
    },
    record: record(),
    hostileRecord: { ...record(), reference: HOSTILE, owner: LONG_WORD, handling: 'P', actions: [] },
    tasks: tasks(),
    noTasks: {
      items: [],
      empty: {
        title: 'You have no tasks',
        text: 'Matches, releases and second checks appear here when they arrive.',
        action: { text: 'File a report', href: '/reports/new' },
      },
    },
    table: table(),
    noRows: {
      rows: [],
      empty: {
        title: 'No report that you may read matches this',
        text: 'Try a shorter word, or another spelling of the number.',
        action: { text: 'Clear the search', href: '/search' },
      },
    },
    selected: [
      { label: 'Agency', text: 'Kent Police', removeHref: '?' },
      { label: 'Words', text: LONG_WORD, removeHref: 'javascript:alert(1)' },
    ],
    thread: thread(),
    subjects: subjects(),
    audience: audience(),
    versions: {
      caption: 'Somebody changed this meanwhile',
      left: 'Yours, not saved',
      right: 'Saved by Dana Hughes',
      rows: [
        { label: 'Title', left: 'Boat seen near the east pier', right: 'Boat seen near the west pier' },
        { label: 'Text', left: `${HOSTILE} ${LONG_WORD}`, right: '' },
        { label: 'Handling', left: 'P', right: 'P' },
      ],
    },
    history: [
      { at: AT, text: 'Kent Police accepted the conditions of version 2.', by: 'Oliver Marsh' },
      { at: '2026-06-22T08:05:00Z', text: HOSTILE, by: LONG_WORD },
    ],
    answers: [
      { key: 'Title', text: HOSTILE, change: { href: '/reports/new/title', hidden: 'the title' } },
      { key: 'Text', text: 'First line\nSecond line', change: { href: '/reports/new/text' } },
    ],
  }
}

function frame(): object {
  return {
    person: {
      name: 'Oluwaseun Featherstonehaugh-Whitaker',
      agency: 'Sussex Police',
      role: 'intelligence officer',
    },
    purpose: 'Preventing and detecting organised immigration crime',
    searches: true,
    navigation: [
      { text: 'Home', href: '/', count: 12, key: 'tasks', active: false },
      { text: 'Reports', href: '/reports', active: true },
      { text: 'Matches', href: '/matches', count: 1204, key: 'matches' },
      { text: 'Inbox', href: '/inbox', count: 3, key: 'inbox' },
      { text: 'Check', href: '/check' },
      { text: 'Who holds what', href: '/holdings' },
      { text: 'Ledger', href: '/ledger', count: 0, key: 'ledger' },
    ],
    csrf: 'csrf-token-of-the-gallery',
    exercise: true,
  }
}

function record(): object {
  return {
    reference: 'SP-26-000417',
    status: { text: 'Released', colour: 'green' },
    owner: 'Sussex Police, Force Intelligence Bureau',
    classification: 'OFFICIAL-SENSITIVE',
    handling: 'C',
    version: 2,
    reviewOn: '2027-11-22',
    actions: [
      { text: 'Release', href: '/reports/1/release', primary: true },
      { text: 'Sanitise', href: '/reports/1/sanitise' },
      { text: 'New version', href: '/reports/1/new-version' },
      { text: 'Recall', href: '/reports/1/recall' },
    ],
  }
}

function tasks(): object {
  return {
    items: [
      {
        what: 'Answer the match on a telephone number',
        from: 'the National Crime Agency',
        since: '2026-11-19T09:12:00Z',
        href: '/matches/1',
        tag: { text: 'Match', colour: 'blue' },
      },
      {
        what: 'Accept the conditions of KP-26-000022',
        from: 'Kent Police',
        since: AT,
        href: '/reports/2',
        tag: { text: 'Conditions', colour: 'orange' },
        detail: 'Version 2 replaced the one you had accepted',
      },
      {
        what: HOSTILE,
        from: HOSTILE,
        since: AT,
        href: '//elsewhere.example',
        tag: { text: HOSTILE, colour: 'red" x="' },
      },
      { what: LONG_WORD, from: LONG_WORD, since: AT, href: '/', tag: { text: 'Draft', colour: 'grey' } },
    ],
  }
}

function table(): object {
  return {
    caption: 'Reports',
    captionHidden: true,
    rowHeader: true,
    head: [
      { text: 'Reference' },
      { text: 'Title' },
      { text: 'Grade' },
      { text: 'Handling' },
      { text: 'Filed' },
      { text: 'Holders', numeric: true },
    ],
    rows: [
      [
        { text: 'SP-26-000417', href: '/reports/1' },
        { text: 'Boat engine bought in cash', tag: { text: 'Draft', colour: 'grey' } },
        { grade: { source: '2', assessment: 'C', basis: 'fact' } },
        { code: 'C', text: 'with conditions' },
        { time: AT },
        { number: 1204 },
      ],
      [
        { text: 'KP-26-000022', href: '/reports/2' },
        { text: HOSTILE, detail: 'Kent Police' },
        { grade: { source: '1', assessment: 'B', basis: 'assessment' } },
        { code: 'P' },
        { day: '2026-01-05' },
        { number: 0 },
      ],
      [
        { text: 'NCA-26-777', href: '/reports/3' },
        { text: LONG_WORD },
        '',
        { code: 'P' },
        { time: '2026-06-22T08:05:00Z' },
        { number: 2 },
      ],
    ],
  }
}

function thread(): object {
  return {
    messages: [
      {
        agency: 'Sussex Police',
        author: 'Dana Hughes',
        mine: true,
        at: '2026-11-19T09:12:00Z',
        text: 'We hold a report on this number from October.\nMay we see yours?',
      },
      {
        agency: 'National Crime Agency',
        author: 'Priya Nair',
        at: '2026-11-19T10:40:00Z',
        text: 'Yes. Released to you under conditions.',
      },
      {
        agency: 'National Crime Agency',
        author: 'Priya Nair',
        at: '2026-11-19T10:41:00Z',
        act: 'confirmed the match',
      },
      { agency: HOSTILE, author: LONG_WORD, at: AT, text: `${HOSTILE}\n${LONG_WORD}` },
    ],
  }
}

function subjects(): object[] {
  return [
    {
      kind: 'phone',
      item: 1,
      written: '07700 900123',
      understood: '+44 7700 900123',
      tier: { text: 'Format not confirmed', colour: 'grey' },
    },
    { kind: 'person', item: 1, written: 'Jan Kowalczyk', category: 'suspected', born: '1990-04' },
    {
      kind: 'vehicle',
      item: 2,
      written: 'AB12 CDE',
      understood: 'AB12CDE',
      country: 'GB',
      tier: { text: 'Valid plate', colour: 'green' },
    },
    { kind: 'handle', item: 2, written: HOSTILE, understood: null, note: LONG_WORD },
  ]
}

function audience(): object {
  const cells = (sight: string, reason: string) => [
    { sight, reason },
    { sight, reason },
  ]
  return {
    parts: ['Title and items', 'Subjects'],
    rows: [
      { agency: 'Sussex Police', cells: cells('full', 'Owns the report') },
      {
        agency: 'Kent Police',
        cells: cells('conditions', 'Released under handling code C; nobody has accepted yet'),
      },
      { agency: 'National Crime Agency', cells: cells('hit', 'Holds the same telephone number') },
      { agency: HOSTILE, cells: cells('none', LONG_WORD) },
    ],
  }
}
