/** Inputs for the sheets, and the programs that look at the PDFs they become: poppler, qpdf and a reader of QR codes. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import type { HandoverSheetInput } from '#shared/documents/handover-sheet.ts';
import type { KeySheetInput } from '#shared/documents/key-sheet.ts';
import type { Result } from '#shared/domain/result.ts';

const has = (command: string) => spawnSync(command, ['-v']).error === undefined;
export const hasPdfPrograms = ['pdfinfo', 'pdffonts', 'pdftotext', 'pdftoppm', 'qpdf'].every(has);

export const HEX = '9F3A07C4D1E85B620F44A7E93C10D8FB5E72913604ACBD8899EF01237C5D6B4A';
export const NOW = new Date('2026-11-26T02:30:00.000Z');

export function keySheetInput(department: Partial<KeySheetInput['department']> = {}): KeySheetInput {
  return {
    department: {
      name: '宁新区行政审批服务局',
      uscc: '11370811MB2857345X',
      roles: ['approval', 'supervision'],
      address: '宁新区海川路 9 号',
      telephone: '0537-3255123',
      ...department,
    },
    workstation: '审批二科三号机',
    keyMadeOn: '2026-11-03',
    fingerprint: HEX.replace(/.{4}(?=.)/g, '$& '),
    now: NOW,
  };
}

export function handoverInput(more: Partial<HandoverSheetInput> = {}): HandoverSheetInput {
  return {
    packageId: '019ac0de-7a11-7c3e-8d15-0123456789ab',
    title: '2026年11月审批信息',
    purpose: '审批信息推送',
    sequence: 12,
    created: '2026-11-26 10:30',
    records: 12_345,
    attachments: 78,
    fileName: '审批信息-第12包.sgxe',
    fileSize: 123_456_789,
    fileSm3: HEX.toLowerCase(),
    sealed: true,
    signerFingerprint: HEX,
    sender: { name: '宁新区行政审批服务局', uscc: '11370811MB2857345X' },
    recipients: [{ name: '宁新区市场监督管理局', uscc: '11370811MB28573XX1' }],
    now: NOW,
    ...more,
  };
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** What independent programs say of a PDF. */
export interface Seen {
  readonly info: string;
  /** one line a font */
  readonly fonts: readonly string[];
  readonly text: string;
}

/** Throws when qpdf finds any error, or anything to warn of. */
export function look(bytes: Uint8Array): Seen {
  return withFile(bytes, (file) => {
    run('qpdf', '--check', file);
    return {
      info: run('pdfinfo', file),
      fonts: run('pdffonts', file).trim().split('\n').slice(2),
      text: run('pdftotext', '-layout', file, '-'),
    };
  });
}

/** The QR code on the first page, read from its picture as a scanner would: 150 dots an inch. */
export function readQr(bytes: Uint8Array): string | undefined {
  return withFile(bytes, (file) => {
    run('pdftoppm', '-r', '150', '-f', '1', '-singlefile', '-png', file, file);
    const { data, width, height } = PNG.sync.read(readFileSync(`${file}.png`));
    return jsQR(new Uint8ClampedArray(data), width, height)?.data;
  });
}

function run(command: string, ...words: string[]): string {
  return execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function withFile<T>(bytes: Uint8Array, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
  try {
    const file = join(folder, 'sheet.pdf');
    writeFileSync(file, bytes);
    return work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every font inside the file, and only the characters used: `emb` and `sub` are yes, the name has a subset's prefix. */
export function isEmbeddedSubset(line: string): boolean {
  return /^[A-Z]{6}\+\S+ .* yes yes yes +\d+ +\d+$/.test(line);
}
