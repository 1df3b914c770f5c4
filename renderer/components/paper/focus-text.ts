/** Leads from what a check says to the characters that it is about. */

/** Puts the cursor into the first of these inputs that is there and selects the characters; false when there is none. */
export function focusText(ids: readonly string[], { start, end }: { readonly start: number; readonly end: number }): boolean {
  const element = ids.map((id) => document.getElementById(id)).find((found) => found !== null);
  if (!element) return false;
  element.scrollIntoView({ block: 'center' });
  element.focus({ preventScroll: true });
  if ((element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) && end > start) {
    element.setSelectionRange(Math.max(0, start), Math.max(0, end));
  }
  return true;
}
