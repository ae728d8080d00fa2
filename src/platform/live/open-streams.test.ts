/** How many streams there may be, and which end. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PersonId, SessionHash } from '../../wire/ids.ts'
import { openStreams, type OpenStream, type OpenStreams } from './open-streams.ts'

function open(streams: OpenStreams, session: string, personId: string) {
  const ends: string[] = []
  const stream: OpenStream = {
    session: session as SessionHash,
    personId: personId as PersonId,
    end: (why) => {
      ends.push(why)
      streams.remove(stream)
    },
  }
  streams.add(stream)
  return { ends }
}

void describe('open streams', () => {
  void test('a session with many tabs goes on; beyond its limit the oldest make room', () => {
    const streams = openStreams({ session: 12, person: 24 })
    const tabs = Array.from({ length: 14 }, () => open(streams, 's1', 'p1'))
    const other = open(streams, 's2', 'p2')
    assert.deepEqual(
      tabs.map(({ ends }) => ends.length),
      [1, 1, ...Array.from({ length: 12 }, () => 0)],
    )
    assert.deepEqual(tabs[0]?.ends, ['crowded'])
    assert.deepEqual(other.ends, [])
    assert.equal(streams.count(), 13)
  })

  void test('a person has a limit over all their sessions', () => {
    const streams = openStreams({ session: 12, person: 24 })
    for (let session = 0; session < 10; session++)
      for (let tab = 0; tab < 10; tab++) open(streams, `s${String(session)}`, 'p1')
    assert.equal(streams.count(), 24)
  })

  void test('only the streams of the session that ended end', () => {
    const streams = openStreams()
    const [mine, second, theirs] = [
      open(streams, 's1', 'p1'),
      open(streams, 's2', 'p1'),
      open(streams, 's3', 'p2'),
    ]
    streams.endSession('s1' as SessionHash)
    assert.deepEqual([mine.ends, second.ends, theirs.ends], [['signed-out'], [], []])
  })
})
