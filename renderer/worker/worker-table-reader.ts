/**
 * A table reader in a worker of its own: it has no key, no ledger and no port to the main process, so a hostile file
 * that gets past the gate finds nothing. It is ended on cancel, after use, and when a file takes too long.
 */
import * as Comlink from 'comlink';
import { fail, type Result } from '#shared/domain/result.ts';
import type { OnProgress } from '#shared/workstation/api.ts';
import { type ReaderTable, readTimeoutMilliseconds, type TableReader } from '#shared/workstation/tables/table-reader.ts';
import type { TableWorkerEntry } from './table-worker.ts';

export class WorkerTableReader implements TableReader {
  readonly #worker: Worker;
  readonly #remote: Comlink.Remote<TableWorkerEntry>;
  #give: (result: Result<never>) => void = () => undefined;
  /** settles when the worker is ended or breaks, whatever call is under way */
  readonly #ended: Promise<Result<never>>;

  constructor(private readonly sizeInBytes: number) {
    this.#worker = new Worker(new URL('./table-worker.ts', import.meta.url), { type: 'module', name: 'table' });
    this.#remote = Comlink.wrap<TableWorkerEntry>(this.#worker);
    this.#ended = new Promise((resolve) => {
      this.#give = resolve;
    });
    this.#worker.addEventListener('error', () => {
      this.#end(fail('table.reader-failed', '读取这个文件时出错，没有导入。请用 Excel 或 WPS 打开后另存为 .xlsx 再试。'));
    });
  }

  async open(bytes: Uint8Array, fileName: string, onProgress: OnProgress): Promise<Result<ReaderTable>> {
    const milliseconds = readTimeoutMilliseconds(this.sizeInBytes);
    const timer = setTimeout(() => {
      this.#end(
        fail(
          'table.timeout',
          `读取“${fileName}”超过 ${Math.round(milliseconds / 1000)} 秒，已停止，没有导入。文件可能已损坏；请用 Excel 或 WPS 打开后另存为 .xlsx 再试。`,
          {
            file: fileName,
          },
        ),
      );
    }, milliseconds);
    try {
      return await this.#race(
        this.#remote.open(Comlink.transfer(bytes, [bytes.buffer as ArrayBuffer]), fileName, Comlink.proxy(onProgress)),
      );
    } finally {
      clearTimeout(timer);
    }
  }

  describe: TableReader['describe'] = (sheet, headerRows) => this.#race(this.#remote.describe(sheet, headerRows));
  missing: TableReader['missing'] = (mapping) => this.#remote.missing(mapping);
  applyRemembered: TableReader['applyRemembered'] = (columns, remembered) => this.#remote.applyRemembered(columns, remembered);
  rememberable: TableReader['rememberable'] = (columns, mapping) => this.#remote.rememberable(columns, mapping);
  beginCheck: TableReader['beginCheck'] = (settings) => this.#race(this.#remote.beginCheck(settings));
  nextRows: TableReader['nextRows'] = () => this.#remote.nextRows();
  problemKinds: TableReader['problemKinds'] = () => this.#remote.problemKinds();
  details: TableReader['details'] = (rows) => this.#remote.details(rows);
  rejectsWorkbook: TableReader['rejectsWorkbook'] = (rows) => this.#remote.rejectsWorkbook(rows);

  close(): void {
    this.#end(fail('job.cancelled', '已取消，没有导入任何内容。'));
  }

  #end(result: Result<never>): void {
    this.#give(result);
    this.#worker.terminate();
  }

  #race<T>(call: Promise<Result<T>>): Promise<Result<T>> {
    return Promise.race([call, this.#ended]);
  }
}
