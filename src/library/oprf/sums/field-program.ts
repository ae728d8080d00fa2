/**
 * A WebAssembly program for the field of 2²⁵⁵ − 19 and for adding points over it, written by loops.
 *
 * libsodium adds two elements by decoding both and encoding the sum, which costs fifty times the addition.
 * A weighted sum of thousands of elements needs the addition alone. It is for public elements only: nothing
 * secret ever goes in, so it need not take the same time for every value.
 *
 * A number is ten signed limbs of 26 and 25 bits in turn, each an i32 (Bernstein's ref10).
 */

/** Bytes of a number, of a point (X, Y, Z, T) and of a prepared point (Y+X, Y−X, 2dT; Z is 1). */
export const NUMBER = 40
export const POINT = 4 * NUMBER
export const PREPARED = 3 * NUMBER

/** Where the program keeps 2d, and eight numbers that it works with. */
export const TWO_D = 0
const SCRATCH = NUMBER

/** The first byte that is the caller's. */
export const FREE = SCRATCH + 8 * NUMBER

const LIMBS = [...Array(10).keys()]
const odd = (limb: number) => limb % 2 === 1

// WebAssembly's binary format, as much of it as is used (WebAssembly Core Specification 2.0, chapter 5).
const I32 = 0x7f
const I64 = 0x7e
const op = {
  loop: 0x03,
  branchIf: 0x0d,
  end: 0x0b,
  call: 0x10,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  loadI32: 0x28,
  loadI64From32: 0x34,
  storeI32: 0x36,
  storeI64To32: 0x3e,
  constI32: 0x41,
  constI64: 0x42,
  addI32: 0x6a,
  subI32: 0x6b,
  addI64: 0x7c,
  subI64: 0x7d,
  mulI64: 0x7e,
  shlI64: 0x86,
  shrI64: 0x87,
} as const

/** LEB128, for numbers that are not negative. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(Math.floor(value / 128))]
}

/** Signed LEB128. */
function signed(value: number): number[] {
  const low = value & 127
  const rest = value >> 7
  const done = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)
  return done ? [low] : [low | 128, ...signed(rest)]
}

const get = (local: number) => [op.get, ...unsigned(local)]
const set = (local: number) => [op.set, ...unsigned(local)]
const at = (instruction: number, offset: number) => [instruction, 2, ...unsigned(offset)]
const times = (factor: number) => [op.constI64, ...signed(factor), op.mulI64]

// Every function takes three addresses: where the answer goes, and two numbers.
const [OUT, A, B] = [0, 1, 2]
const group = (index: number) => (limb: number) => 3 + index * 10 + limb

function load(address: number, local: (limb: number) => number): number[] {
  return LIMBS.flatMap((limb) => [...get(address), ...at(op.loadI64From32, limb * 4), ...set(local(limb))])
}

/** Brings limbs back to their size and stores them; ref10's order of carries. */
function carryAndStore(h: (limb: number) => number, carry: number): number[] {
  const steps = [0, 4, 1, 5, 2, 6, 3, 7, 4, 8, 9, 0]
  const carried = steps.flatMap((limb) => {
    const bits = odd(limb) ? 25 : 26
    const next = (limb + 1) % 10
    return [
      ...[...get(h(limb)), op.constI64, ...signed(2 ** (bits - 1)), op.addI64],
      ...[op.constI64, ...signed(bits), op.shrI64, ...set(carry)],
      ...[...get(h(next)), ...get(carry), ...(limb === 9 ? times(19) : []), op.addI64, ...set(h(next))],
      ...[
        ...get(h(limb)),
        ...get(carry),
        op.constI64,
        ...signed(bits),
        op.shlI64,
        op.subI64,
        ...set(h(limb)),
      ],
    ]
  })
  return [
    ...carried,
    ...LIMBS.flatMap((limb) => [...get(OUT), ...get(h(limb)), ...at(op.storeI64To32, limb * 4)]),
  ]
}

const sumOf = (terms: number[][]) =>
  terms.flatMap((term, index) => (index === 0 ? term : [...term, op.addI64]))

function multiplyBody(): number[] {
  const [f, g, f2, g19, h] = [group(0), group(1), group(2), group(3), group(4)]
  const terms = (k: number) =>
    LIMBS.map((i) => {
      const j = (k - i + 10) % 10
      const left = odd(i) && odd(j) ? f2(i) : f(i)
      return [...get(left), ...get(i + j >= 10 ? g19(j) : g(j)), op.mulI64]
    })
  return [
    ...load(A, f),
    ...load(B, g),
    ...LIMBS.flatMap((i) => [...get(f(i)), ...times(2), ...set(f2(i))]),
    ...LIMBS.flatMap((j) => [...get(g(j)), ...times(19), ...set(g19(j))]),
    ...LIMBS.flatMap((k) => [...sumOf(terms(k)), ...set(h(k))]),
    ...carryAndStore(h, group(5)(0)),
  ]
}

/** Squares `times` times over: a ← a², b counts down; the answer is left in `out`. */
function squareBody(): number[] {
  const [f, f2, f19, f38, h] = [group(0), group(1), group(2), group(3), group(4)]
  const terms = (k: number) =>
    LIMBS.flatMap((i) => {
      const j = (k - i + 10) % 10
      if (i > j) return []
      const wraps = i + j >= 10
      const factor = (i === j ? 1 : 2) * (odd(i) && odd(j) ? 2 : 1)
      const left = factor === 1 ? f(i) : f2(i)
      const right = factor === 4 ? (wraps ? f38(j) : f2(j)) : wraps ? f19(j) : f(j)
      return [[...get(left), ...get(right), op.mulI64]]
    })
  return [
    ...[op.loop, 0x40],
    ...load(A, f),
    ...LIMBS.flatMap((i) => [...get(f(i)), ...times(2), ...set(f2(i))]),
    ...LIMBS.flatMap((i) => [...get(f(i)), ...times(19), ...set(f19(i))]),
    ...LIMBS.flatMap((i) => [...get(f(i)), ...times(38), ...set(f38(i))]),
    ...LIMBS.flatMap((k) => [...sumOf(terms(k)), ...set(h(k))]),
    ...carryAndStore(h, group(5)(0)),
    ...[...get(OUT), ...set(A)],
    ...[...get(B), op.constI32, ...signed(1), op.subI32, op.tee, B, op.branchIf, 0],
    op.end,
  ]
}

/** Limb by limb, without a carry: a product takes sums of three products as they are. */
const limbwise = (instruction: number) =>
  LIMBS.flatMap((limb) => [
    ...get(OUT),
    ...[...get(A), ...at(op.loadI32, limb * 4), ...get(B), ...at(op.loadI32, limb * 4), instruction],
    ...at(op.storeI32, limb * 4),
  ])

// Functions by their index.
const [MULTIPLY, ADD, SUBTRACT] = [0, 2, 3]

/** An address: a local (or none) and how far behind it. */
type Place = readonly [local: number | null, offset: number]
type Step = readonly [callee: number, out: Place, a: Place, b: Place]

const address = ([local, offset]: Place) =>
  local === null
    ? [op.constI32, ...signed(offset)]
    : [...get(local), op.constI32, ...signed(offset), op.addI32]

const steps = (list: readonly Step[]) =>
  list.flatMap(([callee, ...places]) => [...places.flatMap(address), op.call, callee])

const scratch = (index: number): Place => [null, SCRATCH + index * NUMBER]
const [T0, T1, T2, T3, T4, T5, T6, T7] = LIMBS.map(scratch) as [
  ...[Place, Place, Place, Place, Place, Place, Place, Place],
]

/** The point at `out` plus that at `a` (b is not looked at): Hisil and others 2008, "add-2008-hwcd-3". */
function addPointBody(prepared: boolean): number[] {
  const [x, y, z, t] = LIMBS.slice(0, 4).map((i): Place => [OUT, i * NUMBER]) as [Place, Place, Place, Place]
  const [u, v, w, s] = LIMBS.slice(0, 4).map((i): Place => [A, i * NUMBER]) as [Place, Place, Place, Place]
  const products: Step[] = prepared
    ? [
        [MULTIPLY, T2, T0, v],
        [MULTIPLY, T3, T1, u],
        [MULTIPLY, T4, t, w],
        [ADD, T5, z, z],
      ]
    : [
        [SUBTRACT, T6, v, u],
        [ADD, T7, v, u],
        [MULTIPLY, T2, T0, T6],
        [MULTIPLY, T3, T1, T7],
        [MULTIPLY, T4, t, s],
        [MULTIPLY, T4, T4, [null, TWO_D]],
        [MULTIPLY, T5, z, w],
        [ADD, T5, T5, T5],
      ]
  return steps([
    [SUBTRACT, T0, y, x],
    [ADD, T1, y, x],
    ...products,
    [SUBTRACT, T6, T3, T2],
    [ADD, T7, T3, T2],
    [SUBTRACT, T0, T5, T4],
    [ADD, T1, T5, T4],
    [MULTIPLY, x, T6, T0],
    [MULTIPLY, y, T1, T7],
    [MULTIPLY, t, T6, T7],
    [MULTIPLY, z, T0, T1],
  ])
}

const vector = (items: readonly (readonly number[])[]) => [...unsigned(items.length), ...items.flat()]
const sized = (bytes: readonly number[]) => [...unsigned(bytes.length), ...bytes]
const section = (id: number, content: readonly number[]) => [id, ...sized(content)]
const word = (text: string) => sized([...Buffer.from(text)])

/**
 * The program.
 * @param pages - of 64 KiB that its memory has
 * @returns a module that exports `memory` and, each of three addresses (answer, a, b): `multiply`,
 *   `square` (a, squared as many times as b says), `add`, `subtract`, `addPoint` and `addPrepared`
 *   (the point at the answer plus the one at a)
 */
export function fieldProgram(pages: number): Uint8Array<ArrayBuffer> {
  const bodies: [string, number[], number][] = [
    ['multiply', multiplyBody(), 51],
    ['square', squareBody(), 51],
    ['add', limbwise(op.addI32), 0],
    ['subtract', limbwise(op.subI32), 0],
    ['addPoint', addPointBody(false), 0],
    ['addPrepared', addPointBody(true), 0],
  ]
  const code = bodies.map(([, body, locals]) =>
    sized([...(locals === 0 ? [0] : [1, ...unsigned(locals), I64]), ...body, op.end]),
  )
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([[0x60, ...vector([[I32], [I32], [I32]]), ...vector([])]])),
    ...section(3, vector(bodies.map(() => [0]))),
    ...section(5, vector([[0, ...unsigned(pages)]])),
    ...section(
      7,
      vector([
        ...bodies.map(([name], index) => [...word(name), 0, ...unsigned(index)]),
        [...word('memory'), 2, 0],
      ]),
    ),
    ...section(10, vector(code)),
  ])
}
