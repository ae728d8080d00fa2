/** Who reads content, and so may see matches and check. */
export const readers = ['intelligence_officer', 'analyst', 'coordinator'] as const
