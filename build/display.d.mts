/** Turns an X window dump (XWD 7, 32 bits a pixel) into a PNG. */
export function xwdToPng(dump: Buffer): Buffer;
