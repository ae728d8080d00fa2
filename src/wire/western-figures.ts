import { isPlainText } from './plain-text.ts'

/**
 * Figures of every script as those of the west: `٢٠٢٦` is `2026`. They stand in runs of ten, each from its nought.
 * @param text - any
 * @returns the same text, only figures changed
 */
export function westernFigures(text: string): string {
  if (isPlainText(text)) return text
  return text.replaceAll(/\p{Nd}/gu, (figure) => {
    const code = figure.codePointAt(0) ?? 0
    let nought = code
    while (nought > code - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(nought - 1))) nought -= 1
    return String(code - nought)
  })
}
