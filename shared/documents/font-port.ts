/**
 * Where documents get their fonts from. The main process looks for them on the machine and ships some of its own
 * (electron/fonts.ts); whoever lays out a document asks for a role, never for a path.
 */
import { z } from 'zod';
import type { Result } from '#shared/domain/result.ts';

/**
 * What a font is for: 宋体 for running text of sheets, 黑体 for headings, 仿宋 and 楷体 for official letters (GB/T 9704 7.2.2),
 * 小标宋 for their titles, `mono` for what is compared character by character.
 */
export const fontRoleSchema = z.enum(['song', 'hei', 'fangsong', 'kai', 'xiaobiaosong', 'mono']);
export type FontRole = z.infer<typeof fontRoleSchema>;

export interface FontDescription {
  /** good for {@link FontPort.read} only; the path stays in the main process */
  readonly id: string;
  /** as people call it, e.g. 仿宋 */
  readonly name: string;
  /** which font of a collection (.ttc) it is; absent for files with one font */
  readonly postscriptName?: string;
  readonly source: 'machine' | 'bundled';
  /** true when it isn't the typeface that the role asks for, only the nearest there is */
  readonly substitute: boolean;
  /** bytes of the file */
  readonly size: number;
}

/** 4 MiB: what one message between the processes may carry */
export const MAX_FONT_READ = 4 * 1024 * 1024;

export interface FontPort {
  /** The font for a role, then those that stand in for characters it lacks, in this order. Never empty when it succeeds. */
  chain(role: FontRole): Promise<Result<readonly FontDescription[]>>;
  /** at most {@link MAX_FONT_READ} bytes a call */
  read(id: string, offset: number, length: number): Promise<Result<Uint8Array>>;
}
