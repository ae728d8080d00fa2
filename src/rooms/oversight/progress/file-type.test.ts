/** Files of evidence are judged by their bytes; names count for nothing. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { typeOfFile } from './file-type.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const zip = (...parts: string[]) =>
  latin(`PK\x03\x04${'\0'.repeat(26)}${parts.map((part) => `${part}…PK\x01\x02${part}`).join('')}`)

void describe('types of files', () => {
  for (const [what, bytes, type] of [
    ['a PDF', latin('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'), 'pdf'],
    ['a PNG', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'png'],
    ['a JPEG', latin('\xff\xd8\xff\xe0\0\x10JFIF'), 'jpg'],
    ['a Word document', zip('[Content_Types].xml', 'word/document.xml'), 'docx'],
    ['a workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
    ['slides', zip('[Content_Types].xml', 'ppt/presentation.xml'), 'pptx'],
    ['an OpenDocument text', zip('mimetypeapplication/vnd.oasis.opendocument.text', 'content.xml'), 'odt'],
    ['a CSV in UTF-8', Buffer.from('number,text\n1,é ŵ\n'), 'txt'],
  ] as const)
    void test(`${what} is taken for what it is`, () => {
      assert.deepEqual(typeOfFile(bytes), { type })
    })

  for (const [what, bytes, why] of [
    ['nothing', Buffer.alloc(0), /empty/],
    ['half a PDF', latin('%PDF-1.7\n1 0 obj'), /not whole/],
    ['a PDF that runs a program', latin('%PDF-1.7 << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> %%EOF'), /holds a program/],
    ['a PDF that starts something', latin('%PDF-1.7 << /S /Launch /F (cmd.exe) >> %%EOF'), /holds a program/],
    ['a PDF with a file in it', latin('%PDF-1.7 << /Type /EmbeddedFile >> %%EOF'), /another file/],
    ['a document with macros', zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), /macros/],
    ['an OpenDocument with macros', zip('mimetypeapplication/vnd.oasis.opendocument.text', 'Basic/Standard/x.xml'), /macros/],
    ['an archive', zip('evil.exe'), /archive/],
    ['a program', latin('MZ\x90\0\x03'), /not taken/],
    ['a program of another kind', latin('\x7fELF\x02\x01'), /not taken/],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n'), /not taken/],
    ['a page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), /not taken/],
    ['a page behind a mark and spaces', Buffer.from('\ufeff  \n<svg onload=alert(1)>'), /not taken/],
    ['text with a page in it', Buffer.from('a,b\n<script>alert(1)</script>,2'), /not taken/],
    ['a drawing that runs', Buffer.from('text <svg/onload=alert(1)>'), /not taken/],
    ['text in another encoding', latin('caf\xe9'), /not taken/],
    ['bytes with a NUL', latin('a\0b'), /not taken/],
    ['an old Word document', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), /not taken/],
  ] as const)
    void test(`${what} is refused, in words`, () => {
      const found = typeOfFile(bytes)
      assert.ok('refused' in found, JSON.stringify(found))
      assert.match(found.refused, why)
    })

  void test('no bytes make it fail', () => {
    fc.assert(
      fc.property(fc.constantFrom('', '%PDF-', 'PK\x03\x04', '\x89PNG'), fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        const found = typeOfFile(Buffer.concat([latin(head), Buffer.from(rest)]))
        assert.ok('type' in found || found.refused.length > 10)
      }),
    )
  })
}) // prettier-ignore
