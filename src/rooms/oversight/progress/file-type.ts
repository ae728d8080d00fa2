/**
 * What a file of evidence is, by its bytes. Its name and what a browser says of it count for nothing. Nothing is opened or
 * unpacked: a file is kept and handed out as it came. Pure; each look goes through the bytes once.
 */

export const fileTypes = {
  pdf: 'PDF',
  png: 'Picture (PNG)',
  jpg: 'Picture (JPEG)',
  docx: 'Word document',
  xlsx: 'Excel workbook',
  pptx: 'PowerPoint slides',
  odt: 'OpenDocument text',
  ods: 'OpenDocument spreadsheet',
  odp: 'OpenDocument slides',
  txt: 'Text or CSV',
} as const
export type FileType = keyof typeof fileTypes

const TAKEN =
  'Send a PDF, a picture (PNG or JPEG), a Word, Excel, PowerPoint or OpenDocument file, or text in UTF-8'

/**
 * Says what a file is, or why it is not taken.
 * @param bytes - all of it
 * @returns the type, or a sentence for whoever sent it
 */
export function typeOfFile(bytes: Buffer): { type: FileType } | { refused: string } {
  if (bytes.length === 0) return { refused: 'This file is empty' }
  if (begins(bytes, '%PDF-')) return pdf(bytes)
  if (begins(bytes, '\x89PNG\r\n\x1a\n')) return { type: 'png' }
  if (begins(bytes, '\xff\xd8\xff')) return { type: 'jpg' }
  if (begins(bytes, 'PK\x03\x04')) return office(bytes)
  return text(bytes)
} // prettier-ignore

const begins = (bytes: Buffer, head: string) => bytes.subarray(0, head.length).toString('latin1') === head

/** What a PDF says in plain sight; what it hides in compressed parts, the reader's own program looks at. */
function pdf(bytes: Buffer): { type: FileType } | { refused: string } {
  if (!bytes.subarray(-2_048).includes('%%EOF')) return { refused: 'This PDF is not whole. Send it again' }
  const acts = ['/JavaScript', '/Launch', '/EmbeddedFile'].some((one) => bytes.includes(one))
  return acts
    ? { refused: 'This PDF holds a program or another file. Print it to a new PDF and send that' }
    : { type: 'pdf' }
}

/** Names of an archive's parts stand in it in plain letters. */
function office(bytes: Buffer): { type: FileType } | { refused: string } {
  for (const one of ['odt', 'ods', 'odp'] as const)
    if (bytes.subarray(30, 100).toString('latin1').startsWith(`mimetype${openDocument[one]}`))
      return bytes.includes('Basic/') || bytes.includes('Scripts/') ? { refused: MACROS } : { type: one }
  if (bytes.includes('vbaProject.bin')) return { refused: MACROS }
  if (bytes.includes('[Content_Types].xml'))
    for (const [type, part] of [['docx', 'word/document.xml'], ['xlsx', 'xl/workbook.xml'], ['pptx', 'ppt/presentation.xml']] as const)
      if (bytes.includes(part)) return { type }
  return { refused: `This is an archive, and not a document. ${TAKEN}` }
} // prettier-ignore

const MACROS = 'This document holds a program (macros). Save it without, or as a PDF, and send that'
const openDocument = {
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
}

function text(bytes: Buffer): { type: FileType } | { refused: string } {
  try {
    const read = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // Markup is what a browser would run; a program begins with what runs it.
    if (!/(?![\t\n\f\r])\p{Cc}/u.test(read) && !/^\s*(<|#!)/.test(read) && !/<(script|svg|html|iframe)\b/i.test(read))
      return { type: 'txt' }
  } catch {
    // told below
  }
  return { refused: `This kind of file is not taken. ${TAKEN}` }
} // prettier-ignore
