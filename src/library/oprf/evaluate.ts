/** Blind, evaluate, take the blind off: rows of inputs and elements at a time. Runs in workers. */
import { SIZE, add, at, count, invertAll, isElement, multiply, randomScalars } from './group.ts'
import { hashToGroup } from './hash.ts'

/** An element that is not canonical, or the identity; says which. */
export class BadElement extends Error {
  readonly place: number
  constructor(place: number) {
    super(`Element ${String(place)} is not a canonical encoding of an element, or is the identity.`)
    this.place = place
  }
}

/**
 * Hashes inputs onto the group and blinds each by a scalar of its own.
 * @param inputs - any bytes, one row for each
 * @param blinds - for vectors; drawn where nothing is given
 * @returns the blinded elements, and the scalars that take the blind off again (already inverted)
 */
export function blindAll(
  inputs: readonly Uint8Array[],
  blinds: Uint8Array = randomScalars(inputs.length),
): { blinded: Uint8Array; unblinds: Uint8Array } {
  const blinded = new Uint8Array(inputs.length * SIZE)
  inputs.forEach((input, i) => {
    blinded.set(multiply(at(blinds, i), hashToGroup(input)), i * SIZE)
  })
  return { blinded, unblinds: invertAll(blinds) }
}

/**
 * Every element times one scalar: what a key holder does with its share.
 * @param scalar - 32 bytes
 * @param elements - a row of them, 32 bytes each
 * @returns a row of as many
 * @throws BadElement for the first that is none
 */
export function multiplyAll(scalar: Uint8Array, elements: Uint8Array): Uint8Array {
  const length = count(elements)
  const products = new Uint8Array(elements.length)
  for (let i = 0; i < length; i += 1) {
    try {
      products.set(multiply(scalar, at(elements, i)), i * SIZE)
    } catch {
      // libsodium refuses what is not canonical, the identity, and a product that is the identity.
      throw new BadElement(i)
    }
  }
  return products
}

/**
 * Multiplies element by element, `scalar · element`. This takes blinds off.
 * @param scalars - a row of them, 32 bytes each
 * @param elements - a row of as many
 * @returns a row of as many
 * @throws BadElement for the first that is none
 */
export function multiplyEach(scalars: Uint8Array, elements: Uint8Array): Uint8Array {
  const length = count(elements)
  const products = new Uint8Array(elements.length)
  for (let i = 0; i < length; i += 1) {
    try {
      products.set(multiply(at(scalars, i), at(elements, i)), i * SIZE)
    } catch {
      throw new BadElement(i)
    }
  }
  return products
}

/**
 * Adds element by element: the sum of two holders' answers.
 * @param a - a row of elements
 * @param b - a row of as many
 * @returns a row of as many
 * @throws BadElement for the first that is none
 */
export function addEach(a: Uint8Array, b: Uint8Array): Uint8Array {
  const length = count(a)
  const sums = new Uint8Array(a.length)
  for (let i = 0; i < length; i += 1) {
    try {
      sums.set(add(at(a, i), at(b, i)), i * SIZE)
    } catch {
      throw new BadElement(i)
    }
  }
  return sums
}

/**
 * Looks at every element of a row.
 * @param elements - a row of them, 32 bytes each
 * @throws BadElement for the first that is none
 */
export function refuseBadElements(elements: Uint8Array): void {
  const length = count(elements)
  for (let i = 0; i < length; i += 1) if (!isElement(at(elements, i))) throw new BadElement(i)
}
