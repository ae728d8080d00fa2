/** Windows-1252, which older systems still write and which Node.js reads but does not write. */

const BYTE_OF: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
)

export function writableInWindows1252(text: string): boolean {
  return Array.from(text).every((letter) => BYTE_OF.has(letter))
}

/**
 * Encodes a text.
 * @throws Error when a letter has no byte: the caller must choose another spelling, not lose a letter
 */
export function encodeWindows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const byte = BYTE_OF.get(letter)
    if (byte === undefined) throw new Error(`${JSON.stringify(letter)} cannot be written in Windows-1252`)
    return byte
  })
}
