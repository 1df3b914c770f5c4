/**
 * The intranet folders that the user chose: an outbox where packages are put, an inbox where they arrive. Kept in
 * `exchange-folders.json` of the profile, with the marks of what was imported; an unreadable one is reported, never
 * replaced. In the inbox nothing is ever written, renamed or deleted: it belongs to those who deliver.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { ChosenFile, ExchangeFolder, ExchangeFolders, ExchangeRole, InboxFile, IpcEvents } from '#shared/ipc.ts';
import type { ChosenFiles } from './chosen-files.ts';
import { errorCode, fileFailure, writeDurably } from './durable-file.ts';
import { type SeenFile, signatureOf } from './inbox-look.ts';
import { type InboxView, InboxWatch, WATCH_TIMES, type WatchTimes } from './inbox-watch.ts';
import { Patience } from './patience.ts';

export const EXCHANGE_FOLDERS_VERSION = 1;
const FILE_NAME = 'exchange-folders.json';
/** years of packages; the oldest marks go first */
const MAX_MARKS = 20_000;

const markSchema = z.object({ name: z.string(), size: z.number(), modifiedAt: z.number() });
const fileSchema = z.object({
  version: z.literal(EXCHANGE_FOLDERS_VERSION),
  inbox: z.string().min(1).optional(),
  outbox: z.string().min(1).optional(),
  imported: z.array(markSchema),
});
type FoldersFile = z.infer<typeof fileSchema>;

export interface ExchangeFolderOptions {
  /** the profile's folder */
  readonly directory: string;
  readonly files: ChosenFiles;
  readonly inboxChanged: (detail: IpcEvents['inboxChanged']) => void;
  readonly times?: WatchTimes;
  readonly patience?: Patience;
}

export class ExchangeFolderKeeper {
  readonly #path: string;
  readonly #salt = randomBytes(16);
  readonly #patience: Patience;
  /** every version of a file that was shown, by id: a mark must hold also when the file was taken away meanwhile */
  readonly #shown = new Map<string, SeenFile>();
  #file: FoldersFile | undefined;
  #watch: { readonly directory: string; readonly watch: InboxWatch } | undefined;
  #told = '';
  /** raised by every stop: what began before it must not start the watch again after it */
  #round = 0;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ExchangeFolderOptions) {
    this.#path = join(options.directory, FILE_NAME);
    this.#patience = options.patience ?? new Patience();
  }

  /** Errors: `exchange-folders.damaged`, `exchange-folders.newer-version`, as of {@link fileFailure}. */
  async folders(): Promise<Result<ExchangeFolders>> {
    const file = await this.#load();
    if (!file.ok) return file;
    const [inbox, outbox] = await Promise.all([this.#describe(file.value.inbox), this.#describe(file.value.outbox)]);
    return ok({ ...(inbox ? { inbox } : {}), ...(outbox ? { outbox } : {}) });
  }

  /** Errors: as of {@link folders}, `exchange-folders.unavailable`, `exchange-folders.same`. */
  async choose(role: ExchangeRole, path: string): Promise<Result<ExchangeFolders>> {
    const file = await this.#load();
    if (!file.ok) return file;
    const chosen = await this.#describe(path);
    if (!chosen?.available) return fail('exchange-folders.unavailable', '这个文件夹现在打不开，没有设置。请检查内网连接和权限后再选一次。');
    const other = file.value[role === 'inbox' ? 'outbox' : 'inbox'];
    if (other !== undefined && (await this.#isSame(path, other))) {
      return fail('exchange-folders.same', '收件文件夹和发件文件夹不能是同一个，否则自己发出的数据包会被当作收到的。请另选一个。');
    }
    const saved = await this.#change((before) => ({ ...before, [role]: path }));
    if (role === 'inbox') this.#endWatch();
    return saved.ok ? this.folders() : saved;
  }

  async forget(role: ExchangeRole): Promise<Result<ExchangeFolders>> {
    const saved = await this.#change(({ [role]: _forgotten, ...rest }) => ({ ...rest, imported: rest.imported }));
    if (role === 'inbox') this.#endWatch();
    return saved.ok ? this.folders() : saved;
  }

  /** Looks now and watches from now on; empty without an inbox, or while it is not available. */
  async inboxFiles(): Promise<Result<readonly InboxFile[]>> {
    const round = this.#round;
    const file = await this.#load();
    if (!file.ok) return file;
    if (file.value.inbox === undefined || round !== this.#round) return ok([]);
    const view = await this.#watchOf(file.value.inbox).look();
    return ok(this.#show(view));
  }

  /** Errors: `inbox.gone`, `inbox.arriving`, `inbox.unavailable`, `file.not-a-file`. */
  async openInboxFile(id: string): Promise<Result<ChosenFile>> {
    const listed = await this.inboxFiles();
    if (!listed.ok) return listed;
    const file = listed.value.find((candidate) => candidate.id === id);
    const inbox = this.#file?.inbox;
    if (!file || inbox === undefined)
      return fail('inbox.gone', '收件文件夹里已没有这个文件，或它被换成了新的。请在刷新后的列表里重新选择。');
    if (file.state === 'arriving')
      return fail('inbox.arriving', `“${file.name}”还没有传完，暂时不能打开。请稍等，传完后会自动变为可导入。`);
    const opened = await this.#patience.ask(inbox, async () => {
      const path = join(inbox, file.name);
      const now = await signatureOf(path);
      if (now?.size !== file.size || now.modifiedAt !== file.modifiedAt) return fail('inbox.gone', '这个文件刚刚变了。请稍后重新选择。');
      return this.options.files.registerPlain(path);
    });
    return opened ?? fail('inbox.unavailable', '收件文件夹没有响应。请检查内网连接后再试一次。');
  }

  /** Remembers by name, size and time that this version of the file was imported. Error: `inbox.gone`. */
  async markImported(id: string): Promise<Result<void>> {
    const seen = this.#shown.get(id);
    if (!seen) return fail('inbox.gone', '收件文件夹里已没有这个文件。请刷新列表。');
    const saved = await this.#change((before) => ({
      ...before,
      imported: [...before.imported.filter((mark) => !isSameVersion(mark, seen)), seen].slice(-MAX_MARKS),
    }));
    // the event carries the mark to every list that shows it
    if (saved.ok) void this.#watch?.watch.look();
    return saved;
  }

  /** Errors: `outbox.not-set`, `outbox.unavailable`, as of `ChosenFiles.registerNewTarget`. */
  async outboxTarget(suggestedName: string): Promise<Result<ChosenFile>> {
    const file = await this.#load();
    if (!file.ok) return file;
    const { outbox } = file.value;
    if (outbox === undefined) return fail('outbox.not-set', '还没有设置发件文件夹。请先选择，或保存到其他位置。');
    const target = await this.#patience.ask(outbox, () => this.options.files.registerNewTarget(outbox, suggestedName));
    if (target && (target.ok || target.error.code !== 'file.not-found')) return target;
    return fail('outbox.unavailable', '发件文件夹现在打不开。请检查内网连接，或保存到其他位置。');
  }

  /** At lock and at exit: no looks, no events. */
  stop(): void {
    this.#round += 1;
    this.#endWatch();
    this.#shown.clear();
  }

  #endWatch(): void {
    this.#watch?.watch.end();
    this.#watch = undefined;
    this.#told = '';
  }

  #watchOf(directory: string): InboxWatch {
    if (this.#watch?.directory === directory) return this.#watch.watch;
    this.#endWatch();
    const watch = new InboxWatch(directory, this.#patience, (view) => this.#tell(view), this.options.times ?? WATCH_TIMES);
    this.#watch = { directory, watch };
    return watch;
  }

  #tell({ available, ...view }: InboxView): void {
    const detail = { available, files: this.#show({ available, ...view }) };
    const now = JSON.stringify(detail);
    if (now === this.#told) return;
    this.#told = now;
    this.options.inboxChanged(detail);
  }

  #show({ files }: InboxView): readonly InboxFile[] {
    return files.map(({ complete, ...seen }) => {
      const id = this.#idOf(seen);
      this.#shown.set(id, seen);
      const imported = this.#file?.imported.some((mark) => isSameVersion(mark, seen)) ?? false;
      return { id, ...seen, state: imported ? 'imported' : complete ? 'complete' : 'arriving' };
    });
  }

  #idOf({ name, size, modifiedAt }: SeenFile): string {
    const version = JSON.stringify([this.#file?.inbox, name, size, modifiedAt]);
    return createHash('sha256').update(this.#salt).update(version).digest('hex').slice(0, 32);
  }

  async #describe(path: string | undefined): Promise<ExchangeFolder | undefined> {
    if (path === undefined) return undefined;
    const isFolder = () =>
      stat(path).then(
        (info) => info.isDirectory(),
        () => false,
      );
    return { path, available: (await this.#patience.ask(path, isFolder)) ?? false };
  }

  async #isSame(one: string, other: string): Promise<boolean> {
    const real = (path: string) => this.#patience.ask(path, () => realpath(path).catch(() => path));
    return ((await real(one)) ?? one) === ((await real(other)) ?? other);
  }

  async #load(): Promise<Result<FoldersFile>> {
    if (this.#file) return ok(this.#file);
    try {
      const parsed = parseFile(await readFile(this.#path, 'utf8'));
      if (parsed.ok) this.#file ??= parsed.value;
      return parsed;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') return fileFailure(error, 'exchange-folders', '读取收发文件夹的设置');
      this.#file ??= { version: EXCHANGE_FOLDERS_VERSION, imported: [] };
      return ok(this.#file);
    }
  }

  /** One change at a time, each on top of the one before; what can't be read is never written over. */
  #change(next: (before: FoldersFile) => FoldersFile): Promise<Result<void>> {
    const turn = this.#busy.then(async () => {
      const before = await this.#load();
      if (!before.ok) return before;
      const file = next(before.value);
      try {
        await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
        await writeDurably(this.#path, `${JSON.stringify(file, null, 2)}\n`);
        this.#file = file;
        return ok(undefined);
      } catch (error) {
        return fileFailure(error, 'exchange-folders', '保存收发文件夹的设置');
      }
    });
    this.#busy = turn.catch(() => undefined);
    return turn;
  }
}

function isSameVersion(one: SeenFile, other: SeenFile): boolean {
  return one.name === other.name && one.size === other.size && one.modifiedAt === other.modifiedAt;
}

const DAMAGED = fail(
  'exchange-folders.damaged',
  `收发文件夹的设置文件 ${FILE_NAME} 已损坏，收发文件夹暂不可用，台账没有受影响。请把数据目录中的这个文件改名，再重新选择文件夹。`,
);

function parseFile(text: string): Result<FoldersFile> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return DAMAGED;
  }
  const version = z.object({ version: z.number() }).safeParse(raw);
  if (version.success && version.data.version > EXCHANGE_FOLDERS_VERSION) {
    return fail('exchange-folders.newer-version', '收发文件夹的设置由更新版本的程序写成，本版本不能读取。请安装新版本，设置没有改动。');
  }
  const parsed = fileSchema.safeParse(raw);
  return parsed.success ? ok(parsed.data) : DAMAGED;
}
