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
 * @param blinds for vectors; drawn where nothing is given
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

/** Element by element `scalar · element`: takes blinds off. @throws BadElement */
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

/** Element by element, the sum of two holders' answers. @throws BadElement */
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

/** @throws BadElement for the first that is none */
export function refuseBadElements(elements: Uint8Array): void {
  const length = count(elements)
  for (let i = 0; i < length; i += 1) if (!isElement(at(elements, i))) throw new BadElement(i)
}
