/** A reference that is taken already. */

/**
 * Files reports once more when a reference that was drawn for one of them is taken. References are forty random
 * bits: an import into a million reports meets a taken one about once. The database undid the whole transaction,
 * so all are filed again, under new references.
 * @param file - files in a transaction of its own, and draws the references in there
 * @returns what `file` returns
 * @throws what `file` throws; the second time also when a reference is taken
 */
export async function withFreshReferences<T>(file: () => Promise<T>): Promise<T> {
  try {
    return await file()
  } catch (fault) {
    if (!isReferenceTaken(fault)) throw fault
    return await file()
  }
}

const isReferenceTaken = (fault: unknown): boolean =>
  fault instanceof Error && 'constraint' in fault && fault.constraint === 'record_reference_key'
