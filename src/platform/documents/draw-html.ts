/** Draws a document as a page that stands by itself: it can be sent by mail and opened without a network. */
import { tidyDocument, type OwnDocument } from './document.ts'

/**
 * Draws a document.
 * @param document - as data
 * @param render - draws a template
 * @returns the page, in UTF-8; the same document gives the same bytes
 * @throws SeamarkError `document-too-long` (422)
 */
export const drawHtml = (document: OwnDocument, render: (template: string, view: object) => string): Buffer =>
  Buffer.from(
    render('platform/documents/document.njk', { doc: tidyDocument(document), assets: null }),
    'utf8',
  )
