import { describe, expect, it } from 'vitest';
import { sizeText } from '#renderer/components/size.ts';
import { chosenOption, targetOptions } from '#renderer/components/target-options.ts';
import type { Drive } from '#shared/ipc.ts';

const GIB = 1024 ** 3;
const drive = (id: string, more: Partial<Drive> = {}): Drive => ({
  id,
  label: `U盘${id}`,
  fileSystem: 'FAT32',
  freeBytes: 20 * GIB,
  totalBytes: 30 * GIB,
  readOnly: false,
  maximumFileBytes: 4 * GIB - 1,
  ...more,
});
const options = (drives: readonly Drive[], neededBytes?: number, available?: boolean) =>
  targetOptions({ drives, neededBytes, outbox: available === undefined ? undefined : { path: '\\\\服务器\\发件', available } });

describe('保存到', () => {
  it('offers sticks with their room, then the outbox, then the dialog', () => {
    expect(options([drive('a'), drive('b')], 1000, true).map(({ testId, detail }) => [testId, detail])).toEqual([
      ['target.drive.0', '剩余 20 GB，共 30 GB'],
      ['target.drive.1', '剩余 20 GB，共 30 GB'],
      ['target.outbox', '\\\\服务器\\发件'],
      ['target.other', '在下一步选择文件夹'],
    ]);
    expect(options([]).map(({ testId }) => testId)).toEqual(['target.other']);
  });

  it.each([
    ['write-protected', { readOnly: true }, 1, '只读'],
    ['too small', { freeBytes: 999 }, 1000, '空间不足'],
    ['full, whatever is needed', { freeBytes: 0 }, undefined, '空间不足'],
    ['FAT32 and the file beyond 4 GiB', {}, 4 * GIB, 'FAT32 格式'],
  ])('says why a stick can not be chosen: %s', (_why, more, neededBytes, words) => {
    const [stick] = options([drive('a', more)], neededBytes);
    expect(stick?.problem).toContain(words);
  });

  it('finds nothing wrong at the very limits', () => {
    expect(options([drive('a', { freeBytes: 1000 })], 1000)[0]?.problem).toBeUndefined();
    expect(options([drive('a')], 4 * GIB - 1)[0]?.problem).toBeUndefined();
    expect(options([drive('a', { maximumFileBytes: undefined })], 5 * GIB)[0]?.problem).toBeUndefined();
  });

  it('keeps what the user chose, and gives way when it is pulled out or fills up', () => {
    const two = options([drive('a'), drive('b')], 10, true);
    expect(chosenOption(two, undefined)?.key).toBe('drive.a');
    expect(chosenOption(two, 'drive.b')?.key).toBe('drive.b');
    expect(chosenOption(two, 'other')?.key).toBe('other');
    expect(chosenOption(options([drive('a')], 10), 'drive.b')?.key).toBe('drive.a');
    expect(chosenOption(options([drive('a', { freeBytes: 1 })], 10, true), 'drive.a')?.key).toBe('outbox');
    expect(chosenOption(options([], 10, false), 'drive.a')?.key).toBe('other');
  });
});

it.each([
  [0, '0 字节'],
  [1023, '1023 字节'],
  [1536, '1.5 KB'],
  [10 * 1024, '10 KB'],
  [1024 * 1024 - 1, '1.0 MB'],
  [4 * GIB - 1, '4.0 GB'],
  [1.8 * 1024 * GIB, '1.8 TB'],
])('%i bytes are read as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
