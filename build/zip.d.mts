/** Unpacks an archive; answers with the number of files and links written. `rename` answers undefined to leave an entry out. */
export function extractZip(archive: string, destination: string, rename?: (name: string) => string | undefined): Promise<number>;
