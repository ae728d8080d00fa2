import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldRooms } from '../platform/rooms/fold-rooms.ts'
import { lighthouses } from '../platform/rooms/invented-room.test-support.ts'
import { linesOf } from './help.ts'

void test('a command that a room says at its door stands in the help, with what it does', () => {
  assert.equal(
    linesOf(foldRooms([lighthouses]).commands),
    `  lamps list\n${' '.repeat(28)}say which lamps burn\n`,
  )
})
