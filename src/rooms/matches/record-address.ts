/** Where our own side of a match has its page. A sealed record has none: our agency keeps it. */

/**
 * The address of a record of ours.
 * @param record - its id, and whether it is an interest of an operation
 * @returns of its page
 */
export const addressOfOwn = ({ id, interest }: { id: string; interest: boolean }): string =>
  interest ? `/operations/interests/${id}` : `/reports/${id}`
