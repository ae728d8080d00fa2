import { crosses, type Agreement, type PersonFeatures } from './person-features.ts'
import type { ReadPerson } from './read-person.ts'

type Role = 'given name' | 'family name' | 'patronymic' | 'middle name'

/**
 * Says why, in words a detective can read; what speaks for one name first, then what speaks against.
 * @param a - the first name, in the order of `comparePersons`
 * @param b - the second
 * @param features - of the two
 * @returns each reason once
 */
export function reasonsOf(a: ReadPerson, b: ReadPerson, features: PersonFeatures): string[] {
  if (
    a.letters === b.letters &&
    features.contradicted + features.generations + features.apart === 0 &&
    sameScript(a, b)
  ) {
    return ['the names are written alike up to capitals, accents and spaces']
  }
  const out: string[] = []
  const say = (reason: string): void => {
    if (!out.includes(reason)) out.push(reason)
  }
  if (features.backwards) say('one of the names is written backwards')
  for (const one of features.agreements) {
    const reason = agreementInWords(one, roleOfPair(a, b, one), a, b)
    if (reason !== '') say(reason)
  }
  if (features.agreements.length > 1 && crosses(features.agreements)) say('the order of the names differs')
  if (features.descent === 1) say('fathers and forefathers stand in another order, which is another descent')
  if (features.exchanged === 1) say('father and son have changed places, which is a contradiction')
  if (features.parent === 1) say('one is called father or mother of the other, which speaks against')
  if (features.generations === 1) say('the generations contradict each other, as in senior and junior')
  if (features.contradicted > 0) {
    const roleA = roleOf(a, features.freeA[0] ?? 0)
    const roleB = roleOf(b, features.freeB[0] ?? 0)
    say(roleA === roleB ? `the ${roleA}s contradict each other` : 'parts of the names contradict each other')
  }
  for (const [side, free] of [
    [a, features.freeA],
    [b, features.freeB],
  ] as const) {
    const other = side === a ? features.freeB : features.freeA
    if (free.length <= other.length) continue
    if (features.lone === 1) say('a single name stands against several, which says little')
    else for (const at of free.slice(other.length)) say(missingInWords(roleOf(side, at)))
  }
  if (out.length === 0) say('the names are written alike')
  return out
}

function agreementInWords(one: Agreement, role: Role | 'name', a: ReadPerson, b: ReadPerson): string {
  const crossScript = a.cores[one.i]?.word.script !== b.cores[one.j]?.word.script
  if (one.apart) return `the ${role}s are alike, but each is a name of its own`
  switch (one.how) {
    case 'joined':
      return `the ${role} is written as one word and as several`
    case 'nickname':
      return `one ${role} is a short or pet form of the other`
    case 'initial':
      return `an initial stands for the ${role}`
    case 'variant':
      return `${role}s are spellings of one name` + (crossScript ? ', in two scripts' : '')
    case 'equal':
      return crossScript ? `${role} written in another script` : ''
    case 'script':
    case 'sound':
    case 'slip':
    case 'different':
      if (crossScript)
        return `${role} written in another script` + (one.likeness < 0.75 ? ', not surely the same' : '')
      if (one.slips > 2.5) return `the ${role}s contradict each other, though they are alike in part`
      if (one.likeness >= 0.75) return `${role}s differ by a spelling or typing error`
      return `${role}s are alike only in part`
  }
}

const missingInWords = (role: Role): string => `a ${role} is missing, which is not a contradiction`

function roleOfPair(a: ReadPerson, b: ReadPerson, one: Agreement): Role | 'name' {
  const roleA = roleOf(a, one.i)
  const roleB = roleOf(b, one.j)
  return roleA === roleB ? roleA : 'name'
}

function roleOf(name: ReadPerson, at: number): Role {
  if (name.cores[at]?.patronymic === true) return 'patronymic'
  if (at === name.family && name.cores.length > 1) return 'family name'
  return at === (name.family === 0 ? 1 : 0) || name.cores.length === 1 ? 'given name' : 'middle name'
}

function sameScript(a: ReadPerson, b: ReadPerson): boolean {
  return (
    a.cores[0]?.word.script === b.cores[0]?.word.script &&
    a.cores.at(-1)?.word.script === b.cores.at(-1)?.word.script
  )
}
