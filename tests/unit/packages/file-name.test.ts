import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName } from '#renderer/features/exchange/use-save-file.tsx';

describe('the suggested name of a paper, made from a title that somebody typed or that came in a package', () => {
  it('holds nothing that leads into another folder or that a file system refuses', () => {
    expect(fileName('交接单 ../../etc/passwd C:\\x 甲局.pdf')).toBe('交接单 .. .. etc passwd C x 甲局.pdf');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
        const name = fileName(`清单 ${title}.xlsx`);
        expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
        expect(name.endsWith('.xlsx')).toBe(true);
        // what window.host.chooseSave takes at most
        expect(name.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});
