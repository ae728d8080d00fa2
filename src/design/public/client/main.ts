// Enhancement only: every page of the public works without this file.
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { ExitThisPage } from 'govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs'
import { forgetKept } from './kept.ts'
import { offerCopy } from './offer-copy.ts'
import { offerMap } from './map.ts'
import { offerHere, suggestPlaces } from './places.ts'
import { sendByScript } from './step.ts'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const way = document.querySelector('[data-module="govuk-exit-this-page"]')
if (way) new ExitThisPage(way)
for (const out of document.querySelectorAll('a[rel~="nofollow"]'))
  out.addEventListener('click', () => void forgetKept())

// A page that a browser kept in memory would show what was typed to whoever presses "back" after leaving.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

function renew(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-step]')) sendByScript(form, renew)
  const summary = document.querySelector('main [data-module="govuk-error-summary"]')
  if (summary) new ErrorSummary(summary)
  const place = document.querySelector<HTMLInputElement>('input[data-suggest]')
  const list = document.querySelector<HTMLFormElement>('form[data-suggestions]')
  const { suggest } = place?.dataset ?? {}
  if (place && list && suggest !== undefined) suggestPlaces(place, list, suggest)
  const here = document.querySelector<HTMLFormElement>('form[data-here]')
  if (here) offerHere(here)
  offerMap()
}
renew()

// It has arrived: no copy is needed any more.
if (document.querySelector('form[data-sent]')) void forgetKept()
else if (document.querySelector('[data-copy]')) void offerCopy()
