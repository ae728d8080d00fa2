/**
 * Has somebody typed or chosen something that a swap would throw away?
 * @param root - the element that would be swapped
 * @returns true also while a field of it has the focus
 */
export function holdsUnsavedInput(root: Element): boolean {
  for (const field of root.querySelectorAll('input:not([type=hidden]), textarea, select')) {
    if (field === document.activeElement) return true
    if (field instanceof HTMLSelectElement) {
      if ([...field.options].some((option) => option.selected !== option.defaultSelected && option.index > 0))
        return true
    } else if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      if (field.checked !== field.defaultChecked) return true
    } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      if (field.value !== field.defaultValue) return true
    }
  }
  return false
}
