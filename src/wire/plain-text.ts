/**
 * Is this text of the 128 signs that every script's letters and marks lie beyond? Most texts are, and what is done for
 * the others (marks, figures and letters of every script) costs several times as much.
 * @param text - any
 * @returns true when it has no other sign
 */
export const isPlainText = (text: string): boolean => !/[^\0-\x7f]/.test(text)
