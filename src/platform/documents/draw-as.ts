/** A document in the form that is asked for. */
import type { OwnDocument } from './document.ts'
import { drawHtml } from './draw-html.ts'
import { setPdf } from './set-pdf.ts'

/** Forms of a document, as addresses and names of files end. */
export const documentForms = ['pdf', 'html'] as const
export type DocumentForm = (typeof documentForms)[number]

/**
 * Draws a document.
 * @param form - PDF or page
 * @param document - as data
 * @param render - draws a template
 * @returns its bytes, and the type by which they are sent
 * @throws SeamarkError `document-too-long`, `document-not-set` (422), `too-many-documents` (503)
 */
export const drawAs = async (
  form: DocumentForm,
  document: OwnDocument,
  render: (template: string, view: object) => string,
): Promise<{ bytes: Buffer; type: string }> =>
  form === 'pdf'
    ? { bytes: await setPdf(document), type: 'application/pdf' }
    : { bytes: drawHtml(document, render), type: 'text/html; charset=utf-8' }
