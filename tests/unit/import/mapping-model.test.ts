import { describe, expect, it } from 'vitest';
import {
  assignColumn,
  cleaned,
  fieldsOfColumn,
  isSatisfied,
  requiredFields,
  setConstant,
} from '#renderer/features/import/mapping-model.ts';
import type { ColumnMapping, OpenedTable } from '#shared/workstation/api.ts';

const complete: ColumnMapping = {
  columns: { matter: 0, decisionNumber: 1, counterpartName: 2, uscc: 3, decidedOn: 4, validTo: 5, content: 6 },
  constants: { contact: '见案卷', address: '见案卷' },
};

function table(missing: OpenedTable['missing']): OpenedTable {
  return {
    ...{ importId: 'i', fileName: 'a.csv', format: 'CSV（UTF-8）', sheets: [], sheet: 'a', headerRows: [1], dataRows: 1, columns: [] },
    ...{ mapping: complete, mappingFrom: 'guessed', sourceSystem: '甲系统', knownSourceSystems: [], missing, notes: [] },
  };
}

describe('columns and fields', () => {
  it('moves a field that another column or a constant filled', () => {
    const moved = assignColumn(complete, 7, ['uscc', 'contact']);
    expect(moved.columns.uscc).toBe(7);
    expect(fieldsOfColumn(moved, 3)).toEqual([]);
    expect(moved.constants.contact).toBeUndefined();
    expect(moved.constants.address).toBe('见案卷');
  });

  it('lets one column fill two fields and frees those that are taken away', () => {
    const both = assignColumn(complete, 3, ['uscc', 'citizenId']);
    expect(fieldsOfColumn(both, 3)).toEqual(['uscc', 'citizenId']);
    expect(fieldsOfColumn(assignColumn(both, 3, []), 3)).toEqual([]);
  });

  it('replaces a column by one text for the batch, and takes the text away again', () => {
    const constant = setConstant(complete, 'content', '详见决定书');
    expect(constant.columns.content).toBeUndefined();
    expect(constant.constants.content).toBe('详见决定书');
    expect(setConstant(constant, 'content', undefined).constants.content).toBeUndefined();
  });

  it('sends no empty texts', () => {
    expect(cleaned(setConstant(complete, 'note', '  ')).constants).toEqual({ contact: '见案卷', address: '见案卷' });
  });
});

describe('what 办法 20(二) requires', () => {
  it('asks for nothing when everything is filled', () => {
    expect(requiredFields(table([]), complete)).toEqual([]);
  });

  it('is content with any code: 公民身份证号码或统一社会信用代码', () => {
    const person = setConstant(assignColumn(complete, 3, ['citizenId']), 'note', undefined);
    expect(isSatisfied(person, 'uscc')).toBe(true);
    expect(requiredFields(table([]), person)).toEqual([]);
  });

  it('asks for a field that the user has taken away, naming the clause', () => {
    const asked = requiredFields(table([]), assignColumn(complete, 3, []));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.field).toBe('uscc');
    expect(asked[0]?.message).toContain('第二十条（二）');
  });

  it('keeps a field that was missing in view after it has been filled', () => {
    const opened = table([{ field: 'contact', message: '缺少联系方式' }]);
    const asked = requiredFields(opened, complete);
    expect(asked.map((item) => item.field)).toEqual(['contact']);
    expect(asked[0]?.message).toBe('缺少联系方式');
    expect(isSatisfied(complete, 'contact')).toBe(true);
  });

  it('does not count a constant without text', () => {
    expect(isSatisfied(setConstant(complete, 'contact', '  '), 'contact')).toBe(false);
  });
});
