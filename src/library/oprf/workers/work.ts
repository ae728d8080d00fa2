/** What workers do: plain functions of plain data, by name. */
import { generator, multiplyBase } from '../group.ts'
import { blindAll, multiplyAll, multiplyEach } from '../evaluate.ts'
import { askJointly, askOne, firstBadElement, keptItsWord } from '../joint-check.ts'
import { isProved, prove } from '../proof.ts'

export const work = {
  blindAll: (inputs: readonly string[]) => blindAll(inputs.map((input) => Buffer.from(input))),
  multiplyAll,
  multiplyEach,
  askJointly,
  askOne,
  keptItsWord,
  firstBadElement,
  isProved,
  /** Evaluates, and proves it by the RFC against `base`, of which `known` is the product. */
  multiplyProved: (scalar: Uint8Array, elements: Uint8Array, base: Uint8Array = generator) => {
    const products = multiplyAll(scalar, elements)
    const known = base === generator ? multiplyBase(scalar) : multiplyAll(scalar, base)
    return { products, proof: prove(scalar, base, known, elements, products) }
  },
}

export type Work = typeof work
