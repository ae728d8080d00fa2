/**
 * Where a group is made of a suggestion that was kept; the address gets its id as `suggestion`, and no value. Null until
 * this room has groups: then the page offers to dismiss only.
 */
export const NEW_GROUP: string | null = null
