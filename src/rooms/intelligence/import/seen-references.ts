/**
 * Remembers which references a file has had, in eight bytes each: a file of a gigabyte has millions,
 * and a Set of strings would take more memory than everything else together.
 */

/** Two 32-bit hashes (FNV-1a and a multiplicative one) as one 53-bit number, never zero. */
function fingerprint(reference: string): number {
  let one = 0x811c9dc5
  let two = 0x9e3779b9
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two ^ code, 0x85ebca6b)
    two ^= two >>> 13
  }
  return (one >>> 0) * 0x200000 + ((two >>> 0) & 0x1fffff) + 1
}

/**
 * A memory of references. Two different ones are taken for the same with a chance of about one in
 * ten thousand for a whole file of a million (2^53 fingerprints).
 * @returns a function that notes a reference and says whether it was there before
 */
export function seenReferences(): (reference: string) => boolean {
  let slots = new Float64Array(1024)
  let held = 0

  const place = (table: Float64Array, print: number): number => {
    let at = print % table.length
    while (table[at] !== 0 && table[at] !== print) at = (at + 1) % table.length
    return at
  }
  return (reference) => {
    const print = fingerprint(reference)
    const at = place(slots, print)
    if (slots[at] === print) return true
    slots[at] = print
    held++
    if (held * 2 > slots.length) {
      // A length that is no power of two spreads fingerprints whose low bits are alike.
      const grown = new Float64Array(slots.length * 2 + 1)
      for (const one of slots) if (one !== 0) grown[place(grown, one)] = one
      slots = grown
    }
    return false
  }
}
