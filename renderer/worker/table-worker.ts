/** Runs the spreadsheet room apart from everything else (worker-table-reader.ts). */
import * as Comlink from 'comlink';
import { LocalTableReader } from '#shared/workstation/tables/local-table-reader.ts';

const reader = new LocalTableReader();

export type TableWorkerEntry = Omit<LocalTableReader, 'close'>;

Comlink.expose(reader);
