/** Reads a position as people write it. */
import type { Position, ReadPosition, ThreeWords } from './position.ts'

export function parsePosition(
  text: string,
  placeNamed: (name: string) => Position | null = () => null,
): ReadPosition | ThreeWords | null {
  void placeNamed
  void text
  return null
}
