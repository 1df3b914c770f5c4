import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalSchema } from '#shared/domain/approval.ts';
import { checkApproval } from '#shared/domain/approval-checks.ts';
import { addDays, daysBetween } from '#shared/domain/dates.ts';
import { departmentSchema } from '#shared/domain/department.ts';
import { draftRecordKey, readCitizenId, readUscc } from '#shared/domain/identifiers.ts';
import { isWorkingDay } from '#shared/domain/working-calendar.ts';
import { demoDrafts } from '#shared/workstation/demo/demo-data.ts';
import { DEMO_DEPARTMENTS } from '#shared/workstation/demo/demo-departments.ts';
import { fillTemplate } from '#shared/workstation/demo/demo-matter.ts';
import { DEMO_MATTERS } from '#shared/workstation/demo/demo-matters.ts';
import { DEMO_SERIALS, demoCompany, demoPerson, demoShop } from '#shared/workstation/demo/demo-names.ts';
import { DemoRandom } from '#shared/workstation/demo/demo-random.ts';
import { DEMO_FAULTS, demoTable } from '#shared/workstation/demo/demo-table.ts';

const TODAY = '2026-11-23';

describe('demo departments', () => {
  it('are invented for everybody to see, with right check characters', () => {
    for (const department of Object.values(DEMO_DEPARTMENTS)) {
      departmentSchema.parse(department);
      expect(department.name.endsWith('（演示）'), department.name).toBe(true);
      expect(department.demo).toBe(true);
      expect(readUscc(department.uscc).state).toBe('valid');
      expect(department.uscc.slice(8, 10)).toBe('DE');
      expect(department.telephone).toMatch(/^0537-0000\d{3}$/);
    }
    const ids = Object.values(DEMO_DEPARTMENTS).map(({ uscc }) => uscc);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('demo names', () => {
  it('have valid codes that belong to nobody, one for each serial', () => {
    const trade = fc.nat({ max: DEMO_MATTERS.length - 1 });
    const serial = fc.nat({ max: DEMO_SERIALS - 1 });
    fc.assert(
      fc.property(trade, serial, serial, (anyTrade, one, other) => {
        const company = demoCompany(anyTrade, one, '{食品|商贸}有限公司');
        expect(company).toEqual(demoCompany(anyTrade, one, '{食品|商贸}有限公司'));
        expect(readUscc(company.uscc).state).toBe('valid');
        expect(company.uscc.slice(8, 10)).toBe('DE');
        expect(company.uscc === demoCompany(anyTrade, other, '').uscc).toBe(one === other);
        expect(readUscc(demoShop(anyTrade, one, '饭店').uscc).state).toBe('valid');
        const person = demoPerson(one);
        expect(readCitizenId(person.citizenId, TODAY).state).toBe('valid');
        // 370800 is the city as a whole: no person's number begins with it.
        expect(person.citizenId.startsWith('370800')).toBe(true);
        for (const { contact, address } of [company, person]) {
          expect(contact).toMatch(/^(?:1000000\d{4}|0537-0000\d{3})$/);
          expect(address).toMatch(/^山东省济宁市高新区/);
        }
      }),
    );
  });
});

describe('templates', () => {
  it('fill slots inside slots', () => {
    const random = new DemoRandom(3);
    for (let round = 0; round < 50; round += 1) {
      expect(fillTemplate('{甲{1..9}|乙{#2}}{n}', random, { n: '7' })).toMatch(/^(?:甲[1-9]|乙\d\d)7$/);
    }
    expect(() => fillTemplate('{unknown}', random)).toThrow();
  });
});

describe('demoDrafts', () => {
  const drafts = demoDrafts(1500, { seed: 11, today: TODAY });

  it('pass the checks of 办法 20(二) without error', () => {
    for (const draft of drafts) {
      const { approval, problems } = checkApproval(draft, { sourceSystem: '演示', today: TODAY });
      expect(problems, JSON.stringify(draft)).toEqual([]);
      approvalSchema.parse(approval);
    }
  });

  it('are the same for the same seed and day, others for another seed', () => {
    expect(demoDrafts(50, { seed: 1, today: TODAY })).toEqual(demoDrafts(50, { seed: 1, today: TODAY }));
    expect(demoDrafts(50, { seed: 1, today: TODAY })).not.toEqual(demoDrafts(50, { seed: 2, today: TODAY }));
  });

  it('cover every matter, kind and 长期, each record a decision of its own', () => {
    expect(new Set(drafts.map(({ matter }) => matter)).size).toBe(DEMO_MATTERS.length);
    expect(DEMO_MATTERS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(drafts.map(({ counterpartKind }) => counterpartKind)).size).toBe(3);
    expect(new Set(drafts.map(({ category }) => category?.split('-')[0]))).toEqual(new Set(['普通', '认可', '核准', '登记', '其他']));
    expect(drafts.some(({ validTo }) => validTo === '长期')).toBe(true);
    expect(drafts.some(({ registrationNumber }) => registrationNumber !== undefined)).toBe(true);
    expect(new Set(drafts.map(draftRecordKey)).size).toBe(drafts.length);
    expect(drafts.filter(({ note }) => note !== undefined).length).toBeGreaterThan(50);
  });

  it('have contents of realistic length and decisions of the last 60 days, mostly on working days', () => {
    for (const { content, decidedOn } of drafts) {
      expect(content?.length).toBeGreaterThanOrEqual(35);
      expect(content?.length).toBeLessThanOrEqual(420);
      const age = daysBetween(decidedOn as string, TODAY);
      expect(age >= 0 && age < 60, decidedOn).toBe(true);
    }
    const lengths = drafts.map(({ content }) => content?.length ?? 0);
    expect(lengths.reduce((sum, length) => sum + length, 0) / lengths.length).toBeGreaterThan(90);
    const working = drafts.filter(({ decidedOn }) => isWorkingDay(decidedOn as string).working).length;
    expect(working / drafts.length).toBeGreaterThan(0.9);
    expect(drafts.map(({ decidedOn }) => decidedOn)).toEqual(drafts.map(({ decidedOn }) => decidedOn).sort());
  });

  it('hold for any day and seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 3000 }), (seed, offset) => {
        const today = addDays('2024-01-01', offset);
        for (const draft of demoDrafts(20, { seed, today, decidedBy: 'market' })) {
          expect(draft.approvedBy).toBe(DEMO_DEPARTMENTS.market.name);
          expect(checkApproval(draft, { sourceSystem: '演示', today }).problems).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('demoTable', () => {
  const COLUMN = { contact: 12, citizenId: 11, uscc: 4, decidedOn: 20, validTo: 22 } as const;

  it('has 28 columns of text and no fault unless asked for', () => {
    const { header, rows, faults } = demoTable(200, { seed: 4, today: TODAY });
    expect(header).toHaveLength(28);
    expect(new Set(header).size).toBe(28);
    expect(header[COLUMN.contact]).toBe('联系电话');
    expect(rows).toHaveLength(200);
    expect(rows.every((row) => row.length === 28)).toBe(true);
    expect(faults).toEqual([]);
    expect(rows.every((row) => /^\d{4}\/\d{2}\/\d{2}$/.test(row[COLUMN.decidedOn] ?? ''))).toBe(true);
    expect(rows.some((row) => row[COLUMN.validTo] === '2099/12/31')).toBe(true);
  });

  it('puts in the faults it tells of, and no others', () => {
    const { rows, faults } = demoTable(3000, { seed: 5, today: TODAY, faultShare: 0.05 });
    const sound = demoTable(3000, { seed: 5, today: TODAY }).rows;
    expect(new Set(faults.map(({ fault }) => fault))).toEqual(new Set(DEMO_FAULTS));
    expect(faults.length).toBeGreaterThan(80);
    const faulty = new Set(faults.map(({ row }) => row));
    for (const [index, row] of rows.entries()) if (!faulty.has(index)) expect(row).toEqual(sound[index]);
    for (const { row, fault } of faults) {
      const cells = rows[row] ?? [];
      if (fault === 'missingContact') expect(cells[COLUMN.contact]).toBe('');
      if (fault === 'damagedCitizenId') expect(cells[COLUMN.citizenId]).toMatch(/^3\.708\d{2}E\+17$/);
      if (fault === 'failingUscc') expect(readUscc(cells[COLUMN.uscc] ?? '').state).toBe('checkCharacterFails');
      if (fault === 'impossibleDate') expect(cells[COLUMN.decidedOn]).toMatch(/^\d{4}\/02\/30$/);
    }
  });

  it('can be held to some faults', () => {
    const { faults } = demoTable(500, { seed: 6, today: TODAY, faultShare: 0.1, faults: ['missingContact'] });
    expect(faults.length).toBeGreaterThan(20);
    expect(new Set(faults.map(({ fault }) => fault))).toEqual(new Set(['missingContact']));
  });
});
