/** Fetches one file and answers with its SHA-256 in hex; limits are in milliseconds. */
export function download(
  url: string,
  target: string,
  limits?: { readonly connectLimit?: number; readonly stallLimit?: number },
): Promise<string>;
