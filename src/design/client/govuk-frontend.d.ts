// GOV.UK Frontend ships no types. What we use of it: a constructor that takes its element.
declare module 'govuk-frontend/dist/govuk/components/*.mjs' {
  type Component = new (root: Element) => object
  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const ErrorSummary: Component
  export const ExitThisPage: Component
  export const NotificationBanner: Component
  export const SkipLink: Component
}
