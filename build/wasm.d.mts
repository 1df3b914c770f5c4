export const generatedFile: string;
export function compileWasm(): Promise<Buffer>;
export function generatedSource(bytes: Buffer): string;
