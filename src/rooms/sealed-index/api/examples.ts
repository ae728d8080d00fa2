/** Examples of this room's API: one record of an agency that keeps its data. */

const HANDLE = 'Zk3vQ1b8Tn0aXw5LrM2hYg'
const ELEMENT = 'kE0yq3JcT7nX1uVb9LwZ5sPdRfGhMaQi2o4N6t8vBzw'
const KEY = 'pQ7tYw2LrXn5bVc8aSd1fGhJkM4zE9uIoP3lKj6HgFd'

export const parametersExample = {
  answer: {
    ...{ version: 1, suite: 'ristretto255-SHA512', epoch: 1, names: '1' },
    holders: [
      { name: 'north', url: 'https://north.example', identity: KEY },
      { name: 'south', url: 'https://south.example', identity: ELEMENT },
    ],
    keys: { phone: { north: KEY, south: ELEMENT } },
    kinds: ['phone'],
    ...{ tokens_per_call: 5000, tokens_per_record: 200, expires_after_days: 400 },
  },
}

export const keepExample = {
  body: {
    epoch: 1,
    records: [
      {
        ...{ handle: HANDLE, classification: 'OFFICIAL', discoverable: true, expires_on: '2027-11-22' },
        tokens: [{ kind: 'phone', element: ELEMENT }],
      },
    ],
  },
  answer: { kept: 1, already: 0, replaced: 0, refused: [] },
}

export const takeBackExample = { path: { handle: HANDLE }, answer: null }
