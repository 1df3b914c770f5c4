/** Where a shipped font lies before the application is built. */
export function installedFont(file: string): string;
export function copyBundledFonts(folder: string): void;
