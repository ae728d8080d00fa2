/** A word that fits into no line: pages must break it, and not run over. */
export const LONG_WORD = 'Rhododendron'.repeat(40)
