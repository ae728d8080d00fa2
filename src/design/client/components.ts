import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs'
import { Checkboxes } from 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { NotificationBanner } from 'govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs'
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'

const components = {
  'govuk-button': Button,
  'govuk-character-count': CharacterCount,
  'govuk-checkboxes': Checkboxes,
  'govuk-error-summary': ErrorSummary,
  'govuk-notification-banner': NotificationBanner,
  'govuk-skip-link': SkipLink,
}

// Radios are not among them: theirs writes `aria-expanded` on a radio button, which has no such state. The
// stylesheet shows what a choice opens.

/**
 * Starts the components of GOV.UK Frontend below an element. One that cannot start is left as plain HTML,
 * which works, and does not stop the others.
 * @param root - the element, or the whole page
 */
export function startComponents(root: ParentNode): void {
  for (const [name, Component] of Object.entries(components)) {
    for (const element of root.querySelectorAll(`[data-module="${name}"]`)) {
      try {
        new Component(element)
      } catch (error) {
        // eslint-disable-next-line no-console -- a component that cannot start is said to whoever looks
        console.warn(error)
      }
    }
  }
}
