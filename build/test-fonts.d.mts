export const testFontFolder: string;
export function prepareTestFonts(): Promise<void>;
export function hasTestFonts(): boolean;
