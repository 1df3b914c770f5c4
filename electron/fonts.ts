/**
 * Fonts for documents. First what the machine has: offices have 仿宋 and 小标宋 installed, and a letter should look like
 * their other letters. What is missing comes from the fonts that ship with the application (build/bundled-fonts.mjs).
 * Found by file name in the folders where systems and office suites put fonts; no other program is needed.
 */
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { FontDescription, FontPort, FontRole } from '#shared/documents/font-port.ts';
import { type FontFace, readFontFaces } from '#shared/documents/sfnt.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';

interface Candidate {
  /** lower case: systems differ in how they write the same file */
  readonly file: string;
  /** the font wanted from a collection */
  readonly face?: string;
  readonly name: string;
  readonly substitute?: boolean;
}

/** In order of preference. Files of Windows, of WPS Office (方正) and of what Linux distributions install. */
const ON_MACHINE: Readonly<Record<FontRole, readonly Candidate[]>> = {
  song: [
    { file: 'simsun.ttc', face: 'SimSun', name: '宋体' },
    { file: 'simsun.ttf', name: '宋体' },
    { file: 'fzssk.ttf', name: '方正书宋' },
    { file: 'notoserifcjk-regular.ttc', face: 'NotoSerifCJKsc-Regular', name: '思源宋体', substitute: true },
  ],
  hei: [
    { file: 'simhei.ttf', name: '黑体' },
    { file: 'fzhtk.ttf', name: '方正黑体' },
  ],
  fangsong: [
    { file: '仿宋_gb2312.ttf', name: '仿宋_GB2312' },
    { file: 'simfang.ttf', name: '仿宋' },
    { file: 'fzfsk.ttf', name: '方正仿宋' },
    { file: 'fandolfang-regular.otf', name: 'Fandol 仿宋', substitute: true },
  ],
  kai: [
    { file: '楷体_gb2312.ttf', name: '楷体_GB2312' },
    { file: 'simkai.ttf', name: '楷体' },
    { file: 'fzktk.ttf', name: '方正楷体' },
    { file: 'lxgwwenkai-regular.ttf', name: '霞鹜文楷', substitute: true },
    { file: 'fandolkai-regular.otf', name: 'Fandol 楷体', substitute: true },
  ],
  xiaobiaosong: [
    { file: 'fzxbsjw.ttf', name: '方正小标宋简体' },
    { file: '方正小标宋简体.ttf', name: '方正小标宋简体' },
    { file: 'fzxbsk.ttf', name: '方正小标宋' },
    { file: '方正小标宋_gbk.ttf', name: '方正小标宋_GBK' },
  ],
  // no standard names a typeface for figures that are compared; the one that ships tells 0, 8 and b apart
  mono: [],
};

/** For characters that even the shipped fonts lack: the planes beyond the first (𠮷). */
const RARE: readonly Candidate[] = [
  { file: 'simsunb.ttf', name: '宋体-ExtB' },
  { file: 'notoserifcjk-regular.ttc', face: 'NotoSerifCJKsc-Regular', name: '思源宋体', substitute: true },
];

const SONG: Candidate = { file: 'NotoSerifSC-Regular.ttf', name: '思源宋体', substitute: true };
const HEI: Candidate = { file: 'NotoSansSC-Medium.ttf', name: '思源黑体', substitute: true };

/** File names as in build/bundled-fonts.mjs. There is no free 仿宋 or 楷体 that could ship; 宋体 is the nearest. */
const BUNDLED: Readonly<Record<FontRole, readonly Candidate[]>> = {
  song: [SONG, HEI],
  hei: [HEI, SONG],
  fangsong: [SONG, HEI],
  kai: [SONG, HEI],
  xiaobiaosong: [{ file: 'NotoSerifSC-Black.ttf', name: '思源宋体 Black', substitute: true }, SONG, HEI],
  mono: [{ file: 'B612Mono-Regular.ttf', name: 'B612 Mono' }, SONG, HEI],
};

/** The largest collections have 120 MB; nothing that a PDF needs is larger. */
const MAX_FONT_BYTES = 160 * 1024 * 1024;
const MAX_DEPTH = 5;
const MAX_FILES = 20_000;

export interface FontLibraryOptions {
  /** where a shipped font lies */
  readonly bundled: (file: string) => string;
  /** folders of the machine; empty to use shipped fonts only (samples, tests) */
  readonly folders: readonly string[];
}

interface Found {
  readonly path: string;
  readonly description: FontDescription;
}

export class FontLibrary implements FontPort {
  readonly #options: FontLibraryOptions;
  readonly #paths = new Map<string, string>();
  readonly #checked = new Map<string, Promise<Found | undefined>>();
  #onMachine: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(options: FontLibraryOptions) {
    this.#options = options;
  }

  async chain(role: FontRole): Promise<Result<readonly FontDescription[]>> {
    this.#onMachine ??= filesIn(this.#options.folders);
    const onMachine = await this.#onMachine;
    const pathOf = ({ file }: Candidate) => onMachine.get(file);
    const [own] = await this.#present(ON_MACHINE[role], 'machine', pathOf, 1);
    const bundled = await this.#present(BUNDLED[role], 'bundled', ({ file }) => this.#options.bundled(file));
    const rare = await this.#present(RARE, 'machine', pathOf);
    const found = [...(own ? [own] : []), ...bundled, ...rare];
    const chain = found.filter(({ id }, index) => found.findIndex((each) => each.id === id) === index);
    return chain.length > 0 ? ok(chain) : fail('font.none', '没有找到可用的中文字体，不能生成文件。请重新安装本程序，再试一次。');
  }

  async read(id: string, offset: number, length: number): Promise<Result<Uint8Array>> {
    const path = this.#paths.get(id);
    if (path === undefined) return fail('font.unknown', '要读取的字体不在已找到的字体之中。请重新生成文件。');
    try {
      const file = await open(path, 'r');
      try {
        const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, offset);
        return ok(buffer.subarray(0, bytesRead));
      } finally {
        await file.close();
      }
    } catch {
      return fail('font.unreadable', '读取字体文件时出错，文件没有生成。请重试；若再次出现，请重新安装这种字体。');
    }
  }

  /** Those candidates that are there and can be embedded, at most `limit`. */
  async #present(
    candidates: readonly Candidate[],
    source: FontDescription['source'],
    pathOf: (candidate: Candidate) => string | undefined,
    limit = candidates.length,
  ): Promise<readonly FontDescription[]> {
    const present: FontDescription[] = [];
    for (const candidate of candidates) {
      const path = pathOf(candidate);
      const found = path === undefined ? undefined : await this.#check(candidate, source, path);
      if (found) present.push(found.description);
      if (present.length === limit) break;
    }
    return present;
  }

  /** Once a file: reading it whole takes 20 ms. */
  #check(candidate: Candidate, source: FontDescription['source'], path: string): Promise<Found | undefined> {
    const key = `${path}#${candidate.face ?? ''}`;
    const known = this.#checked.get(key);
    if (known) return known;
    const checking = this.#describe(candidate, source, path, `font-${this.#checked.size + 1}`);
    this.#checked.set(key, checking);
    return checking;
  }

  async #describe(candidate: Candidate, source: FontDescription['source'], path: string, id: string): Promise<Found | undefined> {
    const bytes = await readWhole(path);
    if (!bytes) return undefined;
    const faces = readFontFaces(bytes);
    const face = candidate.face === undefined ? faces[0] : faces.find(({ postscriptName }) => postscriptName === candidate.face);
    if (!isUsable(face)) return undefined;
    this.#paths.set(id, path);
    const postscriptName = faces.length > 1 ? { postscriptName: face.postscriptName } : {};
    const { name, substitute = false } = candidate;
    return { path, description: { id, name, ...postscriptName, source, substitute, size: bytes.length } };
  }
}

function isUsable(face: FontFace | undefined): face is FontFace {
  return face?.embeddable === true;
}

async function readWhole(path: string): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(path);
    return size > MAX_FONT_BYTES ? undefined : await readFile(path);
  } catch {
    return undefined;
  }
}

/** Where this system keeps fonts: those for everyone, then those that the user installed. */
export function fontFolders(platform: string, environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const home = homedir();
  switch (platform) {
    case 'win32':
      return [
        join(environment.WINDIR ?? 'C:\\Windows', 'Fonts'),
        ...(environment.LOCALAPPDATA ? [join(environment.LOCALAPPDATA, 'Microsoft', 'Windows', 'Fonts')] : []),
      ];
    case 'darwin':
      return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')];
    default:
      return ['/usr/share/fonts', '/usr/local/share/fonts', join(home, '.local', 'share', 'fonts'), join(home, '.fonts')];
  }
}

/** Lower-case file name → path; of two files of one name the first folder's. */
async function filesIn(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const visit = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < MAX_DEPTH) await visit(path, depth + 1);
      const name = entry.name.toLowerCase();
      const isFont = /\.(ttf|ttc|otf)$/.test(name) && !entry.isDirectory();
      if (isFont && files.size < MAX_FILES && !files.has(name)) files.set(name, path);
    }
  };
  for (const folder of folders) await visit(folder, 1);
  return files;
}
