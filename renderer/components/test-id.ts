/** antd's ButtonProps type leaves data attributes out, though the button passes them on. */
export function testId(id: string): Readonly<Record<`data-${string}`, string>> {
  return { 'data-testid': id };
}
