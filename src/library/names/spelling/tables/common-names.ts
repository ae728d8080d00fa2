import { afghanNames, arabMen, arabWomen, kurdishNames, persianNames } from './common/arab-and-persian.ts'
import { africanNames, eastAsianNames, southAsianNames } from './common/asian-and-african.ts'
import {
  albanianNames,
  polishNames,
  romanianNames,
  slavicNames,
  turkishNames,
  westernNames,
} from './common/continental.ts'
import { englishFamilies, englishMen, englishWomen } from './common/english.ts'

/** The share of bearers that each class of a list stands for. */
export const shares = [0.01, 0.0025, 0.0005] as const

/** Every list of common names: classes parted by `|`, commonest first. */
export const commonNames: readonly string[] = [
  englishMen,
  englishWomen,
  englishFamilies,
  arabMen,
  arabWomen,
  persianNames,
  afghanNames,
  kurdishNames,
  turkishNames,
  albanianNames,
  slavicNames,
  polishNames,
  romanianNames,
  westernNames,
  eastAsianNames,
  southAsianNames,
  africanNames,
]
