/** Where a group is made of a suggestion that was kept; the address gets its id as `suggestion`, and no value. */
export const NEW_GROUP: string | null = '/groups/new-of-reports'
