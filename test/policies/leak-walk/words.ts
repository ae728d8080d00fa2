/** Whose secret it is, who was given part of it, and how its words are made. */
import { randomBytes } from 'node:crypto'

export const OFFICER = 'intelligence-officer@nca.example'
export const RECIPIENT = 'intelligence-officer@kent-police.example'

/** A word that nobody else has written. Of letters alone: where figures might be somebody's number, they are asked about. */
export const canaryWord = (): string =>
  `zq${randomBytes(5)
    .toString('hex')
    .replaceAll(/\d/g, (figure) => 'ghijklmnop'[Number(figure)] ?? 'g')}xw`
